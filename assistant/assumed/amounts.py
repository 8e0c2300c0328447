"""How many or how long a question says that a resolution lays down, where its text counts nothing of that kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.checking.tokens import Token, tokens_of
from assistant.reading.assumptions import AUXILIARIES, TIME_UNITS
from assistant.reading.lexicon import words_in
from assistant.reading.view_words import words_of
from assistant.terms import FUNCTION_WORDS, stem
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

_ASKING = (("how", "many"), ("how", "long"))
_UNITS, _BEHIND = 3, 7  # words that say what is counted, and tokens behind a number that may


@dataclass(frozen=True, slots=True)
class Amount:
    """What a question asks the number of, in words; ``units`` are the stems of what is counted, and ``rows`` the paragraphs that may count it."""

    what: str
    units: frozenset[str]
    rows: Sequence[Paragraph]

    def is_counted(self, beside: Collection[str] = ("",)) -> bool:
        """Whether one of the paragraphs that hold one of the names ``beside`` counts something of that kind; none is read further than that."""
        rows = (row for row in self.rows if any(name in row.words for name in beside))
        return any(_counts(tokens_of(row.words), self.units) for row in rows)


def amount_in(text: str, rows: Iterable[Paragraph]) -> Amount | None:
    """What of those who serve in a force, or of time, a question asks the number of; ``None`` where it asks for no such number. The former go
    by many names, and so do stretches of time."""
    words = words_in(text)
    at = next((n for n in range(len(words) - 2) if (words[n].plain, words[n + 1].plain) in _ASKING), None)
    if at is None:
        return None
    named = list(takewhile(lambda word: word.plain not in _NO_UNIT, words[at + 2 : at + 2 + _UNITS]))
    asked = {stem(word.plain) for word in named} if words[at + 1].plain == "many" else TIME_UNITS
    units = next((family for family in (TIME_UNITS, _SERVING) if asked & family), None)
    if units is None:
        return None
    what = f"a number of {text[named[0].start : named[-1].end]}" if named else "how long"
    return Amount(what, units, [row for row in rows if row.kind is not Kind.PREAMBULAR])


_NO_UNIT = AUXILIARIES | FUNCTION_WORDS
_ANY_COUNT = frozenset(
    map(stem, "number numbers level levels total figure figures size and up down again new now today".split())
)
_SERVING = words_of("ceiling") - _ANY_COUNT


def _counts(tokens: Sequence[Token], units: frozenset[str]) -> bool:
    """Whether something of these units is counted, or, of time, a day is named."""
    lasting = units is TIME_UNITS
    for at, token in enumerate(tokens):
        if lasting and token.kind == "date":
            return True
        if token.kind == "number" and any(each.norm in units for each in tokens[at + 1 : at + 1 + _BEHIND]):
            return True
    return False
