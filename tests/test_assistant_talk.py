"""What an answer of the window shows besides its text, and what its page may ask to be put."""

from __future__ import annotations

import datetime as dt
from html import unescape
from pathlib import Path

import gradio as gr
import pytest

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.assistant import Assistant
from assistant.errors import WrongInput
from assistant.ui.chat import Handlers
from assistant.ui.downloads import FORMS, Wanted, parcel
from assistant.ui.guard.said import LIMITS
from assistant.ui.limits import NAMES
from assistant.ui.render import answer_html
from assistant.ui.talk.blocks import blocks_of, tables_of
from assistant.ui.talk.rows import LONG
from assistant.ui.talk.suggestions import suggestions
from assistant.ui.talk.turns import Script, Turns
from ingest.mandates.names import link_mandates
from tests import window_double
from tests.decided import with_decisions
from tests.invented import CORPUS, open_assistant, publish
from tests.window_double import ATTACK, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("data")
    publish(data, [*link_mandates([with_decisions(each) for each in CORPUS])])
    return open_assistant(data)


def told(text: str, *citations: Citation, question: str = "q") -> Answer:
    return Answer(question=question, standalone=question, status=Status.ANSWERED, text=text, citations=citations)


# Lists as tables, long quotations, yes and no.


def listed(count: int) -> Answer:
    keys = [(9100 + n, dt.date(1999, 3, 1 + n)) for n in range(count)]
    lines = [f"- S/RES/{n} (1999), {day:%-d %B %Y}: on ferries, in {n} words" for n, day in keys]
    cited = [Citation(key=str(n), citation=f"S/RES/{n} (1999)", verdict=Verdict.RETRIEVED) for n, _ in keys]
    return told("\n".join([f"{count} resolutions:", *lines]), *cited)


def test_a_list_of_more_than_ten_is_a_table_with_days_that_sort() -> None:
    assert tables_of(listed(LONG)) == []
    (table,) = tables_of(listed(LONG + 1))
    assert table.heads == ("Resolution", "Date", "About")
    assert [(cell.text, cell.sort) for cell in table.rows[0]] == [
        ("S/RES/9100 (1999)", ""),
        ("1 March 1999", "1999-03-01"),
        ("on ferries, in 9100 words", ""),
    ]
    html = answer_html(listed(LONG + 1), 0)
    assert html.count("data-sort title=") == 3
    assert html.count('data-key="91') == LONG + 1


def test_numbers_and_years_are_columns_and_a_line_of_another_form_stands_in_the_last() -> None:
    lines = [f"- {1990 + n}: {n * 700:,}" for n in range(12)]
    (table,) = tables_of(told("\n".join(lines)))
    assert table.heads == ("Year", "Number")
    assert table.rows[2][1].sort == "1400"
    more = [
        "- Ferry committee: it met",
        *(f"- Buoy {n}: S/RES/9001 (1999), 4 May 1999" for n in range(11)),
        "- and 3 more",
    ]
    (table,) = tables_of(told("\n".join(more)))
    assert [cell.text for cell in table.rows[-1]] == ["", "", "and 3 more"]
    assert tables_of(told("\n".join(f"- ({n}) “Carry out a task …”" for n in range(12)))) == []


def test_the_file_of_a_list_has_its_rows_and_its_question_once(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    catalogue = Catalogue.open(path)
    for answer in (
        listed(12),
        told("None."),
        told("One.", Citation(key="", citation="x", verdict=Verdict.NOT_SUPPORTED)),
    ):
        for form in FORMS:
            assert parcel(catalogue, answer, Wanted(0, form, "un"))["content"]


def test_of_a_long_quotation_the_first_lines_are_shown_and_all_of_it_is_in_the_page() -> None:
    words = " ".join(["lanterns"] * 120)
    html = answer_html(told(f"“{words}”\n— S/RES/9001 (1999), para. 1"), 0)
    assert '<blockquote class="long">' in html
    assert html.count("lanterns") >= 120
    assert "All 120 words" in html
    assert "data-whole" not in answer_html(told("“A lantern.”\n— S/RES/9001 (1999), para. 1"), 0)


@pytest.mark.parametrize(("text", "lead"), [("Yes: it does.", "Yes:"), ("No. It ended.", "No."), ("Nobody did.", "")])
def test_yes_and_no_stand_apart(text: str, lead: str) -> None:
    html = unescape(answer_html(told(text), 0))
    assert (f'<strong class="lead">{lead}</strong>' in html) is bool(lead)


def test_a_block_reads_as_its_text() -> None:
    blocks = blocks_of("First.\n\n- one\n- two\n\n“Lanterns;”\n— S/RES/9001 (1999), para. 1", lambda line: [line])
    assert [block.form for block in blocks] == ["text", "list", "quotation"]


# What to ask next.


@pytest.mark.parametrize(
    "question",
    [
        "When does the mandate of UNMAZ end?",
        "What was the vote on resolution 7001?",
        "What does paragraph 1 of resolution 7001 say?",
    ],
)
def test_what_is_suggested_has_an_answer_by_the_operation_that_is_meant(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    found = suggestions(assistant.catalogue, answer)
    assert found
    for each in found:
        assert each.question != question
        next_one = assistant.ask(each.question)
        assert next_one.status is not Status.REFUSED, each
        operation = {"citing": "select"}.get(each.does, each.does.split()[0])
        assert next_one.plans, each
        assert next_one.plans[0].op == operation, each


def test_nothing_is_suggested_where_nothing_was_asserted_or_found(assistant: Assistant) -> None:
    nothing = told("Nothing.").model_copy(update={"status": Status.REFUSED})
    assert suggestions(assistant.catalogue, nothing) == ()
    missing = told("It.", Citation(key="6999/op1", citation="S/RES/6999 (2031), para. 1", verdict=Verdict.RETRIEVED))
    assert suggestions(assistant.catalogue, missing) == ()
    again = assistant.ask("What was the vote on resolution 7001?")
    assert not any(each.does == "votes" for each in suggestions(assistant.catalogue, again))


# What the script of the page asks.


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        {"ask": []},
        {"ask": [{"q": 3}]},
        {"ask": [{"q": "x"}] * 13},
        {"ask": [{"q": "x" * 5000}]},
        {"from": -1, "ask": [{"q": "x"}]},
    ],
)
def test_what_is_no_script_is_told(sent: object) -> None:
    with pytest.raises(WrongInput, match="Load the page again"):
        Script.read(sent)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Handlers:
    path = tmp_path_factory.mktemp("talk") / "catalogue.sqlite"
    write_catalogue(path, [lagoon(), shoals()])
    return Handlers(window_double.Assistant(Catalogue.open(path)))


def put(page: Handlers, turns: Turns, **sent: object) -> tuple[Turns, tuple[str, ...]]:
    fields = ("", "", "", "9001", "", "", "", "", "", "")
    updates = list(page.put(gr.EventData(None, sent), turns, *fields))
    set_to = next(update[3:] for update in updates)
    return updates[-1][1], set_to if isinstance(set_to[0], str) else ()


def test_an_edited_question_replaces_what_followed_and_keeps_the_limits_that_are_set(page: Handlers) -> None:
    turns, _ = put(page, (), ask=[{"q": "The shoals?"}, {"q": "And wrecks?"}, {"q": "The vote?"}])
    assert [(turn.place, turn.asked.question) for turn in turns] == [
        (0, "The shoals?"),
        (1, "And wrecks?"),
        (2, "The vote?"),
    ]
    turns, _ = put(page, turns, **{"from": 1, "ask": [{"q": "Is there a vote?"}]})
    assert [(turn.place, turn.asked.question) for turn in turns] == [(0, "The shoals?"), (1, "Is there a vote?")]
    assert turns[1].asked.limits[2] == "9001"
    assert turns[1].before == 1


def test_a_chat_that_is_opened_brings_its_days_and_limits_and_says_that_more_was_asked_before(page: Handlers) -> None:
    item = {"q": "The vote?", "as_of": "2001-02-03", "limits": {"topic": "Salvage", "unknown": "x"}}
    turns, set_to = put(page, (), **{"from": 0, "first": 7, "ask": [item]})
    assert turns[0].place == 7
    assert set_to == ("2001-02-03", *[""] * 6, "Salvage", "", "")
    assert "as of 3 February 2001" in turns[0].said
    assert "filed under Salvage" in turns[0].said
    updates = list(page.put(gr.EventData(None, {"draft": item}), (), *[""] * 10))
    assert (updates[0][2]["value"], updates[0][3]) == ("The vote?", "2001-02-03")
    assert ("as_of", *NAMES) == LIMITS
    wrong, _ = put(page, (), ask=[{"q": "The vote?", "as_of": ATTACK, "limits": {"kind": "<b>"}}])
    assert "is not a day" in wrong[0].said
    assert "<b>" not in wrong[0].said
