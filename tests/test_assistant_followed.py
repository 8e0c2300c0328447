"""How the four searches for a follow-up are weighed together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.learned.answered import HELD_BACK
from assistant.learned.train import writer
from assistant.learned.train_follow import conversations_in
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.follow.followed import Followed, columns_of, trained, weighed
from assistant.retrieval.order import Order
from assistant.retrieval.query import query_of
from assistant.retrieval.support import leads_surely
from vectorstore.lexical import Hit

QUERY = query_of("who lights the lamps of the pier", known=lambda _: False)


def evidence(*keys: str) -> Evidence:
    """Evidence in which each key is half as likely as the one before."""
    return Evidence(
        hits=tuple(Hit(key, 1 / 2**place) for place, key in enumerate(keys)),
        paragraphs={},
        chances={key.partition("(")[0]: 1 / 2 ** (place + 1) for place, key in enumerate(keys)},
    )


FOUND = Followed(
    near=9001,
    told="9001/op2(a)",
    going=frozenset((9002,)),
    inside=evidence("9001/op1", "9001/op2", "9001/pp1"),
    around=evidence("9002/op4", "9002/op5(b)"),
    everywhere=evidence("9009/op1", "9002/op4"),
    both=evidence("9009/op2", "9001/op2"),
)


def by(column: str) -> Order:
    known = columns_of(FOUND, QUERY)
    weights = np.array([name == column for name in known], np.float32)
    nothing = np.zeros((len(known), 0), np.float32)
    return Order(tuple(known), weights, nothing, np.zeros(0, np.float32), np.zeros(0, np.float32))


def test_only_the_text_and_those_that_go_with_it_are_weighed() -> None:
    found = weighed(FOUND, QUERY, by("inside"))
    assert {key.partition("/")[0] for key in found.keys} == {"9001", "9002"}
    assert found.keys[0] == "9001/op1"
    assert abs(sum(found.chances.values()) - 1) < 1e-5


def test_what_each_search_has_likeliest_leads_by_its_column() -> None:
    assert weighed(FOUND, QUERY, by("around")).keys[0] == "9002/op4"
    assert weighed(FOUND, QUERY, by("both")).keys[0] == "9001/op2"
    assert "9002/op5(b)" in weighed(FOUND, QUERY, by("around")).keys  # a point, for its paragraph


def test_what_was_told_before_is_known() -> None:
    told = dict(zip(FOUND.paragraphs, columns_of(FOUND, QUERY)["told before"].tolist(), strict=True))
    assert [key for key, is_told in told.items() if is_told] == ["9001/op2"]
    assert not columns_of(replace(FOUND, told=""), QUERY)["told before"].any()


def test_what_comes_near_in_two_paragraphs_is_surely_in_none() -> None:
    found = weighed(FOUND, QUERY, by("inside"))
    assert not leads_surely(replace(found, chances={"9001/op1": 0.4, "9001/op2": 0.4}))
    assert leads_surely(replace(found, chances={"9001/op1": 0.6, "9001/op2": 0.4}))


def test_the_weights_that_ship_fit_the_columns_and_prefer_what_all_searches_have() -> None:
    order, known = trained(), columns_of(FOUND, QUERY)
    assert set(order.columns) == known.keys()
    worth = dict(zip(FOUND.paragraphs, order.worth(known).tolist(), strict=True))
    assert worth["9001/op2"] > worth["9001/pp1"]


def test_conversations_are_learned_from_in_order_and_of_nobody_who_is_held_back() -> None:
    turns = list(conversations_in(Path(__file__).parent / "questions"))
    assert len(turns) > 500
    assert min(map(len, turns)) > 1
    assert {writer(turn["id"]) for each in turns for turn in each}.isdisjoint(HELD_BACK)
