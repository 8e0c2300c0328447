"""A hostile page in a real browser, on another port of the same machine, and a page into which something was put."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.hostile import hostile_site
from tests.window_browser import WARNINGS, Tab, tab
from tests.window_client import opened
from tests.window_double import Assistant, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS

JOIN = "/gradio_api/queue/join"
CALL = "/gradio_api/component_server/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant, str]]:
    """The window's address, its assistant, and what its page sends to ask a question."""
    path = tmp_path_factory.mktemp("hostile") / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    assistant = Assistant(Catalogue.open(path))
    with opened(assistant) as (window, url):
        asking = next(fn for fn in window.fns.values() if any(event == "submit" for _, event in fn.targets))
        data = ["What was the vote?", *[None] * (len(asking.inputs) - 1)]
        yield url.rstrip("/"), assistant, json.dumps({"session_hash": "h", "fn_index": asking._id, "data": data})


@pytest.fixture(autouse=True)
def unheard(served: tuple[str, Assistant, str]) -> None:
    served[1].heard.clear()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    opened_page = context.new_page()
    opened_page.set_default_timeout(30_000)
    yield opened_page
    context.close()


# What a script of another page tries: each ends in what it was able to read, or in the name of its error.
TRIES = {
    "read the page": "fetch('{url}/').then((r) => r.text())",
    "read its configuration": "fetch('{url}/config').then((r) => r.text())",
    "read a stream": "fetch('{url}/gradio_api/queue/data?session_hash=h').then((r) => r.text())",
    "ask as JSON": "fetch('{url}{join}', {{method: 'POST', headers: {{'Content-Type': 'application/json'}}, body: `{body}`}}).then((r) => r.text())",
    "ask as plain text": "fetch('{url}{join}', {{method: 'POST', body: `{body}`}}).then((r) => r.text())",
    "ask with cookies": "fetch('{url}{join}', {{method: 'POST', credentials: 'include', body: `{body}`}}).then((r) => r.text())",
    "call a function": "fetch('{url}{call}', {{method: 'POST', body: `{body}`}}).then((r) => r.text())",
    "upload": "(() => {{ const f = new FormData(); f.append('files', new Blob(['x'.repeat(1e6)])); return fetch('{url}/gradio_api/upload', {{method: 'POST', body: f}}).then((r) => r.text()); }})()",
    "listen": "new Promise((ok, no) => {{ const s = new EventSource('{url}/gradio_api/heartbeat/h'); s.onopen = () => ok('open'); s.onerror = () => no(new TypeError()); }})",
    "open a socket": "new Promise((ok, no) => {{ const s = new WebSocket('{url}/'.replace('http', 'ws')); s.onopen = () => ok('open'); s.onerror = () => no(new TypeError()); }})",
    "show a picture of it": "new Promise((ok, no) => {{ const i = new Image(); i.onload = () => ok('seen'); i.onerror = () => no(new TypeError()); i.src = '{url}/favicon.ico'; }})",
    "run its scripts": "new Promise((ok, no) => {{ const s = document.createElement('script'); s.onload = () => ok('ran'); s.onerror = () => no(new TypeError()); s.src = '{url}/static/js/iframeResizer.contentWindow.min.js'; document.head.append(s); }})",
}  # fmt: skip


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_script_of_another_page_reads_and_does_nothing(page: Any, served: tuple[str, Assistant, str], name: str):
    url, assistant, body = served
    with hostile_site({"/": "<h1>hello</h1>"}) as site:
        page.goto(site.replace("127.0.0.1", name))
        for what, script in TRIES.items():
            attempt = script.format(url=url, join=JOIN, call=CALL, body=body)
            assert page.evaluate(f"Promise.resolve({attempt}).catch((e) => e.name)") == "TypeError", what
        # Blind: sent without wanting to read the answer.
        blind = page.evaluate(
            f"fetch('{url}{JOIN}', {{method: 'POST', mode: 'no-cors', body: `{body}`}}).catch((e) => e.name)"
        )
        assert blind == "TypeError"  # the browser keeps even the empty answer from it
        page.evaluate(f"navigator.sendBeacon('{url}{JOIN}', `{body}`)")
    assert assistant.heard == []


def test_a_form_of_another_page_sends_nothing(page: Any, served: tuple[str, Assistant, str]):
    url, assistant, _ = served
    for path in ("/", JOIN, CALL, "/gradio_api/upload"):
        form = f"<form method=post enctype=text/plain action='{url}{path}?q=shoals'><input name=a><button>x</button></form>"
        with hostile_site({"/": form}) as site:
            page.goto(site)
            with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
                page.locator("button").click()
            assert answer.value.status == 403
    assert assistant.heard == []


@pytest.mark.parametrize("tag", ["iframe src", "embed src", "object data"])
def test_the_window_opens_in_no_frame(page: Any, served: tuple[str, Assistant, str], tag: str):
    url, assistant, _ = served
    with hostile_site({"/": f"<{tag}='{url}/?q=What+about+the+shoals%3F'></{tag.split(maxsplit=1)[0]}>"}) as site:
        with page.expect_response(lambda answer: answer.url.startswith(url)) as answer:
            page.goto(site)
        assert answer.value.status == 403
        assert all(frame.locator("#question").count() == 0 for frame in page.frames if frame.url.startswith("http"))
    assert assistant.heard == []


LINKS = {
    "a link without referrer": "<a id=go rel='noreferrer' href='{to}'>x</a>",
    "a script": "<button id=go onclick=\"location.href='{to}'\">x</button>",
    "a form": "<form action='{url}/'><input name=q value='What about the shoals?'><button id=go>x</button></form>",
    "a redirect": "<a id=go href='/away'>x</a>",
}


@pytest.mark.parametrize("way", LINKS)
def test_a_question_of_another_page_is_filled_in_and_waits(page: Any, served: tuple[str, Assistant, str], way: str):
    url, assistant, _ = served
    to = f"{url}/?q=What+about+the+shoals%3F&as_of=2001-02-03&__theme=dark"
    with hostile_site({"/": LINKS[way].format(to=to, url=url)}, {"/away": to}) as site:
        page.goto(site)
        page.locator("#go").click()
        page.locator("html[data-window=ready]").wait_for()
        box = page.locator("#question textarea")
        page.wait_for_function("document.querySelector('#question textarea').value !== ''")
        assert box.input_value() == "What about the shoals?"
        day = "2001-02-03" if way != "a form" else ""
        assert page.url == f"{url}/?draft=What+about+the+shoals%3F{day and f'&as_of={day}'}"
        assert page.locator("#limit-as-of input").input_value() == day
        assert assistant.heard == []
        assert page.locator("#chat .question-words").count() == 0
        box.press("Enter")
        page.locator("#chat .answer .foot").wait_for()
        assert [question for question, _, _ in assistant.heard] == ["What about the shoals?"]


def test_a_window_that_another_page_opened_is_not_its_to_steer(page: Any, served: tuple[str, Assistant, str]):
    url, assistant, _ = served
    with hostile_site({"/": f"<button id=go onclick=\"window.w = window.open('{url}/?q=shoals')\">x</button>"}) as site:
        page.goto(site)
        with page.context.expect_page() as popup:
            page.locator("#go").click()
        popup.value.locator("html[data-window=ready]").wait_for()
        assert page.evaluate("window.w.closed || window.w.length") is True  # severed: as if it were gone
        assert popup.value.evaluate("window.opener") is None
    assert assistant.heard == []


def test_what_is_put_into_the_page_does_not_run(chromium: Any, served: tuple[str, Assistant, str]):
    url, _, _ = served
    context = chromium.new_context()
    window = Tab(context, url)
    assert window.wrong == []
    window.page.evaluate(
        """() => {
            const put = document.createElement("div");
            put.innerHTML = `<img src="data:," onerror="document.title = 'broken'"><svg onload="document.title = 'broken'"></svg>`;
            document.body.append(put);
            const script = document.createElement("script");
            script.textContent = "document.title = 'broken'";
            document.body.append(script);
            const frame = document.createElement("iframe");
            frame.src = "https://evil.example/";
            document.body.append(frame);
        }"""
    )
    refused = window.page.evaluate(
        "fetch('https://evil.example/').catch((e) => e.name).then((r) => [r, document.title])"
    )
    assert refused == ["TypeError", "Security Council resolutions"]
    assert any("Content Security Policy" in said for said in window.wrong)
    assert not any("outside request" in said for said in window.wrong)
    context.close()


def test_the_windows_own_page_asks_the_question_in_its_address(chromium: Any, served: tuple[str, Assistant, str]):
    url, assistant, _ = served
    with tab(chromium, url) as window:
        window.leave("/?q=What+was+the+vote%3F")
        window.page.locator("#chat .answer .foot").wait_for()
        assert [question for question, _, _ in assistant.heard] == ["What was the vote?"]
