"""What a whole resolution lends to one clause: the place it is about, the mission it means, a period named elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ingest.annotating.time_expressions import end_of, find_times
from ingest.bodies import missions_in
from ingest.mandates.times import until_first
from ingest.pinpoint import Kind
from ingest.places import place_in
from ingest.resolution import Paragraph

__all__ = ["Context"]

_SAME_PERIOD = re.compile(
    r"\b(?:period|date)\s+(?:of\s+\w+\s+)?(?:specified|referred\s+to|set\s+out|mentioned|indicated)\s+in\s+paragraph\s+(\d+)\s+above",
    re.IGNORECASE,
)


_COMMENCES = re.compile(
    r"\b(?:commence|begin|start)\s+the\s+(?:initial\s+)?[\w\s-]{0,20}period\s+(?:provided\s+for|specified|set\s+out)\s+in\s+paragraph\s+(\d+)"
)


# "the measures in paragraphs 2 and 3 above shall come into force two months after the adoption"
_IN_FORCE = re.compile(
    r"\bparagraphs?\s+(?P<numbers>[\d,\s()a-z]*?\d[\d,\s()a-z]*?)\s+(?:above\s+|below\s+)?(?:shall|will)\s+(?:come|enter)\s+into\s+force\b(?P<when>[^;]{0,150})",
    re.IGNORECASE,
)
_AFTER_ADOPTION = re.compile(
    r"\b(?P<period>\w+\s+(?:days?|weeks?|months?))\s+(?:after|from)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?adoption\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"\bparagraphs?\s+([\d,\s]+(?:and\s+\d+)?)\s+above\b", re.IGNORECASE)


class Context:
    """What the whole resolution lends to a clause; read only where a clause needs it."""

    def __init__(self, paragraphs: Sequence[Paragraph], adopted: dt.date | None, about: str) -> None:
        self.adopted = adopted
        self._paragraphs = paragraphs
        self._about = about

    @cached_property
    def place(self) -> str:
        """The State or region that the resolution names most often."""
        sections = [heading for paragraph in self._paragraphs for heading in paragraph.section[:1]]
        return place_in(
            "", "\n".join([*(p.words for p in self._paragraphs if p.kind is not Kind.ANNEX), *sections, self._about])
        )

    @staticmethod
    def refers(clause: str) -> bool:
        """Whether a clause takes its period from another paragraph."""
        return bool(_SAME_PERIOD.search(clause))

    def elsewhere(self, paragraph: Paragraph, clause: str) -> tuple[dt.date | None, bool]:
        """The end that the opening words above a sub-point give, or "the period specified in paragraph 1 above"."""
        referred = _SAME_PERIOD.search(clause)
        numbers = {referred[1]} if referred else set()
        rows = [
            row
            for row in self._paragraphs
            if row.kind is Kind.OPERATIVE
            and ((row.number in numbers and not row.path) or row.pinpoint == paragraph.pinpoint.parent)
        ]
        for row in rows:
            _, until, computed = end_of(until_first(find_times(row.text[:600], self.adopted)), self.adopted)
            if until is not None:
                return until, computed
        return None, False

    def begins(self, number: str | None, clause: str = "") -> dt.date | None:
        """The day on which the period of a paragraph begins, where another one says so ("this will commence the period").

        Also of what a clause names as "the measures in paragraphs 2 and 3 above".
        """
        for row in self._paragraphs:
            said = _COMMENCES.search(row.words) if row.kind is Kind.OPERATIVE else None
            if said and said[1] == number:
                days = [time.day for time in find_times(row.words[: said.start()], self.adopted) if time.day]
                return days[-1] if days else None
        above = _ABOVE.search(clause)
        wanted = {number, *(re.findall(r"\d+", above[1]) if above else ())}
        return next((day for numbers, day in self._in_force if numbers & wanted), None)

    @cached_property
    def _in_force(self) -> list[tuple[frozenset[str], dt.date]]:
        """(numbers of paragraphs, the day from which what they impose is in force)."""
        found = []
        for row in self._paragraphs:
            match = _IN_FORCE.search(row.words) if row.kind is Kind.OPERATIVE else None
            if match is None:
                continue
            when = match["when"].split("unless", maxsplit=1)[0]
            days = [time.day for time in find_times(when, self.adopted) if time.day and time.day != self.adopted]
            if not days and (later := _AFTER_ADOPTION.search(when)):
                _, day, _ = end_of(find_times(f"for {later['period']}", self.adopted), self.adopted)
                days = [day] if day else []
            if days:
                found.append((frozenset(re.findall(r"\d+", match["numbers"])), days[0]))
        return found

    def opening(self, paragraph: Paragraph) -> str:
        """The words above a sub-point."""
        parent = paragraph.pinpoint.parent
        return next((row.text for row in self._paragraphs if row.pinpoint == parent), "") if parent else ""

    def mission(self, noun: str = "") -> str:
        """The mission that the resolution names most often: what "its mandate" means; with the noun, what "the Force" means."""
        noun = noun.capitalize() if noun in ("mission", "force", "operation") else noun
        names = [name for name, _ in self._missions.most_common()]
        fitting = [name for name in names if noun in name.split()] if noun not in ("", "mandate", "stationing") else []
        acronyms = [name for name in names[:3] if name.isupper()]
        return next(iter(fitting or acronyms or names), "")

    @cached_property
    def _missions(self) -> Counter[str]:
        texts = [p.words[:600] for p in self._paragraphs if p.kind is not Kind.ANNEX]
        return Counter(name for text in texts for name in missions_in(text))
