"""What the decisions cover: the terms, the times between them, and how it stands on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from assistant.timeline.model import Deed, Entry, Gap, Sort, Standing, Term
from assistant.timeline.names import Subject
from assistant.timeline.regimes.standing import regime_standing
from assistant.wording import day_in_words, joined

_DAY = dt.timedelta(days=1)
_BEGINS = (Deed.ESTABLISHED, Deed.EXTENDED)


def terms_of(entries: Iterable[Entry]) -> tuple[Term, ...]:
    """The times covered, by lane and day. A term stops where the next one begins, and on the day of an end."""
    lanes: dict[str, list[Entry]] = {}
    for entry in entries:
        lanes.setdefault(entry.lane, []).append(entry)
    return tuple(term for own in lanes.values() for term in _terms_of_lane(own))


def _terms_of_lane(entries: Sequence[Entry]) -> list[Term]:
    terms: list[Term] = []
    on_terms = False  # an end without a day was decided: what is set up after it is something new
    for entry in entries:
        if on_terms and entry.deed is Deed.ESTABLISHED and terms and terms[-1].end is None:
            terms[-1] = _until(terms[-1], (entry.since or entry.date) - _DAY)
        on_terms = entry.deed is Deed.ENDED and entry.until is None
        if entry.deed is Deed.ENDED:
            terms = _stopped(terms, entry)
        elif entry.deed is Deed.EASED and entry.rest[0] and terms and terms[-1].end is None:
            terms[-1] = _until(terms[-1], entry.date)  # the part that ended; the rest goes on under its own paragraph
            key, citation = entry.rest
            terms.append(Term(entry.lane, entry.date + _DAY, entry.until, Deed.EXTENDED, key, citation))
        elif entry.deed in _BEGINS:
            if entry.beside and terms and terms[-1].end is None:
                continue
            start = entry.since or entry.date
            end = None if entry.open_ended else entry.until
            if terms and (last := terms[-1].end) is not None and entry.deed is Deed.EXTENDED:
                # an extension goes on from the end before, also where it was adopted earlier or says so later
                start = last + _DAY if entry.date <= last + _DAY else start
            if terms and terms[-1].end is None:
                if end is None:
                    continue  # it is open already
                start = max(entry.since or entry.date, terms[-1].start)
                terms[-1] = _until(terms[-1], start - _DAY)
            if end is not None and end < start:
                continue
            terms.append(Term(entry.lane, start, end, entry.deed, entry.key, entry.citation))
    return [term for term in terms if term.end is None or term.end >= term.start]


def _until(term: Term, end: dt.date) -> Term:
    return Term(term.lane, term.start, end, term.deed, term.key, term.citation)


def _stopped(terms: Sequence[Term], entry: Entry) -> list[Term]:
    """The terms, none of which goes beyond the end that ``entry`` decides; a later end carries the last term on."""
    if entry.until is None:
        return list(terms)
    # a body that goes on as another from a day on had its last day before
    day = entry.until - _DAY if entry.note.startswith("continues as") else entry.until
    kept = [_until(term, day) if term.end is None or term.end > day else term for term in terms if term.start <= day]
    if kept and (last := kept[-1].end) is not None and last < day and entry.date <= last + _DAY:
        kept.append(Term(entry.lane, last + _DAY, day, entry.deed, entry.key, entry.citation))
    return kept


def gaps_in(terms: Sequence[Term], entries: Sequence[Entry]) -> tuple[Gap, ...]:
    """The times between two terms of a lane that neither covers.

    None where an extension counted from its adoption covers the time when counted from the end before.
    """
    known = {(entry.lane, entry.key): entry for entry in entries}
    gaps: list[Gap] = []
    for lane in dict.fromkeys(term.lane for term in terms):
        covered: Term | None = None
        for term in sorted((t for t in terms if t.lane == lane), key=lambda t: t.start):
            if covered is not None and covered.end is not None and term.start > covered.end + _DAY:
                before, after = known.get((lane, covered.key)), known.get((lane, term.key))
                gap = Gap(
                    lane, covered.end + _DAY, term.start - _DAY, covered.citation, term.citation,
                    why=_why(before, after), computed=bool(before and before.computed),
                )  # fmt: skip
                earlier = covered.start - before.date if before and before.computed and not before.since else _DAY * 0
                if gap.days > earlier.days:
                    gaps.append(gap)
            if covered is None or covered.end is None or term.end is None or term.end > covered.end:
                covered = term
    return tuple(gaps)


_ANEW = re.compile(
    r"\bre-?(?:establish|appoint|authori[sz]|impos)\w*|\bto\s+(?:establish|create|appoint)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\bwithin\s+[\w\s]{2,20}(?:from|of)\b|\bcommencing\b|\bbeginning\b|\bas\s+(?:expeditiously|soon)\b|\bfrom\s+its\s+effective\b",
    re.IGNORECASE,
)


def _why(before: Entry | None, after: Entry | None) -> str:
    """What the words tell of a gap; the first that holds."""
    if before is None or after is None:
        return ""
    if before.final or before.deed is Deed.ENDED:
        return "it had come to its end"
    if before.computed and _LATER.search(before.words):
        return "its period began later than the adoption from which it is counted here"
    if after.deed is Deed.ESTABLISHED or _ANEW.search(after.words[:300]):
        return "set up anew"
    if before.computed and before.deed is Deed.ESTABLISHED and not before.since:
        return "the text does not say from which day its period runs; counted from the adoption"
    return "counted from the adoption" if before.computed else ""


def standing(
    subject: Subject, entries: Sequence[Entry], terms: Sequence[Term], day: dt.date, last_day: dt.date
) -> Standing:
    """How it stands on ``day``. What came after the last day of the corpus is not asserted."""
    lanes = {lane: [term for term in terms if term.lane == lane] for lane in dict.fromkeys(t.lane for t in terms)}
    running = [last for own in lanes.values() if (last := _running(own, day)) is not None]
    name, on = subject.acronym or subject.name, day_in_words(day)
    if subject.sort is Sort.REGIME:
        return regime_standing(name, entries, lanes, running, day, last_day)
    ends = [term.end for term in (running or terms) if term.end is not None]
    until = None if any(term.end is None for term in running) else max(ends, default=None)
    unknown = (
        f" The corpus ends on {day_in_words(last_day)}; a renewal after that day is unknown." if day >= last_day else ""
    )
    if running:
        end = f"until {day_in_words(until)}" if until else "no end date"
        return Standing(
            day,
            True,
            until,
            f"{name}: covered on {on}, {end} ({running[-1].citation}).{_on_terms(entries, running)}{unknown}",
        )
    if not terms:
        return Standing(day, None, None, f"{name}: no term can be read from the texts.{unknown}")
    last = max(terms, key=lambda term: term.end or dt.date.max)
    if last.start > day:
        return Standing(
            day, False, last.end, f"{name}: begins on {day_in_words(last.start)} ({last.citation}).{unknown}"
        )
    goes_on = [
        e for e in entries if e.deed is Deed.ENDED and e.until and e.until <= day and e.note.startswith("continues as")
    ]
    if goes_on:
        said = f"from {day_in_words(goes_on[-1].until)} on it {goes_on[-1].note} ({goes_on[-1].citation})"
        return Standing(day, False, last.end, f"{name}: not covered on {on}; {said}.{unknown}")
    ended = [
        entry for entry in entries if entry.deed is Deed.ENDED and entry.until and last.end and entry.until <= last.end
    ]
    final = any(entry.final for entry in entries if entry.key == last.key)
    if not (ended or final) and last.end is not None and last.end >= last_day:
        text = (
            f"{name}: on paper until {day_in_words(last.end)} ({last.citation}); that day has passed on {on}.{unknown}"
        )
        return Standing(day, None, last.end, text)
    what, citation = ("ended", ended[-1].citation) if ended else ("ended" if final else "ran out", last.citation)
    text = f"{name}: not covered on {on}; it {what} on {day_in_words(last.end)} ({citation}).{unknown}"
    return Standing(day, False, last.end, text)


def _on_terms(entries: Sequence[Entry], running: Sequence[Term]) -> str:
    """What is said of ends without a day that were decided after a term began."""
    ends = {
        entry.citation: entry
        for entry in entries
        for term in running
        if entry.deed is Deed.ENDED and entry.until is None and entry.lane == term.lane and entry.date >= term.start
    }
    where = joined(list(ends))
    return f" An end on terms from which no day can be computed is decided in {where}: see its words." if ends else ""


def _running(terms: Sequence[Term], day: dt.date) -> Term | None:
    """The last of the terms that cover ``day`` and go on without a break."""
    last: Term | None = None
    for term in sorted(terms, key=lambda term: term.start):
        covers = term.start <= day and (term.end is None or term.end >= day)
        goes_on = last is not None and last.end is not None and term.start <= last.end + _DAY
        if covers or (goes_on and (term.end is None or (last and last.end and term.end > last.end))):
            last = term
    return last
