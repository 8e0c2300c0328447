"""The doors that listen: HTTP and the Model Context Protocol over it, behind the gate of the window."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from assistant.doors.agents import server
from assistant.doors.api import api
from assistant.doors.desk import Serving
from assistant.doors.problems import HANDLERS
from assistant.errors import WrongSettings
from assistant.settings import Settings
from assistant.ui.guard.gate import Gate, Known
from assistant.ui.guard.keeping import Keeping
from assistant.ui.guard.listening import Server, listening_on, shown
from assistant.ui.guard.names import Names
from assistant.ui.guard.programs import Programs
from assistant.ui.guard.streams import Streams


def programs(assistant: Serving, settings: Settings, published: Callable[[], str | None]) -> Programs:
    """What programs may call, for a gate. ``published`` tells which generation of the index is the newest."""
    given = settings.api

    async def desk() -> Serving:
        return assistant

    # No sessions: each call is complete, so that it does not matter which process or machine answers it.
    sessions = StreamableHTTPSessionManager(
        server(desk, given.at_once),
        json_response=True,
        stateless=True,
        max_request_body_size=given.largest,
    )
    app = Starlette(
        routes=[
            Mount("/api/v1", api(assistant, published, given.at_once)),
            Route("/mcp", StreamableHTTPASGIApp(sessions), methods=["POST"]),
        ],
        exception_handlers=HANDLERS,
    )
    return Programs(app, given, sessions.run)


def serve(called: Programs, settings: Settings, keeping: Keeping | None = None) -> tuple[Server, str]:
    """Serve programs alone, in the background, and their address. Raises :class:`WrongSettings` where it cannot be used."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        async with called.running():
            yield

    given, kept = settings.window, keeping or Keeping()
    empty = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    try:
        listening = listening_on(given.host, given.port)
        port = int(listening.getsockname()[1])
        names = Names.of(given.host, port, given.further_names)
        made = Server(Gate(empty, names, Streams(), Known(programs=called, keeping=kept)))
        made.start(listening)
    except OSError:
        raise WrongSettings(
            f"Nothing can listen on {given.host}, port {given.port}: another program holds it, or the address is not of this "
            "machine. Set UNSC_WINDOW__PORT to another port."
        ) from None
    return made, f"http://{shown(given.host)}:{port}{kept.prefix}/api/v1/"
