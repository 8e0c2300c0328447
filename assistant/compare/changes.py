"""What kind of change lies between two versions of a passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.compare.aligning.substance import comparable, substance
from assistant.compare.by_topic.aspects import STRONGEST, strengths
from assistant.compare.units import figures_of, plain, terms_of
from ingest.annotating.annotate import verb_of
from ingest.one_of import ways

IN_SUBSTANCE = "in substance: other references, dates of documents, names of bodies or officials, or joining words"

_SHARED = 0.65  # share of the words that two texts of one substance have in common at least


class Change(StrEnum):
    """The kinds of change; the values stand in the JSON of ``unsc compare``."""

    SAME = "same"
    REWORDED = "reworded"
    FIGURE = "changed figure or date"
    VERB = "stronger or weaker verb"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    PASSED = "added and dropped"  # neither the first resolution nor the last one has it


@dataclass(frozen=True, slots=True)
class Step:
    """The change from one version to another, with a word on it: ``14,400 → 14,046``, ``stronger verb: …``."""

    change: Change
    detail: str = ""


# "Reiterates its demand", "reaffirms its decision", "repeats its call": the noun says how strongly it asks.
_AGAIN = re.compile(
    r"^(?:\w+\s+){0,2}?(?:"
    + ways("reiterat reaffirm reconfirm restat recall repeat renew underscor (?:re-?)?emphasi[sz] stress")
    + r")\w*\s+(?:\w+\s+){0,2}?(?:its|the)\s+(?:\w+\s+){0,2}?(?P<noun>demand|decision|request|call|appeal|authori[sz]ation|urging|condemnation)s?\b",
    re.IGNORECASE,
)
_NOUNS = {
    "demand": "demands", "decision": "decides", "request": "requests", "call": "calls upon", "appeal": "appeals",
    "authorization": "authorizes", "authorisation": "authorizes", "urging": "urges", "condemnation": "condemns",
}  # fmt: skip
_PASSIVE = re.compile(
    r"\b(?:States|parties|authorities|Governments?|organi[sz]ations|Secretary-General|Committee)\b[^;]{0,60}?\b(?:are|is)\s+(?P<verb>called upon|urged|requested|encouraged|invited)\b",
)
# What a passage goes on to do: "Deplores …, and demands that", "; further requests".
_THEN = re.compile(
    r"(?:,|;|\band)\s+(?:and\s+)?(?:in\s+this\s+(?:regard|context|connection),?\s+)?(?:(?:further|also|therefore|hereby|strongly|urgently)\s+)*(?P<verb>"
    + ways(
        r"decides demands authori[sz]es directs requests extends lifts terminates insists urges calls\s+(?:up)?on",
        r"calls\s+for encourages invites",
    )
    + r")\b"
)
# Verbs that judge: a passage that goes on to ask for something asks as strongly as that verb does.
_JUDGING = frozenset("condemns deplores deprecates censures denounces rejects regrets".split())
# "Welcomes:" judges the points below it; "Reaffirms that the mission will:" says nothing on how strongly they ask.
_WELCOMING = frozenset("welcomes commends notes takes acknowledges recognizes".split())
_STRONGLY = re.compile(
    r"^(?:\w+\s+){0,2}?(?P<adverb>strongly|vigorously|vehemently|unequivocally|categorically|firmly|urgently|unreservedly)\b"
    r"|^(?:\w+\s+){1,3}?in\s+the\s+strongest\s+(?:\w+\s+)?terms\b",
    re.IGNORECASE,
)
_SHOWN = {"takes": "takes note", "looks": "looks forward", "pays": "pays tribute"}
_ACTIVE = {"called upon": "calls upon", "urged": "urges", "requested": "requests", "encouraged": "encourages", "invited": "invites"}  # fmt: skip


@lru_cache(maxsize=8192)
def effective_verb(words: str, leading: str) -> str:
    """The verb that says how strongly a passage asks: ``demands`` for "reiterates its demand", ``calls upon`` for
    a sub-point in which States "are called upon"; else its leading verb."""
    if match := _AGAIN.match(words):
        return _NOUNS[match["noun"].lower()]
    own = verb_of(words)
    if strengths().get(own, 0) == 1 or own in _JUDGING:  # "Recalls paragraph 5 …, and decides to lift it"
        return max((own, *_further_verbs(words)), key=_strength)
    if not own and (match := _PASSIVE.search(words)):
        return _ACTIVE[match["verb"]]
    return own or (leading if _strength(leading) > 1 or leading in _WELCOMING else "")


def _strength(verb: str) -> int:
    return strengths().get(verb, 0)


@lru_cache(maxsize=8192)
def _further_verbs(words: str) -> tuple[str, ...]:
    found = (" ".join(match["verb"].lower().split()) for match in _THEN.finditer(words))
    return tuple({"authorises": "authorizes", "calls on": "calls upon"}.get(verb, verb) for verb in found)


@lru_cache(maxsize=8192)
def compare_texts(old: str, new: str, verb_before: str, verb_after: str, *, moved: bool = False) -> Step:
    """The first of these that holds: the same, a stronger or weaker verb, the same in substance, another figure
    or date, a stronger or weaker verb that is said with more force or comes after the first one, other words."""
    if plain(old) == plain(new):
        return Step(Change.MOVED) if moved else Step(Change.SAME)
    before, after = _strength(verb_before), _strength(verb_after)
    if before and after and before != after:
        said = " → ".join(_SHOWN.get(verb, verb) for verb in (verb_before, verb_after))
        return Step(Change.VERB, f"{'stronger' if after > before else 'weaker'} verb: {said}")
    if _near(old, new) and comparable(old, new) and substance(old) == substance(new):
        return Step(Change.SAME, IN_SUBSTANCE)
    figures = figures_of(old), figures_of(new)
    if sorted(figures[0]) != sorted(figures[1]):
        return Step(Change.FIGURE, _figures(*figures))
    if before and after and (detail := _more_force(old, new, verb_before, verb_after)):
        return Step(Change.VERB, detail)
    return Step(Change.REWORDED)


def _more_force(old: str, new: str, verb_before: str, verb_after: str) -> str:
    """Between verbs of one strength: ``stronger verb: condemns → strongly condemns``, or ``stronger: "demands" is new``
    where one text goes on to decide, demand or authorize and the other does not; else empty."""
    first, adverbs = verb_of(old), [_adverb(text) for text in (old, new)]
    if first == verb_of(new) and "" in adverbs and any(adverbs):
        said = " → ".join(f"{adverb} {first}".strip() for adverb in adverbs)
        return f"{'stronger' if adverbs[1] else 'weaker'} verb: {said}"
    both = ((old, verb_before), (new, verb_after))
    before, after = (max((verb, *_further_verbs(text)), key=_strength) for text, verb in both)
    if _strength(before) == _strength(after) or max(_strength(before), _strength(after)) < STRONGEST:
        return ""
    return f'stronger: "{after}" is new' if _strength(after) > _strength(before) else f'weaker: "{before}" is gone'


def _adverb(words: str) -> str:
    match = _STRONGLY.match(words)
    return (match["adverb"] or "most strongly").lower() if match else ""


def _near(old: str, new: str) -> bool:
    before, after = set(terms_of(old)), set(terms_of(new))
    return len(before & after) >= _SHARED * max(len(before), len(after))


def _figures(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """``14,400 → 14,046``, ``new: 12 months``, ``no longer: 600``; what stands on both sides is left out."""
    before = [figure for figure in dict.fromkeys(old) if figure not in new]
    after = [figure for figure in dict.fromkeys(new) if figure not in old]
    gone, come = ", ".join(before[:4]), ", ".join(after[:4])
    if gone and come:
        return f"{gone} → {come}"
    return f"new: {come}" if come else f"no longer: {gone}" if gone else ""
