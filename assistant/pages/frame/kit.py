"""How a page is made: the work is done apart, the page is filled, and a browser that has it gets nothing of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from assistant.bringing.running import Bringing
from assistant.errors import NoAnswer
from assistant.export.media import TYPES
from assistant.pages.frame.assets import is_held, version
from assistant.pages.frame.rendering import fill
from assistant.ui.corpus import Answering
from assistant.ui.guard.settings import WindowSettings

T = TypeVar("T")
_AT_ONCE, _WAITING = 8, 200  # pages worked on side by side, and those that may wait for it


class Kit:
    """What routes are made with. ``published`` tells which generation of the index is the newest; ``bringing`` brings
    texts in, where that is offered."""

    def __init__(
        self,
        assistant: Answering,
        published: Callable[[], str | None] = lambda: None,
        settings: WindowSettings | None = None,
        bringing: Bringing | None = None,
    ) -> None:
        self.assistant = assistant
        self.published = published
        self.settings = settings or WindowSettings()
        self.bringing = bringing
        self._threads = CapacityLimiter(_AT_ONCE)
        self._build = f"{time.time_ns()} {version()}"  # templates as they are now

    async def page(
        self,
        request: Request,
        template: str,
        function: Callable[..., Any],
        *given: Any,
        searches: bool = False,
        **more: Any,
    ) -> Response:
        """The page whose ``shown`` is what ``function`` returns for the catalogue and what is ``given``; ``more`` values are given to
        the template as they are. A function that ``searches`` is given the corpus. Raises what the function raises of the family of :class:`~assistant.errors.UnscError`."""
        tag = self._tag(request)
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if is_held(request, tag):
            return Response(status_code=304, headers=headers)
        shown = await (self.search if searches else self.work)(function, *given)
        return filled(request, template, 200, headers, shown=shown, **more)

    async def file(
        self, request: Request, name: str, function: Callable[..., bytes], *given: Any, searches: bool = False
    ) -> Response:
        """A file to be saved under ``name``, whose end says its form, with the bytes that ``function`` returns."""
        form = name.rpartition(".")[2]
        content = await (self.search if searches else self.work)(function, *given)
        plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)
        headers = {"Content-Disposition": f'attachment; filename="{plain}"', "Cache-Control": "no-store"}
        return Response(content, media_type=TYPES[form], headers=headers)

    async def work(self, function: Callable[..., T], *given: Any) -> T:
        """What ``function`` of a module returns for the catalogue, worked out apart. Raises :class:`NoAnswer` as well."""
        return await self.in_thread(self.assistant.consult, function, *given)

    async def search(self, function: Callable[..., T], *given: Any) -> T:
        """The same for a function that searches: it is given the :class:`~assistant.operations.corpus.Corpus`."""
        return await self.in_thread(self.assistant.explore, function, *given)

    async def in_thread(self, function: Callable[..., T], *given: Any) -> T:
        """What waits, in a thread. Raises :class:`NoAnswer` where too many wait already."""
        if self._threads.statistics().tasks_waiting >= _WAITING:
            raise NoAnswer("Too many pages are being opened. Try again in a moment.")
        return await to_thread.run_sync(lambda: function(*given), abandon_on_cancel=True, limiter=self._threads)

    def _tag(self, request: Request) -> str:
        url = request.url
        said = f"{self._build} {self.published()} {dt.date.today()} {root_of(request)} {who(request)} {url.path}?{url.query}"
        return f'"{hashlib.blake2s(said.encode(), digest_size=12).hexdigest()}"'


def root_of(request: Request) -> str:
    """The path prefix under which the server is reached."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def who(request: Request) -> str:
    """The name of whoever asks, where that is known."""
    return str(request.scope.get("who", ""))


def filled(
    request: Request, template: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any
) -> Response:
    """A template as a page; ``here`` is the first part of its path, by which the navigation knows where it stands."""
    root = root_of(request)
    here = request.url.path.removeprefix(root).strip("/").partition("/")[0].partition(".")[0]
    return HTMLResponse(fill(template, root, here=here, who=who(request), **values), status, headers)
