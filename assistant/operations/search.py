"""The paragraphs that answer best, by words and by meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Literal

from pydantic import Field, InstanceOf

from assistant.assumed.unspoken import led_by_what_is_asked
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Number, Plan, Where
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.query import Query
from assistant.retrieval.support import Support, coverage, doubt, share_held, support_of
from assistant.terms import content_words
from ingest.pinpoint import resolution_of
from vectorstore.filters import Filters


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
        description="A resolution that is spoken of: searched alone where it holds the words, else with the texts that go with it "
        "and those of the condition.",
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

    def run(self, corpus: Corpus) -> SearchResult:
        """The paragraphs with how well they are supported by the question's words and meaning."""
        mentions = corpus.generation.reader.mentions(self.text, corpus.day)
        question = mentions.understood.of_its_regimes
        evidence = self._evidence(question, self._among(corpus), corpus)
        beyond = None
        if self.near and not self.beside:
            ways = (self._beyond, self._of_all, self._acted_upon)
            beyond = next((found for way in ways if (found := way(question, evidence, corpus)) is not None), None)
        evidence = led_by_what_is_asked(beyond or evidence, mentions, corpus.generation)
        support = support_of(question, evidence, corpus.generation.thresholds, corpus.generation.index)
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
            beyond=beyond is not None,
        )

    def _among(self, corpus: Corpus) -> tuple[int, ...]:
        """The resolutions that are searched first; none for all."""
        if not self.near or not self.beside:
            return (self.near,) if self.near else self.where.numbers
        return tuple(sorted(number for number in self._going_with(corpus) if self._is_in_time(number, corpus)))

    def _going_with(self, corpus: Corpus) -> set[int]:
        """The resolutions that go with the one that is spoken of, or are on a place on which it is."""
        return {*texts_around(self.near, corpus), *corpus.generation.subjects.beside(self.near)} - {self.near}

    def _is_in_time(self, number: int, corpus: Corpus) -> bool:
        record, (since, until) = corpus.catalogue.record(number), (self.where.since, self.where.until)
        day = record.date if record is not None else None
        return day is not None and (since is None or since <= day) and (until is None or day <= until)

    def _evidence(self, question: Query, numbers: tuple[int, ...], corpus: Corpus) -> Evidence:
        """What is found in the resolutions; in all where there are none."""
        among = numbers if len(numbers) > 1 else ()
        filters = self._filters(numbers, corpus)
        return corpus.generation.retriever.evidence(question, filters=filters, as_of=corpus.as_of, among=among)

    def _of_all(self, question: Query, inside: Evidence, corpus: Corpus) -> Evidence | None:
        """What is found in all texts, of those that go with the one that is spoken of: where one of them leads there, surely supported and with
        more of the words, or as many and newer, and no other may as well be meant, two ways of looking agree on it."""
        found, going = self._evidence(question, (), corpus), self._going_with(corpus)
        lead = resolution_of(found.hits[0].key) if found.hits else 0
        index = corpus.generation.index
        if lead not in going or doubt(found.hits[0].key, question, found, corpus.generation.lineage):
            return None
        if support_of(question, found, corpus.generation.thresholds, index) is not Support.STRONG:
            return None
        there, here = coverage(question, found, index).all, coverage(question, inside, index).all
        kept = tuple(hit for hit in found.hits if resolution_of(hit.key) in {self.near, *going})
        return replace(found, hits=kept) if (there, lead) > (here, self.near) else None

    def _beyond(self, question: Query, inside: Evidence, corpus: Corpus) -> Evidence | None:
        """What is found in the texts that go with the one that is spoken of, where they hold clearly more of the words than it does and
        are more like the question; or all of several words of which it holds none."""
        index = corpus.generation.index
        around = {*self.where.numbers, *texts_around(self.near, corpus)} - {self.near}
        if not around or share_held(question, corpus.catalogue.paragraphs_of(self.near), index) >= _HELD:
            return None
        found = self._evidence(question, tuple(sorted(around)), corpus)
        there, here = coverage(question, found, index).all, coverage(question, inside, index).all
        if there < here + _CLEARLY:
            return None
        alike, likest = (
            max((hit.score for hit in index.dense(question.topic, 1, only=only)), default=0.0)
            for only in ({self.near}, around)
        )
        none_of_several = here == 0.0 and there >= _ALL and len(content_words(question.topic)) > 1
        return found if likest >= alike + _LIKER or none_of_several else None

    def _acted_upon(self, question: Query, inside: Evidence, corpus: Corpus) -> Evidence | None:
        """What is found in the text and in those on whose paragraphs its best one acts ("Extends the request in paragraph 3 of …"): where they
        support it surely, and the text alone does not."""
        index, least = corpus.generation.index, corpus.generation.thresholds
        cited = inside.paragraphs[inside.keys[0]].cites if inside.hits else ()
        others = {resolution_of(key) for key in cited if "/op" in key} - {self.near}
        if not others or support_of(question, inside, least, index) is Support.STRONG:
            return None
        found = self._evidence(question, (*sorted(others), self.near), corpus)
        surely = support_of(question, found, least, index) is Support.STRONG
        return found if surely and resolution_of(found.keys[0]) in others else None

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


class SearchResult(Result):
    """``support`` tells how well the best paragraphs fit: strong, weak or none; ``beyond`` that the text which is spoken of does not
    hold the words, and others that go with it do."""

    question: InstanceOf[Query] = Field(exclude=True)
    evidence: InstanceOf[Evidence] = Field(exclude=True)
    support: Literal["none", "weak", "strong"]
    beyond: bool = False


_HELD = 0.75  # so great a share of the words is said in the text itself
_CLEARLY = 0.15  # by so much more of the words do others hold more than it
_LIKER, _ALL = 0.06, 0.99  # by so much (cosine) are they more like the question; the share that is all of its words
_AROUND = 60  # texts that go with one


def texts_around(number: int, corpus: Corpus) -> tuple[int, ...]:
    """The resolutions that go with one, those nearest to it first: its chains with their origins, what it cites and what cites it."""
    catalogue = corpus.catalogue
    entries = corpus.generation.subjects.deciding(str(number))
    found = {n for entry in entries for n in (*(d.resolution for d in entry.decisions), *entry.roots)}
    found |= {resolution_of(key) for row in catalogue.paragraphs_of(number) for key in row.cites}
    found |= {resolution_of(key) for key, _ in catalogue.citing(number)}
    return tuple(sorted(found - {number}, key=lambda each: (abs(each - number), each))[:_AROUND])
