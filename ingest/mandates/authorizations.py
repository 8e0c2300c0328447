"""What States are allowed to do for a time: "authorizes Member States, for a period of one year, to inspect …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.annotating.time_expressions import end_of, find_times
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import Body
from ingest.mandates.clauses import Operation
from ingest.mandates.context import Context
from ingest.mandates.record import record
from ingest.mandates.times import until_first
from ingest.resolution import Paragraph

__all__ = ["allowance"]

_ALLOWS = re.compile(
    r"\bauthori[sz]es?\b(?=[^;]{0,330}\b(?:States|(?:French|European\s+Union)\s+[Ff]orces)\b)|\bdecides\s+that,?\s+for\s+a\s+period\b(?=[^;]{0,160}\bStates\b[^;]{0,400}\bmay\b)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\bto:?\s+(?:inspect|use|take|intercept|board|enter|seize|redeploy|establish)\b|\bmay\b", re.IGNORECASE
)


_AS_LONG_AS = re.compile(r"\buntil\s+the\s+end\s+of\s+(?:the\s+mandate\s+of\s+)?(?:the\s+)?([A-Z]{4,})")


def allowance(
    paragraph: Paragraph, context: Context, decided: Iterable[MandateDecision] = ()
) -> MandateDecision | None:
    """The decision of a paragraph that says for how long States may act, and nothing else on a mandate.

    "Until the end of UNMAZ's mandate" is the end that ``decided``, what stands above in the resolution, gives to it.
    """
    words = paragraph.words
    match = _ALLOWS.search(words[:700])
    if paragraph.verb not in ("decides", "authorizes") or match is None or paragraph.path:
        return None
    act = _ACTS.search(words, match.end())
    period = words[max(0, match.start() - 160) : act.start() if act else match.end() + 330]
    since, until, computed = end_of(until_first(find_times(period, context.adopted)), context.adopted)
    if until is None and (other := _AS_LONG_AS.search(words)):
        until = next((d.until for d in decided if other[1] in (d.acronym, d.named)), None)
        computed = until is not None
    if until is None or context.adopted is None or until <= context.adopted:
        return None
    operation = Operation(
        paragraph, paragraph.verb, words, 0, "establish", match.start(), match.end(), words[match.end() :], False, True
    )  # fmt: skip
    body = Body(match.start(), match.end(), BodyKind.AUTHORIZATION, "authorization of States")
    return record(operation, body, Action.ESTABLISH, context, since=since, until=until, computed=computed)
