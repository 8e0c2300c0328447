"""The entries of a regime: a lane for each measure, and what later paragraphs change in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.dialogue.succession import number_of
from assistant.timeline.entries import DEEDS, Maker, number_of_key
from assistant.timeline.matters import COMMITTEE
from assistant.timeline.measures import measures_in
from assistant.timeline.model import Deed, Entry
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.resolution import Kind
from vectorstore.catalogue import Catalogue


def regime_entries(decisions: Sequence[MandateDecision], made: Maker, catalogue: Catalogue) -> list[Entry]:
    """Each measure has a lane; one of the same sort beside one that runs is called by its resolution."""
    measures = measures_in(decisions, catalogue)
    found: list[Entry | None] = []
    lanes: dict[int, str] = {}
    running: dict[str, int] = {}  # lane → the measure that has it
    ended: dict[str, dt.date] = {}
    decided = {decision.key for decision in decisions}
    imposed: set[tuple[str, str]] = set()
    for decision in decisions:
        if decision.kind is BodyKind.COMMITTEE:
            if COMMITTEE in running and decision.action is not Action.END:
                continue  # it is there already; what is said of it is no new one
            running[COMMITTEE] = 0
            if decision.action is Action.END:
                del running[COMMITTEE]
            found.append(made.entry(decision, COMMITTEE, DEEDS[decision.action]))
            continue
        for measure in measures.get((decision.key, decision.action), ()):
            deed = DEEDS[decision.action]
            first = id(measure) not in lanes
            if first:
                begins = made.day_of(measure.keys[0])
                free_from = ended.get(measure.label)
                taken = measure.label in running or bool(free_from and begins and begins < free_from)
                lanes[id(measure)] = f"{measure.label} ({number_of_key(measure.keys[0])})" if taken else measure.label
            lane = lanes[id(measure)]
            runs = lane in running
            running.setdefault(lane, id(measure))
            for key in measure.keys:  # known by the paragraph that imposed it
                if key not in decided and number_of_key(key) < number_of(decision) and (key, lane) not in imposed:
                    imposed.add((key, lane))
                    before = measure.keys[: measure.keys.index(key)]
                    beside = any(number_of_key(each) == number_of_key(key) for each in before)
                    later = key != measure.keys[0] and beside  # it serves what another paragraph of the text imposes
                    found.append(made.changed(key, lane, Deed.CHANGED if later else Deed.ESTABLISHED))
            if first and measure.keys[0] == decision.key and deed is Deed.EXTENDED:
                deed = Deed.ESTABLISHED
            elif not first and deed is Deed.ESTABLISHED and runs:
                deed = Deed.EXTENDED  # imposed again, in words of its own
            if deed is Deed.ENDED and running.get(lane) == id(measure) and decision.until is not None:
                del running[lane]
                ended[lane] = decision.until
            found.append(made.entry(decision, lane, deed))
    told = [entry for entry in found if entry is not None]
    return [*told, *_changes(told, made, catalogue)]


_CHANGES = re.compile(
    r"\bshall\s+(?:also\s+|further\s+)?not\s+apply\b|\bno\s+longer\b|\bshall\s+no\s+longer\s+apply\b|\bdoes\s+not\s+apply\b|\bmodif\w+|\bamend\w*|\badjust\w*|\bexempt\w*|\bshall\s+(?:also|now)\s+apply\b|\bclarif\w+"
    r"|\bextend\s+to\b|\bexpand\w*|\bin\s+addition\s+to\b|\bsupersed\w*|\breplac\w+|\bfurther\s+decides\b|\bdirects\b",
    re.IGNORECASE,
)


def _changes(told: Sequence[Entry], made: Maker, catalogue: Catalogue) -> list[Entry]:
    """What later paragraphs change in a measure: they decide, and name the paragraph that imposed it."""
    imposed = {entry.key: entry for entry in told if entry.deed is Deed.ESTABLISHED and entry.lane != COMMITTEE}
    known = {entry.key for entry in told}
    found: list[Entry | None] = []
    for number in sorted({number_of_key(key) for key in imposed}):
        cites: dict[str, list[str]] = {}
        for citing, cited in catalogue.citing(number):
            if cited in imposed and citing not in known:
                cites.setdefault(citing, []).append(cited)
        for key, row in catalogue.paragraphs(cites).items():
            if (
                row.kind is Kind.OPERATIVE
                and row.verb in ("decides", "authorizes", "directs")
                and _CHANGES.search(row.words)
            ):
                lanes = dict.fromkeys(imposed[cited].lane for cited in cites[key])
                found += [made.changed(key, lane, Deed.CHANGED) for lane in lanes]
    return [entry for entry in found if entry is not None]
