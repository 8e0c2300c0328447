"""The addresses of timelines: the index, a subject, and the subject as a file."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.errors import NotThere, WrongInput
from assistant.export import export
from assistant.pages.frame.kit import Kit, root_of
from assistant.pages.resolution.state import day_of
from assistant.pages.timeline.shown import followed, shown
from assistant.pages.timeline.subjects import KINDS, index
from assistant.timeline.drawing.chart import svg
from vectorstore.catalogue import Catalogue

FORMS = ("csv", "xlsx", "md", "docx", "bib", "svg")
_LONGEST = 200  # characters that the index is searched for


def taken(catalogue: Catalogue, name: str, on: dt.date | None, today: dt.date, form: str) -> bytes:
    """A timeline as a file. Raises :class:`NotThere` where there is none."""
    day = on or max(filter(None, (today, catalogue.last_day())))
    made, entry = followed(catalogue, name, day)
    if made is None:
        raise NotThere(f"{entry.title} has no timeline: its texts name no term. Open its page for what set it up.")
    return svg(made).encode() if form == "svg" else export(made, form, catalogue)


def routes(kit: Kit) -> list[Route]:
    """``/timeline``, ``/timeline/UNMISS`` and ``/timeline/UNMISS.csv``."""

    async def subjects(request: Request) -> Response:
        words, kind = request.query_params.get("q", "").strip(), request.query_params.get("kind", "")
        running = request.query_params.get("running", "") == "1"
        if len(words) > _LONGEST or kind not in ("", *KINDS):
            raise WrongInput("This cannot be looked for. Write part of a name, and choose a kind from the list.")
        given = (words, kind, running, dt.date.today())
        return await kit.page(request, "timeline/index.html", index, *given, words=words, kind=kind, running=running)

    async def subject(request: Request) -> Response:
        name, on = request.path_params["name"], day_of(request.query_params.get("on", ""))
        before, _, form = name.rpartition(".")
        if before and form in FORMS:
            return await kit.file(request, f"timeline-{before}.{form}", taken, before, on, dt.date.today(), form)
        try:
            return await kit.page(request, "timeline/page.html", shown, name, on, dt.date.today(), root_of(request))
        except NotThere:  # a place, or part of a name: what there is under these words
            address = f"{root_of(request)}/timeline?{urlencode({'q': name[:_LONGEST]})}"
            return RedirectResponse(address, status_code=303)

    return [Route("/timeline", subjects), Route("/timeline/{name:path}", subject)]
