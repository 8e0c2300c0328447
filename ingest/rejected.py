"""Drafts that the Council voted on and did not adopt."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from ingest.council import composition
from ingest.resolution import Vote

__all__ = ["RejectedDraft", "item_of", "merge_drafts", "with_stored"]

_FIELDS = ("symbol", "date", "meeting", "agenda", "subject", "sponsors", "vote", "vetoed_by")
_FRAME = re.compile(
    r"^(?:the\s+)?(?:situation|question|issue|problem)s?\s+(?:in|of|concerning|relating\s+to|regarding|between)\s+(?:the\s+)?|^the\s+|^(?:complaint|letter)s?\s+(?:by|from)\s+(?:the\s+)?"
)


class RejectedDraft(BaseModel):
    """A draft resolution that failed. ``vetoed_by`` are ISO3 codes; empty where it failed for want of votes.

    ``origins`` tells for each field which file it came from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    symbol: str
    date: dt.date | None = None
    meeting: int | None = None
    agenda: str = ""
    subject: str = ""
    sponsors: tuple[str, ...] = ()
    vote: Vote | None = None
    vetoed_by: tuple[str, ...] = ()
    source: str = ""
    origins: dict[str, str] = {}


def merge_drafts(drafts: Iterable[RejectedDraft]) -> list[RejectedDraft]:
    """One record a draft and day of vote, in order of date; a field is taken from the first source that has it.

    One symbol can stand for several votes of a day (applications for membership, drafts moved orally): where a source
    has more than one, its records are kept apart.
    """
    groups: dict[tuple[str, dt.date | None], list[RejectedDraft]] = {}
    for draft in drafts:
        groups.setdefault((draft.symbol, draft.date), []).append(draft)
    merged: list[RejectedDraft] = []
    for group in groups.values():
        most, times = Counter(draft.source for draft in group).most_common(1)[0]
        merged += [_merged(group)] if times == 1 else [_merged([draft]) for draft in group if draft.source == most]
    return sorted(merged, key=lambda draft: (draft.date or dt.date.min, draft.symbol, draft.subject))


def _merged(group: list[RejectedDraft]) -> RejectedDraft:
    group = sorted(group, key=lambda draft: (not draft.sponsors, draft.source))
    if any(draft.vote is not None and _can_be(draft) for draft in group):
        group = [draft if _can_be(draft) else draft.model_copy(update={"vote": None}) for draft in group]
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for draft in group:
        for field in _FIELDS:
            value = getattr(draft, field)
            if field not in values and value not in (None, "", ()):
                values[field] = value
                origins[field] = draft.source
    return RejectedDraft.model_validate({**values, "source": group[0].source, "origins": origins})


def _can_be(draft: RejectedDraft) -> bool:
    """Whether no more votes are counted of a draft than the Council had members, as far as the table of these tells."""
    vote, sat = draft.vote, len(composition(draft.date.year)) if draft.date else 0
    return not (vote and sat) or (vote.yes or 0) + (vote.no or 0) + (vote.abstain or 0) + vote.not_participating <= sat


def with_stored(stored: Sequence[RejectedDraft], new: Sequence[RejectedDraft]) -> list[RejectedDraft]:
    """What was stored together with what was read now, both merged already.

    A draft of one vote is completed field by field, the new values first; of several votes under one symbol and day the
    longer list is kept whole.
    """
    groups: dict[tuple[str, dt.date | None], tuple[list[RejectedDraft], list[RejectedDraft]]] = {}
    for place, drafts in enumerate((stored, new)):
        for draft in drafts:
            groups.setdefault((draft.symbol, draft.date), ([], []))[place].append(draft)
    together: list[RejectedDraft] = []
    for old, fresh in groups.values():
        if len(old) == len(fresh) == 1:
            together.append(_completed(fresh[0], old[0]))
        else:
            together += fresh if len(fresh) >= len(old) else old
    return sorted(together, key=lambda draft: (draft.date or dt.date.min, draft.symbol, draft.subject))


def _completed(draft: RejectedDraft, other: RejectedDraft) -> RejectedDraft:
    missing = {name: getattr(other, name) for name in _FIELDS if not getattr(draft, name) and getattr(other, name)}
    origins = {name: other.origins[name] for name in missing if name in other.origins}
    return draft.model_copy(update={**missing, "origins": {**draft.origins, **origins}})


def item_of(agenda: str) -> str:
    """An agenda item in a form that can be compared: "The situation in Azuria" and "Azuria" are the same item."""
    words = " ".join(re.sub(r"[^\w\s]", " ", agenda.lower()).split())
    return _FRAME.sub("", words)
