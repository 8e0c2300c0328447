"""The table of links between versions of paragraphs, line by line."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from ingest.annotations import MandateDecision
from ingest.resolution import Paragraph
from vectorstore.lineage.alignment import links_among
from vectorstore.lineage.lines import Line, lines_of
from vectorstore.lineage.model import Change, Link

TABLE = """
CREATE TABLE lineage_line (
    name   TEXT PRIMARY KEY,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE lineage (
    line     TEXT NOT NULL REFERENCES lineage_line (name),
    earlier  TEXT NOT NULL REFERENCES paragraph (key),
    later    TEXT NOT NULL REFERENCES paragraph (key),
    change   TEXT NOT NULL,
    likeness REAL NOT NULL,
    lost     TEXT NOT NULL,
    gained   TEXT NOT NULL,
    PRIMARY KEY (line, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX lineage_earlier ON lineage (earlier);
CREATE INDEX lineage_later ON lineage (later);
"""
_WAY = "1"  # grows with every change of how links are found, so that none is taken over from before it

RowsOf = Callable[[int], Sequence[Paragraph]]


def write_lineage(
    connection: sqlite3.Connection,
    decisions: Iterable[MandateDecision],
    adopted: Mapping[int, dt.date | None],
    rows_of: RowsOf,
    before: sqlite3.Connection | None = None,
) -> int:
    """Work out the links of every line, and take those over whose texts are the same in an earlier catalogue.

    Returns how many lines were worked out.
    """
    known = _digests(before) if before is not None else {}
    made = 0
    for line in lines_of(decisions):
        texts = [rows_of(number) for number in line.numbers]
        digest = _digest(texts, adopted, line)
        rows = _taken_over(before, line.name) if before is not None and known.get(line.name) == digest else None
        if rows is None:
            made += 1
            rows = [(line.name, *_row(link)) for link in links_among(texts, adopted, line.extending)]
        connection.execute("INSERT INTO lineage_line VALUES (?, ?)", (line.name, digest))
        connection.executemany("INSERT INTO lineage VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return made


def has_lineage(connection: sqlite3.Connection) -> bool:
    """Whether a catalogue has the table: those written by earlier versions of the program have not."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'lineage'"
    return connection.execute(query).fetchone() is not None


def read_links(connection: sqlite3.Connection, key: str, *, backward: bool = False) -> list[Link]:
    """The links from a paragraph to its next versions, one for each line; ``backward`` those from the versions before it."""
    column = "later" if backward else "earlier"
    rows = connection.execute(
        f"SELECT DISTINCT earlier, later, change, likeness, lost, gained FROM lineage WHERE {column} = ?",  # noqa: S608 (a name of two)
        (key,),
    )
    return [
        Link(earlier, later, Change(change), likeness, tuple(json.loads(lost)), tuple(json.loads(gained)))
        for earlier, later, change, likeness, lost, gained in rows
    ]


def _taken_over(before: sqlite3.Connection, line: str) -> list[tuple[str | float, ...]] | None:
    try:
        return before.execute("SELECT * FROM lineage WHERE line = ?", (line,)).fetchall()
    except sqlite3.DatabaseError:
        return None


def _row(link: Link) -> tuple[str | float, ...]:
    lost, gained = (json.dumps(each, ensure_ascii=False) for each in (link.lost, link.gained))
    return (link.earlier, link.later, link.change, link.likeness, lost, gained)


def _digests(connection: sqlite3.Connection) -> dict[str, str]:
    try:
        return dict(connection.execute("SELECT name, digest FROM lineage_line")) if has_lineage(connection) else {}
    except sqlite3.DatabaseError:  # what was published before is damaged: nothing is taken over from it
        return {}


def _digest(texts: Sequence[Sequence[Paragraph]], adopted: Mapping[int, dt.date | None], line: Line) -> str:
    """Of all that the links of a line come from."""
    hashed = hashlib.blake2b(_WAY.encode(), digest_size=16)
    for row in (row for rows in texts for row in rows):
        bodies = sorted(line.extending.get(row.key, ()))
        hashed.update(f"\0{row.key}\0{row.words}\0{adopted.get(row.resolution)}\0{bodies}".encode())
    return hashed.hexdigest()
