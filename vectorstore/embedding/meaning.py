"""What the vector of a paragraph is made from: two texts that are embedded apart and added up.

One is the paragraph with its headings and the openings of what it belongs to, the other a line on its resolution. A title
that comes later costs one short text a resolution, a clause that is copied each year is embedded once, and the model
reads half as much as where the line stands in front of each paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.resolution import Resolution
from vectorstore.context import about, passages
from vectorstore.embedding.base import Vectors, normalised

ABOUT = 0.5
"""How much the line on the resolution counts beside the paragraph."""


class Meant(NamedTuple):
    """The two texts of one searchable paragraph."""

    passage: str
    about: str


def meant_by(resolutions: Sequence[Resolution]) -> list[Meant]:
    """For each searchable paragraph, in order."""
    return list(_each(resolutions))


def _each(resolutions: Sequence[Resolution]) -> Iterator[Meant]:
    for resolution in resolutions:
        line = about(resolution)
        for passage in passages(resolution).values():
            yield Meant(passage, line)


def joined(passages: Vectors, abouts: Vectors) -> Vectors:
    """The vectors of paragraphs from those of their two texts, row by row."""
    return normalised(passages + ABOUT * abouts)
