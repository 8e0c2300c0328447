"""Whether what a question takes for granted holds: values against the record, then against the clauses that fit best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from assistant.answer import ClaimVerdict
from assistant.assumed.found import Finding, Ground
from assistant.assumed.in_text import by_text
from assistant.assumed.measures import has_such_measures
from assistant.assumed.names import wrong_in
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.operations.votes import went_so
from assistant.plan import Number, Plan, Voting
from assistant.reading.assumptions import Assumption, assumption_in, opens_with_an_auxiliary
from assistant.reading.conversation.pointers import points_at_a_text, with_the_text
from assistant.reading.view_words import has_word_of
from assistant.records.matters.use_of_force import asks_for_force, authorizing_force
from assistant.understanding.references import references_in
from ingest.annotations import Extent
from ingest.resolution import Paragraph, Resolution, TextStatus


class Check(Plan):
    """Whether a resolution says what a question takes for granted; undecided unless its text or record shows it."""

    op: ClassVar[str] = "check"
    example: ClassVar[dict[str, Any]] = {"claim": "It was adopted unanimously.", "resolution": 1973, "of_vote": True}
    claim: str = Field(
        min_length=1, max_length=4000, description="What is taken for granted, or the question whether it is so."
    )
    resolution: Number = Field(ge=1, description="The number of the resolution of which it is said.")
    of_vote: bool = Field(
        default=False, description="Whether it is said of the vote on the resolution, and of nothing else."
    )

    def run(self, corpus: Corpus, *, only_wrong: bool = False) -> CheckResult:
        """The verdict with the clause that shows it, or comes nearest. With ``only_wrong`` undecided too where it may hold: to tell that it
        does takes longer."""
        known = self._known(corpus)
        if known is not None and known.ground not in (Ground.DEED, Ground.SET_UP, Ground.ABSENT):
            return self._told(known)
        read = self._by_words(corpus, only_wrong=only_wrong and known is None)  # which tells the clause as well
        weaker = read.verdict is ClaimVerdict.UNDECIDED
        weaker |= (
            known is not None and known.verdict is read.verdict is ClaimVerdict.SILENT
        )  # and tells what it is silent on
        if known is not None and known.ground is Ground.SET_UP:
            weaker |= read.verdict is ClaimVerdict.HOLDS
        return self._told(known if known is not None and weaker else read)

    def by_what_is_known(self, corpus: Corpus) -> CheckResult:
        """The verdict of the record, and of what is known of the bodies and places that are named; the words of the text are not read."""
        return self._told(self._known(corpus) or _UNDECIDED)

    def _told(self, found: Finding) -> CheckResult:
        """The result that holds what was found."""
        return CheckResult(
            plan=self,
            verdict=found.verdict,
            ground=found.ground,
            witnesses=tuple(Witness(key=key) for key in found.keys),
            resolutions=(self.resolution,),
            found=found.verdict is not ClaimVerdict.UNDECIDED,
            voting=self._assumed.voting if found.ground is Ground.VOTE else None,
            names=found.names,
            there=found.there,
        )

    @property
    def _assumed(self) -> Assumption:
        spans = [(f.start, f.end) for f in references_in(self.claim, lambda number: number == self.resolution)]
        return assumption_in(self.claim, spans, of_vote=self.of_vote)

    def _known(self, corpus: Corpus) -> Finding | None:
        record, claim = corpus.catalogue.record(self.resolution), self._assumed
        if record is None:
            return _UNDECIDED
        if (known := _by_record(claim, record, of_vote=self.of_vote)) is not None:
            return known
        if claim.denied or record.status is not TextStatus.OFFICIAL:
            return None
        if (of_force := _by_use_of_force(self.claim, corpus.catalogue.paragraphs_of(record.number))) is not None:
            return of_force
        mentions = corpus.generation.reader.mentions(self.claim, corpus.day)
        if not mentions.references and points_at_a_text(self.claim):
            mentions = with_the_text(mentions, self.resolution)
        return wrong_in(mentions, record, corpus.generation, chapter_vii=bool(claim.chapter_vii))

    def _by_words(self, corpus: Corpus, *, only_wrong: bool) -> Finding:
        record = corpus.catalogue.record(self.resolution)
        if record is None:
            return _UNDECIDED
        read = by_text(self.claim, self._assumed, record, corpus.generation, only_wrong=only_wrong)
        if read.verdict is ClaimVerdict.SILENT and has_word_of(self.claim, "over"):
            return _UNDECIDED  # later texts tell whether something is over
        if read.verdict is ClaimVerdict.SILENT and not opens_with_an_auxiliary(self.claim):
            mentions = corpus.generation.reader.mentions(self.claim, corpus.day)
            if has_such_measures(mentions, corpus.catalogue.paragraphs_of(record.number), corpus.generation):
                return _UNDECIDED  # texts put into many words what is called an embargo
        return read


_UNDECIDED = Finding(ClaimVerdict.UNDECIDED, Ground.WORDS)


class CheckResult(Result):
    """The verdict, on what it rests, and as witness the clause that shows it, or comes nearest; ``voting`` is what is said of the
    vote, where it rests on that; ``names`` are those of bodies, places or measures on which it rests, ``there`` those that the text has, each
    with the keys of all paragraphs that have it."""

    verdict: ClaimVerdict
    ground: Ground
    voting: Voting | None = None
    names: tuple[str, ...] = ()
    there: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _by_record(claim: Assumption, record: Resolution, *, of_vote: bool) -> Finding | None:
    """What the record knows: the vote, and Chapter VII of the whole text."""
    if claim.voting is not None or of_vote:
        so = went_so(claim.voting, record, denied=claim.denied, words=claim.tokens) if claim.voting else None
        verdict = {None: ClaimVerdict.UNDECIDED, True: ClaimVerdict.HOLDS, False: ClaimVerdict.CONTRADICTED}[so]
        return Finding(verdict, Ground.VOTE, key=str(record.number) if so is not None else "")
    if claim.chapter_vii and len(claim.matter) <= _CHAPTER_ALONE:
        chapter = record.chapter_vii
        if chapter.extent is Extent.WHOLE and not chapter.article_only and chapter.keys:
            return Finding(ClaimVerdict.HOLDS, Ground.CHAPTER, key=chapter.keys[0])
        if chapter.extent is Extent.NONE and not chapter.articles and record.status is TextStatus.OFFICIAL:
            return Finding(ClaimVerdict.CONTRADICTED, Ground.CHAPTER, key=str(record.number))
        return Finding(ClaimVerdict.UNDECIDED, Ground.CHAPTER)
    return None


def _by_use_of_force(claim: str, rows: Sequence[Paragraph]) -> Finding | None:
    """Whether the text authorizes the use of force, where that is asked; ``None`` where it is not, or the text is not certain."""
    row, is_certain = authorizing_force(rows) if rows and asks_for_force(claim) else (None, False)
    if not is_certain:
        return None
    verdict = ClaimVerdict.SILENT if row is None else ClaimVerdict.HOLDS
    return Finding(verdict, Ground.USE_OF_FORCE, key=row.key if row is not None else "")


_CHAPTER_ALONE = 2  # words beside: "chapter", "VII"
