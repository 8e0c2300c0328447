"""A run over all questions is kept, goes on where it was killed, and is compared with another one."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.build import assemble
from assistant.errors import WrongInput
from assistant.evaluation.utterances import Utterance
from assistant.settings import Settings
from tests.benchmarks import frozen
from tests.benchmarks.frozen_compare import compared
from tests.invented import CORPUS, TODAY, open_assistant, publish
from vectorstore.building.build import build
from vectorstore.embedding.by_name import load_embedding

ROOT = Path(__file__).parents[1]
QUESTIONS = Path(__file__).parent / "evaluation"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("frozen")
    publish(data)
    return open_assistant(data)


@pytest.fixture(scope="module")
def asked() -> list[Utterance]:
    return frozen.asked_in(frozen.read_questions([QUESTIONS]), TODAY)


class Asking:
    """Answers in this process, at once; remembers what it was asked after."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.asked: list[tuple[str, list[tuple[str, str]]]] = []

    def __call__(self, question: str, history: list[tuple[str, str]], as_of: dt.date) -> Future[dict[str, Any]]:
        self.asked.append((question, history))
        future: Future[dict[str, Any]] = Future()
        future.set_result(frozen.answer_of(self.assistant, question, history, as_of))
        return future


def without_time(path: Path) -> dict[Any, Any]:
    return {key: {k: v for k, v in line.items() if k != "seconds"} for key, line in frozen.kept(path).items()}


def test_every_utterance_is_kept_and_later_turns_know_the_answers(
    assistant: Assistant, asked: list[Utterance], tmp_path: Path
) -> None:
    asking = Asking(assistant)
    assert frozen.freeze(asked, tmp_path / "run.jsonl", "g", asking, 2) == len(asked)
    lines = frozen.kept(tmp_path / "run.jsonl")
    assert lines.keys() == {each.key for each in asked}
    first, second = lines["followup", "azf1", 1], lines["followup", "azf1", 2]
    assert (second["question"], [(first["question"], first["answer"]["answer"])]) in asking.asked
    assert second["answer"]["citations"][0]["key"] == "7003/op2"
    assert second["seconds"] >= 0
    told = "\n".join(frozen.scores(tmp_path / "run.jsonl", frozen.read_questions([QUESTIONS]), TODAY))
    assert "## votes (2 of 2 utterances)" in told
    assert "| right | 1.000 |" in told


def test_a_run_that_was_cut_off_asks_only_what_is_missing(
    assistant: Assistant, asked: list[Utterance], tmp_path: Path
) -> None:
    whole, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    frozen.freeze(asked, whole, "g", Asking(assistant), 1)
    lines = whole.read_bytes().splitlines(keepends=True)
    cut.write_bytes(b"".join(lines[:5]) + lines[5][:40])
    again = Asking(assistant)
    assert frozen.freeze(asked, cut, "g", again, 1) == len(asked) - 5
    assert len(again.asked) == len(asked) - 5
    assert without_time(cut) == without_time(whole)
    assert frozen.freeze(asked, cut, "g", again, 1) == 0
    with pytest.raises(WrongInput, match="another question, day or index"):
        frozen.freeze(asked, cut, "another generation", again, 1)


def test_what_changed_is_told_with_its_marks(assistant: Assistant, asked: list[Utterance], tmp_path: Path) -> None:
    frozen.freeze(asked, tmp_path / "old.jsonl", "g", Asking(assistant), 1)
    old = frozen.kept(tmp_path / "old.jsonl")
    by_key = {each.key: each for each in asked}
    report = list(compared(old, old, by_key))
    assert report[-1].startswith(f"| all | {len(asked)} | 0 |")
    new = json.loads(json.dumps(list(old.values())))
    changed = {(line["set"], line["id"], line["turn"]): line for line in new}
    changed["facts", "az1", 1]["answer"] |= {"citations": [], "evidence": []}
    changed["votes", "azv1", 1]["answer"]["answer"] += " More."
    del changed["list", "azl1", 1]
    told = "\n".join(compared(old, changed, by_key))
    assert "worse: facts az1, turn 1" in told
    assert "score, recall@5: 1 → 0" in told
    assert "same: votes azv1, turn 1" in told
    assert "1 utterances stand only in the old file." in told
    assert "facts az1" not in "\n".join(compared(old, changed, by_key, only=["same"]))
    back = "\n".join(compared(changed, old, by_key))
    assert "better: facts az1, turn 1" in back


def test_two_sets_with_one_id_are_told(tmp_path: Path) -> None:
    line = '{"id": "v", "question": "?", "resolution": "7001", "expected": {}}\n'
    (tmp_path / "votes.jsonl").write_text(line * 2, "utf-8")
    with pytest.raises(WrongInput, match="set and id"):
        frozen.asked_in(frozen.read_questions([tmp_path]), TODAY)
    with pytest.raises(WrongInput, match=r"votes\.jsonl"):
        frozen.read_questions([tmp_path / "others.jsonl"])


@pytest.mark.skipif(os.name == "nt", reason="kills by a signal")
def test_killed_in_the_middle_it_goes_on(tmp_path: Path) -> None:
    data, out, questions = tmp_path / "index", tmp_path / "run.jsonl", QUESTIONS / "researchers.jsonl"
    build(data, CORPUS, load_embedding("minilm"))
    command = [sys.executable, "-m", "tests.benchmarks.frozen", "--data", data, "--out", out, "--as-of", TODAY.isoformat(), "--questions", questions]  # fmt: skip
    run = subprocess.Popen([str(word) for word in command], cwd=ROOT)
    end = time.monotonic() + 120
    while not _lines(out) and time.monotonic() < end and run.poll() is None:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait(30)
    before = _lines(out)
    assert before
    open_again = assemble(Settings(data=data))
    researched = frozen.asked_in(frozen.read_questions([questions]), TODAY)
    frozen.freeze(researched, out, open_again.index.manifest.generation, Asking(open_again), 1)
    after = _lines(out)
    assert after[: len(before)] == before
    assert sorted((line["id"], line["turn"]) for line in after) == [("azs1", 1), ("azs2", 1), ("azs3", 2)]


def _lines(path: Path) -> list[dict[str, Any]]:
    whole = path.read_bytes().rpartition(b"\n")[0] if path.is_file() else b""
    return [json.loads(line) for line in whole.splitlines()]
