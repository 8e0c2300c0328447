"""What is compared: the paragraphs, sub-paragraphs and annex rows of a resolution, with what is needed to match them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.terms import FUNCTION_WORDS, acronyms, stem
from ingest.one_of import ways
from ingest.resolution import Kind, Paragraph
from vectorstore.context import ancestors

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b\d{{1,2}}\s+(?:{_MONTH})(?:\s+(?:19|20)\d\d)?\b|\b(?:{_MONTH})\s+(?:19|20)\d\d\b")
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
PERIOD = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{_ONES}|fifteen|eighteen|twenty(?:[- ]four)?|thirty(?:[- ]six)?|sixty|ninety)(?:\s*\(\d+\))?[\s-]+"
    r"(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
# A symbol of a document or the year of a resolution is a name, no figure.
NAME = ways(
    r"\b[AS]/[\w./()-]+ \bresolutions?\s+\d{1,4}(?:\s*\(\d{4}\))? \b\d{1,4}\s*\((?:19|20)\d\d\)",
    r"\b(?:sub)?paragraphs?\s+\d+(?:\s*\([a-z]+\))*(?:(?:,\s*(?:and|or)|,|\s+and|\s+to|\s+through|\s+or|[-–])\s*\d+\b(?:\s*\([a-z]+\))*(?!\s+[a-z]*(?:days|months)))*",
    r"\b(?:Articles?|[Rr]ules?)\s+\d+ \b\d{4}(?:/\d{4})+",
)
FIGURE = re.compile(r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+(?:\.\d+)?\b")
_TOKEN = re.compile(
    rf"(?P<name>{NAME})|(?P<date>{DATE.pattern})|(?P<figure>{FIGURE.pattern})|(?P<word>[^\W\d_]+(?:['’][a-z]+)?)"
)
_LONG_NAME = re.compile(r"(?<=[\w,;(“] )[A-Z][\w'’-]+(?:\s+(?:(?:of|on|for|and|the)\s+)*[A-Z][\w'’-]+)+")
_NO_BODIES = frozenset(
    ("secretary-general", "security council", "united nations", "member states", "chapter vii", "general assembly")
)
_MOST_NAMES = 3  # in an entry of a list that is all in capitals, of which they are still taken for names
_LONGEST_CONTEXT = 1200  # characters of the points below a paragraph that count as its surroundings


@dataclass(frozen=True)
class Unit:
    """One row of a resolution. ``context`` is the opening words above a sub-point, or what stands below a paragraph.

    ``place`` is the position among all units of the resolution, from 0 to 1; ``parent`` the key of the paragraph.
    """

    paragraph: Paragraph
    context: str
    place: float
    order: int

    @cached_property
    def key(self) -> str:
        return self.paragraph.key

    @cached_property
    def resolution(self) -> int:
        return self.paragraph.resolution

    @property
    def words(self) -> str:
        return self.paragraph.words

    @cached_property
    def parent(self) -> str:
        return self.paragraph.pinpoint.paragraph.key

    @cached_property
    def plain(self) -> str:
        """The words with white space, quotation marks and closing marks made alike, to tell whether two are the same."""
        return plain(self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """Acronyms, and names of several words such as "Panel of Experts", of the bodies it speaks of."""
        long = (" ".join(match.group().split()).lower() for match in _LONG_NAME.finditer(self.words))
        short = acronyms(self.words)
        if len(short) > _MOST_NAMES and not any(map(str.islower, self.words)):
            short = []
        return frozenset([*short, *long]) - _NO_BODIES

    @cached_property
    def terms(self) -> tuple[str, ...]:
        return terms_of(self.words)


def units_of(rows: Sequence[Paragraph]) -> list[Unit]:
    """The units of one resolution in document order; headings are no units, and neither are rows without words."""
    above = ancestors(list(rows))
    below: dict[str, list[str]] = {}
    for row in rows:
        for upper in above.get(row.key, ()):
            below.setdefault(upper.key, []).append(row.words)
    kept = [row for row in rows if row.kind is not Kind.HEADING and row.words.strip()]
    units = []
    for order, row in enumerate(kept):
        openings = " ".join(upper.text for upper in above.get(row.key, ()))
        context = openings or " ".join(below.get(row.key, ()))[:_LONGEST_CONTEXT]
        units.append(Unit(row, " ".join([*row.section, context]).strip(), order / max(1, len(kept) - 1), order))
    return units


# What only joins a passage to the ones around it: "Also decides", "decides further", "To provide", "…; and".
_JOINTS = re.compile(
    r"^(?:and\s+)?to\s+(?=[a-z])|^(?:also|further|likewise)\s+(?=[a-z]+s\b)|(?<=^decides)\s+(?:also|further)(?=[ ,])|[;,]?\s+(?:and|or)$"
)
# "Co-operate", "cease-fire" and "peace-keeping" are the older spellings.
HYPHEN = re.compile(
    r"(?<=\bco|\bre)-(?=[a-z])|(?<=\bsub|\bpre|\bnon)-(?=[a-z])|(?<=\bcease|\bpeace|\binter|\bmulti)-(?=[a-z])",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = ("and to ", "to ", "also ", "further ", "likewise ", "decides "), (" and", " or")
_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    text = text if text.isascii() else text.translate(_MARKS)
    flat = " ".join(text.split()).strip(" .;,:").lower().replace("authoris", "authoriz")
    flat = HYPHEN.sub("", flat) if "-" in flat else flat
    # looked for at each space of a passage they take longer than all the rest
    return _JOINTS.sub("", flat) if flat.startswith(_BEFORE) or flat.endswith(_BEHIND) else flat


@lru_cache(maxsize=8192)
def terms_of(text: str) -> tuple[str, ...]:
    """Stems of the content words in order; dates, figures and names of documents stand as their class."""
    found = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "word":
            word = match.group().lower()
            if word not in FUNCTION_WORDS and len(word) > 1:
                found.append(stem(word))
        elif match["name"]:
            numbers = re.sub(r"\D+", "-", match.group()).strip("-")
            found.append("<paragraph>" if "aragraph" in match.group() or not numbers else numbers)
        else:
            found.append("<date>" if match["date"] else "<figure>")
    return tuple(found)


@lru_cache(maxsize=8192)
def figures_of(text: str) -> tuple[str, ...]:
    """The dates, periods and figures of a text in order; numbers of resolutions and paragraphs are names, not figures."""
    found = []
    covered = 0
    for match in _FIGURES.finditer(ADOPTED_ON.sub("", text)):
        if match.start() >= covered and not match["name"]:
            found.append(re.sub(r"[\s-]+", " ", match.group()))
        covered = match.end()
    return tuple(found)


# "Resolution 8501 (2031) of 3 May 2031": the day of a resolution belongs to its name, and is often left out.
ADOPTED_ON = re.compile(rf"(?<=\((?:19|20)\d\d\)) of (?:{DATE.pattern})")

_PERIOD_WORDS = rf"\b(?i:\d{{1,3}}|{_ONES}|fifteen|eighteen|twenty|thirty|sixty|ninety)(?:[- ](?:four|six))?[\s-]+(?:day|week|month|year)s?\b"
# Each of them begins with a word; asked once, this leaves out most places at once.
_FIGURES = re.compile(rf"\b(?:(?P<name>{NAME})|(?P<date>{DATE.pattern})|(?P<figure>{_PERIOD_WORDS}|{FIGURE.pattern}))")
