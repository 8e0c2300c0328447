"""The words of what is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from assistant.checking.paraphrase import ACTS, REPORTING
from assistant.operations.corpus import Corpus
from assistant.operations.places import numbers_in, pinpoint_of, record_of
from assistant.operations.result import Result, Witness
from assistant.plan import Places, Plan
from assistant.records.articles import articles_of
from assistant.retrieval.evidence import in_section
from assistant.terms import content_stems, content_words, stem, stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph


class Lookup(Plan):
    """The words of paragraphs, annexes, parts, sections or annexed articles; of a resolution as a whole what it decides. What is not
    there is told with what there is instead."""

    op: ClassVar[str] = "lookup"
    example: ClassVar[dict[str, Any]] = {"places": ["1325/op1"]}
    places: Places
    section: str = Field(default="", max_length=80, description="The label of a section of these resolutions: C.")
    article: str = Field(
        default="", max_length=20, description="The number of an article of what is annexed to these resolutions."
    )
    about: str = Field(
        default="",
        max_length=1000,
        description="What is said to stand there: tells articles of one number apart, and what is meant where a place is missing.",
    )

    def run(self, corpus: Corpus) -> LookupResult:
        """The rows at each place. Raises :class:`~assistant.errors.NotThere` for a resolution that does not exist."""
        assert not isinstance(self.places, Plan)
        found = {place: self._at(place, corpus) for place in self.places}
        missing = tuple(place for place, rows in found.items() if not rows)
        sought = missing[:_SOUGHT] if self.about else ()
        spoken = {place: row.key for place in sought if (row := self._spoken_of(place, corpus)) is not None}
        rows = {place: tuple(row.key for row in rows) for place, rows in found.items() if rows}
        return LookupResult(
            plan=self,
            rows=rows,
            missing=missing,
            spoken=spoken,
            witnesses=tuple(Witness(key=key) for keys in (*rows.values(), tuple(spoken.values())) for key in keys),
            resolutions=numbers_in(self.places),
            found=bool(rows),
        )

    def _at(self, place: str, corpus: Corpus) -> Sequence[Paragraph]:
        pinpoint = pinpoint_of(place)
        rows = corpus.catalogue.paragraphs_of(record_of(pinpoint.resolution, corpus).number)
        if self.article:
            meant = [held for number, held in articles_of(rows) if number == self.article and held]
            return max(meant, key=self._likeness, default=[])
        if self.section:
            return in_section(rows, self.section)
        if pinpoint.kind is None and not pinpoint.part:
            return rows
        named = corpus.catalogue.resolve(pinpoint)
        if len(named) > 1:  # a whole part or annex
            return named
        return [row for head in named for row in (head, *corpus.catalogue.subparagraphs(head.key))]

    def _likeness(self, rows: Sequence[Paragraph]) -> int:
        """How many words of :attr:`about` stand in an article or in the headings above it."""
        return len({*content_stems(self.about)} & stems(" ".join([*(row.text for row in rows), *rows[0].section])))

    def _spoken_of(self, place: str, corpus: Corpus) -> Paragraph | None:
        """The paragraph that holds most of the words of :attr:`about` that tell paragraphs apart; none where these are few of them."""
        rows = corpus.catalogue.paragraphs_of(pinpoint_of(place).resolution)
        asked = {stem(word) for word in content_words(self.about) if word not in REPORTING} - _OF_THE_COUNCIL
        held = {row.key: asked & stems(row.words) for row in rows if row.kind in (Kind.OPERATIVE, Kind.ANNEX)}
        telling = {word for word in asked if 0 < sum(word in each for each in held.values()) <= _RARE}
        best = max(rows, key=lambda row: len(held.get(row.key, set()) & telling), default=None)
        return best if best is not None and telling and 2 * len(held.get(best.key, ())) >= len(asked) else None


_OF_THE_COUNCIL = frozenset(stem(verb) for verb in (*ACTS, *ACTS.values()))  # what it does in any paragraph
_SOUGHT = 50  # places that are missing for which the paragraph is sought that is meant
_RARE = 2  # in at most so many paragraphs a word must stand to tell which one is meant


class LookupResult(Result):
    """``rows`` are the keys at each place, in document order; ``missing`` the places that do not exist, ``spoken`` for the first 50 of
    these the paragraph that speaks of what is said to stand there."""

    rows: dict[str, tuple[str, ...]]
    missing: tuple[str, ...] = ()
    spoken: dict[str, str] = Field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        return True  # that a text does not have a place is known
