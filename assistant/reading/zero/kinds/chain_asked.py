"""What a question tells of the chain of mandate decisions that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.reading.zero.question import Question
from assistant.retrieval.names.place_names import places_named
from assistant.terms import content_stems, stems
from ingest.annotations import BodyKind, MandateDecision
from ingest.places import places_in, without_places
from vectorstore.catalogue import Catalogue

Chain = list[MandateDecision]
_ASKING = stems(
    "expire expires expiry end ends until when still force lifted terminated council extended renewed run status mandate date last currently "
    "sanctions sanction measures measure regime embargo arms weapons ban travel freeze asset assets financial imposed against under lift terminate "
    "november december january february march april may june july august september october running operating authorised authorized valid effect place long stay stays lapse lapsed cease ceased stop stopped finish finished "
    "prohibit prohibits prohibited prohibition prohibitions restriction restrictions restricted forbid forbids forbidden bar barred outlaw outlaws outlawed illegal bans banned conflict war over "
    "any left remaining remain place there today now yet ever recently recent most first originally earliest resolution renew impose imposed adopted latest newest current new un nations security"
)


class Asked:
    """One part of a question, beside the decisions on mandates: its places and numbers, the words that tell chains apart."""

    def __init__(
        self, part: str, question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue
    ) -> None:
        self._part = part
        self._question = question
        self._decisions = decisions
        self._catalogue = catalogue
        self._places = self._without_causes(places_asked(part)) or places_asked(question.standalone)
        self._numbers = [n for n in question.numbers if str(n) in part] or list(question.numbers)

    def _without_causes(self, places: list[str]) -> list[str]:
        """The places without those of a war that is only named as the reason, unless measures on these are on one of the
        others by their origin (those of 1998 on Yugoslavia are followed under Kosovo)."""
        bare = places_asked(_CAUSE.sub(" ", self._part))
        causes = [place for place in places if place not in bare] if bare else []
        titles = self._catalogue.titles() if causes else {}
        roots = [(d.place, n) for d in self._decisions if d.kind is BodyKind.MEASURES for n in d.roots]
        kept = {place for place, n in roots if place in causes and {*bare} & {*places_in(titles.get(n, ""))}}
        return [place for place in places if place not in causes or place in kept]

    @cached_property
    def _meant(self) -> frozenset[str]:
        """The first place of the question; where nothing is decided on it, those whose name it is a part of ("Congo")."""
        if not self._places:
            return frozenset()
        first, followed = self._places[0], {d.place for d in self._decisions}
        wider = {place for place in followed if re.search(rf"\b{re.escape(first)}\b", place)}
        return frozenset({first}) if first in followed else frozenset(wider or {first})

    @cached_property
    def _anywhere(self) -> frozenset[str]:
        """All places of the question, under the names by which they are followed."""
        followed = {d.place for d in self._decisions}
        return self._meant | {place for place in self._places if place in followed}

    def _told_apart(self) -> set[str]:
        """The words of the question that tell measures of one place apart: neither the place nor "sanctions"."""
        return set(telling_stems(self._part))


# "the sanctions on Azuria from the Borundan war": over what, and not on whom
_CAUSE = re.compile(
    r"\b(?:from|of|during|over|after|because\s+of)\s+the\s+(?:[\w-]+\s+){1,3}?(?:wars?|conflicts?|crisis|civil\s+war)\b",
    re.IGNORECASE,
)


# Under whose name a regime goes on: that of 1267 on the Taliban in that of 1988 on Afghanistan (S/RES/1988 (2011), para. 1)
_GOES_ON_UNDER = {"Taliban": "Afghanistan"}


def with_their_regimes(places: Sequence[str]) -> list[str]:
    """Places, with those first under whose name their regime goes on."""
    return list(dict.fromkeys(each for place in places for each in (_GOES_ON_UNDER.get(place, place), place)))


_LED = re.compile(r"\b[\w-]+-led\b", re.IGNORECASE)


def places_asked(text: str) -> list[str]:
    """The places that a question names, in order: also by their capitals, towns and people; not who leads a force."""
    text = _LED.sub(" ", text)
    for name, written in reversed([each for each in places_named(text) if not places_in(each[0])]):
        at = text.rfind(name)
        text = f"{text[:at]}{name} ({written}){text[at + len(name) :]}"
    return list(dict.fromkeys(places_in(text)))


def telling_stems(text: str) -> frozenset[str]:
    """The stems of a question that say what it is about: neither places nor the words of asking for an end."""
    return frozenset(content_stems(without_places(text))) - _ASKING
