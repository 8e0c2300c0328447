"""How a question was read, an argument a chip: each opens what it stands for, or is changed from a list and asked again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from assistant.answer import Step
from assistant.plan import Plan, Subject, Value, Where, plans_to_line
from assistant.reading.subjects import subjects_of
from ingest.errors import MalformedKey
from ingest.pinpoint import Pinpoint
from vectorstore.catalogue import Catalogue

_ANY_DAY = dt.date(1001, 1, 1)  # stands in a line for the day that the reader will choose
_ALWAYS = ("view", "day", "direction")  # shown also where the question did not say it


@dataclass(frozen=True, slots=True)
class Choice:
    """Another value of an argument, and the plans with it as a line."""

    label: str
    line: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """One argument of a plan: ``label`` names it, ``value`` shows it.

    ``keys`` are places that it opens. It is changed by one of the ``choices``, or by a day that takes the place of ``any_day``
    in ``line``.
    """

    label: str
    value: str
    keys: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    line: str = ""
    any_day: str = _ANY_DAY.isoformat()


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan as it is shown: what it does, and its arguments."""

    op: str
    does: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """An operation that a language model called, as it is shown: the plan, or how it was called and why it ``failed``."""

    called: str
    plan: Shown | None
    result: str
    failed: str
    seconds: float
    tokens: int


def shown_steps(catalogue: Catalogue, steps: Sequence[Step]) -> list[ShownStep]:
    """The steps of an answer, in order."""
    plans = iter(shown_plans(catalogue, [step.plan for step in steps if step.plan is not None]))
    return [
        ShownStep(
            step.called,
            next(plans) if step.plan is not None else None,
            json.dumps(json.loads(step.result), indent=1, ensure_ascii=False) if step.result else "",
            step.failed,
            step.seconds,
            step.tokens,
        )
        for step in steps
    ]


def shown_plans(catalogue: Catalogue, plans: Sequence[Plan]) -> list[Shown]:
    """The plans of an answer, in order. What is chosen in one leaves the others as they are."""
    shown = []
    for nth, plan in enumerate(plans):

        def line(changed: Plan, nth: int = nth) -> str:
            return plans_to_line((*plans[:nth], changed, *plans[nth + 1 :]))

        chips = tuple(chip for name in type(plan).model_fields for chip in _chips(plan, name, line, catalogue))
        does = " ".join((type(plan).__doc__ or "").partition("\n\n")[0].split())
        shown.append(Shown(plan.op, does, chips))
    return shown


def _chips(plan: Plan, name: str, line: Any, catalogue: Catalogue) -> Iterator[Chip]:
    """The chips of one argument: one, or for conditions one each; none where it says nothing."""
    value, field = getattr(plan, name), type(plan).model_fields[name]
    said = value != field.get_default()
    if isinstance(value, Where):
        for each in type(value).model_fields:
            if getattr(value, each) != type(value).model_fields[each].get_default():
                less = value.model_copy(update={each: type(value).model_fields[each].get_default()})
                without = Choice("no such condition", line(plan.but(**{name: less})))
                yield _condition(each, getattr(value, each), without)
    elif isinstance(value, Subject):
        yield Chip(_named(name), value.name, choices=tuple(_others(plan, name, value, line, catalogue)))
    elif isinstance(value, Plan):
        yield Chip(_named(name), str(value))
    elif get_origin(field.annotation) is Literal and (said or name in _ALWAYS):
        options = [each for each in get_args(field.annotation) if each or not said]
        choices = tuple(Choice(each or "none", line(plan.but(**{name: each})), each == value) for each in options)
        yield Chip(_named(name), str(value or "none"), choices=choices)
    elif dt.date in get_args(field.annotation) and (said or name in _ALWAYS):
        yield Chip(_named(name), value.isoformat() if value else "", line=line(plan.but(**{name: _ANY_DAY})))
    elif said:
        yield Chip(_named(name), _in_words(value), _keys(value))


def _condition(name: str, value: Any, without: Choice) -> Chip:
    words = value.name if isinstance(value, Subject) else _in_words(value)
    return Chip(_named(name), words, _keys(value), (Choice(words, "", chosen=True), without))


def _others(plan: Plan, name: str, value: Subject, line: Any, catalogue: Catalogue) -> Iterator[Choice]:
    """The subjects of the same kind, by name; the one that is meant among them."""
    subjects = subjects_of(catalogue)
    entry = subjects.entry(value)
    kind = entry.subject.kind if entry else value.kind
    alike = {e.subject.name: e for e in subjects.entries if e.subject.kind is kind and not e.lane}
    meant = entry.subject.name if entry else value.name
    if meant not in alike:
        yield Choice(value.name, "", chosen=True)
    for each in sorted(alike, key=str.casefold):
        title = alike[each].title
        label = each if each == meant or each in title else f"{each} – {title}"
        yield Choice(label, line(plan.but(**{name: alike[each].subject})), each == meant)


def _named(name: str) -> str:
    return {"chapter_vii": "Chapter VII"}.get(name, name.replace("_", " "))


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(map(_in_words, value))
        case Value():
            return ", ".join(
                f"{_named(each)} {_in_words(getattr(value, each))}"
                for each in type(value).model_fields
                if getattr(value, each) != type(value).model_fields[each].get_default()
            )
        case _:
            return str(value)


def _keys(value: Any) -> tuple[str, ...]:
    """The places that a value names: numbers of resolutions, and keys."""
    each = value if isinstance(value, tuple) else (value,)
    return tuple(
        str(one) for one in each if isinstance(one, int | str) and not isinstance(one, bool) and _is_key(str(one))
    )


def _is_key(text: str) -> bool:
    try:
        Pinpoint.parse(text)
    except MalformedKey:
        return False
    return True
