"""The text of an answer in blocks: paragraphs, lists, which are tables where they are long, and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from assistant.answer import Answer
from assistant.ui.cut import Cutter, Piece
from assistant.ui.talk.rows import Table, as_table

_FOLDED = 90  # words; of a longer quotation the first lines are shown
_YES_OR_NO = tuple(f"{word}{stop}" for word in ("Yes", "No") for stop in ":.,")
_CHUNK = re.compile(r"\n\s*\n")
_SOURCE = re.compile(r"\s*—\s+")
_ITEM = re.compile(r"\s*[-–•*]\s+(?=\S)")


@dataclass(slots=True)
class Block:
    """A paragraph of an answer, a list (a line each, a long one also as a ``table``), or a quotation with the line that says where it
    stands. ``lead`` is the "Yes:" or "No:" with which an answer begins."""

    lines: list[list[Piece]] = field(default_factory=list)
    form: Literal["text", "list", "quotation"] = "text"
    source: list[Piece] = field(default_factory=list)
    table: Table | None = None
    lead: str = ""

    @property
    def words(self) -> int:
        return sum(len(piece.text.split()) for line in self.lines for piece in line)

    @property
    def is_long(self) -> bool:
        return self.form == "quotation" and self.words > _FOLDED


def lead(block: Block) -> None:
    """Set apart the word with which an answer says yes or no."""
    first = block.lines[0][0] if block.form == "text" and block.lines and block.lines[0] else None
    if first is not None and _is_text(first) and first.text.startswith(_YES_OR_NO):
        end = min(first.text.find(stop) for stop in ":.," if stop in first.text) + 1
        block.lead, block.lines[0][0] = first.text[:end], replace(first, text=first.text[end:])


def _is_text(piece: Piece) -> bool:
    return piece.citation is None and not piece.quoted and not piece.mark


def tables_of(answer: Answer) -> list[Table]:
    """The lists of an answer that are shown as tables."""
    cut = Cutter(answer.citations, answer.sentences)
    return [block.table for block in blocks_of(answer.text, cut) if block.table is not None]


def blocks_of(text: str, cut: Cutter) -> list[Block]:
    """The blocks of a text, one after the other."""
    return [block for chunk in _CHUNK.split(text.strip()) for block in _chunk(chunk.splitlines(), cut)]


def _chunk(lines: list[str], cut: Cutter) -> Iterator[Block]:
    """The blocks of lines that stand together: a quotation, or paragraphs and lists."""
    if len(lines) > 1 and lines[0].lstrip().startswith("“") and (source := _SOURCE.match(lines[-1])):
        words = [cut(line.strip()) for line in lines[:-1]]
        yield Block(words, "quotation", cut(lines[-1][source.end() :]))
        return
    for listed, group in groupby(lines, lambda line: _ITEM.match(line) is not None):
        if listed:
            items = [cut(_ITEM.sub("", line, count=1)) for line in group]
            yield Block(items, "list", table=as_table(items))
        else:
            yield from (Block([cut(line.strip())]) for line in group if line.strip())
