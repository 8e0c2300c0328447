"""What a reader is, and the one way it says that a file holds no resolution."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from ingest.edition import Edition
from ingest.errors import IngestError
from ingest.rejected import RejectedDraft

Found: TypeAlias = Edition | RejectedDraft


class NotAResolution(IngestError):
    """The file was understood, but it is a statement, a draft, a companion. It is skipped; this is no failure.

    ``draft`` is the record of a draft that the Council voted on.
    """

    def __init__(self, reason: str, draft: RejectedDraft | None = None) -> None:
        super().__init__(reason, draft)
        self.draft = draft

    def __str__(self) -> str:
        return str(self.args[0])


class Reader(Protocol):
    """A module that reads one form."""

    def recognises(self, head: str) -> bool:
        """Whether the first characters of a file show this form."""

    def read(self, path: Path) -> Sequence[Found]:
        """All editions of a file; :class:`NotAResolution` or :class:`ingest.errors.UnreadableText` where there is none."""
