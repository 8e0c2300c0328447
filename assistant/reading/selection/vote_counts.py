"""How many votes of a position a question asks for."""

from __future__ import annotations

from assistant.reading.lexicon import Found
from assistant.reading.numbers import number_of
from assistant.reading.selection.claims import Claims

MOST = 15  # members of the Council
_NOBODY = frozenset(("no", "without", "nobody", "none"))
_LEAST = ("at least", "no fewer than", "not fewer than", "minimum of", "or more", "and more")
_MOST_OF = ("at most", "no more than", "up to", "or fewer", "or less", "maximum of", "not more than")
_MORE, _FEWER = ("more than", "over", "above"), ("fewer than", "less than", "under", "below")
_EXACTLY = ("exactly", "only", "just", "with")
_COUNTED = frozenset(
    "votes vote members member of exactly just only the with a an by than or more fewer less at least most".split()
)


def bounds_of(claims: Claims, position: Found[str]) -> tuple[int, int] | None:
    """How many votes of a position a question asks for: "at least three", "nine or fewer", "no"; ``None`` where it says nothing."""
    at = position.first - 1
    while at >= 0 and position.first - at <= 7:
        word = claims.plain(at)
        number = number_of(word, 2)
        if number is None and word in _NOBODY:
            number = 0
        if number is not None and number <= MOST and (not number or claims.is_free(at)):
            return _compared(claims, at, number, position)
        if word not in _COUNTED:
            return None
        at -= 1
    return None


def _compared(claims: Claims, at: int, number: int, position: Found[str]) -> tuple[int, int]:
    """The least and the most votes that a number means by the words before and behind it, which are read by this."""
    before = " ".join(claims.plain(place) for place in range(max(0, at - 3), at))
    behind = " ".join(claims.plain(place) for place in range(at + 1, min(len(claims.words), position.last + 3)))
    claims.take(at, position.first, "how many")
    for phrase in (*_LEAST, *_MOST_OF, *_MORE, *_FEWER, *_EXACTLY):
        if before.endswith(phrase):
            claims.take(at - len(phrase.split()), at, "how many")
    for place in range(position.last, min(len(claims.words), position.last + 3)):
        if claims.plain(place) in ("or", "more", "fewer", "less"):
            claims.take(place, place + 1, "how many")
    if before.endswith(_LEAST) or any(phrase in behind for phrase in ("or more", "and more")):
        return number, MOST
    if before.endswith(_MOST_OF) or any(phrase in behind for phrase in ("or fewer", "or less")):
        return 0, number
    if before.endswith(_MORE):
        return min(MOST, number + 1), MOST
    if before.endswith(_FEWER):
        return 0, max(0, number - 1)
    return number, number


def voted_alone(claims: Claims, near: range, *, only: bool = False) -> bool:
    """Whether words at some places say that those who are named voted so with no other: "alone", "on its own". ``only`` tells whether that
    word does as well, which farther from the names limits something else."""
    words = _ALONE | _ONLY if only else _ALONE
    said = [(at, at + 1) for at in near if claims.plain(at) in words]
    said += [(at, at + 3) for at in near if claims.plain(at) == "on" and claims.plain(at + 2) == "own"]
    for first, last in said:
        claims.take(first, last, "alone")
    return bool(said)


_ALONE = frozenset("alone lone sole solo single-handedly singlehandedly".split())
_ONLY = frozenset(("only", "solely"))
