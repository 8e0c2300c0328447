"""What the page of one subject shows: its chart, its decisions, how it stands, what holds on the day, its tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.pages.resolution.facts import Known, known_in, name_on_timeline
from assistant.pages.texts.kept import kept
from assistant.pages.texts.pieces import Pieces, address_of, linked
from assistant.pages.timeline.subjects import entry_named
from assistant.reading.entries import Entry
from assistant.records.cards.card import card
from assistant.records.cards.slot import Card, Slot
from assistant.records.notes import mandate_in_words
from assistant.records.stands import in_words
from assistant.timeline.build import timeline
from assistant.timeline.drawing.chart import svg
from assistant.timeline.drawing.table import told_together, when_in_words
from assistant.timeline.matrix import MARKS, matrix_of
from assistant.timeline.model import Neighbour, Sort, Timeline
from assistant.timeline.names import UnknownBody
from assistant.wording import day_in_words
from ingest.annotations import MandateDecision
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

_NO_TERM = "The texts name no term for it that could be followed; what is known is what set it up."
_WORDS = 420  # characters of a paragraph on the card of what holds
_COLUMNS = 12  # resolutions of the matrix that are shown, the newest


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: its key and how it is named."""

    key: str
    citation: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the table. ``words`` are those that decide."""

    place: Place
    adopted: str
    vote: str
    lane: str
    deed: str
    until: str
    note: str
    chapter_vii: bool
    words: str


@dataclass(frozen=True, slots=True)
class Strength:
    """An authorized strength."""

    place: Place
    since: str
    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A body before or after, or another meaning of the name; ``note`` says what is uncertain."""

    name: str
    place: Place | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A slot of the card: the paragraph that is to be read on the day, where it stood first, how it stands."""

    place: Place
    first: Place | None
    words: str
    stands: Pieces
    exempted: tuple[Place, ...]
    who: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A task in a resolution: its mark and state, and the paragraphs that give it."""

    mark: str
    state: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Tasks:
    """The matrix, of the newest texts; ``left_out`` counts older ones. A row is a group, a task and its cells."""

    columns: tuple[tuple[int, str], ...]
    rows: tuple[tuple[str, str, tuple[Cell | None, ...]], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole page. ``chart`` is drawn by us, with every text in it escaped; empty where only the decisions are known."""

    name: str
    title: str
    sort: str
    place: str
    day: dt.date
    chosen: bool
    last_day: dt.date | None
    standing: Pieces
    chart: str
    decisions: tuple[Decision, ...]
    lanes: int
    ceilings: tuple[Strength, ...]
    gaps: tuple[Pieces, ...]
    before: tuple[Beside, ...]
    after: tuple[Beside, ...]
    beside: tuple[Beside, ...]
    holding: tuple[tuple[str, tuple[Holding, ...]], ...]
    tasks: Tasks | None
    newest: tuple[int, ...]

    @property
    def day_in_words(self) -> str:
        return day_in_words(self.day)

    @property
    def last_in_words(self) -> str:
        return day_in_words(self.last_day)


@kept(12)
def shown(catalogue: Catalogue, name: str, on: dt.date | None, today: dt.date, root: str) -> Shown:
    """All of one subject as of a day; ``root`` is the path prefix of the addresses in the chart. Raises :class:`NotThere` where the name means
    nothing that is followed."""
    day = on or max(filter(None, (today, catalogue.last_day())))
    made, entry = followed(catalogue, name, day)
    known = known_in(catalogue)
    if made is None:
        return _decisions_alone(entry, catalogue, day, on is not None)
    lines = told_together(made.entries)
    return Shown(
        name=name_on_timeline(entry),
        title=made.title,
        sort=made.sort.value,
        place=made.place,
        day=day,
        chosen=on is not None,
        last_day=catalogue.last_day(),
        standing=linked(made.standing.text, known),
        chart=svg(made, lambda key: root + address_of(key)),
        decisions=tuple(
            Decision(
                Place(each.key, each.citation),
                day_in_words(each.date),
                each.vote,
                each.lane,
                each.deed.value,
                when_in_words(each),
                each.note,
                each.chapter_vii,
                each.words,
            )
            for each in lines
        ),
        lanes=len(made.lanes),
        ceilings=tuple(
            Strength(
                Place(each.key, each.citation),
                day_in_words(each.since),
                f"{each.figure:,} {each.unit}" if each.figure is not None else each.unit,
                f"{each.said}{each.qualified}",
            )
            for each in made.ceilings
        ),
        gaps=tuple(linked(gap.in_words, known) for gap in made.gaps),
        before=_neighbours(made.before),
        after=_neighbours(made.after),
        beside=tuple(Beside(each) for each in made.beside),
        holding=_holding(card(entry, Lineage(catalogue), day), catalogue, known),
        tasks=_tasks(made, catalogue) if made.sort is Sort.MISSION else None,
        newest=made.resolutions[-2:],
    )


def followed(catalogue: Catalogue, name: str, day: dt.date) -> tuple[Timeline | None, Entry]:
    """The timeline of a subject, ``None`` where only its decisions are known, and its entry."""
    entry = entry_named(name, catalogue, day)
    for each in (name, name_on_timeline(entry), entry.engine):
        try:
            return timeline(each, catalogue, day), entry
        except UnknownBody:
            continue
    return None, entry


def _decisions_alone(entry: Entry, catalogue: Catalogue, day: dt.date, chosen: bool) -> Shown:
    """The page of a subject whose texts name neither a term nor the name it goes by: what set it up."""
    own = [d for d in entry.decisions if d.date is None or d.date <= day]
    rows = catalogue.paragraphs(d.key for d in own)
    known = known_in(catalogue)
    return Shown(
        name=name_on_timeline(entry),
        title=f"{entry.title} ({entry.acronym})" if entry.acronym and entry.acronym != entry.title else entry.title,
        sort=(entry.subject.kind or "").replace("measures", "sanctions regime"),
        place=entry.place,
        day=day,
        chosen=chosen,
        last_day=catalogue.last_day(),
        standing=linked(_NO_TERM if own else f"Nothing was decided on it by {day_in_words(day)}.", known),
        chart="",
        decisions=tuple(
            _alone(d, rows[d.key].citation, rows[d.key].words[d.start : d.end]) for d in own if d.key in rows
        ),
        lanes=1,
        ceilings=(),
        gaps=(),
        before=(),
        after=(),
        beside=(),
        holding=_holding(card(entry, Lineage(catalogue), day), catalogue, known),
        tasks=None,
        newest=(),
    )


def _alone(decision: MandateDecision, citation: str, words: str) -> Decision:
    deed = mandate_in_words(decision).partition(": ")[2]
    day = day_in_words(decision.date)
    return Decision(Place(decision.key, citation), day, "", "", deed, "", "", False, words)


def _neighbours(neighbours: Sequence[Neighbour]) -> tuple[Beside, ...]:
    doubt = "the next mission there; no text says that it follows"
    return tuple(Beside(n.name, Place(n.key, n.citation), "" if n.said else doubt) for n in neighbours)


def _holding(made: Card, catalogue: Catalogue, known: Known) -> tuple[tuple[str, tuple[Holding, ...]], ...]:
    groups = groupby(made.slots, key=lambda slot: slot.kind)
    return tuple((kind.value, tuple(_slot(slot, catalogue, known) for slot in slots)) for kind, slots in groups)


def _slot(slot: Slot, catalogue: Catalogue, known: Known) -> Holding:
    rows = catalogue.paragraphs([slot.key, slot.imposed, *slot.exempted])
    words = " ".join(rows[slot.key].words.split())
    return Holding(
        Place(slot.key, rows[slot.key].citation),
        Place(slot.imposed, rows[slot.imposed].citation) if slot.imposed in rows and slot.imposed != slot.key else None,
        words if len(words) <= _WORDS else f"{words[:_WORDS].rpartition(' ')[0]} …",
        linked(in_words(slot.stands, catalogue), known),
        tuple(Place(key, rows[key].citation) for key in slot.exempted if key in rows),
        slot.who,
    )


def _tasks(made: Timeline, catalogue: Catalogue) -> Tasks | None:
    matrix = matrix_of(made, catalogue)
    columns = matrix.columns[-_COLUMNS:]
    rows = []
    for task in matrix.rows:
        cells = tuple(matrix.cells.get((task.name, column.number)) for column in columns)
        if any(cells):
            told = (
                Cell(MARKS[c.state], c.state.value, tuple(map(Place, c.keys, c.citations))) if c else None
                for c in cells
            )
            rows.append((task.group, task.name, tuple(told)))
    columned = tuple((column.number, column.citation) for column in columns)
    return Tasks(columned, tuple(rows), len(matrix.columns) - len(columns)) if rows else None
