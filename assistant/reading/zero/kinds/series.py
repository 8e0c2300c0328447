"""Lists on matters that library descriptions put in other words than people do, or in several (`series.csv`).

"The Lockerbie bombing" is in no description; those of Pan Am flight 103 and of the measures on Libya of these years are
meant. What else a question names must stand in the descriptions of those found; where none holds it, the row does not answer.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.reading.zero.kinds.matters import ANYTHING
from assistant.reading.zero.kinds.topic_words import matter_of
from assistant.terms import stem, stems, words
from ingest.pinpoint import Kind
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

# what is done to a matter, or said of a list, and tells no resolutions apart
_IDLE = frozenset(
    map(
        stem,
        """impose imposes imposed tighten tightened strengthen strengthened toughen toughened widen widened actors groups hands adopt deal deals dealing dealt keep keeping
    followed follow condemn concern concerning react reacted response respond bombing bombings affair case attack attacks trial peace security theme tests test launches
    launch programme program programmes nuclear atomic missile missiles weapons weapon activities over tribunal investigation investigations decide appoint appointed reappoint reappointed propose proposed pay paid
    tribute thank thanked recommend recommended membership admission admitted new established establish list candidates agreement safety protection staff personnel associated armed conflict conflicts zones force enter bring brought sanction sanctions punish punished tribunals court""".split(),
    )
)


@dataclass(frozen=True, slots=True)
class _Series:
    """``asked`` is how people name the matter, ``beside`` what the question must hold as well; ``described`` is
    looked for in the description, else in topics and opening words, ``item`` in the agenda item, ``but`` in both;
    ``first`` and ``last`` are years, both included."""

    asked: re.Pattern[str]
    beside: re.Pattern[str]
    described: re.Pattern[str]
    item: re.Pattern[str] | None
    but: re.Pattern[str] | None
    first: int
    last: int

    def holds(self, record: Resolution, catalogue: Catalogue) -> bool:
        if not self.first <= record.year <= self.last:
            return False
        described = record.subject or "; ".join((*record.topics, *record.subjects, *_opening(record, catalogue)))
        if self.but and self.but.search(f"{record.subject} {record.agenda}"):
            return False
        return self.described.search(described) is not None or bool(self.item and self.item.search(record.agenda))


def _opening(record: Resolution, catalogue: Catalogue) -> list[str]:
    """The words that show what a text without a description is about."""
    rows = [row for row in catalogue.paragraphs_of(record.number) if row.kind is Kind.OPERATIVE and not row.path]
    return [row.words for row in rows[:_OPENING]] if len(rows) <= _SHORT else []


_OPENING = 2  # first operative paragraphs
_SHORT = 20  # operative paragraphs; the first of more of them do not tell what a text is about


def of_a_series(text: str, span: Sequence[Resolution], catalogue: Catalogue) -> list[Resolution]:
    """The records of the matter that a question names by other words; empty where it names none, or asks for more."""
    for series in _all():
        match = series.asked.search(text)
        if match is None or not series.beside.search(text):
            continue
        found = [record for record in span if series.holds(record, catalogue)]
        said = {stem(word) for word in words(match.group())} | stems(series.beside.pattern) | ANYTHING | _IDLE
        if rest := {*matter_of(f"{text[: match.start()]} {text[match.end() :]}")} - said:
            found = [record for record in found if rest <= stems(f"{record.subject} {record.agenda}")]
        if found:
            return found
    return []


@cache
def _all() -> tuple[_Series, ...]:
    text = files("assistant.reading.zero.data").joinpath("series.csv").read_text(encoding="utf-8")
    return tuple(
        _Series(
            re.compile(rf"(?<!\w)(?:{row['asked']})(?!\w)", re.IGNORECASE),
            re.compile(row["beside"], re.IGNORECASE),
            re.compile(row["described"], re.IGNORECASE),
            re.compile(row["item"], re.IGNORECASE) if row["item"] else None,
            re.compile(row["but"], re.IGNORECASE) if row["but"] else None,
            int(row["from"] or 0),
            int(row["to"] or 9999),
        )
        for row in csv.DictReader(text.splitlines())
    )
