"""A text cut into sentences, as carefully as citations, lists and quotations need.

A sentence never goes beyond its line, unless the next line goes on in the middle of it. A stop ends a sentence only
where something begins after it; it does not after an abbreviation ("para. 2", "No. 4"), an initial, or inside
a quotation. What stands alone behind a sentence and is nothing but citations belongs to that sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.checking.tokens import GAP, signs
from ingest.citation import Found, find_citations

_BLANK = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"[ \t]*(?:[-–—•*+>]+[ \t]+|#+[ \t]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)][ \t]+)")
_STOP = re.compile(r"[.!?]+(?:[”\"’')\]»*_]|\[\d+\])*(?=\s|$)")
# What may stand before a stop that ends nothing, lower case.
_ABBREVIATIONS = frozenset(
    """para paras subpara subparas no nos res art arts op ops pp pmbl preamb sect sec ann vol vols p cf e.g i.e etc al vs v viz
    mr mrs ms dr st gen col lt sgt capt prof hon h.e u.n u.s u.k s.c jan feb mar apr jun jul aug sep sept oct nov dec fig ch ca approx
    incl resp ed eds rev corr add doc docs inc ltd co""".split()
)
_WORD_BEFORE = re.compile(r"[\w.]+$")
_OPENS = re.compile(r"[\"“”«'‘(\[*_]*(?:[A-Z0-9¶§]|[\"“«‘(\[])")
_OPENING, _CLOSING = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text[start:end]``. ``block`` counts the paragraphs of the text, ``line`` its lines; ``item`` tells
    that it stands in a list; ``leads`` that it ends in a colon, so that what follows belongs to it."""

    start: int
    end: int
    text: str
    block: int
    line: int
    item: bool = False
    leads: bool = False


_BRACKET = re.compile(r"[(\[](?=\s*(?:see |see also |cf\.? |under |in )?S/RES/)", re.IGNORECASE)


def citations_in(text: str) -> list[Found]:
    """The references in ``text`` that name a resolution by its number.

    A bracket separates: "paragraph 13 (S/RES/9901 (2031), para. 4)" cites paragraph 4, whatever has a paragraph 13.
    """
    found = find_citations(_BRACKET.sub("|", text), known=lambda _: True)
    return [each for each in found if str(each.pinpoint.resolution) in text[each.start : each.end]]


def sentences_in(text: str, references: Sequence[Found] = ()) -> list[Sentence]:
    """The sentences of ``text`` in order. ``references`` are the citations found in it."""
    found: list[Sentence] = []
    line = 0
    for block, (start, end) in enumerate(_blocks(text)):
        for from_, to, item in _lines(text, start, end):
            pieces = [
                Sentence(a, b, text[a:b], block, line, item, text[a:b].rstrip("*_ ").endswith(":"))
                for a, b in _cut(text, from_, to, references)
            ]
            found += _with_citations_behind(pieces, text, references)
            line += 1
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BLANK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The lines of a block without the marks of lists; a line that goes on in the next one is given as one."""
    opened: tuple[int, int, bool] | None = None
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        mark = _ITEM.match(text, start, stop)
        begins = text[start:stop].lstrip()[:1]
        if opened and not mark and (begins.islower() or begins in {"(", "["}):
            opened = (opened[0], stop, opened[2])
        else:
            if opened:
                yield opened
            opened = (mark.end() if mark else start, stop, mark is not None)
        start = stop + 1
    if opened:
        yield opened


def _cut(text: str, start: int, end: int, references: Sequence[Found]) -> Iterator[tuple[int, int]]:
    inside = [*_quoted(text, start, end), *((found.start, found.end) for found in references)]
    begin = start
    for stop in _STOP.finditer(text, start, end):
        rest = text[stop.end() : end]
        if (
            stop.start() < begin
            or any(a < stop.start() < b - 1 and stop.end() < b for a, b in inside)
            or not rest.strip()
        ):
            continue
        if (text[stop.start()] == "." and not _ends(text, begin, stop)) or not _OPENS.match(rest.lstrip()):
            continue
        after = _bracket_behind(text, stop.end(), end, references)
        yield from _trimmed(text, begin, after)
        begin = after
    yield from _trimmed(text, begin, end)


def _bracket_behind(text: str, at: int, end: int, references: Sequence[Found]) -> int:
    """The end of a bracket of citations that follows the stop of its sentence; ``at`` where there is none."""
    opening = re.compile(r"\s*[(\[]").match(text, at, end)
    inside = [found.end for found in references if opening and opening.end() <= found.start <= opening.end() + 8]
    while inside:
        close = re.compile(r"[)\]][.;]?").search(text, inside[-1], end)
        more = [found.end for found in references if close and inside[-1] <= found.start < close.start()]
        if close is None or not more:
            piece = text[inside[-1] : close.start()] if close else " "
            return close.end() if close and not piece.strip() else at
        inside = more
    return at


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the stop ends a sentence, by the word before it."""
    before = _WORD_BEFORE.search(text, begin, stop.start())
    if before is None or (stop.end() - stop.start() > 1 and stop.group()[1:2] not in {".", ""}):
        return True
    word = before.group()
    if len(word) == 1 and word.isalpha() and word.isupper():  # an initial, as in "U. Thant"
        return False
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return False
    return word.lower() not in _ABBREVIATIONS


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between quotation marks that are closed on the same line."""
    found, opened = [], -1
    straight = -1
    for at in range(start, end):
        character = text[at]
        if character in _OPENING and opened < 0:
            opened = at
        elif character in _CLOSING and opened >= 0:
            found.append((opened, at + 1))
            opened = -1
        elif character == '"':
            if straight < 0:
                straight = at
            else:
                found.append((straight, at + 1))
                straight = -1
    return found


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(character.isalnum() for character in text[start:end]) or signs(text[start:end]):
        yield start, end


def _with_citations_behind(pieces: list[Sentence], text: str, references: Sequence[Found]) -> list[Sentence]:
    """A piece that is nothing but citations goes to the sentence before it: "It extends it. (S/RES/…)"."""
    joined: list[Sentence] = []
    for piece in pieces:
        if joined and only_citations(piece, references):
            last = joined[-1]
            joined[-1] = replace(last, end=piece.end, text=text[last.start : piece.end])
        else:
            joined.append(piece)
    return joined


def only_citations(piece: Sentence, references: Sequence[Found]) -> bool:
    """Whether nothing but citations stands there, with what joins them ("See", "and")."""
    words = blanked(piece, references)
    return words != piece.text and not re.sub(r"\b(?:see|also|cf|and|in|source|sources|per)\b|[\W_]", "", words.lower())


def blanked(piece: Sentence, references: Sequence[Found]) -> str:
    """The words of a sentence with its citations blanked out, of the same length."""
    words = piece.text
    for found in references:
        a, b = max(found.start, piece.start) - piece.start, min(found.end, piece.end) - piece.start
        if a < b:
            words = words[:a] + GAP.ljust(b - a) + words[b:]
    return words
