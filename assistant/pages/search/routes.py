"""The addresses of the search."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.pages.frame.kit import Kit
from vectorstore.catalogue import Catalogue


def held(catalogue: Catalogue) -> int:
    return len(catalogue.numbers())


def routes(kit: Kit) -> list[Route]:
    """``/search``."""

    async def search(request: Request) -> Response:
        return await kit.page(request, "search/page.html", held, words=request.query_params.get("q", ""))

    return [Route("/search", search)]
