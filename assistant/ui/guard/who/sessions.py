"""Who has signed in: kept in memory, so that nobody is signed in any more after the program has ended."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

__all__ = ["Sessions"]


class Sessions:
    """At most ``most``, each for so many ``seconds``; beyond it the longest unused ends. Only hashes of the tokens are held."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._open: OrderedDict[bytes, tuple[str, float]] = OrderedDict()  # token -> name, end

    def __len__(self) -> int:
        return len(self._open)

    def begin(self, name: str) -> str:
        """The token of a new one, for the cookie of a browser."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._open[_hashed(token)] = (name, self._clock() + self._seconds)
            while len(self._open) > self._most:
                self._open.popitem(last=False)
        return token

    def name(self, token: str) -> str:
        """Whose it is; empty where it has ended."""
        with self._lock:
            name, end = self._open.get(_hashed(token), ("", 0.0))
            if name and self._clock() >= end:
                del self._open[_hashed(token)]
                return ""
            if name:
                self._open.move_to_end(_hashed(token))
            return name

    def end(self, token: str) -> None:
        with self._lock:
            self._open.pop(_hashed(token), None)

    def end_of(self, gone: Callable[[str], bool]) -> None:
        """End those of people who are gone."""
        with self._lock:
            for token in [token for token, (name, _) in self._open.items() if gone(name)]:
                del self._open[token]


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
