"""The address of the chat, the chats that a browser keeps, questions that are changed, remarks: in a real browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.evaluation.feedback import Feedback
from tests.window_browser import READY, WARNINGS, Tab, serve, tab
from tests.window_double import ATTACK, Assistant, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue

WRECKS, SHOALS, VOTE = "Which wrecks may it remove?", "And the shoals?", "What was the vote?"

pytestmark = WARNINGS


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant, Feedback]]:
    folder = tmp_path_factory.mktemp("address")
    write_catalogue(folder / "catalogue.sqlite", [lagoon(), shoals()])
    assistant, feedback = Assistant(Catalogue.open(folder / "catalogue.sqlite")), Feedback(folder)
    with serve(assistant, feedback=feedback) as url:
        yield url, assistant, feedback


def questions(window: Tab, *expected: str) -> None:
    """Waits until these stand in the chat, each with its answer."""
    window.page.wait_for_function(
        """expected => {
            const asked = [...document.querySelectorAll("#chat .question-words")].map((each) => each.textContent);
            return JSON.stringify(asked) === JSON.stringify(expected)
                && document.querySelectorAll("#chat .answer .foot").length === expected.length;
        }""",
        arg=list(expected),
    )


def at(window: Tab) -> str:
    return str(window.page.evaluate("decodeURIComponent(location.search).replaceAll('+', ' ')"))


MOVED = """() => new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 300);
})"""


@pytest.mark.parametrize("width", [390, 1400])
def test_the_head_is_seen_first_and_the_chat_when_all_of_it_is_there(
    width: int, chromium: Any, served: tuple[str, Assistant, Feedback]
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.route("**/ui/ask.js", lambda route: route.abort())
    page.goto(served[0])
    page.locator("#question").wait_for(state="attached")
    assert page.get_by_role("link", name="Timeline").is_visible()
    assert page.locator("#question").is_hidden()
    page.unroute("**/ui/ask.js")
    page.reload()
    page.locator(READY).wait_for()
    assert page.locator("#question").is_visible()
    assert page.evaluate(MOVED) < 0.1
    page.goto(f"{served[0]}?q={WRECKS}")
    page.locator("#chat .answer .foot").wait_for()
    assert page.evaluate(MOVED) < 0.1
    # What stands below a short answer on a small screen was out of view while there was none, and stays there.
    assert width > 900 or page.locator("#shelf").evaluate("e => e.getBoundingClientRect().top >= innerHeight")
    context.close()


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_is_typed_before_the_chat_is_there_is_handed_over_and_what_is_sent_is_asked(
    is_sent: bool, chromium: Any, served: tuple[str, Assistant, Feedback]
) -> None:
    context = chromium.new_context()
    window, held = Tab(context), []
    page = window.page
    page.route("**/assets/*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function
    page.goto(served[0], wait_until="commit")
    page.locator("#first input:focus").wait_for()
    page.keyboard.type(WRECKS[:-5])
    page.unroute("**/assets/*.js")
    if is_sent:
        page.keyboard.press("Enter")
        questions(window, WRECKS[:-5])
        assert at(window) == f"?q={WRECKS[:-5]}"
    else:
        for route in held:
            route.continue_()
        page.locator(READY).wait_for()
        page.keyboard.type(WRECKS[-5:])
        assert page.locator("#question textarea").input_value() == WRECKS
        assert page.locator("#first").count() == 0
    assert window.wrong == []
    context.close()


def test_the_address_holds_the_chat_through_back_reload_and_a_link(
    chromium: Any, served: tuple[str, Assistant, Feedback]
) -> None:
    url, assistant, _ = served
    with tab(chromium, url) as window:
        page = window.page
        page.locator("#limit-as-of input").fill("2001-02-03")
        window.ask(WRECKS)
        assert at(window) == f"?q={WRECKS}&as_of=2001-02-03"
        window.ask(SHOALS)
        assert at(window) == f"?q={WRECKS}&q={SHOALS}&as_of=2001-02-03"
        page.go_back()
        page.wait_for_function("location.search.split('q=').length === 2")
        questions(window, WRECKS, SHOALS)
        assert page.locator("#sources .turn > .asked").all_inner_texts() == [f"For: {WRECKS}"]
        page.reload()
        page.locator(READY).wait_for()
        questions(window, WRECKS, SHOALS)
        assert at(window) == f"?q={WRECKS}&as_of=2001-02-03"
        page.go_back()
        questions(window)
        page.go_forward()
        questions(window, WRECKS, SHOALS)
        assert window.wrong == []
    with tab(chromium, f"{url}?q=What+was+the+vote%3F&q=Wrecks%3F&topic=Salvage&as_of=2001-02-03") as window:
        questions(window, VOTE, "Wrecks?")
        heard = assistant.heard[-1]
        assert (heard[0], heard[1][0], heard[2].topic if heard[2] else "") == ("Wrecks?", VOTE, "Salvage")
        window.page.wait_for_function("document.querySelector('#limit-as-of input').value === '2001-02-03'")
        window.page.locator("#in-effect .limit", has_text="as of 3 February 2001").wait_for()
        window.page.locator("#in-effect .limit", has_text="filed under Salvage").wait_for()


def test_what_is_asked_before_an_answer_is_over_waits_for_it(
    chromium: Any, served: tuple[str, Assistant, Feedback], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, assistant, _ = served
    typed, stream = threading.Event(), assistant.stream

    def slow(question: str, *given: Any, **more: Any) -> Iterator[str | Answer]:
        if question == WRECKS:
            typed.wait(60)
        yield from stream(question, *given, **more)

    monkeypatch.setattr(assistant, "stream", slow)
    with tab(chromium, url) as window:
        box = window.page.locator("#question textarea")
        box.fill(WRECKS)
        box.press("Enter")
        window.page.locator("#chat .answer.draft").wait_for()
        box.fill(SHOALS)
        box.press("Enter")
        typed.set()
        questions(window, WRECKS, SHOALS)
        assert [heard[0] for heard in assistant.heard[-2:]] == [WRECKS, SHOALS]
        assert assistant.heard[-1][1][0] == WRECKS  # the second is asked behind the first


def test_a_question_is_changed_where_it_stands_and_asked_again_from_there(
    chromium: Any, served: tuple[str, Assistant, Feedback]
) -> None:
    url, assistant, _ = served
    with tab(chromium, url) as window:
        page = window.page
        window.ask(WRECKS)
        window.ask(SHOALS)
        page.locator("#question textarea").press("Escape")
        page.keyboard.press("k")  # to the answer before, by the keys
        page.keyboard.press("e")
        box = page.locator("#chat .question textarea")
        assert box.input_value() == WRECKS
        box.press("Escape")
        assert box.count() == 0
        page.keyboard.press("e")
        box.fill(VOTE)
        box.press("Enter")
        questions(window, VOTE)
        assert assistant.heard[-1][:2] == (VOTE, [])
        assert at(window) == f"?q={VOTE}"


def test_chats_are_kept_in_this_browser_named_saved_brought_and_deleted(
    chromium: Any, served: tuple[str, Assistant, Feedback], tmp_path: Path
) -> None:
    url, assistant, _ = served
    with tab(chromium, url) as window:
        page = window.page
        window.ask(f"{VOTE} {ATTACK}")
        page.locator("#clear").click()
        page.locator("#chat .example").first.wait_for()
        window.ask(SHOALS)
        page.locator("#question textarea").press("Escape")
        page.keyboard.press("l")
        titles = page.locator("#chats .chat-title")
        assert titles.all_inner_texts() == [SHOALS, f"{VOTE} {ATTACK}"[:120]]
        page.get_by_role("button", name=f"Rename: {SHOALS}").click()
        page.keyboard.type("Outer <b>shoals</b>")
        page.keyboard.press("Enter")
        assert titles.first.inner_text() == "Outer <b>shoals</b>"
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save all as a file").click()
        saved.value.save_as(tmp_path / "chats.json")
        page.locator("#chats li").first.locator("[data-chat-do=delete]").click()
        page.locator("#chats li").first.locator("[data-chat-do=delete]").click()
        assert titles.count() == 1
        hostile = {
            "id": "chat-12345678",
            "title": ATTACK,
            "at": 1,
            "turns": [{"q": f"Wrecks? {ATTACK}", "said": "<img src=x onerror=alert(1)>"}],
        }
        file = json.loads((tmp_path / "chats.json").read_text("utf-8"))
        (tmp_path / "more.json").write_text(json.dumps({**file, "chats": [*file["chats"], hostile, 7]}), "utf-8")
        page.locator("#chats input[type=file]").set_input_files(tmp_path / "more.json")
        page.locator("#chats .chats-said", has_text="3 chats are here now").wait_for()
        assert titles.count() == 4
        page.locator("#chats .chat-open", has_text="onerror").last.click()
        questions(window, f"Wrecks? {ATTACK}".strip())
        assert assistant.heard[-1][0] == f"Wrecks? {ATTACK}"
        assert page.locator("img[src=x], #chat b, #chats b").count() == 0


def test_a_remark_on_an_answer_is_kept_beside_the_index(chromium: Any, served: tuple[str, Assistant, Feedback]) -> None:
    url, _, feedback = served
    with tab(chromium, url) as window:
        window.ask(VOTE)
        answer = window.ask(WRECKS)
        answer.get_by_role("button", name="Feedback").click()
        answer.locator("[name=right]").fill("somewhere")
        answer.get_by_role("button", name="Keep it").click()
        answer.locator(".feedback-said", has_text="cannot be read").wait_for()
        answer.locator("[name=right]").fill("S/RES/9001 (1999), para. 3")
        answer.locator("[name=words]").fill("Another buoy")
        answer.get_by_role("button", name="Keep it").click()
        answer.locator(".feedback-said", has_text="Kept").wait_for()
    (kept,) = feedback.all()
    assert (kept.question, kept.gold, kept.words, kept.before[0].question) == (
        WRECKS,
        ("9001/op3",),
        "Another buoy",
        VOTE,
    )


def test_on_paper_are_the_words_and_not_what_is_pressed(chromium: Any, served: tuple[str, Assistant, Feedback]) -> None:
    with tab(chromium, served[0]) as window:
        window.ask(WRECKS)
        window.page.emulate_media(media="print")
        for hidden in ("#question", ".top", ".answer .actions", ".question-tools", "#reader"):
            assert window.page.locator(hidden).first.is_hidden(), hidden
        assert window.page.locator("#chat .cite").first.is_visible()
        assert window.page.locator("#sources [data-source='9001/op12']").is_visible()


def test_the_sheet_of_keys_and_a_theme_for_all_pages(chromium: Any, served: tuple[str, Assistant, Feedback]) -> None:
    with tab(chromium, served[0], color_scheme="light") as window:
        page = window.page
        page.locator("#question textarea").press("Escape")
        page.keyboard.press("?")
        page.locator("#help").get_by_text("the chats that are kept").wait_for()
        page.keyboard.press("Escape")
        paper = "getComputedStyle(document.querySelector('.gradio-container')).backgroundColor"
        before = page.evaluate(paper)
        page.locator("#theme").click()
        page.wait_for_function("document.body.classList.contains('dark')")
        assert page.evaluate(paper) != before
        assert page.evaluate("localStorage.getItem('unsc.theme')") == "dark"
