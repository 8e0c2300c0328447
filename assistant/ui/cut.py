"""A line of an answer, cut at its citations and quotations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import CheckedSentence, Citation, SentenceVerdict, Verdict
from assistant.checking.verify import MARK
from ingest.citation import find_citations

_SHORTEST = 12  # characters; a shorter line of a quotation could be found anywhere
_IN_QUOTES, _PART = re.compile("“([^“”]*…[^“”]*)”"), re.compile("[^…]+")
_OPENING = re.compile(r"[(\[“\"]+$")
# A citation is not found inside a longer one: "para. 1" in "para. 12" or in "para. 1 (a)".
_GOES_ON = re.compile(r"\d| \([a-z0-9]{1,4}\)")
_MARK = re.compile(rf"\s*{re.escape(MARK.strip())}")
_CLOSING = re.compile(r"[)\]”\".,;:]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer: plain, a verified quotation, or a citation.

    ``before`` and ``after`` are brackets and stops that stay on a citation's line. ``mark`` tells that the sentence before
    it is not supported, ``reasons`` why.
    """

    text: str
    citation: Citation | None = None
    quoted: bool = False
    before: str = ""
    after: str = ""
    mark: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    piece: Piece


class Cutter:
    """Cuts the lines of one answer, in the order in which they stand there.

    A citation is found by its spelling, or else by what it names: a model may write "paragraph 2 of resolution 1373
    (2001)" for ``S/RES/1373 (2001), para. 2``. Where a paragraph is cited several times, each place takes the next.
    """

    def __init__(self, citations: Sequence[Citation], sentences: Sequence[CheckedSentence] = ()) -> None:
        self._reasons = [s.reasons for s in sentences if s.verdict is SentenceVerdict.NOT_SUPPORTED]
        self._spelled: dict[str, list[Citation]] = defaultdict(list)
        self._named: dict[str, list[Citation]] = defaultdict(list)
        for citation in citations:
            self._spelled[citation.citation].append(citation)
            if citation.key:
                self._named[citation.key].append(citation)
        quoted = [c.quote for c in citations if c.verdict is Verdict.QUOTED]
        self._whole = [" ".join(quote.split()) for quote in quoted]
        lines = {line.strip() for quote in quoted for line in quote.splitlines()} - self._spelled.keys()
        self._quotes = {line for line in lines if len(line) >= _SHORTEST} | {q for q in quoted if "\n" not in q}
        self._needles = sorted({*self._spelled, *self._quotes} - {""}, key=len, reverse=True)

    def __call__(self, line: str) -> list[Piece]:
        spelled = list(self._find_spelled(line))
        named = [n for n in self._find_named(line) if not any(n.start < s.end and s.start < n.end for s in spelled)]
        named += self._find_shortened(line)
        marks = [_Place(m.start(), m.end(), self._mark()) for m in _MARK.finditer(line)]
        pieces: list[Piece] = []
        start = 0
        for place in sorted([*spelled, *named, *marks], key=lambda p: p.start):
            if place.start >= start:
                pieces += [Piece(line[start : place.start])] * (place.start > start)
                pieces.append(place.piece)
                start = place.end
        pieces += [Piece(line[start:])] * (start < len(line))
        return _glued(pieces)

    def _mark(self) -> Piece:
        return Piece(MARK.strip(), mark=True, reasons=self._reasons.pop(0) if self._reasons else ())

    def _find_spelled(self, line: str) -> Iterator[_Place]:
        taken = 0
        for start, _, words in sorted(self._occurrences(line)):
            if start < taken:
                continue
            taken = start + len(words)
            if words in self._spelled:
                yield _Place(start, taken, Piece(words, citation=_next(self._spelled[words])))
            else:
                yield _Place(start, taken, Piece(words, quoted=True))

    def _occurrences(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Where each spelling and quotation begins, the longer ones before others. A pattern of them all would be compiled for each answer."""
        for rank, words in enumerate(self._needles):
            start = line.find(words)
            while start >= 0:
                if words not in self._spelled or not _GOES_ON.match(line, start + len(words)):
                    yield start, rank, words
                start = line.find(words, start + 1)

    def _find_shortened(self, line: str) -> Iterator[_Place]:
        """What is left of quotations in which words are left out, as far as it stands in one of the texts quoted."""
        for quotation in _IN_QUOTES.finditer(line):
            for part in _PART.finditer(quotation[1]):
                words = part.group().strip()
                if len(words) >= _SHORTEST and any(words in whole for whole in self._whole):
                    start = quotation.start(1) + part.start() + part.group().index(words)
                    yield _Place(start, start + len(words), Piece(words, quoted=True))

    def _find_named(self, line: str) -> Iterator[_Place]:
        taken = -1
        for found in find_citations(line, known=lambda _: True) if self._named else ():
            if found.start >= taken and (citations := self._named.get(found.pinpoint.key)):
                yield _Place(found.start, found.end, Piece(line[found.start : found.end], citation=_next(citations)))
                taken = found.end


def _next(citations: list[Citation]) -> Citation:
    return citations.pop(0) if len(citations) > 1 else citations[0]


def _glued(pieces: list[Piece]) -> list[Piece]:
    """Give each citation the brackets and stops that touch it: no line may end in a lone bracket."""
    glued = list(pieces)
    for i, piece in enumerate(pieces):
        if piece.citation is None:
            continue
        before = after = ""
        if i and _is_plain(glued[i - 1]) and (opening := _OPENING.search(glued[i - 1].text)):
            before = opening.group()
            glued[i - 1] = replace(glued[i - 1], text=glued[i - 1].text[: opening.start()])
        if i + 1 < len(glued) and _is_plain(glued[i + 1]) and (closing := _CLOSING.match(glued[i + 1].text)):
            after = closing.group()
            glued[i + 1] = replace(glued[i + 1], text=glued[i + 1].text[closing.end() :])
        glued[i] = replace(piece, before=before, after=after)
    return [piece for piece in glued if piece.text]


def _is_plain(piece: Piece) -> bool:
    return piece.citation is None and not piece.quoted and not piece.mark
