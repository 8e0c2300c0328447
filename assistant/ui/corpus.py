"""What the window asks of the rest of the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from llama_index.core.llms import ChatMessage

from assistant.answer import Answer
from ingest.resolution import TextStatus
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

T = TypeVar("T")


class Answering(Protocol):
    """The assistant, as far as the window speaks with it."""

    @property
    def catalogue(self) -> Catalogue: ...

    def told(
        self,
        question: str,
        history: Sequence[ChatMessage],
        then: Callable[[Catalogue, Answer], T],
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | tuple[Answer, T]]:
        """The text so far, and last the answer with what ``then`` made of it where it was worked out."""
        ...

    def consult(self, function: Callable[..., T], *given: object) -> T:
        """What a function of a module returns for the catalogue and what is ``given``: not worked out by the page."""
        ...

    def explore(self, function: Callable[..., T], *given: object) -> T:
        """What a function of a module returns for the corpus, which it may search, and what is ``given``."""
        ...


def digests_only(catalogue: Catalogue) -> bool:
    """Whether the catalogue holds no official text at all, only the built-in digests."""
    records = (catalogue.record(number) for number in catalogue.numbers())
    return all(record.status is not TextStatus.OFFICIAL for record in records if record is not None)
