"""Questions on a subject over time: the view of its chain that is asked for, or what holds on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from assistant.operations.chain import Chain, View
from assistant.operations.lookup import Lookup
from assistant.operations.standing import Standing
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.assumptions import asks_for_a_resolution, asks_whether, opens_with_an_auxiliary
from assistant.reading.conversation.carry import subject_for
from assistant.reading.conversation.pointers import points_back, shows_a_text
from assistant.reading.conversation.times import is_of_then, period_meant
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.named.naming import Mention
from assistant.reading.slots.as_of import as_of_in
from assistant.reading.slots.asked import Asked, Slots
from assistant.reading.slots.ends import asks_for_first_terms, ends_of_texts, first_term
from assistant.reading.slots.moment import began_later, began_then, had_an_end, is_all_over, of_its_time, was_over
from assistant.reading.slots.sides import at_its_peak, at_their_times, begun, strength_at_first
from assistant.reading.view_words import (
    asks_for_an_end,
    has_word_of,
    matter_left,
    names_the_beginning,
    names_the_ending,
    names_the_founding,
    side_asked,
    tells_a_distance,
    words_of,
)
from assistant.retrieval.evidence import asks_which_paragraph
from assistant.retrieval.names.events import events_at
from assistant.terms import stem, stems, words
from assistant.timeline.counted import counting, unit_in
from assistant.timeline.regimes.matters import labels_in
from ingest.annotations import Action
from ingest.mandates.chain import newest

# what says no more than the view: "the ceiling when established", "how long did it run initially", "from start to finish"
_NO_MATTER: Mapping[View, tuple[str, ...]] = {
    "ceiling": ("founding", "first"),
    "end": ("beginning",),
    "history": ("first", "end"),
}


def chains(view: View) -> Slots:
    def plans(asked: Asked) -> tuple[Plan, ...]:
        mentions = asked.mentions
        of_all = "first" in words(mentions.text) and not mentions.understood.numbers
        of = partial(asked.subjects.oldest_like, of_all=of_all) if view == "first" else _meant
        meant = [each for each in mentions.named if not was_over(each, asked)]
        named: list[Subject] = [subject for each in meant if (subject := of(each)) is not None]
        named = named or (_mission_there(asked) if view == "ceiling" else _by_what_they_are_on(asked))
        if mentions.understood.unknown:
            return ()
        of_it = asks_whether(mentions.text) or asks_which_paragraph(mentions.text) or shows_a_text(mentions.text)
        if named and asked.focus.number and of_it and points_back(mentions.text):
            return ()  # "does it put sanctions on Azuria?" is asked of the text that is spoken of
        named = [each for each in _pointed(named, mentions) if not began_later(each, asked)]
        if mentions.named and not named:
            return ()
        numbers = mentions.numbers if named else mentions.understood.numbers  # "the embargo of 9101" may be none's name
        if not _go_back_to(asked, named, numbers):
            return ends_of_texts(asked, named) if view == "end" else ()
        left = None if asks_for_an_end(mentions) else matter_left(mentions, view)
        if left and view in _NO_MATTER and (view != "ceiling" or names_the_founding(mentions)):
            none = frozenset[str]().union(*map(words_of, _NO_MATTER[view]))
            left = tuple(word for word in left if stem(word) not in none)
        if view == "first" and (strength := strength_at_first(named, left or (), asked)):
            return strength
        if view == "first" and (part := _part_of(named, left or (), asked)):
            return (Chain(subject=named[0], view=view, part=part),)
        if left and all(each.kind is SubjectKind.MEASURES for each in named):  # which they all are, or may be
            left = tuple(word for word in left if stem(word) not in words_of("measures"))
        if left and len(set(named)) == 1 and not opens_with_an_auxiliary(mentions.text):
            # how the newest decisions themselves call it is no matter beside it, unless it is asked whether it does that
            said = asked.subjects.said_in_decisions(named[0], asked.day)
            left = tuple(word for word in left if stem(word) not in said)
        if (
            view == "tasks"
            and len(set(named)) == 1
            and named[0].kind is SubjectKind.COMMITTEE
            and matter_left(mentions, "duties")
        ):
            return ()  # it is named as the one who is told, or decides
        if _strange(asked, view) if left is None else left:  # it is asked about more than the subject
            return _counted_beside(named, left or (), view, asked) or _standing(named, left or (), asked)
        if not named and not (mentions.places or mentions.days or mentions.events):
            carried = subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
            named = [carried] if carried is not None else []
        return _of([*named, *_others_that_stand(asked)] if view == "end" else named, view, asked)

    return plans


def _by_what_they_are_on(asked: Asked) -> list[Subject]:
    """The measures of a place that a question names by what they are on alone ("Azurian timber, still banned?"), where such are followed there."""
    places, kinds = {each.meaning for each in asked.mentions.places}, labels_in(asked.mentions.text)
    if asked.mentions.subjects or asked.mentions.references or len(places) != 1 or len(kinds) != 1:
        return []
    more = [word for word in matter_left(asked.mentions, "end") or () if stem(word) not in stems(kinds[0])]
    if len(more) > _MORE or not stems(kinds[0]) <= stems(asked.mentions.text):
        return []  # "inspections of arms"
    entries = asked.subjects.entries
    return [each.subject for each in entries if each.place in places and each.lane == kinds[0]][:1]


_MORE = 1  # words beside what measures are on: "banned"


def _mission_there(asked: Asked) -> list[Subject]:
    """The newest mission at the one place that is named, where no mission is: "Azuria troop ceiling"."""
    places = {each.meaning for each in asked.mentions.places}
    if (
        asked.mentions.subjects
        or asked.mentions.references
        or len(places) != 1
        or matter_left(asked.mentions, "ceiling")
    ):
        return []
    there = asked.subjects.at_place(SubjectKind.MISSION, "", places.pop(), asked.day)
    return [there] if there is not None else []


def _counted_beside(named: Sequence[Subject], left: Sequence[str], view: View, asked: Asked) -> tuple[Plan, ...]:
    """The paragraphs of the newest text on a mission that count a kind of people which is no part of its ceiling ("civilians")."""
    entry = asked.subjects.entry(named[0], asked.day) if view == "ceiling" and len(set(named)) == 1 else None
    if entry is None or not asked.mentions.in_the_present:
        return ()
    kind = {stem(word) for word in left}
    found = counting(newest(entry.decisions).resolution, kind, asked.subjects.catalogue)
    return (Lookup(places=found),) if found else ()


def _others_that_stand(asked: Asked) -> list[Subject]:
    """Of an authorization of which a question does not say what is authorized, the others at its place that are not over on the day, by what
    the texts say of them."""
    beside = [each for mention in asked.mentions.named if mention.is_open for each in mention.beside]
    known = min(filter(None, (asked.day, asked.mentions.last_day)), default=dt.date.max)
    entries = [entry for each in beside if (entry := asked.subjects.entry(each, asked.day)) is not None]
    lasts = [(entry.subject, newest(entry.decisions)) for entry in entries]
    return [each for each, last in lasts if last.action is not Action.END and last.until and last.until >= known]


def _part_of(named: Sequence[Subject], left: Sequence[str], asked: Asked) -> str:
    """The name of a part of the one mission that a question names, whose beginning is asked for: words, or an event, that are none of the
    mission's own and of what set it up. Empty where it is the mission's own beginning."""
    entry = asked.subjects.entry(named[0], asked.day) if len(set(named)) == 1 else None
    if entry is None or entry.subject.kind is not SubjectKind.MISSION:
        return ""
    text = asked.mentions.text
    said = [text[start:end] for start, end, _ in events_at(text)] or left
    own = entry.words | asked.subjects.said_in_decisions(entry.subject, first=True)
    name = [word for each in said for word in each.split() if stem(word) not in own]
    return " ".join(name)[:_NAME] if len(name) >= _WORDS else ""


def _of(named: Sequence[Subject], view: View, asked: Asked) -> tuple[Plan, ...]:
    """The chain of each subject that can have what is asked."""
    mentions = asked.mentions
    kept = [
        each for each in dict.fromkeys(named) if view not in ("ceiling", "gaps") or each.kind is SubjectKind.MISSION
    ]
    if view == "end" and asks_for_first_terms(kept, mentions):
        first = [first_term(asked.subjects.entry(each, asked.day)) for each in kept]
        return (Lookup(places=tuple(first)),) if all(first) else ()
    seen = view if _says_more(mentions) else "end"  # of a name alone: how it stands and until when
    seen = side_asked(mentions.text) if seen == "neighbours" else seen
    of = {"first": _when_decided, "ceiling": _when_begun, "tasks": _when_begun}.get(view)
    then = {each: of(each, asked) if of is not None else None for each in kept}
    regime = {each: of_its_time(each, seen, asked) for each in kept}
    # "was the embargo of 2031 lifted?": the year tells which one, and not as of when
    ended = {each for each in kept if names_the_ending(mentions) and (regime[each] or began_then(each, asked))}
    return tuple(
        Chain(
            subject=each,
            view=seen,
            day=None if each in ended else _day_of(each, asked) or then[each],
            resolution=regime[each],
            unit=unit_in(mentions.text) if seen == "ceiling" else "",
        )
        for each in kept
    )


def _strange(asked: Asked, view: View) -> bool:
    """Whether a question that asks for nothing but an end has rare words that are not of its frame."""
    return not {*asked.strange}.isdisjoint(matter_left(asked.mentions, view) or ())


def _pointed(named: list[Subject], mentions: Mentions) -> list[Subject]:
    """Of several subjects the one that a question points at: the former, the latter."""
    words = {word.plain for word in words_in(mentions.text)}
    if len(named) > 1 and "latter" in words:
        return named[-1:]
    return named[:1] if len(named) > 1 and "former" in words else named


def _meant(mention: Mention) -> Subject | None:
    return mention.subject


def _go_back_to(asked: Asked, named: Sequence[Subject], numbers: Sequence[int]) -> bool:
    """Whether the resolutions of a question are those that the one authorization in it goes back to ("vessels off Azuria (9102)"), and
    those inside a name of measures ("1267 asset freeze", "the sanctions that 9102 put on Azuria") are those that these go back to."""
    inside = {*asked.mentions.understood.numbers} - {*numbers}
    entry = asked.subjects.entry(named[0], asked.day) if len(set(named)) == 1 else None
    if entry is not None and not asked.subjects.numbers_of(entry).issuperset(inside):
        return False
    if not numbers:
        return True
    if entry is None or entry.subject.kind is not SubjectKind.MEASURES:
        return entry is not None and entry.subject.kind is SubjectKind.AUTHORIZATION and entry.roots.issuperset(numbers)
    return asked.subjects.called(entry.place).issuperset(numbers)  # "Azuria sanctions (9102)"


def _when_decided(subject: Subject, asked: Asked) -> dt.date | None:
    """The day of the resolution that stands inside a name ("the sanctions that 9102 put on Azuria"): a regime of its time is meant."""
    inside = {*asked.mentions.understood.numbers} - {*asked.mentions.numbers}
    entry = asked.subjects.entry(subject, asked.day) if inside else None
    days = [d.date for d in entry.decisions if d.resolution in inside and d.date] if entry is not None else []
    return max(days, default=None)


def _when_begun(subject: Subject, asked: Asked) -> dt.date | None:
    """The day of the first decision on a subject, or of the first that counts what is asked for, where what held at first is; that of the
    text spoken of for what held then, and that beside its name where several are named."""
    if asked.focus.number and is_of_then(asked.mentions.text):
        return asked.subjects.adopted(asked.focus.number)
    if len({each.subject for each in asked.mentions.named}) > 1:
        return dict(at_their_times(asked)).get(subject)
    at_first = names_the_beginning(asked.mentions) or names_the_founding(asked.mentions)
    return begun(subject, asked) if at_first else at_its_peak(subject, asked)


def _says_more(mentions: Mentions) -> bool:
    """Whether a question has a word beside the names in it; one that has none was carried over, or names nothing."""
    spans = [(each.start, each.end) for each in mentions.named]
    words = words_in(mentions.text)
    return not spans or any(not any(start <= word.start < end for start, end in spans) for word in words)


def _standing(named: Sequence[Subject], left: Sequence[str], asked: Asked) -> tuple[Plan, ...]:
    """What holds on the matter of a question on one subject, in the present or at the time in which it places itself; how the subject itself
    stands, where it is asked whether what was ended at some time is over, or in hardly another word whether it lasts. ``left`` are the words that
    are none of its name, nor of how it stands."""
    mentions = asked.mentions
    subjects, day = list(dict.fromkeys(named)), as_of_in(mentions.text)
    if len(subjects) != 1 or asks_for_an_end(mentions) or names_the_founding(mentions):
        return ()
    if not mentions.in_the_present and (day is None or mentions.references or mentions.understood.unknown):
        return ()
    lasts = (
        has_word_of(mentions.text, "lasting") and len(left) <= _MORE and had_an_end(subjects[0], asked, by_name=True)
    )
    if day is None and (lasts or (has_word_of(mentions.text, "over") and had_an_end(subjects[0], asked))):
        return (Chain(subject=subjects[0]),)
    if day is None and asks_for_a_resolution(mentions.text) and is_all_over(subjects[0], asked):
        return (Chain(subject=subjects[0], view="first"),)  # of what is over: which text it was, and not what holds
    return (Standing(subject=subjects[0], matter=mentions.text[:_LONGEST], day=day),)


_LONGEST = 1000  # characters of a matter
_NAME, _WORDS = 200, 2  # characters of the name of a part, and words from which on something is one


def _day_of(subject: Subject, asked: Asked) -> dt.date | None:
    """The day as of which a question places itself; none for a question in the present, though it names the year of what still holds. A year
    before there was anything on the subject is none where it is the number by which that is called: "Azuria sanctions (1988)"."""
    mentions, entry = asked.mentions, asked.subjects.entry(subject, asked.day)
    if mentions.understood.present and not as_of_in(mentions.text):
        return None
    day = as_of_in(mentions.text) or (mentions.period[1] if mentions.days else None)
    if day is None and asked.focus.number and tells_a_distance(mentions.text):  # "the month before"
        day = period_meant(mentions, asked.subjects.adopted(asked.focus.number), asked.focus.text)[1]
    if day is not None and entry is not None and day < entry.first and day.year in asked.subjects.called(entry.place):
        return None
    return day
