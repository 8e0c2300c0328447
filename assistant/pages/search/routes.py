"""The addresses of the search."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.pages.frame.kit import Kit, root_of
from assistant.pages.search.files import as_bibliography, as_table, name_of
from assistant.pages.search.place import place_of
from assistant.pages.search.shown import shown
from assistant.pages.search.state import State


def routes(kit: Kit) -> list[Route]:
    """``/search?…``, the same as a file, and with ``go=1`` the page of the one place that the words name."""

    async def search(request: Request) -> Response:
        query = request.query_params
        state = State.of(query)
        if "go" in query and (place := await kit.work(place_of, state.q)):
            return RedirectResponse(root_of(request) + place, 303)
        if "go" in query or any(
            not value for value in query.values()
        ):  # of a form: its address says what is set, and no more
            return RedirectResponse(root_of(request) + state.address(), 303)
        return await kit.page(request, "search/page.html", shown, state, searches=True)

    async def table(request: Request) -> Response:
        state = State.of(request.query_params)
        name = name_of(state, dt.date.today(), "csv")
        return await kit.file(request, name, as_table, state, searches=True)

    async def bibliography(request: Request) -> Response:
        state = State.of(request.query_params)
        name = name_of(state, dt.date.today(), "bib")
        return await kit.file(request, name, as_bibliography, state, searches=True)

    return [Route("/search", search), Route("/search.csv", table), Route("/search.bib", bibliography)]
