"""What is told where nothing answers."""

from __future__ import annotations

from assistant.answer import Status
from assistant.draft import Draft
from assistant.records.extent import corpus_end
from vectorstore.catalogue import Catalogue


def nothing_found(catalogue: Catalogue) -> Draft:
    """Refusal where the evidence is too weak. It asserts nothing."""
    return Draft(
        f"The resolutions in the corpus do not answer this. It holds the resolutions of the Security Council "
        "and answers questions on what they say, how they were adopted and which cite which. "
        f"It is a corpus {corpus_end(catalogue)}.",
        status=Status.REFUSED,
    )
