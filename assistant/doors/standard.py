"""Standard input and output as the Model Context Protocol's SDK reads and writes them: lines of text."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import IO, Any, cast

import anyio
from mcp.server.stdio import stdio_server

_READ = 65_536  # bytes at once


def standard() -> AbstractAsyncContextManager[Any]:
    """What a server that a client started is run with. Where both are pipes the loop of events waits for them itself: the SDK's own way is a
    thread for each line that is read, written and sent off, four changes of thread for a call. The SDK's is taken for all else."""
    if not (_is_pipe(sys.stdin) and _is_pipe(sys.stdout)):
        return stdio_server()
    incoming, outgoing = os.dup(0), os.dup(1)
    # What a library prints is no part of the protocol, and what it reads is nothing.
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    # The SDK asks for files, and uses no more of them than this.
    return stdio_server(cast("Any", Incoming(incoming)), cast("Any", Outgoing(outgoing)))


class Incoming:
    """The lines of a pipe, by its number."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    async def __aiter__(self) -> AsyncIterator[bytes]:
        begun = bytearray()  # a line
        while True:
            await anyio.wait_readable(self._pipe)
            if not (read := os.read(self._pipe, _READ)):
                break
            *lines, rest = read.split(b"\n")
            for line in lines:
                yield bytes(begun + line)
                begun.clear()
            begun += rest
        if begun:
            yield bytes(begun)


class Outgoing:
    """A pipe to which text is written; while it is full nobody else is kept."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        os.set_blocking(pipe, False)

    async def write(self, text: str) -> None:
        left = memoryview(text.encode())
        while left:
            try:
                left = left[os.write(self._pipe, left) :]
            except BlockingIOError:
                await anyio.wait_writable(self._pipe)

    async def flush(self) -> None:
        """Nothing is held back."""


def _is_pipe(file: IO[str]) -> bool:
    try:
        mode = os.fstat(file.fileno()).st_mode
    except (OSError, ValueError):  # closed, or no file of the system
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
