"""The tables of the catalogue, and how a resolution becomes rows."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ingest.annotations import MandateDecision
from ingest.pinpoint import Pinpoint
from ingest.rejected import RejectedDraft
from ingest.resolution import Paragraph, Resolution
from vectorstore.errors import BuildFailed
from vectorstore.lineage import table as lineage_table
from vectorstore.tables import annotation_table, draft_table
from vectorstore.tables.annotation_table import Annotated

SCHEMA_VERSION = 5
"""Grows with every change of the tables; another version is refused."""

_SCHEMA = """
CREATE TABLE resolution (
    number  INTEGER PRIMARY KEY,
    year    INTEGER NOT NULL,
    date    TEXT,
    meeting INTEGER,
    status  TEXT NOT NULL,
    subject TEXT NOT NULL,
    record  TEXT NOT NULL
) STRICT;
CREATE TABLE paragraph (
    key        TEXT PRIMARY KEY,
    ordinal    INTEGER NOT NULL,
    resolution INTEGER NOT NULL REFERENCES resolution (number),
    year       INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    number     TEXT NOT NULL,
    path       TEXT NOT NULL,
    part       TEXT NOT NULL,
    annex      TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    numbered   INTEGER NOT NULL,
    section    TEXT NOT NULL,
    text       TEXT NOT NULL,
    closing    TEXT NOT NULL,
    verb       TEXT NOT NULL,
    force      TEXT,
    cites      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX paragraph_order ON paragraph (resolution, ordinal);
CREATE INDEX paragraph_verb ON paragraph (verb COLLATE NOCASE);
CREATE TABLE citation_edge (
    citing            TEXT NOT NULL REFERENCES paragraph (key),
    citing_resolution INTEGER NOT NULL,
    cited             TEXT NOT NULL,
    cited_resolution  INTEGER NOT NULL,
    PRIMARY KEY (cited_resolution, citing_resolution, citing, cited)
) STRICT, WITHOUT ROWID;
CREATE TABLE vote_member (
    member     TEXT NOT NULL,
    position   TEXT NOT NULL,
    resolution INTEGER NOT NULL REFERENCES resolution (number),
    PRIMARY KEY (member, position, resolution)
) STRICT, WITHOUT ROWID;
CREATE TABLE mandate_decision (
    body       TEXT NOT NULL,
    acronym    TEXT NOT NULL,
    action     TEXT NOT NULL,
    since      TEXT,
    until      TEXT,
    key        TEXT NOT NULL REFERENCES paragraph (key),
    resolution INTEGER NOT NULL REFERENCES resolution (number),
    ordinal    INTEGER NOT NULL,
    date       TEXT,
    decision   TEXT NOT NULL,
    PRIMARY KEY (resolution, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX mandate_body ON mandate_decision (body COLLATE NOCASE);
CREATE INDEX mandate_acronym ON mandate_decision (acronym COLLATE NOCASE);
"""
COLUMNS = (
    "resolution",
    "year",
    "kind",
    "number",
    "path",
    "part",
    "annex",
    "occurrence",
    "numbered",
    "section",
    "text",
    "closing",
    "verb",
    "force",
    "cites",
)
SELECT = f"SELECT {', '.join('p.' + column for column in COLUMNS)} FROM paragraph p"  # noqa: S608 (column names only)
SELECT_WITH_KEY = SELECT.replace("SELECT", "SELECT p.key,", 1)
SELECT_FROM = f"{SELECT_WITH_KEY} WHERE p.resolution = ? AND p.ordinal >= (SELECT ordinal FROM paragraph WHERE key = ?) ORDER BY p.ordinal"  # noqa: S608 (as above)
SELECT_PLACES = "SELECT p.key, p.resolution, p.year, p.kind, p.verb, p.numbered FROM paragraph p"
_INSERT = f"INSERT INTO paragraph VALUES (?, ?, {', '.join('?' * len(COLUMNS))})"  # noqa: S608 (question marks only)
_LISTS = ("path", "section", "cites")
POSITIONS = ("in_favour", "against", "abstaining", "absent")
"""How a member can stand to a resolution: the fields of a vote that list members."""


def write_catalogue(
    path: Path,
    resolutions: Iterable[Resolution],
    drafts: Iterable[RejectedDraft] = (),
    annotated: Annotated | None = None,
    before: Path | None = None,
) -> None:
    """Write a new catalogue; the file must not exist. Either the whole of it is there afterwards, or nothing.

    ``annotated`` says of which resolutions the annotations need not be read out of the words again; ``before`` is a catalogue from
    which the links between versions of paragraphs are taken over where no text of their line has changed.
    Raises :class:`BuildFailed` where two resolutions or two paragraphs claim the same number or key.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rwc", isolation_level=None, uri=True)
    try:
        connection.executescript(_SCHEMA + annotation_table.TABLE + draft_table.TABLE + lineage_table.TABLE)
        taken = annotated.numbers if annotated else frozenset()
        decisions: list[MandateDecision] = []
        adopted: dict[int, dt.date | None] = {}
        abouts: dict[int, str] = {}
        with annotation_table.attached(connection, annotated):
            connection.execute("BEGIN")
            for resolution in resolutions:
                _write(connection, resolution)
                decisions += resolution.mandate_decisions
                adopted[resolution.number] = resolution.date
                abouts[resolution.number] = f"{resolution.subject}; {resolution.agenda}"
                if resolution.number not in taken:
                    annotation_table.write_annotations(connection, resolution)
            if annotated:
                annotation_table.take_annotations(connection, annotated)
            _write_lineage(connection, decisions, adopted, abouts, before)
            draft_table.write_drafts(connection, drafts)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
        connection.execute("ANALYZE")
    finally:
        connection.close()


def _write(connection: sqlite3.Connection, resolution: Resolution) -> None:
    record = resolution.model_dump_json(exclude={"paragraphs", "mandate_decisions"}, exclude_defaults=True)
    facts = (
        resolution.number,
        resolution.year,
        resolution.date and resolution.date.isoformat(),
        resolution.meeting,
        resolution.status,
        resolution.subject,
        record,
    )
    rows = [_row(ordinal, paragraph) for ordinal, paragraph in enumerate(resolution.paragraphs)]
    try:
        connection.execute("INSERT INTO resolution VALUES (?, ?, ?, ?, ?, ?, ?)", facts)
        connection.executemany(_INSERT, rows)
    except sqlite3.IntegrityError as error:
        raise BuildFailed(_clash(resolution, [row[0] for row in rows])) from error
    edges = {
        (paragraph.key, resolution.number, cited, Pinpoint.parse(cited).resolution)
        for paragraph in resolution.paragraphs
        for cited in paragraph.cites
    }
    connection.executemany("INSERT INTO citation_edge VALUES (?, ?, ?, ?)", sorted(edges))
    decisions = [
        (
            decision.body,
            decision.acronym,
            decision.action,
            decision.since and decision.since.isoformat(),
            decision.until and decision.until.isoformat(),
            decision.key,
            resolution.number,
            ordinal,
            decision.date and decision.date.isoformat(),
            decision.model_dump_json(exclude_defaults=True),
        )
        for ordinal, decision in enumerate(resolution.mandate_decisions)
    ]
    connection.executemany("INSERT INTO mandate_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", decisions)
    if resolution.vote:
        votes = {
            (member, position, resolution.number)
            for position in POSITIONS
            for member in getattr(resolution.vote, position)
        }
        connection.executemany("INSERT INTO vote_member VALUES (?, ?, ?)", sorted(votes))


def _write_lineage(
    connection: sqlite3.Connection,
    decisions: Sequence[MandateDecision],
    adopted: Mapping[int, dt.date | None],
    abouts: Mapping[int, str],
    before: Path | None,
) -> None:
    def rows_of(number: int) -> list[Paragraph]:
        rows = connection.execute(f"{SELECT} WHERE p.resolution = ? ORDER BY p.ordinal", (number,))
        return [to_paragraph(row) for row in rows]

    try:
        earlier = sqlite3.connect(f"{before.absolute().as_uri()}?mode=ro", uri=True) if before is not None else None
    except sqlite3.Error:
        earlier = None
    try:
        lineage_table.write_lineage(connection, decisions, adopted, rows_of, earlier, abouts)
    finally:
        if earlier is not None:
            earlier.close()


def _clash(resolution: Resolution, keys: list[str]) -> str:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    what = f"the keys {', '.join(twice[:5])} occur twice" if twice else "the resolution itself is given twice"
    return (
        f"Nothing was published: in {resolution.symbol} {what}. Ingest again without the source of this "
        "resolution, and report the file."
    )


def _row(ordinal: int, paragraph: Paragraph) -> tuple[Any, ...]:
    values = {column: getattr(paragraph, column) for column in COLUMNS}
    for column in _LISTS:  # most are empty
        values[column] = json.dumps(values[column], ensure_ascii=False) if values[column] else "[]"
    return (paragraph.key, ordinal, *values.values())


class Place(NamedTuple):
    """A row of :data:`SELECT_PLACES`: where a paragraph stands and how it begins, for who counts them by the ten thousand."""

    key: str
    resolution: int
    year: int
    kind: str
    verb: str
    numbered: int

    @property
    def citation(self) -> str:
        """As that of the paragraph."""
        return Pinpoint.parse(self.key).citation(self.year, numbered=bool(self.numbered))


def to_paragraph(row: Sequence[Any], key: str = "") -> Paragraph:
    """A row of :data:`SELECT`, and its key where that was read too: then it is not put together again from its parts. A search reads
    hundreds: most lists are empty, and then are not parsed."""
    values = dict(zip(COLUMNS, row, strict=True))
    for column in _LISTS:
        values[column] = () if values[column] == "[]" else _list(values[column])
    paragraph = Paragraph.model_validate(values)
    if key:
        paragraph.__dict__["key"] = key  # where the property itself keeps it
    return paragraph


@lru_cache(maxsize=8192)
def _list(written: str) -> tuple[str, ...]:
    """The paragraphs of a resolution have headings in common."""
    return tuple(json.loads(written))
