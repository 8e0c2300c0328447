"""A client of a server that does no more than a client must: it runs on the processors of the server, and what a library takes is not the server's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

LONGEST = 300.0  # seconds for one answer, or for a piece of one


class Connection:
    """Posts JSON and reads what comes back, one at a time; opened when it is needed, and again where the server has closed it.

    Every method raises ``OSError``, ``EOFError`` or ``TimeoutError`` where there is no answer.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._path = parts.hostname, parts.port, parts.path
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, name: str, body: Any) -> tuple[int, bytes]:
        """The status and the body of the answer."""
        content = json.dumps(body)
        head = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n{content}"
        try:
            async with asyncio.timeout(LONGEST):
                status, headers, incoming = await self._sent(f"POST {self._path}/{name}", head)
                return status, await incoming.readexactly(int(headers[b"content-length"]))
        except BaseException:
            self.close()
            raise

    async def events(self, name: str) -> AsyncIterator[bytes]:
        """What the server sends, an event at a time, without its ``data:``; nothing where it refuses."""
        heard = b""
        try:
            async with asyncio.timeout(LONGEST):
                status, _, incoming = await self._sent(f"GET {self._path}/{name}", "\r\n")
            if status != 200:
                self.close()
                return
            while size := int(await asyncio.wait_for(incoming.readline(), LONGEST), 16):
                heard += await incoming.readexactly(size)
                await incoming.readexactly(2)
                *whole, heard = heard.split(b"\n\n")
                for event in whole:
                    yield event.removeprefix(b"data: ")
            await incoming.readexactly(2)
        except BaseException:
            self.close()
            raise

    async def _sent(self, line: str, rest: str) -> tuple[int, dict[bytes, bytes], asyncio.StreamReader]:
        """Send a request; the status and the headers of its answer, and where its body comes from."""
        if self._streams is None or self._streams[0].at_eof():
            self.close()
            self._streams = await asyncio.open_connection(self._host, self._port, limit=2**22)
        incoming, outgoing = self._streams
        outgoing.write(f"{line} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n{rest}".encode())
        first, *lines = (await incoming.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
        return int(first.split()[1]), dict(each.split(b": ", 1) for each in lines if each), incoming

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
