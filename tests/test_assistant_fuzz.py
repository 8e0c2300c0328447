"""Two hundred questions that nobody would ask: each is answered, or refused in words, and none holds the process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.reading.fence import LONGEST_READ, NOTICE, is_cut, read_of
from assistant.retrieval.query import Query
from assistant.retrieval.retrieve import ResolutionRetriever
from assistant.wording import searched_in_part
from tests.factories import resolution
from tests.invented import open_assistant, publish
from tests.questions_fuzzed import LONGEST, fuzzed
from vectorstore.scope import Scope

ROOT = Path(__file__).parents[1]
SEEDS = 200
HONEST = (
    "What is the mandate of UNMAZ in Azuria?", "Who guards the lighthouses?", "And paragraph 3 of it?",
    "Which resolutions extended the mandate of UNMAZ since 2031?", "Who voted against resolution 7003?",
    "Compare resolutions 7002 and 7004", "What did the Council decide on the sale of weapons to the Coral Front in 2032?",
    "When does the mandate of UNMAZ end?", "And the amended provisions?", "Which body keeps the consolidated list?",
    "And after the humanitarian-assistance-coordination-mechanism review!", "How many resolutions concern Azuria?",
    "What about their mandate?", "its exemptions?", "Which resolutions on ferries, lighthouses and piers resolutions x?",
    "Was it unanimous, and who abstained?", "Quote paragraph 2 (c) (ii) of S/RES/7001 (2031).",
    "Did the Council ever lift the arms embargo on the Coral Front?", "Which committee watches the trawlers in annex A?",
)  # fmt: skip


def asked(assistant: Assistant, seed: int) -> tuple[str, Answer]:
    """The question of a seed after its conversation, and its answer."""
    from llama_index.core.llms import ChatMessage

    made = fuzzed(seed, HONEST)
    history: list[ChatMessage] = []
    for question in made.before:
        answer = assistant.ask(question, history)
        history += [ChatMessage(role="user", content=question), ChatMessage(role="assistant", content=answer.text)]
    return made.question, assistant.ask(made.question, history)


def answer_from(data: Path, start: int, seconds: float) -> None:
    """Answer the questions from a seed on; the system ends this process where one takes ``seconds`` of the processor."""
    assistant = open_assistant(data)
    for seed in range(start, SEEDS):
        print(seed, flush=True)
        signal.setitimer(signal.ITIMER_PROF, seconds)  # nobody handles its signal
        question, answer = asked(assistant, seed)
        assert answer.question == question
        assert answer.text.strip()
    signal.setitimer(signal.ITIMER_PROF, 0)
    print("done", flush=True)


def test_no_fuzzed_question_raises_or_holds_the_process(tmp_path: Path) -> None:
    publish(tmp_path)
    command = [sys.executable, "-m", "tests.test_assistant_fuzz", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    last = done.stdout.split()[-1:]
    assert last == ["done"], (last, last and fuzzed(int(last[0]), HONEST), done.returncode, done.stderr[-2000:])


def test_the_same_seed_gives_the_same_question() -> None:
    kinds = {fuzzed(seed, HONEST).kind for seed in range(60)}
    assert kinds == {"mutated", "pumped", "shouted", "repeated", "crafted", "honest_pumped"}
    for seed in range(60):
        assert fuzzed(seed, HONEST) == fuzzed(seed, HONEST)
        assert 0 < len(fuzzed(seed, HONEST).question) <= LONGEST


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Who  guards\n\n the\tpiers\u00a0?", "Who guards the piers ?"),
        ("a" * 200, "a" * 80),
        ("Why?????? no!!!!!", "Why??? no!!!"),
        ("light\u00adhouse\u200d and \u202epier", "lighthouse and pier"),
        ("2011 and 1,000,000", "2011 and 1,000,000"),
        ("", ""),
    ],
)
def test_what_is_read_of_a_text_has_no_long_runs(written: str, read: str) -> None:
    assert read_of(written) == read


def test_of_a_long_text_its_beginning_and_its_end_are_read_and_the_reader_is_told(tmp_path: Path) -> None:
    middle = "ferry lantern pilot " * 180
    written = f"Who guards the lighthouses: {middle} and the piers?"
    read = read_of(written)
    assert len(read) <= LONGEST_READ
    assert read.startswith("Who guards the lighthouses: ferry")
    assert read.endswith("and the piers?")
    assert is_cut(written)
    assert not is_cut(" " * 3000 + "Who guards the piers?" + "?" * 900)
    publish(tmp_path)
    answer = open_assistant(tmp_path).ask(written)
    assert answer.question == written
    assert NOTICE in answer.notice


def test_of_very_many_resolutions_the_first_are_searched_and_the_reader_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ops = ["Decides that harbour pilots shall carry two lanterns", "Requests a survey of the piers"]
    publish(tmp_path, [resolution(8001 + place, 2031, ops) for place in range(23)])
    searched = set[int]()
    inside = ResolutionRetriever.pool_inside

    def watched(self: ResolutionRetriever, question: Query, number: int, scope: Scope | None = None) -> Any:
        searched.add(number)
        return inside(self, question, number, scope)

    monkeypatch.setattr(ResolutionRetriever, "pool_inside", watched)
    named = [f"resolution {8023 - place}" for place in range(23)]
    answer = open_assistant(tmp_path).ask(f"What do the pilots carry by {', '.join(named)}?")
    assert searched == set(range(8004, 8024))
    assert searched_in_part(3) in answer.notice
    searched.clear()
    fewer = open_assistant(tmp_path).ask(f"What do the pilots carry by {', '.join(named[:20])}?")
    assert searched == set(range(8004, 8024))
    assert "not searched" not in fewer.notice


if __name__ == "__main__":
    answer_from(Path(sys.argv[1]), 0, 20.0)
