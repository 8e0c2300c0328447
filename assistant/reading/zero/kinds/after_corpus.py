"""Questions on what the Council did after the last day of the corpus."""

from __future__ import annotations

import datetime as dt
import re

from assistant.answer import Status
from assistant.draft import Draft, quotation
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.telling.nothing import nothing_of
from assistant.understanding.days import dates_of
from assistant.wording import day_in_words
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_ADOPTING = re.compile(
    r"\b(?:which|what|did|has|when|who|how|summari[sz]e|quote|give|show|tell|explain|print|list|find|compare)\b.*\b(?:adopt|renew|extend|pass|impos|lift|establish|creat|authori[sz]|terminat|end|decid|vot|condemn|recommend|appoint|elect|demand|call|chang|amend|modif|alter|do|done|act|react|respond|discuss|approv|sanction|send|replac|repeal|agree|say|keep|kept|maintain|prolong|let|reauthori[sz]|roll|broaden|tighten|clos|withdr[ae]w|reduc|increas|rais|suspend|admit|transform|appl|start|begin|began|happen)"
    r"(?:e|es|ed|s|ted|ing|y|ied)?\b",
    re.IGNORECASE,
)
_ON_THAT_DAY = re.compile(r"\b(?:in|on|during|of|since|from)\s+(?:the )?(?:\d{1,2} )?(?:[A-Za-z]+[ ,/-]+){0,4}20\d\d\b")
_LATE = re.compile(
    r"\b(?:autumn|fall|late|(?:the )?end|second half|last (?:quarter|days|weeks|months|part))\s+(?:of\s+)?(?:the year\s+)?(20\d\d)\b",
    re.IGNORECASE,
)
_UNTIL_WHEN = re.compile(
    r"\b(?:until|till|by) when\b|\bfor how long\b", re.IGNORECASE
)  # asks for the end of what was decided
_AUTUMN = 9  # the month from which on a day is late in its year
_UP_TO_A_DAY = re.compile(
    r"\b(?:until|till|by(?= (?:the |its )?(?:end|start|beginning|middle|summer|autumn|spring|winter|mid|early|late|\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b))|as of|after|before|due|expir\w*|ends?|at the end of)\b",
    re.IGNORECASE,
)


def after_corpus(question: Question, last: dt.date | None) -> bool:
    """Whether the question asks what the Council did after the last day of the corpus (not what runs until then)."""
    text = _UNTIL_WHEN.sub(" ", question.standalone)
    days = [day.begins for day in question.dates]
    days += [dt.date(int(year), _AUTUMN, 1) for year in _LATE.findall(text)]
    later = last is not None and any(day > last for day in days)
    return later and bool(_ADOPTING.search(text) and _ON_THAT_DAY.search(text)) and not _UP_TO_A_DAY.search(text)


_EXTENDED_AFTER = re.compile(
    r"\b(?i:which|what) resolutions?\b[^?.;]*?\b(?:extend|renew|prolong|continu|roll)(?:ed|s|ued|ues)\b[^?.;]*?\b(?:after|past|beyond|from)\s+(?=(?:the end of )?(?:\d|[A-Z]))"
)


def extended_after(question: Question, last: dt.date | None) -> bool:
    """Whether a resolution is asked for that extended something after a day that lies after the corpus."""
    days = [day.begins for day in question.dates]
    late = len(days) == 1 and last is not None and days[0] > last
    return late and not question.references and _EXTENDED_AFTER.search(question.standalone) is not None


def ends_that_day(question: Question, row: Paragraph, catalogue: Catalogue) -> Draft | None:
    """A refusal where what was found last runs to the very day after which an extension is asked for."""
    asked = question.dates[0]
    ends = [day for day in dates_of(row.words) if day.day]
    if not ends or max(day.begins for day in ends) != asked.begins:
        return None
    said = f"No resolution in the corpus extends this beyond {day_in_words(asked.begins)}: the last decision found on it is {row.citation}."
    return Draft(f"{said}\n{last_text(catalogue)}.", (quotation(row),), status=Status.REFUSED, evidence=(row.key,))


def only_after_corpus(question: Question, last: dt.date | None) -> bool:
    """Whether every day that a question for votes, lists or counts names lies after the corpus."""
    days = [day.begins for day in question.dates]
    asked = question.intent in {Intent.VOTE, Intent.LIST, Intent.COUNT}
    past = last is not None and bool(days) and all(day > last for day in days)
    return asked and past and not question.references and not _UP_TO_A_DAY.search(question.standalone)


def latest(question: Question) -> str:
    """The last month or year that a question names, in words."""
    last = max(question.dates, key=lambda day: day.begins)
    return f"{dt.date(2000, last.month, 1):%B} {last.year}" if last.month else str(last.year)


def not_covered_yet(question: Question, catalogue: Catalogue) -> str:
    """What is said when a question is about days after the corpus."""
    return nothing_of(latest(question), catalogue)


_AGO = re.compile(
    r"\b(?P<when>yesterday|today|tonight|this (?:morning|afternoon|evening|week|month)|(?:last|past|previous) (?:week|weekend|night|month|few days|few weeks)|"
    r"(?:in )?(?:the )?(?:recent|last|past) (?:days|weeks)|the other day|tomorrow|next (?:week|month|year))\b",
    re.IGNORECASE,
)
_DAYS_BACK = {"yesterday": 1, "night": 1, "week": 14, "weekend": 8, "month": 62, "weeks": 31, "days": 14, "day": 14}
_COUNCIL = re.compile(
    r"\b(?:council|UNSC|resolutions?|vote[sd]?|veto\w*|adopt\w*|pass(?:ed)?|members?|sanction\w*|mandates?)\b",
    re.IGNORECASE,
)


_DONE = re.compile(
    r"\b(?:did|was|were|adopt(?:ed)?|pass(?:ed)?|vot(?:e|ed)|renewed|extended|imposed|lifted|decided|happen\w*|said|vetoed|does|do|going to|will)\b",
    re.IGNORECASE,
)


def lately(question: Question, last: dt.date | None, today: dt.date) -> str:
    """``last week``, where the question asks what the Council did then and those days lie after the corpus; else empty."""
    match = _AGO.search(question.standalone)
    if match is None or last is None or question.references or question.dates:
        return ""
    if not (_COUNCIL.search(question.standalone) and _ADOPTING.search(question.standalone)):
        return ""
    words = match["when"].lower()
    if words == "today" and not _DONE.search(question.standalone):
        return ""  # "which committees exist today": as of today
    begins = today - dt.timedelta(_DAYS_BACK.get(words.split()[-1], 0))
    return match["when"] if begins > last else ""
