"""The picture of the window in the README: ``python -m assistant.ui.screenshot OUT.png``.

Opens the window over the current index, asks a question, opens the paragraph that the answer quotes, and takes the
picture. Needs the test dependencies (``playwright``) and a Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.build import assemble
from assistant.settings import load_settings
from assistant.ui.window import start
from ingest.errors import UnscError

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Which supplies does the arms embargo in paragraph 9 of resolution 1970 (2011) let through?"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing is asked of the network but the window itself.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
READY = "html[data-window=ready]"
_WIDE = {"width": 1400, "height": 900}


class NoPicture(UnscError):
    """What the picture needs is missing."""


def picture(out: Path, question: str = QUESTION, *, reader: bool = False, dark: bool = False) -> None:
    """Write a picture of the window, 1,400 by 900 CSS pixels at double density, to ``out`` (PNG).

    ``reader`` opens the first quoted paragraph in its resolution. Raises :class:`NoPicture` where Playwright or
    Chromium is missing, and what :func:`assistant.build.assemble` raises where there is no index.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoPicture("Playwright is missing. Install the test dependencies: pip install -e '.[test]'") from error
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise NoPicture(f"No Chromium is on the path ({', '.join(BROWSERS)}). Install one and try again.")
    window, url = start(assemble(load_settings()), "127.0.0.1", 0)
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=list(FLAGS))
            page = chromium.new_page(
                viewport=_WIDE,  # type: ignore[arg-type]  # a TypedDict of Playwright's own
                device_scale_factor=2,
                color_scheme="dark" if dark else "light",
            )
            page.goto(url)
            _ask(page, question)
            if reader:
                page.locator("#chat .cite[data-key]").first.click()
                page.locator("#reader-dialog .target").first.wait_for()
            page.wait_for_timeout(600)
            page.screenshot(path=out)
            chromium.close()
    finally:
        window.close(verbose=False)


def _ask(page: Page, question: str) -> None:
    page.locator(READY).wait_for()
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    page.locator(".answer .foot").wait_for(timeout=120_000)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m assistant.ui.screenshot", description="Take a picture of the window."
    )
    parser.add_argument("out", type=Path, help="PNG file to write")
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--reader", action="store_true", help="open the first cited paragraph in its resolution")
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args()
    try:
        picture(given.out, given.question, reader=given.reader, dark=given.dark)
    except UnscError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
