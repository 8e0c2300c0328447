"""The window in a real browser: a server on loopback, and a page that watches itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from assistant.ui.corpus import Answering
from assistant.ui.window import start

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing is asked of the network but the window itself.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
READY = "html[data-window=ready]"
TARGET = "#reader-dialog .target"
_LEFT = ("signal is aborted", "Connection errored out")
# Gradio leaves event loops and sockets to the garbage collector, and counts its events with old options of pandas.
WARNINGS = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.usefixtures("collected"),
]


@contextmanager
def serve(assistant: Answering, **more: Any) -> Iterator[str]:
    """The window of an assistant; its address."""
    window, url = start(assistant, "127.0.0.1", 0, **more)
    try:
        yield url
    finally:
        window.close(verbose=False)


class Tab:
    """A page that remembers errors of its console and every request that would leave this machine; an empty one without ``url``."""

    def __init__(self, context: Any, url: str = "", ready: str = READY) -> None:
        self.wrong: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.route(lambda address: True, self._guard)
        self.page.on("console", lambda said: said.type == "error" and self.wrong.append(said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        if url:
            self.page.goto(url)
            self.page.locator(ready).wait_for()

    def leave(self, address: str) -> None:
        """Let the page go to another address of the window.

        Gradio's client closes its streams as soon as a page is about to be left, and may open one more before the other
        page comes, for a session that is gone: what it says of that is no error.
        """
        before = list(self.wrong)
        with self.page.expect_navigation(wait_until="commit"):
            self.page.evaluate("address => { location.href = address }", address)
        self.wrong[:] = before
        self.page.locator(READY).wait_for()
        self.wrong[:] = [each for each in self.wrong if not any(left in each for left in _LEFT)]

    def _guard(self, route: Any) -> None:
        if re.match(r"https?://(127\.0\.0\.1|localhost|\[::1\])[:/]|data:|blob:", route.request.url):
            route.continue_()
        else:
            self.wrong.append(f"outside request: {route.request.url}")
            route.abort()

    def ask(self, question: str) -> Any:
        answers = self.page.locator("#chat .answer .foot, #chat .answer [role=alert]")
        before = answers.count()
        box = self.page.locator("#question textarea")
        box.fill(question)
        box.press("Enter")
        answers.nth(before).wait_for()
        return self.page.locator("#chat .answer").last

    def is_in_view(self, selector: str) -> bool:
        return bool(
            self.page.locator(selector).first.evaluate(
                """element => {
                const box = element.getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + 10);
                return box.top >= 0 && box.bottom <= innerHeight && element.contains(top);
            }"""
            )
        )


@contextmanager
def tab(chromium: Any, url: str, width: int = 1400, height: int = 900, **options: Any) -> Iterator[Tab]:
    context = chromium.new_context(viewport={"width": width, "height": height}, **options)
    try:
        opened = Tab(context, url)
        yield opened
        assert opened.wrong == [], opened.wrong
    finally:
        context.close()
