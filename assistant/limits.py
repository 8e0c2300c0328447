"""The limits that a reader sets: how they are told, and what an answer must say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.wording import day_in_words, joined
from ingest.pinpoint import Kind
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters
from vectorstore.scope import Scope

KINDS = {Kind.OPERATIVE: "operative paragraphs", Kind.PREAMBULAR: "preambular paragraphs", Kind.ANNEX: "annexes"}
CHAPTER_VII = {True: "acts under Chapter VII", False: "does not invoke Chapter VII"}
_COVERED = "Covered: all "


def in_words(filters: Filters) -> tuple[str, ...]:
    """Each limit in a few words: ``adopted 1990–1999``, ``leads with “demands”``."""
    first, last = filters.year_from, filters.year_to
    years = f"adopted in {first}" if first == last else f"adopted {first}–{last}"
    said = (
        (first and last and years) or (first and f"adopted from {first} on") or (last and f"adopted up to {last}"),
        filters.adopted_by and f"adopted by {day_in_words(filters.adopted_by)}",
        filters.resolution and f"resolution {filters.resolution}",
        filters.kind and KINDS.get(filters.kind),
        filters.verb and f"leads with “{filters.verb}”",
        filters.body and f"decides on {filters.body}",
        filters.topic and f"filed under {filters.topic}",
        filters.chapter_vii is not None and CHAPTER_VII[filters.chapter_vii],
        filters.in_force and f"in force on paper on {day_in_words(filters.in_force)}",
        filters.agenda and f"on the item {filters.agenda}",
        filters.voted and f"adopted {filters.voted}",
        *(" or ".join(" and ".join(in_words(each)) for each in group) for group in filters.either),
    )
    return tuple(each for each in said if each)


def refused(
    named: Sequence[int], filters: Filters, scope: Scope, catalogue: Catalogue, *, from_texts: bool
) -> Draft | None:
    """A refusal where nothing meets the limits, no paragraph does and the answer stands in one (``from_texts``), or none of
    the resolutions that are named and of which it tells."""
    told = "; ".join(in_words(filters))
    if not scope.numbers or (from_texts and not len(scope.rows)):
        return _refusal(f"No paragraph of the corpus meets the limits that are set: {told}.")
    records = [record for number in named if (record := catalogue.record(number)) is not None]
    if records and not any(each.number in scope.numbers for each in records):
        lie = "lies" if len(records) == 1 else "lie"
        return _refusal(f"{joined([each.symbol for each in records])} {lie} outside the limits that are set: {told}.")
    return None


def _refusal(why: str) -> Draft:
    return Draft(f"{why} Change one of them or leave it out, and ask again.", status=Status.REFUSED)


def searched_within(draft: Draft, filters: Filters) -> Draft:
    """A refusal for want of evidence, with the limits inside which evidence was sought."""
    return replace(draft, text=f"{draft.text} Only what meets the limits was searched: {'; '.join(in_words(filters))}.")


def noted(draft: Draft, filters: Filters, scope: Scope) -> Draft:
    """The draft, with a notice where it tells of what does not meet the limits."""
    if draft.status is Status.REFUSED:
        return draft
    if not _goes_beyond(draft, scope):  # who says that all was covered says within what
        counted = _COVERED in draft.text or draft.resolutions is not None
        within = f" Only what is within the limits counts: {'; '.join(in_words(filters))}." if counted else ""
        return replace(draft, text=f"{draft.text}{within}")
    said = (
        f"Not all of this is within the limits ({'; '.join(in_words(filters))}): they bound what is searched, listed and "
        "counted, not what a question names or what is known of mandates and citations."
    )
    return replace(draft, notice=" ".join(filter(None, (draft.notice, said))))


def _goes_beyond(draft: Draft, scope: Scope) -> bool:
    keys = [citation.key for citation in draft.citations if citation.key]
    numbers = {int(key) for key in keys if "/" not in key}
    numbers |= set(draft.compared.comparison.numbers) if draft.compared is not None else set()
    return not numbers <= scope.numbers or not all(scope.holds(key) for key in keys if "/" in key)
