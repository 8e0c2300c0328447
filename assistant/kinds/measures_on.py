"""Whom measures are said to be on: a State of which the deciding paragraphs have no word, though the text may name its people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft
from assistant.kinds.ascribed import takes_for_granted
from assistant.kinds.particulars import own_words
from assistant.question import Question
from assistant.retrieval.place_names import places_named
from ingest.bodies import places_in
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_ON = re.compile(
    r"\b(?:embargo(?:es)?|sanctions?|bans?|blockade|boycott|freeze)\b[^?.;]{0,30}?\b(?:on|against|upon)\s+(?:the\s+)?(?P<whom>(?:[A-Z][\w’'-]+|and|the|of)(?:\s+(?:[A-Z][\w’'-]+|and|the|of))*)"
)
_FOR = re.compile(
    r"\b(?:ban|bar|prohibit|forbid|embargo|outlaw|stop|cut off|halt|renew|extend)(?:s|ned|red|ed|ding|ning)?\b[^?.;]{0,20}?\b(?:arms|weapons|oil|fuel|diamonds?|timber|gold|charcoal|flights?|exports?|goods)\s+(?:for|from|to)\s+(?:the\s+)?(?P<whom>(?:[A-Z][\w’'-]+|and|the|of)(?:\s+(?:[A-Z][\w’'-]+|and|the|of))*)"
)
_MEASURES = re.compile(
    r"\b(?:prevent|prohibit|embargo|freez|frozen|ban\b|bans\b|sanction|measure|deny|sever|refrain|shall not|import|export|supply|sale)\w*",
    re.IGNORECASE,
)
_PEOPLE_ELSEWHERE = re.compile(r"\b(?!The\b|Of\b)[A-Z][a-zà-ÿ]+\s+$")  # "the Kosovo Albanian leaders" are not Albania


def no_measures_on(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for a State on which measures are said to be, and that no operative paragraph names."""
    match = _ON.search(question.topic) or _FOR.search(question.topic)
    if match is None or not takes_for_granted(question):
        return []
    text = " ".join(row.words for row in rows if row.kind is not Kind.PREAMBULAR)
    if match.re is _FOR:
        rows = [row for row in rows if row.kind is not Kind.PREAMBULAR and _MEASURES.search(row.words)]
        text = " ".join(row.words for row in rows)
    about = f"{record.subject} {record.agenda}"
    for name in re.split(r"\s+and\s+(?:the\s+)?", match["whom"]):
        written = " ".join([*(each for _, each in places_named(name)), *places_in(name)])
        letters = [*own_words(name), *own_words(written)] if written else []
        short = set(places_in(written)) & set(places_in(text)) and not any(each in text for each in letters)
        if letters and not short and not any(_is_named(each, text) or each in about for each in letters):
            which = " on measures" if match.re is _FOR else ""
            said = f"No operative paragraph{which} of {record.symbol} names {name.strip()}."
            return [Draft(said, status=Status.CORRECTED)]
    return []


def _is_named(letters: str, text: str) -> bool:
    found = re.finditer(rf"\b{re.escape(letters)}", text)
    return any(not _PEOPLE_ELSEWHERE.search(text[: match.start()]) for match in found)
