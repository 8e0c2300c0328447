"""The words of counting, grouping and ranking: a closed vocabulary, found in a question as mentions are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from assistant.reading.lexicon import Arguments, Found, Lexicon, arguments_of
from assistant.reading.numbers import number_of
from assistant.reading.selection.claims import Claims
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS

# words that say nothing of what is selected
SMALL = (
    FUNCTION_WORDS
    | CORPUS_WORDS
    | frozenset(
        "how many no and or by with per s t don didn't there's it's what's whats please pls thanks thx ok hi hello several various numerous term need although though despite spite".split()
    )
)


@cache
def _terms() -> Lexicon[Arguments]:
    return arguments_of("reading/query_words.csv")


@dataclass(slots=True)
class Query:
    """The words of the vocabulary in one question: each argument with the places of the words that say it."""

    claims: Claims
    found: list[Found[Arguments]] = field(init=False)

    def __post_init__(self) -> None:
        claims = self.claims
        found = _terms().find(claims.words)
        found = [each for each in found if all(claims.is_free(at) for at in range(each.first, each.last))]
        bounds = [each for each in found if _bounds(each, claims)]
        for each in bounds:
            claims.take(each.first - 1, each.last, "bound")
        self.found = [each for each in found if each not in bounds]

    def saying(self, argument: str) -> list[tuple[str, Found[Arguments]]]:
        """The values of an argument in order, each with its words."""
        return [(value, each) for each in self.found for name, value in each.meaning if name == argument]

    def values(self, argument: str) -> list[str]:
        return list(dict.fromkeys(value for value, _ in self.saying(argument)))

    def leave(self, argument: str) -> None:
        """Words that say an argument say something else here, as "the minimum" of votes that are counted."""
        for each in self.found:
            if any(name == argument for name, _ in each.meaning):
                self.claims.take(each.first, each.last, "aside")
        self.found = [each for each in self.found if all(name != argument for name, _ in each.meaning)]

    def take(self, arguments: Iterable[str]) -> None:
        """Words that say one of the arguments are read."""
        wanted = {*arguments}
        for each in self.found:
            if any(name in wanted for name, _ in each.meaning):
                self.claims.take(each.first, each.last, "query")

    def number_beside(self, first: int, last: int) -> int | None:
        """The number right behind or before some words, which is read: "top ten", "five longest"."""
        for at in (last, first - 1):
            word = self.claims.plain(at)
            if (number := number_of(word)) and self.claims.is_free(at):
                self.claims.take(at, at + 1, "how many")
                return number
        return None


def _bounds(found: Found[Arguments], claims: Claims) -> bool:
    """Whether a word for what comes first or is most only bounds a number or a time: "at least one", "up to the most recent"."""
    before = [claims.plain(found.first - 1), claims.plain(found.first - 2)]
    names = {name for name, _ in found.meaning}
    at_least = before[0] == "at" and "rank" in names
    up_to = before[0] == "to" or (before[0] == "the" and before[1] in _UP_TO)
    return at_least or ("time" in names and up_to)


_UP_TO = frozenset(("to", "until", "till"))
