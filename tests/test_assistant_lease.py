"""A window that stays open over many ingestions keeps nothing of the generations that were replaced."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.invented import CORPUS, open_assistant, publish
from vectorstore.index import current

PROC = Path("/proc/self")
QUESTION = "What does resolution 7001 say on pilots?"
pytestmark = pytest.mark.skipif(not (PROC / "fd").is_dir(), reason="this system does not tell what a process has open")


def open_generations(data: Path) -> set[str]:
    """The generations of which this process has a file open or mapped."""
    held = [link.readlink() for link in (PROC / "fd").iterdir() if link.is_symlink()]
    mapped = [Path(line.split(maxsplit=5)[5]) for line in (PROC / "maps").read_text().splitlines() if "/" in line]
    folder = data / "generations"
    return {path.relative_to(folder).parts[0] for path in (*held, *mapped) if folder in path.parents}


def descriptors() -> int:
    return len(list((PROC / "fd").iterdir()))


def test_six_ingestions_beside_an_open_window(tmp_path: Path) -> None:
    publish(tmp_path)
    assistant = open_assistant(tmp_path)
    counts = []
    for number in range(6):
        publish(tmp_path, CORPUS[: -1 - number % 2])
        assert assistant.ask(QUESTION).text
        threads = [threading.Thread(target=assistant.search, args=("pilots",)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert open_generations(tmp_path) == {current(tmp_path)}
        counts.append(descriptors())
    # what threads open by the way is closed a moment later, so the fewest of the last ones tell whether something stays
    assert min(counts[-3:]) <= counts[0] + 3


def test_what_a_question_uses_stays_open_until_it_is_answered(tmp_path: Path) -> None:
    publish(tmp_path)
    assistant = open_assistant(tmp_path)
    first = current(tmp_path)
    with assistant._leases.use() as used:
        for _ in range(2):
            publish(tmp_path)
            assistant.search("pilots")
        assert open_generations(tmp_path) == {first, current(tmp_path)}
        assert used.index.lexical("pilots", 3)
        assert used.retriever
        catalogue = used.catalogue
    del used
    assert catalogue.numbers() == [each.number for each in CORPUS], "who still reads in a catalogue may do so"
    del catalogue
    assert open_generations(tmp_path) == {current(tmp_path)}


def test_an_answer_that_is_not_waited_for_gives_its_generation_back(tmp_path: Path) -> None:
    publish(tmp_path)
    assistant = open_assistant(tmp_path)
    answer = assistant.stream(QUESTION)
    next(answer)
    publish(tmp_path)
    assistant.search("pilots")
    del answer
    assert open_generations(tmp_path) == {current(tmp_path)}
