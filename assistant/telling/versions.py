"""What became of the paragraph that an answer is led by: told in the answer where the question is in the present."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, mention, unique
from assistant.standing import in_words, standing
from assistant.wording import joined
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

_EARLIER = 3  # versions before the one that holds, which are named


def with_versions(draft: Draft, lineage: Lineage, catalogue: Catalogue, day: dt.date) -> Draft:
    """The draft after what took the place of the paragraph that it is led by; else before the versions that this one took the place of."""
    lead = catalogue.paragraph(draft.citations[0].key) if draft.citations and draft.citations[0].key else None
    if lead is None or draft.status is not Status.ANSWERED:
        return draft
    stands = standing(lead, lineage, catalogue, day)
    if stands.is_older:
        by = catalogue.paragraph(stands.by or stands.current)
        told = draft.after(f"{lead.citation}: {in_words(stands, catalogue)}.")
        cited = [draft.citations[0], *([mention(by)] if by is not None else []), *draft.citations[1:]]
        return replace(told, citations=unique(cited))
    earlier, at = list[str](), lead.key
    while len(earlier) < _EARLIER and (before := lineage.before(at)):
        at = max(before, key=lambda link: (link.likeness, link.earlier)).earlier
        earlier.append(at)
    if not earlier:
        return draft
    rows = list(catalogue.paragraphs(earlier).values())
    said = f"Earlier versions, computed from their words: {joined([row.citation for row in rows])}."
    return replace(draft, text=f"{draft.text}\n\n{said}", citations=unique([*draft.citations, *map(mention, rows)]))
