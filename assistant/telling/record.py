"""How the record of a resolution is told: a sentence for each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.draft import Draft, mention_resolution
from assistant.operations.corpus import Corpus
from assistant.operations.record import Record
from assistant.operations.result import Result
from assistant.reading.zero.kinds import record_asked
from assistant.reading.zero.kinds.members import names_of
from assistant.wording import counted
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_USUAL = ("date", "title", "meeting", "agenda")


def tell(result: Result, corpus: Corpus) -> Draft:
    """The draft."""
    plan = result.plan
    assert isinstance(plan, Record)
    records = [record for number in result.resolutions if (record := corpus.catalogue.record(number)) is not None]
    lines = [
        f"{record.symbol}: {' '.join(_FIELDS[field](record, corpus.catalogue) for field in plan.fields or _USUAL)}"
        for record in records
    ]
    keys = tuple(str(record.number) for record in records)
    return Draft("\n".join(lines), tuple(map(mention_resolution, records)), evidence=keys, resolutions=keys)


def _composition(record: Resolution, _: Catalogue) -> str:
    return (
        f"The Council of {record.year}: {names_of(record.composition)}."
        if record.composition
        else "The Council of that year is not known."
    )


def _size(record: Resolution, catalogue: Catalogue) -> str:
    size = catalogue.sizes().get(record.number)
    if size is None:
        return "Its text is not in the corpus."
    return f"{counted(size.operative, 'operative paragraph')}, {counted(size.preambular, 'preambular paragraph')}, about {size.words:,} words."


_FIELDS: Mapping[str, Callable[[Resolution, Catalogue], str]] = {
    **record_asked.FIELDS,
    "composition": _composition,
    "size": _size,
}
