"""The rows of a comparison summed up by a language model, each sentence with the cells it rests on.

The model sees the rows that the answer tells, and the rules in ``prompts/compare.v1.jinja``. What it writes is verified as other
generated text is; a sentence that cites nothing, or a passage that is no cell of the table, is marked. The rows follow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Citation, Verdict
from assistant.compare.comparison import Cell, Row
from assistant.compare.told import Told
from assistant.draft import Draft, unique
from assistant.errors import NoAnswerFromModel
from assistant.generative import count_tokens
from assistant.question import Question
from assistant.settings import LLMSettings
from assistant.verify import MARK, quotations_in, verify_text
from ingest.citation import find_citations
from prompts import fingerprint, render
from vectorstore.catalogue import Catalogue

PROMPT = "compare.v1"
Say = Callable[[Sequence[ChatMessage]], Iterator[str | Draft]]
"""Asks the model: the text so far, and a draft of the whole last; raises :class:`NoAnswerFromModel`."""

_WORDS = 180
_SHOWN = 900  # characters of a cell that the model sees
_DELIMITER = re.compile(r"\b(BEGIN|END)\s+(TABLE)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"')\]]*(?=\s+[A-Z“\"(]|\s*$)|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the prompt shows it; without ``words`` the resolution named by ``citation`` is silent."""

    citation: str
    words: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the prompt shows it."""

    topic: str
    change: str
    cells: tuple[ShownCell, ...]


def summarised(
    draft: Draft, question: Question, catalogue: Catalogue, settings: LLMSettings, say: Say
) -> Generator[str, None, Draft]:
    """The draft of a comparison with a summary before its rows; as it is, with a notice, where the model fails."""
    told = draft.compared
    if told is None or not told.rows:
        return draft
    messages, cells = messages_for(told, question, settings)
    try:
        for each in say(messages):
            if isinstance(each, Draft):
                return _joined(draft, checked(each, cells, catalogue))
            yield each
    except NoAnswerFromModel as error:
        return replace(draft, notice=f"{error} The answer below is made of the rows alone.")
    raise AssertionError("a model's answer ends with a draft")


def messages_for(told: Told, question: Question, settings: LLMSettings) -> tuple[list[ChatMessage], frozenset[str]]:
    """The messages for the model, and the keys of the cells that it sees: as many rows as its window holds."""
    budget = settings.context_tokens - settings.answer_tokens - count_tokens(question.standalone) - 100
    rows: list[ShownRow] = []
    keys: set[str] = set()
    for row in told.rows:
        shown = _shown(row, told)
        if count_tokens(_prompt([*rows, shown])) > budget:
            break
        rows.append(shown)
        keys |= {cell.key for cell in row.cells.values() if cell is not None}
    system = ChatMessage(role=MessageRole.SYSTEM, content=_prompt(rows))
    return [system, ChatMessage(role=MessageRole.USER, content=question.standalone)], frozenset(keys)


def checked(summary: Draft, cells: Collection[str], catalogue: Catalogue) -> Draft:
    """The summary verified; sentences that cite no cell of the table are marked, and so are the citations in them."""
    verified = verify_text(summary, frozenset(cells), catalogue)
    text = verified.text
    quoted = [(span.start, span.end) for span in quotations_in(text)]
    marks = []
    for match in _SENTENCE.finditer(text):
        if MARK.strip() in match.group():
            continue
        found = [
            each
            for each in find_citations(match.group(), known=lambda _: True)
            if not any(start <= match.start() + each.start < end for start, end in quoted)
        ]
        named = [{row.key for row in catalogue.resolve(each.pinpoint)} for each in found]
        if not named or not all(keys & set(cells) for keys in named):
            marks.append(match.start() + len(match.group().rstrip(".!?")))
    for position in reversed(marks):
        text = text[:position] + MARK + text[position:]
    return replace(verified, text=text, citations=tuple(_strict(c, cells) for c in verified.citations))


def _strict(citation: Citation, cells: Collection[str]) -> Citation:
    """Not supported where it names a paragraph that is no cell, though it stands near one."""
    if citation.verdict is Verdict.NOT_SUPPORTED or "/" not in citation.key or citation.key in cells:
        return citation
    return Citation(key=citation.key, citation=citation.citation, verdict=Verdict.NOT_SUPPORTED)


def _joined(draft: Draft, summary: Draft) -> Draft:
    """The draft with the summary between what is corrected and the heading of the rows."""
    before, rows, after = draft.text.partition(draft.listed)
    blocks = before.strip().split("\n\n")
    blocks[-1:-1] = [summary.text]
    return replace(
        draft,
        text="\n\n".join([*blocks, f"{rows}{after}"]),
        citations=unique([*summary.citations, *draft.citations]),
        writer=f"{summary.writer.split(' (')[0]} ({PROMPT} {fingerprint(PROMPT)})",
        tokens=summary.tokens,
        notice=" ".join(filter(None, (draft.notice, summary.notice))),
    )


def _prompt(rows: Sequence[ShownRow]) -> str:
    return render(PROMPT, rows=rows, words=_WORDS)


def _shown(row: Row, told: Told) -> ShownRow:
    cells = tuple(
        ShownCell(resolution.symbol) if (cell := row.cells[resolution.number]) is None else _cell(cell)
        for resolution in told.comparison.resolutions
    )
    change = "; ".join(filter(None, [row.change.value, row.detail]))
    return ShownRow(row.topic or "another passage", _one_line(change), cells)


def _cell(cell: Cell) -> ShownCell:
    words = _one_line(cell.text)
    cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
    return ShownCell(cell.paragraph.citation, cut, _one_line(cell.value))


def _one_line(text: str) -> str:
    """A text as material in a prompt: on one line, without the words that end the material."""
    return _DELIMITER.sub(r"\1-\2", " ".join(text.split()))
