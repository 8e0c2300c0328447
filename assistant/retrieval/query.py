"""What is searched for: a text, with what is named in it and what is wanted of it. Whoever reads questions fills it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Self

from assistant.retrieval.wanted import (
    IN_TIME,
    Order,
    Value,
    asks_of_the_present,
    order_of,
    units_asked,
    values_asked,
    verbs_of,
    wants_decision,
    wants_exemption,
)
from assistant.terms import content_words
from assistant.understanding.days import Day, dates_of, times_of, years_of
from assistant.understanding.references import (
    Known,
    blank,
    names_a_regime,
    of_another_organ,
    references_in,
    statements_in,
)
from ingest.citation import Found, find_citations


@dataclass(frozen=True, slots=True)
class Query:
    """A text that is searched for.

    ``asked`` is as it was written, ``standalone`` as it stands for itself. ``references`` name what exists or might exist in
    a resolution that exists; ``unknown`` name resolutions that do not exist; ``statements`` are presidential statements.
    ``topic`` is the text without its references. ``year_from`` and ``year_to`` bound what is found; ``dates`` are evidence only, and so is
    ``then``: when what is meant may have been adopted. ``values`` are the kinds of values that it asks for, ``units`` the stems of what
    it asks the number of; ``verbs`` are stems of operative verbs in it.
    ``regimes`` are the numbers that stand for the sanctions that go back to them ("the 1267 list").
    """

    asked: str
    standalone: str
    references: tuple[Found, ...] = ()
    unknown: tuple[Found, ...] = ()
    statements: tuple[str, ...] = ()
    topic: str = ""
    dates: tuple[Day, ...] = ()
    then: tuple[Day, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    order: Order = Order.ANY
    present: bool = False
    wants_decision: bool = False
    values: frozenset[Value] = frozenset()
    units: frozenset[str] = frozenset()
    verbs: tuple[str, ...] = ()
    regimes: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The resolutions that are named, each once, in order."""
        return tuple(dict.fromkeys(found.pinpoint.resolution for found in self.references))

    @property
    def wants_term(self) -> bool:
        """Whether it asks how long or until when."""
        return not self.values.isdisjoint(IN_TIME)

    @property
    def wants_exemption(self) -> bool:
        """Whether it asks what a rule does not reach, and not for the rule."""
        return wants_exemption(self.topic)

    @property
    def wants_number(self) -> bool:
        """Whether it asks how many or how much."""
        return not self.values.isdisjoint((Value.SHARE, Value.COUNT))

    @property
    def of_its_regimes(self) -> Self:
        """The same without the numbers that stand for a regime: what holds there may stand in any later text."""
        if not self.regimes:
            return self
        return replace(self, references=tuple(f for f in self.references if f.pinpoint.resolution not in self.regimes))

    @property
    def paragraphs(self) -> tuple[Found, ...]:
        """The references that name a paragraph, an annex, a part or a section."""
        return tuple(f for f in self.references if f.pinpoint.kind is not None or f.pinpoint.part or f.section)

    @property
    def searched(self) -> str:
        """The words that are searched for."""
        return self.standalone

    @property
    def wants_words(self) -> bool:
        """Whether the words of a place that is named are wanted."""
        return bool(self.paragraphs)

    @property
    def wants_whole(self) -> bool:
        """Whether what a named resolution decides is wanted, as a whole."""
        return bool(self.references) and not self.paragraphs and not content_words(self.topic)


def named_in(text: str, known: Known, years: Collection[int] = ()) -> list[Found]:
    """What a text names of the resolutions that exist, and not of another organ; ``years`` are numbers in it that mean years."""
    others = of_another_organ(text)
    return [
        found
        for found in references_in(text, known)
        if found.pinpoint.resolution not in years and not any(start <= found.start < end for start, end in others)
    ]


def query_of(
    text: str,
    *,
    known: Known,
    asked: str = "",
    years: Collection[int] = (),
    references: Sequence[Found] | None = None,
) -> Query:
    """The query of a text that stands for itself. ``known`` tells which resolution numbers exist; ``years`` are numbers in
    it that mean years, and no resolutions; ``references`` are given where not all of :func:`named_in` count."""
    references = named_in(text, known, years) if references is None else references
    others = of_another_organ(text)
    unknown = [
        found
        for found in find_citations(text, known=lambda _: True)
        if not known(found.pinpoint.resolution)
        and found.pinpoint.resolution not in years
        and not any(start <= found.start < end for start, end in others)
    ]
    bare = blank(text, [*references, *unknown])
    topic = re.sub(r"\s+", " ", _LABELS.sub(" ", bare)).strip(" ?.,;:-")
    year_from, year_to = years_of(bare)
    return Query(
        asked=asked or text,
        standalone=text,
        references=tuple(references),
        unknown=tuple(found for found in unknown if found not in references),
        statements=tuple(statements_in(text)),
        topic=topic,
        dates=tuple(dates_of(bare)),
        then=tuple(times_of(bare)),
        year_from=year_from,
        year_to=year_to,
        order=order_of(topic),
        present=asks_of_the_present(topic),
        wants_decision=wants_decision(topic),
        values=values_asked(topic),
        units=units_asked(topic),
        verbs=verbs_of(topic),
        regimes=tuple(f.pinpoint.resolution for f in references if names_a_regime(text, f)),
    )


# "resolution" and "paragraph" that stood before a reference and lost it.
_LABELS = re.compile(r"\b(?:security council |UNSC )?resolutions?\s*(?=[?.,;:]|$|\s{2})", re.IGNORECASE)
