"""The paragraphs of a resolution in the order of print: headings where a piece begins, closing words after the points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Paragraph


@dataclass(frozen=True, slots=True)
class Printed:
    """One line. ``headings`` stand above it: where the preamble, a part or an annex begins.

    ``closing`` marks the words of a paragraph that follow its last sub-paragraph; they have no marker of their own.
    """

    paragraph: Paragraph
    headings: tuple[str, ...] = ()
    closing: bool = False

    @property
    def depth(self) -> int:
        return len(self.paragraph.path)


def printed(paragraphs: Sequence[Paragraph]) -> Iterator[Printed]:
    """The lines in print order."""
    waiting: list[Printed] = []
    place = ("", "")
    for paragraph, now in zip(paragraphs, _places(paragraphs), strict=True):
        while waiting and not _holds(waiting[-1].paragraph.pinpoint, paragraph.pinpoint):
            yield waiting.pop()
        new_part = now[0] != place[0]
        headings = tuple(name for name, new in zip(now, (new_part, now != place), strict=True) if new and name)
        yield Printed(paragraph, headings)
        if paragraph.closing:
            waiting.append(Printed(paragraph, closing=True))
        place = now
    yield from waiting[::-1]


def _holds(above: Pinpoint, below: Pinpoint) -> bool:
    return above.paragraph == below.paragraph and below.path[: len(above.path)] == above.path


def _places(paragraphs: Sequence[Paragraph]) -> list[tuple[str, str]]:
    """For each row its part and piece; a heading belongs to what follows it."""
    places: list[tuple[str, str]] = []
    following = ("", "")
    for paragraph in reversed(paragraphs):
        if paragraph.kind is not Kind.HEADING:
            following = (f"Part {paragraph.part}" if paragraph.part else "", _piece(paragraph))
        places.append(following)
    return places[::-1]


def _piece(paragraph: Paragraph) -> str:
    match paragraph.kind:
        case Kind.PREAMBULAR:
            return "Preamble"
        case Kind.ANNEX:
            return f"Annex {paragraph.annex}".strip()
        case _:
            return "Operative paragraphs"
