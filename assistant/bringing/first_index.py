"""The first index, from the built-in digests: a process of its own builds it, and it is asked as soon as words are found."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import NotBuilt, UnscError
from assistant.terminal import say
from vectorstore.generations.disk import current, read_manifest
from vectorstore.generations.inventory import read_inventory

__all__ = ["first_index"]

_PAUSE = 0.1
_COMMAND = (sys.executable, "-P", "-c", "from assistant.cli import main; main()", "ingest", "--data")


@contextmanager
def first_index(data: Path) -> Iterator[Callable[[], None]]:
    """Begin to build where there is no index yet, or where an earlier start was stopped before all vectors of the digests were
    there. What is given waits until there is something to ask, or raises :class:`NotBuilt`; why, the process said
    itself. The end does not wait for the vectors: what was published stays, and the next start goes on.
    """
    if not _is_to_build(data):
        yield lambda: None
        return
    if current(data) is None:
        say("There is no index yet: building one from the built-in digests.", error=True)
    # Its progress is shown, and its errors; its report would come into the middle of what the window says.
    building = subprocess.Popen([*_COMMAND, str(data)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def wait() -> None:
        while True:
            ended = building.poll()
            if current(data) is not None:
                return
            if ended is not None:
                raise NotBuilt(
                    "The first index could not be built; why stands above. Mend that and start again, or build one of your "
                    "own files with `unsc ingest PATH…`."
                )
            time.sleep(_PAUSE)

    try:
        yield wait
    finally:
        building.terminate()
        building.wait()


def _is_to_build(data: Path) -> bool:
    try:
        if current(data) is None:
            return True
        inventory = read_inventory(data)
        return inventory is not None and not inventory.sources and not read_manifest(data).finished
    except UnscError:
        return False  # who opens it says what is wrong
