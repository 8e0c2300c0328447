"""What went wrong is logged by its kind and its place, never with the words of a request."""

from __future__ import annotations

import logging
import time
import traceback

__all__ = ["Tally", "log_failure"]


_EVERY = 60.0  # seconds between two lines of one kind
_FRAMES = 12


class Tally:
    """What happens, counted by its kind: the first of a kind is due at once, then at most one a minute."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._told: dict[str, float] = {}

    def due(self, kind: str) -> int:
        """Count one; how many there were since a line was due, or 0 while none is."""
        now = time.monotonic()
        self._seen[kind] = self._seen.get(kind, 0) + 1
        if kind in self._told and now - self._told[kind] < _EVERY:
            return 0
        self._told[kind] = now
        return self._seen.pop(kind)


_FAILURES = Tally()


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log the type of an exception and the lines of the program it went through, once a minute for each place.

    Its message is left out: it may quote what somebody typed or sent, of any length.
    """
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    kind = type(error).__qualname__
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    if times := _FAILURES.due(f"{what} {kind} {place}"):
        log.error("%s: %s (%d times)\n%s", what, kind, times, "".join(traceback.format_list(frames)).rstrip())
