"""The paragraphs of a sanctions regime that impose, widen, ease or except from measures, in whatever words.

Decisions on mandates (:mod:`ingest.mandate`) tell what is set up for a time, renewed and ended. A regime holds more: measures
without an end, the goods and names added to them, exemptions. They are read here, for one place, resolution by resolution:
a paragraph belongs to the regime where it names a paragraph that holds a measure of it, or where it imposes something
and its resolution is about the place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from assistant.timeline import provision_words as said
from assistant.timeline.matters import COMMITTEE, EXEMPTION, OTHER, PRINCIPAL, objects_in
from assistant.timeline.model import ON_A_CONDITION, Deed
from assistant.timeline.named_days import counted_from, named_days
from assistant.timeline.provision_matters import ALL, CRITERIA, matter_of
from assistant.timeline.provision_text import Text
from assistant.timeline.reach import Reach
from ingest.bodies import places_in
from ingest.mandate_words import TASKS
from ingest.resolution import Kind, Paragraph
from ingest.time_expressions import end_of, find_times
from vectorstore.catalogue import Catalogue

_SHORT = 60  # characters of words that only open a list
_PLACE = 200  # characters in which a regime is named
_MANY = 3  # lanes of one paragraph that are named one by one
_ASKS = ("calls upon", "urges", "requests", "requires", "calls")
_DECIDES = ("decides", "authorizes", "requires", "imposes", "prohibits")
# verbs that repeat, unless something new follows them
_RECALLING = ("reaffirms", "recalls", "reiterates", "notes", "stresses", "emphasizes", "underscores", "expresses", "condemns", "recognizes",
              "directs", "underlines")  # fmt: skip
_WITHIN = ("notes", "welcomes", "recognizes", "requests", "encourages")  # that can decide something further on
_CLARIFYING = ("confirms", "affirms", "clarifies", "asserts")
_TELLS = (
    *_DECIDES,
    *_RECALLING,
    "clarifies",
    "affirms",
    "confirms",
    "asserts",
    "adopts",
    "permits",
    "modifies",
    "suspends",
)


@dataclass(frozen=True, slots=True)
class Provision:
    """What one paragraph does to measures of a regime. ``lanes`` are the measures by name."""

    row: Paragraph
    deed: Deed
    lanes: tuple[str, ...]
    date: dt.date = dt.date.min
    until: dt.date | None = None
    since: dt.date | None = None
    note: str = ""
    everywhere: bool = False

    @property
    def imposes(self) -> bool:
        """Whether something begins with it that can be renewed and ended."""
        return self.deed is Deed.ESTABLISHED


@dataclass(slots=True)
class _Held:
    """The paragraphs that hold measures so far, with the measures."""

    lanes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)  # those that only ask States

    def imposed(self, label: str) -> bool:
        """Whether a measure on the matter is imposed, not only asked for."""
        return any(label in lanes for key, lanes in self.lanes.items() if key not in self.asked)

    def holds(self, point: str) -> bool:
        return any(key.startswith(point) for key in self.lanes)

    def numbers(self) -> set[str]:
        return {key.partition("/")[0] for key in self.lanes}

    def named(self, keys: Sequence[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for key in keys:
            for own, lanes in self.lanes.items():
                if (
                    own == key
                    or own.startswith(f"{key}(")
                    or ("/" in key and key.startswith(f"{own}("))
                    or ("/" not in key and own.partition("/")[0] == key)
                ):
                    found.update(dict.fromkeys(lanes))
        return tuple(found)


_KNOWN: WeakKeyDictionary[Catalogue, dict[str, tuple[Provision, ...]]] = WeakKeyDictionary()


def provisions_at(place: str, catalogue: Catalogue) -> tuple[Provision, ...]:
    """Those of the regimes at a place, oldest first; read once for each catalogue."""
    known = _KNOWN.setdefault(catalogue, {})
    if place not in known:
        found = list(provisions(Reach(place, catalogue)))
        dates = {number: catalogue.record(number) for number in {each.row.resolution for each in found}}
        known[place] = tuple(
            replace(each, date=record.date)
            for each in found
            if (record := dates[each.row.resolution]) is not None and record.date is not None
        )
    return known[place]


def provisions(reach: Reach) -> Iterator[Provision]:
    """Those of the regime at a place, by resolution and order in the text."""
    held = _Held()
    for number in sorted({*reach.numbers, *reach.everywhere}):
        if number in reach.everywhere:
            yield Provision(reach.everywhere[number], Deed.EXEMPTED, ("asset freeze",), everywhere=True)
            yield from _to_one_regime(reach, number)
            continue
        about = reach.is_about(number)
        if not about and not held.lanes:
            continue
        found: dict[str, Provision] = {}
        text = Text(reach.paragraphs_of(number), reach.day_of(number))
        for imposing in (True, False):  # what is imposed first: exceptions can stand before it
            for row in text.rows:
                for each in () if row.key in found else _read(row, text, reach, held, about=about, imposing=imposing):
                    found[each.row.key] = each
                    if each.deed in (Deed.ESTABLISHED, Deed.WIDENED, Deed.CALLED_FOR, Deed.EASED) and each.lanes != (
                        COMMITTEE,
                    ):
                        held.lanes[each.row.key] = each.lanes
                        held.asked |= {each.row.key} if each.deed is Deed.CALLED_FOR else set()
        opened = {
            each.row.pinpoint.parent.key
            for each in found.values()
            if each.imposes and each.row.path and each.row.pinpoint.parent
        }
        for key in opened & {key for key, each in found.items() if each.imposes}:
            if all(point.key in found for point in text.below(found[key].row)):
                del found[key]  # its points tell what it imposes
        yield from sorted(found.values(), key=lambda each: text.order[each.row.key])


def _to_one_regime(reach: Reach, number: int) -> Iterator[Provision]:
    """For how long what is decided on all regimes holds for this one, where that is said apart."""
    adopted = reach.day_of(number)
    for row in reach.paragraphs_of(number):
        if said.OF_ONE_REGIME.search(row.words) and reach.place in places_in(row.words[:_PLACE]):
            yield Provision(row, Deed.EXEMPTED, ("asset freeze",), until=_from_adoption(row.words, adopted))


def _from_adoption(words: str, adopted: dt.date | None) -> dt.date | None:
    lasts = said.FROM_ADOPTION.search(words)
    return end_of(find_times(lasts.group(), adopted), adopted)[1] if lasts else None


def _read(row: Paragraph, text: Text, reach: Reach, held: _Held, *, about: bool, imposing: bool) -> Iterator[Provision]:
    words = " ".join(row.words.split())
    renames = "ecides" in words and said.COMMITTEE_NAMED.search(words)
    if said.NOT_YET.search(words[:520]) and not renames:
        return
    if not row.path and not said.MAY_HOLD.search(words):
        return
    opening = text.opening(row)
    if opening and TASKS.search(opening) and not said.STATES_SHALL.search(words):
        return  # what a body is to do
    keys = text.cited(row)
    named = held.named([key for key in keys if "/" in key]) or held.named(keys)
    named = _of_points([key for key in keys if not held.holds(key)], named, reach) if len(named) > 1 else named
    of_committee = about and said.COMMITTEE_DOES.search(words[:620]) and said.COMMITTEE_GAINS.search(words[:620])
    if not named and not of_committee and not (about and reach.is_on(f"{opening} {text.whole(row)}", row.resolution)):
        return
    if said.COMPLY_WITH_ANNEX.search(words) and about:
        if imposing:
            yield from _annexed(words, row, text)
        return
    if not imposing and named and said.NOT_RENEWED.search(words[:60]):
        yield Provision(row, Deed.EASED, _lanes(words, named, Deed.EASED), note="not renewed")
        return
    if not imposing and about and said.RULES.search(words[:400]) and (named or held.lanes):
        yield Provision(row, Deed.CHANGED, _lanes(words, named or (ALL,), Deed.EASED), note="rules of implementation")
        return
    if not imposing and about and said.SETS_OUT_BELOW.search(words[:400]):
        yield Provision(row, Deed.CHANGED, (ALL,), note="imposes what it sets out below")
        return
    if not imposing and named and (said.COMES_INTO_FORCE.search(words[:400]) or said.APPLY_AGAIN.search(words)):
        again = bool(said.APPLY_AGAIN.search(words))
        yield Provision(
            row,
            Deed.CHANGED,
            (ALL,) if again else _lanes(words, named, Deed.WIDENED),
            note=ON_A_CONDITION if again else "",
        )
        return
    anew = about and not said.ON_WHAT_IS.match(words) and _imposes(row, words, opening, text, begun=bool(held.lanes))
    deed = _change(row, words, named, text.whole(row), about=about, begun=bool(held.lanes))
    if deed and not (anew and deed is not Deed.CHANGED and said.STATES_SHALL.search(words[:330])):
        if not imposing:
            clarifies = (
                row.verb in _CLARIFYING and deed in (Deed.WIDENED, Deed.EXEMPTED) and not said.NOT_APPLY.search(words)
            )
            repeats = row.verb == "reaffirms" and bool(said.INDICATING.search(words[:_PLACE]))
            yield Provision(
                row,
                Deed.CHANGED if clarifies or repeats else deed,
                _lanes(words, named, deed),
                note="clarified" if clarifies else "reaffirmed" if repeats else "",
            )
        elif deed is Deed.EASED and row.verb == "authorizes":  # an exception that is renewed like a measure
            yield Provision(row, Deed.ESTABLISHED, (EXEMPTION,))
    elif imposing and anew:
        of_points = dict.fromkeys(found for each in text.below(row) if (found := matter_of(each.words)) != OTHER)
        if not of_points and said.BARS_ENTRY.search(words) and said.FREEZES.search(words):
            of_points = dict.fromkeys(("travel ban", "asset freeze"))
        allows = row.verb == "authorizes" and said.TO_INSPECT.search(words)
        label = "cargo inspection" if allows else matter_of(text.whole(row))
        if label == OTHER or (label == "trade" and row.path and named):  # "training related to the items in (a) above"
            label = named[0] if named else text.beside(row, held.lanes) or matter_of(f"{words} {opening}")
        asked = row.verb in _ASKS and row.verb != "requires" and not re.search(r"\bdecides\b", words[:330])
        before = held.named([key for key in keys if "/" in key and not key.startswith(f"{row.resolution}/")])
        weak = not any(
            p.search(words[:1100]) for p in (said.STATES_SHALL_PROHIBIT, said.SETS_A_BAN, said.SHALL_NOT_DEAL)
        )
        weak = (
            weak and not row.path and row.verb != "authorizes" and held.imposed(label)
        )
        # it adds to a measure that is there, which it names or lasts as long as
        adds = (
            weak or said.NOTIFIES.match(words) or label in before or said.AS_LONG_AS.search(f"{opening} {words[:200]}")
        )
        deed = Deed.CALLED_FOR if asked else Deed.WIDENED if adds else Deed.ESTABLISHED
        until = _from_adoption(words, text.adopted)
        deed = Deed.ESTABLISHED if until and deed is Deed.WIDENED else deed
        yield Provision(row, deed, tuple(of_points) if len(of_points) > 1 else (label,), until=until)


def _of_points(keys: Sequence[str], named: tuple[str, ...], reach: Reach) -> tuple[str, ...]:
    """Of the measures that a paragraph imposes together, those of the points that are named ("paragraph 1 (b)")."""
    points = [key for key in keys if "(" in key and "/op" in key]
    if not points or len(points) < len(keys):
        return named
    rows = {row.key: row for key in points for row in reach.paragraphs_of(int(key.partition("/")[0]))}
    meant = dict.fromkeys(matter_of(rows[key].words) for key in points if key in rows)
    return tuple(lane for lane in named if lane in meant) or named


def _change(
    row: Paragraph, words: str, named: Sequence[str], whole: str, *, about: bool, begun: bool
) -> Deed | None:
    """What a paragraph does to measures that are there; ``None`` where it does nothing to them."""
    if words.startswith("Recalls its decision that"):
        return None
    decided = re.search(r"\bdecides\b", words) if row.verb in _WITHIN else None
    head = words[decided.start() if decided else 0 :][:620]
    if about and "ecides" in words and said.COMMITTEE_NAMED.search(words):
        return Deed.CHANGED
    if about and said.COMMITTEE_DOES.search(head) and said.COMMITTEE_GAINS.search(head):
        return Deed.CHANGED
    if about and begun and said.INDICATING.search(head[:_PLACE]):
        return Deed.WIDENED
    if about and said.OFF_THE_LIST.search(head):
        return Deed.EASED
    new = about and begun and row.verb not in _RECALLING
    if new and said.ADVANCE_APPROVAL.search(head) and said.OF_GOODS.search(head):
        return Deed.WIDENED
    if new and (said.PERMITS.search(head) or said.NOTIFYING.search(head)):
        return Deed.EXEMPTED
    if not (named or (about and said.ON_MEASURES.search(head))) or (row.verb not in _TELLS and decided is None):
        return None
    if row.verb in _RECALLING and decided is None and not row.path and not said.RECALLS.search(head):
        return None
    on_named = bool(named) or (about and begun and bool(said.ON_WHAT_IS.match(head))) or bool(objects_in(head) or objects_in(whole)) or bool(about and said.THIS_TEXT.search(head))
    if on_named and said.LISTED.search(words[:700]) and said.PUT_UNDER.search(words[:500]):
        return Deed.DESIGNATED
    if on_named and said.EASES.search(words[:1500] if "suspended" in words else head):
        return Deed.EASED
    if on_named and said.EXEMPTS.search(head) and said.ON_MEASURES.search(head):
        return Deed.EXEMPTED
    if on_named and said.CRITERIA.search(head):
        return Deed.WIDENED
    if named and row.verb == "clarifies":
        return Deed.WIDENED
    if (
        (named or (objects_in(head) and said.ON_WHAT_IS.match(head)))
        and said.WIDENS.search(head)
        and (said.ON_MEASURES.search(head) or row.verb == "confirms")
    ):
        return Deed.WIDENED
    return None


def _imposes(row: Paragraph, words: str, opening: str, text: Text, *, begun: bool) -> bool:
    """Whether something is imposed, by the words and, for a point, by those above it."""
    head = words[:700]
    if said.OF_OTHERS.search(words[:900]):
        return False
    if said.NO_MEASURE.search(head[:260]) or (row.path and said.NO_MEASURE.search(opening[:260])):
        return False
    if row.path:
        if said.EXEMPTS.search(opening):
            return False
        if said.ASKED_IN_POINTS.search(opening) and said.ACT_OF_POINT.match(words):
            return bool(said.OF_GOODS.search(head))
        below = said.ALL_STATES_SHALL.search(opening) and said.ACT_FIRST.match(words)
        own = said.STATES_SHALL.search(head) or said.SHALL_NOT_DEAL.search(head)
        return bool((below or own) and row.verb in ("decides", "") and said.OF_GOODS.search(head))
    if row.verb in _DECIDES or re.search(r"\bdecides\b", head):
        whole = text.whole(row)
        if said.STATES_SHALL_PROHIBIT.search(words[:1100]) or said.VIGILANCE.search(words[:1100]):
            return True
        if (
            said.STATES_SHALL.search(head) or said.SHALL_NOT_DEAL.search(head) or said.SETS_A_BAN.search(head)
        ) and said.OF_GOODS.search(whole[:900]):
            return True
        if said.ALL_STATES_SHALL.search(head) and said.ACT_FIRST.match(whole[len(words) :].strip()):
            return True
    if said.AUTHORIZES_STATES.search(head) and begun:
        return True
    asked = said.ASKS_STATES.search(said.BY_LAW.sub(" ", head))
    if asked is None or not (row.verb in _ASKS or re.search(r"\bcall(?:s|ed)\s+upon\b|\bto\s+call\s+upon\b|\b[Rr]enews\s+its\s+request\b", head)):
        return False
    around = f"{asked.group()} {asked.string[asked.end() :][:70]}"
    if said.NO_ASK.search(around) and not said.ASKS_AT_ONCE.search(around):
        return False
    return bool(said.OF_GOODS.search(head) or (begun and said.ASKS_AT_ONCE.search(around)))


def _lanes(words: str, named: Sequence[str], deed: Deed) -> tuple[str, ...]:
    if deed is Deed.CHANGED:
        return (COMMITTEE,)
    if deed is Deed.WIDENED and (said.CRITERIA.search(words[:520]) or said.INDICATING.search(words[:520])):
        return (CRITERIA,)
    objects = objects_in(words) or ({matter_of(words)} & PRINCIPAL if not named else set())
    lanes = [lane for lane in named if lane in objects] or list(named) or sorted(objects) or [OTHER]
    return tuple(lanes) if len(lanes) <= _MANY else (ALL,)


def _annexed(words: str, row: Paragraph, text: Text) -> Iterator[Provision]:
    """The paragraphs of an annex with which States "shall comply"."""
    match = said.COMPLY_WITH_ANNEX.search(words)
    if match is None:
        return
    numbers = set(re.findall(r"\b\d+\b", match["what"]))
    yield Provision(row, Deed.CHANGED, (ALL,), note="imposes what an annex sets out")
    days = named_days(text.all, text.adopted)
    for each in text.all:
        if (
            each.kind is not Kind.ANNEX
            or each.annex != match["annex"]
            or each.number not in numbers
            or len(each.path) > 1
            or each.occurrence > 1
        ):
            continue
        parent = text.opening(each)
        listed = len(each.text) < _SHORT and text.below(each)  # "All States are to:" with a point for each measure
        if listed or each.words.startswith("The term") or (each.path and len(parent) >= _SHORT):
            continue
        whole = text.whole(each)
        asked = "called upon" in whole[:200]
        yield Provision(
            each, Deed.CALLED_FOR if asked else Deed.ESTABLISHED, (matter_of(whole),), until=counted_from(whole, days)
        )
