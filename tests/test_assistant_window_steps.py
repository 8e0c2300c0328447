"""The window shows what a language model looked up: each step with its chips, its result folded, time and tokens; stop works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.ui.window import start
from tests.factories import resolution
from tests.invented import open_assistant
from tests.islands import publish_islands
from tests.openai_server import OpenAIServer, Reply, openai_server
from tests.planning_model import Planner
from tests.window_browser import WARNINGS, tab

pytestmark = WARNINGS
QUESTION = "What shall UNMAZ protect around the lighthouses and the ferry piers?"
SEARCH = ("search", {"text": "lighthouses lanterns"})
EVIL = "<img src=x onerror=\"document.title='broken'\"> </pre><script>document.title='broken'</script>"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, OpenAIServer]]:
    data = tmp_path_factory.mktemp("islands")
    publish_islands(
        data, [resolution(8200, 2034, [f"Urges keepers to trim their lanterns {EVIL}"], subject="lanterns")]
    )
    with openai_server() as server:
        window, url = start(open_assistant(data, server.base_url, timeout=30, calls=5), "127.0.0.1", 0)
        try:
            yield url, server
        finally:
            window.close(verbose=False)


def test_each_step_is_shown_with_its_result_folded(chromium: Any, served: tuple[str, OpenAIServer]) -> None:
    url, server = served
    server.replies[:] = [Planner([SEARCH, ("chain", {"subject": "UNMAZ", "view": "end"})], [("sink", {"boats": EVIL})])]
    with tab(chromium, url) as window:
        title = window.page.title()
        answer = window.ask(QUESTION)
        steps = answer.locator(".steps li")
        assert steps.count() == 3
        assert steps.nth(1).locator(".op").inner_text() == "chain"
        assert steps.nth(1).get_by_label("view").input_value() is not None
        assert " tokens" in steps.nth(0).locator(".cost").inner_text()
        result = steps.nth(0).locator("pre")
        assert not result.is_visible()
        steps.nth(0).locator("summary").click()
        assert '"8001/op3"' in result.inner_text()
        assert "onerror" in result.inner_text()
        assert "There is no operation 'sink'" in steps.nth(2).inner_text()
        assert "Written by scripted (plan.v1" in answer.locator(".made").inner_text()
        assert window.page.locator("#chat .steps img, #chat .steps script").count() == 0
        assert window.page.title() == title
        assert window.wrong == []


def test_stop_ends_a_step(chromium: Any, served: tuple[str, OpenAIServer]) -> None:
    url, server = served
    server.left.clear()
    server.replies[:] = [
        Reply(calls=[SEARCH]),
        Reply("Word by word it goes on, and nobody reads it to the end.", pause=60),
    ]
    with tab(chromium, url) as window:
        page = window.page
        box = page.locator("#question textarea")
        box.fill(QUESTION)
        box.press("Enter")
        page.locator("#chat .answer", has_text="1. search(").wait_for()
        page.get_by_role("button", name="Stop").click()
        page.get_by_role("button", name="Ask").wait_for()
        for _ in range(100):  # the page's requests pass through this thread, so it must not block
            if server.left.is_set():
                break
            page.wait_for_timeout(50)
        assert server.left.is_set()
