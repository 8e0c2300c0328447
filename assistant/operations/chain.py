"""What was decided on a subject over time: when it ends, how it began, its history, ceilings, gaps, tasks, neighbours."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field, InstanceOf

from assistant.operations.corpus import Corpus
from assistant.operations.result import Result, Witness
from assistant.plan import Number, Plan, Subject, SubjectKind
from assistant.reading.entries import Entry
from assistant.timeline.beside_end import end_beside
from assistant.timeline.build import timeline
from assistant.timeline.model import Ceiling, Neighbour, Sort, Timeline
from assistant.timeline.model import Entry as Told
from assistant.timeline.names import UnknownBody, subject_of
from assistant.timeline.neighbours import called_for_before, first_decision_on
from assistant.timeline.parts import first_on_part
from assistant.timeline.regimes.by_roots import before_others_anew
from assistant.timeline.regimes.kinds import chain_on
from assistant.timeline.regimes.matters import PRINCIPAL, is_measure, labels_in, objects_in
from assistant.timeline.regimes.regime import beginnings
from assistant.timeline.regimes.standing import goes_on
from assistant.timeline.set_out import purpose_of, set_out
from ingest.annotations import Action, MandateDecision
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of
from ingest.resolution import Force, Paragraph

View = Literal["end", "first", "last", "history", "ceiling", "gaps", "tasks", "neighbours", "before", "after"]
_SIDES: Mapping[str, tuple[bool, ...]] = {"neighbours": (False, True), "before": (False,), "after": (True,)}


class Chain(Plan):
    """Follow a mission, panel, committee, office, court, sanctions measures or authorization through all decisions on it.

    Views: ``end`` how it stands on the day and until when; ``first`` what set it up; ``last`` the newest decision on it;
    ``history`` all decisions; ``ceiling`` how many troops, police or personnel it may have; ``gaps`` times without cover;
    ``tasks`` what its mandate is; ``neighbours`` what came before (of measures: was called for) and after, ``before`` and ``after`` one.
    """

    op: ClassVar[str] = "chain"
    example: ClassVar[dict[str, Any]] = {"subject": "UNMISS", "view": "end"}
    subject: Subject = Field(description="What is followed.")
    view: View = Field(default="end", description="What is asked of it.")
    day: dt.date | None = Field(default=None, description="As of this day; none: the day on which it is asked.")
    unit: str = Field(default="", description="For ceilings: troops, police, personnel; none: all.")
    resolution: Number = Field(
        default=0, ge=0, description="Only what this resolution decides on it, and what goes back to that; 0: all."
    )
    part: str = Field(default="", max_length=200, description="For the first: a part of a mission, as a guard unit.")

    def run(self, corpus: Corpus) -> ChainResult:
        """The decisions on the subject up to the day. Raises :class:`NotThere`, with names that are near, where nothing is followed
        under the name."""
        day = min(self.day, corpus.day) if self.day and corpus.as_of else self.day or corpus.day
        entry = corpus.generation.subjects.entry(self.subject, day)
        if entry is None:
            near = corpus.generation.subjects.suggestions(self.subject.name)
            raise UnknownBody(self.subject.name, [each.name for each in near])
        number, name = self.resolution, self.subject.name
        decisions = _going_back_to(number, entry, corpus, day) if number else decisions_on(name, entry, corpus, day)
        if self.view == "end":
            decisions = (*decisions, *end_beside(decisions, corpus.decisions))
        of_measures = self.view == "end" and entry.subject.kind is SubjectKind.MEASURES
        lanes = tuple(each for each in labels_in(self.subject.name) if each in PRINCIPAL) if of_measures else ()
        lacking = lanes if lanes and not _knows(entry, lanes, decisions, corpus) else ()
        result = ChainResult(
            plan=self,
            entry=entry,
            day=day,
            decisions=decisions,
            timeline=self._timeline(entry, decisions, corpus, day),
            witnesses=_chosen(self.view, decisions),
            resolutions=tuple(dict.fromkeys(d.resolution for d in decisions)),
            found=bool(decisions) and (bool(lacking) or not lanes or on_any(entry, lanes, decisions, corpus)),
            lacking=lacking,
        )
        if self.part:
            began = decisions[0].resolution if decisions else 0
            texts = [n for n in corpus.generation.subjects.texts([self.subject], (), day) if n >= began]
            first = first_on_part(self.part, texts, corpus.catalogue)
            shown = {"witnesses": _witnesses([first.key] if first else []), "found": first is not None}
            return result.model_copy(update=shown)
        return result.model_copy(update=self._seen(result, corpus)) if decisions else result

    def _timeline(
        self, entry: Entry, decisions: Sequence[MandateDecision], corpus: Corpus, day: dt.date
    ) -> Timeline | None:
        """The timeline, where the view cannot be told from the decisions alone: of all measures on a place, where the newest one ends
        some while others go on, and of their beginning, before which they may have been called for."""
        of_all = entry.subject.kind is SubjectKind.MEASURES and not self.resolution
        if self.view not in ("end", "last", "first") or (self.view == "first" and of_all and not self.day):
            return timeline(_followed(self.subject.name, entry), corpus.catalogue, day)
        if not of_all or not decisions or newest(decisions).action is not Action.END:
            return None
        lanes = labels_in(self.subject.name)
        made = timeline(_followed(self.subject.name, entry), corpus.catalogue, day)
        return made if goes_on(made, entry.place, corpus.decisions, lanes, ended=newest(decisions).until) else None

    def _seen(self, result: ChainResult, corpus: Corpus) -> dict[str, Any]:
        """What the view adds to a result: the paragraphs that show it, and whether the decisions hold what it asks for."""
        made, decisions = result.timeline, result.decisions
        called = called_for_before(made, labels_in(self.subject.name)) if made is not None else ()
        match self.view:
            case "first":  # a beginning sets something up
                lanes, place, number = labels_in(self.subject.name), result.entry.place, self.resolution
                of_all = result.entry.subject.kind is SubjectKind.MEASURES and (bool(lanes) or not (self.day or number))
                first = beginnings(place, lanes, corpus.decisions, corpus.catalogue, result.day) if of_all else []
                first = [d for d in first if d.resolution >= number]
                if later := of_all and bool(self.day) and not first:  # others were imposed by that day
                    first = beginnings(place, lanes, corpus.decisions, corpus.catalogue, corpus.day)
                sets_up = decisions[0].begins and not (later and first)
                again = sets_up and (not first or decisions[0].resolution > first[-1].resolution)
                before = tuple(Witness(key=d.key, start=d.start, end=d.end) for d in first)
                shown = (*before, *(result.witnesses if again or not before else ()))
                seen = {"resolutions": _numbers(shown), "witnesses": shown, "found": bool(before) or sets_up}
                return seen | {"called_for": called, "is_later": later and bool(first)}
            case "last":
                row, lanes = corpus.catalogue.paragraph(decisions[-1].key), labels_in(self.subject.name)
                if made is not None and not (row and {*lanes} & objects_in(row.words)):  # what ended others of them
                    on = [e for e in made.entries if (e.lane in lanes if lanes else is_measure(e.lane))]
                    shown = tuple(Witness(key=e.key, start=e.start, end=e.end) for e in on[-1:]) or result.witnesses
                    return {"resolutions": _numbers(shown), "witnesses": shown}
                return {"resolutions": _numbers(result.witnesses)}
            case "ceiling" if made is not None:
                ceilings = _of_unit(self.unit, made.ceilings)
                current = _current(ceilings, result.day)
                shown = _witnesses(each.key for each in current)
                return {"ceilings": ceilings, "current": current, "witnesses": shown, "found": bool(current)}
            case "tasks" if made is not None:
                subject = subject_of(made.asked, decisions, corpus.catalogue, result.day)
                found = set_out(subject, corpus.catalogue)
                shown = _witnesses(found.keys) or result.witnesses
                purpose = purpose_of(subject, corpus.catalogue)
                return {"tasks": found.tasks, "tasks_by": found.by, "purpose": purpose, "witnesses": shown}
            case "neighbours" | "before" if called:
                return {"called_for": called, "witnesses": _witnesses(each.key for each in called)}
            case "neighbours" | "before" | "after" if made is not None:
                sides = _SIDES[self.view]
                beside = [each for after in reversed(sides) for each in (made.after if after else made.before)]
                firsts = [first_decision_on(each.name, corpus.decisions) for each in made.after if True in sides]
                begins = tuple(first.key for first in firsts if first is not None)
                shown = _witnesses(each.key for each in beside) or result.witnesses
                return {"sides": sides, "begins": begins, "witnesses": shown, "found": made.sort is Sort.MISSION}
            case "history" | "gaps" if made is not None:
                measures = result.entry.subject.kind is SubjectKind.MEASURES
                return {"lanes": labels_in(self.subject.name) if measures else (), "found": bool(made.entries)}
            case _:
                return {}


class ChainResult(Result):
    """``decisions`` are those up to ``day``, oldest first; ``timeline`` is there for all views but the single decisions.

    ``lanes`` are the measures of a regime that are meant, none where all are; ``lacking`` those that none of the decisions on the
    place is on. ``ceilings`` are the figures of the unit asked for, oldest first, and ``current`` the newest of each unit that hold on
    the day, the newest first.
    ``called_for`` is what texts called for before measures were decided, oldest first; ``is_later`` tells that what began them came after the day.
    ``sides`` are the neighbours asked for, ``True`` for those after it, and ``begins`` the keys of the first decisions on these.
    ``tasks`` are the paragraphs that set out what it is to do, ``tasks_by`` the newer one that goes on with them, and ``purpose`` the one of
    the founding text that says what it is for.
    """

    entry: InstanceOf[Entry] = Field(exclude=True)
    day: dt.date
    decisions: tuple[MandateDecision, ...]
    timeline: InstanceOf[Timeline] | None = Field(default=None, exclude=True)
    lanes: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    ceilings: tuple[InstanceOf[Ceiling], ...] = Field(default=(), exclude=True)
    current: tuple[InstanceOf[Ceiling], ...] = Field(default=(), exclude=True)
    called_for: tuple[InstanceOf[Told], ...] = Field(default=(), exclude=True)
    is_later: bool = False
    sides: tuple[bool, ...] = Field(default=(), exclude=True)
    begins: tuple[str, ...] = ()
    tasks: tuple[InstanceOf[Paragraph], ...] = Field(default=(), exclude=True)
    tasks_by: InstanceOf[Paragraph] | None = Field(default=None, exclude=True)
    purpose: InstanceOf[Paragraph] | None = Field(default=None, exclude=True)

    def neighbours(self, after: bool) -> tuple[Neighbour, ...]:
        """The bodies after it, or before it."""
        return () if self.timeline is None else self.timeline.after if after else self.timeline.before


def _witnesses(keys: Iterable[str]) -> tuple[Witness, ...]:
    return tuple(Witness(key=key) for key in keys)


def _numbers(witnesses: Iterable[Witness]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(resolution_of(each.key) for each in witnesses))


def decisions_on(name: str, entry: Entry, corpus: Corpus, day: dt.date) -> tuple[MandateDecision, ...]:
    """The decisions on a subject up to a day, oldest first; of measures those that the name means ("the Azuria arms embargo")."""
    own = tuple(d for d in entry.decisions if d.date is not None and d.date <= day)
    if entry.subject.kind is not SubjectKind.MEASURES:
        return own
    decided = [d for d in corpus.catalogue.mandates() if d.date is not None and d.date <= day]
    chain, lanes = tuple(chain_on(name, entry.place, decided, corpus.catalogue)) or own, labels_in(name)
    if lanes and not any({*lanes} & {*labels_in(d.body)} or _is_on(d, lanes, corpus) for d in chain):
        on_it = {d.key for d in own if {*lanes} & {*labels_in(d.body)} or _is_on(d, lanes, corpus)}
        chain = before_others_anew(own, on_it) or chain  # those of an older regime there
    if not (chain and lanes) or newest(chain).action is not Action.END or _is_on(newest(chain), lanes, corpus):
        return chain
    rows = corpus.catalogue.paragraphs(d.key for d in chain)
    over = [at for at, d in enumerate(chain) if d.action is Action.END and _is_on(d, lanes, corpus)]
    ends = [at for at in over if chain[at].key in rows and {*lanes} & objects_in(rows[chain[at].key].words)] or over
    # what ended them stands before the end of other measures, unless they were imposed again in between
    again = ends and any(d.action is not Action.END and _is_on(d, lanes, corpus) for d in chain[ends[-1] + 1 :])
    return chain[: ends[-1] + 1] if ends and not again else chain


def _is_on(decision: MandateDecision, lanes: Sequence[str], corpus: Corpus) -> bool:
    """Whether a decision, or one of the paragraphs that it names, is on some measures by their matter; of one that has none its points."""
    row = corpus.catalogue.paragraph(decision.key)
    keys = {key for key in row.cites if "/" in key} if row is not None else set()
    said = {each.key: objects_in(each.words) for each in corpus.catalogue.paragraphs((*keys, decision.key)).values()}
    bare = {key for key in keys if not said.get(key)}
    points = (each for number in {*map(resolution_of, bare)} for each in corpus.catalogue.paragraphs_of(number))
    said |= {each.key: objects_in(each.words) for each in points if each.pinpoint.paragraph.key in bare}
    return any({*lanes} & each for each in said.values())


def on_any(entry: Entry, lanes: Sequence[str], told: Sequence[MandateDecision], corpus: Corpus) -> bool:
    """Whether some measures are followed at a place, or any decision that would be told is on them: of others no end is theirs."""
    followed = {each.lane for each in corpus.generation.subjects.entries if each.place == entry.place}
    return bool({*lanes} & followed) or any(_is_on(each, lanes, corpus) for each in told)


def _knows(entry: Entry, lanes: Sequence[str], told: Sequence[MandateDecision], corpus: Corpus) -> bool:
    """Whether any of the texts on the measures on a place, or on the place itself, decides on some of them."""
    if {*lanes} & {each.lane for each in corpus.generation.subjects.entries if each.place == entry.place}:
        return True
    decided = (*entry.decisions, *told)
    if len({*entry.roots, *(d.resolution for d in decided if d.action in _IMPOSING)}) > _FEW_TEXTS:
        return True  # what one of many says of the paragraphs of another is not all read
    numbers = {*entry.roots, *(d.resolution for d in decided), *corpus.generation.subjects.at([entry.place])}
    rows = {row.key: row for number in numbers for row in corpus.catalogue.paragraphs_of(number)}
    heads = ((row, rows.get(row.pinpoint.paragraph.key, row)) for row in rows.values() if row.force is Force.DECISION)
    imposing = (row for row, head in heads if _OBLIGING in row.words or _OBLIGING in head.words)
    return any({*lanes} & {*labels_in(row.words)} for row in imposing)


def _going_back_to(number: int, entry: Entry, corpus: Corpus, day: dt.date) -> tuple[MandateDecision, ...]:
    """The decisions of a resolution on a subject, and those on it that go back to that or name it, up to a day, oldest first; of all
    but measures all those from it on, for one decision carries on the one before."""
    if entry.subject.kind is not SubjectKind.MEASURES:
        return tuple(d for d in entry.decisions if d.date is not None and d.date <= day and d.resolution >= number)
    naming = {key for key, _ in corpus.catalogue.citing(number)}
    kept, known = list[MandateDecision](), {number}
    for d in entry.decisions:
        if d.date is not None and d.date <= day and (known & {d.resolution, *d.roots} or d.key in naming):
            kept.append(d)
            known.add(d.resolution)
    return tuple(kept)


def measures_go_on(entry: Entry, day: dt.date, corpus: Corpus, name: str = "") -> bool:
    """Whether any of the measures on a place, or of those that a name means ("the Azuria arms embargo"), are in force on a day, or nothing is
    known of their terms."""
    made, lanes = timeline(entry.engine, corpus.catalogue, day), labels_in(name)
    return not made.terms or goes_on(made, entry.place, corpus.decisions, lanes)


_OBLIGING, _FEW_TEXTS, _IMPOSING = "States shall", 3, (Action.ESTABLISH, Action.CHANGE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _followed(name: str, entry: Entry) -> str:
    """The name under which a timeline follows it; of several regimes on a place the one of a year in the name."""
    year = _YEAR.search(name) if entry.subject.kind is SubjectKind.MEASURES else None
    return f"{entry.engine} {year.group()}" if year else entry.engine


def _of_unit(unit: str, ceilings: Sequence[Ceiling]) -> tuple[Ceiling, ...]:
    """Those of a unit; all where the texts give none of it, but of police, who are called nothing else."""
    own = tuple(each for each in ceilings if unit in each.unit)
    return own if own or unit == "police" else tuple(ceilings)


def _current(ceilings: Sequence[Ceiling], day: dt.date) -> tuple[Ceiling, ...]:
    """The newest figure of each unit that holds on a day."""
    newest_of = {each.unit: each for each in ceilings if each.holds and each.since <= day}
    return tuple(sorted(newest_of.values(), key=lambda each: each.since, reverse=True))


def _chosen(view: View, decisions: tuple[MandateDecision, ...]) -> tuple[Witness, ...]:
    """The decisions that show it, best first."""
    if not decisions:
        return ()
    founding = next((d for d in decisions if d.action is Action.ESTABLISH), decisions[0])
    last = newest(decisions)
    beside = [d for d in decisions[-2:] if d.key != last.key and d.resolution == last.resolution]
    shown = [founding] if view == "first" else [last, *beside]
    return tuple(Witness(key=d.key, start=d.start, end=d.end) for d in shown)
