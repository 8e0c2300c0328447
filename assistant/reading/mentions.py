"""What a question mentions, found once: resolutions and places in them, subjects, places, members, days; each with its span."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from assistant.reading.lexicon import Found, Word, words_in
from assistant.reading.named.naming import Mention
from assistant.reading.named.voted_on import number_voted_on
from assistant.reading.normal import Change, Normal, Spelling, in_small_letters, with_capital, written_out
from assistant.reading.places import places_among, towns_among
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import periods_in
from assistant.reading.selection.short_years import with_years
from assistant.reading.selection.states import with_states, without_votes
from assistant.reading.subjects import Subjects
from assistant.records.members import members_in
from assistant.retrieval.evidence import in_section
from assistant.retrieval.names.events import Event, events_at, events_named
from assistant.retrieval.query import Query, query_of
from assistant.understanding.days import Day, last_of
from assistant.understanding.only_figures import only_figures
from assistant.understanding.only_years import YEARS, only_years
from assistant.understanding.references import Known, blank, outside_documents
from ingest.citation import Found as Reference
from ingest.pinpoint import Kind, Pinpoint
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Shown:
    """A mention for a reader: the words of the question, and what they were taken for."""

    words: str
    meaning: str


@dataclass(frozen=True)
class Mentions:
    """The mentions of one question. ``text`` is the question written out; all spans are in it.

    ``understood`` holds what the grammar of references, days and periods finds. ``members`` are ISO codes of States that have sat on the Council,
    each with its offset; ``free`` are words of letters that belong to no mention and no known name, ``strange`` those of them that few paragraphs
    have, or none; ``rarity`` tells how rare a word is in the texts. ``absent`` are places that are named and that their resolution does not have;
    ``last_day`` is that of the newest text, ``day`` the one on which it is asked.
    """

    asked: str
    text: str
    changes: tuple[Change, ...]
    understood: Query
    subjects: tuple[Mention, ...]
    places: tuple[Found[str], ...]
    members: tuple[tuple[str, int], ...] = field(default=())
    strange: tuple[str, ...] = ()
    free: tuple[Word, ...] = ()
    rarity: Callable[[str], float] = field(default=lambda _: 0.0, compare=False)
    absent: tuple[Reference, ...] = ()
    last_day: dt.date | None = None
    day: dt.date | None = None

    @property
    def references(self) -> tuple[Reference, ...]:
        """The resolutions and paragraphs that are named, but for those whose number stands for a committee or measures."""
        taken = [(each.start, each.end) for each in self.subjects if each.subject is not None]
        return tuple(f for f in self.understood.references if not any(start <= f.start < end for start, end in taken))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The resolutions that are named, each once, in order."""
        return tuple(dict.fromkeys(found.pinpoint.resolution for found in self.references))

    @property
    def states(self) -> tuple[str, ...]:
        """The States that are named and have sat on the Council, each once, in order."""
        return tuple(dict.fromkeys(code for code, _ in self.members))

    @property
    def days(self) -> tuple[Day, ...]:
        """The days, months and years that are named; a number inside a name ("1970 arms embargo") is none."""
        inside = {word.plain for each in self.named for word in words_in(self.text[each.start : each.end])}
        return tuple(day for day in self.understood.dates if day.month or str(day.year) not in inside)

    @property
    def named(self) -> tuple[Mention, ...]:
        """The subjects that are named, and not only their kind."""
        return tuple(each for each in self.subjects if each.subject is not None)

    @cached_property
    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day of adoption to which the question bounds its answer; ``None`` where it does not."""
        understood = self.understood
        text = blank(self.text, [*understood.references, *understood.unknown])
        told = periods_in(Claims(text), self.day or dt.date.today())
        firsts, lasts = [each.first for each in told], [each.last for each in told]
        first = None if None in firsts else min(filter(None, firsts), default=None)
        return first, None if None in lasts else max(filter(None, lasts), default=None)

    @property
    def until(self) -> dt.date | None:
        """The last day of the time that a question names, unless its year is the number by which a subject goes: "1988 team"."""
        last = self.period[1]
        begins = {self.text[each.start : each.start + 4] for each in self.named} | {*map(str, self.understood.regimes)}
        return None if last and str(last.year) in begins else last

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The documents of other organs that are named."""
        return tuple(outside_documents(self.text))

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that are named, each with its time and what the texts write for it."""
        return events_named(self.text)

    @property
    def meant(self) -> tuple[int, ...]:
        """The resolutions that are named, else those of the one event that is."""
        return self.numbers or (self.events[0].resolutions if len(self.events) == 1 else ())

    @property
    def in_the_present(self) -> bool:
        """Whether a question asks what holds: it names no resolution, no time and no event, and has no verb in the past."""
        named = [f for f in self.references if f.pinpoint.kind or f.pinpoint.resolution not in self.understood.regimes]
        return self.asks_of_now and not (named or self.understood.unknown)

    @property
    def asks_of_now(self) -> bool:
        """Whether a question names no time that is past and no event, and has no verb in the past unless it has a word for now."""
        ends = [*map(last_of, self.days), *filter(None, [self.until])]
        if self.events or any(self.last_day is None or end <= self.last_day for end in ends):
            return False
        return self.understood.present or not {word.plain for word in words_in(self.text)} & _PAST

    def shown(self) -> tuple[Shown, ...]:
        """Every mention with what it was taken for, in order."""
        found = [*self._shown()]
        changed = [Shown(each.written, each.read) for each in self.changes]
        return (*changed, *(shown for _, shown in sorted(found, key=lambda each: each[0])))

    def _shown(self) -> Iterator[tuple[int, Shown]]:
        for mention in self.subjects:
            meaning = str(mention.subject) if mention.subject else f"which {mention.kind}?"
            yield mention.start, Shown(self.text[mention.start : mention.end], meaning)
        for reference in self.references:
            yield reference.start, Shown(self.text[reference.start : reference.end], reference.pinpoint.key)
        taken = [(each.start, each.end) for each in self.subjects if each.subject is not None]
        for start, end, event in events_at(self.text):
            numbers = f": {', '.join(map(str, event.resolutions))}" if event.resolutions else ""
            yield start, Shown(self.text[start:end], f"{event.first:%B %Y} to {event.last:%B %Y}{numbers}")
        for place in self.places:
            if not any(start <= place.start < end for start, end in taken):
                yield place.start, Shown(self.text[place.start : place.end], place.meaning)


class Reader:
    """Finds mentions in the questions on one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        subjects: Subjects,
        spelling: Spelling,
        known: Known,
        acronyms: Set[str] = frozenset(),
    ) -> None:
        self._catalogue = catalogue
        self._subjects = subjects
        self._spelling = spelling
        self._known = known
        self._acronyms = acronyms
        self._read: dict[tuple[str, dt.date | None], Mentions] = {}

    def mentions(self, question: str, day: dt.date | None = None) -> Mentions:
        """What ``question`` mentions, as of a day. The last ones are remembered: a question is read in several places."""
        known = self._read.get((question, day))
        if known is None:
            if len(self._read) >= _REMEMBERED:
                self._read = {}
            known = self._mentions(question, day)
            if others := self._no_resolutions(known, day):
                known = self._mentions(question, day, others)
            number = number_voted_on(known.text, known.places, known.members, self._subjects)
            if number is not None and not known.references:
                known = self._mentions(question, day, references=[number])
            self._read[question, day] = known
        return known

    def _no_resolutions(self, mentions: Mentions, day: dt.date | None) -> frozenset[int]:
        """The numbers among the references of a question that can only be a year or figures."""
        topic = without_votes(mentions.understood.topic)
        places, towns = [each.meaning for each in mentions.places], towns_among(mentions.places, mentions.text)
        typed = (word.plain.upper() for word in mentions.free)
        towns += [each for each in typed if each in self._acronyms]  # these too tell of which year
        years = only_years(mentions.references, mentions.text, topic, places, towns, self._catalogue)
        named = [each.subject for each in mentions.named if each.subject is not None]
        places += [entry.place for each in named if (entry := self._subjects.entry(each, day)) is not None]
        figures = only_figures(mentions.references, mentions.text, [e.name for e in named], places, self._catalogue)
        years |= {n for e in mentions.events for n in mentions.numbers if e.first.year <= n <= e.last.year}
        return figures | years

    def with_years(self, mentions: Mentions, day: dt.date | None = None) -> Mentions:
        """The same with bare numbers of resolutions that may be years read as years."""
        numbers = ((found.pinpoint.resolution, mentions.text[found.start : found.end]) for found in mentions.references)
        years = frozenset(number for number, typed in numbers if number in YEARS and typed == str(number))
        return self._mentions(mentions.asked, day, years) if years else mentions

    def _mentions(
        self,
        question: str,
        day: dt.date | None,
        years: frozenset[int] = frozenset(),
        references: Sequence[Reference] | None = None,
    ) -> Mentions:
        normal: Normal = written_out(self.in_small_letters(question), self._spelling)
        normal = with_years(with_states(normal), self._subjects)
        text = self._with_capitals(normal.text)
        words = words_in(text)
        understood = query_of(text, known=self._known, asked=question, years=years, references=references)
        events, places = events_at(text), tuple(places_among(words))
        subjects = tuple(each for each in self._subjects.mentions(text, day) if not _is_inside(each, events))
        spans = [(f.start, f.end) for f in subjects] + [(f.start, f.end) for f in places]
        spans += [(f.start, f.end) for f in understood.references]
        spans += [(start, end) for start, end, _ in events]
        alone = (w for w in words if not any(start <= w.start < end for start, end in spans))
        free = tuple(w for w in alone if w.plain.isalpha() and not self._spelling.is_of_a_name(w.plain))
        strange = tuple(word.printed for word in free if self._spelling.is_strange(word.plain))
        return Mentions(
            question,
            text,
            normal.changes,
            understood,
            subjects,
            places,
            tuple(members_in(text)),
            strange,
            free,
            self._spelling.rarity,
            (
                *(found for found in understood.paragraphs if not self._is_there(found)),
                *self._no_annex(words, understood),
            ),
            self._last_day,
            day,
        )

    def _is_there(self, found: Reference) -> bool:
        """Whether a resolution has the place that is named of it; taken for granted of one without a text."""
        rows = self._catalogue.paragraphs_of(found.pinpoint.resolution)
        if found.section:
            return not rows or bool(in_section(rows, found.section))
        return not rows or bool(self._catalogue.resolve(found.pinpoint))

    def _no_annex(self, words: Sequence[Word], understood: Query) -> tuple[Reference, ...]:
        """The annex of the one resolution that is named, where its text has none and speaks of none."""
        named = next((word for before, word in pairwise(words) if word.plain == "annex" and before.plain in _ONE), None)
        if named is None or len(understood.numbers) != 1 or understood.paragraphs:
            return ()
        rows = self._catalogue.paragraphs_of(understood.numbers[0])
        if not rows or any(row.kind is Kind.ANNEX or "annex" in row.words.lower() for row in rows):
            return ()
        return (Reference(named.start, named.end, Pinpoint(understood.numbers[0], Kind.ANNEX)),)

    @cached_property
    def _last_day(self) -> dt.date | None:
        return self._catalogue.last_day()

    def in_small_letters(self, text: str) -> str:
        """A text that is all in capitals, with its names as they are written and all else small; any other as it is."""
        small = in_small_letters(text, self._spelling, self._acronyms)
        return self._with_capitals(small) if small != text else text

    def _with_capitals(self, text: str) -> str:
        """Names that are typed small as they are written: who reads the question after this goes by their capitals."""
        words = words_in(text)
        spans = [(f.start, f.end, f.meaning) for f in self._subjects.named_among(words)]
        spans += [(f.start, f.end, "") for f in places_among(words)]
        for start, end, name in sorted(spans, reverse=True):
            typed = text[start:end]
            if typed.islower():
                written = name if name.lower() == typed else " ".join(map(with_capital, typed.split(" ")))
                text = f"{text[:start]}{written}{text[end:]}"
        return text


_ONE = frozenset("an the its any in of".split())
_PAST = frozenset("did was were had first original originally initial initially decided".split())
_REMEMBERED = 256  # questions


def _is_inside(mention: Mention, events: Sequence[tuple[int, int, Event]]) -> bool:
    """Whether a name is only a part of that of an event whose resolutions are known, and so of something else."""
    spans = [(start, end) for start, end, event in events if event.resolutions]
    own = (mention.start, mention.end)
    return any(start <= own[0] and own[1] <= end and own != (start, end) for start, end in spans)
