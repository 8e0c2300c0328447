"""The catalogue: every resolution and paragraph in one SQLite file, which is the truth.

Vectors and the lexical index are derived from it. A catalogue is written once, whole, and never changed afterwards, so
readers need no locks.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import threading
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest.annotating.time_expressions import replace_year
from ingest.annotations import MandateDecision, ParagraphAnnotation
from ingest.pinpoint import Kind, Pinpoint
from ingest.rejected import RejectedDraft
from ingest.resolution import Force, Paragraph, Resolution
from vectorstore.context import ancestors, is_below
from vectorstore.errors import DamagedIndex
from vectorstore.filters import Facets, Facts, Filters
from vectorstore.lineage.model import Link
from vectorstore.lineage.table import has_lineage, read_links
from vectorstore.tables.annotation_table import read_annotations
from vectorstore.tables.draft_table import read_drafts
from vectorstore.tables.schema import POSITIONS, SCHEMA_VERSION, SELECT, SELECT_WITH_KEY, to_paragraph, write_catalogue
from vectorstore.tables.statistics import Size, read_cited, read_sizes
from vectorstore.texts import Texts

__all__ = ["POSITIONS", "SCHEMA_VERSION", "Catalogue", "Neighbours", "write_catalogue"]

_REMEMBERED = 15_000  # paragraphs, some 30 MB
_RECORDS = 4_000  # records of resolutions, likewise


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The numbers that exist next to a number, and the ends of the corpus; ``None`` where there is nothing."""

    below: int | None
    above: int | None
    first: int | None
    last: int | None


class Catalogue:
    """Read-only view of a catalogue. May be shared by threads: each has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        weakref.finalize(self, _close_all, self._connections)
        # A search reads a thousand rows, many of them those of the last one; making objects of them is a fifth of its time.
        self._known: dict[str, Paragraph] = {}
        self._records: dict[int, Resolution] = {}

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """Raise :class:`DamagedIndex` where the file is missing, no catalogue, or of another schema version."""
        catalogue = cls(path)
        try:
            (version,) = catalogue._db.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise DamagedIndex(
                f"The catalogue {path} cannot be read ({error}). Rebuild it with `unsc ingest PATH…`."
            ) from error
        if version != SCHEMA_VERSION:
            raise DamagedIndex(
                f"The catalogue {path} has schema {version}; this program reads schema {SCHEMA_VERSION}. "
                "Rebuild it with `unsc ingest PATH…`."
            )
        return catalogue

    @property
    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # immutable: nobody writes to a published file, so SQLite may skip locks and change checks.
            connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,  # used by one thread, closed by another
            )
            connection.execute("PRAGMA cache_size = -512")  # the system keeps the pages; one cache a thread adds up
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def close(self) -> None:
        """Release the file in every thread; the catalogue cannot be used afterwards."""
        _close_all(self._connections)

    def record(self, number: int) -> Resolution | None:
        """The resolution without its paragraphs."""
        known = self._records.get(number)
        if known is not None:
            return known
        row = self._db.execute("SELECT record FROM resolution WHERE number = ?", (number,)).fetchone()
        return self._record(number, row[0]) if row else None

    def _record(self, number: int, written: str) -> Resolution:
        known = self._records.get(number)
        if known is None:
            known = Resolution.model_validate_json(written)
            if len(self._records) >= _RECORDS:
                self._records = {}
            self._records[number] = known
        return known

    def records(self, filters: Filters | None = None) -> list[Resolution]:
        """Records without paragraphs, ascending; the corpus of 1946–2026 takes about 0.1 s."""
        if filters is not None:
            return [record for number in self.numbers(filters) if (record := self.record(number)) is not None]
        rows = self._db.execute("SELECT number, record FROM resolution ORDER BY number")
        return [self._record(number, written) for number, written in rows]

    def resolution(self, number: int) -> Resolution | None:
        """The whole resolution."""
        record = self.record(number)
        whole = {"paragraphs": tuple(self.paragraphs_of(number)), "mandate_decisions": tuple(self.mandates_of(number))}
        return record and record.model_copy(update=whole)

    def resolutions(self) -> Iterator[Resolution]:
        """All of them whole, ascending; what a new generation is built from when nothing is read anew."""
        for number in self.numbers():
            resolution = self.resolution(number)
            if resolution is not None:
                yield resolution

    def numbers(self, filters: Filters | None = None) -> list[int]:
        """The numbers of the resolutions that exist (and that the filters let through), ascending."""
        if filters is not None:
            return self._facets.passing(filters)
        return [n for (n,) in self._db.execute("SELECT number FROM resolution ORDER BY number")]

    def adopted_in(self, year: int, month: int) -> list[int]:
        """The numbers of the resolutions of a month, ascending."""
        return self._facets.adopted_in(year, month)

    @cached_property
    def _facets(self) -> Facets:
        rows = self._db.execute(
            "SELECT number, year, date, json_extract(record, '$.topics', '$.subjects'), "
            "json_extract(record, '$.chapter_vii.extent') IS NOT NULL FROM resolution"
        )
        facts = (
            Facts(
                number,
                year,
                dt.date.fromisoformat(date) if date else None,
                tuple(name for names in json.loads(filed) for name in names or ()),
                bool(under_chapter_vii),
            )
            for number, year, date, filed, under_chapter_vii in rows
        )
        return Facets(facts, self._all_decisions)

    def titles(self) -> dict[int, str]:
        """Number → subject, the library's description; ascending, empty where none is known."""
        return dict(self._db.execute("SELECT number, subject FROM resolution ORDER BY number"))

    def years(self) -> dict[int, int]:
        """Number → year, ascending."""
        return dict(self._db.execute("SELECT number, year FROM resolution ORDER BY number"))

    def neighbours(self, number: int) -> Neighbours:
        """What exists around a number, for "there is no resolution N; the corpus holds 1 to 2825"."""
        row = self._db.execute(
            "SELECT max(number) FILTER (WHERE number < ?1), min(number) FILTER (WHERE number > ?1), min(number), "
            "max(number) FROM resolution",
            (number,),
        ).fetchone()
        return Neighbours(*row)

    def last_day(self) -> dt.date | None:
        """The date of the newest resolution; answers about the present say it."""
        return self._last_day

    @cached_property
    def _last_day(self) -> dt.date | None:
        (day,) = self._db.execute("SELECT max(date) FROM resolution").fetchone()
        return dt.date.fromisoformat(day) if day else None

    def count(self) -> tuple[int, int]:
        """How many resolutions, and how many rows of paragraphs (headings and sub-paragraphs included)."""
        return self._one("SELECT count(*) FROM resolution"), self._one("SELECT count(*) FROM paragraph")

    def paragraph(self, key: str) -> Paragraph | None:
        return self.paragraphs([key]).get(key)

    def paragraphs(self, keys: Iterable[str]) -> dict[str, Paragraph]:
        """The paragraphs that exist, in the order of the keys."""
        wanted = list(dict.fromkeys(keys))
        found = {key: paragraph for key in wanted if (paragraph := self._known.get(key)) is not None}
        if missing := [key for key in wanted if key not in found]:
            rows = self._db.execute(
                f"{SELECT_WITH_KEY} WHERE p.key IN (SELECT value FROM json_each(?))", (json.dumps(missing),)
            )
            found |= {key: to_paragraph(row) for key, *row in rows}
            self._remember({key: found[key] for key in missing if key in found})
        return {key: found[key] for key in wanted if key in found}

    def _remember(self, paragraphs: dict[str, Paragraph]) -> None:
        if len(self._known) + len(paragraphs) > _REMEMBERED:
            self._known = {}  # no thread ever sees a dictionary that shrinks
        if len(paragraphs) <= _REMEMBERED:
            self._known.update(paragraphs)

    def paragraphs_of(self, number: int) -> list[Paragraph]:
        """Every row of a resolution in document order, headings included."""
        return list(self.paragraphs(self.keys_of(number)).values())

    def keys_of(self, number: int) -> list[str]:
        """The keys of :meth:`paragraphs_of`, without reading them."""
        rows = self._db.execute("SELECT key FROM paragraph WHERE resolution = ? ORDER BY ordinal", (number,))
        return [key for (key,) in rows]

    def existing(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that are rows."""
        wanted = json.dumps(list(keys))
        rows = self._db.execute("SELECT key FROM paragraph WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
        return {key for (key,) in rows}

    def resolve(self, pinpoint: Pinpoint) -> list[Paragraph]:
        """The rows that a pinpoint names, in document order; empty where it names nothing.

        A paragraph is one row: its chapeau, without sub-paragraphs. A whole annex, part or resolution is all its rows.
        A pinpoint that leaves the part or the label of the annex open (``161/op4``) finds the paragraph in each of
        them, unless one stands outside all parts.
        """
        exact = self._resolve(pinpoint, {"part": pinpoint.part, "annex": pinpoint.annex})
        if exact or (pinpoint.part and pinpoint.annex):
            return exact
        return self._resolve(pinpoint, {"part": pinpoint.part or None, "annex": pinpoint.annex or None})

    def _resolve(self, pinpoint: Pinpoint, place: dict[str, str | None]) -> list[Paragraph]:
        if pinpoint.kind is None:
            place.pop("annex")
            if not place["part"]:
                place.pop("part")
        conditions: dict[str, Any] = {"resolution": pinpoint.resolution, **place, "kind": pinpoint.kind}
        if pinpoint.kind is not None and pinpoint.number:
            conditions |= {
                "number": pinpoint.number,
                "path": json.dumps(pinpoint.path),
                "occurrence": pinpoint.occurrence,
            }
        given = {column: value for column, value in conditions.items() if value is not None}
        where = " AND ".join(f"p.{column} = ?" for column in given)
        return self._rows(f"WHERE {where} ORDER BY p.ordinal", tuple(given.values()))

    def subparagraphs(self, key: str) -> list[Paragraph]:
        """The rows below a paragraph or sub-paragraph at every depth, in document order."""
        above = self.paragraph(key)
        if above is None:
            return []
        rows = self.paragraphs_of(above.resolution)
        start = next(i for i, row in enumerate(rows) if row.key == key) + 1
        below: list[Paragraph] = []
        for row in rows[start:]:
            if row.kind is Kind.HEADING:
                continue
            # Rows below stand next to their chapeau; a printed number that occurs again starts another paragraph.
            if not is_below(row, above):
                break
            below.append(row)
        return below

    def above(self, key: str) -> tuple[Paragraph, ...]:
        """The paragraphs whose sub-paragraph this is, outermost first; empty for a paragraph."""
        paragraph = self.paragraph(key)
        if paragraph is None or not paragraph.path:
            return ()
        return ancestors(self.paragraphs_of(paragraph.resolution))[key]

    def select(
        self,
        *,
        kinds: Collection[Kind] = (),
        verbs: Collection[str] = (),
        forces: Collection[Force] = (),
        section: str = "",
        phrase: str = "",
        numbers: Collection[int] | None = None,
        filters: Filters | None = None,
        limit: int = -1,
    ) -> list[Paragraph]:
        """Every paragraph that meets all the conditions given, by resolution and document order.

        ``verbs`` compare without case; ``section`` and ``phrase`` are contained in the headings above the paragraph
        or in its words, without case of ASCII letters. ``numbers`` restricts to resolutions; a negative ``limit`` is none.
        """
        conditions: list[str] = []
        values: list[Any] = []
        of_paragraphs = (("kind", [filters.kind] if filters.kind else ()), ("verb", filters.verbs)) if filters else ()
        for column, wanted in (("kind", kinds), ("verb", verbs), ("force", forces), *of_paragraphs):
            if wanted:
                conditions.append(f"p.{column} COLLATE NOCASE IN (SELECT value FROM json_each(?))")
                values.append(json.dumps([str(value) for value in wanted]))
        for within in (numbers, self.numbers(filters) if filters is not None else None):
            if within is not None:
                conditions.append("p.resolution IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(sorted(within)))
        if section:
            conditions.append("EXISTS (SELECT 1 FROM json_each(p.section) s WHERE s.value LIKE ? ESCAPE '\\')")
            values.append(_containing(section))
        if phrase:
            conditions.append("p.key IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self.texts.keys(phrase)))
        where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
        return self._rows(f"{where}ORDER BY p.resolution, p.ordinal LIMIT ?", (*values, limit))

    def holding(self, phrase: str, numbers: Collection[int]) -> set[int]:
        """Those of the resolutions in whose words a phrase is contained, as in :meth:`select`."""
        return self.texts.resolutions(phrase) & {*numbers}

    @cached_property
    def texts(self) -> Texts:
        """All words, to find phrases in; read once."""
        return Texts(self._db)

    def printing(self, phrases: Collection[str], kind: Kind) -> list[Paragraph]:
        """The paragraphs of a kind that hold one of the phrases as printed, upper and lower case; in no order."""
        keys = dict.fromkeys(key for phrase in phrases for key in self.texts.keys(phrase))
        held = " OR ".join("instr(p.text, ?) OR instr(p.closing, ?)" for _ in phrases)
        values = [each for phrase in phrases for each in (phrase, phrase)]
        return self._rows(
            f"WHERE p.kind = ? AND p.key IN (SELECT value FROM json_each(?)) AND ({held})",
            (str(kind), json.dumps([*keys]), *values),
        )

    def verbs(self) -> list[tuple[str, int]]:
        """The verbs with which paragraphs lead and how many do, the most frequent first."""
        return self._db.execute(
            "SELECT verb, count(*) FROM paragraph WHERE verb != '' GROUP BY verb ORDER BY count(*) DESC, verb"
        ).fetchall()

    def citing(self, number: int) -> list[tuple[str, str]]:
        """(key of the citing paragraph, key that it cites), for citations of a resolution by the others.

        By citing resolution and document order. The cited key is as precise as the text: ``1970`` or ``1970/op9``.
        """
        return self._db.execute(
            "SELECT e.citing, e.cited FROM citation_edge e JOIN paragraph p ON p.key = e.citing "
            "WHERE e.cited_resolution = ?1 AND e.citing_resolution != ?1 "
            "ORDER BY e.citing_resolution, p.ordinal, e.cited",
            (number,),
        ).fetchall()

    def sizes(self) -> dict[int, Size]:
        """Number → paragraphs and words, of the resolutions that have a text; counted once."""
        return self._sizes

    @cached_property
    def _sizes(self) -> dict[int, Size]:
        return read_sizes(self._db)

    def times_cited(self) -> dict[int, int]:
        """Number → how many other resolutions cite it by number and year; those that none cites are left out. Counted once."""
        return self._times_cited

    @cached_property
    def _times_cited(self) -> dict[int, int]:
        return read_cited(self._db)

    def mandate_chain(self, body: str) -> list[MandateDecision]:
        """Every decision on a body, named by its acronym or the name that it is followed by; oldest first."""
        return self._decisions("WHERE body = ?1 COLLATE NOCASE OR acronym = ?1 COLLATE NOCASE", (body,))

    def mandates_of(self, number: int) -> list[MandateDecision]:
        """The decisions on mandates in one resolution, in document order."""
        return self._decisions("WHERE resolution = ?", (number,))

    def mandates(self) -> list[MandateDecision]:
        """All decisions on mandates, oldest first; about 2,000 in the corpus of 1946–2026."""
        return list(self._all_decisions)

    @cached_property
    def _all_decisions(self) -> tuple[MandateDecision, ...]:
        return tuple(self._decisions("", ()))

    def _decisions(self, where: str, values: Sequence[Any]) -> list[MandateDecision]:
        rows = self._db.execute(
            f"SELECT decision FROM mandate_decision {where} ORDER BY date, resolution, ordinal", values
        )
        return [MandateDecision.model_validate_json(decision) for (decision,) in rows]

    def annotations(self, number: int) -> dict[str, tuple[ParagraphAnnotation, ...]]:
        """Key → second verbs, addressees, deadlines and reports of a resolution's paragraphs; only those that have any."""
        found: dict[str, list[ParagraphAnnotation]] = {}
        for key, annotation in read_annotations(self._db, number=number):
            found.setdefault(key, []).append(annotation)
        return {key: tuple(annotations) for key, annotations in found.items()}

    def annotated(
        self,
        of_type: str,
        *,
        kind: str = "",
        label: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> list[tuple[str, ParagraphAnnotation]]:
        """(key, annotation) over all resolutions: of a type ("deadline", "report", "addressee", "second verb") and kind, of
        an addressee or verb, with a day between two (both included)."""
        return list(read_annotations(self._db, of_type=of_type, kind=kind, label=label, since=since, until=until))

    @cached_property
    def has_lineage(self) -> bool:
        """Whether the links between versions of paragraphs were worked out when it was written."""
        return has_lineage(self._db)

    def lineage(self, key: str, *, backward: bool = False) -> list[Link]:
        """The links from a paragraph to its next versions, or from the versions right before it; computed from the words."""
        return read_links(self._db, key, backward=backward) if self.has_lineage else []

    def rejected_drafts(
        self, *, agenda: str = "", since: dt.date | None = None, until: dt.date | None = None, vetoed_by: str = ""
    ) -> list[RejectedDraft]:
        """Drafts that were voted on and not adopted, oldest first; of an agenda item, between two days, vetoed by a member."""
        return read_drafts(self._db, agenda=agenda, since=since, until=until, member=vetoed_by)

    def rejected_before(self, resolution: Resolution) -> list[RejectedDraft]:
        """Drafts on the same agenda item that failed in the year before a resolution was adopted."""
        item, adopted = resolution.agenda, resolution.date
        if not item or adopted is None:
            return []
        return self.rejected_drafts(agenda=item, since=replace_year(adopted, adopted.year - 1), until=adopted)

    def voted(self, member: str, position: str) -> list[int]:
        """Resolutions on which a member (ISO 3166 alpha-3) took a position, one of :data:`POSITIONS`; ascending."""
        rows = self._db.execute(
            "SELECT resolution FROM vote_member WHERE member = ? AND position = ? ORDER BY resolution",
            (member.upper(), position),
        )
        return [number for (number,) in rows]

    def _rows(self, clause: str, values: Sequence[Any]) -> list[Paragraph]:
        return [to_paragraph(row) for row in self._db.execute(f"{SELECT} {clause}", values)]

    def _one(self, query: str) -> int:
        (value,) = self._db.execute(query).fetchone()
        return int(value)


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()


def _containing(words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"
