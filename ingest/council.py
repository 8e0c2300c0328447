"""Who sat in the Council on a day."""

from __future__ import annotations

import datetime as dt
from functools import cache

from ingest.tables import rows

PERMANENT = frozenset({"CHN", "TWN", "FRA", "RUS", "SUN", "GBR", "USA"})
# A permanent seat that passed on within a year: code after the day, code before it, first day under the new one.
_PASSED_ON = (
    ("CHN", "TWN", dt.date(1971, 10, 25)),  # General Assembly resolution 2758 (XXVI)
    ("RUS", "SUN", dt.date(1991, 12, 24)),  # letter of the Russian Federation to the Secretary-General
)

SEATS = {"RUS": ("RUS", "SUN"), "CHN": ("CHN", "TWN")}
"""A permanent seat under the codes of those who held it: the votes of 1970 were cast by the Soviet Union."""
_SEAT_OF = {code: seat for seat, codes in SEATS.items() for code in codes}


def seat_of(code: str) -> str:
    """The code of the State that holds the seat today: ``SUN`` → ``RUS``, ``TWN`` → ``CHN``."""
    return _SEAT_OF.get(code, code)


def composition(year: int, day: dt.date | None = None) -> tuple[str, ...]:
    """ISO3 codes of the members, permanent ones first; empty for a year that the table does not hold."""
    members = _by_year().get(year, ())
    if day is None or day.year != year:
        return members
    for after, before, since in _PASSED_ON:
        if day.year == since.year and day < since:
            members = tuple(before if code == after else code for code in members)
    return members


def years_known() -> tuple[int, ...]:
    """The years of the table, ascending."""
    return tuple(sorted(_by_year()))


@cache
def _by_year() -> dict[int, tuple[str, ...]]:
    table: dict[int, list[tuple[bool, str]]] = {}
    for row in rows("council_members.csv"):
        table.setdefault(int(row["year"]), []).append((row["permanent"] != "yes", row["iso3"]))
    return {year: tuple(code for _, code in sorted(seats, key=lambda seat: seat[0])) for year, seats in table.items()}
