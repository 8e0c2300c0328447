"""Which aspect of a mandate or regime a text is about: a table of the Council's vocabulary, no guessing by a model."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of ``assistant/data/aspects.csv``: a topic of an aspect, and how a text that is about it is worded.

    ``asked`` finds the words by which readers call it, as whole words; ``None`` where they have no others.
    ``value`` names what is compared where the wording differs: date, period, figure or phrase; empty for the words.
    ``above`` tells that the first point of a list is about it, where the words above the list are so worded.
    """

    aspect: str
    name: str
    value: str
    asked: re.Pattern[str] | None
    pattern: re.Pattern[str]
    lowered: re.Pattern[str]  # the same for a text in lower case, which is read much faster
    above: bool = False


@cache
def topics() -> tuple[Topic, ...]:
    with (files("assistant.data") / "aspects.csv").open(encoding="utf-8") as file:
        return tuple(
            Topic(
                line["aspect"],
                line["topic"],
                line["value"],
                re.compile(rf"\b(?:{line['asked']})\b", re.IGNORECASE) if line["asked"] else None,
                re.compile(line["pattern"], re.IGNORECASE | re.DOTALL),
                re.compile(line["pattern"].lower(), re.DOTALL),
                bool(line["above"]),
            )
            for line in csv.DictReader(file)
        )


def aspects() -> tuple[str, ...]:
    """The aspects in the order in which they are told; :data:`OTHER` last."""
    return (*dict.fromkeys(topic.aspect for topic in topics()), OTHER)


def weight(topic: Topic, lowered: str) -> float:
    """How much a text, in lower case, is about a topic: what stands early counts most, repetition little."""
    found = [match.start() for match in islice(topic.lowered.finditer(lowered), 4)]
    return sum(0.5**nth / (1 + start / 400) for nth, start in enumerate(found))


@lru_cache(maxsize=4096)
def weights(text: str) -> tuple[float, ...]:
    """How much a text is about each topic, in the order of the table; renewals repeat themselves, hence the cache."""
    lowered = text.lower()
    return tuple(weight(topic, lowered) for topic in topics())


@cache
def strengths() -> dict[str, int]:
    """Operative verb → how strongly it asks, from 1 (recalls) to 6 (decides). Not whether a clause binds."""
    with (files("assistant.data") / "verb_strength.csv").open(encoding="utf-8") as file:
        return {line["verb"]: int(line["strength"]) for line in csv.DictReader(file)}
