"""The generation that is open, and those that were replaced while a question used them."""

from __future__ import annotations

import gc
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.generation import Generation

__all__ = ["Leases"]


class Leases:
    """Counts who uses a generation; one that was replaced is closed when the last of them is done."""

    def __init__(self, first: Generation) -> None:
        self._lock = threading.Lock()
        self._used: Counter[Generation] = Counter()
        self.current = first

    @contextmanager
    def use(self) -> Iterator[Generation]:
        """The generation that is open now; it stays open until the block is left."""
        with self._lock:
            generation = self.current
            self._used[generation] += 1
        try:
            yield generation
        finally:
            with self._lock:
                self._used[generation] -= 1
                over = not self._used[generation]
                if over:
                    del self._used[generation]
                over = over and generation is not self.current
            if over:
                _close(generation)

    def replace(self, newer: Generation) -> None:
        """Give out ``newer`` from now on."""
        with self._lock:
            older, self.current = self.current, newer
            over = not self._used[older]
        if over:
            _close(older)


def _close(generation: Generation) -> None:
    generation.index.release()
    del generation
    gc.collect()  # it is collected seldom, and what is left refers to itself in circles
