"""Who did it to whom: a question that says that one State did to another what the text says that the other did.

"Where does 9101 condemn Azuria for the raid on Borduria?" takes for granted who raided whom. It is corrected only where no
clause says that Azuria did anything of the kind, and one says that it was done to Azuria, or that another State did it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.done import CLAUSES
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.question import Question
from assistant.retrieval.names.place_names import places_named
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution

_ACT = (
    r"\b(?:attack|raid|inva(?:sion|de|ding)|aggressi(?:on|ve)|occup(?:ation|y)|bomb(?:ing|ed|ardment)?|incursion|assault|annex(?:ation|ing)|"
    r"deport|shelling|air ?strike|violence|blockad|intru(?:sion|ding)|reprisal|(?:military|armed|hostile) act)\w*"
)
_BLAME = r"\b(?:[Cc]ondemn|[Dd]eplor|[Dd]enounc|[Cc]ensur|[Bb]lam|[Aa]ccus|[Rr]ebuk|[Rr]egret|[Ss]lam|[Cc]riticis|[Cc]riticiz)\w*"
_DONE = r"(?:failures?|refusals?|actions?|acts?|measures|polic(?:y|ies)|practices?|decisions?|defiance|persistence|attempts?|violations?)"
_OF_ITS_OWN = (
    r"(?:failures?|refusals?|actions?|measures|polic(?:y|ies)|practices?|decisions?|defiance|persistence|attempts?)"
)
_PLAIN = r"(?:(?!(?:and|against|of|on|to|by|from|in|into|for|between|or|with|which|that|who|whether|complaint|concerning|regarding|as|constitutes?|is|are|was|were)\b)[a-z][\w-]*,?\s+)"
OF_A_STATE = (
    r"(?:(?:the|its|racist|minority|illegal|apartheid|[Rr][ée]gime|authorities|[Gg]overnment|armed|regular|forces|security|military|army|of|"
    r"especially|vigorously|strongly|unreservedly|Islamic|Republic|Federal|Kingdom|State|People’s|People's|Democratic)\s+){0,8}"
)
_CEASES = r"(?:withdraw|leave|desist|refrain|rescind|end|stop|cease|release|terminate|pull)\b"
_SOMEBODY = re.compile(r"\b(?:occupying|r[ée]gimes?|both|all (?:the )?(?:parties|sides|concerned)|the parties)\b", re.I)


def turned_round(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the text has the States of the question in each other's place."""
    if not takes_for_granted(question) or question.paragraphs:
        return []
    states = states_named(question.topic)
    blamed = [state for state in states if _is_said_to(state, question.topic)]
    others = [state for state in states if state not in blamed and _suffers(state, question.topic)]
    if not blamed or not (others or re.search(_ACT, question.topic)):
        return []
    clauses = [(row, clause) for row in rows for clause in CLAUSES.split(row.words)]
    if any(_does(state, clause) for state in blamed for _, clause in clauses if not _PRAISES.match(clause)):
        return []
    others = others or [each for each in states_named("\n".join(row.words for row in rows)) if each not in blamed]
    found = [
        row
        for row, clause in clauses
        if any(_suffers(state, clause) for state in blamed)
        or (any(_does(state, clause) for state in others) and re.search(rf"{_BLAME}|{_ACT}|{_CEASES}", clause))
    ]
    if not found or (not others and any(_SOMEBODY.search(clause) for _, clause in clauses)):
        return []
    row = next((row for row in found if row.kind is Kind.OPERATIVE), found[0])
    said = f"No clause of {record.symbol} says this of those whom the question names: see {row.citation} for who acted, and to whom it was done."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_PRAISES = re.compile(
    r"\W*(?:(?:further|also|strongly)\s+)?(?:commend|welcom|not(?:es|ing) with (?:appreciation|satisfaction)|paying tribute|pays tribute)",
    re.IGNORECASE,
)


def states_named(text: str) -> list[str]:
    """A pattern for each State that is named, as its name begins in the texts."""
    names = [written for _, written in places_named(text)] + places_in(text) + PERMANENT.findall(text)
    states = dict.fromkeys(filter(None, map(_written, names)))
    return [each for each in states if re.search(rf"\b(?:{each})", text)]


PERMANENT = re.compile(r"\b(?:United States|United Kingdom|France|China|Russian Federation|Soviet Union|Kuwait)\b")


def _written(name: str) -> str:
    """``Isra`` for Israel and the Israeli, the two words of South Africa."""
    if re.match(r"(?:North|South|East|West)\w* [A-Z]\w+|United (?:States|Kingdom)", name):
        return re.escape(" ".join(name.split()[:2])[:-1])
    short = [acronym for acronym, words in _ACRONYMS.items() if all(word in name for word in words)]
    return "|".join(map(re.escape, [*own_words(name), *short]))


_ACRONYMS = {"DPRK": ("Democratic", "Korea"), "DRC": ("Democratic", "Congo"), "FRY": ("Federal", "Yugoslavia")}


def _does(state: str, text: str) -> bool:
    """Whether a text has a State do such an act, blames it, or tells it to stop."""
    who = rf"\b(?:{state})[\w’'-]*"
    ways = (
        rf"{_BLAME}\s+{OF_A_STATE}{who}(?!\s+(?:civilian|people|population|territor|village))",
        rf"{who}\s+{_PLAIN}{{0,6}}{_ACT}",
        rf"{_ACT}[^;.]{{0,60}}?\bby\s+{OF_A_STATE}{who}",
        rf"{who}\s+{_PLAIN}{{0,4}}{_DONE}\b|\b{_OF_ITS_OWN}\s+{_PLAIN}{{0,3}}of\s+{OF_A_STATE}{who}",
        rf"{who}(?:, the occupying Power,)?\s+(?:(?:to|shall|should|must|not|immediately|scrupulously|forthwith|unconditionally|promptly)\s+){{0,4}}{_CEASES}",
        rf"[Ww]ithdrawal of\s+(?:all\s+)?(?:its\s+|the\s+)?{who}",
    )
    return any(re.search(way, text) for way in ways)


def _is_said_to(state: str, question: str) -> bool:
    """Whether a question has a State do such an act, or has it blamed for one, or has its forces leave."""
    who = rf"\b(?:{state})[\w’'-]*"
    belongs = rf"\b(?:{state})\w*(?:['’]s?|(?<=[a-z])(?:i|ian|ish|ese|can|qi|nch|s))"
    ways = (
        rf"{_BLAME}\s+{OF_A_STATE}{who}(?!\s+(?:civilian|people|population|territor|village))",
        rf"\b(?:is|are|was|were)\s+(?:the\s+)?{who}[^?.;]{{0,30}}?\s(?:condemned|blamed|denounced|censured|accused|rebuked)",
        rf"{belongs}\s+{_PLAIN}{{0,3}}{_ACT}",
        rf"{_ACT}[^;.]{{0,60}}?\bby\s+{OF_A_STATE}{who}",
        rf"{who}\s+(?:forces|troops|army|soldiers)\s+(?:(?:to|must|should)\s+)?(?:out of|leave|withdraw|from)\b",
        rf"\b(?:orders?|tells?|told|calls? (?:up)?on|asks?|urges?|demands? that|requires?|obliges?)\s+(?:the\s+)?{who}\s+(?:(?:forces|troops|army|soldiers)\s+)?(?:to\s+)?{_CEASES}",
    )
    return any(re.search(way, question) for way in ways)


def _suffers(state: str, text: str) -> bool:
    """Whether a text has it done to a State."""
    who = rf"\b(?:{state})[\w’'-]*"
    return bool(
        re.search(
            rf"{_ACT}\s+(?:(?:perpetrated|committed|launched)[^;,]{{0,30}}?\s)?(?:on|upon|against|into|of|in)\s+(?:(?:the|its|sovereignty|territor\w+|integrity|of|and|parts|villages|southern|northern|people)\s+){{0,8}}{who}",
            text,
        )
        or re.search(
            rf"{_ACT}\s+(?:the\s+)?{who}|\boccupied\s+(?:areas?|territor\w+|parts|districts?)\s+(?:of|in)\s+{who}", text
        )
        or re.search(
            rf"\b(?:out of|leave|quit|release the|[Ww]ithdraw\w* [^;]{{0,60}}?from)\s+(?:(?:the|other|recently|occupied|areas|territory|of|parts|Democratic|Islamic|Arab|Republic|Kingdom|State)\s+){{0,8}}{who}",
            text,
        )
    )
