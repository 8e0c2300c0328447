"""Which sessions are listened to: the streams that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.routes import Route

__all__ = ["Streams"]

_EACH = 3  # of one kind and one session: a page has one, and for a moment two


class Streams:
    """The open streams of all sessions, by kind."""

    def __init__(self) -> None:
        self._events: Counter[str] = Counter()
        self._alive: Counter[str] = Counter()

    @contextmanager
    def opened(self, route: Route, session: str) -> Iterator[None]:
        """Count a stream while it is open. Raises :class:`Refused` where the session has too many."""
        streams = self._events if route is Route.EVENTS else self._alive
        if streams[session] >= _EACH:
            raise Refused(429, "one stream too many", "This page already listens.")
        streams[session] += 1
        try:
            yield
        finally:
            streams[session] -= 1
            if not streams[session]:
                del streams[session]

    def is_heard(self, session: str) -> bool:
        """Whether somebody waits for the answers of a session."""
        return session in self._events

    def is_open(self, session: str) -> bool:
        """Whether the page of a session is open somewhere."""
        return session in self._alive or session in self._events
