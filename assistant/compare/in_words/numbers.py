"""Which resolutions a comparison asked for in words is of, where fewer than two are named."""

from __future__ import annotations

import datetime as dt
import re

from assistant.compare.by_topic.aspects import topics, weights
from assistant.compare.comparison import FEWEST, MOST
from assistant.compare.in_words.named import compared_numbers as named_numbers
from assistant.reading.zero.question import Question
from assistant.terms import stems
from ingest.annotations import BodyKind, MandateDecision
from ingest.one_of import either
from ingest.places import places_in
from ingest.resolution import Kind
from vectorstore.catalogue import Catalogue

_REGIME = frozenset(("sanctions measures", "exemptions", "designation criteria"))
_ON_TOPIC = 0.5  # weight from which a paragraph is about a topic
_AS_LONG = (
    1 / 3
)  # of the operative paragraphs that a predecessor must have: a technical rollover is none to compare with
_THROUGH_TIME = re.compile(
    r"\bsince\b|\bover (?:time|the years)\b|\bthrough\b|\bevol\w+|\btrace\b|\bhistory\b", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\s+(\d{3,4})\b", re.IGNORECASE)
# what the question is without its reference: "What did … drop", "What is new in …", "What changed with …"
_AGAINST_THE_ONE_BEFORE = re.compile(
    either("what(?:'s|’s| is| was| were| are| has| have| did| does| do)?(?: it| been)? (?:" + either(r"drop\w*", r"remov\w+", "new", r"chang\w+", "different", "gone", "add(?:s|ed)?", "left out", "leaves? out", r"omit\w*", "missing", "deleted?",) + ")(?: (?:in|by|with|from|under|now))?", r".*\b(?:compar\w+|relative|differ\w*|chang\w+|new|drop\w*|add\w*)\b.*\b(?:predecessor|previous|preceding|(?:one|mandate|resolution|text) before)\b.*",),
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip


def compared_numbers(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """The resolutions to compare, oldest first where they are named.

    Where one is named and what changed in it is asked: it and the one before it on the same mandate. Where measures on a
    State are followed through time: the resolutions that decide on what is asked. Else those that are named.
    """
    if len(question.numbers) == 1 and _AGAINST_THE_ONE_BEFORE.fullmatch(question.topic.strip(" ?.!,")):
        before = predecessor(question.numbers[0], catalogue)
        return [] if before is None else [before, question.numbers[0]]
    named = named_numbers(question, catalogue, as_of)
    return named if len(named) >= FEWEST else _of_a_regime(question, catalogue, as_of) or named


def predecessor(number: int, catalogue: Catalogue) -> int | None:
    """The resolution before this one on the same body or measures that is no mere rollover; ``None`` for the first."""
    own = catalogue.mandates_of(number)
    if not own:
        return None
    order = [BodyKind.MISSION, BodyKind.AUTHORIZATION, BodyKind.MEASURES, BodyKind.PANEL, BodyKind.COMMITTEE]
    first = min(own, key=lambda d: order.index(d.kind) if d.kind in order else len(order))
    length = _operative(number, catalogue)
    earlier = {d.resolution for d in catalogue.mandates() if _same(d, first) and d.resolution < number}
    for other in sorted(earlier, reverse=True):
        if _operative(other, catalogue) >= length * _AS_LONG:
            return other
    return max(earlier, default=None)


def _same(one: MandateDecision, other: MandateDecision) -> bool:
    if one.kind is BodyKind.MEASURES and other.kind is BodyKind.MEASURES:
        return one.place == other.place
    return one.body == other.body or bool(one.acronym and one.acronym == other.acronym)


def _operative(number: int, catalogue: Catalogue) -> int:
    return sum(row.kind is Kind.OPERATIVE and not row.path for row in catalogue.paragraphs_of(number))


def _of_a_regime(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """The resolutions on a State that decide most on the measures, exemptions or criteria asked for, since a day."""
    places = places_in(question.standalone)
    asked = stems(question.topic)
    wanted = [
        nth
        for nth, topic in enumerate(topics())
        if topic.aspect in _REGIME
        and (stems(topic.name) <= asked or stems(topic.aspect) <= asked or topic.pattern.search(question.topic))
    ]
    if not places or not wanted or not _THROUGH_TIME.search(question.standalone):
        return []
    on_place = [n for n, title in catalogue.titles().items() if places[0] in places_in(title)]
    first, year = _start(question, on_place)
    found: dict[int, float] = {}
    for number in on_place:
        record = catalogue.record(number)
        late = record is None or (as_of is not None and record.date is not None and record.date > as_of)
        if late or number < first or (record is not None and record.year < year):
            continue
        operative = [row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE]
        strong = [sum(weights(row.words)[nth] for nth in wanted) for row in operative]
        found[number] = sum(weight for weight in strong if weight >= _ON_TOPIC)
    told = [number for number, weight in found.items() if weight > 0]
    oldest = first if first in found else min(told, default=0)
    others = sorted((n for n in told if n != oldest), key=lambda n: (-found[n], n))[: MOST - 1]
    return sorted([oldest, *others]) if others else []


def _start(question: Question, on_place: list[int]) -> tuple[int, int]:
    """The first resolution and the first year. "Since 1970" means resolution 1970 where that is on the same State."""
    if question.numbers:
        return question.numbers[0], 0
    match = _SINCE.search(question.standalone)
    if match and int(match[1]) in on_place:
        return int(match[1]), 0
    return 0, question.year_from or 0
