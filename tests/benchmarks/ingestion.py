"""A whole ingestion into an empty folder: how long, when it answers first, how much longer than the embedding model alone,
peak memory.

``python -m tests.benchmarks.ingestion --data EMPTY_DIR PATH…``

Reading, merging, both lexical indexes, vectors and checks are what this program adds to the model; some of that goes on
beside the model and slows it. Therefore the bare model embeds every tenth text once more afterwards, alone: as it is set
here, and with the threads that ONNX Runtime itself starts. Memory is that of the main process.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from onnxruntime import InferenceSession
from pydantic import PrivateAttr

from assistant.bringing.ingesting import ingest_sources
from assistant.build import assemble
from assistant.settings import load_settings
from vectorstore.embedding.base import Progress, Vectors
from vectorstore.embedding.minilm import MiniLM

_TENTH = 10
_QUESTION = "How are civilians in armed conflict to be protected?"
_PROVIDERS = ["CPUExecutionProvider"]


class Listening(MiniLM):
    """The packaged embedding, which remembers what it was asked, and when its last answer came."""

    _texts: list[str] = PrivateAttr(default_factory=list)
    _last: float = PrivateAttr(default=0.0)

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self._texts += texts
        vectors = super().embed_many(texts, progress)
        self._last = time.perf_counter()
        return vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("paths", type=Path, nargs="+")
    arguments = parser.parse_args()
    embedding = Listening()
    first: dict[str, float] = {}
    start = time.perf_counter()

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "publish" and stage not in first:
            answer = assemble(load_settings(data=arguments.data)).ask(_QUESTION)
            print(
                f"{len(answer.citations)} citations, found by words, after {time.perf_counter() - start:.0f} s",
                flush=True,
            )
        first.setdefault(stage, time.perf_counter() - start)

    done = ingest_sources(arguments.paths, arguments.data, embedding, progress=progress)
    whole, until, texts = time.perf_counter() - start, first["embed"], embedding._texts
    for step in done.steps:
        print(f"published after {step.seconds:.0f} s: {step.vectors:,} of {step.searchable:,} with a vector")
    print(f"{done.manifest.resolutions:,} resolutions, {done.manifest.paragraphs:,} paragraphs, {len(texts):,} texts")
    print(
        f"wall {whole:.0f} s: to the first text {until:.0f} s, to the last {embedding._last - start - until:.0f} s, then "
        f"{whole + start - embedding._last:.0f} s"
    )
    untuned = MiniLM()
    untuned._session, untuned._workers = InferenceSession(untuned._session._model_path, providers=_PROVIDERS), 1
    for model, how in ((embedding, "as it is set here"), (untuned, "with ONNX Runtime's own threads")):
        start = time.perf_counter()
        MiniLM.embed_many(model, texts[::_TENTH])
        bare = (time.perf_counter() - start) * _TENTH
        print(f"the bare model {how}, from every tenth text: {bare:.0f} s; the whole takes {whole / bare - 1:+.0%}")
    print(f"peak memory of the main process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
