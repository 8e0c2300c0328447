"""What a clipped word was meant to be, by its neighbours in the texts: "assessed contrib"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from assistant.terms import FUNCTION_WORDS, one_spelling, stem
from vectorstore.texts import InText

SHORTEST = 3
"""Letters of a clipped word."""
_SUPPORT = 3  # how often it must stand so in the texts
_BEFORE_THE_NEXT = 3  # how many times as often as any other word
InFull = Callable[[str, str, str], str]
"""What a clipped word is in full, between the word next before it and that behind it, in small letters; empty ones where none is."""
Beginning = Callable[[str, str, str], Iterable[InText]]
"""The words of the texts that begin so, each time that a word which begins so stands before or behind one."""


def in_full(beginning: Beginning, clipped: str, left: str, right: str) -> str:
    """The one word that begins as a clipped one and stands in texts beside the same neighbour, at best between both; empty where none does,
    or several do. ``left`` and ``right`` are the words next to it in small letters."""
    beside_one, beside_both = _Forms(), _Forms()
    for each in beginning(clipped, _common(left), _common(right)):
        like = _is_like(next_of(each.before), left) + _is_like(next_of(each.behind), right)
        if like:
            (beside_one if like == 1 else beside_both).add(each.word)
    return beside_both.word() or beside_one.word()


class _Forms:
    """Words with how often they stood so, forms of one word together."""

    def __init__(self) -> None:
        self._counted: dict[str, Counter[str]] = {}

    def add(self, word: str) -> None:
        self._counted.setdefault(stem(one_spelling(word)), Counter())[word] += 1

    def word(self) -> str:
        """The one that stood so much oftener than any other, in its most frequent form; empty where none did."""
        counted = sorted(self._counted.values(), key=Counter.total, reverse=True)
        enough = max([_SUPPORT, *(_BEFORE_THE_NEXT * other.total() for other in counted[1:2])])
        return counted[0].most_common(1)[0][0] if counted and counted[0].total() >= enough else ""


def next_of(words: Sequence[str]) -> str:
    """The next of the words on one side, nearest first, across an "and", for which people write a mark."""
    return next((word for word in words if word != "and"), "")


def _is_like(written: str, asked: str) -> bool:
    """Whether a neighbour in a text is the one that was asked, which may be clipped itself; one that only builds a sentence is none."""
    return _tells(asked) and (written.startswith(asked.removesuffix("s")) or stem(written) == stem(asked))


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST and word not in FUNCTION_WORDS


def _common(word: str) -> str:
    """With what all words begin that are like one, its stem, of which the last letter may be another ("country", "countries"); empty for one
    that only builds a sentence."""
    own = stem(word) if _tells(word) else ""
    return own[: max(SHORTEST, len(own) - 1)]
