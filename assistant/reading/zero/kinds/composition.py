"""Who sat in the Council: in a year, when a resolution was adopted, and when a State did."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.draft import Draft, mention_resolution
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.records.members import members_in, name_of, names_of
from assistant.wording import day_in_words, joined
from ingest.council import PERMANENT, composition, years_known
from vectorstore.catalogue import Catalogue

_COUNCIL = r"(?:the\s+)?(?:UN(?:ited\s+Nations)?\s+)?(?:Security\s+)?Council(?!['’])"
_SAT = r"(?:sat|sits?|sitting|serv(?:e|es|ed|ing)|been|was|were|is|are|a\s+(?:seat|place)|seats?)"
_ASKED = re.compile(
    r"\b(?:composition|membership|make-?up)\s+of\s+" + _COUNCIL
    + rf"|\b(?:who|which|what|list|name|give|were|are)\b[^?;,]{{0,40}}\bmembers\s+of\s+{_COUNCIL}(?=\s*(?:\?|$|in\b|on\b|at\b|during\b|when\b|then\b|today\b|now\b|as\s+of\b))"
    + rf"|\b{_SAT}\s+(?:\w+\s+){{0,3}}?(?:a\s+(?:\w+[\s-]){{0,2}}?member\s+of|on|in|at)\s+{_COUNCIL}"
    + rf"|\ba\s+(?:[\w-]+\s+){{0,2}}?member\s+of\s+{_COUNCIL}"
    + r"|^\W*(?:who|which\s+\w+|name|list)\s+(?:(?:were|are|was)\s+)?(?:the\s+)?(?:\w+\s+)?(?:elected|non-?\s?permanent|rotating)\s+members\b",
    re.IGNORECASE,
)  # fmt: skip
_ELECTED = re.compile(r"\b(?:non-?\s?permanent|elected|rotating|temporary)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"^\W*(?:when|since\s+when|how\s+often|(?:in|during|for)\s+(?:which|what)\s+years?)\b", re.IGNORECASE
)
_OF_THE_PRESENT = re.compile(r"\b(?:today|now|currently|current|present(?:ly)?|at\s+the\s+moment)\b", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)|abstain\w*|veto\w*|support\w*|oppos\w*|against|favou?r|draft\w*|sponsor\w*|ask\w*|urge\w*|call\w*|decid\w*|say|says|said)\b",
    re.IGNORECASE,
)
_SOURCE = "This is read from a table of the members by year, and not from a resolution."


def answer_composition(question: Question, catalogue: Catalogue, *, today: dt.date) -> Draft | None:
    """The members, or whether or when a State was one; ``None`` where that is not asked, or no time is named."""
    text = question.standalone
    if question.intent is Intent.VOTE or not _ASKED.search(text) or _DOES.search(text):
        return None
    states = [code for code, _ in members_in(_ASKED.sub(" ", text)) or members_in(text)]
    numbers = {found.pinpoint.resolution for found in question.references if found.pinpoint.kind is None}
    record = catalogue.record(numbers.pop()) if len(numbers) == 1 else None
    if record is not None and record.date is not None and record.composition:
        told = _told(
            record.composition, f"When {record.symbol} was adopted, on {day_in_words(record.date)},", states, text
        )
        return Draft(f"{told} {_SOURCE}", (mention_resolution(record),))
    if question.references or question.unknown:
        return None
    if states and _WHEN.search(text) and not question.dates:
        return Draft(f"{_years_of(states[0])} {_SOURCE}")
    if question.dates:
        day = question.dates[0]
        members = composition(day.year, day.begins if day.month else None)
        when = f"On {day_in_words(day.begins)}" if day.day else f"In {day.year}"
    elif _OF_THE_PRESENT.search(text) or re.match(r"\W*(?:who|which|what|is|are)\b", text, re.IGNORECASE):
        members, when = composition(today.year, today), f"In {today.year}"
    else:
        return None
    if not members:
        first, last = min(years_known()), max(years_known())
        return Draft(f"The members of that year are not known here: the table goes from {first} to {last}.")
    return Draft(f"{_told(members, when, states, text)} {_SOURCE}")


def _told(members: Sequence[str], when: str, states: Sequence[str], text: str) -> str:
    if states:
        return " ".join(_of_one(code, members, when) for code in dict.fromkeys(states))
    elected = [code for code in members if code not in PERMANENT]
    if _ELECTED.search(text):
        return f"{when} the elected members of the Security Council were {names_of(elected)}."
    permanent = [code for code in members if code in PERMANENT]
    return (
        f"{when} the Security Council had {len(members)} members: {names_of(permanent)} (permanent), and {names_of(elected)} "
        "(elected)."
    )


def _of_one(code: str, members: Sequence[str], when: str) -> str:
    kind = "a permanent" if code in PERMANENT else "an elected"
    return (
        f"{when} {name_of(code)} was {f'{kind} member' if code in members else 'not a member'} of the Security Council."
    )


def _years_of(code: str) -> str:
    """The years in which a State was a member, runs of years as spans."""
    known = years_known()
    years = [year for year in known if code in composition(year)]
    if not years:
        return f"{name_of(code)}: in no year from {min(known)} to {max(known)} a member of the Security Council."
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    told = joined([str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans])
    return f"{name_of(code)}: a member of the Security Council in {told} (of the years {min(known)} to {max(known)})."
