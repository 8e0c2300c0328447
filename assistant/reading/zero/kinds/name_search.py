"""Which mission, committee or panel a question is about: by acronym, full name, or what it is and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache

from assistant.reading.zero.kinds.chain_asked import Asked, Chain, with_their_regimes
from assistant.records.matters.names import founding_keys, long_form, names_of_bodies
from assistant.retrieval.names.regime_places import places_of
from assistant.terms import acronyms, content_stems, stems
from assistant.timeline.regimes.kinds import line_to
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.places import places_in, plain, without_places

_PANEL = re.compile(
    r"\b(?:team|group|experts?|monitors?|inspectors?|panel)\s+(?:that|who|which)\s+(?:\w+\s+)?(?:monitor|watch|track|oversee)\w*|\bsanctions\s+(?:monitors?|experts?|watchers?)\b"
    r"|\b(?:panels?|groups?)\s+of\s+experts\b|\bexperts?\b|\bmonitoring\s+(?:team|group|mechanism)\b|\bexpert\s+panel\b|\bpanel\b",
    re.IGNORECASE,
)
_MISSION = re.compile(
    r"\b(?:UN|United\s+Nations|peace(?:keep\w+|-keep\w+)?|blue|political|military|police|observer|international)\s+(?:\w+\s+){0,2}?"
    r"(force|mission|operation|office|helmets?|peacekeepers?|observers?|team|presence|troops|soldiers|tribunal|administration)\b",
    re.IGNORECASE,
)
_PRESENCE = re.compile(
    r"\b(?:missions?|force|operation|office|troops|soldiers|peacekeepers?|helmets|berets|observers?|monitors?|investigators?|contingents?|presence|administration|team|police)\b"
    r"|\bUN(?:['’]s)?\s+(?:time|stay|presence|role|deployment)\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(r"\b(?:in|into)\s+force\b", re.IGNORECASE)
_NOT_OF_THE_UN = re.compile(
    r"(?i:\b\w+-led\b|\bmultinational\b|\bcoalition\b|(?<!Central\s)(?<!South\s)\bAfrican\b|\bEuropean\b|\bFrench\b|\bAmerican\b|\bBritish\b)|\b(?:EU|AU|NATO|ECOWAS)\b"
)
_OF_JUSTICE = re.compile(r"\b(?:tribunal|court|residual|judges?)\b", re.IGNORECASE)
_A_TEAM = re.compile(
    r"\b(?:team|investigators)\s+(?:that|which|who|to|for|on|\w+ing)\b|\binvestigati(?:ve|on)\s+team\b", re.IGNORECASE
)
_NO_PRESENCE = re.compile(r"\b(?:Fund|Statute|Mr\.?|Ms\.?|Mrs\.?|Prosecutor|Compensation)\b")
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:(?:of|in|for|the|to|and|on)\s+)*[A-Z][\w’'-]+)+")
_FEW = 2  # panels of one name that can all be told
_TELLING = 10  # letters of a word that may tell one body from all others
_NUMERAL = re.compile(r"I{1,3}")
_OF_ANY_BODY = stems("force mission operation office team group troops soldiers peacekeepers presence administration")
_OF_MANY_BODIES = _OF_ANY_BODY | stems(
    "peacekeeping multinational international stabilization stabilisation independent commission verification assistance integrated "
    "multidimensional organization protection"
)
_A_COMMITTEE = re.compile(r"\b[A-Z]\w+-[A-Z]\w+\s+Committee\b(?!\s+(?:Executive|on\b))")
_BESIDE = (
    r"{name}(?:\s+\(\w+\))?,?\s+(?:established|set\s+up)\b(?:(?!\band\b)[^.;]){{0,60}}?\b(\d{{3,4}})\s+\(\d{{4}}\)"
    r"|\b(?:established|created)\b(?:(?!\band\b)[^.;]){{0,60}}\bresolution\s+(\d{{3,4}})\s+\(\d{{4}}\)(?:(?!\band\b)[^.;]){{0,60}}{name}"
)
_COMMITTEE_ON = re.compile(r"\bcommittee\s+(?:on|for|concerning|against)\b", re.IGNORECASE)
_BY_NUMBER = re.compile(
    r"\b(\d{3,4})(?:/\d{3,4})*\s+(?:\([^)]*\)\s+)?(?:sanctions\s+)?(?:committee|monitoring|panel|group|team|expert)",
    re.IGNORECASE,
)
_SORTS = frozenset(("force", "mission", "operation", "office", "team", "tribunal", "administration"))


_SMALL = frozenset("the of in for and to on a united nations un s".split())


@lru_cache(maxsize=4096)
def _places_in(body: str) -> frozenset[str]:
    return frozenset(places_in(body))


class NameSearch(Asked):
    """Chains of missions, committees and panels, by their names."""

    def named(self) -> list[Chain]:
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
            numeral = _NUMERAL.fullmatch(acronym.split()[-1])
            first = acronym.split()[0]
            alike = {d.acronym for d in self._decisions if d.acronym and d.acronym.split()[0] == first}
            longer = {each for each in alike if not _NUMERAL.fullmatch(each.split()[-1])}
            firsts.setdefault(acronym if numeral else first, set()).update({acronym} if numeral else longer)
        found = [self._there(self._under(same)) for same in firsts.values()]
        found = [chain for chain in found if not self._is_elsewhere(chain)]
        if found:
            return found
        bodies = dict.fromkeys(d.body for d in self._decisions if d.kind is BodyKind.MISSION)
        fitting = (
            [body for body in bodies if self._is_named(body, running=True)]
            or [body for body in bodies if self._is_named(body, running=False)]
            or self._with_initials(bodies)
            or self._meant_by_acronym(bodies)
            or self._told_by_a_word(bodies)
        )
        if not fitting:
            return self._founded_before_it_was_named()
        asked = _in_order(self._part)

        def begins(body: str) -> int:
            """Where a name begins in the question: of names as long, the first ends in words that another one may share."""
            return min((asked.index(word) for word in _tokens(body) if word in asked), default=len(asked))

        best = max(fitting, key=lambda body: (len(_tokens(body)), -begins(body)))
        return [[d for d in self._decisions if d.body == best]]

    def _founded_before_it_was_named(self) -> list[Chain]:
        """What is decided in the paragraphs that set up a body whose name no decision uses."""
        keys = {key for name in acronyms(self._part) for key in founding_keys(name)}
        bodies = dict.fromkeys(d.body for d in self._decisions if d.key in keys)
        return [[d for d in self._decisions if d.body == body] for body in bodies][:1]

    def _under(self, same: Collection[str]) -> Chain:
        """The decisions under acronyms, and those that have the full name with its numeral alone ("… Mission II")."""
        bodies = {
            f"{d.body} {d.acronym.split()[-1]}" for d in self._decisions if d.acronym in same and " " in d.acronym
        }
        return [d for d in self._decisions if d.acronym in same or (not d.acronym and d.body in bodies)]

    def _there(self, chain: Chain) -> Chain:
        """Where operations in several places have one acronym, those in a place of the question."""
        places = {d.place for d in chain if d.place}
        there = [d for d in chain if d.place in self._anywhere]
        return there if len(places) > 1 and len({d.body for d in chain}) > 1 and there else chain

    def _is_elsewhere(self, chain: Chain) -> bool:
        """Whether a force that is not of the United Nations, and whose acronym others have too ("EUFOR"), is in another
        place than the one asked about."""
        places = {d.place for d in chain if d.place}
        of_the_un = any(d.acronym.startswith(("UN", "MI")) for d in chain)
        return bool(self._places and places) and not of_the_un and not places & {*self._anywhere, *self._places}

    def _is_named(self, body: str, *, running: bool) -> bool:
        """Whether a full name stands in the question: ``running``, word after word, or in any order with its place.

        "The mission in South Sudan" is not the Mission in Sudan, an "Interim Emergency Multinational Force" not the
        Multinational Interim Force.
        """
        name, asked = _in_order(body), _in_order(self._part)
        if len(set(name)) < 2 or not set(name) <= set(asked):
            return False
        runs = _runs_in(name, asked)
        places = places_in(body)
        if not places and self._places:  # a "protection force" in another country is another one
            there = {d.place for d in self._decisions if d.body == body and d.place}
            if there and not there & self._anywhere and not there & set(self._places):
                return False
        if not running and any(len(set(run) & set(name)) > 1 and not set(run) <= set(name) for run in self._runs):
            return False  # another name of which it has some words
        return set(places) <= set(self._places) and (runs if running else bool(places))

    @cached_property
    def _runs(self) -> list[list[str]]:
        """Names in the question: words with a capital that follow each other, the small words between them aside."""
        return [_in_order(match.group()) for match in _CAPITALS.finditer(self._part)]

    def _told_by_a_word(self, bodies: Iterable[str]) -> list[str]:
        """The body in whose name alone a long word of the question stands ("the Ombudsperson")."""
        words = {
            word
            for word in _in_order(self._part)
            if len(word) >= _TELLING and not self._places and not stems(word) & _OF_MANY_BODIES
            if not _PANEL.search(self._part)  # "the Monitoring Team" is no Monitoring Commission
        }
        having = {word: [body for body in bodies if word in _tokens(body)] for word in words}
        return [found[0] for found in having.values() if len(found) == 1]

    def _with_initials(self, bodies: Iterable[str]) -> list[str]:
        """Bodies whose texts give no acronym, by that of the list, or by the first letters of their names."""
        names = acronyms(self._part)
        listed = {plain(full) for name in names if (full := names_of_bodies().get(name))}
        return [
            body for body in bodies if plain(body) in listed or (names and _initials(body.partition(" (")[0]) in names)
        ]

    def _meant_by_acronym(self, bodies: Iterable[str]) -> list[str]:
        """Bodies without an acronym whose name is a part of what a text gives as the long form of one."""
        longs = [_tokens(long) for name in acronyms(self._part) if (long := long_form(name, self._catalogue))]
        return [body for body in bodies for long in longs if len(_tokens(body)) > 1 and _tokens(body) <= long]

    def placed(self) -> list[Chain]:
        """By what it is and where ("the UN force in Cyprus"): of the missions there, the one decided on last."""
        part = _IN_FORCE.sub(" ", self._part)
        if not self._places or not (_MISSION.search(part) or _PRESENCE.search(part)):
            return []
        bodies = [d for d in self._decisions if d.kind is BodyKind.MISSION and not _NO_PRESENCE.search(d.body)]
        there = [d for d in bodies if self._is_there(d)] or [d for d in bodies if self._is_there(d, anywhere=True)]
        if _NOT_OF_THE_UN.search(self._part):
            there = [d for d in there if not d.body.startswith("United Nations")]
        if not _OF_JUSTICE.search(part):
            there = [d for d in there if not _OF_JUSTICE.search(d.body)]
        if _A_TEAM.search(part):  # nobody calls a mission so
            there = [d for d in there if "team" in plain(d.body).split()]
        if not there:
            return []
        wanted = {match.group(1).lower() for match in _MISSION.finditer(self._part)} & _SORTS
        alike = [d for d in there if wanted & set(plain(d.body).split())] or there
        asked = set(content_stems(without_places(self._part)))
        shared = {d.body: len(asked & stems(without_places(d.body))) for d in alike}
        best = [d for d in alike if shared[d.body] == max(shared.values())]
        return [[d for d in self._decisions if d.body == best[-1].body]]

    def _is_there(self, decision: MandateDecision, *, anywhere: bool = False) -> bool:
        """Whether the body has its place in its name; or in its record, and shares a telling word with the question.

        The place is the first that the question names, or with ``anywhere`` any of them.
        """
        meant = self._anywhere if anywhere else self._meant
        if meant & _places_in(decision.body):
            return True
        return decision.place in meant and bool(self._telling & stems(decision.body))

    @cached_property
    def _telling(self) -> set[str]:
        return set(content_stems(without_places(self._part))) - _OF_ANY_BODY

    def committees(self) -> list[Chain]:
        if not self._numbers and (named := self._committee_named()):
            return [named]
        match = re.search(r"\b(\d{3,4})(?:/\d+)*\s+Committee\b|\bCommittee\b.{0,60}\b(\d{3,4})\b", self._part)
        if match is None and _COMMITTEE_ON.search(self._part) and self._places:
            there = [d for d in self._decisions if d.kind is BodyKind.COMMITTEE and d.place in self._places]
            return [[d for d in there if d.body == there[-1].body]] if there else []
        if match is None or _PANEL.search(self._part):
            return []
        return [[d for d in self._decisions if d.body == f"{match[1] or match[2]} Committee"]]

    def _committee_named(self) -> Chain:
        """The committee whose name the texts put beside the resolution that set it up ("Counter-Terrorism Committee")."""
        name = _A_COMMITTEE.search(self._part)
        full = name[0] if name else next((f for a in acronyms(self._part) if (f := self._long_committee(a))), "")
        if not full:
            return []
        beside = re.compile(_BESIDE.format(name=re.escape(full)), re.IGNORECASE)
        found = Counter(
            match[1] or match[2] for row in self._catalogue.select(phrase=full) for match in beside.finditer(row.words)
        )
        best = found.most_common(1)
        return [d for d in self._decisions if best and d.body == f"{best[0][0]} Committee"]

    def _long_committee(self, name: str) -> str:
        full = long_form(name, self._catalogue)
        return full if full.endswith("committee") else ""

    def experts(self) -> list[Chain]:
        if not _PANEL.search(self._part):
            return []
        chains = [
            [d for d in self._decisions if d.kind is BodyKind.PANEL and d.body.endswith(f"({place})")]
            for place in with_their_regimes(self._places) or self._places_of_committees()
        ]
        if not any(chains) and self._numbers:
            bodies = {d.body for d in self._decisions if d.kind is BodyKind.PANEL and set(d.roots) & set(self._numbers)}
            chains = [
                [d for d in self._decisions if d.body == body and d.kind is BodyKind.PANEL] for body in sorted(bodies)
            ]
            chains.sort(key=lambda chain: -sum(bool(set(d.roots) & set(self._numbers)) for d in chain))
        if not any(chains) and not self._places and not self._numbers:
            return self._panels_of_that_name()
        return [chain for chain in chains if chain][:1]

    def _panels_of_that_name(self) -> list[Chain]:
        """The panels of a name that stands in the question without a place, where there are few ("the Monitoring Team")."""
        bodies = dict.fromkeys(d.body for d in self._decisions if d.kind is BodyKind.PANEL)
        asked = _in_order(self._part)
        meant = [body for body in bodies if _runs_in(_in_order(body.partition(" (")[0]), asked)]
        return [[d for d in self._decisions if d.body == body] for body in meant] if len(meant) <= _FEW else []

    def _places_of_committees(self) -> list[str]:
        """What the committees are on whose numbers stand in the question ("the 9104 Monitoring Team")."""
        numbers = _BY_NUMBER.findall(self._part)
        committees = [d for d in self._decisions if d.kind is BodyKind.COMMITTEE and d.action is Action.ESTABLISH]
        named = [(d.place, int(n)) for n in numbers for d in committees if d.place and d.body == f"{n} Committee"]
        return [each for place, number in named for each in places_of(place, number)]

    def spelled(self) -> list[Chain]:
        """By a name in capitals that only the words of a decision use."""
        names = [
            name
            for name in re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\w*\b", self._part)
            if name not in ("UN", "UNSC", "US", "UK", "EU")
            and not re.fullmatch(r"[IVX]+", name)
            and not places_in(name)
        ]
        if not names:
            return []
        rows = self._catalogue.paragraphs(d.key for d in self._decisions)
        whole = re.compile(rf"\b(?:{'|'.join(names)})\b")
        found = [
            d
            for d in self._decisions
            if d.key in rows and not re.search(r"\bFund\b", d.body) and whole.search(rows[d.key].words, d.start, d.end)
        ]
        if found and self._is_elsewhere(found):
            return []
        if found and (acronym := found[-1].acronym):  # one force, under a longer and a shorter name
            return [[d for d in self._decisions if d.acronym and d.acronym.split()[0] == acronym.split()[0]]]
        return [line_to(found[-1], found)] if found else []


def _initials(name: str) -> str:
    """``UNOGA`` for "United Nations Observer Group in Azuria"."""
    return "".join(word[0] for word in re.findall(r"[\w']+", name) if word[0].isupper())


def _tokens(name: str) -> frozenset[str]:
    return frozenset(word for word in plain(name).replace("'s", "").split() if word not in _SMALL)


def _in_order(name: str) -> list[str]:
    return [word for word in plain(name).replace("'s", "").split() if word not in _SMALL]


def _runs_in(name: list[str], asked: list[str]) -> bool:
    """Whether the words of a name follow each other in a question."""
    return any(asked[i : i + len(name)] == name for i in range(len(asked)))
