"""Everything that belongs to one generation of the index, and is replaced as a whole when a newer one appears; who still uses an older one."""

from __future__ import annotations

import gc
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache, partial

from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.router import Router, trained
from assistant.reading.subjects import Subjects
from assistant.retrieval.names.acronyms import acronyms_known
from assistant.retrieval.retrieve import ResolutionRetriever
from assistant.retrieval.sure.sureness import BY_PLANS, BY_SEARCH, Sure
from assistant.retrieval.sure.sureness import trained as trained_sureness
from assistant.settings import Settings
from assistant.understanding.clipped import in_full
from assistant.writing.extractive import ExtractiveWriter
from assistant.writing.generative import GenerativeWriter
from assistant.writing.model import Chat
from ingest.pinpoint import resolution_of
from vectorstore.index import Index
from vectorstore.lineage.reading import Lineage


class Generation:
    """One open generation: catalogue, retriever, writers."""

    def __init__(self, index: Index, settings: Settings, chat: Chat | None) -> None:
        self.index = index
        self.catalogue = index.catalogue
        self.identity = index.manifest.generation
        self.numbers = frozenset(self.catalogue.numbers())
        self.thresholds = settings.thresholds
        self.retriever = ResolutionRetriever(index, settings.retrieval)
        self.lineage = Lineage(self.catalogue)
        self.subjects = Subjects(self.catalogue, self.lineage)
        self.extractive = ExtractiveWriter(
            self.lineage,
            quotations=settings.thresholds.quotations,
            beside_best=settings.thresholds.quoted_beside_best,
        )
        self.generative = GenerativeWriter(chat, settings.llm, self.catalogue) if chat is not None else None

    def knows(self, number: int) -> bool:
        """Whether a resolution of this number exists."""
        return number in self.numbers

    @cached_property
    def reader(self) -> Reader:
        """Finds what questions mention in this catalogue."""
        index = self.index
        # a question in several parts has the same clipped words in each way of reading it
        clipped = lru_cache(_CLIPPED)(partial(in_full, index.words_beginning))
        spelling = Spelling(self.subjects.names, index.rarity, clipped)
        # not self.knows: a generation that was replaced is freed at once, and so may not refer to itself
        return Reader(self.catalogue, self.subjects, spelling, self.numbers.__contains__, self._acronyms(spelling))

    @cached_property
    def router(self) -> Router:
        """Tells what questions ask for, with the vectors of this index where it has learned of such."""
        return trained().by(self.index.vector, self.index.embedding.fingerprint)

    @cached_property
    def sureness(self) -> Sure:
        """Tells how likely what a search leads with is what was asked for."""
        return trained_sureness(BY_SEARCH)

    @cached_property
    def sureness_of_plans(self) -> Sure:
        """Tells how likely what an answer by plans leads with is what was asked for."""
        return trained_sureness(BY_PLANS)

    def _acronyms(self, spelling: Spelling) -> frozenset[str]:
        """The names in capitals that the texts, the decisions and the tables know; an everyday word ("WHO") is none."""
        bodies = {entry.acronym for entry in self.subjects.entries}
        learnt = (name for name in self.index.names if not spelling.is_everyday(name.lower()))
        return acronyms_known((*learnt, *bodies))

    def adopted_in(self, year: int, month: int) -> Sequence[int]:
        """The resolutions adopted in a month."""
        return self._of_month.get((year, month), ())

    @cached_property
    def _of_month(self) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = {}
        for record in self.catalogue.records():
            if record.date is not None:
                found.setdefault((record.date.year, record.date.month), []).append(record.number)
        return found

    def nearest(self, text: str, numbers: Sequence[int]) -> int | None:
        """Which of some resolutions has the paragraph nearest in meaning; ``None`` where another one has one nearly as near."""
        best: dict[int, float] = {}
        for hit in self.index.dense(text, _NEAREST, only=numbers):
            best.setdefault(resolution_of(hit.key), hit.score)
        first, second = (*sorted(best.values(), reverse=True), 0.0, 0.0)[:2]
        return next(iter(best)) if first >= _NEAR and first - second >= _NEARER else None


_CLIPPED = 1_000  # clipped words between their neighbours that are remembered
_NEAREST = 24  # paragraphs that are looked at
_NEAR, _NEARER = 0.5, 0.06  # cosine of the nearest one, and how much less that of any other resolution must be


class Leases:
    """Counts who uses a generation; one that was replaced is closed when the last of them is done."""

    def __init__(self, first: Generation) -> None:
        self._lock = threading.Lock()
        self._used: Counter[Generation] = Counter()
        self.current = first

    @contextmanager
    def use(self) -> Iterator[Generation]:
        """The generation that is open now; it stays open until the block is left."""
        with self._lock:
            generation = self.current
            self._used[generation] += 1
        try:
            yield generation
        finally:
            with self._lock:
                self._used[generation] -= 1
                over = not self._used[generation]
                if over:
                    del self._used[generation]
                over = over and generation is not self.current
            if over:
                _closed(generation)

    def replace(self, newer: Generation) -> None:
        """Give out ``newer`` from now on."""
        with self._lock:
            older, self.current = self.current, newer
            over = not self._used[older]
        if over:
            _closed(older)


def _closed(generation: Generation) -> None:
    generation.index.release()
    del generation
    gc.collect()  # it is collected seldom, and what is left refers to itself in circles
