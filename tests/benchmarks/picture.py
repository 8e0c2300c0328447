"""The picture of the window in the README, over the index that is set: ``python -m tests.benchmarks.picture docs/window.png``.

Asks a question and takes the window with its answer, 1,400 by 900 CSS pixels at double density. Needs Playwright and a Chromium.
"""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import sync_playwright

from assistant.build import assemble
from assistant.settings import load_settings
from tests.window_browser import BROWSERS, FLAGS, READY, serve

QUESTION = "Which supplies does the arms embargo in paragraph 9 of resolution 1970 (2011) let through?"


def main(out: str) -> None:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with serve(assemble(load_settings())) as url, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = chromium.new_page(viewport={"width": 1400, "height": 900}, device_scale_factor=2)
        page.goto(url)
        page.locator(READY).wait_for()
        page.locator("#question textarea").fill(QUESTION)
        page.locator("#question textarea").press("Enter")
        page.locator(".answer .foot").wait_for(timeout=120_000)
        page.wait_for_timeout(600)
        page.screenshot(path=out)


if __name__ == "__main__":
    main(sys.argv[1])
