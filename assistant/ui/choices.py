"""What the corpus offers to choose from as limits, and days as they are written."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from assistant.understanding.days import dates_of
from ingest.errors import UnscError
from vectorstore.catalogue import Catalogue

Choice = tuple[str, str]  # what is read, and the value
NAME = " – "  # between an acronym and the name
_VERBS = 80  # the most frequent ones are offered, any other can be written
_SELDOM = 3  # resolutions below which a library subject is not offered


class WrongLimit(UnscError):
    """A limit below the question cannot be read, or is met by nothing at all."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem} Change or empty the limits below the question and ask again.")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the corpus offers: leading verbs by frequency, bodies and measures, topics and library subjects by name."""

    verbs: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    topics: tuple[Choice, ...]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Choices:
        verbs = [verb for verb, _ in catalogue.verbs()[:_VERBS]]
        bodies = {
            (d.acronym or d.body, f"{d.acronym}{NAME}{d.body}" if d.acronym else d.body) for d in catalogue.mandates()
        }
        named: dict[str, str] = {}
        for value, read in sorted(bodies, key=lambda each: len(each[1])):  # a body under several names by its longest
            named[value] = read[:1].upper() + read[1:]
        filed: Counter[str] = Counter()
        spelled: dict[str, str] = {}
        for record in catalogue.records():
            for name in {*record.topics, *record.subjects}:
                filed[name.casefold()] += 1
                if name != name.upper() or len(name) < 5:
                    spelled[name.casefold()] = name
            for name in record.topics:
                filed[name.casefold()] += _SELDOM
        topics = [
            (spelled.get(name) or _sentence_case(name), name) for name, count in filed.items() if count >= _SELDOM
        ]
        return cls(
            tuple((verb, verb) for verb in verbs),
            tuple(sorted(((read, value) for value, read in named.items()), key=lambda each: each[0].casefold())),
            tuple(
                (read, read if read.casefold() == name else name)
                for read, name in sorted(topics, key=lambda each: each[0].casefold())
            ),
        )


def read_day(text: str) -> dt.date | None:
    """A day as it is written. Raises :class:`WrongLimit`."""
    if text.lower() in ("today", "now"):
        return dt.date.today()
    days = dates_of(text)
    if text and (len(days) != 1 or not days[0].day):
        raise WrongLimit(f"“{text}” is not a day; write it as 2025-06-30 or 30 June 2025.")
    return days[0].begins if text else None


def _sentence_case(folded: str) -> str:
    """A subject that libraries write in capitals, "ABYEI (SUDAN)": its first letter and those after brackets."""
    return re.sub(r"^\w|(?<=\()\w", lambda letter: letter.group().upper(), folded.replace("i\u0307", "i"))
