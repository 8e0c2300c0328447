"""A vector store is opened first in a process that may die: on damaged files the library ends the process without a word."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

from vectorstore.generations import disk as generations
from vectorstore.generations.disk import VECTORS, Manifest
from vectorstore.vectors.store import VectorStore

_PATIENCE = 120.0  # seconds; the whole corpus takes five


def require_opens(store: Path, manifest: Manifest) -> None:
    """Raise :class:`DamagedIndex` where a process that opens the store, reads its keys and searches in it comes to harm."""
    process = get_context("forkserver").Process(target=_try, args=(store,), daemon=True)
    process.start()
    process.join(_PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
    if process.exitcode != 0:
        said = f"its vectors in {store} cannot be opened (status {process.exitcode})"
        raise generations.damaged(store.parent.parent.parent, manifest.generation, [VECTORS], said)


def _try(store: Path) -> None:
    opened = VectorStore.open(store)
    keys = sorted(opened.keys())
    for key in keys[:: max(1, len(keys) // 64)]:
        vector = opened.vector(key)
        if vector is None or not opened.search(vector, 8):
            raise SystemExit(1)
    opened.close()
