"""An answer in which a language model had a part, as the reader's browser keeps it: a chat that is opened again shows it and asks nothing."""

from __future__ import annotations

import json

from assistant.answer import Answer
from assistant.checking.verify import verify_quotations
from assistant.plan import plans_from_line
from ingest.errors import UnscError
from vectorstore.catalogue import Catalogue

LONGEST = 14_000  # characters of an answer that is kept
_LEFT = {"question", "compared", "plans", "steps", "checked"}


def packed(answer: Answer) -> str:
    """The answer as JSON. Empty where no model was asked, where it failed, and where that is too long: such a question is asked again."""
    if answer.tokens is None or answer.notice:
        return ""
    slim = answer.model_copy(update={"sentences": answer.unsupported})
    held = {**slim.model_dump(mode="json", exclude=_LEFT, exclude_defaults=True), "plan": answer.plan}
    kept = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return kept if len(kept) <= LONGEST else ""


def unpacked(kept: str, question: str, catalogue: Catalogue) -> Answer | None:
    """The answer that was kept; ``None`` where it cannot be read, and where a quotation no longer stands in the texts."""
    try:
        held = json.loads(kept)
        plan = str(held.pop("plan", ""))
        answer = Answer(**{**held, "question": question, "plans": plans_from_line(plan) if plan else ()})
        verify_quotations(answer.citations, catalogue)
    except (ValueError, TypeError, AttributeError, RecursionError, UnscError):  # whatever a browser may hold
        return None
    return answer
