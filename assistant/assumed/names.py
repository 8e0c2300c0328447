"""What is taken for granted of the bodies, places, measures and annexes of a resolution, held against what its text and the decisions on
them have: values against values, and nothing told where either side is not certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import ClaimVerdict
from assistant.assumed.amounts import amount_in
from assistant.assumed.bodies import by_name, of_bodies
from assistant.assumed.deeds import is_undefined, undone
from assistant.assumed.exclusions import excluded_in
from assistant.assumed.found import Finding, Ground, Text
from assistant.assumed.in_words import of_words
from assistant.assumed.measures import on_measures_anywhere, other_measures
from assistant.assumed.older import older_of_its_kind
from assistant.assumed.roles import other_than_asked
from assistant.assumed.set_up import not_set_up
from assistant.assumed.spoken_of import spoken_of
from assistant.plan import SubjectKind
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import votes_among
from assistant.retrieval.names.events import Event
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, NO_NAMES, acronyms, stem, stems
from ingest.annotations import Extent
from ingest.pinpoint import Kind
from ingest.places import PERMANENT, names_of_place, places_in
from ingest.resolution import Paragraph, Resolution, TextStatus

if TYPE_CHECKING:
    from assistant.generation import Generation


def wrong_in(
    mentions: Mentions, record: Resolution, generation: Generation, *, chapter_vii: bool = False
) -> Finding | None:
    """The first thing that a question takes for granted of the resolution that it names and that is not so; ``None`` where nothing is
    certain. ``chapter_vii`` tells that the resolution is said to act under Chapter VII."""
    rows = [row for row in generation.catalogue.paragraphs_of(record.number) if row.kind is not Kind.HEADING]
    if rows and not mentions.references:  # of a text that is described nothing is told but what it surely has
        named = spoken_of(mentions, rows, generation)
        return named if named is not None and named.verdict is ClaimVerdict.HOLDS else None
    if not rows or mentions.numbers != (record.number,) or not _is_named_as_doing(mentions):
        return None
    text = Text(record, rows)
    return (
        spoken_of(mentions, rows, generation)
        or _of_events(mentions, record)
        or of_bodies(mentions, record, rows, text, generation)
        or _of_places(mentions, text, generation, on_all=on_measures_anywhere(record, rows))
        or other_measures(mentions, rows, generation)
        or _of_the_first(mentions, rows, generation)
        or _of_amounts(mentions, record, rows, generation)
        or _of_what_is_set_up(mentions, rows)
        or _of_roles(mentions, rows)
        or _of_exclusions(mentions, rows)
        or _of_names(mentions, text)
        or _of_deeds(mentions, rows)
        or _of_definitions(mentions, rows, generation)
        or of_words(mentions, record, rows, generation)
        or _of_chapter(record, rows, said=chapter_vii)
    )


def _is_named_as_doing(mentions: Mentions) -> bool:
    """Whether the number in a question is that of a resolution of which something is said: no year, and not one after which something
    was done."""
    for found in mentions.references:
        before = [word.plain for word in words_in(mentions.text[: found.start])][-2:]
        if _LATER & {*before}:
            return False
        first = mentions.text[found.start : found.end].partition(" ")[0]
        bare = first.isdecimal() and found.pinpoint.resolution in _YEARS
        if bare and not (before and before[-1] in _DOING):
            return False
    return True


_LATER = frozenset("after since before following preceding until than beyond".split())
_YEARS = range(1946, 2100)
_DOING = frozenset("resolution does did do has by of under where which that and to res".split())


def _of_events(mentions: Mentions, record: Resolution) -> Finding | None:
    """An event that came after the resolution was adopted."""
    event = later_event(mentions, record)
    when = f"{event.first:%B} {event.first.year}" if event is not None else ""
    return Finding(ClaimVerdict.CONTRADICTED, Ground.LATER, (when,)) if when else None


def _of_what_is_set_up(mentions: Mentions, rows: Sequence[Paragraph]) -> Finding | None:
    """A court, a force or the like that no paragraph sets up."""
    called = not_set_up(mentions.text, rows)
    return Finding(ClaimVerdict.SILENT, Ground.SET_UP, (called,)) if called else None


def _of_names(mentions: Mentions, text: Text) -> Finding | None:
    """Names of several words that the text does not have."""
    unsaid = names_unsaid(mentions, text)
    return Finding(ClaimVerdict.SILENT, Ground.NAME, unsaid) if unsaid else None


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


def _of_the_first(mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> Finding | None:
    """Measures of which it is said to be the first, and an older text has them."""
    key = older_of_its_kind(mentions, rows, generation)
    return Finding(ClaimVerdict.CONTRADICTED, Ground.OLDER, key=key) if key else None


def _of_amounts(
    mentions: Mentions, record: Resolution, rows: Sequence[Paragraph], generation: Generation
) -> Finding | None:
    """A number that the text has nowhere, or not for the mission that is named, on which it decides nothing."""
    asked = amount_in(mentions.text, rows)
    if asked is None:
        return None
    for entry in by_name(mentions, generation):
        own = any(each.resolution == record.number for each in entry.decisions)
        if entry.acronym in acronyms(mentions.text) and not own and not asked.is_counted((entry.acronym, entry.title)):
            return Finding(ClaimVerdict.SILENT, Ground.NAME, (f"{asked.what} for {entry.acronym}",))
    return None if asked.is_counted() else Finding(ClaimVerdict.SILENT, Ground.NAME, (asked.what,))


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


def _of_definitions(mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> Finding | None:
    """A definition, where the text has none."""
    undefined = is_undefined(mentions, rows, generation.catalogue)
    return Finding(ClaimVerdict.SILENT, Ground.DEFINITION) if undefined else None


def _of_chapter(record: Resolution, rows: Sequence[Paragraph], *, said: bool) -> Finding | None:
    """Chapter VII, which the text nowhere so much as names."""
    none = said and _invokes_no_chapter(record, rows)
    return Finding(ClaimVerdict.CONTRADICTED, Ground.CHAPTER, key=str(record.number)) if none else None


def _invokes_no_chapter(record: Resolution, rows: Sequence[Paragraph]) -> bool:
    """Whether an official text neither acts under Chapter VII nor speaks of it."""
    return (
        record.status is TextStatus.OFFICIAL
        and record.chapter_vii.extent is Extent.NONE
        and not record.chapter_vii.articles
        and not any("chapter vii" in row.words.lower() for row in rows)
    )


_SEVERAL = 2  # words of a name that is surely one
_PREFIX = 5  # letters of a word that its other forms share


def later_event(mentions: Mentions, record: Resolution) -> Event | None:
    """The first of the events of a question, where all of them came after the resolution was adopted."""
    day, events = record.date, mentions.events
    return min(events, key=lambda event: event.first) if day and events and all(e.first > day for e in events) else None


def names_unsaid(mentions: Mentions, text: Text) -> tuple[str, ...]:
    """The names of several words in a question of which no word stands in a text, nor what texts write for them."""
    return tuple(
        written
        for name in _names(mentions)
        for written in [mentions.text[name[0].start : name[-1].end]]
        if len(name) >= _SEVERAL
        if not any(stem(word.plain) in text.stems or word.plain[:_PREFIX] in text.low for word in name)
        if not stems(words_of_the_texts(written))
    )


def _names(mentions: Mentions) -> Iterator[Sequence[Word]]:
    """Words with a capital that stand side by side inside a sentence and belong to no place, reference, body or event."""
    taken = [(each.start, each.end) for each in mentions.places]
    taken += [(each.start, each.end) for each in mentions.subjects]
    taken += [(each.start, each.end) for each in mentions.references]
    found: list[Word] = []
    for word in words_in(mentions.text):
        between = mentions.text[found[-1].end : word.start] if found else ""
        if found and between.strip("-’' "):
            yield found
            found = []
        if _is_of_a_name(word, mentions.text) and not any(start <= word.start < end for start, end in taken):
            found.append(word)
        elif found:
            yield found
            found = []
    if found:
        yield found


def _is_of_a_name(word: Word, text: str) -> bool:
    before = text[: word.start].rstrip()
    inside = bool(before) and before[-1] not in ".:;?!]>"
    common = word.plain in FUNCTION_WORDS | CORPUS_WORDS or word.printed in NO_NAMES
    return inside and word.printed[:1].isupper() and not common and len(word.plain) > 1
