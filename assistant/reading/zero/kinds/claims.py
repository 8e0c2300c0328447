"""What a question says that a resolution deals with, or does, held against its words: `claims.csv` and `contraries.csv`.

A claim is known by the words of people for it, and a text that deals with it by a wide choice of the Council's words:
only where none of them stands in the whole text is it said that it is silent. What the Council did in the contrary
sense (it lifts what it is said to impose) is shown with the paragraph.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answer import Status
from assistant.compare.aligning.similarity import is_a_term
from assistant.draft import Draft, mention
from assistant.reading.zero.question import Question
from assistant.retrieval.vocabulary import in_the_words_of_the_texts
from assistant.terms import acronyms, content_words, stem, stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution


@dataclass(frozen=True, slots=True)
class _Claim:
    name: str
    asked: re.Pattern[str]
    written: re.Pattern[str]
    contrary: re.Pattern[str] | None = None


# "What does N say about X?", "Does N say who …?": asked for what a text says, and taking nothing for granted.
_ASKS_WHAT_IS_SAID = re.compile(
    r"\b(?:what|anything|something|nothing|where|how)\b[^?.]{0,60}\b(?:say|says|said|mention\w*|speaks?|contains?|provides?)\b[^?.]{0,30}\b(?:about|on|of|regarding|concerning)\b"
    r"|^\W*(?:and\s+|but\s+)?(?:does|do|did)\b[^?.]{0,60}\bmention\b"
    r"|^\W*(?:and\s+|but\s+)?(?:does|do|did)\b[^?.]{0,60}\b(?:say|state|specify|tell|mention|fix|define|settle|lay\s+down|explain)\s+(?:who|whom|what|when|where|which|how|why|whether|anything|something|a\s+word)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"^\W*(?:and\s+|but\s+)?(?:does|did|do|is|are|was|were|has|have|can|may|could)\b|\bwhether\b", re.IGNORECASE
)


def status_of_silence(question: Question) -> Status:
    """What a silent text makes of a question: refused where it asks what is said, answered with "no" where it asks whether,
    corrected where it takes for granted that something is said."""
    if _ASKS_WHAT_IS_SAID.search(question.standalone) and not question.paragraphs:
        # what a follow-up asks for was put into these words by its rules, and not by the reader
        return Status.REFUSED if question.asked == question.standalone else Status.ANSWERED
    return Status.ANSWERED if _YES_OR_NO.search(question.standalone) else Status.CORRECTED


def silent_on_claims(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A remark for each thing that the question says the resolution deals with, and for which its text has no word."""
    text = "\n".join([*(row.words for row in rows), record.subject, record.agenda])
    topic = _OF_THE_VOTE.sub(" ", question.topic)
    missing = [each.name for each in _claims() if each.asked.search(topic) and not each.written.search(text)]
    status = status_of_silence(question)
    return [
        Draft(f"{record.symbol} is silent on {name}: no word for it stands in its text.", status=status)
        for name in missing
    ]


def silent_on_the_matter(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A refusal where it is asked what a resolution says on a matter and no word of the matter stands in it, nor one
    that the texts write for it."""
    match = _ON_A_MATTER.search(question.topic)
    if match is None or question.paragraphs:
        return []
    matter = match["matter"]
    asked = [word for word in content_words(matter) if stem(word) not in _OF_A_TEXT]
    if not asked or len(asked) > _A_MATTER or acronyms(matter):
        return []
    text = stems(" ".join([*(row.words for row in rows), record.subject, record.agenda, *record.topics]))
    opened = {each[:_OPENING] for each in text}
    written = stems(in_the_words_of_the_texts(matter)) - {stem(word) for word in asked}
    if written & text or any(stem(word)[:_OPENING] in opened for word in asked):
        return []
    named = "\n".join(row.words for row in rows)
    if any(each.asked.search(matter) and each.written.search(named) for each in _claims()):
        return []
    terms = all(is_a_term(stem(word)) or re.search(rf"\b{word}", matter) is None for word in asked)
    said = f"{record.symbol} is silent on {matter.strip(' ?.')}: no word for it stands in its text."
    return [Draft(said, status=status_of_silence(question) if terms else Status.ANSWERED)]


_ON_A_MATTER = re.compile(
    r"\b(?:say|says|said|mention|mentions|mentioned|speaks?|spoke|contains?|provides?)\b(?:\s+(?:anything|something|nothing|a\s+word))?"
    r"(?:\s+(?:about|on|of|regarding|concerning|for)|(?<=mention)|(?<=mentions))\s+(?:the\s+|any\s+|a\s+|an\s+)?(?P<matter>[^?.;]{3,60})\s*$",
    re.IGNORECASE,
)
_A_MATTER = 3  # words of a matter that is named, and not told
_OPENING = 5  # letters that words of one family share
_OF_A_TEXT = stems("point points matter matters issue issues subject way role question situation")


def contrary_to_claims(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the question says that the resolution does one thing and its operative part does only the contrary."""
    operative = [row for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
    text = "\n".join(row.words for row in operative)
    remarks = []
    for each in _contraries():
        if not each.asked.search(question.topic) or each.written.search(text) or each.contrary is None:
            continue
        row = next((row for row in operative if each.contrary.search(row.words)), None)
        if row is not None:
            said = f"No paragraph of {record.symbol} {each.name}; {row.citation} does the contrary."
            remarks.append(Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,)))
    return remarks


_OF_THE_VOTE = re.compile(r"\bpermanent members?\b|\bmembers? of the (?:security )?council\b", re.IGNORECASE)


@cache
def _claims() -> tuple[_Claim, ...]:
    return tuple(
        _Claim(row["name"], _asked(row["asked"]), re.compile(row["written"], re.IGNORECASE))
        for row in _rows("claims.csv")
    )


@cache
def _contraries() -> tuple[_Claim, ...]:
    return tuple(
        _Claim(
            row["deed"],
            _asked(row["asked"]),
            re.compile(row["same"], re.IGNORECASE),
            re.compile(row["contrary"], re.IGNORECASE),
        )
        for row in _rows("contraries.csv")
    )


def _asked(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("assistant.reading.zero.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
