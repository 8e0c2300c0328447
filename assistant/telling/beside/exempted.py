"""What is exempted from the rule that an answer is led by: no rule is told without its exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, mention, quotation, unique
from assistant.records.cards.exemptions import exemptions_of
from assistant.retrieval.statements import TAKES_OUT
from assistant.telling.beside.later import behind_the_lead
from assistant.wording import cut_short, joined
from ingest.pinpoint import paragraph_of
from ingest.resolution import Paragraph
from vectorstore.index import Index
from vectorstore.lineage.reading import Lineage

_NAMED = 4  # exemptions that are named, the newest
_LOOKED_AT, _FIRST = 200, 3  # paragraphs of the texts that are looked at, and of those found where a point is better
_LONGEST = 420  # characters of one that is quoted


def with_exemptions(
    draft: Draft, asked: str, lineage: Lineage, index: Index, day: dt.date, *, of_its_text: bool = False
) -> Draft:
    """The draft with the exemptions from the rule that leads it, behind it; the one that is most like what is ``asked`` in its words. Where
    the rule is not asked for as it holds, those ``of_its_text`` alone."""
    catalogue = lineage.catalogue
    lead = catalogue.paragraph(draft.citations[0].key) if draft.citations and draft.citations[0].key else None
    if lead is None or draft.status is not Status.ANSWERED or draft.writer != "extractive" or draft.sentences:
        return draft
    rows = exemptions_of(lead, lineage, day, of_its_text=of_its_text)
    if not rows:
        return draft
    best = _nearest([each for row in rows for each in (row, *catalogue.subparagraphs(row.key))], asked, index)
    shown = quotation(best, 0, len(cut_short(best.words, _LONGEST))) if best is not None else None
    told = {each.key for each in draft.citations if each.quote}
    named = [row.citation for row in rows][-_NAMED:]
    what = "Exempted" if all(TAKES_OUT.search(row.words) for row in rows) else "Limited by"
    quoted = shown is not None and shown.key not in told
    alone = quoted and len(rows) == 1 and shown is not None and paragraph_of(shown.key) == rows[0].key
    said = f"{what}:" if alone else f"{what}: {joined(named)}."
    if quoted and shown is not None:
        said += f" {shown.citation}: “{shown.quote}”"
    more = ([shown] if shown is not None else []) + list(map(mention, rows[-_NAMED:]))
    draft = behind_the_lead(draft, said)
    return replace(draft, citations=unique([*draft.citations[:1], *more, *draft.citations[1:]]))


def _nearest(rows: Sequence[Paragraph], asked: str, index: Index) -> Paragraph | None:
    """The row that is most like the question, a point before the paragraph that it stands in."""
    of = {row.key: row for row in rows}
    near = [
        of[hit.key] for hit in index.dense(asked, _LOOKED_AT, only={row.resolution for row in rows}) if hit.key in of
    ]
    points = [row for row in near[:_FIRST] if row.path]
    return next(iter((*points, *near)), None)
