"""How the Council voted."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of
from assistant.operations.result import Coverage, Lack, Result, Witness
from assistant.plan import Plan, Resolutions
from ingest.resolution import Vote


class Votes(Plan):
    """The vote on resolutions: the count, and who voted how."""

    op: ClassVar[str] = "votes"
    resolutions: Resolutions
    members: tuple[str, ...] = Field(default=(), description="Members (ISO 3166 alpha-3) whose position is told first.")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The resolutions that are given by number."""
        return self.resolutions if isinstance(self.resolutions, tuple) else ()

    def run(self, corpus: Corpus) -> VotesResult:
        """The records of the votes. Raises :class:`~assistant.errors.NotThere` for a resolution that does not exist."""
        assert not isinstance(self.resolutions, Plan)
        records = records_of(self.resolutions, corpus)
        unknown = tuple(record.number for record in records if record.vote is None)
        return VotesResult(
            plan=self,
            votes=tuple((record.number, record.vote) for record in records),
            witnesses=tuple(Witness(key=str(record.number)) for record in records),
            resolutions=tuple(record.number for record in records),
            coverage=Coverage(
                looked_at=len(records),
                lacking=(Lack(what="the vote", count=len(unknown), numbers=unknown),) if unknown else (),
            ),
            corpus_end=corpus.last_day,
            found=bool(records),
        )


class VotesResult(Result):
    """``votes`` are (number, vote) in the order of the plan; the vote is ``None`` where it is not recorded."""

    votes: tuple[tuple[int, Vote | None], ...]
