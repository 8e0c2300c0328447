"""What is asked again is told again, by the same process that asks the workers; and no question waits while a worker is free."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer
from assistant.apart import answered
from assistant.apart.answered import Answered
from assistant.apart.pool import Apart
from assistant.apart.protocol import Ask
from assistant.errors import NoAnswer
from tests.apart_double import answer, opened, published, until
from tests.test_assistant_apart import Asking, pid_of
from vectorstore.filters import Filters


class Counted:
    """Works at requests, and counts how often."""

    def __init__(self, failure: str = "") -> None:
        self.times = 0
        self.failure = failure
        self.goes_on = threading.Event()
        self.goes_on.set()

    def __call__(self, request: Ask) -> Iterator[str | Answer]:
        self.times += 1
        yield "at work"
        self.goes_on.wait(60)
        if self.failure:
            raise NoAnswer(self.failure)
        yield answer(f"{self.times}: {request.question}", request.question)


def asked(question: str = "pilots", said: str = "", day: dt.date | None = None, only: Filters | None = None) -> Ask:
    history = (ChatMessage(role=MessageRole.USER, content=said),) if said else ()
    return Ask(0, question, history, day, only)


def told(known: Answered, request: Ask, work: Counted) -> str:
    *_, last = known.once(request, work, 0.01)
    assert isinstance(last, Answer)
    return last.text


def test_what_is_asked_again_is_told_again_until_anything_that_it_depends_on_is_another() -> None:
    generation = ["first"]
    known, work = Answered(lambda: generation[0]), Counted()
    assert told(known, asked(), work) == told(known, asked(), work) == "1: pilots"
    others = [asked("ferries"), asked(said="Lagoon?"), asked(day=dt.date(2034, 5, 1)), asked(only=Filters(2030))]
    assert [told(known, each, work)[0] for each in others] == list("2345")
    generation[0] = "second"
    assert told(known, asked(), work) == "6: pilots"


def test_no_more_than_some_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answered, "_KEPT", 300)
    known, work = Answered(lambda: "first"), Counted()
    for number in range(400):
        told(known, asked(f"pilots {number}"), work)
    assert told(known, asked("pilots 399"), work) == "400: pilots 399"
    assert told(known, asked("pilots 0"), work) == "401: pilots 0"


def test_what_two_ask_at_one_time_is_worked_at_once() -> None:
    known, work = Answered(lambda: "first"), Counted()
    work.goes_on.clear()
    first = known.once(asked(), work, 0.01)
    assert next(first) == "at work"
    second = known.once(asked(), work, 0.01)
    assert next(second) == ""
    work.goes_on.set()
    texts = [piece.text for pieces in (first, second) for piece in pieces if isinstance(piece, Answer)]
    assert texts == ["1: pilots", "1: pilots"]


def test_whoever_waits_for_one_who_stops_asks_himself() -> None:
    known, work = Answered(lambda: "first"), Counted()
    work.goes_on.clear()
    first, second = known.once(asked(), work, 0.01), known.once(asked(), work, 0.01)
    next(first)
    next(second)
    work.goes_on.set()
    first.close()  # type: ignore[attr-defined]
    *_, last = second
    assert isinstance(last, Answer)
    assert last.text == "2: pilots"


def test_a_failure_is_not_kept() -> None:
    known, work = Answered(lambda: "first"), Counted("The harbour is closed.")
    with pytest.raises(NoAnswer, match="harbour"):
        told(known, asked(), work)
    work.failure = ""
    assert told(known, asked(), work) == "2: pilots"


def test_a_loop_of_events_is_told_once_what_several_ask_and_of_the_error_too() -> None:
    known, times = Answered(lambda: "first"), list[str]()

    async def work(request: Ask) -> Answer:
        times.append(request.question)
        await asyncio.sleep(0.01)
        if request.question == "storm":
            raise NoAnswer("The harbour is closed.")
        return answer(f"{len(times)}: {request.question}", request.question)

    async def several() -> None:
        both = await asyncio.gather(*(known.told(asked(), work) for _ in range(2)))
        assert [each.text for each in both] == ["1: pilots", "1: pilots"]
        failed = await asyncio.gather(*(known.told(asked("storm"), work) for _ in range(2)), return_exceptions=True)
        assert [str(each) for each in failed] == ["The harbour is closed."] * 2
        first, second = (asyncio.ensure_future(known.told(asked("ferries"), work)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).text == "4: ferries"

    asyncio.run(several())
    assert times == ["pilots", "storm", "ferries", "ferries"]
    assert told(known, asked(), Counted()) == "1: pilots"  # whoever asks in a thread hears the same


def test_no_question_waits_for_one_that_hangs_while_another_worker_is_free(tmp_path: Path) -> None:
    published(tmp_path)
    with Apart(tmp_path, partial(opened, tmp_path), workers=2, deadline=600) as pool:
        until(lambda: all(worker.opened.is_set() for worker in pool._workers))
        hanging = Asking(pool, "hang")
        until((tmp_path / "begun hang").exists)
        others = [Asking(pool, f"pilots {n}") for n in range(8)]
        # one may have been given to the worker that hangs, as what comes next there
        until(lambda: sum(each.answer is not None for each in others) >= 7)
        assert hanging.answer is None
    assert len({pid_of(each.answer) for each in others if each.answer is not None}) == 1


def test_a_pool_that_remembers_asks_its_workers_once(tmp_path: Path) -> None:
    published(tmp_path)
    with Apart(tmp_path, partial(opened, tmp_path), workers=1, remembers=True) as pool:
        Asking(pool, "pilots").done()
        (tmp_path / "begun pilots").unlink()
        assert Asking(pool, "pilots").done().answer is not None
        assert not (tmp_path / "begun pilots").exists()
