"""How the vectors of a new generation are written: all of them, or those that differ beside those taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

import numpy as np
from llama_index.core.schema import TextNode

from vectorstore.building import steps
from vectorstore.building.row_vectors import RowVectors
from vectorstore.building.rows import ROWS, Patch, Rows
from vectorstore.embedding.base import Embedding, Progress, Vectors
from vectorstore.embedding.meaning import Meant
from vectorstore.errors import DamagedIndex, NoIndex
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import VECTORS, current
from vectorstore.vectors.centres import Centres
from vectorstore.vectors.matrix import MATRIX, Matrix
from vectorstore.vectors.principal import Principal
from vectorstore.vectors.settled import settle
from vectorstore.vectors.store import ChromaServer, VectorStore
from vectorstore.vectors.store_process import StoreProcess
from vectorstore.vectors.words import WORD_VECTORS, WORDS, Words

_STORED_AT_ONCE = 1024  # rows: a sixth less work than in groups of 256
_MINIMUM_FOR_A_PROCESS = 5000  # rows: below, starting one takes longer than it saves


def rows_before(data: Path) -> Rows | None:
    """Of the published generation, where its vectors lie in its folder, so that they can be taken over."""
    try:
        manifest = generations.read_manifest(data)
    except (NoIndex, DamagedIndex):
        return None
    folder = generations.folder(data, manifest.generation)
    taken = {VECTORS, MATRIX, ROWS}
    # What is damaged, or was written by a program that kept no hashes of it, is not carried forward.
    if not taken <= {place.partition("/")[0] for place in manifest.files}:
        return None
    return None if generations.faults(data, manifest, only=taken) else Rows.read(folder)


def words_before(data: Path, embedding: Embedding) -> Words | None:
    """The vectors of words of the published generation, where this embedding made them."""
    try:
        manifest = generations.read_manifest(data)
    except (NoIndex, DamagedIndex):
        return None
    damaged = generations.faults(data, manifest, only={WORDS, WORD_VECTORS})
    if manifest.model != embedding.fingerprint or damaged:
        return None
    return Words.open(generations.folder(data, manifest.generation), embedding)


def write_vectors(
    data: Path,
    folder: Path,
    nodes: Sequence[TextNode],
    meant: Sequence[Meant],
    embedding: Embedding,
    progress: Progress | None,
    server: ChromaServer | None = None,
    difference: Patch | None = None,
    step: Callable[[RowVectors], None] | None = None,
) -> None:
    """Vector store, matrix and centres; with a ``difference`` the store is a copy of the published one in which that is changed.

    Where much is to be done, ``step`` is called before it and a few times on the way, with what is there by then.
    """
    keys = [node.node_id for node in nodes]
    if difference is not None:
        VectorStore.copy(generations.folder(data, current(data) or "") / VECTORS, folder / VECTORS)
    with RowVectors.open(data, embedding, keys, meant, difference) as rows:
        groups = [rows.wanted]
        if step and len(rows.wanted) >= steps.MANY:
            rows.complete()
            step(rows)
            groups = steps.in_steps(rows, [int(node.metadata["number"]) for node in nodes])
        counted = [len({meant[place].passage for place in group}) for group in groups]
        with _writing(folder / VECTORS, server, new=difference is None, rows=len(rows.wanted)) as store:
            store.remove(difference.remove if difference else [])
            for number, group in enumerate(groups):
                if number and step:
                    step(rows)
                beyond = _beyond(progress, sum(counted[:number]), sum(counted))
                for some in _each(rows.fill(group, beyond)):  # the model goes on while rows are stored
                    store.add(
                        [keys[place] for place, _ in some],
                        np.stack([vector for _, vector in some]),
                        [nodes[place].metadata for place, _ in some],
                    )
        if server is None:
            settle(folder / VECTORS)
        write_matrix(folder, keys, rows)


def write_matrix(folder: Path, keys: Sequence[str], rows: RowVectors) -> int:
    """Matrix, centres and principal parts, of as many vectors as there are; returns their number."""
    held = rows.held()
    Matrix.write(folder, held, rows.parts(held))
    Centres.write(folder, keys)
    Principal.write(folder, Matrix.open(folder).all())
    return int(held.sum())


def _each(filled: Iterable[tuple[list[int], Vectors]]) -> Iterator[list[tuple[int, Vectors]]]:
    """Place and vector of rows, as many at a time as are stored at once."""
    pairs = (pair for places, vectors in filled for pair in zip(places, vectors, strict=True))
    while some := list(islice(pairs, _STORED_AT_ONCE)):
        yield some


def _beyond(progress: Progress | None, done: int, total: int) -> Progress | None:
    return (lambda now, _: progress(done + now, total)) if progress else None


@contextmanager
def _writing(
    folder: Path, server: ChromaServer | None, *, new: bool, rows: int
) -> Iterator[VectorStore | StoreProcess]:
    if server is None and rows >= _MINIMUM_FOR_A_PROCESS:
        with StoreProcess.open(folder, new=new) as beside:
            yield beside
        return
    with closing((VectorStore.create if new else VectorStore.open)(folder, server)) as store:
        yield store
