"""What can be followed: every subject of the catalogue with its newest decision, and the one that a name means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.errors import NotThere
from assistant.pages.resolution.facts import name_on_timeline
from assistant.plan import Subject, SubjectKind
from assistant.reading.entries import Entry, entries_of
from assistant.reading.subjects import Subjects
from assistant.records.texts_on import texts_on
from assistant.timeline.names import UnknownBody
from assistant.wording import day_in_words
from ingest.annotations import Action
from ingest.mandates.chain import newest
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

KINDS = {
    SubjectKind.MISSION: "Missions and offices",
    SubjectKind.MEASURES: "Sanctions and other measures",
    SubjectKind.PANEL: "Panels of experts",
    SubjectKind.COMMITTEE: "Committees",
    SubjectKind.AUTHORIZATION: "Authorizations",
    SubjectKind.COURT: "Courts and tribunals",
    SubjectKind.OFFICE: "Other offices",
    SubjectKind.TERMS: "Terms of persons",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One line of the index: ``stands`` is what the newest decision says of its end, ``goes_on`` whether that has not come by the day;
    ``None`` where no end is named. ``decisions`` counts those on it; of measures, the texts of which their regime is made."""

    name: str
    title: str
    acronym: str
    kind: SubjectKind
    place: str
    first: dt.date
    last: dt.date
    key: str
    citation: str
    decisions: int
    stands: str
    goes_on: bool | None


@dataclass(frozen=True, slots=True)
class Index:
    """The subjects that fit, by kind; ``counts`` are those of each kind whatever kind is chosen."""

    groups: tuple[tuple[str, tuple[Followed, ...]], ...]
    counts: tuple[tuple[str, str, int], ...]
    found: int
    day_in_words: str
    last_in_words: str


def index(catalogue: Catalogue, words: str, kind: str, running: bool, today: dt.date) -> Index:
    """The subjects with all of the words in their names or place, those that decide last first."""
    wanted, lineage = words.casefold().split(), Lineage(catalogue)
    lines: dict[tuple[SubjectKind, str], Followed] = {}
    for entry in entries_of(catalogue):
        said = " ".join((entry.title, entry.acronym, entry.place, *entry.names)).casefold()
        if not entry.lane and all(word in said for word in wanted):
            line = _followed(entry, lineage, today)
            if line.goes_on is not False or not running:
                lines[line.kind, line.name] = line  # of several authorizations under one name the newest
    shown = [line for line in lines.values() if kind in ("", line.kind.value)]
    shown.sort(key=lambda line: (line.last, line.name), reverse=True)
    groups = ((name, tuple(line for line in shown if line.kind is each)) for each, name in KINDS.items())
    counts = ((each.value, name, sum(line.kind is each for line in lines.values())) for each, name in KINDS.items())
    return Index(
        tuple(group for group in groups if group[1]),
        tuple(count for count in counts if count[2]),
        len(shown),
        day_in_words(today),
        day_in_words(catalogue.last_day()),
    )


def _followed(entry: Entry, lineage: Lineage, day: dt.date) -> Followed:
    kind = entry.subject.kind or SubjectKind.MISSION
    if kind is SubjectKind.MEASURES:  # of measures one may end while others go on
        return _regime(entry, lineage, day)
    last = newest(entry.decisions)
    row = lineage.catalogue.paragraph(last.key)
    goes_on: bool | None = None
    until = day_in_words(last.until)
    if last.action is Action.END:
        stands, goes_on = (f"ended {until}" if until else "ended"), last.until is not None and last.until > day
    elif last.until:
        goes_on = last.until >= day
        stands = f"until {until}" if goes_on else f"ran out {until}"
    else:
        stands, goes_on = ("no end date", True) if last.open_ended else ("no end named", None)
    return Followed(
        name_on_timeline(entry),
        entry.title,
        entry.acronym,
        kind,
        entry.place,
        entry.first,
        entry.last,
        last.key,
        row.citation if row is not None else last.key,
        len(entry.decisions),
        stands,
        goes_on,
    )


def _regime(entry: Entry, lineage: Lineage, day: dt.date) -> Followed:
    """Measures, with the newest text on them: of those that go on, it may be one that changes or excepts something."""
    newest_day = max(filter(None, (day, lineage.catalogue.last_day())))
    texts = texts_on(entry.decisions, entry.place, lineage, newest_day)
    record = lineage.catalogue.record(texts[-1])
    assert record is not None
    return Followed(
        name_on_timeline(entry),
        entry.title,
        "",
        SubjectKind.MEASURES,
        entry.place,
        entry.first,
        record.date or entry.last,
        str(record.number),
        record.symbol,
        len(texts),
        "",
        None,
    )


def entry_named(name: str, catalogue: Catalogue, day: dt.date) -> Entry:
    """The subject that a name means. Raises :class:`~assistant.errors.NotThere`, with names that are near."""
    plain = " ".join(name.split()).casefold()
    subjects = Subjects(catalogue)
    if not plain or len(plain) > _LONGEST:
        raise NotThere("No subject is named. Choose one from the index of timelines.")
    own = [
        each
        for each in subjects.entries
        if plain in {n.casefold() for n in (each.acronym, each.engine, each.title, each.subject.name)}
    ]
    whole = [each for each in own if not each.lane] or own
    found = whole[-1] if whole else subjects.entry(Subject(name=name.strip()), day)
    if found is None:
        raise UnknownBody(name, [each.name for each in subjects.suggestions(name)])
    return found


_LONGEST = 200
