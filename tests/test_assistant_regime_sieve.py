"""A wording is looked for only where one of the words stands without which it is not there."""

from __future__ import annotations

import re

import pytest

from assistant.timeline.regimes.sieved import Sieved

SAYINGS = (
    "Decides that all States shall forbid the sale of oars",
    "DECIDES that no State shall sell oars",
    "Welcomes the oars that were lent",
    "shall",
    "",
)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bdecides\b[^;]{0,60}\bshall\b",
        r"\b(?:decides|welcomes)\b",
        r"^\W*(?:shall|wel\w+)\b",
        r"\boars?\b",
        r"\w+\s+\w+",  # needs no word
        r"\b(?:a|b|c)\b|\bshall$",
    ],
)
def test_it_finds_what_the_pattern_finds(pattern: str) -> None:
    sieved, plain = Sieved(pattern), re.compile(pattern, re.IGNORECASE)
    for said in SAYINGS:
        for found, expected in ((sieved.search(said), plain.search(said)), (sieved.match(said), plain.match(said))):
            assert (found and found.span()) == (expected and expected.span())


def test_a_pattern_is_not_tried_without_a_word_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    sieved = Sieved(r"\bdecides\b[^;]{0,60}\boars\b")
    tried: list[str] = []

    class Pattern:
        def search(self, text: str) -> None:
            tried.append(text)

    monkeypatch.setattr(sieved, "_pattern", Pattern())
    for said in SAYINGS:
        sieved.search(said)
    assert tried == list(SAYINGS[:2])
