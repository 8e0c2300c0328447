"""Answering in processes beside the page: what happens to a question that hangs, and to those beside it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.apart.pool import Apart
from assistant.apart.protocol import Begins, Call, Done
from assistant.apart.shelf import Shelf
from assistant.apart.worker import _Turn, _work_at
from assistant.errors import NoAnswer, NotThere, WrongInput
from tests.apart_double import held, hold, not_opened, opened, published, shown, thread, two, until, warmed

ROOT = Path(__file__).parents[1]
DEADLINE = 2.0

Pool = Callable[..., Apart]


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    published(tmp_path)
    made: list[Apart] = []

    def make(**options: Any) -> Apart:
        chosen = {"workers": 1, "deadline": DEADLINE, **options}
        made.append(Apart(tmp_path, partial(opened, tmp_path), **chosen).start())
        return made[-1]

    yield make
    for each in made:
        each.close()


def last(pool: Apart, question: str) -> Answer:
    *_, answer = pool.stream(question)
    assert isinstance(answer, Answer)
    return answer


class Asking(threading.Thread):
    """A reader who waits for an answer."""

    def __init__(self, pool: Apart, question: str) -> None:
        super().__init__(daemon=True)
        self._pool, self._question = pool, question
        self.answer: Answer | None = None
        self.failure = ""
        self.start()

    def run(self) -> None:
        try:
            self.answer = last(self._pool, self._question)
        except NoAnswer as error:
            self.failure = str(error)

    def done(self) -> Asking:
        self.join(60)
        assert not self.is_alive()
        return self


def has_ended(pid: int) -> bool:
    try:
        return not Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # its end was taken note of
        return True


def pid_of(answer: Answer | None) -> int:
    assert answer is not None
    return int(answer.text.partition(":")[0])


def test_an_answer_comes_from_another_process_and_grows_on_the_way(pool: Pool, tmp_path: Path) -> None:
    asked = pool()
    growing = asked.stream("wait for pilots")
    assert next(piece for piece in growing if piece) == "The model writes"
    (tmp_path / "wait for pilots").touch()
    answer = list(growing)[-1]
    assert isinstance(answer, Answer)
    assert answer.text.endswith(": wait for pilots")
    assert pid_of(answer) != os.getpid()


def test_what_goes_wrong_comes_in_words_for_a_reader(pool: Pool) -> None:
    asked = pool()
    with pytest.raises(NoAnswer, match="The harbour is closed"):
        last(asked, "storm")
    with pytest.raises(NoAnswer, match="the program's log has the cause"):
        last(asked, "defect")
    assert last(asked, "pilots").text.endswith(": pilots")


def called(asked: Apart, name: str, arguments: dict[str, Any]) -> Any:
    return json.loads(asyncio.run(asked.called(name, arguments)))


def test_an_operation_is_called_in_another_process_and_fails_as_what_it_is(pool: Pool) -> None:
    asked = pool()
    result = called(asked, "pilots", {"count": 3})
    assert result == {"pid": result["pid"], "count": 3}
    assert result["pid"] != os.getpid()
    with pytest.raises(WrongInput, match="The harbour"):
        called(asked, "storm", {"wrong": "input"})
    with pytest.raises(NotThere, match="The harbour"):  # of a kind of it
        called(asked, "storm", {"wrong": "place"})


def test_a_loop_of_events_is_told_of_many_operations_without_a_thread_for_each(pool: Pool, tmp_path: Path) -> None:
    asked = pool()

    async def calls() -> None:
        before = threading.active_count()
        waiting = [asyncio.ensure_future(asked.called("pilots", {"count": count})) for count in range(20)]
        await asyncio.sleep(0)
        assert threading.active_count() == before
        assert [json.loads(each)["count"] for each in await asyncio.gather(*waiting)] == list(range(20))
        with pytest.raises(WrongInput, match="The harbour"):
            await asked.called("storm", {"wrong": "input"})

    asyncio.run(calls())


def test_a_loop_of_events_is_told_of_an_answer_and_not_of_what_is_said_before_it(pool: Pool, tmp_path: Path) -> None:
    asked = pool()

    async def answers() -> None:
        before = threading.active_count()
        waiting = [asyncio.ensure_future(asked.asked(f"wait {number}")) for number in range(4)]
        while not all((tmp_path / f"begun wait {number}").exists() for number in range(4)):
            await asyncio.sleep(0.01)
        assert threading.active_count() == before
        waiting.pop().cancel()
        for number in range(4):
            (tmp_path / f"wait {number}").touch()
        assert [(await each).question for each in waiting] == ["wait 0", "wait 1", "wait 2"]
        with pytest.raises(NoAnswer, match="The harbour is closed"):
            await asked.asked("storm")

    asyncio.run(answers())


def test_an_operation_that_nobody_waits_for_any_more_is_not_begun(pool: Pool, tmp_path: Path) -> None:
    asked = pool(deadline=30)
    gate = tmp_path / "gate"
    busy = [threading.Thread(target=asked.consult, args=(held, gate), daemon=True) for _ in range(2)]
    for each in busy:
        each.start()
    until(lambda: asked.figures()["under_way"] == 2)

    async def given_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asked.called("pilots", {}), 0.1)

    asyncio.run(given_up())
    assert asked.figures()["waiting"] == 0
    gate.touch()
    for each in busy:
        each.join(60)


def test_what_a_busy_worker_does_not_read_keeps_nobody(pool: Pool, tmp_path: Path) -> None:
    asked = pool()
    hanging = Asking(asked, "hang")
    until((tmp_path / "begun hang").exists)
    told = list[Any]()
    large = threading.Thread(
        target=lambda: told.append(called(asked, "pilots", {"said": "x" * 1_000_000})), daemon=True
    )
    large.start()
    assert hanging.done().failure
    large.join(60)
    assert len(told[0]["said"]) == 1_000_000  # asked again, of the next worker


def test_a_question_that_hangs_is_ended_and_others_on_its_worker_are_asked_again(pool: Pool, tmp_path: Path) -> None:
    asked = pool()
    before = pid_of(last(asked, "pilots"))
    waiting = Asking(asked, "wait for lanterns")
    until((tmp_path / "begun wait for lanterns").exists)
    hanging = Asking(asked, "hang")
    until((tmp_path / "begun hang").exists)
    queued = Asking(asked, "ferries")
    failure = hanging.done().failure
    assert failure.startswith("This was ended after 2 seconds of work.")
    assert "\n" not in failure
    (tmp_path / "wait for lanterns").touch()
    after = pid_of(queued.done().answer)
    assert after != before
    assert pid_of(waiting.done().answer) == after
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_the_time_of_a_language_model_is_not_counted_but_bounded(pool: Pool, tmp_path: Path) -> None:
    asked = pool(patience=2 * DEADLINE)
    waiting = Asking(asked, "wait for lanterns")
    others = [pid_of(last(asked, f"pilots {n}")) for n in range(3)]  # have their turn meanwhile
    assert waiting.done().failure.startswith("The language model took too long over this question.")
    assert pid_of(last(asked, "pilots")) in others  # nothing was ended for it
    until((tmp_path / "stopped wait for lanterns").exists)


def test_stop_reaches_the_worker(pool: Pool, tmp_path: Path) -> None:
    asked = pool()
    growing = asked.stream("wait for lanterns")
    assert next(piece for piece in growing if piece)
    growing.close()  # type: ignore[attr-defined]
    until((tmp_path / "stopped wait for lanterns").exists)


def test_what_is_made_of_an_answer_is_made_by_the_worker_that_found_it(pool: Pool, tmp_path: Path) -> None:
    asked = pool(workers=2, remembers=True)
    for nth in range(4):
        *_, told = asked.told(f"pilots {nth}", (), shown)
        assert isinstance(told, tuple)
        assert told[1] == (pid_of(told[0]), f"pilots {nth} among 2")
    *_, again = asked.told("pilots 0", (), shown)  # the answer is remembered, and what is made of it made again
    assert isinstance(again, tuple)
    assert again[1][1] == "pilots 0 among 2"
    assert last(asked, "pilots 0") == again[0]
    growing = asked.told("wait for lanterns", (), shown)
    next(iter(growing))
    growing.close()  # type: ignore[attr-defined]
    until((tmp_path / "stopped wait for lanterns").exists)


def test_a_question_that_was_stopped_while_it_hung_holds_up_nobody(pool: Pool) -> None:
    asked = pool()
    growing = asked.stream("hang")
    next(iter(growing))
    growing.close()  # type: ignore[attr-defined]
    assert last(asked, "pilots").text.endswith(": pilots")


def test_a_worker_that_is_killed_is_replaced_and_its_question_asked_again(pool: Pool, tmp_path: Path) -> None:
    asked = pool()
    pid = pid_of(last(asked, "pilots"))
    waiting = Asking(asked, "wait for lanterns")
    until((tmp_path / "begun wait for lanterns").exists)
    os.kill(pid, signal.SIGKILL)
    (tmp_path / "wait for lanterns").touch()
    assert pid_of(waiting.done().answer) != pid


def test_a_question_over_which_workers_die_is_given_up(pool: Pool) -> None:
    asked = pool()
    with pytest.raises(NoAnswer, match="was ended from outside"):
        last(asked, "die")
    assert last(asked, "pilots").text.endswith(": pilots")


def test_an_index_that_does_not_open_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(NoAnswer, match="The disk is gone"):
        Apart(tmp_path, not_opened, workers=1).start()


def test_functions_of_the_catalogue_are_worked_out_apart_and_watched_as_well(pool: Pool) -> None:
    asked = pool()
    assert asked.consult(two, "pilots") == ("pilots", 2)
    with pytest.raises(NoAnswer, match="was ended after 2 seconds"):
        asked.consult(hold)
    assert asked.consult(two, "pilots") == ("pilots", 2)


@pytest.mark.parametrize("word", ["", "failed"])
def test_what_is_asked_while_a_worker_warms_up_waits_and_is_answered(pool: Pool, tmp_path: Path, word: str) -> None:
    asked = pool(warming=partial(warmed, tmp_path))
    asking = Asking(asked, "pilots")
    until(lambda: asked.figures()["under_way"])
    assert not (tmp_path / "begun pilots").exists()
    (tmp_path / "new").write_text(word)
    (tmp_path / "new").rename(tmp_path / "warm")
    assert pid_of(asking.done().answer)


def test_a_worker_that_is_warm_is_given_work_before_one_that_is_not(pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "warm").touch()
    asked, gate = pool(workers=2, warming=partial(warmed, tmp_path), deadline=30.0), tmp_path / "gate"
    until(lambda: len(list(tmp_path.glob("warming *"))) == 2)
    kept = pid_of(last(asked, "pilots"))
    (tmp_path / "warm").unlink()
    (other,) = {int(path.name.split()[1]) for path in tmp_path.glob("warming *")} - {kept}
    os.kill(other, signal.SIGKILL)
    until(lambda: len(list(tmp_path.glob("warming *"))) == 3)
    with ThreadPoolExecutor() as threads:
        both = [threads.submit(asked.consult, held, gate) for _ in range(2)]
        until(lambda: asked.figures()["under_way"] == 2)
        gate.touch()
        assert {each.result() for each in both} == {kept}


def test_a_worker_keeps_its_threads_with_what_they_have_opened(pool: Pool) -> None:
    asked, times = pool(), 20
    assert len({asked.consult(thread) for _ in range(times)}) < times / 2


@pytest.mark.parametrize("is_stopped", [False, True])
def test_the_end_of_work_is_told_once_also_of_what_was_stopped_before_its_turn(
    tmp_path: Path, is_stopped: bool
) -> None:
    published(tmp_path)
    told, stopped, assistant = list[Any](), threading.Event(), opened(tmp_path, nullcontext)
    if is_stopped:
        stopped.set()
    under_way = {7: stopped}
    _work_at(Call(7, "pilots", {}), assistant, _Turn(told.append, 60), told.append, stopped, under_way)
    assert told == [Begins(7), Done(7, None if is_stopped else b'{"pid": %d}' % os.getpid())]
    assert not under_way


def test_a_worker_is_replaced_after_so_many_questions_and_nobody_waits_for_it(pool: Pool) -> None:
    asked = pool(served=3)
    pids: list[int] = []
    until(lambda: len(set(pids)) > 2 or pids.append(pid_of(last(asked, "pilots"))))
    assert pids == sorted(pids, key=pids.index)  # one after the other, none comes back
    assert len(pids) >= 6


def test_workers_are_replaced_one_after_the_other_and_go_on_until_the_next_is_warm(pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "warm").touch()
    asked = pool(workers=2, served=1, warming=partial(warmed, tmp_path))
    until(lambda: all(worker.is_warm for worker in asked._workers))
    first, second = asked._workers
    (tmp_path / "warm").unlink()  # whoever begins from now on is not
    first.given = second.given = 1
    until(lambda: len(asked._workers) == 3)
    for worker in asked._workers:
        asked._look_at(worker)
    assert asked._workers[:2] == [first, second]
    assert pid_of(last(asked, "pilots")) == first.process.pid
    (tmp_path / "warm").touch()
    until(lambda: first not in asked._workers and second not in asked._workers)


def test_ctrl_c_does_not_reach_a_worker(pool: Pool) -> None:
    asked = pool()
    pid = pid_of(last(asked, "pilots"))
    os.kill(pid, signal.SIGINT)
    assert pid_of(last(asked, "pilots")) == pid


def test_closing_ends_the_processes_and_who_waits_is_told(pool: Pool, tmp_path: Path) -> None:
    asked = pool()
    pid = pid_of(last(asked, "pilots"))
    waiting = Asking(asked, "wait for lanterns")
    until((tmp_path / "begun wait for lanterns").exists)
    asked.close()
    assert waiting.done().failure.startswith("The window was closed.")
    until(lambda: has_ended(pid))


STARTING = """
from functools import partial
from pathlib import Path
from threading import Thread
from assistant.apart.pool import Apart
from tests.apart_double import opened

if __name__ == "__main__":
    data = Path(r"{data}")
    pool = Apart(data, partial(opened, data), workers=2, deadline=1).start()
    Thread(target=lambda: list(pool.stream("hang")), daemon=True).start()
    while not (data / "begun hang").exists():
        pass
    print("started", flush=True)
    input()
"""


def test_a_parent_that_is_killed_leaves_no_worker_behind_not_even_one_that_hangs(tmp_path: Path) -> None:
    published(tmp_path)
    parent = subprocess.Popen(
        [sys.executable, "-c", STARTING.format(data=tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    parent.kill()
    # All of them hold the same pipe: reading it ends when none is left.
    parent.communicate(timeout=120)


def test_the_page_reads_in_the_newest_catalogue_and_closes_those_before(tmp_path: Path) -> None:
    published(tmp_path)
    shelf = Shelf(tmp_path)
    first = shelf.newest()
    assert first.count()[0] == 2
    assert shelf.newest() is first
    published(tmp_path, "second")
    assert shelf.newest().count()[0] == 1
    assert first.count()[0] == 2  # for a reader who was at it
    published(tmp_path, "third")
    assert shelf.newest().count()[0] == 1
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        first.count()
    (tmp_path / "CURRENT").write_text("gone")
    assert shelf.newest().count()[0] == 1
    shelf.close()
