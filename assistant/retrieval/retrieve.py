"""Structure before similarity: what is named is looked up, the rest is searched and weighed.

``named paragraph`` → its row; ``named resolution`` → search among its bare paragraphs; otherwise lexical and dense
search over all paragraphs and whole resolutions. The order is learned from what is known of each paragraph that was found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.retrieval.evidence import Evidence, each_once, in_section, matter_in
from assistant.retrieval.features import Known, known_of, wants_newest
from assistant.retrieval.likely import Asked, Columns, columns_at_once
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.names.regime_places import places_of
from assistant.retrieval.order import Order, Projection, chances_of, group, scores_of, trained
from assistant.retrieval.pool import Pool, Values, pool_of
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.retold import events_meant
from assistant.retrieval.settings import RetrievalSettings
from assistant.retrieval.traits import Traits
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import content_words
from ingest.annotations import BodyKind
from ingest.pinpoint import Kind, paragraph_of
from ingest.resolution import Paragraph
from vectorstore.columns import Rows
from vectorstore.filters import Filters
from vectorstore.index import Hit, Index
from vectorstore.scope import Scope

_OF_A_REGIME = frozenset((BodyKind.MEASURES, BodyKind.COMMITTEE, BodyKind.PANEL))
_NAMED = 20  # resolutions that are named and searched, each by itself; hardly more could stand in the evidence
_RARE, _FEW = 8.0, 3  # the rarity of a word, which about 20 of 70,000 paragraphs have; resolutions that alone have it
_FIRST = 5  # hits whose likeness to the question is looked at


class ResolutionRetriever(BaseRetriever):
    """A llama-index retriever over one generation of the index; each node is one paragraph, its id the key."""

    def __init__(self, index: Index, settings: RetrievalSettings) -> None:
        super().__init__()
        self._index = index
        self._catalogue = index.catalogue
        self._settings = settings
        catalogue = index.catalogue
        self._names = Names(index.names, lambda phrase: int(catalogue.texts.holds(phrase).sum()))
        self._numbers = frozenset(index.catalogue.numbers())
        self._traits = Traits(index.catalogue, len(index.measures.keys))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = query_of(query_bundle.query_str, known=self._numbers.__contains__)
        found = self.evidence(question)
        return [NodeWithScore(node=_node(found.paragraphs[hit.key]), score=hit.score) for hit in found.hits]

    def evidence(
        self,
        question: Query,
        *,
        filters: Filters | None = None,
        as_of: dt.date | None = None,
        among: Collection[int] = (),
    ) -> Evidence:
        """The evidence for a question, at most ``retrieval.evidence`` hits. ``as_of`` leaves out what came later; ``among`` are
        resolutions to which the search is restricted, where there are any."""
        scope = self._scope(question, filters, as_of)
        if among:
            scope = self._index.scope_of(set(among) if scope is None else set(among) & scope.numbers)
        if question.regimes and (scope is None or (scope.kind is None and scope.leading is None)):
            scope = self._of_the_regimes(question, scope) or scope
        numbers = [number for number in question.numbers if scope is None or number in scope.numbers]
        if filters is not None and filters.resolution is not None:
            numbers = [filters.resolution] if scope is not None and filters.resolution in scope.numbers else []
        first = self._looked_up(question, scope)
        inside, chances = self._inside(question, numbers[:_NAMED], scope)
        similarity = 0.0
        only_inside = question.wants_words or question.wants_whole or bool(filters and filters.resolution)
        if numbers and only_inside:
            everywhere: list[Hit] = []
        else:
            everywhere, similarity, of_all = self._everywhere(question, scope)
            chances = of_all if not numbers else chances
        if numbers:  # what is named comes first; a share is kept for what other resolutions say
            inside = inside[: int(self._settings.evidence * 0.7) if everywhere else None]
        hits = each_once([*first, *inside, *everywhere])[: self._settings.evidence]
        named = tuple(dict.fromkeys(hit.key for hit in first[: self._settings.evidence]))
        rows, known = self._catalogue.paragraphs([hit.key for hit in hits]), self._index.with_vector
        by_words = known is not None and any(hit.key not in known for hit in hits[:_FIRST])
        return Evidence(tuple(hits), rows, similarity, named, by_words, chances, left=max(0, len(numbers) - _NAMED))

    def _of_the_regimes(self, question: Query, within: Scope | None) -> Scope | None:
        """The texts on the sanctions for which numbers stand ("the 9101 list"), and those few that alone have a word of the question, as the
        name of one who is listed; ``None`` where none is known."""
        on_sanctions = [d for d in self._catalogue.mandates() if d.kind in _OF_A_REGIME and d.place]
        places = {
            each for d in on_sanctions if d.resolution in question.regimes for each in places_of(d.place, d.resolution)
        }
        numbers = {d.resolution for d in on_sanctions if d.place in places} | {*question.regimes, *question.numbers}
        numbers |= self._alone_having(question.topic) if places else set()
        numbers = numbers if within is None else numbers & within.numbers
        return self._index.scope_of(numbers) if places and numbers else None

    def _alone_having(self, topic: str) -> set[int]:
        """The resolutions that have a word of a topic that no more than a few have."""
        rare = [word for word in dict.fromkeys(content_words(topic)) if self._index.rarity(word) >= _RARE]
        having = map(self._catalogue.texts.resolutions, rare)
        return {number for numbers in having if len(numbers) <= _FEW for number in numbers}

    def _scope(self, question: Query, filters: Filters | None, as_of: dt.date | None) -> Scope | None:
        """What the filters let through, within the years of the question and adopted by ``as_of``; ``None`` for all."""
        bounds = (filters or Filters()).within(question.year_from, question.year_to, as_of)
        return None if bounds == Filters() else self._index.scope(bounds)

    def _looked_up(self, question: Query, scope: Scope | None) -> list[Hit]:
        rows: list[Paragraph] = []
        for found in question.paragraphs:
            if scope is not None and found.pinpoint.resolution not in scope.numbers:
                continue
            if found.section:
                rows += in_section(self._catalogue.paragraphs_of(found.pinpoint.resolution), found.section)
            else:
                exact = self._catalogue.resolve(found.pinpoint)
                rows += [row for each in exact for row in (each, *self._catalogue.subparagraphs(each.key))]
        return [Hit(row.key, 2.0) for row in rows if row.kind is not Kind.HEADING and _within(row.key, scope)]

    def _inside(
        self, question: Query, numbers: Sequence[int], scope: Scope | None
    ) -> tuple[list[Hit], dict[str, float]]:
        """The paragraphs of the named resolutions, all of them, best first, with their chances within each; several resolutions take turns."""
        ranked = [self._inside_one(question, number, scope) for number in numbers]
        most = max((len(hits) for hits, _ in ranked), default=0)
        hits = [hit for turn in range(most) for found, _ in ranked for hit in found[turn : turn + 1]]
        return hits, {key: chance for _, chances in ranked for key, chance in chances.items()}

    def _inside_one(self, question: Query, number: int, scope: Scope | None) -> tuple[list[Hit], dict[str, float]]:
        asked, pool = self.pool_inside(question, number, scope)
        if not len(pool.rows):
            return [], {}
        known = self.known(asked, pool)
        worth = trained().inside.worth(known.columns) + self.along(self._index.vector(asked.searched), pool)
        scores = scores_of(known, worth)
        return group(scores, self._above(scores, scope), None), chances_of(known, worth)

    def pool_inside(self, question: Query, number: int, scope: Scope | None = None) -> tuple[Asked, Pool]:
        """All paragraphs of a resolution, with what is asked of them."""
        topic = self._names.in_full(matter_in(question.topic) or question.standalone)
        rows = self._index.measures.columns.of_resolutions((number,))
        rows = rows if scope is None else rows[np.isin(rows, scope.rows)]
        alone = Scope(frozenset((number,)), rows)
        asked = Asked(replace(question, then=()), topic, self._also(topic))  # all were adopted on one day
        return asked, pool_of(topic, asked.also, self._index, alone, (), candidates=len(rows), whole=0)

    def _everywhere(self, question: Query, scope: Scope | None) -> tuple[list[Hit], float, dict[str, float]]:
        asked, pool = self.pool_everywhere(question, scope)
        if not len(pool.rows):
            return [], 0.0, {}
        known = self.known(asked, pool)
        worth = trained().everywhere.worth(known.columns) + self.along(self._index.vector(asked.searched), pool)
        scores = scores_of(known, worth)
        few = (
            scope is not None and len(scope.rows) <= self._settings.evidence
        )  # then everything that passes has a place
        hits = group(scores, self._above(scores, scope), None if few else 3)
        return hits, float(pool.scores["meaning"].max()), chances_of(known, worth)

    def pool_everywhere(self, question: Query, scope: Scope | None = None) -> tuple[Asked, Pool]:
        """The most likely of the paragraphs that may answer, best first, with what is asked of them."""
        asked, pool, known = self.may_answer(question, scope)
        return asked, pool.only(self.likely(known, trained().likely)) if len(pool.rows) else pool

    def likely(self, known: Columns, order: Order) -> Rows:
        """The places of the rows of a pool that are read, best first."""
        return np.argsort(-order.worth(known), kind="stable")[: self._settings.weighed]

    def may_answer(self, question: Query, scope: Scope | None = None) -> tuple[Asked, Pool, Columns]:
        """All paragraphs that may answer, with what is asked of them, and what is known of all at once."""
        settings = self._settings
        searched = self._names.in_full(question.searched)
        asked = Asked(question, searched, self._also(searched), wants_newest(question, self._traits.bodies))
        then, years = self._adopted_then(question, scope), self._of_the_years(question)
        pool = pool_of(
            asked.searched, asked.also, self._index, scope, then, candidates=settings.candidates, whole=settings.whole
        )
        return asked, pool, columns_at_once(asked, pool, self._index, then, years)

    def known(self, asked: Asked, pool: Pool) -> Known:
        """What is known of the rows of a pool."""
        return known_of(asked, pool, self._index, self._traits, self._names.full)

    def along(self, question: Values, pool: Pool, projection: Projection | None = None) -> Values:
        """How far each row of a pool lies where the projection, by default the one that ships, has the answers to a question with this
        vector: (n,), 0 in the middle, for a row without a vector, and for all where another embedding made the vectors."""
        projection = projection or trained().projection
        if self._index.embedding.fingerprint != projection.model:
            return np.zeros(len(pool.rows), np.float32)
        far = self._index.measures.meaning(projection.of(np.ravel(question)), pool.rows)
        known = ~np.isnan(far)
        return np.where(known, far - far[known].mean(), np.float32(0)) if known.any() else np.zeros_like(far)

    def _above(self, keys: Collection[str], scope: Scope | None) -> Collection[str]:
        """The keys, and those of the paragraphs above them that may be shown."""
        above = {head for key in keys if (head := paragraph_of(key)) not in keys and _within(head, scope)}
        return {*keys, *(self._catalogue.existing(above) if above else ())}

    def _also(self, query: str) -> str:
        """What the texts write for expressions of the question, and for names the other form: acronym or full."""
        return f"{words_of_the_texts(query)} {self._names.words_for(query)}".strip()

    def _adopted_then(self, question: Query, scope: Scope | None) -> set[int]:
        """The resolutions of the months that the question names, itself or by a short event."""
        months = {(day.year, day.month) for day in question.then if day.month is not None}
        months |= {month for event in events_meant(question.standalone) if event.is_short for month in event.months()}
        found = {number for year, month in months for number in self._catalogue.adopted_in(year, month)}
        return found if scope is None else found & scope.numbers

    def _of_the_years(self, question: Query) -> frozenset[int]:
        """The resolutions of the years that the question names."""
        years = {day.year for day in question.then}
        return frozenset(n for year in years for month in range(1, 13) for n in self._catalogue.adopted_in(year, month))


def _within(key: str, scope: Scope | None) -> bool:
    return scope is None or scope.holds(key)


def _node(paragraph: Paragraph) -> TextNode:
    return TextNode(
        id_=paragraph.key,
        text=paragraph.words,
        metadata={"citation": paragraph.citation, "resolution": paragraph.resolution, "year": paragraph.year},
    )
