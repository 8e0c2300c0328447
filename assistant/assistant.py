"""How a question travels: read → planned, or looked up, counted or searched → written → verified → an :class:`Answer`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any, TypeVar

from anyio import to_thread
from llama_index.core.base.llms.types import ChatMessage
from llama_index.core.llms import LLM

from assistant.answer import Answer
from assistant.errors import WrongInput
from assistant.generation import Generation, Leases
from assistant.operations.corpus import Corpus
from assistant.operations.offered import offered
from assistant.operations.offered.data import Data
from assistant.plan import Plan, is_plan, plans_from_line, plans_to_line
from assistant.reading.conversation.focus import Conversations
from assistant.reading.fence import NOTICE, history_of, is_cut, read_of
from assistant.reading.mentions import Reader
from assistant.reading.reader import Reading
from assistant.retrieval.query import Query, query_of
from assistant.settings import Settings
from assistant.turn import Turn
from assistant.writing.model import Chat, Waiting
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters
from vectorstore.index import Hit, Index

T = TypeVar("T")
LONGEST = 4000  # characters of a question


class Assistant:
    """Answers questions from the newest published generation. Threads may share one."""

    def __init__(
        self,
        open_index: Callable[[], Index],
        published: Callable[[], str | None],
        settings: Settings,
        model: LLM | None = None,
        today: Callable[[], dt.date] = dt.date.today,
        waiting: Waiting = nullcontext,
    ) -> None:
        self.settings = settings
        self._open_index = open_index
        self._published = published
        self._chat = Chat(model, settings.llm, waiting=waiting) if model is not None else None
        self._today = today
        self._lock = threading.Lock()
        self._conversations = Conversations()
        self._leases = Leases(Generation(open_index(), settings, self._chat))

    @property
    def _generation(self) -> Generation:
        return self._leases.current

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the generation now open."""
        return self._generation.catalogue

    @property
    def index(self) -> Index:
        """The index of the generation now open."""
        return self._generation.index

    @property
    def reader(self) -> Reader:
        """Finds what questions mention in the generation now open."""
        return self._generation.reader

    def refresh(self) -> None:
        """Open the newest published generation, when it is not the one that is open; that one is closed when no question
        uses it any more."""
        with self._lock:
            newest = self._published()
            if newest is not None and newest != self._generation.identity:
                self._leases.replace(Generation(self._open_index(), self.settings, self._chat))

    def ask(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The verified answer to ``question`` after ``history``. For the parameters see :meth:`stream`."""
        for each in self.stream(question, history, as_of=as_of, filters=filters):
            if isinstance(each, Answer):
                return each
        raise AssertionError("stream() ends with an Answer")

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]:
        """The text so far while a model writes it, and the verified answer last.

        ``as_of`` answers as on that day: resolutions adopted later do not count. Raises :class:`WrongInput` for a
        question that is empty or too long to be one. A plan that is written as a line is run.
        """
        _check(question)
        self.refresh()
        with self._leases.use() as generation:
            turn = self._turn(generation, as_of, filters)
            if is_plan(question):
                yield turn.by_plans(plans_from_line(question), Query(question, question))
                return
            for each in turn.answers(read_of(question), history_of(history)):
                yield _as_asked(each, question) if isinstance(each, Answer) else each

    def told(
        self,
        question: str,
        history: Sequence[ChatMessage],
        then: Callable[[Catalogue, Answer], T],
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | tuple[Answer, T]]:
        """As :meth:`stream`, the answer with what ``then`` makes of it for the newest catalogue."""
        for each in self.stream(question, history, as_of=as_of, filters=filters):
            yield each if isinstance(each, str) else (each, self.consult(then, each))

    def run(
        self,
        plans: Sequence[Plan],
        *,
        question: str = "",
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The verified answer to plans, without any question being read; what there is stands in :mod:`assistant.operations`.

        Raises an error of the family where an argument names what does not exist.
        """
        self.refresh()
        asked = question or plans_to_line(tuple(plans))
        with self._leases.use() as generation:
            return self._turn(generation, as_of, filters).by_plans(plans, Query(asked, asked))

    def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The result of an operation in plain values; what there is stands in :mod:`assistant.operations.offered`.

        Raises :class:`WrongInput` for a name or arguments that are none, :class:`~assistant.errors.NotThere` where an argument names
        what does not exist.
        """
        return self._result(name, arguments).model_dump(mode="json")

    def written(self, name: str, arguments: Mapping[str, Any]) -> bytes:
        """The same as JSON, in one step: for what is sent on as it is."""
        return self._result(name, arguments).model_dump_json().encode()

    def _result(self, name: str, arguments: Mapping[str, Any]) -> Data:
        operation = offered(name)
        self.refresh()
        with self._leases.use() as generation:
            return operation.run(Corpus(generation, self._today()), arguments)

    async def called(self, name: str, arguments: Mapping[str, Any]) -> bytes:
        """As :meth:`written`, in a thread, for a loop of events."""
        return await to_thread.run_sync(self.written, name, arguments, abandon_on_cancel=True)

    async def asked(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """As :meth:`ask`, in a thread, for a loop of events."""
        work = partial(self.ask, question, history, as_of=as_of, filters=filters)
        return await to_thread.run_sync(work, abandon_on_cancel=True)

    def read(self, question: str, *, as_of: dt.date | None = None) -> Reading:
        """How a question is read; nothing is answered. Raises :class:`WrongInput` as :meth:`stream`."""
        _check(question)
        self.refresh()
        with self._leases.use() as generation:
            return self._turn(generation, as_of, None).reading(read_of(question))

    def consult(self, function: Callable[..., T], *given: object) -> T:
        """What ``function`` returns for the newest catalogue and ``given``."""
        self.refresh()
        with self._leases.use() as generation:
            return function(generation.catalogue, *given)

    def explore(self, function: Callable[..., T], *given: object) -> T:
        """What ``function`` returns for the newest corpus, which it may search, and ``given``."""
        self.refresh()
        with self._leases.use() as generation:
            return function(Corpus(generation, self._today()), *given)

    def search(self, query: str, k: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The best ``k`` paragraphs for a query, best first; a paragraph or resolution that is named comes first."""
        self.refresh()
        with self._leases.use() as generation:
            written_out = generation.reader.mentions(read_of(query), self._today()).text
            question = query_of(written_out, known=generation.knows).of_its_regimes
            return list(generation.retriever.evidence(question, filters=filters).hits[:k])

    def _turn(self, generation: Generation, as_of: dt.date | None, filters: Filters | None) -> Turn:
        return Turn(generation, self.settings, self._chat, self._conversations, self._today(), as_of, filters)


def _check(question: str) -> None:
    if not question.strip():
        raise WrongInput("The question is empty. Ask about a resolution, a paragraph or a matter.")
    if len(question) > LONGEST:
        raise WrongInput(f"The question has {len(question):,} characters; at most {LONGEST:,} are read. Shorten it.")


def _as_asked(answer: Answer, question: str) -> Answer:
    """The answer with the question as it was written, and a notice where not all of it was read."""
    if answer.question == question:
        return answer
    if not is_cut(question):
        standalone = question if answer.standalone == answer.question else answer.standalone
        return answer.model_copy(update={"question": question, "standalone": standalone})
    notice = " ".join(filter(None, (answer.notice, NOTICE)))
    return answer.model_copy(update={"question": question, "notice": notice})
