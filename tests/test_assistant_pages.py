"""The frame of the pages: what is served and to whom, what a browser may keep, and that nothing of an address runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.hostile import hostile_site
from tests.window_browser import WARNINGS, Tab
from tests.window_double import ATTACK, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("pages") / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    return Catalogue.open(path)


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=30, trust_env=False) as each:
        yield each


def test_the_policy_of_a_page_allows_nothing_inline(client: httpx.Client):
    for path in ("/search", "/nothing/../search", "/resolution", "/pages/frame/main.js"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "<script>" not in answer.text
        assert " style=" not in answer.text


def test_a_page_that_is_held_is_not_sent_again(client: httpx.Client):
    first = client.get("/resolution/9001")
    assert first.status_code == 200
    held = {"If-None-Match": first.headers["etag"]}
    assert client.get("/resolution/9001", headers=held).status_code == 304
    assert client.get("/resolution/9001?on=2030-01-01", headers=held).status_code == 200


def test_only_the_files_of_pages_are_served(client: httpx.Client):
    script = client.get("/pages/frame/main.js")
    assert script.status_code == 200
    assert script.headers["content-type"].startswith("text/javascript")
    tag = script.headers["etag"]
    assert client.get("/pages/frame/main.js", headers={"If-None-Match": tag}).status_code == 304
    assert script.headers["cache-control"] == "no-cache"
    assert "immutable" not in client.get("/pages/0123456789abcdef/frame/main.js").headers["cache-control"]
    assert client.get("/pages/ui/icon.svg").status_code == 200
    for place in (
        "app.py",
        "frame/base.html",
        "frame/fonts/OFL.txt",
        "../pages/app.py",
        "%2e%2e/%2e%2e/pyproject.toml",
        "",
    ):
        assert client.get(f"/pages/{place}").status_code == 404, place


def test_what_a_page_loads_is_packed_and_never_asked_for_again(client: httpx.Client):
    for page in ("/", "/resolution/9001"):
        loaded = re.findall(r'(?:href|src)="(?:\./|/)?((?:pages|assets)/[^"]+)"', client.get(page).text)
        assert any(each.endswith("frame/keys.js") for each in loaded) == (page == "/")
        for each in loaded:
            answer = client.get(f"/{each}")
            assert "immutable" in answer.headers["cache-control"], each
            assert answer.headers.get("content-encoding") == (None if each.endswith("woff2") else "gzip"), each
            plain = client.get(f"/{each}", headers={"Accept-Encoding": "identity"})
            assert (plain.content, plain.headers.get("content-encoding")) == (answer.content, None)
    assert client.get("/assets/index.html").status_code == 404


def test_what_is_not_there_is_told_in_a_page(client: httpx.Client):
    for path in ("/search/nothing", f"/resolution/{ATTACK}/x", "/corpus/%00"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Nothing is here" in answer.text
        assert "onerror" not in answer.text
    assert client.post("/search", headers={"Origin": str(client.base_url)}).status_code == 404


def test_a_page_elsewhere_sends_nothing_and_reads_nothing(client: httpx.Client):
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        assert client.post("/corpus/texts", headers=headers, content=b"x").status_code == 403
    assert (
        client.get("/resolution/9001", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "empty"}).status_code
        == 403
    )
    assert (
        client.get(
            "/resolution/9001", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
        ).status_code
        == 200
    )


def test_keys_the_theme_and_the_sheet_of_help(chromium: Any, url: str):
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    try:
        opened_tab = Tab(context, f"{url}/resolution/9001", ready="html[data-ready=true]")
        page = opened_tab.page
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#help").is_visible()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.locator("#theme").click()
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark == "rgb(17, 23, 29)"
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Source Sans 3\"'))")
        page.locator("body").press("g")
        with page.expect_navigation():
            page.locator("body").press("o")
        assert page.url == f"{url}/corpus"
    finally:
        context.close()


def test_the_window_leads_to_the_pages_and_back(chromium: Any, url: str):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    try:
        page = Tab(context, url).page
        page.get_by_role("link", name="Search").click()
        page.wait_for_url(f"{url}/search")
        page.get_by_role("link", name="Ask", exact=True).click()
        page.locator("html[data-window=ready]").wait_for()
    finally:
        context.close()


def test_a_page_stands_in_no_frame_elsewhere(chromium: Any, url: str):
    context = chromium.new_context()
    try:
        page = context.new_page()
        with hostile_site({"/": f"<iframe src='{url}/search?q=x'></iframe>"}) as site:
            with page.expect_response(lambda answer: answer.url.startswith(url)) as answer:
                page.goto(site)
            assert answer.value.status == 403
    finally:
        context.close()
