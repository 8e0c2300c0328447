"""The index: one published generation opened for questions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, partial
from itertools import compress, islice
from pathlib import Path

import numpy as np
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from vectorstore.catalogue import SCHEMA_VERSION, Catalogue
from vectorstore.columns import Columns, places_of
from vectorstore.embedding.base import Embedding, Vectors
from vectorstore.errors import DamagedIndex, ServerUnavailable, WrongModel
from vectorstore.filters import Filters
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import VECTORS, Manifest, current
from vectorstore.lexical import Hit, LexicalIndex
from vectorstore.measures import Measures
from vectorstore.scope import Scope, Scopes
from vectorstore.texts import InText
from vectorstore.vectors.centres import Centres
from vectorstore.vectors.matrix import Matrix
from vectorstore.vectors.probe import require_opens
from vectorstore.vectors.store import ChromaServer, VectorStore
from vectorstore.vectors.words import Words

__all__ = ["Hit", "Index", "Manifest", "Only", "current", "finds_itself", "sample"]

CATALOGUE, LEXICAL, BARE, WHOLE = generations.CATALOGUE, "lexical", "lexical_bare", "lexical_whole"
NAMES = "names.json"
_SAMPLE = 64
_ASKED = 256
_READ = 32  # passages of which the vectors of all words are remembered: 150 kB each of a hundred words
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
        self._read: dict[tuple[str, ...], Vectors | None] = {}
        self.catalogue = Catalogue.open(folder / CATALOGUE)
        self._lexical = LexicalIndex.open(folder / LEXICAL)
        self._bare = LexicalIndex.open(folder / BARE)
        self._whole = LexicalIndex.open(folder / WHOLE)
        self.names: dict[str, str] = json.loads((folder / NAMES).read_text("utf-8"))  # acronym → full name
        self._columns = Columns.open(folder)
        self._scopes = Scopes(self.catalogue, self._lexical.keys, self._columns)
        self._resolutions = np.array([int(key) for key in self._whole.keys], np.int64)
        self.catalogue.narrowed.to = partial(_holding, self._whole, self._resolutions)
        self._matrix = Matrix.open(folder)
        self._centres = Centres.open(folder)
        self._words = Words.open(folder, embedding)
        self.measures = Measures(self._lexical, self._bare, self._whole, self._columns, self._matrix, self._centres)
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
        return cls.open_folder(generations.folder(data, manifest.generation), manifest, embedding, server)

    @classmethod
    def open_folder(cls, folder: Path, manifest: Manifest, embedding: Embedding, server: ChromaServer | None) -> Index:
        """Open one generation, published or not; raises as :meth:`open`."""
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
        vector = self.vector(query)
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
        return self._centres.nearest(self.vector(query), k, numbers)

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

    def vector(self, query: str) -> Vectors:
        """The unit vector of a text; one question is searched with in several places, and embedded once."""
        vector = self._asked.get(query)
        if vector is None:
            if len(self._asked) >= _ASKED:
                self._asked = {}
            vector = self._asked[query] = self.embedding.embed_query(query)
        return vector

    def of_words(self, words: Sequence[str]) -> Vectors | None:
        """What :meth:`Embedding.of_words` gives for a passage; the newest ones are remembered: an answer is held against what was asked for
        more than once on its way."""
        passage = tuple(words)
        if passage in (read := self._read):
            return read[passage]
        found = self.embedding.of_words(passage)
        self._read = (
            {**read, passage: found} if len(read) < _READ else {passage: found}
        )  # none that a thread reads ever changes
        return found

    def of_each_word(self, words: Sequence[str]) -> Vectors | None:
        """The unit vectors (words, d) of words in lower case, each as it is meant by itself; ``None`` where the embedding has none."""
        return self._words.of(words)

    def words_beginning(self, letters: str, before: str, behind: str) -> Iterator[InText]:
        """As :meth:`Texts.beginning`: every word that begins with these small letters, ``before`` or ``behind`` the beginning of another. Only
        the resolutions are read in which a paragraph has both."""
        if not self._words.may_begin_with(letters):
            return iter(())
        bare, numbers = self._bare, self.measures.columns.numbers
        beside = [bare.with_words_like(each) for each in (before, behind) if each]
        rows = np.intersect1d(bare.with_words_like(letters), np.concatenate([*beside, np.zeros(0, np.int64)]))
        among = np.unique(numbers[rows]).tolist()
        return self.catalogue.texts.beginning(letters, before, behind, among) if among else iter(())

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
        self.catalogue.narrowed.to = None
        # What is mapped into memory lies on the disk, though it was deleted, for as long as something refers to it.
        for name in ("_lexical", "_bare", "_whole", "_matrix", "_centres", "_words", "_columns", "_scopes", "measures"):
            self.__dict__.pop(name, None)


def _holding(whole: LexicalIndex, numbers: NDArray[np.int64], phrase: str) -> NDArray[np.int64] | None:
    """The resolutions that may hold a phrase, ascending; ``None`` for all."""
    places = whole.may_hold(phrase)
    return None if places is None else numbers[places]


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
