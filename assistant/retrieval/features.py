"""What is known of each paragraph of a pool beside one question, as columns of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.names.events import Event
from assistant.retrieval.names.in_office import offices_named
from assistant.retrieval.names.places import places_asked, places_of
from assistant.retrieval.pool import Pool, with_best
from assistant.retrieval.query import Query
from assistant.retrieval.retold import events_meant
from assistant.retrieval.traits import NAMES as TRAITS
from assistant.retrieval.traits import opening_of, traits_of
from assistant.terms import acronyms, proper_names, stem, words
from assistant.understanding.days import Day
from ingest.annotations import Action
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.index import Index
from vectorstore.lexical import stems_of
from vectorstore.measures import Measures

Values = NDArray[np.float32]
Columns = dict[str, Values]
RANKED = ("framed", "bare", "meaning", "whole", "whole meaning")
_INSTEAD = {"meaning": "framed", "whole meaning": "whole"}
_ACTIONS = tuple(Action)


class Facts:
    """What one generation knows of its paragraphs, each looked up once."""

    def __init__(self, index: Index) -> None:
        self.catalogue: Catalogue = index.catalogue
        self._index = index
        self._traits: dict[str, tuple[Values, tuple[str, ...]]] = {}
        self._acts: dict[str, set[Action]] = {}
        self._newest: dict[int, bool] = {}
        decisions = index.catalogue.mandates()
        last: dict[str, int] = {}
        for each in decisions:
            self._acts.setdefault(each.key, set()).add(each.action)
            name = each.acronym or each.body
            last[name] = max(last.get(name, 0), each.resolution)
        for each in decisions:
            newest = last[each.acronym or each.body] == each.resolution
            self._newest[each.resolution] = self._newest.get(each.resolution, False) or newest
        self.bodies = frozenset(each.acronym for each in decisions if each.acronym)

    @property
    def measures(self) -> Measures:
        return self._index.measures

    def of(self, row: Paragraph) -> tuple[Values, tuple[str, ...]]:
        known = self._traits.get(row.key)
        if known is None:
            acts = self._acts.get(row.key, set())
            own = np.concatenate([traits_of(row), np.array([each in acts for each in _ACTIONS], np.float32)])
            if len(self._traits) >= _REMEMBERED:
                self._traits = {}
            known = self._traits[row.key] = (own, opening_of(row))
        return known

    def is_followed(self, number: int) -> tuple[bool, bool]:
        """Whether a resolution decides on a mandate; and whether it is the newest on one."""
        return number in self._newest, self._newest.get(number, False)


_REMEMBERED = 20_000
OWN = (*TRAITS, *(f"act {each.value}" for each in _ACTIONS))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the words of it that are ``searched`` for, and what the texts write for them."""

    query: Query
    searched: str
    also: str


def first_columns(asked: Asked, pool: Pool, facts: Facts) -> Columns:
    """Name → a column for the rows of the pool: what is known of them without reading them."""
    found: Columns = {}
    _rankings(found, pool)
    _words(found, asked, pool, facts.measures)
    _of_resolutions(found, asked.query, pool, facts)
    return found


def further_columns(
    asked: Asked, first: Values, rows: Sequence[Paragraph], facts: Facts, full: Callable[[str], str]
) -> Columns:
    """What is known of rows that were read; ``first`` is how good they seemed before."""
    found: Columns = {}
    own = [facts.of(row) for row in rows]
    found |= dict(zip(OWN, np.array([each for each, _ in own], np.float32).T, strict=True))
    _like_better(found, first, [opening for _, opening in own])
    said = {stem(word) for word in words(asked.query.topic)}
    found["verb asked"] = np.array([_verb(row) in said for row in rows], np.float32)
    _on_bodies(found, asked.query, rows, facts, full)
    _in_time(found, first, rows)
    found["said again"] = np.array([bool(facts.catalogue.lineage(row.key)) for row in rows], np.float32)
    return found


def _verb(row: Paragraph) -> str:
    return stem((row.verb or row.text.partition(" ")[0]).replace("uthoris", "uthoriz"))


def _rankings(found: Columns, pool: Pool) -> None:
    """Places and shares of the best score. What has no vector yet stands where it would if meaning agreed with the words."""
    of, cosines = pool.of, pool.scores["meaning"]
    for name in RANKED:
        scores, ranks = pool.scores[name], pool.ranks[name]
        best = max(float(np.nanmax(scores, initial=0.0)), 1e-6)
        if np.isnan(scores).any():
            other = _INSTEAD[name]
            ranks = np.where(np.isnan(scores), pool.ranks[other], ranks)
            scores = np.where(np.isnan(scores), best * found[f"{other} share"], scores)
        found[f"{name} 60"] = np.asarray(60 / (60 + ranks), np.float32)
        found[f"{name} 8"] = np.asarray(8 / (8 + ranks), np.float32)
        found[f"{name} first"] = (ranks == 0).astype(np.float32)
        found[f"{name} share"] = scores / best
        if name in ("framed", "bare", "meaning"):
            found[f"{name} of text"] = with_best(scores / best, of)
            order = np.lexsort((-scores, of))
            firsts = np.r_[True, of[order][1:] != of[order][:-1]]
            top = np.zeros(len(of), np.float32)
            top[order] = firsts
            found[f"{name} first of text"] = top
        if name == "meaning":
            cosines = scores
    found["meaning"] = cosines
    found["sum"] = np.mean([found[f"{name} 60"] for name in RANKED], axis=0).astype(np.float32)
    found["sum of text"] = with_best(found["sum"], of)
    order = np.lexsort((-found["sum"], of))
    starts = np.flatnonzero(np.r_[True, of[order][1:] != of[order][:-1]])
    place = np.arange(len(of)) - np.repeat(starts, np.diff(np.r_[starts, len(of)]))
    found["place in text"] = np.empty(len(of), np.float32)
    found["place in text"][order] = 1 / (1 + place)


def _words(found: Columns, question: Asked, pool: Pool, measures: Measures) -> None:
    query, asked, meant = question.query, stems_of(question.searched), stems_of(question.also)
    n = len(pool.rows)
    rare = measures.rarities(asked)
    bare, framed = measures.holding(asked, pool.rows, bare=True), measures.holding(asked, pool.rows)
    whole = max(float(rare.sum()), 1e-6)
    found["words"] = rare @ bare / whole
    found["words framed"] = rare @ framed / whole
    found["count of words"] = bare.sum(axis=0).astype(np.float32) / 8
    weighted = rare[:, None] * bare
    found["rarest word"] = weighted.max(axis=0, initial=0.0) / max(float(rare.max(initial=0.0)), 1e-6)
    found["rarest framed"] = (rare[:, None] * framed).max(axis=0, initial=0.0) / max(float(rare.max(initial=0.0)), 1e-6)
    pairs = (bare[:-1] & bare[1:]).sum(axis=0) if len(asked) > 1 else np.zeros(n)
    found["pairs"] = np.asarray(pairs / max(1, len(asked) - 1), np.float32)
    rare_also = measures.rarities(meant)
    all_also = max(float(rare_also.sum()), 1e-6)
    found["also"] = rare_also @ measures.holding(meant, pool.rows, bare=True) / all_also
    found["also framed"] = rare_also @ measures.holding(meant, pool.rows) / all_also
    named = {each for name in (*acronyms(query.topic), *proper_names(query.topic)) for each in stems_of(name)}
    names = [place for place, each in enumerate(asked) if each in named and rare[place] > 0]
    of_names = rare[names]
    all_names = max(float(of_names.sum()), 1e-6)
    found["names"] = of_names @ bare[names] / all_names
    found["names framed"] = of_names @ framed[names] / all_names
    telling = [place for place in names if rare[place] > 8.0]
    found["rare name"] = np.asarray(bare[telling].any(axis=0), np.float32)
    digits = [place for place, each in enumerate(asked) if each.isdecimal()]
    found["numbers held"] = np.asarray(bare[digits].sum(axis=0) / 2, np.float32)


def _like_better(found: Columns, first: Values, openings: Sequence[tuple[str, ...]]) -> None:
    """Whether a better paragraph begins alike: yearly copies of a clause."""
    copies, seen = np.zeros(len(openings), np.float32), dict[tuple[str, ...], int]()
    for place in np.argsort(-first, kind="stable").tolist():
        count = seen.get(openings[place][:8], 0)
        copies[place] = min(count, 4) / 4
        seen[openings[place][:8]] = count + 1
    found["like a better one"] = copies
    found["has copies"] = np.array([min(seen[each[:8]] - 1, 4) / 4 for each in openings], np.float32)


def _on_bodies(
    found: Columns, query: Query, rows: Sequence[Paragraph], facts: Facts, full: Callable[[str], str]
) -> None:
    """Whether the texts speak of a mission or panel that is named."""
    bodies = [each for each in acronyms(query.topic) if each in facts.bodies]
    names = tuple(each for body in bodies for each in (body, full(body)) if each)
    speaking = {row.resolution for row in rows if names and any(name in row.words for name in names)}
    for number in {row.resolution for row in rows} if names else ():
        record = facts.catalogue.record(number)
        if record is not None and any(name in f"{record.subject} {record.agenda}" for name in names):
            speaking.add(number)
    found["on the body"] = np.array([row.resolution in speaking for row in rows], np.float32)
    found["not on the body"] = np.array([bool(names) and row.resolution not in speaking for row in rows], np.float32)
    found["names the body"] = np.array([any(name in row.words for name in names) for row in rows], np.float32)


def _in_time(found: Columns, first: Values, rows: Sequence[Paragraph]) -> None:
    """Where the resolutions of the best rows stand in time, among each other."""
    near = sorted({rows[place].resolution for place in np.argsort(-first, kind="stable")[:60].tolist()})
    place = {number: nth / max(1, len(near) - 1) for nth, number in enumerate(near)}
    found["newest"] = np.array([place.get(row.resolution, 0.0) for row in rows], np.float32)
    found["earliest"] = np.array([1 - place.get(row.resolution, 1.0) for row in rows], np.float32)
    found["the newest"] = (found["newest"] == 1).astype(np.float32)
    found["the earliest"] = (found["earliest"] == 1).astype(np.float32)


def _of_resolutions(found: Columns, query: Query, pool: Pool, facts: Facts) -> None:
    """What is known of the resolutions of a pool: their time and place beside those of the question."""
    events = events_meant(query.standalone)
    offices = () if events or query.then else offices_named(query.standalone)
    asked = places_asked(query.standalone)
    numbers = facts.measures.resolutions
    texts, which = np.unique(pool.of, return_inverse=True)
    known = []
    for number in numbers[texts].tolist():
        own = _whole(facts.catalogue.record(number), query.then, events, offices, asked)
        known.append([*own, *map(float, facts.is_followed(number))])
    values = np.array(known, np.float32).reshape(-1, len(OF_TEXT))[which]
    found |= dict(zip(OF_TEXT, values.T, strict=True))


OF_TEXT = (
    "that year", "that month", "that day", "another year", "near that year", "in a short event", "in an event", "beside the event",
    "in office", "out of office", "same place", "elsewhere", "no place", "year", "on a mandate",
    "newest on a mandate",
)  # fmt: skip


def _whole(
    record: Resolution | None,
    then: Sequence[Day],
    events: Sequence[Event],
    offices: Sequence[Event],
    asked: frozenset[str],
) -> list[float]:
    adopted = record.date if record is not None and record.date is not None else None
    places = places_of(record) if record is not None else frozenset[str]()
    same = [day for day in then if adopted is not None and day.year == adopted.year]
    month = [day for day in same if adopted is not None and day.month == adopted.month]
    exact = [day for day in month if adopted is not None and day.day == adopted.day]
    gap = min((abs(day.year - adopted.year) for day in then), default=99) if adopted is not None else 99
    held = [event for event in events if adopted is not None and event.holds(adopted)]
    office = adopted is not None and any(each.holds(adopted) for each in offices)
    return [
        bool(same),
        bool(month),
        bool(exact),
        bool(then) and not same,
        gap == 1,
        any(event.is_short for event in held),
        bool(held),
        bool(events) and not held,
        office,
        bool(offices) and not office,
        bool(places & asked),
        bool(places and asked) and not places & asked,
        not places and bool(asked),
        (adopted.year - 1946) / 80 if adopted is not None else 0.0,
    ]
