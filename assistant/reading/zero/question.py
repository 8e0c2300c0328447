"""A question as it was understood: its references, its dates, its intent. Rules only, no language model."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from assistant.reading.zero.words.asides import without_asides, years_in_full
from assistant.reading.zero.words.intent import (
    Intent,
    Order,
    asks_of_the_present,
    intent_of,
    listed_verbs_of,
    order_of,
    verbs_of,
    wants_binding,
    wants_decision,
    wants_number,
    wants_term,
)
from assistant.reading.zero.words.list_words import asks_for_resolutions
from assistant.reading.zero.words.voting_words import without_the_vote
from assistant.terms import stem
from assistant.understanding.days import Day, dates_of, times_of, years_of
from assistant.understanding.periods import Period, period_of
from assistant.understanding.references import (
    Known,
    blank,
    names_a_body,
    names_a_regime,
    names_a_year,
    of_another_organ,
    outside_documents,
    references_in,
    statements_in,
)
from ingest.citation import Found, find_citations


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    ``references`` name what exists or might exist in a resolution that exists; ``unknown`` name resolutions that do
    not exist; ``outside`` are documents of other organs. ``topic`` is the question without its references: what is
    searched. ``year_from`` and ``year_to`` bound the answer; ``dates`` are evidence only, and so is
    ``then``: when what is meant may have been adopted. ``wants_term``
    tells that it asks how long or until when, ``wants_number`` how many or how much; ``verbs`` are stems of operative verbs in it.
    ``regimes`` are the numbers that stand for the sanctions that go back to them ("the 1267 list").
    """

    asked: str
    standalone: str
    references: tuple[Found, ...] = ()
    unknown: tuple[Found, ...] = ()
    outside: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    intent: Intent = Intent.SEARCH
    topic: str = ""
    dates: tuple[Day, ...] = ()
    then: tuple[Day, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    period: Period | None = None
    order: Order = Order.ANY
    present: bool = False
    wants_decision: bool = False
    wants_term: bool = False
    wants_number: bool = False
    wants_binding: bool = False
    verbs: tuple[str, ...] = ()
    listed_words: tuple[str, ...] = ()
    regimes: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The resolutions that are named, each once, in order."""
        return tuple(dict.fromkeys(found.pinpoint.resolution for found in self.references))

    @property
    def of_its_regimes(self) -> Question:
        """The question without the numbers that stand for a regime: what holds there may stand in any later text."""
        if not self.regimes:
            return self
        return replace(self, references=tuple(f for f in self.references if f.pinpoint.resolution not in self.regimes))

    @property
    def listed_verbs(self) -> tuple[str, ...]:
        """The stems of :attr:`listed_words`, the verbs whose every use is asked for."""
        return tuple(stem(word.lower().replace("authoris", "authoriz")) for word in self.listed_words)

    @property
    def searched(self) -> str:
        """What is searched: the whole question, without the words that only ask for the vote."""
        return without_the_vote(self.standalone) if self.intent is Intent.VOTE else self.standalone

    @property
    def paragraphs(self) -> tuple[Found, ...]:
        """The references that name a paragraph, an annex, a part or a section."""
        return tuple(f for f in self.references if f.pinpoint.kind is not None or f.pinpoint.part or f.section)


def understand(standalone: str, *, known: Known, asked: str = "", years: Collection[int] = ()) -> Question:
    """Read a question that stands for itself. ``known`` tells which resolution numbers exist; ``years`` are numbers in it
    that mean years, and no resolutions."""
    standalone = years_in_full(standalone)
    if asks_for_resolutions(standalone):
        standalone = without_asides(standalone)
    references = [f for f in references_in(standalone, known) if f.pinpoint.resolution not in years]
    others = of_another_organ(standalone)
    references = [f for f in references if not any(start <= f.start < end for start, end in others)]
    if asks_for_resolutions(standalone):  # "which resolutions extended the 1540 Committee"
        references = [f for f in references if not names_a_body(standalone, f) and not names_a_year(standalone, f)]
    named = [
        *references,
        *(
            f
            for f in find_citations(standalone, known=lambda _: True)
            if not known(f.pinpoint.resolution)
            and f.pinpoint.resolution not in years
            and not any(start <= f.start < end for start, end in others)
        ),
    ]
    dates = dates_of(blank(standalone, named))
    year_from, year_to = years_of(blank(standalone, named))
    topic = re.sub(r"\s+", " ", _LABELS.sub(" ", blank(standalone, named))).strip(" ?.,;:-")
    return Question(
        asked=asked or standalone,
        standalone=standalone,
        references=tuple(references),
        unknown=tuple(f for f in named if f not in references),
        outside=tuple(outside_documents(standalone)),
        statements=tuple(statements_in(standalone)),
        intent=intent_of(standalone, topic, references),
        topic=topic,
        dates=tuple(dates),
        then=tuple(times_of(blank(standalone, named))),
        year_from=year_from,
        year_to=year_to,
        period=period_of(blank(standalone, named)),
        order=order_of(topic),
        present=asks_of_the_present(topic),
        wants_decision=wants_decision(topic),
        wants_term=wants_term(topic),
        wants_number=wants_number(topic),
        wants_binding=wants_binding(topic),
        verbs=verbs_of(topic),
        listed_words=listed_verbs_of(topic),
        regimes=tuple(f.pinpoint.resolution for f in references if names_a_regime(standalone, f)),
    )


# "resolution" and "paragraph" that stood before a reference and lost it.
_LABELS = re.compile(r"\b(?:security council |UNSC )?resolutions?\s*(?=[?.,;:]|$|\s{2})", re.IGNORECASE)
