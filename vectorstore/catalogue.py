"""The catalogue: every resolution and paragraph in one SQLite file, which is the truth.

Vectors and the lexical index are derived from it. A catalogue is written once, whole, and never changed afterwards, so
readers need no locks.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import dropwhile, islice, takewhile
from pathlib import Path
from typing import Any

from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Force, Paragraph, Resolution
from vectorstore.context import ancestors, is_below
from vectorstore.filters import Facets, Facts, Filters, how_voted
from vectorstore.tables.chosen import chosen
from vectorstore.tables.decisions import Decisions
from vectorstore.tables.overview import Neighbours, Overview
from vectorstore.tables.schema import (
    POSITIONS,
    SCHEMA_VERSION,
    SELECT_FROM,
    SELECT_PLACES,
    SELECT_WITH_KEY,
    Place,
    to_paragraph,
    write_catalogue,
)
from vectorstore.texts import Narrowed, Texts

__all__ = ["POSITIONS", "SCHEMA_VERSION", "Catalogue", "Neighbours", "write_catalogue"]

_REMEMBERED = 15_000  # paragraphs, some 30 MB
_WHOLE = 200  # texts whose rows are kept beside
_RECORDS = 32_000  # records of resolutions, likewise
_HIGHEST = 2**63 - 1  # number that SQLite can look for


class Catalogue(Decisions, Overview):
    """Read-only view of a catalogue. May be shared by threads: each has a connection of its own."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        # A search reads a thousand rows, many of them those of the last one; making objects of them is a fifth of its time.
        self._known: dict[str, Paragraph] = {}
        self._whole: dict[int, tuple[Paragraph, ...]] = {}  # rows of the last texts that were read
        self._records: dict[int, Resolution] = {}
        self.narrowed = Narrowed()

    def record(self, number: int) -> Resolution | None:
        """The resolution without its paragraphs."""
        known = self._records.get(number)
        if known is not None or number > _HIGHEST:
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
        """Records without paragraphs, ascending; the corpus of 1946–2026 takes about 0.1 s, the first time."""
        if filters is None:
            return [*self._all_records]
        return [record for number in self.numbers(filters) if (record := self.record(number)) is not None]

    @cached_property
    def _all_records(self) -> tuple[Resolution, ...]:
        rows = self._db.execute("SELECT number, record FROM resolution ORDER BY number")
        return tuple(self._record(*row) for row in rows)

    def resolution(self, number: int) -> Resolution | None:
        """The whole resolution."""
        record = self.record(number)
        whole = {"paragraphs": tuple(self.paragraphs_of(number)), "mandate_decisions": tuple(self.mandates_of(number))}
        return record and record.model_copy(update=whole)

    def resolutions(self) -> Iterator[Resolution]:
        """All of them whole, ascending; what a new generation is built from when nothing is read anew."""
        return filter(None, map(self.resolution, self.numbers()))

    def numbers(self, filters: Filters | None = None) -> list[int]:
        """The numbers of the resolutions that exist (and that the filters let through), ascending."""
        return [*self._numbers] if filters is None else self._facets.passing(filters)

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        return tuple(n for (n,) in self._db.execute("SELECT number FROM resolution ORDER BY number"))

    def adopted_in(self, year: int, month: int) -> list[int]:
        """The numbers of the resolutions of a month, ascending."""
        return self._facets.adopted_in(year, month)

    def facts(self) -> tuple[Facts, ...]:
        """What resolutions are filtered by, ascending."""
        return self._facets.facts

    @cached_property
    def _facets(self) -> Facets:
        rows = self._db.execute(
            "SELECT number, year, date, json_extract(record, '$.topics', '$.subjects'), "
            "json_extract(record, '$.chapter_vii.extent') IS NOT NULL, json_extract(record, '$.agenda', '$.vote') FROM resolution"
        )
        facts = (
            Facts(
                number,
                year,
                dt.date.fromisoformat(date) if date else None,
                tuple(name for names in json.loads(filed) for name in names or ()),
                bool(under_chapter_vii),
                agenda or "",
                how_voted(vote),
            )
            for number, year, date, filed, under_chapter_vii, rest in rows
            for agenda, vote in (json.loads(rest),)
        )
        return Facets(facts, self._all_decisions)

    def paragraph(self, key: str) -> Paragraph | None:
        known = self._known.get(key)
        return known if known is not None else self.paragraphs([key]).get(key)

    def paragraphs(self, keys: Iterable[str]) -> dict[str, Paragraph]:
        """The paragraphs that exist, in the order of the keys."""
        wanted = list(dict.fromkeys(keys))
        found = {key: paragraph for key in wanted if (paragraph := self._known.get(key)) is not None}
        if missing := [key for key in wanted if key not in found]:
            rows = self._db.execute(
                f"{SELECT_WITH_KEY} WHERE p.key IN (SELECT value FROM json_each(?))", (json.dumps(missing),)
            )
            found |= {key: to_paragraph(row, key) for key, *row in rows}
            self._remember({key: found[key] for key in missing if key in found})
        return {key: found[key] for key in wanted if key in found}

    def _remember(self, paragraphs: dict[str, Paragraph]) -> None:
        if len(self._known) + len(paragraphs) > _REMEMBERED:
            self._known = {}  # no thread ever sees a dictionary that shrinks
        if len(paragraphs) <= _REMEMBERED:
            self._known.update(paragraphs)

    def paragraphs_of(self, number: int) -> list[Paragraph]:
        """Every row of a resolution in document order, headings included; one answer asks for those of the same texts many times."""
        rows = self._whole.get(number)
        if rows is None:
            found = self._db.execute(f"{SELECT_WITH_KEY} WHERE p.resolution = ? ORDER BY p.ordinal", (number,))
            read = {key: self._known.get(key) or to_paragraph(row, key) for key, *row in found}
            self._remember(read)
            if len(self._whole) >= _WHOLE:
                self._whole = {}
            rows = self._whole[number] = tuple(read.values())
        return list(rows)

    def deciding_in(self, numbers: Iterable[int]) -> dict[int, list[Paragraph]]:
        """Number → the operative rows that decide or authorize something, at their head or further on; document order, one query."""
        rows = self._rows(
            "WHERE p.resolution IN (SELECT value FROM json_each(?)) AND p.kind = 'operative' AND (p.force IN (?, ?) "
            "OR instr(p.text, 'decides') OR instr(p.text, 'authori')) ORDER BY p.resolution, p.ordinal",
            (json.dumps(sorted(numbers)), Force.DECISION, Force.AUTHORIZATION),
        )
        found: dict[int, list[Paragraph]] = {}
        for row in rows:
            found.setdefault(row.resolution, []).append(row)
        self._remember({row.key: row for row in rows})
        return found

    def deciding_with(self, phrase: str) -> list[Paragraph]:
        """The operative rows that decide something and hold a phrase as printed, ascending; one look through all rows, some 20 ms."""
        return self._rows(
            "WHERE p.kind = 'operative' AND p.force = ? AND instr(p.text, ?) ORDER BY p.resolution, p.ordinal",
            (Force.DECISION, phrase),
        )

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
        # Read as they are asked for where the text is not at hand: mostly the next row is not below.
        rows = self._whole.get(above.resolution) or (
            self._known.get(at) or to_paragraph(row, at)
            for at, *row in self._db.execute(SELECT_FROM, (above.resolution, key))
        )
        after = islice(dropwhile(lambda row: row.key != key, rows), 1, None)
        # Rows below stand next to their chapeau; a printed number that occurs again starts another paragraph.
        return list(takewhile(lambda row: is_below(row, above), (row for row in after if row.kind is not Kind.HEADING)))

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
        limit: int = -1,
    ) -> list[Paragraph]:
        """Every paragraph that meets all the conditions given, by resolution and document order.

        ``verbs`` compare without case; ``section`` and ``phrase`` are contained in the headings above the paragraph
        or in its words, without case of ASCII letters. ``numbers`` restricts to resolutions; a negative ``limit`` is none.
        """
        columns = (("kind", kinds), ("verb", verbs), ("force", forces))
        clause, values = chosen(columns, (numbers,), self._holding(phrase), section)
        return self._rows(f"{clause} LIMIT ?", (*values, limit))

    def places(
        self, *, kinds: Collection[Kind], verbs: Collection[str], phrases: Collection[str], numbers: Collection[int]
    ) -> list[Place]:
        """The places of what :meth:`select` finds, with one of some phrases where there are any; no words are read for them."""
        held = {key for phrase in phrases for key in self.texts.keys(phrase)} if phrases else None
        clause, values = chosen((("kind", kinds), ("verb", verbs)), (numbers,), held)
        return [*map(Place._make, self._db.execute(f"{SELECT_PLACES} {clause}", values))]

    def _holding(self, phrase: str) -> Collection[str] | None:
        return self.texts.keys(phrase) if phrase else None

    def is_said_in(self, phrase: str, numbers: Collection[int]) -> bool:
        """Whether one of the resolutions holds a phrase in its words, as in :meth:`select`."""
        return self.texts.is_in(phrase, numbers)

    def holding(self, phrase: str, numbers: Collection[int]) -> set[int]:
        """Those of the resolutions in whose words a phrase is contained, as in :meth:`select`."""
        return self.texts.resolutions(phrase) & {*numbers}

    @cached_property
    def texts(self) -> Texts:
        """All words, to find phrases in; read once."""
        return Texts(self._db, self.narrowed)

    def printing(self, phrases: Collection[str], kind: Kind) -> list[Paragraph]:
        """The paragraphs of a kind that hold one of the phrases as printed, upper and lower case; in no order."""
        keys = dict.fromkeys(key for phrase in phrases for key in self.texts.keys(phrase))
        held = " OR ".join("instr(p.text, ?) OR instr(p.closing, ?)" for _ in phrases)
        values = [each for phrase in phrases for each in (phrase, phrase)]
        return self._rows(
            f"WHERE p.kind = ? AND p.key IN (SELECT value FROM json_each(?)) AND ({held})",
            (str(kind), json.dumps([*keys]), *values),
        )

    def _rows(self, clause: str, values: Sequence[Any]) -> list[Paragraph]:
        found = self._db.execute(f"{SELECT_WITH_KEY} {clause}", values)
        return [self._known.get(key) or to_paragraph(row, key) for key, *row in found]
