"""The pages as people meet them: opened at three widths, light and dark, timed, and held against axe-core.

    python -m tests.benchmarks.pages --url http://127.0.0.1:7860 --axe axe.min.js [--pictures FOLDER] [ADDRESS …]

An address is a path with its query, and after a space the key that is pressed when the page is usable: ``"/search ?"`` is the search
with the sheet of keys. Without any, every kind of page in every state that an address and a key lead to; the page on which people
sign in (``/sign-in``) is there where the settings ask for it. ``axe.min.js`` is of the npm package axe-core. Told are, for each
address: milliseconds from the navigation until the page is usable (median over the visits; a question in the address is answered then), how much moved after it was
painted, findings of axe-core (serious and critical ones with their places), what stands wider than the window, errors of the console,
and requests that would leave this machine. With ``--words FILE…`` (JSON lines with a question) the search is asked for each of them as
well: milliseconds until its page has come. Ends with 1 where there are serious findings, errors or such requests, or more than 0.1 moved.
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
from urllib.parse import quote_plus

import httpx
from playwright.sync_api import sync_playwright

from tests.benchmarks.painted import QUESTIONS
from tests.window_browser import BROWSERS, FLAGS, READY

ADDRESSES = [
    "/",
    "/ ?",  # the sheet of keys
    "/ l",  # the chats
    *(f"/?q={quote_plus(each)}" for each in QUESTIONS),
    f"/?q={quote_plus(QUESTIONS[7])} o",  # the resolution beside the chat
    f"/?q={quote_plus(QUESTIONS[7])} d",  # the forms of a download
    f"/?q={quote_plus(QUESTIONS[7])} f",  # a remark
    f"/?q={quote_plus(QUESTIONS[7])} e",  # the question, to be changed
    "/search",
    "/search ?",
    "/search?q=protection+of+civilians",
    "/search?q=arms+embargo&year=2011&sort=newest",
    "/search?q=%22keepers+of+no+lighthouse%22",
    "/search?year=soon",
    "/search/nothing",
    "/resolution/1",
    "/resolution/242",
    "/resolution/1244",
    "/resolution/2395#op2",
    "/resolution/2395#op2 v",  # the citation in its styles
    "/resolution/2395#op77",
    "/resolution/1970#op9",
    "/resolution/1970?on=1999-01-01",
    "/resolution/2231",
    "/resolution/2589",  # its text is missing
    "/resolution/2625?since=2567",
    "/resolution/99999",
    "/resolution/1970?on=soon",
    "/compare",
    "/compare?r=2709,2759,2800",
    "/compare?r=2709,2759,2800&only=1",
    "/compare?r=1",
    "/compare?r=99999,2800",
    "/timeline",
    "/timeline/UNMISS",
    "/timeline/Libya%20sanctions?on=2015-01-01",
    "/timeline/Cyprus",
    "/timeline/nothing",
    "/corpus",
    "/corpus ?",
]
WIDTHS = (390, 1400, 2560)
_MOST_MOVED = 0.1
# When the page is usable, and what moves after it was painted, as Chromium counts it (0: nothing).
_WATCH = """(() => {
  const watch = (window.watch = { usable: 0, moved: 0 });
  new MutationObserver(() => {
    const { window: chat, ready } = document.documentElement?.dataset ?? {};
    if (chat || ready) watch.usable ||= performance.now();
  }).observe(document, { subtree: true, attributeFilter: ["data-window", "data-ready"] });
  new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) watch.moved += each.value; })
    .observe({ type: "layout-shift", buffered: true });
})()"""
_ANSWERED = "#chat .answer .foot, #chat .answer [role=alert]"
_SETTLED = 400  # milliseconds after which fonts, the address and what a key opened are there
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


def visited(browser: Any, options: argparse.Namespace, visit: str) -> int:
    """Visit one address at every width, light and dark; how much is wrong."""
    times: list[float] = []
    moved = 0.0
    findings: dict[str, str] = {}
    wrong: list[str] = []
    for width in options.widths:
        for scheme in ("light", "dark"):
            at = f"{width} {scheme}"
            context = browser.new_context(
                viewport={"width": width, "height": 900 if width < 2000 else 1400}, color_scheme=scheme
            )
            page = opened(context, options.url, visit, at, wrong)
            times.append(page.evaluate("watch.usable"))
            moved = max(moved, page.evaluate("watch.moved"))
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
                name = "".join(c if c.isalnum() else "-" for c in visit.strip("/")) or "ask"
                page.screenshot(path=options.pictures / f"{name}-{width}-{scheme}.png")
            context.close()
    if moved > _MOST_MOVED:
        wrong.append(f"moved {moved:.3f}")
    told = f"usable {statistics.median(times):.0f} ms (at most {max(times):.0f}), moved {moved:.3f}"
    print(f"{visit}: {told}; {len(findings)} findings, {len(wrong)} wrong", flush=True)
    for line in dict.fromkeys(
        [*findings.values(), *(f"  {each.strip()}" for each in wrong if each not in findings.values())]
    ):
        print(line[:400])
    return len(wrong)


def opened(context: Any, url: str, visit: str, at: str, wrong: list[str]) -> Any:
    """The page of a visit, its key pressed; errors and requests to elsewhere, which the policy refuses, go to ``wrong``."""
    address, _, key = visit.partition(" ")
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.on("console", lambda said: _is_wrong(said, url + address) and wrong.append(f"{at}: {said.text}"))
    page.on("pageerror", lambda error: wrong.append(f"{at}: {error}"))
    # Heard of and not stopped on their way: that would take each of them longer than the server.
    page.on("request", lambda sent: _is_outside(sent.url, url) and wrong.append(f"outside request: {sent.url}"))
    page.goto(url.rstrip("/") + address, wait_until="commit")
    page.locator(_USABLE).wait_for(timeout=60_000)
    if address.startswith("/?q="):
        page.locator(_ANSWERED).first.wait_for(timeout=60_000)
    page.wait_for_timeout(_SETTLED)
    if key:
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
        page.wait_for_timeout(_SETTLED)
    return page


def _is_wrong(said: Any, address: str) -> bool:
    """Whether a message of the console is an error, and not that of a page that itself tells what is not there."""
    return bool(said.type == "error" and said.location["url"].rstrip("/") != address.partition("#")[0].rstrip("/"))


def _is_outside(address: str, url: str) -> bool:
    return not address.startswith((url, "data:", "blob:"))


if __name__ == "__main__":
    sys.exit(main())
