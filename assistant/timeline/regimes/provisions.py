"""The paragraphs of a sanctions regime that impose, widen, ease or except from measures, in whatever words.

Decisions on mandates (:mod:`ingest.mandates.mandate`) tell what is set up for a time, renewed and ended. A regime holds more: measures
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

from assistant.timeline.model import ON_A_CONDITION, Deed
from assistant.timeline.regimes import provision_conditions as when
from assistant.timeline.regimes import provision_words as said
from assistant.timeline.regimes.matters import COMMITTEE, EXEMPTION, OF_MONEY, OTHER
from assistant.timeline.regimes.named_days import counted_from, named_days
from assistant.timeline.regimes.provision_matters import ALL, matter_of
from assistant.timeline.regimes.provision_reading import ASKS, CLARIFYING, TELLING, change_of, imposes, lanes_of
from assistant.timeline.regimes.provision_text import Text
from assistant.timeline.regimes.reach import Reach
from ingest.annotating.time_expressions import end_of, find_times
from ingest.mandates.words import TASKS
from ingest.pinpoint import resolution_of
from ingest.places import places_in
from ingest.resolution import Kind, Paragraph
from vectorstore.catalogue import Catalogue

_AGAIN = "reaffirmed"  # the note of what a text says again
_SHORT = 60  # characters of words that only open a list
_PLACE = 200  # characters in which a regime is named


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

    def may_name(self, rows: Sequence[Paragraph]) -> list[Paragraph]:
        """The paragraphs of a resolution that name one that holds something; all where it does itself."""
        numbers = {key.partition("/")[0] for key in self.lanes}
        if any(str(row.resolution) in numbers for row in rows[:1]):
            return [*rows]
        return [row for row in rows if any(key.partition("/")[0] in numbers for key in row.cites)]

    def named(self, keys: Sequence[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for key in keys:
            own = [lanes for held, lanes in self.lanes.items() if held == key or held.startswith(f"{key}(")]
            if "/" not in key:
                own += [lanes for held, lanes in self.lanes.items() if held.partition("/")[0] == key]
            elif not own:  # a point stands for itself, else for its paragraph
                own = [lanes for held, lanes in self.lanes.items() if key.startswith(f"{held}(")]
            found.update(dict.fromkeys(lane for lanes in own for lane in lanes))
        return tuple(found)


_KNOWN: WeakKeyDictionary[Catalogue, dict[str, tuple[Provision, ...]]] = WeakKeyDictionary()


def provisions_at(place: str, catalogue: Catalogue) -> tuple[Provision, ...]:
    """Those of the regimes at a place, oldest first; read once for each catalogue."""
    for _ in read_ahead(place, catalogue):
        pass
    return _KNOWN[catalogue][place]


def read_ahead(place: str, catalogue: Catalogue) -> Iterator[object]:
    """Read the same some milliseconds at a time, known once all are; nothing where they are known: for who has but moments for it."""
    known, found = _KNOWN.setdefault(catalogue, {}), list[Provision]()
    if place in known:
        return
    for each in provisions(Reach(place, catalogue)):
        record = each and catalogue.record(each.row.resolution)
        if each and record and record.date is not None:
            found.append(replace(each, date=record.date))
        yield each
    known[place] = tuple(found)


def provisions(reach: Reach) -> Iterator[Provision | None]:
    """Those of the regime at a place, by resolution and order in the text; ``None`` each time that a text has been looked at."""
    held = _Held()
    yield from reach.looked_at()
    for number in sorted({*reach.numbers, *reach.everywhere}):
        yield None
        if number in reach.everywhere:
            yield Provision(reach.everywhere[number], Deed.EXEMPTED, ("asset freeze",), everywhere=True)
            yield from _to_one_regime(reach, number)
            continue
        about = reach.is_about(number)
        if not about and not held.lanes:
            continue
        found: dict[str, Provision] = {}
        text = Text(reach.paragraphs_of(number), reach.day_of(number))
        rows = text.rows if about else held.may_name(text.rows)
        rows = [row for row in rows if _may_tell(row, text) and _could_tell(row, text, about=about)]
        for imposing in (True, False):  # what is imposed first: exceptions can stand before it
            for row in rows:
                for each in () if row.key in found else _read(row, text, reach, held, about=about, imposing=imposing):
                    found[each.row.key] = each
                    holds = each.deed in (Deed.ESTABLISHED, Deed.WIDENED, Deed.CALLED_FOR, Deed.EASED)
                    if (holds or each.note == _AGAIN) and each.lanes != (COMMITTEE,):
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
        if when.OF_ONE_REGIME.search(row.words) and reach.place in places_in(row.words[:_PLACE]):
            yield Provision(row, Deed.EXEMPTED, ("asset freeze",), until=_from_adoption(row.words, adopted))


def _from_adoption(words: str, adopted: dt.date | None) -> dt.date | None:
    lasts = when.FROM_ADOPTION.search(words)
    return end_of(find_times(lasts.group(), adopted), adopted)[1] if lasts else None


def _may_tell(row: Paragraph, text: Text) -> bool:
    """Whether a paragraph can say something on measures at all, by its verb and words alone."""
    words = text.words(row)
    if not row.path and row.verb not in TELLING and not when.TELLS_INSIDE.search(words):
        return False
    if when.ON_EXPERTS.match(words):
        return False  # what a panel is to look at
    if OF_MONEY.search(words[:120]) or (not row.path and not when.MAY_HOLD.search(words)):
        return False
    opening = text.opening(row)
    if opening and TASKS.search(opening) and not said.STATES_SHALL.search(words):
        return False  # what a body is to do
    renames = "ecides" in words and when.COMMITTEE_NAMED.search(words)
    return bool(renames) or not when.NOT_YET.search(words[:520])


def _could_tell(row: Paragraph, text: Text, *, about: bool) -> bool:
    """Whether it would tell something if it named a measure: what else it names need not be looked for."""
    words, whole = text.words(row), text.whole(row)
    return bool(
        when.COMPLY_WITH_ANNEX.search(words)
        or _in_set_words(row, words, (ALL,), about=about, begun=True)
        or change_of(row, words, (ALL,), whole, about=about, begun=True)
        or (about and imposes(row, words, text.opening(row), text, begun=True))
    )


def _read(row: Paragraph, text: Text, reach: Reach, held: _Held, *, about: bool, imposing: bool) -> Iterator[Provision]:
    words, opening, keys = text.words(row), text.opening(row), text.cited(row)
    named = held.named([key for key in keys if "/" in key]) or held.named(keys)
    named = _of_points([key for key in keys if not held.holds(key)], named, reach) if len(named) > 1 else named
    of_committee = about and said.COMMITTEE_DOES.search(words[:620]) and said.COMMITTEE_GAINS.search(words[:620])
    if not named and not of_committee and not (about and reach.is_on(f"{opening} {text.whole(row)}", row.resolution)):
        return
    if when.COMPLY_WITH_ANNEX.search(words) and about:
        if imposing:
            yield from _annexed(words, row, text)
        return
    if not imposing and (told := _in_set_words(row, words, named, about=about, begun=bool(held.lanes))):
        yield told
        return
    anew = about and not when.ON_WHAT_IS.match(words) and imposes(row, words, opening, text, begun=bool(held.lanes))
    deed = change_of(row, words, named, text.whole(row), about=about, begun=bool(held.lanes))
    if deed and not (anew and deed is not Deed.CHANGED and said.STATES_SHALL.search(words[:330])):
        if not imposing:
            clarifies = (
                row.verb in CLARIFYING and deed in (Deed.WIDENED, Deed.EXEMPTED) and not said.NOT_APPLY.search(words)
            )
            repeats = row.verb == "reaffirms" and bool(said.INDICATING.search(words[:_PLACE]))
            again = bool(said.REPEATS.search(words)) or reach.is_said_again(row, held.lanes)
            repeats = repeats or (deed is Deed.WIDENED and again)
            yield Provision(
                row,
                Deed.CHANGED if clarifies or repeats else deed,
                lanes_of(words, named, deed, text.whole(row)),
                note="clarified" if clarifies else _AGAIN if repeats else "",
            )
        elif deed is Deed.EASED and row.verb == "authorizes":  # an exception that is renewed like a measure
            yield Provision(row, Deed.ESTABLISHED, (EXEMPTION,))
    elif imposing and anew:
        of_points = dict.fromkeys(found for each in text.below(row) if (found := matter_of(each.words)) != OTHER)
        if not of_points and when.BARS_ENTRY.search(words) and when.FREEZES.search(words):
            of_points = dict.fromkeys(("travel ban", "asset freeze"))
        allows = row.verb == "authorizes" and said.TO_INSPECT.search(words)
        label = "cargo inspection" if allows else matter_of(text.whole(row))
        if label == OTHER or (label == "trade" and row.path and named):  # "training related to the items in (a) above"
            label = named[0] if named else text.beside(row, held.lanes) or matter_of(f"{words} {opening}")
        asked = row.verb in ASKS and row.verb != "requires" and not re.search(r"\bdecides\b", words[:330])
        before = held.named([key for key in keys if "/" in key and not key.startswith(f"{row.resolution}/")])
        weak = not any(
            p.search(words[:1100]) for p in (said.STATES_SHALL_PROHIBIT, said.SETS_A_BAN, said.SHALL_NOT_DEAL)
        )
        weak = weak and not row.path and row.verb != "authorizes" and held.imposed(label)
        # it adds to a measure that is there, which it names or lasts as long as
        adds = weak or label in before or when.AS_LONG_AS.search(f"{opening} {words[:200]}")
        deed = Deed.CALLED_FOR if asked else Deed.WIDENED if adds else Deed.ESTABLISHED
        until = _from_adoption(words, text.adopted)
        deed = Deed.ESTABLISHED if until and deed is Deed.WIDENED else deed
        lasting = deed is Deed.WIDENED or end_of(find_times(words, text.adopted), text.adopted)[1] is None
        lasting = lasting and deed is not Deed.CALLED_FOR and row.verb != "authorizes"
        again = lasting and (bool(said.REPEATS.search(words)) or reach.is_said_again(row, held.lanes))
        lanes = tuple(of_points) if len(of_points) > 1 and not allows else (label,)
        yield Provision(row, Deed.CHANGED if again else deed, lanes, until=until, note=_AGAIN if again else "")


def _in_set_words(row: Paragraph, words: str, named: tuple[str, ...], *, about: bool, begun: bool) -> Provision | None:
    """What is said of measures in words of its own: rules, days on which they begin, that one is not renewed."""
    if named and said.NOT_RENEWED.search(words[:60]):
        return Provision(row, Deed.EASED, lanes_of(words, named, Deed.EASED), note="not renewed")
    if about and (named or begun) and said.RULES.search(words[:400]):
        return Provision(
            row, Deed.CHANGED, lanes_of(words, named or (ALL,), Deed.EASED), note="rules of implementation"
        )
    if about and when.SETS_OUT_BELOW.search(words[:400]):
        return Provision(row, Deed.CHANGED, (ALL,), note="imposes what it sets out below")
    if named and when.APPLY_AGAIN.search(words):
        return Provision(row, Deed.CHANGED, (ALL,), note=ON_A_CONDITION)
    if named and when.COMES_INTO_FORCE.search(words[:400]):
        return Provision(row, Deed.CHANGED, lanes_of(words, named, Deed.WIDENED))
    return None


def _of_points(keys: Sequence[str], named: tuple[str, ...], reach: Reach) -> tuple[str, ...]:
    """Of the measures that a paragraph imposes together, those of the points that are named ("paragraph 1 (b)")."""
    points = [key for key in keys if "(" in key and "/op" in key]
    if not points or len(points) < sum("/op" in key for key in keys):
        return named
    rows = {row.key: row for key in points for row in reach.paragraphs_of(resolution_of(key))}
    meant = dict.fromkeys(matter_of(rows[key].words) for key in points if key in rows)
    return tuple(lane for lane in named if lane in meant) or named


def _annexed(words: str, row: Paragraph, text: Text) -> Iterator[Provision]:
    """The paragraphs of an annex with which States "shall comply"."""
    match = when.COMPLY_WITH_ANNEX.search(words)
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
