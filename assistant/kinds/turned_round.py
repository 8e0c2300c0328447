"""Who did it to whom: a question that says that one State did to another what the text says that the other did.

"Where does 9101 condemn Azuria for the raid on Borduria?" takes for granted who raided whom. It is corrected only where a
clause says in so many words that Borduria did such a thing, and no clause that Azuria did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.kinds.ascribed import takes_for_granted
from assistant.kinds.particulars import own_words
from assistant.question import Question
from assistant.retrieval.vocabulary import places_named
from ingest.bodies import places_in
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_ACT = (
    r"(?:attack|raid|inva(?:sion|de|ding)|aggression|occup(?:ation|y)|bomb(?:ing|ardment)?|incursion|assault|annex(?:ation|ing)|"
    r"deport|shell(?:ing)|air strike|airstrike|violence|blockade|intru(?:sion|ding)|reprisal|military action|armed action|hostile act)\w*"
)
_BLAME = r"\b(?:condemn|deplor|denounc|censur|blam|accus|rebuk|regret|slam|slat|castigat|criticiz|criticis)\w*"
_WORDS = r"(?:(?!(?:and|against|of|on|to|by|from|in|into|for|between|or)\b)[\w’'-]+,?\s+)"
_THE = r"(?:(?:the|racist|minority|illegal|r[ée]gime|authorities|government|armed|forces|security|military|army|of|especially|vigorously|strongly)\s+){0,7}"
_CEASES = r"(?:withdraw|leave|desist|refrain|rescind|end\b|stop|cease|release|allow|pull|compl(?:y|ies))"


def turned_round(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the text has the two States of the question in each other's place."""
    states = _states(question.topic)
    if len(states) < 2 or not takes_for_granted(question):
        return []
    blamed = [state for state in states if _does(state, question.topic, asked=True)]
    suffered = [state for state in states if state not in blamed and _suffers(state, question.topic)]
    if len(blamed) != 1 or not suffered:
        return []
    clauses = [(row, clause) for row in rows for clause in re.split(r"[;]|(?<=[a-z)])\.\s", row.words)]
    if any(_does(blamed[0], clause) for _, clause in clauses):
        return []
    for state in suffered:
        found = [row for row, clause in clauses if _does(state, clause) and not _does(blamed[0], clause)]
        if found:
            row = next((row for row in found if row.kind is Kind.OPERATIVE), found[0])
            said = f"{record.symbol} has it the other way round, or has nothing of it: see {row.citation} for who is said to have acted."
            return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]
    return []


def _states(text: str) -> list[str]:
    """A pattern for each State that is named, as it begins in the texts."""
    names = [written for _, written in places_named(text)] + places_in(text)
    return list(dict.fromkeys(filter(None, map(_written, names))))


def _written(name: str) -> str:
    """``Isra`` for Israel and the Israeli, the two words of South Africa."""
    if re.match(r"(?:North|South|East|West)\w* [A-Z]\w+", name):
        return re.escape(name[:-1])
    return "|".join(map(re.escape, own_words(name)))


def _does(state: str, text: str, *, asked: bool = False) -> bool:
    """Whether a text has a State do such an act, or blames it, or tells it to stop."""
    who = rf"\b(?:{state})[\w’'-]*"
    ways: Iterable[str] = (
        rf"{_BLAME}\s+(?i:{_THE}){who}(?!\s+(?:civilian|people|population|territor))",
        rf"{who}\s+{_WORDS}{{0,6}}(?i:{_ACT})",
        rf"(?i:{_ACT})\b[^;.]{{0,60}}\bby\s+(?:(?!against\b)[\w’'-]+,?\s+){{0,6}}{who}",
        rf"{who}\s+(?:[\w’'-]+,?\s+){{0,8}}{_CEASES}",
        rf"(?i:withdrawal) of\s+(?:[a-z]+\s+){{0,4}}{who}",
        rf"{_CEASES}\w*\s+(?:[a-z]+\s+){{0,3}}{who}\s+(?:forces|troops)" if asked else r"(?!)",
    )
    return any(re.search(way, text) for way in ways)


def _suffers(state: str, text: str) -> bool:
    """Whether a question has it done to a State."""
    who = rf"\b(?:{state})[\w’'-]*"
    return bool(
        re.search(rf"\b(?i:{_ACT})\s+(?:[a-z]+\s+){{0,4}}(?:(?:on|upon|against|into|of|in|at)\s+)?(?:[a-z’']+\s+){{0,3}}{who}", text)
        or re.search(rf"\b(?:out of|release|against|into|leave|from)\s+(?:[a-z]+\s+){{0,2}}{who}", text)
    )
