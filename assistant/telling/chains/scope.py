"""To whom measures bar supplies, where that is some at a place and not all of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.draft import quotation
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import newest
from ingest.recipients import bars_supplies, recipients_in
from ingest.resolution import Paragraph
from vectorstore.lineage.model import Change
from vectorstore.lineage.reading import Lineage


def bearing_on(chain: Sequence[MandateDecision], last: Paragraph, lineage: Lineage) -> Citation | None:
    """The words that say to whom supplies are barred, of what the ``last`` of a chain of measures renews, where it names any by its number:
    of a paragraph that it names, else of the newest before it that bars them; ``None`` where that bars them to a whole place or is the
    last itself, or the chain is no embargo that goes on."""
    decided = newest(chain)
    if decided.kind is not BodyKind.MEASURES or decided.action is Action.END:
        return None
    own = [each.key for each in reversed(chain) if each.resolution < last.resolution]
    named = [key for key in last.cites if key in own]  # it may name other measures beside
    before = [key for key in own if key not in named]
    rows = list(lineage.catalogue.paragraphs([last.key, *named, *before]).values())
    # the day of a renewal is that of what it renews, itself or through others, and not of what it only recalls beside
    rows = [row for row in rows if _renews(last, row, lineage)] or rows
    barring = next((row for row in rows if bars_supplies(row.words)), last)
    span = recipients_in(barring.words)
    return quotation(barring, *span) if span is not None and barring.key != last.key else None


def _renews(last: Paragraph, row: Paragraph, lineage: Lineage) -> bool:
    return any(each.row.key == last.key and each.change is Change.EXTENDED for each in lineage.later(row))
