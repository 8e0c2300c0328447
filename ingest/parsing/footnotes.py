"""Footnotes of printed texts: the list at the end, and the marks inside the text that point to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.one_of import ways
from ingest.parsing.blocks import Block
from ingest.parsing.clean import one_line

_NOTE = re.compile(r"^(?P<mark>\d{1,3}/?|\*{1,3})\s+(?P<text>\S.*)")
# A number after these words belongs to the sentence and is no mark.
_COUNTED = re.compile(
    "(?:"
    + ways(
        r"paragraphs? paras?\.? articles? resolutions? chapters? annex(?:es)? points? sections? rules? parts?",
        r"items? nos?\.? and or to of than by within least the for on from until before after between until",
        "document report article are is",
    )
    + r")\s*$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s+(?:"
    + ways(
        r"of\b days? months? years? weeks? hours? members? votes? States January February March April May June",
        r"July August September October November December per\b kilomet metres to\b and\b above below persons \(",
        r"\d",
    )
    + ")"
)


def split_notes(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Footnotes ("29 S/8561.") of the last lines of a text, and lines that belong to none."""
    notes: list[str] = []
    stray: list[str] = []
    for line in (printed.strip("\f ") for printed in text.split("\n")):
        if not line:
            continue
        if _NOTE.match(line):
            notes.append(line)
        elif notes:
            notes[-1] += f" {line}"
        else:
            stray.append(line)
    return tuple(one_line(note) for note in notes), tuple(one_line(line) for line in stray)


def drop_marks(blocks: list[Block], notes: tuple[str, ...]) -> list[Block]:
    """Take the marks of known footnotes out of the words.

    A number counts as a mark only where it stands behind a word or a comma and before a space or a stop, and where
    neither side makes it part of the sentence ("paragraph 3", "3 months"). Behind a bare word only the first is taken.
    """
    marks = [match["mark"] for note in notes if (match := _NOTE.match(note)) is not None]
    for mark in dict.fromkeys(marks):
        pattern = re.compile(rf"(?<=[\w)”\"’;,.])(?P<space>\s?)(?<!\d){re.escape(mark)}(?![\w/]|\.\d)")
        taken = False
        for index, block in enumerate(blocks):
            for place in reversed(list(_places(pattern, block.text))):
                certain = not block.text[: place.start()].rstrip()[-1:].isalnum() or place.end() == len(block.text)
                if certain or not taken:
                    text = blocks[index].text[: place.start()] + blocks[index].text[place.end() :]
                    blocks[index] = replace(blocks[index], text=re.sub(r"\s+([,;.])", r"\1", text).strip())
                    taken = True
    # A number behind the comma that ends a clause can be nothing else, even where its note is lost.
    return [replace(block, text=re.sub(r"(?<=[a-z)”][,;])\s\d{1,3}$", "", block.text)) for block in blocks]


def _places(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match["space"] == "" and before[-1:].isdigit():
            continue
        if not _COUNTED.search(before) and not _UNIT.match(after):
            yield match
