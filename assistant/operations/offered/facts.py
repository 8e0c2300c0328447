"""What is known beside the words as data: selections, votes, records, members of the Council, claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import Field

from assistant.answer import ClaimVerdict
from assistant.assumed.found import Ground
from assistant.operations.check import CheckResult
from assistant.operations.conditions import Conditions
from assistant.operations.corpus import Corpus
from assistant.operations.council import CouncilResult, Seat
from assistant.operations.offered.data import Data, Quoted, Told, cited, quoted
from assistant.operations.record import Record, RecordField
from assistant.operations.result import Line, Result, Witness
from assistant.operations.select import SelectResult
from assistant.operations.votes import VotesResult
from assistant.plan import Value, Voting
from assistant.records.members import name_of
from ingest.annotations import Deadline, DeadlineKind, ReportRequest
from ingest.pinpoint import Kind, resolution_of
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote


class Selected(Line):
    """A row or a group; ``citation`` is that of its witness, ``resolutions`` counts the numbers of which the first stand in ``numbers``."""

    citation: str
    resolutions: int


class SelectData(Data):
    """What was selected. ``met`` counts the rows of ``unit`` that met the conditions, ``unlimited`` the rows or groups without the limit;
    ``other_end`` are those that come last in a ranking, ``closest`` those with the least margin where the fewest votes in favour are asked for,
    ``missing`` numbers that the corpus lacks, ``unread`` words of which no condition was made, ``unsure`` what may meet the conditions."""

    rows: tuple[Selected, ...]
    met: int
    unit: str
    unlimited: int
    other_end: tuple[Selected, ...]
    closest: tuple[Selected, ...]
    unsure: tuple[Selected, ...]
    missing: tuple[int, ...]
    unread: tuple[str, ...]


_NUMBERS = 20  # resolutions of one group that are named


def select(result: SelectResult, corpus: Corpus) -> Told:
    def rows(page: Sequence[Line]) -> tuple[Selected, ...]:
        return tuple(
            Selected(
                **{**line.model_dump(), "numbers": line.numbers[:_NUMBERS]},
                citation=cited(line.witness, corpus) if line.witness else "",
                resolutions=len(line.numbers),
            )
            for line in page
        )

    beside = {
        "met": result.rows,
        "unit": result.unit,
        "unlimited": result.total,
        "other_end": rows(result.other_end),
        "closest": rows(result.closest),
        "unsure": rows(result.unsure),
        "missing": result.missing,
        "unread": result.unread,
    }
    return Told(result.lines, rows, beside)


class Voted(Value):
    """The vote on a resolution, or on a draft that was not adopted; nothing where it is not recorded. Members as ISO 3166 alpha-3 codes."""

    symbol: str
    adopted: bool
    date: dt.date | None
    subject: str
    resolution: int | None = None
    vote: Vote | None
    vetoed_by: tuple[str, ...] = ()


class VotesData(Data):
    """The votes on the resolutions that are meant, in the order of the arguments, then those on drafts that failed."""

    rows: tuple[Voted, ...]


def votes(result: VotesResult, corpus: Corpus) -> Told:
    def rows(page: Sequence[int | RejectedDraft]) -> Iterable[Value]:
        for each in page:
            if isinstance(each, RejectedDraft):
                yield Voted(
                    symbol=each.symbol, adopted=False, date=each.date, subject=each.subject or each.agenda, vote=each.vote,
                    vetoed_by=each.vetoed_by,
                )  # fmt: skip
            elif (record := corpus.catalogue.record(each)) is not None:
                yield Voted(
                    symbol=record.symbol, adopted=True, date=record.date, subject=record.subject, resolution=each, vote=record.vote
                )  # fmt: skip

    where = getattr(result.plan, "where", None)  # the result holds the first drafts alone
    return Told([*result.resolutions, *(Conditions(corpus).drafts(where) if where is not None else ())], rows)


class Recorded(Value):
    """One resolution and the fields of its record that were asked for: ``reports`` and ``deadlines`` with the paragraphs in which they
    stand, ``verbs`` by the key of the paragraph, ``size`` as numbers of preambular and operative paragraphs and of words."""

    resolution: int
    symbol: str
    link: str
    date: dt.date | None
    fields: dict[str, Any] = Field(description="By the name of the field.")
    witnesses: tuple[Quoted, ...] = Field(
        description="The paragraphs in which a field stands that is read from the words."
    )


class RecordData(Data):
    """The record of each resolution."""

    rows: tuple[Recorded, ...]


_USUAL: tuple[RecordField, ...] = ("date", "title", "meeting", "agenda")


def record(result: Result, corpus: Corpus) -> Told:
    plan = result.plan
    assert isinstance(plan, Record)
    named = plan.fields or _USUAL
    shown: dict[int, list[Witness]] = {}
    for each in result.witnesses:
        if "/" in each.key:
            shown.setdefault(resolution_of(each.key), []).append(each)

    def rows(page: Sequence[int]) -> Iterable[Value]:
        for number in page:
            if (found := corpus.catalogue.record(number)) is not None:
                own = shown.get(number, [])
                only = {each.key for each in own} if plan.paragraphs else None
                yield Recorded(
                    resolution=number,
                    symbol=found.symbol,
                    link=found.link,
                    date=found.date,
                    fields={name: _field(name, found, corpus, only) for name in named},
                    witnesses=quoted(own, corpus),
                )

    return Told(result.resolutions, rows)


def _field(name: RecordField, record: Resolution, corpus: Corpus, only: set[str] | None) -> Any:
    """The value of a field in plain values."""
    match name:
        case "title":
            return record.subject
        case "topics":
            return {"topics": list(record.topics), "library_subjects": list(record.subjects)}
        case "related":
            return {"cites": list(record.related), "cited_by": list(record.quoted_in)}
        case "composition":
            return {code: name_of(code) for code in record.composition}
        case "size" | "verbs":
            rows = corpus.catalogue.paragraphs_of(record.number)
            operative = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path]
            if name == "verbs":
                return {row.key: row.verb for row in operative if row.verb and (only is None or row.key in only)}
            preambular = sum(row.kind is Kind.PREAMBULAR and not row.path for row in rows)
            words = sum(len(row.words.split()) for row in rows)
            return {"operative": len(operative), "preambular": preambular, "words": words}
        case "reports" | "deadlines":
            notes = corpus.catalogue.annotations(record.number)
            return [
                {"key": key, "citation": cited(key, corpus), **note.model_dump(mode="json")}
                for key, each in notes.items()
                for note in each
                if _is_of(name, note) and (only is None or key in only)
            ]
        case "chapter_vii":
            return record.chapter_vii.model_dump(mode="json")
        case _:
            value = getattr(record, name)
            return value.model_dump(mode="json") if isinstance(value, Vote) else value


def _is_of(name: str, note: object) -> bool:
    if name == "reports":
        return isinstance(note, ReportRequest)
    return isinstance(note, Deadline) and note.kind is not DeadlineKind.REPORT_DUE


class Member(Seat):
    """A State with its name."""

    name: str


class CouncilData(Data):
    """The members between two days, or the States that are asked for; ``known`` are the first and last year of the table."""

    rows: tuple[Member, ...]
    since: dt.date | None
    until: dt.date | None
    known: tuple[int, int]


def council(result: CouncilResult, _: Corpus) -> Told:
    return Told(
        result.sat,
        lambda page: [Member(name=name_of(seat.member), **seat.model_dump()) for seat in page],
        {"since": result.first, "until": result.last, "known": result.known},
    )


class CheckData(Data):
    """Whether a claim holds of a resolution, and on what that rests; rows are the clause that shows it, or comes nearest. ``names``
    are those of bodies, places or measures on which it rests, ``voting`` what is said of the vote."""

    rows: tuple[Quoted, ...]
    verdict: ClaimVerdict
    ground: Ground
    names: tuple[str, ...]
    voting: Voting | None


def check(result: CheckResult, corpus: Corpus) -> Told:
    beside = {"verdict": result.verdict, "ground": result.ground, "names": result.names, "voting": result.voting}
    return Told(result.witnesses, lambda page: quoted(page, corpus), beside)
