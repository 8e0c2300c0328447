"""What the page of a comparison shows: the rows that are chosen, and how many there are of each aspect and kind of change."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compare.changes import Change
from assistant.compare.choosing import chosen_rows
from assistant.compare.comparison import MOST, compare
from assistant.compare.model import Comparison, Row
from assistant.compare.rows import UNTOUCHED, by_aspect, told_rows
from assistant.errors import WrongInput
from assistant.export import export
from assistant.pages.compare.state import State
from assistant.pages.resolution.chains import subject_of_line
from assistant.pages.texts.kept import kept
from assistant.pages.timeline.subjects import Followed, entry_named, index
from assistant.plan import SubjectKind
from assistant.records.texts_on import texts_on
from assistant.ui.comparison import Group, columns_of, groups_of
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

_OFFERED = 12  # mandates whose last texts are offered
_PAGE = 510_000  # characters of a page, about; aspects beyond are brought when they are opened
_CELL, _WORDS = 330, 1.23  # characters of the page for a cell, and for each of its words' with marks


@dataclass(frozen=True, slots=True)
class Choice:
    """An aspect or a kind of change: its value in the address, its name, the number of rows, and whether it is chosen."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """An aspect whose rows, so many, are brought when it is opened; ``address`` shows them alone."""

    aspect: str
    rows: int
    address: str


@dataclass(frozen=True, slots=True)
class Further:
    """The text before or after those compared, on a subject that all of them decide on."""

    number: int
    symbol: str
    subject: str
    after: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The page. ``groups`` and those that are ``folded`` are the rows that are chosen, ``shown`` of ``every`` rows there are; without resolutions ``offered`` are mandates
    whose last texts can be compared. ``further`` are texts that can be laid beside those there are."""

    state: State
    columns: tuple[tuple[Resolution, str], ...] = ()
    groups: tuple[Group, ...] = ()
    folded: tuple[Folded, ...] = ()
    aspects: tuple[Choice, ...] = ()
    changes: tuple[Choice, ...] = ()
    shown: int = 0
    every: int = 0
    offered: tuple[Followed, ...] = ()
    further: tuple[Further, ...] = ()

    @property
    def in_one_page(self) -> str:
        """The address of the same with all aspects in the page."""
        return replace(self.state.of_numbers(self.numbers), whole=True).address()

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(resolution.number for resolution, _ in self.columns)


def shown(catalogue: Catalogue, state: State, today: dt.date) -> Shown:
    """The comparison that an address asks for. Raises what comparing raises."""
    if state.is_empty:
        return Shown(state, offered=_offered(catalogue, today))
    comparison = compared(catalogue, numbers_of(state, catalogue, today))
    every = told_rows(comparison)
    state = understood(state, every)
    rows = chosen(comparison, state)
    first, folded = (rows, ()) if state.whole else _in_page(rows, state.of_numbers(comparison.numbers))
    return Shown(
        state,
        tuple((resolution.model_copy(update={"paragraphs": ()}), day) for resolution, day in columns_of(comparison)),
        tuple(groups_of(first, comparison)),
        folded,
        _choices([row.aspect for row in _fitting(every, replace(state, aspects=()))], state.aspects),
        _choices([row.change.value for row in _fitting(every, replace(state, changes=(), only=False))], state.changes),
        len(rows),
        len(every),
        further=_further(comparison.numbers, catalogue) if len(comparison.numbers) < MOST else (),
    )


def taken(catalogue: Catalogue, state: State, today: dt.date, form: str) -> bytes:
    """The rows that are chosen, as a file."""
    if state.is_empty:
        raise WrongInput("No resolutions are named to be compared. Choose two to eight on the page of comparisons.")
    comparison = compared(catalogue, numbers_of(state, catalogue, today))
    every = told_rows(comparison)
    rows = chosen(comparison, understood(state, every))
    return export(comparison if len(rows) == len(every) else replace(comparison, rows=tuple(rows)), form, catalogue)


@kept(6)
def compared(catalogue: Catalogue, numbers: tuple[int, ...]) -> Comparison:
    """The comparison of some resolutions: who chooses other rows compares the same texts again."""
    return compare(catalogue, numbers)


def numbers_of(state: State, catalogue: Catalogue, day: dt.date) -> tuple[int, ...]:
    """The resolutions to be compared. Raises :class:`~assistant.errors.NotThere` for a body that is not followed."""
    if state.numbers:
        return state.numbers
    entry = entry_named(state.body, catalogue, day)
    newest_day = max(filter(None, (day, catalogue.last_day())))
    numbers = texts_on(entry.decisions, entry.place, Lineage(catalogue), newest_day)[-state.last :]
    if len(numbers) < 2:
        raise WrongInput(
            f"Only one resolution decides on {entry.title}: there is nothing to compare. Name two by their numbers."
        )
    return numbers


def understood(state: State, every: Sequence[Row]) -> State:
    """The state with what is no name of an aspect among the words that choose."""
    names = {row.aspect for row in every}
    words = " ".join(filter(None, (state.about, *(each for each in state.aspects if each not in names))))
    return replace(state, aspects=tuple(each for each in state.aspects if each in names), about=words)


def chosen(comparison: Comparison, state: State) -> list[Row]:
    """The rows on the aspects and of the kinds of change that are chosen; those that fit words best first."""
    return _fitting(chosen_rows(comparison, state.about) if state.about else told_rows(comparison), state)


def _fitting(rows: Sequence[Row], state: State) -> list[Row]:
    return [
        row
        for row in rows
        if (not state.aspects or row.aspect in state.aspects)
        and (not state.changes or row.change in state.changes)
        and not (state.only and row.change in UNTOUCHED)
    ]


def _in_page(rows: Sequence[Row], state: State) -> tuple[list[Row], tuple[Folded, ...]]:
    """The rows of the first aspects, as many as a page holds, and the other aspects."""
    first: list[Row] = []
    folded: list[Folded] = []
    room: float = _PAGE
    for aspect, members in by_aspect(rows):
        room -= sum(
            _CELL + _WORDS * len(cell.text) if cell else _CELL / 2 for row in members for cell in row.cells.values()
        )
        if room > 0 or not first:
            first += members
        else:
            folded.append(Folded(aspect, len(members), replace(state, aspects=(aspect,)).address()))
    return first, tuple(folded)


def _choices(values: Sequence[str], chosen_values: Sequence[str]) -> tuple[Choice, ...]:
    counts = Counter(values)
    names = {Change.ADDED: "new", Change.DROPPED: "no longer there", Change.PASSED: "only in between"}
    return tuple(
        Choice(each, names.get(each, each), counts[each], each in chosen_values)  # type: ignore[call-overload]
        for each in dict.fromkeys([*values, *chosen_values])
    )


def _further(numbers: Sequence[int], catalogue: Catalogue) -> tuple[Further, ...]:
    found: dict[int, Further] = {}
    for name, texts in Lineage(catalogue).lines(numbers[0]):
        if {*numbers} <= {*texts}:
            before = [n for n in texts if n < min(numbers)][-1:]
            after = [n for n in texts if n > max(numbers)][:1]
            for number in (*before, *after):
                record = catalogue.record(number)
                if record is not None:
                    found[number] = Further(number, record.symbol, subject_of_line(name), number in after)
    return tuple(found.values())


def _offered(catalogue: Catalogue, today: dt.date) -> tuple[Followed, ...]:
    groups = index(catalogue, "", SubjectKind.MISSION, True, today).groups
    lines = [line for _, group in groups for line in group if line.decisions > 1 and line.acronym]
    return tuple(lines[:_OFFERED])
