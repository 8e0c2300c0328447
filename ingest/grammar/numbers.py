"""Reading the numbers of resolutions: lists, years behind them, and which bare numbers are meant as resolutions."""

from __future__ import annotations

from dataclasses import replace

from ingest.grammar.items import Item
from ingest.grammar.neighbours import (
    FILLERS,
    is_elided,
    labelled,
    likely_year,
    may_be_year,
    of_another_organ,
    of_organ_behind,
    points_elsewhere,
    run_of_years,
    thousands,
)
from ingest.grammar.patterns import T, is_letter
from ingest.grammar.places import places
from ingest.grammar.tokens import Tokens, counts

# Sanctions committees and regimes whose number may be a year, too: "the 1970 Committee", but not "the 1996 sanctions".
_NUMBERED_LIKE_YEARS = frozenset((1970, 1988, 1989))
_COMMITTEE = frozenset("committee committees sanctions regime regimes comité".split())
_REGIME = _COMMITTEE | frozenset(
    "isil taliban list lists monitoring panel qaida obligations group ombudsperson agenda".split()
)
_BEHIND_ITEM = frozenset("at in particular particularly specifically notably especially including its see".split())
_TEMPORAL = frozenset(
    """in since of during until till from between by after before year years early late mid around circa ca through to
    end january february march april may june july august september october november december the this last spring
    summer autumn fall winter back pre post""".split()
)
_QUANTIFYING = frozenset("up than over least approximately nearly almost exceeding some page room line number".split())
_SAYING = frozenset(  # words that follow the name of a resolution, and hardly a year used as an adjective
    """says decides does is was means applies has had contains mentions requires cites imposes authorizes authorises
    differs on about for vs versus with without compared and or than extends asks demands calls replaces replaced
    addresses adopted sets establishes ends expires""".split()
)
_SAYING_AFTER_DOES = frozenset(  # the same behind "does" or in a list; elsewhere "Suez Canal 1951 end restrictions"
    """say decide do are mean apply still under have contain mention require cite impose authorize authorise differ
    compare extend ask demand call replace address set establish end expire""".split()
)
_ACTING = frozenset("send deploy let allow order put give keep add withdraw approve condemn protect release".split())
_RANGE = 8  # resolutions between the two ends of a range, less than
_DOES = frozenset("does did do will would can could should must has have is was are were not and or".split())
_ASKING = frozenset(  # words before the name of a resolution, and hardly before a year that ends a question
    """on under about against with for vs versus than without cite cites cited citing quote quotes quoted recall recalls
    mention mentions name named called show explain summarise summarize compare read open describe say does did is was
    has what how why then now abstain abstained vote voted veto vetoed""".split()
)


class Numbers:
    """Reads the numbers of one text. ``bare`` asks for numbers without any other sign, too."""

    def __init__(self, tokens: Tokens, *, bare: bool) -> None:
        self.tokens, self.bare = tokens, bare

    def resolutions(self, i: int) -> tuple[list[Item], int]:
        """The list of resolutions that starts at ``i``; no items where the numbers are something else."""
        tokens, head = self.tokens, self.tokens[i]
        named = head.kind in {T.RESOLUTION, T.SYMBOL}
        plural = head.kind is T.RESOLUTION and head.text.lower().rstrip(" .:#-").endswith(("s", "(s)", "nos"))
        foreign = of_another_organ(self.tokens, i) if head.kind is T.RESOLUTION else not named and labelled(tokens, i)
        j = i + 1 if head.kind is T.RESOLUTION else i
        if named and tokens[j].text == "(" and tokens[j + 1].kind is T.NUMBER:
            j += 1
        items: list[Item] = []
        ranged = False
        while True:
            read = self._item(j, named)
            if read is None or not self._goes_on(read[0], items, named, plural):
                break
            new, j = read
            items += [*self._between(items[-1], new[0]), *new] if ranged else new
            k, separator = tokens.separator(j)
            ranged = not separator and tokens[k].kind is T.TO
            if not (separator or ranged):
                break
            j_next = k + ranged
            if tokens[j_next].kind not in {T.NUMBER, T.SLASHED} or is_elided(self.tokens, j_next):
                break
            j = j_next
        if not items:
            return [], max(j, i + 1)
        end = max(items[-1].at + 1, j if tokens[j].kind not in {T.NUMBER, T.SLASHED} else items[-1].at + 1)
        if foreign or of_organ_behind(self.tokens, end):
            return [], end
        self._decide(items, named, end)
        items[0].start = head.start
        return [item for item in items if item.sure and not item.foreign], end

    def _between(self, first: Item, last: Item) -> list[Item]:
        """The resolutions between the two ends of a range: "353 to 355 (1974)"; farther apart they are two that are named."""
        numbers = range(first.number + 1, last.number) if not (first.places or last.foreign) else range(0)
        if len(numbers) >= _RANGE or run_of_years([first.number, last.number]):
            return []
        return [Item(number, first.end, last.start, last.at, last.year) for number in numbers]

    def _goes_on(self, new: list[Item], items: list[Item], named: bool, plural: bool) -> bool:
        """Whether a further number belongs to the list: "resolution 1701 and 1559", not "… and 300 observers"."""
        item, behind = new[0], self.tokens[new[0].at + 1]
        if item.foreign or item.sure:
            return True
        if counts(item.number, behind.text) or (self.tokens.glued(item.at) and not item.part):
            return False
        if not items:
            return self._may_open(item, named)
        if item.number < 100 <= items[-1].number:  # the number of the next paragraph: "… and 1173 (1998); 13. Urges"
            return False
        if plural or not named:
            return True
        if behind.kind is T.END and item.year is None and items[-1].year is not None:
            return False  # "resolution 721 (1991) of 11 December 1991, 196": the mark of a footnote
        comma = self.tokens[item.at - 1].kind is T.COMMA
        noun = behind.kind in {T.WORD, T.NUMBER}
        return not (comma and noun) and not (may_be_year(item.number) and (comma or noun))

    def _may_open(self, item: Item, named: bool) -> bool:
        """Whether a list can open with this number, seen from what stands next to it."""
        tokens, at = self.tokens, item.at
        if named and item.number < 100 and item.year is None and not self.bare and not item.places:
            sequel = tokens[
                at + 1
            ]  # "two resolutions 31 adopted", the mark of a footnote, or "this resolution 4 parties"
            plural = tokens[at - 1].text.lower().rstrip(" .").endswith("s")
            if sequel.kind is T.WORD and (plural or sequel.text not in _SAYING):
                return False
        if named:  # "relevant resolutions 5. Requests": the number of the next paragraph
            following = tokens[at + 2].kind is T.WORD and tokens[at + 1].text == "."
            numbered = tokens[at + 1].kind in {T.NUMBER, T.FOREIGN} and item.year is None
            return item.number >= 100 or not (following or numbered)
        return True

    def _item(self, i: int, named: bool) -> tuple[list[Item], int] | None:
        token = self.tokens[i]
        if token.kind is T.SLASHED:
            return self._slashed(i, named)
        if token.kind is T.SYMBOL:
            item = Item(token.value, token.start, token.end, i, int(token.text) if token.text else None, sure=True)
        elif named and (rest := thousands(self.tokens, i)) is not None:
            item = Item(rest.value, token.start, rest.end, i + (rest.kind is T.NUMBER))
            i = item.at
        elif token.kind is T.NUMBER and token.value and not self.tokens.glued(i):
            item = Item(token.value, token.start, token.end, i)
        elif named and token.value >= 100 and is_letter(self.tokens[i + 1].text) and not self.tokens.glued(i + 1):
            part = self.tokens[i + 1]  # "resolution 161A"
            item = Item(token.value, token.start, part.end, i, part=part.text.upper())
            i += 1
        else:
            return None
        j = self._year(item, i + 1, named)
        if item.foreign:
            return [item], j
        item.sure = item.sure or (item.year is not None and (item.number >= 100 or item.year <= 1951))
        return [item], self.behind(item, j, sure=named or item.sure)

    def _year(self, item: Item, j: int, named: bool) -> int:
        """ "(2000)", "A (1961)", "(28 September 2001)", "of 31 October 2000": the year behind a number."""
        tokens = self.tokens
        letter = tokens[j]
        dated = tokens[j + 1].kind in {T.YEAR, T.SESSION}
        of_part = tokens[j + 1].kind is T.PARAGRAPH and letter.text in {"a", "b", "c"} and item.number >= 100
        if letter.kind is T.WORD and is_letter(letter.text) and (dated or of_part):  # "161 A (1961)", "161 A para. 4"
            item.part, j = letter.text.upper(), j + 1
        if tokens[j].kind is T.SESSION:
            item.foreign = True
            return j + 1
        if tokens[j].kind is T.YEAR:
            item.year, item.end, j = tokens[j].value, tokens[j].end, j + 1
        elif tokens[j].text == "(" and tokens[j + 1].kind is T.DATE and tokens[j + 2].text == ")":
            item.year, item.end, j = tokens[j + 1].value or None, tokens[j + 2].end, j + 3
        elif (item.number >= 100 or (self.bare and named)) and not item.part:  # "2719 – 2023", also asked "res 95 1951"
            dash = tokens[j].kind is T.TO and not tokens[j].text.isalpha() and not may_be_year(item.number)
            k = j + dash  # but not in "2011-2014"
            if tokens[k].kind is T.NUMBER and likely_year(item.number, tokens[k].value) and not tokens.glued(k):
                item.year, item.end, j = tokens[k].value, tokens[k].end, k + 1
        return self._date(item, j)

    def _date(self, item: Item, j: int) -> int:
        """ "of 22 October 1973", ", 31 October 2000", "adopted on …": skipped behind a number, and read for a year."""
        k = j
        while k < j + 3 and (self.tokens[k].kind is T.COMMA or self.tokens[k].text in {"of", "adopted", "on", "dated"}):
            k += 1
        if self.tokens[k].kind is T.DATE:
            if item.year is None and k > j:
                item.year = self.tokens[k].value or None
            return k + 1
        if self.tokens[k].kind is T.NUMBER and self.tokens[k - 1].text == "of" and may_be_year(self.tokens[k].value):
            item.year = item.year or self.tokens[k].value
            return k + 1
        return j

    def _slashed(self, i: int, named: bool) -> tuple[list[Item], int]:
        """ "2231/2015" is number and year, "1267/1989/2253" are three resolutions, "60/288" is foreign."""
        token = self.tokens[i]
        numbers = [int(part) for part in token.text.split("/")]
        items = [Item(number, token.start, token.end, i) for number in numbers]
        regime = any(self.tokens[k].text in _REGIME for k in range(i + 1, i + 8))
        if all(number >= 100 for number in numbers) and (len(numbers) > 2 or regime):
            for item in items:
                item.sure = True
        elif len(numbers) == 2 and likely_year(numbers[0], numbers[1]):
            items = [replace(items[0], year=numbers[1], sure=numbers[0] >= 100)]
        elif min(numbers) < (100 if named else 500) or not (named or self.bare):
            items = [replace(items[0], foreign=True)]
        return items, (self.behind(items[-1], i + 1, sure=True) if not items[-1].foreign else i + 1)

    def _decide(self, items: list[Item], named: bool, end: int) -> None:
        """Which numbers of a list are resolutions."""
        if named:
            for item in items:
                item.sure = not item.foreign
            return
        first = items[0].at
        if self.tokens[end].text == "(":  # "1267 (ISIL and Al-Qaida) Committee"
            end = next((k + 1 for k in range(end, end + 12) if self.tokens[k].text == ")"), end)
        words = [self.tokens[end].text, self.tokens[end + 1].text]
        committee = words[0] in _COMMITTEE or words[1] in _COMMITTEE
        committee = committee or (self.tokens[first - 1].text in _COMMITTEE and not may_be_year(items[0].number))
        regime = words[0] in _REGIME or (words[1] in _REGIME and words[0] not in FILLERS)
        certain = any(item.sure for item in items)
        for item in items:
            if item.foreign or item.sure or item.number < 100:
                continue
            year = may_be_year(item.number)
            of_a_body = committee and (not year or item.number in _NUMBERED_LIKE_YEARS or len(items) > 1)
            named_here = of_a_body or ((certain or regime) and not year)
            item.sure = named_here or (self.bare and self._stands_as_name(item, items))

    def _stands_as_name(self, item: Item, items: list[Item]) -> bool:
        """Whether a bare number of a question names a resolution."""
        at = items[0].at
        before, behind = self.tokens[at - 1], self.tokens[item.at + 1]
        glued = before.kind is T.WORD and before.end == self.tokens[at].start
        if glued or before.text in _QUANTIFYING or self.tokens.glued(item.at):
            return False
        acts = before.text in {"did", "does"} and behind.text in _SAYING_AFTER_DOES | _ACTING  # "did 350 send troops"
        if any(counts(item.number, self.tokens[k].text) for k in range(item.at + 1, item.at + (2 if acts else 3))):
            return False
        if not may_be_year(item.number):
            return True
        if item is items[0] and before.text in {"in", "since", "during"}:  # "2178 in 2014 and 2396 in 2017"
            return False
        if any(not may_be_year(other.number) for other in items):
            return True
        if run_of_years([other.number for other in items]) or behind.kind is T.RESOLUTION:
            return False  # "2024 and 2025", "the 2015 resolution on Syria"
        if len(items) > 1 and self.tokens[at + 1].kind is T.TO:  # "1990-1995"
            return False
        if behind.kind is T.POSSESSIVE:
            return self.tokens[item.at + 2].kind is not T.RESOLUTION
        says = behind.text in _SAYING or (
            behind.text in _SAYING_AFTER_DOES and (before.text in _DOES or before.kind is not T.WORD or len(items) > 1)
        )
        if before.text in _TEMPORAL or (behind.kind is T.WORD and not says):
            return False
        follows_a_matter = before.kind is T.COMMA or (before.kind is T.WORD and before.text not in _ASKING)
        return behind.kind is T.WORD or not follows_a_matter  # "Grenada, admission 1974" is a year

    def behind(self, item: Item, j: int, *, sure: bool, parallel: bool = False) -> int:
        """Take in "UN Doc S/RES/1373", ", para. 2", "'s OP8" behind a number; the index where the item ends."""
        tokens, k = self.tokens, j
        if any(tokens[n].text == "scor" for n in range(j, j + 7)):  # ", UN SCOR, 57th Sess., Supp. No. 1, U.N. Doc. …"
            k = next((n for n in range(j, j + 30) if tokens[n].kind is T.DOCUMENT), j)
        start = k
        while k < start + 7 and (
            tokens[k].kind in {T.COMMA, T.POSSESSIVE, T.DOCUMENT, T.DATE, T.TO}
            or tokens[k].text in _BEHIND_ITEM
            or (tokens[k].text in {"(", "[", ":"})
            or (tokens[k].text == "/" and tokens[k + 1].kind is T.PARAGRAPH)
            or (tokens[k].text in {")", "]"} and k > j)
        ):
            k += 1
        apart = bool(item.places) and any(
            tokens[n].text == ";" for n in range(j, k)
        )  # "…, para. 6; S/RES/1829 …, para. 4"
        same = tokens[k].kind is T.SYMBOL and tokens[k].value == item.number and item.at != k
        if same and not parallel and not apart:
            item.end = tokens[k].end
            item.year = int(tokens[k].text) if tokens[k].text else item.year
            j = self._year(item, k + 1, sure)
            return j if item.places else self.behind(item, j, sure=sure, parallel=True)
        group = None if item.places or (item.number < 100 and not sure) else places(tokens, k)
        if not sure and may_be_year(item.number) and tokens[k - 1].text in {"(", "["}:
            group = None  # "in 2024 and 2025 (paragraph 8 above)": years, and a place in the text at hand
        if group is None or points_elsewhere(self.tokens, group[1]):
            return j
        item.places, k = group
        item.end, item.sure = tokens[k - 1].end, True
        k += tokens[k].text in {")", "]"}
        return self.behind(item, k, sure=sure)
