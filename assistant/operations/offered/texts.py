"""Operations on texts as data: look-up, search, definitions, citations, later decisions, comparisons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.compare.changes import Change
from assistant.compare.model import Row
from assistant.operations.cites import CitesResult
from assistant.operations.compare import CompareResult
from assistant.operations.corpus import Corpus
from assistant.operations.define import DefineResult
from assistant.operations.effects import Effects, EffectsResult
from assistant.operations.lookup import LookupResult
from assistant.operations.offered.data import Data, Quoted, Told, cited, quoted, whole
from assistant.operations.places import pinpoint_of, rows_at
from assistant.operations.result import Witness
from assistant.operations.search import SearchResult
from assistant.plan import Value
from ingest.pinpoint import Kind, resolution_of
from vectorstore.lineage.model import Change as LaterChange
from vectorstore.lineage.model import Later


class Passage(Quoted):
    """A passage at a place that was named."""

    place: str
    kind: Kind


class LookupData(Data):
    """The passages at each place, in document order. ``missing`` are places that do not exist, ``spoken_of`` for the first 50 of these the
    passage that speaks of what is said to stand there."""

    rows: tuple[Passage, ...]
    missing: tuple[str, ...]
    spoken_of: dict[str, str]


def lookup(result: LookupResult, corpus: Corpus) -> Told:
    items = [(place, key) for place, keys in result.rows.items() for key in keys]

    def rows(page: Sequence[tuple[str, str]]) -> Iterable[Value]:
        found = corpus.catalogue.paragraphs(key for _, key in page)
        for place, key in page:
            (words,) = whole([found[key]])
            yield Passage(place=place, kind=found[key].kind, **words.model_dump())

    return Told(items, rows, {"missing": result.missing, "spoken_of": result.spoken})


class SearchData(Data):
    """The paragraphs that fit best, best first. ``support`` tells how well they do; ``beyond`` that they stand in texts that go with
    the one that was named, which does not hold the words."""

    rows: tuple[Quoted, ...]
    support: Literal["none", "weak", "strong"]
    beyond: bool


def search(result: SearchResult, corpus: Corpus) -> Told:
    return Told(
        result.witnesses,
        lambda page: quoted(page, corpus),
        {"support": result.support, "beyond": result.beyond},
    )


class DefineData(Data):
    """The paragraphs that define the term, or the first that spells an acronym out; ``name`` is what it stands for, ``other_names`` are
    other ways of writing it."""

    rows: tuple[Quoted, ...]
    name: str
    other_names: tuple[str, ...]


def define(result: DefineResult, corpus: Corpus) -> Told:
    naming = result.naming
    if naming is None:
        return Told(result.rows, whole, {"name": "", "other_names": ()})
    first = Witness(key=naming.first.row.key, start=naming.first.start, end=naming.first.end)
    others = tuple(each.name for each in naming.others)
    shown = [first, *([Witness(key=naming.set_up.key)] if naming.set_up is not None else [])]
    return Told(shown, lambda page: quoted(page, corpus), {"name": naming.first.name, "other_names": others})


class Citing(Value):
    """One resolution that cites or is cited: the paragraph that ``cites`` and what it names (keys, with their citations); only the
    resolution where its record alone tells."""

    resolution: int
    symbol: str
    key: str = ""
    citation: str = ""
    cites: str = ""
    cites_citation: str = ""


class CitesData(Data):
    """Citations, by paragraph; ``resolutions`` counts how many resolutions cite, or are cited."""

    rows: tuple[Citing, ...]
    resolutions: int


def cites(result: CitesResult, corpus: Corpus) -> Told:
    citing = getattr(result.plan, "direction", "citing") == "citing"
    told = {resolution_of(edge[0] if citing else edge[1]) for edge in result.edges}
    alone = [number for number in result.resolutions if number not in told]
    edges = [each for each in result.edges if citing or resolution_of(each[1]) in result.resolutions]

    def rows(page: Sequence[tuple[str, str] | int]) -> Iterable[Value]:
        for each in page:
            if isinstance(each, int):
                yield Citing(resolution=each, symbol=cited(str(each), corpus))
                continue
            number = resolution_of(each[0] if citing else each[1])
            yield Citing(
                resolution=number,
                symbol=cited(str(number), corpus),
                key=each[0],
                citation=cited(each[0], corpus),
                cites=each[1],
                cites_citation=cited(each[1], corpus),
            )

    return Told([*edges, *alone], rows, {"resolutions": len(result.resolutions)})


class LaterDecision(Quoted):
    """A later decision on the paragraph ``on``: what it does, the day to which it extends it, and the point that it is about alone."""

    on: str
    change: LaterChange
    until: dt.date | None = None
    point: str = ""


class EffectsData(Data):
    """The later decisions on ``meant``, by paragraph, each oldest first. ``ends`` are the days to which the text itself lets something
    run, by key."""

    rows: tuple[LaterDecision, ...]
    meant: str
    ends: dict[str, dt.date]


def effects(result: EffectsResult, corpus: Corpus) -> Told:
    assert isinstance(result.plan, Effects)
    on = [row for row in rows_at(result.meant, corpus) if row.kind is Kind.OPERATIVE]
    if pinpoint_of(result.meant).kind is None:
        on = [row for row in on if not row.path]
    lineage = corpus.generation.lineage
    items = [(row.key, later) for row in on for later in lineage.later(row, result.until)] if result.found else []

    def rows(page: Sequence[tuple[str, Later]]) -> Iterable[Value]:
        for key, later in page:
            (words,) = whole([later.row])
            yield LaterDecision(on=key, change=later.change, until=later.until, point=later.point, **words.model_dump())

    return Told(items, rows, {"meant": result.meant, "ends": dict(result.ends)})


class ComparedRow(Value):
    """One passage in each of the resolutions (by number; nothing where the whole text is silent), and its change from the first to the
    last of them."""

    aspect: str
    change: Change
    detail: str
    moved: bool
    cells: dict[str, Quoted | None]


class CompareData(Data):
    """The aligned rows that answer; ``resolutions`` in the order in which they stand beside each other, ``aligned`` how many rows the
    whole comparison has."""

    rows: tuple[ComparedRow, ...]
    resolutions: tuple[int, ...]
    aligned: int


def compare(result: CompareResult, _: Corpus) -> Told:
    def rows(page: Sequence[Row]) -> Iterable[Value]:
        for row in page:
            cells = {
                str(number): cell
                and Quoted(
                    key=cell.key, citation=cell.paragraph.citation, words=cell.text, start=cell.start, end=cell.end
                )
                for number, cell in row.cells.items()
            }
            yield ComparedRow(aspect=row.aspect, change=row.change, detail=row.detail, moved=row.moved, cells=cells)

    aligned = len(result.comparison.rows)
    return Told(result.rows, rows, {"resolutions": result.comparison.numbers, "aligned": aligned})
