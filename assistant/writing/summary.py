"""The rows of a comparison summed up by a language model, each sentence with the cells it rests on.

The model sees the rows that the answer tells, and the rules in ``prompts/compare.v1.jinja``. What it writes is verified as other
generated text is; a sentence that cites nothing, or a passage that is no cell of the table, is marked. The rows follow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.checking.verify import verify_text
from assistant.compare.changes import Change
from assistant.compare.model import Cell, Row
from assistant.compare.told import Told
from assistant.draft import Draft, unique
from assistant.errors import NoAnswerFromModel
from assistant.settings import LLMSettings
from assistant.writing.generative import one_line
from assistant.writing.model import count_tokens
from prompts import fingerprint, render
from vectorstore.catalogue import Catalogue

PROMPT = "compare.v1"
Say = Callable[[Sequence[ChatMessage]], Iterator[str | Draft]]
"""Asks the model: the text so far, and a draft of the whole last; raises :class:`NoAnswerFromModel`."""

_WORDS = 180
_SHOWN = 900  # characters of a cell that the model sees


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
    draft: Draft, question: str, catalogue: Catalogue, settings: LLMSettings, say: Say
) -> Generator[str, None, Draft]:
    """The draft of a comparison with a summary before its rows; as it is, with a notice, where the model fails."""
    told = draft.compared
    if told is None or not told.rows:
        return draft
    messages, cells = messages_for(told, question, settings)
    try:
        for each in say(messages):
            if isinstance(each, Draft):
                return _joined(draft, checked(each, told, cells, catalogue))
            yield each
    except NoAnswerFromModel as error:
        return replace(draft, notice=f"{error} The answer below is made of the rows alone.")
    raise AssertionError("a model's answer ends with a draft")


def messages_for(told: Told, question: str, settings: LLMSettings) -> tuple[list[ChatMessage], frozenset[str]]:
    """The messages for the model, and the keys of the cells that it sees: as many rows as its window holds."""
    budget = settings.context_tokens - settings.answer_tokens - count_tokens(question) - 100
    rows: list[ShownRow] = []
    keys: set[str] = set()
    for row in told.rows:
        shown = _shown(row, told)
        if count_tokens(_prompt([*rows, shown])) > budget:
            break
        rows.append(shown)
        keys |= {cell.key for cell in row.cells.values() if cell is not None}
    system = ChatMessage(role=MessageRole.SYSTEM, content=_prompt(rows))
    return [system, ChatMessage(role=MessageRole.USER, content=question)], frozenset(keys)


def checked(summary: Draft, told: Told, cells: Collection[str], catalogue: Catalogue) -> Draft:
    """The summary verified against the cells alone: what cites nothing, or no cell of the table, is marked.

    Beside the words of the cells a sentence may use those of the row: its topic, and the change that was computed.
    """
    said_of: dict[str, str] = {}
    for row in told.rows:
        computed = _computed(row, told)
        for cell in row.cells.values():
            if cell is not None:
                said_of[cell.key] = f"{said_of.get(cell.key, '')} {computed}"
    return verify_text(summary, frozenset(cells), catalogue, said_of=said_of)


_WORDS_OF_CHANGE = {
    Change.SAME: "same unchanged keeps stays remains repeats identical",
    Change.REWORDED: "reworded other words",
    Change.FIGURE: "changes changed from to",
    Change.VERB: "verb changes changed from to",
    Change.ADDED: "adds added new",
    Change.DROPPED: "drops dropped gone",
    Change.MOVED: "moves moved",
    Change.PASSED: "adds added new drops dropped gone only in between",
}
_FELL = "fell falls reduced reduces lower lowered lowers decreased smaller fewer ceiling"
_ROSE = "rose rises raised raises higher increased increases larger more ceiling"
_NUMBER = re.compile(r"\d[\d,]*")


def _computed(row: Row, told: Told) -> str:
    """Words for what was computed of a row; the direction of a figure only where it is one figure on either side."""
    said = [row.topic, row.change.value, row.detail, _WORDS_OF_CHANGE[row.change]]
    silent = [one.symbol for one in told.comparison.resolutions if row.cells[one.number] is None]
    said += [f"{symbol} is silent, says nothing" for symbol in silent]
    if row.change is Change.FIGURE:
        values = [_NUMBER.findall(cell.value) for cell in row.cells.values() if cell is not None]
        if len(values) > 1 and all(len(value) == 1 for value in values):
            first, last = (int(value[0].replace(",", "")) for value in (values[0], values[-1]))
            said.append(_FELL if last < first else _ROSE)
    return " ".join(said)


def _joined(draft: Draft, summary: Draft) -> Draft:
    """The draft with the summary between what is corrected and the heading of the rows."""
    before, rows, after = draft.text.partition(draft.listed)
    blocks = before.strip().split("\n\n")
    above = blocks[:-1]
    summary = summary.after("\n\n".join(above)) if above else summary
    return replace(
        draft,
        text="\n\n".join([summary.text, *blocks[-1:], f"{rows}{after}"]),
        sentences=summary.sentences,
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
    return ShownRow(row.topic or "another passage", one_line(change), cells)


def _cell(cell: Cell) -> ShownCell:
    words = one_line(cell.text)
    cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
    return ShownCell(cell.paragraph.citation, cut, one_line(cell.value))
