"""How the vectors of a new generation are written: all of them, or those that differ beside those taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path

import numpy as np
from llama_index.core.schema import TextNode

from vectorstore import generations
from vectorstore.centres import Centres
from vectorstore.columns import Columns
from vectorstore.embedding_cache import EmbeddingCache
from vectorstore.embeddings import Embedding, Progress, Vectors
from vectorstore.errors import DamagedIndex, NoIndex
from vectorstore.generations import VECTORS, current
from vectorstore.matrix import MATRIX, Matrix
from vectorstore.rows import ROWS, Patch, Rows
from vectorstore.settled import settle
from vectorstore.store_process import StoreProcess
from vectorstore.vectors import ChromaServer, VectorStore

EMBEDDINGS = "embeddings.sqlite"
_READ_AT_ONCE = 4096
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


def sound_vectors(data: Path) -> set[bytes]:
    """The vectors of the published generation, as they are stored, where its matrix is what was published."""
    try:
        manifest = generations.read_manifest(data)
        if MATRIX not in manifest.files or generations.faults(data, manifest, only=[MATRIX]):
            return set()
        return {row.tobytes() for row in Matrix.open(generations.folder(data, manifest.generation)).all()}
    except (NoIndex, DamagedIndex, OSError, ValueError):
        return set()


def write_vectors(
    data: Path,
    folder: Path,
    nodes: Sequence[TextNode],
    texts: Sequence[str],
    embedding: Embedding,
    progress: Progress | None,
    server: ChromaServer | None = None,
    difference: Patch | None = None,
) -> None:
    """Vector store, matrix and centres; with a ``difference`` the store is a copy of the published one in which that is changed."""
    wanted = {node.node_id for node in nodes} if difference is None else set(difference.add)
    places: dict[str, list[int]] = {}  # of each text that is wanted; yearly copies of a clause can have the same
    for place, (node, text) in enumerate(zip(nodes, texts, strict=True)):
        if node.node_id in wanted:
            places.setdefault(text, []).append(place)
    published = generations.folder(data, current(data) or "")
    if difference is not None:
        VectorStore.copy(published / VECTORS, folder / VECTORS)
    with EmbeddingCache.open(data / EMBEDDINGS, lambda: sound_vectors(data)) as cache:
        taken = None if difference is None else _Taken(published)
        with _writing(folder / VECTORS, server, new=difference is None, rows=len(wanted)) as store:
            store.remove(difference.remove if difference else [])
            filled = cache.fill(places, embedding, progress)  # the model goes on while rows are stored
            pairs = chain.from_iterable(zip(some, vectors, strict=True) for some, vectors in filled)
            rows_of_texts = ((nodes[place], vector) for text, vector in pairs for place in places[text])
            while rows := list(islice(rows_of_texts, _STORED_AT_ONCE)):
                store.add(
                    [node.node_id for node, _ in rows],
                    np.stack([vector for _, vector in rows]),
                    [node.metadata for node, _ in rows],
                )

        if server is None:
            settle(folder / VECTORS)

        def parts() -> Iterator[Vectors]:
            for start in range(0, len(nodes), _READ_AT_ONCE):
                some = nodes[start : start + _READ_AT_ONCE]
                fresh = [place for place, node in enumerate(some) if node.node_id in wanted]
                vectors = cache.vectors([texts[start + place] for place in fresh], embedding) if fresh else None
                if taken is not None:
                    vectors = taken.completed([node.node_id for node in some], fresh, vectors)
                assert vectors is not None
                yield vectors

        Matrix.write(folder, len(nodes), parts())
    Centres.write(folder, [node.node_id for node in nodes])
    Columns.write(folder, nodes)


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


class _Taken:
    """The vectors of the published generation, by key."""

    def __init__(self, published: Path) -> None:
        self._matrix = Matrix.open(published)
        rows = Rows.read(published)
        self._places = {key: place for place, key in enumerate(rows.digests)} if rows else {}

    def completed(self, keys: Sequence[str], fresh: Sequence[int], vectors: Vectors | None) -> Vectors:
        """The vectors of ``keys``: those at the ``fresh`` places are given, the others taken over."""
        kept = sorted(set(range(len(keys))) - set(fresh))
        whole: Vectors = np.empty((len(keys), self._matrix.dimensions), np.float32)
        whole[kept] = self._matrix.rows([self._places[keys[place]] for place in kept])
        if vectors is not None:
            whole[fresh] = vectors
        return whole
