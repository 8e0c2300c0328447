"""The addresses of a resolution: its page, and the page as a file."""

from __future__ import annotations

import datetime as dt

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.export import export
from assistant.pages.frame.kit import Kit
from assistant.pages.resolution.shown import shown, whole
from assistant.pages.resolution.state import State, number_of
from vectorstore.catalogue import Catalogue

FORMS = ("docx", "md", "csv", "bib")


def taken(catalogue: Catalogue, number: int, form: str) -> bytes:
    """A resolution as a file."""
    return export(whole(catalogue, number), form, catalogue)


def routes(kit: Kit) -> list[Route]:
    """``/resolution/2395`` and ``/resolution/2395.docx``."""

    async def resolution(request: Request) -> Response:
        number, dot, form = request.path_params["number"].partition(".")
        if dot:
            if form not in FORMS:
                raise HTTPException(404)
            found = number_of(number)
            return await kit.file(request, f"resolution-{found}.{form}", taken, found, form)
        state = State.of(number, request.query_params)
        return await kit.page(request, "resolution/page.html", shown, state, dt.date.today())

    return [Route("/resolution/{number}", resolution)]
