"""What the mandate of a mission is, in an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from tests.decided import corpus_of, decided, told
from vectorstore.catalogue import Catalogue

TODAY = dt.date(2033, 6, 1)
CITES = {"7206/op1": ("7205/op1",), "7207/op1": ("7205",)}
POINTS = ["to watch the harbour", "to count the boats", "to teach the pilots"]
TEXTS = {  # number: day, paragraphs
    7201: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7202: (dt.date(2032, 3, 30), ["Decides to extend the mandate of UNMAZ until 31 March 2033", ("Decides that UNMAZ shall have the following mandate:", POINTS)]),
    7203: (dt.date(2033, 3, 30), ["Decides to extend the mandate of UNMAZ until 31 March 2034"]),
    7204: (dt.date(2033, 4, 30), [
        "Decides to establish the United Nations Force in Angola (UNFAN) until 31 March 2034",
        "Recommends that the function of the Force should be to keep the two harbours apart",
    ]),
    7205: (dt.date(2033, 5, 2), [
        ("Decides to establish the United Nations Office in Chad (UNOCH) until 31 March 2034, under a Special Representative, to:", POINTS),
    ]),
    7206: (dt.date(2033, 5, 6), [
        "Decides to extend until 31 March 2035 the mandate of UNOCH, as set out in paragraph 1 of resolution 7205 (2033)",
        ("Requests the Secretary-General to report to the Security Council on how the mandate of UNOCH is carried out, including on:",
         ["the boats", "the pilots", "the harbour lights"]),
    ]),
    7207: (dt.date(2033, 5, 9), [
        "Decides to extend until 31 March 2036 the mandate of UNOCH, as set out in resolution 7205 (2033)",
        "Welcomes what was said of a guard unit for the harbours of Chad",
        "Decides that UNOCH shall include, for one year, a guard unit with two boats",
    ]),
    7208: (dt.date(2033, 5, 12), [
        "Decides that all States shall prevent the sale of arms to Angola",
        ("Decides to establish a Committee of the Security Council consisting of all its members, to undertake the following tasks:", ["to read", "to list", "to tell"]),
        ("Requests the Secretary-General to create for one year, in consultation with the Committee, a Panel of Experts on Angola, to carry out the following tasks:", POINTS),
    ]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("timeline_mandate"), TEXTS, CITES) as opened:
        yield opened


def test_the_newest_text_that_lists_tasks_is_quoted_with_its_points(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNMAZ"), view="tasks")', corpus_of(catalogue, TODAY))
    assert draft.text.startswith("The newest text in the corpus that sets out the tasks of UNMAZ is S/RES/7202 (2032)")
    assert draft.evidence == ("7202/op2", "7202/op2(a)", "7202/op2(b)", "7202/op2(c)", "7203/op1")
    assert "newest decision on how long it lasts: S/RES/7203 (2033), para. 1, until 31 March 2034" in draft.text
    assert [c.quote for c in draft.citations[1:4]] == POINTS


def test_without_a_list_the_decisions_and_what_it_is_for_are_quoted(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNFAN"), view="tasks")', corpus_of(catalogue, TODAY))
    assert draft.text.startswith("These decide on what UNFAN is for")
    assert draft.evidence == ("7204/op1", "7204/op2")


def test_what_the_newest_text_refers_to_is_told_with_it_and_no_list_of_what_to_report_on(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNOCH"), view="tasks", day="2033-05-07")', corpus_of(catalogue, TODAY))
    assert draft.text.startswith(
        "The newest text in the corpus that sets out the tasks of UNOCH is S/RES/7206 (2033), para. 1, adopted on 6 May 2033, "
        "which refers for them to S/RES/7205 (2033), para. 1."
    )
    assert draft.evidence[:3] == ("7206/op1", "7205/op1", "7205/op1(a)")
    assert not any(key.startswith("7206/op2") for key in draft.evidence)


def test_of_a_whole_text_that_is_referred_to_the_list_is_found(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNOCH"), view="tasks")', corpus_of(catalogue, TODAY))
    assert draft.evidence[:2] == ("7207/op1", "7205/op1")


@pytest.mark.parametrize(
    ("subject", "place"),
    [('committee("7208 Committee")', "7208/op2"), ('panel("Panel of Experts on Angola")', "7208/op3")],
)
def test_a_committee_and_its_panel_have_each_their_own_tasks(catalogue: Catalogue, subject: str, place: str) -> None:
    assert told(f'chain(subject={subject}, view="tasks")', corpus_of(catalogue, TODAY)).evidence[0] == place


def test_what_first_decides_on_a_part_of_a_mission_is_not_what_set_the_mission_up(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNOCH"), view="first", part="guard unit")', corpus_of(catalogue, TODAY))
    assert draft.evidence == ("7207/op3",)
    assert draft.text.startswith(
        "The first paragraph that decides on “guard unit” in the texts on United Nations Office in Chad is"
    )
    none = told('chain(subject=mission("UNOCH"), view="first", part="balloon brigade")', corpus_of(catalogue, TODAY))
    assert none.status is Status.REFUSED


BEFORE_THE_FIGURE = (
    "Recalls that the register of 12 March 2030 names 40 lamps, and that the Guild of the harbour kept 300 boats, 20 barges and 15 rafts at "
    "its quays, whatever the season, and that these were mended by the wrights of the coast on 1 May 2030, on 2 June 2030 and on 3 July 2030, "
    "by day and by night, in fair weather and in foul, with a pilot on board or without one, and requests the keepers to count them again "
    "within 90 days and to tell the masters of the harbour, within 30 days, of each lamp that was lost"
)


@pytest.mark.parametrize(
    "figures",
    [
        "730 military personnel",  # by the figure: they are told as troops
        "1,730 police",  # by what is counted
        "7,250 troops and 930 police",
    ],
)
def test_of_a_long_paragraph_the_ceiling_that_is_told_is_quoted(tmp_path: Path, figures: str) -> None:
    texts = {
        7231: (dt.date(2031, 3, 14), [
            "Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2036",
            f"{BEFORE_THE_FIGURE}, and decides that UNMAZ shall consist of up to {figures}, as was asked for by the masters",
        ]),
    }  # fmt: skip
    with decided(tmp_path, texts) as catalogue:
        text = told('chain(subject=mission("UNMAZ"), view="ceiling")', corpus_of(catalogue, TODAY)).text
    (quoted,) = [line for line in text.splitlines() if line.startswith("S/RES/7231 (2031), para. 2: “")]
    assert f"UNMAZ shall consist of up to {figures}" in quoted
    assert " … " in quoted, "it is cut"
