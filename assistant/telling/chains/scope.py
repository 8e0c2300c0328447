"""What measures and authorizations reach: to whom supplies are barred, where that is some at a place and not all of it; what may be done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.draft import quotation
from assistant.writing.stretches import in_quotes, word_end
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import newest
from ingest.recipients import bars_supplies, recipients_in
from ingest.resolution import Paragraph
from vectorstore.lineage.model import Change
from vectorstore.lineage.reading import Lineage

_TO_WHOM, _DEED = 110, 220  # characters of who may do something, and of what that is
_MAY = "authori"  # as both spellings begin
# "in order to" and what else stands between marks leads on
_DEED_BEGINS = re.compile(r"[^,;]*?\sto\s|.*?,\s+to\s", re.DOTALL)


def authorized(row: Paragraph) -> str:
    """The words of an authorization in quotation marks, cut around what may be done: what it is meant for often stands before."""
    words = row.words
    may = words.lower().find(_MAY)
    begins = _DEED_BEGINS.match(words, may) if may >= 0 else None
    if begins is None:
        return in_quotes(row, [(0, word_end(words, _TO_WHOM + _DEED))])
    deed = begins.end() - len("to ")
    end = word_end(words, deed + _DEED)
    far = deed > may + _TO_WHOM
    return in_quotes(row, [(0, word_end(words, may + _TO_WHOM)), (deed, end)] if far else [(0, end)])


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
