"""The command line as users meet it: pure JSON on standard output, one clear line for an error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.bringing.ingesting import ingest_sources
from assistant.bringing.stored import better, together
from ingest.resolution import TextStatus
from tests.factories import WordEmbedding, resolution
from tests.invented import CORPUS, publish, stored_resolutions
from vectorstore.index import current

MASTHEAD = """United Nations S/RES/{number} ({year})

Security Council Distr.: General
3 March {year}

Resolution {number} ({year})

Adopted by the Security Council at its 9999th meeting, on 3 March {year}

The Security Council,

Recalling the long winter of the lighthouse keepers,

1. Decides that every lighthouse shall be painted before the autumn storms;

2. Requests the keepers to report on the paint that they used;

3. Decides to remain seized of the matter.
"""


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    publish(folder)
    return folder


def run(*words: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words], input=given)


def result(*words: str | Path, given: str | None = None) -> Any:
    done = run(*words, given=given)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_ask_prints_the_stable_json(data: Path) -> None:
    answer = result("ask", "paragraph 3 of resolution 7001", "--json", "--data", data)
    assert answer["status"] == "answered"
    assert answer["citations"][0] == {
        "key": "7001/op3",
        "citation": "S/RES/7001 (2031), para. 3",
        "verdict": "quoted",
        "quote": "Authorizes UNMAZ to inspect cargo on the ferry piers with the consent of the harbour master",
    }
    assert answer["corpus_end"] == "2033-07-07"


def test_ask_for_people_shows_verdicts(data: Path) -> None:
    shown = run("ask", "paragraph 3 of resolution 7001", "--data", data).stdout
    assert "quoted" in shown
    assert "S/RES/7001 (2031), para. 3 authorizes" in shown


def test_as_of(data: Path) -> None:
    answer = result("ask", "Until when does UNMAZ run?", "--as-of", "2032-06-01", "--json", "--data", data)
    assert answer["as_of"] == "2032-06-01"
    assert answer["evidence"][0] == "7002/op1"


def test_batch_answers_each_line_and_survives_bad_ones(data: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "question": "paragraph 3 of resolution 7001"},
        "this is not JSON",
        {"id": "b", "question": ""},
        {
            "id": "c",
            "question": "show me paragraph 1 of it",
            "history": [{"role": "user", "content": "Summarise 7003"}],
        },
        {"id": "d", "question": "x", "history": [{"role": "wizard", "content": ""}]},
        {"id": "e"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n\n", "utf-8")
    done = run("ask", "--batch", file, "--data", data)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, "b", "c", "d", "e"]
    assert ["error" in answer for answer in answers] == [False, True, True, False, True, True]
    assert "line 2" in answers[1]["error"]
    assert answers[3]["citations"][0]["key"] == "7003/op1"


def test_show(data: Path) -> None:
    shown = result("show", "7001/op2", "--json", "--data", data)
    assert [row["key"] for row in shown["paragraphs"]][:2] == ["7001/op2", "7001/op2(a)"]
    assert shown["resolution"]["symbol"] == "S/RES/7001 (2031)"
    for place in ("7003", "resolution 7003 (2032)", "S/RES/7003 (2032)"):
        assert len(result("show", place, "--json", "--data", data)["paragraphs"]) == 5
    text = run("show", "para. 2 (a) of resolution 7001", "--data", data).stdout
    assert "to guard the lighthouses" in text
    assert "docs.un.org" in text


def test_search(data: Path) -> None:
    found = result("search", "harbour pilots at night", "-k", "3", "--json", "--data", data)
    assert len(found) == 3
    assert found[0]["key"] == "7001/op2"
    assert result("search", "mandate", "--year-to", "2031", "--json", "--data", data)[0]["key"].startswith("7001/")
    assert "7003/op2" in run("search", "flares", "--resolution", "7003", "--data", data).stdout


def test_search_with_filters(data: Path) -> None:
    def found(*options: str) -> set[str]:
        return {each["key"] for each in result("search", "ferry piers", *options, "-k", "50", "--json", "--data", data)}

    assert found("--verb", "authorise") == {"7001/op3"}
    assert found("--kind", "annex") == {"7003/annex/1", "7003/annex/2"}
    assert found("--verb", "welcomes", "--year-from", "2032") == {"7002/op2"}
    assert found("--chapter-vii") == set()
    assert found("--no-chapter-vii", "--resolution", "7005") == {"7005/op1", "7005/op2"}
    empty = run("search", "ferries", "--topic", "clouds", "--data", data)
    assert empty.exit_code == 0
    assert "No paragraph meets these options" in empty.stderr
    dated = run("search", "ferries", "--in-force", "2032-01-01", "--json", "--data", data)
    assert "by the decisions up to 7 July 2033" in dated.stderr
    assert run("search", "ferries", "--kind", "heading", "--data", data).exit_code == 2


def test_references_exist_or_are_said_not_to(data: Path, tmp_path: Path) -> None:
    text = "paragraphs 1 and 9 of resolution 7003 (2032), paragraph 3 above, A/RES/60/288 and resolution 9999"
    assert result("references", text, "--context", "7001", "--json", "--data", data) == ["7003/op1", "7001/op3"]
    said = run("references", text, "--context", "7001", "--data", data).stderr
    assert "7003/op9 names nothing" in said
    assert "A/RES/60/288 is no resolution" in said
    assert result("references", "S/RES/1325 (2000), para. 8", "--json", "--data", tmp_path) == ["1325/op8"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask", "anything"], "unsc ingest"),
        (["show", "7001"], "unsc ingest"),
        (["ingest", "/no/such/folder"], "does not exist"),
        (["ask"], "--batch"),
    ],
)
def test_an_error_is_one_clear_line(tmp_path: Path, words: list[str], said: str) -> None:
    done = run(*words, "--data", tmp_path / "empty")
    assert done.exit_code == 2
    assert done.stdout == ""
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("unsc:")]
    assert said in line
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("7001/op99", "6 operative paragraphs"),
        ("9999", "no resolution 9999"),
        ("7001/xx2", "not a key"),
        ("hello", "names no"),
    ],
)
def test_show_says_what_is_not_there(data: Path, place: str, said: str) -> None:
    done = run("show", place, "--data", data)
    assert done.exit_code == 2
    assert said in done.stderr


def test_wrong_settings_are_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSC_LLM__TIMEOUT", "soon")
    done = run("ask", "x", "--data", data)
    assert done.exit_code == 2
    assert "UNSC_LLM__TIMEOUT" in done.stderr


def test_ingest_reads_files_keeps_what_is_stored_and_can_be_repeated(tmp_path: Path) -> None:
    data, sources = tmp_path / "data", tmp_path / "sources"
    publish(data)
    sources.mkdir()
    (sources / "S_RES_7006.txt").write_text(MASTHEAD.format(number=7006, year=2034), "utf-8")
    (sources / "noise.bin").write_bytes(b"\x00\x01\x02")
    report = result("ingest", sources, "--json", "--data", data)
    assert report["added"] == 1
    assert report["resolutions"] == len(CORPUS) + 1
    assert any("noise.bin" in skipped["path"] for skipped in report["skipped"])
    again = result("ingest", sources, "--json", "--data", data)
    assert (again["added"], again["replaced"], again["kept"], again["resolutions"]) == (0, 0, 1, len(CORPUS) + 1)
    assert result("ask", "Who paints lighthouses before autumn?", "--json", "--data", data)["evidence"][0] == "7006/op1"
    assert "Nothing has changed in 2 files" in run("ingest", sources, "--data", data).stdout


def test_ingest_without_paths_builds_anew_from_what_is_stored(tmp_path: Path) -> None:
    publish(tmp_path)
    before = current(tmp_path)
    ingest_sources([], tmp_path, WordEmbedding())
    assert current(tmp_path) != before
    assert [r.model_dump(exclude={"related", "quoted_in"}) for r in stored_resolutions(tmp_path)] == [
        r.model_dump(exclude={"related", "quoted_in"}) for r in CORPUS
    ]


def test_official_text_replaces_a_digest_and_never_the_other_way() -> None:
    digest = resolution(7020, 2031, ops=["Says it shortly"], status=TextStatus.DIGEST, agenda="Ferries")
    official = resolution(7020, 2031, ops=["Decides that it shall be so"], origins={"text": "Akoma Ntoso XML: a.xml"})
    plain = resolution(7020, 2031, ops=["Decides that it shaII be so"], origins={"text": "plain text: a.txt"})
    for first, second in ((digest, official), (official, digest), (official, plain), (plain, official)):
        assert better(first, second).paragraphs == official.paragraphs
    assert better(digest, official).agenda == "Ferries", "facts are completed from the other"
    assert [r.number for r in together([digest], [*CORPUS, official])] == [*(r.number for r in CORPUS), 7020]


def test_first_index_is_built_from_annotated_digests(tmp_path: Path) -> None:
    done = ingest_sources([], tmp_path, WordEmbedding())
    stored = stored_resolutions(tmp_path)
    assert len(done.added) == len(stored) > 10
    assert all(r.status is TextStatus.DIGEST for r in stored)
    assert any(p.force is not None for r in stored for p in r.paragraphs)
    assert run("ask", "What does resolution 1373 decide?", "--data", tmp_path).exit_code == 0


def test_an_interrupted_ingestion_says_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.bringing.ingesting.ingest_sources", interrupted)
    done = CliRunner().invoke(cli.app, ["ingest", str(tmp_path), "--data", str(tmp_path / "data")])
    assert done.exit_code == 130
    assert "is kept: run the command again" in " ".join(done.stderr.split())
