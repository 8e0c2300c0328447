"""Errors of the family as details of a problem (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from assistant.errors import NoAnswer, NotThere, WrongInput
from assistant.ui.guard.log import log_failure
from assistant.ui.guard.refusals import problem
from ingest.errors import MalformedKey, UnscError

_LOG = logging.getLogger(__name__)
_STATUS: tuple[tuple[type[UnscError], int, str], ...] = (
    (WrongInput, 422, "wrong input"),
    (MalformedKey, 422, "wrong input"),
    (NotThere, 404, "not there"),
    (NoAnswer, 503, "no answer"),
    (UnscError, 503, "not ready"),  # what is left of the family: no index, a damaged one, another embedding
)
_WORDS = {404: "Nothing is here. /api/v1/openapi.json lists what there is.", 405: "This is not called by that method."}


def answered(status: int, kind: str, detail: str) -> Response:
    """The answer that tells a problem."""
    return Response(problem(status, kind, detail), status, media_type="application/problem+json")


def told_of(error: UnscError) -> tuple[int, bytes]:
    """The status and the details of an error of the family, in its own words."""
    status, kind = next((status, kind) for family, status, kind in _STATUS if isinstance(error, family))
    return status, problem(status, kind, str(error))


async def of_family(_: Request, error: Exception) -> Response:
    assert isinstance(error, UnscError)
    status, told = told_of(error)
    return Response(told, status, media_type="application/problem+json")


async def of_form(_: Request, error: Exception) -> Response:
    """A request whose body or parameters have another form; what was sent is not quoted."""
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, each['loc'][1:])) or 'body'}: {each['msg']}" for each in error.errors()[:3])
    return answered(422, "wrong input", f"This cannot be read: {told}. /api/v1/openapi.json has the form.")


async def of_http(_: Request, error: Exception) -> Response:
    """Another path or method than there is."""
    assert isinstance(error, HTTPException)
    response = answered(error.status_code, "no such call", _WORDS.get(error.status_code, "This is not answered."))
    response.headers.update(error.headers or {})
    return response


async def of_defect(_: Request, error: Exception) -> Response:
    """A defect: the log has its place, and nobody else its words."""
    log_failure(_LOG, "a call of a program failed", error)
    return answered(500, "defect", "Something went wrong. The program's log has the cause.")


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    UnscError: of_family,
    RequestValidationError: of_form,
    HTTPException: of_http,
    Exception: of_defect,
}
