"""What holds on one matter among the texts on a subject: the paragraph that stands, with the versions before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, ClassVar, Literal

from pydantic import Field, InstanceOf

from assistant.errors import NotThere
from assistant.operations.chain import decisions_on, measures_go_on, on_any
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.entries import Entry
from assistant.records.cards.card import card
from assistant.records.cards.slot import Card
from assistant.records.cards.words import SlotKind
from assistant.records.slots import fillings, led_by, slots_named
from assistant.retrieval.as_it_stands import as_it_stands
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.support import Support, support_of
from assistant.timeline.regimes.matters import labels_in
from ingest.annotations import Action, MandateDecision
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of
from ingest.places import places_in


class Standing(Plan):
    """Find what holds on a matter (an exemption, a criterion, a report that is due, a task) for a mission, panel, committee, office,
    court, measures or authorization."""

    op: ClassVar[str] = "standing"
    example: ClassVar[dict[str, Any]] = {"subject": {"kind": "mission", "name": "UNMISS"}}
    subject: Subject = Field(description="Whose texts are looked through.")
    matter: str = Field(
        default="", max_length=1000, description="What is asked of it, in words; none: all that holds, slot by slot."
    )
    slots: tuple[SlotKind, ...] = Field(default=(), description="Without a matter: only these slots; none: all.")
    day: dt.date | None = Field(default=None, description="As of this day; none: the day on which it is asked.")

    def run(self, corpus: Corpus) -> StandingResult | CardResult:
        """The paragraphs on the matter, those that hold first. Raises :class:`NotThere` where nothing is followed under the name."""
        day = min(self.day, corpus.day) if self.day and corpus.as_of else self.day or corpus.day
        generation = corpus.generation
        entry = generation.subjects.entry(self.subject, day)
        if entry is None:
            raise NotThere(
                f"No mandate is followed under the name {self.subject.name.strip()[:80]!r}. Name a mission (UNMISS), a panel, "
                "a committee (1267 Committee) or measures (Libya arms embargo)."
            )
        if not self.matter.strip():
            made = card(entry, generation.lineage, day)
            if self.slots:
                made = replace(made, slots=tuple(slot for slot in made.slots if slot.kind in self.slots))
            return CardResult(
                plan=self,
                card=made,
                witnesses=tuple(Witness(key=slot.key) for slot in made.slots),
                found=bool(made.slots),
            )
        own = {*entry.roots, *(decision.resolution for decision in entry.decisions)}
        texts = own if entry.subject.kind is SubjectKind.MISSION else generation.subjects.texts([self.subject], [], day)
        question = query_of(self.matter, known=lambda _: False)
        found = generation.retriever.evidence(question, as_of=day, among=texts)
        support = support_of(question, found, generation.thresholds, generation.index)
        evidence = _there_first(as_it_stands(found, generation.lineage, day), entry.place)
        filling = fillings(slots_named(self.matter), [entry], generation.subjects, generation.lineage, day)
        if filling:
            evidence = led_by(evidence, question.searched, filling, generation.index)
        return StandingResult(
            plan=self,
            question=question,
            evidence=evidence,
            support=support.name.lower(),
            witnesses=tuple(Witness(key=key) for key in evidence.keys),
            resolutions=tuple(dict.fromkeys(map(resolution_of, evidence.keys))),
            found=bool(evidence.hits) and support is not Support.NONE,
            over=_over(self.subject, entry, day, corpus),
        )


def _there_first(evidence: Evidence, place: str) -> Evidence:
    """The evidence, with paragraphs that name other places and not this one behind all others."""

    def is_elsewhere(key: str) -> bool:
        row = evidence.paragraphs.get(key)
        named = {*places_in(row.words)} if row is not None else set()
        return bool(place and named) and place not in named

    return replace(evidence, hits=tuple(sorted(evidence.hits, key=lambda hit: is_elsewhere(hit.key))))


def _over(subject: Subject, entry: Entry, day: dt.date, corpus: Corpus) -> tuple[MandateDecision, ...]:
    """The decisions on what was ended or ran out by the day and within the corpus, oldest first; none on what goes on. Of a regime
    one measure may end alone: it is over where that is named, and the regime where none of its measures goes on."""
    kind, known_to = entry.subject.kind, min(day, corpus.last_day or day)
    if kind is SubjectKind.AUTHORIZATION:
        entry = corpus.generation.subjects.going_on(entry, day)
    decisions = tuple(d for d in entry.decisions if d.date is not None and d.date <= day)
    if not decisions:
        return ()
    if kind is SubjectKind.MEASURES:
        meant = decisions_on(subject.name, entry, corpus, day)
        if (lanes := labels_in(subject.name)) and not on_any(entry, lanes, meant, corpus):
            return ()  # of what was never imposed there no end is told
        ended_alone = bool(lanes and meant) and newest(meant).action is Action.END
        named = subject.name if ended_alone else ""
        return () if measures_go_on(entry, known_to, corpus, named) else meant
    last = newest(decisions)
    lapsed = kind in _LAPSING and last.until is not None and last.until < known_to
    return decisions if lapsed else ()


_LAPSING = (SubjectKind.MISSION, SubjectKind.PANEL, SubjectKind.AUTHORIZATION)


class CardResult(Result):
    """All that holds on a subject."""

    card: InstanceOf[Card] = Field(exclude=True)


class StandingResult(Result):
    """``evidence`` has what holds first; ``support`` tells how well the best paragraphs fit the matter; ``over`` are the decisions on a
    subject that has ended."""

    question: InstanceOf[Query] = Field(exclude=True)
    evidence: InstanceOf[Evidence] = Field(exclude=True)
    support: Literal["none", "weak", "strong"]
    over: tuple[MandateDecision, ...] = ()
