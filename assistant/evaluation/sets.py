"""The questions of each file put to the assistant, and what its answers are worth.

A :class:`SetResult` has measures between 0 and 1 unless their name says otherwise, and a line for each item that went wrong.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from pydantic import Field

from assistant.assistant import Assistant
from assistant.evaluation.items import (
    AsTyped,
    Ballot,
    Cited,
    Claim,
    Compared,
    Conversation,
    Expiry,
    Fact,
    Item,
    Listing,
    Premise,
    Researched,
)  # fmt: skip
from assistant.evaluation.judge import JUDGES
from assistant.evaluation.measures import mean
from assistant.evaluation.shown import Shown
from assistant.evaluation.utterances import Key, Utterance, ask, history_of, utterances_of
from assistant.records.lookup import references_in
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph


@dataclass(frozen=True, slots=True)
class SetResult:
    """What came out for one file. ``wrong`` names each item that is not right, and why."""

    name: str
    items: int
    measures: Mapping[str, float]
    wrong: Sequence[str] = field(default_factory=tuple)


def measured(name: str, assistant: Assistant, items: Sequence[Item], as_of: dt.date) -> SetResult:
    """The questions of the file ``name`` asked and judged, conversations with the answers that were given."""
    if name in WITHOUT_ASKING:
        return WITHOUT_ASKING[name](assistant, items)
    asked = utterances_of(name, items, as_of)
    shown: dict[Key, Shown] = {}
    seconds = []
    for each in asked:
        start = time.perf_counter()
        shown[each.key] = ask(assistant, each.question, history_of(each, shown), each.as_of)
        seconds.append(time.perf_counter() - start)
    result = judged(name, len(items), asked, shown)
    return replace(result, measures={**result.measures, "seconds, median": median(seconds)}) if seconds else result


def judged(name: str, items: int, asked: Sequence[Utterance], shown: Mapping[Key, Shown]) -> SetResult:
    """What the answers are worth that were given to the questions of the file ``name``."""
    marks: dict[str, list[float]] = defaultdict(list)
    wrong = []
    for each in asked:
        judgement = JUDGES[name](each, shown[each.key])
        for measure, value in judgement.marks.items():
            marks[measure].append(value)
        if judgement.wrong:
            wrong.append(f"{each.id}: {judgement.wrong}")
    return SetResult(name, items, {measure: mean(values) for measure, values in marks.items()}, wrong)


class Structure(Item):
    """One resolution; a count or a list that is ``None`` was not read by hand and is not compared."""

    resolution: str
    op_numbers: tuple[str, ...]
    sub_paragraphs: dict[str, list[str]] = Field(default_factory=dict)
    pp_count: int | None = None
    sections: list[dict[str, Any]] | None = None
    annexes: list[Any] | None = None


def differences(known: Structure, rows: list[Paragraph]) -> Iterator[str]:
    """What differs, by name."""
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    if tuple(row.number for row in operative if row.numbered and not row.path) != known.op_numbers:
        yield "operative numbers"
    points: dict[str, list[str]] = defaultdict(list)
    for row in operative:
        if len(row.path) == 1:
            points[row.number].append(row.path[0])
    if any(points[number] != letters for number, letters in known.sub_paragraphs.items()):
        yield "sub-paragraphs"
    if known.pp_count is not None and sum(row.kind is Kind.PREAMBULAR for row in rows) != known.pp_count:
        yield "count of preambular paragraphs"
    for section in known.sections or ():
        inside = [row.number for row in operative if section["heading"] in row.section and not row.path]
        if inside != section.get("ops", inside) or inside[:1] != [section.get("before_op", *inside[:1])]:
            yield f"section {section['heading']}"
    if known.annexes is not None and len({row.annex for row in rows if row.kind is Kind.ANNEX}) != len(known.annexes):
        yield "annexes"


def citations(assistant: Assistant, items: Sequence[Cited]) -> SetResult:
    """References in texts: all of them, in order, and nothing else."""
    right, wrong = [], []
    for item in items:
        found = references_in(item.text, assistant.catalogue, item.context)["refs"]
        right.append(_bare(found) == _bare(item.refs))
        if not right[-1]:
            wrong.append(f"{item.id}: {found}")
    return SetResult("citations_grammar", len(items), {"right": mean(right)}, wrong)


def structures(assistant: Assistant, items: Sequence[Structure]) -> SetResult:
    """The paragraphs of resolutions in the catalogue, beside their structure as it was read by hand."""
    right, wrong = [], []
    for item in items:
        found = list(differences(item, assistant.catalogue.paragraphs_of(int(item.resolution))))
        right.append(not found)
        if found:
            wrong.append(f"{item.resolution}: {', '.join(found)}")
    return SetResult("parse_gold", len(items), {"right": mean(right)}, wrong)


KINDS: dict[str, type[Item]] = {
    "facts": Fact,
    "refuse": Premise,
    "votes": Ballot,
    "expiry": Expiry,
    "list": Listing,
    "followup": Conversation,
    "compare": Compared,
    "claims": Claim,
    "as_typed": AsTyped,
    "researchers": Researched,
    "citations_grammar": Cited,
    "parse_gold": Structure,
}
"""File name without its ending → what a line of it is."""

WITHOUT_ASKING: dict[str, Callable[[Assistant, Sequence[Any]], SetResult]] = {
    "citations_grammar": citations,
    "parse_gold": structures,
}
"""The files that hold no questions, and how they are measured."""


def _bare(refs: Iterable[Any]) -> list[Any]:
    return [
        {name: each[name] for name in ("resolution", "paragraphs")} if isinstance(each, dict) else each for each in refs
    ]
