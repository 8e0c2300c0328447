"""The way to the server of a language model, with an end: a reply of more bytes than allowed is cut off, whatever it holds.

The bound stands below everything that reads a reply, so that an endless line, endless reasoning or endless empty pieces
fill no memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx


class ReplyTooLong(Exception):
    """A server sent more bytes than one reply may have."""


class CompressedReply(Exception):
    """A server compressed its reply although it was told not to; nobody knows how long it is."""


def bounded_client(
    longest: int, timeout: float, login: tuple[str, str] | None, query: dict[str, str]
) -> httpx.AsyncClient:
    """A client for one request at a time, of ``longest`` bytes in a reply. ``login`` and ``query`` go with each request and
    stand in no address, so that none is logged or told."""
    # Every request runs on an event loop of its own, so no connection may outlive its request.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    return httpx.AsyncClient(
        transport=_Bounded(longest, limits),
        timeout=timeout,
        auth=login,
        params=query,
        headers={"accept-encoding": "identity"},
    )


class _Bounded(httpx.AsyncHTTPTransport):
    def __init__(self, longest: int, limits: httpx.Limits) -> None:
        super().__init__(limits=limits)
        self._longest = longest

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        if response.headers.get("content-encoding", "identity").lower() not in {"identity", ""}:
            await response.stream.aclose()
            raise CompressedReply(response.headers["content-encoding"])
        response.stream = _Counted(response.stream, self._longest)
        return response


class _Counted(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, longest: int) -> None:
        self._stream = stream
        self._left = longest

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise ReplyTooLong
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
