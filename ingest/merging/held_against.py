"""Editions of one resolution held against each other: where two stored texts differ in a Chapter, a day, a number or a verb."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ingest.annotating.annotate import force_of, verb_of
from ingest.annotating.time_expressions import MONTHS, NUMBERS
from ingest.edition import Edition
from ingest.pinpoint import Kind
from ingest.resolution import Difference, Paragraph, Reads
from ingest.wording import OPERATIVE_VERB

__all__ = ["BY_MAJORITY", "differences"]

BY_MAJORITY = "two of three texts"
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+|[^\W\d_]+")
_NUMERAL = re.compile(r"[IVX]+|\d{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_BRACKETS = re.compile(r"\s?\((?:19|20)\d\d\)")
_DIVISIONS = frozenset("chapter chapters article articles".split())
# words behind a number that count nothing, as behind the number of a footnote
_NO_UNIT = frozenset(
    "above below and but for from that the this which with who whose was were are has have had".split()
)
_UNITS = frozenset("day days week weeks month months year years member members".split())
_ROMAN = {"i": 1, "v": 5, "x": 10}
_LONGEST = 3  # words in a row that differ; more are another wording
_ALIKE = 70.0  # likeness, of 100, of two paragraphs whose verbs are held against each other


@dataclass(frozen=True, slots=True)
class _Token:
    row: Paragraph
    start: int
    end: int
    text: str
    before: re.Match[str] | None
    match: re.Match[str]
    after: re.Match[str] | None

    @property
    def reads(self) -> Reads | None:
        """What it tells; asked only of words that differ."""
        return _reads(self.row.words, self.before, self.match, self.after)


def differences(kept: Edition, editions: Sequence[Edition]) -> tuple[Difference, ...]:
    """What the other texts among ``editions`` read otherwise than the one whose words are kept, in document order.

    Settled where two of three texts agree; else ``better`` is empty.
    """
    tokens = _tokens(kept)
    others = [one for one in editions if one is not kept and one.paragraphs]
    readings = [_beside(tokens, _tokens(one)) for one in others]
    found: list[Difference] = []
    for place, token in enumerate(tokens):
        beside = {other.source: at[place] for other, at in zip(others, readings, strict=True) if place in at}
        if any(one.text != token.text for one in beside.values()) and (reads := token.reads) is not None:
            found += _difference(token, reads, {source: one for source, one in beside.items() if one.reads is reads})
    for other in others:
        found += _verbs(kept, other)
    order = {row.key: place for place, row in enumerate(kept.paragraphs)}
    return tuple(sorted(found, key=lambda each: (order[each.key], each.start)))


def _difference(token: _Token, reads: Reads, heard: dict[str, _Token]) -> Iterator[Difference]:
    unlike = {source: one.text for source, one in heard.items() if _value(one, reads) != _value(token, reads)}
    if not unlike:
        return
    (other, count), *_ = Counter(unlike.values()).most_common()
    agreeing = len(heard) - len(unlike) + 1
    better = other if count > agreeing else token.text if agreeing > count else ""
    yield Difference(
        key=token.row.key, start=token.start, end=token.end, reads=reads, kept=token.text, other=other,
        source="; ".join(source for source, text in unlike.items() if text == other),
        better=better, why=BY_MAJORITY if better else "",
    )  # fmt: skip


def _value(token: _Token, reads: Reads) -> str | int:
    """What a word says, however it is written: ``sixty`` and 60, ``Jul`` and ``July``, ``I`` and 1."""
    text = token.text.casefold()
    if reads is Reads.CHAPTER and not text.isdigit():
        values = [_ROMAN[letter] for letter in text]
        return sum(one if one >= following else -one for one, following in pairwise([*values, 0]))
    return MONTHS.get(text) or NUMBERS.get(text) or (int(text.replace(",", "")) if text[0].isdigit() else text)


def _verbs(kept: Edition, other: Edition) -> Iterator[Difference]:
    """Operative paragraphs whose leading verbs do different things."""
    theirs = {row.key: row for row in other.paragraphs if row.kind is Kind.OPERATIVE and not row.path}
    for row in kept.paragraphs:
        beside = theirs.get(row.key)
        if beside is None or row.words == beside.words:
            continue
        ours, verb = verb_of(row.words), verb_of(beside.words)
        if not ours or not verb or force_of(ours) is force_of(verb) or fuzz.ratio(row.words, beside.words) < _ALIKE:
            continue
        printed, read = _leading(row), _leading(beside)
        if printed and read:
            # a word that is no verb of the Council's was misread, where the other text has one in its place
            slip = not OPERATIVE_VERB.match(row.words) and bool(OPERATIVE_VERB.match(beside.words))
            yield Difference(
                key=row.key, start=0, end=len(printed), reads=Reads.VERB, kept=printed, other=read, source=other.source,
                better=read if slip else "", why="the word kept is none of the verbs that open paragraphs" if slip else "",
            )  # fmt: skip


def _leading(row: Paragraph) -> str:
    found = OPERATIVE_VERB.match(row.words) or re.match(r"\w+", row.words)
    return found[0] if found else ""


def _tokens(edition: Edition) -> list[_Token]:
    return [
        token
        for row in edition.paragraphs
        if row.kind in (Kind.PREAMBULAR, Kind.OPERATIVE)
        for token in _tokens_of(row)
    ]


def _tokens_of(row: Paragraph) -> Iterator[_Token]:
    words = row.words
    found = list(_TOKEN.finditer(words))
    for place, match in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        yield _Token(row, match.start(), match.end(), match[0], before, match, after)


def _reads(words: str, before: re.Match[str] | None, match: re.Match[str], after: re.Match[str] | None) -> Reads | None:
    """What a word tells that a slip would change; ``None`` for most words, for numbers of documents and of footnotes."""
    text, first, second = match[0], before[0].lower() if before else "", after[0].lower() if after else ""
    if first in _DIVISIONS and _NUMERAL.fullmatch(text):
        return Reads.CHAPTER
    if text.lower() in MONTHS:
        return Reads.DAY if first.isdigit() or second.isdigit() else None
    next_to = after is not None and not words[match.end() : after.start()].strip()
    if not text[0].isdigit():
        return Reads.FIGURE if text.lower() in NUMBERS and second in _UNITS and next_to else None
    if (second in MONTHS and next_to and int(text.replace(",", "")) <= 31) or (
        first in MONTHS and _YEAR.fullmatch(text)
    ):
        return Reads.DAY
    in_brackets = words[match.start() - 1 : match.start()] == "(" and _YEAR.fullmatch(text)
    if _IN_BRACKETS.match(words, match.end()) or (in_brackets and first.isdigit()):
        return Reads.RESOLUTION
    glued = words[match.start() - 1 : match.start()] in tuple("/.-(") or words[match.end() : match.end() + 1] in tuple(
        "/-)"
    )
    counts = next_to and len(second) > 2 and second.isalpha() and second not in _NO_UNIT and after is not None
    return Reads.FIGURE if counts and not glued and after is not None and after[0].islower() else None


def _beside(tokens: Sequence[_Token], others: Sequence[_Token]) -> dict[int, _Token]:
    """Place of a word → the word of the other text in the same place, equal or not."""
    found: dict[int, _Token] = {}
    ours, theirs = ([token.text.casefold() for token in each] for each in (tokens, others))
    for each in Levenshtein.opcodes(ours, theirs):
        start, first, long = each.src_start, each.dest_start, each.src_end - each.src_start
        if each.tag == "equal" or (each.tag == "replace" and long == each.dest_end - first <= _LONGEST):
            found.update((start + at, others[first + at]) for at in range(long))
    return found
