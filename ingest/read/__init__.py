"""Readers, one a form. A file is recognised by what is in it, never by its name.

``read_file`` is the door: it finds the reader that recognises a file and returns the editions in it. To add a form,
write a module with ``recognises(head)`` and ``read(path)`` and put it into ``READERS``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import UnknownForm, UnreadableText
from ingest.parsing.clean import decode
from ingest.read import (
    akn,
    companions,
    cr_unsc,
    data_extract,
    gold,
    index_table,
    marc,
    ocr,
    official,
    pdf,
    record_page,
    vote_table,
)
from ingest.read.contract import Found, NotAResolution, Reader

__all__ = ["READERS", "Found", "NotAResolution", "Reader", "read_file", "reader_of"]

READERS: tuple[Reader, ...] = (
    pdf, akn, marc, data_extract, vote_table, index_table, cr_unsc, companions, record_page, ocr, gold, official,
)  # fmt: skip
HEAD = 6_000  # bytes that a reader sees to recognise a form
MEGABYTE = 1_000_000
# Far above the largest file of a form that was ever published (text 0.1 MB, XML 0.8 MB). Tables and library records
# are read row by row; the other forms are held in memory.
LARGEST_TEXT = 2 * MEGABYTE
LARGEST: dict[Reader, int] = {
    akn: 20 * MEGABYTE,
    data_extract: 20 * MEGABYTE,
    pdf: 50 * MEGABYTE,
    marc: 500 * MEGABYTE,
    vote_table: 100 * MEGABYTE,
    index_table: 100 * MEGABYTE,
    cr_unsc: 1_000 * MEGABYTE,
    companions: 1_000 * MEGABYTE,
}


def reader_of(path: Path) -> Reader:
    """The reader of a file; raise :class:`UnknownForm` where no reader recognises it."""
    with path.open("rb") as file:
        data = file.read(HEAD)
    if b"\x00" in data and b"%PDF-" not in data[:1024]:
        raise UnknownForm(f"{path.name} is no text. Convert it to text or XML first.")
    head = decode(data[: data.rfind(b"\n") + 1] or data)
    for reader in READERS:
        if reader.recognises(head):
            return reader
    raise UnknownForm(f"No reader knows the form of {path.name}. Give official texts, Akoma Ntoso XML or record pages.")


def read_file(path: Path) -> Sequence[Found]:
    """All that one file holds; raise :class:`NotAResolution`, :class:`UnknownForm` or ``UnreadableText``."""
    reader = reader_of(path)
    largest, size = LARGEST.get(reader, LARGEST_TEXT), path.stat().st_size
    if size > largest:
        raise UnreadableText(
            f"{path.name} has {size // MEGABYTE} MB; files of this form are read up to {largest // MEGABYTE} MB. Split it."
        )
    return reader.read(path)
