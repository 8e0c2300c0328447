"""Which aspect of a mandate or regime a text is about: a table of the Council's vocabulary, no guessing by a model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice

from assistant.compare.by_topic.literals import needed
from assistant.compare.by_topic.written import called, worded
from assistant.retrieval.names.place_names import table

OTHER = "other"
STRONGEST = 6  # strength of a verb from which it decides, demands or authorizes


@dataclass(frozen=True)
class Topic:
    """One line of ``assistant/data/comparing/aspects.csv``: a topic of an aspect, and how a text that is about it is worded.

    ``calls`` are the words by which readers call it, ``worded`` those of the Council, both regular expressions.
    ``value`` names what is compared where the wording differs: date, period, figure or phrase; empty for the words.
    ``above`` tells that the first point of a list is about it, where the words above the list are so worded.
    """

    aspect: str
    name: str
    value: str
    calls: str
    worded: str
    above: bool = False

    @cached_property
    def asked(self) -> re.Pattern[str] | None:
        """Finds the words by which readers call it, as whole words; ``None`` where they have no others."""
        return re.compile(rf"\b(?:{self.calls})\b", re.IGNORECASE) if self.calls else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.worded, re.IGNORECASE | re.DOTALL)

    @cached_property
    def lowered(self) -> re.Pattern[str]:
        """The same for a text in lower case, which is read much faster."""
        return re.compile(self.worded.lower(), re.DOTALL)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Words, in lower case, one of which stands in every text that is about it; an empty one where none is sure."""
        return tuple(needed(self.worded.lower()) or ("",))


@cache
def topics() -> tuple[Topic, ...]:
    return tuple(
        Topic(each["aspect"], each["topic"], each["value"], called(each["asked"]), worded(each["pattern"]), bool(each["above"]))
        for each in table("comparing/aspects.csv")
    )  # fmt: skip


@cache
def aspects() -> tuple[str, ...]:
    """The aspects in the order in which they are told; :data:`OTHER` last."""
    return (*dict.fromkeys(topic.aspect for topic in topics()), OTHER)


@cache
def _by_word() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each word that some topic needs, with the places of these topics in the table."""
    places: dict[str, list[int]] = {}
    for nth, topic in enumerate(topics()):
        for word in topic.needed:
            places.setdefault(word, []).append(nth)
    return tuple((word, tuple(found)) for word, found in places.items())


def _weight(topic: Topic, lowered: str) -> float:
    """How much a text, in lower case, is about a topic: what stands early counts most, repetition little."""
    found = [match.start() for match in islice(topic.lowered.finditer(lowered), 4)]
    return sum([0.5**nth / (1 + start / 400) for nth, start in enumerate(found)])


@lru_cache(maxsize=4096)
def weights(text: str) -> tuple[float, ...]:
    """How much a text is about each topic, in the order of the table; renewals repeat themselves, hence the cache."""
    lowered = text.lower()
    about = [0.0] * len(topics())
    for nth in {nth for word, places in _by_word() if word in lowered for nth in places}:
        about[nth] = _weight(topics()[nth], lowered)
    return tuple(about)


@cache
def strengths() -> dict[str, int]:
    """Operative verb → how strongly it asks, from 1 (recalls) to 7 (decides). Not whether a clause binds."""
    return {line["verb"]: int(line["strength"]) for line in table("comparing/verb_strength.csv")}
