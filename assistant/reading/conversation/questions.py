"""The questions of one turn, each read once after what is in focus."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from assistant.operations.select import Select
from assistant.plan import Plan
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.in_full import in_full, with_its_name
from assistant.reading.conversation.pointers import turned
from assistant.reading.conversation.times import with_the_number
from assistant.reading.mentions import Mentions, Reader
from assistant.reading.one import Part, part_of
from assistant.reading.reader import Reading, read
from assistant.reading.router import Router
from assistant.reading.subjects import Subjects


@dataclass(frozen=True)
class Questions:
    """Reads questions as of a day."""

    reader: Reader
    router: Router
    subjects: Subjects
    day: dt.date
    _parts: dict[tuple[str, Focus], Part] = field(default_factory=dict)

    def mentions(self, question: str) -> Mentions:
        """What a question mentions."""
        return self.reader.mentions(question, self.day)

    def part_of(self, question: str, focus: Focus) -> Part:
        """How a question that asks one thing is read; once, though it is asked for where parts are told, answered and remembered."""
        known = self._parts.get((question, focus))
        if known is None:
            known = part_of(question, self.reader, self.router, self.subjects, focus, self.day)
            self._parts[question, focus] = known
        return known

    def reading(self, question: str, focus: Focus) -> Reading:
        """How a question is read; one that only names what the one before is asked again of in full, and as a new one."""
        question = self.with_numbers(question, focus)
        if full := self.in_full(question, focus):
            question, focus = full, Focus()
        return read(question, self.part_of, self.mentions, self.subjects, focus, self.day)

    def with_numbers(self, question: str, focus: Focus) -> str:
        """A question with the text that goes with the one in focus called one, where its number looks like a year."""
        return with_the_number(question, focus, self.subjects, self.day)

    def whole(self, question: str, focus: Focus) -> tuple[Mentions, tuple[Plan, ...]]:
        """The mentions and the plans of a question as one thing, read so."""
        if full := self.in_full(question, focus):
            question, focus = full, Focus()
        return self.mentions(question), self.part_of(question, focus).plans

    def in_full(self, question: str, focus: Focus) -> str:
        """A question that only names what the one before is asked again of, that asks for all decisions on "it" or turns to something else, in
        full; empty for any other."""
        full = turned(question) or in_full(self.mentions(question), focus, self.subjects, self.day)
        return full or self._of_decisions(question, focus)

    def _of_decisions(self, question: str, focus: Focus) -> str:
        named, subject = with_its_name(self.mentions(question), focus, self.subjects)
        chances = self.router.chances(self.mentions(question)) if named else {}
        if sum(chances.get(kind, 0.0) for kind in ("select", "chain.history")) < _POSSIBLE:
            return ""
        plans = self.part_of(named, Focus()).plans
        decided = [
            plan for plan in plans if isinstance(plan, Select) and plan.where.deeds and plan.where.body == subject
        ]
        return named if decided else ""


_POSSIBLE = 0.15  # the chance of a list from which on all decisions may be asked for
