"""A request that is refused: the answer, and what the log may say of it."""

from __future__ import annotations

__all__ = ["Refused"]


class Refused(Exception):
    """The gate does not let a request through.

    ``kind`` goes into the log, ``message`` to the sender, with ``status`` (4xx or 5xx). Neither quotes the request.
    """

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
