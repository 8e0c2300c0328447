"""Drafts that the Council voted on and did not adopt."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from ingest.resolution import Vote

__all__ = ["RejectedDraft", "merge_drafts"]


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
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for draft in group:
        for field in ("symbol", "date", "meeting", "agenda", "subject", "sponsors", "vote", "vetoed_by"):
            value = getattr(draft, field)
            if field not in values and value not in (None, "", ()):
                values[field] = value
                origins[field] = draft.source
    return RejectedDraft.model_validate({**values, "source": group[0].source, "origins": origins})
