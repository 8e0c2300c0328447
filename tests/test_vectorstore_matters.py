"""Matters without a body, taken over from text to text, on invented texts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.decided import decided
from tests.factories import resolution
from vectorstore.lineage.matters import links_on_matters, matter_lines
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_FIRST = "Urges both crews to accept the ceasefire proposal of the harbour master of Haiti and to put it into effect"
_NEXT = "Welcomes the plan of the harbour master, which the crews accept, and urges them to keep the ceasefire in Haiti"
_OTHER = "Requests the Keeper to report on the lamps of Haiti and on the humanitarian assistance to their keepers"
_DAYS = {9001: dt.date(2031, 1, 1), 9002: dt.date(2032, 1, 1), 9003: dt.date(2040, 1, 1)}


def test_a_matter_is_taken_over_by_the_next_text_on_it_within_some_years() -> None:
    rows = {
        number: resolution(number, 2031, [_OTHER, text]).paragraphs
        for number, text in ((9001, _FIRST), (9002, _NEXT), (9003, _NEXT))
    }
    [(name, numbers)] = matter_lines(dict.fromkeys(rows, "the harbour of Haiti"), rows)
    assert (name, numbers) == ("matter: Haiti", (9001, 9002, 9003))
    links = links_on_matters([rows[number] for number in numbers], _DAYS)
    assert [(link.earlier, link.later) for link in links] == [("9001/op1", "9002/op1"), ("9001/op2", "9002/op2")]


def test_what_asks_the_parties_is_not_taken_over_by_what_asks_for_a_report() -> None:
    texts = [
        resolution(9001, 2031, [_FIRST]).paragraphs,
        resolution(9002, 2032, [_FIRST.replace("Urges", "Requests")]).paragraphs,
    ]
    assert links_on_matters(texts, _DAYS) == []


def test_what_welcomes_is_not_taken_over_by_what_asks_for_something_else() -> None:
    welcomes = "Welcomes the efforts of the Keeper in the talks on the lamps and anchors of Haiti"
    asks = "Calls upon the crews to resume their negotiations on the herring of Haiti"
    texts = [resolution(9001, 2031, [welcomes]).paragraphs, resolution(9002, 2032, [asks]).paragraphs]
    assert links_on_matters(texts, _DAYS) == []


def test_the_missing_are_taken_up_again_after_years_whatever_is_asked_of_whom() -> None:
    calls = "Urges Haiti to search for the missing persons of the lighthouse and for their property"
    requests = (
        "Requests the Keeper of Haiti to lead the search for the missing persons of the lighthouse and their property"
    )
    texts = [resolution(9001, 2031, [calls]).paragraphs, resolution(9003, 2040, [requests]).paragraphs]
    [link] = links_on_matters(texts, _DAYS)
    assert (link.earlier, link.later) == ("9001/op1", "9003/op1")


def test_a_paragraph_says_that_a_later_text_speaks_of_its_matter(tmp_path: Path) -> None:
    texts = {number: (_DAYS[number], [text]) for number, text in ((9001, _FIRST), (9002, _NEXT))}
    with decided(tmp_path, texts, {}) as catalogue:
        row = catalogue.paragraph("9001/op1")
        assert row is not None
        stands = standing(row, Lineage(catalogue), dt.date(2033, 1, 1))
        assert (stands.state, stands.by) == (State.TAKEN_OVER, "9002/op1")
        assert standing(row, Lineage(catalogue), dt.date(2031, 6, 1)).state is not State.TAKEN_OVER
