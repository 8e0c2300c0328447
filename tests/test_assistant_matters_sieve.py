"""A matter is looked for in all descriptions at once; none that holds it is passed over."""

from __future__ import annotations

import pytest

from assistant.records.matters.matter import Matter
from assistant.records.matters.sieve import Sieve
from assistant.terms import content_stems, stem

DESCRIBED = {
    9101: "Prohibition of the sale of lanterns to Azuria",
    9102: "Lanterns are prohibited at sea",
    9103: "Election of the keeper Núñez",
    9104: "Azuria’s Harbour Watch, its tasks",
    9105: "Policing of the piers",
}


@pytest.mark.parametrize(
    ("words", "names", "held"),
    [
        ("lanterns", {}, {9101, 9102}),
        ("lanterns Azuria", {}, {9101}),
        ("prohibition", {}, {9101, 9102}),  # as the verb says it
        ("nunez", {}, set()),
        ("Núñez", {}, {9103}),
        ("HWA", {stem("HWA"): "azuria's harbour watch"}, {9104}),  # by its long form
        ("harbo", {}, {9104}),  # as the beginning of a word
        ("policy", {}, set()),
        ("", {}, set(DESCRIBED)),
    ],
)
def test_no_description_that_holds_a_matter_is_passed_over(words: str, names: dict[str, str], held: set[int]) -> None:
    matter = Matter(tuple(content_stems(words)), names)
    assert {number for number, text in DESCRIBED.items() if matter.held_by(text)} == held
    assert held <= {*Sieve(DESCRIBED).may_hold(matter)}


def test_what_no_description_holds_is_hardly_looked_into() -> None:
    assert {*Sieve(DESCRIBED).may_hold(Matter(tuple(content_stems("lanterns of the harbour")), {}))} == set()


def test_a_stem_is_looked_for_among_the_records_that_are_meant() -> None:
    sieve = Sieve(DESCRIBED)
    assert sieve.is_in(stem("lanterns"), {9101, 9105})
    assert not sieve.is_in(stem("lanterns"), {9105})
    assert not sieve.is_in(stem("oars"), {*DESCRIBED})
