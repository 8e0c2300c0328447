"""A full sentence as somebody in a hurry types it: without small words, shortened, with slips. For training alone.

What is typed in practice is rarely a sentence, and people who write test questions write sentences. Every example is therefore
learned in such forms as well.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache

from assistant.retrieval.names.place_names import table

_DROPPED = frozenset(
    """a an the of to is are was were be been do does did has have had will would shall please can could you me us it its that this
    there which what by for in on at with and or security council resolution mandate tell show give""".split()
)


def shortened(question: str, dice: random.Random) -> str:
    """One shorter form of a question, by chance."""
    words = question.rstrip("?.! ").split()
    drop = dice.choice((0.3, 0.6, 0.9))
    kept = [word for word in words if word.lower().strip(",;:") not in _DROPPED or dice.random() > drop] or words
    kept = [_abbreviated(word, dice) for word in kept]
    if len(kept) > 2 and dice.random() < _TURNED:  # what it is about comes first: "MINUSCA end of mandate"
        names = [word for word in kept if word.isupper() and len(word) > 2] or [
            word for word in kept if word[:1].isupper()
        ]
        if names:
            kept = [names[0], *(word for word in kept if word is not names[0])]
    text = " ".join(_slipped(word, dice) for word in kept)
    if dice.random() < _SMALL:
        text = text.lower()
    return text + ("?" if dice.random() < _ASKS else "")


_TURNED, _SMALL, _ASKS, _SLIP, _SHORT = 0.3, 0.4, 0.5, 0.06, 0.5


def _abbreviated(word: str, dice: random.Random) -> str:
    bare = word.lower().strip(",;:?")
    choices = _short_forms().get(bare)
    return dice.choice(choices) if choices and dice.random() < _SHORT else word


@cache
def _short_forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for row in table("shorthand.csv"):
        if re.fullmatch(r"[a-z]+", row["meant"]):
            forms[row["meant"]].append(row["written"])
    return forms


def _slipped(word: str, dice: random.Random) -> str:
    """A word with a letter left out, doubled or exchanged with the next one, now and then."""
    if len(word) < 6 or not word.isalpha() or word.isupper() or dice.random() > _SLIP:
        return word
    at = dice.randrange(1, len(word) - 1)
    match dice.randrange(3):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
