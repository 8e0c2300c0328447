"""The table of annotations: what the single paragraphs do besides their leading verb.

It is derived from the words when a catalogue is written, so that the rows of paragraphs, which every search reads, stay
small. Days and labels have columns of their own: "reports due in March", "what is asked of the Committee".
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from ingest.annotating.paragraphs import annotations_of
from ingest.annotations import Addressee, Deadline, ParagraphAnnotation, ReportRequest, SecondVerb
from ingest.resolution import Resolution

TABLE = """
CREATE TABLE annotation (
    resolution INTEGER NOT NULL REFERENCES resolution (number),
    ordinal    INTEGER NOT NULL,
    key        TEXT NOT NULL REFERENCES paragraph (key),
    type       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    label      TEXT NOT NULL,
    day        TEXT,
    detail     TEXT NOT NULL,
    PRIMARY KEY (resolution, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_key ON annotation (key);
CREATE INDEX annotation_day ON annotation (type, day) WHERE day IS NOT NULL;
CREATE INDEX annotation_label ON annotation (type, label COLLATE NOCASE);
"""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The annotations of another catalogue, and the resolutions whose annotations are right for the new one too."""

    catalogue: Path
    numbers: frozenset[int]


_ADAPTER: TypeAdapter[ParagraphAnnotation] = TypeAdapter(ParagraphAnnotation)


@contextmanager
def attached(connection: sqlite3.Connection, annotated: Annotated | None) -> Iterator[None]:
    """Around a transaction in which rows are taken over: nothing can be attached within one."""
    if annotated is None:
        yield
        return
    connection.execute("ATTACH ? AS before", (f"{annotated.catalogue.absolute().as_uri()}?mode=ro&immutable=1",))
    yield
    connection.execute("DETACH before")


def take_annotations(connection: sqlite3.Connection, annotated: Annotated) -> None:
    """Take rows over: reading them out of all words is most of the work of a catalogue."""
    connection.execute(
        "INSERT INTO annotation SELECT * FROM before.annotation WHERE resolution IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(annotated.numbers)),),
    )


def write_annotations(connection: sqlite3.Connection, resolution: Resolution) -> None:
    """Read the annotations out of the words of a resolution and store them in document order."""
    every = [(key, one) for key, annotations in annotations_of(resolution).items() for one in annotations]
    rows = [
        (resolution.number, ordinal, key, one.type, *_columns(one), one.model_dump_json(exclude_defaults=True, exclude={"type"}))
        for ordinal, (key, one) in enumerate(every)
    ]  # fmt: skip
    connection.executemany("INSERT INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _columns(one: ParagraphAnnotation) -> tuple[str, str, str | None]:
    """Kind (or force, or form), label, day."""
    match one:
        case SecondVerb():
            return str(one.force or ""), one.verb, None
        case Addressee():
            return one.kind, one.label, None
        case Deadline():
            return one.kind, "", one.day.isoformat() if one.day else None
        case ReportRequest():
            return one.form, "; ".join(one.reporter), one.due.isoformat() if one.due else None


def read_annotations(
    connection: sqlite3.Connection,
    *,
    number: int | None = None,
    key: str = "",
    kind: str = "",
    label: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    of_type: str = "",
) -> Iterator[tuple[str, ParagraphAnnotation]]:
    """(key of the paragraph, annotation) for all that meet the conditions given; by resolution and document order."""
    conditions: list[tuple[str, object]] = [
        ("resolution = ?", number),
        ("key = ?", key or None),
        ("type = ?", of_type or None),
        ("kind = ?", kind or None),
        ("label = ? COLLATE NOCASE", label or None),
        ("day >= ?", since and since.isoformat()),
        ("day <= ?", until and until.isoformat()),
    ]
    given = [(condition, value) for condition, value in conditions if value is not None]
    where = " AND ".join(condition for condition, _ in given) or "1"
    rows = connection.execute(
        f"SELECT key, type, detail FROM annotation WHERE {where} ORDER BY resolution, ordinal",
        [value for _, value in given],
    )
    for place, name, detail in rows:
        yield place, _ADAPTER.validate_json(f'{{"type":"{name}",{detail[1:]}')
