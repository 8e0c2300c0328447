"""The files that pages load, read once, packed once, under addresses by which a browser may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_PAGES = Path(__file__).parents[1]
_WINDOW = _PAGES.parent / "ui" / "assets"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_PACKED_ALREADY = (".woff2", ".png")
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: its ``content``, the same ``packed`` by gzip, empty for what is packed already, and its
    fingerprint, ``tag``."""

    content: bytes
    packed: bytes
    media_type: str
    tag: str


@cache
def asset_of(path: Path) -> Asset:
    """A file of one of the types that pages load. Raises ``KeyError`` for another type."""
    content = path.read_bytes()
    packed = b"" if path.suffix in _PACKED_ALREADY else gzip.compress(content, mtime=0)
    return Asset(content, packed, _TYPES[path.suffix], hashlib.blake2s(content, digest_size=8).hexdigest())


@cache
def assets() -> dict[str, Asset]:
    """Every file that pages load, by its place below ``/pages/``; those of the window stand below ``ui/``."""
    places = {path.relative_to(_PAGES).as_posix(): path for path in sorted(_PAGES.rglob("*"))}
    places |= {f"ui/{path.name}": path for path in sorted(_WINDOW.iterdir())}
    places["timeline/chart.css"] = _PAGES.parent / "timeline" / "drawing" / "chart.css"
    return {place: asset_of(path) for place, path in places.items() if path.suffix in _TYPES and path.is_file()}


@cache
def version() -> str:
    """The fingerprint of all of them. It stands before their places, so that what a file loads by a relative path is kept like itself."""
    return hashlib.blake2s("".join(each.tag for each in assets().values()).encode(), digest_size=8).hexdigest()


def address(place: str) -> str:
    """The address of a file; it changes with the files. Raises ``KeyError`` where there is none."""
    if place not in assets():
        raise KeyError(place)
    return f"/pages/{version()}/{place}"


async def serve(request: Request) -> Response:
    """A file: kept for good under its address, and asked for again under one without or with another fingerprint."""
    place = str(request.path_params["place"])
    first, _, rest = place.partition("/")
    asset = assets().get(rest) or assets().get(place)
    if asset is None:
        raise HTTPException(404)
    return sent(request, asset, kept=first == version())


def built(folder: Path) -> Callable[[Request], Awaitable[Response]]:
    """Serves the files of a folder whose names change with what they hold: kept for good."""
    there = {path.name: path for path in folder.iterdir() if path.suffix in _TYPES}

    async def serve_built(request: Request) -> Response:
        path = there.get(str(request.path_params["name"]))
        if path is None:
            raise HTTPException(404)
        return sent(request, asset_of(path), kept=True)

    return serve_built


def sent(request: Request, asset: Asset, *, kept: bool) -> Response:
    """A file, packed for whoever reads that; ``kept`` says whether a browser need never ask again."""
    headers = {
        "ETag": f'"{asset.tag}"',
        "Cache-Control": _FOR_EVER if kept else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if is_held(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def is_held(request: Request, tag: str) -> bool:
    """Whether whoever asks says that it has this already."""
    held = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    return tag in held
