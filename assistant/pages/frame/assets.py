"""The files that pages load, read once, each with a fingerprint by which a browser may keep it."""

from __future__ import annotations

import hashlib
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
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent; ``tag`` is its fingerprint."""

    content: bytes
    media_type: str
    tag: str


@cache
def assets() -> dict[str, Asset]:
    """Every file that pages load, by its place below ``/pages/``; those of the window stand below ``ui/``."""
    places = {path.relative_to(_PAGES).as_posix(): path for path in _PAGES.rglob("*")}
    places |= {f"ui/{path.name}": path for path in _WINDOW.iterdir()}
    places["timeline/chart.css"] = _PAGES.parent / "timeline" / "drawing" / "chart.css"
    found = {}
    for place, path in places.items():
        if path.suffix in _TYPES and path.is_file():
            content = path.read_bytes()
            found[place] = Asset(content, _TYPES[path.suffix], hashlib.blake2s(content, digest_size=8).hexdigest())
    return found


def address(place: str) -> str:
    """The address of a file; it changes with the file. Raises ``KeyError`` where there is none."""
    return f"/pages/{place}?v={assets()[place].tag}"


async def serve(request: Request) -> Response:
    """A file: kept for good where the address names its fingerprint or it is a font, and asked for again otherwise."""
    asset = assets().get(request.path_params["place"])
    if asset is None:
        raise HTTPException(404)
    kept = request.query_params.get("v") == asset.tag or asset.media_type == "font/woff2"
    headers = {"ETag": f'"{asset.tag}"', "Cache-Control": _FOR_EVER if kept else "no-cache"}
    if is_held(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def is_held(request: Request, tag: str) -> bool:
    """Whether whoever asks says that it has this already."""
    held = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    return tag in held
