"""Events told in other words than the name they have: "when Azuria raided the port of Meridon" for the "Azurian raid on
Meridon"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from assistant.retrieval.names.events import Event, event_names, events_named
from assistant.retrieval.names.place_names import places_named
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem, words
from assistant.understanding.days import dates_of

# Words for one kind of deed: who tells of an event takes another of them than its name has.
_DEEDS = (
    "kill killing killed murder murdered assassination assassinated shot death slain slaying",
    "massacre massacred slaughter slaughtered butchered",
    "attack attacked raid raided assault strike strikes struck bombing bombed bomb shelling shelled bombardment airstrike",
    "invasion invaded invade intervention intervened intervene march marched offensive",
    "coup putsch overthrow overthrown toppled ousted ouster takeover deposed",
    "capture captured seizure seized fall fell fallen conquest took taken",
    "kidnapping kidnapped abduction abducted snatched snatch",
    "siege besieged blockade blockaded surrounded encirclement",
    "explosion blast exploded",
    "expulsion expelled deportation deported",
    "shooting shootings gunned",
    "uprising revolt rebellion mutiny rose insurrection",
    "deal agreement accord accords treaty pact",
    "ceasefire truce armistice",
    "crash crashed downing downed shot",
    "crisis standoff",
)
_IN_MANY_NAMES = frozenset(
    map(
        stem,
        "republic democratic people federation federal united states kingdom union former special representative mission armed "
        "groups force forces president military council party national court committee the of and".split(),
    )
)
_FEWEST = 3  # words: fewer are in many questions that mean something else
_WITHIN = 14  # words of the question between which the whole event is told
_APART = re.compile(
    r"\b(?:weeks|months?|years?|decades?)[\s-]+(?:before|prior to|ahead of|after|following|later)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=256)
def events_meant(text: str) -> tuple[Event, ...]:
    """The events that ``text`` names; where it names none, those whose name it tells in other words or another order."""
    named = events_named(text)
    if named or _APART.search(text):
        return named
    dated = any(day.month for day in dates_of(text))
    told = _signs(text)
    everything = frozenset().union(*told) if told else frozenset[str]()
    years = {int(year) for year in _YEAR.findall(text)}
    found = []
    by_signs, holding = _by_signs()
    for nth in sorted({nth for sign in everything for nth in holding.get(sign, ())}):
        signs, event = by_signs[nth]
        then = not years or any(event.first.year <= year <= event.last.year for year in years)
        if not then or not all(sign & everything for sign in signs):
            continue
        if dated and not event.is_short:  # a date tells the time better
            continue
        if _together(signs, told):
            found.append((len(signs), event))
    most = max((count for count, _ in found), default=0)
    return tuple(dict.fromkeys(event for count, event in found if count == most))


def _together(wanted: Iterable[frozenset[str]], told: list[frozenset[str]]) -> bool:
    """Whether all stand within a few words of each other."""
    wanted = list(wanted)
    for start in range(len(told)):
        near = told[start : start + _WITHIN]
        if any(wanted[0] & each for each in near) and all(any(sign & each for each in near) for sign in wanted):
            return True
    return False


@cache
def _by_signs() -> tuple[list[tuple[tuple[frozenset[str], ...], Event]], dict[str, list[int]]]:
    """The signs of each name, and the names by what their rarest sign may be: the others need no look."""
    rows = []
    for name, event in event_names():
        signs = tuple(dict.fromkeys(_signs(name)))
        if len(signs) >= _FEWEST:
            rows.append((signs, event))
    common = Counter(each for signs, _ in rows for sign in signs for each in sign)
    holding: dict[str, list[int]] = {}
    for nth, (signs, _) in enumerate(rows):
        for each in min(signs, key=lambda sign: max(common[one] for one in sign)):
            holding.setdefault(each, []).append(nth)
    return rows, holding


@cache
def _kinds_of_deed() -> dict[str, frozenset[str]]:
    """Stem → the kinds of deed it tells: being shot down is not the same as being shot."""
    kinds: dict[str, frozenset[str]] = {}
    for number, deed in enumerate(_DEEDS):
        for root in map(stem, deed.split()):
            kinds[root] = kinds.get(root, frozenset()) | {f"deed {number}"}
    return kinds


def _signs(text: str) -> list[frozenset[str]]:
    """For each telling word its stem, the kind of deed it tells, and what texts write for the place it names."""
    written: dict[str, set[str]] = {}
    for name, texts_write in places_named(text):
        stems = {stem(word) for word in words(texts_write)} - _IN_MANY_NAMES
        for word in words(name):
            written.setdefault(word, set()).update(stems)
    found = []
    for word in words(text):
        if word in FUNCTION_WORDS or word in CORPUS_WORDS or (len(word) < 3 and not word.isdecimal()):
            continue
        root = stem(word)
        found.append(frozenset({root} | _kinds_of_deed().get(root, frozenset()) | written.get(word, set())))
    return found
