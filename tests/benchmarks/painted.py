"""How long the window takes to show an answer that has arrived, and whether anything jumps meanwhile: in a real Chromium.

    UNSC_WINDOW__PORT=7862 unsc chat --no-browser --data DIR    # in another terminal
    python -m tests.benchmarks.painted --url http://127.0.0.1:7862 [QUESTION …]

Milliseconds from the last piece of an answer that the page receives until the frame that shows it is done; the times of the first
page until a key is heard, and until all of it is there; layout shifts, as browsers measure them, without those within half a second of a press. With
``--suggested`` what each answer suggests is asked as well, and it is told how many of these get no answer.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from typing import Any

from playwright.sync_api import sync_playwright

from tests.window_browser import BROWSERS, FLAGS, Tab

QUESTIONS = (
    "When does the mandate of UNMISS end?",
    "Did Russia vote against resolution 2709?",
    "Which resolutions were adopted in 2016 under Chapter VII?",
    "Which resolutions cite resolution 1325?",
    "How many resolutions per year since 1990?",
    "Compare resolutions 2709, 2759 and 2800",
    "Timeline of MINUSCA",
    "What does paragraph 9 of resolution 1970 say?",
    "What changed in resolution 1970 para 9?",
    "What did the Council decide about piracy off Somalia?",
    "What are the tasks of MONUSCO?",
    "What will the weather be tomorrow?",
)
WATCH = """
(() => {
  const watch = (window.watch = { last: 0, painted: [], shifts: 0, entries: [], answers: 0 });
  const read = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = function (...given) {
    return read.apply(this, given).then((piece) => { if (piece.value) watch.last = performance.now(); return piece; });
  };
  const listen = EventSource.prototype.addEventListener;
  const heard = (event) => { watch.last = performance.now(); };
  EventSource.prototype.addEventListener = function (...given) { listen.call(this, "message", heard); return listen.apply(this, given); };
  new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) {
    watch.shifts += each.value;
    watch.entries.push([each.value, ...each.sources.map((s) => s.node?.id || s.node?.className || s.node?.parentElement?.className || String(s.node?.nodeName))]);
  } }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
    const answers = document.querySelectorAll("#chat .answer .foot").length;
    if (answers <= watch.answers) { watch.answers = answers; return; }
    watch.answers = answers;
    const arrived = watch.last;
    requestAnimationFrame(() => { const channel = new MessageChannel();
      channel.port1.onmessage = () => watch.painted.push(performance.now() - arrived);
      channel.port2.postMessage(0);
    });
  }).observe(document.documentElement, { childList: true, subtree: true }));
})();
"""
HEARD = """
(() => {
  const heard = (window.heard = { first: 0, ready: 0, keys: 0 });
  addEventListener("input", (event) => { if (!event.isTrusted) return; heard.first ||= performance.now(); heard.keys += 1; }, true);
  new MutationObserver(() => { if (document.documentElement?.dataset.window) heard.ready ||= performance.now(); })
    .observe(document, { subtree: true, attributeFilter: ["data-window"] });
})();
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("questions", nargs="*", default=QUESTIONS)
    parser.add_argument("--url", required=True)
    parser.add_argument("--width", type=int, default=1400)
    parser.add_argument("--suggested", action="store_true")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        firsts = [first_page(chromium, given.url, given.width) for _ in range(5)]
        for told, times in zip(("a key is heard", "all of it is there"), zip(*firsts, strict=True), strict=True):
            print(f"first page, until {told}: {', '.join(f'{each:.0f}' for each in times)} ms")
        context = chromium.new_context(viewport={"width": given.width, "height": 900})
        context.add_init_script(WATCH)
        window = Tab(context, given.url)
        suggested: list[str] = []
        for question in given.questions:
            ask(window, question)
            suggested += window.page.locator("#chat .answer").last.locator(".suggestion").all_inner_texts()
            print(f"{window.page.evaluate('watch.painted.at(-1)'):7.1f} ms  {question}")
        times = window.page.evaluate("watch.painted")
        print(f"painted: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms; ", end="")
        print(f"layout shifts {window.page.evaluate('watch.shifts'):.3f} {window.page.evaluate('watch.entries')}")
        if given.suggested:
            ask_suggested(window, sorted(set(suggested)))
        print(f"errors of the console, requests to elsewhere: {window.wrong or 'none'}")


def first_page(chromium: Any, url: str, width: int) -> tuple[float, float]:
    """Milliseconds until the page hears a key, and until an answer could be shown, in a browser that has seen nothing of it. Keys are
    pressed all the while, and every one that was heard must stand in the box in the end."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    try:
        page = context.new_page()  # with no guard: requests that pass one take longer than the server needs
        page.add_init_script(HEARD)
        page.goto(url, wait_until="commit")
        while not page.evaluate("heard.ready"):
            page.keyboard.press("a")
        page.wait_for_timeout(200)
        heard, typed = page.evaluate("heard"), page.locator("#question textarea").input_value()
        if len(typed) < heard["keys"]:
            print(f"keys that were lost: {heard['keys'] - len(typed)}")
        return heard["first"], heard["ready"]
    finally:
        context.close()


def ask(window: Tab, question: str) -> None:
    """Ask, and look rarely whether the answer is painted: to look for an element in every frame takes the page longer than painting."""
    box = window.page.locator("#question textarea")
    box.fill(question)
    before = window.page.evaluate("watch.painted.length")
    box.press("Enter")
    window.page.wait_for_function("before => watch.painted.length > before", arg=before, polling=100)


def ask_suggested(window: Tab, questions: list[str]) -> None:
    """Each in a chat of its own, as it would be by a link."""
    without = []
    for question in questions:
        window.page.locator("#clear").click()
        window.page.locator("#chat .example").first.wait_for()
        if "refused" in (window.ask(question).get_attribute("class") or ""):
            without.append(question)
    print(f"suggested: {len(questions)} questions, {len(without)} without an answer {without or ''}")


if __name__ == "__main__":
    main()
