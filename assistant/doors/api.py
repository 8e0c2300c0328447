"""The operations, answers and records over HTTP: ``/api/v1``."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal, TypedDict, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Path, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from llama_index.core.base.llms.types import ChatMessage
from pydantic import BaseModel, ConfigDict, Field
from starlette.routing import Route

from assistant.answer import Answer
from assistant.doors.described import ANSWERED, FILES, PROBLEMS, describe_operations
from assistant.doors.desk import Serving, exported, held, shown
from assistant.doors.problems import HANDLERS, answered
from assistant.doors.streams import events
from assistant.errors import NoAnswer, WrongInput
from assistant.export.media import TYPES
from assistant.export.styles import Style
from assistant.operations.offered import OFFERED, Offered, fingerprint
from assistant.operations.offered.written import arguments_of
from ingest.pinpoint import Kind
from vectorstore.filters import Filters

T = TypeVar("T")
_MESSAGES, _LONGEST = 100, 4000  # messages of a conversation, characters of a question


class Bounds(TypedDict):
    """What an answer is bound by beside its question."""

    as_of: dt.date | None
    filters: Filters | None


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Message(_Body):
    """One message of the conversation before."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=200_000)


class Limits(_Body):
    """Bounds on what is searched, listed and counted; all that are given must be met."""

    year_from: int | None = Field(default=None, ge=1946, le=2100, description="First year of adoption.")
    year_to: int | None = Field(default=None, ge=1946, le=2100, description="Last year of adoption.")
    resolution: int | None = Field(default=None, ge=1, le=99_999, description="Only inside this resolution.")
    kind: Kind | None = Field(default=None, description="The kind of paragraph.")
    verb: str = Field(default="", max_length=60, description="The verb that a paragraph leads with.")
    body: str = Field(default="", max_length=200, description="A body on whose mandate the resolution decides.")
    topic: str = Field(default="", max_length=200, description="How libraries file it.")
    chapter_vii: bool | None = Field(default=None, description="Whether it says that it acts under Chapter VII.")
    in_force: dt.date | None = Field(default=None, description="A day on which what it decides holds on paper.")

    def filters(self) -> Filters | None:
        given = self.model_dump(exclude_unset=True)
        return Filters(**given) if given else None


class Question(_Body):
    """A question, and what was said before."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": "When does the mandate of UNMISS end?"}]}
    )

    question: str = Field(min_length=1, max_length=_LONGEST, description="In plain English, or a plan as a line.")
    history: list[Message] = Field(default_factory=list, max_length=_MESSAGES, description="Oldest first.")
    as_of: dt.date | None = Field(default=None, description="Answer as on this day.")
    limits: Limits = Field(default_factory=Limits)

    def said(self) -> list[ChatMessage]:
        return [ChatMessage(role=each.role, content=each.content) for each in self.history]

    def bounds(self) -> Bounds:
        return {"as_of": self.as_of, "filters": self.limits.filters()}


class Export(Question):
    """A question whose answer is wanted as a file."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "When does the mandate of UNMISS end?", "form": "md"}]}
    )

    form: Literal["docx", "md", "xlsx", "csv", "bib"] = Field(description="The form of the file.")
    style: Style = Field(default=Style.UN, description="The style of its citations.")


def api(assistant: Serving, published: Callable[[], str | None], at_once: int) -> FastAPI:
    """The application. ``published`` tells which generation of the index is the newest; ``at_once`` calls are worked on or wait."""
    made = FastAPI(
        title="unsc-assistant",
        version="1",
        description=__doc__,
        docs_url=None,
        redoc_url=None,
        exception_handlers=HANDLERS,
        servers=[{"url": "/api/v1"}],
    )
    door = _Door(assistant, published, at_once)
    made.add_api_route("/ask", door.ask, methods=["POST"], summary="Answer a question.", responses=PROBLEMS | ANSWERED)
    made.add_api_route(
        "/export",
        door.export,
        methods=["POST"],
        summary="An answer as a file.",
        responses=PROBLEMS | FILES,
        response_class=Response,
    )
    made.add_api_route("/health", door.health, methods=["GET"], summary="Whether the server runs.")
    made.add_api_route("/ready", door.ready, methods=["GET"], summary="Whether questions can be answered.")
    made.add_api_route("/operations", door.operations, methods=["GET"], summary="The operations with their schemas.")
    made.add_api_route(
        "/resolutions/{number}",
        door.resolution,
        methods=["GET"],
        summary="The record of a resolution.",
        responses=PROBLEMS,
    )
    made.add_api_route(
        "/resolutions/{number}/paragraphs/{place:path}", door.paragraph, methods=["GET"], responses=PROBLEMS,
        summary="A paragraph, annex or part with its points.",
    )  # fmt: skip
    # Ahead of all else, and without what FastAPI does for an endpoint: some operations take no longer than that.
    for each in OFFERED.values():
        made.router.routes.insert(0, Route(f"/{each.name}", door.called(each), methods=["GET", "POST"]))
    describe_operations(made)
    return made


class _Door:
    """The endpoints. Operations are waited for by the loop of events; what else takes time is done in threads, of which there are as many as calls may be
    under way."""

    def __init__(self, assistant: Serving, published: Callable[[], str | None], at_once: int) -> None:
        self._assistant = assistant
        self._published = published
        self._threads = CapacityLimiter(at_once)

    async def ask(self, asked: Question, request: Request) -> Response:
        """The answer, as ``unsc ask --json`` prints it; as events (``step``, ``text``, ``answer``, ``problem``) where these are accepted."""
        if "text/event-stream" in request.headers.get("accept", ""):
            pieces = self._assistant.stream(asked.question, asked.said(), **asked.bounds())
            return StreamingResponse(
                events(pieces, self._threads), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
            )
        return JSONResponse((await self._answer(asked)).to_json())

    async def export(self, asked: Export) -> Response:
        """The answer to a question as Word, Markdown, Excel, CSV or BibTeX."""
        answer = await self._answer(asked)
        content = await self._in_thread(self._assistant.consult, exported, answer, asked.form, asked.style.value)
        name = f'attachment; filename="answer.{asked.form}"'
        return Response(content, media_type=TYPES[asked.form], headers={"Content-Disposition": name})

    async def health(self) -> dict[str, str]:
        """Told without looking at the index."""
        return {"status": "ok"}

    async def ready(self) -> dict[str, Any]:
        """What the corpus holds, and the fingerprint of the operations."""
        generation = self._generation()
        return {"status": "ready", "generation": generation, **await self._in_thread(self._assistant.consult, held)}

    async def operations(self, request: Request) -> Response:
        """Each operation with its description and the JSON schemas of its arguments and its result."""
        told = [
            {"name": o.name, "description": o.description, "arguments": o.arguments, "result": o.result}
            for o in OFFERED.values()
        ]
        return await self._tagged(
            request, lambda: self._in_thread(lambda: _json({"fingerprint": fingerprint(), "operations": told}))
        )

    async def resolution(
        self, number: Annotated[int, Path(ge=1, le=99_999, examples=[1973])], request: Request
    ) -> Response:
        """What ``unsc show NUMBER --json`` prints."""
        return await self._tagged(request, lambda: self._shown(str(number)))

    async def paragraph(
        self,
        number: Annotated[int, Path(ge=1, le=99_999, examples=[1973])],
        place: Annotated[str, Path(max_length=80, examples=["op4"])],
        request: Request,
    ) -> Response:
        """What ``unsc show NUMBER/PLACE --json`` prints: ``op4``, ``pp2``, ``annexB/5``."""
        return await self._tagged(request, lambda: self._shown(f"{number}/{place}"))

    def called(self, operation: Offered) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of an operation whose arguments are the body, or stand in the address."""

        async def call(request: Request) -> Response:
            if request.method != "POST":
                given = arguments_of(operation, request.query_params.multi_items())
                return await self._tagged(request, lambda: self._assistant.called(operation.name, given))
            try:
                given = json.loads(await request.body() or b"{}")
            except (ValueError, RecursionError):
                return answered(400, "no json", "The body is no JSON. Send the arguments as one JSON object.")
            if not isinstance(given, dict):
                raise WrongInput("The arguments are one JSON object, such as {}.")
            return Response(await self._assistant.called(operation.name, given), media_type="application/json")

        return call

    async def _tagged(self, request: Request, work: Callable[[], Awaitable[bytes]]) -> Response:
        """The JSON that ``work`` gives; nothing of it where whoever asks holds what the index and the day have not changed since."""
        generation = self._generation()
        words = f"{generation} {fingerprint()} {dt.date.today()} {request.url.path}?{request.url.query}"
        tag = f'"{hashlib.blake2s(words.encode(), digest_size=12).hexdigest()}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        held_tags = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
        if tag in held_tags or "*" in held_tags:
            return Response(status_code=304, headers=headers)
        return Response(await work(), media_type="application/json", headers=headers)

    async def _shown(self, place: str) -> bytes:
        return _json(await self._in_thread(self._assistant.consult, shown, place, dt.date.today()))

    def _generation(self) -> str:
        generation = self._published()
        if generation is None:
            raise NoAnswer("There is no index yet. Build one with: unsc ingest PATH")
        return generation

    async def _answer(self, asked: Question) -> Answer:
        return await self._assistant.asked(asked.question, asked.said(), **asked.bounds())

    async def _in_thread(self, work: Callable[..., T], *given: Any) -> T:
        return await to_thread.run_sync(lambda: work(*given), abandon_on_cancel=True, limiter=self._threads)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
