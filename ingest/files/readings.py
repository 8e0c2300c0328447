"""What one file gave when it was read, and what was made of it: kept so that no file is read twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from ingest.edition import Edition, Form
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution

_NEVER = 1_000_000_000


class Record(BaseModel):
    """A value that is written down and does not change."""

    model_config = ConfigDict(frozen=True)


class Skipped(Record):
    """A file that gave nothing. ``broken`` is true where a text was expected and could not be read; ``kind`` names what
    was recognised and is no resolution, such as a presidential statement."""

    path: str
    reason: str
    broken: bool = False
    kind: str = ""


class Reading(Record):
    """What one file gave, or in ``reason`` why it gave nothing. Not ``lasting``: the disk failed, not the file."""

    editions: tuple[Edition, ...] = ()
    drafts: tuple[RejectedDraft, ...] = ()
    reason: str = ""
    broken: bool = False
    lasting: bool = True
    kind: str = ""


class Mention(Record):
    """An edition without its words; ``edition`` is the key under which a memory keeps it whole."""

    number: int
    form: Form
    source: str
    edition: str


class Outline(Record):
    """A :class:`Reading` without the words of its editions."""

    mentions: tuple[Mention, ...] = ()
    drafts: tuple[RejectedDraft, ...] = ()
    reason: str = ""
    broken: bool = False
    kind: str = ""


class Merged(Record):
    """A merged resolution, and for which corpora it would be the same.

    Whether a number that a text names is a resolution depends on the highest number of the corpus: ``least`` is the
    highest that was asked about and there, ``most`` one less than the lowest that was asked about and not there.
    """

    resolution: Resolution
    least: int = 0
    most: int = _NEVER

    def holds(self, highest: int) -> bool:
        return self.least <= highest <= self.most


class Memory(Protocol):
    """Keeps what files gave, and what came of merging it."""

    def outlines(self, keys: Iterable[str]) -> dict[str, tuple[str, Outline]]:
        """For each key that is known the version of the reader and the outline."""

    def keep(self, version: str, readings: Mapping[str, Reading]) -> dict[str, Outline]:
        """Keep readings for good, in place of those of another version."""

    def editions(self, keys: Iterable[str]) -> dict[str, Edition]:
        """The editions that are known, by their keys."""

    def merged(self, keys: Iterable[str]) -> dict[str, Merged]:
        """The results of merging that are known, by the key that :func:`ingest.pipeline.read_survey` made for each."""

    def keep_merged(self, results: Mapping[str, Merged]) -> None:
        """Keep results of merging."""


class Forgetful:
    """A memory that ends with the run."""

    def __init__(self) -> None:
        self._editions: dict[str, Edition] = {}

    def outlines(self, keys: Iterable[str]) -> dict[str, tuple[str, Outline]]:
        return {}

    def keep(self, version: str, readings: Mapping[str, Reading]) -> dict[str, Outline]:
        kept = {key: outline_of(reading, key) for key, reading in readings.items()}
        for key, outline in kept.items():
            self._editions |= zip((m.edition for m in outline.mentions), readings[key].editions, strict=True)
        return kept

    def editions(self, keys: Iterable[str]) -> dict[str, Edition]:
        return {key: self._editions[key] for key in keys}

    def merged(self, keys: Iterable[str]) -> dict[str, Merged]:
        return {}

    def keep_merged(self, results: Mapping[str, Merged]) -> None:
        pass


def outline_of(reading: Reading, key: str, keys: Sequence[str] = ()) -> Outline:
    """The outline of a reading; the editions are kept under ``keys``, or numbered after the ``key`` of the file."""
    keys = keys or [f"{key}#{position}" for position in range(len(reading.editions))]
    return Outline(
        mentions=tuple(
            Mention(number=edition.number, form=edition.form, source=edition.source, edition=kept_as)
            for edition, kept_as in zip(reading.editions, keys, strict=True)
        ),
        drafts=reading.drafts,
        reason=reading.reason,
        broken=reading.broken,
        kind=reading.kind,
    )


class Source(Record):
    """A file as it was when it was last read.

    ``path`` is absolute, ``modified`` in nanoseconds, ``digest`` the SHA-256 of the content in hex. ``root`` is the path
    given by the user under which it was found, ``run`` the number of the ingestion that found this content. ``members``
    are the keys under which a :class:`Memory` keeps what was read: one, or one for each file of an archive, with its ``names``; ``gave`` the
    numbers of the resolutions told of. ``reader`` is the :func:`reader_version` that read it, empty before.
    """

    path: str
    root: str
    size: int
    modified: int
    digest: str
    run: int
    packed: bool = False
    reader: str = ""
    members: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    gave: tuple[int, ...] = ()
    forms: dict[str, int] = {}
    skipped: tuple[Skipped, ...] = ()
