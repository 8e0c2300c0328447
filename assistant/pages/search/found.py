"""What a search finds, all of it, in order: the best by words and meaning, and after them whatever holds all the words."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.operations.corpus import Corpus
from assistant.pages.search.state import State
from assistant.reading.fence import read_of
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.support import Support, support_of
from assistant.terms import words
from vectorstore.columns import Rows
from vectorstore.filters import Filters
from vectorstore.lexical import stems_of

_REMEMBERED = 48  # searches, each of some hundred kilobytes at most
_SHORT, _MOST = 3, 0.75  # of more words than this, paragraphs count that hold so much of their weight


@dataclass(frozen=True, slots=True)
class Found:
    """``rows`` of the index, best first, where paragraphs were searched for, else ``numbers`` of resolutions; ascending. ``best`` rows were
    chosen by words and meaning, the others hold the words. ``asked`` is what was searched for, ``unknown`` are words in no text,
    ``weak`` tells that nothing fits well."""

    rows: Rows | None
    numbers: NDArray[np.int64]
    best: int = 0
    asked: str = ""
    phrases: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    weak: bool = False


_LOCK = threading.Lock()
_KEPT: OrderedDict[tuple[str, str, Filters], Found] = OrderedDict()


def found(corpus: Corpus, state: State) -> Found:
    """All that meets the state's words and limits. The last searches are kept: turning a page, or sorting, is no new one."""
    asked = (corpus.generation.identity, state.q, state.filters())
    kept = _KEPT.get(asked) or _found(corpus, state.q, state.filters())
    with _LOCK:
        _KEPT[asked] = kept
        _KEPT.move_to_end(asked)
        while len(_KEPT) > _REMEMBERED:
            _KEPT.popitem(last=False)
    return kept


def _found(corpus: Corpus, text: str, filters: Filters) -> Found:
    index = corpus.generation.index
    scope = index.scope(filters)
    if not text:
        return Found(scope.rows if filters.of_paragraphs else None, np.array(sorted(scope.numbers), np.int64))
    outside, phrases = _phrases(text)
    question = _question(outside or " ".join(phrases), corpus)
    first, last = question.year_from, question.year_to
    within = index.scope(filters.within(first, last, None)).rows
    for phrase in phrases:
        places = index.measures.rows
        holding = [places[key] for key in corpus.catalogue.texts.keys(phrase) if key in places]
        within = within[np.isin(within, np.array(holding, np.int64))]
    evidence = corpus.generation.retriever.evidence(question, filters=filters)
    places = index.measures.rows
    best = np.array([places[hit.key] for hit in evidence.hits if hit.key in places], np.int64)
    if phrases:
        best = best[np.isin(best, within)]
    others, unknown = (within, ()) if phrases and not outside else _holding(question, within, corpus)
    others = others[~np.isin(others, best)]
    worth = index.measures.words(question.topic or question.searched)[others]
    rows = np.concatenate([best, others[np.lexsort((others, -worth))]])
    support = support_of(question, evidence, corpus.generation.thresholds, index)
    weak = support is Support.NONE and not phrases
    numbers = np.unique(index.measures.columns.numbers[rows])
    return Found(rows, numbers, len(best), question.searched, phrases, unknown, weak)


def _question(text: str, corpus: Corpus) -> Query:
    """The words as ``unsc search`` reads them: slips of the finger and shorthand written out."""
    written = corpus.generation.reader.mentions(read_of(text), corpus.day).text
    return query_of(written, known=corpus.generation.knows).of_its_regimes


def _holding(question: Query, within: Rows, corpus: Corpus) -> tuple[Rows, tuple[str, ...]]:
    """The rows that hold all the words, or most of them where they are many; and the words that no text holds."""
    measures = corpus.generation.index.measures
    topic = question.topic or question.searched
    stems = stems_of(topic)
    weights = measures.rarities(stems)
    unknown = {stem for stem, weight in zip(stems, weights, strict=True) if not weight}
    told = tuple(word for word in words(topic) if set(stems_of(word)) & unknown)
    kept = [(stem, weight) for stem, weight in zip(stems, weights, strict=True) if weight]
    if question.numbers:
        within = within[np.isin(measures.columns.numbers[within], question.numbers)]
    if not kept or not len(within):
        return within[:0], told
    share = np.array([weight for _, weight in kept]) @ measures.holding([stem for stem, _ in kept], within)
    least = (1.0 if len(kept) <= _SHORT else _MOST) * sum(float(weight) for _, weight in kept)
    return within[share >= least - 1e-3], told


def _phrases(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands outside of quotation marks, and what inside."""
    pieces = text.replace("“", '"').replace("”", '"').split('"')
    if len(pieces) % 2 == 0:  # one mark too many: it is not one
        pieces[-2:] = [f"{pieces[-2]} {pieces[-1]}"]
    inside = tuple(phrase for each in pieces[1::2] if (phrase := " ".join(each.split())))
    return " ".join(" ".join(pieces[::2]).split()), inside
