"""What a reader is, and the one way it says that a file holds no resolution."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ingest.edition import Edition
from ingest.errors import IngestError


class NotAResolution(IngestError):
    """The file was understood, but it is a statement, a draft, a companion. It is skipped; this is no failure."""


class Reader(Protocol):
    """A module that reads one form."""

    def recognises(self, head: str) -> bool:
        """Whether the first characters of a file show this form."""

    def read(self, path: Path) -> list[Edition]:
        """All editions of a file; :class:`NotAResolution` or :class:`ingest.errors.UnreadableText` where there is none."""
