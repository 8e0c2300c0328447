"""Acronyms are learned from the places where texts introduce them."""

import pytest

from ingest.acronyms import adds_a_name, introduced, learn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the United Nations Survey of Harbours in Azuria (UNSHA), and", [("UNSHA", "United Nations Survey of Harbours in Azuria")]),
        ("support to Harbour Disarmament, Demobilization and Reform (DDR) there", [("DDR", "Disarmament, Demobilization and Reform")]),
        ("with the Azurian Harbour Police’s (“AHP”) consent", [("AHP", "Azurian Harbour Police")]),
        ("The Counter-Piracy Committee Executive Bureau (CPEB) reports", [("CPEB", "Counter-Piracy Committee Executive Bureau")]),
        # a small word is no letter of a name, where the name has enough without it
        ("by the Organization of Azurian Unity (OAU), and", [("OAU", "Organization of Azurian Unity")]),
        # the letters are those of the French name
        ("the United Nations Integrated Harbour Office in Azuria (BINPA)", [("BINPA", "United Nations Integrated Harbour Office in Azuria")]),
        # what stands in earlier brackets is no part of a name
        ("the European Harbour Union (EHU) of its Police Mission (EHUPM)", [("EHU", "European Harbour Union")]),
        ("General Assembly resolution 9514 (XV) of 14 December", []),
        ("three ships (ABC) came", []),
    ],
)  # fmt: skip
def test_a_name_is_the_words_before_the_bracket(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(introduced(text)) == expected


def test_the_name_given_most_often_is_learned() -> None:
    usual, rare = "United Nations Harbour Mission (UNHM)", "United Nations Haven Mission (UNHM)"
    assert learn([rare, usual, "no acronym here", usual]) == {"UNHM": "United Nations Harbour Mission"}


@pytest.mark.parametrize(
    ("longer", "acronym", "same"),
    [
        ("FORMAZ HARVEST", "FORMAZ", True),
        ("UNMAZ II", "UNMAZ", False),
        ("UNMAZA", "UNMAZ", False),
        ("UNMAZ", "", False),
    ],
)
def test_a_name_behind_an_acronym_is_of_the_same_body_and_a_number_of_the_next(
    longer: str, acronym: str, same: bool
) -> None:
    assert adds_a_name(longer, acronym) is same
