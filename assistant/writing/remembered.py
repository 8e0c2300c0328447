"""What a language model said of texts, kept in memory by these texts, so that it is not asked the same twice."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

_KEPT = 5000


class Remembered:
    """Short replies by the texts that they are about, of one model. Threads may share one."""

    def __init__(self, *model: str) -> None:
        self._model = model
        self._known: OrderedDict[bytes, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, *texts: str) -> str | None:
        """What was said of these texts; ``None`` where it was not asked."""
        return self._known.get(self._key(texts))

    def put(self, said: str, *texts: str) -> None:
        """Keep what was said of these texts."""
        with self._lock:
            self._known[self._key(texts)] = said
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)

    def _key(self, texts: tuple[str, ...]) -> bytes:
        return hashlib.sha256("\0".join((*self._model, *texts)).encode("utf-8", "replace")).digest()
