"""The report: what was measured, on what, with which versions and settings, and the command that does it again."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from assistant.assistant import Assistant
from assistant.evaluation.sets import SetResult

PACKAGES = ("unsc-assistant", "llama-index-core", "chromadb", "bm25s", "onnxruntime", "openai")


@dataclass(frozen=True, slots=True)
class Report:
    """One run. ``settings`` is the fingerprint of all settings that an answer depends on."""

    command: str
    as_of: dt.date
    generation: str
    resolutions: int
    corpus_end: dt.date | None
    settings: str
    writer: str
    versions: Mapping[str, str]
    sets: Sequence[SetResult]

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "as_of": self.as_of.isoformat(),
            "corpus_end": self.corpus_end and self.corpus_end.isoformat(),
        }

    def to_markdown(self) -> str:
        """A table for each file of questions, and below it what went wrong."""
        lines = [
            "# Evaluation",
            "",
            f"`{self.command}`, as on {self.as_of}; {self.resolutions:,} resolutions up to {self.corpus_end}; "
            f"writer: {self.writer}; settings {self.settings}; generation {self.generation}.",
            "",
            ", ".join(f"{name} {number}" for name, number in self.versions.items()) + ".",
        ]
        for each in self.sets:
            lines += ["", f"## {each.name} ({each.items})", "", "| measure | value |", "| --- | --- |"]
            lines += [f"| {name} | {value:.3f} |" for name, value in each.measures.items()]
            if each.wrong:
                lines += ["", "Not right:", "", *(f"- {line}" for line in each.wrong)]
        return "\n".join(lines) + "\n"


def report(assistant: Assistant, command: str, as_of: dt.date, sets: Sequence[SetResult]) -> Report:
    """The report on ``sets``, with what is needed to measure the same again."""
    manifest = assistant.index.manifest
    model = assistant.settings.llm
    return Report(
        command=command,
        as_of=as_of,
        generation=manifest.generation,
        resolutions=manifest.resolutions,
        corpus_end=manifest.last_day,
        settings=assistant.settings.fingerprint,
        writer=model.model if model.configured else "extractive",
        versions={"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
        sets=tuple(sets),
    )


def below(baseline: Mapping[str, Mapping[str, float]], sets: Sequence[SetResult]) -> list[str]:
    """The measures that are worse than ``{set: {measure: least value}}``; a measure that is missing is worse."""
    measured = {each.name: each.measures for each in sets}
    return [
        f"{name}: {measure} is {measured.get(name, {}).get(measure, float('nan')):.3f}, at least {least:.3f} is wanted"
        for name, wanted in baseline.items()
        for measure, least in wanted.items()
        if not measured.get(name, {}).get(measure, float("nan")) >= least
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
