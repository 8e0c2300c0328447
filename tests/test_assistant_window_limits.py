"""More limits below the question, in a real browser: by keyboard, told, cleared, each tab its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from ingest.pinpoint import Kind
from tests.invented import open_assistant, publish
from tests.window_browser import WARNINGS, Tab, serve, tab
from tests.window_double import Assistant, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.filters import Filters

pytestmark = WARNINGS

VOTE = "What was the vote?"
FOLD = "#more-limits > button"
SET = "#in-effect .limit"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant]]:
    path = tmp_path_factory.mktemp("limits") / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    assistant = Assistant(Catalogue.open(path))
    with serve(assistant) as url:
        yield url, assistant


def unfold(window: Tab) -> None:
    fold = window.page.locator(FOLD)
    fold.focus()
    window.page.locator(f"{FOLD}[aria-expanded=false]").wait_for()
    window.page.keyboard.press("Enter")
    window.page.locator(f"{FOLD}[aria-expanded=true]").wait_for()
    window.page.locator("#limit-in-force input").wait_for()


def write(window: Tab, field: str, words: str) -> None:
    """Into a field, which is left with Tab, as with a keyboard."""
    window.page.locator(f"#{field} input").focus()
    window.page.keyboard.type(words, delay=30)
    window.page.keyboard.press("Tab")


def test_limits_are_chosen_by_keyboard_told_and_cleared(chromium: Any, served: tuple[str, Assistant]):
    url, assistant = served
    with tab(chromium, url) as window:
        page = window.page
        unfold(window)
        page.locator("#limit-kind input").focus()
        page.locator("[role=option]", has_text="operative").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator(SET, has_text="operative paragraphs").wait_for()

        page.locator("#limit-verb input").focus()
        page.keyboard.type("author", delay=30)
        assert page.locator("#limit-verb [role=option]").all_inner_texts()[0].split()[-1] == "Authorizes"
        page.keyboard.press("Enter")
        page.locator(SET, has_text="leads with “authorizes”").wait_for()

        write(window, "limit-topic", "Salvage")
        page.locator(SET, has_text="filed under Salvage").wait_for()
        assert page.evaluate("document.activeElement.closest('.block').id") == "limit-chapter"
        page.locator("#limit-topic .options").wait_for(state="detached")
        write(window, "limit-in-force", "1 March 2000")
        page.locator(SET, has_text="in force on paper on 1 March 2000").wait_for()

        answer = window.ask(VOTE)
        assert assistant.heard[-1][2] == Filters(
            kind=Kind.OPERATIVE, verb="authorizes", topic="Salvage", in_force=dt.date(2000, 3, 1)
        )
        assert answer.locator(".limited .limit").all_inner_texts() == page.locator(SET).all_inner_texts()
        copied = answer.locator("[data-copy]").get_attribute("data-copy")
        assert (
            "Within the limits: operative paragraphs; leads with “authorizes”; filed under Salvage; in force" in copied
        )
        page.locator(FOLD).click()
        page.locator(f"{FOLD}[aria-expanded=false]").wait_for()
        assert page.locator(SET).count() == 4  # told although they are folded

        page.locator("#clear").click()
        page.locator("#chat .example").first.wait_for()
        page.locator(SET).first.wait_for(state="detached")
        answer = window.ask(VOTE)
        assert assistant.heard[-1][1:] == ([], None)
        assert answer.locator(".limited").count() == 0


def test_a_limit_that_cannot_be_read_is_told_at_once_and_not_passed_over(chromium: Any, served: tuple[str, Assistant]):
    url, assistant = served
    with tab(chromium, url) as window:
        page = window.page
        unfold(window)
        write(window, "limit-verb", "juggles")
        page.locator("#in-effect [role=alert]", has_text="No paragraph leads with the verb “juggles”").wait_for()
        asked = len(assistant.heard)
        assert "No paragraph leads with the verb “juggles”" in window.ask(VOTE).inner_text()
        assert len(assistant.heard) == asked
        write(window, "limit-verb", "any")
        page.locator("#in-effect [role=alert]").wait_for(state="detached")
        write(window, "limit-in-force", "the day before")
        page.locator("#in-effect [role=alert]", has_text="is not a day").wait_for()


def test_limits_are_of_one_tab_and_fit_a_narrow_window(chromium: Any, served: tuple[str, Assistant]):
    url, assistant = served
    fits = "document.documentElement.scrollWidth <= innerWidth"
    with tab(chromium, url, 390, 844, color_scheme="dark") as narrow, tab(chromium, url) as other:
        page = narrow.page
        unfold(narrow)
        assert page.evaluate(fits)
        write(narrow, "limit-topic", "Navigation")
        page.locator(SET, has_text="filed under Navigation").wait_for()
        page.locator("#limit-verb input").click()
        options = page.locator("#limit-verb .options")
        options.wait_for()
        box = options.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert page.evaluate(fits)
        other.ask(VOTE)
        assert assistant.heard[-1][2] is None
        narrow.ask(VOTE)
        assert assistant.heard[-1][2] == Filters(topic="Navigation")


def test_the_window_says_that_limits_leave_nothing(chromium: Any, tmp_path: Any):
    publish(tmp_path)
    with serve(open_assistant(tmp_path)) as url, tab(chromium, url) as window:
        window.page.locator("#limit-to input").fill("1960")
        answer = window.ask("Who guards the lighthouses?")
        assert "No paragraph of the corpus meets the limits that are set: adopted up to 1960." in answer.inner_text()
        assert answer.locator(".limited .limit").all_inner_texts() == ["adopted up to 1960"]
