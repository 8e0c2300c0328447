"""Facts from the head of a text: date of adoption, meeting, draft."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_DATE = re.compile(
    rf"(?P<day>[\dIil]{{1,2}})\s?(?P<month>{'|'.join(MONTHS)}|Apri\]|Apnl)\s?(?P<year>\d{{4}})", re.IGNORECASE
)
_ADOPTED = re.compile(r"Adopted\b.{0,160}?\bmeeting", re.DOTALL | re.IGNORECASE)
_MEETING = re.compile(
    r"(?P<number>[\dIil][\dIil ]{0,6})\s?(?:st|nd|rd|th|lst)\b(?:\s+\([^)]*\))?\s+(?:\w+\s+)?meeting", re.IGNORECASE
)
_HIGHEST_MEETING = 13_000  # far above the meetings held by 2026
_DRAFT = re.compile(r"\[\s?(S/[\w./ -]{2,30}?)\s?\]")


def read_date(text: str, year: int) -> dt.date | None:
    """The day of adoption: the first date after "Adopted by", else after "Resolution of", else the first of the year.

    A date of another year is no date of adoption (``None``).
    """
    places = [match.end() for match in re.finditer(r"Adopted by|[Rr]esolution of|meeting,? on", text)] + [0]
    for start in places:
        for match in _DATE.finditer(text, start, start + 260 if start else len(text)):
            date = _as_date(match)
            if date is not None and date.year == year:
                return date
    return None


def read_meeting(text: str) -> int | None:
    """The number of the meeting at which the text was adopted."""
    text = re.sub(r"-\n(?=[a-z])", "", text).replace("_", " ")
    adopted = _ADOPTED.search(text)
    match = _MEETING.search(adopted[0] if adopted else text)
    if match is None:
        return None
    number = _as_number(match["number"].replace(" ", ""))
    return number if number <= _HIGHEST_MEETING else number // 10  # "1761Ist" is 1761st with its 1 read twice


def read_draft(head: str) -> str:
    """The symbol of the draft that older texts print below their heading: ``[S/4741]``."""
    match = _DRAFT.search(head)
    return match[1].replace(" ", "") if match else ""


def parse_day(text: str) -> dt.date | None:
    """A date alone: "19 January 2017" or "2017-01-19"."""
    if match := re.fullmatch(r"\s*(\d{4})-(\d{2})-(\d{2})\s*", text):
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    found = _DATE.search(text)
    return _as_date(found) if found else None


def _as_number(digits: str) -> int:
    """Digits with the slips of character recognition: "298Ist", "63lst"."""
    return int(re.sub("[Iil]", "1", digits))


def _as_date(match: re.Match[str]) -> dt.date | None:
    month = next((index for index, name in enumerate(MONTHS, 1) if name[:3].lower() == match["month"][:3].lower()), 0)
    try:
        return dt.date(int(match["year"]), month, _as_number(match["day"]))
    except ValueError:
        return None
