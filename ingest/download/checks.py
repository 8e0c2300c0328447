"""Whether a file that came is what was asked for: its size, its type, its hash."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

__all__ = ["Kind", "Wanted", "digest_of", "fault_of", "git_blob", "is_web_page"]

_HEAD = 1024
_CHUNK = 1 << 20
_WEB_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BOM = b"\xef\xbb\xbf"


class Kind(StrEnum):
    """The types of files that are fetched."""

    ZIP = "zip archive"
    PDF = "PDF"
    XML = "XML"
    JSON = "JSON"
    CSV = "table"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file of a source, called ``name`` where progress is shown.

    ``address`` is an address or a path on this disk. ``size`` in bytes and ``digest`` (``md5:…``, ``sha256:…`` or
    ``git:…``, in hex) are what the source says of it, where it does. ``most`` bounds the size in any case.
    """

    address: str
    kind: Kind
    size: int | None = None
    digest: str = ""
    most: int = 100_000_000
    name: str = ""

    @property
    def bound(self) -> int:
        return self.most if self.size is None else min(self.size, self.most)


def is_web_page(head: bytes) -> bool:
    """Whether a file begins like a page for a browser: a landing page, a sign-in, a refusal."""
    return _WEB_PAGE.match(head.removeprefix(_BOM)) is not None


def fault_of(path: Path, wanted: Wanted) -> str:
    """What is wrong with a file that came whole, in words that complete "It …"; empty where nothing is."""
    size = path.stat().st_size
    if wanted.size is not None and size != wanted.size:
        return f"has {size:,} bytes where {wanted.size:,} were announced"
    if wanted.digest:  # it says more than any look at the type
        same = digest_of(path, wanted.digest.partition(":")[0]) == wanted.digest
        return "" if same else "is not the file that the source describes (its hash differs)"
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _HEAD))
        tail = file.read()
    return _fault_of_type(path, wanted.kind, head, tail)


def _fault_of_type(path: Path, kind: Kind, head: bytes, tail: bytes) -> str:
    if is_web_page(head):
        return "is a web page"
    start = head.removeprefix(_BOM).lstrip()
    if kind is Kind.ZIP:
        if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return "is no zip archive"
        return "" if zipfile.is_zipfile(path) else "is a zip archive without its end"
    if kind is Kind.PDF:
        if b"%PDF-" not in head:
            return "is no PDF"
        return "" if b"%%EOF" in tail else "is a PDF without its end"
    if kind is Kind.XML:
        if not start.startswith(b"<"):
            return "is no XML"
        return "" if tail.rstrip().endswith(b">") else "is XML without its end"
    if kind is Kind.JSON:
        return "" if start.startswith((b"{", b"[")) else "is no JSON"
    return "is no table" if b"\x00" in head else ""


def digest_of(path: Path, algorithm: str) -> str:
    """``algorithm:hex`` of a file; ``git`` is the name that git gives its content."""
    with path.open("rb") as file:
        if algorithm == "git":
            digest: Any = git_blob(path.stat().st_size)
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        else:
            digest = hashlib.file_digest(file, _digest(algorithm))
    return f"{algorithm}:{digest.hexdigest()}"


def git_blob(size: int) -> Any:
    """The hash of a git blob of this size, still without its content."""
    return hashlib.sha1(b"blob %d\x00" % size, usedforsecurity=False)


def _digest(algorithm: str) -> Callable[[], Any]:
    return lambda: hashlib.new(algorithm, usedforsecurity=False)
