"""Whether what a question takes for granted holds: values against the record, then against the clauses that fit best."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

import numpy as np
from pydantic import Field

from assistant.answer import ClaimVerdict
from assistant.assumed.clauses import Clause, clauses_near, weight_of
from assistant.assumed.found import Wrong
from assistant.assumed.names import wrong_in
from assistant.checking.paraphrase import ACTS, NEGATIONS
from assistant.checking.tokens import Token, tokens_of
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.operations.votes import went_so
from assistant.plan import Plan, Voting
from assistant.reading.assumptions import EXEMPTING, Assumption, assumption_in, quantities_in
from assistant.terms import stems
from assistant.understanding.references import references_in
from ingest.annotations import Extent
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph, Resolution, TextStatus

# Set on the half of tests/questions/claims.jsonl that is for it.
SILENT, FITS, SAYS_SO = 0.50, 0.62, 0.76
_SOMEHOW, _ENOUGH = (
    0.5,
    3,
)  # the least that every word of what holds is like one of the clause, and how many words there must be
_SAME_NAME = 0.8  # how like a place must be to one of the clause
_UNSAID, _LEAST_UNSAID = 0.6, 2  # a word that no clause has anything like, and how many make a silence
_WEAK = frozenset((Force.EXHORTATION, Force.EVALUATION))


class Ground(StrEnum):
    """On what a verdict rests."""

    VOTE = "vote"
    CHAPTER = "chapter"
    NUMBER = "number"
    DAY = "day"
    EXCLUSION = "exclusion"
    FORCE = "force"
    NAME = "name"
    FOUNDING = "founding"
    ENDING = "ending"
    EXTENSION = "extension"
    ROLE = "role"
    WORDS = "words"


class Check(Plan):
    """Whether a resolution says what a question takes for granted; undecided unless its text or record shows it."""

    op: ClassVar[str] = "check"
    claim: str = Field(
        min_length=1, max_length=4000, description="What is taken for granted, or the question whether it is so."
    )
    resolution: int = Field(ge=1, description="The number of the resolution of which it is said.")
    of_vote: bool = Field(
        default=False, description="Whether it is said of the vote on the resolution, and of nothing else."
    )

    def run(self, corpus: Corpus) -> CheckResult:
        """The verdict with the clause that shows it."""
        record = corpus.catalogue.record(self.resolution)
        spans = [(f.start, f.end) for f in references_in(self.claim, lambda number: number == self.resolution)]
        claim = assumption_in(self.claim, spans, of_vote=self.of_vote)
        verdict, ground, key = ClaimVerdict.UNDECIDED, Ground.WORDS, ""
        wrong: Wrong | None = None
        if record is not None:
            found = _by_record(claim, record, of_vote=self.of_vote)
            if found is None and not claim.denied and record.status is TextStatus.OFFICIAL:
                mentions = corpus.generation.reader.mentions(self.claim, corpus.day)
                wrong = wrong_in(mentions, record, corpus.generation, chapter_vii=bool(claim.chapter_vii))
                found = (wrong.verdict, Ground(wrong.ground), wrong.key) if wrong is not None else None
            verdict, ground, key = found or _by_text(self.claim, claim, record, corpus)
        return CheckResult(
            plan=self,
            verdict=verdict,
            ground=ground,
            witnesses=(Witness(key=key),) if key else (),
            resolutions=(self.resolution,),
            corpus_end=corpus.last_day,
            found=verdict is not ClaimVerdict.UNDECIDED,
            voting=claim.voting if ground is Ground.VOTE else None,
            names=wrong.names if wrong is not None else (),
        )


class CheckResult(Result):
    """The verdict, on what it rests, and as witness the clause that shows it, or comes nearest; ``voting`` is what is said of the
    vote, where it rests on that; ``names`` are those of bodies, places or measures on which it rests."""

    verdict: ClaimVerdict
    ground: Ground
    voting: Voting | None = None
    names: tuple[str, ...] = ()


_Found = tuple[ClaimVerdict, Ground, str]


def _by_record(claim: Assumption, record: Resolution, *, of_vote: bool) -> _Found | None:
    """What the record knows: the vote, and Chapter VII of the whole text."""
    if claim.voting is not None or of_vote:
        so = went_so(claim.voting, record, denied=claim.denied, words=claim.tokens) if claim.voting else None
        verdict = {None: ClaimVerdict.UNDECIDED, True: ClaimVerdict.HOLDS, False: ClaimVerdict.CONTRADICTED}[so]
        return verdict, Ground.VOTE, str(record.number) if so is not None else ""
    if claim.chapter_vii and len(claim.matter) <= _CHAPTER_ALONE:
        chapter = record.chapter_vii
        if chapter.extent is Extent.WHOLE and not chapter.article_only and chapter.keys:
            return ClaimVerdict.HOLDS, Ground.CHAPTER, chapter.keys[0]
        if chapter.extent is Extent.NONE and not chapter.articles and record.status is TextStatus.OFFICIAL:
            return ClaimVerdict.CONTRADICTED, Ground.CHAPTER, str(record.number)
        return ClaimVerdict.UNDECIDED, Ground.CHAPTER, ""
    return None


_CHAPTER_ALONE = 2  # words beside: "chapter", "VII"


def _by_text(asked: str, claim: Assumption, record: Resolution, corpus: Corpus) -> _Found:
    undecided = ClaimVerdict.UNDECIDED, Ground.WORDS, ""
    rows = [row for row in corpus.catalogue.paragraphs_of(record.number) if row.kind is not Kind.HEADING]
    if record.status is not TextStatus.OFFICIAL or not rows or not claim.matter:
        return undecided
    weights = np.array([weight_of(claim.tokens[at], corpus.generation.index) for at in claim.matter])
    clauses = clauses_near(asked, claim, weights, rows, corpus.generation.index)
    if not clauses:
        return undecided
    best = clauses[0]
    if best.fit >= FITS:
        wrong = _other_number(claim, best, rows) or _other_day(claim, best, rows, record)
        wrong = wrong or _excluded(claim, best) or _weaker(claim, clauses, {row.key: row for row in rows})
        if wrong is not None:
            return ClaimVerdict.CONTRADICTED, wrong, best.row.key
    nearest = np.max([each.alike for each in clauses], axis=0)
    own = np.array([claim.tokens[at].norm not in claim.names for at in claim.matter])
    unsaid = {
        claim.tokens[at].norm
        for at, like, counts in zip(claim.matter, nearest, own, strict=True)
        if counts and like < _UNSAID and claim.tokens[at].word not in ACTS
    }
    if len(unsaid) >= _LEAST_UNSAID and not claim.denied:
        said = float(nearest[own] @ weights[own] / weights[own].sum())
        if said <= SILENT and len(unsaid - stems(" ".join(row.words for row in rows))) >= _LEAST_UNSAID:
            return ClaimVerdict.SILENT, Ground.WORDS, best.row.key
    operative = best.row.kind is not Kind.PREAMBULAR
    named = bool(
        (best.alike[~own] >= _SAME_NAME).all()
    )  # "Does it call upon Azuria …", where it calls upon another one
    sure = (
        operative
        and named
        and best.fit >= SAYS_SO
        and float(best.alike.min()) >= _SOMEHOW
        and len(claim.matter) >= _ENOUGH
    )
    if sure and not claim.denied and not _denies(best.tokens) and _values_stand(claim, best, record):
        return ClaimVerdict.HOLDS, Ground.WORDS, best.row.key
    return undecided


def _other_number(claim: Assumption, best: Clause, rows: Sequence[Paragraph]) -> Ground | None:
    """A number where the clause has another one of the same unit, and only one, and the text has it nowhere."""
    here = quantities_in(best.tokens)
    for asked in claim.quantities:
        values = {each.value for each in here if each.unit == asked.unit}
        differs = len(values) == 1 and asked.value not in values
        if differs and not any(asked in quantities_in(tokens_of(row.words)) for row in rows):
            return Ground.NUMBER
    return None


def _other_day(claim: Assumption, best: Clause, rows: Sequence[Paragraph], record: Resolution) -> Ground | None:
    """A day where the clause has another one, and only one, and the text has it nowhere."""
    here = {token.norm for token in best.tokens if token.kind == "date"}
    adopted = f"@{record.date.isoformat()}" if record.date else ""
    for asked in claim.days:
        differs = asked != adopted and len(here) == 1 and asked not in here
        if differs and not any(token.norm == asked for row in rows for token in tokens_of(row.words)):
            return Ground.DAY
    return None


def _excluded(claim: Assumption, best: Clause) -> Ground | None:
    """What is asked for stands behind words of the clause that take it out, and not before them."""
    if claim.denied:
        return None
    start = next((at for at, token in enumerate(best.tokens) if _takes_out(best.tokens, at)), None)
    if start is None:
        return None
    before = {token.norm for token in best.tokens[:start]}
    behind = {token.norm for token in best.tokens[start:]}
    asked = {claim.tokens[at].norm for at in claim.matter}
    return Ground.EXCLUSION if len(asked & behind - before) >= _TAKEN_OUT else None


_TAKEN_OUT = 2  # words of the claim


def _takes_out(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    following = {each.norm for each in tokens[at + 1 : at + 3]}
    return token.norm in EXEMPTING or (token.word in NEGATIONS and "appli" in following)


def _denies(tokens: Sequence[Token]) -> bool:
    return any(token.word in _DENYING or token.norm in EXEMPTING for token in tokens)


_DENYING = NEGATIONS - {"without", "non"}  # "without delay" denies nothing


def _weaker(claim: Assumption, clauses: Sequence[Clause], rows: dict[str, Paragraph]) -> Ground | None:
    """Something is said to be ordered where the clause only asks for it, and no clause that fits as well orders it."""
    if not claim.binding:
        return None
    rivals = [each for each in clauses if each.fit >= clauses[0].fit - _AS_WELL]
    forces = [_force(each.row, rows) for each in rivals]
    ordered = any(token.word in ("decides", "shall", "demands") for each in rivals for token in each.tokens)
    return Ground.FORCE if all(force in _WEAK for force in forces) and not ordered else None


_AS_WELL = 0.12


def _force(row: Paragraph, rows: dict[str, Paragraph]) -> Force | None:
    """The force of a paragraph, or of the opening words above it."""
    while row.force is None and row.pinpoint.parent is not None and row.pinpoint.parent.key in rows:
        row = rows[row.pinpoint.parent.key]
    return row.force


def _values_stand(claim: Assumption, best: Clause, record: Resolution) -> bool:
    """Whether every number and day of the claim stands in the clause; force is left to the reader."""
    here = quantities_in(best.tokens)
    dates = {token.norm for token in best.tokens if token.kind == "date"}
    adopted = f"@{record.date.isoformat()}" if record.date else ""
    return all(each in here for each in claim.quantities) and all(day in dates | {adopted} for day in claim.days)
