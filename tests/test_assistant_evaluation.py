"""The evaluation: its formulas, its judgements, and the questions on the invented corpus against their baseline."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import vectorstore.building.build
from assistant import cli
from assistant.assistant import Assistant
from assistant.build import assemble
from assistant.errors import WrongInput
from assistant.evaluation import sets
from assistant.evaluation.items import Ballot, Expiry, Fact, Listing, Premise, read_items
from assistant.evaluation.measures import discounted_gain, mean, rank_of_first, says
from assistant.evaluation.report import below
from assistant.settings import Settings
from tests.invented import CORPUS, TODAY
from vectorstore.embedding.by_name import load_embedding

QUESTIONS = Path(__file__).parent / "evaluation"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    vectorstore.building.build.build(folder, CORPUS, load_embedding("minilm"))
    return folder


@pytest.fixture(scope="module")
def assistant(data: Path) -> Assistant:
    return assemble(Settings(data=data))


def evaluate(data: Path, *words: str | Path) -> Result:
    chosen = [str(word) for word in words]
    return CliRunner().invoke(cli.app, ["evaluate", *chosen, "--data", str(data), "--as-of", TODAY.isoformat()])


def fact(**fields: Any) -> Fact:
    values = {"id": "x", "question": "What does resolution 7001 say about cargo?", "gold": ("7001/op3",)}
    return Fact.model_validate(values | fields)


def test_ranks_and_gains() -> None:
    assert rank_of_first({"7001/op3"}, ["7001/op1", "7001/op3"]) == 2
    assert rank_of_first({"161/op4"}, ["161/A/op4"]) == 1, "a part that people leave out does not count"
    assert rank_of_first({"7001/op3"}, ["7001/op30"]) == 0
    assert discounted_gain({"a", "b"}, 2, ["a", "b"], 20) == 1.0
    assert 0 < discounted_gain({"a", "b"}, 2, ["x", "a"], 20) < discounted_gain({"a", "b"}, 2, ["a", "x"], 20) < 1
    assert mean([]) == 0.0


def test_days_are_compared_by_value_and_words_but_for_marks() -> None:
    assert says("It runs until 15 November 2026.", "2026-11-15")
    assert says("It runs until November 15, 2026.", "15 November 2026")
    assert not says("It runs until 15 November 2025.", "15 November 2026")
    assert says("the “Coral Front”, a band", "coral front a band")
    assert not says("2,900 police", "900")


def test_a_wrong_answer_is_counted_as_wrong(assistant: Assistant) -> None:
    day = TODAY
    elsewhere = sets.measured("facts", assistant, [fact(gold=("7003/op1",)), fact(must_say=("a whale",))], day)
    assert elsewhere.measures["correct"] == 0.0
    assert len(elsewhere.wrong) == 2
    premise = Premise(
        id="p", question="paragraph 3 of resolution 7001", expect="refuse", must_not_say=("harbour master",)
    )
    judged = sets.measured("refuse", assistant, [premise], day).measures
    assert (judged["status right"], judged["nothing forbidden said"]) == (0.0, 0.0)
    ballot = Ballot(id="v", question="Who voted against 7003?", resolution="7003", expected={"yes": 11, "no": 2})
    assert sets.measured("votes", assistant, [ballot], day).measures["right"] == 0.0
    listing = Listing(id="l", question="Which resolutions cite 7001?", kind="set", expected=["7002"], count=1)
    assert sets.measured("list", assistant, [listing], day).measures["right"] == 0.0


def test_an_expiry_needs_the_day_the_paragraph_and_the_end_of_the_texts(assistant: Assistant) -> None:
    item = Expiry(
        id="e", question="Until when is the mandate of UNMAZ extended?", as_of=dt.date(2035, 6, 1), gold=("7004/op1",),
        expected_date="2034-09-30", must_not_say=("has expired for good",),
    )  # fmt: skip
    judged = sets.measured("expiry", assistant, [item, item.model_copy(update={"expected_date": "2034-09-29"})], TODAY)
    assert judged.measures["day said"] == 0.5
    assert judged.measures["paragraph cited"] == 1.0


def test_a_measure_below_the_baseline_or_missing_is_told() -> None:
    result = sets.SetResult("facts", 1, {"recall@5": 0.5})
    assert below({"facts": {"recall@5": 0.5}}, [result]) == []
    assert len(below({"facts": {"recall@5": 0.6, "MRR": 0.1}, "votes": {"right": 1.0}}, [result])) == 3


def test_a_wrong_line_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text('{"id": "1", "question": "?", "gold": []}\n\n{"id": "2"}\n', "utf-8")
    with pytest.raises(WrongInput, match="line 3: question"):
        read_items(path, Fact)


def test_the_invented_questions_reach_their_baseline(data: Path, tmp_path: Path) -> None:
    done = evaluate(data, QUESTIONS, "--baseline", QUESTIONS / "baseline.json", "--out", tmp_path, "--json")
    assert done.exit_code == 0, done.stderr
    report = json.loads(done.stdout)
    assert {each["name"] for each in report["sets"]} == set(json.loads((QUESTIONS / "baseline.json").read_text()))
    assert report["corpus_end"] == "2033-07-07"
    assert len(report["settings"]) == 12
    assert json.loads((tmp_path / "evaluation.json").read_text("utf-8")) == report
    assert "| recall@5 |" in (tmp_path / "evaluation.md").read_text("utf-8")


def test_less_than_the_baseline_ends_with_status_one(data: Path, tmp_path: Path) -> None:
    wanted = tmp_path / "baseline.json"
    wanted.write_text('{"votes": {"right": 1.01}}', "utf-8")
    done = evaluate(data, QUESTIONS, "--only", "votes", "--baseline", wanted)
    assert done.exit_code == 1
    assert "votes: right is 1.000, at least 1.010 is wanted" in done.stderr


def test_a_folder_without_questions_is_told(data: Path, tmp_path: Path) -> None:
    done = evaluate(data, tmp_path)
    assert done.exit_code == 2
    assert "holds none of the files facts.jsonl" in done.stderr
