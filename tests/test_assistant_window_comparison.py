"""Comparisons, timelines and downloads in the chat: what is rendered, and the whole way in a real browser."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.compare.comparison import compare
from assistant.errors import WrongInput
from assistant.ui.chat import Handlers
from assistant.ui.comparison import aspects_html
from assistant.ui.downloads import Wanted, parcel
from assistant.ui.pictures import pictures_of
from assistant.ui.redlined import Stretch, redlined
from assistant.ui.render import answer_html
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.factories import resolution
from tests.invented import open_assistant, publish
from tests.window_browser import TARGET, WARNINGS, serve, tab
from tests.window_double import ATTACK

pytestmark = WARNINGS

HERONS = "to count the herons of the northern marsh"
LIGHTS = (
    "Requests the keepers of the island to burn the lamps of the harbour from dusk to dawn in every month of the year, "
    "to mend the panes that the storms of the winter break, to write down what ships pass the cape, {} and to send the book "
    "of the ships to the registrar of Azuria"
)
TEXTS = {
    8301: (2031, [
        "Decides to establish the United Nations Mission in Azuria (UNMAZ) until 30 June 2032",
        "Decides that UNMAZ shall comprise up to 1,450 military personnel",
        LIGHTS.format("at noon and at night,"),
        f"Requests UNMAZ to lend its whale bones to the schools of the mainland {ATTACK}",
        f"Requests UNMAZ {HERONS}, to paint the piers of the southern bay, and to feed the goats of the hill farms",
    ]),
    8302: (2032, [
        "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 31 May 2033",
        "Decides that UNMAZ shall comprise up to 1,300 military personnel",
        LIGHTS.format("at night,"),
        f"Requests UNMAZ to paint the piers of the southern bay, to feed the goats of the hill farms, and {HERONS}",
    ]),
    8303: (2033, [
        "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 30 April 2034",
        "Decides that UNMAZ shall comprise up to 1,100 military personnel",
        LIGHTS.format("at night,"),
    ]),
}  # fmt: skip
COMPARED = "What changed between 8301, 8302 and 8303?"
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    made = []
    for number, (year, ops) in TEXTS.items():
        about = {"agenda": "The situation in Azuria", "subject": "the mandate of UNMAZ"}
        one = resolution(number, year, ops, date=dt.date(year, 6, 1), **about)
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)}))
    data: Path = tmp_path_factory.mktemp("window")
    publish(data, link_mandates(made))
    return open_assistant(data)


@pytest.fixture(scope="module")
def compared(assistant: Assistant) -> Answer:
    return assistant.ask(COMPARED)


# The words of a cell.


def own(cell: list[Stretch]) -> str:
    return "".join(stretch.text for stretch in cell if not stretch.gone)


@pytest.mark.parametrize(
    "texts",
    [
        ["up to 1,450 men", "up to 1,300 men"],
        ["Urges (all) skippers\nto light; lamps", "Demands that all (old) skippers  light lamps at 9 p.m."],
        ["one two three", ""],
        ["", "one"],
        [ops[nth] for _, ops in TEXTS.values() for nth in [2]],
        [TEXTS[8301][1][4], TEXTS[8302][1][3]],
        ["the 1st and 2nd boats of S/2031/44a", "the 1st boats of S/2031/45b, and “others”"],
    ],
)
def test_the_own_words_of_a_cell_stay_whole(texts: list[str]) -> None:
    assert [own(cell) for cell in redlined(texts)] == texts


def test_what_went_came_and_is_going_is_marked_with_figures_apart() -> None:
    first, second = redlined(["comprises up to 1,450 men and women", "comprises up to 1,300 men and women"])
    assert [(s.text, s.going, s.figure) for s in first if not s.stays] == [("1,450", True, True)]
    assert [(s.text, s.gone, s.came) for s in second if s.figure] == [("1,450", True, False), ("1,300", False, True)]
    assert "".join(s.text for s in second) == "comprises up to 1,450 1,300 men and women"


def test_moved_words_and_unlike_texts() -> None:
    moved = [s for cell in redlined([TEXTS[8301][1][4], TEXTS[8302][1][3]]) for s in cell if s.moved]
    assert {s.text.strip(" ,") for s in moved} == {HERONS}
    assert {(s.gone, s.came, s.going) for s in moved} == {
        (True, False, False),
        (False, True, False),
        (False, False, True),
    }
    assert all(s.stays for cell in redlined(["goats eat thistles", "No ship may pass the cape at night"]) for s in cell)


def test_long_runs_that_stay_are_folded() -> None:
    _, second, third = redlined([ops[2] for _, ops in TEXTS.values()])
    folded = [s.words for s in second if s.folded]
    assert folded == [27]
    assert [s.folded for s in third] == [False, True]  # the same as before: its beginning only


# The answer.


def test_a_table_stands_in_the_answer_and_its_sentences_are_folded(assistant: Assistant, compared: Answer) -> None:
    html = answer_html(compared, 0, pictures_of(assistant.catalogue, compared))
    assert (
        html.index('<table class="rows">')
        < html.index("The same in sentences")
        < html.index("no passage on this was found")
    )
    assert "<img" not in html
    assert compared.text.count(compared.listed) == 1
    assert compared.to_json().keys() == {
        "status", "answer", "citations", "evidence", "corpus_end", "standalone", "plan", "writer",
    }  # fmt: skip


def test_a_summary_in_prose_stands_above_the_table(assistant: Assistant, compared: Answer) -> None:
    summary = compared.model_copy(update={"text": "Fewer soldiers, and no whale bones.", "listed": ""})
    html = answer_html(summary, 0, pictures_of(assistant.catalogue, summary))
    assert html.index("no whale bones") < html.index('<table class="rows">')
    assert "The same in sentences" not in html


def test_all_rows_are_folded_by_aspect(assistant: Assistant) -> None:
    html = aspects_html(compare(assistant.catalogue, [8301, 8302, 8303]))
    aspects = re.findall(r'data-aspect="([^"]+)"', html)
    assert aspects[:2] == ["End date and duration", "Strength"]
    assert len(set(aspects)) == len(aspects)
    for number, (_, ops) in TEXTS.items():
        for nth in range(1, len(ops) + 1):
            assert f'data-key="{number}/op{nth}"' in html
    assert "<img" not in html


@pytest.mark.parametrize("numbers", ["", "8301", "8301 8301", "8301 9999", "x <script>", "8301 " * 9])
def test_rows_of_what_is_no_comparison_are_refused_in_words(assistant: Assistant, numbers: str) -> None:
    html = Handlers(assistant).rows(numbers)
    assert "Nothing to compare" in html
    assert "<script" not in html


def test_files_are_named_after_what_they_hold(assistant: Assistant, compared: Answer) -> None:
    made = parcel(assistant.catalogue, compared, Wanted(0, "xlsx", "oscola", rows=True))
    assert made["name"] == "comparison-8301-8302-8303.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(made["content"])))
    assert any("1,300" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert parcel(assistant.catalogue, compared, Wanted(0, "md", "un"))["name"].startswith("what-changed-between-8301")


@pytest.mark.parametrize("request_", [{}, {"turn": "x", "form": "md"}, {"turn": 0, "form": "../../etc"}])
def test_a_request_for_a_file_that_is_none_is_refused(request_: dict[str, Any]) -> None:
    with pytest.raises(WrongInput):
        Wanted.read(request_)


def test_a_chart_or_a_style_that_is_not_there_is_refused(assistant: Assistant, compared: Answer) -> None:
    with pytest.raises(WrongInput, match="no chart"):
        parcel(assistant.catalogue, compared, Wanted(0, "svg", "un"))
    with pytest.raises(WrongInput, match="no citation style"):
        parcel(assistant.catalogue, compared, Wanted(0, "md", "harvard"))


# In a browser.


@pytest.fixture(scope="module")
def url(assistant: Assistant) -> Iterator[str]:
    with serve(assistant) as address:
        yield address


def test_a_comparison_is_read_cell_by_cell(chromium: Any, url: str) -> None:
    with tab(chromium, url) as window:
        page = window.page
        answer = window.ask(COMPARED)
        table = answer.locator(".table-frame table").first
        heads = table.locator("thead th").all_inner_texts()
        assert [head.split() for head in heads] == [
            [f"S/RES/{n}", f"({year})", "1", "June", str(year)] for n, (year, _) in TEXTS.items()
        ]

        troops = table.locator("tbody.line", has=page.locator("[data-key='8302/op2']"))
        assert troops.locator(".change").first.inner_text() == "changed figure or date"
        cells = troops.locator("td")
        assert cells.nth(1).locator("del.figure").inner_text() == "1,450"
        assert cells.nth(1).locator("ins.figure").inner_text() == "1,300"
        assert cells.nth(2).locator("ins.figure").inner_text() == "1,100"

        bones = table.locator("tbody.line", has=page.locator("[data-key='8301/op4']"))
        assert bones.locator(".change").first.inner_text() == "no longer there"
        assert ["no passage found" in text for text in bones.locator("td").all_inner_texts()] == [False, True, True]
        assert ATTACK in bones.locator("td").first.inner_text()

        herons = answer.locator("tbody.line", has=page.locator("[data-key='8302/op4']")).first
        assert herons.locator("ins.moved").inner_text().strip(" ,") == HERONS
        assert herons.locator("del.moved").is_visible()

        cells.nth(1).locator(".cite").click()
        page.locator(TARGET).wait_for()
        assert page.locator(TARGET).get_attribute("data-row") == "8302/op2"
        assert window.is_in_view(TARGET)
        assert table.is_visible()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.key") == "8302/op2"

        answer.get_by_role("button", name="Side by side").press("Enter")
        assert cells.nth(1).locator("del").first.is_hidden()
        struck = "element => getComputedStyle(element).textDecorationLine"
        assert "line-through" in cells.nth(0).locator(".going.figure").evaluate(struck)
        answer.get_by_role("button", name="Inline").press("Enter")
        assert cells.nth(1).locator("del").first.is_visible()

        before = table.bounding_box()["width"]
        answer.get_by_role("button", name="Wider").click()
        assert page.locator("#shelf").is_hidden()
        assert table.bounding_box()["width"] > before
        answer.get_by_role("button", name="Sources", exact=True).click()
        assert page.locator("#shelf").is_visible()


def test_folded_words_and_all_rows_open_on_demand_and_stay_open(chromium: Any, url: str) -> None:
    with tab(chromium, url) as window:
        page = window.page
        answer = window.ask("Compare the lamps of the harbour in 8301, 8302 and 8303")
        fold = answer.locator("td[data-column='8302'] .unfold").first
        hidden = fold.locator("xpath=following-sibling::span[1]")
        assert hidden.is_hidden()
        fold.press("Enter")
        assert hidden.is_visible()
        assert fold.get_attribute("aria-expanded") == "true"

        answer.locator(".whole > summary").click()
        strength = answer.locator("[data-aspect='Strength']")
        strength.locator("summary").click()
        assert strength.locator("[data-key='8303/op2']").first.is_visible()
        window.ask("timeline of UNMAZ")
        assert page.locator("[data-aspect='Strength'] [data-key='8303/op2']").first.is_visible()
        assert page.locator("#chat .answer").first.locator("td[data-column='8302'] .unfold").first.get_attribute("aria-expanded") == "true"  # fmt: skip


def test_a_timeline_is_drawn_and_its_marks_open_their_paragraphs(chromium: Any, url: str) -> None:
    with tab(chromium, url) as window:
        page = window.page
        answer = window.ask("Show me the timeline of UNMAZ")
        chart = answer.locator(".chart svg.unsc-timeline")
        assert chart.bounding_box()["width"] > 400
        mark = chart.locator("[data-key='8302/op1']").first
        assert "31 May 2033" in mark.get_attribute("aria-label")
        mark.focus()
        page.keyboard.press("Enter")
        page.locator(TARGET).wait_for()
        assert page.locator(TARGET).get_attribute("data-row") == "8302/op1"
        page.keyboard.press("Escape")
        mark.click()
        page.locator(TARGET).wait_for()
        page.keyboard.press("Escape")
        answer.locator(".entries summary").first.click()
        rows = answer.locator(".entries tbody").first.locator("tr")
        assert [cite.get_attribute("data-key") for cite in rows.locator(".cite").all()] == [
            "8301/op1", "8302/op1", "8302/op2", "8303/op1", "8303/op2",
        ]  # fmt: skip
        assert "established" in rows.first.inner_text()


def test_a_download_is_a_file_that_opens(chromium: Any, url: str, tmp_path: Path) -> None:
    with tab(chromium, url) as window:
        answer = window.ask(COMPARED)

        def saved(form: str) -> Path:
            with window.page.expect_download() as download:
                answer.locator(f"[data-download='{form}']").click()
            path = tmp_path / download.value.suggested_filename
            download.value.save_as(path)
            return path

        answer.get_by_role("button", name="Download").click()
        answer.locator(".download-style").select_option("oscola")
        word = docx.Document(str(saved("docx")))
        assert any("1,300" in cell.text for table in word.tables for row in table.rows for cell in row.cells)
        assert "8302" in saved("bib").read_text("utf-8")
        answer.locator(".download-what").select_option("")
        assert COMPARED in saved("md").read_text("utf-8")
        answer = window.ask("timeline of UNMAZ")
        answer.get_by_role("button", name="Download").click()
        assert saved("svg").read_text("utf-8").startswith("<svg")
        assert "timeline-unmaz.svg" in answer.locator(".download-said").inner_text()


def test_a_question_that_was_understood_wrongly_is_changed_and_asked_again(chromium: Any, url: str) -> None:
    with tab(chromium, url) as window:
        window.ask("What does paragraph 2 of resolution 8301 say?")
        answer = window.ask("And paragraph 3?")
        understood = answer.locator(".understood")
        assert "8301/op3" in understood.inner_text()
        understood.get_by_role("button", name="Change it").click()
        box = window.page.locator("#question textarea")
        assert box.input_value() == 'lookup(places=["8301/op3"])'
        again = window.ask(box.input_value().replace("8301", "8302"))
        assert "8302/op3" in [cite.get_attribute("data-key") for cite in again.locator(".cite").all()]
        assert "8302/op3" in again.locator(".understood").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_window_stacks_the_cells(chromium: Any, url: str, scheme: str) -> None:
    with tab(chromium, url, 390, 844, color_scheme=scheme) as window:
        page = window.page
        answer = window.ask(COMPARED)
        assert page.evaluate(FITS)
        boxes = [cell.bounding_box() for cell in answer.locator("tbody.line").first.locator("td").all()]
        assert boxes[0]["x"] == boxes[1]["x"]
        assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
        assert "S/RES/8303 (2033) no passage found" in re.sub(
            r"\s+", " ", answer.locator("td.silent").last.inner_text()
        )
        answer.locator(".whole > summary").click()
        answer.locator("[data-aspect='Strength'] summary").click()
        answer.get_by_role("button", name="Download").click()
        assert page.evaluate(FITS)
        answer.locator("td .cite").first.click()
        page.locator(TARGET).wait_for()
        assert window.is_in_view(TARGET)
        page.keyboard.press("Escape")
        window.ask("timeline of UNMAZ")
        page.locator("#chat svg.unsc-timeline").wait_for()
        assert page.evaluate(FITS)
