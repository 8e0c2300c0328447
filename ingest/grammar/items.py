"""A number of a text that may be a resolution."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.grammar.places import Place


@dataclass(slots=True)
class Item:
    """A number that may be a resolution, with what stands around it. ``sure`` where its own form says that it is."""

    number: int
    start: int
    end: int
    at: int  # index of its token
    year: int | None = None
    part: str = ""
    sure: bool = False
    foreign: bool = False
    places: list[Place] = field(default_factory=list)
