"""How a comparison is told: its rows in sentences, with what was covered."""

from __future__ import annotations

from assistant.compare.in_words.answer import told_in_words
from assistant.draft import Draft
from assistant.operations.compare import CompareResult
from assistant.operations.corpus import Corpus


def tell(result: CompareResult, corpus: Corpus) -> Draft:
    """The draft; the window shows its rows as a table."""
    return told_in_words(result.comparison, list(result.rows), ())
