"""What is carved out of freezes for relief, regime by regime; and a regime that goes on under another place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.plan import Subject
from assistant.reading.subjects import Subjects
from assistant.records.cards.card import card
from assistant.records.cards.slot import Card
from assistant.records.cards.words import SlotKind
from assistant.records.slots import fillings, slots_named
from assistant.records.stands import in_words
from tests.decided import decided
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_DAY = dt.date(2036, 1, 1)
_RENEWS = "Decides to renew until 1 March 2038 the measures on {} imposed by paragraph 1 of resolution {} ({})"
_TEXTS = {
    9201: (dt.date(2031, 3, 1), [
        "Decides that all States shall freeze the accounts of flute thieves in Yemen",
        _RENEWS.format("Yemen", 9200, 2030),
    ]),
    9202: (dt.date(2031, 4, 1), [
        "Decides that all States shall freeze the accounts of drum thieves in Haiti",
        _RENEWS.format("Haiti", 9200, 2030),
    ]),
    9203: (dt.date(2032, 3, 1), [
        "Decides that funds of those listed by this Council or its Sanctions Committees that pay for humanitarian assistance are permitted to flow and that this is not a violation of any freeze",
        "Decides that the provisions introduced by paragraph 1 above will apply to the measures on Haiti for a period of one year from the date of adoption of this resolution",
    ]),
    9204: (dt.date(2033, 1, 9), [
        "Decides that the measures introduced by paragraph 1 of resolution 9203 (2032) shall continue to apply to the measures on Haiti",
    ]),
    9205: (dt.date(2035, 3, 1), [
        "Decides that humanitarian assistance, with the funds that it needs, and the payments for boats that bring it, are not a violation of paragraph 1 of resolution 9201 (2031)",
        _RENEWS.format("Yemen", 9201, 2031),
    ]),
}  # fmt: skip
_CITES = {
    "9203/op2": ("9203/op1",),
    "9204/op1": ("9203/op1",),
    "9205/op1": ("9201/op1",),
    "9205/op2": ("9201/op1",),
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("carved"), _TEXTS, _CITES) as opened:
        yield opened


def _card(name: str, catalogue: Catalogue, day: dt.date = _DAY) -> Card:
    entry = Subjects(catalogue).entry(Subject(name=name), day)
    assert entry is not None
    return card(entry, Lineage(catalogue), day)


def _carved(made: Card) -> list[str]:
    return [slot.key for slot in made.slots if slot.kind is SlotKind.HUMANITARIAN]


def test_a_regime_has_its_own_carve_out_and_that_of_all(catalogue: Catalogue) -> None:
    made = _card("Yemen sanctions", catalogue)
    assert _carved(made) == ["9205/op1", "9203/op1"]
    of_all = made.slots[[slot.key for slot in made.slots].index("9203/op1")]
    assert of_all.stands.state is State.HOLDS  # what is said of another regime is nothing here
    assert _carved(_card("Yemen sanctions", catalogue, dt.date(2031, 6, 1))) == []


def test_where_a_text_says_how_long_it_applies_to_a_regime_that_text_is_its_carve_out(catalogue: Catalogue) -> None:
    assert _carved(_card("Haiti sanctions", catalogue)) == ["9204/op1"]


def test_the_carve_out_is_asked_for_by_its_name(catalogue: Catalogue) -> None:
    subjects, lineage = Subjects(catalogue), Lineage(catalogue)
    kinds = slots_named("humanitarian carve-out in Yemen")
    assert kinds == slots_named("is there a humanitarian exemption") == {SlotKind.HUMANITARIAN}
    assert not slots_named("humanitarian access in Yemen")
    entry = subjects.entry(Subject(name="Yemen sanctions"), _DAY)
    assert entry is not None
    assert fillings(kinds, [entry], subjects, lineage, _DAY) == ("9205/op1", "9203/op1")
    assert fillings(kinds, [], subjects, lineage, _DAY) == ("9203/op1",)


def test_a_regime_that_goes_on_under_another_place_is_shown_as_it_goes_on(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    texts = {
        9301: (dt.date(2031, 3, 1), [
            "Decides that all States shall freeze the accounts of the Taliban",
            "Decides to renew until 1 March 2032 the measures on the Taliban imposed by paragraph 1 of resolution 9300 (2030)",
        ]),
        9302: (dt.date(2034, 3, 1), [
            "Decides that all States shall deny flutes to Afghanistan",
            _RENEWS.format("Afghanistan", 9300, 2030),
        ]),
    }  # fmt: skip
    with decided(tmp_path_factory.mktemp("goes-on"), texts) as catalogue:
        assert "9302/op1" in [slot.key for slot in _card("Taliban sanctions", catalogue).slots]
        before = [slot.key for slot in _card("Taliban sanctions", catalogue, dt.date(2031, 6, 1)).slots]
        assert "9301/op1" in before


def test_an_extension_without_an_end_is_told_as_one(catalogue: Catalogue) -> None:
    row = catalogue.paragraph("9203/op1")
    assert row is not None
    assert in_words(standing(row, Lineage(catalogue), _DAY), catalogue).endswith("; without an end date")
