"""kill -9 at the moments that matter: the old or the new generation answers, whole, and the next run finishes.

The benchmark ``tests.benchmarks.kills`` does the same at random moments, many times.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.bringing.ingesting import ingest_sources
from tests.factories import WordEmbedding
from tests.invented import stored_resolutions
from tests.invented_files import write_file
from vectorstore.generations import disk as generations
from vectorstore.generations.integrity import check_index
from vectorstore.index import current

ROOT = Path(__file__).parents[1]
# Runs an ingestion and dies before or after the n-th call of a function.
CHILD = """
import importlib, os, signal, sys
from pathlib import Path
from assistant.bringing.ingesting import ingest_sources
from tests.factories import WordEmbedding

data, files, place, when = sys.argv[1:5]
module, _, name = place.rpartition(".")
try:
    owner = importlib.import_module(module)
except ModuleNotFoundError:
    module, _, inner = module.rpartition(".")
    owner = getattr(importlib.import_module(module), inner)
function = getattr(owner, name)

def deadly(*given, **named):
    if when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    function(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, deadly)
ingest_sources([Path(files)], Path(data), WordEmbedding())
"""
MOMENTS = [
    ("vectorstore.memory.source_memory.SourceMemory.keep", "after", False),
    ("vectorstore.vectors.store.VectorStore.add", "after", False),
    ("vectorstore.generations.disk._point", "before", False),
    ("vectorstore.generations.disk._point", "after", True),
    ("vectorstore.generations.pointer.write_synced", "after", True),
    ("vectorstore.generations.disk.remove_others", "before", False),
    ("assistant.bringing.ingesting._tidy", "before", True),
]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of twenty files, three of which have changed since."""
    folder = tmp_path_factory.mktemp("kills")
    for number in range(7001, 7021):
        write_file(folder / "files", number, extra=3)
    ingest_sources([folder / "files"], folder / "data", WordEmbedding())
    write_file(folder / "files", 7003, colour="red", extra=3)
    ingest_sources([folder / "files"], folder / "data", WordEmbedding())
    write_file(folder / "files", 7003, colour="green", extra=1)
    (folder / "files" / "S_RES_7004.txt").unlink()
    write_file(folder / "files", 7021)
    return folder


def words(data: Path) -> dict[str, str]:
    return {p.key: p.text for r in stored_resolutions(data) for p in r.paragraphs}


@pytest.mark.parametrize(("place", "when", "published"), MOMENTS, ids=lambda value: str(value).rpartition(".")[2])
def test_killed(tmp_path: Path, start: Path, place: str, when: str, published: bool) -> None:
    data = tmp_path / "data"
    shutil.copytree(start / "data", data)
    old, before = words(data), current(data)
    killed = subprocess.run(
        [sys.executable, "-c", CHILD, str(data), str(start / "files"), place, when], cwd=ROOT, capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert (current(data) != before) is published
    found = words(data)
    assert not check_index(data, WordEmbedding(), every_vector=True).faults
    ingest_sources([start / "files"], data, WordEmbedding())
    new = words(data)
    assert new != old
    assert found == (new if published else old)
    assert not check_index(data, WordEmbedding(), every_vector=True).faults
    assert {path.name for path in (data / "generations").iterdir()} == {
        current(data),
        generations.previous(data),
    }


LIMITED = """
import resource, signal, sys
from pathlib import Path
from assistant.bringing.ingesting import ingest_sources
from ingest.errors import UnscError
from tests.factories import WordEmbedding
from vectorstore.building import write_vectors

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
data, files, largest, write_vectors._MINIMUM_FOR_A_PROCESS = *sys.argv[1:4], int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
try:
    ingest_sources([Path(files)], Path(data), WordEmbedding())
except UnscError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize(("largest", "beside"), [(6_000, 5000), (100_000, 5000), (100_000, 1)])
def test_where_no_more_can_be_written_the_old_generation_lives(
    tmp_path: Path, start: Path, largest: int, beside: int
) -> None:
    data = tmp_path / "data"
    shutil.copytree(start / "data", data)
    before = current(data)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(data), str(start / "files"), str(largest), str(beside)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith(f"CannotWrite The index in {data} cannot be written"), done.stdout + done.stderr
    assert "Check that there is room" in done.stdout
    assert current(data) == before
    assert not check_index(data, WordEmbedding(), every_vector=True).faults
    ingest_sources([start / "files"], data, WordEmbedding())
    assert current(data) != before


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", "utf-8")
    files = write_file(tmp_path / "files", 7001).parent
    with pytest.raises(generations.CannotWrite, match=r"cannot be written.*UNSC_DATA"):
        ingest_sources([files], tmp_path / "data", WordEmbedding())


@pytest.mark.skipif(os.geteuid() == 0, reason="the modes of a folder do not hold for the superuser")
def test_a_read_only_folder_is_said_and_its_index_answers(tmp_path: Path, start: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(start / "data", data)
    (data / "lock").unlink()
    data.chmod(0o500)
    try:
        with pytest.raises(generations.CannotWrite, match="read-only"):
            ingest_sources([start / "files"], data, WordEmbedding())
        assert not check_index(data, WordEmbedding()).faults
    finally:
        data.chmod(0o700)
