"""One body that goes on as another: renamed, transformed, or set up as the successor of the first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.annotating.time_expressions import Role, end_of, find_times
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import Body, find_bodies
from ingest.mandates.clauses import Operation
from ingest.mandates.context import Context
from ingest.mandates.record import record
from ingest.mandates.times import until_first
from ingest.mandates.words import DECIDING
from ingest.resolution import Paragraph

__all__ = ["with_successions"]

_DAY = dt.timedelta(days=1)

# between the old name and the new one
_RENAMED = re.compile(
    r"[^;]{0,240}?\b(?:shall|will|is)\b[^;]{0,60}?\b(?:bear\s+the\s+(?:title|name)(?:\s+of)?|(?:be\s+)?(?:called|known\s+as|renamed(?:\s+as)?))\s+(?:the\s+)?[“\"]?"
)
_TURNED = re.compile(r"[^;]{0,160}?\b(?:in)?to\s+(?:the\s+)?|[^;,]{0,60}?\bwith\s+(?:the\s+)?")
_TURNS = re.compile(
    r"\b(?:reconfigur\w+|transition|transform\w*|convert\w*|replac\w+|renam\w+)\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE
)
# between the new name and the old one
_SUCCESSOR = re.compile(r"[^;]{0,60}?\bas\s+(?:a|the)\s+(?:legal\s+)?successor\s+(?:to|of)\s+(?:the\s+)?")
_FOLLOW_ON = re.compile(
    r"\bas\s+a\s+(?:follow-on|successor)\s+(?:mission|operation|presence|office)\s+to\s+(?:the\s+)?$"
)
_PART = re.compile(r"\s+(?:with)?in\b")
_ACRONYM = re.compile(r"\(?[“\"']?([A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?:\s+(?:ALTHEA|Althea|I{1,3}))?)[”\"']?\)?$")
_NAMING = re.compile(r"^\s*,\s+(?:which|to)\b|\bto\s+be\s+(?:called|known)\b")


def with_successions(
    paragraph: Paragraph, decided: Sequence[MandateDecision], context: Context
) -> Iterator[MandateDecision]:
    """The decisions of a paragraph, with what it says on successors written into them, or added where it stands alone."""
    decided = list(decided)
    for old, new, ends in _pairs(paragraph):
        before, after = short(old.named), short(new.named)
        same = [i for i, d in enumerate(decided) if d.action is Action.ESTABLISH and after in (d.acronym, d.body)]
        begin = [
            t.day for t in find_times(paragraph.words[old.end : new.start], context.adopted) if t.role is Role.FROM
        ]
        since = over = begin[0] if begin else context.adopted
        if same:
            decided[same[0]] = decided[same[0]].model_copy(update={"succeeds": before})
        else:
            times = until_first(find_times(paragraph.words[new.end :][:420], context.adopted))
            start, until, computed = end_of(times, context.adopted)
            founded = record(
                _operation(paragraph, new), new, Action.ESTABLISH, context, since=start or since, until=until, computed=computed
            )  # fmt: skip
            decided.append(founded.model_copy(update={"succeeds": before}))
            if start and context.adopted and start > context.adopted:  # "and the new one shall begin on 1 November"
                over = start - _DAY
        if ends:
            ended = record(_operation(paragraph, old), old, Action.END, context, until=over)
            decided.append(ended.model_copy(update={"becomes": after}))
    yield from decided


def short(name: str) -> str:
    """The acronym with which a name ends, or the name."""
    match = _ACRONYM.search(name)
    return match[1] if match else name


def _pairs(paragraph: Paragraph) -> Iterator[tuple[Body, Body, bool]]:
    """(old, new, whether the old one ends by that) for each succession that a deciding paragraph states."""
    words = paragraph.words[:1200]
    if paragraph.verb not in DECIDING:
        return
    bodies = [body for body in find_bodies(words) if body.kind is BodyKind.MISSION]
    for first, second in pairwise(bodies):
        between = words[first.end : second.start]
        if short(first.named) == short(second.named) or _NAMING.search(between):
            continue
        if _RENAMED.fullmatch(between):
            yield first, second, not _PART.match(between)
        elif _TURNS.search(words[: first.start][-40:]) and _TURNED.fullmatch(between):
            yield first, second, True
        elif _SUCCESSOR.fullmatch(between):
            yield second, first, False
        elif _FOLLOW_ON.search(words[: first.start][-60:]) and re.fullmatch(r",\s+(?:the\s+)?", between):
            yield first, second, False


def _operation(paragraph: Paragraph, body: Body) -> Operation:
    return Operation(
        paragraph, paragraph.verb, paragraph.words, 0, "establish", body.start, body.end, paragraph.words[body.end :], False, True
    )  # fmt: skip
