"""How people ask, and how the Council writes: words added to a query for the search by words.

A resolution never says that a mandate "expires": it extends one "until" a day. It does not say Pretoria or Seoul. The
question itself stays as it is; the words of the texts are searched beside it, and count less than its own.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from assistant.retrieval.events import events_named
from assistant.terms import stem, words

Phrase = tuple[str, ...]
"""Stems of the words of an everyday expression, in order."""


def words_of_the_texts(question: str) -> str:
    """What resolutions write for the expressions in ``question``; empty where nothing is known."""
    return " ".join(dict.fromkeys([*in_the_register(question), words_of_places(question)])).strip()


def places_named(text: str) -> list[tuple[str, str]]:
    """The places of the list that stand in ``text``, each with what the texts write for it."""
    return [(match.group(), _places()[0][match.group()]) for match in _places()[1].finditer(text)]


def words_of_places(text: str) -> str:
    """What the texts write for the places, persons and events that ``text`` names by another name."""
    return " ".join([*(written for _, written in places_named(text)), *(each.written for each in events_named(text))])


def is_place(name: str) -> bool:
    """Whether texts use another name for what ``name`` says, so that its absence says nothing."""
    return name in _places()[0]


def is_person(name: str) -> bool:
    """Whether ``name`` is that of a person of the list."""
    return name in _persons()


def in_the_words_of_the_texts(question: str) -> str:
    """``question`` followed by :func:`words_of_the_texts`; itself where nothing is known."""
    return f"{question} {words_of_the_texts(question)}".rstrip()


def in_the_register(question: str) -> list[str]:
    """What resolutions write for the everyday expressions in ``question``, places left aside."""
    asked = [stem(word) for word in words(question)]
    known, longest = _phrases()
    found = []
    for start in range(len(asked)):
        for length in range(longest, 0, -1):  # "weapons ban" before "ban"
            if written := known.get(tuple(asked[start : start + length])):
                found += written
                break
    return found


@cache
def _phrases() -> tuple[dict[Phrase, list[str]], int]:
    known: dict[Phrase, list[str]] = {}
    for row in _rows("wording.csv"):
        for expression in row["asked"].split(";"):
            written = known.setdefault(tuple(stem(word) for word in words(expression)), [])
            if row["written"] not in written:
                written.append(row["written"])
    return known, max(map(len, known))


@cache
def _persons() -> frozenset[str]:
    return frozenset(name for row in _rows("persons.csv") for name in row["name"].split(";"))


@cache
def _places() -> tuple[dict[str, str], re.Pattern[str]]:
    """Names are compared with their capitals: "Niger" is a state, "chad" is none."""
    written = {
        name: row["written"]
        for table in ("places.csv", "persons.csv")
        for row in _rows(table)
        for name in row["name"].split(";")
    }
    longest_first = sorted(written, key=len, reverse=True)
    return written, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")


def _rows(name: str) -> list[dict[str, str]]:
    text = files("assistant.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
