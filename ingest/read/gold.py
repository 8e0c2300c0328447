"""Revised texts (CR-UNSC "gold" files): wrapped lines, the vote in the last line, footnotes after it."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.edition import Edition, Form
from ingest.parsing.clean import decode
from ingest.parsing.layout import is_wrapped
from ingest.read.printed import read_printed

__all__ = ["read", "recognises"]

_HEADING = re.compile(
    r"^\s*(?:[A-Z \n]{5,80}\n+)?(?:\d{1,4} \(\d{4}\)\.? Resolution of|RESOLUTION \d+ \(\d{4}\)|Resolution \d+ \(\d{4}\)\s+of)",
    re.MULTILINE,
)


def recognises(head: str) -> bool:
    """A heading of the yearly volumes over text that wraps at a fixed width."""
    if _HEADING.match(head.lstrip("\ufeff")) is None:
        return False
    return is_wrapped(head.split("\n")[:-1])


def read(path: Path) -> list[Edition]:
    # Copies on other sites keep the wrapped lines, but gather the notes under a title of their own.
    text = decode(path.read_bytes())
    form = Form.PLAIN if re.search(r"^Footnotes:?\s*$", text, re.MULTILINE) else Form.GOLD
    return [read_printed(path, form, text=text)]
