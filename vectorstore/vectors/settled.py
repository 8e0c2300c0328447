"""A finished vector store is settled: everything in it lies in its files, and opening it changes none of them.

The library keeps up to a thousand rows in a queue, from which it builds a part of the graph anew at each opening; it then
writes over the graph, with whatever stands in its memory where nothing belongs. And each opening leaves a row in a table
by which it takes the lock. A generation whose files change by themselves has no hashes, and damage cannot be told.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from chromadb.api.collection_configuration import UpdateCollectionConfiguration

from vectorstore.vectors.store import DATABASE, VectorStore

_AT_ONCE: UpdateCollectionConfiguration = {"hnsw": {"batch_size": 2, "sync_threshold": 2}}
_USUAL: UpdateCollectionConfiguration = {"hnsw": {"batch_size": 100, "sync_threshold": 1000}}
# The lock is taken though the row is not written.
_STAYS = "CREATE TRIGGER IF NOT EXISTS stays BEFORE INSERT ON acquire_write BEGIN SELECT RAISE(IGNORE); END"


def settle(store: Path) -> None:
    """Nobody else may have the store open."""
    with closing(VectorStore.open(store)) as opened:
        opened.configure(_AT_ONCE)
    with closing(VectorStore.open(store)) as opened:
        opened.flush()
        opened.configure(_USUAL)
    with closing(sqlite3.connect(store / DATABASE)) as database, database:
        database.execute(_STAYS)
