"""Ingestion again and again: what is unchanged is not read, what is gone is forgotten, the rest is as if built at once."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import ingest.files.sources
import ingest.files.surveyed
import ingest.pipeline
from assistant import cli
from assistant.bringing.ingesting import forget_sources, ingest_sources
from ingest.errors import IngestError
from ingest.resolution import Resolution
from tests.factories import WordEmbedding
from tests.invented import CORPUS, open_assistant, publish, stored_resolutions
from tests.invented_files import write_file
from vectorstore.building.rows import Rows
from vectorstore.errors import EmptyCorpus, NothingToRollBack
from vectorstore.generations import disk as generations
from vectorstore.generations.integrity import check_index
from vectorstore.index import current


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened by a reader."""
    names: list[str] = []
    read_file = ingest.pipeline.read_file

    def spy(path: Path) -> Any:
        names.append(path.name)
        return read_file(path)

    monkeypatch.setattr(ingest.pipeline, "read_file", spy)
    monkeypatch.setattr(ingest.files.sources, "_SETTLED", 0)
    return names


def ingested(data: Path, *paths: Path) -> Any:
    return ingest_sources(paths, data, WordEmbedding())


def words(data: Path) -> dict[str, str]:
    return {p.key: p.text for r in stored_resolutions(data) for p in r.paragraphs}


def whole(data: Path) -> bool:
    return not check_index(data, WordEmbedding(), every_vector=True).faults


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(each) for each in arguments])


def result(*arguments: str | Path) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_unchanged_files_are_not_read_and_nothing_is_built(tmp_path: Path, read: list[str]) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    for number in (7006, 7007, 7008):
        write_file(files, number)
    (files / "noise.txt").write_text("a shopping list", "utf-8")
    first = ingested(data, files)
    assert sorted(read) == ["S_RES_7006.txt", "S_RES_7007.txt", "S_RES_7008.txt", "noise.txt"]
    read.clear()
    again = ingested(data, files)
    assert again.unchanged
    assert again.manifest == first.manifest
    assert (again.report.files, again.kept, len(again.report.skipped)) == (4, (7006, 7007, 7008), 1)
    for path in files.iterdir():  # another time, the same content
        path.write_bytes(path.read_bytes())
    assert ingested(data, files).unchanged
    assert ingested(data, files / "S_RES_7007.txt").unchanged
    assert read == []


def test_a_changed_file_alone_is_read_and_its_vectors_alone_are_written(tmp_path: Path, read: list[str]) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    for number in range(7006, 7014):
        write_file(files, number, extra=20)
    ingested(data, files)
    read.clear()
    changed = write_file(files, 7008, colour="green", extra=20)
    embedding = WordEmbedding()
    done = ingest_sources([files], data, embedding)
    assert read == [changed.name]
    assert (done.report.anew, done.added, done.replaced, len(done.kept), done.removed) == (1, (), (7008,), 7, ())
    assert len(embedding.asked) == 1
    rows = Rows.read(generations.folder(data, done.manifest.generation))
    assert rows is not None
    assert rows.patched == 1
    assert "green" in words(data)["7008/op1"]
    assert whole(data)
    # The same as if everything had been read at once.
    ingested(other := tmp_path / "other", files)
    assert stored_resolutions(data) == stored_resolutions(other)


def test_what_a_file_gave_goes_with_it_unless_another_has_it(tmp_path: Path, read: list[str]) -> None:
    data, files, more = tmp_path / "data", tmp_path / "files", tmp_path / "more"
    for number in (7006, 7007, 7008):
        write_file(files, number)
    write_file(more, 7007, name="S_RES_7007_GOLD.txt", colour="golden")
    ingested(data, files, more)
    assert "golden" in words(data)["7007/op1"]
    read.clear()
    (files / "S_RES_7006.txt").unlink()
    (files / "S_RES_7007.txt").unlink()
    done = ingested(data, files)
    assert (done.removed, done.kept) == ((7006,), (7008,))
    assert "7006/op1" not in words(data)
    assert "golden" in words(data)["7007/op1"]
    assert whole(data)
    assert read == []
    done = forget_sources([more], data, WordEmbedding())
    assert done.removed == (7007,)
    assert {key.partition("/")[0] for key in words(data)} == {"7008"}
    with pytest.raises(IngestError, match="Nothing in the index was read from"):
        forget_sources([more], data, WordEmbedding())
    with pytest.raises(EmptyCorpus):
        forget_sources([files], data, WordEmbedding())
    assert {key.partition("/")[0] for key in words(data)} == {"7008"}


def test_a_worse_text_comes_back_when_the_better_one_is_forgotten(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write_file(tmp_path / "plain", 7006, colour="plain")
    write_file(tmp_path / "gold", 7006, name="S_RES_7006_GOLD.txt", colour="golden")
    ingested(data, tmp_path / "plain")
    assert ingested(data, tmp_path / "gold").replaced == (7006,)
    assert "golden" in words(data)["7006/op1"]
    report = result("forget", tmp_path / "gold", "--data", data)
    assert (report["removed"], report["resolutions"]) == (0, 1)
    assert "plain" in words(data)["7006/op1"]


def test_an_empty_folder_is_not_taken_for_a_removal(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    write_file(files, 7006)
    ingested(data, files)
    (files / "S_RES_7006.txt").unlink()
    with pytest.raises(IngestError, match="unsc forget"):
        ingested(data, files)
    assert "7006/op1" in words(data)


def test_a_newer_copy_from_elsewhere_replaces_an_older_one(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write_file(tmp_path / "march", 7006, colour="in a long and winding pattern of")
    ingested(data, tmp_path / "march")
    write_file(tmp_path / "june", 7006, colour="blue")
    ingested(data, tmp_path / "june")
    assert "blue" in words(data)["7006/op1"]
    assert ingested(data, tmp_path / "march").unchanged
    assert "blue" in words(data)["7006/op1"]


def test_another_version_of_the_readers_reads_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    write_file(files, 7006)
    lost = write_file(tmp_path / "lost", 7007)
    ingested(data, files, lost)
    lost.unlink()
    read.clear()
    for module in (ingest.files.sources, ingest.files.surveyed, ingest.pipeline):
        monkeypatch.setattr(module, "reader_version", lambda: "another")
    done = ingested(data, files)
    assert read == ["S_RES_7006.txt"]
    assert not done.unchanged
    assert {key.partition("/")[0] for key in words(data)} == {"7006", "7007"}, "what cannot be read again is kept"
    (data / "sources.sqlite").unlink()
    write_file(files, 7006, colour="red")
    ingested(data, files)
    assert {key.partition("/")[0] for key in words(data)} == {"7006", "7007"}
    assert whole(data)


def test_what_another_program_kept_and_this_one_cannot_read_is_taken_from_the_catalogue(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    lost = write_file(tmp_path / "lost", 7007)
    ingested(data, write_file(files, 7006), lost)
    lost.unlink()
    with closing(sqlite3.connect(data / "sources.sqlite")) as db, db:
        db.execute("UPDATE reading SET version = 'older', outline = replace(outline, '\"number\"', '\"nummer\"')")
    ingested(data)
    assert {key.partition("/")[0] for key in words(data)} == {"7006", "7007"}
    assert [Path(each["path"]).name for each in result("index", "sources", "--data", data)] == ["S_RES_7006.txt"]
    assert whole(data)


def test_resolutions_without_files_stay_for_good(tmp_path: Path) -> None:
    data = tmp_path / "data"
    publish(data)
    ingested(data, write_file(tmp_path / "files", 7006))
    write_file(tmp_path / "files", 7006, colour="red")
    ingested(data, tmp_path / "files")

    def facts(resolutions: list[Resolution]) -> list[dict[str, Any]]:
        return [each.model_dump(exclude={"related", "quoted_in"}) for each in resolutions]

    assert facts(stored_resolutions(data)[: len(CORPUS)]) == facts(CORPUS)
    forget_sources([tmp_path / "files"], data, WordEmbedding())
    assert facts(stored_resolutions(data)) == facts(CORPUS)


def test_an_interrupted_ingestion_does_not_read_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    for number in (7006, 7007):
        write_file(files, number)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("assistant.bringing.ingesting.build_locked", stop)
        with pytest.raises(KeyboardInterrupt):
            ingested(data, files)
    assert len(read) == 2
    ingested(data, files)
    assert len(read) == 2


def test_a_damaged_index_is_mended_though_no_file_has_changed(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    write_file(files, 7006)
    generation = ingested(data, files).manifest.generation
    (generations.folder(data, generation) / "lexical" / "keys.json").write_text("[]", "utf-8")
    faults = json.loads(run("index", "check", "--json", "--data", data).stdout)["faults"]
    assert faults == ["The file lexical/keys.json has 2 bytes, not the 48 published."]
    assert run("index", "check", "--data", data).exit_code == 1
    assert not ingested(data, files).unchanged
    assert whole(data)


def test_rollback_publishes_the_generation_before_and_open_windows_notice(tmp_path: Path) -> None:
    data = tmp_path / "data"
    publish(data, CORPUS[:2])
    with pytest.raises(NothingToRollBack, match="unsc ingest"):
        generations.rollback(data)
    first = current(data)
    publish(data)
    second = current(data)
    assistant = open_assistant(data)
    assert assistant.catalogue.numbers() == [r.number for r in CORPUS]
    assert [each["published"] for each in result("index", "list", "--data", data)] == [True, False]
    assert result("index", "rollback", "--data", data)["generation"] == first
    assistant.search("pilots")
    assert assistant.catalogue.numbers() == [7001, 7002]
    assert result("index", "rollback", "--data", data)["generation"] == second
    assert whole(data)


def test_rebuild_keeps_the_account_of_the_files(tmp_path: Path, read: list[str]) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    write_file(files, 7006)
    ingested(data, files)
    before = stored_resolutions(data)
    assert result("index", "rebuild", "--data", data)["resolutions"] == 1
    assert stored_resolutions(data) == before
    assert result("index", "check", "--every-vector", "--data", data)["faults"] == []
    assert [Path(each["path"]).name for each in result("index", "sources", "--data", data)] == ["S_RES_7006.txt"]
    read.clear()
    assert ingested(data, files).unchanged
    assert read == []


# Unreadable is not removed ----------------------------------------------------------------------------------------


def in_folders(files: Path) -> tuple[Path, Path]:
    """7006 in the folder itself, 7007 and 7008 in folders below it."""
    write_file(files, 7006)
    return write_file(files / "north", 7007).parent, write_file(files / "south" / "pier", 7008).parent


def numbers(data: Path) -> set[str]:
    return {key.partition("/")[0] for key in words(data)}


def shut(monkeypatch: pytest.MonkeyPatch, closed: Path, number: int) -> None:
    """As where the rights, the disk or the network fail; the superuser may read everything."""
    scandir = os.scandir

    def fails(path: Any = ".") -> Any:
        if not isinstance(path, int) and Path(path) == closed:
            raise OSError(number, os.strerror(number), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", fails)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE, errno.ENOTCONN])
def test_what_lies_in_a_folder_that_cannot_be_read_stays_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    _, pier = in_folders(files)
    ingested(data, files)
    write_file(files, 7006, colour="red")
    with monkeypatch.context() as patch:
        shut(patch, pier, number)
        done = ingested(data, files)
        assert (done.removed, done.replaced) == ((), (7006,))
        (told,) = done.report.broken
        assert told.path == str(pier)
        assert os.strerror(number) in told.reason
        assert "is kept" in told.reason
        assert ingested(data, files).unchanged
        shut(patch, files, number)
        with pytest.raises(IngestError, match="Nothing was changed"):
            ingested(data, files)
    assert numbers(data) == {"7006", "7007", "7008"}
    assert ingested(data, files).report.broken == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the modes of a folder do not hold for the superuser")
def test_a_folder_without_its_rights(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    north, pier = in_folders(files)
    ingested(data, files)
    north.chmod(0o000)
    pier.chmod(0o400)  # names can be read, files cannot be looked at
    try:
        done = ingested(data, files)
    finally:
        north.chmod(0o700)
        pier.chmod(0o700)
    assert done.removed == ()
    assert {Path(each.path) for each in done.report.broken} == {north, pier / "S_RES_7008.txt"}


def test_a_folder_that_has_become_empty_is_a_disk_that_is_not_mounted(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    north, pier = in_folders(files)
    ingested(data, files)
    (pier / "S_RES_7008.txt").unlink()
    done = ingested(data, files)
    assert done.removed == ()
    (told,) = done.report.broken
    assert told.path == str(pier.parent)
    assert f"unsc forget {pier.parent}" in told.reason
    assert forget_sources([pier.parent], data, WordEmbedding()).removed == (7008,)
    shutil.rmtree(north)  # the folder itself is gone: that is meant
    assert ingested(data, files).removed == (7007,)


def test_a_link_that_leads_nowhere_is_no_removal(tmp_path: Path) -> None:
    data, files, disk = tmp_path / "data", tmp_path / "files", tmp_path / "disk"
    write_file(files, 7006)
    (files / "link.txt").symlink_to(write_file(disk, 7007))
    ingested(data, files)
    disk.rename(tmp_path / "elsewhere")
    done = ingested(data, files)
    assert done.removed == ()
    assert [each.path for each in done.report.broken] == [str(files / "link.txt")]
    (files / "link.txt").unlink()
    assert ingested(data, files).removed == (7007,)
