"""Words without which a pattern cannot match, so that most patterns need not be tried on most texts."""

from __future__ import annotations

import re

_LEAST = 3  # characters of a word that is worth looking for
_PIECE = re.compile(
    r"(?P<open>\((?!\?)|\(\?:)|(?P<around>\(\?[=!<][=!]?)|(?P<close>\))|(?P<or>\|)|(?P<set>\[(?:\\.|[^\]\\])+\])|(?P<escape>\\.)"
    r"|(?P<repeat>[?*+]\??|\{\d*,?\d*\}\??)|(?P<any>[.^$])|(?P<letter>.)",
    re.DOTALL,
)
_Words = frozenset[str]


def needed(pattern: str) -> _Words | None:
    """Words of which at least one stands in each text that the pattern matches; ``None`` where there are none for sure."""
    pieces = [(str(match.lastgroup), match.group()) for match in _PIECE.finditer(pattern)]
    words, position = _either(pieces, 0)
    return words if position == len(pieces) else None


def _either(pieces: list[tuple[str, str]], position: int) -> tuple[_Words | None, int]:
    """The alternatives up to the end of a group: one word at least of each."""
    found: list[_Words | None] = []
    while True:
        words, position = _sequence(pieces, position)
        found.append(words)
        if position == len(pieces) or pieces[position][0] == "close":
            break
        position += 1  # the bar
    known = [words for words in found if words is not None]
    return (frozenset().union(*known) if len(known) == len(found) else None), position


def _sequence(pieces: list[tuple[str, str]], position: int) -> tuple[_Words | None, int]:
    """One alternative: of its runs of letters and its groups, the one whose words are longest."""
    best: _Words | None = None
    run = ""

    def keep(words: _Words | None) -> None:
        nonlocal best
        if words and (best is None or min(map(len, words)) > min(map(len, best))):
            best = words

    while position < len(pieces) and pieces[position][0] not in ("close", "or"):
        kind, text = pieces[position]
        after = pieces[position + 1] if position + 1 < len(pieces) else ("", "")
        optional = after[0] == "repeat" and (after[1][0] in "?*" or after[1].startswith(("{0", "{,")))
        if kind == "letter" and not optional:
            run += text
        else:
            if len(run) >= _LEAST:
                keep(frozenset((run,)))
            run = ""
        if kind in ("open", "around"):
            words, position = _either(pieces, position + 1)
            after = pieces[position + 1] if position + 1 < len(pieces) else ("", "")
            optional = after[0] == "repeat" and (after[1][0] in "?*" or after[1].startswith(("{0", "{,")))
            if kind == "open" and not optional:
                keep(words)
        position += 1
    if len(run) >= _LEAST:
        keep(frozenset((run,)))
    return best, position
