"""What the page of a resolution shows, worked out from the catalogue."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.compare.redline import Mark as Redlined
from assistant.compare.redline import redline
from assistant.errors import NotThere
from assistant.export.styles import Style, cite
from assistant.pages.resolution.beside import Beside, beside_rows
from assistant.pages.resolution.chains import Chain, chains_of
from assistant.pages.resolution.citing import Other, Plot, cited_by, citing, citing_places, plot, short
from assistant.pages.resolution.facts import Facts, facts_of, known_in
from assistant.pages.resolution.state import State
from assistant.pages.resolution.terms import Uses
from assistant.pages.texts.kept import kept
from assistant.pages.texts.pieces import Mark, Piece, Pieces, cut
from assistant.records.printed import Printed, printed
from assistant.wording import day_in_words
from ingest.annotations import SecondVerb
from ingest.citation import Found, find_citations, may_name_place
from ingest.pinpoint import Kind, Pinpoint, resolution_of
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

_SAID = 260  # characters of a cited paragraph that a reader sees without going there
_LOOKS = {Redlined.INSERTED: "came", Redlined.MOVED_TO: "came", Redlined.DELETED: "gone", Redlined.MOVED_FROM: "gone"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text. ``place`` is its address within the page; ``citations`` are in the styles of :class:`Style`; ``cited_in`` are
    key and citation of the places that cite it; ``first`` is the earlier version that the words are laid over."""

    place: str
    sort: str
    depth: int
    marker: str
    words: Pieces
    headings: tuple[tuple[str, str], ...]
    closing: bool
    force: str
    citations: tuple[str, ...]
    beside: Beside | None
    cited_in: tuple[tuple[str, str], ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole page. ``day`` is that of the standings, ``last_day`` the end of the corpus."""

    state: State
    facts: Facts
    lines: tuple[Line, ...]
    chains: tuple[Chain, ...]
    cites: tuple[Other, ...]
    cited_in: tuple[Other, ...]
    plot: Plot | None
    below: int | None
    above: int | None
    day: dt.date
    last_day: dt.date | None
    early: bool
    since: str

    @property
    def day_in_words(self) -> str:
        return day_in_words(self.day)

    @property
    def last_in_words(self) -> str:
        return day_in_words(self.last_day)

    @property
    def places(self) -> frozenset[str]:
        """The addresses of lines: a heading that names the annex which follows has none of its own."""
        return frozenset(line.place for line in self.lines)

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Place and name of each piece of the text that begins with a heading of ours."""
        return tuple(heading for line in self.lines for heading in line.headings)


@kept(12)
def shown(catalogue: Catalogue, state: State, today: dt.date) -> Shown:
    """Everything of one resolution. Raises :class:`NotThere`, with what there is, for a number that the corpus does not hold."""
    resolution = whole(catalogue, state.number)
    since = whole(catalogue, state.since) if state.since else None
    lineage = Lineage(catalogue)
    day = state.on or max(filter(None, (today, catalogue.last_day())))
    early = resolution.date is not None and resolution.date > day
    cited, later = cited_by(resolution, catalogue), citing(resolution, catalogue)
    around = catalogue.neighbours(resolution.number)
    return Shown(
        state=state,
        facts=facts_of(resolution, lineage, day),
        lines=_lines(resolution, since, later, lineage, None if early else day),
        chains=chains_of(resolution.number, lineage, max(day, resolution.date or day)),
        cites=tuple(cited),
        cited_in=tuple(later),
        plot=plot(resolution, cited, later, catalogue),
        below=around.below,
        above=around.above,
        day=day,
        last_day=catalogue.last_day(),
        early=early,
        since=since.symbol if since else "",
    )


def whole(catalogue: Catalogue, number: int) -> Resolution:
    """The resolution with its text. Raises :class:`NotThere` where the corpus does not hold it."""
    resolution = catalogue.resolution(number)
    if resolution is None:
        ends = catalogue.neighbours(number)
        raise NotThere(
            f"Resolution {number} is not in the corpus, which holds {ends.first} to {ends.last}. Name another one, or bring its text "
            "with: unsc ingest PATH"
        )
    return resolution


def _lines(
    resolution: Resolution, since: Resolution | None, later: Sequence[Other], lineage: Lineage, day: dt.date | None
) -> tuple[Line, ...]:
    known = known_in(lineage.catalogue)
    rows = resolution.paragraphs
    found = {row.key: _places_named(row, known) for row in rows}
    said = _said({e.pinpoint.key: e.pinpoint for each in found.values() for e in each}, lineage.catalogue)
    there = {row.key for row in rows} | {f"{row.resolution}/{_annex(row)}" for row in rows if row.kind is Kind.ANNEX}
    beside = beside_rows(rows, lineage, day, known) if day is not None else {}
    cited_in = citing_places(later)
    uses, headed = Uses(rows), Counter[str]()
    read = lineage.catalogue.annotations(resolution.number)
    lines = []
    for line in printed(rows):
        row = line.paragraph
        marks = [
            *_references(row, found[row.key], said, there),
            *(uses.in_row(row) if row.kind is not Kind.HEADING else ()),
        ]
        if row.verb and row.text.casefold().startswith(row.verb.casefold()):
            marks.append(Mark(0, len(row.verb), "verb"))
        marks += [Mark(e.start, e.end, "verb") for e in read.get(row.key, ()) if isinstance(e, SecondVerb)]
        before = _before(row, since, lineage) if since is not None else None
        own = not line.closing and row.kind is not Kind.HEADING
        lines.append(
            Line(
                place=row.key.partition("/")[2],
                sort=row.kind.value,
                depth=line.depth,
                marker="" if line.closing else row.marker,
                words=_half(row, marks, closing=line.closing) if before is None else _redlined(before, row, line),
                headings=_headings(line, headed),
                closing=line.closing,
                force=row.force.value if row.force and own and not row.path else "",
                citations=tuple(cite(row.pinpoint, resolution, style, numbered=row.numbered) for style in Style)
                if own
                else (),
                beside=beside.get(row.key) if own else None,
                cited_in=tuple((key, _symbol_of(key, lineage.catalogue)) for key in cited_in.get(row.key, ()))
                if own
                else (),
                since=""
                if since is None or not own or row.kind is not Kind.OPERATIVE
                else before.citation
                if before
                else "new",
            )
        )
    return tuple(lines)


def _places_named(row: Paragraph, known: Callable[[int], bool]) -> list[Found]:
    """The references of a paragraph, where it has any that lead somewhere: most rows of an annex that lists things have none."""
    reads = row.cites or row.kind is Kind.HEADING or may_name_place(row.words)
    return find_citations(row.words, context=row.resolution, known=known) if reads else []


def _half(row: Paragraph, marks: Sequence[Mark], *, closing: bool) -> Pieces:
    """The words before the points of a paragraph, or those after them."""
    return cut(row.words, marks, len(row.text) + 1) if closing else cut(row.words, marks, 0, len(row.text))


def _headings(line: Printed, headed: Counter[str]) -> tuple[tuple[str, str], ...]:
    """Place and name of the headings above a line: a part, the preamble, an annex. A piece that begins again has a place of its own."""
    row = line.paragraph
    inside = f"{row.part}-" if row.part else ""
    places = {
        f"Part {row.part}": row.part,
        "Preamble": f"{inside}preamble",
        "Operative paragraphs": f"{inside}operative",
    }
    found = []
    for name in line.headings:
        place = places.get(name, _annex(row))
        headed[place] += 1
        found.append((place if headed[place] == 1 else f"{place}-{headed[place]}", name))
    return tuple(found)


def _annex(row: Paragraph) -> str:
    """The place of the annex in which a row stands."""
    return f"{f'{row.part}/' if row.part else ''}annex{row.annex}"


def _references(row: Paragraph, found: Sequence[Found], said: Mapping[str, str], there: Collection[str]) -> list[Mark]:
    """The places that a paragraph names, each phrase once, but for itself. Of those in the resolution only what is ``there``, and in an
    annex, which counts its own paragraphs, no operative ones: "this resolution" leads nowhere."""
    first = {(each.start, each.end): each.pinpoint for each in reversed(found)}
    return [
        Mark(start, end, "ref", place.key, said[place.key])
        for (start, end), place in first.items()
        if place.key in said
        and place.key != row.key
        and (
            place.resolution != row.resolution
            or (place.key in there and not (row.kind is Kind.ANNEX and place.kind is Kind.OPERATIVE))
        )
    ]


def _said(places: Mapping[str, Pinpoint], catalogue: Catalogue) -> dict[str, str]:
    """By key what stands at a place, shortened; of a whole resolution what it is on. Places of what is not loaded are left out."""
    rows = catalogue.paragraphs(places)
    said = {}
    for key, place in places.items():
        record = catalogue.record(place.resolution)
        if record is None:
            continue
        row = rows.get(key)
        words = _words_at(place, row, catalogue) or record.subject
        name = row.citation if row is not None else f"{record.symbol}, {day_in_words(record.date)}"
        said[key] = f"{name}: {_shortened(words)}" if words else name
    return said


def _words_at(place: Pinpoint, row: Paragraph | None, catalogue: Catalogue) -> str:
    """The words at a place; of an annex, and of a paragraph that opens a list, with those that follow."""
    rows = [row] if row is not None else []
    if place.kind is Kind.ANNEX and not place.number:
        rows = catalogue.resolve(place)
    elif row is not None and row.words.rstrip().endswith(":") and len(row.words) < _SAID:
        rows += catalogue.subparagraphs(row.key)
    said: list[str] = []
    for each in rows:
        said += [each.marker, *each.words.split()]
        if len(said) > _SAID:  # more words than it has characters
            break
    return " ".join(filter(None, said))


def _shortened(words: str) -> str:
    return words if len(words) <= _SAID else f"{words[:_SAID].rpartition(' ')[0]} …"


def _symbol_of(key: str, catalogue: Catalogue) -> str:
    record = catalogue.record(resolution_of(key))
    place = short(key)
    return f"{resolution_of(key)}{f' ({record.year})' if record else ''}{f', {place}' if place else ''}"


def _before(row: Paragraph, since: Resolution, lineage: Lineage) -> Paragraph | None:
    """The version of a paragraph in an earlier resolution."""
    links = [link for link in lineage.before(row.key) if resolution_of(link.earlier) == since.number]
    best = max(links, key=lambda link: link.likeness, default=None)
    return lineage.catalogue.paragraph(best.earlier) if best is not None else None


def _redlined(before: Paragraph, row: Paragraph, line: Printed) -> Pieces:
    old, new = (before.closing, row.closing) if line.closing else (before.text, row.text)
    pieces: list[Piece] = []
    for run in redline(old, new, fold=False):
        if pieces and run.text[:1] not in ",;:.)]”’":
            pieces.append(Piece(" "))
        pieces.append(Piece(run.text, _LOOKS.get(run.mark, "")))
    return tuple(pieces)
