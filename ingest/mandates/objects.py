"""Which of the bodies named in a clause an operation is about, and whether something new is set up."""

from __future__ import annotations

import re

from ingest.annotations import BodyKind
from ingest.bodies import Body, find_bodies
from ingest.mandates.clauses import Operation
from ingest.mandates.context import Context
from ingest.one_of import either, ways

__all__ = ["UNNAMED", "body_of", "cited_decision", "is_founding", "own_mission"]

UNNAMED = "?"  # the mission of the resolutions cited; :mod:`ingest.mandates.names` finds out which
_REACH = 230  # characters within which the body stands that an operation is about
_NAME = 120  # characters of a name that the text introduces as one
_HOLDERS = (BodyKind.MISSION, BodyKind.PANEL, BodyKind.COMMITTEE)
_BY_THE_WAY = re.compile(
    r"\b(?:with|through|assist(?:ing)?|direction\s+of|guidance\s+of|support\s+of|authority\s+of|leadership\s+of|assistance\s+of|work\s+of"
    r"|(?:mission|operation|presence|successor)\s+to)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
# words between an operation and its object that name other bodies
_INTERPOSED = re.compile(
    ways(
        r"\(hereinafter[^)]{0,40}the\s+Committee[^)]{0,4}\)",
        r"\b(?:acting\s+)?in\s+(?:close\s+)?consultation\s+with\b[^,;]{0,180}(?:,|$)",
        r"\bin\s+preparation\s+for\b[^,;]*, \band\s+to\s+make\s+the\s+necessary\b[^,;]*, \bfrom\s+the\s+transfer\s+of\s+authority\s+from\b[^,;]*,",
        r"\bwithin\s+[\w\s]{2,20}\s+(?:from|of)\s+the\s+(?:date\s+of\s+)?(?:the\s+)?adoption\s+of\s+this\s+resolution\b",
    ),
    re.IGNORECASE,
)
# words before a subject that say why
_REASON = re.compile(
    r"\b(?:having\s+regard\s+to|in\s+(?:the\s+)?light\s+of|in\s+view\s+of|further\s+to|taking\s+into\s+account)\b[^,;]*,",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:^|\b(?:a|an|the|of|its|new|expanded|joint|hybrid|follow-on|temporary|independent|,|authority|as|to|called|named|entitled)\W*)$",
    re.IGNORECASE,
)
# "a peace-keeping operation with civilian components, under the name …"
_NAMED_AS = re.compile(
    r"\b(?:under\s+the\s+name(?:\s+of)?|(?:to\s+be\s+)?(?:known\s+as|called))\s+(?:the\s+)?[“\"']?", re.IGNORECASE
)
_WITHIN = re.compile(r"\b(?:within|in|by|with|from|between|at|between|alongside|for)\s+(?:the\s+)?$", re.IGNORECASE)
_SOMEONE = re.compile(r"\b(?:who|which|whose|over|components?|end\s+of|positions?|posts?)\b", re.IGNORECASE)
_NOUN = r"(?:Mission|Force|Operation|Office|Group|Team|Commission|Tribunal|Mechanism)"
_OWN = re.compile(
    r"\b(?:its|the|their|this|present|current|existing|such)\s+(?:\w+\s+){0,2}?(?:"
    + either(
        rf"mandate(?:\s+of\s+the\s+(?:(?:[A-Z]\w+\s+[A-Z]\w+\s+and\s+the\s+)?(?:\w+\s+)?{_NOUN}|United\s+Nations\s+(?:mission|force|operation)))?",
        f"{_NOUN}",
        "stationing",
    )
    + r")\b(?!\s+of\b)"
)
_ALLOWED = re.compile(r"\bauthori[sz]es\s+([^;]*?)\s+to\s+$", re.IGNORECASE)  # "authorizes UNMAZ to continue"
# "authorizes the States of the Union to maintain a mission in Azuria"
_SOME_MISSION = re.compile(
    r"\bto\s+(?:establish|maintain|deploy|continue\s+the\s+deployment\s+of)\b[^;]{0,60}?\b(?:a|an|the)\s+(?:\w+\s+)?(?:mission|operation)\s+in\b"
)
_SAID_IN = re.compile(
    r"\b(?:periods?|mandates?|arrangements?|authority|authori[sz]ations?)\s+(?:\w+\s+)?(?:"
    + ways(r"referred\s+to set\s+out specified mentioned provided granted contained")
    + r")\s+(?:in|by)\s+(?:operative\s+)?paragraph\s+(\d+)(?:\s+of\s+(?:its\s+)?resolution\s+(\d+))",
    re.IGNORECASE,
)


def body_of(operation: Operation) -> Body | None:
    """The body named; its span counts from the operation, or within the words before a passive."""
    if operation.passive:
        return _body_before(_blank(operation.before, _REASON))
    if operation.word.lower() == "continue" and (allowed := _ALLOWED.search(operation.before)):
        named = [body for body in find_bodies(allowed[1]) if body.kind is BodyKind.MISSION]
        if named:
            return named[0]
    return _body_after(_blank(operation.word + operation.segment, _INTERPOSED), len(operation.word))


def own_mission(operation: Operation, context: Context) -> Body | None:
    """The mission of the resolution, where the clause says only "its mandate", "the Force" or "a mission in Azuria"."""
    own = _OWN.search(operation.before[-120:] if operation.passive else operation.segment[:140])
    mission = context.mission(own.group().split()[-1]) if own else ""
    if not mission and re.search(r"\bauthori[sz]", f"{operation.verb} {operation.clause}", re.IGNORECASE):
        some = _SOME_MISSION.search(operation.clause, max(0, operation.start - 3))
        mission = context.mission() if some else ""
    if not mission and own and "mandate" in own.group():
        mission = UNNAMED
    return Body(operation.start, operation.end, BodyKind.MISSION, mission) if mission else None


def cited_decision(operation: Operation) -> Body | None:
    """What is named only by the paragraph that decided on it: "the period of paragraph 2 of resolution 1205"."""
    said = _SAID_IN.search(operation.segment[:200])
    return Body(operation.start, operation.end, BodyKind.MISSION, f"{said[2]}/op{said[1]}") if said else None


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    """The text with the words that ``pattern`` finds as blanks; all else keeps its place."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def _body_after(text: str, operation_length: int) -> Body | None:
    """The body that an active verb is about: the one after "mandate of", else the first one."""
    blanks = sum(len(run) - 1 for run in re.findall(r"\s{3,}", text[: 2 * _REACH]))
    reach = operation_length + _REACH + blanks
    if (naming := _NAMED_AS.search(text[:reach])) and naming.end() + _NAME > reach:
        reach = naming.end() + _NAME
    text = text[:reach]
    found = find_bodies(text)
    bodies = [b for b in found if b.start >= operation_length and not _BY_THE_WAY.search(text[: b.start][-32:])]
    if not bodies:
        return None
    mandate = re.search(r"\bmandates?\b", text)
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
            r"(?:\s+to|[\s,\w]{0,60}?\b(?:of|for))\s+(?:the\s+)?(?:deployment\s+of\s+)?(?:the\s+)?",
            text[bodies[0].end : holders[0].start],
        )
    ):
        return holders[0]
    return bodies[0]


def _body_before(text: str) -> Body | None:
    """The subject of a passive: the first body since the verb, the holder of a mandate before measures."""
    text = text[-320:]
    bodies = [body for body in find_bodies(text) if not _BY_THE_WAY.search(text[: body.start][-32:])]
    if re.search(r"[\"”’),]\s+to\s+$", text) and bodies:  # "… Directorate (“UNED”) to be established"
        return bodies[-1]
    holders = [body for body in bodies if body.kind in _HOLDERS]
    if re.search(r"\bmandate\b", text) and holders:
        named = [body for body in holders if re.search(r"\bmandates?\s+of\s+(?:the\s+)?$", text[: body.start])]
        return named[-1] if named else holders[0]
    return bodies[0] if bodies else None


def is_founding(operation: Operation, body: Body, *, dated: bool) -> bool:
    """Whether something new is set up: the body stands where the object stands ("establish … a Mission")."""
    if body.kind is BodyKind.MEASURES:
        return operation.passive and dated
    if operation.passive:
        return dated
    if body.kind is BodyKind.PANEL and operation.word.lower() == "appoint" and not dated:
        return False  # who sits on it
    between = _blank(operation.clause[operation.end : operation.start + body.start], _INTERPOSED)
    if body.kind is BodyKind.AUTHORIZATION:
        return dated or "presence" in body.named
    if (naming := _NAMED_AS.search(between)) and naming.end() == len(between):
        return True
    if _WITHIN.search(between) or _SOMEONE.search(between) or len(re.sub(r"\s+", " ", between)) > 170:
        return False
    founding = operation.word.lower().startswith(("establish", "creat", "set", "constitut", "appoint"))
    return dated or (founding and bool(_ARTICLE.search(between)))
