"""The paragraphs that answer best, by words and by meaning."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, InstanceOf

from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Where
from assistant.reading.zero.question import Question, understand
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.support import Support, support_of
from ingest.pinpoint import resolution_of
from vectorstore.filters import Filters


class Search(Plan):
    """Search all paragraphs, or those that meet the conditions, for what is asked, best first."""

    op: ClassVar[str] = "search"
    text: str = Field(min_length=1, max_length=4000, description="What is asked, in words.")
    where: Where = Field(
        default=Where(),
        description="Conditions on what is found: period, numbers, topic, body, verb, kind, Chapter VII.",
    )
    limit: int = Field(default=20, ge=1, le=100, description="How many paragraphs.")

    def run(self, corpus: Corpus) -> SearchResult:
        """The paragraphs with how well they are supported by the question's words and meaning."""
        question = understand(self.text, known=corpus.generation.knows).of_its_regimes
        several = self.where.numbers if len(self.where.numbers) > 1 else ()
        evidence = corpus.generation.retriever.evidence(
            question, filters=self._filters(corpus), as_of=corpus.as_of, among=several
        )
        support = support_of(question, evidence, corpus.generation.thresholds, corpus.generation.index)
        if self.where.numbers and support is Support.NONE:
            support = Support.WEAK  # in a text that is given, the nearest is shown with a warning
        keys = evidence.keys[: self.limit]
        return SearchResult(
            plan=self,
            question=question,
            evidence=evidence,
            support=support.name.lower(),
            witnesses=tuple(Witness(key=key) for key in keys),
            resolutions=tuple(dict.fromkeys(map(resolution_of, keys))),
            corpus_end=corpus.last_day,
            found=bool(keys) and support is not Support.NONE,
        )

    def _filters(self, corpus: Corpus) -> Filters | None:
        where = self.where
        if not where:
            return corpus.filters
        base = corpus.filters or Filters()
        own = Filters(
            year_from=where.since.year if where.since else None,
            year_to=where.until.year if where.until else None,
            resolution=where.numbers[0] if len(where.numbers) == 1 else base.resolution,
            kind=where.kind or base.kind,
            verb=where.verb or base.verb,
            body=where.body.name if where.body else base.body,
            topic=where.topic or base.topic,
            chapter_vii=where.chapter_vii if where.chapter_vii is not None else base.chapter_vii,
            in_force=where.in_force or base.in_force,
            adopted_by=where.until,
        )
        return own.within(base.year_from, base.year_to, base.adopted_by)


class SearchResult(Result):
    """``support`` tells how well the best paragraphs fit: strong, weak or none."""

    question: InstanceOf[Question] = Field(exclude=True)
    evidence: InstanceOf[Evidence] = Field(exclude=True)
    support: Literal["none", "weak", "strong"]
