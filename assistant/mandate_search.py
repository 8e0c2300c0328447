"""Which chains of mandate decisions a question is about: by acronym, name, place and kind, or the resolution named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.question import Question
from assistant.terms import content_stems, stems
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of, places_in, plain, without_places
from vectorstore.catalogue import Catalogue

Chain = list[MandateDecision]
_PANEL = re.compile(
    r"\b(?:panels?|groups?)\s+of\s+experts\b|\bexperts?\b|\bmonitoring\s+(?:team|group)\b|\bexpert\s+panel\b|\bpanel\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\b(?:sanctions?|embargo\w*|measures?|bans?|freez\w*|exempt\w*|exception|carve\w*|prohibit\w*|restrict\w*|regime|blockade|blacklist\w*)\b",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(
    r"\b(?:authori[sz]\w+|inspect\w*|intercept\w*|piracy|pirates|presences?|force|troops|mission|operation|stabili[sz]ation|measures)\b",
    re.IGNORECASE,
)
_MISSION = re.compile(
    r"\b(?:UN|United\s+Nations|peace(?:keep\w+|-keep\w+)?|blue|political|military|police|observer|international)\s+(?:\w+\s+){0,2}?"
    r"(force|mission|operation|office|helmets?|peacekeepers?|observers?|team|presence|troops|soldiers|tribunal|administration)\b",
    re.IGNORECASE,
)
_SORTS = frozenset(("force", "mission", "operation", "office", "team", "tribunal", "administration"))
_SMALL = frozenset("the of in for and to on a united nations un s".split())
_NEXT = re.compile(r"\s+and\s+(?=(?:when|until|how\s+long|is|are|was|were|does|do)\b)|[?;]\s+", re.IGNORECASE)


def find_chains(question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> list[Chain]:
    """The chains named, in the order of the question; empty where nothing is named clearly. Each is oldest first."""
    parts = [part for part in _NEXT.split(question.standalone) if part and part.strip()]
    chains: list[Chain] = []
    for part in parts or [question.standalone]:
        for chain in _Search(part, question, decisions, catalogue).chains():
            if chain and all(chain[-1] is not other[-1] for other in chains):
                chains.append(chain)
    return chains


class _Search:
    def __init__(
        self, part: str, question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue
    ) -> None:
        self._part = part
        self._question = question
        self._decisions = decisions
        self._catalogue = catalogue
        self._places = places_in(part) or places_in(question.standalone)
        self._numbers = [n for n in question.numbers if str(n) in part] or list(question.numbers)

    def chains(self) -> list[Chain]:
        """By the first of these that finds something: a name, a committee, experts, measures, authorizations, a number."""
        steps: tuple[Callable[[], list[Chain]], ...] = (
            self._committees, self._experts, self._named, self._measures, self._spelled, self._placed,
            self._authorizations, self._numbered,
        )  # fmt: skip
        found = next((found for step in steps if (found := step())), [])
        return [self._with_its_end(chain) for chain in found if chain]

    def _with_its_end(self, chain: Chain) -> Chain:
        """Where the newest text sets up something without an end, the end may stand in another paragraph of it."""
        last = chain[-1]
        if last.until or last.open_ended or last.kind not in (BodyKind.MISSION, BodyKind.AUTHORIZATION):
            return chain
        number = last.key.partition("/")[0]
        ends = [
            d
            for d in self._decisions
            if d.key.partition("/")[0] == number
            and (d.until or d.open_ended)
            and d.kind in (BodyKind.MISSION, BodyKind.AUTHORIZATION)
        ]
        return [*chain, *ends[-1:]]

    def _named(self) -> list[Chain]:
        """By acronym, else by a full name all of whose words stand in the question."""
        words = {word.upper() for word in re.findall(r"[\w-]+", self._part) if len(word) > 2}
        acronyms = dict.fromkeys(
            d.acronym
            for d in self._decisions
            if d.acronym
            and set(d.acronym.upper().split()) <= words | {"II", "III", "I"}
            and d.acronym.split()[0].upper() in words
        )
        written = [a for a in acronyms if re.search(rf"\b{re.escape(a.split()[0])}\b", self._part)] or list(acronyms)
        exact = [a for a in written if re.search(rf"\b{re.escape(a)}\b", self._part, re.IGNORECASE)]
        firsts: dict[str, set[str]] = {}
        for acronym in exact or written:  # one operation under a longer and a shorter acronym is one chain
            numeral = re.fullmatch(r"I{1,3}", acronym.split()[-1])
            firsts.setdefault(acronym if numeral else acronym.split()[0], set()).add(acronym)
        found = [[d for d in self._decisions if d.acronym in same] for same in firsts.values()]
        if found:
            return found
        asked = {word.removesuffix("'s") for word in plain(self._part).split()}
        bodies = dict.fromkeys(d.body for d in self._decisions if d.kind is BodyKind.MISSION)
        fitting = [
            body
            for body in bodies
            if len(name := _tokens(body)) > 1
            and name <= asked
            and set(places_in(body)) <= {*self._places, *places_in(self._part)}
        ]
        if not fitting:
            return []
        best = max(fitting, key=lambda body: len(_tokens(body)))
        return [[d for d in self._decisions if d.body == best]]

    def _placed(self) -> list[Chain]:
        """By what it is and where ("the UN force in Cyprus"): of the missions there, the one decided on last."""
        if not self._places or not _MISSION.search(self._part):
            return []
        there = [d for d in self._decisions if d.kind is BodyKind.MISSION and self._is_there(d)]
        if not there:
            return []
        wanted = {match.group(1).lower() for match in _MISSION.finditer(self._part)} & _SORTS
        alike = [d for d in there if wanted & set(plain(d.body).split())] or there
        return [[d for d in self._decisions if d.body == alike[-1].body]]

    def _is_there(self, decision: MandateDecision) -> bool:
        """Whether the body has its place in its name, or in its record."""
        return self._places[0] in places_in(decision.body) or decision.place == self._places[0]

    def _committees(self) -> list[Chain]:
        match = re.search(r"\b(\d{3,4})(?:/\d+)*\s+Committee\b|\bCommittee\b.{0,60}\b(\d{3,4})\b", self._part)
        if match is None or _PANEL.search(self._part):
            return []
        return [[d for d in self._decisions if d.body == f"{match[1] or match[2]} Committee"]]

    def _experts(self) -> list[Chain]:
        if not _PANEL.search(self._part):
            return []
        chains = [
            [d for d in self._decisions if d.kind is BodyKind.PANEL and d.body.endswith(f"({place})")]
            for place in self._places
        ]
        if not any(chains) and self._numbers:
            bodies = {d.body for d in self._decisions if d.kind is BodyKind.PANEL and set(d.roots) & set(self._numbers)}
            chains = [
                [d for d in self._decisions if d.body == body and d.kind is BodyKind.PANEL] for body in sorted(bodies)
            ]
            chains.sort(key=lambda chain: -sum(bool(set(d.roots) & set(self._numbers)) for d in chain))
        return [chain for chain in chains if chain][:1]

    def _measures(self) -> list[Chain]:
        if not _MEASURES.search(self._part):
            return []
        kinds = (BodyKind.MEASURES, BodyKind.AUTHORIZATION) if self._told_apart() else (BodyKind.MEASURES,)
        if self._places:
            near = [
                d
                for d in self._decisions
                if d.kind in kinds and (d.body.endswith(f"({self._places[0]})") or d.place == self._places[0])
            ]
            if not [d for d in near if d.body.endswith(f"({self._places[0]})")]:
                return []
            near = [d for d in near if d.body.endswith(f"({self._places[0]})")]
        elif self._numbers:
            places = {
                d.place for d in self._decisions if d.kind is BodyKind.MEASURES and set(d.roots) & set(self._numbers)
            }
            near = [
                d
                for d in self._decisions
                if d.kind is BodyKind.MEASURES
                and (set(d.roots) & set(self._numbers) or (len(places) == 1 and d.place in places))
            ]
        else:
            return []
        wanted = set(measures_of(self._part)) - {"petroleum"}
        about = [
            d
            for d in near
            if not wanted
            or not measures_of(d.body.partition(" (")[0])
            or wanted & set(measures_of(d.body.partition(" (")[0]))
        ]
        exactly = [d for d in about if wanted & set(measures_of(d.body.partition(" (")[0]))]
        ends = [place for place, d in enumerate(exactly) if d.action is Action.END]
        # what is decided later is on other measures, and what is imposed anew without an end is another one
        if ends and all(d.action is Action.ESTABLISH and d.until is None for d in exactly[ends[-1] + 1 :]):
            about = exactly[: ends[-1] + 1]
        return self._best(about, sure=not self._places)

    def _authorizations(self) -> list[Chain]:
        if not _AUTHORIZATION.search(self._part) or not self._places:
            return []
        near = [d for d in self._decisions if d.place == self._places[0]]
        kinds = {BodyKind.AUTHORIZATION} if any(d.kind is BodyKind.AUTHORIZATION for d in near) else {BodyKind.MEASURES}
        return self._best([d for d in near if d.kind in kinds]) if self._told_apart() else []

    def _spelled(self) -> list[Chain]:
        """By a name in capitals that only the words of a decision use."""
        names = [
            name
            for name in re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\w*\b", self._part)
            if name not in ("UN", "UNSC", "US", "UK", "EU")
        ]
        if not names:
            return []
        rows = self._catalogue.paragraphs(d.key for d in self._decisions)
        found = [
            d
            for d in self._decisions
            if d.key in rows and any(re.search(rf"\b{name}\b", rows[d.key].words[d.start : d.end]) for name in names)
        ]
        return [self._line(found[-1], found)] if found else []

    def _numbered(self) -> list[Chain]:
        """By the resolution named: what it decides, and what later decisions make of it."""
        own = [d for d in self._decisions if int(d.key.partition("/")[0]) in self._numbers]
        if not own:
            return []
        bodies = {d.body for d in own}
        return self._best([d for d in self._decisions if d.body in bodies], sure=True)

    def _best(self, decisions: Chain, *, sure: bool = False) -> list[Chain]:
        """The decisions that share most words with the question, by their clause and what their origins are about."""
        if not decisions:
            return []
        rows, titles = self._catalogue.paragraphs(d.key for d in decisions), self._catalogue.titles()
        wanted = self._told_apart()
        if not wanted:
            return [self._line(decisions[-1], decisions)]

        def score(decision: MandateDecision) -> int:
            words = rows[decision.key].words[decision.start : decision.end] if decision.key in rows else ""
            origin = " ".join(titles.get(root, "") for root in decision.roots[:4])
            return len(wanted & stems(f"{words} {origin} {' '.join(measures_of(words))}"))

        scores = {id(d): score(d) for d in decisions}
        top = max(scores.values())
        if not sure and 2 * top < len(wanted):  # the question is about something else of this place
            return []
        last = [d for d in decisions if scores[id(d)] >= top - (1 if top > 2 else 0)][-1]
        for later in decisions[decisions.index(last) + 1 :]:  # what continues it need not repeat its words
            if set(later.roots) & {*last.roots, int(last.key.partition("/")[0])}:
                last = later
        return [self._line(last, decisions)]

    def _told_apart(self) -> set[str]:
        """The words of the question that tell measures of one place apart: neither the place nor "sanctions"."""
        return set(content_stems(without_places(self._part))) - _ASKING

    @staticmethod
    def _line(last: MandateDecision, decisions: Chain) -> Chain:
        """The decisions of the same kind up to ``last`` that share an origin or the name with it."""
        line, origins = [last], set(last.roots)
        for decision in reversed(decisions[: decisions.index(last)]):
            number = int(decision.key.partition("/")[0])
            if number in origins or origins & set(decision.roots) or not origins:
                line.append(decision)
                origins |= set(decision.roots)
        return line[::-1]


_ASKING = stems(
    "expire expires expiry end ends until when still force lifted terminated council extended renewed run status mandate date last currently "
    "sanctions sanction measures measure regime embargo arms weapons ban travel freeze asset assets financial imposed against under lift terminate "
    "november december january february march april may june july august september october running operating authorised authorized valid effect place"
)


def _tokens(name: str) -> frozenset[str]:
    return frozenset(word for word in plain(name).replace("'s", "").split() if word not in _SMALL)
