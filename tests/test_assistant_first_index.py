"""The window opens as soon as words are found; vectors follow in another process, which ends with it and goes on next time."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from assistant.bringing import first_index as module
from assistant.bringing.first_index import first_index
from assistant.errors import NotBuilt
from tests.factories import WordEmbedding
from vectorstore.building.build import build_locked
from vectorstore.generations.disk import current, read_manifest, writing
from vectorstore.generations.inventory import Inventory
from vectorstore.index import Index

ROOT = Path(__file__).parents[1]
# As `unsc ingest DIR` does: words are published, and the vectors take their time.
BUILDING = """
import sys, time
from pathlib import Path
from tests import test_assistant_first_index as test
test.publish(Path(sys.argv[1]), lambda: time.sleep({pause}))
"""


def publish(data: Path, between: object = None) -> None:
    from tests.test_vectorstore_steps import corpus
    from vectorstore.building import steps

    steps.MANY = 10
    with writing(data):

        def told(_: object) -> None:
            if callable(between):
                between()

        build_locked(data, corpus(), WordEmbedding(), inventory=Inventory(digests=True), published=told)


def commanded(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(module, "_COMMAND", (sys.executable, "-c", script))


def test_it_is_asked_by_words_while_vectors_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commanded(monkeypatch, BUILDING.format(pause=600))
    with first_index(tmp_path) as wait:
        wait()
        with closing(Index.open(tmp_path, WordEmbedding())) as index:
            assert index.lexical("lighthouse", 3)
        assert not read_manifest(tmp_path).finished
    with writing(tmp_path):  # nobody builds any more
        assert not read_manifest(tmp_path).finished


def test_what_was_stopped_goes_on_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commanded(monkeypatch, BUILDING.format(pause=600))
    with first_index(tmp_path) as wait:
        wait()
    commanded(monkeypatch, BUILDING.format(pause=0))
    with first_index(tmp_path) as wait:
        wait()
        until = time.monotonic() + 60
        while not read_manifest(tmp_path).finished and time.monotonic() < until:
            time.sleep(0.05)
    assert read_manifest(tmp_path).finished
    commanded(monkeypatch, "raise SystemExit('an index that is whole is left alone')")
    with first_index(tmp_path) as wait:
        wait()


def test_where_nothing_can_be_built_the_command_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commanded(monkeypatch, "raise SystemExit(2)")
    with first_index(tmp_path) as wait, pytest.raises(NotBuilt, match="stands above"):
        wait()
    assert current(tmp_path) is None
