"""Decisions on a body that a text takes without its name: from another resolution, or from what the body includes."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.resolution import Resolution

__all__ = ["with_inherited"]

_DAY = dt.timedelta(days=1)
# what goes on as a whole: "the provisions of its resolution 1205 shall continue in force"
_WHOLE = re.compile(
    r"^(?!.*\bparagraphs?\b).*\bthe\s+provisions\s+of\s+(?:its\s+)?resolution\s+\d", re.IGNORECASE | re.DOTALL
)
_INCLUDES = re.compile(r"\b(?P<whole>[A-Z]{4,}),\s+which\s+includes\s+the\s+(?P<part>[A-Z]{3,})\b")


def with_inherited(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """The same resolutions, oldest first, with the decisions on missions that their words imply.

    Where "the provisions of resolution 1205" go on until a day, the mission goes on that it extended, if its term was
    about to end. Where a mission that no text sets up "includes" a body, it began with the paragraph that set that up. What renews
    "the provisions of paragraph 15", where that is what States were allowed to do, renews an authorization and no measures. What
    authorizes in the words of an authorization that still runs goes on with that one. What extends a mission that is long over, under whose
    name nearly another one still runs, extends that one.
    """
    return _with_founding(_with_carried(_with_said_again(_with_allowed(_of_the_living(resolutions)))))


_ALIKE = 85.0  # likeness, of 100, of the names of two missions of which one may be named for the other
_LATE = dt.timedelta(days=20)  # so long after its end a mission is still extended at times


def _of_the_living(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """What extends a mission that is over for long, under whose name nearly another one at the place still runs, extends that one."""
    last: dict[str, MandateDecision] = {}

    def meant(each: MandateDecision) -> MandateDecision:
        before = last.get(each.acronym or each.body)
        if each.kind is not BodyKind.MISSION or each.action is not Action.EXTEND or not (each.date and before):
            return each
        if before.until is None or before.until + _LATE >= each.date:
            return each
        running = [d for d in last.values() if d.until and d.until + _DAY >= each.date and d.place == each.place]
        alike = [d for d in running if d.acronym and fuzz.ratio(d.body, each.body) >= _ALIKE]
        same = alike[0].model_dump(include={"body", "acronym"}) if len(alike) == 1 else {}
        return each.model_copy(update=same)

    out = []
    for one in resolutions:
        decisions = tuple(map(meant, one.mandate_decisions))
        last |= {d.acronym or d.body: d for d in decisions if d.kind is BodyKind.MISSION and d.until}
        out.append(one.model_copy(update={"mandate_decisions": decisions}))
    return out


def _with_allowed(resolutions: Sequence[Resolution]) -> list[Resolution]:
    allowed: dict[str, MandateDecision] = {}  # key → the decision that allows something
    out = []
    for one in resolutions:
        cited = {p.key: p.cites for p in one.paragraphs}
        decisions = []
        for each in one.mandate_decisions:
            renews = each.kind is BodyKind.MEASURES and each.action is Action.EXTEND
            root = next((allowed[key] for key in cited.get(each.key, ()) if key in allowed), None) if renews else None
            if root is not None:
                same = root.model_dump(include={"body", "acronym", "kind", "place"})
                each = each.model_copy(update=same | {"kind": BodyKind.AUTHORIZATION})
            if each.kind is BodyKind.AUTHORIZATION:
                allowed[each.key] = each
            decisions.append(each)
        out.append(one.model_copy(update={"mandate_decisions": tuple(decisions)}))
    return out


_SAME = 95.0  # likeness, of 100, of the words of two authorizations of which the later goes on with the earlier


def _with_said_again(resolutions: Sequence[Resolution]) -> list[Resolution]:
    running: dict[str, list[tuple[MandateDecision, str]]] = defaultdict(list)  # place → authorizations with their words
    out = []
    for one in resolutions:
        decisions = []
        for each in one.mandate_decisions:
            if each.kind is BodyKind.AUTHORIZATION and each.place and each.date:
                words = " ".join(p.words for p in one.paragraphs if p.pinpoint.paragraph.key == each.key)
                earlier = [(d, said) for d, said in running[each.place] if d.until is None or d.until >= each.date]
                before = next((d for d, said in reversed(earlier) if fuzz.ratio(said, words) >= _SAME), None)
                if before is not None and each.action is Action.ESTABLISH:
                    roots = (*each.roots, *(root for root in before.roots if root not in each.roots))
                    each = each.model_copy(update={"action": Action.EXTEND, "roots": roots})
                running[each.place] = [*earlier, (each, words)]
            decisions.append(each)
        out.append(one.model_copy(update={"mandate_decisions": tuple(decisions)}))
    return out


def _with_carried(resolutions: Sequence[Resolution]) -> list[Resolution]:
    own: dict[int, set[str]] = defaultdict(set)  # resolution → the missions that it extended to a day
    last: dict[str, MandateDecision] = {}
    out = []
    for one in resolutions:
        words = {p.key: p.words for p in one.paragraphs}
        added = []
        for each in one.mandate_decisions:
            name = each.acronym or each.body
            if each.kind is BodyKind.MISSION and each.until and each.action is not Action.CHANGE:
                last[name] = each
                own[one.number].add(name)
            elif each.kind is BodyKind.MEASURES and each.action is Action.EXTEND and each.until and each.date:
                clause = words.get(each.key, "")[each.start : each.end or None]
                meant = [n for root in each.roots for n in sorted(own[root])] if _WHOLE.search(clause) else []
                for mission in meant:
                    until = last[mission].until
                    if until and each.date - _DAY <= until < each.until:
                        copied = last[mission].model_dump(include={"body", "acronym", "kind", "place"})
                        last[mission] = each.model_copy(update={**copied, "kind": BodyKind.MISSION})
                        added.append(last[mission])
        out.append(_with(one, added))
    return out


def _with_founding(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Those on missions that are known by what they include begin where that was set up."""
    founded = {
        d.acronym: d for one in resolutions for d in one.mandate_decisions if d.acronym and d.action is Action.ESTABLISH
    }
    added: dict[int, list[MandateDecision]] = defaultdict(list)
    told: set[str] = set()
    for one in resolutions:
        for whole, part, decision in _included(one):
            if whole not in told and whole not in founded and part in founded:
                told.add(whole)
                first = founded[part]
                same = {"body": decision.body, "acronym": whole, "place": decision.place}
                added[first.resolution].append(first.model_copy(update=same))
    return [_with(one, added.get(one.number, ())) for one in resolutions]


def _included(resolution: Resolution) -> Iterator[tuple[str, str, MandateDecision]]:
    words = {p.key: p.words for p in resolution.paragraphs} if resolution.mandate_decisions else {}
    for decision in resolution.mandate_decisions:
        match = _INCLUDES.search(words.get(decision.key, ""))
        if match and decision.acronym == match["whole"]:
            yield match["whole"], match["part"], decision


def _with(resolution: Resolution, added: Sequence[MandateDecision]) -> Resolution:
    decisions = (*resolution.mandate_decisions, *added)
    return resolution.model_copy(update={"mandate_decisions": decisions}) if added else resolution
