"""Which paragraphs of a text say how many there are of something: of kinds of people that no ceiling of a mission counts."""

from __future__ import annotations

from collections.abc import Set

from assistant.retrieval.statements import units_in
from ingest.pinpoint import Kind
from vectorstore.catalogue import Catalogue

_MOST = 3  # paragraphs


def counting(number: int, kind: Set[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The keys of the operative paragraphs of a resolution with a figure behind which all stems of a ``kind`` stand ("civilian"); empty
    where there are none, or more than a few."""
    rows = (row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE)
    found = tuple(row.key for row in rows if kind and kind <= units_in(row.words))
    return found if len(found) <= _MOST else ()
