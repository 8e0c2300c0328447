"""What is known of each paragraph of a pool beside one question: columns of numbers between 0 and about 1."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.retrieval.likely import TELLING_NAME, Asked, Columns, of_rankings, of_words
from assistant.retrieval.lines import as_asked
from assistant.retrieval.names.events import Event
from assistant.retrieval.names.in_office import offices_named
from assistant.retrieval.names.place_names import is_person, is_place
from assistant.retrieval.names.places import places_asked, places_of
from assistant.retrieval.pool import Pool, Values
from assistant.retrieval.query import Query
from assistant.retrieval.retold import events_meant
from assistant.retrieval.set_up import acts_asked, asks_for_persons, asks_who, sets_up, tells_who
from assistant.retrieval.statements import (
    asks_for_a_determination,
    determines,
    states_a_term,
    states_what_is_asked,
    units_in,
    values_in,
)
from assistant.retrieval.traits import Traits
from assistant.retrieval.wanted import Order, Value
from assistant.terms import acronyms, proper_names, stem, words
from assistant.understanding.days import Day
from ingest.annotations import Action
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

if TYPE_CHECKING:
    from vectorstore.index import Index

_IN_THE_PRESENT = re.compile(
    r"^\W*(?:what|which|who|whom|how|when|where|why)?\s*(?:[\w-]+\s+){0,2}?(?:is|are|does|do|can|may|must|should|has|have|lets?|allows?|permits?|requires?|obliges?|authori[sz]es?)\b",
    re.IGNORECASE,
)
_ON_REPORTS = re.compile(r"\b(?:report|inform|told|tell|update|brief|writ|account|how often|keep)\w*", re.IGNORECASE)
_COMMON_NAME = 6.0  # that of one that one paragraph in four hundred has
_FIRST_WORDS = 22


def wants_newest(query: Query, bodies: Collection[str]) -> bool:
    """Whether the newest decision is wanted: it is said, or asked what one of the ``bodies`` is or may. In a month that is named
    there is no choice."""
    if query.order is not Order.ANY or query.dates:
        return query.order is Order.NEWEST and not any(day.month for day in query.then)
    return _IN_THE_PRESENT.match(query.standalone) is not None and any(name in bodies for name in acronyms(query.topic))


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of a pool, and the columns of what is known of each."""

    rows: Sequence[Paragraph]
    columns: Columns


def known_of(asked: Asked, pool: Pool, index: Index, traits: Traits, full: Callable[[str], str]) -> Known:
    """What is known of the rows of a pool, at least one. ``full`` tells the name for which an acronym stands."""
    keys = [index.measures.keys[row] for row in pool.rows.tolist()]
    rows = list(index.catalogue.paragraphs(keys).values())
    found = of_rankings(pool) | of_words(asked, pool, index)
    found |= traits.columns(pool.rows, rows)
    records = {
        number: record for number in {row.resolution for row in rows} if (record := index.catalogue.record(number))
    }
    numbers = [row.resolution for row in rows]
    found |= _of_time_and_place(asked, numbers, records)
    found |= _of_mandates(asked, numbers, traits)
    found |= as_asked(asked, found)
    found |= _of_what_is_wanted(asked.query, rows, found)
    found |= _of_acts(asked.query.topic, rows, found)
    found |= _of_names(asked.query, rows, records, index, traits, full)
    haste = np.float32(asked.in_haste)
    found |= {f"{name}, in haste": found[name] * haste for name in _IN_HASTE}
    return Known(rows, found)


# what counts for more or less where keywords stand for a sentence, and the present is meant unless something else is said
_IN_HASTE = (
    "framed share", "bare share", "meaning share", "whole share", "whole meaning share", "words", "words framed", "pairs", "names held",
    "versions before", "versions after", "first version", "founds something", "only renews", "said again", "cited", "year", "elsewhere",
    "operative", "deciding", "point", "length",
)  # fmt: skip


def _of_time_and_place(asked: Asked, numbers: Sequence[int], records: Mapping[int, Resolution]) -> Columns:
    """When and where the resolutions of the rows play, beside the times and places of the question."""
    query = asked.query
    events = events_meant(query.standalone)
    offices = () if events or query.then else offices_named(query.standalone)  # what tells the time better counts
    places = places_asked(query.standalone)
    whole = {number: _beside(records.get(number), query.then, events, offices, places) for number in set(numbers)}
    values = np.array([whole[number] for number in numbers], np.float32)
    found = dict(zip(_OF_TEXT, values.T, strict=True))
    found["year, newest wanted"] = found["year"] * asked.newest
    found["year, earliest wanted"] = found["year"] * (query.order is Order.EARLIEST)
    return found


_OF_TEXT = (
    "that year", "that month", "that day", "near that year", "another year", "short event", "event", "beside the event",
    "in office", "out of office", "same place", "same places", "elsewhere", "no place", "year",
)  # fmt: skip


def _beside(
    record: Resolution | None,
    then: Sequence[Day],
    events: Sequence[Event],
    offices: Sequence[Event],
    places: frozenset[str],
) -> list[float]:
    adopted = record.date if record is not None and record.date is not None else dt.date(1946, 1, 1)
    own = places_of(record) if record is not None and places else frozenset[str]()
    same = [day for day in then if day.year == adopted.year]
    month = [day for day in same if day.month == adopted.month]
    held = [event for event in events if event.holds(adopted)]
    office = any(each.holds(adopted) for each in offices)
    return [
        bool(same),
        bool(month),
        any(day.day == adopted.day for day in month),
        any(abs(day.year - adopted.year) == 1 for day in then),
        bool(then) and not same,
        any(event.is_short for event in held),
        bool(held),
        bool(events) and not held,
        office,
        bool(offices) and not office,
        bool(own & places),
        len(own & places) / max(1, len(places)),
        bool(own and places) and not own & places,
        bool(places) and not own,
        (adopted.year - 1946) / 80,
    ]


def _of_mandates(asked: Asked, numbers: Sequence[int], traits: Traits) -> Columns:
    query, newest = asked.query, np.array([number in traits.newest_on_a_mandate for number in numbers], np.float32)
    first = query.order is Order.EARLIEST
    return {
        "on a mandate": np.array([number in traits.on_a_mandate for number in numbers], np.float32),
        "newest on a mandate": newest,
        "newest, as wanted": newest * asked.newest,
        "newest, first wanted": newest * first,
        "newest, no time named": newest * (not query.then and not first),
        "newest, a term wanted": newest * (query.wants_term and not first),
    }


def _of_what_is_wanted(query: Query, rows: Sequence[Paragraph], known: Columns) -> Columns:
    """Whether a paragraph is of the kind that is wanted: a decision, a determination, a value, a verb."""
    found: Columns = {}
    found["determines"] = _where(asks_for_a_determination(query.topic), determines, rows)
    found["deciding, as wanted"] = known["deciding"] * query.wants_decision
    found["recital, decision wanted"] = known[Kind.PREAMBULAR.value] * query.wants_decision * (1 - found["determines"])
    found["term, as wanted"] = _where(query.wants_term, states_a_term, rows)
    found["number, as wanted"] = _where(query.wants_number, lambda row: states_what_is_asked(row, query.topic), rows)
    found |= _of_values(query, rows)
    reports = query.wants_term or bool(_ON_REPORTS.search(query.topic))
    found["routine report"] = known["routine report"] * (not reports)
    said = {stem(word) for word in words(query.topic)}
    verbs = [stem((row.verb or row.text.partition(" ")[0]).replace("uthoris", "uthoriz")) for row in rows]
    found["verb"] = np.array([verb in query.verbs for verb in verbs], np.float32)
    found["verb said"] = np.array([verb in said for verb in verbs], np.float32)
    return found


def _of_values(query: Query, rows: Sequence[Paragraph]) -> Columns:
    """Whether a paragraph states a value of each kind that is asked for, and how much of that of which the number is asked it counts."""
    stated = [query.values & values_in(row.words, row.year or 0) if query.values else query.values for row in rows]
    found = {f"{value} asked": np.array([value in each for each in stated], np.float32) for value in Value}
    counted = [len(query.units & units_in(row.words)) / len(query.units) if query.units else 0.0 for row in rows]
    return found | {
        "value asked": np.array([bool(each) for each in stated], np.float32),
        "unit asked": np.array(counted, np.float32),
    }


def _of_acts(topic: str, rows: Sequence[Paragraph], known: Columns) -> Columns:
    """Whether a paragraph does what is asked about, and does not only speak of it."""
    acts = acts_asked(topic)
    actions = {action for _, action in acts if action is not None}
    who, persons = asks_who(topic), asks_for_persons(topic)
    none = np.zeros(len(rows), np.float32)
    tells = _where(who, lambda row: row.kind is not Kind.PREAMBULAR and tells_who(row.text, topic), rows)

    def does(row: Paragraph) -> bool:
        opening = " ".join(row.text.split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS])
        if Action.ESTABLISH in actions and sets_up(row.text):
            return True
        return row.kind is not Kind.PREAMBULAR and any(done.search(opening) for done, _ in acts)

    asked = np.max([known[f"to {action.value}"] for action in actions], axis=0) if actions else none
    other = np.max([known[f"to {each.value}"] for each in Action if each not in actions], axis=0) if actions else none
    return {
        "act": _where(bool(acts), does, rows) * (1 - tells),
        "act on a mandate": asked,
        "another act": other * (1 - asked),
        "founds": tells * (not persons),
        "appoints": tells * persons,
    }


def _of_names(
    query: Query,
    rows: Sequence[Paragraph],
    records: Mapping[int, Resolution],
    index: Index,
    traits: Traits,
    full: Callable[[str], str],
) -> Columns:
    """Whether the names in the question stand in a paragraph or the description of its resolution."""
    names = {name: index.rarity(name) for name in _names_in(query.topic)}
    telling = [name for name, rarity in names.items() if rarity >= TELLING_NAME]
    telling += [name for name in proper_names(query.topic) if is_person(name) and index.rarity(name) >= TELLING_NAME]
    described = {number: f"{record.subject} {record.agenda}" for number, record in records.items()}

    def held(row: Paragraph) -> float:
        text = f"{row.words} {described.get(row.resolution, '')}"
        worth = sum(math.pow(max(1.0, rare / _COMMON_NAME), 1.5) for name, rare in names.items() if name in text)
        return min(worth / len(names), 3) / 3

    bodies = [name for name in acronyms(query.topic) if name in traits.bodies]
    called = tuple(each for body in bodies for each in (body, full(body)) if each)
    speaking = {row.resolution for row in rows if any(name in row.words for name in called)} if called else set()
    speaking |= {number for number, words in described.items() if any(name in words for name in called)}
    then = bool(telling) and bool(events_meant(query.standalone))
    return {
        "names held": np.array([held(row) if names else 0.0 for row in rows], np.float32),
        "telling name": _where(
            then, lambda row: row.kind is Kind.OPERATIVE and any(name in row.words for name in telling), rows
        ),
        "not on the body": _where(bool(called), lambda row: row.resolution not in speaking, rows),
    }


def _names_in(topic: str) -> list[str]:
    """The names in a question, those left aside for which texts use others."""
    return [name for name in (*acronyms(topic), *proper_names(topic)) if not is_place(name)]


def _where(asked: bool, holds: Callable[[Paragraph], bool], rows: Sequence[Paragraph]) -> Values:
    """A column that is 0 where nothing of the kind is asked."""
    return np.array([holds(row) for row in rows] if asked else np.zeros(len(rows)), np.float32)
