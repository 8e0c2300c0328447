"""Decisions on mandates: what a paragraph establishes, extends, changes or ends, from when and until when.

A paragraph is cut into clauses at its verbs ("decides to extend …, expresses its intention to review …"), so that only
what is decided counts. In each clause an operation (extend, terminate, …) is paired with the body named next to it.
Names are those of the text; :mod:`ingest.mandates.names` brings them together over a whole corpus.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.annotating.time_expressions import Role, TimeExpression, end_of, find_times
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import Body, find_bodies, measures_of
from ingest.mandates.authorizations import allowance
from ingest.mandates.clauses import Operation, operations
from ingest.mandates.context import Context
from ingest.mandates.endings import ending
from ingest.mandates.objects import body_of, cited_decision, is_founding, own_mission
from ingest.mandates.record import record
from ingest.mandates.succession import with_successions
from ingest.mandates.times import at_the_latest, relative_to_expiry, until_first
from ingest.mandates.words import (
    CHANGED,
    DECIDES,
    DECIDING,
    GOES_ON,
    GOES_ON_AS,
    IMPOSES,
    LASTS,
    MANDATE_FIRST,
    MEASURE_VERB,
    OPEN_ENDED,
    OPERATION,
    REAFFIRMS,
    TASKS,
)
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

__all__ = ["mandate_decisions"]

_ACTIONS = {
    "extend": Action.EXTEND,
    "suspend": Action.CHANGE,
    "impose": Action.ESTABLISH,
    "establish": Action.ESTABLISH,
}


def mandate_decisions(
    paragraphs: Sequence[Paragraph], adopted: dt.date | None, about: str = ""
) -> tuple[MandateDecision, ...]:
    """All decisions of one resolution, in document order. ``about`` (agenda, subject) helps to tell the place."""
    operative = [p for p in paragraphs if p.kind is Kind.OPERATIVE]
    candidates = [
        p
        for p in operative
        if (p.verb in DECIDING or DECIDES.search(p.words) or REAFFIRMS.match(p.words))
        and (OPERATION.search(p.words) or GOES_ON_AS.search(p.words) or "States" in p.words or "uthori" in p.words)
    ]
    if not candidates:
        return ()
    context = Context(paragraphs, adopted, about)
    found: dict[tuple[object, ...], MandateDecision] = {}
    for paragraph in candidates:
        if paragraph.path and not DECIDES.search(paragraph.words) and TASKS.search(context.opening(paragraph)):
            continue  # what the body is to do
        decided = [
            one
            for operation in operations(paragraph)
            if (first := _decision(operation, context))
            for one in (first, *_with_it(operation, first, context))
        ]
        decided = list(with_successions(paragraph, decided, context))
        if not decided and (allowed := allowance(paragraph, context, found.values())):
            decided = [allowed]
        for one in decided:
            lasts = one.action in (Action.ESTABLISH, Action.EXTEND)  # "shall remain in force and shall apply": once
            found.setdefault((one.key, one.body, lasts or one.action, one.until, one.open_ended), one)
    return tuple(found.values())


def _decision(operation: Operation, context: Context) -> MandateDecision | None:
    body = body_of(operation)
    reach = operation.after if len(operation.segment) < 40 and operation.first else operation.segment
    times = _times(operation, reach, context)
    if operation.sort == "end":
        return ending(operation, body, times, context)
    if operation.sort == "extend" and _NOT_TO.search(operation.before):  # "decides not to renew": it is over
        return record(operation, body, Action.END, context, until=context.adopted) if body is not None else None
    if operation.verb == "requests" and body is not None and body.kind is BodyKind.MEASURES:
        return None  # who is asked to go on with something decides on no measure of the Council
    if operation.sort == "extend" and (excepted := _EXCEPT_THAT.search(reach)):
        times = [time for time in times if time.start < excepted.start()]
        if not times and "remain" in operation.word.lower():
            return None  # it goes on as before but for the exception
    times = relative_to_expiry(reach, times)
    if operation.sort == "extend":
        times = at_the_latest(reach, times)
    if operation.sort == "establish" and re.search(r"\bnot\s+apply", operation.word, re.IGNORECASE):
        times = [time for time in times if time.role is Role.UNTIL]
    if not any(time.role is Role.UNTIL or time.period for time in times):
        times = [*times, *find_times(operation.before, context.adopted)]
    if _PERSONNEL_TO.match(operation.after):  # "… until 1 May, and fewer from 2 May to 1 June": the last of them
        times = sorted(times, key=lambda time: time.day or dt.date.min, reverse=True)
    if not any(time.role in (Role.UNTIL, Role.FROM) for time in times) and (
        begin := context.begins(operation.paragraph.number, operation.clause)
    ):
        times = [TimeExpression(0, 0, Role.FROM, day=begin), *times]
    roles = {time.role for time in times}
    if operation.sort == "establish" and any(time.period for time in times) and not roles & {Role.UNTIL, Role.FROM}:
        times = [*_taking_over(operation, context), *times]
    since, until, computed, on_event = _span(operation, times, context)
    lasts = until is not None or on_event
    # "for an initial period of 12 months, to continue thereafter unless the Council decides otherwise"
    open_ended = bool(GOES_ON.search(operation.clause)) or (
        not lasts and bool(OPEN_ENDED.search(operation.clause[max(0, operation.start - 20) :]))
    )
    if until is not None and context.adopted is not None and until < context.adopted:
        return None
    body = None if body is not None and _is_by_the_way(operation, body) else body
    imposes = operation.sort == "impose"
    body = Body(operation.start, operation.end, BodyKind.MEASURES, "") if imposes else body
    if until is not None and (body is None or body.kind is BodyKind.AUTHORIZATION):
        body = own_mission(operation, context) or body
    if until is not None and (body is None or body.named.startswith("paragraph")):
        body = cited_decision(operation) or body
    if body is None or not _holds(operation, body, dated=lasts, open_ended=open_ended):
        return None
    return record(
        operation, body, _action(operation, body), context, since=since, until=until, computed=computed, open_ended=open_ended
    )  # fmt: skip


# what becomes of one name on a list
_OF_ONE_NAME = re.compile(
    r"\bwith\s+respect\s+to\s+(?:that|the)\s+(?:individual|person|name|entity|group)\b", re.IGNORECASE
)
_OF_A_COMMITTEE = re.compile(r"\bmandates?\b|\bCommittee\b[^;,]{0,30}\b(?:will|shall)\s+continue\b", re.IGNORECASE)
_A_RULE = re.compile(r"\bprovision\s+(?:introduced|imposed|will|shall)\b", re.IGNORECASE)


def _is_by_the_way(operation: Operation, body: Body) -> bool:
    """Whether what goes on is another thing: a name on a list, a Committee that reports or is asked, supplies or support ("the provision
    of …"), and no rule ("the provision introduced by …")."""
    if operation.sort != "extend":
        return False
    if body.kind is BodyKind.COMMITTEE and not _OF_A_COMMITTEE.search(operation.clause):
        return True
    is_provided = body.named.lower() == "provision" and not _A_RULE.search(operation.clause)
    return is_provided or bool(_OF_ONE_NAME.search(operation.clause))


def _span(
    operation: Operation, times: list[TimeExpression], context: Context
) -> tuple[dt.date | None, dt.date | None, bool, bool]:
    """From when, until when, whether that was counted, and whether it hangs on an event when the period begins."""
    since, until, computed = end_of(until_first(times), context.adopted)
    if until is None:
        since, until, computed = since, *context.elsewhere(operation.paragraph, operation.clause)
    if (
        until is None
        and operation.sort == "establish"
        and (deployed := _DEPLOYED_FOR.search(operation.paragraph.words))
    ):
        times = find_times(operation.paragraph.words[deployed.end() : deployed.end() + 160], context.adopted)
        since, until, computed = end_of(times, context.adopted)
    if until is None and _THAT_DATE.search(operation.after[:260]):
        named = find_times(operation.paragraph.words[: operation.offset], context.adopted)
        until = next((time.day for time in reversed(named) if time.role is Role.UNTIL), None)
    if computed and since is None and context.refers(operation.segment):  # "the 180-day period of paragraph 1 above"
        same, counted = context.elsewhere(operation.paragraph, operation.segment)
        until, computed = (same, counted) if same else (until, computed)
    on_event = bool(_ON_AN_EVENT.search(operation.clause[:500]) and any(time.period for time in times))
    return (None, None, False, True) if computed and on_event else (since, until, computed, on_event)


# "establishes the group and authorizes its deployment for a single period of …"
_DEPLOYED_FOR = re.compile(r"\band\s+authori[sz]es\s+(?:the|its)\s+deployment\s+(?=for\s+a\b)", re.IGNORECASE)
_NOT_TO = re.compile(r"\bdecides\s+not\s+to\s+$", re.IGNORECASE)
_EXCEPT_THAT = re.compile(r",\s+except\s+that\b", re.IGNORECASE)
_ON_AN_EVENT = re.compile(
    r"\b(?:beginning|come\s+into\s+force)\b[^;,]{0,20}(?:,\s+[A-Z][^,;]{0,30},)?[^;,]{0,20}\bon\s+the\s+day\s+after\s+the\s+President\b"
)
_THAT_DATE = re.compile(r"\buntil\s+that\s+date\b", re.IGNORECASE)  # the one that the clause before names
# "dissolves the Committee established by … and the Panel of Experts established pursuant to …"
_AND_ANOTHER = re.compile(r"\band\s+the\s+(?=(?:Committee|Panel|Group|Monitoring)\b)")


def _with_it(operation: Operation, first: MandateDecision, context: Context) -> Iterator[MandateDecision]:
    """Further bodies that the same verb ends."""
    if first.action is not Action.END or operation.passive or first.kind is BodyKind.MEASURES:
        return
    for match in _AND_ANOTHER.finditer(operation.segment):
        body = next(iter(find_bodies(operation.segment[match.end() :])), None)
        if body is not None and body.start == 0 and body.kind in (BodyKind.COMMITTEE, BodyKind.PANEL):
            at = operation.end - operation.start + match.end()
            moved = replace(body, start=body.start + at, end=body.end + at)
            yield record(operation, moved, Action.END, context, since=None, until=first.until, computed=first.computed)


_PERSONNEL_TO = re.compile(
    r"\s+(?:up\s+to\s+)?[\d,]+\s[^;]{0,90}?\bto\s+[A-Z]{3}"
)  # "deploy up to 900 personnel to AMAZ until"
_SUPPLY = re.compile(r"\bsupply,\s+sale\s+(?:or|and)\s+transfer\b", re.IGNORECASE)
# "for six months; and requests that authority be transferred from the former mission on 1 June": it begins then
_TAKES_OVER = re.compile(
    r"\b(?:authority|responsibilit\w+)\s+(?:be\s+)?(?:formally\s+)?transferred\b[^;]{0,90}?\bon\s+(?=\d)", re.IGNORECASE
)
_BY_THE_WAY = re.compile(
    r"\bwhose\s+(?:\w+\s+)?(?:mandate|term)\s+[^,;]*|,\s+(?:which\s+expires|expiring|(?:which\s+is\s+)?due\s+to\s+expire)\s+on\s+[^,;]*,(?=\s+(?:until|to|for)\b)"
    r"|\bsubject\s+to\s+the\s+proviso\b.*",
    re.DOTALL,
)  # "whose mandate expires on 1 June", "its mandate, expiring on 1 June, until 1 December"


def _times(operation: Operation, reach: str, context: Context) -> list[TimeExpression]:
    reach = _BY_THE_WAY.sub(lambda match: " " * len(match.group()), reach)
    if operation.sort == "impose" or "apply" in operation.word:
        # further on stand quotas and periods of exemptions; the period of the measures comes at once
        times = find_times(reach[:60] if operation.sort == "impose" else reach[:260], context.adopted)
    else:
        times = find_times(reach[:700], context.adopted)
    if operation.passive or operation.sort in ("impose", "establish"):
        times = [*find_times(operation.before, context.adopted), *times]
    return times


def _taking_over(operation: Operation, context: Context) -> list[TimeExpression]:
    """The day on which a new body takes over from the one before, where the paragraph names it."""
    words = operation.paragraph.words
    match = _TAKES_OVER.search(words)
    found = find_times(words[match.end() - 3 : match.end() + 24], context.adopted) if match else []
    day = next((time.day for time in found if time.day), None)
    return [TimeExpression(0, 0, Role.FROM, day=day)] if day else []


def _action(operation: Operation, body: Body) -> Action:
    action = _ACTIONS[operation.sort]
    if operation.sort == "impose":
        goes_on = re.search(r"\bcontinue\s+to\b|\bcontinue\s+without\b|,\s+continue\b", operation.onward[:110])
        return Action.EXTEND if goes_on or REAFFIRMS.match(operation.clause) else action
    if operation.word.lower() == "deploy" and _PERSONNEL_TO.match(operation.after):
        return Action.EXTEND
    changed = CHANGED.search(operation.onward[:220])
    if action is not Action.EXTEND or body.kind is BodyKind.MEASURES or not changed:
        return action
    return action if MANDATE_FIRST.search(operation.onward, 0, changed.start()) else Action.CHANGE


_ON_ITS_JUDGES = re.compile(r"\b(?:judges?|candidates?)\b", re.IGNORECASE)


def _holds(operation: Operation, body: Body, *, dated: bool, open_ended: bool) -> bool:
    """Whether this is a decision on how long the body is to exist or to hold."""
    action = _ACTIONS[operation.sort]
    if operation.sort == "impose":
        text = operation.onward
        about_measures = measures_of(text[:900]) or "measures" in text[:120] or _SUPPLY.search(text[:400])
        return bool(MEASURE_VERB.search(text[:260]) and about_measures and (dated or IMPOSES.search(text[:300])))
    if "Tribunal" in body.named and _ON_ITS_JUDGES.search(operation.paragraph.words):
        return False  # a judge goes on, and not the tribunal
    if operation.sort == "establish":
        return is_founding(operation, body, dated=dated or open_ended)
    if action is Action.EXTEND and not dated and not open_ended:
        return False
    if action is Action.CHANGE and (not dated or body.kind is not BodyKind.MEASURES):
        return False
    if body.kind is BodyKind.MISSION and re.search(r"\bapply\b", operation.onward[:30]):
        return False  # resolutions apply, missions do not
    return body.kind is not BodyKind.MISSION or bool(LASTS.search(operation.clause))
