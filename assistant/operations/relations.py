"""What can be selected from: rows of resolutions, paragraphs, votes, citations, drafts, bodies and decisions, with their columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from assistant.operations.conditions import Conditions, Kept
from assistant.operations.corpus import Corpus
from assistant.operations.result import Lack
from assistant.plan import Position, SubjectKind, Voting, Where
from assistant.reading.bodies import Body
from assistant.records.draft_matters import is_on_a_region, stood_so, unknown_to
from assistant.records.members import name_of
from assistant.records.record import failed_in_words
from assistant.retrieval.names.places import places_asked
from assistant.wording import day_in_words
from ingest.council import seat_of
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, TextStatus, Vote
from vectorstore.tables.schema import Place

Source = Literal["resolutions", "paragraphs", "votes", "citations", "drafts", "bodies", "decisions"]
Column = Literal[
    "", "for", "against", "abstaining", "margin", "paragraphs", "preambular", "words", "cited", "cites", "days"
]
Group = Literal["", "year", "decade", "month", "agenda", "topic", "member", "verb", "kind", "place", "resolution"]


class Row(NamedTuple):
    """One row: its ``name`` for a reader, that of a ``paragraph`` made where it is told, the day it is of, the resolution and the place that show it, and its groups beside time; of a
    body that ``lasts`` its end, none where none is named. A tuple, for one count makes tens of thousands of them."""

    name: str
    date: dt.date | None
    number: int = 0
    place: str = ""
    groups: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    record: Resolution | None = None
    vote: Vote | None = None
    lasts: bool = False
    until: dt.date | None = None
    paragraph: Place | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.paragraph.citation if self.paragraph is not None else self.name

    def of(self, group: Group) -> tuple[str, ...]:
        """What it has in common with others, beside time; that of a paragraph is told by the paragraph."""
        row = self.paragraph
        if row is None:
            return self.groups.get(group, ())
        told = {"verb": row.verb.lower(), "kind": row.kind, "resolution": str(row.resolution)}.get(group)
        return (told,) if told else ()


@dataclass(frozen=True, slots=True)
class Relation:
    """The rows that meet the conditions, oldest first; ``kept`` tells what was looked at for them, ``unsure`` are rows that may
    meet them."""

    rows: tuple[Row, ...]
    kept: Kept
    unit: str
    unsure: tuple[Row, ...] = ()


def relation(source: Source, where: Where, corpus: Corpus) -> Relation:
    """The rows of a source that meet ``where``."""
    conditions = Conditions(corpus)
    made: dict[Source, Callable[[Where, Corpus, Conditions], Relation]] = {
        "resolutions": _resolutions,
        "paragraphs": _paragraphs,
        "votes": _votes,
        "citations": _citations,
        "drafts": _drafts,
        "bodies": _bodies,
        "decisions": _decisions,
    }
    return made[source](where, corpus, conditions)


def _resolutions(where: Where, corpus: Corpus, conditions: Conditions) -> Relation:
    kept = conditions.resolutions(where)
    return Relation(
        tuple(_of_record(record, kept.shown.get(record.number, "")) for record in kept.records), kept, "resolutions"
    )


def _of_record(record: Resolution, place: str = "") -> Row:
    groups = {"agenda": (record.agenda,) if record.agenda else (), "topic": record.topics}
    return Row(record.symbol, record.date, record.number, place or str(record.number), groups, record)


def _paragraphs(where: Where, corpus: Corpus, conditions: Conditions) -> Relation:
    kept, rows = conditions.paragraphs(where)
    return Relation(tuple(_of_paragraph(row, kept) for row in rows), kept, "paragraphs")


def _of_paragraph(row: Place, kept: Kept) -> Row:
    return Row("", kept.days.get(row.resolution), row.resolution, row.key, paragraph=row)


def _votes(where: Where, corpus: Corpus, conditions: Conditions) -> Relation:
    """One row for each member and resolution; with a position in the conditions only the members that took it, with some of whom
    one is to have taken it only these."""
    kept = conditions.resolutions(where)
    voting = where.voting or Voting()
    stood = {(code, position) for code, position in (*voting.members, *voting.any_of)}
    rows = tuple(row for record in kept.records for row in _ballots(record, stood))
    return Relation(rows, kept, "votes of members")


def _ballots(record: Resolution, stood: Set[tuple[str, Position]]) -> Iterator[Row]:
    vote = record.vote
    if vote is None:
        return
    symbol, place = f", {record.symbol}", str(record.number)
    for position, codes in (
        (Position.FOR, vote.in_favour),
        (Position.AGAINST, vote.against),
        (Position.ABSTAINING, vote.abstaining),
        (Position.ABSENT, vote.absent),
    ):
        anybody = not stood or ("", position) in stood
        for code in codes:
            if not anybody and not stood & {(code, position), (seat_of(code), position)}:
                continue
            name, seat = _member(code)
            yield Row(name + symbol, record.date, record.number, place, seat, record)


@cache
def _member(code: str) -> tuple[str, Mapping[str, tuple[str, ...]]]:
    """The name of a member, and the seat by which its votes are put together."""
    return name_of(code), {"member": (name_of(seat_of(code)),)}


def _citations(where: Where, corpus: Corpus, conditions: Conditions) -> Relation:
    """One row for each citing resolution and each resolution that it cites."""
    kept = conditions.resolutions(where)
    symbols = {record.number: record.symbol for record in corpus.records}
    rows = [
        Row(
            f"{record.symbol} cites {symbols[cited]}",
            record.date,
            record.number,
            str(cited),
            {"resolution": (str(cited),)},
            record,
        )
        for record in kept.records
        for cited in record.related
        if cited in symbols
    ]
    return Relation(tuple(rows), kept, "citations")


def _drafts(where: Where, corpus: Corpus, conditions: Conditions) -> Relation:
    """The drafts, each with its vote in its name. Under an item on a whole region the records do not tell the place."""
    drafts = conditions.drafts(where)
    every = conditions.drafts(where.model_copy(update={"matter": ""}))
    wider = sum(draft not in drafts and is_on_a_region(draft) for draft in every) if places_asked(where.matter) else 0
    lacking = (Lack(what="the place, their item being on a whole region", count=wider),) if wider else ()
    kept = Kept((), len(every), {}, lacking, unread=unknown_to(conditions.drafts(Where()), where.matter))
    known = [(stood_so(draft, where.voting or Voting()), _of_draft(draft)) for draft in drafts]
    sure, unsure = (tuple(row for stood, row in known if stood is told) for told in (True, None))
    return Relation(sure, kept, "failed drafts", unsure)


def _of_draft(draft: RejectedDraft) -> Row:
    matter = (draft.subject or draft.agenda).strip(" .")
    groups = {
        "member": tuple(dict.fromkeys(name_of(seat_of(code)) for code in draft.vetoed_by)),
        "agenda": (draft.agenda,) if draft.agenda else (),
        "topic": (matter,) if matter else (),
    }
    name = failed_in_words(draft) + (f" ({matter})" if matter else "")
    return Row(name, draft.date, groups=groups, vote=draft.vote)


def _bodies(where: Where, corpus: Corpus, conditions: Conditions) -> Relation:
    """The bodies; those apart of which nobody knows whether they still are in force, their last day lying after the corpus."""
    found = conditions.bodies(where)
    every = conditions.bodies(Where(bodies=where.bodies))
    cited = {row.key: row.citation for row in corpus.catalogue.paragraphs(each.shown.key for each in found).values()}
    symbols = {record.number: record.symbol for record in corpus.records}
    cited |= {str(number): symbol for number, symbol in symbols.items()}  # of what set some up no paragraph is known
    rows = [(each.unsure, _of_body(each, cited, symbols, where)) for each in found if each.shown.key in cited]
    unit = _BODIES.get(where.bodies[0], "bodies") if len(where.bodies) == 1 else "bodies and measures"
    kept = Kept((), len(every), {})
    return Relation(tuple(r for u, r in rows if not u), kept, unit, tuple(r for u, r in rows if u))


_BODIES = {
    SubjectKind.MISSION: "missions", SubjectKind.PANEL: "panels", SubjectKind.COMMITTEE: "committees",
    SubjectKind.MEASURES: "sanctions regimes", SubjectKind.AUTHORIZATION: "authorizations",
}  # fmt: skip


def _of_body(found: Body, cited: Mapping[str, str], symbols: Mapping[int, str], where: Where) -> Row:
    entry, shown = found.entry, found.shown
    name = f"{entry.title} ({entry.acronym})" if entry.acronym not in ("", entry.title) else entry.title
    committee = entry.subject.kind is SubjectKind.COMMITTEE  # of it no text says how long it stays
    lasts = (where.in_force is not None or where.ends is not None) and not committee
    # of measures on a place what set up the first may have been ended long ago
    if lasts and found.set_up not in (0, shown.resolution) and entry.subject.kind is not SubjectKind.MEASURES:
        name = f"{name}, set up by {symbols[found.set_up]}"
    groups = {"place": (entry.place,), "kind": (str(entry.subject.kind),)}
    end = None if shown.open_ended else shown.until
    return Row(f"{name}: {cited[shown.key]}", shown.date, shown.resolution, shown.key, groups, until=end, lasts=lasts)


def _decisions(where: Where, corpus: Corpus, conditions: Conditions) -> Relation:
    kept = conditions.resolutions(where)
    numbers = {record.number for record in kept.records}
    entry = corpus.generation.subjects.entry(where.body) if where.body else None
    of_body = {d.key for d in entry.decisions} if entry else None
    rows = [
        Row(
            f"{d.acronym or d.body}: {d.action.value}",
            d.date,
            d.resolution,
            d.key,
            {"kind": (d.action.value,), "place": (d.place,)},
        )
        for d in corpus.decisions
        if d.resolution in numbers and (of_body is None or d.key in of_body) and _ends_within(d.until, where)
    ]
    return Relation(tuple(rows), kept, "decisions")


def _ends_within(until: dt.date | None, where: Where) -> bool:
    return where.ends is None or (until is not None and where.ends[0] <= until <= where.ends[1])


def value_of(column: Column, row: Row, corpus: Corpus, gaps: Mapping[int, int]) -> float | None:
    """The value of a column of a row; ``None`` where it is not known."""
    record = row.record or corpus.catalogue.record(row.number)
    vote = row.vote or (record.vote if record is not None else None)
    if column in VOTES:
        return _of_vote(column, vote) if vote is not None else None
    if record is None:
        return None
    if column in ("paragraphs", "preambular", "words"):
        size = corpus.catalogue.sizes().get(record.number) if record.status is not TextStatus.ABSENT else None
        return (
            None
            if size is None
            else {"paragraphs": size.operative, "preambular": size.preambular, "words": size.words}[column]
        )
    if column == "cited":
        return corpus.catalogue.times_cited().get(record.number, 0)
    if column == "cites":
        return len(record.related)
    return gaps.get(record.number) if column == "days" else None


def values_of(column: Column, rows: Sequence[Row], corpus: Corpus, gaps: Mapping[int, int]) -> list[float | None]:
    """That of each row, in their order; worked out once for all the rows of a resolution."""
    known: dict[int, float | None] = {}
    for row in rows:
        if row.vote is None and row.number not in known:
            known[row.number] = value_of(column, row, corpus, gaps)
    return [known[row.number] if row.vote is None else value_of(column, row, corpus, gaps) for row in rows]


VOTES: tuple[Column, ...] = ("for", "against", "abstaining", "margin")
"""The columns that are told of votes."""


def _of_vote(column: Column, vote: Vote) -> int | None:
    if vote.without_vote and column in ("for", "margin"):
        return None
    told = {"for": vote.yes, "against": vote.no, "abstaining": vote.abstain, "margin": vote.yes - vote.no}
    return told[column]


def since_before(row: Row, corpus: Corpus) -> str:
    """The name of a row with the resolution before it, for the time that passed between the two."""
    dated = sorted((r.date, r.number) for r in corpus.records if r.date is not None)
    before = next(
        (number for day, number in reversed(dated) if row.date and (day, number) < (row.date, row.number)), None
    )
    record = corpus.catalogue.record(before) if before is not None else None
    return f"from {record.symbol}, {day_in_words(record.date)}, to {row.title}" if record else row.title


def days_between(records: Iterable[Resolution]) -> dict[int, int]:
    """Number → days since the resolution before it was adopted; the first has none."""
    dated = sorted((record.date, record.number) for record in records if record.date is not None)
    return {number: (day - before).days for (before, _), (day, number) in pairwise(dated)}
