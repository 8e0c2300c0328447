"""Documents that a reader sends: taken in within bounds, and kept in a folder of their own beside the index."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from assistant.errors import WrongInput
from assistant.ui.guard.settings import WindowSettings

FOLDER = "uploads"
_MEGABYTE = 1_000_000
_KEPT = 40  # times the size of one sending: what the folder may hold
_FIELDS = 4
_LONGEST = 120  # characters of a name


def folder_of(data: Path) -> Path:
    """Where what was sent lies, a folder for each sending."""
    return data / FOLDER


async def take_in(request: Request, data: Path, settings: WindowSettings) -> int:
    """Keep the files of a form; how many. Raises :class:`WrongInput` where they are too many, too large, of another type, or none."""
    most = int(settings.upload_megabytes * _MEGABYTE)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most + _MEGABYTE:
        raise _too_large(settings)
    kept = folder_of(data)
    if await to_thread.run_sync(_size, kept) + most > most * _KEPT:
        raise WrongInput("What was sent so far fills the room that there is. Whoever runs this can make more.")
    bounded = Request(request.scope, _Bounded(request, most + _MEGABYTE, settings))
    try:
        async with bounded.form(max_files=settings.upload_files, max_fields=_FIELDS) as form:
            return await to_thread.run_sync(_keep, form, kept, most, settings)
    except HTTPException:  # starlette's own: too many, or no form at all
        raise WrongInput(
            f"This cannot be taken in. Send at most {settings.upload_files} files at a time, by the form of this page."
        ) from None


def _keep(form: FormData, kept: Path, most: int, settings: WindowSettings) -> int:
    files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    if not files:
        raise WrongInput("No file was chosen. Choose one or several documents, and send them again.")
    if sum(each.size or 0 for each in files) > most:
        raise _too_large(settings)
    for each in files:
        if Path(each.filename or "").suffix.lower().removeprefix(".") not in settings.types:
            raise WrongInput(
                f"Documents of the types {', '.join(sorted(settings.types))} are read, and “{(each.filename or '')[-_LONGEST:]}” is "
                "none. Nothing was kept of this sending."
            )
    place = kept / f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}"
    place.mkdir(parents=True)
    try:
        for nth, each in enumerate(files, 1):
            with (place / f"{nth:02d}-{_plain(each.filename or '')}").open("xb") as file:
                shutil.copyfileobj(each.file, file)
    except OSError:
        shutil.rmtree(place, ignore_errors=True)
        raise WrongInput("The files cannot be kept: the disk is full, or may not be written to.") from None
    return len(files)


class _Bounded:
    """What a connection receives, up to a bound."""

    def __init__(self, request: Request, most: int, settings: WindowSettings) -> None:
        self._receive = request.receive
        self._left = most
        self._settings = settings

    async def __call__(self) -> MutableMapping[str, Any]:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _too_large(self._settings)
        return message


def _too_large(settings: WindowSettings) -> WrongInput:
    return WrongInput(f"At most {settings.upload_megabytes:g} MB are taken in at a time. Send less.")


def _plain(name: str) -> str:
    """A name of letters, digits and dots, without any folder; its end, which says the type, is kept."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.()") else "_" for c in bare)[-_LONGEST:].lstrip(".")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
