"""What is out of reach."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Subject
from assistant.reading.acts import act_asked_for
from ingest.mandates.chain import newest


class Reason(StrEnum):
    """Why a question is out of reach: what it asks for."""

    NO_RESOLUTION = "a resolution that does not exist"
    STATEMENT = "a presidential statement"
    DOCUMENT = "a document of another organ"
    ACT = "an act of another organ"
    LATER = "what came after the last text"
    SAID = "a statement to the press or of the President of the Council"
    COURT = "a decision of a court"
    REPORT = "a report to the Council"
    LETTER = "a letter, a report or a paper"
    MEETING = "a record of what was said in a meeting"
    TREATY = "a treaty, a declaration or a law"
    ORGAN = "what another organ did"
    LAW = "a law of a State or of a union of States"
    MADE_UP = "something that is to be made up"
    OWN_SAKE = "something that is written or translated for its own sake"
    FUTURE = "what will be decided"
    OPINION = "an opinion"
    OTHER = "something other than what resolutions say"
    KNOWLEDGE = "a fact of general knowledge"


class Decline(Plan):
    """Say that a question cannot be answered from resolutions of the Council, and why."""

    op: ClassVar[str] = "decline"
    reason: Reason = Field(default=Reason.OTHER, description="What is asked for.")
    of: tuple[str, ...] = Field(
        default=(), max_length=20, description="Its names, where it has one: numbers, symbols, a document, a month."
    )

    about: Subject | None = Field(
        default=None, description="Whose newest decision is told where later ones are asked for."
    )

    def run(self, corpus: Corpus) -> Result:
        """A result without anything found; of acts of other organs the texts of the Council that bear on them, of what came after the
        last text the newest decision on the same."""
        acts = [act_asked_for(name) for name in self.of] if self.reason is Reason.ACT else []
        related = dict.fromkeys(key for act in acts if act is not None for key in act.related)
        if self.reason is Reason.ACT:  # a resolution of the Council that bears the number of the act
            related |= dict.fromkeys(name for name in self.of if name.isdecimal())
        entry = corpus.generation.subjects.entry(self.about, corpus.day) if self.about is not None else None
        decided = [each for each in entry.decisions if each.date and each.date <= corpus.day] if entry else []
        if decided:
            related |= {newest(decided).key: None}
        return Declined(plan=self, witnesses=tuple(Witness(key=key) for key in related), found=False)


class Declined(Result):
    """Nothing is found, and that is the answer."""

    @property
    def is_sure(self) -> bool:
        return True
