"""The commands ``unsc serve`` and ``unsc mcp``: the doors for programs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.commands.options import Data, settings_with
from assistant.terminal import say
from ingest.errors import UnscError

if TYPE_CHECKING:
    from mcp.types import Tool

    from assistant.assistant import Assistant


def serve_command(data: Data = None) -> None:
    """Serve programs over HTTP (/api/v1) and the Model Context Protocol (/mcp), without the window; Ctrl+C ends it."""
    from assistant.apart.collecting import collect_seldom
    from assistant.build import assemble_apart
    from assistant.doors.serving import programs, serve
    from assistant.ui.guard.keeping import Keeping
    from assistant.ui.guard.watch.lines import configure
    from vectorstore.index import current

    settings = settings_with(data)
    configure(settings.watch)
    assistant = assemble_apart(settings)
    keeping = Keeping.of(settings.users, settings.watch, settings.window, assistant.figures)
    with assistant:
        server, url = serve(programs(assistant, settings, lambda: current(settings.data)), settings, keeping)
        collect_seldom()
        say(f"Programs are served at {url} (Ctrl+C ends it).")
        try:
            server.wait()
        except KeyboardInterrupt:
            server.close()


def mcp_command(data: Data = None) -> None:
    """Serve the Model Context Protocol on standard input and output, for a client that starts this command."""
    import threading
    from functools import cache

    import anyio
    from platformdirs import user_cache_path

    from assistant.doors.agents import server, tools
    from assistant.doors.kept import kept
    from assistant.doors.standard import standard

    settings = settings_with(data)
    opening = threading.Lock()
    there: list[Assistant] = []

    def opened() -> Assistant:
        from assistant.build import assemble

        with opening:  # once, whoever asks first
            if not there:
                there.append(assemble(settings))
        return there[0]

    async def desk() -> Assistant:
        return there[0] if there else await anyio.to_thread.run_sync(opened, abandon_on_cancel=True)

    @cache
    def told() -> list[Tool]:
        return kept(user_cache_path("unsc", appauthor=False), tools)

    def opened_early() -> None:
        told()  # a client asks for it first
        with suppress(UnscError):  # where it cannot be opened, the first call says why
            opened()

    async def served() -> None:
        made = server(desk, made=told)
        async with standard() as (incoming, outgoing):
            threading.Thread(target=opened_early, daemon=True).start()
            await made.run(incoming, outgoing, made.create_initialization_options())

    anyio.run(served)
