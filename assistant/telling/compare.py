"""How a comparison is told: its rows in sentences, with what was covered."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compare.model import Comparison, Row
from assistant.compare.rows import UNTOUCHED, passages
from assistant.compare.told import Told
from assistant.draft import Draft, unique
from assistant.operations.compare import CompareResult
from assistant.operations.corpus import Corpus
from assistant.telling.rows import row_told
from assistant.wording import counted, joined


def tell(result: CompareResult, corpus: Corpus) -> Draft:
    """The draft; the window shows its rows as a table."""
    comparison, rows = result.comparison, result.rows
    symbols = [resolution.symbol for resolution in comparison.resolutions]
    told = [row_told(row, comparison) for row in rows]
    citations = [citation for _, quoted in told for citation in quoted]
    sentences = "\n\n".join(text for text, _ in told)
    blocks = [_heading(symbols, rows), sentences, _covered(comparison, rows)]
    return Draft(
        "\n\n".join(filter(None, blocks)),
        unique(citations),
        evidence=tuple(dict.fromkeys(citation.key for citation in citations)),
        compared=Told(comparison, tuple(rows)),
        listed=sentences,
    )


def _heading(symbols: Sequence[str], rows: Sequence[Row]) -> str:
    if not rows:
        return f"{joined(symbols)} were compared passage by passage; none of the passages is about what is asked for."
    return f"{joined(symbols)}, compared passage by passage:"


def _covered(comparison: Comparison, rows: Sequence[Row]) -> str:
    paragraphs = passages(comparison)
    changed = sum(row.change not in UNTOUCHED for row in paragraphs)
    numbers = " ".join(map(str, comparison.numbers))
    return (
        f"{counted(len(paragraphs), 'passage')} in all, {changed:,} of them changed, new or gone; {len(rows)} told here. A resolution is called "
        f"silent after a search of its whole text, annexes included. All rows: unsc compare {numbers}"
    )
