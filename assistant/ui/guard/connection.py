"""A connection that does not wait for ever: for a request to arrive, or for an answer to be taken."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["PATIENCE", "PatientProtocol"]

PATIENCE = 15.0  # seconds for a request to arrive whole, from its first byte or the opening of the connection
_SENDING = 300.0  # seconds for documents that are sent
_TAKING = 30.0  # seconds for a browser to take what was written to it
_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 44\r\n"
    b"connection: close\r\n\r\nThe window is busy. Try again in a moment.\r\n"
)


class PatientProtocol(H11Protocol):
    """uvicorn's protocol over h11, with an end to what it waits for.

    Beyond ``most`` connections the one that has waited longest without a request makes room for a new one.
    """

    most = 1000
    patience = PATIENCE
    documents = ""  # the end of the path to which documents are sent, which take longer to arrive
    long_patience = _SENDING
    taking = _TAKING

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._arrival: asyncio.TimerHandle | None = None
        self._taken: asyncio.TimerHandle | None = None
        self._since = 0.0
        self._waits_long = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self.loop.time()
        if len(self.connections) > self.most and not self._made_room():
            transport.write(_BUSY)
            transport.close()
            return
        self._expect()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._expect()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrival = _stopped(self._arrival)
        self._taken = _stopped(self._taken)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._taken is None:
            self._taken = self.loop.call_later(self.taking, self.transport.abort)

    def resume_writing(self) -> None:
        self._taken = _stopped(self._taken)
        super().resume_writing()

    @property
    def _is_idle(self) -> bool:
        """Whether no request of this connection is being answered."""
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]  # before the first

    def _expect(self) -> None:
        """Give what has begun to arrive its time, and stop the clock once it is there."""
        arriving = self.conn.their_state is h11.SEND_BODY or (
            self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None
        )
        if not arriving:
            self._arrival = _stopped(self._arrival)
            return
        of_documents = self.conn.their_state is h11.SEND_BODY and bool(self.documents) and self._is_for(self.documents)
        if self._arrival is None or of_documents is not self._waits_long:
            _stopped(self._arrival)
            self._waits_long = of_documents
            patience = self.long_patience if of_documents else self.patience
            self._arrival = self.loop.call_later(patience, self.transport.abort)

    def _is_for(self, end: str) -> bool:
        return self.scope is not None and self.scope["path"].endswith(end)  # type: ignore[redundant-expr]  # before the first

    def _made_room(self) -> bool:
        others = [c for c in self.connections if isinstance(c, PatientProtocol) and c is not self and c._is_idle]
        oldest = min(others, key=lambda each: each._since, default=None)
        if oldest is None:
            return False
        self.connections.discard(oldest)
        oldest.transport.abort()
        return True


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """Stop a timer that may run; what stands in its place."""
    if timer is not None:
        timer.cancel()
    return None
