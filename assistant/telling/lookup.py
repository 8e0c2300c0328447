"""How what is named is shown: the words of a paragraph, the overview of a resolution."""

from __future__ import annotations

from dataclasses import replace

from assistant.draft import Draft, together
from assistant.operations.corpus import Corpus
from assistant.operations.lookup import LookupResult
from assistant.records.chapter import scope_of


def tell(result: LookupResult, corpus: Corpus) -> Draft:
    """The draft, a block for each place."""
    return together([_one(place, keys, corpus) for place, keys in result.rows.items()])


def _one(place: str, keys: tuple[str, ...], corpus: Corpus) -> Draft:
    writer = corpus.generation.extractive
    record = corpus.catalogue.resolution(int(place)) if place.isdecimal() else None
    if record is not None:
        draft = writer.overview(record, *scope_of(record))
    else:
        rows = corpus.catalogue.paragraphs(keys)
        own = [rows[key] for key in keys if key in rows]
        draft = writer.lookup(
            [row for row in own if row.pinpoint.parent is None or row.pinpoint.parent.key not in rows] or own
        )
    return replace(draft, evidence=tuple(dict.fromkeys(keys or (place,))))
