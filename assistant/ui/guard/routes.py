"""The routes of the window and of programs. Gradio has many more, and none of them is open."""

from __future__ import annotations

import re
from enum import Enum

__all__ = ["Route", "is_for_anybody", "is_for_programs", "route_of"]

_API = "/gradio_api"
_SESSION = r"[A-Za-z0-9_-]{1,64}"


class Route(Enum):
    """What a request is for. Its value is what the log may call it."""

    PAGE = "the page"
    PART = "a part of the page"
    BUILT = "a file of the page that never changes"
    JOIN = "an event"
    CANCEL = "a cancelled event"
    CALL = "a text to read"
    EVENTS = "the stream of events"
    ALIVE = "the stream of a tab"
    PROGRAM = "a call of a program"
    VIEW = "a page beside the chat"
    SENT = "what a page beside the chat sends"
    NUMBERS = "numbers for who runs it"

    @property
    def is_post(self) -> bool:
        return self in (Route.JOIN, Route.CANCEL, Route.CALL)


_OF_PROGRAMS = ("GET", "HEAD", "POST", "OPTIONS", "DELETE")


def is_for_programs(path: str) -> bool:
    """Whether a path, as it was sent, is one that programs call: what is there and by which method they themselves say."""
    return path == "/mcp" or path.startswith("/api/v1/")


_POST = {
    f"{_API}/queue/join": Route.JOIN,
    f"{_API}/cancel": Route.CANCEL,
    f"{_API}/reset": Route.CANCEL,
    f"{_API}/component_server": Route.CALL,
    f"{_API}/component_server/": Route.CALL,
}
_GET = {
    "/": Route.PAGE,
    "/theme.css": Route.PART,
    "/favicon.ico": Route.PART,
    "/manifest.json": Route.PART,
    "/pwa_icon": Route.PART,
    "/metrics": Route.NUMBERS,
    f"{_API}/app_id": Route.PART,  # asked for by a page that has lost its server, to know whether it is the same one
    f"{_API}/queue/data": Route.EVENTS,
}
_PARTS = re.compile(r"/static(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")
_BUILT = re.compile(r"/assets/[A-Za-z0-9_-][A-Za-z0-9._-]*")
# The pages themselves say which of these addresses they have.
_VIEWS = re.compile(r"/(?:search|resolution|compare|timeline|corpus|pages|sign-in)(?:[./].*)?")
_SENDS = ("/sign-in", "/sign-out")
_ALIVE = re.compile(rf"{_API}/heartbeat/{_SESSION}")


def is_for_anybody(path: str) -> bool:
    """Whether a path is open to whoever has not signed in: where that is done, what its page is made of, and whether the server runs."""
    return path in ("/sign-in", "/favicon.ico", "/api/v1/health") or path.startswith("/pages/")


def route_of(method: str, path: str) -> Route | None:
    """The route of a request, by its method and the path as it was sent (not decoded); None where it is not open."""
    if is_for_programs(path):
        return Route.PROGRAM if method in _OF_PROGRAMS else None
    if method == "POST":
        return Route.SENT if path in _SENDS or _is_of_the_corpus(path) else _POST.get(path)
    if method not in ("GET", "HEAD"):
        return None
    if (known := _GET.get(path)) is not None:
        return known if method == "GET" or known in (Route.PAGE, Route.PART) else None
    if _PARTS.fullmatch(path):
        return Route.PART
    if _BUILT.fullmatch(path):
        return Route.BUILT
    if _VIEWS.fullmatch(path):
        return Route.VIEW
    return Route.ALIVE if method == "GET" and _ALIVE.fullmatch(path) else None


def _is_of_the_corpus(path: str) -> bool:
    """Whether a path is one at which the page of the corpus is sent something."""
    work = path.removeprefix("/corpus/")
    return work != path and work.isascii() and work.isalpha() and work.islower() and len(work) <= 20
