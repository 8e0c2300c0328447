"""Meetings and their records are linked; presidential statements are not answered from, and a question about one says so."""

from __future__ import annotations

import datetime as dt
import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.export import FORMS, export
from assistant.records.documents import document, transcripts
from assistant.records.record import links
from assistant.ui.reader import resolution_html
from assistant.understanding.references import outside_documents, statements_in
from tests.factories import WordEmbedding, resolution
from tests.invented import open_assistant, publish
from tests.test_assistant_cli import MASTHEAD
from tests.test_ingest_statements import AKN

LINK = "https://docs.un.org/en/S/PRST/2014/3"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder)
    return open_assistant(folder)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("What does S/PRST/2014/3 say?", ["S/PRST/2014/3"]),
        ("PRST/2014/3 and presidential statement 2015/22", ["S/PRST/2014/3", "S/PRST/2015/22"]),
        ("the presidential statement S/PRST/2014/3 of May", ["S/PRST/2014/3"]),
        ("a presidential statement on ferries", [""]),
        ("the statement by the President of the Security Council on ferries", [""]),
        ("the statement of the President of Azuria", []),
        ("resolution 7001 (2031)", []),
    ],
)
def test_statements_are_told_from_resolutions(text: str, symbols: list[str]) -> None:
    assert statements_in(text) == symbols
    if "S/PRST/2014/3" in text:
        assert "S/PRST/2014/3" in outside_documents(text)


@pytest.mark.parametrize(
    "question",
    [
        "What does S/PRST/2014/3 say?",
        "what did prst/2014/3 decide on the ferries of Azuria",
        "Summarize presidential statement 2014/3.",
        "Is S/PRST/2014/3 still in force?",
    ],
)
def test_a_statement_that_is_named_is_not_answered_from(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED
    assert "presidential statement and not a resolution" in answer.text
    assert "nothing is answered from it" in answer.text
    assert LINK in answer.text
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Which presidential statement on the ferries was issued in 2032?",
        "Is there a presidential statement on the lighthouses?",
        "What did the statement by the President of the Security Council on UNMAZ say?",
    ],
)
def test_so_is_one_without_its_number(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED
    assert "nothing is answered from them" in answer.text
    assert "S/PRST/year/number" in answer.text


def test_beside_a_resolution_it_is_said_as_well(assistant: Assistant) -> None:
    answer = assistant.ask("What do resolution 7003 and S/PRST/2014/3 say about the Coral Front?")
    assert any(citation.key.startswith("7003") for citation in answer.citations)
    assert LINK in answer.text


def test_a_question_on_resolutions_that_speak_of_statements_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Which resolution welcomes the reopening of the northern lighthouse after a presidential statement?"
    )
    assert answer.citations
    assert "nothing is answered from them" in answer.text


def test_other_documents_are_told_as_before(assistant: Assistant) -> None:
    assert "presidential" not in assistant.ask("What does A/RES/60/288 say?").text


# --- meetings -----------------------------------------------------------------------------------------------------

DAY, MEETING = dt.date(2031, 3, 14), 9801


@pytest.mark.parametrize(
    ("today", "listed"),
    [(DAY, True), (DAY + dt.timedelta(365), True), (DAY + dt.timedelta(366), False), (DAY - dt.timedelta(1), False)],
)
def test_links_of_a_record(today: dt.date, listed: bool) -> None:
    found = links(resolution(7001, 2031, date=DAY, meeting=MEETING, draft="S/2031/9"), today)
    assert found["meeting"] == "https://docs.un.org/en/S/PV.9801"
    assert found["draft"] == "https://docs.un.org/en/S/2031/9"
    assert found.get("transcripts", "") == (
        "https://transcripts.un.org/en/meetings.txt?date=2031-03-14" if listed else ""
    )
    assert links(resolution(7001, 2031, date=DAY), DAY).keys() == {"resolution"}


def test_what_cannot_be_known_is_not_linked() -> None:
    assert transcripts(None, DAY) == ""
    assert document("S/PV.9801 (Resumption 1)") == ""
    assert document("javascript:alert(1)") == ""


def test_show_drawer_and_exports_link_the_meeting(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())
    address = "https://docs.un.org/en/S/PV.9801"
    folder = assistant.settings.data
    shown = CliRunner().invoke(cli.app, ["show", "7001", "--data", str(folder)]).stdout
    assert address in shown.replace("\n", "")
    facts: dict[str, Any] = json.loads(
        CliRunner().invoke(cli.app, ["show", "7001", "--json", "--data", str(folder)]).stdout
    )
    assert facts["resolution"]["links"]["meeting"] == address
    assert f'href="{address}"' in unescape(resolution_html(assistant.catalogue, "7001/op3"))
    answer = assistant.ask("Who may inspect cargo on the ferry piers?")
    for form in FORMS:
        made = export(answer, form, assistant.catalogue)
        if form in {"md", "csv", "bib"}:
            assert "S/RES/7001 (2031): S/PV.9801" in made.decode()


# --- the report ---------------------------------------------------------------------------------------------------


def test_the_report_counts_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text(MASTHEAD.format(number=7050, year=2031))
    for number in (1, 2):
        statement = AKN.format(element="statement", name="resolution", symbol=f"S/PRST/2031/{number}")
        (texts / f"S_PRST_2031_{number}.xml").write_text(statement)
    data = ["--data", str(tmp_path / "index")]
    report = json.loads(CliRunner().invoke(cli.app, ["ingest", str(texts), *data, "--json"]).stdout)
    assert report["others"] == {"presidential statement": 2}
    assert report["resolutions"] == 1
    told = CliRunner().invoke(cli.app, ["ingest", str(texts), *data]).stdout
    assert "Recognised, and not answered from: 2 presidential statements." in told
    assert "Passed over" not in told
