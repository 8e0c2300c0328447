"""The pipeline that a tutorial would build, to measure ours against.

Directory reader, fixed-size sentence splitter, the same embedding model, Chroma, top-k: no structure, no lexical index,
no context. Its input is kind: one clean text file a resolution, masthead included, instead of XML and page furniture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import chromadb
from chromadb.config import Settings
from llama_index.core import SimpleDirectoryReader
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import MetadataMode

from ingest.resolution import Kind, Paragraph, Resolution

CHUNK_TOKENS = 512
CHUNK_OVERLAP = 20


def write_texts(resolutions: Iterable[Resolution], folder: Path) -> None:
    """Write each resolution as a plain text file, the way a user would have it at home."""
    folder.mkdir(parents=True, exist_ok=True)
    for resolution in resolutions:
        masthead = f"{resolution.symbol}\nResolution {resolution.number} ({resolution.year})\nThe Security Council,\n"
        lines = (f"{paragraph.marker} {paragraph.words}".strip() for paragraph in resolution.paragraphs)
        (folder / f"{resolution.number}.txt").write_text(masthead + "\n".join(lines), "utf-8")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One fixed-size piece of one file."""

    resolution: int
    text: str


class NaivePipeline:
    """Fixed-size chunks in one Chroma collection, nearest first."""

    def __init__(self, folder: Path, store: Path, embedding: BaseEmbedding) -> None:
        documents = SimpleDirectoryReader(str(folder), required_exts=[".txt"]).load_data()
        splitter = SentenceSplitter(chunk_size=CHUNK_TOKENS, chunk_overlap=CHUNK_OVERLAP)
        self._chunks = [
            Chunk(int(Path(node.metadata["file_name"]).stem), node.get_content(MetadataMode.NONE))
            for node in splitter.get_nodes_from_documents(documents)
        ]
        self._embedding = embedding
        client = chromadb.PersistentClient(str(store), Settings(anonymized_telemetry=False))
        self._collection = client.get_or_create_collection(
            "naive", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        self._fill(client.get_max_batch_size())

    def __len__(self) -> int:
        return len(self._chunks)

    def search(self, question: str, k: int) -> list[Chunk]:
        """The ``k`` nearest chunks."""
        vector = self._embedding.get_query_embedding(question)
        found = self._collection.query(query_embeddings=[vector], n_results=k, include=[])
        return [self._chunks[int(identifier)] for identifier in found["ids"][0]]

    def _fill(self, batch: int) -> None:
        if self._collection.count() == len(self._chunks):
            return
        for start in range(0, len(self._chunks), batch):
            texts = [chunk.text for chunk in self._chunks[start : start + batch]]
            vectors = self._embedding.get_text_embedding_batch(texts)
            self._collection.upsert(ids=[str(start + n) for n in range(len(texts))], embeddings=vectors)


def keys_in(chunk: Chunk, paragraphs: Sequence[Paragraph]) -> list[str]:
    """The paragraphs whose opening words stand in a chunk: what a reader of that chunk would get to see.

    A chunk counts for all paragraphs it shows, which favours the naive pipeline: it need not say which one answers.
    """
    seen = " ".join(chunk.text.split())
    return [
        paragraph.key for paragraph in paragraphs if paragraph.kind is not Kind.HEADING and _opening(paragraph) in seen
    ]


def _opening(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())[:80]
