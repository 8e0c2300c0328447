"""What a catalogue holds as a whole: its ends, its counts, its titles, and who cites whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from vectorstore.tables.opened import Opened
from vectorstore.tables.statistics import Size, read_cited, read_sizes


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The numbers that exist next to a number, and the ends of the corpus; ``None`` where there is nothing."""

    below: int | None
    above: int | None
    first: int | None
    last: int | None


class Overview(Opened):
    """The part of a catalogue that tells of all resolutions at once."""

    def titles(self) -> dict[int, str]:
        """Number → subject, the library's description; ascending, empty where none is known."""
        return dict(self._db.execute("SELECT number, subject FROM resolution ORDER BY number"))

    def years(self) -> dict[int, int]:
        """Number → year, ascending."""
        return dict(self._db.execute("SELECT number, year FROM resolution ORDER BY number"))

    def neighbours(self, number: int) -> Neighbours:
        """What exists around a number, for "there is no resolution N; the corpus holds 1 to 2825"."""
        row = self._db.execute(
            "SELECT max(number) FILTER (WHERE number < ?1), min(number) FILTER (WHERE number > ?1), min(number), "
            "max(number) FROM resolution",
            (number,),
        ).fetchone()
        return Neighbours(*row)

    def last_day(self) -> dt.date | None:
        """The date of the newest resolution; answers about the present say it."""
        return self._last_day

    @cached_property
    def _last_day(self) -> dt.date | None:
        (day,) = self._db.execute("SELECT max(date) FROM resolution").fetchone()
        return dt.date.fromisoformat(day) if day else None

    def count(self) -> tuple[int, int]:
        """How many resolutions, and how many rows of paragraphs (headings and sub-paragraphs included)."""
        return self._one("SELECT count(*) FROM resolution"), self._one("SELECT count(*) FROM paragraph")

    def verbs(self) -> list[tuple[str, int]]:
        """The verbs with which paragraphs lead and how many do, the most frequent first."""
        return self._db.execute(
            "SELECT verb, count(*) FROM paragraph WHERE verb != '' GROUP BY verb ORDER BY count(*) DESC, verb"
        ).fetchall()

    def citing(self, number: int) -> list[tuple[str, str]]:
        """(key of the citing paragraph, key that it cites), for citations of a resolution by the others.

        By citing resolution and document order. The cited key is as precise as the text: ``1970`` or ``1970/op9``.
        """
        return self._db.execute(
            "SELECT e.citing, e.cited FROM citation_edge e JOIN paragraph p ON p.key = e.citing "
            "WHERE e.cited_resolution = ?1 AND e.citing_resolution != ?1 "
            "ORDER BY e.citing_resolution, p.ordinal, e.cited",
            (number,),
        ).fetchall()

    def sizes(self) -> dict[int, Size]:
        """Number → paragraphs and words, of the resolutions that have a text; counted once."""
        return self._sizes

    @cached_property
    def _sizes(self) -> dict[int, Size]:
        return read_sizes(self._db)

    def times_cited(self) -> dict[int, int]:
        """Number → how many other resolutions cite it by number and year; those that none cites are left out. Counted once."""
        return self._times_cited

    @cached_property
    def _times_cited(self) -> dict[int, int]:
        return read_cited(self._db)

    def _one(self, query: str) -> int:
        (value,) = self._db.execute(query).fetchone()
        return int(value)
