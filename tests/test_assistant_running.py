"""Run for others: signing in at every door, below a path, behind a server in front; and what the log and the numbers tell."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client

from assistant.ui.guard.keeping import Keeping
from assistant.ui.guard.settings import UserSettings, WatchSettings, WindowSettings
from assistant.ui.guard.watch import lines
from assistant.ui.guard.who import book as of_people
from assistant.ui.guard.who.book import Book, Hashed
from tests.doors_double import over_digests, served
from tests.window_browser import WARNINGS, Tab
from tests.window_client import opened
from tests.window_double import Assistant, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS
PASSWORD = "seven lanterns on the pier"
WORD = "quicksilverlantern"  # stands in what is sent, and must stand in no log


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    file = tmp_path_factory.mktemp("people") / "people"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(of_people, "_COST", 16)
        patched.setattr(of_people, "_NOBODY", Hashed(16, 8, 1, bytes(16), bytes(32)))
        Book(file).put("ada", PASSWORD)
        yield file


def keeping(people: Path | None = None, watch: WatchSettings | None = None, **window: Any) -> Keeping:
    header = window.pop("header", "")
    figures = {"waiting": 3.0}
    users = UserSettings(file=people, header=header)
    return Keeping.of(users, watch or WatchSettings(), WindowSettings(**window), lambda: figures)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    path = tmp_path_factory.mktemp("running") / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    return Assistant(Catalogue.open(path))


@pytest.fixture(scope="module")
def url(assistant: Assistant, people: Path) -> Iterator[str]:
    """A window below a path, for those who have a password."""
    with opened(assistant, keeping=keeping(people, prefix="/unsc")) as (_, address):
        assert address.endswith("/unsc/")
        yield address


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    origin = url.removesuffix("/unsc/")
    with httpx.Client(base_url=url, timeout=30, headers={"Origin": origin}, verify=False, trust_env=False) as made:
        yield made


def visit(client: httpx.Client, path: str) -> httpx.Response:
    return httpx.get(f"{client.base_url}{path}", cookies=dict(client.cookies), trust_env=False)


def sign_in(client: httpx.Client, password: str = PASSWORD, to: str = "/resolution/9001") -> httpx.Response:
    return client.post("sign-in", data={"name": "ada", "password": password, "to": to})


# Signing in.


def test_nobody_sees_anything_before_he_has_signed_in(client: httpx.Client):
    for path in ("", "search?q=shoals", "resolution/9001", "corpus"):
        answer = visit(client, path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/unsc/sign-in?to=%2F")
    for path in ("assets/x.js", "theme.css", "gradio_api/queue/data?session_hash=x", "gradio_api/heartbeat/x"):
        assert visit(client, path).status_code == 401
    for path in ("gradio_api/queue/join", "corpus/add", "sign-out"):
        assert client.post(path, json={}).status_code == 401
    for path in ("sign-in", "pages/frame/frame.css"):
        assert visit(client, path).status_code == 200


def test_who_signs_in_comes_to_where_he_wanted_and_goes_again(client: httpx.Client):
    wrong = sign_in(client, "not the password")
    assert wrong.status_code == 401
    assert "Name or password are wrong." in wrong.text
    assert "not the password" not in wrong.text
    assert 'value="ada"' in wrong.text
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/unsc/resolution/9001")
    said = answer.headers["set-cookie"].lower()
    assert all(part in said for part in ("httponly", "samesite=lax", "path=/unsc/"))
    assert "secure" not in said
    page = visit(client, "resolution/9001")
    assert page.status_code == 200
    assert "Signed in as ada" in page.text
    asking = visit(client, "")
    assert asking.status_code == 200
    assert asking.text.index('aria-label="Signed in as ada"') < asking.text.index("<gradio-app")
    assert client.post("sign-out").status_code == 303
    assert visit(client, "resolution/9001").status_code == 303


def test_the_cookie_is_for_tls_alone_where_the_server_in_front_speaks_it(client: httpx.Client):
    sent = {"name": "ada", "password": PASSWORD}
    answer = client.post("sign-in", data=sent, headers={"X-Forwarded-Proto": "https"})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "to", ["//evil.example/x", "https://evil.example", "/\\evil.example", "", "/a\r\nX: y", "javascript:x"]
)
def test_nobody_is_sent_to_another_server(to: str, client: httpx.Client):
    assert sign_in(client, to=to).headers["location"] == "/unsc/"


def test_a_page_elsewhere_signs_nobody_in(client: httpx.Client):
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
        answer = client.post("sign-in", data={"name": "ada", "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_a_form_that_is_too_large_or_none_is_refused(client: httpx.Client):
    assert sign_in(client, "x" * 5000).status_code == 413
    assert client.post("sign-in", json={"name": "ada", "password": PASSWORD}).status_code == 415


def test_without_passwords_nobody_can_sign_in(assistant: Assistant):
    with opened(assistant) as (_, url):
        assert httpx.get(f"{url}sign-in", trust_env=False).status_code == 404
        assert httpx.get(f"{url}resolution/9001", trust_env=False).status_code == 200
        assert httpx.get(f"{url}metrics", trust_env=False).status_code == 404


# The doors for programs.


def test_programs_send_a_name_with_its_password_or_the_token(tmp_path: Path, people: Path):
    desk = over_digests(tmp_path)
    with served(desk, tmp_path, keeping(people), token="open-sesame") as url:
        health, ready = f"{url}/api/v1/health", f"{url}/api/v1/ready"
        assert httpx.get(health, trust_env=False).status_code == 401, "a token is asked for as it was"
        refused = httpx.get(ready, trust_env=False)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic ")
        assert refused.json()["type"] == "urn:unsc-assistant:nobody-known"
        for way in ({"auth": ("ada", PASSWORD)}, {"headers": {"Authorization": "Bearer open-sesame"}}):
            assert httpx.get(ready, trust_env=False, **way).status_code == 200  # type: ignore[arg-type]
        for wrong in ({"auth": ("ada", "wrong")}, {"headers": {"Authorization": "Bearer open"}}):
            assert httpx.get(ready, trust_env=False, **wrong).status_code == 401  # type: ignore[arg-type]

        async def tools() -> list[str]:
            async with (
                httpx.AsyncClient(auth=("ada", PASSWORD), trust_env=False) as signed,
                Client(streamable_http_client(f"{url}/mcp", http_client=signed)) as speaking,
            ):
                return [tool.name for tool in (await speaking.list_tools()).tools]

        assert "chain" in anyio.run(tools)
        assert httpx.post(f"{url}/mcp", json={}, trust_env=False).status_code == 401
    with served(desk, tmp_path, keeping(people)) as url:
        assert httpx.get(f"{url}/api/v1/health", trust_env=False).status_code == 200, "a watchman needs no password"
        assert httpx.get(f"{url}/metrics", trust_env=False).status_code == 404, "off unless set"
        assert httpx.get(f"{url}/api/v1/ready", trust_env=False).status_code == 401


def test_a_server_in_front_names_who_asks_at_every_door(tmp_path: Path):
    desk = over_digests(tmp_path)
    with served(desk, tmp_path, keeping(header="X-Remote-User", proxies="127.0.0.1", prefix="/unsc")) as url:
        ready = f"{url.removesuffix('/unsc')}/unsc/api/v1/ready"
        assert httpx.get(ready, trust_env=False).status_code == 401
        assert httpx.get(ready, headers={"X-Remote-User": "ada"}, trust_env=False).status_code == 200
        twice = [("X-Remote-User", "ada"), ("X-Remote-User", "bo")]
        assert httpx.get(ready, headers=twice, trust_env=False).status_code == 400
        assert (
            httpx.get(ready.replace("/unsc", ""), headers={"X-Remote-User": "ada"}, trust_env=False).status_code == 404
        )
    with served(desk, tmp_path, keeping(header="X-Remote-User", proxies="192.0.2.1")) as url:
        passed_by = httpx.get(f"{url}/api/v1/ready", headers={"X-Remote-User": "ada"}, trust_env=False)
        assert passed_by.status_code == 403
        assert httpx.get(f"{url}/api/v1/health", trust_env=False).status_code == 200


def test_pages_are_opened_some_times_a_minute_by_one_address(assistant: Assistant):
    kept = keeping(rate=3, proxies="127.0.0.1")
    with opened(assistant, keeping=kept) as (_, url):

        def opened_from(address: str) -> int:
            return httpx.get(f"{url}resolution/9001", headers={"X-Forwarded-For": address}, trust_env=False).status_code

        assert [opened_from("192.0.2.1") for _ in range(5)] == [200, 200, 200, 429, 429]
        assert opened_from("192.0.2.2") == 200
        assets = [httpx.get(f"{url}pages/frame/frame.css", trust_env=False).status_code for _ in range(5)]
        assert assets == [200] * 5


# What is told of it.


class Heard(logging.Handler):
    """Keeps lines as the log would write them."""

    def __init__(self, words: bool) -> None:
        super().__init__()
        self.setFormatter(lines.Lines(words=words))
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def logged() -> Iterator[Any]:
    """Configures the log, and hears it."""
    root, before = logging.getLogger(), (logging.getLogger().handlers[:], logging.getLogger().level)
    own = [lines._REQUESTS, lines._QUESTIONS]

    def configure(**settings: Any) -> Heard:
        given = WatchSettings(log="json", **settings)
        lines.configure(given)
        heard = Heard(given.words)
        root.handlers = [heard]
        return heard

    yield configure
    root.handlers, root.level = before
    for each in own:
        each.setLevel(logging.CRITICAL)


def test_requests_are_logged_without_a_word_of_them(logged: Any, assistant: Assistant, people: Path):
    heard = logged(requests=True)
    with opened(assistant, keeping=keeping(people)) as (_, url):
        lines.question_asked(f"Where is {WORD}?")
        for path in (f"resolution/9001?q={WORD}", f"resolution/{WORD}", WORD, f"api/v1/{WORD}", f"sign-in?to=/{WORD}"):
            httpx.get(f"{url}{path}", auth=("ada", PASSWORD), trust_env=False)
        httpx.get(f"{url}resolution/9001", auth=("ada", f"wrong {WORD}"), trust_env=False)
    told = [each for each in heard.lines if each["logger"] == "unsc.requests"]
    assert {each["status"] for each in told} == {200, 401, 404, 422}
    assert {"kind", "method", "status", "milliseconds", "who", "address", "time", "level"} <= told[0].keys()
    assert told[0]["who"] == "ada"
    assert WORD not in json.dumps(heard.lines)


def test_with_words_the_log_tells_questions_and_addresses(logged: Any, assistant: Assistant):
    heard = logged(requests=True, words=True)
    with opened(assistant, keeping=keeping()) as (_, url):
        lines.question_asked(f"Where is {WORD}?")
        httpx.get(f"{url}resolution/9001?q={WORD}", trust_env=False)
    assert [each["question"] for each in heard.lines if "question" in each] == [f"Where is {WORD}?"]
    assert f"/resolution/9001?q={WORD}" in [each.get("path") for each in heard.lines]


def test_an_exception_is_logged_by_its_kind_and_places(logged: Any):
    for words in (False, True):
        heard = logged(words=words)
        try:
            raise ValueError(WORD)
        except ValueError:
            logging.getLogger("assistant.x").exception("no answer")
            logging.getLogger("library").warning("it met with %s", WORD)
        own, foreign = heard.lines
        assert (own["error"], own["message"]) == ("ValueError", "no answer")
        assert own["places"][0].startswith("test_assistant_running.py:")
        assert (WORD in json.dumps(heard.lines)) is words
        assert ("at" in foreign) is not words


def test_by_default_no_request_and_no_question_is_logged(caplog: pytest.LogCaptureFixture):
    lines.question_asked(WORD)
    lines.request_answered(WORD, "GET", 200, 0.1, "ada", "::1", WORD)
    assert caplog.records == []


def test_numbers_are_told_for_the_token_that_is_set(tmp_path: Path):
    with served(
        over_digests(tmp_path), tmp_path, keeping(watch=WatchSettings(metrics=True)), token="open-sesame"
    ) as url:
        assert httpx.get(f"{url}/metrics", trust_env=False).status_code == 401
        sent = {"Authorization": "Bearer open-sesame"}
        assert "unsc_requests_total" in httpx.get(f"{url}/metrics", headers=sent, trust_env=False).text


def test_numbers_are_told_to_those_who_may_and_hold_no_word(assistant: Assistant, people: Path):
    kept = keeping(people, WatchSettings(metrics=True))
    with opened(assistant, keeping=kept) as (_, url):
        assert httpx.get(f"{url}metrics", trust_env=False).status_code == 401
        for path in (f"resolution/9001?q={WORD}", WORD):
            httpx.get(f"{url}{path}", auth=("ada", PASSWORD), trust_env=False)
        answer = httpx.get(f"{url}metrics", auth=("ada", PASSWORD), trust_env=False)
    assert answer.headers["content-type"].startswith("text/plain; version=")
    told = dict(re.findall(r"^(\w+(?:\{.*\})?) ([\d.e+-]+)$", answer.text, re.MULTILINE))
    assert told['unsc_requests_total{kind="a page beside the chat",status="200"}'] == "1.0"
    assert told['unsc_request_seconds_count{kind="a page beside the chat"}'] == "1.0"
    assert told['unsc_refused_total{why="no route of the window"}'] == "1.0"
    assert (told["unsc_waiting"], told["unsc_signed_in"]) == ("3.0", "0.0")
    assert WORD not in answer.text
    assert "ada" not in answer.text


def test_whom_a_server_in_front_names_stands_in_the_head_of_every_page_as_text(assistant: Assistant):
    with opened(assistant, keeping=keeping(header="X-Remote-User", proxies="127.0.0.1")) as (_, address):
        for path in ("", "corpus", "sign-in"):
            page = httpx.get(f"{address}{path}", headers={"X-Remote-User": "<b>ada</b>"}, trust_env=False)
            assert page.status_code == 200
            assert 'aria-label="Signed in as &lt;b&gt;ada&lt;/b&gt;"' in page.text
            assert "<b>ada" not in page.text
            assert "sign-out" not in page.text  # nobody signs out here: the server in front knows who asks
        assert "Not signed in" in httpx.get(f"{address}sign-in", trust_env=False).text


# Last, as a browser's loop would run in this thread.


def test_a_path_is_asked_for_and_the_window_works_below_it(chromium: Any, url: str):
    context = chromium.new_context()
    tab = Tab(context, f"{url}resolution/9001", "#sign-title")
    page = tab.page
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("html[data-here=resolution]").wait_for()
    assert page.url.endswith("/unsc/resolution/9001")
    page.get_by_role("link", name="Ask", exact=True).click()
    page.locator("html[data-window=ready]").wait_for()
    assert page.locator(".top .tools a").inner_text() == "ada"
    tab.ask("What about the wrecks?").locator("[data-key]").first.wait_for()
    assert page.locator(".top nav a").nth(1).evaluate("link => link.href").endswith("/unsc/search")
    assert tab.wrong == []
    context.close()
