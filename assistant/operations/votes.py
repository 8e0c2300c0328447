"""How the Council voted."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from assistant.operations.conditions import Conditions
from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of
from assistant.operations.result import Coverage, Lack, Result, Witness
from assistant.plan import Plan, Resolutions, Where
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote

_SHOWN = 5  # resolutions and drafts whose votes are told in full


class Votes(Plan):
    """The vote on resolutions: the count, and who voted how. ``where`` finds them, and drafts that were not adopted, by their
    time and matter."""

    op: ClassVar[str] = "votes"
    resolutions: Resolutions = Field(default=(), description="Numbers of resolutions, or a plan that finds them.")
    members: tuple[str, ...] = Field(default=(), description="Members (ISO 3166 alpha-3) whose position is told first.")
    where: Where | None = Field(default=None, description="Conditions on the resolutions and on drafts that failed.")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The resolutions that are given by number."""
        return self.resolutions if isinstance(self.resolutions, tuple) else ()

    def run(self, corpus: Corpus) -> VotesResult:
        """The records of the votes. Raises :class:`~assistant.errors.NotThere` for a resolution that does not exist."""
        assert not isinstance(self.resolutions, Plan)
        named: list[Resolution] = records_of(self.resolutions, corpus)
        records, drafts, most = named, list[RejectedDraft](), max(_SHOWN, len(named))
        if self.where is not None:
            conditions = Conditions(corpus)
            kept = conditions.resolutions(self.where)
            records = [*named, *(kept.records if not kept.unread else ())]
            drafts = conditions.drafts(self.where)
        unknown = tuple(record.number for record in records if record.vote is None)
        return VotesResult(
            plan=self,
            votes=tuple((record.number, record.vote) for record in records[:most]),
            drafts=tuple(drafts[:_SHOWN]),
            more=max(0, len(records) - most) + max(0, len(drafts) - _SHOWN),
            witnesses=tuple(Witness(key=str(record.number)) for record in records),
            resolutions=tuple(record.number for record in records),
            coverage=Coverage(
                looked_at=len(records),
                lacking=(Lack(what="the vote", count=len(unknown), numbers=unknown),) if unknown else (),
            ),
            corpus_end=corpus.last_day,
            found=bool(records or drafts),
        )


class VotesResult(Result):
    """``votes`` are (number, vote) in the order of the plan; the vote is ``None`` where it is not recorded. ``drafts`` were not
    adopted; ``more`` votes were found that are not told."""

    votes: tuple[tuple[int, Vote | None], ...]
    drafts: tuple[RejectedDraft, ...] = ()
    more: int = 0
