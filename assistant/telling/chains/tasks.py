"""What the mandate of a mission is: the newest text that sets its tasks out, and the newest decision on it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.operations.chain import ChainResult
from assistant.operations.corpus import Corpus
from assistant.present import last_text
from assistant.telling.chains.end import in_short
from assistant.wording import counted, day_in_words, joined
from assistant.writing.stretches import Sought, in_quotes, stretches
from ingest.annotations import Action
from ingest.mandates.chain import newest
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_SHOWN = 14  # points that are quoted
_HEADS = 2  # paragraphs with tasks that are quoted
_HEAD, _POINT = 250, 110  # characters that are shown of a paragraph, and of a point


def tasks_told(result: ChainResult, corpus: Corpus) -> Draft | None:
    """The points of the tasks, and the decisions; ``None`` where neither can be quoted."""
    catalogue = corpus.catalogue
    name, heads = result.entry.acronym or result.entry.title, result.tasks
    by = result.tasks_by
    lines, quotes, said = list[str](), list[Citation](), list[str]()
    if by is not None:
        quotes.append(quotation(by))
        said.append(f"{by.citation}: {_in_short(by, _HEAD)}")
    for head in heads[:_HEADS]:
        below = catalogue.subparagraphs(head.key)
        quotes += [quotation(row) for row in (head, *below[:_SHOWN])]
        points = [f"- {row.marker} {_in_short(row, _POINT)}" for row in below[:_SHOWN]]
        left = [f"- and {counted(len(below) - _SHOWN, 'more point')}"] if len(below) > _SHOWN else []
        said.append("\n".join([f"{head.citation}: {_in_short(head, _HEAD)}", *points, *left]))
    beside = _decisions(result, catalogue)
    last = newest(result.decisions)
    over = last.action is Action.END or (last.until is not None and last.until < result.day)
    if heads:
        lines.insert(
            0, f"The newest text in the corpus that sets out the tasks of {name} is {_newest(heads, by, catalogue)}."
        )
    elif beside:
        lines.append(f"These decide on what {name} is for and how long it lasts:")
        quotes = [quotation(row) for row, _ in beside]
        said = [f"{row.citation}: {_in_short(row, _HEAD)}" for row, _ in beside]
    else:
        return None
    said += [each for _, each in beside]
    if over:  # whoever asks what it is to do now is told first that it is over
        lines.insert(0, in_short(last, catalogue, result.day))
    return Draft(
        "\n\n".join([*lines, *said, f"{last_text(catalogue)}."]),
        unique([*quotes, *(mention(row) for row, _ in beside)]),
        evidence=tuple(dict.fromkeys([*(quote.key for quote in quotes), *(row.key for row, _ in beside)])),
    )


def _newest(heads: Sequence[Paragraph], by: Paragraph | None, catalogue: Catalogue) -> str:
    """The paragraph with its day of adoption; of one that goes on with those of an earlier text, these too."""
    newest_one = by or heads[0]
    record = catalogue.record(newest_one.resolution)
    adopted = f", adopted on {day_in_words(record.date)}" if record and record.date else ""
    refers = f", which refers for them to {joined([head.citation for head in heads])}" if by is not None else ""
    return f"{newest_one.citation}{adopted}{refers}"


def _in_short(row: Paragraph, limit: int) -> str:
    return in_quotes(row, stretches(row, Sought(), limit))


def _decisions(result: ChainResult, catalogue: Catalogue) -> list[tuple[Paragraph, str]]:
    """The newest decision on how long it lasts, and what the first text says that it is for; each with a sentence."""
    found: list[tuple[Paragraph, str]] = []
    decision = newest(result.decisions)
    if (row := catalogue.paragraph(decision.key)) is not None:
        how = "with effect from" if decision.action is Action.END else "until"
        until = f", {how} {day_in_words(decision.until)}" if decision.until else ""
        found.append((row, f"The newest decision on how long it lasts: {row.citation}{until}."))
    purpose = result.purpose
    if purpose is not None and all(purpose.key != row.key for row, _ in found):
        found.append((purpose, f"On what it is for: {purpose.citation}."))
    return found
