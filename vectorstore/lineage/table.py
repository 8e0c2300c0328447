"""The table of links between paragraphs: those computed line by line, and those said text by text."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from ingest.annotations import MandateDecision
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.lineage.alignment import links_among
from vectorstore.lineage.limits import links_of_text
from vectorstore.lineage.lines import Line, lines_of
from vectorstore.lineage.matters import OF_MATTERS, links_on_matters, matter_lines
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.said import criteria_anew, ended_with

TABLE = """
CREATE TABLE law_source (
    name    TEXT PRIMARY KEY,
    digest  TEXT NOT NULL,
    numbers TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE law_link (
    source   TEXT NOT NULL REFERENCES law_source (name),
    earlier  TEXT NOT NULL REFERENCES paragraph (key),
    later    TEXT NOT NULL REFERENCES paragraph (key),
    change   TEXT NOT NULL,
    likeness REAL NOT NULL,
    lost     TEXT NOT NULL,
    gained   TEXT NOT NULL,
    point    TEXT NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    until    TEXT,
    PRIMARY KEY (source, earlier, later)
) STRICT, WITHOUT ROWID;
CREATE INDEX law_link_earlier ON law_link (earlier);
CREATE INDEX law_link_later ON law_link (later);
"""
_SELECT = "SELECT earlier, later, change, likeness, lost, gained, point, start, end, until FROM law_link"
_WAY = "17"  # grows with every change of how links are found, so that none is taken over from before it

_TEXT = "text "  # before the number of a text, in the name of the source of what it says

RowsOf = Callable[[int], Sequence[Paragraph]]


def write_lineage(
    connection: sqlite3.Connection,
    decisions: Iterable[MandateDecision],
    adopted: Mapping[int, dt.date | None],
    rows_of: RowsOf,
    before: sqlite3.Connection | None = None,
    abouts: Mapping[int, str] | None = None,
) -> int:
    """Work out the links of every line, text and matter (``abouts`` are the library's words on each text), and take those over whose texts are the same in an earlier catalogue.

    Returns how many lines and texts were worked out.
    """
    known = _digests(before) if before is not None else {}
    rows = lru_cache(maxsize=None)(rows_of)
    digests = {number: _digest_of(rows(number), day) for number, day in adopted.items()}
    made = 0

    def write(name: str, texts: Sequence[int], more: object, work_out: Callable[[], list[Link]]) -> list[Link]:
        nonlocal made
        digest = _digest([*(digests.get(number, "") for number in texts), more])
        links = _read(before, "source", name) if before is not None and known.get(name) == digest else None
        if links is None:
            made += 1
            links = work_out()
        line = json.dumps([] if name.startswith((_TEXT, OF_MATTERS)) else texts)
        connection.execute("INSERT INTO law_source VALUES (?, ?, ?)", (name, digest, line))
        connection.executemany(
            "INSERT INTO law_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(name, *_row(link)) for link in links]
        )
        return links

    by_decisions: dict[int, list[MandateDecision]] = defaultdict(list)
    for decision in decisions:
        by_decisions[decision.resolution].append(decision)
    said: list[Link] = []
    for number, day in adopted.items():
        cited = sorted({resolution_of(each) for row in rows(number) for each in row.cites})
        work_out = partial(links_of_text, rows(number), rows, day)
        said += write(f"{_TEXT}{number}", [number, *cited], None, work_out)
    for line in lines_of((d for n in sorted(by_decisions) for d in by_decisions[n]), said):
        texts = [rows(number) for number in line.numbers]
        extending = sorted((key, sorted(bodies)) for key, bodies in line.extending.items())
        own = [each for each in said if resolution_of(each.later) in line.numbers]
        write(line.name, line.numbers, extending, partial(_of_line, line, texts, adopted, own))
    for name, numbers in matter_lines(abouts or {}, {number: rows(number) for number in abouts or {}}):
        write(name, numbers, None, lambda numbers=numbers: links_on_matters([rows(n) for n in numbers], adopted))  # type: ignore[misc]
    return made


def _of_line(
    line: Line, texts: Sequence[Sequence[Paragraph]], adopted: Mapping[int, dt.date | None], said: Sequence[Link]
) -> list[Link]:
    found = links_among(texts, adopted, line.extending)
    known = {each.earlier for each in found}
    return [*found, *(e for e in criteria_anew(said, texts) if e.earlier not in known), *ended_with(said, texts)]


def has_lineage(connection: sqlite3.Connection) -> bool:
    """Whether a catalogue has the table: those written by earlier versions of the program have not."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'law_link'"
    return connection.execute(query).fetchone() is not None


def read_links(connection: sqlite3.Connection, key: str, *, backward: bool = False) -> list[Link]:
    """The links from a paragraph to later ones, each once; ``backward`` those from earlier ones to it."""
    return list(dict.fromkeys(_links(connection, "later" if backward else "earlier", key)))


def read_versions(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Key → how many earlier and how many later paragraphs say the same, right before and right after it, of those with any."""
    links = set(connection.execute("SELECT earlier, later FROM law_link WHERE source NOT LIKE ? || '%'", (_TEXT,)))
    before, after = Counter(later for _, later in links), Counter(earlier for earlier, _ in links)
    return {key: (before[key], after[key]) for key in before.keys() | after.keys()}


def read_lines(connection: sqlite3.Connection) -> list[tuple[str, tuple[int, ...]]]:
    """The lines by name, each with the numbers of its texts."""
    rows = connection.execute("SELECT name, numbers FROM law_source WHERE numbers != '[]' ORDER BY name")
    return [(name, tuple(json.loads(numbers))) for name, numbers in rows]


def _read(connection: sqlite3.Connection, column: str, value: str) -> list[Link] | None:
    try:
        return list(_links(connection, column, value))
    except sqlite3.DatabaseError:
        return None


def _links(connection: sqlite3.Connection, column: str, value: str) -> Iterator[Link]:
    rows = connection.execute(f"{_SELECT} WHERE {column} = ? ORDER BY source", (value,))
    for earlier, later, change, likeness, lost, gained, point, start, end, until in rows:
        day = dt.date.fromisoformat(until) if until else None
        figures = _figures(lost), _figures(gained)
        yield Link(earlier, later, Change(change), likeness, *figures, point, start, end, day)


def _figures(written: str) -> tuple[str, ...]:
    return () if written == "[]" else tuple(json.loads(written))


def _row(link: Link) -> tuple[Any, ...]:
    lost, gained = (json.dumps(each, ensure_ascii=False) for each in (link.lost, link.gained))
    until = link.until.isoformat() if link.until else None
    return (link.earlier, link.later, link.change, link.likeness, lost, gained, link.point, link.start, link.end, until)


def _digests(connection: sqlite3.Connection) -> dict[str, str]:
    try:
        return dict(connection.execute("SELECT name, digest FROM law_source")) if has_lineage(connection) else {}
    except sqlite3.DatabaseError:  # what was published before is damaged: nothing is taken over from it
        return {}


def _digest_of(rows: Sequence[Paragraph], adopted: dt.date | None) -> str:
    """Of all that is read of a text."""
    return _digest([adopted, *((row.key, row.words, row.cites, row.force) for row in rows)])


def _digest(parts: Iterable[object]) -> str:
    hashed = hashlib.blake2b(_WAY.encode(), digest_size=16)
    for part in parts:
        hashed.update(f"\0{part}".encode())
    return hashed.hexdigest()
