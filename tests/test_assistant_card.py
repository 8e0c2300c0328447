"""The law on a subject, slot by slot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.operations.corpus import Corpus
from assistant.plan import Subject
from assistant.reading.subjects import Subjects
from assistant.records.cards.card import card
from assistant.records.cards.exemptions import exempting_in
from assistant.records.cards.slot import Card, Slot
from assistant.records.cards.words import SlotKind
from assistant.records.stands import in_words
from assistant.telling.standing import lines_of
from tests.decided import corpus_of, decided, told
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, standing

_DAY = dt.date(2034, 1, 1)
_TEXTS = {
    9101: (
        dt.date(2031, 3, 1),
        [
            "Decides that all States shall, for a period of one year, prevent the sale or supply of arms and drums to Haiti",
            "Decides that paragraph 1 above shall not apply to whistles of which the drummers have told the Committee, and, in the absence of a "
            "negative decision, within five working days they may be blown",
            "Decides to establish, for drums and whistles, a Committee of the Security Council in which three drummers sit",
            "Decides that paragraph 1 shall apply to pipers and to individuals whom that Committee names for their noise",
        ],
    ),
    9102: (
        dt.date(2033, 3, 1),
        ["Decides to renew until 1 May 2034 the measures on arms imposed by paragraph 1 of resolution 9101 (2031)"],
    ),
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder: Path = tmp_path_factory.mktemp("card")
    with decided(folder, _TEXTS, {"9102/op1": ("9101/op1",)}) as opened:
        yield opened


@pytest.fixture
def made(catalogue: Catalogue) -> Card:
    entry = Subjects(catalogue).entry(Subject(name="Haiti sanctions"), _DAY)
    assert entry is not None
    return card(entry, Lineage(catalogue), _DAY)


def test_each_slot_has_the_paragraph_that_holds(made: Card) -> None:
    slots = {slot.kind: slot for slot in made.slots}
    measure = slots[SlotKind.MEASURE]
    assert (measure.key, measure.stands.by, measure.stands.until) == ("9101/op1", "9102/op1", dt.date(2034, 5, 1))
    assert measure.exempted == ("9101/op2",)
    assert slots[SlotKind.COMMITTEE].key == "9101/op3"
    assert slots[SlotKind.CRITERIA].key == "9101/op4"


def test_an_exemption_says_who_decides_and_in_how_many_days(made: Card, catalogue: Catalogue) -> None:
    [exemption] = [slot for slot in made.slots if slot.kind is SlotKind.EXEMPTION]
    assert exemption.who == "no negative decision of the Committee within five working days"
    assert "  Who decides: no negative decision of the Committee within five working days" in lines_of(
        exemption, catalogue, 80
    )


def test_of_what_is_over_nothing_is_told_to_hold(catalogue: Catalogue) -> None:
    draft = told('standing(subject="Haiti sanctions", slots=["ceiling"])', corpus_of(catalogue, _DAY))
    assert draft.status is Status.REFUSED
    assert "Nothing of it holds any more" in draft.text


def test_a_plan_without_a_matter_tells_all_that_holds(catalogue: Catalogue) -> None:
    corpus: Corpus = corpus_of(catalogue, _DAY)
    draft = told('standing(subject="Haiti sanctions")', corpus)
    assert "Measures:" in draft.text
    assert "Extended by S/RES/9102 (2033), para. 1; until 1 May 2034" in draft.text
    assert "9101/op1" in {each.key for each in draft.citations}


def test_a_plan_can_ask_for_some_slots_alone(catalogue: Catalogue) -> None:
    draft = told('standing(subject="Haiti sanctions", slots=["criteria"])', corpus_of(catalogue, _DAY))
    assert "Criteria:" in draft.text
    assert "Measures:" not in draft.text


def test_what_is_from_a_measure_lapses_with_it(catalogue: Catalogue) -> None:
    day = dt.date(2034, 6, 1)
    entry = Subjects(catalogue).entry(Subject(name="Haiti sanctions"), day)
    assert entry is not None
    slots = {slot.kind: slot for slot in card(entry, Lineage(catalogue), day).slots}
    for kind in (SlotKind.MEASURE, SlotKind.EXEMPTION, SlotKind.CRITERIA):
        assert (slots[kind].stands.state, slots[kind].stands.until) == (State.LAPSED, dt.date(2034, 5, 1)), kind
    committee = slots[SlotKind.COMMITTEE].stands
    assert (committee.state, committee.until) == (State.HOLDS, None)  # it has no term, whatever it watches over


def test_a_provision_is_told_with_the_exception_in_its_own_text(catalogue: Catalogue) -> None:
    row = catalogue.paragraph("9101/op1")
    assert row is not None
    said = in_words(standing(row, Lineage(catalogue), _DAY), catalogue)
    assert said.endswith("until 1 May 2034; exceptions in S/RES/9101 (2031), para. 2")


_STRING = "shall not apply to the payment of funds for string, paste, paper and long sticks that reach the hungry kite schools in time"
_KITES = {
    9201: (
        dt.date(2031, 1, 1),
        [
            "Decides that all States shall prevent the sale of kites to Haiti",
            "Decides that all States shall freeze the funds of kite makers in Haiti who fly by night",
            f"Decides that the measures imposed by paragraph 2 above {_STRING}",
            "Confirms that the requirements in paragraph 2 above apply to the string of travellers, given by the procedures for exemptions alone",
        ],
    ),
    9202: (
        dt.date(2032, 1, 1),
        [
            "Decides to renew, for one year, the measures in paragraph 1 of resolution 9201 (2031) on kites in Haiti",
            f"Reaffirms that the measures imposed by paragraph 2 of resolution 9201 (2031) {_STRING}",
        ],
    ),
    9203: (
        dt.date(2033, 1, 1),
        [
            "Decides that this paragraph on kites in Haiti shall supersede and replace paragraph 3 of resolution 9201 (2031)",
            "Decides that the measures imposed by paragraph 2 of resolution 9201 (2031) are suspended",
            "Requests the bell ringers of Haiti to sweep every tower from top to bottom before the first frost of the year, and requests "
            "the Secretary-General to report every six months to the Council on the kites",
        ],
    ),
    9204: (
        dt.date(2034, 1, 1),
        ["Decides to terminate the measures on kites in Haiti referred to in paragraph 2 of resolution 9203 (2033)"],
    ),
}
_CITES = {
    "9202/op1": ("9201/op1",),
    "9202/op2": ("9201/op2",),
    "9203/op1": ("9201/op3",),
    "9203/op2": ("9201/op2",),
    "9204/op1": ("9203/op2",),
}


@pytest.fixture(scope="module")
def kites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("kites"), _KITES, _CITES) as opened:
        yield opened


def _state(catalogue: Catalogue, key: str, day: dt.date) -> tuple[State, str]:
    row = catalogue.paragraph(key)
    assert row is not None
    stands = standing(row, Lineage(catalogue), day)
    return stands.state, stands.by


def test_what_replaces_an_older_version_replaces_the_one_that_said_it_again(kites: Catalogue) -> None:
    assert _state(kites, "9202/op2", dt.date(2032, 6, 1))[0] is not State.REPLACED
    assert _state(kites, "9202/op2", dt.date(2033, 6, 1)) == (State.REPLACED, "9203/op1")


def test_what_is_suspended_ends_where_the_measures_of_the_suspension_do(kites: Catalogue) -> None:
    assert _state(kites, "9201/op2", dt.date(2033, 6, 1)) == (State.SUSPENDED, "9203/op2")
    assert _state(kites, "9201/op2", dt.date(2034, 6, 1)) == (State.ENDED, "9204/op1")


def test_only_what_takes_something_out_of_a_measure_is_exempted_from_it(kites: Catalogue) -> None:
    assert [row.key for row, named in exempting_in(kites, 9201) if "9201/op2" in named] == ["9201/op3"]


def test_a_report_is_told_from_the_words_that_ask_for_it(kites: Catalogue) -> None:
    slot = Slot(SlotKind.REPORT, "9203/op3", "9203/op3", Standing("9203/op3", State.HOLDS))
    assert "para. 3: … requests the Secretary-General to report" in lines_of(slot, kites, 100)[0]
