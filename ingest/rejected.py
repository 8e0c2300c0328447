"""Drafts that the Council voted on and did not adopt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from ingest.resolution import Vote

__all__ = ["RejectedDraft", "merge_drafts"]


class RejectedDraft(BaseModel):
    """A draft resolution that failed. ``vetoed_by`` are ISO3 codes; empty where it failed for want of votes.

    ``origins`` tells for each field which file it came from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    symbol: str
    date: dt.date | None = None
    meeting: int | None = None
    agenda: str = ""
    subject: str = ""
    sponsors: tuple[str, ...] = ()
    vote: Vote | None = None
    vetoed_by: tuple[str, ...] = ()
    source: str = ""
    origins: dict[str, str] = {}


def merge_drafts(drafts: Iterable[RejectedDraft]) -> list[RejectedDraft]:
    """One record a draft and day of vote, in order of date; a field is taken from the first source that has it.

    A symbol such as ``S/PV.9275`` stands for a draft voted on orally: several of them can share it.
    """
    groups: dict[tuple[str, dt.date | None, str], list[RejectedDraft]] = {}
    for draft in drafts:
        oral = draft.subject if draft.symbol.startswith("S/PV") else ""
        groups.setdefault((draft.symbol, draft.date, oral), []).append(draft)
    merged = [_merged(group) for group in groups.values()]
    return sorted(merged, key=lambda draft: (draft.date or dt.date.min, draft.symbol, draft.subject))


def _merged(group: list[RejectedDraft]) -> RejectedDraft:
    group = sorted(group, key=lambda draft: (not draft.sponsors, draft.source))
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for draft in group:
        for field in ("symbol", "date", "meeting", "agenda", "subject", "sponsors", "vote", "vetoed_by"):
            value = getattr(draft, field)
            if field not in values and value not in (None, "", ()):
                values[field] = value
                origins[field] = draft.source
    return RejectedDraft.model_validate({**values, "source": group[0].source, "origins": origins})
