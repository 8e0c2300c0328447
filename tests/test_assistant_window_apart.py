"""The window over watched processes: a question that hangs, in a real browser, with a second reader beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from assistant.apart.pool import Apart
from tests.apart_double import opened, published, until
from tests.window_browser import WARNINGS, serve, tab

pytestmark = WARNINGS


def test_while_a_question_hangs_the_page_goes_on_and_others_are_answered(chromium: Any, tmp_path: Path) -> None:
    published(tmp_path)
    with (
        Apart(tmp_path, partial(opened, tmp_path), workers=1, deadline=3) as assistant,
        serve(assistant) as url,
        tab(chromium, url) as first,
        tab(chromium, url) as second,
    ):
        box = first.page.locator("#question textarea")
        box.fill("hang for ever")
        box.press("Enter")
        first.page.get_by_role("button", name="Stop").wait_for()
        until((tmp_path / "begun hang for ever").exists)
        # The page itself answers while the worker does not.
        second.page.locator("#colophon", has_text="2 resolutions").wait_for()
        assert ": pilots of the lagoon" in second.ask("pilots of the lagoon").inner_text()
        alert = first.page.locator("#chat .answer [role=alert]")
        alert.wait_for()
        assert "This was ended after 3 seconds of work." in alert.inner_text()
        assert ": pilots again" in first.ask("pilots again").inner_text()


def test_stop_ends_a_question_that_hangs_for_its_reader_at_once(chromium: Any, tmp_path: Path) -> None:
    published(tmp_path)
    with (
        Apart(tmp_path, partial(opened, tmp_path), workers=1, deadline=10) as assistant,
        serve(assistant) as url,
        tab(chromium, url) as window,
    ):
        box = window.page.locator("#question textarea")
        box.fill("hang for ever")
        box.press("Enter")
        window.page.get_by_role(
            "button", name="Stop"
        ).wait_for()  # requests pass the guard while something is waited for
        until((tmp_path / "begun hang for ever").exists)
        with window.page.expect_response("**/reset"):  # the page has told the server that it waits no more
            window.page.get_by_role("button", name="Stop").click()
        window.page.get_by_role("button", name="Ask").wait_for()
        window.page.locator("#chat .answer").wait_for(state="detached")
        assert ": pilots" in window.ask("pilots").inner_text()
