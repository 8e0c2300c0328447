"""Texts in the official layout, a paragraph a line: Refworld exports, the masthead with page headers, plain copies."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.edition import Edition, Form
from ingest.read.ocr import settle_preamble
from ingest.read.printed import read_printed

__all__ = ["read", "recognises"]

_SHOWS = re.compile(
    r"S/RES/\d+|\bRESOLUTION \d+ ?\(\d{4}\)|\d+ \(\d{4}\)\.? Resolution of|\d+ Resolution of \d|The Security Council\b",
    re.IGNORECASE,
)


def recognises(head: str) -> bool:
    return "<" not in head[:200] and not head.lstrip().startswith("{") and _SHOWS.search(head) is not None


def read(path: Path) -> list[Edition]:
    # The publisher marks revised texts in the file name; a few of them have long lines and are not known by their look.
    return [read_printed(path, Form.GOLD if "_GOLD" in path.name.upper() else Form.PLAIN, mend=settle_preamble)]
