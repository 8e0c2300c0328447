"""Structure before similarity: what is named is looked up, the rest is searched and weighed.

``named paragraph`` → its row; ``named resolution`` → search among its bare paragraphs; otherwise lexical and dense
search over all paragraphs and whole resolutions, added up and weighed by what is known of each paragraph.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.retrieval.evidence import Evidence, in_section, matter_in
from assistant.retrieval.factors import telling_names, weigh
from assistant.retrieval.fusion import (
    Ranking,
    fuse,
    group,
    with_scores_of_resolutions,
    with_whole_resolutions,
)
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.names.regime_places import places_of
from assistant.retrieval.order import in_order_of_time, since_when, without_copies
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.retold import events_meant
from assistant.retrieval.set_up import asks_who, tells_who
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.retrieval.wanted import Order
from assistant.retrieval.weights import RetrievalSettings
from assistant.terms import acronyms
from ingest.annotations import BodyKind
from ingest.pinpoint import Kind, paragraph_of, resolution_of
from ingest.resolution import Paragraph, Resolution
from vectorstore.filters import Filters
from vectorstore.index import Hit, Index, Only
from vectorstore.scope import Scope

_OF_A_REGIME = frozenset((BodyKind.MEASURES, BodyKind.COMMITTEE, BodyKind.PANEL))
_RANKED = 3000  # so many resolutions have a place in the ranking of whole ones; the corpus of 1946–2026 has 2,824
_FIRST = 5  # hits whose likeness to the question is looked at
_HAVING = 20  # paragraphs that have a rare name
_BEST, _LOOKED_THROUGH = 60, 12  # paragraphs whose resolutions, and so many of these, are looked through

_IN_THE_PRESENT = re.compile(
    r"^\W*(?:what|which|who|whom|how|when|where|why)?\s*(?:[\w-]+\s+){0,2}?(?:is|are|does|do|can|may|must|should|has|have|lets?|allows?|permits?|requires?|obliges?|authori[sz]es?)\b",
    re.IGNORECASE,
)


class ResolutionRetriever(BaseRetriever):
    """A llama-index retriever over one generation of the index; each node is one paragraph, its id the key."""

    def __init__(self, index: Index, weights: RetrievalSettings) -> None:
        super().__init__()
        self._index = index
        self._catalogue = index.catalogue
        self._weights = weights
        self._names = Names(index.names)
        self._numbers = frozenset(index.catalogue.numbers())
        self._bodies = frozenset(each.acronym for each in index.catalogue.mandates() if each.acronym)

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
        inside = self._inside(question, numbers, scope) if numbers else []
        similarity = 0.0
        only_inside = question.wants_words or question.wants_whole or bool(filters and filters.resolution)
        if numbers and only_inside:
            everywhere: list[Hit] = []
        else:
            everywhere, similarity = self._everywhere(question, scope)
        if numbers:  # what is named comes first; a share is kept for what other resolutions say
            inside = inside[: int(self._weights.evidence * 0.7) if everywhere else None]
        hits = each_once([*first, *inside, *everywhere])[: self._weights.evidence]
        named = tuple(dict.fromkeys(hit.key for hit in first[: self._weights.evidence]))
        rows, known = self._catalogue.paragraphs([hit.key for hit in hits]), self._index.with_vector
        by_words = known is not None and any(hit.key not in known for hit in hits[:_FIRST])
        return Evidence(tuple(hits), rows, similarity, named, by_words)

    def _of_the_regimes(self, question: Query, within: Scope | None) -> Scope | None:
        """The texts on the sanctions for which numbers stand ("the 9101 list"); ``None`` where none is known."""
        on_sanctions = [d for d in self._catalogue.mandates() if d.kind in _OF_A_REGIME and d.place]
        places = {
            each for d in on_sanctions if d.resolution in question.regimes for each in places_of(d.place, d.resolution)
        }
        numbers = {d.resolution for d in on_sanctions if d.place in places} | {*question.regimes}
        numbers = numbers if within is None else numbers & within.numbers
        return self._index.scope_of(numbers) if places and numbers else None

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

    def _inside(self, question: Query, numbers: Sequence[int], scope: Scope | None) -> list[Hit]:
        """The paragraphs of the named resolutions, all of them, best first; several resolutions take turns."""
        ranked = [self._inside_one(question, number, scope) for number in numbers]
        return [
            hit for turn in range(max(map(len, ranked), default=0)) for hits in ranked for hit in hits[turn : turn + 1]
        ]

    def _inside_one(self, question: Query, number: int, scope: Scope | None) -> list[Hit]:
        rows = [
            row
            for row in self._catalogue.paragraphs_of(number)
            if row.kind is not Kind.HEADING and _within(row.key, scope)
        ]
        if not rows:
            return []
        by_key = {row.key: row for row in rows}
        topic = matter_in(question.topic) or question.standalone
        also = self._also(topic)
        found = self._lexical(topic, len(rows), {number}, also, bare=True)
        framed = self._lexical(topic, len(rows), {number}, also)
        dense = [hit for hit in self._index.dense(topic, len(rows), only={number}) if hit.key in by_key]
        tail = [Hit(row.key, 1.0) for row in rows]  # so that every paragraph has a score
        weights = self._weights
        scores = self._fuse(
            Ranking(weights.bare_inside, found),
            Ranking(weights.lexical_inside, framed),
            self._by_meaning(weights.dense_inside, dense, min((hit.score for hit in dense), default=0.0), share=1.0),
            Ranking(0.02, tail),
        )
        question = replace(question, then=())  # all were adopted on one day
        records = self._records([number])
        return group(weigh(scores, by_key, records, question, self._weights), by_key)

    def _everywhere(self, question: Query, scope: Scope | None) -> tuple[list[Hit], float]:
        weights = self._weights
        count = weights.candidates
        query = question.searched
        also = self._also(query)
        whole = self._index.resolutions(query, _RANKED, only=scope, also=also, share=weights.expansion)
        dense = self._index.dense(query, count, only=scope)
        fused = self._fuse(
            Ranking(weights.lexical, self._lexical(query, count, scope, also)),
            Ranking(weights.bare, self._lexical(query, count, scope, also, bare=True)),
            self._by_meaning(weights.dense, dense, dense[-1].score if dense else 0.0),
        )
        then, that_year = self._adopted_then(question, scope), self._of_the_years(question)
        wanted = {int(hit.key) for hit in whole[: weights.whole]} | then
        rows = {
            key: number for number in sorted(wanted) for key in self._catalogue.keys_of(number) if _within(key, scope)
        }
        scores = dict.fromkeys(rows, 0.0) | fused
        founding = self._founding(question.topic, scores, whole, that_year, scope) if asks_who(question.topic) else []
        telling = telling_names(question.topic, self._index.rarity)
        having = [hit.key for hit in self._lexical(" ".join(telling), _HAVING, scope, "", bare=True)] if telling else []
        scores = dict.fromkeys((*founding, *having), 0.0) | scores
        scores = with_whole_resolutions(scores, weights.best_of_resolution)
        about = self._fuse(Ranking(1.0, whole))
        scores = with_scores_of_resolutions(scores, about, weights.whole_resolution)
        scores = with_scores_of_resolutions(scores, self._alike(query, scope, about), weights.centre)
        # Reading a row costs more than scoring it: what stands far behind is left out before.
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        kept = ranked[: weights.weighed]
        kept += islice((key for key in ranked if resolution_of(key) in then), weights.weighed)
        kept += islice((key for key in ranked if resolution_of(key) in that_year), weights.weighed // 3)
        kept += (*founding, *having)
        scores = {key: scores[key] for key in dict.fromkeys(kept)}
        paragraphs = self._catalogue.paragraphs(scores)
        records = self._records({resolution_of(key) for key in scores})
        bodies = {name: self._names.full(name) for name in acronyms(question.topic) if name in self._bodies}
        scores = weigh(scores, paragraphs, records, question, weights, bodies, self._index.rarity)
        scores = without_copies(scores, paragraphs, weights.copy_of_better)
        since = since_when(question)
        order = Order.NEWEST if self._of_a_body_today(question) else question.order
        if order is Order.NEWEST and any(day.month for day in question.then):  # the newest of what was decided then
            order = Order.ANY
        scores = in_order_of_time(scores, records, order, weights.order_of_time, since=since)
        above = {head for key in scores if (head := paragraph_of(key)) not in paragraphs and _within(head, scope)}
        heads = paragraphs.keys() | self._catalogue.existing(above)
        few = scope is not None and len(scope.rows) <= weights.evidence  # then everything that passes has a place
        return group(scores, heads, None if few else 3), max((hit.score for hit in dense[:1]), default=0.0)

    def _founding(
        self, topic: str, scores: Mapping[str, float], whole: Sequence[Hit], years: Collection[int], scope: Scope | None
    ) -> list[str]:
        """The paragraphs that set something up, in the resolutions of the best ones and in those that are best as a whole
        of the years that are named: their words are not those by which people know what was set up."""
        best = dict.fromkeys(resolution_of(key) for key in sorted(scores, key=lambda key: (-scores[key], key))[:_BEST])
        then = (int(hit.key) for hit in whole if int(hit.key) in years)
        numbers = dict.fromkeys((*islice(best, _LOOKED_THROUGH), *islice(then, _LOOKED_THROUGH // 2)))
        return [
            row.key
            for number in numbers
            for row in self._catalogue.paragraphs_of(number)
            if row.kind is Kind.OPERATIVE and tells_who(row.text, topic) and _within(row.key, scope)
        ]

    def _of_a_body_today(self, question: Query) -> bool:
        """Whether it is asked what a mission or panel is or may: then its newest text counts, whatever is said of time."""
        if question.order is not Order.ANY or question.dates or not _IN_THE_PRESENT.search(question.standalone):
            return False
        return not self._bodies.isdisjoint(acronyms(question.topic))

    def _by_meaning(self, weight: float, hits: Sequence[Hit], floor: float, share: float | None = None) -> Ranking:
        """Paragraphs without a vector yet cannot be among the hits."""
        meaning = self._index.manifest.meaning if share is None else share
        return Ranking(weight, hits, floor, self._index.with_vector, meaning)

    def _alike(self, query: str, scope: Scope | None, by_words: Mapping[str, float]) -> dict[str, float]:
        """``number → points`` of resolutions by their meaning as a whole; by their words, where it is not known yet."""
        known = self._index.with_centre
        ranking = Ranking(1.0, self._index.alike(query, _RANKED, only=scope))
        if known is None:
            return self._fuse(ranking)
        share = len(known) / max(1, len(self._numbers))
        points = self._fuse(replace(ranking, share=share))
        return {**{number: each for number, each in by_words.items() if int(number) not in known}, **points}

    def _fuse(self, *rankings: Ranking) -> dict[str, float]:
        return fuse(rankings, self._weights.fusion, self._weights.rank_constant)

    def _lexical(self, query: str, k: int, only: Only, also: str, *, bare: bool = False) -> list[Hit]:
        """By the words of the question and, for a share, by those that resolutions use for them."""
        return self._index.lexical(query, k, only=only, bare=bare, also=also, share=self._weights.expansion)

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

    def _records(self, numbers: Collection[int]) -> dict[int, Resolution]:
        found = {number: self._catalogue.record(number) for number in numbers}
        return {number: record for number, record in found.items() if record is not None}


def _within(key: str, scope: Scope | None) -> bool:
    return scope is None or scope.holds(key)


def _node(paragraph: Paragraph) -> TextNode:
    return TextNode(
        id_=paragraph.key,
        text=paragraph.words,
        metadata={"citation": paragraph.citation, "resolution": paragraph.resolution, "year": paragraph.year},
    )


def each_once(hits: Sequence[Hit]) -> list[Hit]:
    """Every paragraph where it stands first."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.key, hit)
    return list(first.values())
