"""One pattern for many names."""

from __future__ import annotations

import re

import pytest

from ingest.one_of import one_of
from ingest.places import is_part_of_another, places_in, places_of_each

NAMES = ["nepal", "nepal (east)", "chad", "chile", "ch.d"]


@pytest.mark.parametrize("text", ["nepal", "nepal (east) and nepal", "chxd chad chile", "chi ne", "ch.d"])
def test_it_finds_what_the_names_one_after_another_find(text: str) -> None:
    plainly = "|".join(map(re.escape, sorted(NAMES, key=len, reverse=True)))
    assert re.findall(one_of(NAMES), text) == re.findall(plainly, text)


def test_places_of_many_texts_are_those_of_each() -> None:
    texts = ["Chad and Nepal’s border", "", "no place", "Guinea-Bissau", "Chad", "CÔTE D’IVOIRE İ Haiti"]
    assert places_of_each(texts) == [set(places_in(text)) for text in texts]


@pytest.mark.parametrize(
    ("place", "is_part"), [("Sudan", True), ("Niger", True), ("South Sudan", False), ("Haiti", False)]
)
def test_a_name_may_be_part_of_that_of_another_place(place: str, is_part: bool) -> None:
    assert is_part_of_another(place) is is_part
