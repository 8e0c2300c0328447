"""The structure of resolutions as the catalogue has it, beside what was read by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pydantic import Field

from assistant.evaluation.items import Item
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph


class Structure(Item):
    """One resolution; a count or a list that is ``None`` was not read by hand and is not compared."""

    resolution: str
    op_numbers: tuple[str, ...]
    sub_paragraphs: dict[str, list[str]] = Field(default_factory=dict)
    pp_count: int | None = None
    sections: list[dict[str, Any]] | None = None
    annexes: list[Any] | None = None


def differences(known: Structure, rows: list[Paragraph]) -> Iterator[str]:
    """What differs, by name."""
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    if tuple(row.number for row in operative if row.numbered and not row.path) != known.op_numbers:
        yield "operative numbers"
    points: dict[str, list[str]] = defaultdict(list)
    for row in operative:
        if len(row.path) == 1:
            points[row.number].append(row.path[0])
    if any(points[number] != letters for number, letters in known.sub_paragraphs.items()):
        yield "sub-paragraphs"
    if known.pp_count is not None and sum(row.kind is Kind.PREAMBULAR for row in rows) != known.pp_count:
        yield "count of preambular paragraphs"
    for section in known.sections or ():
        inside = [row.number for row in operative if section["heading"] in row.section and not row.path]
        if inside != section.get("ops", inside) or inside[:1] != [section.get("before_op", *inside[:1])]:
            yield f"section {section['heading']}"
    if known.annexes is not None and len({row.annex for row in rows if row.kind is Kind.ANNEX}) != len(known.annexes):
        yield "annexes"
