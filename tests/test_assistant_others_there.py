"""Ends beside each other: other measures of a place, duties without an end, persons taken off a list; an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.reading.zero.kinds.mandates import answer_expiry
from assistant.reading.zero.question import understand
from assistant.retrieval.evidence import Evidence
from assistant.understanding.periods import as_of_in
from tests.decided import decided
from tests.factories import Item
from vectorstore.catalogue import Catalogue
from vectorstore.index import Hit

TODAY = dt.date(2035, 6, 1)
TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    7601: (dt.date(2033, 3, 1), ["Decides that, until 1 March 2034, all States shall take the necessary measures to prevent the import of all diamonds from Haiti",
                                 "Decides that, until 1 March 2034, all States shall take the necessary measures to prevent the import of all timber from Haiti"]),
    7602: (dt.date(2034, 3, 1), ["Decides not to renew the measures on timber from Haiti imposed by paragraph 2 of resolution 7601 (2033)",
                                 "Decides to renew the measures on diamonds from Haiti imposed by paragraph 1 of resolution 7601 (2033) until 1 March 2036"]),
    7603: (dt.date(2034, 5, 1), ["Decides that all States shall prohibit the trade in painted lanterns stolen from the temples of Haiti"]),
    7604: (dt.date(2034, 6, 1), ["Decides that Jorun Velasko and Pietra Anduin are removed from the Lantern Sanctions List",
                                 "Requests the Committee to consider whether Odrik Faltan should be removed from the Lantern Sanctions List"]),
}  # fmt: skip
CITES = {"7602/op1": ("7601/op2",), "7602/op2": ("7601/op1",)}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS, CITES) as opened:
        yield opened


def ask(catalogue: Catalogue, text: str, as_of: dt.date = TODAY, found: tuple[str, ...] = ()) -> Draft | None:
    question = understand(text, known=set(catalogue.numbers()).__contains__)
    evidence = Evidence(
        tuple(Hit(key, 10.0 - place) for place, key in enumerate(found)), dict(catalogue.paragraphs(found))
    )
    return answer_expiry(question, catalogue, as_of=as_of, today=TODAY, search=lambda _: evidence)


def test_what_is_not_renewed_has_ended_and_the_other_measures_of_the_place_are_named(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Is the timber ban on Haiti still in force?")
    assert draft is not None
    assert "ended" in draft.text.splitlines()[0] or "terminated or lifted" in draft.text.splitlines()[0]
    assert "1 March 2034" in draft.text.splitlines()[0]
    assert "Also decided on Haiti" in draft.text
    assert "7602/op2" in {citation.key for citation in draft.citations}


def test_as_of_a_day_nothing_later_is_among_the_others(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Is the timber ban on Haiti still in force?", as_of=dt.date(2033, 6, 1))
    assert draft is not None
    assert "7602" not in draft.text


def test_a_duty_without_an_end_leads_where_the_chains_are_about_something_else(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "How long must States stop the trade in lanterns stolen from Haiti?")
    assert draft is not None
    assert draft.text.startswith("This is open-ended; no end date. S/RES/7603 (2034)")
    assert draft.citations[0].key == "7603/op1"


def test_a_person_whom_a_resolution_takes_off_a_list(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Is Jorun Velasko still on the sanctions list?")
    assert draft is not None
    assert draft.text.startswith("Taken off the list by the Council itself, with effect from 1 June 2034")
    before = ask(catalogue, "Is Jorun Velasko still on the sanctions list?", as_of=dt.date(2034, 1, 1))
    assert before is None or "Taken off" not in before.text


def test_who_may_be_removed_is_not_said_to_be(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Is Odrik Faltan still on the sanctions list?")
    assert draft is None or "Taken off" not in draft.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In mid-1998 until when was the mission to stay?", dt.date(1998, 6, 30)),
        ("In early 1999, until when was it mandated?", dt.date(1999, 3, 31)),
        ("Seen from April 2012, how long may it stay?", dt.date(2012, 4, 30)),
        ("In 1998, until when was it to stay?", dt.date(1998, 12, 31)),
    ],
)
def test_the_time_in_which_a_question_places_itself(text: str, day: dt.date) -> None:
    assert as_of_in(text) == day
