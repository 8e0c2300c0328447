"""What is taken for granted of the bodies, places, measures and annexes of a resolution, held against what its text and the decisions on
them have: values against values, and nothing told where either side is not certain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import ClaimVerdict
from assistant.assumed.amounts import amount_in
from assistant.assumed.deeds import undone
from assistant.assumed.exclusions import excluded_in
from assistant.assumed.found import Finding, Ground, Text
from assistant.assumed.measures import on_measures_anywhere, other_measures
from assistant.assumed.roles import other_than_asked
from assistant.assumed.values import invokes_no_chapter, other_end
from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import votes_among
from assistant.reading.view_words import names_an_extension, names_the_ending
from assistant.records.matters.deeds import foundings_of
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import acronyms, stem, stems
from ingest.annotations import Action, Force
from ingest.pinpoint import Kind
from ingest.places import PERMANENT, names_of_place, places_in
from ingest.resolution import Paragraph, Resolution

if TYPE_CHECKING:
    from assistant.generation import Generation


def wrong_in(
    mentions: Mentions, record: Resolution, generation: Generation, *, chapter_vii: bool = False
) -> Finding | None:
    """The first thing that a question takes for granted of the resolution that it names and that is not so; ``None`` where nothing is
    certain. ``chapter_vii`` tells that the resolution is said to act under Chapter VII."""
    rows = [row for row in generation.catalogue.paragraphs_of(record.number) if row.kind is not Kind.HEADING]
    if not rows or mentions.numbers != (record.number,) or not _is_named_as_doing(mentions):
        return None
    text = Text.of(record, rows)
    return (
        _of_bodies(mentions, record, rows, text, generation)
        or _of_places(mentions, text, generation, on_all=on_measures_anywhere(record, rows))
        or other_measures(mentions, rows, generation)
        or _of_amounts(mentions, record, rows, generation)
        or _of_roles(mentions, rows)
        or _of_exclusions(mentions, rows)
        or _of_deeds(mentions, rows)
        or _of_chapter(record, rows, said=chapter_vii)
    )


def _is_named_as_doing(mentions: Mentions) -> bool:
    """Whether the number in a question is that of a resolution of which something is said: no year, and not one after which something
    was done."""
    for found in mentions.references:
        before = [word.plain for word in words_in(mentions.text[: found.start])][-2:]
        if _LATER & {*before}:
            return False
        first = mentions.text[found.start : found.end].split()[0]
        bare = first.isdecimal() and found.pinpoint.resolution in _YEARS
        if bare and not (before and before[-1] in _DOING):
            return False
    return True


_LATER = frozenset("after since before following preceding until than beyond".split())
_YEARS = range(1946, 2100)
_DOING = frozenset("resolution does did do has by of under where which that and to res".split())


def _of_bodies(
    mentions: Mentions, record: Resolution, rows: Sequence[Paragraph], text: Text, generation: Generation
) -> Finding | None:
    """A body that another resolution set up, that this one extends and does not end, or that it does not speak of."""
    named = [
        (entry, founders) for entry in _by_name(mentions, generation) for founders in [_founders(entry, generation)]
    ]
    for entry, _ in named:
        own = [each for each in entry.decisions if each.resolution == record.number]
        if key := other_end(mentions.text, own, rows):
            return Finding(ClaimVerdict.CONTRADICTED, Ground.DAY, (entry.acronym or entry.title,), key)
    if any(record.number in founders for _, founders in named):
        return None
    founded = _names_the_founding(mentions)
    for entry, founders in named:
        own = [each for each in entry.decisions if each.resolution == record.number]
        done = {each.action for each in own}
        called = entry.acronym or entry.title
        if entry.subject.kind is SubjectKind.MEASURES:
            called = f"the measures on {entry.place}"
        if _says_to_end(mentions) and Action.EXTEND in done and Action.END not in done and not _decides(rows, _CLOSING):
            key = next(each.key for each in own if each.action is Action.EXTEND)
            return Finding(ClaimVerdict.CONTRADICTED, Ground.ENDING, (called,), key)
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
    return _of_names(mentions, record, generation) or _of_others(mentions, record, generation) if founded else None


def _decides(rows: Sequence[Paragraph], on: frozenset[str]) -> bool:
    """Whether a paragraph decides something in which one of some stems stands."""
    return any(row.force is Force.DECISION and stems(row.words) & on for row in rows)


def _of_names(mentions: Mentions, record: Resolution, generation: Generation) -> Finding | None:
    """A body on whose mandate nothing was decided, and that an earlier resolution set up; or a later one, where this one names it and
    sets nothing up by that name."""
    rows = generation.catalogue.paragraphs_of(record.number)
    for name in acronyms(mentions.text):
        row = min(foundings_of(name, generation.catalogue), key=lambda row: row.resolution, default=None)
        if row is None or row.resolution == record.number:
            continue
        naming = [own for own in rows if name in acronyms(own.words)]
        later = bool(naming) and not any(stems(own.words) & _FOUNDING for own in naming)
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


def _by_name(mentions: Mentions, generation: Generation) -> list[Entry]:
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
    return bool(words & _FOUNDING) or {"set", "up"} <= words


def _says_to_end(mentions: Mentions) -> bool:
    """Whether something is said to be ended, and not extended to an end, or asked when it ends."""
    words = {word.plain for word in words_in(mentions.text)}
    said = names_the_ending(mentions) or "ends" in words or bool(set(map(stem, words)) & _ENDING)
    return said and not words & _WHEN and not names_an_extension(mentions.text)


_WHEN = frozenset("when until till date long term expire expires".split())
_ENDING = frozenset(map(stem, "shut dissolve disband abolish".split()))
_CLOSING = stems("liquidate liquidation closure terminate termination lift")
_EXTENDING = stems("extend renew prolong continue")
_FOUNDING = frozenset(map(stem, "establish create creation found founded form launch birth born deploy".split()))
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


def _of_places(mentions: Mentions, text: Text, generation: Generation, *, on_all: bool) -> Finding | None:
    """Places that the text nowhere names, by none of their names; ``on_all`` tells that it is on measures wherever they are."""
    if mentions.members and votes_among(mentions.text):
        return None  # it is about who voted how
    under_measures = {
        place
        for entry in generation.subjects.entries
        if on_all and entry.subject.kind is SubjectKind.MEASURES
        for place in places_in(entry.place)
    }
    unsaid = []
    for found in mentions.places:
        place = next(iter(places_in(found.meaning)), found.meaning)
        if place in under_measures:
            return None
        written = mentions.text[found.start : found.end]
        particular = written.lower() not in place.lower() and _is_a_matter(written, generation)
        if place in PERMANENT or (place in text.places and not particular):
            return None  # what is meant may be called by the other place
        called = () if particular else (place, *names_of_place(place), *words_of_the_texts(written).split())
        known = (written, *called)
        if text.has(known):
            return None
        if particular or written.lower() in {name.lower() for name in (place, *names_of_place(place))}:
            unsaid.append(written)
    return Finding(ClaimVerdict.SILENT, Ground.NAME, tuple(dict.fromkeys(unsaid))) if unsaid else None


def _is_a_matter(name: str, generation: Generation) -> bool:
    """Whether resolutions are described by a name: that of a town often stands for its government."""
    return sum(name in title for title in generation.catalogue.titles().values()) >= _SEVERAL


_SEVERAL = 3  # descriptions


def _of_amounts(
    mentions: Mentions, record: Resolution, rows: Sequence[Paragraph], generation: Generation
) -> Finding | None:
    """A number that the text has nowhere, or not for the mission that is named, on which it decides nothing."""
    asked = amount_in(mentions.text, rows)
    if asked is None:
        return None
    for entry in _by_name(mentions, generation):
        own = any(each.resolution == record.number for each in entry.decisions)
        counted = any(name in row.words for row in asked.rows for name in (entry.acronym, entry.title))
        if entry.acronym in acronyms(mentions.text) and not own and not counted:
            return Finding(ClaimVerdict.SILENT, Ground.NAME, (f"{asked.what} for {entry.acronym}",))
    return None if asked.rows else Finding(ClaimVerdict.SILENT, Ground.NAME, (asked.what,))


def _of_roles(mentions: Mentions, rows: Sequence[Paragraph]) -> Finding | None:
    """A State that is said to be condemned or charged, where the clauses that do so do it to another one."""
    found = other_than_asked(mentions, rows)
    return Finding(ClaimVerdict.CONTRADICTED, Ground.ROLE, (found[0],), found[1]) if found is not None else None


def _of_exclusions(mentions: Mentions, rows: Sequence[Paragraph]) -> Finding | None:
    """What the paragraph that is named takes out."""
    key = excluded_in(mentions, rows)
    return Finding(ClaimVerdict.CONTRADICTED, Ground.EXCLUSION, key=key) if key else None


def _of_deeds(mentions: Mentions, rows: Sequence[Paragraph]) -> Finding | None:
    """An act of the Council that no paragraph is."""
    deed = undone(mentions.text, rows)
    if deed is None or votes_among(mentions.text):
        return None
    verdict = ClaimVerdict.CONTRADICTED if deed.asked_for else ClaimVerdict.SILENT
    return Finding(verdict, Ground.DEED, (deed.word,))


def _of_chapter(record: Resolution, rows: Sequence[Paragraph], *, said: bool) -> Finding | None:
    """Chapter VII, which the text nowhere so much as names."""
    none = said and invokes_no_chapter(record, rows)
    return Finding(ClaimVerdict.CONTRADICTED, Ground.CHAPTER, key=str(record.number)) if none else None
