"""The building of the next generation: beside the published one, checked, and then published in its place."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from chromadb.errors import ChromaError

from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution
from vectorstore.building.row_vectors import RowVectors
from vectorstore.building.rows import Patch, Rows, patch
from vectorstore.building.steps import is_gain, link_files
from vectorstore.building.write_texts import write_texts
from vectorstore.building.write_vectors import rows_before, words_before, write_matrix, write_vectors
from vectorstore.catalogue import SCHEMA_VERSION, Catalogue
from vectorstore.embedding.base import Embedding, Progress
from vectorstore.embedding.meaning import meant_by
from vectorstore.errors import BuildFailed, DamagedIndex, EmptyCorpus, NoIndex
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import VECTORS, Manifest, current
from vectorstore.generations.hashes import sizes
from vectorstore.generations.inventory import Inventory, read_inventory
from vectorstore.generations.published import published_catalogue
from vectorstore.index import CATALOGUE, Index, finds_itself, sample
from vectorstore.memory.source_memory import mend_memory
from vectorstore.nodes import to_nodes
from vectorstore.vectors.store import ChromaServer
from vectorstore.vectors.words import Words

_MOST_CHECKED = 4000


def build(
    data: Path,
    resolutions: Sequence[Resolution],
    embedding: Embedding,
    *,
    drafts: Sequence[RejectedDraft] = (),
    progress: Progress | None = None,
    server: ChromaServer | None = None,
) -> Manifest:
    """Build a whole new generation, check it, publish it, and remove all but the one published before.

    ``progress`` counts texts embedded. Vectors lie in the folder, or on a ``server``. Whatever goes wrong, the generation
    published before stays; texts embedded so far are kept for the next attempt. Raises :class:`EmptyCorpus`,
    :class:`IndexLocked`, :class:`EmbeddingError`, :class:`BuildFailed`, :class:`CannotWrite`, :class:`ServerUnavailable`.
    """
    with generations.writing(data):
        return build_locked(data, resolutions, embedding, drafts=drafts, progress=progress, server=server)


def build_locked(
    data: Path,
    resolutions: Sequence[Resolution],
    embedding: Embedding,
    *,
    drafts: Sequence[RejectedDraft] = (),
    progress: Progress | None = None,
    server: ChromaServer | None = None,
    inventory: Inventory | None = None,
    anew: bool = False,
    published: Callable[[Manifest], None] | None = None,
) -> Manifest:
    """:func:`build` for a caller that holds the lock (:func:`vectorstore.generations.disk.writing`).

    ``inventory`` says what the resolutions were made from. ``anew`` takes no vectors over from the generation before.
    Where much is to be embedded, generations on the way are published before the last one, the first without waiting for
    any vector (:mod:`vectorstore.building.steps`); ``published`` is told each of them.
    """
    ordered = sorted(resolutions, key=lambda resolution: resolution.number)
    nodes = to_nodes(ordered)
    if not nodes:
        raise EmptyCorpus(
            "None of the sources holds a paragraph of a resolution, so there is nothing to search. "
            "Check the paths given to `unsc ingest PATH…`; what was published before stays."
        )
    forget = server.forget if server else None
    generations.remove_others(data, forget)
    folder = generations.new(data)
    try:
        if inventory is not None:
            inventory.write(folder)
        meant, keys = meant_by(ordered), [node.node_id for node in nodes]
        rows = Rows.of(nodes, meant, embedding.fingerprint)
        difference = None if anew or server else patch(rows_before(data), rows)

        def step(vectors: RowVectors) -> None:
            written.result()
            manifest = _publish_step(data, folder, embedding, keys, rows, vectors)
            if manifest is not None:
                generations.remove_others(data, forget, building=folder)
                if published:
                    published(manifest)

        def complete(difference: Patch | None) -> Manifest:
            write_vectors(data, folder, nodes, meant, embedding, progress, server, difference, step)
            Words.write(
                folder, (node.text for node in nodes), embedding, None if anew else words_before(data, embedding)
            )
            written.result()
            rows.model_copy(update={"patched": difference.patched if difference else 0}).write(folder)
            manifest = _describe(folder, embedding, len(nodes), on_server=server is not None)
            changed = difference.add[:_MOST_CHECKED] if difference else []
            _check(Index.open_folder(folder, manifest, embedding, server), keys, changed)
            return manifest

        with ThreadPoolExecutor(1) as beside:  # the model leaves some of the processor to others
            written = beside.submit(write_texts, data, folder, ordered, nodes, drafts, anew=anew)
            try:
                manifest = complete(difference)
            except (BuildFailed, DamagedIndex, OSError, sqlite3.Error, ChromaError):
                if difference is None:
                    raise
                # What was taken over may be at fault.
                shutil.rmtree(folder / VECTORS, ignore_errors=True)
                manifest = complete(None)
        generations.publish(data, manifest)
    except BaseException as error:
        generations.remove(folder, forget)
        if isinstance(error, ChromaError):
            raise generations.cannot_write(data, error) from error
        raise
    generations.remove_others(data, forget)
    return manifest


def rebuild(
    data: Path, embedding: Embedding, *, progress: Progress | None = None, server: ChromaServer | None = None
) -> Manifest:
    """Build a new generation from the published catalogue alone, for another embedding or after damage to the rest.

    Raises :class:`NoIndex` and :class:`DamagedIndex` where there is no catalogue to build from, and what :func:`build`
    raises.
    """
    with generations.writing(data):
        mend_memory(data)
        return rebuild_locked(data, embedding, progress=progress, server=server, anew=True)


def rebuild_locked(
    data: Path,
    embedding: Embedding,
    *,
    progress: Progress | None = None,
    server: ChromaServer | None = None,
    anew: bool = False,
    published: Callable[[Manifest], None] | None = None,
) -> Manifest:
    """:func:`rebuild` for a caller that holds the lock; after a step it adds the vectors that are missing. Parameters as of
    :func:`build_locked`."""
    catalogue = published_catalogue(data)
    try:
        resolutions, drafts = list(catalogue.resolutions()), catalogue.rejected_drafts()
    finally:
        catalogue.close()
    return build_locked(
        data,
        resolutions,
        embedding,
        drafts=drafts,
        progress=progress,
        server=server,
        inventory=read_inventory(data),
        anew=anew,
        published=published,
    )


def _publish_step(
    data: Path, built: Path, embedding: Embedding, keys: Sequence[str], rows: Rows, vectors: RowVectors
) -> Manifest | None:
    """Publish the texts that are built and the vectors that are there; ``None`` where that would take something away."""
    try:
        before = generations.read_manifest(data)
    except (NoIndex, DamagedIndex):
        before = None
    folder = generations.new(data)
    try:
        link_files(built, folder)
        rows.write(folder)
        count = write_matrix(folder, keys, vectors)
        described = _describe(folder, embedding, len(keys), on_server=False)
        manifest = described.model_copy(update={"finished": False, "without_vector": len(keys) - count})
        if not is_gain(before, manifest):
            generations.remove(folder)
            return None
        _check(Index.open_folder(folder, manifest, embedding, None), keys)
        generations.publish(data, manifest)
    except BaseException:
        if current(data) != folder.name:
            generations.remove(folder)
        raise
    return manifest


def _describe(folder: Path, embedding: Embedding, searchable: int, *, on_server: bool) -> Manifest:
    catalogue = Catalogue.open(folder / CATALOGUE)
    resolutions, paragraphs = catalogue.count()
    last_day = catalogue.last_day()
    catalogue.close()
    return Manifest(
        generation=folder.name,
        created=dt.datetime.now(dt.UTC).replace(microsecond=0),
        schema_version=SCHEMA_VERSION,
        model=embedding.fingerprint,
        resolutions=resolutions,
        paragraphs=paragraphs,
        searchable=searchable,
        last_day=last_day,
        on_server=on_server,
        files=generations.file_digests(folder),
        sizes=sizes(folder),
    )


def _check(index: Index, keys: Sequence[str], changed: Sequence[str] = ()) -> None:
    """The three stores hold the same paragraphs, and the vectors that changed and a sample of all find themselves."""
    try:
        found = {
            "catalogue": len(index.catalogue.paragraphs(keys)),
            "lexical index": len(index._lexical),
            "bare lexical index": len(index._bare),
            "vectors": len(index._matrix) if index._vectors is None else index._vectors.count(),
            "matrix of vectors": len(index._matrix),
            "columns": len(index._columns),
        }
        wrong = [f"{count} in the {store}" for store, count in found.items() if count != len(keys)]
        lost = [] if wrong else [key for key in (*changed, *sample(keys)) if not finds_itself(index, key)]
    finally:
        index.close()
    if wrong or lost:
        problem = f"of {len(keys)} paragraphs there are {', '.join(wrong)}" if wrong else f"{lost[0]} is not found"
        raise BuildFailed(
            f"The new index failed its check and was not published: {problem}. The index before goes on answering. Run "
            "the command again; if it fails again, report it."
        )
