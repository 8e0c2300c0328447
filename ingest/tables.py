"""Reads the tables that ship with the package."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``ingest/data/<name>`` as dictionaries by column."""
    text = files("ingest.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
