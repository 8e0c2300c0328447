"""The learned order of evidence: what is known of paragraphs, the weights that ship, and their training."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.learned.answered import HELD_BACK, examples_in
from assistant.learned.fitting import Placed, projected
from assistant.retrieval.features import Known, known_of, wants_newest
from assistant.retrieval.likely import Asked, columns_at_once
from assistant.retrieval.lines import as_asked
from assistant.retrieval.order import Order, Projection, scores_of, trained
from assistant.retrieval.pool import pool_of
from assistant.retrieval.query import query_of
from assistant.retrieval.retrieve import ResolutionRetriever
from assistant.retrieval.settings import RetrievalSettings
from assistant.retrieval.traits import Traits
from ingest.annotations import Action, BodyKind, MandateDecision
from tests.factories import WordEmbedding, resolution
from vectorstore.building.build import build
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.embedding.minilm import MiniLM
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


def linear(weights: dict[str, float]) -> Order:
    nothing = np.zeros(0, np.float32)
    return Order(
        tuple(weights),
        np.array([*weights.values()], np.float32),
        np.zeros((len(weights), 0), np.float32),
        nothing,
        nothing,
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("order")
    build(folder, CORPUS, WordEmbedding())
    return Index.open(folder, WordEmbedding())


def known(question: str, index: Index) -> tuple[Asked, Known, dict[str, dict[str, float]]]:
    """What is known of every paragraph of the corpus, as ``column → key → value``."""
    query, traits = query_of(question, known=lambda _: False), Traits(index.catalogue, len(index.measures.keys))
    asked = Asked(query, question, "", wants_newest(query, traits.bodies))
    pool = pool_of(question, "", index, None, {7001, 7002, 7003}, candidates=10, whole=3)
    found = known_of(asked, pool, index, traits, lambda _: "")
    keys = [row.key for row in found.rows]
    return asked, found, {name: dict(zip(keys, each.tolist(), strict=True)) for name, each in found.columns.items()}


def test_columns_are_bounded(index: Index) -> None:
    _, _, columns = known("lighthouses of Azuria", index)
    assert all(0 <= value <= 1.2 for each in columns.values() for value in each.values())


def test_what_is_read_is_chosen_by_what_is_known_at_once(index: Index) -> None:
    retriever = ResolutionRetriever(index, RetrievalSettings())
    asked, pool, columns = retriever.may_answer(query_of("lighthouses of Azuria in 2032", known=lambda _: False))
    keys = [index.measures.keys[row] for row in pool.rows.tolist()]
    assert {key for key, value in zip(keys, columns["that year"], strict=True) if value} == {"7002/op1", "7002/op2"}
    assert columns.keys() == columns_at_once(asked, pool, index, (), ()).keys()
    chosen = retriever.likely(columns, linear({"words": 1, "that year": 5}))
    assert [keys[place] for place in chosen[:2]] == ["7002/op1", "7002/op2"]
    _, read = retriever.pool_everywhere(asked.query)
    assert {*read.rows.tolist()} == {*pool.rows.tolist()}  # they are few: all are read


def decided(action: Action, key: str, year: int) -> MandateDecision:
    return MandateDecision(
        body="Azuria harbour mission",
        kind=BodyKind.MISSION,
        acronym="UNMAZ",
        action=action,
        key=key,
        date=dt.date(year, 1, 1),
    )


def test_first_versions_and_renewals_are_told_apart(tmp_path: Path) -> None:
    boats = "Decides that no more than {} fishing boats shall leave the harbour of Azuria between sunset and sunrise"
    texts = [
        resolution(
            7101, 2031, [boats.format("2,000")], mandate_decisions=(decided(Action.ESTABLISH, "7101/op1", 2031),)
        ),
        resolution(7102, 2032, [boats.format("500")], mandate_decisions=(decided(Action.EXTEND, "7102/op1", 2032),)),
    ]
    write_catalogue(tmp_path / "catalogue.sqlite", texts)
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    rows = list(catalogue.paragraphs(["7101/op1", "7102/op1"]).values())
    query = query_of("Which resolution first set up the harbour mission?", known=lambda _: False)
    columns = Traits(catalogue, 2).columns(np.arange(2), rows)
    columns |= as_asked(Asked(query, query.standalone, ""), columns)
    assert columns["first version"].tolist() == columns["first version, founding asked"].tolist() == [1, 0]
    assert (
        columns["versions before"].tolist()
        == columns["versions before, first asked"].tolist()
        == pytest.approx([0, 1 / 3])
    )
    assert columns["founds something"].tolist() == [1, 0]
    assert columns["only renews"].tolist() == [0, 1]
    assert columns["said again"].tolist() == [1, 0]
    assert not columns["only renews, renewal asked"].any()


@pytest.mark.parametrize(
    ("question", "column", "having"),
    [
        ("Which body was to look after the harbours?", "founds", {"7001/op1"}),
        ("How many nets may be seized?", "number, as wanted", {"7001/op1", "7001/op3"}),
        ("By when must the lighthouses be lit?", "term, as wanted", {"7001/op2", "7002/op1"}),
        ("By when must the lighthouses be lit?", "day asked", {"7001/op2", "7002/op1"}),
        ("How many nets may be seized?", "value asked", {"7001/op1", "7001/op3"}),
        ("How many nets may be seized?", "unit asked", {"7001/op3"}),
        ("Which lighthouses must be lit?", "value asked", set()),
        ("What was decided in 2032?", "that year", {"7002/op1", "7002/op2"}),
        ("Which resolution allowed the seizing of nets?", "act", {"7001/op3"}),
        ("What of Port Meridon?", "rare name", set()),
    ],
)
def test_columns_tell_what_is_asked_for(question: str, column: str, having: set[str], index: Index) -> None:
    _, _, columns = known(question, index)
    assert {key for key, value in columns[column].items() if value} == having


def test_columns_count_by_themselves_and_together() -> None:
    rows = {"words": np.array([0, 1, 0, 1], np.float32), "newest": np.array([0, 0, 1, 1], np.float32)}
    both = Order(
        ("words", "newest"),
        np.array([1, 1], np.float32),
        np.full((2, 1), 20, np.float32),
        np.array([-30], np.float32),
        np.array([2], np.float32),
    )
    worth = both.worth(rows)
    assert worth[1] == worth[2]
    assert worth[3] - worth[1] > worth[1] - worth[0]  # more together than one by one


def test_a_projection_learns_what_answers_a_kind_of_question_from_what_an_order_leaves() -> None:
    asked, told, nothing = np.eye(8, dtype=np.float32)[:2], np.eye(8, dtype=np.float32)[4:], np.zeros(4, np.float32)
    accepted = np.eye(4, dtype=np.float32)
    taught = [Placed(asked[kind], told, nothing, accepted[kind]) for kind in (0, 1)] * 200
    learned = projected(taught, "model")
    assert [int((told @ learned.of(each)).argmax()) for each in asked] == [0, 1]
    again = projected(taught, "model")
    assert np.array_equal(learned.asking, again.asking)
    assert np.array_equal(learned.telling, again.telling)
    by_the_order = [Placed(asked[0], told, np.float32(20) * accepted[0], accepted[0])] * 200
    assert (
        np.abs(told @ projected(by_the_order, "model").of(asked[0])).max() < np.abs(told @ learned.of(asked[0])).max()
    )


def test_a_row_lies_where_the_projection_has_the_answers_if_its_vectors_are_of_that_embedding(tmp_path: Path) -> None:
    embedding = WordEmbedding()
    build(tmp_path, CORPUS, embedding)
    index = Index.open(tmp_path, embedding)
    asked, told = embedding.embed_many(["Who?", "pilots of Port Meridon"])
    projection = Projection(asked[None], told[None], embedding.fingerprint)
    retriever, row = ResolutionRetriever(index, RetrievalSettings()), index.measures.rows["7002/op2"]
    try:
        pool = pool_of("lighthouses pilots", "", index, None, (), candidates=10, whole=3)
        along = retriever.along(asked, pool, projection)
        assert pool.rows[along.argmax()] == row
        assert along.mean() == pytest.approx(0, abs=1e-6)
        assert not retriever.along(asked, pool, replace(projection, model="another")).any()
        index._matrix.held = np.array([key != "7002/op2" for key in index.measures.keys])
        unread = retriever.along(asked, pool, projection)
        assert unread[pool.rows == row] == 0
        assert np.isfinite(unread).all()
    finally:
        index.close()


def test_scores_are_odds_beside_the_best(index: Index) -> None:
    _, found, _ = known("lighthouses", index)
    nothing = np.zeros(0, np.float32)
    worth = Order(("words",), np.ones(1, np.float32), np.zeros((1, 0), np.float32), nothing, nothing).worth(
        found.columns
    )
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
    _, found, _ = known("Which lighthouses must be lit?", index)
    orders = trained()
    query = query_of("Which lighthouses must be lit?", known=lambda _: False)
    _, _, at_once = ResolutionRetriever(index, RetrievalSettings()).may_answer(query)
    fitting = {"likely": at_once, "inside": found.columns, "everywhere": found.columns}
    for name, own in fitting.items():
        order = getattr(orders, name)
        assert len(order.columns) == len(order.weights) == len(order.hidden)
        assert order.hidden.shape[1] == len(order.bias) == len(order.out)
        assert set(order.columns) <= own.keys()
        assert np.isfinite(order.worth(own)).all()
    assert orders.projection.asking.shape == orders.projection.telling.shape
    assert orders.projection.model == MiniLM().fingerprint
    hits = ResolutionRetriever(index, RetrievalSettings()).retrieve("Which lighthouses must be lit?")
    assert {hits[0].node.node_id, hits[1].node.node_id} == {"7001/op2", "7002/op1"}


def test_nothing_is_learned_from_who_is_held_back() -> None:
    examples = list(examples_in(Path(__file__).parent / "questions"))
    assert len(examples) > 1000
    assert {example.writer for example in examples}.isdisjoint(HELD_BACK)
    assert all(example.gold and example.texts for example in examples)
