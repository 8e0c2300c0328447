"""Questions on texts that are named: what became of them, who cites them; and on events, what the texts of their time say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from assistant.operations.chain import Chain
from assistant.operations.cites import Cites
from assistant.operations.effects import Effects
from assistant.operations.search import Search
from assistant.plan import Plan, SubjectKind, Where
from assistant.reading.conversation.carry import leaves_holes
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.named import decided_on
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.voting import votes_among
from assistant.reading.slots.asked import SURE, Asked
from assistant.reading.slots.ends import ends_of_texts
from assistant.reading.slots.moment import of_its_time
from assistant.reading.view_words import has_word_of, matter_left, names_the_ending, words_of
from assistant.retrieval.names.events import Event, events_at
from assistant.terms import PASSIVE, stem, stems
from assistant.timeline.regimes.matters import labels_in
from assistant.understanding.days import Day, last_of
from vectorstore.catalogue import Catalogue


def search(asked: Asked) -> tuple[Plan, ...]:
    """An event is looked for in its time, by what the texts write for it."""
    mentions = asked.mentions
    if mentions.understood.present:
        return ()  # "is the brigade of that time still there": what holds is told
    if ended := _end_of_measures(asked):
        return ended
    if len(mentions.events) == 1 and not mentions.references and mentions.events[0].written:
        event = mentions.events[0]
        if ended := _end_of_its_measures(asked, event.resolutions):
            return ended
        if numbers := event.resolutions or texts_on(event, asked.subjects.catalogue):
            return (Search(text=mentions.text, where=Where(numbers=numbers)),)
        until = last_of(Day(event.last.year, event.last.month))
        return (Search(text=f"{mentions.text} {event.written}", where=Where(since=event.first, until=until)),)
    return ()


def texts_on(event: Event, catalogue: Catalogue) -> tuple[int, ...]:
    """The few resolutions of the months of an event that hold most of what texts write for it; none where there are more, or it took years."""
    months = list(event.months())
    wanted, adopted = stems(event.written), [n for each in months[:_A_YEAR] for n in catalogue.adopted_in(*each)]
    found = [n for n in adopted if len(wanted & _stems_of(n, catalogue)) >= _MOST * len(wanted)]
    return tuple(found) if len(found) <= _FEW and len(months) <= _A_YEAR else ()


_A_YEAR = 12  # months
_FEW, _MOST = 6, 0.75  # texts that are searched together; the share of the words that they hold


def _stems_of(number: int, catalogue: Catalogue) -> frozenset[str]:
    record = catalogue.record(number)
    words = [row.words for row in catalogue.paragraphs_of(number)]
    return stems(" ".join([*words, record.subject, record.agenda] if record is not None else words))


def _end_of_measures(asked: Asked) -> tuple[Plan, ...]:
    """What became of the measures that a question names and says that something ended, and of which it names no text."""
    mentions, named = asked.mentions, {each.subject for each in asked.mentions.named if each.subject is not None}
    apart = [e for start, end, e in events_at(mentions.text) if not any(start <= n.start < end for n in mentions.named)]
    texts = mentions.references or apart or votes_among(mentions.text)  # an event may be that the measures were imposed
    if texts or len(named) != 1 or asked.chance >= SURE or not names_the_ending(mentions):
        return ()
    subject = named.pop()
    regime = of_its_time(subject, "end", asked)
    return (Chain(subject=subject, resolution=regime),) if subject.kind is SubjectKind.MEASURES else ()


def _end_of_its_measures(asked: Asked, numbers: Sequence[int]) -> tuple[Plan, ...]:
    """What became of the measures that the resolutions of an event imposed, where their end is asked for."""
    mentions = asked.mentions
    measures = any(each.kind is SubjectKind.MEASURES for each in mentions.subjects) or bool(labels_in(mentions.text))
    if not names_the_ending(mentions) or not measures or votes_among(mentions.text):  # "ended by which, who abstained"
        return ()
    imposed = [
        (number, entry.subject)
        for number in numbers
        for entry in asked.subjects.deciding(str(number))
        if entry.subject.kind is SubjectKind.MEASURES
    ]
    return (Chain(subject=imposed[0][1], resolution=imposed[0][0]),) if imposed else ()


def effects(asked: Asked) -> tuple[Plan, ...]:
    """What became of the places that are named, where nothing else is asked of them or that is sure; or of the one on which the
    answer before was led."""
    mentions = asked.mentions
    places = tuple(dict.fromkeys(f.pinpoint.key for f in mentions.references if not f.section))
    only = not set(matter_left(mentions, "effects") or ())
    subjects = {each.subject for each in mentions.named if each.subject is not None}
    if not places and len(subjects) == 1 and names_the_ending(mentions):
        subject = subjects.pop()
        return (Chain(subject=subject, resolution=of_its_time(subject, "end", asked)),)
    if mentions.named and (ends := ends_of_texts(asked, [each.subject for each in mentions.named if each.subject])):
        return ends  # of measures that are named with their resolution it is asked whether they hold
    surely = (only and asked.chance >= _LIKELY) or (len(places) == 1 and not mentions.named and asked.chance >= SURE)
    surely = surely or (bool(decided_on(mentions)) and not mentions.named and asked.chance >= _LIKELY)
    if surely and 0 < len(places) <= _TOGETHER and not mentions.understood.unknown:
        return tuple(Effects(place=place) for place in places)
    carried = asked.focus.lead if leaves_holes(mentions) else ""
    return (Effects(place=carried),) if "/" in carried else ()


_TOGETHER, _LIKELY = 3, 0.3  # places that are gone through one after the other; the chance from which on they are


def cites(asked: Asked) -> tuple[Plan, ...]:
    """Who cites the one place that is named, or what it cites; in the time that the question names."""
    mentions = asked.mentions
    carried = asked.focus.lead if leaves_holes(mentions) else ""
    if carried:
        return (Cites(place=carried, direction=_direction(mentions)),)
    read = read_selection(mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    if read is not None and read.where.cites and not read.unread and not read.where.matter:
        return read.plans()
    places = list(dict.fromkeys(f.pinpoint.key for f in mentions.references if not f.section))
    if not 0 < len(places) <= _TOGETHER or mentions.named or mentions.understood.unknown:
        return ()
    if asked.chance < SURE and (matter_left(mentions, "cites") or not has_word_of(mentions.text, "citing")):
        return ()  # "What does 9102 say?" asks for its own words
    direction = _direction(mentions)
    since, until = mentions.period if direction == "citing" else (None, None)
    own = {name: day for name, day in (("since", since), ("until", until)) if day is not None}
    return tuple(Cites(place=place, direction=direction, where=Where(**own)) for place in places)


def cites_listed(asked: Asked) -> tuple[Plan, ...]:
    """The same for a question that asks for a list of what cites."""
    return cites(asked) if has_word_of(asked.mentions.text, "citing") and asked.mentions.references else ()


def _direction(mentions: Mentions) -> Literal["citing", "cited"]:
    """Which way a question points: the place that does the citing stands before the verb, and behind "cited by" or "references in"."""
    words, cues = words_in(mentions.text), words_of("citing")
    at = next((nth for nth, word in enumerate(words) if stem(word.plain) in cues), None)
    if at is None:
        return "citing"
    behind, then = (words[place].plain if place < len(words) else "" for place in (at + 1, at + 2))
    passive = words[at].plain.endswith("ed")
    of_it = any(found.start > words[at].start for found in mentions.references)
    if not of_it and (behind in _STANDING_FOR_IT or (behind == "to" and then in _STANDING_FOR_IT)):
        return "citing"  # "7401: which resolutions recall it", "refer to this one"
    if not of_it and behind == "by" and then in _STANDING_FOR_IT:
        return "cited"
    if of_it:
        return "cited" if behind in ("by", "in", "within") else "citing"
    return (
        "citing"
        if passive and (behind == "by" or not behind or any(word.plain in PASSIVE for word in words[:at]))
        else "cited"
    )


_STANDING_FOR_IT = frozenset(("it", "them", "this", "that", "these", "those"))
