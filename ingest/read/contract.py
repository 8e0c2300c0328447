"""What a reader is, and the one way it says that a file holds no resolution."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from ingest.edition import Edition
from ingest.errors import IngestError
from ingest.rejected import RejectedDraft

STATEMENT = "presidential statement"
A_STATEMENT = f"a {STATEMENT}"
Found: TypeAlias = Edition | RejectedDraft


class NotAResolution(IngestError):
    """The file was understood, but it is a statement, a draft, a companion. It is skipped; this is no failure.

    ``draft`` is the record of a draft that the Council voted on; ``kind`` names a kind of document that is counted.
    """

    def __init__(self, reason: str, draft: RejectedDraft | None = None, kind: str = "") -> None:
        super().__init__(reason, draft, kind)
        self.draft = draft
        self.kind = kind

    def __str__(self) -> str:
        return str(self.args[0])


def presidential_statement(symbol: str) -> NotAResolution:
    """What a reader raises for a statement by the President of the Council. Nothing is answered from one."""
    return NotAResolution(f"{A_STATEMENT} ({symbol})", kind=STATEMENT)


class Reader(Protocol):
    """A module that reads one form."""

    def recognises(self, head: str) -> bool:
        """Whether the first characters of a file show this form."""

    def read(self, path: Path) -> Sequence[Found]:
        """All editions of a file; :class:`NotAResolution` or :class:`ingest.errors.UnreadableText` where there is none."""
