"""Reading the steps below a numbered paragraph: "(a)", "(a) (i) and (ii)", "(a) to (c)"."""

from __future__ import annotations

from ingest.grammar.patterns import T, is_letter, is_roman
from ingest.grammar.tokens import Tokens

LONGEST_RANGE = 60  # "paragraphs 1 to 400" is a slip or an attack: only its ends are taken


def steps(tokens: Tokens, i: int, above: tuple[str, ...]) -> tuple[list[tuple[str, ...]], int]:
    """ "(a)", "(a) (i) and (ii)", "(a) to (c)", "c": full paths from the numbered paragraph on."""
    before, letter = tokens[i - 1], tokens[i]
    if tokens.glued(i - 1) and before.kind is T.NUMBER and is_letter(letter.text) and not tokens.glued(i):
        return [(*above, letter.text)], i + 1
    lettered = before.kind is T.NUMBER and letter.kind is T.WORD and is_letter(letter.text)
    if lettered and (tokens[i + 1].kind in {T.COMMA, T.END} or tokens[i + 1].text == "of"):  # "paragraph 8 c of"
        return [(*above, letter.text)], i + 1
    if (dotted := _dotted(tokens, i)) and before.kind is T.NUMBER:
        return [(*above, *dotted)], i + 2 * len(dotted)
    found: list[tuple[str, ...]] = []
    path, j = above, i
    while True:
        while tokens[j].kind is T.STEP:
            path, j = (*path, tokens[j].text), j + 1
        if path == above or (found and path == found[-1]):
            return found, j
        found.append(path)
        k, separator = tokens.separator(j)
        ranged = not separator and tokens[k].kind is T.TO
        k += ranged
        if not (separator or ranged) or tokens[k].kind is not T.STEP:
            return found, j
        step = tokens[k].text
        sibling = (*path[: _level(path, step, len(above))], step)
        if ranged:
            found += path_range(path, sibling)[:-1]
        path, j = sibling, k + 1


def _dotted(tokens: Tokens, i: int) -> tuple[str, ...]:
    """The steps of "8.c" or "8.c.i" from the stop on, written without a space."""
    found: list[str] = []
    while (
        tokens[i].text == "."
        and tokens[i].start == tokens[i - 1].end
        and tokens[i + 1].kind is T.WORD
        and tokens[i + 1].start == tokens[i].end
        and (is_letter(tokens[i + 1].text) or is_roman(tokens[i + 1].text))
    ):
        found.append(tokens[i + 1].text)
        i += 2
    return tuple(found)


def _level(path: tuple[str, ...], step: str, lowest: int) -> int:
    """At which depth ``step`` continues ``path``: behind ``(a) (i)`` comes ``(ii)`` one deep, ``(b)`` on top."""
    for level in range(len(path) - 1, lowest, -1):
        last = path[level]
        if last.isdigit() == step.isdigit() and is_roman(last) == is_roman(step):
            return level
    return lowest


def path_range(start: tuple[str, ...], end: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths behind ``start`` up to ``end``, which is always the last one."""
    if len(start) != len(end) or not start or start[:-1] != end[:-1]:
        return [end]
    names = _names(start[-1], end[-1])
    return [(*end[:-1], name) for name in names[1:]] if names else [end]


def _names(start: str, end: str) -> list[str]:
    romans = [f"{tens}{ones}" for tens in ("", "x", "xx") for ones in ("", *"i ii iii iv v vi vii viii ix".split())][1:]
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    numbers = [str(n) for n in range(1, LONGEST_RANGE)]
    for series in (romans, letters, numbers):
        if start in series and end in series and series.index(start) < series.index(end):
            return series[series.index(start) : series.index(end) + 1]
    return []
