"""Every door offers the same operations, with the same schemas, and gives the same for the same arguments."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema.validators import validator_for
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import Tool
from typer.testing import CliRunner

import assistant.build
from assistant.assistant import Assistant
from assistant.cli import app
from assistant.doors.agents import server, tools
from assistant.doors.kept import kept
from assistant.doors.standard import Incoming, Outgoing
from assistant.errors import NotThere, WrongInput
from assistant.operations import OPERATIONS
from assistant.operations.decline import Decline
from assistant.operations.lookup import Lookup
from assistant.operations.offered import _AS_DATA, OFFERED, fingerprint
from assistant.operations.offered.written import arguments_of
from ingest.errors import UnscError
from ingest.resolution import Kind
from tests.doors_double import client, over_digests, served

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
BESIDE = {"ask", "export", "health", "ready", "operations", "resolutions"}  # what HTTP has that is no operation
each = pytest.mark.parametrize("name", OFFERED)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("doors")


@pytest.fixture(scope="module")
def desk(data: Path) -> Assistant:
    return over_digests(data)


@pytest.fixture(scope="module")
def url(desk: Assistant, data: Path) -> Iterator[str]:
    with served(desk, data, rate=0) as url:
        yield url


@pytest.fixture(scope="module")
def http(url: str) -> Iterator[httpx.Client]:
    with client(url) as made:
        yield made


def asked(desk: Assistant, work: Callable[[Client], Awaitable[T]]) -> T:
    """What a client of the SDK hears from a server in this process."""

    async def there() -> Assistant:
        return desk

    async def inside() -> T:
        async with Client(server(there)) as speaking:
            return await work(speaking)

    return anyio.run(inside)


def test_all_operations_but_the_refusal_are_offered():
    assert [o.plan for o in OFFERED.values()] == [plan for plan in OPERATIONS if plan is not Decline]
    assert OFFERED.keys() == _AS_DATA.keys()


def test_every_door_offers_the_same_with_the_same_schemas(desk: Assistant, http: httpx.Client):
    there = {name: (o.arguments, o.result) for name, o in OFFERED.items()}
    told = http.get("/operations").json()
    assert {o["name"]: (o["arguments"], o["result"]) for o in told["operations"]} == there
    assert fingerprint() is fingerprint()  # worked out once: every GET has it
    assert told["fingerprint"] == fingerprint() == http.get("/ready").json()["operations"]
    tools = asked(desk, lambda c: c.list_tools()).tools
    assert {t.name: (t.input_schema, t.output_schema) for t in tools if t.name != "ask"} == there
    assert all(t.annotations and t.annotations.read_only_hint and not t.annotations.destructive_hint for t in tools)
    paths = http.get("/openapi.json").json()["paths"]
    assert {path.split("/")[1] for path in paths} - BESIDE == there.keys()
    listed = CliRunner().invoke(app, ["run", "--help"]).stdout.partition("Commands:")[2]
    assert {line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "} - {
        "plan"
    } == there.keys()


@pytest.mark.parametrize("part", ["arguments", "result"])
@each
def test_a_schema_is_no_longer_than_it_must_be(name: str, part: str):
    schema = getattr(OFFERED[name], part)
    text = json.dumps(schema)
    assert all(text.count(f'"#/$defs/{inner}"') > 1 for inner in schema.get("$defs", {}))
    assert text.count('"$ref"') == sum(text.count(f'"#/$defs/{inner}"') for inner in schema.get("$defs", {}))
    assert '"title": "' not in text


def test_the_description_of_the_interface_holds_every_schema(http: httpx.Client):
    made = http.get("/openapi.json").json()
    assert made["openapi"].startswith("3.1")
    schemas = made["components"]["schemas"]
    references = {part["$ref"] for part in _parts(made) if isinstance(part.get("$ref"), str)}
    assert references
    assert {each.removeprefix("#/components/schemas/") for each in references} <= schemas.keys()
    for name, operation in OFFERED.items():
        assert schemas[f"{name}.arguments"]["properties"].keys() == operation.arguments["properties"].keys()
        assert schemas[f"{name}.result"]["properties"].keys() == operation.result["properties"].keys()


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(inner)


@each
def test_what_may_be_null_is_told_as_a_type_and_a_client_takes_it(name: str, desk: Assistant):
    schema = OFFERED[name].result
    validator = validator_for(schema)(schema)
    result = desk.call(name, OFFERED[name].plan.example)
    assert validator.is_valid(result)
    assert validator.is_valid({**result, "corpus_end": None})
    assert not validator.is_valid({**result, "corpus_end": 5})
    assert schema["properties"]["corpus_end"]["type"] == ["string", "null"]
    assert [{"type": "string"}, {"type": "null"}] not in [part.get("anyOf") for part in _parts(schema)]


@each
def test_the_example_of_an_operation_gives_the_same_by_every_door(
    name: str, desk: Assistant, http: httpx.Client, data: Path, monkeypatch: pytest.MonkeyPatch
):
    example = OFFERED[name].plan.example
    result = desk.call(name, example)
    assert result["found"]
    assert result["rows"]
    assert _AS_DATA[name][0].model_validate(result).model_dump(mode="json") == result
    body = http.get("/openapi.json").json()["paths"][f"/{name}"]["post"]["requestBody"]["content"]["application/json"]
    assert body["example"] == example
    assert http.post(f"/{name}", json=example).json() == result
    assert http.get(f"/{name}", params=_written(example)).json() == result
    heard = asked(desk, lambda c: c.call_tool(name, example))
    assert heard.structured_content == json.loads(heard.content[0].text) == result  # type: ignore[union-attr]
    monkeypatch.setattr(assistant.build, "assemble", lambda *_: desk)
    options = [word for argument, value in _written(example) for word in (f"--{argument.replace('_', '-')}", value)]
    printed = CliRunner().invoke(app, ["run", name, *options, "--data", str(data), "--json"])
    assert json.loads(printed.stdout) == result
    words = CliRunner().invoke(app, ["run", name, *options, "--data", str(data)])
    assert words.exit_code == 0
    assert words.stdout.strip()


def test_what_holds_has_a_command_of_its_own_that_gives_the_same(
    desk: Assistant, data: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(assistant.build, "assemble", lambda *_: desk)
    subject = OFFERED["standing"].plan.example["subject"]["name"]
    words = ["standing", subject, "--on", "2034-01-01", "--data", str(data)]
    given = {"subject": subject, "day": "2034-01-01", "page": 200}
    printed = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    assert printed == desk.call("standing", given)
    assert printed["day"] == "2034-01-01", "the day that was asked for, and not today"
    assert f"{subject}" in CliRunner().invoke(app, words).stdout


def _written(arguments: dict[str, Any]) -> list[tuple[str, str]]:
    """Arguments as pairs of texts."""
    return [
        (name, json.dumps(each) if isinstance(each, dict | bool) else str(each))
        for name, value in arguments.items()
        for each in (value if isinstance(value, list) else [value])
    ]


NUMBERS = st.sampled_from([1325, 1973, 2395, 242, 9, 99_999])
PLACES = st.sampled_from(["1325", "1325/op1", "1973/op4", "242/pp1", "1325/annex", "1325/op99", "x/../y", ""])
NAMES = st.sampled_from(["UNMISS", "MINUSCA", "Libya sanctions", "1267 Committee", "nobody at all", "UNIFIL"])
DAYS = st.dates(dt.date(1940, 1, 1), dt.date(2040, 1, 1)).map(str)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30) | st.just("women and peace")
WHERES = st.fixed_dictionaries(
    {}, optional={"since": DAYS, "chapter_vii": st.booleans(), "phrase": st.just("women"), "kind": st.sampled_from(Kind).map(str)}
)  # fmt: skip
PAGING = {"page": st.integers(0, 6), "as_of": DAYS}
RESOLUTIONS = st.lists(NUMBERS, max_size=3) | st.builds(
    lambda name, view: {"op": "chain", "subject": name, "view": view}, NAMES, st.sampled_from(["last", "first"])
)
ARGUMENTS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "lookup": {"places": st.lists(PLACES, max_size=3), "about": WORDS},
    "search": {"text": WORDS, "where": WHERES, "limit": st.integers(0, 5)},
    "select": {"where": WHERES, "group": st.sampled_from(["", "year", "verb", "none"]), "measure": st.sampled_from(["count", "rows"]),
               "source": st.sampled_from(["resolutions", "paragraphs", "votes", "bodies"]), "limit": st.integers(-1, 5)},
    "votes": {"resolutions": RESOLUTIONS},
    "cites": {"place": PLACES, "direction": st.sampled_from(["citing", "cited", "both"])},
    "chain": {"subject": NAMES, "view": st.sampled_from(["end", "history", "ceiling", "gaps", "tasks", "neighbours"]), "day": DAYS},
    "standing": {"subject": NAMES, "matter": st.sampled_from(["", "protection of civilians"])},
    "effects": {"place": PLACES, "until": DAYS},
    "compare": {"resolutions": st.lists(NUMBERS, max_size=3), "aspect": WORDS},
    "define": {"term": st.sampled_from(["UNMISS", "terrorism", ""])},
    "record": {"resolutions": RESOLUTIONS, "fields": st.lists(st.sampled_from(["date", "vote", "size", "verbs", "x"]), max_size=2)},
    "council": {"since": DAYS, "until": DAYS, "seats": st.sampled_from(["all", "elected"])},
    "check": {"claim": WORDS, "resolution": NUMBERS},
}  # fmt: skip


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    name = draw(st.sampled_from(sorted(ARGUMENTS)))
    return name, draw(st.fixed_dictionaries({}, optional={**ARGUMENTS[name], **PAGING}))


@settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(calls())
def test_whatever_is_asked_every_door_says_the_same(
    desk: Assistant, http: httpx.Client, call: tuple[str, dict[str, Any]]
):
    name, arguments = call
    try:
        result: Any = desk.call(name, arguments)
    except UnscError as error:
        result = str(error)
    answer = http.post(f"/{name}", json=arguments)
    if isinstance(result, str):
        assert answer.status_code in (404, 422), result
        assert answer.json()["detail"] == result
    else:
        assert answer.status_code == 200
        assert answer.json() == result
    heard = asked(desk, lambda c: c.call_tool(name, arguments))
    if isinstance(result, str):
        assert heard.is_error
        assert heard.content[0].text == result  # type: ignore[union-attr]
    else:
        assert heard.structured_content == result


@each
def test_a_long_result_is_had_page_by_page(name: str, desk: Assistant):
    example = OFFERED[name].plan.example
    whole = desk.call(name, {**example, "page": 200})
    assert whole["total"] == len(whole["rows"])
    assert not whole["cut"]
    page = desk.call(name, {**example, "page": 1})
    rows = page["rows"]
    for _ in range(60):
        assert page["cut"] is bool(page["cursor"])
        if not page["cut"]:
            break
        page = desk.call(name, {**example, "page": 7, "cursor": page["cursor"]})
        rows += page["rows"]
    assert rows == whole["rows"]


def test_a_cursor_is_good_for_its_own_arguments_alone(desk: Assistant):
    cursor = desk.call("cites", {"place": "1325", "page": 1})["cursor"]
    for arguments in ({"place": "1373"}, {"place": "1325", "as_of": "2010-01-01"}):
        with pytest.raises(WrongInput, match="belongs to other arguments"):
            desk.call("cites", {**arguments, "cursor": cursor})
    for wrong in ("x", "-1", f"²{cursor[1:]}", "0-0000000000"):
        with pytest.raises(WrongInput, match="belongs to other arguments"):
            desk.call("cites", {"place": "1325", "cursor": wrong})


@each
def test_what_is_quoted_stands_in_the_text_at_its_offsets(name: str, desk: Assistant):
    result = desk.call(name, OFFERED[name].plan.example)
    quoted = [part for part in _parts(result) if {"key", "citation", "words", "start", "end"} <= part.keys()]
    for each_ in quoted:
        row = desk.catalogue.paragraph(each_["key"])
        if row is None:
            assert not each_["words"]
        else:
            assert each_["words"] == row.words[each_["start"] : each_["end"]]
            assert each_["citation"] == row.citation


def test_a_plan_may_stand_as_an_argument_in_each_form(desk: Assistant, http: httpx.Client):
    nested = {"op": "chain", "subject": "UNMISS", "view": "last"}
    result = desk.call("votes", {"resolutions": nested})
    assert result["total"] == 1
    for written in (json.dumps(nested), 'chain(subject="UNMISS", view="last")'):
        assert arguments_of(OFFERED["votes"], [("resolutions", written)])["resolutions"]["op"] == "chain"
        assert http.get("/votes", params={"resolutions": written}).json() == result


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("place", "1325"), ("place", "1373")], "is given twice"),
        ([("nothing", "1")], "no argument 'nothing'"),
        ([("where", "{")], "is not JSON"),
        ([("where", "[" * 5000)], "is not JSON"),
    ],
)
def test_what_cannot_be_read_as_arguments_is_said(pairs: list[tuple[str, str]], said: str):
    with pytest.raises(WrongInput, match=said):
        arguments_of(OFFERED["cites"], pairs)


def test_what_is_meant_by_missing_places_is_sought_for_the_first_of_them(
    desk: Assistant, monkeypatch: pytest.MonkeyPatch
):
    sought = list[str]()
    monkeypatch.setattr(Lookup, "_spoken_of", lambda _, place, __: sought.append(place))
    arguments = {"places": {"op": "select"}, "article": "nothing", "page": 5}
    for about, most in (("", 0), ("ferries", 50)):
        sought.clear()
        assert len(desk.call("lookup", {**arguments, "about": about})["missing"]) > len(sought) == most


def test_day_of_the_past_is_answered_from_what_was_adopted_then(desk: Assistant):
    now, then = (desk.call("select", {"measure": "count", "as_of": day}) for day in ("2035-01-01", "2000-12-31"))
    assert 0 < then["met"] < now["met"]
    assert then["corpus_end"] <= "2000-12-31"


def test_errors_say_what_there_is(desk: Assistant):
    with pytest.raises(WrongInput, match=r"There is no operation 'decline'\. There are: lookup"):
        desk.call("decline", {})
    with pytest.raises(NotThere, match="There is no resolution 9999"):
        desk.call("lookup", {"places": ["9999"]})


def test_resources_and_prompts_are_had_from_the_protocol(desk: Assistant, http: httpx.Client):
    async def look(c: Client) -> None:
        listed = (await c.list_resources()).resources
        assert len(listed) == 50
        templates = (await c.list_resource_templates()).resource_templates
        assert [t.uri_template for t in templates] == [
            "unsc://resolution/{number}",
            "unsc://resolution/{number}/{place}",
        ]
        for place, path in (("1325", "/resolutions/1325"), ("1325/op1", "/resolutions/1325/paragraphs/op1")):
            (content,) = (await c.read_resource(f"unsc://resolution/{place}")).contents
            assert json.loads(content.text) == http.get(path).json()  # type: ignore[union-attr]
        for wrong in (
            "unsc://resolution/99999",
            "unsc://resolution/../../etc/passwd",
            "file:///etc/passwd",
            "unsc://other/1",
        ):
            with pytest.raises(
                Exception, match=r"no resolution 99999|no key|not a key|Resources are|names no resolution"
            ):
                await c.read_resource(wrong)
        for prompt in (await c.list_prompts()).prompts:
            (argument,) = prompt.arguments or ()
            got = await c.get_prompt(prompt.name, {argument.name: "UNMAZ"})
            assert "UNMAZ" in got.messages[0].content.text  # type: ignore[union-attr]
            with pytest.raises(Exception, match="Give the argument"):
                await c.get_prompt(prompt.name, {argument.name: " "})
        answered = await c.call_tool("ask", {"question": "When does the mandate of UNMISS end?"})
        assert answered.structured_content["plan"].startswith("chain(")  # type: ignore[index]
        assert (await c.call_tool("ask", {"question": ""})).is_error
        assert (await c.call_tool("nothing", {})).is_error

    asked(desk, look)


def test_over_http_the_tools_are_listed_to_who_asks_and_not_at_each_call(
    desk: Assistant, data: Path, monkeypatch: pytest.MonkeyPatch
):
    listed = list[int]()

    def made() -> list[Tool]:
        listed.append(1)
        return tools()

    monkeypatch.setattr("assistant.doors.serving.server", partial(server, made=made))

    async def speak(url: str) -> None:
        async with Client(url) as c:
            await c.list_tools()
            for _ in range(3):
                assert not (await c.call_tool("chain", OFFERED["chain"].plan.example)).is_error

    with served(desk, data, rate=0) as url:
        anyio.run(speak, f"{url}/mcp")
    assert len(listed) == 1
    assert "x-mcp-header" not in json.dumps([tool.input_schema for tool in tools()])  # what the SDK looks for in them


def test_tools_are_kept_for_the_next_start_of_the_same_program_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, nothing = kept(tmp_path / "cache", tools), list[Any]
    assert first == kept(tmp_path / "cache", nothing) == tools()
    assert len(list((tmp_path / "cache").iterdir())) == 1
    changed = tmp_path / "program"
    (changed / "assistant").mkdir(parents=True)
    (changed / "assistant" / "new.py").write_text("")
    monkeypatch.setattr("assistant.doors.kept._PROGRAM", changed)
    assert kept(tmp_path / "cache", nothing) == []
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text("{")
    assert kept(tmp_path / "cache", tools) == first
    (tmp_path / "file").touch()
    assert kept(tmp_path / "file", tools) == first  # no folder, and none can be made


def test_a_pipe_is_read_by_lines_and_one_that_is_full_keeps_nobody() -> None:
    sent = ["", "whole", "in parts ⚓", "long " * 100_000, "the last"]

    async def both_ends() -> None:
        reading, writing = os.pipe()
        read, written, outgoing = list[str](), list[str](), Outgoing(writing)

        async def write() -> None:
            for line in sent[:-1]:
                await outgoing.write(f"{line}\n")
                written.append(line)
            await outgoing.write(sent[-1])
            os.close(writing)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(write)
            while len(written) < 3:
                await anyio.sleep(0)
            await anyio.sleep(0.01)
            assert len(written) == 3  # nobody reads, and the loop goes on
            async for line in Incoming(reading):
                read.append(line.decode())
        os.close(reading)
        assert read == sent

    anyio.run(both_ends)


def test_the_protocol_is_spoken_by_a_process_and_over_http(desk: Assistant, data: Path, url: str):
    example = OFFERED["chain"].plan.example
    result = desk.call("chain", example)

    async def speak(where: Any) -> Any:
        async with Client(where) as c:
            tools = {tool.name for tool in (await c.list_tools()).tools}
            assert tools == {*OFFERED, "ask"}
            return (await c.call_tool("chain", example)).structured_content

    assert anyio.run(speak, f"{url}/mcp") == result
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "tests.doors_double", str(data)],
        cwd=str(ROOT),
        env={"XDG_CACHE_HOME": str(data)},
    )
    assert anyio.run(speak, stdio_client(command)) == {**result, "day": result["day"]}
