"""Who sat in the Council, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from assistant.errors import NotThere
from assistant.operations.corpus import Corpus
from assistant.operations.places import record_of
from assistant.operations.result import Result, Witness
from assistant.plan import Number, Plan, Value
from assistant.records.members import regional_groups
from ingest.council import PERMANENT, composition, years_known


class Council(Plan):
    """Who sat in the Council on a day or in a time, and in which years a State did."""

    op: ClassVar[str] = "council"
    example: ClassVar[dict[str, Any]] = {"resolution": 1973, "seats": "elected"}
    since: dt.date | None = Field(default=None, description="First day; none: all years that are known.")
    until: dt.date | None = Field(default=None, description="Last day.")
    resolution: Number = Field(
        default=0, ge=0, description="A resolution: the Council of the day on which it was adopted."
    )
    members: tuple[str, ...] = Field(
        default=(),
        max_length=15,
        description="States (ISO 3166 alpha-3) of which it is asked whether, or when, they sat.",
    )
    seats: Literal["all", "permanent", "elected"] = Field(default="all", description="Which members are told.")
    group: str = Field(
        default="",
        max_length=40,
        description=f"Only members of this regional group of today: {', '.join(regional_groups())}; none: of all.",
    )

    @field_validator("group")
    @classmethod
    def _is_known(cls, group: str) -> str:
        if group and group not in regional_groups():
            raise ValueError(f"there is no regional group {group!r}: it is one of {', '.join(regional_groups())}")
        return group

    def run(self, corpus: Corpus) -> CouncilResult:
        """The members with their years. Raises :class:`~assistant.errors.NotThere` for a time that the table does not hold."""
        record = record_of(self.resolution, corpus) if self.resolution else None
        first, last = (record.date, record.date) if record is not None else (self.since, self.until)
        known = years_known()
        years = [year for year in known if (not first or first.year <= year) and (not last or year <= last.year)]
        if not years or (record is not None and first is None):
            raise NotThere(
                f"The members of the Council at that time are not known: the table goes from {known[0]} to {known[-1]}. "
                "Ask for a year between them."
            )
        sat: dict[str, list[int]] = {}
        for year in years:
            for code in composition(year, first if first and first.year == year else None):
                sat.setdefault(code, []).append(year)
        there = regional_groups().get(self.group, frozenset(sat))
        told = self.members or [c for c in sat if self.seats in ("all", _kind(c)) and c in there]
        return CouncilResult(
            plan=self,
            first=first,
            last=last,
            known=(known[0], known[-1]),
            sat=tuple(Seat(member=code, kind=_kind(code), years=tuple(sat.get(code, ()))) for code in told),
            witnesses=(Witness(key=str(record.number)),) if record is not None else (),
        )


def _kind(code: str) -> Literal["permanent", "elected"]:
    return "permanent" if code in PERMANENT else "elected"


class Seat(Value):
    """A State, its kind of seat, and in which of the years that are asked for it held one; in none where it was no member."""

    member: str
    kind: Literal["permanent", "elected"]
    years: tuple[int, ...]


class CouncilResult(Result):
    """``sat`` are the members between the days, or the States that are asked for; ``known`` the first and last year of the table."""

    first: dt.date | None
    last: dt.date | None
    known: tuple[int, int]
    sat: tuple[Seat, ...]
