"""Whether a generation is whole: its files, its three stores against each other, and its vectors."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from llama_index.core.schema import TextNode

from vectorstore.building.row_vectors import EMBEDDINGS
from vectorstore.building.rows import Rows, row_digest
from vectorstore.catalogue import SCHEMA_VERSION, Catalogue
from vectorstore.embedding.base import Embedding
from vectorstore.embedding.meaning import Meant, joined, meant_by
from vectorstore.errors import DamagedIndex, StoreError
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import Manifest, folder, read_manifest
from vectorstore.index import Index, finds_itself, sample
from vectorstore.memory.embedding_cache import EmbeddingCache
from vectorstore.memory.source_memory import memory_faults
from vectorstore.nodes import to_nodes
from vectorstore.vectors.store import ChromaServer

_EMBEDDED_ANEW = 16
# The same text in another batch, or on another processor, gives a vector that differs in the last digits.
_ALIKE = 0.99


@dataclass(frozen=True, slots=True)
class Check:
    """What was compared, and every difference in a sentence; an index without ``faults`` is whole, and ``advice`` says how
    one that has some is repaired."""

    manifest: Manifest
    compared: dict[str, int]
    faults: list[str]
    advice: str = ""


def check_index(
    data: Path,
    embedding: Embedding,
    server: ChromaServer | None = None,
    *,
    generation: str | None = None,
    every_vector: bool = False,
) -> Check:
    """Compare everything in a generation, by default the published one, with everything else in it.

    The files with the digests of the manifest; the catalogue, its search texts, both lexical indexes and the vectors with
    each other, key by key; a sample of vectors, or all of them, with what a search for them finds; a few with their texts
    embedded anew, where the embedding is the one that built the index; and what is kept beside the generations with its
    checksums. Raises :class:`NoIndex`, :class:`DamagedIndex`, and :class:`ServerUnavailable`.
    """
    manifest = read_manifest(data, generation)
    path = folder(data, manifest.generation)
    if manifest.schema_version != SCHEMA_VERSION:
        raise DamagedIndex(
            f"Generation {manifest.generation} was built by another version of this program. Run `unsc ingest PATH…`."
        )
    wrong = _files(data, manifest)
    faults = [*wrong.values(), *_database(path)]
    compared = {"files": len(manifest.files)}
    if not faults:
        with closing(Index.open_folder(path, manifest, embedding, server)) as index:
            nodes, meant = _meant(index.catalogue)
            faults += _counts(index, nodes)
            faults += _keys(index, nodes)
            faults += _rows(path, nodes, meant)
            keys = [node.node_id for node in nodes]
            chosen = keys if every_vector else sample(keys)
            faults += [f"The vector of {key} is not found by itself." for key in chosen if not finds_itself(index, key)]
            faults += _matrix(index, keys, set(chosen))
            compared |= {"paragraphs": len(keys), "vectors": len(chosen) if manifest.finished else index.vectors()}
            if manifest.model == embedding.fingerprint:
                rows = [row for row in range(len(keys)) if row in index._matrix]
                rows = rows[:: max(1, len(rows) // _EMBEDDED_ANEW)][:_EMBEDDED_ANEW]
                faults += _embedded(index, keys, meant, rows)
                compared |= {"embedded": len(rows)}
    advice = generations.advice(data, manifest.generation, wrong)
    beside = [*EmbeddingCache.faults(data / EMBEDDINGS), *memory_faults(data)]
    return Check(manifest, compared, [*faults, *beside], advice)


def is_whole(data: Path, embedding: Embedding, server: ChromaServer | None) -> Manifest | None:
    """The manifest of the published generation where it can be used as it is and lies where it is wanted, else ``None``.

    Compares files and counts alone, which takes a second or two for the whole corpus.
    """
    try:
        manifest = read_manifest(data)
        elsewhere = manifest.finished and manifest.on_server is not (server is not None)
        if elsewhere or _files(data, manifest):
            return None
        with closing(Index.open(data, embedding, server)) as index:
            return manifest if index.vectors() == manifest.searchable - manifest.without_vector else None
    except StoreError:
        return None


def _files(data: Path, manifest: Manifest) -> dict[str, str]:
    if not manifest.files:
        return {"": "It was built by an older version of this program, which kept no hashes of its files."}
    return generations.faults(data, manifest)


def _database(path: Path) -> Iterator[str]:
    try:
        with closing(sqlite3.connect(f"{(path / 'catalogue.sqlite').absolute().as_uri()}?mode=ro", uri=True)) as db:
            (said,) = db.execute("PRAGMA quick_check").fetchone()
            strays = db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        yield f"The catalogue cannot be read ({error})."
        return
    if said != "ok":
        yield f"The catalogue is damaged ({said})."
    if strays:
        yield f"{len(strays)} rows of the catalogue refer to what is not there, the first in {strays[0][0]}."


def _meant(catalogue: Catalogue) -> tuple[list[TextNode], list[Meant]]:
    resolutions = list(catalogue.resolutions())
    return to_nodes(resolutions), meant_by(resolutions)


def _counts(index: Index, nodes: Sequence[TextNode]) -> Iterator[str]:
    manifest = index.manifest
    resolutions, paragraphs = index.catalogue.count()
    for what, promised, found in (
        ("resolutions in the catalogue", manifest.resolutions, resolutions),
        ("paragraphs in the catalogue", manifest.paragraphs, paragraphs),
        ("paragraphs to search", manifest.searchable, len(nodes)),
        ("vectors", manifest.searchable - manifest.without_vector, index.vectors()),
    ):
        if promised != found:
            yield f"There are {found} {what}, the manifest says {promised}."


def _keys(index: Index, nodes: Sequence[TextNode]) -> Iterator[str]:
    keys = [node.node_id for node in nodes]
    for store, found in (("lexical index", index._lexical.keys), ("bare lexical index", index._bare.keys)):
        if found != keys:
            yield f"The {store} does not hold the paragraphs of the catalogue{_example(set(keys) ^ set(found))}."
    if index._vectors is not None and set(keys) != (held := index._vectors.keys()):
        yield f"The vectors are not those of the paragraphs of the catalogue{_example(set(keys) ^ held)}."


def _rows(path: Path, nodes: Sequence[TextNode], meant: Sequence[Meant]) -> Iterator[str]:
    rows = Rows.read(path)
    if rows is None:
        yield "The list of rows cannot be read."
        return
    now = {node.node_id: row_digest(node, each) for node, each in zip(nodes, meant, strict=True)}
    differing = {key for key in now.keys() | rows.digests.keys() if now.get(key) != rows.digests.get(key)}
    if differing:
        yield f"{len(differing)} vectors were made from other words than the catalogue has{_example(differing)}."


def _matrix(index: Index, keys: Sequence[str], chosen: Collection[str]) -> Iterator[str]:
    """The second copy of the vectors; in a step the only one."""
    if len(index._matrix) != len(keys):
        yield f"The matrix has {len(index._matrix)} vectors, the catalogue {len(keys)} paragraphs to search."
        return
    if index._vectors is None:
        lengths = np.linalg.norm(index._matrix.all(), axis=1)
        if (wrong := int((~np.isclose(lengths, 1, atol=1e-3)).sum())) > 0:
            yield f"{wrong} rows of the matrix are no vectors."
        return
    for row, key in enumerate(keys):
        stored = index._vectors.vector(key) if key in chosen else None
        if stored is not None and not np.allclose(index._matrix.rows([row])[0], stored, atol=1e-4):
            yield f"The matrix has another vector for {key} than the vector store."


def _embedded(index: Index, keys: Sequence[str], meant: Sequence[Meant], rows: Sequence[int]) -> Iterator[str]:
    if not rows:
        return
    wanted = joined(
        index.embedding.embed_many([meant[row].passage for row in rows]),
        index.embedding.embed_many([meant[row].about for row in rows]),
    )
    for row, vector in zip(rows, wanted, strict=True):
        stored = index._matrix.rows([row])[0] if index._vectors is None else index._vectors.vector(keys[row])
        if stored is None or float(np.dot(stored, vector)) < _ALIKE:
            yield f"The vector of {keys[row]} is not that of its text."


def _example(keys: set[str]) -> str:
    return f" (for example {min(keys)})" if keys else ""
