"""Places named in any spelling, found in the catalogue: for the commands ``show`` and ``references``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.errors import NotThere
from assistant.retrieval.evidence import in_section
from assistant.telling.nothing import no_such_paragraph, no_such_resolution
from assistant.understanding.references import outside_documents
from ingest.citation import Found, find_citations
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


def find_place(text: str, catalogue: Catalogue) -> tuple[Resolution, list[Paragraph]]:
    """The resolution and the rows that a key or a citation names, sub-points included.

    Raises :class:`NotThere`, with what exists instead.
    """
    found = _as_key(text) or next(iter(find_citations(text, known=lambda _: True, bare=True)), None)
    if found is None and text.strip().isdecimal():
        found = Found(0, len(text), Pinpoint(int(text)))
    if found is None:
        raise NotThere(f"{text!r} names no resolution. Write 2395, 2395/op2 or “paragraph 2 of resolution 2395”.")
    record = catalogue.record(found.pinpoint.resolution)
    if record is None:
        raise NotThere(no_such_resolution([found], catalogue).text)
    rows = catalogue.paragraphs_of(record.number)
    named = in_section(rows, found.section) if found.section else catalogue.resolve(found.pinpoint)
    if not named and found.pinpoint.kind is not None:
        raise NotThere(no_such_paragraph(found, record, rows).text)
    below = [row for each in named for row in (each, *catalogue.subparagraphs(each.key))]
    return record, list({row.key: row for row in below}.values())


def references_in(text: str, catalogue: Catalogue | None, context: int | None = None) -> dict[str, Any]:
    """The references in ``text`` as keys (``refs``), those that name nothing that exists (``unresolved``), and
    documents of other organs (``non_refs``). A section stands with its paragraphs."""
    known = set(catalogue.numbers()).__contains__ if catalogue is not None else None
    refs: list[Any] = []
    unresolved: list[str] = []
    for found in find_citations(text, context=context, known=known, spoken=context is not None):
        if catalogue is None:
            refs.append(_section(found, []) if found.section else found.pinpoint.key)
        elif found.section:
            refs.append(_section(found, in_section(catalogue.paragraphs_of(found.pinpoint.resolution), found.section)))
        elif rows := catalogue.resolve(found.pinpoint):
            refs.append(_unnumbered(rows[0]) if len(rows) == 1 else found.pinpoint.key)
        elif found.pinpoint.part and found.pinpoint.kind is None:  # "part C" where the text has headings, and no parts
            section = replace(found, section=found.pinpoint.part)
            refs.append(
                _section(section, in_section(catalogue.paragraphs_of(section.pinpoint.resolution), section.section))
            )
        elif found.pinpoint.kind is None or _annexes_are_not_held(found, catalogue):
            refs.append(found.pinpoint.key)
        else:
            unresolved.append(found.pinpoint.key)
    return {"refs": _each_once(refs), "unresolved": _each_once(unresolved), "non_refs": outside_documents(text)}


def _each_once(items: list[Any]) -> list[Any]:
    return [item for i, item in enumerate(items) if item not in items[:i]]


def _unnumbered(row: Paragraph) -> Any:
    """The key of a row; a form of its own for an operative paragraph that bears no printed number."""
    if row.numbered or row.kind is not Kind.OPERATIVE or row.path:
        return row.key
    return {"resolution": str(row.resolution), "paragraphs": [f"unnumbered-{row.number}"]}


def _annexes_are_not_held(found: Found, catalogue: Catalogue) -> bool:
    """Whether an annex is named of a resolution that exists and of whose annexes nothing is stored."""
    number = found.pinpoint.resolution
    if found.pinpoint.kind is not Kind.ANNEX or catalogue.record(number) is None:
        return False
    return not any(row.kind is Kind.ANNEX for row in catalogue.paragraphs_of(number))


def _section(found: Found, rows: list[Paragraph]) -> dict[str, Any]:
    numbers = [row.number for row in rows if row.kind is Kind.OPERATIVE and not row.path]
    return {"resolution": str(found.pinpoint.resolution), "section": found.section, "paragraphs": numbers}


def _as_key(text: str) -> Found | None:
    if not re.fullmatch(r"\s*\d+/\S+\s*", text):
        return None
    return Found(0, len(text), Pinpoint.parse(text.strip()))
