"""What every result has in common as data: where its words stand, what was looked at, and how much of it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.result import Coverage, Witness
from assistant.plan import Value
from ingest.pinpoint import Pinpoint
from ingest.resolution import Paragraph
from vectorstore.lineage.standing import Standing


class Quoted(Value):
    """Words of a paragraph: ``words`` are ``paragraph.words[start:end]``; a resolution as a whole has none."""

    key: str = Field(description="Where it stands: 2395/op2.")
    citation: str = Field(description="As it is cited: S/RES/2395 (2017), para. 2.")
    words: str = Field(default="", description="The text's own words.")
    start: int = Field(default=0, description="Where they begin in the words of the paragraph.")
    end: int = Field(default=0, description="Where they end.")


class Stands(Value):
    """How a paragraph stands on the day: its state, the later paragraph that decides on it, the day on which it runs out."""

    state: str
    by: str | None = None
    until: dt.date | None = None
    current: str = Field(description="The key of the paragraph in which it is to be read.")

    @classmethod
    def of(cls, standing: Standing) -> Stands:
        return cls(state=standing.state.value, by=standing.by or None, until=standing.until, current=standing.current)


class Data(Value):
    """The base of every result as data. ``rows`` are one page of ``total``; where ``cut``, the same call with ``cursor`` has the next."""

    operation: str
    plan: str = Field(description="The call as one line, which `unsc run` takes.")
    found: bool = Field(description="Whether there is anything to tell.")
    day: dt.date = Field(description="The day that now means.")
    corpus_end: dt.date | None = Field(
        description="The last day of adoption that is known; of what came later nothing is."
    )
    total: int = Field(description="How many rows there are in all.")
    cut: bool = Field(description="Whether rows follow that are not on this page.")
    cursor: str = Field(default="", description="Given with the same arguments it has the next page.")
    coverage: Coverage | None = Field(default=None, description="What was looked at for this very condition.")


@dataclass(frozen=True)
class Told:
    """What an operation's result has as data: ``items`` of which a page becomes ``rows``, and the fields beside the rows."""

    items: Sequence[Any] = ()
    rows: Callable[[Sequence[Any]], Iterable[Value]] = iter
    beside: Mapping[str, Any] = field(default_factory=dict)


def quoted(witnesses: Iterable[Witness], corpus: Corpus) -> tuple[Quoted, ...]:
    """The words of witnesses, each once; of one that is not in the corpus its citation alone."""
    wanted = list(dict.fromkeys(witnesses))
    rows = corpus.catalogue.paragraphs(each.key for each in wanted)
    return tuple(_quoted(each, rows.get(each.key), corpus) for each in wanted)


def whole(rows: Iterable[Paragraph]) -> tuple[Quoted, ...]:
    """The words of paragraphs."""
    return tuple(Quoted(key=r.key, citation=r.citation, words=r.words, end=len(r.words)) for r in rows)


def cited(key: str, corpus: Corpus) -> str:
    """The citation of a key; the key itself where the corpus lacks its resolution."""
    row = corpus.catalogue.paragraph(key)
    if row is not None:
        return row.citation
    pinpoint = Pinpoint.parse(key)
    record = corpus.catalogue.record(pinpoint.resolution)
    return pinpoint.citation(record.year) if record is not None else key


def _quoted(witness: Witness, row: Paragraph | None, corpus: Corpus) -> Quoted:
    if row is None:
        return Quoted(key=witness.key, citation=cited(witness.key, corpus))
    end = witness.end or len(row.words)
    return Quoted(
        key=row.key, citation=row.citation, words=row.words[witness.start : end], start=witness.start, end=end
    )
