"""How a comparison is told: its rows in sentences, with what was covered."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.compare.changes import Change, Step
from assistant.compare.model import Cell, Comparison, Row
from assistant.compare.rows import UNTOUCHED, elsewhere, passages
from assistant.compare.told import Told
from assistant.draft import Draft, quotation, unique
from assistant.operations.compare import Compare, CompareResult
from assistant.operations.corpus import Corpus
from assistant.plan import Plan
from assistant.wording import counted, joined
from assistant.writing.stretches import Stretch, in_quotes, word_end
from ingest.mandates.words import ends_something


def tell(result: CompareResult, corpus: Corpus) -> Draft:
    """The draft; the window shows its rows as a table."""
    comparison, rows = result.comparison, result.rows
    symbols = [resolution.symbol for resolution in comparison.resolutions]
    told = [row_told(row, comparison, whole=len(rows) <= _FEW) for row in rows]
    citations = [citation for _, quoted in told for citation in quoted]
    sentences = "\n\n".join(text for text, _ in told)
    blocks = [_heading(symbols, rows, result.plan), sentences, _covered(comparison, rows)]
    doubt = NEAREST if result.is_near else ""
    return Draft(
        "\n\n".join(filter(None, (doubt, *blocks))),
        unique(citations),
        evidence=tuple(dict.fromkeys(citation.key for citation in citations)),
        compared=Told(comparison, tuple(rows)),
        listed=sentences,
    )


def _heading(symbols: Sequence[str], rows: Sequence[Row], plan: Plan) -> str:
    """What is compared; where a mandate was named in place of texts, that these are its last ones, and how many."""
    if not rows:
        return f"{joined(symbols)} were compared passage by passage; none of the passages is about what is asked for."
    subject = plan.subject if isinstance(plan, Compare) and not plan.resolutions else None
    which = f"The last {len(symbols)} texts on {subject.name}, " if subject is not None else ""
    return f"{which}{joined(symbols)}, compared passage by passage:"


def _covered(comparison: Comparison, rows: Sequence[Row]) -> str:
    paragraphs = passages(comparison)
    changed = sum(row.change not in UNTOUCHED for row in paragraphs)
    differ = "different or in one alone" if comparison.is_of_others else "changed, new or gone"
    return (
        f"{counted(len(paragraphs), 'passage')} in all, {changed:,} of them {differ}; {len(rows)} told here. Where none of a "
        "resolution was found, its whole text was searched, annexes included."
    )


NEAREST = "No passage has all that is asked about; those nearest in words stand first, and it may stand in another one."
_FEW, _WHOLE = 2, 900  # rows of which each passage is shown up to so many characters
_QUOTED, _VALUED = 260, 170  # characters of a passage that are cited; of one whose value is told
_SHOWN, _AROUND = 110, 45  # characters of a passage that are shown, and of its beginning and around its value


def row_told(row: Row, comparison: Comparison, *, whole: bool = False) -> tuple[str, list[Citation]]:
    """A row as a sentence and a line for each resolution, and the quotations in them; ``whole`` shows more of each passage than its beginning."""
    name = row.topic or "another passage"
    change = _in_words(row, comparison)
    if row.change is Change.ADDED:  # and what became of it
        later = [
            _in_words(step, comparison) for _, _, step in row.steps if step.change not in (Change.ADDED, *UNTOUCHED)
        ]
        change = ", then ".join((change, *later))
    without = {each.number: elsewhere(row, each) for each in comparison.resolutions if row.cells[each.number] is None}
    if any(without.values()):
        change += " in these words"
    lines = [f"{name[:1].upper()}{name[1:]}: {change}."]
    citations = []
    for resolution in comparison.resolutions:
        cell = row.cells[resolution.number]
        if cell is None and (other := without[resolution.number]) is not None:
            citations.append(_quotation(other, whole=whole))
            said = in_quotes(other.paragraph, _shown(other, whole=whole))
            lines.append(f"- nearest to it, {other.paragraph.citation}: {said}")
            continue
        if cell is None:
            lines.append(f"- {resolution.symbol}: no passage on this was found.")
            continue
        citations.append(_quotation(cell, whole=whole))
        value = f"{cell.value}: " if cell.value else ""
        lines.append(f"- {value}{cell.paragraph.citation}: {in_quotes(cell.paragraph, _shown(cell, whole=whole))}")
    return "\n".join(lines), citations


def _in_words(row: Row | Step, comparison: Comparison) -> str:
    change, detail = comparison.in_words(row.change, row.detail)
    if row.change is Change.VERB and not comparison.is_of_others:
        return f"{change}: {detail}"
    return f"{change} ({detail})" if detail else change


def _shown(cell: Cell, *, whole: bool) -> list[Stretch]:
    """What a row shows of a passage: its beginning, more of what ends something, and the value with the words around it where that stands far
    behind."""
    words, stop = cell.paragraph.words, cell.start + len(cell.text.rstrip(" ,;.\n"))
    most = _WHOLE if whole else _QUOTED if ends_something(cell.text) else _SHOWN
    if stop - cell.start <= most:
        return [(cell.start, stop)]
    if whole:
        return [(cell.start, word_end(words, cell.start + _WHOLE))]
    at = words.lower().find(cell.value.lower(), cell.start, stop) if cell.value else -1
    if at < 0 or at + len(cell.value) <= cell.start + _SHOWN:
        return [(cell.start, word_end(words, cell.start + _SHOWN))]
    end = min(stop, word_end(words, at + len(cell.value) + _AROUND))
    return [(cell.start, word_end(words, cell.start + _AROUND)), (word_end(words, at - _AROUND) + 1, end)]


def _quotation(cell: Cell, *, whole: bool) -> Citation:
    words = cell.text
    end = len(words)
    most = _WHOLE if whole else _VALUED if cell.value else _QUOTED
    if end > most:
        place = max(0, words.lower().find(cell.value.lower())) if cell.value else 0
        end = words.rfind(" ", 0, max(most, min(len(words), place + len(cell.value) + 60)))
    return quotation(cell.paragraph, cell.start, cell.start + len(words[:end].rstrip(" ,;.\n")))
