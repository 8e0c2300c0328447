"""What is ordered, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from ingest.download.sources import Source

__all__ = ["ENGLISH", "Addresses", "Order", "Outcome"]

ENGLISH = "English"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the sources are. Each may be a mirror with ``http`` or ``https``, or a path on this disk.

    ``unxml_api`` is the repository in the interface of GitHub, ``unxml_archive`` a packed commit, ``unxml_files`` one
    file of a commit; ``{commit}`` and ``{path}`` stand for these. ``cr_unsc`` is a record in the interface of Zenodo,
    ``documents`` the look-up of symbols. ``hosts`` are further hosts that may be redirected to.
    """

    unxml_api: str
    unxml_archive: str
    unxml_files: str
    cr_unsc: str
    documents: str
    hosts: frozenset[str] = frozenset()

    def of(self, source: Source) -> tuple[str, ...]:
        return {
            Source.UNXML: (self.unxml_api, self.unxml_archive, self.unxml_files),
            Source.CR_UNSC: (self.cr_unsc,),
            Source.DOCUMENTS: (self.documents,),
        }[source]


@dataclass(frozen=True, slots=True)
class Order:
    """``folder`` takes the downloads. ``commit`` is a commit, branch or tag of the repository.

    ``known`` is number and year of the newest resolution that is there already; with ``newer_only`` nothing older is
    fetched, unless it came from here before and has changed since. ``symbols`` are single resolutions to fetch as PDF, by
    number and year. ``dry`` asks the sources what there is and fetches nothing.
    """

    folder: Path
    addresses: Addresses
    sources: tuple[Source, ...] = tuple(Source)
    commit: str = "HEAD"
    languages: tuple[str, ...] = (ENGLISH,)
    full_tables: bool = False
    known: tuple[int, int] | None = None
    newer_only: bool = False
    symbols: tuple[tuple[int, int], ...] = ()
    today: dt.date = field(default_factory=dt.date.today)
    dry: bool = False


@dataclass(slots=True)
class Outcome:
    """What one source gave.

    ``version`` is a commit or a record. ``fetched`` are files that are new or changed, ``kept`` counts those that were
    there as they should be, ``removed`` those the source has no more; ``newer`` are all that are newer than what was
    known, fetched now or before. ``size`` counts the bytes that came, or in a dry
    run would come (``None``: the source does not say; then ``about`` is an estimate). ``checked`` says against what the
    files were held, ``newest`` is number and year of the newest resolution, ``notes`` are for the reader, ``problem`` ends
    with what to do.
    """

    source: Source
    version: str = ""
    fetched: list[Path] = field(default_factory=list)
    newer: list[Path] = field(default_factory=list)
    kept: int = 0
    removed: int = 0
    size: int | None = 0
    about: int = 0
    files: int = 0
    checked: str = ""
    newest: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)
    problem: str = ""
