"""The pages as one application, which the gate of the window lets requests through to."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.errors import NotThere, WrongInput
from assistant.pages.compare.routes import routes as compare
from assistant.pages.corpus.routes import routes as corpus
from assistant.pages.frame import assets
from assistant.pages.frame.kit import Kit, filled
from assistant.pages.resolution.routes import routes as resolution
from assistant.pages.search.routes import routes as search
from assistant.pages.sign.routes import routes as sign
from assistant.pages.timeline.routes import routes as timeline
from assistant.ui.guard.who.admission import Admission
from ingest.errors import MalformedKey, UnscError

__all__ = ["pages"]

_STATUS: tuple[tuple[type[UnscError], int, str], ...] = (
    (NotThere, 404, "Not in this corpus"),
    (WrongInput, 422, "This cannot be read"),
    (MalformedKey, 422, "This cannot be read"),
    (UnscError, 503, "Not now"),
)
_NOT_HERE = "There is no page at this address. It may be misspelt; the search finds resolutions by number and by words."


def pages(kit: Kit, admission: Admission | None = None, built: Path | None = None) -> Starlette:
    """Every page, and the files that they load below ``/pages/``; where people have passwords they sign in here. ``built`` is the folder
    of what the chat's page loads below ``/assets/``, which Gradio itself would pack anew for each request."""
    made = [route for routes in (compare, corpus, resolution, search, timeline) for route in routes(kit)] + sign(
        admission or Admission()
    )
    if built is not None:
        made.append(Route("/assets/{name}", assets.built(built)))
    return Starlette(
        routes=[*made, Route("/pages/{place:path}", assets.serve)],
        exception_handlers=_HANDLERS,
    )


async def _of_family(request: Request, error: Exception) -> Response:
    status, title = next((status, title) for family, status, title in _STATUS if isinstance(error, family))
    return filled(request, "frame/error.html", status, heading=title, said=str(error))


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = _NOT_HERE if error.status_code == 404 else "Nothing is done here by this method. Go back and try again."
    response = filled(request, "frame/error.html", error.status_code, heading="Nothing is here", said=said)
    response.headers.update(error.headers or {})
    return response


async def _of_defect(request: Request, _: Exception) -> Response:
    said = "Something went wrong while this page was made. Load it again; the program's log has the cause."
    return filled(request, "frame/error.html", 500, heading="Not made", said=said)


_HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    UnscError: _of_family,
    HTTPException: _of_http,
    Exception: _of_defect,
}
