"""An assistant that a worker opens: what it does is said by the question."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Status
from assistant.errors import WrongInput
from assistant.timeline.names import UnknownBody
from ingest.errors import UnscError
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.generations.disk import Manifest, publish

if TYPE_CHECKING:  # a worker that needs them not begins sooner
    from llama_index.core.llms import ChatMessage

    from assistant.writing.model import Waiting
    from vectorstore.filters import Filters

IDS = {name: f"20350101T00000000000{nth}-000{nth}" for nth, name in enumerate(("first", "second", "third"))}
HANG = "hang"  # in a regular expression, which lets nothing else in its process go on
WAIT = "wait"  # for a language model, until the file of that name is there
DIE = "die"


class Scripted:
    """Answers ``PID: question`` at once, or does what the first word of the question says."""

    def __init__(self, data: Path, waiting: Waiting) -> None:
        self._data = data
        self._waiting = waiting
        self.catalogue = Catalogue.open(data / "generations" / IDS["first"] / "catalogue.sqlite")

    def consult(self, function: Callable[..., Any], *given: Any) -> Any:
        return function(self.catalogue, *given)

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]:
        what = question.partition(" ")[0]
        if what == "storm":
            raise UnscError("The harbour is closed. Try again after the storm.")
        if what == "defect":
            raise ZeroDivisionError
        (self._data / f"begun {question}").touch()
        if what == HANG:
            re.search(r"(?:a+)+$", "a" * 60 + "!")
        if what == DIE:
            os._exit(3)
        if what == WAIT:
            yield from self._wait(question)
        yield answer(f"{os.getpid()}: {question}", question)

    def written(self, name: str, arguments: Mapping[str, Any]) -> bytes:
        if name == "storm":
            raise {"input": WrongInput, "place": UnknownBody}[arguments["wrong"]]("The harbour")
        return json.dumps({"pid": os.getpid(), **arguments}).encode()

    def _wait(self, question: str) -> Iterator[str]:
        try:
            yield "The model writes"
            while not (self._data / question).exists():
                with self._waiting():
                    time.sleep(0.02)
                yield "The model writes"
        except GeneratorExit:
            (self._data / f"stopped {question}").touch()
            raise


def answer(text: str, question: str) -> Answer:
    return Answer(question=question, standalone=question, status=Status.ANSWERED, text=text)


def opened(data: Path, waiting: Waiting) -> Any:
    return Scripted(data, waiting)


def warmed(data: Path, assistant: Scripted) -> tuple[object, ...]:
    """Takes until the file "warm" is there; fails where it holds a word."""
    (data / f"warming {os.getpid()}").touch()
    until((data / "warm").exists)
    if (data / "warm").read_text():
        raise ZeroDivisionError
    return ()


def not_opened(waiting: Waiting) -> Any:
    raise UnscError("The disk is gone. Put it back.")


def two(catalogue: Catalogue, words: str) -> tuple[str, int]:
    return words, catalogue.count()[0]


def shown(catalogue: Catalogue, answer: Answer) -> tuple[int, str]:
    return os.getpid(), f"{answer.question} among {catalogue.count()[0]}"


def thread(catalogue: Catalogue) -> int:
    return threading.get_native_id()


def held(catalogue: Catalogue, gate: Path) -> int:
    until(gate.exists)
    return os.getpid()


def hold(catalogue: Catalogue) -> None:
    re.search(r"(?:a+)+$", "a" * 60 + "!")


def published(data: Path, generation: str = "first") -> None:
    """A generation that holds a catalogue alone."""
    from tests.window_double import lagoon, shoals

    identity = IDS[generation]
    folder = data / "generations" / identity
    folder.mkdir(parents=True)
    write_catalogue(folder / "catalogue.sqlite", [lagoon(), shoals()] if generation == "first" else [lagoon()])
    now = dt.datetime(2035, 1, 1, tzinfo=dt.UTC)
    manifest = Manifest(
        generation=identity, created=now, schema_version=1, model="none", resolutions=2, paragraphs=1, searchable=1
    )
    publish(data, manifest)


def until(found: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is so; fail where it does not come to be."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.02)
