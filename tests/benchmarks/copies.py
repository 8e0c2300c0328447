"""Synthetic corpora: the real index again and again, with renumbered resolutions and slightly perturbed vectors.

Nothing is embedded: the vector of a copied text is that of its original, turned by a small angle (cosine about 0.98)
that depends on the text. Bodies get names of their own, so that chains of mandates grow in number and not in length.
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
from vectorstore import generations
from vectorstore.catalogue import Catalogue
from vectorstore.embeddings import Embedding, Progress, Vectors, normalised
from vectorstore.index import build, current
from vectorstore.matrix import Matrix
from vectorstore.nodes import SearchTexts, to_nodes

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
    """Gives each text of an original its stored vector, and each text of a copy that vector, perturbed."""

    model_name: str = "copied"
    _model: str = PrivateAttr()
    _matrix: Matrix = PrivateAttr()
    _places: dict[bytes, int] = PrivateAttr()

    @classmethod
    def of(cls, originals: Sequence[Resolution], matrix: Matrix, model: str) -> CopiedVectors:
        """``matrix`` holds the vectors of the originals' searchable paragraphs, in order."""
        made = cls()
        nodes = SearchTexts.of(originals)(to_nodes(originals))
        if len(nodes) != len(matrix):
            raise ValueError(f"{len(nodes)} paragraphs, {len(matrix)} vectors")
        made._model, made._matrix = model, matrix
        made._places = {_digest(node.text): place for place, node in enumerate(nodes)}
        return made

    @property
    def fingerprint(self) -> str:
        return self._model

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        vectors = self._matrix.rows([self._places[_digest(original(text))] for text in texts])
        for row, text in enumerate(texts):
            if original(text) != text:
                chance = np.random.default_rng(int.from_bytes(_digest(text)[:8], "big"))
                vectors[row] += _NOISE * chance.standard_normal(vectors.shape[1], np.float32)
        if progress:
            progress(len(texts), len(texts))
        return normalised(vectors)


def original(text: str) -> str:
    """The search text that a copy's was made from: it begins with the symbol, and the number is all that differs."""
    number = int(text[len("S/RES/") :].partition(" ")[0])
    return text.replace(f"S/RES/{number} ", f"S/RES/{number % APART} ", 1)


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
