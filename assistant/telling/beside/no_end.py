"""That a measure or an exemption has no end, where its end is asked for and a paragraph leads that names none."""

from __future__ import annotations

import datetime as dt

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.view_words import has_word_of, words_of
from assistant.terms import stems
from ingest.annotating.time_expressions import Role, find_times
from ingest.bodies import measures_of
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_SEARCHED = ("search", "standing")
_TIMES = (Role.UNTIL, Role.FOR, Role.BY)


def with_no_end(draft: Draft, text: str, lineage: Lineage, day: dt.date) -> Draft:
    """The draft of a search behind the sentence that what leads it has no end on the day, where the question ``text`` asks for one: neither its
    words nor those that extend it name a day or a period, and no later text on its subject ends or changes it."""
    key = draft.citations[0].key if draft.citations else ""
    searched = (
        draft.status is Status.ANSWERED and draft.stands_out and all(plan.op in _SEARCHED for plan in draft.plans)
    )
    if not key or not searched or not has_word_of(text, "expiring"):
        return draft
    row = lineage.catalogue.paragraph(key)
    if (
        row is None
        or row.force is not Force.DECISION
        or not measures_of(row.words)
        or stems(row.words) & words_of("ending")
    ):
        return draft
    stands = standing(row, lineage, day)
    extended = lineage.catalogue.paragraph(stands.by) if stands.state is State.EXTENDED else None
    if stands.until or stands.state not in (State.HOLDS, State.EXTENDED) or _names_an_end(extended or row):
        return draft
    return draft.after(
        f"No end date: {row.citation} sets none, and no later text on the same subject ends it, as far as they were read."
    )


def _names_an_end(row: Paragraph) -> bool:
    return any(time.role in _TIMES for time in find_times(row.words, None))
