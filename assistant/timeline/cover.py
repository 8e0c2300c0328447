"""What the decisions cover: the terms, the times between them, and how it stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from assistant.timeline.model import Deed, Entry, Gap, Sort, Standing, Term
from assistant.timeline.names import Subject
from assistant.wording import day_in_words

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
    for entry in entries:
        if entry.deed is Deed.ENDED:
            terms = _stopped(terms, entry)
        elif entry.deed in _BEGINS:
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
    day = entry.until
    if day is None:
        return list(terms)
    kept = [_until(term, day) if term.end is None or term.end > day else term for term in terms if term.start <= day]
    if kept and (last := kept[-1].end) is not None and last < day and entry.date <= last + _DAY:
        kept.append(Term(entry.lane, last + _DAY, day, entry.deed, entry.key, entry.citation))
    return kept


def gaps_in(terms: Sequence[Term], entries: Sequence[Entry]) -> tuple[Gap, ...]:
    """The times between two terms of a lane that neither covers."""
    known = {(entry.lane, entry.key): entry for entry in entries}
    gaps: list[Gap] = []
    for lane in dict.fromkeys(term.lane for term in terms):
        covered: Term | None = None
        for term in sorted((t for t in terms if t.lane == lane), key=lambda t: t.start):
            if covered is not None and covered.end is not None and term.start > covered.end + _DAY:
                before, after = known.get((lane, covered.key)), known.get((lane, term.key))
                gaps.append(
                    Gap(
                        lane, covered.end + _DAY, term.start - _DAY, covered.citation, term.citation,
                        why=_why(before, after), computed=bool(before and before.computed),
                    )
                )  # fmt: skip
            if covered is None or covered.end is None or term.end is None or term.end > covered.end:
                covered = term
    return tuple(gaps)


def _why(before: Entry | None, after: Entry | None) -> str:
    if before is None or after is None:
        return ""
    if before.final or before.deed is Deed.ENDED:
        return "it had come to its end"
    if after.deed is Deed.ESTABLISHED:
        return "set up anew"
    return ""


def standing(
    subject: Subject, entries: Sequence[Entry], terms: Sequence[Term], day: dt.date, last_day: dt.date
) -> Standing:
    """How it stands on ``day``. What came after the last day of the corpus is not asserted."""
    covering = [term for term in terms if term.start <= day and (term.end is None or term.end >= day)]
    ends = [term.end for term in terms if term.end is not None]
    until = None if any(term.end is None for term in covering) else max(ends, default=None)
    unknown = (
        f" The corpus ends on {day_in_words(last_day)}; a renewal after that day is unknown." if day >= last_day else ""
    )
    name, on = subject.acronym or subject.name, day_in_words(day)
    if subject.sort is Sort.REGIME:
        return _regime_standing(name, terms, covering, day, until, unknown)
    if covering:
        last = covering[-1]
        end = day_in_words(until) if until else ""
        text = f"{name}: covered on {on}, {f'until {end}' if end else 'no end date'} ({last.citation}).{unknown}"
        return Standing(day, True, until, text)
    if not terms:
        return Standing(day, None, None, f"{name}: no term can be read from the texts.{unknown}")
    last = max(terms, key=lambda term: term.end or dt.date.max)
    if last.start > day:
        return Standing(
            day, False, last.end, f"{name}: begins on {day_in_words(last.start)} ({last.citation}).{unknown}"
        )
    ended = [e for e in entries if e.deed is Deed.ENDED]
    what = "ended" if ended or any(e.final for e in entries if e.key == last.key) else "ran out"
    citation = ended[-1].citation if ended else last.citation
    text = f"{name}: not covered on {on}; it {what} on {day_in_words(last.end)} ({citation}).{unknown}"
    return Standing(day, False, last.end, text)


def _regime_standing(
    name: str, terms: Sequence[Term], covering: Sequence[Term], day: dt.date, until: dt.date | None, unknown: str
) -> Standing:
    on = day_in_words(day)
    if not covering:
        ends = [term.end for term in terms if term.end]
        said = f"; the last of them ended on {day_in_words(max(ends))}" if ends else ""
        return Standing(day, False, max(ends, default=None), f"{name}: no measure is in force on {on}{said}.{unknown}")
    lines = [
        f"{term.lane} {f'until {day_in_words(term.end)}' if term.end else 'without an end date'} ({term.citation})"
        for term in covering
    ]
    return Standing(day, True, until, f"{name}: in force on {on}: {'; '.join(lines)}.{unknown}")
