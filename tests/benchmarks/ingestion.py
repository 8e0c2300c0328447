"""A whole ingestion into an empty folder: how long, how much of it is the embedding model's own time, peak memory.

``python -m tests.benchmarks.ingestion --data EMPTY_DIR PATH…``

The model's own time is what passes inside ``embed_many``; everything else (reading, merging, both lexical indexes,
vectors, checks) is what this program adds. Some of that goes on beside the model and slows it: therefore the bare model
embeds every tenth text once more afterwards, alone: as it is set here, and with the threads that ONNX Runtime itself
starts. Memory is that of the main process.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from onnxruntime import InferenceSession
from pydantic import PrivateAttr

from assistant.ingesting import ingest_sources
from vectorstore.embeddings import Progress, Vectors
from vectorstore.minilm import MiniLM

_TENTH = 10
_PROVIDERS = ["CPUExecutionProvider"]


class TimedMiniLM(MiniLM):
    """The packaged embedding, with a clock around it."""

    _seconds: float = PrivateAttr(default=0.0)
    _texts: list[str] = PrivateAttr(default_factory=list)

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        start = time.perf_counter()
        try:
            return super().embed_many(texts, progress)
        finally:
            self._seconds += time.perf_counter() - start
            self._texts += texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("paths", type=Path, nargs="+")
    arguments = parser.parse_args()
    embedding = TimedMiniLM()
    first: dict[str, float] = {}
    start = time.perf_counter()

    def progress(stage: str, done: int, total: int) -> None:
        first.setdefault(stage, time.perf_counter() - start)

    done = ingest_sources(arguments.paths, arguments.data, embedding, progress=progress)
    whole, own = time.perf_counter() - start, embedding._seconds
    print(f"{done.manifest.resolutions:,} resolutions, {done.manifest.paragraphs:,} paragraphs")
    print(f"wall {whole:.0f} s; reading and merging {first['embed']:.0f} s")
    print(
        f"the model's own {own:.0f} s for {len(embedding._texts):,} texts ({len(embedding._texts) / own:.0f} a second)"
    )
    print(f"beyond it {whole - own:.0f} s, {(whole - own) / own:.0%} of the model's own")
    untuned = MiniLM()
    untuned._session, untuned._workers = InferenceSession(untuned._session._model_path, providers=_PROVIDERS), 1
    for model, how in ((embedding, "as it is set here"), (untuned, "with ONNX Runtime's own threads")):
        start = time.perf_counter()
        MiniLM.embed_many(model, embedding._texts[::_TENTH])
        bare = (time.perf_counter() - start) * _TENTH
        print(f"the bare model {how}, from every tenth text: {bare:.0f} s; the whole takes {whole / bare - 1:+.0%}")
    print(f"peak memory of the main process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
