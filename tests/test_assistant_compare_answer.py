"""Comparisons asked for in words, from an invented corpus: two missions on two islands, and their renewals."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from assistant.answer import Answer, Status, Verdict
from assistant.assistant import Assistant
from assistant.commands.printing.common import render_answer
from assistant.errors import NotThere, WrongInput
from assistant.plan import plans_from_line
from assistant.telling.compare import NEAREST
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.factories import resolution
from tests.invented import open_assistant, publish

GUARD = "Decides that the protection of civilians on the ferries shall be the first task of {}, by day and by night"
TEXTS = {
    1990: (2030, "Azuria", [
        "Decides that UNMAZ shall comprise up to 1,600 military personnel",
        ("Urges the guild of painters to give new colours to these:", ["the herring sheds of the northern coast", "the customs boat and its oars"]),
    ]),
    8201: (2031, "Azuria", [
        "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 30 June 2032",
        "Decides that UNMAZ shall comprise up to 1,450 military personnel",
        GUARD.format("UNMAZ"),
        "Calls upon skippers to inspect the cargo of night ferries in every port of the island",
        "Requests UNMAZ to lend its whale bones to the schools of the mainland",
    ]),
    8202: (2032, "Azuria", [
        "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 31 May 2033",
        "Decides that UNMAZ shall comprise up to 1,300 military personnel",
        "Decides that the protection of civilians on the ferries and piers shall be the first task of UNMAZ, by day and by night",
        "Decides that skippers shall inspect the cargo of night ferries in every port of the island",
    ]),
    8203: (2032, "Borea", [
        "Decides to establish the United Nations Office in Borea (UNOBO) until 31 December 2033",
        "Urges UNOBO to give the protection of civilians its attention where snow closes the roads",
    ]),
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    made = []
    for number, (year, place, ops) in TEXTS.items():
        agenda = f"The situation in {place}"
        one = resolution(number, year, ops, date=dt.date(year, 6, 1), agenda=agenda, subject=f"the mission in {place}")
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)}))
    data: Path = tmp_path_factory.mktemp("compared")
    publish(data, link_mandates(made))
    return open_assistant(data)


def ask(assistant: Assistant, arguments: str) -> Answer:
    answer = assistant.run(plans_from_line(f"compare({arguments})"))
    for citation in answer.citations:
        row = assistant.catalogue.paragraph(citation.key)
        assert row is not None
        assert row.words[citation.start : citation.end] == citation.quote
        assert citation.verdict is Verdict.QUOTED
        assert citation.citation in answer.text
    return answer


def test_an_aspect_that_is_named_is_told_alone(assistant: Assistant) -> None:
    answer = ask(assistant, 'resolutions=[8201, 8202], aspect="the protection of civilians"')
    assert set(answer.evidence[:2]) == {"8201/op3", "8202/op3"}
    assert "whale" not in answer.text


def test_figures_are_told_from_the_older_to_the_newer(assistant: Assistant) -> None:
    answer = ask(
        assistant, 'resolutions=[8201, 8202], aspect="the number of troops", changes=["changed figure or date"]'
    )
    assert "1,450 → 1,300" in answer.text


def test_what_was_dropped(assistant: Assistant) -> None:
    answer = ask(assistant, 'resolutions=[8201, 8202], changes=["added and dropped", "dropped"]')
    assert "S/RES/8202 (2032): no passage on this was found." in answer.text
    assert answer.evidence == ("8201/op5",)


def test_whether_a_duty_became_stronger(assistant: Assistant) -> None:
    answer = ask(
        assistant, 'resolutions=[8201, 8202], aspect="the duty to inspect cargo", changes=["stronger or weaker verb"]'
    )
    assert "stronger verb: calls upon → decides" in answer.text
    assert set(answer.evidence) >= {"8201/op4", "8202/op4"}


def test_a_comparison_without_an_aspect_tells_what_matters_first(assistant: Assistant) -> None:
    answer = ask(assistant, "resolutions=[8201, 8202]")
    assert answer.text.index("End date") < answer.text.index("whale")
    assert "30 June 2032 → 31 May 2033" in answer.text
    printed = StringIO()
    render_answer(answer, Console(file=printed, width=200))
    assert "unsc compare 8201 8202" in printed.getvalue()
    assert "unsc " not in answer.text, "a reader in a browser has no command line"


def test_the_last_texts_on_a_mandate_are_said_to_be_these(assistant: Assistant) -> None:
    (plan,) = plans_from_line('compare(subject=mission("UNMAZ"))')
    assert assistant.run((plan,)).text.startswith("The last 2 texts on UNMAZ, S/RES/")


def test_bodies_are_compared_by_their_newest_text(assistant: Assistant) -> None:
    answer = assistant.ask("compare protection of civilians in UNMAZ and UNOBO")
    assert set(answer.evidence[:2]) == {"8202/op3", "8203/op2"}


def test_three_are_told_from_the_first_to_the_last(assistant: Assistant) -> None:
    answer = ask(assistant, 'resolutions=[1990, 8201, 8202], aspect="the strength"')
    assert "S/RES/1990 (2030)" in answer.text
    assert "1,600 → 1,300" in answer.text


def test_what_is_gone_as_a_whole_is_told_without_its_points(assistant: Assistant) -> None:
    answer = ask(assistant, 'resolutions=[1990, 8201], changes=["added and dropped", "dropped"]')
    assert "1990/op2" in answer.evidence
    assert not [key for key in answer.evidence if key.startswith("1990/op2(")]


@pytest.mark.parametrize(
    ("numbers", "said"), [("8201, 8201", "named twice"), ("8201, 9999", "There is no resolution 9999")]
)
def test_what_cannot_be_compared_is_said_with_the_reason(assistant: Assistant, numbers: str, said: str) -> None:
    with pytest.raises((WrongInput, NotThere), match=said):
        ask(assistant, f"resolutions=[{numbers}]")


def test_more_than_eight_are_too_many(tmp_path: Path) -> None:
    publish(tmp_path, [resolution(8301 + n, 2040, [f"Decides to paint ferry {n}"]) for n in range(9)])
    with pytest.raises(WrongInput, match="9 resolutions are named; 2 to 8 are compared"):
        ask(open_assistant(tmp_path), f"resolutions={[8301 + n for n in range(9)]}")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Compare 8201 and resolution 8999", "There is no resolution 8999"),
        ("What does resolution 8201 decide on whale bones?", "whale"),
    ],
)
def test_in_words(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert said in answer.text
    assert "compared passage by passage" not in answer.text


def test_two_texts_without_anything_in_common(assistant: Assistant) -> None:
    answer = ask(assistant, "resolutions=[1990, 8203]")
    assert answer.status is Status.ANSWERED
    assert "no passage on this was found" in answer.text


CARGO = 'aspect="the cargo of the submarines that divers paint at midnight"'
BESIDE = 'places=["8201/op4", "8202/op4"]'


@pytest.mark.parametrize(
    ("asked", "surely", "is_near"),
    [
        (CARGO, False, True),
        (CARGO, True, False),  # a search found it in both
        ('aspect="the cargo of the night ferries"', False, False),
        (f"{CARGO}, {BESIDE}", False, False),  # these are named
        (BESIDE, False, False),
    ],
)
def test_a_comparison_whose_first_row_lacks_what_is_asked_for_says_so_unless_places_are_named(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, asked: str, surely: bool, is_near: bool
) -> None:
    monkeypatch.setattr("assistant.operations.compare.leads_surely", lambda _: surely)
    answer = ask(assistant, f"resolutions=[8201, 8202], {asked}")
    assert set(answer.evidence[:2]) == {"8201/op4", "8202/op4"}
    assert answer.text.startswith(NEAREST) is is_near
    assert (NEAREST in answer.text) is is_near


@pytest.mark.parametrize(
    ("surely", "changes", "first"),
    [
        (True, "", {"8201/op5", "8202/op1"}),
        (False, "", {"8201/op2", "8202/op2"}),
        (True, ', changes=["changed figure or date"]', {"8201/op2", "8202/op2"}),  # that of this kind is asked for
    ],
)
def test_the_pair_that_a_search_surely_finds_in_both_texts_leads(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, surely: bool, changes: str, first: set[str]
) -> None:
    found = iter(("8201/op5", "8202/op1"))

    def evidence(*_: Any, **__: Any) -> Any:
        return SimpleNamespace(hits=[SimpleNamespace(key=next(found))])

    monkeypatch.setattr("assistant.operations.compare.leads_surely", lambda _: surely)
    monkeypatch.setattr(assistant._generation.retriever, "evidence", evidence)
    answer = ask(assistant, f'resolutions=[8201, 8202], aspect="troops of the ferries"{changes}')
    assert {*answer.evidence[:2]} == first
