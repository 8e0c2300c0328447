"""The clause that chooses paragraphs by columns, resolutions, keys and headings."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any


def chosen(
    columns: Iterable[tuple[str, Collection[str]]],
    within: Iterable[Collection[int] | None],
    keys: Collection[str] | None,
    section: str = "",
) -> tuple[str, list[Any]]:
    """The clause that chooses paragraphs ``p`` and puts them in the order of the documents, with its values.

    Each of ``columns`` has one of its values, without case, where there are any; ``within`` are numbers of resolutions, ``keys`` those of
    paragraphs, ``None`` for all; ``section`` is contained in a heading above the paragraph.
    """
    conditions: list[str] = []
    values: list[Any] = []
    for column, wanted in columns:
        if wanted:
            conditions.append(f"p.{column} COLLATE NOCASE IN (SELECT value FROM json_each(?))")
            values.append(json.dumps([str(value) for value in wanted]))
    for numbers in within:
        if numbers is not None:
            conditions.append("p.resolution IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(numbers)))
    if section:
        conditions.append("EXISTS (SELECT 1 FROM json_each(p.section) s WHERE s.value LIKE ? ESCAPE '\\')")
        values.append(_containing(section))
    if keys is not None:
        conditions.append("p.key IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([*keys]))
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    return f"{where}ORDER BY p.resolution, p.ordinal", values


def _containing(words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"
