"""Reading references over the tokens of a text, from left to right and without going back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.citation_patterns import T, Token
from ingest.citation_places import COUNTED, Place, Tokens, places
from ingest.errors import MalformedKey
from ingest.pinpoint import Kind, Pinpoint

Reference = tuple[int, int, int, int | None, Place]  # start, end, resolution, year, place

FIRST_YEAR, LAST_YEAR = 1946, 2030

_FILLERS = frozenset("the its la le les un operative text provisions council said".split())
_COMMITTEE = frozenset("committee committees sanctions regime regimes comité".split())
_REGIME = _COMMITTEE | frozenset("isil taliban list lists monitoring panel qaida obligations group".split())
_BEHIND_ITEM = frozenset("at in particular particularly specifically notably especially including its see".split())
_TEMPORAL = frozenset(
    """in since of during until till from between by after before year years early late mid around circa ca through to
    end january february march april may june july august september october november december the this last spring
    summer autumn fall winter back pre post""".split()
)
_QUANTIFYING = frozenset("up than over least approximately nearly almost exceeding some page room line number".split())
_SAYING = frozenset(  # words that follow the name of a resolution, and hardly a year used as an adjective
    """say says decide decides do does is are was mean means apply applies still under have has had contain contains
    mention mentions require requires cite cites impose imposes authorize authorizes authorise authorises differ differs
    on about for vs versus with without compare compared and or than extend extends ask asks demand demands call calls
    replace replaces replaced address addresses adopted set sets establish establishes end expire expires""".split()
)


_OPENING = frozenset(  # tokens that can open a reference
    {T.KEY, T.SYMBOL, T.RESOLUTION, T.NUMBER, T.SLASHED, T.THIS, T.THAT, T.PARAGRAPH, T.SUBPARAGRAPH, T.PREAMBLE}
    | {T.ANNEX, T.SECTION, T.PART, T.ORDINAL, T.HEADING, T.PASSAGE}
)


@dataclass(slots=True)
class _Item:
    """A number that may be a resolution, with what stands around it. ``sure`` where its own form says that it is."""

    number: int
    start: int
    end: int
    at: int  # index of its token
    year: int | None = None
    part: str = ""
    sure: bool = False
    foreign: bool = False
    places: list[Place] = field(default_factory=list)


class Reading:
    """One pass over one text."""

    def __init__(
        self, items: list[Token], *, context: int | None, known: Callable[[int], bool], bare: bool
    ) -> None:
        self.tokens = Tokens(items)
        self.context, self.known, self.bare = context, known, bare
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
                items, j = self._resolutions(i)
                found = self._named(items)
                return self._elided(j, found) if items else (j, found)
        group = places(self.tokens, i)
        return self._owned(i, *group) if group else (i + 1, [])

    def _key(self, token: Token) -> list[Reference]:
        try:
            pinpoint = Pinpoint.parse(_spelled(token.text))
        except MalformedKey:
            return []
        self.last = pinpoint.resolution
        place = Place(
            pinpoint.kind, pinpoint.number, pinpoint.path, pinpoint.part, pinpoint.annex, pinpoint.occurrence
        )
        return [(token.start, token.end, pinpoint.resolution, None, place)]

    # Resolutions

    def _resolutions(self, i: int) -> tuple[list[_Item], int]:
        """The list of resolutions that starts at ``i``; no items where the numbers are something else."""
        tokens, head = self.tokens, self.tokens[i]
        named = head.kind in {T.RESOLUTION, T.SYMBOL}
        plural = head.kind is T.RESOLUTION and head.text.lower().rstrip(" .:#-").endswith(("s", "(s)", "nos"))
        foreign = head.kind is T.RESOLUTION and self._of_another_organ(i)
        j = i + 1 if head.kind is T.RESOLUTION else i
        if named and tokens[j].text == "(" and tokens[j + 1].kind is T.NUMBER:
            j += 1
        items: list[_Item] = []
        if not named and self._labelled(j):
            return [], j + 1
        while True:
            read = self._item(j, named)
            if read is None or not self._goes_on(read[0], items, named, plural):
                break
            new, j = read
            items += new
            k, separator = tokens.separator(j)
            ranged = not separator and tokens[k].kind is T.TO
            if not (separator or ranged):
                break
            j_next = k + ranged
            if tokens[j_next].kind not in {T.NUMBER, T.SLASHED} or self._is_elided(j_next):
                break
            j = j_next
        if not items:
            return [], max(j, i + 1)
        end = max(items[-1].at + 1, j if tokens[j].kind not in {T.NUMBER, T.SLASHED} else items[-1].at + 1)
        if foreign or self._of_organ_behind(end):
            return [], end
        self._decide(items, named, end)
        items[0].start = head.start
        return [item for item in items if item.sure and not item.foreign], end

    def _goes_on(self, new: list[_Item], items: list[_Item], named: bool, plural: bool) -> bool:
        """Whether a further number belongs to the list: "resolution 1701 and 1559", not "… and 300 observers"."""
        item, behind = new[0], self.tokens[new[0].at + 1]
        if item.foreign or item.sure:
            return True
        if behind.text in COUNTED or self.tokens.glued(item.at):
            return False
        if not items:
            return self._may_open(item, named)
        if item.number < 100 <= items[-1].number:  # the number of the next paragraph: "… and 1173 (1998); 13. Urges"
            return False
        if plural or not named:
            return True
        comma = self.tokens[item.at - 1].kind is T.COMMA
        noun = behind.kind in {T.WORD, T.NUMBER}
        return not (comma and noun) and not (_may_be_year(item.number) and (comma or noun))

    def _labelled(self, i: int) -> bool:
        """Whether the number at ``i`` is named as something else: "vol. 397", "No. 1", "S/2009/ 395"."""
        before = self.tokens[i - 2] if self.tokens[i - 1].text == "." else self.tokens[i - 1]
        slash = self.tokens[i - 1].text == "/" and self.tokens[i - 2].kind is not T.POSSESSIVE
        return before.text in {"no", "nos", "vol", "vols", "volume", "number"} or slash

    def _may_open(self, item: _Item, named: bool) -> bool:
        """Whether a list can open with this number, seen from what stands next to it."""
        tokens, at = self.tokens, item.at
        if named:  # "relevant resolutions 5. Requests": the number of the next paragraph
            following = tokens[at + 2].kind is T.WORD and tokens[at + 1].text == "."
            return item.number >= 100 or not (following or tokens[at + 1].kind in {T.NUMBER, T.FOREIGN})
        return True

    def _item(self, i: int, named: bool) -> tuple[list[_Item], int] | None:
        token = self.tokens[i]
        if token.kind is T.SLASHED:
            return self._slashed(i, named)
        if token.kind is T.SYMBOL:
            item = _Item(token.value, token.start, token.end, i, int(token.text) if token.text else None, sure=True)
        elif token.kind is T.NUMBER and token.value and not self.tokens.glued(i):
            item = _Item(token.value, token.start, token.end, i)
        else:
            return None
        j = self._year(item, i + 1)
        if item.foreign:
            return [item], j
        item.sure = item.sure or (item.year is not None and (item.number >= 100 or item.year <= 1951))
        return [item], self._behind(item, j, sure=named or item.sure)

    def _year(self, item: _Item, j: int) -> int:
        """ "(2000)", "A (1961)", "(28 September 2001)", "of 31 October 2000": the year behind a number."""
        tokens = self.tokens
        letter = tokens[j]
        if letter.kind is T.WORD and len(letter.text) == 1 and tokens[j + 1].kind in {T.YEAR, T.SESSION}:
            item.part, j = letter.text.upper(), j + 1
        if tokens[j].kind is T.SESSION:
            item.foreign = True
            return j + 1
        if tokens[j].kind is T.YEAR:
            item.year, item.end, j = tokens[j].value, tokens[j].end, j + 1
        elif tokens[j].text == "(" and tokens[j + 1].kind is T.DATE and tokens[j + 2].text == ")":
            item.year, item.end, j = tokens[j + 1].value or None, tokens[j + 2].end, j + 3
        if item.year is None or not item.part:
            return self._date(item, j)
        return j

    def _date(self, item: _Item, j: int) -> int:
        """ "of 22 October 1973", ", 31 October 2000", "adopted on …": skipped behind a number, and read for a year."""
        k = j
        while k < j + 3 and (self.tokens[k].kind is T.COMMA or self.tokens[k].text in {"of", "adopted", "on", "dated"}):
            k += 1
        if self.tokens[k].kind is T.DATE:
            if item.year is None and k > j:
                item.year = self.tokens[k].value or None
            return k + 1
        if self.tokens[k].kind is T.NUMBER and self.tokens[k - 1].text == "of" and _may_be_year(self.tokens[k].value):
            item.year = item.year or self.tokens[k].value
            return k + 1
        return j

    def _slashed(self, i: int, named: bool) -> tuple[list[_Item], int]:
        """ "2231/2015" is number and year, "1267/1989/2253" are three resolutions, "60/288" is foreign."""
        token = self.tokens[i]
        numbers = [int(part) for part in token.text.split("/")]
        items = [_Item(number, token.start, token.end, i) for number in numbers]
        regime = any(self.tokens[k].text in _REGIME for k in range(i + 1, i + 8))
        if all(number >= 100 for number in numbers) and (len(numbers) > 2 or regime):
            for item in items:
                item.sure = True
        elif len(numbers) == 2 and _likely_year(numbers[0], numbers[1]):
            items = [replace(items[0], year=numbers[1], sure=numbers[0] >= 100)]
        elif min(numbers) < 500 or not (named or self.bare):
            items = [replace(items[0], foreign=True)]
        return items, (self._behind(items[-1], i + 1, sure=True) if not items[-1].foreign else i + 1)

    def _of_another_organ(self, i: int) -> bool:
        """Whether "General Assembly (adopted | in its)" stands in front of the word "resolution" at ``i``."""
        k, words = i - 1, set()
        while k > i - 7 and self.tokens[k].text in {"draft", "in", "by", "its", "adopted", "passed", ",", "’s", "'s"}:
            words.add(self.tokens[k].text)
            k -= 1
        return self.tokens[k].kind is T.ORGAN and (not words & {"in", "by", ","} or "its" in words)

    def _of_organ_behind(self, i: int) -> bool:
        """ "resolution 2625 of the General Assembly"."""
        while self.tokens[i].text in {"of", "by", "adopted", "the"} and self.tokens[i].kind is not T.ORGAN:
            i += 1
        return self.tokens[i].kind is T.ORGAN and self.tokens[i - 1].text in {"of", "by", "the"}

    def _decide(self, items: list[_Item], named: bool, end: int) -> None:
        """Which numbers of a list are resolutions."""
        if named:
            for item in items:
                item.sure = not item.foreign
            return
        words = [self.tokens[k].text for k in range(end, end + 3)]
        committee = words[0] in _COMMITTEE or words[1] in _COMMITTEE
        regime = words[0] in _REGIME or (words[1] in _REGIME and words[0] not in _FILLERS)
        certain = any(item.sure for item in items)
        for item in items:
            if item.foreign or item.sure or item.number < 100:
                continue
            year = _may_be_year(item.number)
            named_here = committee or ((certain or regime) and not year)
            item.sure = named_here or (self.bare and self._stands_as_name(item, items))

    def _stands_as_name(self, item: _Item, items: list[_Item]) -> bool:
        """Whether a bare number of a question names a resolution."""
        at = items[0].at
        before, behind = self.tokens[at - 1], self.tokens[item.at + 1]
        glued = before.kind is T.WORD and before.end == self.tokens[at].start
        if glued or before.text in _QUANTIFYING or self.tokens.glued(item.at):
            return False
        if any(self.tokens[k].text in COUNTED for k in range(item.at + 1, item.at + 3)):
            return False
        if not _may_be_year(item.number) or any(not _may_be_year(other.number) for other in items):
            return True
        if behind.kind is T.POSSESSIVE:
            return True
        return before.text not in _TEMPORAL and not (behind.kind is T.WORD and behind.text not in _SAYING)

    # Places behind and before

    def _behind(self, item: _Item, j: int, *, sure: bool) -> int:
        """Take in "UN Doc S/RES/1373", ", para. 2", "'s OP8" behind a number; the index where the item ends."""
        tokens, k = self.tokens, j
        while k < j + 7 and (
            tokens[k].kind in {T.COMMA, T.POSSESSIVE, T.DOCUMENT, T.DATE, T.TO}
            or tokens[k].text in _BEHIND_ITEM
            or (tokens[k].text in {"(", ":"})
            or (tokens[k].text == ")" and k > j)
        ):
            k += 1
        if tokens[k].kind is T.SYMBOL and tokens[k].value == item.number and item.at != k:
            item.end = tokens[k].end
            item.year = int(tokens[k].text) if tokens[k].text else item.year
            j = self._year(item, k + 1)
            return j if item.places else self._behind(item, j, sure=sure)
        group = None if item.places or (item.number < 100 and not sure) else places(tokens, k)
        if group is None or self._points_elsewhere(group[1]):
            return j
        item.places, k = group
        item.end, item.sure = tokens[k - 1].end, True
        if tokens[k].text == ")":
            k += 1
        return self._behind(item, k, sure=sure)

    def _points_elsewhere(self, j: int) -> bool:
        """Whether the paragraphs that end at ``j`` belong to what follows: "…, paragraph 14 of resolution 2216"."""
        token = self.tokens[j]
        if token.kind is T.ABOVE:
            return True
        if token.kind is not T.CONNECTOR:
            return False
        if token.text == "of":
            return self.tokens[j + 1].text != "which"
        return self._owner(j)[0] is not None

    def _owner(self, j: int) -> tuple[int | None, bool]:
        """Where the resolution of a place that ends at ``j`` is named: index of its first token, or ``None``.

        The flag says that the place belongs to something else ("paragraph 3 of the Charter").
        """
        tokens, k = self.tokens, j
        comma = tokens[k].kind is T.COMMA or tokens[k].text in {"(", "in"} or tokens[k].kind is T.TO
        k += tokens[k].kind in {T.COMMA, T.TO}
        connector = tokens[k].kind in {T.CONNECTOR, T.TO}
        of = connector and tokens[k].text in {"of", "de", "du", "des", "del"}
        k += connector
        limit = k + 8
        while k < limit and (
            tokens[k].kind in {T.COUNCIL, T.PART, T.OPERATIVE, T.POSSESSIVE}
            or tokens[k].text in _FILLERS
            or (tokens[k].text == "of" and tokens[k - 1].kind is T.PART)
        ):
            k += 1
        match tokens[k].kind:
            case T.RESOLUTION | T.SYMBOL | T.THIS | T.THAT:
                return k, False
            case T.NUMBER if _may_be_year(tokens[k].value) and tokens[k - 1].text == "the":
                return None, of  # "paragraphs 138 and 139 of the 2005 Outcome"
            case T.NUMBER if tokens[k].value >= 100 and (connector or not comma):
                return k, False
            case T.SLASHED if connector:
                return k, False
            case T.WORD if of and tokens[k].text == "it":
                return k, False
        return None, of or tokens[k].kind in {T.FOREIGN, T.ORGAN}

    def _owned(self, i: int, group: list[Place], j: int) -> tuple[int, list[Reference]]:
        """References for a place that starts at ``i`` and ends at ``j``: find the resolution it belongs to."""
        tokens, start = self.tokens, self.tokens[i].start
        if tokens[j].kind is T.ABOVE:
            return j + 1, self._placed(group, self.context, start, tokens[j].end)
        at, elsewhere = self._owner(j)
        if at is not None and (tokens[at].kind in {T.THIS, T.THAT} or tokens[at].text == "it"):
            number = self.context if tokens[at].kind is T.THIS else self.last or self.context
            return at + 1, self._placed(group, number, start, tokens[at].end)
        if at is not None:
            items, end = self._resolutions(at)
            if items or tokens[at].kind is not T.NUMBER:
                return self._elided(end, self._distributed(group, items, at, end, start))
            if not items and tokens[at].kind is T.NUMBER and self._alone(at):
                item = _Item(tokens[at].value, tokens[at].start, tokens[at].end, at, sure=True)
                return at + 1, self._distributed(group, [item], at, at + 1, start)
            return end, []
        before = tokens[i - 1] if tokens[i - 1].kind is not T.COMMA else tokens[i - 2]
        if elsewhere or before.kind in {T.FOREIGN, T.ORGAN} or not group:
            return j, []
        number = (self.last or self.context) if before.text == "its" else self.context
        return j, self._placed(group, number, start, tokens[j - 1].end)

    def _alone(self, i: int) -> bool:
        return not self.tokens.glued(i) and self.tokens[i + 1].kind is not T.SESSION

    def _distributed(
        self, group: list[Place], items: list[_Item], at: int, end: int, start: int
    ) -> list[Reference]:
        """Give places to resolutions: to the first of a list, to each where "resolutions" is plural, or in turn."""
        if not items:
            return []
        if items[0].places:  # "annex B of resolution 2231 (2015), paragraph 5"
            scope = group[0]
            if scope.kind is Kind.ANNEX and not scope.number:
                group = [replace(place, kind=Kind.ANNEX, annex=scope.annex) for place in items[0].places]
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
        if not separator or not self._is_elided(k) or not found or found[-1][4].kind is None:
            return j, found
        token = self.tokens[k]
        head = Token(T.PARAGRAPH, "", token.start, token.start)
        group = places(Tokens([head, *self.tokens.items[k : k + 60]]), 0)
        if group is None:
            return j, found
        end, more = self._owned(k, group[0], k + group[1] - 1)
        return end, found + more

    def _is_elided(self, i: int) -> bool:
        """Whether "17 of resolution" or "3 (a) and 5 of resolution" starts at ``i``."""
        k = i
        while k < i + 24 and self.tokens[k].kind in {T.NUMBER, T.STEP, T.COMMA, T.AND, T.TO}:
            if self.tokens[k].kind is T.NUMBER and self.tokens[k].value > 99:
                return False
            k += 1
        of = self.tokens[k].text == "of"
        return of and k > i and self.tokens[self._owner(k)[0] or -1].kind in {T.RESOLUTION, T.SYMBOL}

    def _anaphor(self, i: int) -> tuple[int, list[Reference]]:
        """ "the present resolution", "this resolution, paragraph 6", "ibid., para. 4"."""
        token = self.tokens[i]
        number = self.context if token.kind is T.THIS else self.last or self.context
        item = _Item(number or 0, token.start, token.end, i)
        j = self._behind(item, i + 1, sure=True)
        if number is None or (token.kind is T.THAT and not item.places):
            return j, []
        return j, self._placed(item.places or [Place()], number, item.start, item.end)

    def _named(self, items: list[_Item]) -> list[Reference]:
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


def _may_be_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


# The first resolution of some years, for a rough guess at the year of any number.
_FIRST_OF = ((1946, 1), (1950, 79), (1960, 130), (1970, 277), (1980, 462), (1990, 647), (2000, 1285), (2010, 1908),
             (2020, 2505), (2030, 3100))  # fmt: skip


def _likely_year(number: int, year: int) -> bool:
    """Whether resolution ``number`` may be of ``year``, give or take four: 2231 of 2015, but not 1267 of 1989."""
    for (year_a, first_a), (year_b, first_b) in pairwise(_FIRST_OF):
        if first_a <= number < first_b:
            guess = year_a + (year_b - year_a) * (number - first_a) / (first_b - first_a)
            return abs(guess - year) <= 4
    return False


def _spelled(key: str) -> str:
    """A key as people type it, in the spelling of keys: ``2395/OP2``."""
    head, *rest = key.split("/")
    for i, piece in enumerate(rest):
        for prefix in ("op", "pp", "heading", "annex"):
            if piece.lower().startswith(prefix):
                rest[i] = prefix + piece[len(prefix) :]
    return "/".join([head, *rest])
