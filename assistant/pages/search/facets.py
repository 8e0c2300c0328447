"""How what was found is spread over years, topics, bodies and so on: each value with its count, and the address that it leads to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.operations.corpus import Corpus
from assistant.pages.search.found import Found, found
from assistant.pages.search.state import CHAPTERS, KINDS, State, lies_in
from assistant.ui.choices import Choices
from ingest.mandates.chain import in_force
from vectorstore.columns import Columns, Rows
from vectorstore.filters import VOTED, Facts

_SHOWN = 40  # values of a facet
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and the address with it, or without it where it is ``chosen``. ``share`` (0 to 100) is its count beside
    the greatest one; ``inner`` are the years of a decade; ``key`` is this value's own in the page."""

    name: str
    count: int
    address: str
    share: int
    chosen: bool = False
    inner: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """``title`` and values: those that are chosen, then the most frequent first; years in their order."""

    name: str
    title: str
    values: tuple[Value, ...]

    @property
    def chosen(self) -> bool:
        """Whether one of its values is set."""
        return any(value.chosen for value in self.values)


@dataclass(frozen=True, slots=True)
class _Spread:
    """What was found, with the facts of its resolutions, and how much of it stands in each."""

    what: Found
    facts: tuple[Facts, ...]
    weights: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of a generation once and for all: names as they are read, and the bodies of each resolution."""

    topics: Mapping[str, str]
    bodies: Mapping[int, tuple[str, ...]]
    names: Mapping[str, str]


_KEPT: dict[str, _Kept] = {}


def facets(corpus: Corpus, state: State, what: Found, day: dt.date) -> tuple[Facet, ...]:
    """The facets of what was found. One of which values are chosen counts what its other values would find beside them; one that would
    not narrow anything down is left out."""
    kept = _kept(corpus)
    whole = _spread(corpus, what)

    def made(name: str, title: str, of: Callable[[Facts], Iterable[str]], names: Mapping[str, str]) -> Facet:
        spread = _without(corpus, state, name) or whole
        return _facet(name, title, _counted(spread, of), names, state)

    def of_paragraphs(
        name: str, title: str, of: Callable[[Columns, Rows], Mapping[str, int]], names: Mapping[str, str] | None
    ) -> Facet:
        counts = of(
            corpus.generation.index.measures.columns, _rows(corpus, (_without(corpus, state, name) or whole).what)
        )
        return _facet(name, title, counts, names or {verb: verb.capitalize() for verb in counts}, state)

    all_facets = [
        _years(_counted(_without(corpus, state, "year") or whole, lambda each: [str(each.year)]), state),
        made("topic", "Topic", lambda each: {name.casefold() for name in each.filed} & kept.topics.keys(), kept.topics),
        made("body", "Body or measures", lambda each: kept.bodies.get(each.number, ()), kept.names),
        made("agenda", "Agenda item", lambda each: filter(None, [each.agenda]), {}),
        of_paragraphs("kind", "Paragraphs", _kinds, KINDS),
        of_paragraphs("verb", "Leading verb", _verbs, None),
        made("chapter", "Chapter VII", lambda each: ["yes" if each.chapter_vii else "no"], CHAPTERS),
        made("vote", "Adopted", lambda each: filter(None, [each.voted]), {name: name.capitalize() for name in VOTED}),
        *([] if state.in_force else [_force(corpus, whole.weights, state, day)]),
    ]
    return tuple(each for each in all_facets if each.values)


def name_of(corpus: Corpus, name: str, value: str) -> str:
    """A value of the state, as it is read."""
    kept = _kept(corpus)
    names: dict[str, Mapping[str, str]] = {"topic": kept.topics, "body": kept.names, "kind": KINDS, "chapter": CHAPTERS}
    return names.get(name, {}).get(value, value)


def _kept(corpus: Corpus) -> _Kept:
    identity = corpus.generation.identity
    if identity not in _KEPT:
        choices = Choices.of(corpus.catalogue)
        bodies: dict[int, dict[str, None]] = {}
        for decision in corpus.catalogue.mandates():
            bodies.setdefault(decision.resolution, {})[decision.acronym or decision.body] = None
        _KEPT.clear()
        _KEPT[identity] = _Kept(
            {value.casefold(): read for read, value in choices.topics},
            {number: tuple(names) for number, names in bodies.items()},
            {value: read for read, value in choices.bodies},
        )
    return _KEPT[identity]


def _spread(corpus: Corpus, what: Found) -> _Spread:
    if what.rows is None:
        weights = dict.fromkeys(what.numbers.tolist(), 1)
    else:
        numbers = corpus.generation.index.measures.columns.numbers[what.rows]
        weights = dict(zip(*(each.tolist() for each in np.unique(numbers, return_counts=True)), strict=True))
    return _Spread(what, tuple(each for each in corpus.catalogue.facts() if each.number in weights), weights)


def _without(corpus: Corpus, state: State, name: str) -> _Spread | None:
    """What is found without the values of a limit; ``None`` where it has none."""
    return _spread(corpus, found(corpus, state.but(**{name: ()}))) if getattr(state, name) else None


def _counted(spread: _Spread, values: Callable[[Facts], Iterable[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in spread.facts:
        for value in values(each):
            counts[value] += spread.weights[each.number]
    return counts


def _facet(name: str, title: str, counts: Mapping[str, int], names: Mapping[str, str], state: State) -> Facet:
    chosen: tuple[str, ...] = getattr(state, name)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]
    counted = {value: counts.get(value, 0) for value in chosen} | dict(ordered)
    most = max(counts.values(), default=1)
    values = [_value(name, names.get(value, value), value, count, most, state) for value, count in counted.items()]
    return Facet(name, title, tuple(values) if len(values) > 1 or chosen else ())


def _value(name: str, read: str, value: str, count: int, most: int, state: State, *, inner: bool = False) -> Value:
    chosen = value in getattr(state, name)
    address = state.toggled(name, value).address()
    return Value(read, count, address, round(100 * count / most), chosen, inner, f"{name} {value}")


def _years(years: Mapping[str, int], state: State) -> Facet:
    """Decades, and below one of which something is chosen its years; years alone where they lie within some ten."""
    every = sorted(years)
    apart = bool(every) and int(every[-1]) - int(every[0]) > _DECADE
    told: list[tuple[str, str, int, bool]] = [] if apart else [(each, each, years[each], False) for each in every]
    for first in sorted({int(each) // _DECADE * _DECADE for each in every}) if apart else ():
        decade = f"{first}-{first + _DECADE - 1}"
        inside = [each for each in every if lies_in(each, decade)]
        told.append((f"{first}s", decade, sum(years[each] for each in inside), False))
        if any(lies_in(each, decade) for each in state.year):
            told += [(each, each, years[each], True) for each in inside]
    of_their_own = [each for each in state.year if each not in {value for _, value, _, _ in told}]
    told += [(each, each, sum(n for year, n in years.items() if lies_in(year, each)), False) for each in of_their_own]
    most = max((count for _, _, count, _ in told), default=1)
    values = [_value("year", read, value, n, most, state, inner=inner) for read, value, n, inner in told]
    return Facet("year", "Year", tuple(values) if len(values) > 1 or state.year else ())


def _rows(corpus: Corpus, what: Found) -> Rows:
    """The paragraphs that were found, else all paragraphs of the resolutions."""
    columns = corpus.generation.index.measures.columns
    return what.rows if what.rows is not None else columns.of_resolutions(what.numbers.tolist())


def _kinds(columns: Columns, rows: Rows) -> dict[str, int]:
    return {str(kind): count for kind, count in columns.kinds(rows).items() if kind in KINDS}


def _verbs(columns: Columns, rows: Rows) -> dict[str, int]:
    return {verb: count for verb, count in columns.verbs(rows).items() if verb}


def _force(corpus: Corpus, weights: Mapping[int, int], state: State, day: dt.date) -> Facet:
    """What is in force on paper on a day."""
    numbers = {each.resolution for each in in_force(corpus.catalogue.mandates(), day)}
    count = sum(weights[each] for each in numbers & weights.keys())
    address = state.but(in_force=day.isoformat()).address()
    return Facet("in_force", "In force on paper", (Value("Today", count, address, 100),) if count else ())
