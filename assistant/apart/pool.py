"""The workers, watched from the page's process: who works at what, for how long, and what happens when one is lost."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar, cast

from llama_index.core.base.llms.types import ChatMessage

from assistant.answer import Answer
from assistant.apart.answered import Answered, Heard
from assistant.apart.jobs import Job, Worker, awaited, followed, too_long
from assistant.apart.process import Process, load_before
from assistant.apart.protocol import Ask, Call, Done, Failed, Request, Stop, Work
from assistant.apart.shelf import Shelf
from assistant.apart.worker import Opening, Warming
from assistant.errors import NoAnswer
from assistant.ui.guard.watch.lines import question_asked
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters
from vectorstore.generations.disk import current

P = ParamSpec("P")
T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_TICK = 0.5  # seconds after which whoever waits is given the text so far, so that it can stop
_WATCH = 0.1  # seconds between two looks at what goes on
_STARTS = 120.0  # seconds that a worker may take to open the index
_DEATHS = 2  # workers that may die over the same question
_IN_HAND = 2  # pieces of work that a worker has: one that it works at, and the next one
_ENDED = (
    "The process that looked for the answer was ended from outside, as happens where memory runs short. Ask again; "
    "UNSC_WINDOW__WORKERS=1 needs less memory."
)
_SILENT = "The language model took too long over this question. Ask again, or choose a faster model."
_CLOSED = "The window was closed. Open it and ask again."


class Apart:
    """Answers like an assistant, in processes of its own. Threads may share one; :meth:`close` ends the processes.

    ``opening`` opens the assistant over the index in ``data``, ``warming`` reads with it what the first questions
    need, and returns what is read on while nobody asks; both must be values that can be sent to another process. A question whose own work takes longer than
    ``deadline`` seconds ends in :class:`NoAnswer`, and so does one that waits longer than ``patience`` for a language
    model. A worker is replaced after ``served`` pieces of work, when its successor is warm. The module ``loaded`` is
    imported once for all of them, so that a new worker is there at once. With ``remembers`` a question that was
    answered is not worked at again.
    """

    def __init__(
        self,
        data: Path,
        opening: Opening,
        *,
        warming: Warming | None = None,
        workers: int = 2,
        deadline: float = 20.0,
        patience: float = 720.0,
        served: int = 20_000,
        loaded: str = "",
        remembers: bool = False,
    ) -> None:
        self._opening = (opening, warming)
        self._count = workers
        self._deadline = deadline
        self._patience = patience
        self._served = served
        if loaded:
            load_before(loaded)
        self._ids = count()
        self._lock = threading.RLock()
        self._workers: list[Worker] = []
        self._queue: deque[Job] = deque()  # one for all: no work waits for a worker while another is free
        self._shelf = Shelf(data)
        self._answered = Answered(lambda: current(data)) if remembers else None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="watching workers", daemon=True).start()

    def start(self) -> Self:
        """Begin with all workers; return when one is ready. Raises :class:`NoAnswer` where none can be."""
        with self._lock:
            self._fill()
            first = self._workers[0]
        first.opened.wait(_STARTS)
        if first.failure:
            raise NoAnswer(first.failure)
        return self

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End every worker. What is under way ends in :class:`NoAnswer`."""
        self._closed.set()
        with self._lock:
            workers, self._workers = self._workers, []
            for job in (*self._queue, *(job for worker in workers for job in worker.jobs.values())):
                job.tell(Failed(job.request.id, _CLOSED))
            self._queue.clear()
            for worker in workers:
                worker.jobs = {}
        for worker in workers:
            worker.process.kill()
        self._shelf.close()

    def figures(self) -> dict[str, float]:
        """How much is under way: workers that are there, questions that wait, and those that a worker has."""
        with self._lock:
            there = sum(worker.opened.is_set() for worker in self._workers)
            under_way = sum(len(worker.jobs) for worker in self._workers)
            return {"workers": there, "waiting": len(self._queue), "under_way": under_way}

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the newest published generation, opened in this process: for what is read and not searched."""
        return self._shelf.newest()

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]:
        """As :meth:`assistant.assistant.Assistant.stream`; the text so far also comes again while nothing new is there.
        Closing the iterator stops the work. Raises :class:`NoAnswer`."""
        return cast("Iterator[str | Answer]", self._heard(self._asking(question, history, as_of, filters)))

    def told(
        self,
        question: str,
        history: Sequence[ChatMessage],
        then: Callable[[Catalogue, Answer], T],
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | tuple[Answer, T]]:
        """As :meth:`stream`, the answer with what ``then``, a value, makes of it in the worker that found it."""
        for piece in self._heard(self._asking(question, history, as_of, filters, then)):
            yield (piece, self.consult(then, piece)) if isinstance(piece, Answer) else piece

    async def asked(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The answer alone, for a loop of events, which is told: no thread waits for it, and it is stopped with whoever waits."""
        request = self._asking(question, history, as_of, filters)
        if self._answered is None:
            return cast("Answer", await self._awaited(request))
        return await self._answered.told(request, self._awaited)

    def _asking(self, question: str, history: Sequence[ChatMessage], *how: Any) -> Ask:
        question_asked(question)
        return Ask(next(self._ids), question, tuple(history), *how)

    def _heard(self, request: Ask) -> Iterator[Heard]:
        return self._answered.once(request, self._pieces, _TICK) if self._answered else self._pieces(request)

    def _pieces(self, request: Ask) -> Iterator[Heard]:
        said = ""
        for heard in followed(request, self._give, self._stop, _TICK):
            if isinstance(heard, Done):
                yield heard.value
                return
            said = heard.text if heard else said
            yield said

    def consult(self, function: Callable[..., T], *given: object) -> T:
        """What a function of a module returns for the catalogue and ``given``, which are values, worked out by a worker.
        Raises :class:`NoAnswer`."""
        return cast("T", self._result(Work(next(self._ids), function, given)))

    def explore(self, function: Callable[..., T], *given: object) -> T:
        """The same for the corpus, which the function may search."""
        return cast("T", self._result(Work(next(self._ids), function, given, searches=True)))

    async def called(self, name: str, arguments: Mapping[str, Any]) -> bytes:
        """As :meth:`assistant.assistant.Assistant.written`, waited for as by :meth:`asked`. Raises :class:`NoAnswer` as well."""
        return cast("bytes", await self._awaited(Call(next(self._ids), name, arguments)))

    async def _awaited(self, request: Request) -> Any:
        return await awaited(request, self._give, self._stop)

    def _result(self, request: Work) -> Any:
        heard = followed(request, self._give, self._stop, _TICK)
        return next(each.value for each in heard if isinstance(each, Done))

    def _give(self, job: Job) -> None:
        with self._lock:
            if self._closed.is_set():
                job.tell(Failed(job.request.id, _CLOSED))
                return
            self._queue.append(job)
            self._deal()

    def _deal(self) -> None:
        """Give what waits, the first first, to the workers with the least to do, as long as one of them has a hand free."""
        while self._queue:
            self._fill()
            worker = min(self._workers, key=lambda each: each.rank)
            if worker.opened.is_set() and worker.in_hand >= _IN_HAND:
                return
            job = self._queue.popleft()
            worker.jobs[job.request.id] = job
            worker.given += 1
            worker.process.send(job.request)

    def _fill(self) -> None:
        while sum(not worker.retires for worker in self._workers) < self._count:
            self._add()

    def _add(self) -> None:
        worker = Worker(Process(self._opening, self._deadline))
        self._workers.append(worker)
        threading.Thread(target=self._listen, args=(worker,), name="hearing a worker", daemon=True).start()

    def _stop(self, job: Job) -> None:
        """Nobody waits for it any more. It stays under watch until its worker is done with it."""
        with self._lock:
            if job in self._queue:
                self._queue.remove(job)
            for worker in self._workers:
                if job.request.id in worker.jobs:
                    worker.process.send(Stop(job.request.id))
                    worker.stopped.add(job.request.id)

    def _listen(self, worker: Worker) -> None:
        for told in worker.process.heard():
            with self._lock:
                worker.hear(told)
                self._deal()
        self._lost(worker)

    def _lost(self, worker: Worker) -> None:
        """A worker has ended: what was under way there is asked again, save what it may have died of."""
        worker.process.bury()
        with self._lock:
            if worker not in self._workers:
                return
            self._workers.remove(worker)
            jobs = [job for job in worker.jobs.values() if job.request.id not in worker.stopped]
            for job in reversed(jobs):
                job.deaths += job.works or not worker.opened.is_set()
                if worker.failure or job.deaths >= _DEATHS:
                    job.tell(Failed(job.request.id, worker.failure or _ENDED))
                else:
                    job.start_again()
                    self._queue.appendleft(job)
            if worker.opened.is_set() and not self._closed.is_set():
                self._fill()
            worker.opened.set()
            self._deal()

    def _watch(self) -> None:
        while not self._closed.wait(_WATCH):
            with self._lock:
                for worker in list(self._workers):
                    self._look_at(worker)

    def _look_at(self, worker: Worker) -> None:
        if not worker.opened.is_set():
            if worker.process.age > _STARTS:
                worker.process.kill()
            return
        for number, job in list(worker.jobs.items()):
            own, waited = job.times()
            if own > self._deadline:
                _LOG.warning("a question was ended after %.0f seconds, and its worker is replaced", own)
                job.tell(Failed(number, too_long(self._deadline)))
                worker.forget(number)
                worker.process.kill()
            elif waited > self._patience:
                job.tell(Failed(number, _SILENT))
                worker.forget(number)
                worker.process.send(Stop(number))
        # One after the other, and each goes on until its successor is warm, which takes seconds of a processor.
        if worker.given >= self._served and all(each.is_warm and not each.retires for each in self._workers):
            worker.retires = len(self._workers) > self._count
            if not worker.retires:
                self._add()
        if worker.retires and not worker.jobs:
            self._workers.remove(worker)
            worker.process.kill()
