"""A byte that flips, a file that ends too early, a file that is gone: one line with the command that repairs, and it does."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.bringing.ingesting import ingest_sources
from ingest.errors import UnscError
from tests.factories import WordEmbedding, resolution
from tests.invented import stored_resolutions
from tests.invented_files import write_file
from tests.test_vectorstore_index import CORPUS
from vectorstore.building import build as building
from vectorstore.catalogue import Catalogue
from vectorstore.errors import DamagedIndex
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import current, hashes, read_manifest
from vectorstore.generations.integrity import check_index
from vectorstore.index import Index
from vectorstore.memory.embedding_cache import EmbeddingCache
from vectorstore.vectors.store import VectorStore

OF_A_GENERATION = [
    "manifest.json", "catalogue.sqlite", "names.json", "columns.npz", "centres.npz", "vectors.npy", "rows.json", "sources.json",
    "lexical/keys.json", "lexical/data.csc.index.npy", "lexical/vocab.index.json", "lexical_bare/indptr.csc.index.npy",
    "lexical_whole/indices.csc.index.npy", "lexical_whole/params.index.json", "chroma/chroma.sqlite3",
    "chroma/*/data_level0.bin", "chroma/*/header.bin", "chroma/*/length.bin", "chroma/*/link_lists.bin",
    "chroma/*/index_metadata.pickle",
]  # fmt: skip
BESIDE = ["CURRENT", "embeddings.sqlite", "sources.sqlite"]


def flip(path: Path) -> None:
    """One bit of the first byte behind the middle that is not empty."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    place = next((place for place in range(middle, len(content)) if content[place]), middle)
    content[place] ^= 0x10
    path.write_bytes(bytes(content))


def flip_first(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 0xFF]) + content[1:])


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


OTHER_HARM = [flip_first, truncate, empty, remove]
# One kind of file for each way in which it is read has every harm done to it.
TRIED = [(place, flip) for place in (*BESIDE, *OF_A_GENERATION)] + [
    (place, harm)
    for place in (*BESIDE, "manifest.json", "catalogue.sqlite", "columns.npz", "chroma/*/header.bin")
    for harm in OTHER_HARM
]


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two generations over a few files."""
    folder = tmp_path_factory.mktemp("damage")
    for number in range(7001, 7007):
        write_file(folder / "files", number, extra=3)
    for colour in ("red", "green"):
        write_file(folder / "files", 7003, colour=colour, extra=3)
        ingest_sources([folder / "files"], folder / "data", WordEmbedding())
    for path in folder.rglob("*.sqlite-*"):
        assert not path.exists() or path.stat().st_size == 0, "nothing waits beside a database"
    return folder


def words(data: Path) -> dict[str, str]:
    return {p.key: p.text for r in stored_resolutions(data) for p in r.paragraphs}


def said_by(*arguments: str | Path) -> tuple[int, str]:
    """Status and what is said; anything but an error of the family is raised."""
    done = CliRunner().invoke(cli.app, [str(each) for each in arguments])
    if done.exception is None or isinstance(done.exception, (SystemExit, UnscError)):
        return done.exit_code, done.output
    raise done.exception


def run(command: str, data: Path, files: Path) -> None:
    """A command as it stands in a message."""
    _, *arguments = command.split()
    status, said = said_by(*(files if each == "PATH…" else each for each in arguments), "--data", data)
    assert status == 0, said


@pytest.mark.parametrize(("place", "harm"), TRIED, ids=lambda value: getattr(value, "__name__", value))
def test_damage_is_one_line_with_the_command_that_repairs(
    tmp_path: Path, start: Path, place: str, harm: Callable[[Path], None]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(start / "data", data)
    published, kept = str(current(data)), str(generations.previous(data))
    new, old = words(data), words_of(data, kept)
    within = data if place in BESIDE else data / "generations" / published
    (path,) = within.glob(place)
    before = path.read_bytes()
    harm(path)
    if not path.exists() or path.read_bytes() != before:  # an empty file cannot be emptied
        in_a_generation_or_current = place not in {"embeddings.sqlite", "sources.sqlite"}
        status, said = said_by("index", "check", "--data", data)
        if not in_a_generation_or_current and harm in (empty, remove):
            assert status == 0, "a cache may be deleted"
        else:
            assert status in {1, 2}, f"{said} is said of {place}"
        commands = re.findall(r"`(unsc [^`]+)`", said.splitlines()[-1])
        if in_a_generation_or_current:
            with pytest.raises(DamagedIndex, match="unsc") as error:
                Index.open(data, WordEmbedding())
            assert "\n" not in str(error.value)
            assert re.findall(r"`(unsc [^`]+)`", str(error.value))[0] == commands[0]
            status, told = said_by("ask", "What does paragraph 1 of resolution 7003 decide?", "--data", data)
            assert status == 2
            assert told.count("\n") == 1
            assert commands[0] in told
        for command in commands[:1]:
            run(command, data, start / "files")
    assert not check_index(data, WordEmbedding(), every_vector=True).faults
    assert words(data) == (old if current(data) == kept else new)
    if current(data) == kept:
        run("unsc ingest PATH…", data, start / "files")
        assert words(data) == new


def words_of(data: Path, generation: str) -> dict[str, str]:
    with closing(Catalogue.open(generations.folder(data, generation) / generations.CATALOGUE)) as catalogue:
        return {p.key: p.text for r in catalogue.resolutions() for p in r.paragraphs}


@pytest.mark.parametrize(
    "place",
    ["catalogue.sqlite", "sources.json", "rows.json", "vectors.npy", "chroma/chroma.sqlite3", "chroma/*/length.bin"],
)
def test_nothing_damaged_is_carried_forward(tmp_path: Path, start: Path, place: str) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    shutil.copytree(start / "data", data)
    shutil.copytree(start / "files", files)
    (path,) = (data / "generations" / str(current(data))).glob(place)
    flip(path) if path.stat().st_size else path.write_bytes(b"more")
    write_file(files, 7004, colour="blue", extra=3)
    ingest_sources([files], data, WordEmbedding())
    assert not check_index(data, WordEmbedding(), every_vector=True).faults
    assert "blue" in words(data)["7004/op1"]
    assert {key.partition("/")[0] for key in words(data)} == {str(number) for number in range(7001, 7007)}


def test_without_a_generation_before_the_files_repair_the_catalogue(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    write_file(files, 7001)
    ingest_sources([files], data, WordEmbedding())
    before = words(data)
    flip(data / "generations" / str(current(data)) / "catalogue.sqlite")
    for command in ("index rebuild", "index rollback", "search boats"):
        status, said = said_by(*command.split(), "--data", data)
        assert status != 0
        assert "unsc ingest PATH…" in said
    run("unsc ingest", data, files)
    assert words(data) == before
    assert not check_index(data, WordEmbedding(), every_vector=True).faults


def test_a_generation_that_is_damaged_is_not_gone_back_to(tmp_path: Path, start: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(start / "data", data)
    flip(data / "generations" / str(generations.previous(data)) / "vectors.npy")
    published = current(data)
    with pytest.raises(DamagedIndex, match=r"vectors\.npy.*unsc"):
        generations.rollback(data)
    assert current(data) == published


@pytest.mark.parametrize("written", [b"", b"\xff\xfe", b"../../etc\n", b"20310101T000000000000-0000\n"])
def test_any_writer_mends_a_pointer_that_points_nowhere(tmp_path: Path, start: Path, written: bytes) -> None:
    data = tmp_path / "data"
    shutil.copytree(start / "data", data)
    ids = (data / "CURRENT").read_text("ascii").split()
    for copy in (b"also spoilt", None):
        if copy:
            (data / "CURRENT.copy").write_bytes(copy)
        (data / "CURRENT").write_bytes(written)
        with pytest.raises(DamagedIndex, match="unsc index rollback"):
            current(data)
        assert generations.rollback(data).generation == ids[0]
        assert (data / "CURRENT").read_text("ascii").split() == ids


def test_what_looks_as_before_is_not_read_and_what_does_not_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = building.build(tmp_path, CORPUS, WordEmbedding())
    hashed: list[str] = []
    digest = hashes._digest

    def spy(path: Path) -> str:
        hashed.append(path.name)
        return digest(path)

    monkeypatch.setattr(hashes, "_digest", spy)
    Index.open(tmp_path, WordEmbedding()).close()
    assert hashed == []
    path = tmp_path / "generations" / manifest.generation / "names.json"
    path.write_bytes(path.read_bytes())
    for expected in (["names.json"], []):
        Index.open(tmp_path, WordEmbedding()).close()
        assert hashed == expected
        hashed.clear()
    (path.parent / hashes.SEEN).write_bytes(b"\xff")
    Index.open(tmp_path, WordEmbedding()).close()
    assert len(hashed) == len(manifest.files)


def test_a_store_is_not_changed_by_those_who_open_it(tmp_path: Path) -> None:
    manifest = building.build(tmp_path, CORPUS, WordEmbedding())
    folder = tmp_path / "generations" / manifest.generation
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    for _ in range(3):
        with closing(VectorStore.open(folder / "chroma")) as store:
            assert store.search(store.vector("7001/op1"), 1)[0].key == "7001/op1"  # type: ignore[arg-type]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before
    assert hashes.digests(folder) == manifest.files


@pytest.mark.parametrize("paragraphs", [1, 2, 3])
def test_a_store_of_few_rows_is_whole_as_well(tmp_path: Path, paragraphs: int) -> None:
    texts = [f"Decides to light lamp {number} of the pier" for number in range(paragraphs)]
    building.build(tmp_path, [resolution(7001, 2031, texts)], WordEmbedding())
    for _ in range(2):
        with closing(Index.open(tmp_path, WordEmbedding())) as opened:
            assert len(opened.dense("lamp", 5)) == paragraphs


# Older programs -------------------------------------------------------------------------------------------------


def as_an_older_program_wrote_it(data: Path) -> Path:
    """No sizes, no hashes of the vector store, no seal; returns the folder of the vector store."""
    manifest = read_manifest(data)
    folder = generations.folder(data, manifest.generation)
    files = {place: digest for place, digest in manifest.files.items() if not place.startswith("chroma/")}
    older = manifest.model_copy(update={"files": files, "sizes": {}})
    (folder / "manifest.json").write_text(older.model_dump_json(exclude={"sizes"}), "utf-8")
    return folder / "chroma"


def test_an_index_without_hashes_of_its_vectors_is_tried_in_a_process_that_may_die(tmp_path: Path) -> None:
    building.build(tmp_path, CORPUS, WordEmbedding())
    store = as_an_older_program_wrote_it(tmp_path)
    Index.open(tmp_path, WordEmbedding()).close()
    (header,) = store.glob("*/header.bin")
    header.write_bytes(bytes(len(header.read_bytes())))
    with pytest.raises(DamagedIndex, match=r"vectors .*unsc index rebuild"):
        Index.open(tmp_path, WordEmbedding())
    building.rebuild(tmp_path, WordEmbedding())
    assert not check_index(tmp_path, WordEmbedding(), every_vector=True).faults


def test_of_a_cache_without_checksums_nothing_is_trusted(tmp_path: Path) -> None:
    building.build(tmp_path, CORPUS, WordEmbedding())
    with closing(sqlite3.connect(tmp_path / "embeddings.sqlite")) as db, db:
        db.execute("ALTER TABLE vector DROP COLUMN sum")
        db.execute("UPDATE vector SET vector = zeroblob(length(vector)) WHERE rowid = 3")
    building.build(tmp_path, CORPUS, WordEmbedding(dimensions=64))  # another model: all of them are asked for
    with closing(sqlite3.connect(tmp_path / "embeddings.sqlite")) as db:
        rows = db.execute("SELECT model, count(*), count(sum) FROM vector GROUP BY model ORDER BY model").fetchall()
    assert [model for model, *_ in rows] == [WordEmbedding(dimensions=64).fingerprint]
    assert all(count == summed for _, count, summed in rows)


def test_a_vector_that_changed_in_the_cache_is_embedded_anew(tmp_path: Path) -> None:
    building.build(tmp_path, CORPUS, WordEmbedding())
    with closing(sqlite3.connect(tmp_path / "embeddings.sqlite")) as db, db:
        db.execute("UPDATE vector SET vector = zeroblob(length(vector)) WHERE rowid IN (2, 5)")
    faults = check_index(tmp_path, WordEmbedding()).faults
    assert faults == ["2 of the rows in embeddings.sqlite are damaged."]
    building.rebuild(tmp_path, embedding := WordEmbedding())
    assert len(embedding.asked) == 2
    assert not check_index(tmp_path, WordEmbedding(), every_vector=True).faults
    with EmbeddingCache.open(tmp_path / "embeddings.sqlite") as cache:
        assert len(cache.vectors(embedding.asked, embedding)) == 2
