"""What came before and after: the bodies, as a text says, else the next mission in the same place; what was called for before measures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from assistant.timeline.model import Deed, Entry, Neighbour, Sort, Timeline
from assistant.timeline.names import Subject
from assistant.timeline.regimes.matters import is_measure
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue


def called_for_before(made: Timeline, lanes: Collection[str] = ()) -> tuple[Entry, ...]:
    """What texts called for before the first measure was decided, of some lanes only where there are any, the oldest first."""
    if made.sort is not Sort.REGIME:
        return ()
    on = [each for each in made.entries if (each.lane in lanes if lanes else is_measure(each.lane))]
    decided = min((each.date for each in on if each.deed is Deed.ESTABLISHED), default=dt.date.min)
    return tuple(each for each in on if each.deed is Deed.CALLED_FOR and each.date < decided)


def neighbours_of(
    subject: Subject, naming: Iterable[Paragraph], decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """The bodies that a text, or one of the paragraphs ``naming`` it, says came before and after; else the next mission in the same place."""
    if subject.sort is not Sort.MISSION:
        return (), ()
    own = {subject.name, subject.acronym} - {""}
    rows = catalogue.paragraphs(d.key for d in decisions if d.succeeds or d.becomes)
    before: dict[str, Neighbour] = {}
    after: dict[str, Neighbour] = {}
    for d in decisions:
        if d.key not in rows:
            continue
        citation = rows[d.key].citation
        called = _called(d)
        if d.succeeds and d in subject.decisions:
            before.setdefault(d.succeeds, Neighbour(d.succeeds, d.key, citation, True))
        if d.becomes and d in subject.decisions:
            after.setdefault(d.becomes, Neighbour(d.becomes, d.key, citation, True))
        if d.succeeds in own and called not in own:
            after.setdefault(called, Neighbour(called, d.key, citation, True))
        if d.becomes in own and called not in own:
            before.setdefault(called, Neighbour(called, d.key, citation, True))
    handed_from, handed_to = handed_over(subject.acronym, naming, decisions)
    for found, said in ((before, handed_from), (after, handed_to)):
        for neighbour in said:
            found.setdefault(neighbour.name, neighbour)
    if not after and (following := _next_there(subject.decisions, decisions, catalogue)) is not None:
        decided, row = following
        after[_called(decided)] = Neighbour(_called(decided), row.key, row.citation, False)
    if not before and (preceding := _last_there(subject, decisions, catalogue)) is not None:
        before[preceding.name] = preceding
    return tuple(before.values()), tuple(after.values())


def _next_there(
    chain: Sequence[MandateDecision], decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> tuple[MandateDecision, Paragraph] | None:
    """What set up the next mission in the place of a chain, where no text says that this follows another one."""
    following = successor(chain, decisions, catalogue)
    row = catalogue.paragraph(following.key) if following else None
    if following is None or row is None:
        return None
    said = handed_over(following.acronym, catalogue.select(phrase=following.acronym), decisions)[0]
    return None if said else (following, row)


def _last_there(subject: Subject, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Neighbour | None:
    """The mission to which that of ``subject`` is the next in its place, with the decision that set this one up."""
    first = subject.decisions[0] if subject.decisions else None
    if first is None or first.date is None or not first.place:
        return None
    older = (d for d in reversed(decisions) if d.date and d.date < first.date and d.place == first.place)
    names = dict.fromkeys(d.acronym for d in older if d.kind is BodyKind.MISSION and d.acronym != subject.acronym)
    for name in filter(None, names):
        found = _next_there([d for d in decisions if d.acronym == name], decisions, catalogue)
        if found is not None and found[0].acronym == subject.acronym:
            return Neighbour(name, found[1].key, found[1].citation, False)
    return None


def _called(decision: MandateDecision) -> str:
    return decision.acronym or decision.body


_OVERLAPS = dt.timedelta(days=365)
_SUCCEEDS_WITHIN = dt.timedelta(days=3 * 365)
_IS_A_MISSION = re.compile(
    r"\b(?:missions?|operation|force|office|authority|observers?|administration|presence|group|tribunals?|mechanism|support)\b",
    re.IGNORECASE,
)


def successor(
    chain: Sequence[MandateDecision], decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> MandateDecision | None:
    """The mission set up in the same place with the last decision on that of ``chain``, soon after it or not long before.

    Only what is called a mission: not all that has an acronym is a body of its own.
    """
    place = next((decision.place for decision in reversed(chain) if decision.place), "")
    if not chain or not place:
        return None
    last = chain[-1]
    if not (last.acronym or _IS_A_MISSION.search(last.body)):
        return None
    firsts = {d.acronym: d for d in reversed(decisions) if d.acronym}
    others = {d.acronym for d in decisions if d.succeeds not in ("", last.body, last.acronym)}  # they follow another

    def distance(decision: MandateDecision) -> int:
        days = (decision.date - last.date).days if decision.date and last.date else 0
        return days if days >= 0 else 2 * _SUCCEEDS_WITHIN.days - days  # any later one before an earlier one

    found = [
        d
        for d in decisions
        if d.kind is BodyKind.MISSION
        and d.acronym
        and (d.action is Action.ESTABLISH or d is firsts[d.acronym])  # what another organ set up is extended
        and _IS_A_MISSION.search(d.body)
        and (
            d.acronym != last.acronym if last.acronym else d.body != last.body
        )  # the second of its name is another one
        and d.place == place
        and d.acronym not in others
        and not _goes_on_beside(last, d)
        and (d.date is None or last.date is None or -_OVERLAPS <= d.date - last.date <= _SUCCEEDS_WITHIN)
        and (not chain[0].date or not d.date or d.date >= chain[0].date)
    ]
    former = re.escape(last.acronym or last.body)
    replaces = re.compile(
        rf"\b(?:replac\w+|reconfigur\w+|succeed\w*|t[oa]k\w+ over from|successor (?:of|to)|authority from)\s+(?:the\s+)?{former}\b"
        rf"|\b{former}\b[^.;]{{0,40}}\b(?:replaced|succeeded|reconfigured|merged)\b",
        re.IGNORECASE,
    )

    def takes_its_place(decision: MandateDecision) -> bool:
        rows = catalogue.paragraphs_of(decision.resolution)
        return any(decision.acronym in row.words and replaces.search(row.words) for row in rows)

    return min(found, key=lambda d: (not takes_its_place(d), distance(d)), default=None)


def _goes_on_beside(last: MandateDecision, new: MandateDecision) -> bool:
    """Whether the mission of ``last`` was to last long beside the new one, and not until that takes over."""
    begins = new.since or new.date
    return bool(begins and last.until and last.action is not Action.END and last.until - begins > _OVERLAPS / 2)


def first_decision_on(name: str, decisions: Sequence[MandateDecision]) -> MandateDecision | None:
    """The oldest decision on the body of that name or acronym."""
    return next((d for d in decisions if name in (d.acronym, d.body)), None)


_NEAR, _FAR = r"[^.;]{0,60}?", r"[^.;]{0,140}?"
# before the one that is left: what stands behind "to" is where something goes ("from X to Y and to Z": Y is not left)
_LEAVING = r"(?:(?!\bto\b)[^.;]){0,140}?"
_THE = r"(?:the\s+)?"
# {old} hands over to {new}; a transfer of units, which missions lend each other, is none of tasks
_HANDS_OVER = (
    r"\b(?:transfer|transition|hand[\s-]?over|handing\s+over)\w*\b{far}\b(?:authority|responsibilit|functions|tasks|mandate|activities)\w*\b{from}\b{old}\b{near}\bto\s+{the}{far}\b{new}\b",
    r"\b(?:transition|reconfigur\w+|transform\w*|conver(?:t|sion)\w*|chang\w+)\b{from}\b{old}\b{near}\b(?:in)?to\s+{the}{far}\b{new}\b",
    r"\bsubsum\w*\b{far}\b{old}\b{near}\binto\s+{the}{far}\b{new}\b",
    r"\b{old}\b{near}\bsubsumed\s+into\s+{the}{far}\b{new}\b",
    r"\b{old}\b{near}\b(?:replaced|succeeded|followed)\s+by\s+{the}{far}\b{new}\b",
    r"\breplac\w+\s+(?:of\s+)?{the}{old}\s+(?:with|by)\s+{the}{far}\b{new}\b",
    r"\b{new}\b{far}\b(?:to\s+replace|replaces|replacing|succeeds|succeeding|tak\w+\s+over\s+from|successor\s+(?:of|to)|follow-on\s+(?:\w+\s+){{1,3}}to)\s+{the}{old}\b",
)
# one of these stands in all of them; to build them for two names takes a millisecond each
_MAY_HAND_OVER = re.compile(
    r"\b(?:transfer|transition|hand|reconfigur|transform|conver|chang|replac|succe|tak\w+\s+over|follow-on)|subsum|followed\s+by"
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z-]{2,}\b")


def handed_over(
    own: str, naming: Iterable[Paragraph], decisions: Sequence[MandateDecision]
) -> tuple[list[Neighbour], list[Neighbour]]:
    """The missions before and after ``own``, an acronym, of which a paragraph says so; the earliest such paragraph each."""
    if not own:
        return [], []
    since = _first_numbers(decisions)
    before: dict[str, Neighbour] = {}
    after: dict[str, Neighbour] = {}
    for row, other in _beside(own, since, naming):
        found = Neighbour(other, row.key, row.citation, True)
        if since[other] >= since.get(own, 0) and _says(row.words, own, other):
            after.setdefault(other, found)
        elif since[other] <= since.get(own, 0) and _says(row.words, other, own):
            before.setdefault(other, found)
    return list(before.values()), list(after.values())


def _first_numbers(decisions: Sequence[MandateDecision]) -> dict[str, int]:
    """Acronym of a mission → the first resolution that decides on it."""
    first: dict[str, int] = {}
    for decision in decisions:
        if decision.kind is BodyKind.MISSION and decision.acronym:
            first.setdefault(decision.acronym, decision.resolution)
    return first


def _beside(own: str, known: Mapping[str, int], naming: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Each paragraph that names the mission, with each other mission in it; a letter in an annex has names of its own."""
    paragraphs = [row for row in naming if row.kind is not Kind.ANNEX]
    for row in sorted(
        paragraphs, key=lambda row: (row.resolution, row.kind is Kind.PREAMBULAR)
    ):  # what decides it first
        names = list(dict.fromkeys(_ACRONYM.findall(row.words)))
        if own in names:
            yield from ((row, name) for name in names if name != own and name in known)


def _says(words: str, old: str, new: str) -> bool:
    if not _MAY_HAND_OVER.search(words):
        return False
    names = {"old": re.escape(old), "new": re.escape(new), "near": _NEAR, "far": _FAR, "from": _LEAVING, "the": _THE}
    return any(re.search(pattern.format(**names), words) for pattern in _HANDS_OVER)
