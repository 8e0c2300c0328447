"""The window over a real assistant with a scripted model: marks, Stop, and text that would like to be more than text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.draft import quotation
from assistant.ui.talk.packed import LONGEST, packed, unpacked
from assistant.ui.window import start
from tests.factories import resolution
from tests.invented import CORPUS, open_assistant, publish
from tests.openai_server import OpenAIServer, Reply, openai_server
from tests.window_browser import TARGET, WARNINGS, tab
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS

EVIL = (
    "<img src=x onerror=\"document.title='broken'\"> ![shot](http://evil.example/p.png) "
    "[click](javascript:document.title='broken') <http://evil.example/auto> https://evil.example/bare "
    "<script>document.title='broken'</script> <svg/onload=\"document.title='broken'\"> "
    "<a href='http://evil.example/'>a</a> <iframe src='http://evil.example/'></iframe> $$\\href{javascript:x}{y}$$ "
    "<style>body{display:none}</style> {{7*7}} &lt;b&gt; `code` **bold** <details open ontoggle=\"document.title='broken'\">"
)
MADE_BY_TEXT = (
    "#chat img, #chat script, #chat iframe, #chat svg[onload], #chat .answer style, #chat .question style, #chat [onerror], #chat [ontoggle], "
    "#chat strong.md, #chat code, #chat a[href*='evil'], #chat a[href^='javascript'], #sources img, #sources script, "
    "#sources a[href*='evil'], #reader-dialog img, #reader-dialog script, #reader-dialog a[href*='evil']"
)
GOOD = "The Council authorizes UNMAZ to inspect cargo on the ferry piers (S/RES/7001 (2031), para. 3)."
BAD = "The Council authorizes UNMAZ to sink 40 boats (S/RES/7001 (2031), para. 3)."


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, OpenAIServer]]:
    data = tmp_path_factory.mktemp("hostile")
    hostile = resolution(
        7010, 2033, [f"Decides that lanterns on the Sarran cliffs shall burn {EVIL}"], subject=f"lanterns {EVIL}"
    )
    publish(data, [*CORPUS, hostile])
    with openai_server() as server:
        window, url = start(open_assistant(data, server.base_url, timeout=30, repair=False), "127.0.0.1", 0)
        try:
            yield url, server
        finally:
            window.close(verbose=False)


@pytest.fixture
def script(served: tuple[str, OpenAIServer]) -> OpenAIServer:
    """The server with nothing said yet."""
    served[1].replies.clear()
    served[1].requests.clear()
    served[1].left.clear()
    return served[1]


def test_a_sentence_that_is_not_supported_bears_its_mark(
    chromium: Any,
    served: tuple[str, OpenAIServer],
    script: OpenAIServer,
) -> None:
    script.enqueue(Reply(f"{GOOD} {BAD}"))
    with tab(chromium, served[0]) as window:
        answer = window.ask("Who may inspect cargo on the ferry piers?")
        (mark,) = answer.locator(".unsupported").all()
        assert mark.inner_text().strip() == "not supported"
        assert "The number “40” does not stand in what is cited." in (mark.get_attribute("title") or "")
        assert "1 sentence is not supported" in answer.locator(".warning").inner_text()
        answer.locator(".warning summary").click()
        assert BAD in answer.locator(".warning li").inner_text()
        assert answer.locator(".cite[data-key='7001/op3']").count() == 2
        assert " tokens" in answer.locator(".made").inner_text()


def test_a_chat_that_is_opened_again_shows_what_a_model_answered_and_asks_it_nothing(
    chromium: Any,
    served: tuple[str, OpenAIServer],
    script: OpenAIServer,
) -> None:
    script.enqueue(Reply(f"{GOOD} {BAD}"))
    with tab(chromium, served[0]) as window:
        before = window.ask("Who may inspect cargo on the ferry piers?").inner_text()
        window.page.wait_for_function("history.state?.chat")
        asked = len(script.requests)
        window.page.reload()
        window.page.locator("#chat .answer .foot").wait_for()
        assert window.page.locator("#chat .answer").inner_text() == before
        assert window.page.locator("#sources [data-source='7001/op3']").is_visible()
        assert len(script.requests) == asked


def test_an_answer_is_unpacked_as_long_as_its_quotations_stand(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "catalogue.sqlite", CORPUS)
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    paragraph = catalogue.paragraph("7001/op3")
    assert paragraph is not None
    quoted = quotation(paragraph, 0, 10)
    answer = Answer(
        question="q",
        standalone="q",
        status=Status.ANSWERED,
        text=quoted.quote,
        citations=(quoted,),
        tokens=9,
        writer="m",
    )
    assert unpacked(packed(answer), "q", catalogue) == answer
    assert packed(answer.model_copy(update={"tokens": None})) == ""
    assert packed(answer.model_copy(update={"text": "x" * LONGEST})) == ""
    for other in ("Other words", ""):
        moved = answer.model_copy(update={"citations": (quoted.model_copy(update={"quote": other}),)})
        assert unpacked(packed(moved), "q", catalogue) is None
    for wrong in ("", "{", "[]", "3", '{"status": "answered"}', '{"text": {}}', "[" * 9000):
        assert unpacked(wrong, "q", catalogue) is None


def test_text_of_a_model_a_document_or_a_question_stays_text(
    chromium: Any,
    served: tuple[str, OpenAIServer],
    script: OpenAIServer,
) -> None:
    # Streamed slowly, so that the growing answer is shown too, cut in the middle of its tags.
    lanterns = "The Council decides that lanterns on the Sarran cliffs shall burn (S/RES/7010 (2033), para. 1)."
    script.enqueue(Reply(f"{lanterns} {EVIL}\n\n- {EVIL}\n\n# {EVIL}", pause=0.03))
    with tab(chromium, served[0]) as window:
        page = window.page
        title = page.title()
        answer = window.ask(f"Until when shall lanterns on the Sarran cliffs burn? {EVIL}")
        assert EVIL in page.locator("#chat .question-words").inner_text()
        assert answer.inner_text().count("<img src=x onerror=") >= 3
        card = page.locator("#sources [data-source='7010/op1']")
        assert EVIL in card.locator(".words").inner_text()
        card.locator("button[data-key]").first.click()
        page.locator(TARGET).wait_for()
        assert EVIL in page.locator(TARGET).inner_text()
        assert page.eval_on_selector_all(MADE_BY_TEXT, "all => all.map(each => each.outerHTML)") == []
        outside = page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
        assert all(link.startswith(("https://docs.un.org/", served[0], "http://127.0.0.1")) for link in outside), (
            outside
        )
        assert page.title() == title


def test_stop_ends_the_request_to_the_model(
    chromium: Any,
    served: tuple[str, OpenAIServer],
    script: OpenAIServer,
) -> None:
    piers = " ".join(f"So may pier {number}." for number in range(200))  # what repeats itself is stopped by itself
    script.enqueue(Reply(f"{GOOD} {piers}", pause=0.25))
    with tab(chromium, served[0]) as window:
        page = window.page
        box = page.locator("#question textarea")
        box.fill("Who may inspect cargo on the ferry piers?")
        box.press("Enter")
        page.locator("#chat .answer", has_text="The Council authorizes").wait_for()
        assert not script.left.is_set()
        page.get_by_role("button", name="Stop").click()
        page.get_by_role("button", name="Ask").wait_for()
        for _ in range(100):  # the page's requests pass through this thread, so it must not block
            if script.left.is_set():
                break
            page.wait_for_timeout(100)
        assert script.left.is_set()
        page.locator("#chat .answer").wait_for(state="detached", timeout=10_000)
