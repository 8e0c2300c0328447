"""What kind of change lies between two versions of a passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.compare.aspects import strengths
from assistant.compare.substance import comparable, qualified, substance
from assistant.compare.units import figures_of, plain, terms_of
from ingest.annotate import verb_of

IN_SUBSTANCE = "in substance: other references, dates of documents, names of bodies or joining words"

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
    r"^(?:\w+\s+){0,2}?(?:reiterat|reaffirm|recall|repeat|renew|underscor|emphasi[sz]|stress)\w*\s+(?:\w+\s+){0,2}?(?:its|the)\s+(?:\w+\s+){0,2}?"
    r"(?P<noun>demand|decision|request|call|appeal|authori[sz]ation|urging|condemnation)s?\b",
    re.IGNORECASE,
)
_NOUNS = {
    "demand": "demands", "decision": "decides", "request": "requests", "call": "calls upon", "appeal": "appeals",
    "authorization": "authorizes", "authorisation": "authorizes", "urging": "urges", "condemnation": "condemns",
}  # fmt: skip
_PASSIVE = re.compile(
    r"\b(?:States|parties|authorities|Governments?|organi[sz]ations|Secretary-General|Committee)\b[^;]{0,60}?\b(?:are|is)\s+(?P<verb>called upon|urged|requested|encouraged|invited)\b",
)
_THEN = re.compile(
    r"(?:,|;|\band)\s+(?:and\s+)?(?:(?:further|also|therefore|hereby)\s+)?(?P<verb>decides|demands|authori[sz]es|directs|requests|extends|lifts|terminates)\b"
)
_ACTIVE = {"called upon": "calls upon", "urged": "urges", "requested": "requests", "encouraged": "encourages", "invited": "invites"}  # fmt: skip


@lru_cache(maxsize=8192)
def effective_verb(words: str, leading: str) -> str:
    """The verb that says how strongly a passage asks: ``demands`` for "reiterates its demand", ``calls upon`` for
    a sub-point in which States "are called upon"; else its leading verb."""
    if match := _AGAIN.match(words):
        return _NOUNS[match["noun"].lower()]
    own = verb_of(words)
    if strengths().get(own, 0) == 1 and (
        match := _THEN.search(words)
    ):  # "Recalls paragraph 5 …, and decides to lift it"
        return match["verb"].lower().replace("authorises", "authorizes")
    if not own and (match := _PASSIVE.search(words)):
        return _ACTIVE[match["verb"]]
    return own or (leading if strengths().get(leading, 0) > 1 else "")  # "Reaffirms that the mission will:" goes on


@lru_cache(maxsize=8192)
def compare_texts(old: str, new: str, verb_before: str, verb_after: str, *, moved: bool = False) -> Step:
    """The first of these that holds: the same, a stronger or weaker verb, the same in substance, a stronger or weaker
    qualification, another figure or date, other words."""
    if plain(old) == plain(new):
        return Step(Change.MOVED) if moved else Step(Change.SAME)
    before, after = strengths().get(verb_before, 0), strengths().get(verb_after, 0)
    if before and after and before != after:
        return Step(Change.VERB, f"{'stronger' if after > before else 'weaker'} verb: {verb_before} → {verb_after}")
    if _near(old, new) and comparable(old, new):
        if substance(old) == substance(new):
            return Step(Change.SAME, IN_SUBSTANCE)
        if detail := qualified(old, new):
            return Step(Change.VERB, detail)
    figures = figures_of(old), figures_of(new)
    if sorted(figures[0]) != sorted(figures[1]):
        return Step(Change.FIGURE, _figures(*figures))
    return Step(Change.REWORDED)


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
