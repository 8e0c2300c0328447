"""The day as of which a question asks: the time in which it places itself."""

from __future__ import annotations

import datetime as dt
import re

from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import periods_in
from ingest.one_of import either, ways

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in "january february march april may june july august october november december".split()) + "|sept(?:ember)?"  # fmt: skip
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
# "3 March 2001", "March 3, 2001", "March 2001", "2001", "2001-03-03", "the summer of 2001"
_WHEN = rf"(?:the\s+)?(?:{_YEAR}-\d\d(?:-\d\d)?|(?:{_ORDINAL}\s+(?:of\s+)?)?(?:{_MONTH})\.?(?:\s+{_ORDINAL}\b(?!\d))?,?\s+{_YEAR}|{_YEAR})\b"
_SEASON = rf"(?:the\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}"
_PART = r"(?:early\s+|late\s+|mid-?\s*)?"
_AS_OF = re.compile(
    either(
        r"(?:^\W*|[.;:!?]\s+)(?:(?:"
        + ways(
            r"in at by on during as\s+of standing\s+(?:at|on|in) (?:say\s+)?it\s+is back\s+in",
            r"(?:as\s+)?(?:seen|viewed|looking)\s+from",
        )
        + rf")\s+)?{_PART}(?P<first>{_WHEN}|{_SEASON})(?:\s*[,:.]|(?=\s+(?:until|till|up\s+to|(?:for\s+)?how\s+long)\b))",
        rf"\b(?:as\s+of|(?:seen|viewed)\s+from)\s+{_PART}(?P<of>{_WHEN})",
        rf"^\W*(?:was|were|could|did|had)\b[^?]*\b(?:in|on|at|by)\s+{_PART}(?P<last>{_WHEN})\s*\?*\s*$",
    ),
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(rf"\b(mid|early)(?:-|\s)\s*{_YEAR}", re.IGNORECASE)  # "mid-1998", without a month


def as_of_in(text: str) -> dt.date | None:
    """The last day of the time in which a question places itself: "In June 2022, could …", "… as of 3 May 2001"."""
    match = _AS_OF.search(text)
    told = periods_in(Claims(match["first"] or match["of"] or match["last"]), dt.date.max) if match else []
    last = told[0].last if told else None
    if match is None or last is None or not (part := _PART_OF_YEAR.search(match.group())):
        return last
    return dt.date(last.year, *((6, 30) if part[1].lower() == "mid" else (3, 31)))
