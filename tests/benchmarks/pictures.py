"""The pictures of the documentation, over the index that is set: ``python -m tests.benchmarks.pictures docs/pictures [NAME …]``.

Made from an index of the built-in digests (``UNSC_DATA=EMPTY_DIR unsc ingest``), so that no picture holds an official text; ``timeline`` alone, in
which no words of a text are seen, from one of all texts: between a few digests there would be times without cover that never were. Each
shows a page at 1,400 CSS pixels, light, as a PNG with a palette. Needs Playwright and a Chromium.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from assistant.build import assemble
from assistant.settings import load_settings
from tests.window_browser import BROWSERS, FLAGS, READY, serve

WIDTH, HEIGHT, COLOURS = 1400, 860, 48
QUESTION = "Which supplies does the arms embargo in paragraph 9 of resolution 1970 (2011) let through?"
PAGES = {
    "search": "/search?q=protection+of+civilians",
    "resolution": "/resolution/1970#op9",
    "compare": "/compare?r=2709,2759,2800&only=1",
    "timeline": "/timeline/UNMISS",
}


def main(folder: Path, names: list[str]) -> None:
    """Make the pictures that are named, all where none is."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    folder.mkdir(parents=True, exist_ok=True)
    with serve(assemble(load_settings())) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name in names or ["window", *PAGES]:
            if name == "window":
                asked(page, url)
            else:
                page.goto(url.rstrip("/") + PAGES[name])
                page.locator("html[data-ready=true]").wait_for()
            page.wait_for_timeout(600)
            kept = folder / f"{name}.png"
            kept.write_bytes(small(page.screenshot()))
            print(f"{kept}: {kept.stat().st_size // 1000} kB")
        browser.close()


def asked(page: Any, url: str) -> None:
    """Ask the question in the chat, and wait for its answer."""
    page.goto(url)
    page.locator(READY).wait_for()
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    page.locator(".answer .foot").wait_for(timeout=120_000)


def small(png: bytes) -> bytes:
    """The same with a palette: a page has few colours."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
