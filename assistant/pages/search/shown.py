"""The page of a search: results, facets, and the addresses that lead on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from markupsafe import Markup

from assistant.operations.corpus import Corpus
from assistant.pages.search.facets import Facet, facets, name_of
from assistant.pages.search.found import Found, found
from assistant.pages.search.snippets import snippet
from assistant.pages.search.state import ORDERS, State
from assistant.records.stands import in_words, label
from assistant.records.votes import vote_in_words
from assistant.terms import content_stems
from assistant.wording import day_in_words
from ingest.annotations import Extent
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph, Resolution, TextStatus
from vectorstore.lineage.standing import Standing, standing
from vectorstore.lineage.standing import State as Stands

SIZE = 20  # results of a page
_ABOVE = 110  # characters of the paragraph above a point
_NAMES = {
    "year": "Year", "topic": "Topic", "agenda": "Agenda item", "body": "Decides on", "kind": "", "verb": "Leads with",
    "chapter": "", "vote": "Adopted", "in_force": "In force on paper on",
}  # fmt: skip
_QUOTES = dict.fromkeys(map(ord, '"“”'), " ")
_UNMARKED = (Stands.HOLDS, Stands.NOT_KNOWN, Stands.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a paragraph; ``style`` is the class that says so, ``by`` leads to the later paragraph."""

    name: str
    style: str
    said: str
    by: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found; ``above`` is how the paragraph begins of which it is a point."""

    address: str
    citation: str
    place: str
    kind: str
    above: str
    text: Markup
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one resolution that stand beside each other; none where resolutions are listed."""

    number: int
    address: str
    symbol: str
    day: str
    subject: str
    vote: str
    notes: tuple[str, ...]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A limit that is set, and the address without it."""

    said: str
    without: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of results. ``total`` counts paragraphs or, where none were searched for, resolutions; ``texts`` counts the resolutions."""

    state: State
    total: int
    texts: int
    of_paragraphs: bool
    first: int
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    orders: tuple[tuple[str, str, bool], ...]
    pages: tuple[tuple[str, str], ...]
    earlier: str
    later: str
    best: int
    asked: str
    unknown: tuple[str, ...]
    weak: bool
    unquoted: str
    last_day: str
    today: str
    day: str


def shown(corpus: Corpus, state: State) -> Shown:
    """What the page of a state shows."""
    what = found(corpus, state)
    ordered = in_order(corpus, what, state)
    total = len(ordered)
    last = max(1, -(-total // SIZE))
    page = min(state.page, last)
    start = (page - 1) * SIZE
    groups = _groups(corpus, what, ordered[start : start + SIZE], state)
    last_day = corpus.last_day
    turned = {n: state.but(page=n).address() for n in _pages(page, last)}
    return Shown(
        state=state,
        total=total,
        texts=len(what.numbers) if what.rows is None else _texts(corpus, what),
        of_paragraphs=what.rows is not None,
        first=start + 1,
        groups=groups,
        facets=facets(corpus, state, what, corpus.day),
        chips=tuple(
            Chip(
                f"{_NAMES[name]} {name_of(corpus, name, value)}".strip(),
                (state.but(in_force="") if name == "in_force" else state.toggled(name, value)).address(),
            )
            for name, value in state.given()
        ),
        orders=tuple(
            (read, state.but(sort=name).address(), name == state.order)
            for name, read in ORDERS.items()
            if state.q or name != "relevance"
        ),
        pages=tuple((str(n), "" if n == page else address) for n, address in turned.items()) if last > 1 else (),
        earlier=state.but(page=page - 1).address() if page > 1 else "",
        later=state.but(page=page + 1).address() if page < last else "",
        best=what.best,
        asked=what.asked if what.asked.casefold() != state.q.replace('"', "").casefold() else "",
        unknown=what.unknown,
        weak=what.weak,
        unquoted=state.but(q=" ".join(state.q.translate(_QUOTES).split())).address() if what.phrases else "",
        last_day=day_in_words(last_day) if last_day else "",
        today=corpus.day.isoformat(),
        day=day_in_words(corpus.day),
    )


def in_order(corpus: Corpus, what: Found, state: State) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """All rows, or all numbers, as the state sorts them."""
    if what.rows is not None and state.order == "relevance":
        return what.rows
    facts = corpus.catalogue.facts()
    numbers = np.array([each.number for each in facts], np.int64)
    days = np.array([each.date.toordinal() if each.date else 0 for each in facts], np.int64)
    of = what.numbers if what.rows is None else corpus.generation.index.measures.columns.numbers[what.rows]
    day = days[np.searchsorted(numbers, of)]
    sign = -1 if state.order == "newest" else 1
    listed = what.numbers if what.rows is None else what.rows
    return listed[np.lexsort((listed, sign * of, sign * day))]


def _texts(corpus: Corpus, what: Found) -> int:
    return len(np.unique(corpus.generation.index.measures.columns.numbers[what.rows]))


def _pages(page: int, last: int) -> list[int]:
    """The pages that are offered: the first, the last, and those around this one."""
    return sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})


def _groups(
    corpus: Corpus, what: Found, part: np.ndarray[tuple[int], np.dtype[np.int64]], state: State
) -> tuple[Group, ...]:
    catalogue = corpus.catalogue
    if what.rows is None:
        return tuple(_group(catalogue.record(number), ()) for number in part.tolist())
    keys = [corpus.generation.index.measures.keys[row] for row in part.tolist()]
    rows = catalogue.paragraphs(keys)
    stems = frozenset(content_stems(what.asked))
    made = []
    for number, those in groupby((key for key in keys if key in rows), key=resolution_of):
        record = catalogue.record(number)
        hits = tuple(_hit(corpus, rows[key], stems, what) for key in those)
        made.append(_group(record, hits))
    return tuple(made)


def _group(record: Resolution | None, hits: tuple[Hit, ...]) -> Group:
    assert record is not None
    notes = [
        "Chapter VII" if record.chapter_vii.extent is not Extent.NONE else "",
        "Digest, not the official text" if record.status is TextStatus.DIGEST else "",
    ]
    return Group(
        record.number,
        f"/resolution/{record.number}",
        record.symbol,
        day_in_words(record.date) if record.date else str(record.year),
        record.subject or record.agenda,
        vote_in_words(record.vote) if record.vote and not hits else "",
        tuple(filter(None, notes)),
        hits,
    )


def _hit(corpus: Corpus, row: Paragraph, stems: frozenset[str], what: Found) -> Hit:
    above = corpus.catalogue.above(row.key)
    head = " ".join(above[0].text.split()) if above else ""
    return Hit(
        f"/resolution/{row.resolution}#{row.key.partition('/')[2]}",
        row.citation,
        row.citation.partition("), ")[2] or row.citation,
        row.kind.value,
        f"{head[:_ABOVE].rpartition(' ')[0]} …" if len(head) > _ABOVE else head,
        snippet(row.words, stems, what.phrases),
        _mark(standing(row, corpus.generation.lineage, corpus.day), corpus),
    )


def _mark(stands: Standing, corpus: Corpus) -> Mark | None:
    if stands.state in _UNMARKED:
        return None
    name = label(stands, corpus.catalogue)
    by = stands.successor
    address = f"/resolution/{resolution_of(by)}#{by.partition('/')[2]}" if by else ""
    return Mark(name, name.replace(" ", "-"), in_words(stands, corpus.catalogue), address)
