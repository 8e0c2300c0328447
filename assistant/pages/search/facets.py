"""How what was found is spread over years, topics, bodies and so on: each value with its count, and the address that it leads to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.operations.corpus import Corpus
from assistant.pages.search.found import Found
from assistant.pages.search.state import CHAPTERS, KINDS, State
from assistant.ui.choices import Choices
from ingest.mandates.chain import in_force
from vectorstore.filters import VOTED, Facts

_SHOWN = 40  # values of a facet
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet. ``share`` (0 to 100) is its count beside the greatest one."""

    name: str
    count: int
    address: str
    share: int


@dataclass(frozen=True, slots=True)
class Facet:
    """``title`` and values, the most frequent first; years in their order."""

    name: str
    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of a generation once and for all: names as they are read, and the bodies of each resolution."""

    topics: Mapping[str, str]
    bodies: Mapping[int, tuple[str, ...]]
    names: Mapping[str, str]


_KEPT: dict[str, _Kept] = {}


def facets(corpus: Corpus, state: State, what: Found, day: dt.date) -> tuple[Facet, ...]:
    """The facets of what was found, without those that are set already; one that would not narrow anything down is left out."""
    kept = _kept(corpus)
    weights = _weights(corpus, what)
    facts = [each for each in corpus.catalogue.facts() if each.number in weights]
    filed = _counted(facts, weights, lambda each: {name.casefold() for name in each.filed} & kept.topics.keys())
    bodies = _counted(facts, weights, lambda each: kept.bodies.get(each.number, ()))
    chapters = _counted(facts, weights, lambda each: ["yes" if each.chapter_vii else "no"])
    votes = _counted(facts, weights, lambda each: [each.voted] if each.voted else [])
    made = [
        _years(facts, weights, state),
        _facet("topic", "Topic", filed, kept.topics, state),
        _facet("body", "Body or measures", bodies, kept.names, state),
        _facet("agenda", "Agenda item", _counted(facts, weights, lambda each: filter(None, [each.agenda])), {}, state),
        *_of_paragraphs(corpus, what, state),
        _facet("chapter", "Chapter VII", chapters, CHAPTERS, state),
        _facet("vote", "Adopted", votes, {name: name.capitalize() for name in VOTED}, state),
        _force(corpus, weights, state, day),
    ]
    first, last = state.years()
    chosen = state.given().keys() - ({"year"} if first != last else set())  # a decade has years
    return tuple(each for each in made if each.values and each.name not in chosen)


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


def _weights(corpus: Corpus, what: Found) -> dict[int, int]:
    """Number → how much of what was found stands there."""
    if what.rows is None:
        return dict.fromkeys(what.numbers.tolist(), 1)
    numbers, counts = np.unique(corpus.generation.index.measures.columns.numbers[what.rows], return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def _counted(
    facts: Iterable[Facts], weights: Mapping[int, int], values: Callable[[Facts], Iterable[str]]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in facts:
        for value in values(each):
            counts[value] += weights[each.number]
    return counts


def _facet(name: str, title: str, counts: Mapping[str, int], names: Mapping[str, str], state: State) -> Facet:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]
    most = max(counts.values(), default=1)
    values = [
        Value(names.get(value, value), count, state.but(**{name: value}).address(), round(100 * count / most))
        for value, count in ordered
    ]
    return Facet(name, title, tuple(values) if len(counts) > 1 else ())


def _years(facts: Iterable[Facts], weights: Mapping[int, int], state: State) -> Facet:
    """Decades, or years where they lie within some ten."""
    years: Counter[int] = Counter()
    for each in facts:
        years[each.year] += weights[each.number]
    if years and max(years) - min(years) > _DECADE:
        decades: Counter[int] = Counter()
        for year, count in years.items():
            decades[year // _DECADE * _DECADE] += count
        told = {(f"{each}s", f"{each}-{each + _DECADE - 1}"): count for each, count in sorted(decades.items())}
    else:
        told = {(str(each), str(each)): count for each, count in sorted(years.items())}
    most = max(told.values(), default=1)
    values = [
        Value(name, count, state.but(year=value).address(), round(100 * count / most))
        for (name, value), count in told.items()
    ]
    return Facet("year", "Year", tuple(values) if len(values) > 1 else ())


def _of_paragraphs(corpus: Corpus, what: Found, state: State) -> Iterable[Facet]:
    """Kinds and leading verbs: of paragraphs that were found, else of all paragraphs of the resolutions."""
    columns = corpus.generation.index.measures.columns
    rows = what.rows if what.rows is not None else columns.of_resolutions(what.numbers.tolist())
    kinds = {str(kind): count for kind, count in columns.kinds(rows).items() if kind in KINDS}
    verbs = {verb: count for verb, count in columns.verbs(rows).items() if verb}
    yield _facet("kind", "Paragraphs", kinds, KINDS, state)
    yield _facet("verb", "Leading verb", verbs, {verb: verb.capitalize() for verb in verbs}, state)


def _force(corpus: Corpus, weights: Mapping[int, int], state: State, day: dt.date) -> Facet:
    """What is in force on paper on a day."""
    numbers = {each.resolution for each in in_force(corpus.catalogue.mandates(), day)}
    count = sum(weights[each] for each in numbers & weights.keys())
    address = state.but(in_force=day.isoformat()).address()
    return Facet("in_force", "In force on paper", (Value("Today", count, address, 100),) if count else ())
