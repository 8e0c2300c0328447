"""Generations are built, checked, published and opened; nothing half-built is ever seen."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.resolution import Resolution, TextStatus
from tests.factories import WordEmbedding, resolution
from vectorstore.building import build as index_module
from vectorstore.building.build import build, rebuild
from vectorstore.embedding.base import Progress, Vectors
from vectorstore.errors import (
    BuildFailed,
    CannotWrite,
    DamagedIndex,
    EmbeddingFailed,
    EmptyCorpus,
    IndexLocked,
    NoIndex,
    WrongModel,
)
from vectorstore.generations import disk as generations
from vectorstore.generations.seal import sealed
from vectorstore.index import Index, current
from vectorstore.vectors.store import VectorStore

ROOT = Path(__file__).parents[1]
CORPUS = [
    resolution(
        7001,
        2031,
        pps=["Recalling the letter of the harbour master of Côte d’Azurie,"],
        ops=["Decides to send surveyors", ("Requests the registrar:", ["to count boats", "to weigh nets"])],
        section=("Survey of the lighthouse",),
        subject="on the survey of the harbour",
    ),
    resolution(7002, 2032, ops=["Demands that the 灯台 be lit at night", "Remains ready to count boats"]),
    resolution(7003, 2033, ops=["Decides to close the quarry", "Remains ready to count boats"]),
]


def opened(data: Path) -> Index:
    return Index.open(data, WordEmbedding())


def keys(hits: list[Any]) -> list[str]:
    return [hit.key for hit in hits]


def test_a_resolution_is_found_by_its_meaning_as_a_whole(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    index = opened(tmp_path)
    for each in CORPUS:
        words = " ".join(paragraph.words for paragraph in each.paragraphs)
        assert index.alike(words, 1)[0].key == str(each.number)
    everything = index.alike("anything", 100)
    assert sorted(int(hit.key) for hit in everything) == sorted(each.number for each in CORPUS)
    assert [hit.score for hit in everything] == sorted((hit.score for hit in everything), reverse=True)
    assert keys(index.alike("anything", 100, only={CORPUS[-1].number})) == [str(CORPUS[-1].number)]


def test_what_was_built_is_found_by_words_and_by_meaning(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    manifest = build(tmp_path, CORPUS[::-1], WordEmbedding(), progress=lambda *counts: seen.append(counts))
    index = opened(tmp_path)

    assert (manifest.resolutions, manifest.paragraphs, manifest.searchable) == (3, 10, 9)
    assert str(manifest.last_day) == "2033-01-01"
    assert index.manifest == manifest
    assert manifest.generation == current(tmp_path)
    assert seen[0] == (0, 8)  # one passage stands in two resolutions
    assert seen[-1] == (8, 8)
    assert keys(index.lexical("weighs a net", 5)) == ["7001/op2(b)"]
    assert keys(index.dense("demands that 灯台 be lit", 1)) == ["7002/op1"]
    assert index.catalogue.resolution(7001) == CORPUS[0]


def test_every_vector_finds_itself(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    index = opened(tmp_path)
    for paragraph in index.catalogue.select():
        vector = index._vectors.vector(paragraph.key)
        if vector is not None:
            assert keys(index._vectors.search(vector, 1)) == [paragraph.key]


def test_lexical_hits_share_a_word_and_carry_accents_or_not(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    index = opened(tmp_path)
    for query in ("cote d'azurie", "Côte d’Azurie", "CÔTE D'AZURIE"):
        assert keys(index.lexical(query, 9)) == ["7001/pp1"], query
    assert keys(index.lexical("灯台", 9)) == ["7002/op1"]
    assert index.lexical("submarine", 9) == []
    assert index.lexical("the of and", 9) == []
    assert index.lexical("", 9) == []
    scores = [hit.score for hit in index.lexical("count boats surveyors", 9)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_bare_words_leave_the_context_aside(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    index = opened(tmp_path)
    assert len(index.lexical("harbour", 9)) == 5  # subject of the whole resolution
    assert keys(index.lexical("harbour", 9, bare=True)) == ["7001/pp1"]
    assert "7001/op1" in keys(index.lexical("lighthouse", 9))  # the heading above it


def test_searches_stay_inside_the_resolutions_asked_for(tmp_path: Path) -> None:
    many = [
        resolution(n, 2031, ops=["Remains ready to count boats", f"Decides on pier {n}"]) for n in range(7100, 7160)
    ]
    build(tmp_path, many, WordEmbedding())
    index = opened(tmp_path)
    for search in (index.lexical, index.dense):
        assert keys(search("count boats", 9, only={7105}))[0] == "7105/op1"
        assert {key[:4] for key in keys(search("count boats", 9, only={7105, 7106}))} == {"7105", "7106"}
        assert search("count boats", 9, only=()) == []
        assert search("count boats", 9, only={1}) == []
    few, half = set(range(7100, 7120)), set(range(7120, 7160))
    assert {int(key[:4]) for key in keys(index.dense("count boats", 30, only=few))} == few
    assert len(index.dense("count boats", 70, only=half)) == 70
    assert len(index.dense("count boats", 500)) == 120
    assert index.dense("count boats", 0) == []


def test_nothing_there_says_how_to_start(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    with pytest.raises(NoIndex, match="unsc ingest PATH"):
        opened(tmp_path / "never")


def test_another_model_is_refused_with_the_repair(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    with pytest.raises(WrongModel, match=r"words:256.*words:64.*unsc ingest"):
        Index.open(tmp_path, WordEmbedding(dimensions=64))


def test_everything_is_rebuilt_from_the_catalogue(tmp_path: Path) -> None:
    generation = build(tmp_path, CORPUS, WordEmbedding()).generation
    shutil.rmtree(tmp_path / "generations" / generation / "chroma")
    rebuild(tmp_path, other := WordEmbedding(dimensions=64))
    index = Index.open(tmp_path, other)
    assert list(index.catalogue.resolutions()) == CORPUS
    assert keys(index.dense("close the quarry", 1)) == ["7003/op1"]


def test_an_empty_corpus_is_no_corpus(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    before = current(tmp_path)
    for nothing in ([], [Resolution(number=7009, year=2034, status=TextStatus.ABSENT)]):
        with pytest.raises(EmptyCorpus, match="unsc ingest"):
            build(tmp_path, nothing, WordEmbedding())
    assert current(tmp_path) == before


def test_a_resolution_without_text_is_kept_beside_the_others(tmp_path: Path) -> None:
    absent = Resolution(number=7009, year=2034, status=TextStatus.ABSENT)
    build(tmp_path, [*CORPUS, absent], WordEmbedding())
    assert opened(tmp_path).catalogue.resolution(7009) == absent


class _Fails(WordEmbedding):
    """Answers some batches, then stops."""

    def embed_many(self, texts: list[str], progress: Progress | None = None) -> Vectors:  # type: ignore[override]
        if len(self.asked) >= 4:
            raise EmbeddingFailed("The service is gone. Try again.")
        return super().embed_many(texts, progress)


def test_a_failure_in_the_middle_leaves_the_old_generation_answering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, CORPUS[:1], WordEmbedding())
    before = current(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    for step in ("write_texts", "write_vectors", "_check"):
        with monkeypatch.context() as patch:
            patch.setattr(index_module, step, fail)
            with pytest.raises(CannotWrite, match=r"disk full.*goes on answering"):
                build(tmp_path, CORPUS, WordEmbedding())
    assert current(tmp_path) == before
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [before]
    assert opened(tmp_path).catalogue.numbers() == [7001]


def test_a_generation_that_lost_a_vector_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add = VectorStore.add
    monkeypatch.setattr(VectorStore, "add", lambda self, k, v, m: add(self, k[1:], v[1:], m[1:]))
    with pytest.raises(BuildFailed, match="of 9 paragraphs there are 8 in the vectors"):
        build(tmp_path, CORPUS, WordEmbedding())
    assert current(tmp_path) is None


def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.memory.embedding_cache._COMMIT_EVERY", 2)
    with pytest.raises(EmbeddingFailed):
        build(tmp_path, CORPUS, failing := _Fails())
    second = WordEmbedding()
    build(tmp_path, CORPUS, second)
    third = WordEmbedding()
    build(tmp_path, CORPUS, third)
    assert len(failing.asked) >= 3, "two groups, of which one may be the last and smallest"
    assert len(second.asked) == 11 - len(failing.asked)  # eight passages, a line on each resolution
    assert not set(failing.asked) & set(second.asked)
    assert third.asked == []


def test_equal_texts_are_embedded_once_and_each_is_found(tmp_path: Path) -> None:
    same = resolution(7001, 2031, ops=["Decides to count boats"] * 3)
    build(tmp_path, [same], embedding := WordEmbedding())
    assert len(embedding.asked) == 2  # the passage, and the line on the resolution
    assert sorted(keys(opened(tmp_path).dense("boats", 9))) == ["7001/op1", "7001/op2", "7001/op3"]


def test_a_spoilt_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "embeddings.sqlite").write_bytes(b"no database at all, only words" * 200)
    build(tmp_path, CORPUS, embedding := WordEmbedding())
    assert len(embedding.asked) == 11
    build(tmp_path, CORPUS, again := WordEmbedding())
    assert again.asked == []


def test_the_generation_before_is_kept_and_older_ones_are_removed(tmp_path: Path) -> None:
    ids = [build(tmp_path, CORPUS[: n + 1], WordEmbedding()).generation for n in range(3)]
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == ids[1:]
    assert ids == sorted(ids)


def test_an_open_index_goes_on_answering_beside_its_successor(tmp_path: Path) -> None:
    build(tmp_path, CORPUS[:1], WordEmbedding())
    old = opened(tmp_path)
    build(tmp_path, CORPUS, WordEmbedding())
    new = opened(tmp_path)
    assert keys(old.dense("count boats", 1)) == keys(old.lexical("count boats", 1)) == ["7001/op2(a)"]
    assert keys(new.dense("close the quarry", 1)) == ["7003/op1"]
    old.close()
    assert keys(new.dense("close the quarry", 1)) == ["7003/op1"]


@pytest.mark.parametrize("lost", ["catalogue.sqlite", "lexical", "lexical_bare", "chroma", "manifest.json"])
def test_a_damaged_generation_is_refused_with_the_repair(tmp_path: Path, lost: str) -> None:
    generation = build(tmp_path, CORPUS, WordEmbedding()).generation
    path = tmp_path / "generations" / generation / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(DamagedIndex, match="unsc ingest"):
        opened(tmp_path)


def test_an_index_of_another_schema_is_refused(tmp_path: Path) -> None:
    generation = build(tmp_path, CORPUS, WordEmbedding()).generation
    path = tmp_path / "generations" / generation / "manifest.json"
    path.write_text(sealed(json.dumps(json.loads(path.read_text("utf-8")) | {"schema_version": 0})), "utf-8")
    with pytest.raises(DamagedIndex, match="schema 0"):
        opened(tmp_path)


BUILDER = """
import sys
from pathlib import Path
from tests.factories import WordEmbedding
from tests.test_vectorstore_index import CORPUS
from vectorstore.building.build import build

class Waits(WordEmbedding):
    def embed_many(self, texts, progress=None):
        if not self.asked:
            print("embedding", flush=True)
            sys.stdin.readline()
        return super().embed_many(texts, progress)

build(Path(sys.argv[1]), CORPUS, Waits())
print("published", flush=True)
"""


def building(data: Path) -> subprocess.Popen[str]:
    """Another process in the middle of a build: it goes on when a line is written to it."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "embedding\n"
    return process


def test_readers_answer_and_writers_wait_while_another_process_builds(tmp_path: Path) -> None:
    build(tmp_path, CORPUS[:1], WordEmbedding())
    before = current(tmp_path)
    process = building(tmp_path)
    with process:
        with pytest.raises(IndexLocked, match=rf"pid {process.pid}, since \d{{4}}-.*[Ww]ait"):
            build(tmp_path, CORPUS, WordEmbedding())
        reader = opened(tmp_path)
        assert keys(reader.dense("count boats", 1)) == ["7001/op2(a)"]
        assert process.communicate("go on\n", timeout=60)[0] == "published\n"
        assert keys(reader.dense("count boats", 1)) == ["7001/op2(a)"]
    assert current(tmp_path) != before
    assert keys(opened(tmp_path).dense("close the quarry", 1)) == ["7003/op1"]


def test_a_killed_build_leaves_no_lock_and_no_rubbish(tmp_path: Path) -> None:
    build(tmp_path, CORPUS[:1], WordEmbedding())
    before = current(tmp_path)
    with building(tmp_path) as process:
        os.kill(process.pid, signal.SIGKILL)
    assert current(tmp_path) == before
    assert len(list((tmp_path / "generations").iterdir())) == 2
    after = build(tmp_path, CORPUS, WordEmbedding()).generation
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == sorted([str(before), after])


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), generations.writing(tmp_path):
        raise RuntimeError
    with generations.writing(tmp_path):
        pass
