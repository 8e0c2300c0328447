"""What is exported, before it is a file: headings, passages and tables, and the sources that become footnotes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from assistant.answer import Verdict
from assistant.export.styles import Style, cite
from assistant.records.documents import document, meeting_record
from assistant.terminal import CONTROLS
from assistant.wording import day_in_words
from ingest.pinpoint import Pinpoint
from ingest.resolution import Paragraph, Resolution, TextStatus
from vectorstore.catalogue import Catalogue

# What XML does not allow, besides what a terminal would act on.
_NO_CHARACTERS = re.compile(r"[\ufffe\uffff]")


class Look(Enum):
    """How words are set."""

    PLAIN = auto()
    STRONG = auto()
    FAINT = auto()
    GONE = auto()
    COME = auto()
    MOVED_FROM = auto()
    MOVED_TO = auto()
    WARNING = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with one look."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Source:
    """A verified citation. ``citation`` is in the style that was chosen; ``remark`` says what a reader must know."""

    key: str
    citation: str
    link: str
    verdict: Verdict
    quote: str = ""
    remark: str = ""

    @property
    def note(self) -> str:
        """The words of the footnote before its link."""
        return f"{self.citation}{'' if self.citation.endswith('.') else '.'}{f' {self.remark}' if self.remark else ''}"


Inline = Words | Source
"""A source among words is a mark of a footnote."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the export, or an item of a list."""

    inlines: tuple[Inline, ...]
    item: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. A row whose first cell is empty belongs to the row above it."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Heading | Passage | Table


@dataclass(frozen=True, slots=True)
class Document:
    """``facts`` stand below the title: the question, the corpus's last day, the date of the export. ``unsupported``
    are the citations that did not stand up; they are listed apart and are no footnotes."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    unsupported: tuple[str, ...] = ()
    exported: dt.date = field(default_factory=dt.date.today)

    def sources(self) -> Iterator[Source]:
        """Every mark of a footnote in order, repetitions included."""
        for block in self.blocks:
            if isinstance(block, Passage):
                yield from (each for each in block.inlines if isinstance(each, Source))
            elif isinstance(block, Table):
                yield from (each for row in block.rows for cell in row for each in cell if isinstance(each, Source))


class Citing:
    """Makes sources in one style, and remembers the records they need."""

    def __init__(self, catalogue: Catalogue, style: Style) -> None:
        self.catalogue = catalogue
        self.style = style
        self._records: dict[int, Resolution | None] = {}

    def record(self, number: int) -> Resolution | None:
        if number not in self._records:
            self._records[number] = self.catalogue.record(number)
        return self._records[number]

    def meetings(self, numbers: Iterable[int]) -> str:
        """Of each resolution the record of the meeting at which it was adopted, with its address, where it is known."""
        records = [record for number in dict.fromkeys(numbers) if (record := self.record(number)) is not None]
        return "; ".join(
            f"{record.symbol}: {meeting_record(record.meeting)}, {document(meeting_record(record.meeting))}"
            for record in records
            if record.meeting
        )

    def source(self, key: str, verdict: Verdict, quote: str = "", paragraph: Paragraph | None = None) -> Source | None:
        """The source of a key; ``None`` where the catalogue does not know the resolution."""
        place = Pinpoint.parse(key)
        record = self.record(place.resolution)
        if record is None:
            return None
        paragraph = paragraph or self.catalogue.paragraph(key)
        numbered = paragraph.numbered if paragraph is not None else True
        remarks = ["Retrieved; nothing is quoted from it."] if verdict is Verdict.RETRIEVED else []
        remarks += ["A digest, not the official text."] if record.status is TextStatus.DIGEST else []
        return Source(
            key, cite(place, record, self.style, numbered=numbered), record.link, verdict, quote, " ".join(remarks)
        )


def facts_of(*pairs: tuple[str, str], corpus_end: dt.date | None, exported: dt.date) -> tuple[tuple[str, str], ...]:
    """The facts that are known, and the two days that every export names."""
    days = (
        ("Texts known up to", day_in_words(corpus_end) or "an unknown day"),
        ("Exported on", day_in_words(exported)),
    )
    return tuple((name, value) for name, value in (*pairs, *days) if value)


def printable(text: str) -> str:
    """The text without characters that no file may hold."""
    return _NO_CHARACTERS.sub("", CONTROLS.sub("", text))


def plain(inlines: Sequence[Inline]) -> str:
    """The words without looks and marks."""
    return "".join(each.text for each in inlines if isinstance(each, Words))
