"""Vectors in a Chroma server: the same answers, a collection a generation, old ones deleted, clear errors without it."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import chromadb
import httpx
import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from assistant.assistant import Assistant
from assistant.bringing.opening import chroma_server
from assistant.settings import ChromaSettings, Settings
from tests.factories import WordEmbedding
from tests.invented import CORPUS, TODAY
from tests.invented import settings as settings_for
from vectorstore.building.build import build, rebuild
from vectorstore.errors import ServerUnavailable
from vectorstore.generations import disk as generations
from vectorstore.generations.integrity import check_index
from vectorstore.index import Index, current
from vectorstore.vectors.store import ChromaServer

_SECONDS = 30
# The library keeps the connections of a client until the client is garbage, and closes none.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """``chroma run`` on a free port of this machine."""
    program = shutil.which("chroma", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("the program `chroma` is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    words = [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            end = time.monotonic() + _SECONDS
            while not _answers(url):
                if process.poll() is not None or time.monotonic() > end:
                    pytest.skip("`chroma run` does not start on this machine")
                time.sleep(0.1)
            yield ChromaServer(url, token="a token that this server does not ask for")
        finally:
            process.kill()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                SharedSystemClient.clear_system_cache()
                gc.collect()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/v2/heartbeat", timeout=1, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def collections(server: ChromaServer) -> set[str]:
    with closing(server.connect()) as client:
        return {each.name for each in client.list_collections()}


def window(data: Path, server: ChromaServer) -> Assistant:
    embedding = WordEmbedding()
    return Assistant(
        lambda: Index.open(data, embedding, server),
        lambda: current(data),
        settings_for(data),
        None,
        today=lambda: TODAY,
    )


def test_the_same_is_found_in_a_server_as_in_a_folder(tmp_path: Path, server: ChromaServer) -> None:
    build(tmp_path / "folder", CORPUS, WordEmbedding())
    manifest = build(tmp_path / "server", CORPUS, WordEmbedding(), server=server)
    assert manifest.on_server
    assert not (tmp_path / "server" / "generations" / manifest.generation / "chroma").exists()
    local, remote = (
        Index.open(tmp_path / "folder", WordEmbedding()),
        Index.open(tmp_path / "server", WordEmbedding(), server),
    )
    for only in (None, {7001}, {7001, 7002, 7003}, set(range(7001, 7030)), ()):
        for query in ("harbour pilots at night", "mandate of UNMAZ"):
            here, there = local.dense(query, 5, only=only), remote.dense(query, 5, only=only)
            assert [hit.score for hit in here] == pytest.approx([hit.score for hit in there], abs=1e-5)
    assert not check_index(tmp_path / "server", WordEmbedding(), server, every_vector=True).faults
    remote.close()


def test_windows_pick_up_what_one_ingestion_publishes(tmp_path: Path, server: ChromaServer) -> None:
    first = build(tmp_path, CORPUS[:2], WordEmbedding(), server=server).generation
    windows = [window(tmp_path, server) for _ in range(2)]
    assert all(each.catalogue.numbers() == [7001, 7002] for each in windows)
    second = build(tmp_path, CORPUS, WordEmbedding(), server=server).generation
    for each in windows:
        assert each.ask("What does paragraph 1 of resolution 7003 decide?").citations[0].key == "7003/op1"
        assert each.index.dense("a ban on flares carried by rescue boats", 1)[0].key == "7003/op2"
    third = build(tmp_path, CORPUS, WordEmbedding(), server=server).generation
    ours = {name for name in collections(server) if name.removeprefix("unsc-") in {first, second, third}}
    assert ours == {f"unsc-{second}", f"unsc-{third}"}
    assert generations.rollback(tmp_path).generation == second
    assert windows[0].search("flares carried by rescue boats")
    assert windows[0].index.manifest.generation == second


def test_what_a_killed_build_left_is_deleted(
    tmp_path: Path, server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = generations.new(tmp_path).name
    with closing(server.connect()) as client:
        client.create_collection(f"unsc-{left}", embedding_function=None)
    build(tmp_path, CORPUS, WordEmbedding(), server=server)
    assert f"unsc-{left}" not in collections(server)

    def fail(*_: object) -> None:
        raise RuntimeError

    before = collections(server)
    monkeypatch.setattr("vectorstore.building.build._check", fail)
    with pytest.raises(RuntimeError):
        build(tmp_path, CORPUS, WordEmbedding(), server=server)
    assert collections(server) == before


def test_without_its_server_an_index_says_what_to_do(tmp_path: Path, server: ChromaServer) -> None:
    build(tmp_path, CORPUS, WordEmbedding(), server=server)
    with pytest.raises(ServerUnavailable, match="UNSC_CHROMA__URL"):
        Index.open(tmp_path, WordEmbedding())
    gone = ChromaServer("http://127.0.0.1:9")
    with pytest.raises(ServerUnavailable, match=r"127\.0\.0\.1:9 does not answer"):
        Index.open(tmp_path, WordEmbedding(), gone)
    before = current(tmp_path)
    with pytest.raises(ServerUnavailable):
        build(tmp_path, CORPUS, WordEmbedding(), server=gone)
    assert current(tmp_path) == before
    assert not check_index(tmp_path, WordEmbedding(), server).faults
    assert not rebuild(tmp_path, WordEmbedding()).on_server
    assert Index.open(tmp_path, WordEmbedding()).dense("flares", 1)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://127.0.0.1", "http://127.0.0.1:8000/chroma", "nonsense"])
def test_an_address_that_is_none_is_said(url: str) -> None:
    with pytest.raises(ServerUnavailable, match="UNSC_CHROMA__URL"):
        ChromaServer(url).connect()


def test_settings_name_the_server(tmp_path: Path) -> None:
    assert chroma_server(Settings(data=tmp_path)) is None
    chosen = ChromaSettings(url="http://127.0.0.1:8000", token="secret", tenant="council", database="texts")  # type: ignore[arg-type]
    assert chroma_server(Settings(data=tmp_path, chroma=chosen)) == ChromaServer(
        "http://127.0.0.1:8000", "secret", "council", "texts"
    )
    assert "secret" not in repr(chosen)
    assert ChromaServer("http://127.0.0.1").tenant == chromadb.DEFAULT_TENANT
    assert ChromaServer("http://127.0.0.1").database == chromadb.DEFAULT_DATABASE
