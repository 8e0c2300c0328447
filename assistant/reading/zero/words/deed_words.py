"""Deeds of the Council: the words of people for them, and the Council's words for doing them (`deeds.csv`)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, as people ask for it and as the Council writes it.

    ``about`` must stand in the question beside ``asked``. ``where`` tells what counts: ``acts`` what operative
    paragraphs do, ``operative`` any word of them, ``all`` any word of the text. ``also`` holds what is asked of the
    clause beyond that: it is ``unnegated``, has a word for the ``topic`` beside its names or any of its ``words``, speaks of no other ``state`` alone, makes the
    State a ``culprit`` and no victim, has the ``names`` themselves, or is on ``measures``. ``noun`` says that ``asked`` is no verb.
    """

    name: str
    asked: re.Pattern[str]
    about: re.Pattern[str] | None
    written: re.Pattern[str]
    where: str
    also: frozenset[str]


@lru_cache(maxsize=256)
def deeds_asked(topic: str) -> tuple[Deed, ...]:
    """The deeds whose verb and object both stand in what is asked."""
    return tuple(
        deed for deed in deeds() if deed.about is not None and deed.asked.search(topic) and deed.about.search(topic)
    )


@cache
def deeds() -> tuple[Deed, ...]:
    """Every row of the table."""
    text = files("assistant.reading.zero.data").joinpath("deeds.csv").read_text(encoding="utf-8")
    return tuple(
        Deed(
            row["deed"],
            re.compile(rf"\b(?:{row['asked']})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{row['about']})(?!\w)", re.IGNORECASE) if row["about"] else None,
            re.compile(row["written"], re.IGNORECASE),
            row["where"],
            frozenset(row["also"].split()),
        )
        for row in csv.DictReader(text.splitlines())
    )
