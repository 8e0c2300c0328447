"""The page of a resolution: its text with references, terms and what became of each paragraph; its chain; and in a browser."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

from assistant.errors import NotThere, WrongInput
from assistant.export import export
from assistant.pages.resolution.facts import seats_of
from assistant.pages.resolution.shown import Line, Shown, shown, whole
from assistant.pages.resolution.state import State
from assistant.pages.resolution.terms import Uses
from assistant.pages.texts.pieces import Mark, Piece, address_of, cut
from tests.factories import resolution
from tests.harbour import TODAY, corpus
from tests.invented import vote
from tests.window_browser import WARNINGS, Tab
from tests.window_double import ATTACK, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("resolution") / "catalogue.sqlite"
    write_catalogue(path, [*corpus(), lagoon(), shoals()])
    return Catalogue.open(path)


def line(page: Shown, place: str) -> Line:
    return next(each for each in page.lines if each.place == place and not each.closing)


def looks(each: Line, sort: str) -> list[tuple[str, str]]:
    return [(piece.text, piece.key) for piece in each.words if piece.sort == sort]


def test_words_are_cut_where_marks_stand_and_none_is_lost():
    pieces = cut("abcdefgh", [Mark(2, 4, "ref", "1/op1"), Mark(3, 6, "term", "2/op1"), Mark(6, 20, "verb")])
    assert pieces == (Piece("ab"), Piece("cd", "ref", "1/op1"), Piece("efgh"))
    assert "".join(piece.text for piece in cut("abcdefgh", [], 3)) == "defgh"
    assert address_of("1373/op1(a)") == "/resolution/1373#op1(a)"
    assert address_of("2395") == "/resolution/2395"


def test_references_lead_to_their_places_with_the_cited_words(catalogue: Catalogue):
    page = shown(catalogue, State(9102), TODAY)
    (piece,) = [piece for piece in line(page, "op4").words if piece.sort == "ref"]
    assert piece.href == "/resolution/9101#op2"
    assert "no more than 2,000 fishing boats" in piece.said


def test_a_term_leads_to_the_paragraph_that_defines_it_and_another_of_the_name_does_not(catalogue: Catalogue):
    page = shown(catalogue, State(9102), TODAY)
    assert looks(line(page, "op5"), "term") == [("the Committee", "9102/op4")]
    assert looks(line(page, "op4"), "term") == []
    rows = resolution(
        9200, 2031, ops=["Welcomes the Pact on Herons (the “Marsh Pact”) and the Heron Mission (UNHER), Part (II)", "Urges UNHER to mind the Marsh Pact and Part II"]
    ).paragraphs  # fmt: skip
    assert [rows[1].words[mark.start : mark.end] for mark in Uses(rows).in_row(rows[1])] == ["Marsh Pact", "UNHER"]


def test_beside_a_paragraph_stands_what_became_of_it_by_the_day(catalogue: Catalogue):
    beside = line(shown(catalogue, State(9101), TODAY), "op2").beside
    assert beside is not None
    assert beside.state == "changed"
    assert [step.key for step in beside.later] == ["9102/op2", "9103/op2"]
    assert beside.later[0].detail == "2,000 fishing → 3,000 fishing"
    early = line(shown(catalogue, State(9101, on=dt.date(2031, 6, 1)), TODAY), "op2").beside
    assert early is None or early.later == ()
    unborn = shown(catalogue, State(9103, on=dt.date(2031, 6, 1)), TODAY)
    assert unborn.early
    assert all(each.beside is None for each in unborn.lines)


def test_the_chain_tells_the_text_before_and_after_and_how_they_differ(catalogue: Catalogue):
    (chain,) = shown(catalogue, State(9102), TODAY).chains
    assert (chain.subject, chain.nth, chain.count) == ("UNMAZ", 2, 3)
    assert chain.before is not None
    assert chain.before.number == 9101
    assert chain.after is not None
    assert chain.after.number == 9103
    assert chain.since is not None
    assert (chain.since.again, chain.since.changed, chain.since.new, chain.since.gone) == (1, 2, 2, 0)
    assert "2,000 fishing → 3,000 fishing" in [figure.values for figure in chain.since.figures]


def test_the_text_is_laid_over_an_earlier_one(catalogue: Catalogue):
    page = shown(catalogue, State(9102, since=9101), TODAY)
    assert looks(line(page, "op2"), "gone") == [("2,000", "")]
    assert looks(line(page, "op2"), "came") == [("3,000", "")]
    assert line(page, "op4").since == "new"


def test_each_seat_has_its_vote(catalogue: Catalogue):
    seats = {seat.name: (seat.vote, seat.permanent) for seat in seats_of(whole(catalogue, 9102))}
    assert seats == {
        "China": ("for", True),
        "France": ("for", True),
        "Brazil": ("against", False),
        "Peru": ("for", False),
    }
    counted = resolution(9300, 2031, vote=vote(2), composition=("CHN", "FRA"))
    assert {seat.vote for seat in seats_of(counted)} == {"for"}
    assert {seat.vote for seat in seats_of(lagoon())} == {"abstaining", ""}


def test_citations_stand_by_paragraph(catalogue: Catalogue):
    page = shown(catalogue, State(9101), TODAY)
    (later,) = [other for other in page.cited_in if other.number == 9102]
    assert later.places("here") == (("9101/op2", "para. 2"),)
    assert later.places("there") == (("9102/op4", "para. 4"),)
    assert line(page, "op2").cited_in == (("9102/op4", "9102 (2032), para. 4"),)
    assert page.plot is not None
    assert [node.number for node in page.plot.nodes] == [9102]
    assert page.plot.own < page.plot.nodes[0].x


def test_an_address_that_cannot_be_read_says_so(catalogue: Catalogue):
    assert (
        State.of("9101", {"on": "2031-05-01", "since": "9100"}).address() == "/resolution/9101?on=2031-05-01&since=9100"
    )
    for number, query in (("x", {}), ("9101", {"on": "May"}), ("9101", {"since": ATTACK}), ("²", {}), ("1" * 9, {})):
        with pytest.raises(WrongInput):
            State.of(number, query)
    with pytest.raises(NotThere, match="9001 to 9103"):
        shown(catalogue, State(42), TODAY)


def test_a_resolution_is_a_file(catalogue: Catalogue):
    found = whole(catalogue, 9001)
    markdown = export(found, "md", catalogue).decode()
    assert "12. *Authorizes* the Lagoon Mission" in markdown.replace("\\", "")
    assert markdown.index("horn;") < markdown.index("and that the lanterns shall burn")
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(export(found, "docx", catalogue))).paragraphs)
    assert "Annex A" in words
    assert export(found, "bib", catalogue).decode().count("@misc") == 1
    assert export(found, "csv", catalogue).decode().count("9001/op1(b)") == 3


def test_the_pages_and_files_are_served(url: str):
    with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
        for number in (9001, 9002, 9102):
            page = client.get(f"/resolution/{number}")
            assert page.status_code == 200
            ids = re.findall(r' id="([^"]+)"', page.text)
            assert len(ids) == len(set(ids))
            assert " style=" not in page.text
            assert "<style" not in page.text
            assert "<img" not in page.text
        for form in ("docx", "md", "csv", "bib"):
            answer = client.get(f"/resolution/9001.{form}")
            assert answer.status_code == 200
            assert f'filename="resolution-9001.{form}"' in answer.headers["content-disposition"]
        assert client.get("/resolution/9001.exe").status_code == 404
        assert client.get("/resolution/42").status_code == 404
        assert client.get("/resolution/9001?on=yesterday").status_code == 422
        assert client.get(f"/resolution/{ATTACK}").status_code in (404, 422)


def test_an_address_opens_its_paragraph_and_nothing_of_a_text_runs(chromium: Any, url: str, tmp_path: Path):
    context = chromium.new_context(
        viewport={"width": 1400, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    try:
        opened_tab = Tab(context, f"{url}/resolution/9001#op12", ready="html[data-ready=true]")
        page = opened_tab.page
        assert page.locator(".row:target").get_attribute("id") == "op12"
        assert page.locator("#op12").evaluate(
            "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
        )
        assert page.title().startswith("S/RES/9001 (1999)")  # and not what the text would make of it
        page.keyboard.press("v")
        page.locator("#cite button", has_text="OSCOLA").click()
        assert (
            page.evaluate("navigator.clipboard.readText()") == "UNSC Res 9001 (4 March 1999) UN Doc S/RES/9001, para 12"
        )
        page.keyboard.press("Escape")
        page.goto(f"{url}/resolution/9102#op4")
        page.locator("#op4 a.ref").focus()
        assert "2,000 fishing boats" in page.locator("#there").inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}/resolution/9101#op2")
        page.go_back()
        page.wait_for_url(f"{url}/resolution/9102#op4")
        page.goto(f"{url}/resolution/9102#op77")
        assert "no passage op77" in page.locator("#no-place").inner_text()
        assert opened_tab.wrong == []
    finally:
        context.close()


def test_the_text_does_not_move_when_the_script_is_there(chromium: Any, url: str):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page, held = context.new_page(), []
    page.route("**/frame/main.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function
    page.goto(f"{url}/resolution/9102", wait_until="commit")
    page.locator(".colophon").wait_for()
    page.wait_for_function("[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)")
    height = "document.fonts.ready.then(() => document.getElementById('text').getBoundingClientRect().height)"
    before = page.evaluate(height)
    assert page.locator(".cite").first.is_hidden()
    for route in held:
        route.continue_()
    page.locator("html[data-ready=true]").wait_for()
    assert page.locator(".cite").first.is_visible()
    assert page.evaluate(height) == before
    context.close()
