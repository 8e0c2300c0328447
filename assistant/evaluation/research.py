"""Whether an answer to a researcher's question is right: sets, numbers, tables, paragraphs, words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.answer import Status
from assistant.evaluation import shown as read
from assistant.evaluation.items import Researched
from assistant.evaluation.measures import numbers_spelled, says
from assistant.evaluation.shown import Shown
from ingest.annotating.time_expressions import find_times
from ingest.citation import find_citations

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\w)")
_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?!\w|[.,]\d)")
_CLAUSE = re.compile(r"[;\n]|\.\s")
_CLOSE = 0.06  # a share told with one more digit is the same share


def failings(item: Researched, shown: Shown) -> list[str]:
    """What does not hold of an answer; nothing where it is right."""
    checks: list[tuple[str, bool]] = []
    keys = read.cited(shown)
    if item.expected_set:
        checks.append(("the set", _set_given(item, shown)))
    elif item.gold and item.kind == "timeline":
        missing = [key for key in item.gold if not any(read.accepts({key}, each) for each in keys)]
        checks.append((f"not cited: {', '.join(missing)}", not missing))
    elif item.gold:
        checks.append(("no accepted paragraph cited", any(read.accepts(item.accepted, key) for key in keys)))
    text = without_places_and_days(read.text(shown))
    if item.expected_table:
        wrong = [row for row, values in item.expected_table.items() if not row_says(text, row, values)]
        checks.append((f"rows {', '.join(wrong)}", not wrong))
    elif item.expected_number is not None:
        checks.append(("the number", says_number(text, (item.expected_number, *item.accept_numbers))))
    unsaid = [wanted for wanted in item.must_say if not read.said(shown, wanted)]
    forbidden = [each for each in item.must_not_say if says(read.text(shown), each)]
    checks += [(f"not said: {', '.join(unsaid)}", not unsaid), (f"says {', '.join(forbidden)}", not forbidden)]
    if not (item.gold or item.expected_set or item.expected_table or item.must_say or item.expected_number is not None):
        checks.append(("its absence is not told", shown.get("status") in (Status.REFUSED, Status.CORRECTED)))
    return [what for what, holds in checks if not holds]


def _set_given(item: Researched, shown: Shown) -> bool:
    """The set itself; or another reading that the item accepts, told by its own number: none but accepted resolutions."""
    listed = shown.get("resolutions")
    given = {key.split("/")[0] for key in (read.cited(shown) if listed is None else listed)}
    if given == set(item.expected_set):
        return True
    text = without_places_and_days(read.text(shown))
    allowed = {*item.expected_set, *(key.split("/")[0] for key in item.accepted)}
    return bool(given) and given <= allowed and says_number(text, item.accept_numbers)


def says_number(text: str, accepted: Collection[float]) -> bool:
    return any(abs(number - each) < _CLOSE for number in _numbers(text) for each in accepted)


def row_says(text: str, row: str, accepted: Collection[float]) -> bool:
    """Whether one of the numbers stands beside ``row`` (a year) in its clause or line. A row of nothing may be left out."""
    told = False
    for clause in _CLAUSE.split(text):
        for numbers in _beside(clause, row):
            told = told or bool(numbers)
            if any(abs(number - each) < _CLOSE for number in numbers for each in accepted):
                return True
    return not told and 0 in accepted


def without_places_and_days(text: str) -> str:
    """The text without references to paragraphs and resolutions and without days, whose numbers count nothing."""
    spans = [(found.start, found.end) for found in find_citations(text)]
    spans += [(time.start, time.end) for time in find_times(text) if time.day is not None]
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _beside(clause: str, row: str) -> Iterator[list[float]]:
    """The numbers that belong to each mention of the row: all of a clause with one year; of one with several those up to
    the next year, or, where the clause begins with a number, those up from the last."""
    years = list(_YEAR.finditer(clause))
    ends = [0, *(year.start() for year in years), len(clause)]
    starts = [0, *(year.end() for year in years)]
    leads = bool(years) and bool(_numbers(clause[: years[0].start()]))
    for place, year in enumerate(years):
        if year[0] == row and len(years) == 1:
            yield _numbers(clause[: year.start()] + " " + clause[year.end() :])
        elif year[0] == row:
            yield _numbers(
                clause[starts[place] : ends[place + 1]] if leads else clause[starts[place + 1] : ends[place + 2]]
            )


def _numbers(text: str) -> list[float]:
    return [float(found[0].replace(",", "")) for found in _NUMBER.finditer(numbers_spelled(text))]
