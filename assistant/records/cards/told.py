"""How the slots of a subject are told: the words to be read today, since when, until when, what is exempted and who decides."""

from __future__ import annotations

from assistant.records.cards.card import Slot
from assistant.records.cards.words import SlotKind
from assistant.records.stands import in_words
from assistant.wording import joined
from ingest.annotations import ReportRequest, SecondVerb
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_EXEMPTIONS = 4  # exemptions of one measure that are named, the newest


def lines_of(slot: Slot, catalogue: Catalogue, longest: int) -> list[str]:
    """``S/RES/9102 (2032), para. 4 (first in S/RES/9001 (2031), para. 2): Decides that …``, how it stands, exemptions, who decides."""
    rows = catalogue.paragraphs([slot.key, slot.imposed, *slot.exempted])
    row, first = rows[slot.key], rows.get(slot.imposed)
    begins = _asked_from(slot, row, catalogue) if len(row.words) > longest else 0
    words = " ".join(row.words[begins:].split())
    cut = words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"
    cut = f"… {cut}" if begins else cut
    since = f" (first in {first.citation})" if first is not None and first.key != row.key else ""
    exempted = [rows[key].citation for key in slot.exempted if key in rows][-_EXEMPTIONS:]
    more = [
        in_words(slot.stands, catalogue),
        f"Exempted: {joined(exempted)}" if exempted else "",
        f"Who decides: {slot.who}" if slot.who else "",
    ]
    return [f"{row.citation}{since}: {cut}", *(f"  {each}" for each in more if each)]


def _asked_from(slot: Slot, row: Paragraph, catalogue: Catalogue) -> int:
    """Where the words that ask for a report begin, in a paragraph that asks for other things first."""
    marks = catalogue.annotations(row.resolution).get(row.key, ())
    asked = next((each.start for each in marks if isinstance(each, ReportRequest)), 0)
    if slot.kind is not SlotKind.REPORT:
        return 0
    return max((each.start for each in marks if isinstance(each, SecondVerb) and each.start <= asked), default=0)
