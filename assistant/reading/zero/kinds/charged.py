"""What others are ordered, asked or let to do by the resolution that a question names: `charged.csv`.

"Which clause of 9101 orders the islanders to pay?" takes for granted that a clause speaks of paying. Only where no
operative paragraph has any word of the family is it said that none does.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.undone import nearest
from assistant.reading.zero.question import Question
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_CHARGE = (
    r"(?:order|tell|told|require|oblige|demand|force|compel|allow|permit|authori[sz]e|ask|want|call|urge|instruct|direct|command|bid|invite|let|make|made|have|has|had|must|may|should|can|could|shall|forc|oblig|requir|authori[sz])"
    r"(?:s|d|ed|ing)?"
)
_ASKS_OF_SOMEBODY = re.compile(
    r"\W*(?:\w+ly )?(?:also )?(?:requests|calls|demands|decides|urges|directs|insists|orders|requires|authorizes)\b",
    re.IGNORECASE,
)
_IS_TO = r"(?:is|are|was|were)\b[^?.;]{1,50}?\bto"


def not_charged(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the question says that somebody is to do, or may do, what no operative paragraph has a word for."""
    if not takes_for_granted(question):
        return []
    operative = [row for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
    text = "\n".join(row.words for row in operative)
    for deed, asked, written in _charges():
        if asked.search(question.topic) and not written.search(text):
            row = nearest(question, [each for each in operative if _ASKS_OF_SOMEBODY.match(each.words)] or rows)
            said = f"{record.symbol} charges nobody to {deed}: no operative paragraph has a word for it."
            said += f" What comes nearest in it is {row.citation}." if row is not None else ""
            shown = (mention(row),) if row is not None else ()
            return [Draft(said, shown, status=Status.CORRECTED, evidence=tuple(each.key for each in shown))]
    return []


@cache
def _charges() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    text = files("assistant.reading.zero.data").joinpath("charged.csv").read_text(encoding="utf-8")
    return tuple(
        (
            row["deed"],
            re.compile(rf"\b(?:{_CHARGE}\b[^?.;]{{0,70}}?|{_IS_TO})\s(?:be )?(?:{row['asked']})(?!\w)", re.IGNORECASE),
            re.compile(row["written"], re.IGNORECASE),
        )
        for row in csv.DictReader(text.splitlines())
    )
