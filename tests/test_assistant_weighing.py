"""What a paragraph tells, weighed by what is asked: determinations, sums of money, rare names."""

from __future__ import annotations

import pytest

from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.statements import states_what_is_asked, units_in, values_in
from assistant.retrieval.vocabulary import in_the_register
from assistant.retrieval.wanted import Order, Value
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph


def paragraph(text: str, kind: Kind = Kind.OPERATIVE, number: int = 7009) -> Paragraph:
    return Paragraph(resolution=number, year=2031, kind=kind, number="4", text=text)


def asked(text: str) -> Query:
    return query_of(text, known=lambda _: False)


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


@pytest.mark.parametrize(
    ("topic", "values"),
    [
        ("pier authorised until, who pays", {Value.DAY}),
        ("until further notice", set()),
        ("how many working days to object", {Value.LENGTH}),
        ("how often do the pilots report", {Value.RHYTHM}),
        ("what time does the truce of the pilots begin", {Value.HOUR}),
        ("deadline for the pilots", {Value.DAY, Value.LENGTH}),
        ("what % of the cost of the pier", {Value.SHARE}),
        ("how many boats and until when", {Value.COUNT, Value.DAY}),
    ],
)
def test_a_question_asks_for_kinds_of_values(topic: str, values: set[Value]) -> None:
    assert asked(topic).values == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Decides that the pier shall be kept until Dec. 31, 2032", {Value.DAY}),
        ("Recalls its decision on 4 March 2029 on the pier", set()),  # long past
        ("Decides that boats shall leave within five working days", {Value.LENGTH, Value.COUNT}),
        ("Requests the pilots to report every quarter", {Value.RHYTHM}),
        ("Demands that the boats be in port on Monday at 0600 hours", {Value.HOUR}),
        ("Decides that no more than 75 percent be paid", {Value.SHARE, Value.COUNT}),
    ],
)
def test_a_paragraph_states_kinds_of_values(text: str, values: set[Value]) -> None:
    assert values_in(text, 2031) == values


def test_what_is_counted_is_told_by_the_words_behind_the_number() -> None:
    assert asked("how many working days do the pilots have").units == {"work", "day"}
    assert {"work", "day"} <= units_in("within five working days of the storm")
    assert "storm" not in units_in("five days of the storm")
    assert "day" in units_in("at midnight after the sixtieth day")
    assert "report" not in units_in("the tenth report")


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
