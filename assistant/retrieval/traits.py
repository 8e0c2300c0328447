"""What a paragraph is like, whatever is asked: numbers from its words and its place."""

from __future__ import annotations

import math
import re

import numpy as np
from numpy.typing import NDArray

from assistant.terms import stem
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph

_DAY = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_SPAN = re.compile(r"\b(?:days?|weeks?|months?|years?|annual\w*|quarterly)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|no later than|within)\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![/\d(])\b\d[\d,. ]*\b(?!\))")
_NUMERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£]|\b(?:dollars?|euros?|per cent)\b|%", re.IGNORECASE)
# What a paragraph may do, by the stems of its first words; which of them answers what, is learned.
DEEDS = tuple(
    dict.fromkeys(
        map(
            stem,
            """establish create appoint authorize extend renew terminate end lift prohibit prevent freeze impose exempt permit allow report
            deploy send withdraw condemn demand urge request recommend endorse determine threat refer decide express committee panel
            force mission inform review support assist cooperate recall welcome reaffirm""".split(),
        )
    )
)
_FIRST = 25  # words
_KINDS = (Kind.OPERATIVE, Kind.PREAMBULAR, Kind.ANNEX)
_FORCES = tuple(Force)
NAMES = (
    *(f"kind {kind.value}" for kind in _KINDS),
    *(f"force {force.value}" for force in _FORCES),
    "no force", "point", "length", "short", "place", "day", "span", "until", "digits", "numeral", "money",
    *(f"says {deed}" for deed in DEEDS),
)  # fmt: skip
_OPENING = 12


def traits_of(row: Paragraph) -> NDArray[np.float32]:
    """The traits :data:`NAMES` of a paragraph, most of them between 0 and 1."""
    words, number = row.words, re.match(r"\d+", row.number)
    marks = [pattern.search(words) is not None for pattern in (_DAY, _SPAN, _UNTIL, _DIGITS, _NUMERAL, _MONEY)]
    said = {stem(word) for word in _WORDS.findall(words.lower().replace("authoris", "authoriz"))[:_FIRST]}
    return np.array(
        [
            *(row.kind is kind for kind in _KINDS),
            *(row.force is force for force in _FORCES),
            row.force is None,
            min(len(row.path), 2) / 2,
            math.log1p(len(words)) / 7,
            len(words) < 90,
            1 / (1 + int(number.group()) / 5) if number else 0.5,
            *marks,
            *(deed in said for deed in DEEDS),
        ],
        np.float32,
    )


def opening_of(row: Paragraph) -> tuple[str, ...]:
    """The stems of the first words of a paragraph, in order."""
    return tuple(map(stem, _WORDS.findall(row.text[:160].lower())[:_OPENING]))


_WORDS = re.compile(r"[a-z]{2,}")
