"""That a measure or an exemption has no end, where its end is asked for and a paragraph leads that names none."""

from __future__ import annotations

import datetime as dt

from assistant.answer import Status
from assistant.assumed.measures import restraints_of
from assistant.draft import Draft
from assistant.plan import SubjectKind
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import has_word_of, words_of
from assistant.terms import stems
from ingest.annotating.time_expressions import Role, find_times
from ingest.annotations import Action
from ingest.bodies import measures_of
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_SEARCHED = ("search", "standing")
_TIMES = (Role.UNTIL, Role.FOR, Role.BY)


def with_no_end(draft: Draft, text: str, subjects: Subjects, lineage: Lineage, day: dt.date) -> Draft:
    """The draft of a search behind the sentence that what leads it has no end on the day, where the question ``text`` asks for one: neither its
    words nor those that extend it name a day or a period, the measures of its text run out on none, and no later text ends any on its place."""
    key = draft.citations[0].key if draft.citations else ""
    searched = all(plan.op in _SEARCHED for plan in draft.plans)
    sure = draft.status is Status.ANSWERED and draft.stands_out
    if not (key and searched and sure) or not has_word_of(text, "expiring"):
        return draft
    row = lineage.catalogue.paragraph(key)
    if row is None or not _is_of_measures(row) or not _goes_on(row, lineage, day) or _may_be_ended(row, subjects):
        return draft
    return draft.after(
        f"No end date: {row.citation} sets none, and no later text on the same subject ends it, as far as they were read."
    )


def _is_of_measures(row: Paragraph) -> bool:
    """Whether a paragraph decides on measures and does not end any."""
    return row.force is Force.DECISION and bool(measures_of(row.words)) and not stems(row.words) & words_of("ending")


def _goes_on(row: Paragraph, lineage: Lineage, day: dt.date) -> bool:
    """Whether a paragraph holds without an end, and so do the measures of its text, from which it may be an exception."""
    catalogue = lineage.catalogue
    stands = standing(row, lineage, day)
    extended = catalogue.paragraph(stands.by) if stands.state is State.EXTENDED else None
    beside = (each.row for each in restraints_of(catalogue.paragraphs_of(row.resolution)))
    return (
        stands.state in (State.HOLDS, State.EXTENDED)
        and not stands.until
        and not any(time.role in _TIMES for time in find_times((extended or row).words, None))
        and not any(standing(each, lineage, day).until for each in beside)
    )


def _may_be_ended(row: Paragraph, subjects: Subjects) -> bool:
    """Whether a later text ends some of the measures on a place on which that of a paragraph is: which of them is not always read."""
    return any(
        decision.action is Action.END and decision.resolution > row.resolution
        for entry in subjects.entries
        if entry.subject.kind is SubjectKind.MEASURES
        for decision in entry.decisions
        if row.resolution in entry.roots
        or row.resolution in subjects.at([entry.place])
        or any(each.resolution == row.resolution for each in entry.decisions)
    )
