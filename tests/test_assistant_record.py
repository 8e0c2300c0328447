"""The complete record of a resolution as ``unsc show`` gives it, to people and to machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.bringing.ingesting import ingest_sources
from ingest.annotating.annotate import annotate
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote
from tests.factories import WordEmbedding
from tests.invented import CORPUS, stored_resolutions
from vectorstore.building.build import build

DRAFT = RejectedDraft(
    symbol="S/2032/300",
    date=CORPUS[1].date,
    agenda="The situation in Azuria",
    vote=Vote(yes=12, no=2, abstain=1, against=("FRA", "KEN"), abstaining=("BRA",)),
    vetoed_by=("FRA",),
)


def annotated() -> list[Resolution]:
    facts = {
        "draft": "S/2031/77",
        "topics": ("Peacekeeping Operations",),
        "sponsors": ("Kenya",),
        "composition": ("CHN", "KEN"),
        "quoted_in": (7002, 7004),
        "remarks": ("Date 2031-03-14 followed; votes.csv has 2031-03-15.",),
        "origins": {"draft": "voting record: 2031.json"},
    }
    first = CORPUS[0].model_copy(update={**facts, "paragraphs": annotate(CORPUS[0].paragraphs)})
    return [first, *CORPUS[1:]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build(folder, annotated(), WordEmbedding(), drafts=[DRAFT])
    return folder


def show(*words: str, data: Path, columns: str = "100") -> str:
    done = CliRunner().invoke(cli.app, ["show", *words, "--data", str(data)], env={"COLUMNS": columns})
    assert done.exit_code == 0, done.output
    return done.stdout


def as_json(place: str, data: Path) -> Any:
    return json.loads(show(place, "--json", data=data))


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_terminal_shows_every_field(data: Path, columns: str) -> None:
    shown = show("7001", data=data, columns=columns)
    for said in (
        "9801 (S/PV.9801)", "S/2031/77", "The situation in Azuria", "Peacekeeping Operations", "China, Kenya", "China and Russian Federation",
        "7002 (2032), 7004 (2033)", "votes.csv has 2031-03-15", "by a library; resolutions bear no title", "Chapter VII",
        "decides → decision", "requests → instruction to UN organs; to: the Secretary-General", "every ninety days",
    ):  # fmt: skip
        assert said in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= int(columns)
    assert "voting record" not in shown
    assert "voting record: 2031.json" in show("7001", "--sources", data=data)


def test_a_paragraph_is_shown_without_the_block_and_words_alone_without_notes(data: Path) -> None:
    assert "Sponsors" not in show("7001/op4", data=data)
    assert "instruction to UN organs" in show("7001/op4", data=data)
    words = show("7001", "--text", data=data)
    assert "Requests the Secretary-General" in words
    assert "→" not in words
    assert "Sponsors" not in words


def test_drafts_that_failed_before_it_are_told(data: Path) -> None:
    assert "S/2032/300 of 30 March 2032: 12 votes to 2, with 1 abstention; vetoed by France" in show(
        "7002", data=data, columns="160"
    )
    (draft,) = as_json("7002", data)["resolution"]["failed_drafts"]
    assert (draft["symbol"], draft["vote"]["against"]) == ("S/2032/300", ["FRA", "KEN"])
    assert as_json("7003", data)["resolution"]["failed_drafts"] == []


def test_json_is_whole(data: Path) -> None:
    shown = as_json("7001", data)
    record = shown["resolution"]
    assert record["links"] == {
        "resolution": "https://docs.un.org/en/S/RES/7001(2031)",
        "meeting": "https://docs.un.org/en/S/PV.9801",
        "draft": "https://docs.un.org/en/S/2031/77",
    }
    assert record["meeting_record"] == "S/PV.9801"
    assert record["origins"]["quoted_in"]
    annotations = {row["key"]: row["annotations"] for row in shown["paragraphs"]}
    assert {each["type"] for each in annotations["7001/op4"]} == {"addressee", "report"}
    assert annotations["7001/pp1"] == []
    assert all({"key", "citation", "text", "verb", "force", "cites"} <= row.keys() for row in shown["paragraphs"])


def test_drafts_and_annotations_outlive_an_ingestion_and_come_with_the_digests(data: Path, tmp_path: Path) -> None:
    build(tmp_path / "kept", annotated(), WordEmbedding(), drafts=[DRAFT])
    ingest_sources([], tmp_path / "kept", WordEmbedding())
    kept = as_json("7002", tmp_path / "kept")["resolution"]["failed_drafts"]
    assert [each["symbol"] for each in kept] == ["S/2032/300"]
    ingest_sources([], tmp_path / "digests", WordEmbedding())
    stored = {one.number: one for one in stored_resolutions(tmp_path / "digests")}
    assert stored[2395].mandate_decisions or stored[2395].chapter_vii
    assert any(row["annotations"] for row in as_json("1373", tmp_path / "digests")["paragraphs"])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which drafts did France veto?", "1 failed draft"),
        ("What did France veto in 2032?", "1 failed draft"),
        ("Which draft resolutions on Azuria failed in 2032?", "S/2032/300"),
        ("Which drafts on Azuria were vetoed by France?", "1 failed draft"),
        ("Which drafts on Kenya did France veto?", "no failed draft"),
        ("Which drafts did China veto?", "no failed drafts"),
        ("Which drafts were vetoed in 2033?", "no failed drafts"),
        ("Which drafts were vetoed in 1982?", "no failed drafts"),
    ],
)
def test_questions_on_failed_drafts(data: Path, question: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())
    done = CliRunner().invoke(cli.app, ["ask", question, "--json", "--data", str(data)])
    assert said in json.loads(done.stdout)["answer"]


def test_a_vote_on_a_named_resolution_is_no_question_on_drafts(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())
    done = CliRunner().invoke(cli.app, ["ask", "Was resolution 7003 vetoed by France?", "--json", "--data", str(data)])
    assert "S/RES/7003" in json.loads(done.stdout)["answer"]
