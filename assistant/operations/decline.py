"""What is out of reach."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.result import Result
from assistant.plan import Plan


class Decline(Plan):
    """Say that a question cannot be answered from resolutions of the Council, and why."""

    op: ClassVar[str] = "decline"
    reason: str = Field(
        default="It is not on resolutions of the Security Council.", max_length=300, description="Why, in a sentence."
    )

    def run(self, corpus: Corpus) -> Result:
        """A result without anything found."""
        return Result(plan=self, corpus_end=corpus.last_day, found=False)
