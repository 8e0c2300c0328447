"""Whether the Council does in a clause what a question ascribes to it.

Some deeds must be done and not only spoken of: an intention, a plan, a recollection or what was left undone is none, and
the preamble decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.deed_words import Deed
from assistant.retrieval.names.place_names import places_named
from assistant.retrieval.vocabulary import in_the_register, words_of_places
from assistant.terms import acronyms, content_stems, proper_names, stem, stems
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph


def clauses_of(rows: Sequence[Paragraph], deed: Deed) -> Iterator[str]:
    """The clauses of the paragraphs that count, each sub-paragraph after the words that lead to it."""
    above: dict[tuple[str, ...], str] = {}
    for row in rows:
        place = (row.kind.value, row.annex, row.part, row.number, str(row.occurrence), *row.path)
        leads = above.get(place[:-1], "") if row.path else ""
        whole = f"{leads} {row.words}".strip()
        above[place] = whole
        if deed.where in {"acts", "operative"} and row.kind not in {Kind.OPERATIVE, Kind.ANNEX}:
            continue
        yield from CLAUSES.split(whole)


CLAUSES = re.compile(r";|(?<=[a-z)])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)\.\s")  # where one clause ends


# Before or inside the words for a deed: what is planned, recalled or left undone.
_NOT_DONE = re.compile(
    r"\b(?:intention|intends?|ready|readiness|prepared to|consider\w*|recall\w*|takes? note|noting|notes|possib\w*|options?|(?!\A)recommend\w*|negotiat\w*|propos\w*|explor\w*|"
    r"plans?|planning|prepar\w*|not|without|contingen\w*|unless|in the event|neither|nor|review|feasib\w*|determination to|determined to|welcom\w*|reaffirm\w*|expects?|further measures|"
    r"commend\w*|underlin\w*|underscor\w*|stress\w*|emphasi[sz]\w*|recogni[sz]\w*|regret\w*|remind\w*|report on)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not(?: to)?|neither|nor|without|refrain from)\s+(?:\w+\s+)?$", re.IGNORECASE)


def does(deed: Deed, clause: str, question: Question) -> bool:
    """Whether a clause does it, as :class:`Deed` tells what counts, to what the question is about."""
    for match in deed.written.finditer(clause):
        before = clause[: match.start()]
        if deed.where == "acts" and _NOT_DONE.search(before):
            continue
        if "unnegated" in deed.also and _NEGATED.search(before):
            continue
        if all(_DEMANDS[each](clause, question, deed) for each in deed.also if each in _DEMANDS):
            return True
    return False


def _speaks_of(clause: str, question: Question, deed: Deed) -> bool:
    """Whether a clause has a word for what the question is about, in its own words or those of the texts."""
    topic = _THE_THING_ASKED.sub(" ", deed.asked.sub(" ", question.topic))
    names = {stem(name) for name in (*proper_names(f"x {topic}"), *acronyms(topic))}
    asked = set(content_stems(topic)) - OF_A_QUESTION - _QUARTERS
    told = (asked - names if "topic" in deed.also else asked) - _IMPOSED
    meant = told | stems(" ".join([*in_the_register(topic), words_of_places(topic)]))
    if not told:
        return True
    held = stems(clause)
    opened = {each[:5] for each in held}
    if told & _HOSTILE and held & _HOSTILE:
        return True
    begun = any(word.startswith(each) for word in held for each in told if len(each) >= _AN_OPENING)  # air, aircraft
    return begun or bool(meant & held) or any(each[:5] in opened for each in told)


_IMPOSED = stems("impose put place lay slap introduce order")  # "which ban does it put on Azuria" is about Azuria
_AN_OPENING = 3  # letters
# What one text calls an attack another calls an aggression or an act.
_HOSTILE = stems("attack aggression raid invasion assault incursion strike act action violation bombing bombardment")
_QUARTERS = frozenset(("east", "west", "north", "south"))  # parts of names of lands
# "which act", "whose surrender": what is to be told, and what the text may call by any other name
_THE_THING_ASKED = re.compile(
    r"\b(?:which|what)\s+(?:acts?|actions?|attacks?|raids?|assaults?|crimes?|deeds?|killings?|murders?|incidents?)\b|\bwhose\s+[a-z][\w-]*",
    re.IGNORECASE,
)


def _of_that_state(clause: str, question: Question, deed: Deed) -> bool:
    """Whether a clause names a State of the question, or none at all."""
    states = states_in(question)
    return not states or not places_in(clause) or any(word in clause for name in states for word in own_words(name))


def _has_the_names(clause: str, question: Question, deed: Deed) -> bool:
    low = clause.lower()
    return all(name[: max(4, len(name) - 2)].lower() in low for name in proper_names(f"x {question.topic}"))


def _is_the_culprit(clause: str, question: Question, deed: Deed) -> bool:
    """Whether a clause lets the State that the question has blamed be more than where, or to whom, it was done."""
    blamed = "" if _WHAT_IS_CONDEMNED.match(question.standalone) else _blamed(question, deed)
    called = [name for name, written in places_named(clause) if written == blamed]  # "the British action"
    words = "|".join(re.escape(word) for word in [*own_words(blamed), *called])
    if not blamed or any(not _is_of_another(clause[found.end() :], words) for found in _SOMEBODY.finditer(clause)):
        return True
    befores = [_OF_A_NAME.sub("", clause[: match.start()]) for match in re.finditer(words, clause)]
    if not befores and _IN_LETTERS.search(clause) and set(places_in(blamed)) & set(places_in(clause)):
        return True
    return any(not VICTIM.search(before) or _OF_ITS_OWN.search(before) for before in befores)


def _blamed(question: Question, deed: Deed) -> str:
    """The first State after the word for blaming, as the texts write it."""
    match = deed.asked.search(question.topic)
    said = question.topic[match.start() : match.end() + 40] if match else ""
    if match and (passive := _IS_BLAMED.search(question.topic[: match.start()])):  # "is the army of Azuria blamed"
        said = "" if _HOSTILE & stems(passive["who"]) else passive["who"]
    places = [(said.find(name), written) for name, written in places_named(said)]
    places += [(said.find(word), name) for name in places_in(said) for word in own_words(name) if word in said]
    befores = [(said[:at], written) for at, written in sorted(places)]
    return next((written for before, written in befores if not VICTIM.search(before) or _OF_ITS_OWN.search(before)), "")


_IN_LETTERS = re.compile(
    r"\b(?:DPRK|DRC|FRY|CAR|USSR|GNA|TFG|FGS)\b"
)  # a State, or its Government, named by its acronym


def _is_of_another(after: str, words: str) -> bool:
    """Whether a regime or an authority is that of a land with another name than one of ``words``."""
    land = re.match(r"\s+(?:of|in)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w’'-]+\s*)+)", after)
    return land is not None and re.search(words, land["name"]) is None


_IS_BLAMED = re.compile(r"\b(?:is|are|was|were)\s+(?P<who>[^?.;,]{3,40}?)\s+$")
_WHAT_IS_CONDEMNED = re.compile(
    r"\W*(?:what|whom?|which [a-z]+) (?:did|does|do) [^?.]{1,40}?\b(?:condemn|deplore|denounce|censure)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:occupying power|r[ée]gimes?|junta|that (?:state|government)|authorities|(?:both|all) (?:parties|sides))\b",
    re.I,
)
_OF_A_NAME = re.compile(
    r"(?:\b(?:former\s+)?(?:[A-Z]\w+|the)\s+){1,4}of\s+(?:the\s+)?$"
)  # "the Islamic Republic of", "the Government of"
VICTIM = re.compile(
    r"\b(?:against|territor(?:y|ies) of|people of|in|on|within|into|upon|to|of|from|near|over|between|attacks? on|invasion of|violat(?:e|es|ed|ing)|and|de|da|do|para)\s+(?:the\s+|an?\s+)?(?:former\s+)?(?:[A-Z][\w’'-]+\s+(?:of\s+)?(?:the\s+)?)*$"
)
# "the failure of Azuria to comply": what is of a State there is what it did or left undone
_OF_ITS_OWN = re.compile(
    r"\b(?:failures?|refusals?|actions|decisions?|polic(?:y|ies)|practices?|defiance|persistence|attempts?|non-compliance|intransigence|r[ée]gime|authorities|forces|[Gg]overnment|leaders?|attacks?|raids?|actions?|acts?|operations?|incursions?|aggression)\b[^;,]{0,20}\b(?:of|by)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+(?:of\s+)?(?:the\s+)?)*$"
)
_MEASURES = re.compile(
    r"\b(?:measures?|sanctions?|prohibitions?|embargo(?:es)?|bans?|restrictions?|freezes?|provisions|flights?|requirements?|obligations?|paragraphs?)\b",
    re.I,
)
_DEMANDS: dict[str, Callable[[str, Question, Deed], bool]] = {
    "topic": _speaks_of,
    "words": _speaks_of,
    "state": _of_that_state,
    "names": _has_the_names,
    "culprit": _is_the_culprit,
    "measures": lambda clause, question, deed: _MEASURES.search(clause) is not None,
}


# Words that ask for a passage, and say nothing of what it is about.
OF_A_QUESTION = stems(
    "which what where when how quote passage line clause paragraph word words text place point member members state council it adopted part sentence day date exactly measure measures step steps action actions thing things goods items"
)


def states_in(question: Question) -> list[str]:
    """The States in the question, as the texts write them."""
    return list(dict.fromkeys([*(written for _, written in places_named(question.topic)), *places_in(question.topic)]))
