"""The names of States as voters, of those that have sat on the Council, or of every State, and the words for how they vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.reading.lexicon import Found, Lexicon, Word, lexicon_of, words_in
from assistant.reading.normal import Change, Normal
from assistant.reading.places import place_lexicon
from assistant.records.members import member_names
from ingest.council import SEATS
from ingest.tables import rows

FIVE = ("CHN", "FRA", "GBR", "RUS", "USA")
PERMANENT = frozenset(code for seat in FIVE for code in (seat, *SEATS.get(seat, ())))


@cache
def states(*, every: bool = False) -> Lexicon[str]:
    """Names of States that have sat on the Council, or of every State, and what belongs to them ("Chinese"), with their codes."""
    lexicon: Lexicon[str] = Lexicon()
    codes = {name: code for code, names in member_names().items() for name in names}
    lexicon.add_all((name, code) for name, code in codes.items())
    of_place = {row["name"]: row["iso3"] for row in rows("countries.csv")}
    known = {*codes.values()}
    for name in place_lexicon().names:
        found = place_lexicon().find(words_in(name))
        code = of_place.get(found[0].meaning) if len(found) == 1 else None
        if code is not None and (every or code in known):
            lexicon.add(name, code)
    return lexicon


def state_named(text: str) -> str:
    """The code of the State that a text is the name of, and of nothing more; empty for others."""
    named = words_in(text)
    found = states().find(named)
    return found[0].meaning if len(found) == 1 and (found[0].first, found[0].last) == (0, len(named)) else ""


@cache
def _voting_lexicon() -> Lexicon[str]:
    return lexicon_of("voting_words.csv", lambda row: row["condition"])


def voting_words(words: Sequence[Word]) -> list[Found[str]]:
    """The words for positions and ways of voting, each with its condition; that who blocked something is asked, or that a permanent
    member did, is a word for a veto."""
    found = _voting_lexicon().find(words)
    if all(each.meaning != "blocked" for each in found):
        return found
    by = {each.last for each in states().find(words) if each.meaning in PERMANENT}
    by |= {at for at, word in enumerate(words, 1) if word.plain in ("who", "us")}  # "us" is not yet read as the State
    return [
        replace(each, meaning="vetoed") if each.meaning == "blocked" else each
        for each in found
        if each.meaning != "blocked" or each.first in by
    ]


@cache
def _groups() -> Lexicon[str]:
    return lexicon_of("reading/regional_groups.csv", lambda row: row["group"])


def groups_in(text: str) -> list[Found[str]]:
    """The regional groups of members that a text names: "the A3", "African members", and no "African Union"."""
    words = words_in(text)
    behind = [word.plain for word in words[1:]] + [""]
    return [each for each in _groups().find(words) if behind[each.last - 1] != "union"]


def without_votes(text: str) -> str:
    """A text without the names of members and the words for votes: no resolution says who voted how on it."""
    words = words_in(text)
    found = [*states().find(words), *voting_words(words)]
    taken = {at for each in found for at in range(each.first, each.last)}
    return " ".join(word.printed for at, word in enumerate(words) if at not in taken)


def with_states(normal: Normal) -> Normal:
    """A question with the names of members written as such: "chinas votes" is China's, and "us" votes only as a State."""
    words, text, changes = words_in(normal.text), normal.text, list(normal.changes)
    spoken_of = voting_words(words)
    for at in reversed(range(len(words))):
        word, before = words[at], words[at - 1].plain if at else ""
        stands_for_us = word.printed == "us" and bool(spoken_of) and before not in _TO_US
        owner = word.plain.removesuffix("s")
        if not stands_for_us and (owner == word.plain or owner not in _owners()):
            continue
        read = "US" if stands_for_us else f"{word.printed[:-1]}'s"
        text = f"{text[: word.start]}{read}{text[word.end :]}"
        changes.append(Change(word.printed, read))
    return Normal(text, tuple(changes))


_TO_US = frozenset("give gives tell tells show shows let lets help for to of on upon with".split())


@cache
def _owners() -> frozenset[str]:
    """Names of one word in lower case to which an ``s`` makes no other name."""
    names = {name.lower() for names in member_names().values() for name in names}
    return frozenset(name for name in names if name.isalpha() and len(name) > _SHORT and f"{name}s" not in names)


_SHORT = 3  # letters
