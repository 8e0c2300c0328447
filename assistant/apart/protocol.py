"""What the page and a worker say to one another: values, pickled, over a pipe. ``id`` tells which piece of work is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a worker loads them with the assistant, in its own time
    from llama_index.core.base.llms.types import ChatMessage

    from assistant.answer import Answer
    from vectorstore.catalogue import Catalogue
    from vectorstore.filters import Filters


@dataclass(frozen=True, slots=True)
class Ask:
    """To the worker: a question, as :meth:`assistant.assistant.Assistant.stream` takes it, or as its ``told`` does with a function
    ``then``."""

    id: int
    question: str
    history: tuple[ChatMessage, ...]
    as_of: dt.date | None
    filters: Filters | None
    then: Callable[[Catalogue, Answer], Any] | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """To the worker: a function of a module, to be called with the catalogue and what is given; with the corpus where it searches."""

    id: int
    function: Callable[..., Any]
    given: tuple[Any, ...]
    searches: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """To the worker: an operation by its name, as :meth:`assistant.assistant.Assistant.written` takes it."""

    id: int
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stop:
    """To the worker: nobody waits for this any more."""

    id: int


@dataclass(frozen=True, slots=True)
class Opened:
    """To the page: the index is open. What is asked now waits until the worker is warm."""


@dataclass(frozen=True, slots=True)
class Warm:
    """To the page: what the first questions would have to read is there."""


@dataclass(frozen=True, slots=True)
class Begins:
    """To the page: own work at this begins or goes on. One piece at a time has its turn."""

    id: int


@dataclass(frozen=True, slots=True)
class Rests:
    """To the page: own work at this pauses, because a language model writes."""

    id: int


@dataclass(frozen=True, slots=True)
class Said:
    """To the page: the text so far."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """To the page: the answer, or what the function returned."""

    id: int
    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """To the page: why there is no answer, in words for a reader; empty where the log has the cause.

    ``id`` is ``None`` where the worker cannot work at all. ``raised`` is the name of the error.
    """

    id: int | None
    why: str
    raised: str = ""


Request = Ask | Work | Call
Told = Opened | Warm | Begins | Rests | Said | Done | Failed
TOLD_APART = ("WrongInput", "NotThere", "MalformedKey")
"""Errors that are raised by the page as what they are: whoever asked can ask otherwise."""
