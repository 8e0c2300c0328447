"""What a follow-up points at by its place: the one before or after, the newest, the former, the second, the last of several."""

from __future__ import annotations

import datetime as dt

from assistant.checking.paraphrase import PRO_SENTENCES
from assistant.operations.chain import Chain
from assistant.operations.compare import Compare
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Plan, SubjectKind, Where
from assistant.reading.conversation.follow_up import OF_TIME, FollowUp
from assistant.reading.conversation.in_focus import record_of
from assistant.reading.conversation.pointers import PLACES, Points
from assistant.reading.conversation.times import is_of_time
from assistant.reading.conversation.versions import names_a_figure
from assistant.records.matters.themes import admits
from assistant.terms import stem, stems
from assistant.timeline.counted import unit_in
from ingest.annotations import MandateDecision
from ingest.pinpoint import Kind, Pinpoint, resolution_of


def pointed_at(asked: FollowUp) -> tuple[Plan, ...]:
    """The one before or after; the newest; the former, the second, the last of several."""
    if not asked.is_open:
        return ()
    beside = asked.points(Points.BEFORE, Points.AFTER)
    if beside and asked.focus.named and "/" in asked.focus.named[-1]:
        return () if asked.left else _next_paragraph(asked, 1 if beside is Points.AFTER else -1)
    if beside is Points.BEFORE and (figure := _figure_before(asked)) is not None:
        return () if names_a_figure(asked) else (figure,)
    if beside and asked.names_a_time and asked.says_nothing and asked.focus.voted and asked.adopted_then:
        return _asked_of(asked.adopted_then[0], asked)
    if beside and not asked.names_a_time:
        step = 1 if beside is Points.AFTER else -1
        if (decision := _neighbour(asked, step)) is not None:
            return _asked_of(decision.resolution, asked)
        if asked.chain and step > 0 and asked.says_nothing:  # the newest one was spoken of
            entry = asked.subjects.deciding(asked.focus.lead)
            return (Chain(subject=entry[0].subject, view="last"),) if entry else ()
        names = [each.meaning for each in asked.mentions.places]
        number = _admission_beside(asked, step) or asked.subjects.next_beside(asked.focus.number, step, names)
        number = number or (_first_that_cites(asked) if step > 0 else 0)
        if not asked.chain and number:
            return _asked_of(number, asked)
    if (due := _due(asked)) is not None:
        return (due,)
    if asked.points(Points.NEWEST) and asked.chain:
        return _asked_of(asked.chain[-1].resolution, asked)
    one = asked.points(*PLACES)
    if one is Points.FIRST and asked.followed is not None and not asked.left and len(asked.focus.several) < 2:
        first = asked.followed.but(view="first", day=None)
        return (Votes(resolutions=first, members=asked.mentions.states),) if asked.is_surely("votes") else (first,)
    if one is None or len(asked.focus.several) < 2 or PLACES[one] >= len(asked.focus.several):
        return ()
    return _asked_of(asked.focus.several[PLACES[one]], asked)


def _admission_beside(asked: FollowUp, step: int) -> int:
    """The next resolution that recommends the admission of a Member, where the text in focus does; else 0."""
    admitting = [number for number, title in asked.subjects.catalogue.titles().items() if admits(title)]
    if asked.focus.number not in admitting:
        return 0
    beside = (number for number in admitting if (number - asked.focus.number) * step > 0)
    return min(beside, key=lambda number: abs(number - asked.focus.number), default=0)


def _first_that_cites(asked: FollowUp) -> int:
    """The first later resolution that cites the text in focus, which is on no place; else 0."""
    citing = (resolution_of(key) for key, _ in asked.subjects.catalogue.citing(asked.focus.number))
    return min((number for number in citing if number > asked.focus.number), default=0)


def _due(asked: FollowUp) -> Record | None:
    """ "And the final one?", after it was told when reports are due: all those of the paragraph, where it has the words."""
    told = [plan for plan in asked.focus.plans if isinstance(plan, Record) and "reports" in plan.fields]
    rows = asked.subjects.catalogue.paragraphs(key for plan in told[-1:] for key in plan.paragraphs)
    left, said = {stem(word.plain) for word in asked.left}, stems(" ".join(row.words for row in rows.values()))
    return told[-1] if told and 0 < len(left) <= _FEW and left <= said and not asked.is_surely("votes") else None


def _figure_before(asked: FollowUp) -> Chain | None:
    """The strength of a mission on the day before the text in focus was adopted, where that was spoken of."""
    spoken = [plan for plan in asked.focus.plans if isinstance(plan, Chain)]
    last = next((plan for plan in spoken if "ceiling" in (plan.view, asked.view)), None)
    adopted = asked.subjects.adopted(asked.focus.number)
    if last is None or adopted is None or last.subject.kind is not SubjectKind.MISSION:
        return None
    left = () if asked.view == "ceiling" else asked.left
    if any(word.plain not in _COMPARING | PRO_SENTENCES and not is_of_time(word) for word in left):
        return None
    unit = unit_in(asked.mentions.text) or last.unit
    return last.but(view="ceiling", day=adopted - dt.timedelta(days=1), unit=unit)


_COMPARING = frozenset("more less higher lower bigger smaller".split())


def _next_paragraph(asked: FollowUp, step: int) -> tuple[Plan, ...]:
    place = Pinpoint.parse(asked.focus.named[-1])
    if place.kind is not Kind.OPERATIVE or place.path or not place.number.isdecimal():
        return ()
    key = f"{place.resolution}/op{int(place.number) + step}"
    return (Lookup(places=(key,)),) if asked.subjects.has(key) else ()


def _neighbour(asked: FollowUp, step: int) -> MandateDecision | None:
    """The decision before or after that on which the answer before was led, in its chain."""
    own = asked.chain
    numbers = list(dict.fromkeys(each.resolution for each in own))
    if asked.focus.number not in numbers:
        return None
    at = numbers.index(asked.focus.number) + step
    return next((d for d in own if d.resolution == numbers[at]), None) if 0 <= at < len(numbers) else None


def _asked_of(number: int, asked: FollowUp) -> tuple[Plan, ...]:
    """What is asked, of a resolution that was pointed at."""
    if asked.is_surely("votes") or (not asked.left and asked.focus.voted):
        return (Votes(resolutions=(number,), members=asked.mentions.states),)
    if asked.is_surely("record") and (record := record_of(number, asked)):
        return record
    if asked.left and asked.is_surely("compare"):
        both = tuple(sorted({number, asked.focus.number}))
        return (Compare(resolutions=both),) if len(both) > 1 else ()
    decided = [d for d in asked.chain if d.resolution == number] or [
        d for entry in asked.subjects.deciding(str(number))[:1] for d in entry.decisions if d.resolution == number
    ]
    about = [word for word in asked.left if word.plain not in OF_TIME]
    if asked.says_nothing and asked.focus.text and not asked.focus.plans:
        return (Search(text=asked.focus.text, where=Where(numbers=(number,))),)
    if decided and decided[0].date and not about:
        entry = asked.subjects.deciding(decided[0].key)
        return (Chain(subject=entry[0].subject, view="end", day=decided[0].date),) if entry else ()
    text = asked.mentions.text if len(about) > _FEW else f"{asked.focus.text} {asked.mentions.text}".strip()
    return (Search(text=text, where=Where(numbers=(number,))),)


_FEW = 2  # words that do not say what is looked for, or only which of several
