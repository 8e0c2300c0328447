"""How a definition is told: the clause that defines, then the paragraphs."""

from __future__ import annotations

from assistant.answer import Status
from assistant.draft import Draft
from assistant.operations.corpus import Corpus
from assistant.operations.define import Define, DefineResult
from assistant.present import last_text


def tell(result: DefineResult, corpus: Corpus) -> Draft:
    """The draft; a refusal where no text defines the term."""
    plan = result.plan
    assert isinstance(plan, Define)
    return result.draft or Draft(
        f"No resolution in the corpus defines {plan.term!r}. {last_text(corpus.catalogue)}.", status=Status.REFUSED
    )
