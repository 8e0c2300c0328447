"""Which chains of mandate decisions a question is about: by acronym, name, place and kind, or the resolution named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from assistant.kinds.matters import long_form
from assistant.question import Question
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import acronyms, content_stems, proper_names, stems
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of, places_in, plain, without_places
from vectorstore.catalogue import Catalogue

Chain = list[MandateDecision]
_PANEL = re.compile(
    r"\b(?:panels?|groups?)\s+of\s+experts\b|\bexperts?\b|\bmonitoring\s+(?:team|group)\b|\bexpert\s+panel\b|\bpanel\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\b(?:sanctions?|embargo\w*|measures?|bans?|freez\w*|exempt\w*|exception|carve\w*|prohibit\w*|restrict\w*|regime|blockade|blacklist\w*|no-fly|zone|flights?|interdict\w*)\b",
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
_PRESENCE = re.compile(
    r"\b(?:missions?|force|operation|office|troops|soldiers|peacekeepers?|helmets|observers|presence|administration|team|police)\b",
    re.IGNORECASE,
)
_NOT_OF_THE_UN = re.compile(
    r"\b\w+-led\b|\bmultinational\b|\bcoalition\b|\b(?:EU|AU|NATO|ECOWAS|African\s+Union|European\s+Union|European|French|American|British)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:(?:of|in|for|the|to|and|on)\s+)*[A-Z][\w’'-]+)+")
_TELLING = 10  # letters of a word that may tell one body from all others
_OF_ANY_BODY = stems("force mission operation office team group troops soldiers peacekeepers presence administration")
_COMMITTEE_ON = re.compile(r"\bcommittee\s+(?:on|for|concerning|against)\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:lift|terminat|stop|ceas|dissolv|abolish)\w*|\bend(?:ed)?\b", re.IGNORECASE)
_YEARS = range(1946, 2100)  # numbers that may be years: "the 1996 sanctions"
_OPENING = 600  # characters of a paragraph that say what its measures are about
_SORTS = frozenset(("force", "mission", "operation", "office", "team", "tribunal", "administration"))
_SMALL = frozenset("the of in for and to on a united nations un s".split())
_NEXT = re.compile(r"\s+and\s+(?=(?:when|until|how\s+long|is|are|was|were|does|do)\b)|[?;]\s+", re.IGNORECASE)


def find_chains(
    question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue, *, described: bool = True
) -> list[Chain]:
    """The chains named, in the order of the question; empty where nothing is named clearly. Each is oldest first.

    Without ``described`` a description ("the UN force in Cyprus") or a number of a resolution is not enough.
    """
    parts = [part for part in _NEXT.split(question.standalone) if part and part.strip()]
    chains: list[Chain] = []
    for part in parts or [question.standalone]:
        for chain in _Search(part, question, decisions, catalogue).chains(described=described):
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

    def chains(self, *, described: bool = True) -> list[Chain]:
        """By the first of these that finds something: a name, a committee, experts, measures, authorizations, a number."""
        steps: tuple[Callable[[], list[Chain]], ...] = (
            self._committees, self._experts, self._named, self._measures, self._spelled, self._placed,
            self._authorizations, self._numbered,
        )  # fmt: skip
        if not described:
            steps = tuple(step for step in steps if step not in (self._placed, self._numbered))
        found = next((found for step in steps if (found := step())), [])
        return [self._with_its_end(chain) for chain in found if chain]

    def _with_its_end(self, chain: Chain) -> Chain:
        """Where the newest text sets up something without an end, the end may stand in another paragraph of it."""
        last = chain[-1]
        if last.until or last.open_ended or last.kind not in (BodyKind.MISSION, BodyKind.AUTHORIZATION):
            return chain
        number = _number(last)
        ends = [
            d
            for d in self._decisions
            if _number(d) == number
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
        bodies = dict.fromkeys(d.body for d in self._decisions if d.kind is BodyKind.MISSION)
        fitting = (
            [body for body in bodies if self._is_named(body, running=True)]
            or [body for body in bodies if self._is_named(body, running=False)]
            or self._meant_by_acronym(bodies)
            or self._told_by_a_word(bodies)
        )
        if not fitting:
            return []
        best = max(fitting, key=lambda body: len(_tokens(body)))
        return [[d for d in self._decisions if d.body == best]]

    def _is_named(self, body: str, *, running: bool) -> bool:
        """Whether a full name stands in the question: ``running``, word after word, or in any order with its place.

        "The mission in South Sudan" is not the Mission in Sudan, an "Interim Emergency Multinational Force" not the
        Multinational Interim Force.
        """
        name, asked = _in_order(body), _in_order(self._part)
        if len(set(name)) < 2 or not set(name) <= set(asked):
            return False
        runs = any(asked[i : i + len(name)] == name for i in range(len(asked)))
        places = places_in(body)
        if not running and any(len(set(run) & set(name)) > 1 and not set(run) <= set(name) for run in self._runs):
            return False  # another name of which it has some words
        return set(places) <= set(self._places) and (runs if running else bool(places))

    @cached_property
    def _runs(self) -> list[list[str]]:
        """Names in the question: words with a capital that follow each other, the small words between them aside."""
        return [_in_order(match.group()) for match in _CAPITALS.finditer(self._part)]

    def _told_by_a_word(self, bodies: Iterable[str]) -> list[str]:
        """The body in whose name alone a long word of the question stands ("the Ombudsperson")."""
        words = {word for word in _in_order(self._part) if len(word) >= _TELLING and not self._places}
        having = {word: [body for body in bodies if word in _tokens(body)] for word in words}
        return [found[0] for found in having.values() if len(found) == 1]

    def _meant_by_acronym(self, bodies: Iterable[str]) -> list[str]:
        """Bodies without an acronym whose name is a part of what a text gives as the long form of one."""
        longs = [_tokens(long) for name in acronyms(self._part) if (long := long_form(name, self._catalogue))]
        return [body for body in bodies for long in longs if len(_tokens(body)) > 1 and _tokens(body) <= long]

    def _placed(self) -> list[Chain]:
        """By what it is and where ("the UN force in Cyprus"): of the missions there, the one decided on last."""
        if not self._places or not (_MISSION.search(self._part) or _PRESENCE.search(self._part)):
            return []
        there = [d for d in self._decisions if d.kind is BodyKind.MISSION and self._is_there(d)]
        if _NOT_OF_THE_UN.search(self._part):
            there = [d for d in there if not d.body.startswith("United Nations")]
        if not there:
            return []
        wanted = {match.group(1).lower() for match in _MISSION.finditer(self._part)} & _SORTS
        alike = [d for d in there if wanted & set(plain(d.body).split())] or there
        asked = set(content_stems(without_places(self._part)))
        shared = {d.body: len(asked & stems(without_places(d.body))) for d in alike}
        best = [d for d in alike if shared[d.body] == max(shared.values())]
        return [[d for d in self._decisions if d.body == best[-1].body]]

    def _is_there(self, decision: MandateDecision) -> bool:
        """Whether the body has its place in its name; or in its record, and shares a telling word with the question."""
        if self._meant & set(places_in(decision.body)):
            return True
        telling = set(content_stems(without_places(self._part))) - _OF_ANY_BODY
        return decision.place in self._meant and bool(telling & stems(decision.body))

    @cached_property
    def _meant(self) -> frozenset[str]:
        """The first place of the question; where nothing is decided on it, those whose name it is a part of ("Congo")."""
        if not self._places:
            return frozenset()
        first, followed = self._places[0], {d.place for d in self._decisions}
        wider = {place for place in followed if re.search(rf"\b{re.escape(first)}\b", place)}
        return frozenset({first}) if first in followed else frozenset(wider or {first})

    def _committees(self) -> list[Chain]:
        match = re.search(r"\b(\d{3,4})(?:/\d+)*\s+Committee\b|\bCommittee\b.{0,60}\b(\d{3,4})\b", self._part)
        if match is None and _COMMITTEE_ON.search(self._part) and self._places:
            there = [d for d in self._decisions if d.kind is BodyKind.COMMITTEE and d.place in self._places]
            return [[d for d in there if d.body == there[-1].body]] if there else []
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
            near = [d for d in self._decisions if d.kind in kinds and self._is_on(d)]
            near = [d for d in near if set(self._numbers) & {_number(d), *d.roots}] or near
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
        wanted = set(measures_of(f"{self._part} {words_of_the_texts(self._part)}")) - {"petroleum"}
        if wanted:  # those that name the subject, or the paragraphs that are about it
            about = {id(d): self._subjects(d) for d in near}
            named = _until_lifted([d for d in near if wanted & set(measures_of(d.body.partition(" (")[0]))])
            over = (
                bool(named) and named[-1].action is Action.END
            )  # what goes on is on something else, if on arms as well
            near = [
                d for d in near if wanted & about[id(d)] and (d in named or not over or d.action is Action.END)
            ] or [d for d in near if not about[id(d)]]
        return self._best(near, sure=not self._places or bool(wanted and near))

    def _is_on(self, decision: MandateDecision) -> bool:
        """Whether measures are on one of the places of the question."""
        return any(decision.body.endswith(f"({place})") for place in {*self._places, *self._meant})

    def _subjects(self, decision: MandateDecision) -> set[str]:
        """What measures are about: by their name, else by the words of the paragraphs that the decision cites."""
        named = measures_of(decision.body.partition(" (")[0])
        row = None if named else self._catalogue.paragraph(decision.key)
        if row is None:
            return set(named)
        cited = self._catalogue.paragraphs(key for key in row.cites if "/" in key)
        return {subject for each in cited.values() for subject in measures_of(each.words[:_OPENING])}

    def _authorizations(self) -> list[Chain]:
        if not _AUTHORIZATION.search(self._part) or not self._places:
            return []
        near = [d for d in self._decisions if d.place in self._meant]
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
        own = [d for d in self._decisions if _number(d) in self._numbers]
        if not own:
            return []
        bodies = {d.body for d in own}
        return self._best([d for d in self._decisions if d.body in bodies], sure=True)

    def _best(self, decisions: Chain, *, sure: bool = False) -> list[Chain]:
        """The decisions that share most words with the question, by their clause and what their origins are about."""
        if not decisions:
            return []
        rows, titles = self._catalogue.paragraphs(d.key for d in decisions), self._catalogue.titles()
        years = {day.year for day in self._question.dates if day.month is None}
        of_decisions = {number for d in decisions for number in (_number(d), *d.roots)}
        years |= {number for number in self._numbers if number in _YEARS and number not in of_decisions}

        def held(decision: MandateDecision) -> frozenset[str]:
            words = rows[decision.key].words[decision.start : decision.end] if decision.key in rows else ""
            origin = " ".join(titles.get(root, "") for root in decision.roots[:4])
            return stems(f"{words} {origin} {' '.join(measures_of(words))} {' '.join(self._subjects(decision))}")

        texts = {id(d): held(d) for d in decisions}
        # verbs of asking stand in no decision, and tell nothing apart
        wanted = {each for each in self._told_apart() if self._is_said(each)}
        named = self._holding_the_names(decisions)
        if not wanted and not years and not named:
            return [self._line(decisions[-1], decisions)]
        of_then = {n for n, year in self._catalogue.years().items() if year in years} if years else set()
        scores = {
            id(d): len(wanted & texts[id(d)]) + bool(of_then & set(d.roots)) + 2 * (_number(d) in named)
            for d in decisions
        }
        top = max(scores.values())
        if not sure and 2 * top < len(wanted):  # the question is about something else of this place
            return []
        last = [d for d in decisions if scores[id(d)] >= top - (1 if top > 2 else 0)][-1]
        for later in decisions[decisions.index(last) + 1 :]:  # what continues it need not repeat its words
            over = last.action is Action.END and _ENDED.search(self._part)
            if not over and set(later.roots) & {*last.roots, _number(last)}:
                last = later
        return [self._line(last, decisions)]

    def _holding_the_names(self, decisions: Chain) -> set[int]:
        """The resolutions of the decisions that hold a name of the question which is no place ("over Lockerbie")."""
        names = [name for name in proper_names(self._part) if not places_in(name)]
        numbers = {_number(decision) for decision in decisions}
        return {row.resolution for name in names for row in self._catalogue.select(phrase=name, numbers=numbers)}

    def _is_said(self, word: str) -> bool:
        """Whether any decision on measures or authorizations uses the word: what none uses is how people ask."""
        return word in self._vocabulary

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        kinds = (BodyKind.MEASURES, BodyKind.AUTHORIZATION)
        chosen = [d for d in self._decisions if d.kind in kinds]
        rows = self._catalogue.paragraphs(d.key for d in chosen)
        return frozenset().union(*(stems(rows[d.key].words[d.start : d.end]) for d in chosen if d.key in rows))

    def _told_apart(self) -> set[str]:
        """The words of the question that tell measures of one place apart: neither the place nor "sanctions"."""
        return set(content_stems(without_places(self._part))) - _ASKING

    @staticmethod
    def _line(last: MandateDecision, decisions: Chain) -> Chain:
        """The decisions of the same kind up to ``last`` that share an origin or the name with it."""
        line, origins = [last], set(last.roots)
        for decision in reversed(decisions[: decisions.index(last)]):
            number = _number(decision)
            if number in origins or origins & set(decision.roots) or not origins:
                line.append(decision)
                origins |= set(decision.roots)
        return line[::-1]


_ASKING = stems(
    "expire expires expiry end ends until when still force lifted terminated council extended renewed run status mandate date last currently "
    "sanctions sanction measures measure regime embargo arms weapons ban travel freeze asset assets financial imposed against under lift terminate "
    "november december january february march april may june july august september october running operating authorised authorized valid effect place long stay stays lapse lapsed cease ceased stop stopped finish finished "
    "today now yet ever recently recent most first originally earliest resolution renew impose imposed adopted latest newest current new un nations security"
)


def _tokens(name: str) -> frozenset[str]:
    return frozenset(word for word in plain(name).replace("'s", "").split() if word not in _SMALL)


def _in_order(name: str) -> list[str]:
    return [word for word in plain(name).replace("'s", "").split() if word not in _SMALL]


def _number(decision: MandateDecision) -> int:
    return int(decision.key.partition("/")[0])


def _until_lifted(chain: Chain) -> Chain:
    """The chain up to its last end, where all that follows is imposed anew without an end: that is on somebody else."""
    ends = [place for place, decision in enumerate(chain) if decision.action is Action.END]
    after = chain[ends[-1] + 1 :] if ends else []
    anew = all(decision.action is Action.ESTABLISH and decision.until is None for decision in after)
    return chain[: ends[-1] + 1] if ends and anew else chain
