"""What a download gave, in words for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from assistant.wording import counted
from ingest.download.order import Outcome
from ingest.download.sources import SOURCES

__all__ = ["megabytes", "outcome_json", "said_of"]


def megabytes(size: int) -> str:
    """``"24.7 MB"``, ``"0.3 MB"``."""
    return f"{size / 1_000_000:,.1f} MB"


def said_of(outcomes: Sequence[Outcome], *, dry: bool = False) -> list[str]:
    """A paragraph a source: what came of it, from where, on what terms, and what was against it."""
    lines: list[str] = []
    for done in outcomes:
        facts = SOURCES[done.source]
        lines.append(f"{done.source}: {facts.title}")
        if done.problem:
            lines.append(f"  Not brought: {done.problem}")
        else:
            lines.append(f"  {_would(done) if dry else _did(done)}")
            lines.append(f"  {facts.page}; {facts.terms}.")
        lines += [f"  {note}" for note in done.notes]
    return lines


def _would(done: Outcome) -> str:
    version = f" of {done.version}" if done.version else ""
    files = (
        f"{counted(done.files, 'file')}{version}, {done.kept:,} of them here already" if done.files else f"All{version}"
    )
    if done.size is None:
        return f"{files}; about {megabytes(done.about)} would come (the source does not say exactly)."
    return f"{files}; {megabytes(done.size)} would come." if done.size else f"{files}; nothing would come."


def _did(done: Outcome) -> str:
    parts = [counted(len(done.fetched), "file").capitalize() + " brought", f"{done.kept:,} here already"]
    if done.removed:
        parts.append(f"{done.removed:,} removed that the source has no more")
    version = f" Version {done.version}." if done.version else ""
    came = f" ({megabytes(done.size)})" if done.size else ""
    return f"{', '.join(parts)}{came}.{version} Checked against {done.checked}."


def outcome_json(done: Outcome) -> dict[str, Any]:
    """The same for programs; ``size`` is ``null`` where the source does not say."""
    facts = SOURCES[done.source]
    told: dict[str, Any] = TypeAdapter(Outcome).dump_python(done, mode="json", exclude={"newer"})
    return told | {"title": facts.title, "page": facts.page, "terms": facts.terms}
