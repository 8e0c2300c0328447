"""What a request says beside its body: its headers, its query, its session."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.routes import Route
from assistant.ui.guard.settings import is_of

__all__ = ["LIMITS", "PASSED", "headers_in", "is_visit", "passed_on", "session_of", "without_orders"]

Message = MutableMapping[str, Any]
_IN_A_SESSION = frozenset("_-")  # beside letters and digits

# The headers that Gradio is told; its own page needs no others, and several of the rest it would believe.
PASSED = frozenset({"host", "accept", "accept-encoding", "range", "if-none-match", "if-modified-since", "content-type"})
LIMITS = (
    "as_of", "year_from", "year_to", "resolution", "kind", "verb", "body", "topic", "chapter_vii", "in_force",
)  # fmt: skip
"""What an address says besides its question."""
_LONGEST_LIMIT = 300  # characters


def headers_in(scope: Message, further: str) -> dict[str, str]:
    """The headers by their names in lower case. Raises :class:`Refused` where one that is decided by stands twice."""
    headers: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").lower()
        if name in headers and name in (
            "host",
            "origin",
            "content-length",
            "content-type",
            "sec-fetch-site",
            "authorization",
            further,
        ):
            raise Refused(400, "a header twice", "The request is malformed.")
        headers[name] = value.decode("latin-1").strip()
    return headers


def is_visit(headers: Mapping[str, str]) -> bool:
    """Whether the page is opened in a tab; what frames, pictures and scripts ask for is said by the browser."""
    return headers.get("sec-fetch-dest", "document") == "document" and "origin" not in headers


def without_orders(query: bytes) -> str | None:
    """The address that fills in what this one would do, or None where it does nothing else."""
    if not query:
        return None
    given = parse_qs(query.decode("latin-1"))
    text = (given.get("q") or given.get("draft") or [""])[0]
    scope = {name: given[name][0][:_LONGEST_LIMIT] for name in LIMITS if name in given}
    place = urlencode({"draft": text} | scope) if text else ""
    return None if place.encode() == query else f"/?{place}" if place else "/"


def session_of(route: Route, scope: Message) -> str:
    if route is Route.ALIVE:
        return str(scope["path"].rpartition("/")[2])
    session = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])[0]
    if not is_of(session, _IN_A_SESSION):
        raise Refused(400, "malformed", "The request is malformed.")
    return str(session)


def passed_on(scope: Message, headers: Mapping[str, str], route: Route) -> list[tuple[bytes, bytes]]:
    kept = [(n, v) for n, v in headers.items() if n in PASSED and not (n == "accept-encoding" and route is Route.PAGE)]
    if headers.get("x-forwarded-proto") == "https":  # said by a server in front, which speaks TLS
        kept.append(("x-forwarded-proto", "https"))
    if route.is_post:
        kept.append(("content-length", dict(scope["headers"])[b"content-length"].decode()))
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in kept]
