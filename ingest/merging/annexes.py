"""Annexes from a second text, where the best text of a resolution was published without them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.edition import Edition, Form
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

__all__ = ["borrowed_annexes"]

_WITHOUT_ANNEXES = {Form.GOLD, Form.PLAIN, Form.RECORD_PAGE}


def borrowed_annexes(best: Edition, editions: Sequence[Edition]) -> tuple[tuple[Paragraph, ...], Edition | None]:
    """Annex rows to add behind the paragraphs of ``best``, and the edition they come from.

    An edition is trusted with its annexes where it counts the same operative paragraphs as the best text.
    """
    if best.form not in _WITHOUT_ANNEXES or any(one.kind is Kind.ANNEX for one in best.paragraphs):
        return (), None
    for edition in editions:
        rows = _annexed(edition.paragraphs)
        if rows and edition.form is Form.OCR and _operative(edition) == _operative(best):
            headings = sum(one.kind is Kind.HEADING for one in best.paragraphs)
            return _renumbered(rows, headings, best.year), edition
    return (), None


def _annexed(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The first row of an annex and all that follows it, headings inside annexes included."""
    start = next((index for index, one in enumerate(paragraphs) if one.kind is Kind.ANNEX), len(paragraphs))
    return tuple(paragraphs[start:])


def _renumbered(rows: Sequence[Paragraph], headings: int, year: int) -> tuple[Paragraph, ...]:
    """The same rows, their headings counted on from those of the text they are added to."""
    added: list[Paragraph] = []
    for row in rows:
        update: dict[str, Any] = {"year": year}
        if row.kind is Kind.HEADING:
            headings += 1
            update["number"] = str(headings)
        added.append(Paragraph(**{**dict(row), **update}))
    return tuple(added)


def _operative(edition: Edition) -> list[tuple[str, str]]:
    return [(one.part, one.number) for one in edition.paragraphs if one.kind is Kind.OPERATIVE and not one.path]
