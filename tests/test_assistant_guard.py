"""Nobody but the window's own page gets in: names, routes, bodies, connections, and what the log may say."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.errors import WrongSettings
from assistant.settings import load_settings
from assistant.ui.guard import log
from assistant.ui.guard.bodies import LARGEST
from assistant.ui.guard.connection import PatientProtocol
from assistant.ui.guard.names import Names
from assistant.ui.guard.policy import headers_of, scripts_of
from assistant.ui.guard.routes import Route, route_of
from assistant.ui.guard.server import Page
from assistant.ui.guard.settings import WindowSettings
from tests.window_browser import WARNINGS
from tests.window_client import Reader, connected, heard, opened
from tests.window_double import Assistant, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS

JOIN = "/gradio_api/queue/join"
CALL = "/gradio_api/component_server/"
WORD = "quicksilverlantern"  # stands in what is sent, and must stand in no log


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    path = tmp_path_factory.mktemp("guard") / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    with opened(Assistant(Catalogue.open(path))) as window_and_url:
        yield window_and_url


@pytest.fixture
def client(served: tuple[Page, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served[1], timeout=30) as each:
        yield each


def grants(answer: httpx.Response) -> list[str]:
    return [name for name in answer.headers if name.startswith("access-control-")]


# Names.


@pytest.mark.parametrize(
    "name",
    [
        "evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "localhost.evil.example:{port}",
        "127.0.0.1:{port}.evil.example", "localhost.:{port}", "0.0.0.0:{port}", "127.0.0.1:{port}@evil.example", "",
    ],
)  # fmt: skip
def test_no_other_name_is_answered(client: httpx.Client, name: str):
    host = name.format(port=client.base_url.port)
    for path in ("/", "/theme.css", "/assets/x.js", "/config"):
        answer = client.get(path, headers={"Host": host, "Origin": f"http://{host}"})
        assert 400 <= answer.status_code < 500
        assert "gradio" not in answer.text
        assert "evil" not in answer.text
        assert grants(answer) == []


def test_the_names_of_this_machine_are_answered(client: httpx.Client):
    for name in ("127.0.0.1", "localhost", "LocalHost", "[::1]"):
        assert client.get("/", headers={"Host": f"{name}:{client.base_url.port}"}).status_code == 200


def test_a_request_without_a_name_or_with_two_is_refused(served: tuple[Page, str]):
    own = served[1].removeprefix("http://").rstrip("/").encode()
    for lines in (b"", b"Host: " + own + b"\r\nHost: evil.example\r\n", b"Host: evil.example\r\n"):
        for version in (b"1.0", b"1.1"):
            with connected(served[1], b"GET / HTTP/" + version + b"\r\n" + lines + b"\r\n") as connection:
                assert heard(connection).split(b" ")[1] in (b"400", b"421")


def test_further_names_are_a_setting(tmp_path: Path):
    write_catalogue(tmp_path / "catalogue.sqlite", [shoals()])
    settings = WindowSettings(names="unsc.example.org, box:8443")
    with (
        opened(Assistant(Catalogue.open(tmp_path / "catalogue.sqlite")), settings=settings) as (window, url),
        httpx.Client(base_url=url) as client,
    ):
        asked = {"session_hash": "s1", "fn_index": next(iter(window.fns)), "data": []}
        for host, status in [("unsc.example.org", 200), ("box:8443", 200), ("box", 421), ("x.unsc.example.org", 421)]:
            assert client.get("/", headers={"Host": host}).status_code == status
        # A server in front that does not pass the name on: the page's origin is held against the names as well.
        passed = client.post(JOIN, json=asked, headers={"Origin": "https://unsc.example.org"})
        assert passed.status_code == 200
        assert grants(passed) == []
        assert client.post(JOIN, json=asked, headers={"Origin": "https://evil.example"}).status_code == 403
        page = client.get("/", headers={"Host": "unsc.example.org", "X-Forwarded-Proto": "https"}).text
        assert '"root":"https://unsc.example.org"' in page.replace('": "', '":"')


def test_a_name_that_cannot_be_one_is_told():
    with pytest.raises(WrongSettings, match="UNSC_WINDOW__NAMES"):
        load_settings(window={"names": "http://unsc.example.org/"})


def test_the_address_that_is_listened_on_is_a_name_unless_it_is_every_address():
    assert Names.of("192.0.2.7", 7860).answers_to("192.0.2.7:7860")
    assert Names.of("::1", 7860).answers_to("[::1]:7860")
    assert not Names.of("0.0.0.0", 7860).answers_to("0.0.0.0:7860")
    assert Names.of("localhost", 80).answers_to("localhost")


# Pages elsewhere.


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost:1", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://evil.example/http://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "whatever"},
        {"Referer": "http://evil.example/"},
    ],
)
def test_a_page_elsewhere_reaches_nothing(client: httpx.Client, headers: dict[str, str]):
    call = {"session_hash": "s", "component_id": 1, "fn_name": "read", "data": ["9001", 0, 0]}
    answers = [
        client.post(JOIN, json={"session_hash": "s", "fn_index": 0, "data": []}, headers=headers),
        client.post(CALL, json=call, headers=headers),
        client.get("/gradio_api/queue/data?session_hash=s", headers=headers),
        client.get("/gradio_api/heartbeat/s", headers=headers),
        client.get("/theme.css", headers=headers),
        client.options(JOIN, headers={**headers, "Access-Control-Request-Method": "POST"}),
    ]
    assert {answer.status_code for answer in answers} <= {403, 404}
    assert answers[0].status_code == answers[1].status_code == answers[2].status_code == 403
    assert [grants(answer) for answer in answers] == [[]] * len(answers)


def test_the_page_stands_in_no_other_page_and_says_what_it_may_load(client: httpx.Client):
    page = client.get("/")
    policy = page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"
    assert client.get("/", headers={"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin"}).status_code == 403
    assert client.get("/", headers={"Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get("/config").headers["x-frame-options"] == "DENY"


def test_headers_that_grant_access_do_not_pass_and_scripts_are_known_by_their_hash():
    given = [(b"Access-Control-Allow-Origin", b"*"), (b"X-Frame-Options", b"ALLOWALL"), (b"etag", b"1")]
    names = [name for name, _ in headers_of(given)]
    assert b"etag" in names
    assert names.count(b"x-frame-options") == 1
    assert not any(name.lower().startswith(b"access-control") for name in names)
    # The empty script and one with a source are none of the page's own; the hash is that of RFC 6234 over "1".
    page = b"<script>1</script><SCRIPT type=module src=x></SCRIPT><script>1</script>"
    assert scripts_of(page) == ["'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"]


@pytest.mark.parametrize(
    ("headers", "place"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, "/?draft=a+b"),
        ({"Sec-Fetch-Site": "same-site"}, "/?draft=a+b"),
        ({"Referer": "http://evil.example/"}, "/?draft=a+b"),
        ({}, "/?draft=a+b"),
        ({"Sec-Fetch-Site": "none"}, None),
        ({"Sec-Fetch-Site": "same-origin"}, None),
    ],
)
def test_a_question_in_an_address_from_elsewhere_becomes_a_draft(
    client: httpx.Client, headers: dict[str, str], place: str | None
):
    sent = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"} if "Sec-Fetch-Site" in headers else {}
    for query in ("q=a%20b", "q=a%20b&deep_link=x&view=api", "%71=a+b"):
        answer = client.get(f"/?{query}", headers={**sent, **headers})
        assert answer.headers.get("location") == place
        assert answer.status_code == (303 if place else 200)
    assert client.get("/?draft=a+b", headers={**sent, **headers}).status_code == 200


# Routes.


@pytest.mark.parametrize(
    "path",
    [
        "/config", "/config/", "/docs", "/openapi.json", "/monitoring", "/monitoring/summary", "/login", "/logout",
        "/robots.txt", "/pwa_icon/100000", "/svelte/x.js", "/custom_component/x", "/gradio_api/info",
        "/gradio_api/openapi.json", "/gradio_api/file=https://example.org/", "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd", "/gradio_api/proxy=https://example.org/", "/gradio_api/dev/reload",
        "/gradio_api/upload_progress?upload_id=1", "/gradio_api/startup-events", "/gradio_api/queue/status",
        "/gradio_api/runs", "/gradio_api/deep_link", "/gradio_api/user", "/gradio_api/token",
        "/gradio_api/call/x/y", "/gradio_api/stream/s/1/2/playlist.m3u8", "/gradio_api/vibe-code",
        "/assets/../config", "/assets/%2e%2e/config", "/static/..%2f..%2fetc/passwd", "/static//x", "/./config",
        "/gradio_api/heartbeat/a%2Fb", "/%63onfig",
    ],
)  # fmt: skip
def test_a_route_the_window_does_not_use_is_closed(served: tuple[Page, str], path: str):
    own = served[1].removeprefix("http://").rstrip("/")
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):  # bare, as a client of HTTP would tidy the path
        said = f"{method} {path} HTTP/1.1\r\nHost: {own}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        with connected(served[1], said.encode()) as connection:
            assert heard(connection).startswith(b"HTTP/1.1 404")


def test_of_the_routes_of_gradio_those_of_the_window_are_open_and_no_others(served: tuple[Page, str]):
    open_ = set()
    for route in _routes(served[0].app):
        path = (
            route.path.replace("{path:path}", "x.js").replace("{session_hash}", "s").replace("{", "").replace("}", "")
        )
        open_ |= {route.path.rstrip("/") for method in route.methods or () if route_of(method, path) is not None}
    api = "/gradio_api"
    assert open_ == {
        "", "/assets/{path:path}", "/static/{path:path}", "/theme.css", "/favicon.ico", "/manifest.json", "/pwa_icon",
        f"{api}/app_id", f"{api}/queue/join", f"{api}/queue/data", f"{api}/heartbeat/{{session_hash}}",
        f"{api}/cancel", f"{api}/reset", f"{api}/component_server",
    }  # fmt: skip


def _routes(app: Any) -> Iterator[Any]:
    for route in app.routes:
        if hasattr(route, "methods"):
            yield route
        else:
            inner = getattr(route, "original_router", None) or getattr(route, "app", None)
            yield from _routes(inner) if hasattr(inner, "routes") else ()


def test_a_stream_is_opened_only_where_something_was_asked(client: httpx.Client):
    assert client.get("/gradio_api/queue/data?session_hash=nobody").status_code == 404
    assert client.get("/gradio_api/queue/data").status_code == 400
    assert client.get("/gradio_api/queue/data?session_hash=" + "x" * 65).status_code == 400
    assert route_of("GET", "/gradio_api/heartbeat/" + "x" * 65) is None
    assert route_of("HEAD", "/gradio_api/queue/data") is None
    assert route_of("GET", JOIN) is None
    assert route_of("HEAD", "/") is Route.PAGE


# Bodies.


@pytest.mark.parametrize(
    ("path", "status"), [(JOIN, b"413"), (CALL, b"413"), ("/gradio_api/upload", b"404"), ("/", b"404")]
)
@pytest.mark.parametrize("length", [LARGEST + 1, 10**9, 10**15])
def test_a_body_is_refused_by_its_length_before_it_is_sent(
    served: tuple[Page, str], path: str, status: bytes, length: int
):
    own = served[1].removeprefix("http://").rstrip("/")
    said = f"POST {path} HTTP/1.1\r\nHost: {own}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    with connected(served[1], said.encode()) as connection:
        assert connection.recv(4096).startswith(b"HTTP/1.1 " + status)


def test_a_body_in_chunks_is_read_up_to_the_bound(served: tuple[Page, str]):
    own = served[1].removeprefix("http://").rstrip("/")
    head = (
        f"POST {JOIN} HTTP/1.1\r\nHost: {own}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with connected(served[1], head.encode()) as connection:
        for _ in range(LARGEST // 0x1000 + 1):
            connection.sendall(b"1000\r\n" + b"[" * 0x1000 + b"\r\n")
        assert b"413" in connection.recv(4096)


@pytest.mark.parametrize(
    ("path", "body", "kind", "status"),
    [
        (JOIN, "{", "application/json", 400),
        (JOIN, "[" * 60_000, "application/json", 400),
        (JOIN, "{}", "text/plain", 415),
        (JOIN, "{}", "multipart/form-data; boundary=x", 415),
        (JOIN, '{"session_hash": "s", "fn_index": 0}', "application/json", 400),
        (JOIN, '{"session_hash": "../s", "fn_index": 0, "data": []}', "application/json", 400),
        (JOIN, '{"session_hash": "s", "fn_index": 999, "data": []}', "application/json", 400),
        (JOIN, '{"session_hash": ["s"], "fn_index": 0, "data": []}', "application/json", 400),
        (CALL, '{"session_hash": "s", "component_id": 1, "fn_name": "read", "data": []}', "application/json", 404),
        (CALL, '{"session_hash": "s", "component_id": 1, "fn_name": "__init__", "data": []}', "application/json", 404),
        (
            CALL,
            '{"session_hash": "s", "component_id": 1, "fn_name": "Not a name", "data": []}',
            "application/json",
            400,
        ),
        ("/gradio_api/cancel", '{"event_id": 1}', "application/json", 400),
    ],
)
def test_a_body_has_the_form_of_its_route(client: httpx.Client, path: str, body: str, kind: str, status: int):
    assert client.post(path, content=body, headers={"Content-Type": kind}).status_code == status


# The log.


def test_the_log_says_of_a_request_its_kind_alone(
    served: tuple[Page, str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(log, "_EVERY", 0.0)
    window, url = served
    reader = Reader(window, url, "teller")
    with caplog.at_level(logging.DEBUG, logger="assistant"):
        json_type = {"Content-Type": "application/json"}
        reader.client.post(JOIN, content='{"' + WORD * 2000, headers=json_type)
        reader.client.post(JOIN, content=(WORD * 100_000).encode(), headers=json_type)
        reader.client.post("/gradio_api/upload", files={WORD: b"x"})
        reader.client.get(f"/{WORD}?{WORD}={WORD}", headers={"User-Agent": WORD, "Origin": f"http://{WORD}"})
        reader.client.get("/", headers={"Host": WORD})
        # An event that fails inside Gradio, which would print what it was sent.
        for number in window.fns:
            sent = {"session_hash": "teller", "fn_index": number, "data": [{WORD: [WORD]}] * 30, "event_data": WORD}
            for data in (sent["data"], [], [WORD] * len(window.fns[number].inputs)):
                if reader.client.post(JOIN, json={**sent, "data": data}).status_code == 200:
                    assert list(reader.listen())
    printed = capfd.readouterr()
    assert "malformed" in caplog.text
    assert "an event of the page failed" in caplog.text
    assert WORD not in caplog.text
    assert WORD not in printed.out + printed.err


# Connections.


def test_a_connection_that_says_nothing_or_stops_in_the_middle_is_closed(
    served: tuple[Page, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(PatientProtocol, "patience", 0.2)
    own = served[1].removeprefix("http://").rstrip("/").encode()
    begun = b"POST /gradio_api/cancel HTTP/1.1\r\nHost: " + own + b"\r\nContent-Type: application/json\r\n"
    for sent in (
        b"",
        b"GET / HT",
        begun,
        begun + b"Content-Length: 50\r\n\r\n{",
        begun + b"Transfer-Encoding: chunked\r\n\r\n",
    ):
        with connected(served[1], sent) as connection:
            assert heard(connection) == b""
    with connected(served[1], b"GET /theme.css HTTP/1.1\r\nHost: " + own + b"\r\n\r\nGET / HTTP/1.1\r\n") as connection:
        assert heard(connection).count(b"HTTP/1.1 200") == 1


def test_documents_may_take_longer_to_arrive_where_they_are_taken_in(
    served: tuple[Page, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(PatientProtocol, "patience", 0.2)
    own = served[1].removeprefix("http://").rstrip("/").encode()
    begun = (
        b"POST /gradio_api/cancel HTTP/1.1\r\nHost: "
        + own
        + b"\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    )
    for documents, told in (("", b""), ("/cancel", b"HTTP/1.1 400")):  # only where documents are sent
        monkeypatch.setattr(PatientProtocol, "documents", documents)
        with connected(served[1], begun + b"{") as connection:
            time.sleep(0.6)
            with suppress(OSError):
                connection.sendall(b"}")
            said = heard(connection)
            assert said.startswith(told)
            assert bool(said) == bool(told)


def test_connections_that_wait_make_room_for_one_that_asks(served: tuple[Page, str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PatientProtocol, "most", 20)
    silent = [connected(served[1]) for _ in range(40)]
    for each in silent:
        each.__enter__()
    assert httpx.get(served[1]).status_code == 200
    for each in silent:
        each.__exit__(None, None, None)
