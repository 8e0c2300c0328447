"""The addresses of the corpus: what it holds, and what brings more in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.bringing.running import Bringing, offer
from assistant.errors import NotThere, WrongInput
from assistant.pages.corpus.shown import as_table, shown
from assistant.pages.corpus.uploads import folder_of, take_in
from assistant.pages.frame.kit import Kit, filled, root_of

_NOT_OFFERED = "This is not offered here. Whoever runs this program can allow it by its settings."
_BUSY = "Texts are being brought already. Wait until that is done, or stop it, and send yours again."


def routes(kit: Kit) -> list[Route]:
    """``/corpus``, its table as a file, and what its buttons send."""
    window, bringing = kit.settings, kit.bringing

    async def corpus(request: Request) -> Response:
        told = await kit.work(shown)
        offered = await kit.in_thread(_offered, kit) if bringing is not None else None
        return filled(
            request,
            "corpus/page.html",
            headers={"Cache-Control": "no-store"},
            shown=told,
            offered=offered,
            downloads=window.downloads,
            uploads=window.uploads,
            window=window,
        )

    async def table(request: Request) -> Response:
        return await kit.file(request, f"corpus-{dt.date.today()}.csv", as_table)

    async def download(request: Request) -> Response:
        allowed = _allowed(bringing, window.downloads)
        newer = b"newer" in (await request.body())[:1000]
        await kit.in_thread(lambda: allowed.start(newer_only=newer))
        return _back(request)

    async def stop(request: Request) -> Response:
        await kit.in_thread(_allowed(bringing, window.downloads or window.uploads).stop)
        return _back(request)

    async def texts(request: Request) -> Response:
        allowed = _allowed(bringing, window.uploads)
        if await kit.in_thread(lambda: allowed.running):
            raise WrongInput(_BUSY)
        await take_in(request, allowed.data, window)
        await kit.in_thread(allowed.read, folder_of(allowed.data))
        return _back(request)

    return [
        Route("/corpus", corpus),
        Route("/corpus.csv", table),
        Route("/corpus/download", download, methods=["POST"]),
        Route("/corpus/stop", stop, methods=["POST"]),
        Route("/corpus/texts", texts, methods=["POST"]),
    ]


def _allowed(bringing: Bringing | None, by_settings: bool) -> Bringing:
    if bringing is None or not by_settings:
        raise NotThere(_NOT_OFFERED)
    return bringing


def _offered(kit: Kit) -> dict[str, object]:
    assert kit.bringing is not None
    kit.bringing.refresh()
    catalogue = kit.assistant.catalogue
    told = offer(kit.bringing, digests=False, last_day=catalogue.last_day(), reported=True)
    status = told["status"]
    report = [] if status is None else [_without(kit.bringing.data, line) for line in status.lines]
    return {**told, "ours": kit.bringing.ours, "report": report}


def _without(folder: Path, line: str) -> str:
    """A line of the report without the place of the index on this machine."""
    return line.replace(f"{folder}/", "").replace(str(folder), "The index")


def _back(request: Request) -> Response:
    return RedirectResponse(f"{root_of(request)}/corpus#bringing", 303)
