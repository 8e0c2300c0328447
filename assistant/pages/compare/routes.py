"""The addresses of comparisons: the page, and what it shows as a file."""

from __future__ import annotations

import datetime as dt

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.pages.compare.shown import shown, taken
from assistant.pages.compare.state import State
from assistant.pages.frame.kit import Kit

FORMS = ("docx", "xlsx", "csv", "md", "bib")


def routes(kit: Kit) -> list[Route]:
    """``/compare?r=2709,2759`` and ``/compare.docx?r=2709,2759``."""

    async def page(request: Request) -> Response:
        state = State.of(request.query_params)
        return await kit.page(request, "compare/page.html", shown, state, dt.date.today())

    async def file(request: Request) -> Response:
        form = request.path_params["form"]
        if form not in FORMS:
            raise HTTPException(404)
        state = State.of(request.query_params)
        named = "-".join(map(str, state.numbers)) or state.body
        return await kit.file(request, f"comparison-{named}.{form}", taken, state, dt.date.today(), form)

    return [Route("/compare", page), Route("/compare.{form}", file)]
