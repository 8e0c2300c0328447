"""Which resolutions a search may return."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds set by the reader; ``None`` leaves a side open. Years are inclusive."""

    year_from: int | None = None
    year_to: int | None = None
    resolution: int | None = None
