"""A large build is published in steps: words first, then meaning, newest resolutions first; each step is whole for what it
claims, and a kill between two leaves the last one."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.bringing.ingesting import ingest_sources
from assistant.settings import Settings
from ingest.pinpoint import resolution_of
from ingest.resolution import Resolution
from tests.factories import WordEmbedding, resolution
from tests.invented_files import write_file
from vectorstore.building import steps
from vectorstore.building.build import build, build_locked
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import Manifest, current, previous, rollback, writing
from vectorstore.generations.integrity import check_index, is_whole
from vectorstore.index import Index

ROOT = Path(__file__).parents[1]
SEIZED = "Decides to remain seized of the matter"
NUMBERS = range(7001, 7041)


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MANY", 10)


def corpus(title: str = "on lighthouse") -> list[Resolution]:
    return [
        resolution(
            n, 2031, ops=[f"Decides to paint lighthouse {n}", f"Requests keeper {n} to count boats", SEIZED],
            subject=f"{title} {n}",
        )
        for n in NUMBERS
    ]  # fmt: skip


def built(
    data: Path,
    published: Callable[[Manifest], None],
    embedding: WordEmbedding | None = None,
    title: str = "on lighthouse",
) -> Manifest:
    with writing(data):
        return build_locked(data, corpus(title), embedding or WordEmbedding(), published=published)


def test_words_first_then_meaning_from_the_newest(tmp_path: Path) -> None:
    told: list[Manifest] = []
    embedding = WordEmbedding()

    def look(manifest: Manifest) -> None:
        assert current(tmp_path) == manifest.generation
        assert not check_index(tmp_path, WordEmbedding()).faults
        assert is_whole(tmp_path, WordEmbedding(), None) == manifest
        index = Index.open(tmp_path, WordEmbedding())
        assert index.catalogue.count() == (40, 120)
        assert {hit.key for hit in index.lexical("count boats", 200)} == {f"{n}/op2" for n in NUMBERS}
        found = {hit.key for hit in index.dense("count boats", 200)}
        assert found == set(index.with_vector or ())
        assert len(found) == manifest.searchable - manifest.without_vector
        of_found = {resolution_of(key) for key in found}
        assert of_found == set(NUMBERS[len(NUMBERS) - len(of_found) :])  # the newest ones
        assert {int(hit.key) for hit in index.alike("boats", 200)} == of_found == set(index.with_centre or ())
        assert index.dense("count boats", 9, only={7001}) == []
        assert len(index.dense("count boats", 9, only={7040})) == (3 if of_found else 0)
        if not told:
            assert not embedding.asked, "the words waited for the model"
        told.append(manifest)
        index.close()

    last = built(tmp_path, look, embedding)
    assert [each.finished for each in told] == [False, False, False]
    assert [each.without_vector for each in told] == [120, 105, 81]  # a tenth, three tenths, whole resolutions
    assert (last.finished, last.without_vector, current(tmp_path)) == (True, 0, last.generation)
    assert not check_index(tmp_path, WordEmbedding(), every_vector=True).faults
    assert {path.name for path in (tmp_path / "generations").iterdir()} == {last.generation}


def test_each_text_is_embedded_once_and_a_changed_title_costs_one_short_text(tmp_path: Path) -> None:
    built(tmp_path, lambda _: None, embedding := WordEmbedding())
    assert len(embedding.asked) == len(set(embedding.asked)) == 2 * 40 + 1 + 40  # one closing clause, a line for each
    built(tmp_path, lambda _: None, again := WordEmbedding())
    assert again.asked == []
    told: list[Manifest] = []
    built(tmp_path, told.append, again, title="on a lamp")
    assert len(again.asked) == 40
    assert all("lamp" in text and "keeper" not in text for text in again.asked)
    assert told[-1].meaning == 1, "the paragraphs wait for the graph"
    assert not check_index(tmp_path, WordEmbedding(), every_vector=True).faults


def test_files_that_do_not_change_are_linked(tmp_path: Path) -> None:
    seen: list[dict[str, int]] = []

    def look(manifest: Manifest) -> None:
        folder = generations.folder(tmp_path, manifest.generation)
        seen.append({name: (folder / name).stat().st_ino for name in ("catalogue.sqlite", "lexical/keys.json")})
        assert not (folder / "chroma").exists()

    last = built(tmp_path, look)
    folder = generations.folder(tmp_path, last.generation)
    seen.append({name: (folder / name).stat().st_ino for name in seen[0]})
    assert len(seen) == 4
    assert all(each == seen[0] for each in seen)


def test_one_goes_back_to_what_was_there_before_the_steps(tmp_path: Path) -> None:
    old = build(tmp_path, corpus()[:2], WordEmbedding())
    befores: list[str | None] = []
    last = built(tmp_path, lambda _: befores.append(previous(tmp_path)))
    assert befores == [old.generation] * 3
    assert previous(tmp_path) == old.generation
    assert rollback(tmp_path) == old
    assert previous(tmp_path) == last.generation


def test_a_step_takes_nothing_away(tmp_path: Path) -> None:
    """Where all is embedded anew, what is published has more vectors than the first steps."""
    built(tmp_path, lambda _: None)
    (tmp_path / "embeddings.sqlite").unlink()
    told: list[Manifest] = []
    built(tmp_path, told.append, title="on a lamp")
    assert told == []


def test_small_builds_have_no_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MANY", 121)
    told: list[Manifest] = []
    assert built(tmp_path, told.append).finished
    assert told == []


def test_what_a_step_claims_is_checked(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(manifest: Manifest) -> None:
        if manifest.meaning > 0:
            raise Enough

    with pytest.raises(Enough):
        built(tmp_path, stop)
    manifest = generations.read_manifest(tmp_path)
    assert not check_index(tmp_path, WordEmbedding()).faults
    assert check_index(tmp_path, WordEmbedding()).compared["vectors"] == 15
    folder = generations.folder(tmp_path, manifest.generation)
    vectors = np.load(folder / "vectors.npy")
    np.save(folder / "vectors.npy", vectors[::-1])
    held = np.load(folder / "held.npy")
    for claimed, fault in ((15, "is not that of its text"), (14, "There are 15 vectors, the manifest says 14")):
        told = manifest.model_copy(
            update={"files": generations.file_digests(folder), "without_vector": manifest.searchable - claimed}
        )
        generations.publish(tmp_path, told)
        assert any(fault in each for each in check_index(tmp_path, WordEmbedding()).faults)
    np.save(folder / "held.npy", ~held)
    assert any("held.npy" in each for each in check_index(tmp_path, WordEmbedding()).faults)


CHILD = """
import os, signal, sys
from pathlib import Path
from assistant.bringing.ingesting import ingest_sources
from tests.factories import WordEmbedding
from vectorstore.building import steps

steps.MANY, deadly, published = 10, int(sys.argv[3]), 0

def progress(stage, done, total):
    global published
    published += stage == "publish"
    if published == deadly and (stage == "embed" or deadly > 3):
        os.kill(os.getpid(), signal.SIGKILL)

ingest_sources([Path(sys.argv[1])], Path(sys.argv[2]), WordEmbedding(), progress=progress)
"""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_kill_leaves_the_last_step_and_the_next_run_goes_on(tmp_path: Path, after: int) -> None:
    for number in range(7001, 7021):
        write_file(tmp_path / "files", number, extra=3)
    run = [sys.executable, "-c", CHILD, str(tmp_path / "files"), str(tmp_path / "data"), str(after)]
    killed = subprocess.run(run, cwd=ROOT, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    data = tmp_path / "data"
    manifest = generations.read_manifest(data)
    assert (manifest.finished, manifest.meaning > 0) == (False, after > 1)
    assert not check_index(data, WordEmbedding()).faults
    vectors = manifest.searchable - manifest.without_vector
    done = ingest_sources([tmp_path / "files"], data, embedding := WordEmbedding())
    assert (done.unchanged, done.completed, done.manifest.finished) == (True, True, True)
    assert len(set(embedding.asked)) == len(embedding.asked) <= manifest.searchable - vectors + 20
    assert all(step.vectors > vectors for step in done.steps)
    assert not check_index(data, WordEmbedding(), every_vector=True).faults
    assert {path.name for path in (data / "generations").iterdir()} == {done.manifest.generation}
    assert ingest_sources([tmp_path / "files"], data, WordEmbedding()).completed is False


def test_an_open_assistant_notices_each_step_and_says_what_is_missing(tmp_path: Path) -> None:
    data, embedding = tmp_path / "data", WordEmbedding()
    build(
        data,
        [resolution(7900, 2031, ops=["Decides to count keepers at lighthouse 7001", "Asks for lamps", "Asks for oil"])],
        embedding,
    )
    assistant = Assistant(lambda: Index.open(data, embedding), lambda: current(data), Settings(data=data))
    answers: list[Answer] = []

    def ask(_: Manifest | None = None) -> None:
        answers.append(assistant.ask("Which keeper counts boats at lighthouse 7001?"))

    ask()
    built(data, ask)
    ask()
    assert [each.notice.partition(". ")[0] for each in answers] == [
        "",
        "Found by words; meaning is not known yet",
        "Found by words; meaning is known for 12 % of the paragraphs",
        "Found by words; meaning is known for 32 % of the paragraphs",
        "",
    ]
    assert ["7001/op2" in each.evidence for each in answers] == [False, True, True, True, True]
