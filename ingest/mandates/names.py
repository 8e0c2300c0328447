"""One name for one body over a whole corpus: acronyms and full names are learned from the texts that pair them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import acronym_pairs
from ingest.mandates.inherited import with_inherited
from ingest.mandates.objects import UNNAMED
from ingest.places import plain
from ingest.resolution import Resolution

__all__ = ["link_mandates"]

_SMALL = frozenset("the of in for and to on a united nations nation un s".split())


def link_mandates(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """The same resolutions; the decisions on one body bear one ``body`` and one ``acronym``.

    A period that runs "from the expiration of its current mandate" is counted from the end of the decision before.
    """
    resolutions = _cited_decisions(resolutions)
    names = _Names(p.words for one in resolutions for p in one.paragraphs)
    names.learn(decision for one in resolutions for decision in one.mandate_decisions)
    linked = [
        one.model_copy(update={"mandate_decisions": tuple(names.named(decision) for decision in one.mandate_decisions)})
        if one.mandate_decisions
        else one
        for one in resolutions
    ]
    linked = _without_a_place(_counted_on(_first_successions(with_inherited(linked))))
    panels = _panels([decision for one in linked for decision in one.mandate_decisions])
    return [
        one.model_copy(update={"mandate_decisions": tuple(_panel(d, panels) for d in one.mandate_decisions)})
        if any(d.kind is BodyKind.PANEL for d in one.mandate_decisions)
        else one
        for one in linked
    ]


def _without_a_place(resolutions: list[Resolution]) -> list[Resolution]:
    """A committee that was set up for no place has none later, whatever place a later text on it names by the way."""
    decided = [each for one in resolutions for each in one.mandate_decisions if each.kind is BodyKind.COMMITTEE]
    worldwide = {each.body for each in decided if each.action is Action.ESTABLISH and not each.place}

    def without(decision: MandateDecision) -> MandateDecision:
        wrong = decision.kind is BodyKind.COMMITTEE and decision.body in worldwide and decision.place
        return decision.model_copy(update={"place": ""}) if wrong else decision

    return [
        one.model_copy(update={"mandate_decisions": tuple(map(without, one.mandate_decisions))})
        if one.mandate_decisions
        else one
        for one in resolutions
    ]


def _first_successions(resolutions: list[Resolution]) -> list[Resolution]:
    """That one body follows another is told by the first decision that says so, not by each renewal."""
    told: set[tuple[str, str]] = set()

    def once(decision: MandateDecision) -> MandateDecision:
        pair = (decision.acronym or decision.body, decision.succeeds)
        if not decision.succeeds or pair not in told:
            told.add(pair)
            return decision
        return decision.model_copy(update={"succeeds": ""})

    return [
        one.model_copy(update={"mandate_decisions": tuple(map(once, one.mandate_decisions))})
        if any(each.succeeds for each in one.mandate_decisions)
        else one
        for one in resolutions
    ]


def _counted_on(resolutions: list[Resolution]) -> list[Resolution]:
    """Periods "from the expiration of its current mandate in June 2030" run from the day of the decision before."""
    ends: dict[str, dt.date] = {}
    out = []
    for one in resolutions:
        decided = []
        for each in one.mandate_decisions:
            before = ends.get(each.acronym or each.body)
            if before and each.computed and each.until and each.since and _is_last_of(each.since, before):
                day = min(before.day, calendar.monthrange(each.until.year, each.until.month)[1])
                each = each.model_copy(update={"since": before, "until": each.until.replace(day=day)})
            if each.until:
                ends[each.acronym or each.body] = each.until
            decided.append(each)
        out.append(one.model_copy(update={"mandate_decisions": tuple(decided)}) if decided else one)
    return out


def _is_last_of(day: dt.date, other: dt.date) -> bool:
    """Whether ``day`` is the last of the month of ``other``, which is an earlier day."""
    return (day.year, day.month) == (other.year, other.month) and day > other and (day + dt.timedelta(days=1)).day == 1


_KEY = re.compile(r"\d+/op\d+")


def _cited_decisions(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Bodies without a name: known by the paragraph that decided on them, or by the resolutions that are cited."""
    dated: dict[str, MandateDecision] = {}
    missions: dict[int, list[MandateDecision]] = defaultdict(list)
    for decision in (each for one in resolutions for each in one.mandate_decisions if not _is_unnamed(each)):
        if decision.until:
            dated.setdefault(decision.key.partition("(")[0], decision)
        if decision.kind is BodyKind.MISSION:
            missions[decision.resolution].append(decision)

    def resolved(decision: MandateDecision, resolution: Resolution) -> MandateDecision | None:
        if not _is_unnamed(decision):
            return decision
        meant = dated.get(decision.body)
        if decision.body == UNNAMED:
            cited = [each for number in resolution.related for each in missions[number]]
            common = Counter(each.acronym or each.body for each in cited).most_common(1)
            meant = next((each for each in cited if common and (each.acronym or each.body) == common[0][0]), None)
        if meant is None:
            return None
        same = {"body": meant.body, "acronym": meant.acronym, "kind": meant.kind, "place": meant.place}
        return decision.model_copy(update={**same, "named": "mandate"})

    return [
        one.model_copy(
            update={"mandate_decisions": tuple(d for each in one.mandate_decisions if (d := resolved(each, one)))}
        )
        if any(map(_is_unnamed, one.mandate_decisions))
        else one
        for one in resolutions
    ]


def _is_unnamed(decision: MandateDecision) -> bool:
    return decision.body == UNNAMED or bool(_KEY.fullmatch(decision.body))


class _Names:
    """What the corpus calls each acronym, and which acronym each name has."""

    def __init__(self, texts: Iterable[str]) -> None:
        pairs: dict[str, Counter[str]] = defaultdict(Counter)
        spelled: dict[str, str] = {}
        for acronym, name in acronym_pairs(texts):
            pairs[acronym][plain(name)] += 1
            spelled.setdefault(plain(name), name)
        self._full = {acronym: spelled[names.most_common(1)[0][0]] for acronym, names in pairs.items()}
        by_name: dict[str, Counter[str]] = defaultdict(Counter)
        for acronym, names in pairs.items():
            for name, count in names.items():
                by_name[name][acronym] += count
        self._acronym = {name: acronyms.most_common(1)[0][0] for name, acronyms in by_name.items()}
        self._unnamed: dict[frozenset[str], str] = {}
        self._since: dict[str, int] = {}  # acronym with a numeral → the first resolution that decides on it
        self._words = {acronym: _tokens(name) for acronym, name in self._full.items()}

    def learn(self, decisions: Iterable[MandateDecision]) -> None:
        """Learn the fullest name of each body that has no acronym, and when a second of the same name begins."""
        for decision in decisions:
            if decision.kind is BodyKind.MISSION:
                if " " in (acronym := decision.acronym or self._numbered(decision.body)):
                    self._since[acronym] = min(self._since.get(acronym, decision.resolution), decision.resolution)
                key = _tokens(decision.body) | _tokens(decision.place)
                self._unnamed[key] = max(self._unnamed.get(key, ""), decision.body, key=lambda name: (len(name), name))

    def named(self, decision: MandateDecision) -> MandateDecision:
        if decision.kind is not BodyKind.MISSION:
            return decision
        acronym = (
            self._misprinted(decision)
            or decision.acronym
            or self._numbered(decision.body)
            or self._at_the_time(self._acronym.get(plain(decision.body), ""), decision.resolution)
            or self._closest(decision)
        )
        if not acronym:
            return decision.model_copy(update={"body": self._unified(decision)})
        if _PANEL.search(self._full.get(acronym, "")):
            name = f"{_PANEL_NAMES[self._full[acronym].split()[-1].lower()]} ({decision.place})"
            return decision.model_copy(update={"acronym": acronym, "body": name, "kind": BodyKind.PANEL})
        full = self._full.get(acronym, decision.body)
        if decision.body not in (acronym, decision.acronym) and not _tokens(decision.body) & _tokens(full):
            full = decision.body  # two bodies with one acronym: this text gives the name itself
        return decision.model_copy(update={"acronym": acronym, "body": full})

    def _numbered(self, name: str) -> str:
        """``UNMAZ II`` for "United Nations Mission in Azuria II", where the name without the numeral has that acronym."""
        base, _, numeral = name.rpartition(" ")
        stem = self._acronym.get(plain(base), "").partition(" ")[0] if numeral in ("II", "III") else ""
        return f"{stem} {numeral}" if stem else ""

    def _at_the_time(self, acronym: str, number: int) -> str:
        """The acronym without its numeral in a resolution before the first on the body that bears it."""
        return acronym.partition(" ")[0] if number < self._since.get(acronym, 0) else acronym

    def _misprinted(self, decision: MandateDecision) -> str:
        """The acronym meant, where the one printed stands with no name anywhere: the nearly same one of the place."""
        if not decision.acronym or decision.acronym in self._full or not decision.place:
            return ""
        place = _tokens(decision.place)
        near = [
            each
            for each in get_close_matches(decision.acronym, self._full, n=9, cutoff=0.8)
            if place <= self._words[each]
        ]
        return next(iter(near), "")  # the closest first

    def _closest(self, decision: MandateDecision) -> str:
        """The one acronym whose full name holds all words of a shortened name, with the place of the resolution.

        A name with a comma in it was read up to there.
        """
        begun = [acronym for acronym, full in self._full.items() if full.startswith(f"{decision.body},")]
        if len(begun) == 1:
            return begun[0]
        wanted = _tokens(decision.body)
        if len(wanted) < 2 and not decision.place:
            return ""
        with_place = wanted | _tokens(decision.place)
        exact = [acronym for acronym, words in self._words.items() if words in (wanted, with_place)]
        if len(exact) == 1:
            return exact[0]
        wider = [
            acronym
            for acronym, words in self._words.items()
            if with_place <= words and len(words) <= len(with_place) + 1
        ]
        return wider[0] if len(wider) == 1 else ""

    def _unified(self, decision: MandateDecision) -> str:
        """The fullest name for a body without an acronym, told by its words and place."""
        return self._unnamed.get(_tokens(decision.body) | _tokens(decision.place), decision.body)


_PANEL = re.compile(r"\b(?:Monitoring (?:Group|Team)|(?:Panel|Group) of Experts)$")
_PANEL_NAMES = {"group": "Monitoring Group", "team": "Monitoring Team", "experts": "Panel of Experts"}


def _tokens(name: str) -> frozenset[str]:
    return frozenset(word for word in plain(name).replace("'s", "").split() if word not in _SMALL)


def _panels(decisions: Sequence[MandateDecision]) -> dict[tuple[str, str], tuple[str, int]]:
    """(place, sort) → the name that the body mostly bears there, and the resolution that first set one up under that name; a panel and a
    group of experts are one sort."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    founded: dict[tuple[str, str, str], int] = {}
    for decision in decisions:
        if decision.kind is BodyKind.PANEL:
            which, name = (_regime(decision), _sort(decision)), _name(decision)
            counts[which][name] += 1
            if decision.action is Action.ESTABLISH:
                founded.setdefault((*which, name), decision.resolution)
    mostly = {which: names.most_common(1)[0][0] for which, names in counts.items()}
    return {which: (name, founded.get((*which, name), 0)) for which, name in mostly.items()}


def _panel(decision: MandateDecision, panels: dict[tuple[str, str], tuple[str, int]]) -> MandateDecision:
    """The decision under the name that the body mostly bears; one on a body of another name before that was set up is on another body."""
    if decision.kind is not BodyKind.PANEL:
        return decision
    regime = _regime(decision)
    mostly, founded = panels[regime, _sort(decision)]
    name = _name(decision)
    if decision.resolution >= founded:
        name = mostly
    return decision.model_copy(update={"body": f"{name} ({regime})"})


def _name(decision: MandateDecision) -> str:
    return decision.body.partition(" (")[0]


def _sort(decision: MandateDecision) -> str:
    """A monitoring group or team is a body of its own name, which ends where a panel of experts is set up in its place."""
    name = _name(decision)
    return name if name.startswith("Monitoring") else ""


def _regime(decision: MandateDecision) -> str:
    match = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)$", decision.body)
    return match[1] if match else decision.place
