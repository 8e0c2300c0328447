"""What came after a mission, and what before it: as a text says, else the next mission in the same place; before measures what was called for."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.operations.chain import ChainResult
from assistant.operations.corpus import Corpus
from assistant.present import last_text
from assistant.timeline.model import Neighbour
from assistant.wording import day_in_words, joined
from ingest.pinpoint import resolution_of
from vectorstore.catalogue import Catalogue


def neighbours_told(result: ChainResult, corpus: Corpus) -> Draft | None:
    """The bodies on the sides that are asked for, each with the paragraph, a side of which none is known last; what came after leads.
    ``None`` where nothing can be quoted."""
    if result.called_for:
        return _called_for(result, corpus)
    lines: list[str] = []
    quotes: list[Citation] = []
    for after in sorted(result.sides, key=lambda after: not result.neighbours(after)):
        said, quoted = _side(result, after, corpus.catalogue)
        lines += said
        quotes = [*quoted, *quotes] if result.neighbours(after) else [*quotes, *quoted]
    if not quotes:
        return None
    shown = unique(quotes)
    lines += [f"“{quote.quote}”\n— {quote.citation}" for quote in shown]
    return Draft(
        "\n\n".join([*lines, f"{last_text(corpus.catalogue)}."]),
        shown,
        evidence=tuple(dict.fromkeys(quote.key for quote in shown)),
    )


def _called_for(result: ChainResult, corpus: Corpus) -> Draft:
    """What was called for before measures were decided, the first with its words."""
    first, *others = result.called_for
    quote = quotation(corpus.catalogue.paragraphs([first.key])[first.key], first.start, first.end)
    said = (
        f"Before measures ({result.entry.place}) were decided, they were called for. "
        f"{first.citation}, adopted on {day_in_words(first.date)}, says: “{quote.quote}”."
    )
    rows = corpus.catalogue.paragraphs(each.key for each in others)
    further = f"Called for again or further: {joined([row.citation for row in rows.values()])}.\n" if rows else ""
    text = f"{said}\n{further}{last_text(corpus.catalogue)}."
    return Draft(text, unique([quote, *map(mention, rows.values())]), evidence=(first.key, *rows))


def _side(result: ChainResult, after: bool, catalogue: Catalogue) -> tuple[list[str], list[Citation]]:
    """The bodies after (or before) it, and the words that show it."""
    found = result.neighbours(after)
    rows = catalogue.paragraphs(each.key for each in found)
    if not rows:
        return _none_known(result, after, catalogue)
    lines = [_line(result, each, after, catalogue) for each in found if each.key in rows]
    begins = catalogue.paragraphs(key for key in result.begins if key not in rows) if after else {}
    lines += [f"The first decision on it in the corpus: {row.citation}." for row in begins.values()]
    return lines, [quotation(row) for row in (*rows.values(), *begins.values())]


def _none_known(result: ChainResult, after: bool, catalogue: Catalogue) -> tuple[list[str], list[Citation]]:
    """That no text says what followed, with the last decision (or the first, for what came before)."""
    row = catalogue.paragraph(result.decisions[-1 if after else 0].key)
    if row is None:
        return [], []
    name, way = _name(result), "followed" if after else "came before"
    known = f"No decision on missions that was read says that one {way} {name}" + (
        ", or sets one up in that place within three years of its last one." if after else "."
    )
    return [known, f"The {'last' if after else 'first'} decision on it: {row.citation}."], [quotation(row)]


def _line(result: ChainResult, other: Neighbour, after: bool, catalogue: Catalogue) -> str:
    """``UNMIS was followed by UNMISS: S/RES/1996 (2011), para. 1, adopted on 8 July 2011.``"""
    record = catalogue.record(resolution_of(other.key))
    adopted = f", adopted on {day_in_words(record.date)}" if record and record.date else ""
    which = "next mission" if after else "mission before it"
    how = "" if other.said else f" It is the {which} in that place; no text says that the one follows the other."
    verb = "was followed by" if after else "came after"
    return f"{_name(result)} {verb} {other.name}: {other.citation}{adopted}.{how}"


def _name(result: ChainResult) -> str:
    return result.entry.acronym or result.entry.title
