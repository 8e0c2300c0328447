"""Which resolutions, paragraphs, drafts and bodies meet a :class:`~assistant.plan.Where`, and of how many nothing can be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.operations.chain import measures_go_on
from assistant.operations.corpus import Corpus
from assistant.operations.places import pinpoint_of
from assistant.operations.result import Lack, Worded
from assistant.plan import Position, SubjectKind, Voting, Where
from assistant.reading.bodies import ACTIONS, Body, bodies, done_to, with_a_part
from assistant.reading.entries import Entry
from assistant.records.draft_matters import on_matter, stood_so
from assistant.records.matters.choosing import all_said_in, chosen_by
from assistant.records.matters.phrases import ways_of_writing
from assistant.records.matters.saying import from_there_alone
from assistant.records.texts_on import texts_on
from assistant.retrieval.names.places import places_of, places_of_title, places_within
from assistant.timeline.build import timeline
from assistant.timeline.regimes.matters import is_measure
from ingest.annotations import Extent
from ingest.council import SEATS
from ingest.mandates.chain import in_force
from ingest.pinpoint import Kind, resolution_of
from ingest.rejected import RejectedDraft
from ingest.resolution import Reads, Resolution, TextStatus, Vote
from vectorstore.filters import Filters
from vectorstore.tables.schema import Place


@dataclass(frozen=True, slots=True)
class Kept:
    """The records that meet the conditions, oldest first. ``shown`` holds for some the paragraph that shows it; ``lacking``
    are records of the ``looked_at`` ones that lack what a condition needs; ``unread`` words of the matter by which nothing was chosen; ``differing`` are those whose stored
    texts differ in what is asked, ``in_doubt`` those of them in which the better reading is not known; ``worded`` tells by which words they
    were found."""

    records: tuple[Resolution, ...]
    looked_at: int
    shown: Mapping[int, str]
    lacking: tuple[Lack, ...] = ()
    days: Mapping[int, dt.date] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    differing: tuple[int, ...] = ()
    in_doubt: tuple[int, ...] = ()
    worded: Worded = field(default_factory=Worded)


class Conditions:
    """Applies conditions to one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._catalogue = corpus.catalogue

    def resolutions(self, where: Where) -> Kept:
        """The resolutions that meet all the conditions."""
        span = [record for record in self._corpus.records if _within(record, where)]
        if where.numbers:
            span = [record for record in span if record.number in where.numbers]
        looked_at, lacking, shown, unread = len(span), list[Lack](), dict[int, str](), tuple[str, ...]()
        found, worded = span, self._worded(where)
        if where.voting is not None:
            found = [] if where.voting.vetoed else found  # what was vetoed was not adopted
            unknown = [
                record
                for record in found
                if record.vote is None or (_asks_for_names(where.voting) and not _named(record.vote))
            ]
            found = [record for record in found if record.vote is not None and votes_so(record.vote, where.voting)]
            lacking += _lack("the vote", unknown)
        if where.chapter_vii is not None:
            lacking += _lack("the text", [r for r in found if r.status is TextStatus.ABSENT])
            found = [
                r for r in found
                if r.status is not TextStatus.ABSENT and (r.chapter_vii.extent is not Extent.NONE) is where.chapter_vii
            ]  # fmt: skip
        if where.topic:
            filed = set(self._catalogue.numbers(Filters(topic=where.topic)))
            found = [r for r in found if r.number in filed or where.topic.casefold() in r.agenda.casefold()]
        if where.places:
            places = places_within(where.places)
            found = [r for r in found if places_of(r) & places]
        if where.cites:
            citing: dict[int, str] = {}
            for key, cited in self._catalogue.citing(pinpoint_of(where.cites).resolution):
                if _is_in(cited, where.cites):
                    citing.setdefault(resolution_of(key), key)
            found = [r for r in found if r.number in citing]
            shown |= {r.number: citing[r.number] for r in found}
        if where.phrase or where.verb or where.kind:
            rows = self._rows(where, [r.number for r in found])
            shown |= {row.resolution: row.key for row in reversed(rows)}
            lacking += _lack("the text", [r for r in found if r.status is TextStatus.ABSENT])
            found = [r for r in found if r.number in shown]
        if where.body is not None or where.bodies or where.in_force or where.ends or (where.deeds and not where.matter):
            decided = self._decided(where)
            shown |= {number: key for number, key in decided.items() if number not in shown}
            found = [r for r in found if r.number in decided]
        if where.matter:
            matter, unread, words = self._on_the_matter(where, found)
            worded = worded if worded.ways else words
            shown |= {number: key for number, key in matter.items() if key and number not in shown}
            lacking += _lack("the text", [r for r in span if r.status is TextStatus.ABSENT])
            found = [r for r in found if r.number in matter]
        days = {record.number: record.date for record in span if record.date}
        kept = Kept(tuple(found), looked_at, shown, tuple(dict.fromkeys(lacking)), days, unread, worded=worded)
        return replace(kept, differing=_differing(where, kept), in_doubt=_differing(where, kept, in_doubt=True))

    def paragraphs(self, where: Where) -> tuple[Kept, list[Place]]:
        """The paragraphs that meet the conditions on words, verb and kind, in the resolutions that meet the others. What they are on, where
        none of these is given, is looked for in the paragraphs themselves, unless it is a place."""
        of_texts = where.model_copy(update={"phrase": "", "verb": "", "kind": None})
        kept, worded = self.resolutions(of_texts.model_copy(update={"matter": ""})), self._worded(where)
        by_words = bool(where.matter) and not (where.phrase or where.verb or where.kind)
        said, words = all_said_in(where.matter, kept.records, self._catalogue) if by_words else ([], ())
        kept = kept if words else self.resolutions(of_texts)
        rows = self._rows(where, [record.number for record in kept.records])
        if words:
            keys, worded = {row.key for row in said}, Worded(together=words)
            rows = [row for row in rows if row.key in keys]
        absent = [record for record in kept.records if record.status is TextStatus.ABSENT]
        return replace(kept, lacking=(*kept.lacking, *_lack("the text", absent)), worded=worded), rows

    def _worded(self, where: Where) -> Worded:
        return Worded(ways=ways_of_writing(where.phrase, self._catalogue) if where.phrase else ())

    def drafts(self, where: Where) -> list[RejectedDraft]:
        """Drafts that were voted on and not adopted, oldest first."""
        drafts = self._catalogue.rejected_drafts(
            since=where.since, until=min(filter(None, (where.until, self._corpus.as_of)), default=None)
        )
        voting = where.voting or Voting()
        kept = [d for d in drafts if voting.vetoed is None or bool(d.vetoed_by) is voting.vetoed]
        kept = [draft for draft in kept if stood_so(draft, voting) is not False]
        if voting.no is not None:
            kept = [d for d in kept if d.vote is not None and voting.no[0] <= (d.vote.no or 0) <= voting.no[1]]
        if where.places:
            places = places_within(where.places)
            kept = [d for d in kept if places_of_title(f"{d.agenda} {d.subject}") & places]
        return on_matter(kept, where.matter) if where.matter else kept

    def bodies(self, where: Where) -> list[Body]:
        """The bodies that meet the conditions, oldest first, each with the decision that shows it."""
        entries: Iterable[Entry] = self._corpus.generation.subjects.entries
        if where.body is not None:
            named = self._corpus.generation.subjects.entry(where.body, self._corpus.day)
            entries = [named] if named is not None else []
        corpus = self._corpus
        last_day = corpus.last_day or corpus.day
        if where.part:
            return list(with_a_part(entries, where, last_day, self._catalogue))
        found = bodies(entries, where, corpus.day, last_day, self._imposed)
        if (on := where.in_force) is not None:
            found = (each for each in found if not each.apart or measures_go_on(each.entry, on, corpus))
        within = {record.number for record in corpus.records} if corpus.filters is not None else None
        return [each for each in found if within is None or each.shown.resolution in within]

    def _imposed(self, number: int) -> dt.date | None:
        """The day on which a resolution was adopted that acts under Chapter VII; ``None`` for any other."""
        record = self._catalogue.record(number)
        return record.date if record is not None and record.chapter_vii.extent is not Extent.NONE else None

    def _rows(self, where: Where, numbers: Sequence[int]) -> list[Place]:
        verbs = Filters(verb=where.verb).verbs if where.verb else ()
        kinds = (where.kind,) if where.kind else ()
        rows = self._catalogue.places(kinds=kinds, verbs=verbs, phrases=self._worded(where).ways, numbers=numbers)
        return rows if where.kind else [row for row in rows if row.kind != Kind.HEADING]

    def _decided(self, where: Where) -> dict[int, str]:
        """Number → key of the first fitting decision on the body, of the deed, in force on the day, or that ends in the time."""
        decisions = self._corpus.decisions
        if where.in_force is not None:
            decisions = in_force(decisions, where.in_force)
        subjects = self._corpus.generation.subjects
        entry = subjects.entry(where.body) if where.body is not None else None
        if where.body is not None or where.bodies:
            entries = (entry,) if where.body is not None else subjects.entries
            own = {(d.key, d.start) for d in done_to(filter(None, entries), where)}
            decisions = [d for d in decisions if (d.key, d.start) in own]
        elif where.deeds:
            decisions = [d for d in decisions if d.action in {ACTIONS[deed] for deed in where.deeds}]
        if where.ends is not None:
            decisions = [d for d in decisions if d.until and where.ends[0] <= d.until <= where.ends[1]]
        found: dict[int, str] = {}
        for decision in decisions:
            found.setdefault(decision.resolution, decision.key)
        if entry is not None and not (where.deeds or where.in_force or where.ends):  # all texts on it
            corpus = self._corpus
            for key in self._followed(entry):
                found.setdefault(resolution_of(key), key)
            texts = texts_on(entry.decisions, entry.place, corpus.generation.lineage, corpus.day)
            found |= {number: str(number) for number in texts if number not in found}
        return found

    def _followed(self, entry: Entry) -> list[str]:
        """The paragraphs on all measures at a place, as a timeline of the regime follows them; none for any other subject."""
        if entry.subject.kind is not SubjectKind.MEASURES or entry.lane:
            return []
        made = timeline(entry.engine, self._catalogue, self._corpus.day)
        return [each.key for each in made.entries if is_measure(each.lane)]

    def _on_the_matter(
        self, where: Where, span: Sequence[Resolution]
    ) -> tuple[dict[int, str], tuple[str, ...], Worded]:
        """Number → key of the paragraph that shows it, or nothing, for the resolutions on a matter; the words of the matter that choose
        nothing; and by which they were found, where no description has them."""
        if (chosen := chosen_by(where.matter, span, self._catalogue)).shown:
            keys = {number: row.key if row else "" for number, row in chosen.shown.items()}
            return keys, chosen.unread, Worded(together=chosen.together)
        if len(where.matter) < _A_WORD:  # letters, which stand in every text
            return {}, (where.matter,), Worded()
        as_phrase = Where(phrase=where.matter)
        rows = self._rows(as_phrase, [record.number for record in span])
        persons = from_there_alone(where.matter, [row.key for row in rows], self._catalogue)
        found = {row.resolution: row.key for row in reversed(rows) if row.key not in persons}
        return found, (), self._worded(as_phrase)


_A_WORD = 3  # letters


def votes_so(vote: Vote, voting: Voting) -> bool:
    """Whether a vote meets the conditions. A State stands for its seat: "Russia" for the Soviet Union before it."""
    if voting.without_vote is not None and (vote.without_vote and not vote.in_parts) is not voting.without_vote:
        return False
    if voting.unanimous is not None:
        apart = bool(vote.no or vote.abstain or vote.not_participating or vote.absent)
        if vote.without_vote or apart is voting.unanimous:  # without a vote nobody is counted on either side
            return False
    absent = max(vote.not_participating, len(vote.absent))
    counted = ((voting.yes, vote.yes), (voting.no, vote.no), (voting.abstain, vote.abstain), (voting.absent, absent))
    for bounds, count in counted:
        if bounds is not None and (vote.without_vote or not bounds[0] <= count <= bounds[1]):
            return False
    stood = {
        Position.FOR: vote.in_favour,
        Position.AGAINST: vote.against,
        Position.ABSTAINING: vote.abstaining,
        Position.ABSENT: vote.absent,
    }

    def so(code: str, position: Position) -> bool:
        return any(each in stood[position] for each in SEATS.get(code, (code,)))

    return all(so(code, position) for code, position in voting.members if code) and (
        not voting.any_of or any(so(code, position) for code, position in voting.any_of)
    )


def _asks_for_names(voting: Voting) -> bool:
    return bool(voting.any_of) or any(code for code, _ in voting.members)


def _named(vote: Vote) -> bool:
    return bool(vote.in_favour or vote.against or vote.abstaining) or vote.without_vote


def _differing(where: Where, kept: Kept, *, in_doubt: bool = False) -> tuple[int, ...]:
    """Those whose stored texts differ in the words that meet a condition on Chapter VII, on a reference or on an end."""
    of = {
        Reads.CHAPTER: where.chapter_vii is not None,
        Reads.RESOLUTION: bool(where.cites),
        Reads.DAY: bool(where.ends or where.in_force),
    }
    return tuple(
        record.number
        for record in kept.records
        for each in record.differences
        if of.get(each.reads)
        and each.key in (*record.chapter_vii.keys, kept.shown.get(record.number))
        and (not each.better or not in_doubt)
    )


def _within(record: Resolution, where: Where) -> bool:
    if record.date is None:
        return (not where.since or record.year >= where.since.year) and (
            not where.until or record.year <= where.until.year
        )
    return (not where.since or record.date >= where.since) and (not where.until or record.date <= where.until)


def _lack(what: str, records: Sequence[Resolution]) -> list[Lack]:
    return [Lack(what=what, count=len(records), numbers=tuple(r.number for r in records[:5]))] if records else []


def _is_in(key: str, place: str) -> bool:
    return key == place or key.startswith((f"{place}(", f"{place}/"))
