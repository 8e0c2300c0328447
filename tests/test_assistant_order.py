"""The learned order of evidence: what may answer, what is known of it, and how weights are learned and used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.learned.fitted import Group, fitted
from assistant.retrieval.features import first_columns
from assistant.retrieval.order import Order, scores_of, signs_of, trained
from assistant.retrieval.query import query_of
from assistant.retrieval.retrieve import ResolutionRetriever, group
from assistant.retrieval.settings import RetrievalSettings
from assistant.retrieval.traits import NAMES, traits_of
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from tests.factories import WordEmbedding
from tests.invented import CORPUS
from vectorstore.building.build import build
from vectorstore.index import Index

ROWS = {p.key: p for r in CORPUS for p in r.paragraphs}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ResolutionRetriever]:
    data: Path = tmp_path_factory.mktemp("order")
    build(data, list(CORPUS), WordEmbedding())
    index = Index.open(data, WordEmbedding())
    yield ResolutionRetriever(index, RetrievalSettings())
    index.close()


def an_order(weights: list[float], words: dict[str, int], given: list[list[float]]) -> Order:
    return Order(("near", "figure"), np.array(weights, np.float32), words, ("figure",), np.array(given, np.float32))


def test_a_word_of_the_question_gives_weight_to_a_trait() -> None:
    order = an_order([1.0, 0.0], {"how mani": 0}, [[5.0]])
    known = {"near": np.array([1.0, 0.5], np.float32), "figure": np.array([0.0, 1.0], np.float32)}
    assert order.worth(known, "How many lamps are lit?").argmax() == 1
    assert order.worth(known, "Who lit the lamps?").argmax() == 0


def test_what_is_accepted_comes_first_and_words_turn_it() -> None:
    """Of two rows the nearer one answers, but where the first word is asked the one with a figure."""
    rows = np.array([[1.0, 0.0], [0.0, 1.0]], np.float32)
    plain = [Group(rows, np.array([1, 0], np.float32), [])] * 8
    asked = [Group(rows, np.array([0, 1], np.float32), [0])] * 8
    weights, given = fitted([*plain, *asked], 1, [1], 0.1, 0.1)
    order = Order(("near", "figure"), weights, {"mani": 0}, ("figure",), given)
    known = {"near": rows[:, 0], "figure": rows[:, 1]}
    assert order.worth(known, "Where?").argmax() == 0
    assert order.worth(known, "How many?").argmax() == 1


def test_scores_are_between_nothing_and_one() -> None:
    scores = scores_of(np.array([2.0, 700.0, -700.0], np.float32))
    assert scores[1] == 1.0
    assert 0 <= scores[2] <= scores[0] < 1
    assert scores_of(np.zeros(0, np.float32)) == []


def test_signs_are_stems_and_pairs_without_numbers() -> None:
    assert signs_of("Lamps in 2031?") == sorted(["lamp", "in", "^ lamp", "lamp in", "in $", "*", "*short"])
    assert "*short" not in signs_of("Which of the many lamps of the harbour were lit?")


def test_traits_tell_terms_figures_and_money_apart() -> None:
    def marks(text: str) -> set[str]:
        row = Paragraph(resolution=7009, year=2031, kind=Kind.OPERATIVE, number="4", text=text)
        told = dict(zip(NAMES, traits_of(row).tolist(), strict=True))
        return {name for name in ("day", "span", "until", "digits", "money") if told[name]}

    assert marks("Decides that the lamps stay lit until 3 May 2031") == {"day", "until", "digits"}
    assert marks("Allows two further weeks") == {"span"}
    assert marks("Welcomes 40 million euros for the pier") == {"digits", "money"}
    assert marks("Recalls resolution 7001 (2031)") == {"digits"}


def test_a_pool_holds_what_any_ranking_finds_and_nothing_beyond_its_scope(retriever: ResolutionRetriever) -> None:
    index = retriever._index
    asked, pool = retriever.pool_everywhere(query_of("lighthouses", known=lambda _: False))
    keys = [index.measures.keys[row] for row in pool.rows.tolist()]
    assert {hit.key for hit in index.lexical("lighthouses", 5)} <= {*keys}
    assert all(len(each) == len(keys) for each in first_columns(asked, pool, retriever.facts).values())
    _, inside = retriever.pool_inside(query_of("lighthouses in 7002", known=lambda n: n == 7002), 7002)
    assert {index.measures.keys[row].partition("/")[0] for row in inside.rows.tolist()} == {"7002"}


def test_what_shipped_was_learned_from_the_columns_that_there_are(retriever: ResolutionRetriever) -> None:
    asked, pool = retriever.pool_everywhere(query_of("the mandate of UNMAZ", known=lambda _: False))
    first = first_columns(asked, pool, retriever.facts)
    orders = trained()
    assert orders.first.columns == tuple(first)
    known = first | retriever.further(asked, pool, orders.first.worth(first, asked.searched))
    assert orders.everywhere.columns == orders.inside.columns == tuple(known)
    assert {*orders.everywhere.traits} <= known.keys()


def test_a_year_and_a_month_in_the_question_are_known_of_a_text(retriever: ResolutionRetriever) -> None:
    asked, pool = retriever.pool_everywhere(query_of("lighthouses in September 2032", known=lambda _: False))
    known = first_columns(asked, pool, retriever.facts)
    keys = [retriever._index.measures.keys[row] for row in pool.rows.tolist()]
    months = {key.partition("/")[0] for key, held in zip(keys, known["that month"].tolist(), strict=True) if held}
    years = {key.partition("/")[0] for key, held in zip(keys, known["that year"].tolist(), strict=True) if held}
    assert "7003" in months <= years


def test_subpoints_answer_as_their_paragraph() -> None:
    scores = {"7001/op2(a)": 0.9, "7001/op2(b)": 0.8, "7001/op2": 0.1, "7003/op1": 0.5}
    assert [hit.key for hit in group(scores, ROWS)] == ["7001/op2", "7001/op2(a)", "7001/op2(b)", "7003/op1"]


def test_points_that_fit_less_do_not_push_back_another_paragraph() -> None:
    scores = {"7001/op2(a)": 0.9, "7001/op2(b)": 0.1, "7003/op1": 0.5}
    assert [hit.key for hit in group(scores, ROWS)] == ["7001/op2", "7001/op2(a)", "7003/op1", "7001/op2(b)"]
