"""What a page of the window sends: read up to a bound, checked for its form, and passed on in that form alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.routes import Route

__all__ = ["LARGEST", "Body", "Call", "read_body", "read_form", "shaped"]

LARGEST = 65_536  # bytes: a question of 4,000 characters, each escaped as JSON, with its limits, takes 50,000 at most
_FORM = 4096  # bytes of a form: a name, a password, an address
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

_Hash = Annotated[str, Field(pattern=r"\A[A-Za-z0-9_-]{1,64}\z")]


class Body(BaseModel):
    """What a request may say; whatever else it says is left out."""

    model_config = ConfigDict(extra="ignore", strict=True)


class _Join(Body):
    session_hash: _Hash
    fn_index: Annotated[int, Field(ge=0, le=1000)]
    data: Annotated[list[Any], Field(max_length=64)]
    event_data: Any = None
    trigger_id: int | None = None


class _Cancel(Body):
    session_hash: _Hash
    fn_index: Annotated[int, Field(ge=0, le=1000)]
    event_id: _Hash


class _Reset(Body):
    event_id: _Hash


class Call(Body):
    """A function of a component of the page, called by its script."""

    session_hash: _Hash
    component_id: Annotated[int, Field(ge=0)]
    fn_name: Annotated[str, Field(pattern=r"\A[a-z_]{1,32}\z")]
    data: Any


async def read_body(headers: Mapping[str, str], receive: Receive, most: int = LARGEST) -> bytes:
    """The body of a request, of at most ``most`` bytes; it is not read where its length says more.

    Raises :class:`Refused` where it is larger, is no JSON by its type, or its sender goes away.
    """
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "not JSON", "Only JSON is read. Send it as application/json.")
    return await _read(headers, receive, most)


async def read_form(headers: Mapping[str, str], receive: Receive) -> bytes:
    """What a form sends, of at most 4 kB. Raises :class:`Refused` where it is larger or no form."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Refused(415, "no form", "Only what a form sends is read here.")
    return await _read(headers, receive, _FORM)


async def _read(headers: Mapping[str, str], receive: Receive, most: int) -> bytes:
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 9 or int(length) > most:
        raise _too_large()
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Refused(400, "left before its end", "The request did not arrive whole.")
        body += message.get("body", b"")
        if len(body) > most:
            raise _too_large()
        if not message.get("more_body", False):
            return bytes(body)


def shaped(route: Route, path: str, body: bytes) -> Body:
    """A body as its route takes it. Raises :class:`Refused` where it is malformed."""
    form: type[Body] = _Reset if path.endswith("/reset") else _Cancel
    if route is not Route.CANCEL:
        form = _Join if route is Route.JOIN else Call
    try:
        return form.model_validate_json(body)
    except ValidationError:
        raise Refused(400, "malformed", "The request is malformed.") from None


def _too_large() -> Refused:
    return Refused(413, "too large", "This is larger than anything that is read. Send less.")
