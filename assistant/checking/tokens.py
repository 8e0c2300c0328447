"""A text as the units that are compared: words by stem, numbers by value, dates by day.

``thirty days``, ``30 days`` and ``30-day`` are the same; so are ``31 December 2017`` and ``December 31, 2017``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from assistant.terms import stem
from ingest.one_of import either

Kind = Literal["word", "number", "date", "symbol"]


@dataclass(frozen=True, slots=True)
class Token:
    """One unit. ``norm`` is what is compared: a stem, ``#30``, ``@2017-12-31`` (missing parts are ``-``); ``raw`` what is
    printed, ``word`` the same in lower case. ``opens`` tells that it is the first word of a sentence or of a quotation,
    ``pause`` that a comma, a colon, a stop or a dash stands before it, or a reference that was blanked out, ``bound`` that a hyphen binds
    it to the one before."""

    raw: str
    word: str
    norm: str
    kind: Kind = "word"
    opens: bool = False
    pause: str = ""
    bound: bool = False

    @property
    def capital(self) -> bool:
        return self.raw[:1].isupper()

    @property
    def is_name(self) -> bool:
        """Whether it is a word with a capital inside a sentence."""
        return self.kind == "word" and self.capital and not self.opens


_FOLDS = str.maketrans({"‘": "'", "’": "'", "–": "-", "—": " - ", "‑": "-", "−": "-", "\u00a0": " "})
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS) + "|sept"
_PATTERN = re.compile(
    either(
        r"(?P<symbol>\b[A-Z]{1,3}(?:/[A-Z]+\.?\d*)*/(?:[A-Z]+/)?\d[\w.]*(?:/[\w.]+)*)",
        r"(?P<iso>\b(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)\b)",
        rf"(?P<dmy>\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTH})\b\.?(?:,? (?P<y>\d{{4}})\b)?)",
        rf"(?P<mdy>\b(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y2>\d{{4}})\b)?)",
        rf"(?P<my>\b(?P<m3>{_MONTH})\.?,? (?P<y3>\d{{4}})\b)",
        r"(?P<number>\d+(?:[ ,]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?",
        r"(?P<percent>%|\bper ?cent\b)",
        r"(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?\d*)",
    ),
    re.IGNORECASE,
)
_UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_PLAIN_SIGNS = re.compile("[°©®™№\u2190-\u21ff\u2500-\u25ff]")  # also arrows and the squares and dots of lists
_DENYING_SIGNS = frozenset("X CROSS NO NOT DOWN PROHIBITED".split())  # as words in the names that Unicode gives them
GAP = "§"  # stands where a reference was blanked out, so that the words around it are no neighbours
_TIME_UNITS = frozenset("year month week day".split())


def signs(words: str, *, denying: bool = False) -> list[str]:
    """The pictographs and signs in words, which can stand for yes or no; or those alone that deny."""
    found = [c for c in words if c > "\x7f" and unicodedata.category(c) in {"So", "Sm"} and not _PLAIN_SIGNS.match(c)]
    return [c for c in found if not denying or _DENYING_SIGNS & set(unicodedata.name(c, "").split())]


def plain(text: str) -> str:
    """Compatibility forms folded (full-width digits, ligatures), invisible characters taken out, dashes made alike."""
    if text.isascii():  # has none of them
        return text
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDS))
    return "".join(c for c in folded if unicodedata.category(c) != "Cf").translate(_FOLDS)


def tokens_of(text: str) -> list[Token]:
    """The tokens of ``text`` in order; punctuation is left out."""
    return [*_tokens_of(text)]


@lru_cache(maxsize=512)
def _tokens_of(text: str) -> tuple[Token, ...]:
    """One claim is held against the same paragraphs in several ways."""
    found: list[Token] = []
    text = plain(text)
    end = 0
    for match in _PATTERN.finditer(text):
        between, end = text[end : match.start()], match.end()
        if found and between == " ":  # nine of ten
            found.append(_token(match, opens=False))
            continue
        opens = not found or _OPENING.search(between) is not None
        pause = "".join(c for c in between if c in f",;:.{GAP}") + ("-" if " - " in between else "")
        found.append(replace(_token(match, opens), pause=pause, bound=between == "-"))
    return tuple(_with_numbers(found))


_OPENING = re.compile(r"[.:!?\"“«]\s*$|[\"“«]$")


def stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether no hyphen binds the token at a place to the one behind it: the "no" of "no-fly" denies nothing."""
    return at + 1 >= len(tokens) or not tokens[at + 1].bound


def _token(match: re.Match[str], opens: bool) -> Token:
    raw = match.group()
    if match["symbol"]:
        return Token(raw, raw.lower(), raw.lower().rstrip("."), "symbol", opens)
    if match["iso"]:
        return _date(raw, match["iy"], int(match["im"]), match["id"], opens)
    if match["dmy"]:
        return _date(raw, match["y"], _month(match["m"]), match["d"], opens)
    if match["mdy"]:
        return _date(raw, match["y2"], _month(match["m2"]), match["d2"], opens)
    if match["my"]:
        return _date(raw, match["y3"], _month(match["m3"]), None, opens)
    if match["number"]:
        value = re.sub(r"[ ,](?=\d{3})", "", match["number"])
        return Token(raw, raw.lower(), f"#{float(value):g}" if "." in value else f"#{int(value)}", "number", opens)
    if match["percent"]:
        return Token(raw, "percent", "percent", "word", opens)
    word = re.sub(r"'s$", "", raw.lower())
    if word.endswith("n't"):  # "doesn't"
        return Token(raw, "not", stem("not"), "word", opens)
    return Token(raw, word, stem(word), "word", opens)


def _month(name: str) -> int:
    return [month[:3] for month in _MONTHS].index(name[:3].lower()) + 1


def _date(raw: str, year: str | None, month: int, day: str | None, opens: bool) -> Token:
    norm = f"@{year or '-'}-{month:02d}-{int(day):02d}" if day else f"@{year or '-'}-{month:02d}"
    return Token(raw, raw.lower(), norm, "date", opens)


def _with_numbers(found: list[Token]) -> list[Token]:
    """Numbers in words become numbers: ``two thousand five hundred`` → ``#2500``."""
    out: list[Token] = []
    at = 0
    while at < len(found):
        value, used = _number_at(found, at)
        if used:
            raw = " ".join(token.raw for token in found[at : at + used])
            out.append(Token(raw, raw.lower(), f"#{value}", "number", found[at].opens, found[at].pause))
            at += used
        else:
            out.append(found[at])
            at += 1
    return out


def _number_at(found: list[Token], at: int) -> tuple[int, int]:
    """The value of the number in words that starts at ``at``, and how many tokens it takes; 0 tokens where none does."""
    word = found[at].word
    if found[at].kind == "number" and found[at].norm[1:].isdecimal():
        scale = _SCALES.get(found[at + 1].word) if at + 1 < len(found) else None  # "2 million"
        return (int(found[at].norm[1:]) * scale, 2) if scale else (0, 0)
    if word in {"a", "an"} and at + 1 < len(found) and found[at + 1].norm in _TIME_UNITS:
        return 1, 1
    if word not in _UNITS and word not in _TENS and not (word in _SCALES and at and found[at - 1].word == "a"):
        return 0, 0
    total, group, used = 0, 0, 0
    while at + used < len(found):
        word = found[at + used].word
        if word in _UNITS and (group % 10 == 0 or used == 0) and group % 100 != 10:
            group += _UNITS[word]
        elif word in _TENS and group % 100 == 0:
            group += _TENS[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0
        elif not (
            word == "and"
            and group % 100 == 0
            and (total or group)
            and at + used + 1 < len(found)
            and found[at + used + 1].word in (_UNITS.keys() | _TENS.keys())
        ):
            break
        used += 1
    return total + group, used
