"""Whom measures are said to be on: a State of which the deciding paragraphs have no word, though the text may name its people, or a
Government, where they are on others in its land."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.question import Question
from assistant.retrieval.names.place_names import places_named
from ingest.pinpoint import Kind
from ingest.places import places_in
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


_ON_A_GOVERNMENT = re.compile(
    r"\b(?:embargo(?:es)?|sanctions?|bans?|blockade|boycott|measures|restrictions)\b[^?.;]{0,30}?\b(?:on|against|upon)\s+(?:the\s+)?"
    r"(?P<whom>[Gg]overnment(?: (?:of|in) (?:the )?[A-Z]\w+)?|(?:[A-Z][\w-]+\s+)+[Gg]overnment|(?:[A-Z][\w-]+\s+)*[A-Z]\w+['’]s? (?:own )?government)"
)
_TAKES_OFF = re.compile(
    r"\b(?:end|lift|suspend|terminat|remov|eas|relax|except|exempt|free|drop|abolish|cancel|repeal)\w*", re.IGNORECASE
)
_NOT_GOVERNMENTS = re.compile(
    r"\bto\s+(?:(?:all|any|the)\s+)?(?P<whom>non-?governmental\s+\w+|(?:\w+\s+){0,4}armed groups)"
)


def no_measures_on_the_government(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where measures are said to be on a Government and what is prevented is what goes to others in its land."""
    match = _ON_A_GOVERNMENT.search(question.topic)
    if match is None or not takes_for_granted(question) or _TAKES_OFF.search(question.topic):
        return []
    preventing = [row for row in rows if row.kind is Kind.OPERATIVE and _PREVENTS.search(row.words)]
    on_others = [(row, found) for row in preventing if (found := _NOT_GOVERNMENTS.search(row.words))]
    if not on_others or len(on_others) < len(preventing):
        return []
    row, found = on_others[0]
    said = f"{row.citation} is not on {match['whom'].strip()}: it speaks of “{found['whom']}”."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_PREVENTS = re.compile(
    r"\bshall\b[^.;]{0,120}\b(?:prevent|prohibit)\b[^.;]{0,120}\b(?:sale|supply|transfer|provision)\b"
)


def _is_named(letters: str, text: str) -> bool:
    found = re.finditer(rf"\b{re.escape(letters)}", text)
    return any(not _PEOPLE_ELSEWHERE.search(text[: match.start()]) for match in found)
