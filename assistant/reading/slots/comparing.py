"""Resolutions beside each other: those that are named, the newest ones on what is named, a renewal and the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.compare.changes import Change
from assistant.compare.choosing import names_an_aspect
from assistant.compare.comparison import FEWEST, MOST
from assistant.operations.chain import Chain
from assistant.operations.compare import Compare
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.conversation.carry import subject_for
from assistant.reading.conversation.pointers import pronouns_in
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.numbers import in_a_row, number_of
from assistant.reading.slots.asked import Asked
from assistant.reading.slots.sides import at_their_times
from assistant.reading.view_words import has_word_of, words_of
from assistant.terms import content_words, stem
from assistant.timeline.counted import unit_in
from assistant.understanding.only_years import YEARS

_LONGEST = 1000  # characters of an aspect
_NAMED = 100  # the number from which on a bare one is a resolution
_CHANGES: dict[str, tuple[Change, ...]] = {
    "change.dropped": (Change.DROPPED, Change.PASSED),
    "change.added": (Change.ADDED,),
    "change.verb": (Change.VERB,),
    "change.figure": (Change.FIGURE,),
    "change.none": (Change.SAME, Change.MOVED),
}


def compare(asked: Asked) -> tuple[Plan, ...]:
    """The comparison of what is named for what the question says beside it."""
    mentions, focus = asked.mentions, asked.focus
    if mentions.understood.unknown:
        return ()
    numbers = _numbers(asked)
    beside = has_word_of(mentions.text, "comparing") or pronouns_in(mentions.text)
    if len(numbers) == 1 and focus.number and focus.number not in numbers and not mentions.named and beside:
        numbers = (focus.number, *numbers)  # "compare it with 9102"
    if not numbers and not mentions.named and len(focus.several) >= FEWEST:
        numbers = tuple(sorted(focus.several))
    if FEWEST <= len(numbers) <= MOST:
        return (_of_resolutions(numbers, mentions),) if not _is_a_choice(mentions) else ()
    times = dict.fromkeys(at_their_times(asked))
    named = list(dict.fromkeys(subject for subject, _ in times))
    if numbers or (mentions.places and not named):
        return ()
    if len(times) > 1:
        if has_word_of(mentions.text, "strength") and all(each.kind is SubjectKind.MISSION for each in named):
            unit = unit_in(mentions.text)
            return tuple(Chain(subject=each, view="ceiling", day=day, unit=unit) for each, day in times)
        newest = [number for each, day in times if (number := asked.subjects.newest_on(each, day or asked.day))]
        if FEWEST <= len({*newest}) <= MOST:
            return (_of_resolutions(tuple(dict.fromkeys(newest)), mentions),)
    subject = named[0] if named else subject_for(asked.kind, mentions, focus, asked.subjects, asked.day)
    if subject is None or mentions.days or not _speaks_of_change(mentions):
        return ()
    return (_of_renewals(subject, mentions),)


def _is_a_choice(mentions: Mentions) -> bool:
    """Whether it is asked which of two texts is meant ("276 or 435?"), and of no change."""
    joining = [
        mentions.text[before.end : found.start].split() for before, found in pairwise(mentions.understood.references)
    ]
    return bool(joining) and joining[-1] == ["or"] and not _speaks_of_change(mentions)


def _speaks_of_change(mentions: Mentions) -> bool:
    """Whether a question has a word by which texts are compared, or one renews another."""
    said = {*map(stem, content_words(mentions.text))}
    return bool(_changes(mentions) or said & (words_of("extending") | words_of("comparing")))


def renewals(asked: Asked) -> tuple[Plan, ...]:
    """So many of the newest texts on what is named, or was spoken of, where they are laid beside each other for nothing in particular."""
    mentions, focus = asked.mentions, asked.focus
    number, left = _counted_back(mentions)
    named = list(dict.fromkeys(each.subject for each in mentions.named if each.subject is not None))
    elsewhere = mentions.references or mentions.days or mentions.events or (mentions.places and not named)
    if not number or elsewhere or len(named) > 1 or not has_word_of(left, "comparing") or _says_more(left):
        return ()
    subject = named[0] if named else subject_for("compare", mentions, focus, asked.subjects, asked.day)
    return (_of_renewals(subject, mentions),) if subject is not None else ()


def _counted_back(mentions: Mentions) -> tuple[int, str]:
    """How many of the newest texts are meant ("the last three", "3 most recent") and the question without that and without the names in it;
    0 where no number stands beside a word for them, or it counts a time."""
    text, words = mentions.text, words_in(mentions.text)
    for at, word in enumerate(words):
        before, behind = (words[i].plain if 0 <= i < len(words) else "" for i in (at - 1, at + 1))
        last = at + 1 + (behind == "most")
        follows = last < len(words) and words[last].plain in _NEWEST
        number = number_of(word.plain, 1) or 0
        if number < FEWEST or not (before in _NEWEST or follows):
            continue
        ends = last if follows else at
        if ends + 1 < len(words) and words[ends + 1].plain.removesuffix("s") in _TIMES:
            continue
        spans = [(words[at if follows else at - 1].start, words[ends].end), *((m.start, m.end) for m in mentions.named)]
        return min(number, MOST), _without(text, spans)
    return 0, text


def _own_words() -> frozenset[str]:
    """Stems by which nothing but a comparison of renewals is asked for."""
    return words_of("extending") | words_of("comparing") | {"mandat", "term"}


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _says_more(words: str) -> bool:
    """Whether words say more than that renewals are compared."""
    more = [word for word in content_words(words) if stem(word) not in _own_words() and word not in _NEWEST]
    return bool(more) and names_an_aspect(" ".join(more))


_NEWEST = frozenset("last latest newest recent past previous preceding".split())
_TIMES = frozenset("day week month quarter year decade".split())


def with_the_one_before(asked: Asked) -> tuple[Plan, ...]:
    """What the one resolution that is named has new, or no longer, beside the one before it on the same mandate: where a question has
    no other words."""
    mentions = asked.mentions
    alone = len(mentions.references) == 1 and mentions.references[0].pinpoint.kind is None and not mentions.named
    if (
        not alone
        or asked.focus.lead
        or mentions.understood.unknown
        or mentions.places
        or names_an_aspect(mentions.understood.topic)
    ):
        return ()
    if not {Change.ADDED, Change.DROPPED} & {*_changes(mentions)}:
        return ()
    before = asked.subjects.before(mentions.numbers[0])
    return (_of_resolutions((before, mentions.numbers[0]), mentions),) if before is not None else ()


def _numbers(asked: Asked) -> tuple[int, ...]:
    """The resolutions that are named, oldest first, so that "dropped" is what a later text no longer has. Of one alone of which it is
    asked what changed in it, with the one before it on the same mandate."""
    mentions = asked.mentions
    numbers = mentions.numbers
    if len(numbers) < FEWEST <= len(mentions.understood.numbers):
        numbers = mentions.understood.numbers  # "the arms embargo under 9101, 9102 and 9103"
    row = in_a_row(mentions.text)
    if any(n in row for n in (day.year for day in mentions.understood.dates)) and {*row} <= {*YEARS}:
        row = ()  # years, as their texts tell
    if not numbers and all(asked.subjects.is_resolution(n) and (n < _NAMED or n in YEARS) for n in row):
        return tuple(sorted(row))  # in other questions small numbers count something, and others are named or figures
    if len(numbers) == 1 and not asked.focus.number:
        bare = not names_an_aspect(mentions.understood.topic) or has_word_of(mentions.text, "earlier")
        before = asked.subjects.before(numbers[0]) if bare else None
        return (before, numbers[0]) if before is not None else numbers
    return tuple(sorted(numbers))


def _of_resolutions(numbers: tuple[int, ...], mentions: Mentions) -> Compare:
    places = (f.pinpoint.key for f in mentions.understood.paragraphs if not f.section)
    return Compare(
        resolutions=numbers, aspect=_aspect(mentions), changes=_changes(mentions), places=tuple(dict.fromkeys(places))
    )


def _of_renewals(subject: Subject, mentions: Mentions) -> Compare:
    number, left = _counted_back(mentions)
    if not number:
        own = _without(mentions.text, [(each.start, each.end) for each in mentions.named])
        aspect = _aspect(mentions) if _says_more(own) else ""  # "in the last renewal" says which texts are compared
        return Compare(subject=subject, aspect=aspect, changes=_changes(mentions))
    aspect = left[:_LONGEST] if _says_more(left) else ""
    return Compare(subject=subject, last=number, aspect=" ".join(aspect.split()), changes=_changes(mentions))


def _aspect(mentions: Mentions) -> str:
    """What is compared, in the words of the question; empty where it only says that texts are."""
    topic = mentions.understood.topic[:_LONGEST]
    return topic if names_an_aspect(topic) else ""


def _changes(mentions: Mentions) -> tuple[Change, ...]:
    topic = mentions.understood.topic
    found = (change for row, changes in _CHANGES.items() if has_word_of(topic, row) for change in changes)
    return tuple(dict.fromkeys(found))
