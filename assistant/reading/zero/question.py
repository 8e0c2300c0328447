"""A question as it was understood: its references, its dates, its intent. Rules only, no language model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

from assistant.reading.zero.words.asides import without_asides, years_in_full
from assistant.reading.zero.words.deed_words import deeds_asked
from assistant.reading.zero.words.intent import Intent, intent_of, listed_verbs_of, wants_binding
from assistant.reading.zero.words.list_words import asks_for_resolutions
from assistant.reading.zero.words.voting_words import without_the_vote
from assistant.retrieval.query import Query, named_in, query_of
from assistant.terms import stem
from assistant.understanding.periods import Period, period_of
from assistant.understanding.references import Known, blank, names_a_body, names_a_year, outside_documents

_ABOUT_OTHERS = frozenset({Intent.CITING, Intent.CITED, Intent.LIST, Intent.COUNT})
_WITHOUT_TEXTS = frozenset({Intent.LIST, Intent.COUNT, Intent.VOTE})


@dataclass(frozen=True, slots=True)
class Question(Query):
    """A question as it was understood: what is searched, and its kind.

    ``outside`` are documents of other organs.
    """

    outside: tuple[str, ...] = ()
    intent: Intent = Intent.SEARCH
    period: Period | None = None
    wants_binding: bool = False
    listed_words: tuple[str, ...] = ()

    @property
    def listed_verbs(self) -> tuple[str, ...]:
        """The stems of :attr:`listed_words`, the verbs whose every use is asked for."""
        return tuple(stem(word.lower().replace("authoris", "authoriz")) for word in self.listed_words)

    @property
    def searched(self) -> str:
        """What is searched: the whole question, without the words that only ask for the vote."""
        return without_the_vote(self.standalone) if self.intent is Intent.VOTE else self.standalone

    @property
    def told_of(self) -> tuple[int, ...]:
        """The resolutions that are named, where what is asked of them does not stand in others."""
        return () if self.intent in _ABOUT_OTHERS else self.numbers

    @property
    def from_texts(self) -> bool:
        """Whether the answer stands in a paragraph."""
        return self.intent not in _WITHOUT_TEXTS

    @property
    def wants_words(self) -> bool:
        return self.intent is Intent.LOOKUP

    @property
    def wants_whole(self) -> bool:
        return self.intent is Intent.OVERVIEW


def understand(standalone: str, *, known: Known, asked: str = "", years: Collection[int] = ()) -> Question:
    """Read a question that stands for itself. ``known`` tells which resolution numbers exist; ``years`` are numbers in it
    that mean years, and no resolutions."""
    standalone = years_in_full(standalone)
    if asks_for_resolutions(standalone):
        standalone = without_asides(standalone)
    references = named_in(standalone, known, years)
    if asks_for_resolutions(standalone):  # "which resolutions extended the 1540 Committee"
        references = [f for f in references if not names_a_body(standalone, f) and not names_a_year(standalone, f)]
    query = query_of(standalone, known=known, asked=asked, years=years, references=references)
    topic = query.topic
    query = replace(query, deeds=tuple(deed.written for deed in deeds_asked(topic)))
    return Question(
        **{field.name: getattr(query, field.name) for field in fields(Query)},
        outside=tuple(outside_documents(standalone)),
        intent=intent_of(standalone, topic, references),
        period=period_of(blank(standalone, [*references, *query.unknown])),
        wants_binding=wants_binding(topic),
        listed_words=listed_verbs_of(topic),
    )
