"""A number or a citation that is typed into the field of the search: it leads to its page."""

from __future__ import annotations

from assistant.records.lookup import find_place
from ingest.citation import find_citations
from vectorstore.catalogue import Catalogue

_AROUND = " .,;:?“”\"'"


def place_of(catalogue: Catalogue, text: str) -> str:
    """The address of what ``text`` names and nothing else, or nothing. Raises :class:`~assistant.errors.NotThere` where there is no such
    resolution or paragraph."""
    meant = text.strip(_AROUND)
    named = find_citations(meant, known=lambda _: True, bare=True)
    whole = len(named) == 1 and named[0].start == 0 and named[0].end == len(meant)
    if not whole and not (meant.isascii() and meant.isdecimal()):
        return ""
    found, rows = find_place(meant, catalogue)
    named_part = rows and whole and named[0].pinpoint.kind is not None
    return f"/resolution/{found.number}" + (f"#{rows[0].key.partition('/')[2]}" if named_part else "")
