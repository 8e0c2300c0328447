"""Vectors of single words: made with the index, taken over from the one before, and the same where an index has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from pydantic import PrivateAttr

from tests.factories import WordEmbedding, resolution
from vectorstore.building.build import build
from vectorstore.embedding.base import Vectors
from vectorstore.embedding.minilm import MiniLM
from vectorstore.generations import disk as generations
from vectorstore.index import Index, current
from vectorstore.texts import InText, Texts
from vectorstore.vectors.words import WORD_VECTORS, WORDS, Words

CORPUS = [
    resolution(
        7000 + n, 2031, ops=["Decides to moor lighters", "Requests lighters in 2031", f"Keeps lighters at {quay}"]
    )
    for n, quay in enumerate(("Azuria", "Belmare", "Azuria", "Azuria"))
]


class Reads(WordEmbedding):
    """Tells which words it read."""

    _read: list[str] = PrivateAttr(default_factory=list)

    def of_each_word(self, words: Sequence[str]) -> Vectors:
        self._read += words
        return self.embed_many(words)

    def taken(self) -> list[str]:
        """What was read since it was asked last."""
        read, self._read = self._read, []
        return sorted(read)


def files(data: Path) -> set[str]:
    folder = generations.folder(data, current(data) or "")
    return {name for name in (WORDS, WORD_VECTORS) if (folder / name).is_file()}


def test_words_of_the_corpus_are_read_with_it_and_others_once_when_they_are_asked_for(tmp_path: Path) -> None:
    embedding = Reads()
    build(tmp_path, CORPUS, embedding)
    assert {WORDS, WORD_VECTORS} <= {*generations.read_manifest(tmp_path).files}
    read = embedding.taken()
    assert {"lighters", "azuria"} <= {*read}
    assert not {"belmare", "2031"} & {*read}, "one text alone has it, and a number is like no word"
    index, asked = Index.open(tmp_path, embedding), ["belmare", "lighters", "pontoons", "azuria"]
    found = [index.of_each_word(asked) for _ in range(2)]
    assert embedding.taken() == ["belmare", "pontoons"]
    for each in found:
        assert each is not None
        assert np.allclose(each, embedding.embed_many(asked), atol=1e-3)


def test_words_that_begin_with_letters_are_sought_where_their_neighbours_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedding, looked = Reads(), list[list[int]]()
    build(tmp_path, CORPUS, embedding)
    index, beginning = Index.open(tmp_path, embedding), Texts.beginning

    def seen(texts: Texts, letters: str, before: str, behind: str, among: list[int]) -> Iterator[InText]:
        looked.append(among)
        return beginning(texts, letters, before, behind, among)

    monkeypatch.setattr(Texts, "beginning", seen)
    assert [each.word for each in index.words_beginning("light", "", "belma")] == []
    assert [each.word for each in index.words_beginning("light", "keep", "belma")] == ["lighters"] * 4
    assert [each.word for each in index.words_beginning("light", "moor", "")] == ["lighters"] * 4
    assert looked == [[7001], [7000, 7001, 7002, 7003], [7000, 7001, 7002, 7003]]
    assert [*index.words_beginning("lighters", "moor", "")] == [], "nothing is left out of it"
    assert [*index.words_beginning("quay", "moor", "")] == [*index.words_beginning("light", "quay", "")] == []
    assert len(looked) == 3, "nothing was read for these"
    assert Words(embedding).may_begin_with("zzz"), "none are kept"


def test_a_phrase_is_sought_in_the_resolutions_that_have_its_words(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, Reads())
    index = Index.open(tmp_path, Reads())
    texts, alone = index.catalogue.texts, Texts(index.catalogue._db)
    narrowed = {
        "to moor lighters": [7000, 7001, 7002, 7003],
        "lighters at belm": [7001],  # the last word may be cut off
        "Requesti": [7000, 7001, 7002, 7003],  # where a stem leaves off more
        "keeps at Belmare": [7001],  # has both words, not the phrase
        "lighthouse": [],
        "at": None,  # is in every text
        "’s": None,
    }
    for phrase, numbers in narrowed.items():
        found = index.catalogue.narrowed.to(phrase) if index.catalogue.narrowed.to is not None else None
        assert (None if found is None else found.tolist()) == numbers, phrase
        assert texts.keys(phrase) == alone.keys(phrase), phrase
    index.release()
    assert index.catalogue.narrowed.to is None, "the files of an index that is closed are let go"
    assert texts.keys("moor lighters at") == []
    assert texts.keys("to moor light") == alone.keys("to moor light") != []


def test_an_index_without_them_gives_the_same(tmp_path: Path) -> None:
    embedding = Reads()
    build(tmp_path, CORPUS, embedding)
    asked = ["lighters", "moor", "lighters"]
    with_files = Index.open(tmp_path, embedding).of_each_word(asked)
    for name in (WORDS, WORD_VECTORS):
        (generations.folder(tmp_path, current(tmp_path) or "") / name).unlink()
    embedding.taken()
    folder, manifest = generations.folder(tmp_path, current(tmp_path) or ""), generations.read_manifest(tmp_path)
    without = Index(folder, manifest, embedding).of_each_word(asked)
    assert embedding.taken() == ["lighters", "moor"]
    assert with_files is not None
    assert without is not None
    assert np.allclose(with_files, without, atol=1e-3)


def test_only_words_that_are_new_are_read_for_the_next_generation(tmp_path: Path) -> None:
    embedding = Reads()
    build(tmp_path, CORPUS, embedding)
    embedding.taken()
    build(
        tmp_path,
        [*CORPUS, resolution(7010, 2032, ops=["Decides on a buoy", "Lights a buoy", "Keeps a buoy"])],
        embedding,
    )
    assert embedding.taken() == ["buoy"]


def test_an_embedding_without_vectors_of_words_has_none(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    assert files(tmp_path) == set()
    assert Index.open(tmp_path, WordEmbedding()).of_each_word(["lighters"]) is None


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


def test_a_word_is_read_by_itself_and_like_one_that_says_nearly_the_same(model: MiniLM) -> None:
    words = ["vessels", "ships", "pensions", "Vessels", *(f"filling{n}" for n in range(20))]
    found = model.of_each_word(words)
    assert np.allclose(found[:1], model.of_each_word(["vessels"]), atol=1e-5), "whatever it is read beside"
    assert np.allclose(found[0], found[3], atol=1e-5)
    assert found[0] @ found[1] > 0.5 > 0.3 > found[0] @ found[2]
