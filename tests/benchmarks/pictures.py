"""The pictures of the documentation, over the index that is set, and a walk through every page on the way to them.

    python -m tests.benchmarks.pictures FOLDER [NAME …] [--widths 390 1400 2560] [--schemes light dark]

Every page is opened from its address at each width, light and dark; loaded again; left by a link, gone back to, and forward and back
once more. What it says must be the same each time, nothing may be wider than the window, and no error stand in the console: else it is told, and the
status is 1. Then its picture is made, a PNG with a palette: ``search.png`` at 1,400 CSS pixels in the light, ``search-390-dark.png`` and so on.

Those of the documentation are made from an index of the built-in digests (``UNSC_DATA=EMPTY_DIR unsc ingest``), so that no picture holds an official
text; ``timeline`` alone, in which no words of a text are seen, from one of all texts: between a few digests there would be times without
cover that never were. Needs Playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import sync_playwright

from assistant.build import assemble
from assistant.settings import load_settings
from tests.window_browser import BROWSERS, FLAGS, READY, serve

WIDTHS, SCHEMES = {390: 844, 1400: 860, 2560: 1400}, ("light", "dark")
COLOURS = 48
QUESTION = "Which supplies does the arms embargo in paragraph 9 of resolution 1970 (2011) let through?"
PAGES = {
    "window": f"/?{urlencode({'q': QUESTION})}",
    "search": "/search?q=protection+of+civilians",
    "resolution": "/resolution/1970#op9",
    "compare": "/compare?r=2709,2759,2800&only=1",
    "timeline": "/timeline/UNMISS",
    "corpus": "/corpus",
}
_USABLE = f"{READY}, html[data-ready=true]"
_SAID = "() => [...document.querySelectorAll('#chat .question-words, #chat .answer .said, body > main')].map((each) => each.innerText).join('\\n')"
_OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def main() -> int:
    """Make the pictures that are named, all where none is; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=list(PAGES), metavar="NAME", help=", ".join(PAGES))
    parser.add_argument("--widths", type=int, nargs="+", choices=list(WIDTHS), default=list(WIDTHS))
    parser.add_argument("--schemes", nargs="+", choices=SCHEMES, default=SCHEMES)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    wrong: list[str] = []
    with serve(assemble(load_settings())) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name in given.names:
            for width in given.widths:
                for scheme in given.schemes:
                    picture, faults = visited(browser, url.rstrip("/"), name, width, scheme)
                    suffix = "" if (width, scheme) == (1400, "light") else f"-{width}-{scheme}"
                    kept = given.folder / f"{name}{suffix}.png"
                    kept.write_bytes(small(picture))
                    print(
                        f"{kept}: {kept.stat().st_size // 1000} kB{''.join(f'; {each}' for each in faults)}", flush=True
                    )
                    wrong += faults
        browser.close()
    return 1 if wrong else 0


def visited(browser: Any, url: str, name: str, width: int, scheme: str) -> tuple[bytes, list[str]]:
    """The picture of a page, and what went wrong on the walk to it."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(url + PAGES[name])
    first = said(page, name)
    steps = (
        ("loaded again", page.reload),
        ("gone back to", lambda: (_leave(page, url, name), page.go_back())),
        ("gone forward and back", lambda: (page.go_forward(), page.locator(_USABLE).wait_for(), page.go_back())),
    )
    for step, take in steps:
        take()
        if said(page, name) != first:
            wrong.append(f"{step}, it says something else")
    if (over := page.evaluate(_OVER)) > 0:
        wrong.append(f"{over} px too wide")
    page.wait_for_timeout(600)
    picture = page.screenshot()
    context.close()
    return picture, wrong


def said(page: Any, name: str) -> str:
    """What a page says when it is usable, and its question answered."""
    page.locator(_USABLE).wait_for(timeout=60_000)
    if name == "window":
        page.locator("#chat .answer .foot").wait_for(timeout=120_000)
    return str(page.evaluate(_SAID))


def _leave(page: Any, url: str, name: str) -> None:
    page.goto(f"{url}{PAGES['corpus' if name != 'corpus' else 'search']}")
    page.locator(_USABLE).wait_for()


def small(png: bytes) -> bytes:
    """The same with a palette: a page has few colours."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
