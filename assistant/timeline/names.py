"""Which body or regime a name means: by acronym, committee number, panel and place, measures and place."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import NotThere
from assistant.retrieval.names.place_names import table
from assistant.timeline.model import Sort
from assistant.timeline.regimes.provisions import Provision
from assistant.timeline.regimes.regime import regime_of, regimes_at
from ingest.acronyms import adds_a_name
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.places import places_in, plain
from vectorstore.catalogue import Catalogue

_COMMITTEE = re.compile(r"\bcommittee\b", re.IGNORECASE)
_PANEL = re.compile(
    r"\b(?:panels?|groups?)\s+of\s+experts\b|\bexperts?\b|\bmonitoring\s+(?:team|group|mechanism)\b|\bpanel\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\b(?:sanctions?|embargo\w*|measures?|bans?|freez\w*|prohibit\w*|restrict\w*|regime|listing)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w/.])(\d{3,4})(?:\s*\(\d{4}\))?(?:/\d{3,4})*(?![\w.])")


class UnknownBody(NotThere):
    """No mandate is followed under the name; ``near`` are names that are, nearest first."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        said = f" Near it: {'; '.join(near)}." if near else ""
        super().__init__(
            f"No mandate is followed under the name {name.strip()[:80]!r}.{said} "
            "Name a mission (UNMISS), a panel (Panel of Experts on Sudan), a committee (1267 Committee) or a regime (Libya sanctions)."
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """What a name means. ``decisions`` are those on it, oldest first; ``beside`` names what else it could mean."""

    name: str
    acronym: str
    sort: Sort
    place: str
    decisions: tuple[MandateDecision, ...]
    beside: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    within: tuple[dt.date, dt.date] = (dt.date.min, dt.date.max)


def subject_of(
    name: str, decisions: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date | None = None
) -> Subject:
    """Raise :class:`UnknownBody` where the name means nothing that is followed. ``decisions`` are oldest first, up to ``day``."""
    found = named(name, decisions, catalogue, day)
    if found is None:
        raise UnknownBody(name)
    return found


def named(
    name: str, decisions: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date | None = None
) -> Subject | None:
    """What is followed under a name as it is written: an acronym or a full name, the number or place of a committee, the place of a
    panel or of measures; ``None`` where it is none of these."""
    if not plain(name):
        return None
    return (
        _spelled(name, decisions)
        or _committee(name, decisions)
        or _panel(name, decisions)
        or _regime(name, decisions, catalogue, day)
    )


def _body(body: Sequence[MandateDecision], sort: Sort) -> Subject | None:
    if not body:
        return None
    places = [d.place for d in body if d.place and sort is not Sort.MISSION] or [d.place for d in body if d.place]
    place = max(places, key=places.count, default="")
    return Subject(body[-1].body, body[-1].acronym, sort, place, tuple(body))


def _same(decisions: Sequence[MandateDecision], one: MandateDecision) -> list[MandateDecision]:
    """All decisions on the body of ``one``: an acronym is followed, else the name."""
    if one.acronym and one.kind is BodyKind.MISSION:
        called = set_up_as(decisions)
        own = [d for d in decisions if d.body == one.body or called.get(d.body) == one.acronym]
        own = [
            d for d in own if (d.acronym or called.get(d.body)) == one.acronym or adds_a_name(one.acronym, d.acronym)
        ]
        place = {id(d): nth for nth, d in enumerate(decisions)}  # to look for an equal one takes half a second
        return sorted([*own, *_misnamed(own, decisions)], key=lambda d: place[id(d)])
    return [d for d in decisions if d.body == one.body and d.kind is one.kind]


def set_up_as(decisions: Iterable[MandateDecision]) -> dict[str, str]:
    """Name of a body → the acronym under which later texts go on with it, where what set it up calls it otherwise."""
    known = {d.acronym for d in decisions if d.acronym}
    founded = {key: row["acronym"] for row in table("acronyms.csv") for key in row["founded"].split()}
    founding = (d for d in decisions if d.kind is BodyKind.MISSION and not d.acronym and d.key in founded)
    return {d.body: founded[d.key] for d in founding if founded[d.key] in known}


def by_mission(decisions: Sequence[MandateDecision]) -> dict[str, list[MandateDecision]]:
    """Acronym, or name, of each mission → the decisions on it, in order."""
    named = {**set_up_as(decisions), **{d.body: d.acronym for d in decisions if d.acronym}}
    groups: dict[str, list[MandateDecision]] = defaultdict(list)
    for decision in decisions:
        newest = named.get(decision.body, "")
        acronym = newest if adds_a_name(newest, decision.acronym) else decision.acronym or newest
        groups[acronym or decision.body].append(decision)
    meant = {id(d): own[-1] for own in groups.values() for d in _misnamed(own, decisions)}
    kept = {name: [d for d in own if id(d) not in meant] for name, own in groups.items()}
    for decision in decisions:
        if (of := meant.get(id(decision))) is not None:
            called = decision.model_copy(update={"body": of.body, "acronym": of.acronym})
            kept[of.acronym or of.body].append(called)
    return {name: sorted(own, key=lambda d: d.date or dt.date.min) for name, own in kept.items() if own}


def with_founding(name: str, own: list[MandateDecision], catalogue: Catalogue) -> list[MandateDecision]:
    """The decisions on a mission, behind what is known to have set it up where that was not read as a decision on it."""
    keys = (key for row in table("acronyms.csv") if row["acronym"] == name for key in row["founded"].split())
    rows = catalogue.paragraphs(key for key in keys if all(d.key != key for d in own)).values()
    adopted = ((row, record.date) for row in rows if (record := catalogue.record(row.resolution)) is not None)
    before = [
        own[0].model_copy(
            update={
                "key": row.key, "date": day, "action": Action.ESTABLISH, "start": 0,
                "end": len(row.words), "until": None, "since": None, "computed": False, "final": False, "open_ended": False,
            }
        )
        for row, day in adopted
        if day is not None and row.resolution < own[0].resolution
    ]  # fmt: skip
    return [*before, *own]


def _misnamed(own: Sequence[MandateDecision], decisions: Sequence[MandateDecision]) -> list[MandateDecision]:
    """Extensions under the name of a body that was gone, on the day on which a term of this one in the same place ran out."""
    ends = {d.until + dt.timedelta(days=shift) for d in own if d.until for shift in (-1, 0, 1)}
    places = {d.place for d in own if d.place}
    found = []
    for decision in decisions:
        if decision.action is not Action.EXTEND or decision.date not in ends or decision.place not in places:
            continue
        if decision.kind is not BodyKind.MISSION or decision in own or any(d.date == decision.date for d in own):
            continue
        others = [d for d in decisions if d.body == decision.body and d.date and d.date < decision.date]
        if others and max(d.until or d.date or decision.date for d in others) < decision.date - _GONE:
            found.append(decision)
    return found


_GONE = dt.timedelta(days=200)


_SORTS = {
    BodyKind.MISSION: Sort.MISSION,
    BodyKind.PANEL: Sort.PANEL,
    BodyKind.COMMITTEE: Sort.COMMITTEE,
    BodyKind.AUTHORIZATION: Sort.AUTHORIZATION,
}


def _spelled(name: str, decisions: Sequence[MandateDecision]) -> Subject | None:
    """The name is an acronym or the full name itself."""
    wanted = plain(name)
    same = [d for d in decisions if d.kind in _SORTS and wanted in (plain(d.acronym), plain(d.body)) and wanted]
    return _body(_same(decisions, same[-1]), _SORTS[same[-1].kind]) if same else None


def _committee(name: str, decisions: Sequence[MandateDecision]) -> Subject | None:
    if not _COMMITTEE.search(name) or _PANEL.search(name):
        return None
    committees = [d for d in decisions if d.kind is BodyKind.COMMITTEE]
    numbers = [number for found in _NUMBER.finditer(name) for number in re.findall(r"\d{3,4}", found.group())]
    by_number = [d for d in committees if d.body.split()[0] in numbers]
    places = places_in(name)
    found = by_number or [d for d in committees if places and d.place == places[0]]
    return _body(_same(committees, found[0 if by_number else -1]), Sort.COMMITTEE) if found else None


def _panel(name: str, decisions: Sequence[MandateDecision]) -> Subject | None:
    if not _PANEL.search(name):
        return None
    panels = [d for d in decisions if d.kind is BodyKind.PANEL]
    numbers = {int(number) for number in _NUMBER.findall(name)}
    named = [d for place in places_in(name) for d in panels if d.body.endswith(f"({place})")]
    found = named or [d for d in panels if numbers & {*d.roots, d.resolution}]
    return _body(_same(panels, found[-1]), Sort.PANEL) if found else None


def _regime(
    name: str, decisions: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date | None
) -> Subject | None:
    """The regime on a place, the newest one unless a resolution or a year of another is named."""
    if not _MEASURES.search(name):
        return None
    numbers = {int(number) for number in _NUMBER.findall(name)}
    found = [regime for place in places_in(name)[:1] for regime in regimes_at(place, decisions, catalogue, day)]
    if found:
        meant = next((r for r in found if numbers & {d.resolution for d in r.decisions}), None)
        meant = meant or next((r for r in found if any(r.first.year <= n <= r.last.year for n in numbers)), found[0])
    elif numbers and (found := regime_of(numbers, decisions, catalogue, day)):
        meant = found[0]
    else:
        return None
    beside = tuple(f"{each.name} {each.first.year}–{each.last.year}" for each in found if each is not meant)
    return Subject(
        meant.name, "", Sort.REGIME, meant.place, meant.decisions, beside, meant.provisions,
        (meant.first, meant.before),
    )  # fmt: skip
