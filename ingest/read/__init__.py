"""Readers, one a form. A file is recognised by what is in it, never by its name.

``read_file`` is the door: it finds the reader that recognises a file and returns the editions in it. To add a form,
write a module with ``recognises(head)`` and ``read(path)`` and put it into ``READERS``.
"""

from __future__ import annotations

from pathlib import Path

from ingest.clean import decode
from ingest.edition import Edition
from ingest.errors import UnknownForm
from ingest.read import akn, data_extract, gold, ocr, official, pdf, record_page
from ingest.read.contract import NotAResolution, Reader

__all__ = ["READERS", "NotAResolution", "Reader", "read_file", "reader_of"]

READERS: tuple[Reader, ...] = (pdf, akn, data_extract, record_page, ocr, gold, official)
HEAD = 6_000  # bytes that a reader sees to recognise a form


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


def read_file(path: Path) -> list[Edition]:
    """All editions in one file; raise :class:`NotAResolution`, :class:`UnknownForm` or ``UnreadableText``."""
    return reader_of(path).read(path)
