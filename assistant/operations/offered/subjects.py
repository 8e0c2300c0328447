"""What is followed through the resolutions as data: chains of decisions, and what holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import Field

from assistant.operations.chain import Chain, ChainResult
from assistant.operations.corpus import Corpus
from assistant.operations.offered.data import Data, Quoted, Stands, Told, cited, quoted, whole
from assistant.operations.result import Witness
from assistant.operations.standing import CardResult, StandingResult
from assistant.plan import Subject, Value
from assistant.records.cards.slot import Slot
from assistant.telling.chains.end import chain_told
from assistant.timeline.model import Ceiling, Gap, Neighbour, Term
from ingest.annotations import Action, MandateDecision
from ingest.pinpoint import resolution_of
from vectorstore.lineage.standing import standing as standing_of


class Decision(Quoted):
    """One decision on the subject: what it does, and from which day until which; ``computed`` where ``until`` was counted from a period."""

    date: dt.date | None
    action: Action
    body: str
    since: dt.date | None
    until: dt.date | None
    computed: bool
    open_ended: bool
    final: bool


def decisions(page: Sequence[MandateDecision], corpus: Corpus) -> tuple[Decision, ...]:
    """Decisions with the words that hold them."""
    found = corpus.catalogue.paragraphs(each.key for each in page)
    made = []
    for each in page:
        words = found[each.key].words if each.key in found else ""
        end = each.end or len(words)
        made.append(
            Decision(
                key=each.key, citation=cited(each.key, corpus), words=words[each.start : end], start=each.start, end=end,
                date=each.date, action=each.action, body=each.body, since=each.since, until=each.until,
                computed=each.computed, open_ended=each.open_ended, final=each.final,
            )
        )  # fmt: skip
    return tuple(made)


class ChainData(Data):
    """The decisions that show what was asked: of the views ``end``, ``first`` and ``last`` those that answer, of the others all, oldest
    first. ``answer`` are the paragraphs that show it, best first."""

    rows: tuple[Decision, ...]
    subject: Subject
    title: str = Field(description="Its full name.")
    decided: int = Field(description="How many decisions there are on it.")
    status: str = Field(description="How it stands on the day, in a sentence.")
    covered: bool | None = Field(
        description="Whether the day is covered; nothing where no end is named, or where it came after the last day known."
    )
    until: dt.date | None = Field(description="The newest end.")
    answer: tuple[Quoted, ...]
    current: tuple[Ceiling, ...] = Field(description="The newest strength of each unit that holds on the day.")
    ceilings: tuple[Ceiling, ...]
    terms: tuple[Term, ...] = Field(description="What each decision covers, both days included.")
    gaps: tuple[Gap, ...] = Field(description="Times without cover.")
    tasks: tuple[Quoted, ...]
    tasks_by: Quoted | None = Field(description="The newer paragraph that refers to these tasks.")
    purpose: Quoted | None
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]


def chain(result: ChainResult, corpus: Corpus) -> Told:
    plan = result.plan
    assert isinstance(plan, Chain)
    made = result.timeline
    shown = {each.key for each in result.witnesses}
    few = plan.view in ("end", "first", "last")
    items = [each for each in result.decisions if not few or each.key in shown]
    wide = made is not None and plan.view in ("history", "gaps")
    beside = {
        "subject": result.entry.subject,
        "title": result.entry.title,
        "decided": len(result.decisions),
        **_status(result, corpus),
        "answer": quoted(result.witnesses, corpus),
        "current": result.current,
        "ceilings": result.ceilings,
        "terms": made.terms if made is not None and wide else (),
        "gaps": made.gaps if made is not None and wide else (),
        "tasks": whole(result.tasks),
        "tasks_by": next(iter(whole([result.tasks_by])), None) if result.tasks_by is not None else None,
        "purpose": next(iter(whole([result.purpose])), None) if result.purpose is not None else None,
        "before": result.neighbours(False) if False in result.sides else (),
        "after": result.neighbours(True) if True in result.sides else (),
    }
    return Told(items, lambda page: decisions(page, corpus), beside)


def _status(result: ChainResult, corpus: Corpus) -> dict[str, Any]:
    """How it stands on the day: as its timeline says, where one was made; else after its newest decision."""
    if result.timeline is not None:
        stands = result.timeline.standing
        return {"status": stands.text, "covered": stands.covered, "until": stands.until}
    told = chain_told(result.decisions, corpus.generation.lineage, result.day) if result.decisions else None
    if told is None:
        return {"status": "", "covered": None, "until": None}
    key = told.evidence[0]  # the newest, also where it extends the chain by the number of a paragraph
    last = next((d for d in corpus.catalogue.mandates_of(resolution_of(key)) if d.key == key), result.decisions[-1])
    covered: bool | None = last.open_ended or None
    if last.action is Action.END:
        covered = False
    elif last.until is not None:
        known = last.until <= (corpus.last_day or result.day)
        covered = True if last.until >= result.day else False if known else None
    return {"status": told.text.partition("\n")[0], "covered": covered, "until": last.until}


class Held(Quoted):
    """A paragraph that holds, or held: its ``slot`` in the card of a subject, the paragraph in which it was first ``imposed``, how it
    stands, what is exempted from it (keys), and who decides on an exemption."""

    slot: str = ""
    imposed: str = ""
    stands: Stands | None
    exempted: tuple[str, ...] = ()
    who_decides: str = ""


class StandingData(Data):
    """What holds, what holds first; without a matter all of it, slot by slot. ``support`` tells how well the paragraphs fit the matter;
    ``over`` are the decisions on a subject that has ended."""

    rows: tuple[Held, ...]
    subject: str
    support: str
    over: tuple[Decision, ...]


def standing(result: StandingResult | CardResult, corpus: Corpus) -> Told:
    beside: dict[str, Any]
    if isinstance(result, CardResult):
        card = result.card
        beside = {"subject": card.title, "support": "strong" if card.slots else "none", "over": ()}
        return Told(card.slots, lambda page: _slots(page, corpus), beside)
    subject = getattr(result.plan, "subject", None)
    beside = {
        "subject": subject.name if isinstance(subject, Subject) else "",
        "support": result.support,
        "over": decisions(result.over, corpus),
    }
    day = getattr(result.plan, "day", None) or corpus.day

    def rows(page: Sequence[Witness]) -> Iterable[Value]:
        found = corpus.catalogue.paragraphs(each.key for each in page)
        lineage = corpus.generation.lineage
        for each in quoted(page, corpus):
            row = found.get(each.key)
            yield Held(
                stands=Stands.of(standing_of(row, lineage, day)) if row is not None else None, **each.model_dump()
            )

    return Told(result.witnesses, rows, beside)


def _slots(page: Sequence[Slot], corpus: Corpus) -> Iterable[Value]:
    for slot in page:
        (words,) = quoted([Witness(key=slot.key)], corpus)
        yield Held(
            slot=slot.kind.value,
            imposed=slot.imposed,
            stands=Stands.of(slot.stands),
            exempted=slot.exempted,
            who_decides=slot.who,
            **words.model_dump(),
        )
