"""A result becomes a draft: the only rooms that hold English sentences of ours. One file for each operation, of its name."""

from __future__ import annotations

from importlib import import_module

from assistant.draft import Draft
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result


def tell(result: Result, corpus: Corpus) -> Draft:
    """The draft that tells a result, with its citations."""
    told: Draft = import_module(f"assistant.telling.{result.plan.op}").tell(result, corpus)
    return told
