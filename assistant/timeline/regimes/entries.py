"""The entries of a regime: a lane for each measure, and what later paragraphs change in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.timeline.cover import terms_of
from assistant.timeline.entries import DEEDS, Maker
from assistant.timeline.model import OTHERS_GO_ON, Deed, Entry
from assistant.timeline.regimes.matters import COMMITTEE, OTHER
from assistant.timeline.regimes.measure import Measure
from assistant.timeline.regimes.measures import measures_in
from assistant.timeline.regimes.provision_conditions import ON_EXPERTS
from assistant.timeline.regimes.provision_matters import ANCILLARY, matter_of
from assistant.timeline.regimes.provisions import Provision
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.one_of import ways
from ingest.pinpoint import resolution_of
from ingest.resolution import Kind
from vectorstore.catalogue import Catalogue


def regime_entries(
    decisions: Sequence[MandateDecision], provisions: Sequence[Provision], made: Maker, catalogue: Catalogue
) -> list[Entry]:
    """Each measure has a lane; one for a time beside one of the same sort that runs is called by its resolution."""
    matters = {p.row.key: p.lanes for p in provisions if p.deed is Deed.ESTABLISHED}
    lanes = _Lanes(decisions, measures_in(decisions, catalogue, matters), made)
    told = [entry for decision in decisions for entry in lanes.entries(decision)]
    told += _provided(told, provisions, made)
    return [*told, *_changes(told, made, catalogue)]


class _Lanes:
    """Which measure has which lane, and which of them run; decisions are told oldest first."""

    def __init__(
        self, decisions: Sequence[MandateDecision], measures: Mapping[tuple[str, Action], list[Measure]], made: Maker
    ) -> None:
        self._measures = measures
        self._made = made
        self._decided = {decision.key for decision in decisions}
        self._names: dict[int, str] = {}
        self._keys: dict[int, str] = {}  # measure → the paragraph that imposed it
        self._running: dict[str, dict[int, dt.date | None]] = {}  # lane → the measures in it that run, and until when
        self._shared: set[str] = set()  # lanes of measures without an end
        self._ended: dict[str, dt.date] = {}
        self._imposed: set[tuple[str, str]] = set()

    def entries(self, decision: MandateDecision) -> Iterator[Entry]:
        for running in self._running.values():
            for lapsed in [m for m, until in running.items() if until and decision.date and until < decision.date]:
                del running[lapsed]
        if decision.kind is BodyKind.COMMITTEE:
            yield from self._committee(decision)
            return
        touched = self._measures.get((decision.key, decision.action), [])
        if decision.action is Action.END and decision.until is not None:
            for measure in touched:
                self._running.get(self._names.get(id(measure), ""), {}).pop(id(measure), None)
        told: dict[str, Entry] = {}  # one entry for a lane, however many measures in it are meant
        for measure in touched:
            for one in self._of_measure(decision, measure):
                if one.key != decision.key:
                    yield one
                else:
                    told[one.lane] = replace(told.get(one.lane, one), beside=one.beside)
        yield from told.values()
        if decision.action is Action.END and decision.until is not None:
            yield from self._served(decision)
        unread = not touched and decision.action is Action.END  # measures that no paragraph was read to impose
        entry = self._made.entry(decision, OTHER, Deed.ENDED) if unread else None
        if entry and _MEASURES.search(entry.words[:160]):
            yield replace(entry, lane=matter_of(entry.words))

    def _committee(self, decision: MandateDecision) -> Iterator[Entry]:
        another = decision.action is Action.ESTABLISH and decision.body == f"{decision.resolution} Committee"
        if self._running.get(COMMITTEE) and decision.action is not Action.END and not another:
            return  # it is there already; what is said of it is no new one
        if entry := self._made.entry(decision, COMMITTEE, DEEDS[decision.action]):
            yield entry
        if decision.action is not Action.END:
            self._running[COMMITTEE] = {0: None}
            return
        self._running.pop(COMMITTEE, None)
        if decision.until is not None and not any(any(m for m in own.values()) for own in self._running.values()):
            for lane in [lane for lane, own in self._running.items() if own and lane in self._shared]:
                if entry := self._made.entry(decision, lane, Deed.ENDED):
                    yield replace(entry, note="with the Committee that watched over it; no text names it")
                self._running[lane] = {}

    def _served(self, decision: MandateDecision) -> Iterator[Entry]:
        """Inspections and seizures end with the last measure of their resolution; the Committee with "the provisions" of all."""
        left = {
            resolution_of(self._keys[m])
            for lane, own in self._running.items()
            if _serves_none(lane)
            for m in own
            if m in self._keys
        }
        for lane in [lane for lane in self._running if not _serves_none(lane)]:
            own = self._running[lane]
            lapsing = [m for m, until in own.items() if not (until and decision.until and until > decision.until)]
            for measure in [m for m in lapsing if m in self._keys and resolution_of(self._keys[m]) not in left]:
                del own[measure]
                if not own and (entry := self._made.entry(decision, lane, Deed.ENDED)):
                    yield replace(entry, note="it served what ended; no text names it")
        runs = any(own for lane, own in self._running.items() if lane != COMMITTEE)
        over = not runs and bool(self._running.get(COMMITTEE))
        entry = self._made.entry(decision, COMMITTEE, Deed.ENDED) if over else None
        if entry and _ALL_PROVISIONS.search(entry.words[:300]):
            del self._running[COMMITTEE]
            yield replace(entry, note="with the resolution that set it up")

    def _of_measure(self, decision: MandateDecision, measure: Measure) -> Iterator[Entry]:
        deed = DEEDS[decision.action]
        first = id(measure) not in self._names
        lane = self._names.setdefault(id(measure), self._lane(measure))
        self._keys[id(measure)] = measure.keys[0]
        running = self._running.setdefault(lane, {})
        runs = bool(running)
        yield from self._imposed_before(decision, measure, lane)
        if deed is Deed.EXTENDED and not first and not runs and lane in self._ended:
            return  # what has ended is only recalled beside what goes on
        if first and measure.keys[0] == decision.key and deed is Deed.EXTENDED:
            deed = Deed.ESTABLISHED
        if deed is Deed.ESTABLISHED and runs:  # in words of its own: imposed again, or on more
            deed = Deed.WIDENED if measure.shared and first else Deed.EXTENDED
        in_part = deed is Deed.ENDED and decision.until is not None and bool(running)
        open_ = any(until is None for each, until in running.items() if each != id(measure))
        if deed is Deed.ENDED and decision.until is not None and not in_part:
            self._ended[lane] = decision.until
        elif deed is not Deed.ENDED:
            running[id(measure)] = None if decision.open_ended else decision.until or running.get(id(measure))
        if entry := self._made.entry(decision, lane, Deed.EASED if in_part else deed):
            rest = None if open_ else max((until for until in running.values() if until), default=None)
            if in_part:
                yield replace(entry, note=OTHERS_GO_ON, until=rest, rest=self._rest(running))
            else:
                yield replace(entry, beside=open_)

    def _rest(self, running: Mapping[int, dt.date | None]) -> tuple[str, str]:
        """The paragraph of the measure that goes on, the newest where there are several."""
        keys = [key for measure in running if (key := self._keys.get(measure))]
        entry = self._made.changed(keys[-1], "", Deed.CHANGED) if keys else None
        return (entry.key, entry.citation) if entry else ("", "")

    def _lane(self, measure: Measure) -> str:
        """Measures without an end share a lane; one for a time beside another one is called by its resolution."""
        label, numbered = measure.label, f"{measure.label} ({resolution_of(measure.keys[0])})"
        lasting = measure.shared
        begins, free_from = self._made.day_of(measure.keys[0]), self._ended.get(label)
        taken = bool(self._running.get(label)) or bool(free_from and begins and begins < free_from)
        undated = not any(self._running.get(label, {}).values())
        if lasting and (label in self._shared or not taken or undated):
            self._shared.add(label)
            return label
        return numbered if taken else label

    def _imposed_before(self, decision: MandateDecision, measure: Measure, lane: str) -> Iterator[Entry]:
        """The paragraphs that imposed it, where no decision was read from them."""
        for key in measure.keys:
            if key in self._decided or resolution_of(key) >= decision.resolution or (key, lane) in self._imposed:
                continue
            self._imposed.add((key, lane))
            before = measure.keys[: measure.keys.index(key)]
            beside = any(resolution_of(each) == resolution_of(key) for each in before)
            later = key != measure.keys[0] and beside  # it serves what another paragraph of the text imposes
            if entry := self._made.changed(key, lane, Deed.CHANGED if later else Deed.ESTABLISHED):
                yield entry


def _serves_none(lane: str) -> bool:
    """Whether a measure stands for itself, and is no inspection or seizure for the sake of another."""
    return lane.partition(" (")[0] not in ANCILLARY


def _provided(told: Sequence[Entry], provisions: Sequence[Provision], made: Maker) -> list[Entry]:
    """What paragraphs do to measures: widen, ease, except, put names under them; none that is told already.

    What is said of all regimes at once counts where the measure is in force then.
    """
    known = {entry.key for entry in told}
    terms = terms_of(told)
    return [
        replace(entry, until=each.until, computed=True) if each.until else entry
        for each in provisions
        if each.deed is not Deed.ESTABLISHED and each.row.key not in known
        for lane in each.lanes
        if not each.everywhere
        or any(
            t.lane.startswith(lane) and t.start <= each.date and (t.end is None or t.end >= each.date) for t in terms
        )
        if (entry := made.changed(each.row.key, lane, each.deed, each.note))
    ]


_ALL_PROVISIONS = re.compile(r"\ball\s+(?:the\s+)?provisions\s+of\b", re.IGNORECASE)
_ON_A_BODY = re.compile(r"\bmandate\s+of\s+the\s+(?:Panel|Group|Committee|Monitoring)\b")
_MEASURES = re.compile(r"\bmeasures?\b|\bsanctions\b|\bembargo\b|\bprohibitions\b|\brestrictions\b", re.IGNORECASE)
_CHANGES = re.compile(
    ways(
        r"\bshall\s+(?:also\s+|further\s+)?not\s+apply\b \bno\s+longer\b \bshall\s+no\s+longer\s+apply\b",
        r"\bdoes\s+not\s+apply\b \bmodif\w+ \bamend\w* \badjust\w* \bexempt\w* \bshall\s+(?:also|now)\s+apply\b",
        r"\bclarif\w+ \bextend\s+to\b \bexpand\w* \bin\s+addition\s+to\b \bsupersed\w* \breplac\w+",
        r"\bfurther\s+decides\b \bdirects\b",
    ),
    re.IGNORECASE,
)


def _changes(told: Sequence[Entry], made: Maker, catalogue: Catalogue) -> list[Entry]:
    """What later paragraphs change in a measure: they decide, and name the paragraph that imposed it."""
    imposed = {entry.key: entry for entry in told if entry.deed is Deed.ESTABLISHED and entry.lane != COMMITTEE}
    known = {entry.key for entry in told}
    found: list[Entry | None] = []
    for number in sorted({resolution_of(key) for key in imposed}):
        cites: dict[str, list[str]] = {}
        for citing, cited in catalogue.citing(number):
            if cited in imposed and citing not in known:
                cites.setdefault(citing, []).append(cited)
        for key, row in catalogue.paragraphs(cites).items():
            if (
                row.kind is Kind.OPERATIVE
                and row.verb in ("decides", "authorizes", "directs")
                and _CHANGES.search(row.words)
                and not _ON_A_BODY.search(row.words[:140])
                and not ON_EXPERTS.match(row.words)
            ):
                lanes = dict.fromkeys(imposed[cited].lane for cited in cites[key])
                found += [made.changed(key, lane, Deed.CHANGED) for lane in lanes]
    return [entry for entry in found if entry is not None]
