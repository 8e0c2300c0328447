"""What the window asks of the rest of the program.

Structural types: the window works with anything that answers these calls, so its tests need no language model.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Protocol

from llama_index.core.llms import ChatMessage

from assistant.answer import Answer
from ingest.resolution import Paragraph, Pinpoint, Resolution, TextStatus
from vectorstore.filters import Filters


class Texts(Protocol):
    """The catalogue, as far as the window reads it."""

    def resolution(self, number: int) -> Resolution | None: ...

    def record(self, number: int) -> Resolution | None: ...

    def numbers(self) -> list[int]: ...

    def paragraph(self, key: str) -> Paragraph | None: ...

    def resolve(self, pinpoint: Pinpoint) -> list[Paragraph]: ...

    def subparagraphs(self, key: str) -> list[Paragraph]: ...

    def last_day(self) -> dt.date | None: ...

    def count(self) -> tuple[int, int]: ...


class Answering(Protocol):
    """The assistant, as far as the window speaks with it."""

    @property
    def catalogue(self) -> Texts: ...

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]: ...


class Address(Protocol):
    """Where the window listens."""

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...


class WithAddress(Protocol):
    """The settings, as far as the window reads them."""

    @property
    def window(self) -> Address: ...


def digests_only(texts: Texts) -> bool:
    """Whether the catalogue holds no official text at all, only the built-in digests."""
    return all(
        record.status is not TextStatus.OFFICIAL for record in map(texts.record, texts.numbers()) if record is not None
    )
