"""Reading references over the tokens of a text, from left to right and without going back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest.errors import MalformedKey
from ingest.grammar.items import Item
from ingest.grammar.neighbours import is_elided, may_be_year, owner
from ingest.grammar.numbers import Numbers
from ingest.grammar.patterns import T, Token
from ingest.grammar.places import Place, places
from ingest.grammar.tokens import Tokens
from ingest.pinpoint import Kind, Pinpoint

Reference = tuple[int, int, int, int | None, Place]  # start, end, resolution, year, place

_OPENING = frozenset(  # tokens that can open a reference
    {T.KEY, T.SYMBOL, T.RESOLUTION, T.NUMBER, T.SLASHED, T.THIS, T.THAT, T.PARAGRAPH, T.SUBPARAGRAPH, T.PREAMBLE}
    | {T.ANNEX, T.SECTION, T.PART, T.ORDINAL, T.HEADING, T.PASSAGE}
)


class Reading:
    """One pass over one text."""

    def __init__(
        self, items: list[Token], *, context: int | None, known: Callable[[int], bool], bare: bool, spoken: bool
    ) -> None:
        self.tokens = Tokens(items)
        self.numbers = Numbers(self.tokens, bare=bare)
        self.context, self.known, self.spoken = context, known, spoken
        self.last: int | None = None  # the resolution named last, for "that resolution"

    def references(self) -> Iterator[Reference]:
        i, items = 0, self.tokens.items
        while i < len(items):
            if items[i].kind not in _OPENING:
                i += 1
                continue
            j, found = self._at(i)
            for reference in found:
                if self.known(reference[2]):
                    yield reference
            i = max(j, i + 1)

    def _at(self, i: int) -> tuple[int, list[Reference]]:
        token = self.tokens[i]
        match token.kind:
            case T.KEY:
                return i + 1, self._key(token)
            case T.THIS | T.THAT:
                return self._anaphor(i)
            case T.RESOLUTION | T.SYMBOL | T.NUMBER | T.SLASHED:
                items, j = self.numbers.resolutions(i)
                found = self._named(items)
                return self._elided(j, found) if items else (j, found)
        group = places(self.tokens, i)
        if group is None and token.kind is T.PARAGRAPH:  # "the last preambular paragraph of 338": which one is not read
            return self._owned(i, [], i + 1)
        return self._owned(i, *group) if group else (i + 1, [])

    def _key(self, token: Token) -> list[Reference]:
        try:
            pinpoint = Pinpoint.parse(_spelled(token.text))
        except MalformedKey:
            return []
        self.last = pinpoint.resolution
        place = Place(pinpoint.kind, pinpoint.number, pinpoint.path, pinpoint.part, pinpoint.annex, pinpoint.occurrence)
        return [(token.start, token.end, pinpoint.resolution, None, place)]

    def _owned(self, i: int, group: list[Place], j: int) -> tuple[int, list[Reference]]:
        """References for a place that starts at ``i`` and ends at ``j``: find the resolution it belongs to."""
        tokens, start = self.tokens, self.tokens[i].start
        if tokens[j].kind is T.ABOVE:
            return j + 1, self._placed(group, self.context, start, tokens[j].end)
        at, elsewhere = owner(self.tokens, j)
        if at is not None and (tokens[at].kind in {T.THIS, T.THAT} or tokens[at].text == "it"):
            number = self.context if tokens[at].kind is T.THIS else self.last or self.context
            return at + 1, self._placed(group, number, start, tokens[at].end)
        if at is not None:
            items, end = self.numbers.resolutions(at)
            if items or tokens[at].kind is not T.NUMBER:
                return self._elided(end, self._distributed(group, items, at, end, start))
            known_kind = bool(group) or not may_be_year(tokens[at].value)
            if known_kind and self._alone(at):
                item = Item(tokens[at].value, tokens[at].start, tokens[at].end, at, sure=True)
                return at + 1, self._distributed(group, [item], at, at + 1, start)
            return end, []
        before = tokens[i - 1] if tokens[i - 1].kind is not T.COMMA else tokens[i - 2]
        unlabelled = all(place.kind is Kind.ANNEX and not place.annex and not place.number for place in group)
        if elsewhere or before.kind in {T.FOREIGN, T.ORGAN} or unlabelled:  # "the Agreement, its annexes"
            return j, []
        number = (self.last or self.context) if before.text == "its" else self.context
        return j, self._placed(group, number, start, tokens[j - 1].end)

    def _alone(self, i: int) -> bool:
        return not self.tokens.glued(i) and self.tokens[i + 1].kind is not T.SESSION

    def _distributed(self, group: list[Place], items: list[Item], at: int, end: int, start: int) -> list[Reference]:
        """Give places to resolutions: to the first of a list, to each where "resolutions" is plural, or in turn."""
        if not items:
            return []
        if (
            not group
        ):  # "the preamble of resolution 1546"; "which paragraph of resolution 1546, paragraph 2" names no place
            if any(token.kind is T.PREAMBLE for token in self.tokens.items[:at] if token.start >= start):
                items[0].start = start
                items[0].places = [replace(place, kind=Kind.PREAMBULAR) for place in items[0].places]
            return self._named(items)
        if items[0].places:  # "annex B of resolution 2231 (2015), paragraph 5"
            scope = group[0]
            if scope.kind is Kind.ANNEX and not scope.number:
                group = [replace(place, kind=Kind.ANNEX, annex=scope.annex) for place in items[0].places]
            elif scope.part and scope.kind is None:  # "part A of resolution 161 (1961), paragraph 4"
                group = [replace(place, part=scope.part) for place in items[0].places]
            elif not scope.section:
                group = group + items[0].places
            else:
                group = items[0].places
        items[0].places, items[0].start = group, start
        if len(items) > 1 and self.tokens[at].text.lower().startswith(("resolutions", "unscrs")):
            in_turn = "respectively" in {self.tokens[k].text for k in range(end, end + 3)}
            for place, item in zip(group if in_turn else group[:0], items, strict=False):
                item.places = [place]
            if not in_turn:
                for item in items[1:]:
                    item.places = item.places or group
        return self._named(items)

    def _elided(self, j: int, found: list[Reference]) -> tuple[int, list[Reference]]:
        """ "paragraphs 8 of resolution 1737 (2006), 3 and 5 of resolution 1747 (2007)": the word is not repeated."""
        k, separator = self.tokens.separator(j)
        if not separator or not is_elided(self.tokens, k) or not found or found[-1][4].kind is None:
            return j, found
        token = self.tokens[k]
        head = Token(T.PARAGRAPH, "", token.start, token.start)
        group = places(Tokens([head, *self.tokens.items[k : k + 60]]), 0)
        if group is None:
            return j, found
        end, more = self._owned(k, group[0], k + group[1] - 1)
        return end, found + more

    def _anaphor(self, i: int) -> tuple[int, list[Reference]]:
        """ "the present resolution", "this resolution, paragraph 6", "ibid., para. 4"."""
        token = self.tokens[i]
        number = self.context if token.kind is T.THIS else self.last or self.context
        item = Item(number or 0, token.start, token.end, i)
        j = self.numbers.behind(item, i + 1, sure=True)
        if number is None or (token.kind is T.THAT and not item.places and not self.spoken):
            return j, []
        return j, self._placed(item.places or [Place()], number, item.start, item.end)

    def _named(self, items: list[Item]) -> list[Reference]:
        found: list[Reference] = []
        for item in items:
            self.last = item.number
            places_ = item.places or [Place()]
            if item.part:
                places_ = [replace(place, part=place.part or item.part) for place in places_]
            found += [(item.start, item.end, item.number, item.year, place) for place in places_]
        return found

    def _placed(self, group: list[Place], number: int | None, start: int, end: int) -> list[Reference]:
        return [(start, end, number, None, place) for place in group] if number else []


def _spelled(key: str) -> str:
    """A key as people type it, in the spelling of keys: ``2395/OP2``."""
    head, *rest = key.split("/")
    for i, piece in enumerate(rest):
        for prefix in ("op", "pp", "heading", "annex"):
            if piece.lower().startswith(prefix):
                rest[i] = prefix + piece[len(prefix) :]
    return "/".join([head, *rest])
