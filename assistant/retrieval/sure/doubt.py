"""What is said first where what leads may not be what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.retrieval.evidence import Evidence
from assistant.retrieval.query import Query
from assistant.retrieval.sure.sureness import Looked, columns_of
from assistant.terms import words
from ingest.annotations import Deadline, DeadlineKind
from ingest.pinpoint import resolution_of
from vectorstore.lineage.reading import Lineage

if TYPE_CHECKING:
    from assistant.generation import Generation

UNSURE = "No text stands clearly before the others; this may not be what was asked."
NEAR = "More than one paragraph comes near; what was asked may stand in another of them."
# Of what leads with less, half is what was asked for; of what leads with more, one in fifteen is not (`assistant/learned/sure.md`).
_TOLD = 0.82
_IN_THAT_TEXT = 0.7  # the chance of a text from which on it stands before the others
_DUE = frozenset(("due", "deadline"))


def doubt(
    key: str, question: Query, evidence: Evidence, generation: Generation, looked: Looked = Looked.EVERYWHERE
) -> str:
    """What is said before what leads with the paragraph of ``key``: that no text stands out, or that other paragraphs come near; empty where it
    likely is what was asked, and where a paragraph was named."""
    if not (key and evidence.chances) or evidence.looked_up or question.wants_whole:
        return ""  # what a model makes up has no key
    lineage = generation.lineage
    sure = generation.sureness.of(key, columns_of(key, question, evidence, lineage, generation.index, looked))
    if not _DUE.isdisjoint(words(question.asked)) and _only_ends(key, lineage):
        return UNSURE
    if sure >= _TOLD:
        return ""
    there = evidence.chance_of(lineage.texts_with(resolution_of(key))) >= _IN_THAT_TEXT
    return NEAR if there or question.references or question.regimes else UNSURE


def _only_ends(key: str, lineage: Lineage) -> bool:
    """Whether the days that a paragraph sets are those of ends alone, by which nothing is due."""
    notes = lineage.catalogue.annotations(resolution_of(key)).get(key, ())
    kinds = {each.kind for each in notes if isinstance(each, Deadline)}
    return bool(kinds) and kinds <= {DeadlineKind.MANDATE_END, DeadlineKind.EXPIRY}
