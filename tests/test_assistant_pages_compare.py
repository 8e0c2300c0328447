"""The page of comparisons: what its address means, which rows it shows, its files, and in a browser."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import httpx
import pytest
from starlette.datastructures import QueryParams

from assistant.compare.changes import Change
from assistant.errors import NotThere, WrongInput
from assistant.pages.compare.shown import Shown, compared, numbers_of, shown
from assistant.pages.compare.state import State
from assistant.pages.texts.kept import kept
from tests.factories import resolution
from tests.harbour import TODAY, corpus
from tests.window_browser import WARNINGS, Tab
from tests.window_double import ATTACK
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("compare") / "catalogue.sqlite"
    bad = resolution(9104, 2034, ops=[f"Demands that every lamp {ATTACK} be lit", "Urges calm"])
    write_catalogue(path, [*corpus(), bad])
    return Catalogue.open(path)


def state(query: str) -> State:
    return State.of(QueryParams(query))


def told(page: Shown) -> set[tuple[str, ...]]:
    return {
        tuple(cell.cell.key if cell.cell else "" for cell in line.cells)
        for group in page.groups
        for line in group.lines
    }


def test_an_address_is_read_and_written_the_same():
    for query in (
        "r=9101,9102", "body=Azuria%20sanctions&last=3", "r=9101,9102&aspect=strength&change=reworded&about=boats&only=1&show=sides&rows=all", "",
    ):  # fmt: skip
        assert state(query).query() == query
    assert state("r=9101+9102&r=9103").numbers == (9101, 9102, 9103)
    assert state("r=9101;9101").numbers == (9101,)
    assert state("body=UNMAZ&last=3").of_numbers((1, 2)).address() == "/compare?r=1,2"
    for query in ("r=x", "r=9101,²", "last=9&body=x", "last=y", "change=better", f"about={'x' * 300}", "r=" + "9" * 8):
        with pytest.raises(WrongInput):
            state(query)


def test_the_last_texts_on_a_body_are_compared(catalogue: Catalogue):
    assert numbers_of(state("body=unmaz"), catalogue, TODAY) == (9102, 9103)
    assert numbers_of(state("body=UNMAZ&last=8"), catalogue, TODAY) == (9101, 9102, 9103)
    with pytest.raises(NotThere):
        numbers_of(state("body=UNKNOWN"), catalogue, TODAY)


def test_rows_are_chosen_by_change_aspect_and_words(catalogue: Catalogue):
    whole = shown(catalogue, state("r=9101,9102"), TODAY)
    assert whole.shown == whole.every
    assert ("9101/op2", "9102/op2") in told(whole)
    changed = shown(catalogue, state("r=9101,9102&only=1"), TODAY)
    assert ("9101/op3", "9102/op3") in told(whole) - told(changed)
    figures = shown(catalogue, state("r=9101,9102&change=changed+figure+or+date"), TODAY)
    assert ("9101/op2", "9102/op2") in told(figures)
    assert 0 < figures.shown < whole.shown
    assert {each.value for each in figures.changes} == {each.value for each in whole.changes}
    assert [each.name for each in figures.changes if each.chosen] == [Change.FIGURE.value]
    (first, *_) = whole.aspects
    own = shown(catalogue, State(numbers=(9101, 9102), aspects=(first.value,)), TODAY)
    assert own.shown == first.count
    words = shown(catalogue, state("r=9101,9102&aspect=fishing+boats"), TODAY)
    assert words.state.about == "fishing boats"
    assert words.state.aspects == ()
    assert ("9101/op2", "9102/op2") in told(words)


def test_aspects_beyond_what_a_page_holds_are_folded(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    whole = shown(catalogue, state("r=9101,9102&only=1"), TODAY)
    assert whole.folded == ()
    monkeypatch.setattr("assistant.pages.compare.shown._PAGE", 100)
    page = shown(catalogue, state("r=9101,9102&only=1"), TODAY)
    assert len(page.groups) == 1
    assert (
        sum(len(group.lines) for group in page.groups) + sum(each.rows for each in page.folded)
        == page.shown
        == whole.shown
    )
    brought = [shown(catalogue, state(each.address.partition("?")[2]), TODAY) for each in page.folded]
    assert all(len(each.groups) == 1 and each.folded == () for each in brought)
    assert told(whole) == told(page).union(*map(told, brought))
    assert page.in_one_page == "/compare?r=9101,9102&only=1&rows=all"
    assert told(shown(catalogue, state("r=9101,9102&only=1&rows=all"), TODAY)) == told(whole)


def test_a_text_is_added_and_left_out_by_an_address(catalogue: Catalogue):
    page = shown(catalogue, state("r=9101,9102&only=1"), TODAY)
    assert [(each.number, each.subject, each.after) for each in page.further] == [(9103, "UNMAZ", True)]
    assert page.state.with_one(9103, page.numbers).address() == "/compare?r=9101,9102,9103&only=1"
    assert state("r=9103,9101,9102").with_one(9101, (9103, 9101, 9102)).numbers == (9103, 9102)
    assert shown(catalogue, state("r=9101,9104"), TODAY).further == ()


def test_the_same_texts_are_compared_once(catalogue: Catalogue):
    assert compared(catalogue, (9101, 9103)) is compared(catalogue, (9101, 9103))
    with pytest.raises(WrongInput):
        compared(catalogue, (9101,))


def test_only_the_last_results_are_kept_with_their_catalogue(catalogue: Catalogue):
    worked: list[int] = []

    @kept(2)
    def doubled(_: Catalogue, number: int) -> int:
        worked.append(number)
        return 2 * number

    assert [doubled(catalogue, number) for number in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert worked == [1, 2, 3, 2]
    with pytest.raises(WrongInput):
        compared(catalogue, (9101,))
    assert pickle.loads(pickle.dumps(shown)) is shown  # as it is sent to where the catalogue is
    assert pickle.loads(pickle.dumps(shown(catalogue, state("r=9101,9102"), TODAY))).numbers == (9101, 9102)


def test_without_resolutions_mandates_are_offered(catalogue: Catalogue):
    page = shown(catalogue, State(), dt.date(2034, 1, 1))
    assert [line.acronym for line in page.offered] == ["UNMAZ"]


def test_the_pages_and_files_are_served(url: str):
    with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
        for query in (
            "",
            "?r=9101,9102,9103",
            "?r=9101,9104",
            "?body=UNMAZ&last=3&show=sides",
            "?r=9101,9102&about=<b>x",
        ):
            page = client.get(f"/compare{query}")
            assert page.status_code == 200, query
            assert " style=" not in page.text
            assert "<img" not in page.text
            assert "<b>" not in page.text
        for form in ("docx", "xlsx", "csv", "md", "bib"):
            answer = client.get(f"/compare.{form}?r=9101,9102&only=1")
            assert answer.status_code == 200, form
            assert f"comparison-9101-9102.{form}" in answer.headers["content-disposition"]
        every, changed = (client.get(f"/compare.md?r=9101,9102{more}").text for more in ("", "&only=1"))
        assert len(changed) < len(every)
        assert client.get("/compare.exe?r=9101,9102").status_code == 404
        assert client.get("/compare.csv").status_code == 422
        for query in ("r=9101", "r=9101,x", "r=1,2,3,4,5,6,7,8,9", f"r={ATTACK}"):
            assert client.get(f"/compare?{query}").status_code == 422, query
        assert client.get("/compare?r=9101,42").status_code == 404


def test_a_folded_aspect_is_brought_when_it_is_opened(chromium: Any, url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.pages.compare.shown._PAGE", 100)
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    try:
        opened_tab = Tab(context, f"{url}/compare?r=9101,9102,9103&show=sides", ready="html[data-ready=true]")
        page = opened_tab.page
        aspect = page.locator("details[data-brings]").first
        alone = aspect.locator("a").get_attribute("href")
        aspect.locator("summary").press("Enter")
        page.locator(".further .table-frame").wait_for()
        brought = page.locator(".further tbody.line").count()
        page.goto(url + alone)
        assert page.locator("tbody.line").count() == brought > 0
        assert opened_tab.wrong == []
    finally:
        context.close()


def test_rows_are_chosen_by_a_form_and_a_cell_opens_its_paragraph(chromium: Any, url: str):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    try:
        opened_tab = Tab(context, f"{url}/compare?r=9101,9102", ready="html[data-ready=true]")
        page = opened_tab.page
        before = page.locator("tbody.line").count()
        page.get_by_label("only what changed").check()
        page.locator(".choose button").click()
        page.wait_for_url(f"{url}/compare?r=9101%2C9102&*only=1*")
        assert 0 < page.locator("tbody.line").count() < before
        page.go_back()
        page.wait_for_url(f"{url}/compare?r=9101,9102")
        assert page.locator("tbody.line").count() == before
        page.locator("a.cite", has_text="9102").first.click()
        page.wait_for_url(f"{url}/resolution/9102#op*")
        assert page.locator(".row:target").count() == 1
        assert opened_tab.wrong == []
    finally:
        context.close()
