"""The catalogue of subjects: what resolutions decide on, with the names it goes by, made from the decisions on mandates."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.plan import Subject, SubjectKind
from assistant.retrieval.names.persons import names_of_a_term
from assistant.retrieval.names.place_names import table
from assistant.terms import content_stems
from assistant.timeline.names import by_mission, with_founding
from assistant.timeline.regimes.kinds import is_on_measures, place_of
from assistant.timeline.regimes.matters import PRINCIPAL, SUBJECTS
from ingest.annotating.time_expressions import Role, end_of, find_times
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.pinpoint import resolution_of
from ingest.places import places_in
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject. ``names`` mean it and nothing else; ``words`` are stems that tell it from others of its kind at its place.

    ``decisions`` are those on it, oldest first; of measures with a ``lane`` all those on the place. ``roots`` are the
    numbers of the resolutions that it goes back to. ``engine`` is the name under which a timeline follows it.
    """

    subject: Subject
    title: str
    acronym: str
    place: str
    lane: str
    engine: str
    names: tuple[str, ...]
    words: frozenset[str]
    roots: frozenset[int]
    decisions: tuple[MandateDecision, ...]

    @property
    def first(self) -> dt.date:
        """The day of the first decision."""
        return self.decisions[0].date or dt.date.min

    @property
    def is_of_un(self) -> bool:
        """Whether a body bears the name of the United Nations, and is no force that others lead."""
        return self.acronym.startswith("UN") or any("United Nations" in name for name in (self.title, *self.names))

    @property
    def last(self) -> dt.date:
        """The day of the newest decision."""
        return self.decisions[-1].date or dt.date.min


def entries_of(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Every subject with a decision, and those of tables that no resolution extends, oldest first; made once for each catalogue."""
    if (known := _KNOWN.get(catalogue)) is None:
        known = _KNOWN[catalogue] = tuple(_made(catalogue))
    return known


_KNOWN: WeakKeyDictionary[Catalogue, tuple[Entry, ...]] = WeakKeyDictionary()  # entries do not hold their catalogue


def _made(catalogue: Catalogue) -> list[Entry]:
    decisions = [d for d in catalogue.mandates() if d.date is not None]
    of = defaultdict(list)
    for decision in decisions:
        of[decision.kind].append(decision)
    found = [
        *_missions(of[BodyKind.MISSION], catalogue),
        *_panels(of[BodyKind.PANEL]),
        *_committees(of[BodyKind.COMMITTEE]),
        *_measures(of[BodyKind.MEASURES], of[BodyKind.COMMITTEE], catalogue),
        *_authorizations(of[BodyKind.AUTHORIZATION], catalogue),
    ]
    return sorted([*found, *_of_tables(found, catalogue)], key=lambda entry: entry.first)


_OFFICES = re.compile(r"\b(?:Ombudsperson|Focal Point)\b")
_COURTS = re.compile(r"\b(?:Tribunal|Court|Residual Mechanism|IRMCT|ICTY|ICTR)\b", re.IGNORECASE)
# no name of one among others
_OF_ANY = frozenset(content_stems("special political field mission operation office presence team"))
_PERSON = re.compile(r"^(?:Mr|Ms|Mrs|Judge|Sir)\b")


def _missions(decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Iterator[Entry]:
    groups = {name: with_founding(name, own, catalogue) for name, own in by_mission(decisions).items()}
    written = {row["acronym"]: row["name"] for row in table("acronyms.csv")}
    founded = {key: row for row in table("acronyms.csv") for key in row["founded"].split()}
    for name, own in groups.items():
        last = own[-1]
        kind = SubjectKind.COURT if _COURTS.search(f"{name} {last.body}") else SubjectKind.MISSION
        kind = SubjectKind.OFFICE if _OFFICES.search(name) else kind
        kind = SubjectKind.TERMS if _PERSON.match(name) else kind
        places = [d.place for d in own if d.place]
        bodies = dict.fromkeys([d.body for d in own] + ([written[name]] if name in written else []))
        names = [name, *bodies, *(_short(body) for body in bodies if len(_short(body).split()) > 2)]
        names += [d.acronym for d in own if d.acronym]
        names = [each for each in names if not _OF_ANY.issuperset(content_stems(each))]
        if kind is SubjectKind.OFFICE:
            names = []
        elif kind is SubjectKind.TERMS:
            names += names_of_a_term(name, max(places, key=places.count, default=""), written)
        rows = [row for d in own if (row := founded.get(d.key)) is not None and d.acronym in ("", name)]
        called = [f"{row['acronym']};{row['name']};{row['other_names'] or ''}" for row in rows[:1]]
        names += [each for row in called for each in row.split(";") if each and each not in groups]
        yield Entry(
            Subject(kind=kind, name=name), last.body, last.acronym, max(places, key=places.count, default=""), "",
            last.acronym or last.body, tuple(dict.fromkeys(names)), frozenset(content_stems(" ".join(bodies))), _roots(own), tuple(own),
        )  # fmt: skip


def _short(body: str) -> str:
    """The name of a body without the organization it is of: "Mission in Azuria" for the United Nations Mission in Azuria."""
    return re.sub(r"^(?:United Nations|African Union(?:[- ]led)?|European Union(?:[- ]led)?)\s+", "", body)


def _panels(decisions: Sequence[MandateDecision]) -> Iterator[Entry]:
    for body, own in _grouped(decisions).items():
        kind, _, place = body.removesuffix(")").partition(" (")  # the place may hold brackets itself
        title = f"{kind} on {place}" if place else body
        names = [body, title, *([own[-1].acronym] if own[-1].acronym else [])]
        yield Entry(
            Subject(kind=SubjectKind.PANEL, name=title), title, own[-1].acronym, own[-1].place, "", body, tuple(names),
            frozenset(content_stems(body.partition(" (")[0])), _roots(own), tuple(own),
        )  # fmt: skip


def _committees(decisions: Sequence[MandateDecision]) -> Iterator[Entry]:
    for body, own in _grouped(decisions).items():
        yield Entry(
            Subject(kind=SubjectKind.COMMITTEE, name=body), body, "", own[-1].place, "", body, (body,),
            frozenset(), _roots(own) | {int(body.split()[0])}, tuple(own),
        )  # fmt: skip


def _measures(
    decisions: Sequence[MandateDecision], committees: Sequence[MandateDecision], catalogue: Catalogue
) -> Iterator[Entry]:
    """The measures on each place as a whole, and each of the principal measures there by itself."""
    at: dict[str, list[MandateDecision]] = defaultdict(list)
    for decision in decisions:
        if (place := place_of(decision)) and is_on_measures(decision, catalogue):
            at[place].append(decision)
    numbers: dict[str, set[int]] = defaultdict(set)
    for committee in committees:
        numbers[committee.place].add(int(committee.body.split()[0]))
    for place, own in at.items():
        if place not in numbers and _is_alone(own):
            continue
        roots = _roots(own) | frozenset(numbers.get(place, ()))
        whole = f"{place} sanctions"
        yield Entry(
            Subject(kind=SubjectKind.MEASURES, name=whole),
            whole,
            "",
            place,
            "",
            whole,
            (),
            frozenset(),
            roots,
            tuple(own),
        )
        rows = catalogue.paragraphs(d.key for d in own)
        said = {SUBJECTS.get(each, each) for row in rows.values() for each in measures_of(row.words)}
        for lane in sorted((said & PRINCIPAL).union(*(lanes_of(d) for d in own))):
            title = f"{place} {lane}"
            yield Entry(
                Subject(kind=SubjectKind.MEASURES, name=title), title, "", place, lane, whole, (), frozenset(content_stems(lane)), roots, tuple(own)
            )  # fmt: skip


def lanes_of(decision: MandateDecision) -> frozenset[str]:
    """The kinds of measures that a decision is called by: arms embargo, timber."""
    return PRINCIPAL & {SUBJECTS.get(each, each) for each in measures_of(decision.body.partition(" (")[0])}


def _is_alone(own: Sequence[MandateDecision]) -> bool:
    """Whether all there is at a place is what one text forbids for good, on which nothing else was decided: no regime."""
    return len({d.resolution for d in own}) == 1 and all(d.action is Action.ESTABLISH and not d.until for d in own)


_ORIGIN = 400  # characters of a founding paragraph that say what is authorized


def _authorizations(decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Iterator[Entry]:
    """Authorizations that go back to one text, at each place: what a renewal names, or cites, belongs together."""
    titles = catalogue.titles()
    for place, own in _grouped(decisions, by_place=True).items():
        lines: list[tuple[set[int], list[MandateDecision]]] = []
        rows = catalogue.paragraphs(d.key for d in own)
        for decision in own:
            before = {*decision.roots} - {decision.resolution}
            if not before and decision.action is not Action.ESTABLISH and decision.key in rows:
                before = {resolution_of(key) for key in rows[decision.key].cites} - {decision.resolution}
            line = next((line for line in reversed(lines) if line[0] & before), None)
            if line is None:
                line = (set(before), [])
                lines.append(line)
            line[0].update({decision.resolution, *before})
            line[1].append(decision)
        for numbers, chain in lines:
            first = min(numbers)
            founding = rows.get(chain[0].key)
            under = " ".join(founding.section) if founding else ""
            said = f"{under} {founding.words[:_ORIGIN] if founding else ''} {titles.get(first, '')} {titles.get(chain[0].resolution, '')}"
            name = f"authorizations on {place} since {first}"
            called = [row["name"] for row in table("authorized_operations.csv") if int(row["resolution"]) == first]
            yield Entry(
                Subject(kind=SubjectKind.AUTHORIZATION, name=name), name, "", place, "", chain[-1].body, (name, *called),
                frozenset(content_stems(said)), frozenset(numbers), tuple(chain),
            )  # fmt: skip


def numbers_at(place: str, entries: Iterable[Entry]) -> frozenset[int]:
    """The numbers by which the measures on a place are called: those of the committees there, and of what set measures up."""
    kinds = (SubjectKind.COMMITTEE, SubjectKind.MEASURES, SubjectKind.AUTHORIZATION)
    there = [each for each in entries if each.place == place and each.subject.kind in kinds]
    titles = (each.title.partition(" ")[0] for each in there if each.subject.kind is SubjectKind.COMMITTEE)
    set_up = {d.resolution for each in there for d in each.decisions if d.action is Action.ESTABLISH}
    return frozenset({*set_up, *map(int, filter(str.isdecimal, titles))})


def has_measures(places: Iterable[str], entries: Iterable[Entry]) -> bool:
    """Whether measures were decided on one of the places."""
    known = {name for e in entries if e.subject.kind is SubjectKind.MEASURES for name in places_in(e.place)}
    return bool(known & {name for place in places for name in (place, *places_in(place))})


def _of_tables(followed: Sequence[Entry], catalogue: Catalogue) -> Iterator[Entry]:
    """Bodies whose texts name neither a term nor the name they go by, so that no decision is read in them: those that no text extends or
    ends, and those of which only what set them up is known."""
    for row in table("lasting.csv"):
        names = (row["acronym"], row["name"], *row["other_names"].split(";"))
        kind = SubjectKind(row["kind"])
        yield from _set_up(kind, names, row["place"], row["keys"], catalogue, lasting=kind is not SubjectKind.TERMS)
    known = {name for entry in followed for name in (entry.acronym, entry.title, *entry.names)}
    for row in table("acronyms.csv"):
        if row["acronym"] not in known and row["name"] not in known:
            kind = SubjectKind.COURT if _COURTS.search(row["name"]) else SubjectKind.MISSION
            names = (row["acronym"], row["name"], *filter(None, (row["other_names"] or "").split(";")))
            yield from _set_up(
                kind, names, next(iter(places_in(row["name"])), ""), row["founded"], catalogue, lasting=False
            )


def _set_up(
    kind: SubjectKind, names: tuple[str, ...], place: str, keys: str, catalogue: Catalogue, *, lasting: bool
) -> Iterator[Entry]:
    """The entry of a body with what its paragraphs decide; none where the catalogue does not hold them."""
    acronym, name, *_ = names
    followed_as = {each.value: each for each in BodyKind}.get(kind.value, BodyKind.MISSION)
    own = [
        MandateDecision(
            body=name, acronym=acronym, kind=followed_as, place=place, key=row.key, date=record.date, action=Action.ESTABLISH,
            until=None if lasting else _end_named(row.words, record.date), open_ended=lasting, roots=(record.number,), end=len(row.words),
        )
        for row in catalogue.paragraphs(keys.split()).values()
        if (record := catalogue.record(row.resolution)) is not None and record.date is not None
    ]  # fmt: skip
    if own:
        own.sort(key=lambda decision: decision.date or dt.date.min)
        words = frozenset(content_stems(name))
        yield Entry(
            Subject(kind=kind, name=acronym), name, acronym, place, "", name, names, words, _roots(own), tuple(own)
        )


def _end_named(words: str, adopted: dt.date) -> dt.date | None:
    """The day to which a text says that what it sets up lasts, or the last one of the period that it gives."""
    times = find_times(words, adopted)
    return next((t.day for t in times if t.role is Role.UNTIL and t.day), None) or end_of(times, adopted)[1]


def _grouped(decisions: Iterable[MandateDecision], *, by_place: bool = False) -> dict[str, list[MandateDecision]]:
    groups: dict[str, list[MandateDecision]] = defaultdict(list)
    for decision in decisions:
        groups[decision.place if by_place else decision.body].append(decision)
    return groups


def _roots(own: Sequence[MandateDecision]) -> frozenset[int]:
    """The resolutions that the decisions name as their origin, and the one that decided first."""
    return frozenset({own[0].resolution, *(number for decision in own for number in decision.roots)})
