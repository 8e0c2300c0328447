"""Decisions that end something: on which day, and whether all of it ends."""

from __future__ import annotations

import re

from ingest.annotating.time_expressions import Role, TimeExpression, end_of, find_times
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import Body
from ingest.mandates.clauses import Operation
from ingest.mandates.context import Context
from ingest.mandates.objects import own_mission
from ingest.mandates.record import record
from ingest.mandates.words import CEASES_TO_BE, CONDITIONAL, ENDS_ON_EVENT, ON_TERMS, WHOLE_MEASURES

__all__ = ["ending"]

_ASKED = ("requested by", "requested in", "requested pursuant to")  # a report that is due no longer is no measure
_DAYS = (Role.FROM, Role.ON, Role.UNTIL)


# "shall terminate nine months from the adoption, unless the Council renews them"
_AFTER_A_TIME = re.compile(
    r"\s+(?:in\s+)?(?:\w+\s+)?(?:\w+)\s+(?:days?|months?|years?)\s+(?:from|after)\b", re.IGNORECASE
)
_UNLESS_EXTENDED = re.compile(r"\bunless\s+[^;]{0,80}\b(?:extend|renew)", re.IGNORECASE)


def ending(
    operation: Operation, body: Body | None, times: list[TimeExpression], context: Context
) -> MandateDecision | None:
    """The decision, or ``None`` where the end hangs on an event or a condition, or nothing of the Council's ends."""
    before, after = operation.before, operation.after
    if not _is_an_end(operation, times):
        return None
    expires = operation.word.lower().endswith("expire") or _UNLESS_EXTENDED.search(after) is not None
    if body is not None and _AFTER_A_TIME.match(after) and expires:
        first = find_times(f"for a period of{after[:80]}", context.adopted)  # a first period, not an end
        since, until, computed = end_of(first, context.adopted)
        return record(operation, body, Action.ESTABLISH, context, since=since, until=until, computed=computed)
    if operation.word.lower().endswith("close") and (body is None or body.kind is not BodyKind.MISSION):
        body = own_mission(operation, context)  # bodies close, measures do not
    if body is None and re.match(r"\s+(?:its|the|their|this)\b", after):
        body = own_mission(operation, context)
    if body is None or operation.clause[: body.start].rstrip().endswith(_ASKED):
        return None
    # "after which UNMAZ will cease all work" ends on the day named before; a day named behind comes first
    days = (*_DAYS, Role.BY) if operation.word.lower().endswith("close") else _DAYS
    behind = [time for time in times if time.role in days and time.day]
    near = [
        time
        for time in find_times(after[:160], context.adopted)
        if time.role in days and time.day and not re.search(r"resolution[^,;]{0,30}$", after[: time.start])
    ]
    earlier = [time for time in find_times(before, context.adopted) if time.role is Role.UNTIL]
    day = near[0].day if near else earlier[-1].day if earlier and "which" in before[-40:] else context.adopted
    if (
        operation.passive and not near and (said := _ON_A_DAY.search(before))
    ):  # "that on 1 June the restrictions shall terminate"
        on = [time.day for time in find_times(before[said.start() :], context.adopted) if time.day]
        on_day = on[0] if on else None
        day = on_day if on_day is not None and context.adopted is not None and on_day > context.adopted else day
    if (
        behind
        and near
        and near[0].day is not None
        and context.adopted
        and near[0].day < context.adopted
        and near[0].role is not Role.FROM
    ):
        day = context.adopted
    if ON_TERMS.search(f"{context.opening(operation.paragraph)} {before} {after[:160]}") and not near:
        day = None
    part = body.kind is BodyKind.MEASURES and not WHOLE_MEASURES.search(body.named)
    part = part or bool(re.match(r"\s+(?:the\s+)?\w+\s+of\s+the\s+mandate\b", after))
    part = part or bool(re.search(r"no\s+longer\s+apply$", operation.word) and re.match(r"\s+to\s", after))
    return record(operation, body, Action.CHANGE if part else Action.END, context, until=day)


_ON_A_DAY = re.compile(r"\bthat,?\s+on\s+(?=\d{1,2}\s+[A-Z][a-z]+\s+\d{4}\b)")
# "shall cease to apply with respect to such persons": the measures go on
_FOR_SOME = re.compile(
    r"\s+(?:to\s+(?:apply|have\s+effect)\s+)?(?:(?:with\s+(?:respect|regard)\s+)?to|in\s+respect\s+of)\s+(?:such|that|those|any)\s+(?:persons?|individuals?|entit|name)",
    re.IGNORECASE,
)


def _is_an_end(operation: Operation, times: list[TimeExpression]) -> bool:
    before, after = operation.before, operation.after
    if (CONDITIONAL.search(after[:110]) and not times) or re.search(r"\bmay\b", before[-60:]):
        return False
    if _FOR_SOME.match(after):
        return False
    dated = any(time.day for time in find_times(after[:110].split("following", maxsplit=1)[0]))
    later = re.search(r"(?<!the\s)\bdays?\s+after\b", after[:110]) or (
        not dated and re.search(r"\bfollowing\s+the\b", after[:110])
    )
    if later or ENDS_ON_EVENT.search(operation.onward[:60]):
        return False
    return not (re.search(r"cease", operation.word, re.IGNORECASE) and not CEASES_TO_BE.match(after))
