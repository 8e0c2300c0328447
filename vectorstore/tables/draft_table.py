"""The table of drafts that were voted on and not adopted."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable

from ingest.rejected import RejectedDraft, item_of

TABLE = """
CREATE TABLE rejected_draft (
    ordinal   INTEGER PRIMARY KEY,
    symbol    TEXT NOT NULL,
    date      TEXT,
    meeting   INTEGER,
    agenda    TEXT NOT NULL,
    item      TEXT NOT NULL,
    vetoed_by TEXT NOT NULL,
    record    TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_item ON rejected_draft (item, date);
CREATE INDEX rejected_date ON rejected_draft (date);
"""


def write_drafts(connection: sqlite3.Connection, drafts: Iterable[RejectedDraft]) -> None:
    """Store drafts in the order given. Where the agenda item is not known, the description stands for it."""
    rows = [
        (
            ordinal,
            draft.symbol,
            draft.date and draft.date.isoformat(),
            draft.meeting,
            draft.agenda,
            item_of(draft.agenda or draft.subject),
            " ".join(draft.vetoed_by),
            draft.model_dump_json(exclude_defaults=True),
        )
        for ordinal, draft in enumerate(drafts)
    ]
    connection.executemany("INSERT INTO rejected_draft VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def read_drafts(
    connection: sqlite3.Connection,
    *,
    agenda: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    member: str = "",
) -> list[RejectedDraft]:
    """Drafts that meet the conditions given, oldest first: of an agenda item, between two days (both included), vetoed
    by a member (ISO 3166 alpha-3)."""
    conditions: list[tuple[str, object]] = [
        ("item = ?", item_of(agenda) or None),
        ("date >= ?", since and since.isoformat()),
        ("date <= ?", until and until.isoformat()),
        ("' ' || vetoed_by || ' ' LIKE ?", f"% {member.upper()} %" if member else None),
    ]
    given = [(condition, value) for condition, value in conditions if value is not None]
    where = " AND ".join(condition for condition, _ in given) or "1"
    rows = connection.execute(
        f"SELECT record FROM rejected_draft WHERE {where} ORDER BY ordinal",
        [value for _, value in given],
    )
    return [RejectedDraft.model_validate_json(record) for (record,) in rows]
