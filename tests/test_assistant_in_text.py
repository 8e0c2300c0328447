"""What is said of a resolution is held against its words: another value, a denial, an opposite, a weaker verb, silence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.build import open_model
from assistant.reading.assumptions import asks_where_or_why
from assistant.understanding.references import references_in
from tests.factories import resolution
from tests.invented import TODAY, settings
from tests.openai_server import Reply, openai_server
from vectorstore.building.build import build
from vectorstore.embedding.base import Vectors
from vectorstore.embedding.minilm import MiniLM
from vectorstore.index import Index, current

HARBOURS = resolution(
    7040, 2034, subject="the harbours of Azuria", agenda="The situation in Azuria",
    ops=[
        "Decides to send to the harbours of Azuria for ninety days up to 120 unarmed harbour observers",
        "Decides that the harbour levies shall begin on 14 November 2034",
        "Recognizes that none of the costs of the dredging of the harbours shall be borne by the fishermen of the coast",
        "Decides that the Azurian Salt Company shall no longer be subject to the freeze of its bank accounts",
        "Urges all States to prevent the export of harbour cranes",
        "Requests the Secretary-General to report on the harbours every three months",
        "Decides that the sale of the lighthouse by the guild has no legal ground, and is considered null and void",
        "Decides that all States shall prevent the sale or supply of weapons to the smugglers of Azuria",
        "Takes note of the call of the guild to impose a no-sail zone on the northern channel of Azuria",
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbours")
    build(folder, [HARBOURS], MiniLM())  # words are compared by what they mean
    return folder


def _assistant(data: Path, base_url: str = "") -> Assistant:
    chosen = settings(data, base_url)
    model = open_model(chosen.llm) if base_url else None
    return Assistant(lambda: Index.open(data, MiniLM()), lambda: current(data), chosen, model, today=lambda: TODAY)


@pytest.fixture(scope="module")
def asked(data: Path) -> Assistant:
    return _assistant(data)


def test_what_a_text_forbids_or_ends_is_not_affirmed(asked: Assistant) -> None:
    held = asked.ask("Does 7040 urge all States to prevent the export of harbour cranes?")
    assert [each.verdict.value for each in held.checked] == ["holds"]
    for question in (
        "does 7040 say all States can export harbour cranes",
        "7040 lets all States export harbour cranes?",
    ):
        assert "holds" not in [each.verdict.value for each in asked.ask(question).checked], question


def test_that_a_text_was_the_first_to_do_something_is_not_affirmed_by_its_own_words(asked: Assistant) -> None:
    said = "7040 to prevent the sale or supply of weapons to the smugglers of Azuria"
    whether = asked.ask(f"Did {said.replace(' to prevent', ' decide that all States shall prevent')}?")
    assert [each.verdict.value for each in whether.checked] == ["holds"]
    first = asked.ask(f"Was {said.replace(' to prevent', ' the first to decide that all States shall prevent')}?")
    assert "holds" not in [each.verdict.value for each in first.checked]
    assert not first.text.startswith("Yes")


@pytest.mark.parametrize(
    ("question", "key", "shows"),
    [
        ("Were armed harbour observers sent to Azuria by 7040?", "7040/op1", "unarmed"),
        ("Do the harbour levies of 7040 begin on 14 December 2034?", "7040/op2", "14 November 2034"),
        ("Do the fishermen bear the costs of the dredging under 7040?", "7040/op3", "none of the costs"),
        ("Why did 7040 keep the Salt Company under the freeze of its bank accounts?", "7040/op4", "no longer"),
        ("Why did 7040 order all States to stop the export of harbour cranes?", "7040/op5", "Urges"),
        ("Does the Secretary-General report on the harbours every six months under 7040?", "7040/op6", "three months"),
    ],
)
def test_what_the_words_contradict_is_corrected_with_them(
    asked: Assistant, question: str, key: str, shows: str
) -> None:
    answer = asked.ask(question)
    assert [(each.verdict.value, each.key) for each in answer.checked] == [("contradicted", key)]
    assert answer.status is Status.CORRECTED
    assert shows in answer.text.split("\n\n")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Does 7040 protect the growers of tobacco?", "has the word “tobacco”"),
        ("Where does 7040 waive patents on vaccines?", "does not say so"),
        ("In which paragraph does 7040 recognise the sovereignty of the queen?", "does not say so"),
    ],
)
def test_what_the_words_have_nothing_like_is_told_with_the_nearest(asked: Assistant, question: str, told: str) -> None:
    answer = asked.ask(question)
    assert [each.verdict.value for each in answer.checked] == ["silent"]
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Were up to 120 observers sent to the harbours for ninety days by 7040?",
        "Are the accounts of the Salt Company released from the freeze by 7040?",
        "Who bears no costs of the dredging under 7040?",
        "In which paragraph did 7040 declare the sale of the lighthouse null and void?",
        "Which paragraph of 7040 imposes an arms embargo on the bandits of Azuria?",
        "Which paragraph of 7040 sets up the no-sail zone on the northern channel of Azuria?",
        "Which delegates of the coast does 7040 want to hear about tobacco?",  # asks for what is to be found
    ],
)
def test_what_may_be_so_is_not_corrected(asked: Assistant, question: str) -> None:
    checked = {each["verdict"] for each in json.loads(asked.ask(question).model_dump_json())["checked"]}
    assert checked <= {"holds"}


def test_of_what_is_not_wrong_no_more_clauses_are_read_than_show_it(
    asked: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, of_words = list[Sequence[str]](), Index.of_words

    def seen(index: Index, words: Sequence[str]) -> Vectors | None:
        read.append(words)
        return of_words(index, words)

    monkeypatch.setattr(Index, "of_words", seen)
    asked.ask("Which paragraph of 7040 speaks of cranes that are shipped from a harbour?")
    assert len(read) == 2, "the question, and the clause that comes nearest"
    read.clear()
    asked.ask("Does 7040 speak of cranes that are shipped from a harbour?")
    assert len(read) > 2, "whether it holds is asked for"


@pytest.mark.parametrize(
    ("said", "verdict", "led"),
    [
        (
            "contradicted: harbour levies shall begin on 14 November 2034",
            "contradicted",
            "No, as the language model reads it",
        ),
        ("holds: harbour levies shall begin on 14 November 2034", "holds", "Yes, as the language model reads it"),
        ("contradicted: the levies begin in spring", "", ""),  # no words of the clause
        ("contradicted", "", ""),
        ("It depends.", "", ""),
    ],
)
def test_what_the_words_leave_open_a_model_may_decide_with_the_words_that_show_it(
    data: Path, said: str, verdict: str, led: str
) -> None:
    with openai_server() as server:
        server.enqueue(
            Reply("“Decides that the harbour levies shall begin on 14 November 2034” (S/RES/7040 (2034), para. 2).")
        )
        server.enqueue(Reply(said))
        answer = _assistant(data, server.base_url).ask("Do the harbour levies of 7040 begin with the winter?")
        assert len(server.requests) == 2
        assert "BEGIN PAIR" in server.requests[1]["messages"][0]["content"]
    assert [each.verdict.value for each in answer.checked] == ([verdict] if verdict else [])
    assert answer.text.startswith(led)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Where does 7040 ban the export?", True),
        ("Which paragraph of 7040 bans it?", True),
        ("In which operative paragraph is it banned?", True),
        ("Who bans the export?", False),
        ("Which cranes does paragraph 5 mean?", False),
    ],
)
def test_who_asks_where_a_text_says_something_takes_it_for_granted(text: str, whole: bool) -> None:
    assert asks_where_or_why(text) is whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Why did 2009 keep the company?", 2009),
        ("does 50 fix the borders", 50),
        ("did 15 members vote for it", None),
        ("did 12 vote against it", None),
    ],
)
def test_a_number_before_a_verb_is_its_subject(text: str, number: int | None) -> None:
    found = [each.pinpoint.resolution for each in references_in(text, lambda n: 0 < n < 3000)]
    assert found == ([] if number is None else [number])
