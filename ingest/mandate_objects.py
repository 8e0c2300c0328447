"""Which of the bodies named in a clause an operation is about, and whether something new is set up."""

from __future__ import annotations

import re

from ingest.annotations import BodyKind
from ingest.bodies import Body, find_bodies
from ingest.mandate_clauses import Operation
from ingest.mandate_context import Context

__all__ = ["body_of", "is_founding", "own_mission"]

_REACH = 230  # characters within which the body stands that an operation is about
_HOLDERS = (BodyKind.MISSION, BodyKind.PANEL, BodyKind.COMMITTEE)
_BY_THE_WAY = re.compile(
    r"\b(?:with|through|assist(?:ing)?|direction\s+of|guidance\s+of|support\s+of|authority\s+of|leadership\s+of|assistance\s+of)"
    r"\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:^|\b(?:a|an|the|of|its|new|expanded|joint|hybrid|follow-on|temporary|independent|,|authority|as|to|called|named|entitled)\W*)$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:within|in|by|with|from|between|at|between|alongside|for)\s+(?:the\s+)?$", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:its|the|their|this|present|current|existing|such)\s+(?:\w+\s+){0,2}?(?:mandate|Mission|Force|Operation|Office|stationing)\b"
)


def body_of(operation: Operation) -> Body | None:
    """The body named; its span counts from the operation, or within the words before a passive."""
    if operation.passive:
        return _body_before(operation.before)
    return _body_after(operation.word + operation.segment, len(operation.word))


def own_mission(operation: Operation, context: Context) -> Body | None:
    """The mission of the resolution, where the clause says only "its mandate" or "the Force"."""
    own = _OWN.search(operation.before[-120:] if operation.passive else operation.segment[:140])
    mission = context.mission(own.group().split()[-1]) if own else ""
    return Body(operation.start, operation.end, BodyKind.MISSION, mission) if mission else None


def _body_after(text: str, operation_length: int) -> Body | None:
    """The body that an active verb is about: the one after "mandate of", else the first one."""
    found = find_bodies(text[: operation_length + _REACH])
    bodies = [b for b in found if b.start >= operation_length and not _BY_THE_WAY.search(text[: b.start][-32:])]
    if not bodies:
        return None
    mandate = re.search(r"\bmandates?\b", text[: operation_length + _REACH])
    holders = [body for body in bodies if body.kind in _HOLDERS]
    if (
        mandate
        and holders
        and not (
            bodies[0].kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION) and bodies[0].start < mandate.start() - 40
        )
    ):
        return holders[0]
    if mandate and not holders and mandate.start() < bodies[0].start:
        return None
    if (
        bodies[0].kind is BodyKind.AUTHORIZATION
        and holders
        and re.fullmatch(
            r"[\s,\w]{0,60}?\b(?:of|to|for)\s+(?:the\s+)?(?:deployment\s+of\s+)?(?:the\s+)?",
            text[bodies[0].end : holders[0].start],
        )
    ):
        return holders[0]
    return bodies[0]


def _body_before(text: str) -> Body | None:
    """The subject of a passive: the first body since the verb, the holder of a mandate before measures."""
    text = text[-320:]
    bodies = [body for body in find_bodies(text) if not _BY_THE_WAY.search(text[: body.start][-32:])]
    if re.search(r"[\"”’)]\s+to\s+$", text) and bodies:  # "… Directorate (“UNED”) to be established"
        return bodies[-1]
    holders = [body for body in bodies if body.kind in _HOLDERS]
    if re.search(r"\bmandate\b", text) and holders:
        return holders[0]
    return bodies[0] if bodies else None


def is_founding(operation: Operation, body: Body, *, dated: bool) -> bool:
    """Whether something new is set up: the body stands where the object stands ("establish … a Mission")."""
    if body.kind is BodyKind.MEASURES:
        return operation.passive and dated
    if operation.passive:
        return dated
    between = operation.clause[operation.end : operation.start + body.start]
    if body.kind is BodyKind.AUTHORIZATION:
        return dated or "presence" in body.named
    if _WITHIN.search(between) or len(between) > 170:
        return False
    founding = operation.word.lower().startswith(("establish", "creat", "set", "constitut", "appoint"))
    return dated or (founding and bool(_ARTICLE.search(between)))
