from __future__ import annotations

from pathlib import Path

from tests.factories import WordEmbedding, resolution
from vectorstore.index import Index, build


def test_smoke(tmp_path: Path) -> None:
    corpus = [resolution(7001, 2031, ops=["Decides to send surveyors to the harbour of Port Azure",
                                          ("Requests the registrar:", ["to count boats", "to weigh nets"])])]
    manifest = build(tmp_path, corpus, WordEmbedding())
    index = Index.open(tmp_path, WordEmbedding())
    assert manifest.paragraphs == 4
    assert index.lexical("boats", 5)[0].key == "7001/op2(a)"
    assert index.dense("weigh nets", 5, only={7001})[0].key == "7001/op2(b)"
    assert index.catalogue.resolution(7001) == corpus[0]
