"""Where a term is defined."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, InstanceOf

from assistant.draft import Draft
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Plan
from assistant.reading.zero.kinds.definitions import defined, stands_for
from assistant.reading.zero.question import Question, understand


class Define(Plan):
    """The text that defines a term, or the name that an acronym stands for."""

    op: ClassVar[str] = "define"
    term: str = Field(min_length=1, max_length=100, description="The term, as the texts write it.")
    resolution: int | None = Field(default=None, description="Only in this resolution.")

    def run(self, corpus: Corpus) -> DefineResult:
        """The defining paragraphs, those of the newest texts first."""
        asked = f"{self.term} resolution {self.resolution}" if self.resolution else self.term
        question: Question = understand(asked, known=corpus.generation.knows)
        draft = stands_for(self.term, corpus.catalogue) if self.term.isupper() else None
        draft = draft or defined(self.term, question, corpus.catalogue)
        keys = draft.evidence if draft else ()
        return DefineResult(
            plan=self,
            draft=draft,
            witnesses=tuple(Witness(key=key) for key in keys),
            corpus_end=corpus.last_day,
            found=draft is not None,
        )


class DefineResult(Result):
    """``draft`` tells the definition; ``None`` where no text defines the term."""

    draft: InstanceOf[Draft] | None = Field(default=None, exclude=True)
