"""Which chain of measures or authorizations a question is about: by place, subject, year, or the resolution named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

from assistant.reading.zero.kinds.chain_asked import Asked, Chain, with_their_regimes
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import proper_names, stems
from assistant.timeline.regimes.kinds import about_kinds, excepts, kinds_in, line_to, subjects_of
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

_MEASURES = re.compile(
    r"\b(?:sanctions?|embargo\w*|measures?|bans?|freez\w*|frozen|penalt\w+|exempt\w*|exception|carve\w*|prohibit\w*|restrict\w*|regime|blockade|blacklist\w*|no-fly|zone|flights?|interdict\w*|forbid\w*|forbade|outlaw\w*|illegal\w*|barred|limits?|import(?:s|ed|ing)?|export(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(
    r"\b(?:authori[sz]\w+|inspect\w*|intercept\w*|piracy|pirates|presences?|force|troops|mission|operation|stabili[sz]ation|measures)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\b(?:lift|terminat|stop|ceas|dissolv|abolish)\w*|\bend(?:ed)?\b", re.IGNORECASE)
_EXEMPTS = re.compile(r"\b(?:exempt\w*|exceptions?|carve\w*|humanitarian|permit\w*|allow\w*|may)\b", re.IGNORECASE)
_REGIME = re.compile(r"\bsanctions?\b|\bregime\b|\bpenalt\w+", re.IGNORECASE)
# What States are let do at sea and at their borders: it has a term where the duties that it serves have none.
ENFORCES = re.compile(
    r"\b(?:may|can|could|allowed|authori[sz]ed|permitted|entitled|free)\b[^?.;]{0,60}?\b(?:inspect|intercept|seiz|board|search|stop)(?:e|ed|ped)?\b",
    re.IGNORECASE,
)
_COMMON = 0.2  # of the decisions: a word in more of them ("States") tells none apart
_BEGAN_IN = re.compile(r"\bof\s+(?:19|20)\d\d\b|\bimposed\s+in\s+(?:19|20)\d\d\b", re.IGNORECASE)
_YEARS = range(1946, 2100)  # numbers that may be years: "the 1996 sanctions"


class MeasureSearch(Asked):
    """Chains of sanctions measures and of authorizations."""

    def measures(self) -> list[Chain]:
        if not _MEASURES.search(self._part):
            return []
        kinds = (BodyKind.MEASURES, BodyKind.AUTHORIZATION) if self._told_apart() else (BodyKind.MEASURES,)
        if self._places:
            near = [d for d in self._decisions if d.kind in kinds and self._is_on(d)]
            near = [d for d in near if set(self._numbers) & {d.resolution, *d.roots}] or near
            near = self._of_the_year(near)
            if _REGIME.search(self._part):  # "sanctions" are not what States are authorized to do there
                near = [d for d in near if d.kind is BodyKind.MEASURES] or near
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
        if not _EXEMPTS.search(self._part):  # an exception from measures says nothing of how long these last
            near = [decision for decision in near if not excepts(decision, self._catalogue)] or near
        wanted = kinds_in(f"{self._part} {words_of_the_texts(self._part)}")
        if wanted:  # those that name the subject, or the paragraphs that are about it
            near = about_kinds(near, wanted, self._catalogue)
        return self._best(near, sure=not self._places or bool(wanted and near))

    def _of_the_year(self, near: Chain) -> Chain:
        """Where a year is named in which none of ``near`` began: the measures that did, if their title names the place
        (those of 1998 on Yugoslavia are followed under Kosovo)."""
        years = {day.year for day in self._question.dates if day.month is None}
        then = {number for number, year in self._catalogue.years().items() if year in years}
        if not then:
            return near
        if began := [d for d in near if then & set(d.roots)]:
            return began if _BEGAN_IN.search(self._part) else near
        titles = self._catalogue.titles()
        about = {number for number in then if self._meant & set(places_in(titles.get(number, "")))}
        return [d for d in self._decisions if d.kind is BodyKind.MEASURES and about & set(d.roots)] or near

    def _is_on(self, decision: MandateDecision) -> bool:
        """Whether measures are on one of the places of the question."""
        return any(decision.body.endswith(f"({place})") for place in {*with_their_regimes(self._places), *self._meant})

    def authorizations(self) -> list[Chain]:
        if not self._places or not (_AUTHORIZATION.search(self._part) or ENFORCES.search(self._part)):
            return []
        near = [d for d in self._decisions if d.place in self._meant]
        kinds = {BodyKind.AUTHORIZATION}
        if all(d.kind is not BodyKind.AUTHORIZATION for d in near):
            kinds = {BodyKind.MEASURES} if _MEASURES.search(self._part) else set()
        kept = [d for d in near if d.kind in kinds]
        began = {d.resolution for d in kept}
        # what was authorized can be extended among the measures that it serves
        kept = [d for d in near if d in kept or (d.kind is BodyKind.MEASURES and began & set(d.roots))]
        return self._best(kept) if self._told_apart() else []

    def numbered(self) -> list[Chain]:
        """By the resolution named: what it decides, and what later decisions make of it."""
        own = [d for d in self._decisions if d.resolution in self._numbers]
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
        of_decisions = {number for d in decisions for number in (d.resolution, *d.roots)}
        years |= {number for number in self._numbers if number in _YEARS and number not in of_decisions}

        def held(decision: MandateDecision) -> frozenset[str]:
            words = rows[decision.key].words[decision.start : decision.end] if decision.key in rows else ""
            origin = " ".join(titles.get(root, "") for root in decision.roots[:4])
            return stems(
                f"{words} {origin} {' '.join(measures_of(words))} {' '.join(subjects_of(decision, self._catalogue))}"
            )

        texts = {id(d): held(d) for d in decisions}
        # verbs of asking stand in no decision, and tell nothing apart
        wanted = {each for each in self._told_apart() if self._is_said(each)}
        if _REGIME.search(self._part):  # sanctions as a whole: what no decision on them says is how people call them
            wanted = {each for each in wanted if any(each in text for text in texts.values())}
        named = self._holding_the_names(decisions)
        if not wanted and not years and not named:
            return [line_to(decisions[-1], decisions)]
        of_then = {n for n, year in self._catalogue.years().items() if year in years} if years else set()
        scores = {
            id(d): len(wanted & texts[id(d)]) + bool(of_then & set(d.roots)) + 2 * (d.resolution in named)
            for d in decisions
        }
        top = max(scores.values())
        if not sure and 2 * top < len(wanted):  # the question is about something else of this place
            return []
        last = [d for d in decisions if scores[id(d)] >= top - (1 if top > 2 else 0)][-1]
        for later in decisions[decisions.index(last) + 1 :]:  # what continues it need not repeat its words
            over = last.action is Action.END and _ENDED.search(self._part)
            if not over and set(later.roots) & {*last.roots, last.resolution}:
                last = later
        return [line_to(last, decisions)]

    def _holding_the_names(self, decisions: Chain) -> set[int]:
        """The resolutions of the decisions that hold a name of the question which is no place ("over Lockerbie")."""
        names = [name for name in proper_names(self._part) if not places_in(name)]
        numbers = {decision.resolution for decision in decisions}
        return {row.resolution for name in names for row in self._catalogue.select(phrase=name, numbers=numbers)}

    def _is_said(self, word: str) -> bool:
        """Whether decisions on measures or authorizations use the word, and not so many that it tells nothing: what
        none uses is how people ask."""
        return word in self._vocabulary

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        kinds = (BodyKind.MEASURES, BodyKind.AUTHORIZATION)
        chosen = [d for d in self._decisions if d.kind in kinds]
        if not chosen:
            return frozenset()
        known = _VOCABULARIES.setdefault(self._catalogue, {})
        which = (len(chosen), chosen[0].key, chosen[-1].key)  # the decisions up to a day
        if which not in known:
            known[which] = _words_of(chosen, self._catalogue)
        return known[which]


_VOCABULARIES: WeakKeyDictionary[Catalogue, dict[tuple[int, str, str], frozenset[str]]] = WeakKeyDictionary()


def _words_of(chosen: Sequence[MandateDecision], catalogue: Catalogue) -> frozenset[str]:
    """The stems that decisions use, without those of which so many use them that they tell nothing apart."""
    rows = catalogue.paragraphs(d.key for d in chosen)
    counts = Counter(word for d in chosen if d.key in rows for word in stems(rows[d.key].words[d.start : d.end]))
    return frozenset(word for word, count in counts.items() if count <= max(1, _COMMON * len(chosen)))
