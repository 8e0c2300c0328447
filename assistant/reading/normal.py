"""What people type, written out: shorthand ("GoE", "til", "cttee"), numbers with separators, small misspellings, capitals all over.

Only what is not a word of the texts is changed, and every change is kept, so that a reader sees what was read. Shorthand is a
table (``data/shorthand.csv``); the spelling of a word is that of the nearest word of a vocabulary, within one slip of the finger,
two in a long word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, LCSseq

from assistant.reading.lexicon import Lexicon, Word, words_in
from assistant.reading.selection.units import MONTHS
from assistant.retrieval.names.place_names import table
from assistant.retrieval.vocabulary import expressions_in
from assistant.terms import FUNCTION_WORDS
from assistant.understanding.clipped import SHORTEST, InFull, next_of
from assistant.understanding.english import english, is_everyday
from assistant.understanding.only_figures import COUNTED


@dataclass(frozen=True, slots=True)
class Change:
    """``written`` in the question was read as ``read``."""

    written: str
    read: str


def as_typed(read: str, changes: Sequence[Change]) -> str:
    """A word as it was typed, where it was read as another."""
    return next((each.written for each in changes if each.read == read), read)


@dataclass(frozen=True, slots=True)
class Normal:
    """A question written out, and what was changed in it."""

    text: str
    changes: tuple[Change, ...] = ()


_WITH_SLASH = re.compile(r"\bw/(?:out|o)?(?=[\s\w])")
# "1.325", "1 325": a number of a resolution with a mark between thousands, which counts nothing; "12 500" is more than there are of them
_THOUSANDS = re.compile(
    r"(?:(?P<before>[^\W\d]+|S/RES/)[.:]?\s*|^)(?P<one>[1-9]\d?)(?P<mark>[. ])(?P<rest>\d{3})\b(?![.,]?\d)(?:\s+(?P<behind>\w+))?",
    re.I,
)
_MOST_THOUSANDS = 2  # of the number of a resolution
_PLACED = frozenset(
    "op ops pp pps para paras paragraph paragraphs art arts article articles point points annex".split()
)
_CALLED = frozenset("resolution resolutions res unscr scr s/res/ resolución résolution".split())
_NUMBERED = _CALLED | FUNCTION_WORDS


def _in_one(match: re.Match[str]) -> str:
    """The number without its mark, where it is that of a resolution and counts nothing; with one that tells it from two, where it is more."""
    before, behind = (match["before"] or "").lower(), (match["behind"] or "").lower()
    if int(match["one"]) > _MOST_THOUSANDS:
        amount = match["mark"] == " " and before not in _PLACED | _CALLED
        return match.group().replace(f"{match['one']} ", f"{match['one']},") if amount else match.group()
    if (before and before not in _NUMBERED) or behind in COUNTED:
        return match.group()
    start = match.start()
    return f"{match.group()[: match.start('one') - start]}{match['one']}{match['rest']}{match.group()[match.end('rest') - start :]}"


def _symbols_in(text: str) -> Iterator[int]:
    """The places of the letters of symbols of documents: "S/RES/9001", "A/75/100"."""
    at = 0
    for chunk in text.split(" "):
        if chunk.lstrip("([“\"'")[:2] in ("A/", "S/", "E/"):
            yield from range(at, at + len(chunk))
        at += len(chunk) + 1


def written_out(text: str, spelling: Spelling) -> Normal:
    """``text`` with shorthand and misspellings replaced."""
    text = _THOUSANDS.sub(_in_one, text)
    changes: list[Change] = []

    def replace(start: int, end: int, read: str) -> tuple[int, int, str]:
        changes.append(Change(text[start:end], read))
        return start, end, read

    edits = [
        replace(m.start(), m.end(), "without" if len(m.group()) > 2 else "with") for m in _WITH_SLASH.finditer(text)
    ]
    taken = {at for start, end, _ in edits for at in range(start, end)}
    taken |= {*_symbols_in(text)}
    words = [word for word in words_in(text) if word.start not in taken]
    short = {found.first: found for found in _shorthand().find(words)}
    for at, word in enumerate(words):
        if (found := short.get(at)) is not None:
            in_a_symbol = "/" in (text[found.start - 1 : found.start], text[found.end : found.end + 1])  # S/RES/9101
            if found.meaning.lower() != text[found.start : found.end].lower() and not in_a_symbol:
                edits.append(replace(found.start, found.end, found.meaning))
        elif read := spelling.in_full(words, at) or _corrected(word, spelling):
            edits.append(replace(word.start, word.end, read))
    for start, end, read in sorted(edits, reverse=True):
        text = f"{text[:start]}{read}{text[end:]}"
    return Normal(text, tuple(changes))


def in_small_letters(text: str, spelling: Spelling, names: Set[str]) -> str:
    """A text that is all in capitals with the words that are known in small letters; ``names`` and shorthand keep their capitals.

    So does a word that is not known, for it may be a name.
    """
    if any(map(str.islower, text)):
        return text
    words = words_in(text)
    kept = {at for found in _shorthand().find(words) for at in range(found.first, found.last)}
    for at, word in reversed([*enumerate(words)]):
        known = len(word.printed) > 1 and word.printed.isalpha() and word.plain in spelling
        if known and at not in kept and word.printed not in names:
            text = f"{text[: word.start]}{word.printed.lower()}{text[word.end :]}"
    return text


def with_capital(word: str) -> str:
    """A word of a name that is typed small as names are written: "Azuria", "DRC", "of"."""
    return word if word in _SMALL else word.upper() if word in _INITIALS else f"{word[:1].upper()}{word[1:]}"


_SMALL = frozenset("of the and for in on".split())
_INITIALS = frozenset("drc dprk car uae uk usa us ussr fry bih".split())


def _corrected(word: Word, spelling: Spelling) -> str:
    """What a misspelt word was meant to be: a word that is known, or the one name like it; empty where it is none, or a number."""
    if len(word.plain) < _SHORTEST or not word.printed.isalpha() or not word.printed.isascii():
        return ""
    if written := [each for _, others in expressions_in(word.plain) for each in others]:
        # a short form that is no word of English or of the texts stands for what these write
        short = word.plain not in spelling and len(written) == 1 and len(written[0].split()) <= _NAME
        return written[0] if short else ""
    if not word.printed.isupper() and word.plain not in spelling and (nearest := spelling.nearest(word.plain)):
        return nearest if nearest != word.plain else ""
    name = spelling.nearest_name(word.plain)
    return name.upper() if word.printed.isupper() else name


_NAME = 3  # words of what a short form stands for
_SHORTEST, _LONG = 5, 9  # letters of a word that is corrected at all, and of one in which two slips are read


class Spelling:
    """English words, and the names of a corpus, by which a misspelt word is read.

    ``rarity`` tells of a word how rare it is in the texts, 0 where none has it: of words that are equally near, those of the
    texts come first, the more frequent ones before. ``in_full`` tells what a clipped word is in the texts.
    """

    def __init__(
        self,
        names: Iterable[str],
        rarity: Callable[[str], float],
        in_full: InFull | None = None,
    ) -> None:
        self._names = frozenset(word.plain for name in names for word in words_in(name) if word.plain.isalpha())
        self._rarity = rarity
        self._in_full = in_full
        self._near: dict[str, str] = {}

    def rarity(self, word: str) -> float:
        """How rare a word is in the texts; 0 for one that none has, and for names."""
        return 0.0 if word in self._names else self._rarity(word)

    def is_of_a_name(self, word: str) -> bool:
        """Whether a word stands in a name that is known here."""
        return word in self._names

    def is_foreign(self, word: str) -> bool:
        """Whether no text has a word, nor any name."""
        return word not in self._names and not self._rarity(word)

    def is_strange(self, word: str) -> bool:
        """Whether a word is in few paragraphs, or in no text and no name, and says more than how a sentence is built."""
        return self.rarity(word) > _RARE or (self.is_foreign(word) and word not in FUNCTION_WORDS)

    def _is_hardly_there(self, word: str) -> bool:
        """Whether a word is no name and in hardly any text: one of these may have a slip itself."""
        return self.is_foreign(word) or self.rarity(word) > _HARDLY

    def __contains__(self, word: str) -> bool:
        return word in self._names or word in english() or self._rarity(word) > 0

    def is_everyday(self, word: str) -> bool:
        """Whether a word is so common in English that it is read as one before any name."""
        return is_everyday(word)

    def _like(self, word: str, slips: int) -> list[str]:
        """The words that begin as a word does, which is mostly right, and are as long but for some letters."""
        lengths = range(len(word) - slips, len(word) + slips + 1)
        return [each for length in lengths for each in self._by_form.get((word[0], length), ())]

    @cached_property
    def _by_form(self) -> dict[tuple[str, int], list[str]]:
        """All words by their first letter and their length: a question of a hundred strange words looks at each of few."""
        known = defaultdict[tuple[str, int], list[str]](list)
        for word in {*english(), *self._names}:
            known[word[:1], len(word)].append(word)
        return dict(known)

    def in_full(self, words: Sequence[Word], at: int) -> str:
        """The word that a clipped one among words was meant to be; empty for one that is none, or may mean several."""
        word, plain = words[at], words[at].plain
        typed = word.printed.isalpha() and word.printed.isascii() and word.printed.islower()
        if self._in_full is None or len(plain) < SHORTEST or not typed:
            return ""
        known = plain in self._names or plain in MONTHS or english().get(plain, 0) > _SELDOM
        if known or not self._is_hardly_there(plain):
            return ""
        before, behind = (next_of([each.plain for each in side]) for side in (words[:at][::-1], words[at + 1 :]))
        one = plain.removesuffix("s")
        forms = (plain, one) if len(plain) > len(one) >= SHORTEST else (plain,)
        return next(filter(None, (self._in_full(each, before, behind) for each in forms)), "")

    def nearest(self, word: str) -> str:
        """The nearest word; empty where none is near. What was asked for is remembered."""
        if word not in self._near:
            if len(self._near) >= _REMEMBERED:
                self._near = {}
            self._near[word] = self._nearest(word)
        return self._near[word]

    def nearest_name(self, word: str) -> str:
        """The one name within a slip of a word that hardly a text has, as of "UNAZM" for UNAZMA, two in a longer one; of several the one of
        which only letters are left out, for that slip is made most. Empty where none is, or several are."""
        if word in english() or word in self._names or not self._is_hardly_there(word):
            return ""
        slips = 2 if len(word) >= _LONG_NAME else 1
        like = [each for each in self._like(word, slips) if each in self._names and each not in english()]
        found = process.extract(word, like, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=None)
        near = [name for name, *_ in found]
        whole = [name for name in near if LCSseq.similarity(word, name) == len(word)]
        return (whole or near)[0] if len(near) == 1 or len(whole) == 1 else ""

    def _nearest(self, word: str) -> str:
        slips = 2 if len(word) >= _LONG else 1
        measure = DamerauLevenshtein.distance
        found = process.extract(word, self._like(word, slips), scorer=measure, score_cutoff=slips, limit=None)
        least = min((distance for _, distance, _ in found), default=0)
        near = [each for each, distance, _ in found if distance == least]
        single = [each for each in near if _without_doubles(each) == _without_doubles(word)]  # the slip made most
        best = min([each for each in single if self._is_common(each)] or near, key=self._rank, default="")
        # a rare word that no text has is no reading of a name that is not known here
        return best if self._is_common(best) else ""

    def _is_common(self, word: str) -> bool:
        return word in self._names or self._rarity(word) > 0 or self.is_everyday(word)

    def _rank(self, word: str) -> tuple[bool, float, int, str]:
        rarity = 0.0 if word in self._names else self._rarity(word)
        return (not rarity and word not in self._names, rarity, -english().get(word, 0), word)


def _without_doubles(word: str) -> str:
    """A word in which no letter stands twice in a row: "really" and "realy" are one."""
    return "".join(letter for letter, _ in groupby(word))


_REMEMBERED = 4096
_SELDOM = 5_000  # how often a list of English counts at most a word that may be a clipped one: "fin", "sec"
_LONG_NAME = 7  # letters of an acronym in which two slips are read
_HARDLY = 9.0  # natural logarithm of one in how many paragraphs has a word: one in 8,000
_RARE = 6.0  # natural logarithm of one in how many paragraphs has a strange word: one in 400


@cache
def _shorthand() -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add_all(
        (row["written"], row["meant"]) for row in table("shorthand.csv") if row["written"].replace(" ", "").isalnum()
    )
    return lexicon
