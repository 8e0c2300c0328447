"""A request that is refused: the answer, and what the log may say of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus

__all__ = ["Refused", "problem"]

Header = tuple[bytes, bytes]


class Refused(Exception):
    """The gate does not let a request through.

    ``kind`` goes into the log, ``message`` to the sender, with ``status`` (4xx or 5xx) and ``headers``. None of them quotes the
    request.
    """

    def __init__(self, status: int, kind: str, message: str, headers: Sequence[Header] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.headers = tuple(headers)


def problem(status: int, kind: str, detail: str) -> bytes:
    """Details of a problem for programs (RFC 9457): ``kind`` is what a program can tell problems apart by, in words."""
    name = "-".join(kind.split())
    told = {
        "type": f"urn:unsc-assistant:{name}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return json.dumps(told, ensure_ascii=False).encode()
