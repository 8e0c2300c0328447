"""The record of one decision: under which name the body is followed, where, and from which resolutions it comes."""

from __future__ import annotations

import datetime as dt
import re

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import Body, measures_of
from ingest.citation import find_citations
from ingest.mandates.clauses import Operation
from ingest.mandates.context import Context
from ingest.mandates.words import FINAL
from ingest.places import place_in

__all__ = ["record"]

_ON_PLACE = re.compile(r"\b(?:on|against|into|to|from|concerning|regarding|in|for)\s+(?:the\s+)?(?=[A-Z])")
_WITH_ACRONYM = re.compile(r"\((?:hereinafter\s+)?[“\"']?([^)”\"']+)[”\"']?\)$")
_NUMERAL = re.compile(r"(?<=\s)(?:IJ|Il|lI)$")  # "II", as it is read from old prints
_ACRONYM = re.compile(r"[A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?:\s+\w+)?")


def record(
    operation: Operation,
    body: Body,
    action: Action,
    context: Context,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    computed: bool = False,
    open_ended: bool = False,
) -> MandateDecision:
    """The decision; ``roots`` are the resolutions that its clause names, or its own where it sets something up."""
    paragraph, clause = operation.paragraph, operation.clause
    cited = [found.pinpoint.resolution for found in find_citations(clause[:600], context=paragraph.resolution)]
    roots = tuple(dict.fromkeys(cited)) or ((paragraph.resolution,) if action is Action.ESTABLISH else ())
    # what the operation is about, without the names of reports and reviews further on
    matter = clause[: operation.start + 700]
    place, acronym, name = "", "", _NUMERAL.sub("II", body.named)
    if body.kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION, BodyKind.PANEL):
        place = _place(operation.onward[:500], context.place, body.kind)
    if body.kind is BodyKind.MEASURES:
        subject = " and ".join(measures_of(matter))
        name = f"{subject} measures".strip() + (f" ({place})" if place else "")
    elif body.kind is BodyKind.AUTHORIZATION:
        name = "authorizations" + (f" ({place})" if place else "")
    elif body.kind is BodyKind.PANEL:
        name = f"{_panel(body.named)} ({place or (roots[0] if roots else paragraph.resolution)})"
    elif body.kind is BodyKind.COMMITTEE:
        number = re.match(r"\d+", body.named)
        root = int(number[0]) if number else roots[0] if roots else paragraph.resolution
        name = f"{root} Committee"
    elif match := _WITH_ACRONYM.search(body.named):
        acronym, name = match[1], body.named[: match.start()].strip()
    elif (
        body.named[:1].islower() or body.named.endswith(" observers")
    ) and context.place:  # "multinational force": of this place
        name = f"{body.named} ({context.place})"
    elif _ACRONYM.fullmatch(body.named):
        acronym = body.named
    return MandateDecision(
        body=name, acronym=acronym, kind=body.kind, place=place or context.place, named=body.named, action=action,
        since=since, until=until, computed=computed, open_ended=open_ended, final=bool(FINAL.search(operation.onward[:700])),
        roots=roots, key=paragraph.key, start=operation.offset, end=operation.offset + len(clause.rstrip()),
        date=context.adopted,
    )  # fmt: skip


def _place(text: str, default: str, kind: BodyKind) -> str:
    """The place that the words themselves put the measures on; else that of the resolution."""
    if kind is not BodyKind.PANEL:
        for match in _ON_PLACE.finditer(text[:300]):
            named = place_in(
                text[match.end() : match.end() + 45].split(",", maxsplit=1)[0].split(" by ", maxsplit=1)[0]
            )
            if named:
                return named
    return default


def _panel(named: str) -> str:
    low = named.lower()
    if "mechanism" in low:
        return "Monitoring Mechanism"
    if "team" in low:
        return "Monitoring Team"
    if "monitoring" in low:
        return "Monitoring Group"
    return "Group of Experts" if "group" in low else "Panel of Experts"
