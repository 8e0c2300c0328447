"""Words between quotation marks, and where they stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHORTEST = 12  # characters; shorter words in quotation marks are names or single terms, no quotations
_MARKS = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^“”„]+)[“”]")


@dataclass(frozen=True, slots=True)
class Span:
    """Words between quotation marks in an answer."""

    start: int
    end: int
    words: str


def quotations_in(text: str) -> list[Span]:
    """The passages of ``text`` between double quotation marks that are long enough to be quotations."""
    return [
        Span(m.start(), m.end(), words)
        for m in _MARKS.finditer(text)
        if len(words := next(group for group in m.groups() if group)) >= _SHORTEST
    ]


_FOLDED = {
    "‘": "'",
    "’": "'",
    "‚": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "\u00ad": "",
}


def fold(text: str) -> tuple[str, list[int]]:
    """``text`` with white space, quotation marks, dashes and case made alike, and where each character came from."""
    folded: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        plain = " " if character.isspace() else _FOLDED.get(character, character).lower()
        if plain == " " and (not folded or folded[-1] == " "):
            continue
        folded += plain
        origin += [position] * len(plain)
    return "".join(folded), origin


def locate(quote: str, words: str) -> tuple[int, int] | None:
    """Where ``quote`` stands word for word in ``words``, as the slice of ``words``; ``None`` where it does not.

    White space, kinds of quotation marks and dashes, case, and a mark at the end of the quotation do not count.
    """
    wanted = fold(quote)[0].strip(" .,;:…")
    text, origin = fold(words)
    if not wanted:
        return None
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (text[start - 1 : start].isalnum() and text[start].isalnum()) and not (
            text[end : end + 1].isalnum() and text[end - 1].isalnum()
        ):
            return origin[start], origin[end - 1] + 1
        start = text.find(wanted, start + 1)
    return None
