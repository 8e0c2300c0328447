"""What the readers of tables share: rows of a CSV file, one after another, never the whole file at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import UnreadableText
from ingest.parsing.clean import normalise_characters, one_line

__all__ = ["columns_of", "count", "rows_of", "words"]

_LARGEST_FIELD = 5_000_000  # characters; the longest resolution has 400,000
_MISSING = {"", "NA", "-", "?"}


def columns_of(head: str) -> list[str]:
    """The names in the header row, of what is seen of a file; empty for what is no table."""
    line = head.lstrip("\ufeff").split("\n", 1)[0]
    if "," not in line or len(line) > 5_000:
        return []
    try:
        return [name.strip() for name in next(csv.reader([line.rstrip("\r")]), [])]
    except csv.Error:
        return []


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Rows by column. Missing values are the empty string; fields may hold line breaks.

    Raises :class:`UnreadableText` for a field beyond all bounds (a quotation mark that never closes) and NUL bytes.
    """
    before = csv.field_size_limit(_LARGEST_FIELD)
    try:
        with path.open("rb") as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
            reader = csv.DictReader(text, strict=True)
            for row in reader:
                yield {
                    key.strip(): "" if value in _MISSING else value
                    for key, value in row.items()
                    if _is_cell(key, value)
                }
    except csv.Error as error:
        raise UnreadableText(f"{path.name} breaks the rules of CSV ({error}). Download the file again.") from error
    finally:
        csv.field_size_limit(before)


def _is_cell(key: object, value: object) -> bool:
    return isinstance(key, str) and isinstance(value, str)


def words(row: dict[str, str], column: str) -> str:
    """A field on one line."""
    return one_line(normalise_characters(row.get(column, "")))


def count(row: dict[str, str], column: str) -> int | None:
    """A number of votes or a running number; ``None`` for anything that cannot be one."""
    value = row.get(column, "").strip()
    return int(value) if re.fullmatch(r"\d{1,5}", value, re.ASCII) else None
