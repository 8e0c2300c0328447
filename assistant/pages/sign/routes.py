"""The addresses at which somebody signs in and out."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.pages.frame.kit import filled, root_of
from assistant.ui.guard.bodies import read_form
from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.who.admission import COOKIE, Admission

_FRESH = {"Cache-Control": "no-store"}


def routes(admission: Admission) -> list[Route]:
    """``/sign-in``, which tells who is signed in, and ``/sign-out``: neither where everybody may come in, and only the first where nobody
    has a password."""

    def page(request: Request, to: str, wrong: str = "", name: str = "", status: int = 200) -> Response:
        told = {"place": to, "wrong": wrong, "name": name, "by_password": admission.has_passwords}
        return filled(request, "sign/page.html", status, dict(_FRESH), **told)

    async def form(request: Request) -> Response:
        return page(request, _local(request.query_params.get("to", "")))

    async def sign_in(request: Request) -> Response:
        name = to = ""
        try:
            sent = parse_qs((await read_form(dict(request.headers), request.receive)).decode("utf-8", "replace"))
            name, password, to = (sent.get(each, [""])[0] for each in ("name", "password", "to"))
            who = await admission.signed_in(name, password, str(request.scope.get("address", "")))
        except Refused as refused:
            answer = page(request, _local(to), refused.message, name, refused.status)
            answer.raw_headers.extend(refused.headers)
            return answer
        if not who:
            return page(request, _local(to), "Name or password are wrong.", name, 401)
        answer = RedirectResponse(f"{root_of(request)}{_local(to)}", 303, _FRESH)
        answer.set_cookie(
            COOKIE,
            admission.sessions.begin(who),
            max_age=admission.seconds,
            path=f"{root_of(request)}/",
            secure=bool(request.scope.get("secure")),
            httponly=True,
            samesite="lax",
        )
        return answer

    async def sign_out(request: Request) -> Response:
        admission.sessions.end(str(request.scope.get("session", "")))
        answer = RedirectResponse(f"{root_of(request)}/sign-in", 303, _FRESH)
        answer.delete_cookie(COOKIE, path=f"{root_of(request)}/", httponly=True, samesite="lax")
        return answer

    if admission.is_open:
        return []
    told = Route("/sign-in", form, methods=["GET"])
    if not admission.has_passwords:
        return [told]
    return [
        told,
        Route("/sign-in", sign_in, methods=["POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
    ]


def _local(place: str) -> str:
    """An address of this server that somebody may be sent to, below its prefix; the first page for any other."""
    is_own = place.startswith("/") and not place.startswith("//") and "\\" not in place and place.isprintable()
    return place if is_own and place.isascii() and " " not in place else "/"
