"""How a question that is out of reach is declined: the reason, and what is within reach."""

from __future__ import annotations

from assistant.answer import Status
from assistant.draft import Draft
from assistant.operations.corpus import Corpus
from assistant.operations.decline import Decline
from assistant.operations.result import Result
from assistant.records.extent import corpus_end


def tell(result: Result, corpus: Corpus) -> Draft:
    """The refusal."""
    plan = result.plan
    assert isinstance(plan, Decline)
    return Draft(
        f"{plan.reason} The corpus holds resolutions of the Security Council, {corpus_end(corpus.catalogue)}; ask about one of these, a "
        "mission, a sanctions regime, or a vote.",
        status=Status.REFUSED,
    )
