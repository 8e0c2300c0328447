"""How the Council voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, ClassVar

from pydantic import Field

from assistant.checking.tokens import Token
from assistant.operations.conditions import Conditions, votes_so
from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of
from assistant.operations.result import Result, Witness
from assistant.operations.search import Search
from assistant.plan import Plan, Resolutions, Subject, SubjectKind, Voting, Where
from assistant.records.draft_matters import stood_so
from assistant.records.votes import position_of
from assistant.retrieval.evidence import Evidence
from ingest.annotations import Action
from ingest.council import SEATS
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote
from vectorstore.catalogue import Catalogue

_CLEARLY = 0.9  # the chance of a text that is searched for from which on it is surely meant
_OTHERS = 3  # resolutions that may be meant instead
_SHOWN = 5  # resolutions and drafts whose votes are told in full
# of the best score: so near is a resolution that may be meant; one that has the vote that is said may be farther
_NEAR, _LIKELY = 0.8, 0.6


class Votes(Plan):
    """The vote on resolutions: the count, and who voted how. ``where`` finds them, and ``drafts`` that were not adopted, by their
    time and matter; ``text`` finds one by a search, of that time if there is one, where nothing was adopted on the matter."""

    op: ClassVar[str] = "votes"
    example: ClassVar[dict[str, Any]] = {"resolutions": [1973], "members": ["DEU"]}
    resolutions: Resolutions = Field(default=(), description="Numbers of resolutions, or a plan that finds them.")
    drafts: tuple[str, ...] = Field(default=(), description="Symbols of drafts that were not adopted.")
    members: tuple[str, ...] = Field(default=(), description="Members (ISO 3166 alpha-3) whose position is told first.")
    where: Where | None = Field(
        default=None,
        description="Conditions on the resolutions and on drafts that failed; where none was adopted, the text is searched for.",
    )
    text: str = Field(
        default="", max_length=4000, description="What one resolution is on, in words: it is searched for."
    )
    others: tuple[int, ...] = Field(
        default=(), description="Resolutions that may be meant instead, where it is not sure that the first is."
    )
    guessed: bool = Field(
        default=False, description="Whether nothing tells for sure that the resolution is meant: it is told so."
    )
    subject: Subject | None = Field(
        default=None, description="The body or measures as a decision on which the resolution is taken: it is told so."
    )
    newest: bool = Field(
        default=False, description="Whether of a text that is renewed again and again the newest renewal is meant."
    )
    reasons: bool = Field(
        default=False, description="Whether it is asked why members voted so, which no resolution tells."
    )
    voting: Voting | None = Field(
        default=None,
        description="How the vote on it is said to have gone: of resolutions that fit nearly as well, the first with such a vote.",
    )

    @property
    def numbers(self) -> tuple[int, ...]:
        """The resolutions that are given by number."""
        return self.resolutions if isinstance(self.resolutions, tuple) else ()

    def run(self, corpus: Corpus) -> VotesResult:
        """The records of the votes. Raises :class:`~assistant.errors.NotThere` for a resolution that does not exist."""
        assert not isinstance(self.resolutions, Plan)
        named: list[Resolution] = records_of(self._meant(corpus.catalogue), corpus)
        kept, drafts = self._put_to_the_vote(corpus)
        searched = Evidence((), {}) if kept or not self.text else self._searched(corpus, then=bool(drafts))
        if searched.hits:
            number = voted_on(searched, self.voting if not self.newest else None, corpus.catalogue)
            named += records_of([_renewed(number, searched, corpus) if self.newest else number], corpus)
        records, most = [*named, *kept], max(_SHOWN, len(named))
        others = (
            (*self.numbers, *self.others) if self.others else tuple(dict.fromkeys(map(resolution_of, searched.keys)))
        )
        keys = searched.keys or tuple(str(record.number) for record in records)
        return VotesResult(
            plan=self,
            votes=tuple((record.number, record.vote) for record in records[:most]),
            drafts=tuple(drafts[:_SHOWN]),
            more=max(0, len(records) - most) + max(0, len(drafts) - _SHOWN),
            witnesses=tuple(Witness(key=key) for key in keys),
            resolutions=tuple(record.number for record in records),
            others=tuple(number for number in others if number not in {record.number for record in named})[:_OTHERS],
            found=bool(records or drafts),
            searched=bool(searched.hits),
            clearly=bool(searched.hits) and searched.chance_of({record.number for record in named}) >= _CLEARLY,
        )

    def _put_to_the_vote(self, corpus: Corpus) -> tuple[list[Resolution], list[RejectedDraft]]:
        """What was adopted under the conditions, and the drafts that are named or failed under them."""
        drafts = [each for each in corpus.catalogue.rejected_drafts() if each.symbol in self.drafts]
        if self.where is None or (self.text and not self.where.matter):
            return [], drafts
        conditions, stood = Conditions(corpus), self.where.voting or Voting()
        kept = conditions.resolutions(self.where)
        failed = [draft for draft in conditions.drafts(self.where) if stood_so(draft, stood)]
        return [*kept.records] if not kept.unread else [], [*drafts, *failed]

    def _searched(self, corpus: Corpus, *, then: bool) -> Evidence:
        """What a search finds in texts of the time that is named, nearly as good as the best; in others where there are none, unless something
        failed ``then``."""
        found = Search(text=self.text).run(corpus).evidence
        since, until = (self.where.since, self.where.until) if self.where is not None else (None, None)
        if since is None or until is None:
            return found
        near = [hit for hit in found.hits if hit.score >= _LIKELY * found.hits[0].score]
        records = ((hit, corpus.catalogue.record(found.paragraphs[hit.key].resolution)) for hit in near)
        hits = tuple(hit for hit, record in records if record and record.date and since <= record.date <= until)
        return replace(found, hits=hits) if hits or then else found

    def _meant(self, catalogue: Catalogue) -> tuple[int, ...]:
        """The resolutions that are given; of one with others that may be meant instead the first whose vote went as is said, if any did."""
        if self.voting is None or len(self.numbers) != 1:
            return self.numbers
        records = ((number, catalogue.record(number)) for number in (*self.numbers, *self.others))
        fits = (n for n, record in records if record and record.vote and votes_so(record.vote, self.voting))
        return (next(fits, self.numbers[0]),)


def _renewed(number: int, found: Evidence, corpus: Corpus) -> int:
    """The newest resolution in the chain in which the best paragraph of the resolution decides, else of the mission that it is on: it is
    renewed as a whole. The number itself where there is none, or where the paragraph ends what it is about."""
    best = next((hit.key for hit in found.hits if found.paragraphs[hit.key].resolution == number), "")
    subjects = corpus.generation.subjects
    on_missions = (each for each in subjects.deciding(str(number)) if each.subject.kind is SubjectKind.MISSION)
    entry = next(chain(subjects.deciding(best), on_missions), None)
    decided = [d for d in entry.decisions if d.date is not None and d.date <= corpus.day] if entry is not None else []
    ended = any(d.action is Action.END for d in decided if d.key == best)
    return number if ended or not decided else max(number, newest(decided).resolution)


def voted_on(evidence: Evidence, said: Voting | None, catalogue: Catalogue) -> int:
    """The resolution of the best paragraph; or of one nearly as good, where only the vote on that one went as is said."""
    near = (_NEAR if said is None else _LIKELY) * evidence.hits[0].score
    numbers = list(dict.fromkeys(evidence.paragraphs[hit.key].resolution for hit in evidence.hits if hit.score >= near))
    if said is None:
        return numbers[0]
    votes = {number: record.vote for number in numbers if (record := catalogue.record(number)) is not None}
    return next((number for number, vote in votes.items() if vote is not None and votes_so(vote, said)), numbers[0])


def went_so(said: Voting, record: Resolution, *, denied: bool, words: Sequence[Token]) -> bool | None:
    """Whether the vote on a resolution went as is said in some words; ``None`` where its record does not tell, or not with certainty: that it
    did, only where every number and position in them was read. What was adopted was not vetoed; a draft may have been."""
    vote = record.vote
    read_in_two_ways = denied and (0, 0) not in (said.no, said.abstain)  # "nobody voted against it"
    drafts = said.vetoed and any(each.word in ("draft", "drafts") for each in words)
    if vote is None or read_in_two_ways or drafts:
        return None
    stood = {code: position_of(code, vote) for code, _ in (*said.members, *said.any_of)}
    if said.vetoed or any((known := stood[code]) is not None and known[1] is not then for code, then in said.members):
        return False
    for code, known in stood.items():
        sat = not record.composition or {*SEATS.get(code, (code,))} & {*record.composition}
        if sat and known is None and not vote.without_vote:
            return None
    if not votes_so(vote, said):
        return False
    bounds = {f"#{count}" for pair in (said.yes, said.no, said.abstain) if pair for count in pair}
    counts = {each.norm for each in words if each.kind == "number" and len(each.norm) <= _A_COUNT}
    several = len({position for _, position in said.any_of}) > 1
    return None if counts - bounds or several else True


_A_COUNT = len("#15")


class VotesResult(Result):
    """``votes`` are (number, vote) in the order of the plan; the vote is ``None`` where it is not recorded. ``drafts`` were not
    adopted; ``more`` votes were found that are not told. ``others`` are resolutions that may be meant as well; ``searched``: the first was found by a search, ``clearly`` before all others."""

    votes: tuple[tuple[int, Vote | None], ...]
    drafts: tuple[RejectedDraft, ...] = ()
    more: int = 0
    others: tuple[int, ...] = ()
    searched: bool = False
    clearly: bool = False
