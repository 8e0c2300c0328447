"""One measure of a regime, known by the paragraph that imposes it, and which measures a text means without naming them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.timeline.regimes.reach import said_before
from ingest.annotations import MandateDecision
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue


@dataclass(slots=True)
class Measure:
    """One measure: ``keys`` are the paragraphs that impose, renew or change it, the imposing one first.

    ``dated`` tells that it was imposed for a time, ``endless`` that the text says it has no end, ``shared`` that it is
    imposed without an end and has its line with others on the same matter, ``over`` that a decision ended it.
    """

    label: str
    keys: list[str] = field(default_factory=list)
    dated: bool = False
    endless: bool = False
    shared: bool = False
    over: bool = False


def at(key: str, measures: Sequence[Measure]) -> list[Measure]:
    """The measures that a paragraph imposes or renews; a whole resolution names all that stand in it."""
    if "/" not in key:
        return [measure for measure in measures if any(each.partition("/")[0] == key for each in measure.keys)]
    return [measure for measure in measures if any(each == key or each.startswith(f"{key}(") for each in measure.keys)]


def restating(row: Paragraph, measures: Sequence[Measure], catalogue: Catalogue) -> list[Measure]:
    """The measures in force that a paragraph imposes over again, in the words of the one that imposed them."""
    again = said_before(row, catalogue)
    return [each for each in measures if not each.over and again & {*each.keys}]


def amending(
    touched: Sequence[Measure], decision: MandateDecision, measures: Sequence[Measure], catalogue: Catalogue
) -> list[Measure]:
    """What ends with a measure that is lifted "as amended": those on its matter that texts before imposed beside it."""
    labels = {each.label for each in touched}
    days = {each.keys[0]: catalogue.record(resolution_of(each.keys[0])) for each in measures if each.label in labels}
    earlier = {
        key for key, record in days.items() if record and record.date and decision.date and record.date < decision.date
    }
    return [each for each in measures if each.keys[0] in earlier and each not in touched and not each.over]


def unique(measures: Sequence[Measure]) -> list[Measure]:
    return list({id(measure): measure for measure in measures}.values())
