"""Places and persons by the names people give them, and what resolutions write for them."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from ingest.one_of import one_of


def places_named(text: str) -> list[tuple[str, str]]:
    """The places of the list that stand in ``text``, each with what the texts write for it."""
    return [(match.group(), _places()[0][match.group()]) for match in _places()[1].finditer(text)]


def is_place(name: str) -> bool:
    """Whether texts use another name for what ``name`` says, so that its absence says nothing."""
    return name in _places()[0]


def is_person(name: str) -> bool:
    """Whether ``name`` is that of a person of the list."""
    return name in _persons()


@cache
def _parts() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in table("places.csv") if row["part"])


def is_part_of_a_state(name: str) -> bool:
    """Whether ``name``, in any case, is that of a part of a State, of which what is decided on the State may say nothing."""
    return name.lower() in _parts()


@cache
def _persons() -> frozenset[str]:
    return frozenset(name for row in table("persons.csv") for name in row["name"].split(";"))


@cache
def _places() -> tuple[dict[str, str], re.Pattern[str]]:
    """Names are compared with their capitals: "Niger" is a state, "chad" is none."""
    written = {
        name: row["written"]
        for file in ("places.csv", "persons.csv")
        for row in table(file)
        for name in row["name"].split(";")
    }
    return written, re.compile(rf"(?<![\w-]){one_of(written)}(?![\w-])")


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of ``assistant/data/<name>`` as dictionaries by column."""
    text = files("assistant.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
