"""What a paragraph tells, weighed by what is asked: determinations, sums of money, rare names."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.retrieval.factors import kind_factor, telling_names, weigh
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.statements import states_what_is_asked
from assistant.retrieval.vocabulary import in_the_register
from assistant.retrieval.wanted import Order
from assistant.retrieval.weights import RetrievalSettings
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from tests.factories import WordEmbedding, resolution
from vectorstore.building.build import build
from vectorstore.index import Index

WEIGHTS = RetrievalSettings()


def paragraph(text: str, kind: Kind = Kind.OPERATIVE, number: int = 7009) -> Paragraph:
    return Paragraph(resolution=number, year=2031, kind=kind, number="4", text=text)


def asked(text: str) -> Query:
    return query_of(text, known=lambda _: False)


def test_what_is_determined_stands_in_the_preamble() -> None:
    determines = paragraph("Determining that the fog in Azuria is a threat to the peace of the bay,", Kind.PREAMBULAR)
    recital = paragraph("Noting that the fog in Azuria lasts,", Kind.PREAMBULAR)
    decision = paragraph("Demands that the fog be lit")
    question = asked("Where did the Council call the fog a threat to international peace?")
    assert kind_factor(determines, question, WEIGHTS) >= kind_factor(decision, question, WEIGHTS)
    assert kind_factor(recital, question, WEIGHTS) < kind_factor(decision, question, WEIGHTS)
    other = asked("What did the Council call for in the fog?")
    assert kind_factor(determines, other, WEIGHTS) == kind_factor(recital, other, WEIGHTS)


@pytest.mark.parametrize(
    ("topic", "text", "fits"),
    [
        ("How much money is given for the pier", "Welcomes the 40 million euros for the pier", True),
        ("How much money is given for the pier", "Sends 4,000 military personnel to the pier", False),
        ("How many soldiers guard the pier", "Sends 4,000 military personnel to the pier", True),
        ("What sum is given for the pier", "Recommends 2,000 dollars for the pier", True),
    ],
)
def test_a_sum_of_money_is_no_number_of_soldiers(topic: str, text: str, fits: bool) -> None:
    assert states_what_is_asked(paragraph(text), topic) is fits


def test_a_rare_name_leads_to_its_paragraph_whatever_the_time_of_the_event(tmp_path: Path) -> None:
    lamps = [resolution(7000 + n, 1967, [f"Decides that lamp {n} of the Middle East be lit"]) for n in range(1, 4)]
    rare = resolution(7100, 2031, ["Welcomes the arrest of the pirate Kabuga"])
    build(tmp_path, [*lamps, rare], WordEmbedding())
    index = Index.open(tmp_path, WordEmbedding())
    few = index.rarity("Kabuga")
    assert few > index.rarity("lamp") > 0 == index.rarity("unheard")
    index.close()
    question = asked("Was Kabuga caught after the Six-Day War?")
    assert telling_names(question.topic, lambda _: 9.0) == ["Kabuga"]
    assert telling_names(question.topic, lambda _: 5.0) == []
    rows = {p.key: p for r in (*lamps, rare) for p in r.paragraphs}
    records = {r.number: r for r in (*lamps, rare)}
    common, telling = (
        weigh(dict.fromkeys(rows, 1.0), rows, records, question, WEIGHTS, rarity=lambda _, value=value: value)
        for value in (5.0, 9.0)
    )
    assert telling["7100/op1"] == pytest.approx(WEIGHTS.during_event * common["7100/op1"])
    assert telling["7001/op1"] == common["7001/op1"]


def test_an_acronym_that_no_text_has_is_searched_by_its_name() -> None:
    assert "Observer Group in Central America" in Names({}).words_for("ONUCA in March")
    assert Names({"ONUCA": "Order of Navigators"}).full("ONUCA") == "Order of Navigators"


@pytest.mark.parametrize(
    "text", ["the berets were kept on for the very last time", "the sanctions were dropped for good"]
)
def test_the_last_time_is_the_newest(text: str) -> None:
    assert asked(f"When was it that {text}?").order is Order.NEWEST


def test_an_everyday_expression_is_known_in_the_past() -> None:
    assert (
        in_the_register("Who ran away from the island?") == in_the_register("Who will run away from the island?") != []
    )
