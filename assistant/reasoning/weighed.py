"""What the model itself is asked about a result before it is shown: whether a clause says what is claimed, and what a search found in
which order."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from assistant.operations import run
from assistant.operations.check import Check, CheckResult
from assistant.operations.corpus import Corpus
from assistant.operations.result import Witness
from assistant.operations.search import Search, SearchResult
from assistant.plan import Plan
from assistant.retrieval.rerank import reranked
from assistant.writing.entailment import decided
from assistant.writing.model import Chat


def weighed(plans: Sequence[Plan], corpus: Corpus, chat: Chat, rerank: int) -> Generator[str, None, int]:
    """Put what the model says into the results that ``corpus`` holds; returns the tokens spent. All claims are one request; the first
    ``rerank`` paragraphs of each search are another. Raises what the operations raise."""
    checks = [
        result for plan in plans if isinstance(plan, Check) and isinstance(result := run(plan, corpus), CheckResult)
    ]
    results, spent = yield from decided(checks, chat, corpus.catalogue)
    corpus.ran.update({str(result.plan): result for result in results})
    for plan in plans if rerank else ():
        if isinstance(plan, Search) and isinstance(result := run(plan, corpus), SearchResult):
            order = yield from reranked(result.question, result.evidence, chat, rerank)
            keys = order.evidence.keys[: plan.limit]
            shown = {"evidence": order.evidence, "witnesses": tuple(Witness(key=key) for key in keys)}
            corpus.ran[str(plan)] = result.model_copy(update=shown)
            spent += order.tokens
    return spent
