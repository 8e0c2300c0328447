"""The embeddings behind the seam: the packaged model itself, and a service on the loopback."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding

from vectorstore.embedding import minilm
from vectorstore.embedding.base import Embedding
from vectorstore.embedding.by_name import load_embedding
from vectorstore.errors import EmbeddingFailed, ModelUnavailable

NEAR = "The harbour master counts the boats in the port."
ALSO_NEAR = "Vessels at the quay are numbered by an official."
FAR = "She baked a cake with three eggs and much sugar."


@pytest.fixture(scope="module")
def packaged() -> Embedding:
    pytest.importorskip("blingfire", exc_type=ImportError, reason="the packaged embedding is for x86-64")
    return load_embedding("minilm")


def test_the_packaged_model_knows_what_is_near(packaged: Embedding) -> None:
    near, also_near, far = packaged.embed_many([NEAR, ALSO_NEAR, FAR])
    assert near.shape == (384,)
    assert near.dtype == np.float32
    assert np.linalg.norm(near) == pytest.approx(1, abs=1e-5)
    assert near @ also_near > 0.4 > 0.2 > near @ far


def test_a_text_has_one_vector_whatever_stands_beside_it(packaged: Embedding) -> None:
    texts = [FAR, "", NEAR, "Côte d’Ivoire 灯台 \ud800", f"{ALSO_NEAR} " * 90, "a\0b", NEAR.upper()]
    counts: list[tuple[int, int]] = []
    together = packaged.embed_many(texts, lambda *count: counts.append(count))
    alone = np.vstack([packaged.embed_query(text) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(together[2], together[6], atol=1e-5)  # the model is uncased
    assert counts[-1] == (7, 7)
    assert packaged.embed_many([]).shape == (0, 384)


def test_it_is_a_llama_index_embedding(packaged: Embedding) -> None:
    assert isinstance(packaged, BaseEmbedding)
    vector = packaged.embed_query(NEAR)
    np.testing.assert_allclose(packaged.get_query_embedding(NEAR), vector, atol=1e-6)
    np.testing.assert_allclose(packaged.get_text_embedding_batch([NEAR, FAR])[0], vector, atol=1e-5)
    np.testing.assert_allclose(asyncio.run(packaged.aget_query_embedding(NEAR)), vector, atol=1e-6)
    assert "8199be6f" in packaged.fingerprint


def test_other_files_than_the_measured_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "MODEL_SHA256", hashlib.sha256(b"another").hexdigest())
    with pytest.raises(ModelUnavailable, match=r"model\.onnx .*UNSC_EMBEDDING__NAME=fastembed"):
        load_embedding("minilm")


def test_a_platform_without_the_tokenizer_is_told_the_other_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "find_spec", lambda _: None)
    with pytest.raises(ModelUnavailable, match=r"blingfire.*not offered for this platform.*openai-compatible"):
        load_embedding("minilm")


def test_a_tokenizer_whose_library_does_not_load_is_told_the_other_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blingfire.py").write_text("raise OSError('wrong ELF class')\n", "utf-8")
    monkeypatch.delitem(sys.modules, "blingfire", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModelUnavailable, match=r"wrong ELF class.*openai-compatible"):
        minilm._load_tokenizer(tmp_path / "bert_base_tok.bin")


def test_names_that_are_none_are_refused_with_those_that_are() -> None:
    with pytest.raises(ModelUnavailable, match="minilm, openai-compatible, fastembed"):
        load_embedding("word2vec")
    with pytest.raises(ModelUnavailable, match="UNSC_EMBEDDING__BASE_URL"):
        load_embedding("openai-compatible", model="some-model")


def test_fastembed_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastembed", None)
    with pytest.raises(ModelUnavailable, match="pip install fastembed"):
        load_embedding("fastembed")


class _Service(ThreadingHTTPServer):
    """An ``/embeddings`` route that records what it is asked and answers letter counts, in reverse order."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        self.failures: list[int] = []
        self.short = False
        self.lock = Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: _Service

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.keys.add(self.headers["Authorization"])
            status = self.server.failures.pop(0) if self.server.failures else 200
            if status == 200:
                self.server.asked.append(body)
        rows: list[dict[str, Any]] = [
            {"object": "embedding", "index": i, "embedding": [text.count(letter) + 0.1 for letter in "abcde"]}
            for i, text in enumerate(body["input"])
        ]
        answer: dict[str, Any] = {"object": "list", "model": body["model"], "data": rows[::-1][self.server.short :],
                                  "usage": {"prompt_tokens": 1, "total_tokens": 1}}  # fmt: skip
        if status != 200:
            answer = {"error": {"message": f"no for {self.headers['Authorization']}"}}
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Retry-After-Ms", "1")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[_Service]:
    with _Service() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def connected(service: _Service) -> Embedding:
    return load_embedding("openai-compatible", base_url=service.url, api_key="very-secret", model="letters")


def test_a_service_is_asked_in_batches_and_its_order_does_not_matter(service: _Service) -> None:
    texts = ["abc" * (i % 7) + "e" for i in range(150)]
    counts: list[tuple[int, int]] = []
    vectors = connected(service).embed_many(texts, lambda *count: counts.append(count))
    expected = np.array([[text.count(letter) + 0.1 for letter in "abcde"] for text in texts])
    np.testing.assert_allclose(vectors, expected / np.linalg.norm(expected, axis=1, keepdims=True), atol=1e-5)
    assert sorted(len(body["input"]) for body in service.asked) == [22, 64, 64]
    assert {body["model"] for body in service.asked} == {"letters"}
    assert service.keys == {"Bearer very-secret"}
    assert counts == [(64, 150), (128, 150), (150, 150)]


def test_a_busy_service_is_asked_again(service: _Service) -> None:
    service.failures = [429, 503]
    assert connected(service).embed_query("abc").shape == (5,)


@pytest.mark.parametrize(("failures", "kind"), [([401], ModelUnavailable), ([500] * 9, EmbeddingFailed)])
def test_a_refusal_is_explained_and_the_key_is_not_shown(
    service: _Service, failures: list[int], kind: type[Exception]
) -> None:
    service.failures = failures
    with pytest.raises(kind, match=r"[Cc]heck UNSC_EMBEDDING__BASE_URL") as caught:
        connected(service).embed_query("abc")
    assert "very-secret" not in str(caught.value)


def test_too_few_vectors_are_not_taken_for_an_answer(service: _Service) -> None:
    service.short = True
    with pytest.raises(EmbeddingFailed, match="answered 2 vectors for 3 texts"):
        connected(service).embed_many(["a", "b", "c"])


def test_the_key_is_in_no_printed_form(service: _Service) -> None:
    embedding = connected(service)
    shown = f"{embedding!r} {embedding.model_dump()} {embedding.to_payload()} {embedding.fingerprint}"
    assert "very-secret" not in shown
