"""Tables that come with the texts and hold no resolution: they are known, and left out with the reason."""

from __future__ import annotations

from pathlib import Path

from ingest.edition import Edition
from ingest.read.contract import NotAResolution
from ingest.read.table import columns_of

__all__ = ["read", "recognises"]

_KNOWN = {
    ("source_res_no", "cited_res_no"): "a table of citations: they are read from the texts themselves",
    ("year", "iso3", "name", "permanent"): "a table of members of the Council: it is part of the program already",
    ("varname", "group", "type"): "the description of a data set",
}


def recognises(head: str) -> bool:
    return _reason(head) is not None


def read(path: Path) -> list[Edition]:
    """Never gives an edition: :class:`NotAResolution` says what the table is."""
    with path.open("rb") as file:
        head = file.read(2_000).decode("utf-8", "replace")
    raise NotAResolution(_reason(head) or "a table without resolutions")


def _reason(head: str) -> str | None:
    columns = set(columns_of(head))
    return next((reason for names, reason in _KNOWN.items() if set(names) <= columns), None)
