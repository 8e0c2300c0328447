"""The words of one cell of a comparison, cut for the page: what came, what went, what is on its way out.

The own words of a cell stay whole and in order. What the cell before had and this one has not stands between them; what
the next cell no longer has is marked in place. So one text serves both ways of showing differences: inline, and side by
side, where what went is left out here because it is marked there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.compare.redline import Mark, Run, redline
from assistant.compare.units import DATE, FIGURE, NAME

_VERSION = 0.25  # share of equal words from which a text is read as a version of another, and not as another text
_CONTEXT = 8  # equal words that stay visible on each side of a difference
_CONTEXT_OF_FIRST = 20  # the same in the first text, which the others are read against
_HEAD = 45  # words that stay visible of a text that is compared with nothing
_LEAST_FOLDED = 10  # words: a shorter run is not worth a button
_NO_SPACE_BEFORE = ",;:.)]”’"
_NUMBER = re.compile(rf"(?P<name>{NAME})|{DATE.pattern}|{FIGURE.pattern}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with one fate.

    ``came`` and ``gone`` are against the cell before, ``going`` against the next; ``moved`` tells that the words stand
    elsewhere in the other text. ``folded`` is a run of words that stay, behind a button. ``figure`` is a number or a
    date among words that changed.
    """

    text: str
    came: bool = False
    gone: bool = False
    going: bool = False
    moved: bool = False
    folded: bool = False
    figure: bool = False

    @property
    def stays(self) -> bool:
        return not (self.came or self.gone or self.going)

    @property
    def words(self) -> int:
        return len(self.text.split())


def redlined(texts: Sequence[str]) -> list[list[Stretch]]:
    """The stretches of each of the versions of a passage, in their order."""
    between = [_differences(old, new) for old, new in pairwise(texts)]
    cut = []
    for nth, text in enumerate(texts):
        before = between[nth - 1] if nth else None
        after = between[nth] if nth < len(between) else None
        stretches = list(_with_figures(_stretches(text, before, after)))
        cut.append(list(_folded(stretches, first=before is None)))
    return cut


def _differences(old: str, new: str) -> list[Run] | None:
    """The runs from one version to the next; ``None`` where the one is no version of the other."""
    runs = redline(old, new, fold=False)
    equal = sum(len(run.text.split()) for run in runs if run.mark is Mark.EQUAL)
    longer = max(len(old.split()), len(new.split()), 1)
    return runs if equal / longer >= _VERSION else None


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    mark: Mark


def _stretches(text: str, before: Sequence[Run] | None, after: Sequence[Run] | None) -> Iterator[Stretch]:
    leaving = [
        place
        for place in _places(text, after or (), (Mark.INSERTED, Mark.MOVED_TO))
        if place.mark in (Mark.DELETED, Mark.MOVED_FROM)
    ]
    if before is None:
        yield from _own(text, 0, len(text), Mark.EQUAL, leaving)
        return
    own = iter(_places(text, before, (Mark.DELETED, Mark.MOVED_FROM)))
    position = 0
    for run in before:
        if run.mark in (Mark.DELETED, Mark.MOVED_FROM):
            left, right = _gaps(run.text, text, position)
            gone = Stretch(run.text, gone=True, moved=run.mark is Mark.MOVED_FROM)
            yield from [*[Stretch(" ", gone=True)] * left, gone, *[Stretch(" ", gone=True)] * right]
        elif (place := next(own, None)) is not None:
            if place.start > position:
                yield Stretch(text[position : place.start])
            yield from _own(text, place.start, place.end, place.mark, leaving)
            position = place.end
    if position < len(text):
        yield Stretch(text[position:])


def _gaps(gone: str, text: str, position: int) -> tuple[bool, bool]:
    """Whether words that went need a space to keep them from the words of ``text`` before and after ``position``."""
    before, after = text[:position][-1:], text[position:][:1]
    left = bool(before) and not before.isspace() and before not in "(“‘" and gone[0] not in _NO_SPACE_BEFORE
    return left, bool(after) and not after.isspace() and after not in _NO_SPACE_BEFORE


def _places(text: str, runs: Sequence[Run], foreign: Sequence[Mark]) -> Iterator[_Place]:
    """Where the runs that belong to ``text`` stand in it; ``foreign`` marks are of the other text."""
    position = 0
    for run in runs:
        words = run.text.split()
        if run.mark in foreign or not words:
            continue
        start = -1
        for word in words:
            found = text.find(word, position)
            if found < 0:
                return
            start = found if start < 0 else start
            position = found + len(word)
        yield _Place(start, position, run.mark)


def _own(text: str, start: int, end: int, mark: Mark, leaving: Sequence[_Place]) -> Iterator[Stretch]:
    edges = sorted({start, end, *(e for p in leaving for e in (p.start, p.end) if start < e < end)})
    came, moved = mark in (Mark.INSERTED, Mark.MOVED_TO), mark is Mark.MOVED_TO
    for left, right in pairwise(edges):
        going = next((place for place in leaving if place.start <= left and right <= place.end), None)
        yield Stretch(
            text[left:right],
            came=came,
            going=going is not None,
            moved=moved or (going is not None and going.mark is Mark.MOVED_FROM),
        )


def _with_figures(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Numbers and dates among the words that changed as stretches of their own, and neighbours of one fate joined."""
    waiting = ""
    for stretch in stretches:
        if stretch.stays:
            waiting += stretch.text
            continue
        if waiting:
            yield Stretch(waiting)
            waiting = ""
        position = 0
        for match in _NUMBER.finditer(stretch.text):
            if match["name"]:  # the number of a resolution or a paragraph is no figure
                continue
            if match.start() > position:
                yield _part(stretch, position, match.start())
            yield _part(stretch, match.start(), match.end(), figure=True)
            position = match.end()
        if position < len(stretch.text):
            yield _part(stretch, position, len(stretch.text))
    if waiting:
        yield Stretch(waiting)


def _part(stretch: Stretch, start: int, end: int, *, figure: bool = False) -> Stretch:
    return Stretch(stretch.text[start:end], stretch.came, stretch.gone, stretch.going, stretch.moved, figure=figure)


def _folded(stretches: Sequence[Stretch], *, first: bool) -> Iterator[Stretch]:
    """Long runs that stay, with their middle behind a button; the first text of a row shows more of itself."""
    alone = len(stretches) == 1
    context = _CONTEXT_OF_FIRST if first else _CONTEXT
    for nth, stretch in enumerate(stretches):
        head = _HEAD if first and alone else context
        tail = 0 if nth == len(stretches) - 1 else context
        words = list(re.finditer(r"\S+", stretch.text))
        if not stretch.stays or len(words) < head + tail + _LEAST_FOLDED:
            yield stretch
            continue
        start = words[head].start()
        end = words[-tail].start() if tail else len(stretch.text)
        yield Stretch(stretch.text[:start])
        yield Stretch(stretch.text[start:end], folded=True)
        if tail:
            yield Stretch(stretch.text[end:])
