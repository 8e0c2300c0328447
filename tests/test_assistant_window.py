"""The chat window in a real browser, over a real catalogue of invented resolutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, CheckedSentence, Citation, SentenceVerdict, Status, Verdict
from assistant.pages.frame.rendering import fill as fill_page
from assistant.ui.cut import Cutter
from assistant.ui.examples import EXAMPLES
from assistant.ui.markup import Span, annotate, inert, marks, words_of
from assistant.ui.reader import resolution_html
from assistant.ui.render import answer_html, plain_text
from assistant.ui.sources import sources_html
from assistant.ui.talk import shown
from assistant.ui.window import WindowNotOpened, build, start
from tests.window_browser import TARGET, WARNINGS, serve, tab
from tests.window_double import ATTACK, Assistant, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.filters import Filters

WRECKS = "Which wrecks may the Lagoon Mission remove?"

pytestmark = WARNINGS


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("window") / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    return Catalogue.open(path)


# What is rendered, without a browser.


def test_whatever_a_text_holds_it_stays_text():
    escaped = str(inert(ATTACK + "\n\n# heading\n`code` **bold** $$x$$"))
    assert not set(escaped) & set("<>\"'*`$[]{}\n")
    assert "<mark>" not in str(annotate("a <mark> b", [Span(0, 3, "q")]))


def test_spans_may_overlap_and_reach_beyond_the_text():
    assert str(annotate("abcdef", [Span(-3, 4, "q"), Span(2, 90, "mark")])) == (
        "<q>ab</q><q><mark>cd</mark></q><mark>ef</mark>"
    )


def test_words_of_the_question_are_marked_whatever_their_ending():
    text = "Authorizes the removal of wrecks and the wreck's cargo; calls upon the Council"
    found = [
        text[s.start : s.end] for s in marks(text, words_of("Which wreck may be removed by the Security Council?"))
    ]
    assert found == ["removal", "wrecks", "wreck"]


def cite(citation: str, verdict: Verdict = Verdict.RETRIEVED, key: str = "") -> Citation:
    return Citation(key=key, citation=citation, verdict=verdict)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S/RES/9 (1946), para. 12.", []),
        ("S/RES/9 (1946), para. 1 (a) and S/RES/9 (1946), para. 1.", ["S/RES/9 (1946), para. 1"]),
        ("See (paragraph 1 of resolution 9 (1946)).", ["paragraph 1 of resolution 9 (1946)"]),
        ("OP1 of resolution 8 (1946) is another.", []),
    ],
)
def test_a_citation_is_found_as_itself_only(line: str, expected: list[str]):
    pieces = Cutter([cite("S/RES/9 (1946), para. 1", key="9/op1")])(line)
    assert [piece.text for piece in pieces if piece.citation] == expected
    assert "".join(piece.before + piece.text + piece.after for piece in pieces) == line


def test_of_two_spellings_at_one_place_the_longer_is_found_and_none_inside_another_number() -> None:
    both = [cite("S/RES/9 (1946), para. 1", key="9/op1"), cite("S/RES/9 (1946), para. 1 (a)", key="9/op1(a)")]
    line = "S/RES/9 (1946), para. 1 (a) and S/RES/9 (1946), para. 1 and S/RES/9 (1946), para. 12"
    pieces = Cutter(both)(line)
    assert [piece.citation.key for piece in pieces if piece.citation] == ["9/op1(a)", "9/op1"]
    assert "".join(piece.text for piece in pieces) == line


def test_an_answer_is_shown_without_what_cannot_be_made_of_it(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Assistant(catalogue)._answer(WRECKS)
    monkeypatch.setattr(shown, "suggestions", lambda *_: 1 / 0)
    html = shown.shown_answer(catalogue, answer, turn=3, within=("as of today",), remarks=True)
    assert "remove wrecks" in html
    assert 'data-turn="3"' in html
    assert "as of today" in html
    assert "data-feedback" in html
    assert 'data-source="9001/op12"' in html


def test_what_is_left_of_a_quotation_is_marked_where_it_stands_in_the_text() -> None:
    words = "Decides that the ferrymen shall count the lanterns, and asks for oil"
    whole = Citation(key="9/op1", citation="S/RES/9 (1946), para. 1", verdict=Verdict.QUOTED, quote=words)
    pieces = Cutter([whole])("“Decides that the ferrymen … and asks for oil … and for nobody else”")
    assert [piece.text for piece in pieces if piece.quoted] == ["Decides that the ferrymen", "and asks for oil"]


def test_a_sentence_that_is_not_supported_is_marked_with_its_reasons():
    sentences = [
        CheckedSentence(text="It bans this.", start=0, end=13, verdict=SentenceVerdict.SUPPORTED),
        CheckedSentence(text="And that.", start=14, end=23, verdict=SentenceVerdict.NOT_SUPPORTED, reasons=("Why.",)),
        CheckedSentence(text="Then.", start=40, end=45, verdict=SentenceVerdict.NOT_SUPPORTED, reasons=("So.",)),
    ]
    text = "It bans this. And that. [not supported] Then. [not supported]"
    pieces = Cutter([], sentences)(text)
    assert [(piece.text, piece.mark, piece.reasons) for piece in pieces] == [
        ("It bans this. And that.", False, ()),
        ("[not supported]", True, ("Why.",)),
        (" Then.", False, ()),
        ("[not supported]", True, ("So.",)),
    ]
    answer = Answer(
        question="q", standalone="q", status=Status.ANSWERED, text=text, sentences=tuple(sentences), tokens=1234
    )
    html = answer_html(answer, 0)
    assert html.count('title="Why."') == html.count('title="So."') == 1
    assert "2 sentences are not supported" in html
    assert "1,234 tokens" in html
    assert "- And that. (Why.)" in plain_text(answer)


def test_an_answer_shows_a_quotation_with_its_source_and_what_was_not_placed():
    answer = Answer(
        question="q",
        standalone="What is asked?",
        status=Status.CORRECTED,
        notice="No model.",
        text="First line.\n\n“Lanterns shall burn;”\n— S/RES/9 (1946), para. 1 (4 March 1946)",
        citations=(cite("S/RES/9 (1946), para. 1", key="9/op1"), cite("S/RES/9 (1946), para. 2", key="9/op2")),
    )
    html = answer_html(answer, 0)
    assert html.count('data-key="9/op1"') == html.count('data-key="9/op2"') == 1
    assert re.search(r"<blockquote>.*Lanterns shall burn.*data-key=\"9/op1\".*</blockquote>", html)
    assert all(words in html for words in ("What is asked?", "No model.", "A premise of the question was put right"))
    assert "\n" not in html
    assert "- S/RES/9 (1946), para. 2 [retrieved]" in plain_text(answer)
    many = tuple(cite(f"S/RES/9 (1946), para. {n}", key=f"9/op{n}") for n in range(1, 30))
    shown, _, folded = answer_html(answer.model_copy(update={"citations": many}), 0).partition("4 more</summary>")
    assert [part.count('data-key="9/op') for part in (shown, folded)] == [1 + 24, 4]


def test_sources_show_a_sub_paragraph_below_its_opening_words_or_on_the_card_of_its_paragraph(catalogue: Catalogue):
    def answer(*keys: str) -> Answer:
        cited = tuple(cite(key, key=key) for key in keys)
        return Answer(question="q", standalone="q", status=Status.ANSWERED, text="", citations=cited)

    alone = sources_html(answer("9001/op1(b)"), catalogue)
    assert '<p class="opening">1. Decides that all ferries' in alone
    assert alone.count("<article") == 1
    both = sources_html(answer("9001/op1", "9001/op1(b)"), catalogue)
    assert both.count("<article") == 1
    assert both.index("horn;") < both.index("and that the lanterns shall burn")
    assert 'href="https&#58;//docs.un.org/en/S/RES/9001(1999)" target="_blank" rel="noopener noreferrer"' in both
    assert "not the official text" not in both
    assert not sources_html(answer(), catalogue)
    assert "Digest in our own words – not the official text" in sources_html(answer("9002/op1"), catalogue)


def test_the_heading_of_the_page_stands_in_its_head():
    head, _, rest = fill_page("ui/header.html", "", here="", who="").partition("</header>")
    assert (head.count("<h1"), rest.count("<h1")) == (1, 0)


def test_the_reader_prints_in_the_order_of_the_document(catalogue: Catalogue):
    html = resolution_html(catalogue, "9001/op1(b)")
    order = [
        "Preamble",
        "Operative paragraphs",
        "Lighthouses",
        "two lanterns",
        "green lantern",
        "horn;",
        "shall burn from dusk",
        "buoy number 2 ",
        "Annex A",
        "buoyed from the sea",
        "Footnotes",
    ]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    facts = [
        "4 March 1999",
        "3981st meeting",
        "13 in favour, none against, 2 abstentions",
        "China",
        "Namibia",
        "The situation on the Lagoon of Maru",
        "Salvage",
        'data-key="9002"',
        "17 more",
    ]
    assert all(fact in html for fact in facts)
    assert html.count(" target") - html.count(' target="_blank"') == 1


@pytest.mark.parametrize("key", ["", "9001/op99", "1", "9001'><script>", "../../etc/passwd", "9001/op1" + "(a)" * 40])
def test_the_reader_answers_whatever_is_asked(catalogue: Catalogue, key: str):
    html = resolution_html(catalogue, key, -5, 10**9)
    assert "<h2" in html
    assert "<script" not in html


def test_a_held_port_is_told_with_what_to_do(catalogue: Catalogue):
    with serving(catalogue) as (url, _), pytest.raises(WindowNotOpened, match="choose another port"):
        start(Assistant(catalogue), "127.0.0.1", int(url.rstrip("/").rsplit(":", 1)[1]))


def test_the_window_is_no_api(catalogue: Catalogue):
    info = build(Assistant(catalogue)).get_api_info()
    assert (info["named_endpoints"], info["unnamed_endpoints"]) == ({}, {})


# The window in a browser.


@contextmanager
def serving(catalogue: Catalogue) -> Iterator[tuple[str, Assistant]]:
    assistant = Assistant(catalogue)
    with serve(assistant) as url:
        yield url, assistant


@pytest.fixture(scope="module")
def served(catalogue: Catalogue) -> Iterator[tuple[str, Assistant]]:
    with serving(catalogue) as running:
        yield running


def test_a_citation_opens_its_paragraph_and_the_chat_stays(chromium: Any, served: tuple[str, Assistant]):
    with tab(chromium, served[0]) as window:
        page = window.page
        answer = window.ask(WRECKS)
        quoted, retrieved = answer.locator(".cite[data-key]").all()
        assert (quoted.get_attribute("data-key"), quoted.inner_text()) == (
            "9001/op12",
            "S/RES/9001 (1999), para. 12 quoted",
        )
        assert (retrieved.get_attribute("data-key"), retrieved.get_attribute("data-verdict")) == (
            "9001/op1(b)",
            "retrieved",
        )
        assert answer.locator("span.cite").inner_text() == "S/RES/9001 (1999), para. 77 not supported"
        source = page.locator("#sources [data-source='9001/op12']")
        assert "remove wrecks" in source.inner_text()
        assert {"remove", "wrecks"} <= set(source.locator("mark").all_inner_texts())

        quoted.click()
        page.locator(TARGET).wait_for()
        assert page.locator(TARGET).get_attribute("data-row") == "9001/op12"
        assert window.is_in_view(TARGET)
        assert page.locator(f"{TARGET} q").inner_text() == "remove wrecks that block the northern channel"
        assert page.evaluate("document.activeElement.dataset.row") == "9001/op12"
        assert answer.is_visible()

        page.locator("#reader-dialog .chip[data-key='9002']").click()
        page.locator("#reader-dialog h2", has_text="S/RES/9002 (2004)").wait_for()
        page.locator("#reader-dialog [data-reader=back]").click()
        page.locator("#reader-dialog h2", has_text="S/RES/9001 (1999)").wait_for()
        page.keyboard.press("Escape")
        assert page.locator("#reader-dialog").is_hidden()
        assert page.evaluate("document.activeElement.dataset.key") == "9001/op12"

        source.locator("button[data-key]").first.click()
        page.locator(TARGET).wait_for()
        page.locator("#reader-dialog [data-reader=close]").click()
        assert page.locator("#reader-dialog").is_hidden()
        assert page.locator("#chat .answer").count() == 1


def test_the_question_as_it_was_understood_can_be_corrected(chromium: Any, served: tuple[str, Assistant]):
    url, assistant = served
    with tab(chromium, url) as window:
        answer = window.ask("and the shoals?")
        answer.get_by_role("button", name="Correct it").click()
        box = window.page.locator("#question textarea")
        assert box.input_value() == "What are coastal States asked to do about the outer shoals?"
        box.press("End")
        box.type(" In wrecks?")
        box.press("Enter")
        window.page.locator("#chat .cite[data-key='9001/op12']").first.wait_for()
        assert assistant.heard[-1][0] == "What are coastal States asked to do about the outer shoals? In wrecks?"


def test_html_in_a_question_or_a_paragraph_is_shown_as_text(chromium: Any, served: tuple[str, Assistant]):
    with tab(chromium, served[0]) as window:
        page = window.page
        title = page.title()
        answer = window.ask(f"May wrecks be removed? {ATTACK}")
        assert ATTACK in page.locator("#chat .question-words").inner_text()
        assert ATTACK in answer.locator("li").last.inner_text()
        assert ATTACK in page.locator("#sources [data-source='9001/op12'] .words").inner_text()
        answer.locator(".cite[data-key]").first.click()
        page.locator(TARGET).wait_for()
        assert ATTACK in page.locator(TARGET).inner_text()
        assert page.locator("img[src=x], a[href*='example.org'], #chat b").count() == 0
        assert page.title() == title


def test_a_second_tab_sees_nothing_of_the_first(chromium: Any, served: tuple[str, Assistant]):
    url, assistant = served
    with tab(chromium, url) as first, tab(chromium, url) as second:
        first.ask(WRECKS)
        assert second.page.locator("#chat .answer, #sources article").count() == 0
        second.ask("And the outer shoals?")
        assert assistant.heard[-1][1] == []
        assert "9001" not in second.page.locator("#sources").inner_text()
        assert "Digest in our own words – not the official text" in second.page.locator("#sources").inner_text()
        said = second.page.locator("#chat .answer").inner_text()
        assert "What are coastal States asked" in said
        assert "The language model did not answer" in said
        first.ask("And what was the vote?")
        assert assistant.heard[-1][1][0] == WRECKS
        first.page.locator("#clear").click()
        example = first.page.locator("#chat .example").last
        example.wait_for()
        assert first.page.locator("#sources article").count() == 0
        example.click()
        first.page.locator("#chat .answer .foot").wait_for()
        assert assistant.heard[-1][:2] == (EXAMPLES[-1], [])


def test_limits_reach_the_assistant_and_failures_are_told(chromium: Any, served: tuple[str, Assistant]):
    url, assistant = served
    with tab(chromium, f"{url}?q=What+about+the+shoals%3F") as window:
        page = window.page
        page.locator("#chat .answer .foot").wait_for()
        assert page.locator("#chat .question-words").inner_text() == "What about the shoals?"
        assert "Corpus: 2 resolutions to 6 May 2004" in page.locator("#colophon").inner_text()
        assert page.locator("#banner .banner").count() == 0
        assert "The harbour is closed. Try again after the storm." in window.ask("Is there a storm?").inner_text()
        page.locator("#limit-from input").fill("1990")
        page.locator("#limit-resolution input").fill("S/RES/9001 (1999)")
        window.ask("What was the vote?")
        assert assistant.heard[-1][2] == Filters(1990, None, 9001)
        page.locator("#limit-to input").fill("19")
        assert "is not a year in four digits" in window.ask("What was the vote?").inner_text()


def test_a_narrow_window_has_the_sources_below_and_the_reader_over_everything(
    chromium: Any, served: tuple[str, Assistant], tmp_path: Path
):
    with tab(chromium, served[0], 390, 844, color_scheme="dark") as window:
        page = window.page
        answer = window.ask(WRECKS)
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert page.evaluate(fits)
        chat, sources = page.locator("#chat").bounding_box(), page.locator("#sources").bounding_box()
        assert sources["y"] >= chat["y"] + chat["height"]
        assert window.is_in_view("#question textarea")
        answer.locator(".cite[data-key]").first.click()
        page.locator(TARGET).wait_for()
        assert window.is_in_view(TARGET)
        assert page.locator("#reader-dialog").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
        assert page.evaluate(fits)
        page.keyboard.press("Escape")
        assert page.locator("#reader-dialog").is_hidden()
        assert answer.is_visible()


def test_a_window_over_digests_alone_says_how_to_bring_official_texts(chromium: Any, tmp_path: Path):
    write_catalogue(tmp_path / "catalogue.sqlite", [shoals()])
    with serving(Catalogue.open(tmp_path / "catalogue.sqlite")) as (url, _), tab(chromium, url) as window:
        assert "unsc ingest PATH…" in window.page.locator("#banner .banner").inner_text()
