"""How a sanctions regime stands on a day: what is in force, what may have ended, what lapsed, and what no text tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from assistant.timeline.model import ON_A_CONDITION, Deed, Entry, Standing, Term, Timeline
from assistant.timeline.regimes.kinds import place_of
from assistant.timeline.regimes.matters import COMMITTEE, EXPERTS, is_measure
from assistant.timeline.regimes.provision_matters import ANCILLARY
from assistant.wording import day_in_words, joined
from ingest.annotations import Action, MandateDecision
from ingest.pinpoint import resolution_of

Lanes = Mapping[str, Sequence[Term]]


def regime_standing(
    name: str, entries: Sequence[Entry], lanes: Lanes, running: Sequence[Term], day: dt.date, last_day: dt.date
) -> Standing:
    """``lanes`` are all terms by lane, ``running`` those that cover the day; what came after ``last_day`` is not asserted."""
    measures = [term for term in running if is_measure(term.lane)]
    serving = {lane for lane in lanes if lane.partition(" (")[0] in ANCILLARY}
    if {term.lane for term in measures} <= serving and _passed_unseen(lanes, day, last_day):
        measures = []  # what serves others does not go on alone
    on_terms = {term.lane: ends for term in measures if (ends := _ends_on_terms(term, entries))}
    certain = [term for term in measures if term.lane not in on_terms]
    open_question = _passed_unseen(lanes, day, last_day)
    again = list(dict.fromkeys(e.citation for e in entries if e.note == ON_A_CONDITION))
    on = day_in_words(day)
    said = [f"{name}: in force on {on}: {'; '.join(map(_lasts, certain))}." if certain else ""]
    if on_terms:
        opens = "Imposed" if certain else f"{name}: imposed"
        where = joined(list(dict.fromkeys(citation for ends in on_terms.values() for citation in ends)))
        what = "; ".join(f"{term.lane} ({term.citation})" for term in measures if term.lane in on_terms)
        said.append(f"{opens} without an end date: {what}; {where} ends it on terms from which no day can be computed.")
    if not measures:
        said.append(
            f"{name}: no text has a measure in force on {on}{'' if open_question else _last_of(entries, lanes)}."
        )
    if again and not certain:
        said.append(f"{joined(again)} has measures apply again on a condition; no resolution says whether it was met.")
    said += [*_bodies(entries, lanes, running, last_day, certain=bool(certain)), open_question]
    if day >= last_day:
        said.append(f"The corpus ends on {day_in_words(last_day)}; a renewal after that day is unknown.")
    all_terms = [t for lane, own in lanes.items() for t in own if is_measure(lane) and lane not in serving]
    last = [term.end for term in measures or all_terms]
    until = None if None in last else max((end for end in last if end is not None), default=None)
    covered = True if certain else None if on_terms or open_question or again else False
    return Standing(day, covered, until, " ".join(filter(None, said)))


def _lasts(term: Term) -> str:
    return f"{term.lane} {f'until {day_in_words(term.end)}' if term.end else 'without an end date'} ({term.citation})"


def _ends_on_terms(term: Term, entries: Sequence[Entry]) -> list[str]:
    """Where an end without a day was decided on a measure after it began."""
    if term.end is not None:
        return []
    ends = [e for e in entries if e.lane == term.lane and e.deed is Deed.ENDED and e.until is None]
    return list(dict.fromkeys(e.citation for e in ends if e.date >= term.start))


def _last_of(entries: Sequence[Entry], lanes: Lanes) -> str:
    """How the last measure came to its end: by a decision, or because nothing renewed it."""
    terms = [term for own in lanes.values() for term in own if is_measure(term.lane) and term.end is not None]
    if not terms:
        return ""
    last = max(terms, key=lambda term: term.end or dt.date.min)
    ended = [e for e in entries if e.deed is Deed.ENDED and e.until == last.end and is_measure(e.lane)]
    if ended:
        counted = ", a day counted from the text" if ended[-1].computed else ""
        return f"; the last of them ended on {day_in_words(last.end)} ({ended[-1].citation}{counted})"
    return f"; the last of them ran out on {day_in_words(last.end)} ({last.citation}), and no text renews or ends it"


def _bodies(
    entries: Sequence[Entry], lanes: Lanes, running: Sequence[Term], last_day: dt.date, *, certain: bool
) -> list[str]:
    """The Committee and the experts, who can outlast the measures or end before them; not whose day came after the texts."""
    said = []
    served = any(term.lane in EXPERTS for term in running)  # those before them have given way to these
    for lane in [lane for lane in lanes if not is_measure(lane)]:
        own = [term for term in running if term.lane == lane]
        if own and lane == COMMITTEE:  # that none ends it is not sure where the measures ended: it goes with them
            said += [f"Committee: without an end date ({own[-1].citation})."] if certain else []
        elif own:
            said.append(f"{_lasts(own[-1])}.")
        elif lane in EXPERTS and not served and (last := lanes[lane][-1]).end is not None and last.end < last_day:
            ended = any(e.deed is Deed.ENDED and e.lane == lane for e in entries)
            said.append(f"{lane}: {'ended' if ended else 'ran out'} on {day_in_words(last.end)} ({last.citation}).")
    return said


def _passed_unseen(lanes: Lanes, day: dt.date, last_day: dt.date) -> str:
    """The measures whose day came after the end of the corpus and before the day of the question."""
    last = [own[-1] for own in lanes.values() if own and own[-1].end is not None]
    passed = [term for term in last if term.end is not None and last_day <= term.end < day]
    said = "; ".join(f"{term.lane} until {day_in_words(term.end)} ({term.citation})" for term in passed)
    return f"On paper, and passed since: {said}." if passed else ""


def goes_on(
    made: Timeline,
    place: str,
    decisions: Iterable[MandateDecision],
    lanes: Sequence[str] = (),
    ended: dt.date | None = None,
) -> bool:
    """Whether measures, of some lanes only where there are any, are in force on the day that were not ended under the name of another
    place, nor on that day itself by the newest decision."""
    day = made.standing.day
    elsewhere = {root for d in decisions if d.action is Action.END and place_of(d) != place for root in d.roots}
    meant = [t for t in made.terms if is_measure(t.lane) and (not lanes or t.lane in lanes)]
    running = [t for t in meant if t.start <= day and (t.end is None or t.end > day or (t.end == day != ended))]
    return any(resolution_of(term.key) not in elsewhere for term in running)
