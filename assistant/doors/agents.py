"""The Model Context Protocol: operations as tools, resolutions as resources, two ways of working as prompts.

What takes long to load is imported where it is used: a client is greeted before.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter, to_thread
from mcp import types
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from assistant.errors import NoAnswer
from assistant.ui.guard.log import log_failure
from ingest.errors import UnscError

if TYPE_CHECKING:
    from assistant.doors.desk import Serving

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_RESOLUTION = "unsc://resolution/"
_LISTED = 50  # resolutions that are listed, the newest; all can be read
_HOW = (
    "Resolutions of the United Nations Security Council, with pinpoint citations. Words are the texts' own and can be quoted as they "
    "stand; cite as S/RES/2395 (2017), para. 2. Each result says the last day that is known (corpus_end): of what came later "
    "nothing is. A result that is cut has a cursor: call again with the same arguments and it."
)
_ASK = types.Tool(
    name="ask",
    title="Answer a question",
    description="Answer a question in plain English, with citations that were checked. For one thing that has a tool of its own, call that.",
    input_schema={
        "type": "object",
        "properties": {
            "question": {"type": "string", "minLength": 1, "maxLength": 4000, "description": "The question."},
            "as_of": {
                "type": ["string", "null"],
                "format": "date",
                "description": "Answer as on this day: 2024-06-30.",
            },
        },
        "required": ["question"],
        "additionalProperties": False,
    },
    output_schema={
        "type": "object",
        "properties": {
            "status": {"enum": ["answered", "corrected", "refused"]},
            "answer": {"type": "string"},
            "citations": {"type": "array", "items": {"type": "object"}},
            "evidence": {"type": "array", "items": {"type": "string"}},
            "corpus_end": {"type": ["string", "null"]},
            "plan": {"type": "string"},
        },
        "required": ["status", "answer", "citations", "evidence", "corpus_end", "plan"],
    },
    annotations=_READS,
)
_PROMPTS = {
    "compare_mandates": (
        types.Prompt(
            name="compare_mandates",
            title="Compare mandates",
            description="What changed between the last renewals of a mandate, and what that means for its tasks.",
            arguments=[
                types.PromptArgument(name="mission", description="A mission, panel or regime: UNMISS.", required=True)
            ],
        ),
        "compare_mandates.v1",
    ),
    "what_may_states_do": (
        types.Prompt(
            name="what_may_states_do",
            title="What may States do under …",
            description="What States must, may and may not do under measures or a resolution, as the law stands.",
            arguments=[
                types.PromptArgument(
                    name="measures", description="Measures or a resolution: Libya arms embargo.", required=True
                )
            ],
        ),
        "states_may.v1",
    ),
}


def tools() -> list[types.Tool]:
    """The operations, and ``ask``."""
    from assistant.operations.offered import OFFERED  # takes long to load, and the greeting does not need it

    return [
        *(
            types.Tool(
                name=each.name, title=each.summary, description=each.description, input_schema=each.arguments,
                output_schema=each.result, annotations=_READS,
            )
            for each in OFFERED.values()
        ),
        _ASK,
    ]  # fmt: skip


def server(
    desk: Callable[[], Awaitable[Serving]], at_once: int = 8, made: Callable[[], list[types.Tool]] = tools
) -> Server[Any]:
    """A server that asks ``desk()``, which may take its time the first time; ``made`` gives the tools."""
    told = _Told(desk, at_once, made)
    return Server(
        "unsc-assistant",
        version=version("unsc-assistant"),
        title="Security Council resolutions",
        instructions=_HOW,
        # No argument of ours comes in a header too. To find out, the SDK would write all tools out at every call over HTTP.
        get_tool_input_schema=lambda _: None,
        on_list_tools=told.list_tools,
        on_call_tool=told.call_tool,
        on_list_resources=told.list_resources,
        on_list_resource_templates=told.list_templates,
        on_read_resource=told.read_resource,
        on_list_prompts=told.list_prompts,
        on_get_prompt=told.get_prompt,
    )


class _Told:
    """What an agent is told. Operations are waited for by the loop of events; what else takes time is done in threads."""

    def __init__(
        self, desk: Callable[[], Awaitable[Serving]], at_once: int, made: Callable[[], list[types.Tool]]
    ) -> None:
        self._desk = desk
        self._made = made
        self._threads = CapacityLimiter(at_once)

    async def _in_thread(self, work: Callable[..., T], *given: object) -> T:
        return await to_thread.run_sync(work, *given, abandon_on_cancel=True, limiter=self._threads)

    async def _worked(self, work: Awaitable[T]) -> T:
        try:
            return await work
        except UnscError:
            raise
        except Exception as error:  # noqa: BLE001 - the protocol would log and tell it with its words
            log_failure(_LOG, "a call of an agent failed", error)
            raise NoAnswer("Something went wrong. The program's log has the cause.") from None

    async def _consulted(self, function: Callable[..., Any], *given: object) -> Any:
        try:
            desk = await self._worked(self._desk())
            return await self._worked(self._in_thread(desk.consult, function, *given))
        except UnscError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from None

    async def list_tools(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=await self._worked(self._in_thread(self._made)))

    async def call_tool(self, _: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            result = await self._worked(self._called(params.name, params.arguments or {}))
        except UnscError as error:
            return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
        text = result.decode()
        return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=json.loads(text))

    async def _called(self, name: str, arguments: Mapping[str, Any]) -> bytes:
        desk = await self._desk()
        async with self._threads:  # no more at once than of what is done in threads
            return await (_asked(desk, arguments) if name == _ASK.name else desk.called(name, arguments))

    async def list_resources(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        from assistant.doors.desk import newest

        rows = await self._consulted(newest, _LISTED)
        listed = [
            types.Resource(
                uri=f"{_RESOLUTION}{number}", name=symbol, description=subject or None, mime_type="application/json"
            )
            for number, symbol, subject in rows
        ]
        return types.ListResourcesResult(resources=listed)

    async def list_templates(
        self, _: Any, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=_TEMPLATES)

    async def read_resource(self, _: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        uri = str(params.uri)
        if not uri.startswith(_RESOLUTION):
            raise MCPError(types.INVALID_PARAMS, f"Resources are {_RESOLUTION}2395 and {_RESOLUTION}2395/op2.")
        from assistant.doors.desk import shown

        place = uri.removeprefix(_RESOLUTION)[:80]
        record = await self._consulted(shown, place, dt.date.today())
        text = json.dumps(record, ensure_ascii=False)
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=uri, mime_type="application/json", text=text)]
        )

    async def list_prompts(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[prompt for prompt, _ in _PROMPTS.values()])

    async def get_prompt(self, _: Any, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        prompt, template = _PROMPTS.get(params.name, (None, ""))
        if prompt is None:
            raise MCPError(types.INVALID_PARAMS, f"There is no such prompt. There are: {', '.join(_PROMPTS)}.")
        argument = (prompt.arguments or [])[0]
        if not (given := " ".join((params.arguments or {}).get(argument.name, "").split())[:300]):
            raise MCPError(types.INVALID_PARAMS, f"Give the argument {argument.name}. {argument.description}")
        from prompts import render

        text = render(template, **{argument.name: given})
        message = types.PromptMessage(role="user", content=types.TextContent(text=text))
        return types.GetPromptResult(description=prompt.description, messages=[message])


_TEMPLATES = [
    types.ResourceTemplate(
        uri_template=f"{_RESOLUTION}{{number}}",
        name="resolution",
        description="A resolution with its whole record, and how each of its paragraphs stands today.",
        mime_type="application/json",
    ),
    types.ResourceTemplate(
        uri_template=f"{_RESOLUTION}{{number}}/{{place}}",
        name="paragraph",
        description="A paragraph (op2, pp5), an annex (annexB) or a point of one (annexB/5).",
        mime_type="application/json",
    ),
]


async def _asked(desk: Serving, arguments: Mapping[str, Any]) -> bytes:
    from assistant.doors.api import Question
    from assistant.errors import WrongInput

    try:
        asked = Question.model_validate(dict(arguments))
    except ValueError:
        raise WrongInput("ask takes a question of 1 to 4,000 characters, and as_of as a day: 2024-06-30.") from None
    answer = await desk.asked(asked.question, as_of=asked.as_of)
    return json.dumps(answer.to_json(), ensure_ascii=False).encode()
