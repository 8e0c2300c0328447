"""The pages of timelines: the index, a subject with all that is known of it, files, and the chart in a browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from assistant.errors import NotThere
from assistant.pages.timeline.shown import shown
from assistant.pages.timeline.subjects import entry_named, index
from assistant.timeline import timeline
from assistant.timeline.drawing.chart import svg
from ingest.annotations import Action, BodyKind, MandateDecision
from tests.factories import resolution
from tests.harbour import TODAY, corpus
from tests.window_browser import WARNINGS, Tab
from tests.window_double import ATTACK
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS


def hostile() -> MandateDecision:
    return MandateDecision(
        body=f"Panel {ATTACK}", kind=BodyKind.PANEL, place="Azuria", key="9104/op1", date=dt.date(2034, 1, 1),
        action=Action.ESTABLISH, until=dt.date(2036, 1, 1),
    )  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("timeline") / "catalogue.sqlite"
    panel = resolution(9104, 2034, ops=[f"Decides to establish a panel {ATTACK}"], mandate_decisions=(hostile(),))
    write_catalogue(path, [*corpus(), panel])
    return Catalogue.open(path)


def test_the_index_tells_what_is_over_and_finds_by_words_and_kind(catalogue: Catalogue):
    found = index(catalogue, "", "", False, TODAY)
    lines = {line.acronym or line.kind.value: line for _, group in found.groups for line in group}
    assert (lines["UNMAZ"].stands, lines["UNMAZ"].goes_on) == ("ran out 30 June 2034", False)
    assert (lines["panel"].stands, lines["panel"].goes_on) == ("until 1 January 2036", True)
    assert [
        line.acronym for _, group in index(catalogue, "unmaz azuria", "", False, TODAY).groups for line in group
    ] == ["UNMAZ"]
    assert index(catalogue, "unmaz", "", True, TODAY).found == 0
    chosen = index(catalogue, "", "panel", False, TODAY)
    assert chosen.found == 1
    assert {kind for kind, _, _ in chosen.counts} == {"mission", "panel"}
    assert index(catalogue, "no such name", "", False, TODAY).groups == ()


def test_a_subject_is_told_as_of_the_day(catalogue: Catalogue):
    page = shown(catalogue, "unmaz", None, TODAY, "/root")
    assert [line.place.key for line in page.decisions] == ["9101/op1", "9102/op1", "9103/op1"]
    assert [line.until for line in page.decisions][-1] == "until 30 June 2034"
    assert page.newest == (9102, 9103)
    assert {kind for kind, _ in page.holding} >= {"mandate and end"}
    early = shown(catalogue, "UNMAZ", dt.date(2031, 6, 1), TODAY, "")
    assert [line.place.key for line in early.decisions] == ["9101/op1"]
    assert early.chosen
    before = shown(catalogue, "UNMAZ", dt.date(2020, 1, 1), TODAY, "")
    assert before.standing[0].text == "Nothing was decided on it by 1 January 2020."
    assert before.decisions == ()
    for name in ("", "  ", "x" * 300, "UNKNOWN", ATTACK):
        with pytest.raises(NotThere):
            entry_named(name, catalogue, TODAY)


def test_the_chart_of_a_page_has_links_and_brings_no_styles(catalogue: Catalogue):
    made = timeline("UNMAZ", catalogue, TODAY)
    own = shown(catalogue, "UNMAZ", None, TODAY, "/root").chart
    assert 'href="/root/resolution/9102#op1"' in own
    assert "<style" not in own
    assert "data-key" not in own
    alone = svg(made)
    assert "<style>" in alone
    assert 'data-key="9102/op1"' in alone


def test_the_pages_and_files_are_served_and_nothing_of_a_name_runs(url: str):
    with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
        name = httpx.URL(url).copy_with(path=f"/timeline/{hostile().body}")
        for address in ("/timeline", "/timeline?q=<b>x</b>", "/timeline/UNMAZ", "/timeline/UNMAZ?on=2032-01-01", name):
            page = client.get(address)
            assert page.status_code == 200, address
            assert " style=" not in page.text
            assert "<img" not in page.text
            assert "<b>" not in page.text
        for form in ("docx", "xlsx", "csv", "md", "bib", "svg"):
            answer = client.get(f"/timeline/UNMAZ.{form}?on=2032-06-01")
            assert answer.status_code == 200, form
            assert f"timeline-UNMAZ.{form}" in answer.headers["content-disposition"]
        assert "2033" not in client.get("/timeline/UNMAZ.csv?on=2031-06-01").text
        assert client.get("/timeline/NOTHING.csv").status_code == 404
        found = client.get("/timeline/azuria", follow_redirects=True)  # no name of a subject, and a place of one
        assert (found.url.raw_path, found.status_code) == (b"/timeline?q=azuria", 200)
        assert 'href="/timeline/UNMAZ"' in found.text
        assert client.get("/timeline/UNMAZ?on=x").status_code == 422
        assert client.get("/timeline?kind=x").status_code == 422


def test_a_mark_of_the_chart_opens_its_paragraph(chromium: Any, url: str):
    context = chromium.new_context(viewport={"width": 390, "height": 900}, color_scheme="dark")
    try:
        opened_tab = Tab(context, f"{url}/timeline/UNMAZ", ready="html[data-ready=true]")
        page = opened_tab.page
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.locator(".chart .term").first.evaluate("e => getComputedStyle(e).fill") != "rgb(0, 0, 0)"
        page.locator(".chart a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}/resolution/9101#op1")
        page.go_back()
        page.locator(".chart a").first.wait_for()
        assert opened_tab.wrong == []
    finally:
        context.close()
