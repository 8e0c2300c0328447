"""Invented resolutions and a deterministic embedding, for tests."""

from __future__ import annotations

import datetime as dt
import re
import threading
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from ingest.resolution import Force, Kind, Paragraph, Resolution
from vectorstore.embedding.base import Embedding, Progress, Vectors, normalised

_FORCE = {
    "decides": Force.DECISION,
    "demands": Force.DECISION,
    "authorizes": Force.AUTHORIZATION,
    "requests": Force.INSTRUCTION,
    "urges": Force.EXHORTATION,
    "recalls": Force.RECALL,
    "recalling": Force.RECALL,
    "welcomes": Force.EVALUATION,
}

Item = str | tuple[str, Sequence["Item"]] | tuple[str, Sequence["Item"], str]
"""A paragraph: its text, or its opening words with sub-paragraphs, or those with closing words."""


def resolution(
    number: int,
    year: int,
    ops: Sequence[Item] = (),
    pps: Sequence[str] = (),
    *,
    annex: Sequence[Item] = (),
    section: tuple[str, ...] = (),
    cites: dict[str, tuple[str, ...]] | None = None,
    **fields: Any,
) -> Resolution:
    """A resolution with numbered operative paragraphs, preambular clauses and an annex without a label.

    Sub-paragraphs are numbered (a), (b); below them (i), (ii). ``cites`` maps keys to the keys they cite. A date is
    made up where none is given: the first of January of the year.
    """
    rows = [_paragraph(number, year, Kind.PREAMBULAR, str(i), (), text) for i, text in enumerate(pps, 1)]
    rows += [_heading(number, year, i, heading) for i, heading in enumerate(section, 1)]
    for kind, items in ((Kind.OPERATIVE, ops), (Kind.ANNEX, annex)):
        for i, item in enumerate(items, 1):
            rows += _paragraphs(number, year, kind, str(i), (), item, section if kind is Kind.OPERATIVE else ())
    if cites:
        rows = [row.model_copy(update={"cites": cites[row.key]}) if row.key in cites else row for row in rows]
    return Resolution(number=number, year=year, **{"date": dt.date(year, 1, 1), **fields}, paragraphs=tuple(rows))


def _paragraphs(
    number: int, year: int, kind: Kind, label: str, path: tuple[str, ...], item: Item, section: tuple[str, ...]
) -> list[Paragraph]:
    text, below, closing = ("", (), "") if not item else (item, (), "") if isinstance(item, str) else (*item, "")[:3]
    rows = [_paragraph(number, year, kind, label, path, text, closing=closing, section=section)]
    marks = ("i", "ii", "iii", "iv", "v", "vi") if path else "abcdefghijklmnopqrstuvwxyz"
    for mark, child in zip(marks, below, strict=False):
        rows += _paragraphs(number, year, kind, label, (*path, mark), child, section)
    return rows


def _heading(number: int, year: int, position: int, text: str) -> Paragraph:
    return _paragraph(number, year, Kind.HEADING, str(position), (), text)


def _paragraph(
    number: int,
    year: int,
    kind: Kind,
    label: str,
    path: tuple[str, ...],
    text: str,
    *,
    closing: str = "",
    section: tuple[str, ...] = (),
) -> Paragraph:
    verb = text.split(" ", 1)[0].strip(",").lower()
    force = _FORCE.get(verb)
    return Paragraph(
        resolution=number,
        year=year,
        kind=kind,
        number=label,
        path=path,
        text=text,
        closing=closing,
        section=section,
        verb=verb if force else "",
        force=force,
    )


class WordEmbedding(Embedding):
    """Bags of hashed words as unit vectors: texts that share words are near. Counts what it was asked to embed."""

    model_name: str = "words"
    dimensions: int = 256
    _asked: list[str] = PrivateAttr(default_factory=list)
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    @property
    def fingerprint(self) -> str:
        return f"{self.model_name}:{self.dimensions}"

    @property
    def asked(self) -> list[str]:
        """Every text embedded so far by :meth:`embed_many`, in order."""
        return self._asked

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        with self._lock:
            self._asked += texts
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % self.dimensions] += 1
        vectors[~vectors.any(axis=1), 0] = 1
        if progress:
            progress(len(texts), len(texts))
        return normalised(vectors)
