"""The part of what is followed that is meant: a brigade or a guard unit of a mission, the one kind of measures on which a paragraph decides."""

from __future__ import annotations

from assistant.plan import SubjectKind
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.entries import Entry, lanes_of
from assistant.reading.lexicon import words_in
from assistant.reading.places import places_among
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import asking_words
from assistant.terms import content_words, stem

_WORDS = 2  # from which on words are the name of something


def part_meant(asked: FollowUp, entry: Entry) -> str:
    """The name of the part, in the asker's words: that which the question names, else what the one before asked of; empty where "it" is the
    mission."""
    last = asked.followed
    told = last.part if last is not None and last.subject == entry.subject else ""
    return _part_named(asked, entry) or told or _part_spoken_of(asked, entry)


def _part_named(asked: FollowUp, entry: Entry) -> str:
    """What a question names in words that are none of the mission's own and of what set that up: "since when has it a rowing team"."""
    name = [word.printed for word in asked.left if stem(word.plain) not in _not_of_a_part(asked, entry)]
    return " ".join(name) if entry.subject.kind is SubjectKind.MISSION and len(name) >= _WORDS else ""


def _not_of_a_part(asked: FollowUp, entry: Entry) -> frozenset[str]:
    return asking_words() | entry.words | asked.subjects.said_in_decisions(entry.subject, first=True)


def _part_spoken_of(asked: FollowUp, entry: Entry) -> str:
    """What the question before asked of, where it named no subject and its words are none of the mission's own and of what set that up, or had
    another name beside the mission's: a part of it. Empty where "it" is the mission."""
    text = asked.focus.text
    named = [each for each in asked.subjects.mentions(text, asked.day) if each.subject]
    if entry.subject.kind is not SubjectKind.MISSION or {each.subject for each in named} - {entry.subject}:
        return ""
    if named:
        spans = [(each.start, each.end) for each in named]
        beside = [word for word in words_in(text) if not any(start <= word.start < end for start, end in spans)]
        name = [word.printed for word in beside if word.printed[:1].isupper() and word.start]
        return " ".join(name) if len(name) >= _WORDS and " ".join(name) in text else ""
    there = {w.start for each in places_among(words_in(text)) for w in words_in(text)[each.first : each.last]}
    own = {word.plain for word in words_in(text) if word.start not in there}
    name = [word for word in content_words(text) if word in own and stem(word) not in _not_of_a_part(asked, entry)]
    return " ".join(name) if len(name) >= _WORDS and " ".join(name) in text.lower() else ""


def of_its_kind(entry: Entry, key: str, subjects: Subjects) -> Entry:
    """The measures of the one kind on which a paragraph decides: those on timber at a place may end before those on arms do; the entry itself
    where it is none of measures, or the paragraph decides on more of them."""
    if entry.subject.kind is not SubjectKind.MEASURES:
        return entry
    lanes = {lane for d in entry.decisions if d.key == key for lane in lanes_of(d)}
    subject = subjects.at_place(SubjectKind.MEASURES, lanes.pop(), entry.place) if len(lanes) == 1 else None
    return (subjects.entry(subject) if subject is not None else None) or entry
