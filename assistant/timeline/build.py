"""A timeline put together from the decisions on mandates, the ceilings in the paragraphs, and the votes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.succession import Background, number_of, successor
from assistant.timeline.ceilings import ceilings_of
from assistant.timeline.cover import gaps_in, standing, terms_of
from assistant.timeline.model import Ceiling, Deed, Entry, Gap, Neighbour, Sort, Timeline
from assistant.timeline.names import Subject, subject_of
from assistant.timeline.regimes import COMMITTEE, measures_in
from assistant.wording import joined
from ingest.annotations import Action, BodyKind, ChapterVII, Extent, MandateDecision
from ingest.resolution import Kind, Paragraph, Resolution, TextStatus, Vote
from vectorstore.catalogue import Catalogue

_LONGEST = 700  # characters of the words of an entry


def timeline(name: str, catalogue: Catalogue, as_of: dt.date | None = None) -> Timeline:
    """What was decided on the body or regime that ``name`` means, as of a day; the corpus's last day by default.

    Decisions adopted after the day do not count. Raises :class:`~assistant.timeline.names.UnknownBody`, with suggestions,
    where the name means nothing that is followed.
    """
    last_day = catalogue.last_day() or dt.date.today()
    day = as_of or last_day
    decisions = [d for d in catalogue.mandates() if d.date is not None and d.date <= day]
    subject = subject_of(name, decisions, catalogue)
    made = _Maker(catalogue, subject.decisions)
    entries = tuple(entry for entry in _entries(subject, made, catalogue) if entry.date <= day)
    ceilings = ceilings_of(subject, catalogue, day) if subject.sort is Sort.MISSION else ()
    entries = _with_strength(entries, ceilings, made, subject.acronym or subject.name)
    terms = terms_of(entries)
    numbers = catalogue.numbers()
    before, after = _neighbours(subject, decisions, catalogue)
    return Timeline(
        asked=name,
        name=subject.name,
        acronym=subject.acronym,
        sort=subject.sort,
        place=subject.place,
        entries=entries,
        terms=terms,
        gaps=tuple(_with_unread(gap, catalogue) for gap in gaps_in(terms, entries)),
        ceilings=ceilings,
        before=before,
        after=after,
        standing=standing(subject, entries, terms, day, last_day),
        last_day=last_day,
        last_symbol=f"S/RES/{numbers[-1]}" if numbers else "",
        beside=subject.beside,
    )


def _with_unread(gap: Gap, catalogue: Catalogue) -> Gap:
    """The gap, with what may fill it: a resolution in between that the next one cites and whose text is not in the corpus."""
    first, last = (
        int(number_in[1]) if (number_in := re.search(r"/(\d+)", each)) else 0 for each in (gap.after, gap.before)
    )
    following = catalogue.record(last)
    between = [number for number in (following.related if following else ()) if first < number < last]
    unread = [r.symbol for n in between if (r := catalogue.record(n)) is not None and r.status is TextStatus.ABSENT]
    return (
        replace(gap, why=f"the text of {joined(unread)}, adopted in between, is not in the corpus") if unread else gap
    )


def _entries(subject: Subject, made: _Maker, catalogue: Catalogue) -> tuple[Entry, ...]:
    if subject.sort is Sort.REGIME:
        found = _regime_entries(subject, made, catalogue)
    else:
        lane = subject.acronym or subject.name
        found = [entry for d in subject.decisions if (entry := made.entry(d, lane, _DEEDS[d.action]))]
    once: dict[tuple[object, ...], Entry] = {}
    whole = {(entry.lane, entry.key, entry.deed) for entry in found}
    dated = {(e.lane, e.symbol) for e in found if e.deed is Deed.EXTENDED and e.until and not e.computed}
    for entry in found:
        opening = entry.key.partition("(")[0]
        if opening != entry.key and (entry.lane, opening, entry.deed) in whole:
            continue  # the paragraph above stands for its points
        if entry.computed and entry.deed is Deed.EXTENDED and (entry.lane, entry.symbol) in dated:
            continue  # another paragraph of the text names the day
        once.setdefault((entry.lane, entry.key, entry.deed, entry.until), entry)
    return tuple(sorted(once.values(), key=lambda entry: (entry.date, number_of_key(entry.key))))


def _regime_entries(subject: Subject, made: _Maker, catalogue: Catalogue) -> list[Entry]:
    measures = measures_in(subject.decisions, catalogue)
    found: list[Entry | None] = []
    lanes: dict[int, str] = {}
    running: dict[str, int] = {}  # lane → the measure that has it
    ended: dict[str, dt.date] = {}
    for decision in subject.decisions:
        if decision.kind is BodyKind.COMMITTEE:
            if COMMITTEE in running and decision.action is not Action.END:
                continue  # it is there already; what is said of it is no new one
            running[COMMITTEE] = 0
            if decision.action is Action.END:
                del running[COMMITTEE]
            found.append(made.entry(decision, COMMITTEE, _DEEDS[decision.action]))
            continue
        for measure in measures.get((decision.key, decision.action), ()):
            deed = _DEEDS[decision.action]
            first = id(measure) not in lanes
            if first:
                begins = made.day_of(measure.keys[0])
                free_from = ended.get(measure.label)
                taken = measure.label in running or bool(free_from and begins and begins < free_from)
                lanes[id(measure)] = f"{measure.label} ({number_of_key(measure.keys[0])})" if taken else measure.label
            lane = lanes[id(measure)]
            running.setdefault(lane, id(measure))
            if first and measure.keys[0] != decision.key:  # known by the paragraph that imposed it
                found.append(made.imposed(measure.keys[0], lane))
            elif first and deed is Deed.EXTENDED:
                deed = Deed.ESTABLISHED
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


def _changes(told: Sequence[Entry], made: _Maker, catalogue: Catalogue) -> list[Entry]:
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


_DEEDS = {
    Action.ESTABLISH: Deed.ESTABLISHED,
    Action.EXTEND: Deed.EXTENDED,
    Action.CHANGE: Deed.CHANGED,
    Action.END: Deed.ENDED,
}


def number_of_key(key: str) -> int:
    """The number of the resolution that a key names."""
    return int(key.partition("/")[0])


class _Maker:
    """Makes entries; reads each paragraph and record once."""

    def __init__(self, catalogue: Catalogue, decisions: Sequence[MandateDecision]) -> None:
        self._catalogue = catalogue
        self._rows = catalogue.paragraphs(d.key for d in decisions)
        self._records: dict[int, Resolution | None] = {}

    def record(self, number: int) -> Resolution | None:
        if number not in self._records:
            self._records[number] = self._catalogue.record(number)
        return self._records[number]

    def day_of(self, key: str) -> dt.date | None:
        """The day on which the resolution of a key was adopted."""
        record = self.record(number_of_key(key))
        return record.date if record else None

    def entry(self, decision: MandateDecision, lane: str, deed: Deed) -> Entry | None:
        """The entry of a decision; ``None`` where its paragraph or date is missing."""
        row, record = self._rows.get(decision.key), self.record(number_of(decision))
        if row is None or record is None or decision.date is None:
            return None
        start, end = span_of(row, decision.start, decision.end)
        until = None if deed is Deed.CHANGED and decision.until == decision.date else decision.until
        note = f"continues as {decision.becomes}" if decision.becomes else ""
        note = note or (f"follows {decision.succeeds}" if decision.succeeds else "")
        return Entry(
            deed, lane, decision.date, row.key, row.citation, record.symbol, record.link, row.words[start:end], start, end,
            since=decision.since, until=until, computed=decision.computed, open_ended=decision.open_ended,
            final=decision.final, vote=vote_in_figures(record.vote), chapter_vii=self.under_chapter_vii(row, record),
            note=note,
        )  # fmt: skip

    def imposed(self, key: str, lane: str) -> Entry | None:
        """The entry of a paragraph that imposed a measure, known because a later decision names it."""
        return self.changed(key, lane, Deed.ESTABLISHED)

    def changed(self, key: str, lane: str, deed: Deed, note: str = "") -> Entry | None:
        """The entry of a paragraph as a whole."""
        row, record = self._catalogue.paragraph(key), self.record(number_of_key(key))
        if row is None or record is None or record.date is None:
            return None
        start, end = span_of(row, 0, len(row.words))
        return Entry(
            deed, lane, record.date, row.key, row.citation, record.symbol, record.link, row.words[start:end], start, end,
            vote=vote_in_figures(record.vote), chapter_vii=self.under_chapter_vii(row, record), note=note,
        )  # fmt: skip

    def under_chapter_vii(self, row: Paragraph, record: Resolution) -> bool:
        """Whether the words "acting under Chapter VII" reach the paragraph."""
        scope: ChapterVII = record.chapter_vii
        if scope.extent is not Extent.FROM_PARAGRAPH:
            return scope.extent is Extent.WHOLE or row.key in scope.keys or row.pinpoint.paragraph.key in scope.keys
        order = [each.key for each in self._catalogue.paragraphs_of(record.number)]
        return row.key in scope.keys or (scope.first in order and order.index(row.key) >= order.index(scope.first))


def span_of(row: Paragraph, start: int, end: int) -> tuple[int, int]:
    """Where the words of a decision stand, shortened at a space, without the mark that ends them."""
    end = min(end or len(row.words), len(row.words))
    words = row.words[start:end]
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0]
    return start, start + len(words.rstrip(" ,;.\n"))


def vote_in_figures(vote: Vote | None) -> str:
    """``14-0-1``: for, against, abstaining; empty where the vote is not known."""
    if vote is None:
        return ""
    if vote.without_vote:
        return "without a vote"
    absent = vote.not_participating or len(vote.absent)
    return f"{vote.yes}-{vote.no}-{vote.abstain}" + (f" ({absent} not participating)" if absent else "")


def _with_strength(entries: Sequence[Entry], ceilings: Sequence[Ceiling], made: _Maker, lane: str) -> tuple[Entry, ...]:
    """The entries with those that raise or cut a ceiling; what a paragraph does to several is one entry."""
    changes: dict[tuple[str, Deed], list[str]] = {}
    current: dict[str, int] = {}
    for ceiling in ceilings:
        if ceiling.figure is None:
            deed = Deed.CUT if _LESS.search(ceiling.said) else Deed.STRENGTHENED
            if not ceiling.condition:
                changes.setdefault((ceiling.key, deed), []).append(f"{ceiling.unit}: “{ceiling.said}”")
        elif ceiling.holds:
            before = current.get(ceiling.unit)
            if before is not None and before != ceiling.figure:
                deed = Deed.STRENGTHENED if ceiling.figure > before else Deed.CUT
                changes.setdefault((ceiling.key, deed), []).append(f"{ceiling.unit} {before:,} → {ceiling.figure:,}")
            current[ceiling.unit] = ceiling.figure
    added = [made.changed(key, lane, deed, "; ".join(notes)) for (key, deed), notes in changes.items()]
    whole = [*entries, *(entry for entry in added if entry is not None)]
    return tuple(sorted(whole, key=lambda entry: (entry.date, number_of_key(entry.key))))


_LESS = re.compile(r"\b(?:reduc|decreas|withdraw|lower)\w*", re.IGNORECASE)


def _neighbours(
    subject: Subject, decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """The bodies that a text says came before and after; else the next mission in the same place."""
    if subject.sort is not Sort.MISSION:
        return (), ()
    own = {subject.name, subject.acronym} - {""}
    rows = catalogue.paragraphs(d.key for d in decisions if d.succeeds or d.becomes)
    before: dict[str, Neighbour] = {}
    after: dict[str, Neighbour] = {}
    for d in decisions:
        if d.key not in rows:
            continue
        citation = rows[d.key].citation
        called = d.acronym or d.body
        if d in subject.decisions and d.succeeds:
            before.setdefault(d.succeeds, Neighbour(d.succeeds, d.key, citation, True))
        if d in subject.decisions and d.becomes:
            after.setdefault(d.becomes, Neighbour(d.becomes, d.key, citation, True))
        if d.succeeds in own and called not in own:
            after.setdefault(called, Neighbour(called, d.key, citation, True))
        if d.becomes in own and called not in own:
            before.setdefault(called, Neighbour(called, d.key, citation, True))
    if not after:
        background = Background(catalogue, lambda _: True, lambda _: None, lambda _: None, decisions)
        following = successor(list(subject.decisions), background)
        row = catalogue.paragraph(following.key) if following else None
        if following and row:
            name = following.acronym or following.body
            after[name] = Neighbour(name, row.key, row.citation, False)
    return tuple(before.values()), tuple(after.values())
