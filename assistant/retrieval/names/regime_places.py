"""Places that resolutions put under one sanctions regime (`regime_places.csv`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def under_one_regime() -> dict[str, list[tuple[str, range]]]:
    """The places under one regime with each place, and the numbers of the resolutions between which they are."""
    text = files("assistant.data").joinpath("regime_places.csv").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, range]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["place"], []).append((row["also"], range(int(row["first"]), int(row["last"]) + 1)))
    return found


def places_of(place: str, number: int) -> tuple[str, ...]:
    """The place with those that a resolution put under one regime with it."""
    return (place, *(also for also, numbers in under_one_regime().get(place, ()) if number in numbers))
