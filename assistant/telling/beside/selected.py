"""What stands beside the one resolution that a selection finds: an older or newer text that has its words, and the words themselves."""

from __future__ import annotations

from assistant.operations.conditions import Conditions
from assistant.operations.corpus import Corpus
from assistant.operations.select import Select, SelectResult
from assistant.records.matters.later import newest_on
from assistant.retrieval.names.places import places_asked
from assistant.terms import content_stems
from assistant.writing.stretches import Sought, in_quotes, stretches
from ingest.resolution import Paragraph

_OF_A_TEXT = 200  # characters of the paragraph that speaks of a matter
_Shown = tuple[tuple[Paragraph, ...], str]
"""What is shown, and the sentence that tells it: neither where there is nothing."""


def speaking_later(result: SelectResult, plan: Select, corpus: Corpus) -> _Shown:
    """What speaks of a matter at a place in a later text than the newest that is described so, where the newest is asked for."""
    matter = plan.where.matter
    if not _asks_for_one(plan, "newest") or plan.where.until or not result.resolutions or not places_asked(matter):
        return (), ""
    row = newest_on(matter, max(result.resolutions), corpus.catalogue, corpus.day)
    if row is None:
        return (), ""
    return (row,), f"The newest text that speaks of it is {row.citation}: {said_in(row, matter)}\n\n"


def saying_earlier(result: SelectResult, plan: Select, corpus: Corpus) -> _Shown:
    """What has the words of a matter in an earlier text than the first that is described so, where the first is asked for."""
    matter = plan.where.matter
    if not _asks_for_one(plan, "oldest") or plan.where.phrase or result.worded or not result.resolutions:
        return (), ""
    said = Conditions(corpus).resolutions(plan.where.model_copy(update={"matter": "", "phrase": matter}))
    first = said.records[0].number if said.records else 0
    row = corpus.catalogue.paragraph(said.shown[first]) if 0 < first < min(result.resolutions) else None
    if row is None:
        return (), ""
    words = f"{'words' if ' ' in matter else 'word'} “{matter}”"
    return (row,), f"\n\nThe first text that has the {words} is {row.citation}: {said_in(row, matter)}"


def _asks_for_one(plan: Select, order: str) -> bool:
    """Whether the first or the last resolution on a matter is asked for."""
    of_one = plan.measure == "rows" and plan.limit == 1 and plan.source == "resolutions"
    return of_one and plan.order == order and bool(plan.where.matter)


def said_in(row: Paragraph, words: str) -> str:
    """The words of a paragraph around some that it has."""
    sought = Sought(dict.fromkeys(content_stems(words), 1.0))
    return in_quotes(row, stretches(row, sought, _OF_A_TEXT))
