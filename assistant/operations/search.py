"""The paragraphs that answer best, by words and by meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, InstanceOf

from assistant.assumed.left_open import led_as_asked
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Number, Plan, Where
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.query import Query
from assistant.retrieval.support import Support, leads_surely, support_of
from ingest.pinpoint import resolution_of
from vectorstore.filters import Filters

if TYPE_CHECKING:
    from assistant.retrieval.follow.followed import Followed


class Search(Plan):
    """Search all paragraphs, or those that meet the conditions, for what is asked, best first."""

    op: ClassVar[str] = "search"
    example: ClassVar[dict[str, Any]] = {
        "text": "participation of women in peace negotiations",
        "where": {"since": "2000-01-01"},
    }
    text: str = Field(min_length=1, max_length=4000, description="What is asked, in words.")
    where: Where = Field(
        default=Where(),
        description="Conditions on what is found: period, numbers, topic, body, verb, kind, Chapter VII.",
    )
    near: Number = Field(
        default=0,
        ge=0,
        description="A resolution that is spoken of: searched first, with the texts that go with it and those of the condition before all "
        "others.",
    )
    after: str = Field(
        default="",
        max_length=4000,
        description="What was asked before, in words, from which this goes on: searched for together with the text, with near, or of all "
        "resolutions.",
    )
    told: str = Field(
        default="",
        max_length=60,
        description="With near, the paragraph that was told before, by its key: it is hardly asked for again.",
    )
    beside: bool = Field(
        default=False,
        description="Whether only texts that go with the one that is spoken of are searched, and not itself.",
    )
    limit: int = Field(default=20, ge=1, le=100, description="How many paragraphs.")

    @property
    def about(self) -> int:
        """The one resolution that is spoken of; 0 for none."""
        return self.near or (self.where.numbers[0] if len(self.where.numbers) == 1 else 0)

    @property
    def asked(self) -> str:
        """What is asked, in words; with what was asked before, where that alone says of what."""
        return self.text if self.about or not self.after else f"{self.after} {self.text}"

    def run(self, corpus: Corpus) -> SearchResult:
        """The paragraphs with how well they are supported by the question's words and meaning."""
        from assistant.retrieval.follow.followed import (
            trained,
            weighed,
        )  # takes long to load, and schemas do not need it

        mentions = corpus.generation.reader.mentions(self.asked, corpus.day)
        question = mentions.understood.of_its_regimes
        if self.near and not self.beside:
            evidence = weighed(self.followed(corpus), question, trained())
        else:
            evidence = self._evidence(question, self._among(corpus), corpus)
        evidence = led_as_asked(evidence, mentions, corpus.generation)
        support = support_of(question, evidence, corpus.generation.thresholds, corpus.generation.index)
        alone = self.where.numbers and not self.near
        if alone and evidence.hits and leads_surely(evidence, _IN_FEW_WORDS):
            # of a text that is given few words are enough, where one paragraph stands clearly before the others
            support = Support.STRONG
        if (self.where.numbers or self.near) and support is Support.NONE:
            support = Support.WEAK  # in a text that is given, the nearest is shown with a warning
        keys = evidence.keys[: self.limit]
        return SearchResult(
            plan=self,
            question=question,
            evidence=evidence,
            support=support.name.lower(),
            witnesses=tuple(Witness(key=key) for key in keys),
            resolutions=tuple(dict.fromkeys(map(resolution_of, keys))),
            found=bool(keys) and support is not Support.NONE,
            beyond=bool(self.near and keys) and not self.beside and resolution_of(keys[0]) != self.near,
            none_beside=self.beside and not self._among(corpus),
        )

    def followed(self, corpus: Corpus) -> Followed:
        """What is found for a text after another one was spoken of, and what was asked before."""
        from assistant.retrieval.follow.followed import Followed

        question, both = (
            corpus.generation.reader.mentions(text, corpus.day).understood.of_its_regimes
            for text in (self.text, f"{self.after} {self.text}")
        )
        going = self._going_with(corpus)
        everywhere = self._evidence(question, (), corpus)
        return Followed(
            near=self.near,
            told=self.told,
            going=going,
            inside=self._evidence(question, (self.near,), corpus),
            around=self._evidence(question, tuple(sorted(going)), corpus) if going else everywhere,
            everywhere=everywhere,
            both=self._evidence(both, (), corpus) if self.after else everywhere,
        )

    def _among(self, corpus: Corpus) -> tuple[int, ...]:
        """The resolutions that are searched first; none for all."""
        if not self.near or not self.beside:
            return (self.near,) if self.near else self.where.numbers
        return tuple(sorted(number for number in self._going_with(corpus) if self._is_in_time(number, corpus)))

    def _going_with(self, corpus: Corpus) -> set[int]:
        """The resolutions that go with the one that is spoken of, or are on a place on which it is."""
        around = {*texts_around(self.near, corpus), *corpus.generation.subjects.beside(self.near)}
        return {*around, *self.where.numbers} - {self.near}

    def _is_in_time(self, number: int, corpus: Corpus) -> bool:
        record, (since, until) = corpus.catalogue.record(number), (self.where.since, self.where.until)
        day = record.date if record is not None else None
        return day is not None and (since is None or since <= day) and (until is None or day <= until)

    def _evidence(self, question: Query, numbers: tuple[int, ...], corpus: Corpus) -> Evidence:
        """What is found in the resolutions; in all where there are none."""
        among = numbers if len(numbers) > 1 else ()
        filters = self._filters(numbers, corpus)
        return corpus.generation.retriever.evidence(question, filters=filters, as_of=corpus.as_of, among=among)

    def _filters(self, numbers: tuple[int, ...], corpus: Corpus) -> Filters | None:
        where = self.where.model_copy(update={"numbers": numbers})
        if not where and not numbers:
            return corpus.filters
        base = corpus.filters or Filters()
        own = Filters(
            year_from=where.since.year if where.since else None,
            year_to=where.until.year if where.until else None,
            resolution=numbers[0] if len(numbers) == 1 else base.resolution,
            kind=where.kind or base.kind,
            verb=where.verb or base.verb,
            body=where.body.name if where.body else base.body,
            topic=where.topic or base.topic,
            chapter_vii=where.chapter_vii if where.chapter_vii is not None else base.chapter_vii,
            in_force=where.in_force or base.in_force,
            adopted_by=where.until,
        )
        return own.within(base.year_from, base.year_to, base.adopted_by)


_IN_FEW_WORDS = 0.55  # so much of its chance must be likelier than not


class SearchResult(Result):
    """``support`` tells how well the best paragraphs fit: strong, weak or none; ``beyond`` that the text which is spoken of does not
    hold the words, and others that go with it do; ``none_beside`` that no text goes with it that meets the conditions: all others were searched."""

    question: InstanceOf[Query] = Field(exclude=True)
    evidence: InstanceOf[Evidence] = Field(exclude=True)
    support: Literal["none", "weak", "strong"]
    beyond: bool = False
    none_beside: bool = False

    @property
    def is_surely_there(self) -> bool:
        """Whether it is well supported, and the answer likelier stands in the paragraph that leads than not."""
        return self.support == "strong" and leads_surely(self.evidence)


_AROUND = 60  # texts that go with one


def texts_around(number: int, corpus: Corpus) -> tuple[int, ...]:
    """The resolutions that go with one, those nearest to it first: its chains with their origins, what it cites and what cites it."""
    catalogue = corpus.catalogue
    entries = corpus.generation.subjects.deciding(str(number))
    found = {n for entry in entries for n in (*(d.resolution for d in entry.decisions), *entry.roots)}
    found |= {resolution_of(key) for row in catalogue.paragraphs_of(number) for key in row.cites}
    found |= {resolution_of(key) for key, _ in catalogue.citing(number)}
    return tuple(sorted(found - {number}, key=lambda each: (abs(each - number), each))[:_AROUND])
