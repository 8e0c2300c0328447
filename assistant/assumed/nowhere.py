"""What a question that asks for a resolution seeks, where none does it: a deed, together with the bodies and places that are named."""

from __future__ import annotations

import datetime as dt
from calendar import month_name
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from assistant.assumed.deeds import family_of
from assistant.assumed.in_words import beside_mentions
from assistant.assumed.said import unlike
from assistant.assumed.set_up import may_send, sent
from assistant.assumed.unspoken import telling
from assistant.plan import SubjectKind
from assistant.reading.assumptions import asks_for_a_resolution, asks_whether
from assistant.reading.conversation.pointers import pronouns_in
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.states import PERMANENT
from assistant.reading.selection.units import MONTHS
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, one_spelling, stem
from assistant.wording import joined
from ingest.places import names_of_place, places_in
from vectorstore.lexical import stems_of

if TYPE_CHECKING:
    from assistant.generation import Generation
    from vectorstore.index import Index

_Ways = tuple[tuple[str, ...], ...]
"""Ways in which texts say something: where one of them stands, all its stems do."""


def nowhere(mentions: Mentions, generation: Generation) -> str:
    """A sentence where a question asks for a resolution and none does it: no paragraph speaks of the deed together with the bodies that are
    named, in a text of the time and on the places that are named. Empty where one may, and for other questions."""
    index = generation.index
    if mentions.references or mentions.understood.unknown or not asks_for_a_resolution(mentions.text):
        return ""
    sought = dict(_deeds_and_bodies(mentions, index))
    places = {each.meaning: mentions.text[each.start : each.end] for each in mentions.places}
    deeds = [word for word in sought if family_of(word.plain)]
    if (
        not deeds
        or len(sought) + len(places) == len(deeds)
        or _is_said(list(sought.values()), [*places], mentions, generation)
    ):
        return ""
    since, until = (day and day.year for day in mentions.period)
    then = f" of {since}{f' to {until}' if until != since else ''}" if since and until else ""
    naming = f" that names {joined([*places.values()])}" if places else ""
    where = f" in a text{then}{naming}" if then or naming else ""
    together = f"{joined([f'“{word.printed}”' for word in sought])}{' together' if len(sought) > 1 else ''}"
    return f"No resolution in the corpus does this in these words: no paragraph speaks of {together}{where}."


def none_there(mentions: Mentions, generation: Generation) -> str:
    """A sentence where a question asks for the resolution that sends forces or observers to a place, or for one on a mission there, and none
    sends any: nobody is followed there that has a mandate, and no text on the place sets any up."""
    places = {each.meaning: mentions.text[each.start : each.end] for each in mentions.places}
    if not places or mentions.references or mentions.named or not asks_for_a_resolution(mentions.text):
        return ""
    subjects = generation.subjects
    of_a_kind = (e for e in mentions.subjects if e.subject is None and e.kind is SubjectKind.MISSION)
    called = sent(mentions.text) or next((mentions.text[each.start : each.end] for each in of_a_kind), "")
    if not called or any(e.place in places and e.subject.kind in _SENT for e in subjects.entries):
        return ""
    catalogue = generation.catalogue
    naming = (record for place in places for n in catalogue.texts.resolutions(place) if (record := catalogue.record(n)))
    on_it = subjects.at(places).union(
        each.number for each in naming if places.keys() & {*places_in(f"{each.subject} {each.agenda}")}
    )
    rows = (row for number in on_it for row in catalogue.paragraphs_of(number))
    where = joined([*places.values()], "or")
    return "" if any(map(may_send, rows)) else f"No resolution on {where} in the corpus sends or sets up any {called}."


def seeks_a_decision(text: str) -> bool:
    """Whether a question asks if the Council did something, or for the text in which it did."""
    return asks_whether(text) or bool({stem(word.plain) for word in words_in(text)} & {"resolut", "decis"})


def none_on_the_places(mentions: Mentions, shown: str, generation: Generation) -> str:
    """A sentence on the words that tell apart a question on places and that no text on them has, nor ``shown`` anything like them; empty where
    there are none, and where a text is named."""
    index, said = generation.index, [(each.meaning, mentions.text[each.start : each.end]) for each in mentions.places]
    # a town may stand for an organization that sits there
    places = dict.fromkeys(p for p, name in said if name in names_of_place(p) or name[:_ALIKE] == p[:_ALIKE])
    if len(places) <= len(mentions.states) and PERMANENT.issuperset(mentions.states):
        return ""  # a permanent member is named for what it does
    texts = generation.subjects.at(places)
    if mentions.references or pronouns_in(mentions.text) or len(places) < len({p for p, _ in said}) or not texts:
        return ""
    courts = [each for each in mentions.subjects if each.subject is None and each.kind is SubjectKind.COURT]
    of_courts = (w for w in words_in(mentions.text) if any(each.start <= w.start < each.end for each in courts))
    asked = telling(mentions, 0, index, [*beside_mentions(mentions, mentions.text), *of_courts])
    known = [word for word in asked if word.plain.isalpha() and index.rarity(word.plain)]
    rows, measures = index.scope_of(texts).rows, index.measures
    ways = {word: (word.plain, one_spelling(word.plain), *in_the_register(word.plain)) for word in known}
    lacking = [
        word
        for word, written in ways.items()
        if not any(measures.holding(stems_of(way), rows).all(axis=0).any() for way in written)
    ]
    words = [f"“{word.printed}”" for word in unlike(lacking, mentions.text, shown, index)]
    return (
        f"No resolution in the corpus on {joined([*places], 'or')} has the word {joined(words, 'or')}." if words else ""
    )


_LATER = dt.timedelta(days=366)  # in which the Council acts on what happened
_ALIKE = 4  # letters that a place shares with the adjective made from it
_SENT = (SubjectKind.MISSION, SubjectKind.AUTHORIZATION)
_SAYS_NOTHING = FUNCTION_WORDS | CORPUS_WORDS | MONTHS.keys()


def _deeds_and_bodies(mentions: Mentions, index: Index) -> Iterator[tuple[Word, _Ways]]:
    """The words for what the Council does, and the acronyms of bodies, each with the ways in which texts say it."""
    names = Names(index.names)
    for word in words_in(mentions.text):
        if word.plain in _SAYS_NOTHING or any(each.start <= word.start < each.end for each in mentions.places):
            continue
        said = family_of(word.plain) or tuple(filter(None, [names.full(word.printed.upper())]))
        if ways := tuple(filter(None, map(stems_of, said))):
            yield word, (*ways, stems_of(word.plain))


def _later_on_that_time(mentions: Mentions, generation: Generation) -> set[int]:
    """The resolutions within a year of the month that a question names which have it in their own words: it may be that of what happened."""
    catalogue, until = generation.catalogue, mentions.period[1]
    months = [f"{month_name[day.month]} {day.year}" for day in mentions.days if day.month]
    if until is None or not months:
        return set()
    days = ((number, generation.subjects.adopted(number)) for number in catalogue.numbers())
    after = [number for number, day in days if day is not None and until < day <= until + _LATER]
    return set().union(*(catalogue.holding(month, after) for month in months))


def _is_said(sought: list[_Ways], places: list[str], mentions: Mentions, generation: Generation) -> bool:
    """Whether a paragraph speaks of all that is sought, in a resolution that is on the places or names them, of the time that is named."""
    catalogue, measures, (since, until) = generation.catalogue, generation.index.measures, mentions.period
    days = ((number, generation.subjects.adopted(number)) for number in catalogue.numbers())
    numbers = {n for n, day in days if day is None or ((since or day) <= day <= (until or day))}
    numbers |= _later_on_that_time(mentions, generation)
    for place in places:
        names = [place, *(name for each in places_in(place) or (place,) for name in names_of_place(each))]
        numbers &= generation.subjects.at([place]).union(*map(catalogue.texts.resolutions, names))
    rows = generation.index.scope_of(numbers).rows
    meant = np.ones(len(rows), np.bool_)
    for ways in sought:
        meant &= np.any([measures.holding(way, rows).all(axis=0) for way in ways], axis=0)
    return bool(meant.any())
