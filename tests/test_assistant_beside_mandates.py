"""Ends of what stands beside a mandate: ceilings, requests that are renewed, goods, bodies that go on; an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.reading.zero.kinds.aspect_asked import imposing_it
from assistant.reading.zero.kinds.mandates import answer_expiry
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from assistant.retrieval.evidence import Evidence
from tests.decided import decided
from tests.factories import Item
from vectorstore.catalogue import Catalogue
from vectorstore.index import Hit

TODAY = dt.date(2035, 6, 1)
TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    7501: (dt.date(2034, 3, 1), ["Decides to establish the United Nations Mission in Elmar (UNMEL) until 1 March 2036",
                                 "Decides to maintain the authorized ceiling of 900 ferry guards of UNMEL until 1 September 2034",
                                 "Requests the Secretary-General to provide written weekly reports on the lantern thefts until 1 May 2034"]),
    7502: (dt.date(2034, 4, 20), ["Extends the reporting request in paragraph 3 of resolution 7501 (2034) until 1 November 2034"]),
    7503: (dt.date(2034, 8, 9), ["Decides that the authorized ceiling of ferry guards of UNMEL shall stay as it is until 1 July 2035"]),
    7504: (dt.date(2034, 10, 2), ["Decides that all States shall take the necessary measures to prevent the supply of arms and weapons to raiders in Haiti",
                                  "Decides that all States shall prohibit the import of oyster pearls from Haiti"]),
    7505: (dt.date(2034, 12, 2), ["Decides that all States shall take the necessary measures to prevent the supply of arms and weapons by barge to Haiti, recalling resolution 7504 (2034)"]),
    7506: (dt.date(2035, 1, 2), ["Decides to establish the International Mechanism for Lamps (IROL)",
                                 "Decides that IROL shall operate for an initial period of two years and thereafter for periods of one year, unless the Council decides otherwise"]),
}  # fmt: skip
CITES = {"7502/op1": ("7501/op3",), "7505/op1": ("7504",)}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS, CITES) as opened:
        yield opened


def ask(catalogue: Catalogue, text: str, as_of: dt.date = TODAY, found: tuple[str, ...] = ()) -> Draft:
    question = understand(text, known=set(catalogue.numbers()).__contains__)
    assert question.intent is Intent.EXPIRY
    evidence = Evidence(
        tuple(Hit(key, 10.0 - place) for place, key in enumerate(found)), dict(catalogue.paragraphs(found))
    )
    draft = answer_expiry(question, catalogue, as_of=as_of, today=TODAY, search=lambda _: evidence)
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    ("as_of", "key", "day"),
    [(dt.date(2034, 7, 1), "7501/op2", "1 September 2034"), (dt.date(2035, 6, 1), "7503/op1", "1 July 2035")],
)
def test_a_ceiling_has_a_term_of_its_own_by_the_newest_text(
    catalogue: Catalogue, as_of: dt.date, key: str, day: str
) -> None:
    draft = ask(catalogue, "How long does the ceiling of ferry guards of UNMEL last?", as_of)
    assert draft.evidence[0] == key
    assert day in draft.text
    assert "1 March 2036" in draft.text  # the mandate itself is told as well


def test_the_mandate_alone_is_answered_by_its_decision(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Until when is UNMEL mandated?")
    assert draft.evidence[0] == "7501/op1"
    assert "has a term" not in draft.text


def test_a_request_for_reports_is_followed_to_its_last_extension(catalogue: Catalogue) -> None:
    question = "Until when must reports on the lantern thefts be sent?"
    draft = ask(catalogue, question, found=("7501/op3",))
    assert draft.evidence[0] == "7502/op1"
    assert "1 November 2034" in draft.text
    assert "It continues S/RES/7501 (2034), para. 3." in draft.text
    before = ask(catalogue, question, dt.date(2034, 4, 1), found=("7501/op3",))
    assert before.evidence[0] == "7501/op3"


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("When does the ban on importing pearls from Haiti lapse?", "7504/op2"),
        ("When does the ban on importing lamps from Haiti lapse?", None),
        ("When does the ban on weapons for Haiti lapse?", None),  # the newest decision says so itself
    ],
)
def test_what_is_forbidden_is_shown_where_the_newest_measures_are_on_something_else(
    catalogue: Catalogue, asked: str, key: str | None
) -> None:
    chain = [decision for decision in catalogue.mandates() if decision.key in ("7504/op1", "7505/op1")]
    assert len(chain) == 2
    found = imposing_it(understand(asked, known=lambda _: False), chain, catalogue)
    assert (found.key if found else None) == key


def test_a_body_without_an_end_says_for_what_periods_it_goes_on(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Does IROL have a closing date?")
    assert "How long it goes on: S/RES/7506 (2035), para. 2" in draft.text
    assert "7506/op2" in [citation.key for citation in draft.citations]


@pytest.mark.parametrize("asked", ["When did UNMEL's mandate stop?", "When will the patrols of UNMEL stop?"])
def test_stopping_asks_for_an_end(asked: str) -> None:
    assert understand(asked, known=lambda _: False).intent is Intent.EXPIRY


def test_the_end_of_another_thing_in_the_named_text_is_searched_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    day = dt.date(2034, 5, 5)
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        7601: (day, ["Decides that all States shall, until 5 May 2036, prevent the import of petroleum from Haiti",
                     "Decides that the mandate of the harbour wardens shall expire upon the completion of the regatta"]),
    }  # fmt: skip
    with decided(tmp_path_factory.mktemp("another"), texts) as catalogue:
        for text, told in (
            ("When does the mandate of the harbour wardens expire according to resolution 7601?", False),
            ("When do the petroleum measures on Haiti of resolution 7601 expire?", True),
        ):
            question = understand(text, known={7601}.__contains__)
            draft = answer_expiry(question, catalogue, as_of=None, today=TODAY)
            assert (draft is not None) is told


def test_what_states_may_do_at_sea_has_the_term_of_its_authorization(tmp_path_factory: pytest.TempPathFactory) -> None:
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        7611: (dt.date(2034, 3, 1), ["Decides that all States shall take the necessary measures to prevent the import of charcoal from Somalia"]),
        7612: (dt.date(2034, 5, 1), ["Authorizes for a period of 12 months from the date of this resolution Member States to inspect on the high seas off the coast of Somalia vessels bound to or from Somalia which they believe carry charcoal from Somalia"]),
        7613: (dt.date(2035, 4, 1), ["Decides to extend until 30 November 2035 the authorizations in paragraph 1 of resolution 7612 (2034) to inspect vessels off the coast of Somalia"]),
    }  # fmt: skip
    cites = {"7613/op1": ("7612/op1",)}
    with decided(tmp_path_factory.mktemp("sea"), texts, cites) as catalogue:
        for text in (
            "Until when may ships be inspected for charcoal under the Somalia sanctions regime?",
            "How long are navies allowed to search dhows for charcoal off Somalia under the sanctions?",
        ):
            assert "30 November 2035" in ask(catalogue, text).text.partition("\n\n")[0]
