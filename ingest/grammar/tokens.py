"""The tokens of one text, and what can be told from a few of them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar.patterns import T, Token

# Words behind a number that make it a quantity: "paragraph 8 and 500 troops", "resolution 1701 and 300 observers".
COUNTED = frozenset(
    """troops personnel police observers soldiers vehicles people persons members staff military days months years weeks
    hours minutes euros pounds francs yen rupees roubles rubles yuan cents kilos kg grams litres liters gallons barrels acres hectares degrees calories words km kilometres kilometers metres meters miles tons tonnes dollars percent per men women children
    civilians officers refugees units items million billion thousand gmt utc additional states countries votes
    abstentions experts battalions aircraft helicopters barrels deaths victims individuals entities times days
    armed international uniformed civilian local resolutions paragraphs pages words""".split()
)


_CAST, _MEMBERS = frozenset(("abstentions",)), 15  # no more can abstain than sit on the Council


def counts(number: int, word: str) -> bool:
    """Whether a word behind a number is what it counts."""
    return word in COUNTED and not (word in _CAST and number > _MEMBERS)


class Tokens:
    """A cursor-less view on the tokens of one text: every index past the end reads as ``T.END``."""

    def __init__(self, items: Sequence[Token]) -> None:
        self.items = items
        self._end = Token(T.END, "", -1, -1)

    def __getitem__(self, i: int) -> Token:
        return self.items[i] if 0 <= i < len(self.items) else self._end

    def glued(self, i: int) -> bool:
        """Whether a word stands right behind token ``i`` without a space: the ``c`` of ``8c``."""
        return self[i + 1].kind is T.WORD and self[i + 1].start == self[i].end

    def separator(self, i: int) -> tuple[int, str]:
        """Skip ``,`` ``and`` ``, and`` ``as well as``: the next index and ``","``, ``"and"`` or ``""``."""
        kind = ""
        for _ in range(3):
            if self[i].kind is T.COMMA:
                i, kind = i + 1, kind or ","
            elif self[i].kind is T.AND or (self[i].text == "/" and self[i].kind is T.MARK):
                i, kind = i + 1, "and"
            elif [self[i].text, self[i + 1].text, self[i + 2].text] == ["as", "well", "as"]:
                i, kind = i + 3, "and"
        return i, kind
