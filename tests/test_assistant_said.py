"""In which ways a word may be said: a name in none but itself, and a place not in a word that many places have in their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assistant.assumed.said import is_a_name, unlike, unsaid
from assistant.reading.lexicon import Word, words_in
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.embedding.base import Vectors

OPS = [
    "Welcomes the pledge of the Zorblax to mend the piers",
    "Requests the pilots to train quaggas, and the Quaggas Trust to feed them",
    "Decides that all quaggas of the harbour are counted",
    "Urges the Zorblax to count its boats",
]
VECTORS = {"zorblax": (1.0, 0.0), "quaggas": (1.0, 0.0), "zebras": (0.9, 0.19**0.5)}
SHOWN = "the zebras"
EVERYWHERE, SELDOM = 3.0, 7.0  # how rare a word is: one that one of twenty paragraphs has, or one of a thousand


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("said") / "catalogue.sqlite"
    write_catalogue(path, [resolution(9701, 2031, OPS, ["Recalling the rope of the Ferrymen"])])
    opened = Catalogue.open(path)
    yield opened
    opened.close()


def index_of(catalogue: Catalogue, rarity: float = SELDOM) -> Any:
    def of_each_word(words: Sequence[str]) -> Vectors:
        return np.array([VECTORS[word] for word in words], np.float32)

    return SimpleNamespace(catalogue=catalogue, names={}, rarity=lambda _: rarity, of_each_word=of_each_word)


def word_of(text: str, plain: str) -> Word:
    return next(word for word in words_in(text) if word.plain == plain)


@pytest.mark.parametrize(
    ("text", "plain", "rarity", "is_unlike"),
    [
        ("did Zorblax bite", "zorblax", SELDOM, True),
        ("did zorblax bite", "zorblax", SELDOM, True),  # a name, though it is typed small
        ("did zorblax bite", "zorblax", EVERYWHERE, False),
        ("did quaggas bite", "quaggas", SELDOM, False),  # no name: texts print it small
        ("did Quaggas bite", "quaggas", SELDOM, False),
    ],
)
def test_a_rare_word_that_the_texts_print_with_a_capital_alone_is_like_none(
    catalogue: Catalogue, text: str, plain: str, rarity: float, is_unlike: bool
) -> None:
    word = word_of(text, plain)
    assert unlike([word], text, SHOWN, index_of(catalogue, rarity)) == ([word] if is_unlike else [])


@pytest.mark.parametrize(
    ("plain", "is_name"),
    [("zorblax", True), ("ferrymen", True), ("quaggas", False), ("harbour", False), ("zebras", False)],
)
def test_a_name_is_printed_with_a_capital_in_some_paragraph_and_without_one_in_none(
    catalogue: Catalogue, plain: str, is_name: bool
) -> None:
    assert is_a_name(word_of(plain, plain), index_of(catalogue)) is is_name


@pytest.mark.parametrize(
    ("place", "shown", "said"),
    [
        ("Kinshasa", "the Democratic People's Republic of Korea", False),
        ("Kinshasa", "the forests of the Congo", True),
        ("Seoul", "the Republic of Malta and its people", False),
        ("Seoul", "the Korean Peninsula and Korea", True),
        ("Lomé", "the boats of Togo", True),
        ("Lomé", "the boats of Benin", False),
    ],
)
def test_a_place_is_not_said_by_a_word_that_the_names_of_many_places_have(
    catalogue: Catalogue, place: str, shown: str, said: bool
) -> None:
    text = f"are there boats in {place}"
    word = next(each for each in words_in(text) if each.printed == place)
    assert unsaid([word], text, shown, index_of(catalogue)) == ([] if said else [word])


@pytest.mark.parametrize(
    ("plain", "shown", "said"),
    [
        ("apprehend", "the apprehension of the raiders", True),
        ("decide", "the decision of the harbour master", True),
        ("apprehend", "the apprentices of the pilots", False),
        ("decide", "the lamps of the harbour", False),
    ],
)
def test_a_verb_is_said_by_its_noun_though_that_has_another_stem(
    catalogue: Catalogue, plain: str, shown: str, said: bool
) -> None:
    text = f"did they {plain} the boats"
    word = word_of(text, plain)
    assert unsaid([word], text, shown, index_of(catalogue)) == ([] if said else [word])
