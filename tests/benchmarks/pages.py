"""The pages as people meet them: opened at three widths, light and dark, timed, and held against axe-core.

    python -m tests.benchmarks.pages --url http://127.0.0.1:7860 --axe axe.min.js [--pictures FOLDER] [ADDRESS …]

An address is a path with its query; without any, one of each page. ``axe.min.js`` is of the npm package axe-core. Told are, for each
address: milliseconds from the navigation until the page is usable (median over the visits), how much moved after it was painted, findings of axe-core (serious and
critical ones with their places), what stands wider than the window, errors of the console, and requests that would leave
this machine. With ``--words FILE…`` (JSON lines with a question) the search is asked for each of them as well: milliseconds until its page
has come. Ends with 1 where there are serious findings, errors or such requests.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import sync_playwright

from tests.window_browser import BROWSERS, FLAGS, READY

ADDRESSES = [
    "/search",
    "/search?q=protection+of+civilians",
    "/search?q=arms+embargo&year=2011&sort=newest",
    "/",
    "/resolution/2395#op2",
    "/resolution/1244",
    "/compare",
    "/compare?r=2709,2759,2800",
    "/timeline",
    "/timeline/UNMISS",
    "/corpus",
    "/resolution/1970#op9",
    "/resolution/2231",
    "/resolution/2625?since=2567",
    "/timeline",
    "/timeline/UNMISS",
    "/timeline/Libya%20sanctions?on=2015-01-01",
    "/compare",
    "/compare?r=2709,2759,2800&only=1",
    "/search/nothing",
]
WIDTHS = (390, 1400, 2560)
# What moved after it was painted, as Chromium counts it (0: nothing).
_MOVED = """() => new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 200);
})"""
_USABLE = f"{READY}, html[data-ready=true]"
_SEARCHES = 300
_GRAVE = ("serious", "critical")
_RUN = """() => axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.map((each) => ({
  id: each.id, impact: each.impact, help: each.help, places: each.nodes.slice(0, 4).map((node) => node.target.join(" ")),
  count: each.nodes.length })))"""


def main() -> int:
    """Visit the addresses; the exit status."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("addresses", nargs="*", default=ADDRESSES)
    given.add_argument("--url", required=True)
    given.add_argument("--axe", type=Path, help="axe.min.js; without it nothing is held against it")
    given.add_argument("--pictures", type=Path, help="folder for pictures of every visit")
    given.add_argument("--widths", type=int, nargs="+", default=WIDTHS)
    given.add_argument("--words", type=Path, nargs="+", default=())
    options = given.parse_args()
    browser_path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        wrong = sum(visited(browser, options, address) for address in options.addresses)
        browser.close()
    if options.words:
        wrong += searched(options)
    return 1 if wrong else 0


def searched(options: argparse.Namespace) -> int:
    """Search for the words of files; how many searches failed."""
    asked = [json.loads(line) for path in options.words for line in path.read_text("utf-8").splitlines()]
    words = list(dict.fromkeys(each["question"][:400] for each in asked if "question" in each))
    times, failed = [], 0
    with httpx.Client(base_url=options.url, timeout=60, verify=False, trust_env=False) as client:
        for each in words[:_SEARCHES]:
            began = time.perf_counter()
            failed += client.get("/search", params={"q": each}).status_code != 200
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    told = ", ".join(f"p{share} {times[min(len(times) - 1, len(times) * share // 100)]:.0f}" for share in (50, 95, 99))
    print(f"{len(times)} searches: {told} ms, {failed} failed")
    return failed


def visited(browser: Any, options: argparse.Namespace, address: str) -> int:
    """Visit one address at every width, light and dark; how much is wrong."""
    times: list[float] = []
    moved = 0.0
    findings: dict[str, str] = {}
    wrong: list[str] = []
    for width in options.widths:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900 if width < 2000 else 1400}, color_scheme=scheme
            )
            page = context.new_page()
            at = f"{width} {scheme}"
            page.on(
                "console",
                lambda said, at=at: _is_wrong(said, options.url + address) and wrong.append(f"{at}: {said.text}"),
            )
            page.on("pageerror", lambda error, at=at: wrong.append(f"{at}: {error}"))
            page.route(lambda to: not to.startswith((options.url, "data:", "blob:")), _refused(wrong))
            began = time.perf_counter()
            page.goto(options.url.rstrip("/") + address, wait_until="commit")
            page.locator(_USABLE).wait_for(timeout=60_000)
            times.append((time.perf_counter() - began) * 1000)
            moved = max(moved, page.evaluate(_MOVED))
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                findings[f"wider {width}"] = f"  {over} px wider than {width}"
            if options.axe:
                page.evaluate(options.axe.read_text("utf-8"))
                for each in page.evaluate(_RUN):
                    line = (
                        f"  {each['impact']}: {each['id']} ({each['help']}), {each['count']} at {at}: {each['places']}"
                    )
                    findings.setdefault(each["id"], line)
                    if each["impact"] in _GRAVE:
                        wrong.append(line)
            if options.pictures:
                options.pictures.mkdir(parents=True, exist_ok=True)
                name = "".join(c if c.isalnum() else "-" for c in address.strip("/")) or "ask"
                page.screenshot(path=options.pictures / f"{name}-{width}-{scheme}.png")
            context.close()
    told = f"usable {statistics.median(times):.0f} ms (at most {max(times):.0f}), moved {moved:.3f}"
    print(f"{address}: {told}; {len(findings)} findings, {len(wrong)} wrong")
    for line in dict.fromkeys(
        [*findings.values(), *(f"  {each.strip()}" for each in wrong if each not in findings.values())]
    ):
        print(line[:400])
    return len(wrong)


def _is_wrong(said: Any, address: str) -> bool:
    """Whether a message of the console is an error, and not that of a page that itself tells what is not there."""
    return said.type == "error" and said.location["url"].rstrip("/") != address.partition("#")[0].rstrip("/")


def _refused(wrong: list[str]) -> Any:
    def refuse(route: Any) -> None:
        wrong.append(f"outside request: {route.request.url}")
        route.abort()

    return refuse


if __name__ == "__main__":
    sys.exit(main())
