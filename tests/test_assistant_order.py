"""The learned order of evidence: what is known of paragraphs, the weights that ship, and their training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.learned.train_order import HELD_BACK, examples_in
from assistant.retrieval.features import Asked, Known, known_of, wants_newest
from assistant.retrieval.order import Order, beside_others, scores_of, trained
from assistant.retrieval.pool import pool_of
from assistant.retrieval.query import query_of
from assistant.retrieval.retrieve import ResolutionRetriever
from assistant.retrieval.settings import RetrievalSettings
from assistant.retrieval.traits import Traits
from tests.factories import WordEmbedding, resolution
from vectorstore.building.build import build
from vectorstore.index import Index

CORPUS = [
    resolution(7001, 2031, [
        "Establishes a panel of three harbour masters",
        "Demands that the lighthouses of Azuria be lit by 1 March 2032",
        "Authorizes the coastal States to seize 4,000 nets",
        "Decides to remain seized of the matter",
    ]),
    resolution(7002, 2032, ["Demands that the lighthouses of Azuria be lit by 1 March 2033", "Welcomes the pilots of Port Meridon"]),
    resolution(7003, 2033, ["Recalls the quarrel on fishing grounds"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("order")
    build(folder, CORPUS, WordEmbedding())
    return Index.open(folder, WordEmbedding())


def known(question: str, index: Index) -> tuple[Asked, Known, dict[str, dict[str, float]]]:
    """What is known of every paragraph of the corpus, as ``column → key → value``."""
    query, traits = query_of(question, known=lambda _: False), Traits(index.catalogue)
    asked = Asked(query, question, "", wants_newest(query, traits.bodies))
    pool = pool_of(question, "", index, None, {7001, 7002, 7003}, candidates=10, whole=3)
    found = known_of(asked, pool, index, traits, lambda _: "")
    keys = [row.key for row in found.rows]
    return asked, found, {name: dict(zip(keys, each.tolist(), strict=True)) for name, each in found.columns.items()}


def test_the_rankings_are_fused_without_weights(index: Index) -> None:
    _, _, columns = known("lighthouses of Azuria", index)
    assert min(columns["sum"][f"{number}/op{op}"] for number, op in ((7001, 2), (7002, 1))) > columns["sum"]["7003/op1"]
    assert all(0 <= value <= 1.2 for name, each in columns.items() if name != "sum" for value in each.values())


@pytest.mark.parametrize(
    ("question", "column", "having"),
    [
        ("Which body was to look after the harbours?", "founds", {"7001/op1"}),
        ("How many nets may be seized?", "number, as wanted", {"7001/op1", "7001/op3"}),
        ("By when must the lighthouses be lit?", "term, as wanted", {"7001/op2", "7002/op1"}),
        ("What was decided in 2032?", "that year", {"7002/op1", "7002/op2"}),
        ("Which resolution allowed the seizing of nets?", "act", {"7001/op3"}),
        ("What of Port Meridon?", "rare name", set()),
    ],
)
def test_columns_tell_what_is_asked_for(question: str, column: str, having: set[str], index: Index) -> None:
    _, _, columns = known(question, index)
    assert {key for key, value in columns[column].items() if value} == having


def test_copies_and_time_are_told_among_those_that_seem_as_good(index: Index) -> None:
    asked, found, _ = known("What is the latest demand on lighthouses?", index)
    assert asked.newest
    keys = [row.key for row in found.rows]
    worth = np.array([5.0 if key in ("7001/op2", "7002/op1") else 0.0 for key in keys], np.float32)
    columns = beside_others(asked, found, worth)
    at = {key: place for place, key in enumerate(keys)}
    assert columns["copy"][at["7001/op2"]] == 0 < columns["copy"][at["7002/op1"]]
    assert columns["newest of the near"][at["7002/op1"]] == 1
    assert columns["newest of the near"][at["7001/op2"]] == columns["newest of the near"][at["7003/op1"]] == 0
    assert columns["rest of the text"][at["7001/op1"]] > columns["rest of the text"][at["7001/op2"]]


def test_scores_are_odds_beside_the_best(index: Index) -> None:
    _, found, _ = known("lighthouses", index)
    worth = Order(("sum",), np.ones(1, np.float32)).worth(found.columns)
    scores = scores_of(found, worth)
    assert max(scores.values()) == 1
    assert min(scores.values()) > 0
    assert scores[found.rows[int(worth.argmax())].key] == 1


def test_what_has_no_vector_yet_stands_where_meaning_would_agree_with_the_words(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    whole = Index.open(tmp_path, WordEmbedding())
    try:
        whole._matrix.held = np.array([key != "7002/op1" for key in whole.measures.keys])
        pool = pool_of("lighthouses of Azuria", "", whole, None, (), candidates=10, whole=3)
    finally:
        whole.close()
    assert not any(np.isnan(each).any() for each in pool.scores.values())


def test_the_weights_that_ship_fit_the_columns(index: Index) -> None:
    asked, found, _ = known("Which lighthouses must be lit?", index)
    orders = trained()
    columns = beside_others(asked, found, orders.alone.worth(found.columns))
    for order in (orders.inside, orders.alone, orders.everywhere):
        assert len(order.columns) == len(order.weights) <= 80
        assert set(order.columns) <= columns.keys()
        assert np.isfinite(order.weights).all()
    hits = ResolutionRetriever(index, RetrievalSettings()).retrieve("Which lighthouses must be lit?")
    assert {hits[0].node.node_id, hits[1].node.node_id} == {"7001/op2", "7002/op1"}


def test_nothing_is_learned_from_who_is_held_back() -> None:
    examples = list(examples_in(Path(__file__).parent / "questions"))
    assert len(examples) > 1000
    assert {example.writer for example in examples}.isdisjoint(HELD_BACK)
    assert all(example.gold and example.texts for example in examples)
