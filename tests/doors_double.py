"""The built-in digests behind every door: the assistant, programs served on loopback, the protocol in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from assistant.assistant import Assistant
from assistant.bringing.stored import digests
from assistant.doors.serving import programs, serve
from assistant.settings import Settings
from assistant.ui.guard.keeping import Keeping
from assistant.ui.guard.settings import DoorSettings, WindowSettings
from tests.invented import open_assistant, publish
from vectorstore.index import current


def over_digests(data: Path) -> Assistant:
    """An assistant over the built-in digests, found by their words."""
    publish(data, digests())
    return open_assistant(data)


@contextmanager
def served(assistant: Any, data: Path, keeping: Keeping | None = None, **given: Any) -> Iterator[str]:
    """Programs served on a free port, kept as ``keeping`` says; the address of the server. ``given`` are settings of the doors."""
    if "token" in given:
        given["token"] = SecretStr(given["token"])
    settings = Settings(data=data, window=WindowSettings(port=0), api=DoorSettings(**given))
    server, url = serve(programs(assistant, settings, lambda: current(data)), settings, keeping)
    try:
        yield url.removesuffix("/api/v1/")
    finally:
        server.close()


@contextmanager
def client(url: str, **headers: str) -> Iterator[httpx.Client]:
    # Without certificates: reading them takes longer than all else.
    with httpx.Client(base_url=f"{url}/api/v1", timeout=30, headers=headers, verify=False, trust_env=False) as made:
        yield made


def mcp(data: str) -> None:
    """``unsc mcp`` over an index whose embedding is that of the tests."""
    import assistant.build
    from assistant.commands.serve import mcp_command

    assistant.build.assemble = lambda settings, *_: open_assistant(settings.data)
    mcp_command(Path(data))


if __name__ == "__main__":
    mcp(sys.argv[1])
