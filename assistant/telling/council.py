"""How the members of the Council are told: all of them, permanent ones first, or the States that are asked for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from assistant.draft import Draft, mention_resolution
from assistant.operations.corpus import Corpus
from assistant.operations.council import Council, CouncilResult, Seat
from assistant.records.members import name_of, names_of
from assistant.wording import counted, day_in_words, joined
from ingest.council import composition, years_known
from ingest.resolution import Resolution

_SOURCE = "This is read from a table of the members by year, and not from a resolution."


def tell(result: CouncilResult, corpus: Corpus) -> Draft:
    """The draft; it cites the resolution whose Council is told."""
    plan = result.plan
    assert isinstance(plan, Council)
    record = corpus.catalogue.record(plan.resolution) if plan.resolution else None
    when = _when(result, record)
    ahead = result.first is not None and result.first.year > corpus.day.year
    if plan.members:
        said = " ".join(_of_one(seat, when, result, ahead=ahead) for seat in result.sat)
    else:
        said = f"{when} the Security Council {'will have' if ahead else 'had'} {_counted(result, plan.group)}{_terms_of(result)}."
    shown = (mention_resolution(record),) if record is not None else ()
    return Draft(f"{said} {_SOURCE}", shown, evidence=result.places)


def _counted(result: CouncilResult, group: str) -> str:
    """``15 members: … (permanent), and … (elected)``; of one regional group ``3 members of the African group of today: …``."""
    of_group = f" of the {group} group of today" if group else ""
    permanent, elected = ([s.member for s in result.sat if s.kind == kind] for kind in ("permanent", "elected"))
    if not result.sat:
        return f"no members{of_group}"
    if permanent and elected:
        names = f"{names_of(permanent)} (permanent), and {names_of(elected)} (elected)"
    else:
        names = f"as {'permanent' if permanent else 'elected'} ones {names_of(permanent or elected)}"
    return f"{counted(len(result.sat), 'member')}{of_group}: {names}"


def _terms_of(result: CouncilResult) -> str:
    """The terms of the elected members, by the year in which they end; none where more than one year is told. Of the last year of the table a
    term that began in it is taken to last two years (Charter, Article 23)."""
    elected = [seat for seat in result.sat if seat.kind == "elected"]
    if not (elected and _is_one_year(result.first, result.last)):
        return ""
    ends: dict[int, list[str]] = {}
    for seat in elected:
        term = _term(seat)
        goes_on = term[-1] == result.known[1] and len(term) == 1
        ends.setdefault(term[-1] + goes_on, []).append(seat.member)
    return f"; terms to the end of {'; of '.join(f'{year}: {names_of(ends[year])}' for year in sorted(ends))}"


def _when(result: CouncilResult, record: Resolution | None) -> str:
    first, last = result.first, result.last
    if record is not None and first is not None:
        return f"When {record.symbol} was adopted, on {day_in_words(first)},"
    if first is not None and first == last:
        return f"On {day_in_words(first)}"
    start, end = first.year if first else result.known[0], last.year if last else result.known[1]
    return f"In {start}" if start == end else f"From {start} to {end}"


def _of_one(seat: Seat, when: str, result: CouncilResult, *, ahead: bool) -> str:
    who = name_of(seat.member)
    if not seat.years:
        ever = tuple(year for year in years_known() if seat.member in composition(year))
        before = f" It was one in {_spans(ever)}." if ever else ""
        return f"{when} {who} {'will not be' if ahead else 'was not'} a member of the Security Council.{before}"
    kind = "a permanent" if seat.kind == "permanent" else "an elected"
    if _is_one_year(result.first, result.last):
        term = f" ({_spans(_term(seat))})" if seat.kind == "elected" else ""
        return f"{when} {who} {'will be' if ahead else 'was'} {kind} member of the Security Council{term}."
    return f"{when} {who} was {kind} member of the Security Council in {_spans(seat.years)}."


def _term(seat: Seat) -> tuple[int, ...]:
    """The years without a gap in which a State sat that sat in the year that is asked for."""
    (year,) = seat.years
    first = next(each for each in range(year, 0, -1) if seat.member not in composition(each - 1))
    return tuple(itertools.takewhile(lambda each: seat.member in composition(each), itertools.count(first)))


def _is_one_year(first: dt.date | None, last: dt.date | None) -> bool:
    return first is not None and last is not None and first.year == last.year


def _spans(years: Sequence[int]) -> str:
    """``1949–1950 and 1956``."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return joined([str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans])
