"""The official texts of a corpus folder, for the check of the digests: its files, their words, their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from ingest.edition import Edition
from ingest.errors import IngestError
from ingest.parsing.clean import decode
from ingest.read import read_file
from ingest.resolution import Paragraph

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_SYMBOL_PLACE = 900  # characters: within them the masthead tells the symbol

Words = dict[str, str]
"""Words by key without the resolution's number; the words of sub-paragraphs stand under their own keys."""


def editions(corpus: Path, number: int) -> list[Path]:
    """The files that hold this resolution, best first: Akoma Ntoso, revised text, plain text, scan with annexes."""
    return [
        *sorted(corpus.glob(f"akn/*/*/S_RES[_-]{number}[_ -]*.xml")),
        *sorted(corpus.glob(f"text/gold/S_RES_{number:04}_*.txt")),
        *sorted(corpus.glob(f"text/plain/S-RES-{number}(*.txt")),
        *_scans(corpus, number),
    ]


def _scans(corpus: Path, number: int) -> list[Path]:
    """Scans do not bear the number in their names. They are wanted of 1999 alone, before Akoma Ntoso, for annexes."""
    symbol = re.compile(rf"S/RES/{number} \(\d{{4}}\)")
    wanted = sorted(corpus.glob("text/ocr/1999-*.txt")) if 1216 <= number <= 1284 else []
    return [path for path in wanted if symbol.search(decode(path.read_bytes())[:_SYMBOL_PLACE])]


def official_files(corpus: Path) -> list[Path]:
    """All official texts of the corpus, scans included."""
    patterns = ("akn/**/*.xml", "text/gold/*.txt", "text/plain/*.txt", "text/ocr/*.txt")
    return [file for pattern in patterns for file in sorted(corpus.glob(pattern))]


def running_words(path: Path) -> str:
    """All words of a file in document order, without markup; one space between words.

    Deliberately not through the readers: what they leave out must not be copied either.
    """
    if path.suffix != ".xml":
        return " ".join(decode(path.read_bytes()).split())
    root = etree.parse(path).getroot()
    parts = root.iter(f"{_AKN}preamble", f"{_AKN}mainBody")
    return " ".join(" ".join(str(part.xpath("string()")).split()) for part in parts)


def paragraphs(path: Path, number: int) -> list[Paragraph]:
    """The paragraphs of one resolution in a file; empty where it cannot be read."""
    try:
        editions = [found for found in read_file(path) if isinstance(found, Edition)]
        return [row for edition in editions if edition.number == number for row in edition.paragraphs]
    except IngestError:
        return []


def words_of(rows: Iterable[Paragraph]) -> Words:
    """The words of paragraphs by key without the resolution's number."""
    return {row.key.split("/", 1)[1]: row.words for row in rows}


def annex_points(text: str) -> Words:
    """The numbered points of annexes with arabic numbers ("Annex 2 … 1. …") in a printed text, by key."""
    words: Words = {}
    annexes = re.split(r"\bAnnex (\d)\s", text)
    for label, body in zip(annexes[1::2], annexes[2::2], strict=True):
        for point in re.finditer(r"(?<!\S)(\d{1,2})\. (.*?)(?=\s\d{1,2}\. [A-Z]|$)", body):
            words.setdefault(f"annex{label}/{point[1]}", point[2])
    return words
