"""Questions that nobody would ask: mutated, pumped, shouted, repeated and put together, from a seed.

They stand on two legs: questions as people ask them, and the words on which a rule of the reading could turn. The same seed
gives the same questions on every machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 4000  # characters of a question

_STARTS = (
    "Which resolutions since 2000 got through ", "Which resolutions on ", "And after ", "What about their ", "And its ",
    "its ", "And the ", "What did resolution 7001 decide on ", "Compare ", "List all resolutions that extended ",
    "How many resolutions of 2032 concern ", "Who voted against ", "Is ", "Which body keeps the ", "When does the ",
    "What does paragraph ", "resolution ", "Did the Council ever condemn ", "Which mission ", "Was it ", "under ",
    "Has any State been told to ", "Why did ", "And in ", "the same for ", "What was the vote on ", "quote ", "",
)  # fmt: skip
_UNITS = (
    "a", "ab ", "a, b and ", "a-", "and ", "or ", "the ", "of the ", "its ", "their ", "it ", "in ", "on ", "by ", "A", "AB ",
    "Ab ", "Ab of ", "Ab and the ", "UN", "UNMAZ ", "Azuria ", "Azuria’s ", "the Government of Azuria ", "1", "1, ", "7001, ",
    "7001 and ", "7001 (2031), ", "paragraph 1 of ", "(a) ", "para. 1 (a) (i) ", "1 (a), ", "2031 ", "in 2031 ", "31 March 2032 ",
    "March ", "since ", "until ", "before 2031 and ", "not ", "who ", "which ", "which resolutions ", "what and ", "? ", "?", "!",
    ", ", "; ", ": ", "- ", "(", ")", "“", "”", "’s ", "'", "“a” ", "\n", "\n\n", " ", "\t", "\u00a0", "é", "ß ", "İ", "\u0301",
    "\u202e", "\u200b", "𝟙", "漢", "lift ", "ban ", "sanctions ", "sanctions list ", "part list ", "the amended ", "list ", "mandate ",
    "the mandate of ", "resolution ", "resolutions ", "S/RES/7001 ", "S/2031/1 ", "A/RES/1 ", "op", "OP1 ", "annex A ", "section I, ",
    "the Council ", "decides ", "extended ", "established ", "armed ", "proposed ", "ed ", "ly ", "those ", "there ", "compare ",
    "difference between 7001 and ", "vote ", "abstained ", "against ", "member ", "States ", "all ", "every ", "first ", "last ",
    "humanitarian-assistance-coordination-mechanism ", "Secretary-General ", "Special Representative ", "x.y.", "1.", "1/",
)  # fmt: skip
_ENDS = (
    "",
    "?",
    "!",
    " x?",
    " resolutions?",
    " in it?",
    " and",
    " (2031)?",
    " adopted in 2031?",
    " there?",
    ".",
    " resolutions x!",
)
_SPOKEN = 24  # questions that a conversation begins with: answered once for a whole run
_WORD = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """A question after what was asked before it, oldest first; ``kind`` says how it was made."""

    kind: str
    before: tuple[str, ...]
    question: str


def fuzzed(seed: int, honest: Sequence[str]) -> Fuzzed:
    """The question of a seed, from ``honest`` ones."""
    chance = random.Random(seed)
    kinds = (_mutated, _pumped, _shouted, _repeated, _crafted, _honest_pumped)
    make = kinds[seed % len(kinds)]
    question = make(chance, honest)[:LONGEST].strip() or "?"
    before = tuple(chance.choice(honest[:_SPOKEN]) for _ in range(chance.choice((0, 0, 1, 1, 2))))
    return Fuzzed(make.__name__.strip("_"), before, question)


def _mutated(chance: random.Random, honest: Sequence[str]) -> str:
    """Words and letters of a question left out, doubled, exchanged, or replaced by others."""
    words = _WORD.findall(chance.choice(honest))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(words)) if words else 0
        step = chance.randrange(6)
        if step == 0 and words:
            words.pop(at)
        elif step == 1 and words:
            words.insert(at, words[at])
        elif step == 2:
            words.insert(at, chance.choice(_UNITS))
        elif step == 3 and words:
            words[at] = chance.choice((str.upper, str.title, str.swapcase, lambda w: w[::-1]))(words[at])
        elif step == 4:
            words[at:at] = _WORD.findall(chance.choice(honest))
        elif words:
            letters = list(words[at])
            letters.insert(
                chance.randrange(len(letters) + 1),
                chr(chance.choice((chance.randrange(32, 127), chance.randrange(0x2FFF)))),
            )
            words[at] = "".join(letters)
    return "".join(words)


def _pumped(chance: random.Random, honest: Sequence[str]) -> str:
    """One thing again and again after a beginning that a rule waits for."""
    unit = chance.choice(_UNITS)
    return f"{chance.choice(_STARTS)}{unit * chance.choice((20, 60, 150, 800, 4000))}"[: LONGEST - 20] + chance.choice(
        _ENDS
    )


def _shouted(chance: random.Random, honest: Sequence[str]) -> str:
    """In capitals, one question or many."""
    return " ".join(chance.choice(honest) for _ in range(chance.choice((1, 3, 20, 60)))).upper()


def _repeated(chance: random.Random, honest: Sequence[str]) -> str:
    """The same question, or part of it, many times."""
    question = chance.choice(honest)
    part = question[: chance.randint(5, len(question))] if len(question) > 5 else question
    return chance.choice((" ", "; ", ", and ", "? ", "\n", " ")).join([part] * chance.choice((3, 10, 80, 400)))


def _crafted(chance: random.Random, honest: Sequence[str]) -> str:
    """Beginnings, repetitions and ends of several kinds, put together."""
    pieces = [chance.choice(_STARTS)]
    pieces += [chance.choice(_UNITS) * chance.choice((1, 2, 5, 30, 120)) for _ in range(chance.randint(2, 12))]
    return "".join(pieces) + chance.choice(_ENDS)


def _honest_pumped(chance: random.Random, honest: Sequence[str]) -> str:
    """A question with one of its words, or a mark, repeated where it stands."""
    words = _WORD.findall(chance.choice(honest))
    at = chance.randrange(len(words))
    words[at] = chance.choice((words[at], chance.choice(_UNITS), words[at] + " ")) * chance.choice((10, 100, 600))
    return "".join(words)
