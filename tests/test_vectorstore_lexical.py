"""A query is read as the texts are, and the best score of a word is that of the text that holds it best."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorstore.lexical import LexicalIndex, stems_of

TEXTS = [
    "Decides that no more than 4,000 nets shall leave the harbours of Côte d’Azurie",
    "Requests the harbour masters to report on nets, on boats and on 1.325 crates",
    "Notes the boats",
]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    LexicalIndex.build(tmp_path / "words", ["a", "b", "c"], TEXTS)
    return LexicalIndex.open(tmp_path / "words")


def test_a_query_has_the_stems_that_the_texts_have(index: LexicalIndex) -> None:
    for row, text in enumerate(TEXTS):
        known = [stem for stem in index._bm25.vocab_dict if stem]
        held = index.holding(known, np.array([row]))[:, 0]
        assert {*stems_of(text)} == {stem for stem, is_held in zip(known, held, strict=True) if is_held}


@pytest.mark.parametrize("words", ["nets", "boats", "harbour nets", "lighthouses", "the of", ""])
def test_the_best_score_is_that_of_the_best_text(index: LexicalIndex, words: str) -> None:
    assert index.highest(words) == max(index.scores(words).tolist())
