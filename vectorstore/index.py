"""The index: one published generation opened for questions, and the building of the next."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import compress, islice
from pathlib import Path

import numpy as np
from chromadb.errors import ChromaError

from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution
from vectorstore.building.row_vectors import RowVectors
from vectorstore.building.rows import Patch, Rows, patch
from vectorstore.building.steps import is_gain, link_files
from vectorstore.building.write_texts import BARE, LEXICAL, NAMES, WHOLE, write_texts
from vectorstore.building.write_vectors import rows_before, write_matrix, write_vectors
from vectorstore.catalogue import SCHEMA_VERSION, Catalogue
from vectorstore.columns import Columns, places_of
from vectorstore.embedding.base import Embedding, Progress, Vectors
from vectorstore.embedding.meaning import meant_by
from vectorstore.errors import BuildFailed, DamagedIndex, EmptyCorpus, NoIndex, ServerUnavailable, WrongModel
from vectorstore.filters import Filters
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import VECTORS, Manifest, current
from vectorstore.generations.hashes import sizes
from vectorstore.generations.inventory import Inventory, read_inventory
from vectorstore.generations.published import published_catalogue
from vectorstore.lexical import Hit, LexicalIndex
from vectorstore.memory.source_memory import mend_memory
from vectorstore.nodes import to_nodes
from vectorstore.scope import Scope, Scopes
from vectorstore.vectors.centres import Centres
from vectorstore.vectors.matrix import Matrix
from vectorstore.vectors.probe import require_opens
from vectorstore.vectors.store import ChromaServer, VectorStore

__all__ = [
    "Hit",
    "Index",
    "Manifest",
    "Only",
    "build",
    "build_locked",
    "current",
    "finds_itself",
    "rebuild",
    "rebuild_locked",
    "sample",
]

_CATALOGUE = generations.CATALOGUE
_SAMPLE = 64
_MOST_CHECKED = 4000
_ASKED = 256
# Up to so many rows are compared one by one, in 20 ms at most; of more, where they are a good part of all, the graph is
# asked for a longer list, which takes 7 ms for a thousand. Half of what was asked for is enough then.
_COMPARED, _BROAD = 100_000, 0.1

Only = Scope | Collection[int] | None
"""What a search is restricted to: a scope, the numbers of resolutions, or nothing."""


class Index:
    """A published generation. Thread-safe; it goes on answering when a newer generation is published."""

    def __init__(
        self, folder: Path, manifest: Manifest, embedding: Embedding, server: ChromaServer | None = None
    ) -> None:
        self.manifest = manifest
        self.embedding = embedding
        self._asked: dict[str, Vectors] = {}
        self.catalogue = Catalogue.open(folder / _CATALOGUE)
        self._lexical = LexicalIndex.open(folder / LEXICAL)
        self._bare = LexicalIndex.open(folder / BARE)
        self._whole = LexicalIndex.open(folder / WHOLE)
        self.names: dict[str, str] = json.loads((folder / NAMES).read_text("utf-8"))  # acronym → full name
        self._columns = Columns.open(folder)
        self._scopes = Scopes(self.catalogue, self._lexical.keys, self._columns)
        self._resolutions = np.array([int(key) for key in self._whole.keys], np.int64)
        self._matrix = Matrix.open(folder)
        self._centres = Centres.open(folder)
        self._vectors = (
            VectorStore.open(folder / VECTORS, server if manifest.on_server else None) if manifest.finished else None
        )

    @classmethod
    def open(cls, data: Path, embedding: Embedding, server: ChromaServer | None = None) -> Index:
        """Open what is published; its vectors lie in the folder, or on the ``server`` where the manifest says so.

        Raises :class:`NoIndex`, :class:`WrongModel` where another embedding built it, :class:`DamagedIndex`, and
        :class:`ServerUnavailable`.
        """
        manifest = generations.read_manifest(data)
        if manifest.model != embedding.fingerprint:
            raise WrongModel(
                f"The index in {data} was built with the embedding {manifest.model}; the setting is now "
                f"{embedding.fingerprint}. Run `unsc ingest PATH…` to build it anew, or set UNSC_EMBEDDING__NAME back."
            )
        return cls._open(generations.folder(data, manifest.generation), manifest, embedding, server)

    @classmethod
    def _open(cls, folder: Path, manifest: Manifest, embedding: Embedding, server: ChromaServer | None) -> Index:
        data = folder.parent.parent
        if manifest.schema_version != SCHEMA_VERSION:
            raise DamagedIndex(
                f"The index was built by another version of this program (schema {manifest.schema_version}, here "
                f"{SCHEMA_VERSION}). Run `unsc ingest PATH…` to build it anew."
            )
        if manifest.on_server and server is None:
            raise ServerUnavailable(
                "The vectors of this index lie in a Chroma server. Set UNSC_CHROMA__URL to its address, or run "
                "`unsc index rebuild` to keep them in the folder."
            )
        generations.trust(data, manifest)
        if (
            manifest.finished
            and not manifest.on_server
            and VECTORS not in {place.partition("/")[0] for place in manifest.files}
        ):
            require_opens(folder / VECTORS, manifest)  # an older program kept no hashes of these files
        try:
            return cls(folder, manifest, embedding, server)
        except (OSError, ValueError, KeyError, TypeError, IndexError, ChromaError, sqlite3.Error) as error:
            raise generations.damaged(data, manifest.generation, (), f"it cannot be opened ({error})") from error

    def scope(self, filters: Filters) -> Scope:
        """What meets the filters, for ``only`` below. The newest ones are remembered."""
        return self._scopes.of(filters)

    def scope_of(self, numbers: Collection[int]) -> Scope:
        """All paragraphs of these resolutions, likewise."""
        return self._scopes.of_resolutions(numbers)

    def lexical(
        self,
        query: str,
        k: int,
        *,
        only: Only = None,
        bare: bool = False,
        also: str = "",
        share: float = 0.5,
    ) -> list[Hit]:
        """At most ``k`` paragraphs that share words with the query, best first, with BM25 scores above 0.

        ``only`` restricts to a scope, or to resolutions. ``bare`` scores the paragraphs' own words without their context:
        inside one resolution all paragraphs share the context, and it drowns them. ``also`` are further words, which count
        ``share``.
        """
        scope = self._scope(only)
        rows = None if scope is None else scope.rows
        return (self._bare if bare else self._lexical).search(query, k, rows=rows, also=also, share=share)

    def highest(self, query: str) -> float:
        """The best BM25 score of any paragraph, 0 where none shares a word with the query."""
        return self._lexical.highest(query)

    def rarity(self, query: str) -> float:
        """ln(paragraphs / paragraphs that have it) of the rarest word that any paragraph has; 0 where none has one."""
        return self._lexical.rarity(query)

    def resolutions(self, query: str, k: int, *, only: Only = None, also: str = "", share: float = 0.5) -> list[Hit]:
        """At most ``k`` resolutions whose whole text, subject and library subjects share words with the query; the key
        is the number."""
        scope = self._scope(only)
        rows = None if scope is None else places_of(scope.numbers, self._resolutions)
        return self._whole.search(query, k, rows=rows, also=also, share=share)

    def dense(self, query: str, k: int, *, only: Only = None) -> list[Hit]:
        """At most ``k`` paragraphs nearest in meaning, best first, with cosine similarity; ``only`` as above."""
        vector = self._vector(query)
        scope = self._scope(only)
        rows = np.arange(len(self._matrix)) if scope is None else scope.rows
        if self._vectors is not None:
            if scope is None:
                return self._vectors.search(vector, k)
            share = len(rows) / max(1, len(self._matrix))
            if len(rows) > _COMPARED and share > _BROAD:
                found = self._vectors.search(vector, int(1.5 * k / share))
                hits = [hit for hit in found if scope.holds(hit.key)][:k]
                if len(hits) >= k // 2:
                    return hits
        return [Hit(self._lexical.keys[row], score) for row, score in self._matrix.nearest(vector, k, rows)]

    def alike(self, query: str, k: int, *, only: Only = None) -> list[Hit]:
        """At most ``k`` resolutions nearest in meaning as a whole, best first, with cosine similarity; the key is the
        number."""
        scope = self._scope(only)
        numbers = None if scope is None else np.array(sorted(scope.numbers), np.int64)
        return self._centres.nearest(self._vector(query), k, numbers)

    def vectors(self) -> int:
        """How many paragraphs have a vector."""
        return len(self._matrix.all()) if self._vectors is None else self._vectors.count()

    @cached_property
    def with_vector(self) -> frozenset[str] | None:
        """The paragraphs that :meth:`dense` can find; ``None`` where it can find all."""
        held = self._matrix.held
        return None if held is None else frozenset(compress(self._lexical.keys, held.tolist()))

    @cached_property
    def with_centre(self) -> frozenset[int] | None:
        """The resolutions that :meth:`alike` can find; ``None`` where it can find all."""
        return None if self._matrix.held is None else self._centres.numbers

    def _vector(self, query: str) -> Vectors:
        """One question is searched with in several places, and embedded once."""
        vector = self._asked.get(query)
        if vector is None:
            if len(self._asked) >= _ASKED:
                self._asked = {}
            vector = self._asked[query] = self.embedding.embed_query(query)
        return vector

    def _scope(self, only: Only) -> Scope | None:
        return only if only is None or isinstance(only, Scope) else self._scopes.of_resolutions(only)

    def close(self) -> None:
        """Release what is open in this process; the index cannot be used afterwards."""
        self.catalogue.close()
        self.release()

    def release(self) -> None:
        """As :meth:`close`, but the catalogue stays with those who still read in it: it closes when nobody does."""
        if self._vectors is not None:
            self._vectors.close()
        # What is mapped into memory lies on the disk, though it was deleted, for as long as something refers to it.
        for name in ("_lexical", "_bare", "_whole", "_matrix", "_centres", "_columns", "_scopes"):
            self.__dict__.pop(name, None)


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
            written.result()
            rows.model_copy(update={"patched": difference.patched if difference else 0}).write(folder)
            manifest = _describe(folder, embedding, len(nodes), on_server=server is not None)
            changed = difference.add[:_MOST_CHECKED] if difference else []
            _check(Index._open(folder, manifest, embedding, server), keys, changed)
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
        _check(Index._open(folder, manifest, embedding, None), keys)
        generations.publish(data, manifest)
    except BaseException:
        if current(data) != folder.name:
            generations.remove(folder)
        raise
    return manifest


def _describe(folder: Path, embedding: Embedding, searchable: int, *, on_server: bool) -> Manifest:
    catalogue = Catalogue.open(folder / _CATALOGUE)
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


def sample(keys: Sequence[str]) -> list[str]:
    """Some sixty keys, evenly spread."""
    step = max(1, len(keys) // _SAMPLE)
    return list(islice(keys, 0, None, step))


def finds_itself(index: Index, key: str) -> bool:
    """Whether a search for a paragraph's own vector finds it, or one just like it; in a step, one that has a vector."""
    if index._vectors is None:
        return True  # every vector that there is is compared
    vector = index._vectors.vector(key)
    if vector is None:
        return False
    # Yearly copies of a clause can have the same vector: then one as near as itself is as good.
    nearest = index._vectors.search(vector, 1)
    return bool(nearest) and bool(np.isclose(nearest[0].score, 1, atol=1e-3))
