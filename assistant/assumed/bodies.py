"""The bodies of which a question says that a resolution sets them up, extends or ends them, held against the decisions on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import ClaimVerdict
from assistant.assumed.found import Finding, Ground, Text
from assistant.assumed.set_up import FOUNDING
from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.view_words import names_an_extension, names_the_ending
from assistant.records.matters.deeds import foundings_of
from assistant.terms import acronyms, stem, stems
from ingest.annotating.time_expressions import Role, find_times
from ingest.annotations import Action, Force, MandateDecision
from ingest.resolution import Paragraph, Resolution

if TYPE_CHECKING:
    from assistant.generation import Generation


def of_bodies(
    mentions: Mentions, record: Resolution, rows: Sequence[Paragraph], text: Text, generation: Generation
) -> Finding | None:
    """A body that another resolution set up, that this one extends and does not end, or that it does not speak of; measures that it ends and
    does not impose."""
    named = [
        (entry, founders) for entry in by_name(mentions, generation) for founders in [_founders(entry, generation)]
    ]
    for entry, _ in named:
        own = [each for each in entry.decisions if each.resolution == record.number]
        if key := _other_end(mentions.text, own, rows):
            return Finding(ClaimVerdict.CONTRADICTED, Ground.DAY, (entry.acronym or entry.title,), key)
    if found := _done_otherwise(mentions, record, rows, generation):
        return found
    if any(record.number in founders for _, founders in named):
        return None
    founded = _names_the_founding(mentions)
    if founded and (found := _founded_elsewhere(mentions, record, text, generation)):
        return found
    for entry, founders in named:
        own = [each for each in entry.decisions if each.resolution == record.number]
        done = {each.action for each in own}
        called = entry.acronym or entry.title
        if entry.subject.kind is SubjectKind.MEASURES:
            continue
        if founded and founders and (min(founders) < record.number or not own):
            return Finding(ClaimVerdict.CONTRADICTED, Ground.FOUNDING, (called,), founders[min(founders)])
        if entry.subject.kind is SubjectKind.COMMITTEE:
            continue  # texts call it after the resolution that set it up
        if done == {Action.END} and names_an_extension(mentions.text) and not _decides(rows, _EXTENDING):
            return Finding(ClaimVerdict.CONTRADICTED, Ground.EXTENSION, (called,), own[0].key)
        if not own and not _speaks_of(entry, record, text):
            return Finding(ClaimVerdict.SILENT, Ground.NAME, (called,))
    return _of_acronyms(mentions, record, generation) or _of_others(mentions, record, generation) if founded else None


def _done_otherwise(
    mentions: Mentions, record: Resolution, rows: Sequence[Paragraph], generation: Generation
) -> Finding | None:
    """What is said to be ended and is extended, or said to be imposed and is ended, by any name."""
    ends, imposes = _says_to_end(mentions), bool(stems(mentions.text) & _IMPOSING)
    for entry in _entries(mentions, generation):
        own = [each for each in entry.decisions if each.resolution == record.number]
        done = {each.action for each in own}
        on_measures = entry.subject.kind is SubjectKind.MEASURES
        called = f"the measures on {entry.place}" if on_measures else entry.acronym or entry.title
        if ends and Action.EXTEND in done and Action.END not in done and not _closes(rows):
            key = next(each.key for each in own if each.action is Action.EXTEND)
            return Finding(ClaimVerdict.CONTRADICTED, Ground.ENDING, (called,), key)
        if on_measures and imposes and done == {Action.END}:
            return Finding(ClaimVerdict.CONTRADICTED, Ground.IMPOSING, (called,), own[0].key)
    return None


def _founded_elsewhere(mentions: Mentions, record: Resolution, text: Text, generation: Generation) -> Finding | None:
    """A body that is called by its kind and the place where another resolution set it up, of which this one does not speak."""
    for entry in _entries(mentions, generation):
        founders = _founders(entry, generation) if entry.subject.kind in _BODIES else {}
        if founders and record.number not in founders and entry.place and entry.place not in text.places:
            called = entry.acronym or entry.title
            return Finding(ClaimVerdict.CONTRADICTED, Ground.FOUNDING, (called,), founders[min(founders)])
    return None


def _entries(mentions: Mentions, generation: Generation) -> Iterator[Entry]:
    """The subjects that are named, by whatever words."""
    for each in mentions.named:
        if each.subject is not None and (entry := generation.subjects.entry(each.subject)) is not None:
            yield entry


def _closes(rows: Sequence[Paragraph]) -> bool:
    """Whether a paragraph decides to end something; a term that is "terminating on" a day goes on until then."""
    decided = {word.plain for row in rows if row.force is Force.DECISION for word in words_in(row.words)}
    return any(stem(word) in _CLOSING for word in decided - {"terminating"})


def _decides(rows: Sequence[Paragraph], on: frozenset[str]) -> bool:
    """Whether a paragraph decides something in which one of some stems stands."""
    return any(row.force is Force.DECISION and stems(row.words) & on for row in rows)


def _of_acronyms(mentions: Mentions, record: Resolution, generation: Generation) -> Finding | None:
    """A body on whose mandate nothing was decided, and that an earlier resolution set up; or a later one, where this one names it and
    sets nothing up by that name."""
    rows = generation.catalogue.paragraphs_of(record.number)
    for name in acronyms(mentions.text):
        row = min(foundings_of(name, generation.catalogue), key=lambda row: row.resolution, default=None)
        if row is None or row.resolution == record.number:
            continue
        naming = [own for own in rows if name in acronyms(own.words)]
        later = bool(naming) and not any(stems(own.words) & FOUNDING for own in naming)
        if row.resolution < record.number or later:
            return Finding(ClaimVerdict.CONTRADICTED, Ground.FOUNDING, (name,), row.key)
    return None


def _of_others(mentions: Mentions, record: Resolution, generation: Generation) -> Finding | None:
    """A peacekeeping operation of the United Nations, where all that a resolution sets up is led by others."""
    asked = [mentions.text[each.start : each.end] for each in mentions.subjects if each.kind is SubjectKind.MISSION]
    asked = [written for written in asked if _KEEPING_PEACE & stems(written)]
    set_up = [
        (entry, each.key)
        for entry in generation.subjects.deciding(str(record.number))
        if entry.subject.kind is SubjectKind.MISSION
        for each in entry.decisions
        if each.resolution == record.number and each.action is Action.ESTABLISH
    ]
    if not asked or not set_up or any(entry.is_of_un for entry, _ in set_up):
        return None
    return Finding(ClaimVerdict.CONTRADICTED, Ground.FOUNDING, ("an operation of the United Nations",), set_up[0][1])


_KEEPING_PEACE = stems("peacekeeping peacekeepers helmets")


def by_name(mentions: Mentions, generation: Generation) -> list[Entry]:
    """The bodies that are called by a name of their own, and not by their kind and place."""
    found = []
    for each in mentions.named:
        followed = each.subject if each.kind in (*_BODIES, SubjectKind.MEASURES) else None
        entry = generation.subjects.entry(followed) if followed is not None else None
        written = mentions.text[each.start : each.end].casefold()
        own = each.kind is SubjectKind.MEASURES
        if entry is not None and (own or written in {n.casefold() for n in (entry.acronym, entry.title, *entry.names)}):
            found.append(entry)
    return found


def _names_the_founding(mentions: Mentions) -> bool:
    words = {stem(word.plain) for word in words_in(mentions.text)}
    return bool(words & FOUNDING) or {"set", "up"} <= words


def _says_to_end(mentions: Mentions) -> bool:
    """Whether something is said to be ended, and not extended to an end, or asked when it ends."""
    words = {word.plain for word in words_in(mentions.text)}
    said = names_the_ending(mentions) or "ends" in words or bool(set(map(stem, words)) & _ENDING)
    return said and not words & _WHEN and not names_an_extension(mentions.text)


_WHEN = frozenset("when until till date long term expire expires".split())
_ENDING = frozenset(map(stem, "shut dissolve disband abolish".split()))
_CLOSING = stems("liquidate liquidation closure terminate termination lift")
_IMPOSING = stems("impose institute introduce")
_EXTENDING = stems("extend renew prolong continue")
_BODIES = (SubjectKind.MISSION, SubjectKind.OFFICE, SubjectKind.COURT, SubjectKind.COMMITTEE)


def _founders(entry: Entry, generation: Generation) -> dict[int, str]:
    """The resolutions that set a body up, each with the paragraph."""
    found = {d.resolution: d.key for d in reversed(entry.decisions) if d.action is Action.ESTABLISH}
    if entry.acronym:
        found |= {row.resolution: row.key for row in foundings_of(entry.acronym, generation.catalogue)}
    return found


def _speaks_of(entry: Entry, record: Resolution, text: Text) -> bool:
    """Whether a text may speak of a body: by its name, or by the words of its name where it is at work."""
    title = stems(entry.title) - _OF_ANY_BODY
    return (
        record.number in entry.roots
        or text.has((entry.acronym, entry.title, *entry.names))
        or bool(entry.place and entry.place in text.places and title <= text.stems)
    )


_OF_ANY_BODY = stems("the of in for and United Nations Mission Force Operation Office Support Assistance")


def _other_end(text: str, decided: Sequence[MandateDecision], rows: Sequence[Paragraph]) -> str:
    """The key of the decision on a body that sets another end than the one whole day until which it is said to last; empty where that day
    stands anywhere in the resolution, or an end was not read."""
    days = {time.day for time in find_times(text, None) if time.role is Role.UNTIL and time.day}
    if len(days) != 1 or not decided or any(each.until is None for each in decided):
        return ""
    day = days.pop()
    written = {time.day for row in rows for each in decided for time in find_times(row.words, each.date)}
    return "" if day in written or any(each.until == day for each in decided) else decided[0].key
