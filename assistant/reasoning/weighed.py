"""What the model itself is asked about a result before it is shown: whether a clause says what is claimed, and what a search found in
which order."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress

from assistant.operations import run
from assistant.operations.check import CheckResult
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.operations.search import Search, SearchResult
from assistant.plan import Plan
from assistant.retrieval.rerank import reranked
from assistant.writing.entailment import decided
from assistant.writing.model import Chat


def weighed(plans: Sequence[Plan], corpus: Corpus, chat: Chat, rerank: int) -> Generator[str, None, int]:
    """Put what the model says into the results that ``corpus`` holds; returns the tokens spent. All claims are one request; the first
    ``rerank`` paragraphs of each search are another. What cannot be run is left to whoever runs it."""
    found = list[Result]()
    for plan in plans:
        with suppress(Exception):
            found.append(run(plan, corpus))
    decided_on, spent = yield from decided([r for r in found if isinstance(r, CheckResult)], chat, corpus.catalogue)
    corpus.ran.update({str(result.plan): result for result in decided_on})
    for result in found if rerank else ():
        if isinstance(result, SearchResult) and isinstance(result.plan, Search):
            order = yield from reranked(result.question, result.evidence, chat, rerank)
            keys = order.evidence.keys[: result.plan.limit]
            shown = {"evidence": order.evidence, "witnesses": tuple(Witness(key=key) for key in keys)}
            corpus.ran[str(result.plan)] = result.model_copy(update=shown)
            spent += order.tokens
    return spent
