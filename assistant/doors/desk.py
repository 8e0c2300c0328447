"""What the doors ask of the rest of the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from llama_index.core.base.llms.types import ChatMessage

from assistant.answer import Answer
from assistant.export import export
from assistant.operations.offered import fingerprint
from assistant.records.lookup import find_place
from assistant.records.record import record_json, record_of, standings_of
from assistant.ui.corpus import Answering
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters


class Serving(Answering, Protocol):
    """The assistant, in this process or apart from it."""

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]:
        """The text so far, and last the verified answer, as :meth:`assistant.assistant.Assistant.stream`."""
        ...

    # For a loop of events, which goes on meanwhile.

    async def called(self, name: str, arguments: Mapping[str, Any]) -> bytes:
        """The result of an operation as JSON, as :meth:`assistant.assistant.Assistant.written`."""
        ...

    async def asked(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The verified answer, as :meth:`assistant.assistant.Assistant.ask`."""
        ...


# Each of these is given to `consult`: what is read of the catalogue is worked out where the catalogue is.


def shown(catalogue: Catalogue, place: str, day: dt.date) -> dict[str, Any]:
    """A resolution or a place in it with its record, as ``unsc show --json`` prints it. Raises :class:`~assistant.errors.NotThere`."""
    found, rows = find_place(place, catalogue)
    return record_json(record_of(found, catalogue), rows, standings_of(rows, catalogue, day))


def exported(catalogue: Catalogue, answer: Answer, form: str, style: str) -> bytes:
    """An answer as a file. Raises :class:`~assistant.errors.WrongInput` for a form or style that is not known."""
    return export(answer, form, catalogue, style=style)


def held(catalogue: Catalogue) -> dict[str, Any]:
    """What the corpus holds, for those who ask whether it can be asked."""
    last = catalogue.last_day()
    return {
        "resolutions": len(catalogue.numbers()),
        "corpus_end": last.isoformat() if last else None,
        "operations": fingerprint(),
    }


def newest(catalogue: Catalogue, count: int) -> list[tuple[int, str, str]]:
    """The newest resolutions: number, symbol, what they are on."""
    records = (catalogue.record(number) for number in sorted(catalogue.numbers())[-count:])
    return [(each.number, each.symbol, each.subject) for each in records if each is not None][::-1]
