"""The gate: every request passes it before Gradio sees it, and every answer on its way back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from assistant.ui.guard.answering import Answering, Incoming
from assistant.ui.guard.bodies import Call, Receive, read_body, shaped
from assistant.ui.guard.keeping import Keeping
from assistant.ui.guard.log import Tally, log_failure
from assistant.ui.guard.names import Names
from assistant.ui.guard.programs import Programs, again
from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.routes import Route, is_for_anybody, route_of
from assistant.ui.guard.said import PASSED, headers_in, is_visit, passed_on, session_of, without_orders
from assistant.ui.guard.streams import Streams
from assistant.ui.guard.watch.watch import Seen
from assistant.ui.guard.who.admission import token_of
from assistant.ui.guard.who.asker import CHALLENGE, Asker

__all__ = ["App", "Gate", "Known"]

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_LOG = logging.getLogger(__name__)
_COUNTED = (Route.PAGE, Route.VIEW, Route.SENT, Route.JOIN, Route.CALL)
_NOT_SIGNED_IN = "You are not signed in. Load the page again to sign in."
_READ_AT_ONCE = 4  # texts shown side by side
_READS_WAITING = 64


@dataclass(frozen=True, slots=True)
class Known:
    """What the gate knows of the window behind it.

    ``head`` is HTML for the head of the page, and ``top`` makes what its body begins with, for the name of whoever is
    signed in. ``calls`` are the functions its script may call, by component and name; ``expects`` says whether a session has asked something. ``programs`` admits calls of programs;
    there are none where it is missing. ``views`` are the pages beside the chat, an application of their own. ``keeping`` is
    what the settings ask for everybody.
    """

    expects: Callable[[str], bool] = lambda _: False
    calls: frozenset[tuple[int, str]] = frozenset()
    head: str = ""
    top: Callable[[str], str] = lambda _: ""
    programs: Programs | None = None
    views: App | None = None
    keeping: Keeping = field(default_factory=Keeping)


class Gate:
    """An ASGI application around another one, the window's.

    A request goes through that is sent to one of the ``names``, by a page of the window or by no page, on a route the
    window uses, with a body of the window's size and form. Others are answered with 4xx, in words that quote nothing.
    """

    def __init__(self, app: App, names: Names, streams: Streams, known: Known) -> None:
        self._app = app
        self._names = names
        self._streams = streams
        self._known = known
        self._keeping = known.keeping
        self._refusals = Tally()
        self._reading = asyncio.Semaphore(_READ_AT_ONCE)
        self._reads = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})  # the window has none
        else:
            seen = Seen(scope, send, self._keeping.prefix)
            incoming, answer = Incoming(receive), Answering(seen)
            try:
                await self._through({**scope, "root_path": self._keeping.prefix}, incoming, answer, seen)
            except Refused as refused:
                self._keeping.watch.refused(refused.kind)
                if times := self._refusals.due(refused.kind):
                    _LOG.warning("requests refused, %s: %d", refused.kind, times)
                await answer.refuse(refused, incoming, seen.place)
            except Exception as error:  # noqa: BLE001 - the edge: the server must not log it with its words
                log_failure(_LOG, "a request failed", error)
                failed = Refused(500, "failed", "Something went wrong. The program's log has the cause.")
                await answer.refuse(failed, incoming, seen.place)
            finally:
                self._keeping.watch.ended(seen)

    async def _through(self, scope: Message, receive: Receive, answer: Answering, seen: Seen) -> None:
        known, keeping = self._known, self._keeping
        headers = headers_in(scope, keeping.admission.header)
        host = headers.get("host", "")
        if not self._names.answers_to(host):
            raise Refused(
                421,
                "sent to another name",
                "The window is not served under this name. Open the address that it printed at its start, or set "
                "UNSC_WINDOW__NAMES to the name that is to be used.",
            )
        route = route_of(scope["method"], seen.place)
        seen.kind = route.value if route is not None else seen.kind
        own = self._own_page(headers, host)
        asker = await self._asker(scope, headers, seen, own=own)
        if route is Route.PROGRAM and known.programs is not None:
            answer.granted = headers["origin"] if known.programs.grants(headers.get("origin", "")) else ""
            if own is False and not answer.granted:
                raise Refused(
                    403, "sent by another page", "No page but those that UNSC_API__ORIGINS names may call this."
                )
            await known.programs(scope, headers, receive, answer, asker)
            return
        if own is False and not (route in (Route.PAGE, Route.VIEW) and is_visit(headers)):
            raise Refused(403, "sent by another page", "Only the window itself may send this.")
        if keeping.prefix and seen.path == keeping.prefix:  # a slash is missing
            await answer.send_to(f"{keeping.prefix}/")
        elif route is Route.NUMBERS and keeping.watch.tells:
            if known.programs is not None:
                known.programs.admit(headers, asker)
            elif asker.must_be_known and not asker.name:
                raise Refused(401, "nobody known", _NOT_SIGNED_IN, CHALLENGE)
            await keeping.watch.tell(answer)
        elif route in (None, Route.PROGRAM, Route.NUMBERS):
            raise Refused(404, "no route of the window", "Nothing is here.")
        elif asker.must_be_known and not asker.name:
            if route not in (Route.PAGE, Route.VIEW) or not keeping.admission.has_passwords:
                raise Refused(401, "nobody known", _NOT_SIGNED_IN)
            to = urlencode({"to": f"{seen.place}?{scope['query_string'].decode('latin-1')}".rstrip("?")})
            await answer.send_to(f"{keeping.prefix}/sign-in?{to}")
        else:
            if route in _COUNTED and not is_for_anybody(seen.place):
                keeping.rate.count(asker.name or asker.address, "too many pages", "This is asked too often.")
            if route in (Route.VIEW, Route.SENT, Route.BUILT):
                said = {"session": token_of(headers), "secure": headers.get("x-forwarded-proto") == "https"}
                scope = {**scope, "who": asker.name, "address": asker.address, **said}
                await self._view(scope, headers, receive, answer, is_sent=route is Route.SENT, own=own)
            else:
                await self._window(route, scope, headers, receive, answer, asker, own=own)

    async def _window(
        self,
        route: Route,
        scope: Message,
        headers: Mapping[str, str],
        receive: Receive,
        answer: Answering,
        asker: Asker,
        *,
        own: bool | None,
    ) -> None:
        """What the chat's page needs: its parts, its events, its streams."""
        query, session = scope["query_string"], ""
        if route is Route.PAGE:
            if not is_visit(headers):
                raise Refused(403, "the page inside another page", "The window stands in no other page.")
            if (place := without_orders(query)) is not None and not self._may_ask(headers, own):
                await answer.send_to(f"{self._keeping.prefix}{place}")
                return
        if route.is_post:
            sent = shaped(route, scope["path"], await read_body(headers, receive))
            if isinstance(sent, Call) and (sent.component_id, sent.fn_name) not in self._known.calls:
                raise Refused(404, "no function of the page", "Nothing is here.")
            body = sent.model_dump_json().encode()
            receive = again(body, receive)
            scope = {**scope, "headers": [(b"content-length", str(len(body)).encode())]}
        elif route in (Route.EVENTS, Route.ALIVE):
            session = session_of(route, scope)
            if route is Route.EVENTS and not self._known.expects(session):
                raise Refused(404, "the stream of no session", "Nothing was asked here. Load the page again.")
            query = f"session_hash={session}".encode()
        else:
            query = b""
        if route is Route.PAGE and scope["method"] == "GET":
            answer.frame = self._known.head, self._known.top(asker.name)
        passed = {**scope, "query_string": query, "headers": passed_on(scope, headers, route)}
        stream = self._streams.opened(route, session) if route in (Route.EVENTS, Route.ALIVE) else nullcontext()
        with stream:
            if route is Route.CALL:
                await self._read(passed, receive, answer)
            else:
                await self._app(passed, receive, answer)

    async def _asker(self, scope: Message, headers: Mapping[str, str], seen: Seen, *, own: bool | None) -> Asker:
        """Who sends a request; what is open to anybody needs nobody."""
        admission, is_open = self._keeping.admission, is_for_anybody(seen.place)
        seen.address = admission.address(scope, headers)
        with suppress(*([Refused] if is_open else [])):
            seen.who = await admission.who(scope, headers, own=own)
        must = not (admission.is_open or is_open)
        return Asker(seen.who, seen.address, must, is_program="sec-fetch-site" not in headers)

    async def _view(
        self,
        scope: Message,
        headers: Mapping[str, str],
        receive: Receive,
        answer: Answering,
        *,
        is_sent: bool,
        own: bool | None,
    ) -> None:
        """A page beside the chat, or what one of them sends: that comes from a page of the window, and its browser says so."""
        if self._known.views is None:
            raise Refused(404, "no route of the window", "Nothing is here.")
        if is_sent and not own:
            raise Refused(403, "sent by another page", "Only a page of the window itself may send this.")
        kept = [(n, v) for n, v in headers.items() if n in PASSED or (is_sent and n == "content-length")]
        answer.strict = True
        passed = {**scope, "headers": [(n.encode("latin-1"), v.encode("latin-1")) for n, v in kept]}
        await self._known.views(passed, receive, answer)

    async def _read(self, scope: Message, receive: Receive, answer: Answering) -> None:
        if self._reads >= _READS_WAITING:
            raise Refused(503, "too many texts at once", "Too many texts are being opened. Try again in a moment.")
        self._reads += 1
        try:
            async with self._reading:
                await self._app(scope, receive, answer)
        finally:
            self._reads -= 1

    def _own_page(self, headers: Mapping[str, str], host: str) -> bool | None:
        """Whether a page of the window sends this; None where no page is known to."""
        if "origin" in headers:
            return self._names.is_own(headers["origin"], host)
        if "sec-fetch-site" in headers:
            return {"same-origin": True, "none": None}.get(headers["sec-fetch-site"], False)
        if "referer" in headers:
            return self._names.is_own(headers["referer"], host)
        return None

    @staticmethod
    def _may_ask(headers: Mapping[str, str], own: bool | None) -> bool:
        """Whether a question in the address is asked at once: by the window, or by whom the browser says is the reader."""
        return own is True or (own is None and headers.get("sec-fetch-site") == "none")
