"""Words that say which view of a chain is asked for, those that count from a time, and names that say nothing of what is asked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.plan import SubjectKind
from assistant.reading.assumptions import asks_whether_extended
from assistant.reading.mentions import Mentions
from assistant.reading.parts import says_more_than_names
from assistant.reading.selection.voting import counts_votes
from assistant.reading.view_words import beginning_or_end, has_word_of, matter_left, tells_a_distance
from assistant.retrieval.query import Query


def mentions(text: str, *named: str, dated: bool = False) -> Mentions:
    """A text with the names in it of what is followed; ``dated`` tells that it names a day."""
    spans = tuple(SimpleNamespace(start=text.index(name), end=text.index(name) + len(name)) for name in named)
    query = Query(asked=text, standalone=text)
    days = (SimpleNamespace(),) if dated else ()
    asked = SimpleNamespace(text=text, named=spans, places=(), references=(), subjects=(), days=days, understood=query)
    return cast("Mentions", asked)


def test_votes_are_counted_where_so_many_are_asked_for_and_not_texts() -> None:
    assert counts_votes("embargo on Azuria renewed with how many votes")
    assert not counts_votes("how many texts were adopted by nine votes")
    assert not counts_votes("votes on how many boats")


def test_words_that_ask_whether_a_claim_is_true_are_no_matter() -> None:
    asked = mentions("is the embargo still in force, true or false")
    assert matter_left(asked, "measures") == matter_left(mentions("is the embargo still in force"), "measures")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("who abstained the month before", True),
        ("two years later", True),
        ("a decade earlier, what held", True),
        ("the mission before", False),
        ("before the month was over", False),
        ("what was there before", False),
    ],
)
def test_a_unit_of_time_before_a_word_that_counts_tells_a_distance(text: str, tells: bool) -> None:
    assert tells_a_distance(text) is tells


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("what was adopted the month before", ["select", "chain.last"]),
        ("what came before UNMAZ", ["chain.neighbours", "select", "chain.last"]),
    ],
)
def test_the_month_before_is_no_neighbour_of_a_mission(text: str, kinds: list[str]) -> None:
    chances = {"chain.neighbours": 0.6, "select": 0.3, "chain.last": 0.05}
    assert list(beginning_or_end(chances, mentions(text))) == kinds


def test_a_neighbour_that_is_not_the_likeliest_is_left_where_it_is() -> None:
    chances = {"select": 0.6, "chain.neighbours": 0.3}
    assert beginning_or_end(chances, mentions("what was adopted the month before")) == chances


@pytest.mark.parametrize(
    ("text", "named", "more"),
    [
        ("UNMAZ Sabra and Shatila", ["UNMAZ"], False),  # where or when it was
        ("UNMAZ sabra shatila", ["UNMAZ"], False),
        ("UNMAZ Sabra and Shatila pilots", ["UNMAZ"], True),
        ("Sabra and Shatila", [], True),  # an event alone is asked about
        ("UNMAZ", ["UNMAZ"], False),
    ],
)
def test_an_event_beside_a_mission_that_is_named_says_no_more_than_names(
    text: str, named: list[str], more: bool
) -> None:
    assert says_more_than_names(mentions(text, *named)) is more


@pytest.mark.parametrize(
    ("text", "named", "dated", "first"),
    [
        ("which resolution extended UNMAZ beyond May 2031", ["UNMAZ"], True, "chain.end"),
        ("which resolution extended UNMAZ in May 2031", ["UNMAZ"], True, "select"),
        ("which resolution extended it beyond May 2031", [], True, "select"),  # what, is not said
        ("was UNMAZ or UNOBO renewed beyond May 2031", ["UNMAZ", "UNOBO"], True, "select"),
        ("which resolution extended UNMAZ beyond the harbour", ["UNMAZ"], False, "select"),  # a place
        ("who did UNMAZ count beyond May 2031", ["UNMAZ"], True, "select"),
    ],
)
def test_of_what_extended_one_body_beyond_a_day_its_end_is_asked(
    text: str, named: list[str], dated: bool, first: str
) -> None:
    chances = {"select": 0.9, "chain.last": 0.05, "chain.end": 0.01}
    found = beginning_or_end(chances, mentions(text, *named, dated=dated))
    assert next(iter(found)) == first
    assert {*found} == {*chances}


def test_where_its_end_is_surely_asked_for_that_comes_first_and_nothing_is_lost() -> None:
    chances, asked = {"select": 0.9, "chain.last": 0.05, "chain.end": 0.01}, mentions("was UNMAZ extended", "UNMAZ")
    found = beginning_or_end(chances, asked, of_its_end=True)
    assert next(iter(found)) == "chain.end"
    assert found["chain.end"] > chances["chain.end"]
    assert {*found} == {*chances}
    assert beginning_or_end(chances, asked) == chances
    assert [*beginning_or_end({"select": 0.9}, asked, of_its_end=True)] == ["chain.end", "select"]


@pytest.mark.parametrize(
    ("text", "named", "asks"),
    [
        ("was UNMAZ extended", ["UNMAZ"], True),
        ("did the Council renew UNMAZ", ["UNMAZ"], True),
        ("was UNMAZ extended for its rowers", ["UNMAZ"], False),  # something else is asked as well
        ("when was UNMAZ extended", ["UNMAZ"], False),
        ("was UNMAZ lit", ["UNMAZ"], False),
        ("was it extended", [], False),
        ("were UNMAZ and UNOBO extended", ["UNMAZ", "UNOBO"], False),
    ],
)
def test_whether_one_thing_was_extended_is_asked_where_nothing_else_is(text: str, named: list[str], asks: bool) -> None:
    read = mentions(text, *named)
    read.subjects = tuple(  # type: ignore[misc]
        SimpleNamespace(start=each.start, end=each.end, lane="", kind=SubjectKind.MISSION) for each in read.named
    )
    assert asks_whether_extended(read) is asks
    read.references = (SimpleNamespace(),)  # type: ignore[misc, assignment]
    assert not asks_whether_extended(read), "a text is asked of"


@pytest.mark.parametrize(
    ("text", "row", "has"),
    [
        ("the truce ran out", "expiring", True),
        ("the truce ran quietly out", "expiring", True),
        ("the truce ran for two years out", "expiring", True),
        ("the truce ran for two long years out", "expiring", False),  # too far apart
        ("out of the harbour ran the boats", "expiring", False),
        ("the boats ran quietly home", "expiring", False),
        ("the end of its date", "expiring", False),  # "end date" is no verb with its particle
        ("who set the mission up", "founding", True),
        ("who brought the matter up", "founding", False),
    ],
)
def test_a_verb_and_its_particle_are_found_also_apart(text: str, row: str, has: bool) -> None:
    assert has_word_of(text, row) is has
