"""A question that a worker answers, the worker that answers it, and how it is waited for."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, cast

from assistant.apart.process import Process
from assistant.apart.protocol import Begins, Done, Failed, Opened, Request, Rests, Said, Told, Warm
from assistant.errors import NoAnswer, NotThere, WrongInput
from ingest.errors import MalformedKey

_RAISED = {each.__name__: each for each in (WrongInput, NotThere, MalformedKey)}
_NOTHING = "Something went wrong while the answer was looked up. Ask again; the program's log has the cause."


class Job:
    """One piece of work: what is asked for, who is told what is heard of it (else it waits in ``heard``), and how long it has taken."""

    def __init__(self, request: Request, tell: Callable[[Said | Done | Failed], object] | None = None) -> None:
        self.request = request
        self.heard: SimpleQueue[Said | Done | Failed] = SimpleQueue()
        self.tell = tell or self.heard.put
        self.deaths = 0
        self.start_again()

    def start_again(self) -> None:
        self.own = self.waited = 0.0  # seconds of own work, and of waiting for a model
        self.since = 0.0
        self.begun = self.works = False

    def turns(self, *, works: bool) -> None:
        """Own work begins, or pauses."""
        self.own, self.waited = self.times()
        self.begun, self.works, self.since = True, works, time.monotonic()

    def times(self) -> tuple[float, float]:
        """Seconds of own work, and of waiting after its beginning, up to now."""
        passed = time.monotonic() - self.since if self.begun else 0.0
        return (self.own + passed, self.waited) if self.works else (self.own, self.waited + passed)


class Worker:
    """A process and what it has to do."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.jobs: dict[int, Job] = {}
        self.stopped: set[int] = set()
        self.opened = threading.Event()
        self.is_warm = False
        self.failure = ""
        self.given = 0
        self.retires = False

    @property
    def in_hand(self) -> int:
        """How much it works at or could: all but what waits for a language model."""
        return sum(job.works or not job.begun for job in self.jobs.values())

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """The least is given work first: that which answers soonest."""
        return not self.is_warm, not self.opened.is_set(), self.retires, self.in_hand

    def hear(self, told: Told) -> None:
        """Take what it says."""
        if isinstance(told, Opened):
            self.opened.set()
        elif isinstance(told, Warm):
            self.is_warm = True
        elif told.id is None:
            self.failure = told.why
        elif (job := self.jobs.get(told.id)) is None:
            return
        elif isinstance(told, Begins | Rests):
            job.turns(works=isinstance(told, Begins))
        else:
            job.tell(told)
            if not isinstance(told, Said):
                self.forget(told.id)

    def forget(self, number: int) -> None:
        self.jobs.pop(number, None)
        self.stopped.discard(number)


def too_long(deadline: float) -> str:
    """Why there is no answer to a question, or no page, whose work was ended."""
    return (
        f"This was ended after {deadline:g} seconds of work. Ask for less at once: fewer words, one thing at a time, fewer "
        "texts beside each other."
    )


Hand = Callable[[Job], object]
"""What takes a piece of work: gives it to a worker, or stops it."""


def followed(request: Request, give: Hand, stop: Hand, tick: float) -> Iterator[Said | Done | None]:
    """What is heard of a piece of work, and ``None`` each ``tick`` meanwhile; the result last. Raises the error that is heard."""
    job = Job(request)
    give(job)
    ended = False
    try:
        while not ended:
            try:
                heard = job.heard.get(timeout=tick)
            except Empty:
                yield None
                continue
            ended = not isinstance(heard, Said)
            yield _unless_failed(heard)
    finally:
        if not ended:
            stop(job)


async def awaited(request: Request, give: Hand, stop: Hand) -> Any:
    """The result alone, for the loop of events that runs. Raises the error that is heard."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[Done | Failed] = loop.create_future()

    def settle(told: Done | Failed) -> None:
        if not ended.done():  # whoever waited has gone
            ended.set_result(told)

    def tell(told: Said | Done | Failed) -> None:
        if not isinstance(told, Said):
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(settle, told)

    job = Job(request, tell)
    give(job)
    try:
        return cast("Done", _unless_failed(await ended)).value
    except asyncio.CancelledError:
        stop(job)
        raise


def _unless_failed(heard: Said | Done | Failed) -> Said | Done:
    """What was heard. Raises the error that it tells of."""
    if isinstance(heard, Failed):
        raise _RAISED.get(heard.raised, NoAnswer)(heard.why or _NOTHING)
    return heard
