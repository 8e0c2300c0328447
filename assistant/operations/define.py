"""Where a term is defined."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field, InstanceOf

from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Number, Plan
from assistant.records.definitions import Naming, defining, naming
from ingest.resolution import Paragraph

_CAPITALS = 2  # of the first word of an acronym


class Define(Plan):
    """The text that defines a term, or the name that an acronym stands for."""

    op: ClassVar[str] = "define"
    example: ClassVar[dict[str, Any]] = {"term": "UNMISS"}
    term: str = Field(min_length=1, max_length=100, description="The term, as the texts write it.")
    resolutions: tuple[Number, ...] = Field(default=(), description="Only in these resolutions; none: in all.")

    def run(self, corpus: Corpus) -> DefineResult:
        """The name that an acronym stands for; else the defining paragraphs, of all resolutions the newest first."""
        acronym = sum(map(str.isupper, self.term.split(maxsplit=1)[0])) >= _CAPITALS
        named = naming(self.term, corpus.catalogue) if acronym else None
        rows = defining(self.term, corpus.catalogue, self.resolutions) if named is None else []
        keys = [named.first.row.key] if named is not None else [row.key for row in rows]
        return DefineResult(
            plan=self,
            naming=named,
            rows=tuple(rows),
            witnesses=tuple(Witness(key=key) for key in keys),
            found=bool(keys),
        )


class DefineResult(Result):
    """``naming`` says what an acronym stands for; ``rows`` are the paragraphs that define, oldest first, preambular ones last."""

    naming: InstanceOf[Naming] | None = Field(default=None, exclude=True)
    rows: tuple[InstanceOf[Paragraph], ...] = Field(default=(), exclude=True)
