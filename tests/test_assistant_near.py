"""A search near a text, and the resolutions of an event: on the invented corpus, with a real index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.operations.search import Search
from assistant.plan import Where, plans_from_line, plans_to_line
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.names.events import Event
from assistant.retrieval.support import Support
from assistant.retrieval.sure.sureness import Looked
from assistant.telling.event import resolutions_of
from tests.decided import decided_assistant
from tests.factories import resolution
from tests.invented import open_assistant, publish


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("near")
    publish(data)
    opened = open_assistant(data)
    yield opened
    opened._generation.index.close()


def test_a_text_that_holds_the_words_is_searched_alone(assistant: Assistant) -> None:
    answer = assistant.run([Search(text="cargo on the ferry piers", near=7001)])
    assert answer.citations[0].key == "7001/op3"
    assert "does not hold all words" not in answer.text


def test_where_it_does_not_the_texts_that_go_with_it_are(assistant: Assistant) -> None:
    answer = assistant.run([Search(text="welcomes the reopening of the northern lighthouse", near=7001)])
    assert answer.citations[0].key == "7002/op2"  # 7002 cites 7001
    assert answer.text.startswith("S/RES/7001 (2031) does not hold all words of the question (“")
    assert "“reopening”" in answer.text.split("\n")[0], "with the rarest of them"
    elsewhere = assistant.run([Search(text="caravans share wells along the grain corridors", near=7001)])
    quoted = {each.key.partition("/")[0] for each in elsewhere.citations if each.quote}
    assert quoted == {"7001"}  # no text that goes with it holds them; what became of what is quoted is named


def test_what_the_text_says_itself_leads(assistant: Assistant) -> None:
    answer = assistant.run([Search(text="UNMAZ lighthouse mandate", near=7004)])  # all texts lead with one of 7002
    assert answer.citations[0].key == "7004/op2"


def test_a_follow_up_that_nothing_answers_is_told_from_the_text_that_was_spoken_of(assistant: Assistant) -> None:
    asked = "Who abstained on resolution 7001?"
    history = [
        ChatMessage(role="user", content=asked),
        ChatMessage(role="assistant", content=assistant.ask(asked).text),
    ]
    answer = assistant.ask("was not that for zeppelins in Kenya?", history)
    assert (answer.status, answer.is_weak) == (Status.ANSWERED, True)
    assert answer.citations[0].key.startswith("7001/")
    near = answer.text.partition("See also:\n- ")[2].partition("\n")[0]
    assert near.startswith("S/RES/7001")
    assert "“" in near, "where the best may not be what was asked the words of the next are shown"


def test_those_that_were_told_with_it_are_searched_too(assistant: Assistant) -> None:
    (plan,) = plans_from_line(
        'search(text="caravans share wells along the grain corridors", where=where(numbers=[7005]), near=7001)'
    )
    assert isinstance(plan, Search)
    assert (plan.near, plan.where) == (7001, Where(numbers=(7005,)))
    assert plans_from_line(plans_to_line((plan,))) == (plan,)
    assert assistant.run([plan]).citations[0].key == "7005/op1"


def test_where_its_best_paragraph_goes_on_with_anothers_that_one_is_searched_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = "Requests the Secretary-General to provide written monthly reports on any attack on the lanterns of Azuria"
    goes_on = "Extends the reporting request in paragraph 2 of resolution 9001 (2031) until 15 July 2033"
    texts = {9001: (2031, ["Calls upon all States to spare oil", asks]), 9002: (2032, [goes_on])}
    made = [resolution(number, year, items, date=dt.date(year, 3, 1)) for number, (year, items) in texts.items()]
    opened = decided_assistant(tmp_path, *made)

    def support(_: object, found: Evidence, *__: object) -> Support:
        return Support.STRONG if any(key.startswith("9001/") for key in found.keys) else Support.WEAK

    monkeypatch.setattr("assistant.operations.search.support_of", support)
    answer = opened.run([Search(text="how often are the written reports", near=9002)])
    opened._generation.index.close()
    assert answer.citations[0].key == "9001/op2"


def test_what_is_searched_for_after_something_else_was_asked_is_less_sure(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Looked] = []

    def doubted(*told: Any) -> str:
        given.append(told[4])
        return ""

    monkeypatch.setattr("assistant.telling.search.doubt", doubted)
    monkeypatch.setattr("assistant.searching.doubt", doubted)
    text = "cargo on the ferry piers"
    assistant.run([Search(text=text)])
    assistant.run([Search(text=text, near=7001)])
    assistant.run([Search(text=text, after="who guards the lighthouses")])
    assert given == [Looked.EVERYWHERE, Looked.NEAR_A_TEXT, Looked.AFTER_ANOTHER]
    given.clear()
    alone = "Which harbour masters consent to cargo inspections on ferry piers?"
    said = [ChatMessage(role="user", content="hello"), ChatMessage(role="assistant", content="Ask on.")]
    assistant.ask(alone)
    assistant.ask(alone, said)
    assert list(dict.fromkeys(given)) == [Looked.EVERYWHERE, Looked.AFTER_ANOTHER]


def test_where_nothing_goes_with_the_text_at_the_time_that_is_asked_for_it_says_so(assistant: Assistant) -> None:
    beside = Search(text="caravans share wells along the grain corridors", near=7001, beside=True)
    answer = assistant.run([beside.but(where=Where(since=dt.date(2033, 7, 1)))])
    said = "No text that goes with S/RES/7001 (2031) is of the time that is asked for. What comes nearest of all:"
    assert answer.text.startswith(said)
    assert answer.citations[0].key == "7005/op1"
    of_that_time = beside.but(where=Where(since=dt.date(2032, 1, 1), until=dt.date(2032, 12, 31)))
    assert said not in assistant.run([of_that_time]).text, "7002 is"


def test_an_event_has_the_resolutions_of_its_time_on_the_same(assistant: Assistant) -> None:
    lighthouses = Event(dt.date(2031, 1, 1), dt.date(2032, 12, 1), "UNMAZ lighthouse Azuria mandate")
    found = [record.number for record in resolutions_of(lighthouses, assistant._generation)]
    assert found == [7001, 7002]  # neither what came later, nor what was adopted then on something else
    nothing = Event(dt.date(2040, 1, 1), dt.date(2040, 12, 1), "UNMAZ lighthouse Azuria mandate")
    assert resolutions_of(nothing, assistant._generation) == []
