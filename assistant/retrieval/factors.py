"""What each kind of evidence is worth for a paragraph: factors by which its score is multiplied.

The weights stand in :class:`assistant.settings.RetrievalSettings`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from assistant.retrieval.names.events import Event
from assistant.retrieval.names.in_office import offices_named
from assistant.retrieval.names.place_names import is_person, is_place
from assistant.retrieval.names.places import places_asked, places_of
from assistant.retrieval.query import Query
from assistant.retrieval.retold import events_meant
from assistant.retrieval.set_up import asks_for_persons, asks_who, tells_who
from assistant.retrieval.statements import (
    asks_for_a_determination,
    determines,
    is_boilerplate,
    is_routine_report,
    states_a_term,
    states_what_is_asked,
)
from assistant.retrieval.weights import RetrievalSettings
from assistant.terms import acronyms, proper_names, stem
from assistant.understanding.days import Day
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph, Resolution

DECIDING = frozenset((Force.DECISION, Force.AUTHORIZATION))
_ON_REPORTS = re.compile(r"\b(?:report|inform|told|tell|update|brief|writ|account|how often|keep)\w*", re.IGNORECASE)


def kind_factor(paragraph: Paragraph, question: Query, weights: RetrievalSettings) -> float:
    """Operative before preambular, and deciding verbs first, when the question asks for a decision."""
    if asks_for_a_determination(question.topic) and determines(paragraph):
        return weights.operative * weights.decision
    if paragraph.kind is Kind.PREAMBULAR:
        return weights.preambular if question.wants_decision else 1.0
    if paragraph.kind is not Kind.OPERATIVE:
        return 1.0
    deciding = question.wants_decision and paragraph.force in DECIDING
    return weights.operative * (weights.decision if deciding else 1.0)


def date_factor(adopted: dt.date | None, dates: Sequence[Day], weights: RetrievalSettings) -> float:
    """What it is worth that a resolution was adopted in a year, in the month, or on the day that the question names."""
    if adopted is None:
        return 1.0
    best = 1.0
    for day in dates:
        if day.year == adopted.year:
            month = weights.adopted_that_month if day.month == adopted.month else 1.0
            exactly = weights.adopted_that_day if month > 1.0 and day.day == adopted.day else 1.0
            best = max(best, weights.adopted_then * month * exactly)
    return best


def event_factor(adopted: dt.date | None, events: Sequence[Event], weights: RetrievalSettings) -> float:
    """What it is worth that a resolution was adopted during an event that the question names."""
    if adopted is None:
        return 1.0
    held = [event for event in events if event.holds(adopted)]
    if not held:
        return 1.0
    return weights.during_event if any(event.is_short for event in held) else math.sqrt(weights.during_event)


def office_factor(adopted: dt.date | None, offices: Sequence[Event], weights: RetrievalSettings) -> float:
    """What it is worth that a resolution was adopted while a person whom the question names was in office."""
    if adopted is None or not offices:
        return 1.0
    return weights.in_office if any(office.holds(adopted) for office in offices) else 1 / weights.in_office


def place_factor(record: Resolution | None, asked: frozenset[str], weights: RetrievalSettings) -> float:
    """What it is worth that a resolution plays where the question does; and what it costs that it plays elsewhere."""
    places = places_of(record) if record and asked else frozenset[str]()
    if not places:
        return 1.0
    return weights.same_place if places & asked else weights.elsewhere


def verb_factor(paragraph: Paragraph, question: Query, weights: RetrievalSettings) -> float:
    """What it is worth that the paragraph's leading verb is one that the question uses."""
    verb = stem((paragraph.verb or paragraph.text.partition(" ")[0]).replace("uthoris", "uthoriz"))
    return weights.verb if verb in question.verbs else 1.0


# an act: how it is asked about, and the verb with which a paragraph does it, within its first words
_ACTS = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{done})\b", re.IGNORECASE))
    for asked, done in (
        (
            r"creat\w+|set(?:s|ting)? up|found(?:ed|ing)?|establish\w*|launch\w*|into existence|came into being",
            "establish|create|set up|appoint|constitute",
        ),
        (
            r"ends?|ended|clos(?:e|ed|es)|shut|terminat\w+|dissolv\w+|lift\w*|wound up|abolish\w*|drop(?:s|ped)?|scrap(?:s|ped)?|waive[sd]?",
            r"terminate|dissolve|close|lift|end|conclude|liquidat\w+|cease|(?:no longer|not) apply",
        ),
        (r"exten(?:d|ds|ded|sion)|renew\w*|prolong\w*|expir\w*|until when", "extend|renew|prolong|maintain|continue"),
        (r"allow\w*|authori[sz]\w*|permit\w*|lets?", r"authori[sz]e\w*"),
        (
            r"bans?|banned|forbid\w*|prohibit\w*|barred|embargo\w*",
            "prevent|prohibit|embargo|not (?:export|supply|import|sell)",
        ),
    )
)
_FIRST_WORDS = 22


def act_factor(paragraph: Paragraph, topic: str, weights: RetrievalSettings) -> float:
    """What it is worth that a paragraph does what the question asks about, and does not only speak of it."""
    if paragraph.kind is Kind.PREAMBULAR:
        return 1.0
    if asks_who(topic) and tells_who(paragraph.text, topic):
        # who was to do something may also be somebody who is there, and is asked
        return weights.act if asks_for_persons(topic) else weights.founding
    acts = _acts_in(topic)
    if not acts:
        return 1.0
    opening = " ".join(paragraph.text.split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS])
    return weights.act if any(done.search(opening) for done in acts) else 1.0


@lru_cache(maxsize=256)
def _acts_in(topic: str) -> tuple[re.Pattern[str], ...]:
    return tuple(done for asked, done in _ACTS if asked.search(topic))


_COMMON_NAME = 6.0  # the rarity of a name that one paragraph in four hundred has
_TELLING_NAME = 8.5  # that of one in some fifteen paragraphs: it tells the text better than the time of an event


def names_in(topic: str) -> list[str]:
    """The names in a question, those left aside for which texts use others."""
    return [name for name in (*acronyms(topic), *proper_names(topic)) if not is_place(name)]


def telling_names(topic: str, rarity: Callable[[str], float]) -> list[str]:
    """The names, those of persons included, that so few paragraphs have that one of them is likely meant."""
    named = [*names_in(topic), *filter(is_person, proper_names(topic))]
    return [name for name in named if rarity(name) >= _TELLING_NAME]


def name_factor(
    paragraph: Paragraph, record: Resolution | None, names: Mapping[str, float], weights: RetrievalSettings
) -> float:
    """What it is worth that the names in the question stand in the paragraph or in its resolution's description; ``names``
    maps each to its rarity, and a port of which three texts know is worth more than a State."""
    if not names:
        return 1.0
    context = f"{paragraph.words} {record.subject} {record.agenda}" if record else paragraph.words
    held = sum(math.pow(max(1.0, rare / _COMMON_NAME), 1.5) for name, rare in names.items() if name in context)
    return 1 + weights.names * held / len(names)


def speaking_of(
    bodies: Mapping[str, str], paragraphs: Mapping[str, Paragraph], records: Mapping[int, Resolution]
) -> frozenset[int]:
    """The resolutions among those found that name one of the bodies (acronym → full name) in a paragraph or by their
    description."""
    names = tuple(each for pair in bodies.items() for each in pair if each)
    described = {
        n for n, record in records.items() if any(name in f"{record.subject} {record.agenda}" for name in names)
    }
    return frozenset(
        described | {row.resolution for row in paragraphs.values() if any(name in row.words for name in names)}
    )


def weigh(
    scores: Mapping[str, float],
    paragraphs: Mapping[str, Paragraph],
    records: Mapping[int, Resolution],
    question: Query,
    weights: RetrievalSettings,
    bodies: Mapping[str, str] | None = None,
    rarity: Callable[[str], float] = lambda _: _COMMON_NAME,
) -> dict[str, float]:
    """Scores of the paragraphs that exist, multiplied by every factor. ``bodies`` are the missions and panels that are
    asked about: acronym → full name. ``rarity`` tells ln(paragraphs / paragraphs that have a name)."""
    weighed = {}
    names = {name: rarity(name) for name in names_in(question.topic)}
    telling = telling_names(question.topic, rarity)
    events = events_meant(question.standalone)
    offices = () if events or question.then else offices_named(question.standalone)  # what tells the time better counts
    asked = places_asked(question.standalone)
    speaking = speaking_of(bodies, paragraphs, records) if bodies else None
    on_reports = bool(_ON_REPORTS.search(question.topic)) or question.wants_term
    whole: dict[int, float] = {}  # what counts for all paragraphs of a resolution alike
    for key, score in scores.items():
        paragraph = paragraphs.get(key)
        if paragraph is None or paragraph.kind is Kind.HEADING:
            continue
        number = paragraph.resolution
        record = records.get(number)
        adopted = record.date if record else None
        if number not in whole:
            whole[number] = (
                date_factor(adopted, question.then, weights)
                * event_factor(adopted, events, weights)
                * office_factor(adopted, offices, weights)
                * place_factor(record, asked, weights)
                * (1.0 if speaking is None or number in speaking else weights.other_bodies)
            )
        factor = whole[number] * kind_factor(paragraph, question, weights)
        if events and paragraph.kind is Kind.OPERATIVE and any(name in paragraph.words for name in telling):
            factor *= weights.during_event / event_factor(adopted, events, weights)
        routine = is_boilerplate(paragraph.text) or (not on_reports and is_routine_report(paragraph.text))
        factor *= weights.boilerplate if routine else 1.0
        factor *= verb_factor(paragraph, question, weights) if question.verbs else 1.0
        factor *= weights.term if question.wants_term and states_a_term(paragraph) else 1.0
        factor *= weights.number if question.wants_number and states_what_is_asked(paragraph, question.topic) else 1.0
        factor *= act_factor(paragraph, question.topic, weights)
        factor *= name_factor(paragraph, record, names, weights)
        weighed[key] = score * factor
    return weighed
