"""A question that the patterns read as a plan: the plan is run, and its result told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, together
from assistant.errors import NotThere, WrongInput
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.plan import Plan
from assistant.telling import tell
from assistant.timeline.names import UnknownBody


def by_plan(plan: Plan | None, corpus: Corpus, *, even_none: bool = False) -> Draft | None:
    """The draft of what a plan finds; ``None`` without a plan, or where it finds nothing: with ``even_none`` that is told too.

    What is not there, and what cannot be compared, is refused: a reader leaves it in a plan only where nothing else can be meant.
    """
    if plan is None:
        return None
    try:
        result = run(plan, corpus)
    except UnknownBody:
        return None
    except (NotThere, WrongInput) as wrong:
        return Draft(str(wrong), status=Status.REFUSED, plans=(plan,))
    return replace(tell(result, corpus), plans=(plan,)) if result.is_sure or even_none else None


def by_plans(plans: Sequence[Plan], corpus: Corpus, *, even_none: bool = False) -> Draft | None:
    """The drafts of several plans as one; ``None`` where none of them finds anything."""
    drafts = [draft for plan in plans if (draft := by_plan(plan, corpus, even_none=even_none)) is not None]
    return replace(together(drafts), plans=tuple(plans)) if drafts else None
