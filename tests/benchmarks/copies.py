"""Synthetic corpora: the real index again and again, with renumbered resolutions and slightly perturbed vectors.

Nothing is embedded: the vector of a passage is that of the first paragraph which has it, and each resolution turns its own
by a small angle (cosine about 0.98) that depends on the line about it. Bodies get names of their own, so that chains of mandates grow in number and not in length.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from ingest.annotations import MandateDecision
from ingest.resolution import Paragraph, Resolution
from vectorstore.building.build import build
from vectorstore.catalogue import Catalogue
from vectorstore.embedding.base import Embedding, Progress, Vectors
from vectorstore.embedding.meaning import ABOUT, meant_by
from vectorstore.generations import disk as generations
from vectorstore.index import current
from vectorstore.vectors.matrix import Matrix

APART = 10_000
"""Resolution 242 is copied as 10242, 20242, …: keys have at most five digits, so that nine copies are possible."""
_NOISE = 0.01  # standard deviation of what is added to each of 384 components


def write_copies(data: Path, into: Path, times: int) -> None:
    """An index ``times`` as large as the published one in ``data``; kept where it is there already.

    Raises ``OSError`` where the published generation has no matrix of vectors: `unsc index rebuild` writes one.
    """
    if current(into) is not None:
        return
    folder = generations.folder(data, generations.read_manifest(data).generation)
    catalogue = Catalogue.open(folder / "catalogue.sqlite")
    originals = list(catalogue.resolutions())
    catalogue.close()
    embedding = CopiedVectors.of(originals, Matrix.open(folder), generations.read_manifest(data).model)
    resolutions = [*originals, *(copied(each, n) for n in range(1, times) for each in originals)]
    build(into, resolutions, embedding)
    (into / "embeddings.sqlite").unlink()


class CopiedVectors(Embedding):
    """Gives each passage a stored vector, and each line on a resolution a short one, by which the passages are perturbed."""

    model_name: str = "copied"
    _model: str = PrivateAttr()
    _matrix: Matrix = PrivateAttr()
    _places: dict[str, int] = PrivateAttr()

    @classmethod
    def of(cls, originals: Sequence[Resolution], matrix: Matrix, model: str) -> CopiedVectors:
        """``matrix`` holds the vectors of the originals' searchable paragraphs, in order."""
        made = cls()
        meant = meant_by(originals)
        if len(meant) != len(matrix):
            raise ValueError(f"{len(meant)} paragraphs, {len(matrix)} vectors")
        made._model, made._matrix = model, matrix
        made._places = {}
        for place, each in enumerate(meant):
            made._places.setdefault(each.passage, place)
        return made

    @property
    def fingerprint(self) -> str:
        return self._model

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(texts), self._matrix.dimensions), np.float32)
        for row, text in enumerate(texts):
            place = self._places.get(text)
            if place is None:
                chance = np.random.default_rng(int.from_bytes(_digest(text)[:8], "big"))
                vectors[row] = _NOISE / ABOUT * chance.standard_normal(vectors.shape[1], np.float32)
            else:
                vectors[row] = self._matrix.rows([place])[0]
        if progress:
            progress(len(texts), len(texts))
        return vectors


def copied(resolution: Resolution, n: int) -> Resolution:
    """The ``n``-th copy, with every number in it moved by ``n`` times :data:`APART`."""
    moved = {
        "number": resolution.number + n * APART,
        "related": tuple(number + n * APART for number in resolution.related),
        "quoted_in": tuple(number + n * APART for number in resolution.quoted_in),
        "paragraphs": tuple(_paragraph(each, n) for each in resolution.paragraphs),
        "mandate_decisions": tuple(_decision(each, n) for each in resolution.mandate_decisions),
        "chapter_vii": resolution.chapter_vii.model_copy(
            update={
                "keys": tuple(_key(key, n) for key in resolution.chapter_vii.keys),
                "first": _key(resolution.chapter_vii.first, n),
            }
        ),
    }
    return resolution.model_copy(update=moved)


def _paragraph(paragraph: Paragraph, n: int) -> Paragraph:
    # Not a copy of the model: that would keep the key, which is remembered beside the fields.
    facts: dict[str, Any] = {name: getattr(paragraph, name) for name in Paragraph.model_fields}
    moved = {"resolution": paragraph.resolution + n * APART, "cites": tuple(_key(key, n) for key in paragraph.cites)}
    return Paragraph(**{**facts, **moved})


def _decision(decision: MandateDecision, n: int) -> MandateDecision:
    names = {name: f"{value} {n}" for name in ("body", "acronym") if (value := getattr(decision, name))}
    roots = tuple(number + n * APART for number in decision.roots)
    return decision.model_copy(update={**names, "roots": roots, "key": _key(decision.key, n)})


def _key(key: str, n: int) -> str:
    number, slash, rest = key.partition("/")
    return f"{int(number) + n * APART}{slash}{rest}" if key else key


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
