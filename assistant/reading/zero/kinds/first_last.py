"""Which resolution did something first or last: read from the whole chain of decisions, or from the whole list.

A search finds a resolution that did it; only what has looked at all of them can say which was the first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.reading.zero.kinds.deeds import deed_in
from assistant.reading.zero.kinds.facts import coverage
from assistant.reading.zero.kinds.mandate_search import find_chains
from assistant.reading.zero.kinds.selection import select
from assistant.reading.zero.question import Question
from assistant.understanding.references import names_a_body
from assistant.wording import counted, day_in_words
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_WHICH = re.compile(
    r"\b(?:which|what)\s+(?:\w+\s+){0,3}?(?:resolution|text|paragraph)\b|\bresolution\s+(?:\w+\s+){0,2}?(?:first|last)\b|\b(?:first|earliest|last|latest|newest|most\s+recent)\s+"
    r"(?:\w+\s+){0,3}?(?:resolution|text)\b|\bwhen\b.{0,80}\b(?:first|last|most\s+recently|originally)\s+(?:extend|renew|prolong|establish|creat|set\s+up|impos|lift|terminat|authori[sz]|deploy|appoint)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first|earliest|originally)\b(?!\s+(?:committee|time\s+limit|phase|quarter|half))", re.IGNORECASE
)
_LAST = re.compile(
    r"\b(?:last|latest|newest|most\s+recent(?:ly)?|final(?:ly)?)\b(?!\s+(?:year|month|week|quarter|\d))", re.IGNORECASE
)
_ACTIONS: tuple[tuple[re.Pattern[str], Action], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), action)
    for pattern, action in (
        (r"\b(?:extend|renew|prolong)\w*|\bextension\b|\brenewal\b", Action.EXTEND),
        (r"\b(?:terminat|lift|dissolv|abolish|wound\s+up|disband)\w*", Action.END),
        (r"\b(?:establish|creat|set(?:s|ting)?\s+up|impos|found|launch|deploy|authori[sz]|appoint|mandat|introduc)\w*", Action.ESTABLISH),
    )
)  # fmt: skip
_MATTER = re.compile(
    r"\bresolution\s+(?:\w+\s+){0,2}?(?:on|about|concerning|dealing\s+with|devoted\s+to)\s+", re.IGNORECASE
)
_CHAPTER = re.compile(r"\bchapter\s+(?:VII|7|seven)\b", re.IGNORECASE)


def asks_first_last(question: Question) -> bool:
    """Whether a resolution is asked for by its place in a chain or a list, and none by its number."""
    text = question.standalone
    if any(not names_a_body(text, found) for found in question.references) or not _WHICH.search(text):
        return False
    if _OF_ALL.search(text):
        return True
    return (_FIRST.search(text) is not None) is not (_LAST.search(text) is not None)


def answer_first_last(
    question: Question, records: Sequence[Resolution], catalogue: Catalogue, day: dt.date
) -> Draft | None:
    """The first or the last of a chain or a list that the question names clearly; ``None`` otherwise.

    For questions of which :func:`asks_first_last` is true.
    """
    text = question.standalone
    first = _FIRST.search(text) is not None
    if records and _OF_ALL.search(text):
        return _of_all(records[0] if first else records[-1], catalogue, first=first)
    action = next((action for pattern, action in _ACTIONS if pattern.search(text)), None)
    if action is not None:
        decisions = [d for d in catalogue.mandates() if d.date is None or d.date <= day]
        chains = find_chains(question, decisions, catalogue, described=False)
        # authorizations in one place are for many things, of which their chain tells nothing
        chains = [chain for chain in chains if chain[0].kind is not BodyKind.AUTHORIZATION]
        if len(chains) == 1 and (draft := _of_a_chain(chains[0], action, catalogue, first=first)) is not None:
            return draft
    if (_MATTER.search(text) or _CHAPTER.search(text)) and deed_in(question.topic) is None:
        return _of_a_list(question, records, catalogue, first=first)
    return None


# "What is the newest resolution in the corpus?", "What was the Council's first resolution?"
_OF_ALL = re.compile(
    r"^\W*(?:what|which)\s+(?:is|was)\s+(?:the\s+)?(?:(?:very|security|council(?:['’]s)?|UN)\s+)*(?:first|earliest|oldest|last|latest|newest|most\s+recent)\s+"
    r"(?:(?:security\s+council|UN)\s+)?resolution(?:\s+(?:of|by|from|in|that|you|the|security|council|corpus|your|database|index|collection|have|has|hold|holds|know|adopted|ever|here))*\W*$",
    re.IGNORECASE,
)


def _of_all(record: Resolution, catalogue: Catalogue, *, first: bool) -> Draft:
    about = (record.subject or record.agenda).strip(" .")
    return Draft(
        f"The {'first' if first else 'newest'} resolution in the corpus is {record.symbol} of {day_in_words(record.date)}"
        f"{f': {about}' if about else ''}.\n{coverage(catalogue)}",
        (mention_resolution(record),),
        resolutions=(str(record.number),),
        evidence=(str(record.number),),
    )


def _of_a_chain(chain: Sequence[MandateDecision], action: Action, catalogue: Catalogue, *, first: bool) -> Draft | None:
    """The first or last decision of the chain that does it; a chain without a founding decision has none as its first."""
    doing = [d for d in chain if d.action is action]
    if not doing and action is Action.EXTEND:  # "authorizes … for a further period"
        doing = [d for d in chain if d.action is Action.ESTABLISH and d.until][0 if not first else 1 :]
    rows = catalogue.paragraphs(d.key for d in doing)
    doing = [d for d in doing if d.key in rows]
    if not doing:
        return None
    chosen = doing[0] if first else _newest(doing)
    row = rows[chosen.key]
    quote = quotation(row, chosen.start, min(chosen.end or len(row.words), len(row.words)))
    verb = {Action.EXTEND: "extends", Action.END: "ends", Action.ESTABLISH: "sets up or imposes"}.get(
        action, "decides on"
    )
    others = [rows[d.key] for d in (doing[1:4] if first else doing[-4:-1][::-1]) if d.key != chosen.key]
    adopted = f", adopted on {day_in_words(chosen.date)}," if chosen.date else ""
    next_ones = f" {'Then' if first else 'Before it'}: {_listed(others)}." if others else ""
    return Draft(
        f"The {'first' if first else 'last'} of {counted(len(doing), 'decision')} in the corpus that {verb} {chosen.body} is "
        f"{row.citation}{adopted} which says: “{quote.quote}”.{next_ones}\n{coverage(catalogue)}",
        unique([quote, *(mention(each) for each in others)]),
        evidence=tuple(dict.fromkeys([row.key, *(each.key for each in others)])),
    )


def _newest(doing: Sequence[MandateDecision]) -> MandateDecision:
    """Of the last resolution, the decision with the latest end; of equals the first, which decides."""
    last = [d for d in doing if d.key.partition("/")[0] == doing[-1].key.partition("/")[0]]
    return max(last, key=lambda d: d.until or dt.date.min)


def _of_a_list(question: Question, records: Sequence[Resolution], catalogue: Catalogue, *, first: bool) -> Draft | None:
    chosen = select(question, records, catalogue)
    under = _CHAPTER.search(question.topic) is not None
    if chosen is None or not (chosen.matter.stems or under) or not chosen.found:
        return None
    which = " on this" if chosen.matter.stems else ""
    which += " that act under Chapter VII" if under else ""
    record = chosen.found[0 if first else -1]
    row = chosen.shown[record.number] or next(iter(catalogue.paragraphs_of(record.number)), None)
    others = chosen.found[1:4] if first else chosen.found[-4:-1][::-1]
    then = ", ".join(f"{other.symbol} ({day_in_words(other.date)})" for other in others)
    then = f" {'Then' if first else 'Before it'}: {then}." if then else ""
    about = (record.subject or record.agenda).strip(" .")
    return Draft(
        f"The {'first' if first else 'last'} of {counted(len(chosen.found), 'resolution')} in the corpus{which} is {record.symbol} of "
        f"{day_in_words(record.date)}{f': {about}' if about else ''}.{then}\n"
        f"{counted(chosen.searched, 'resolution').capitalize()} were searched by library descriptions, agenda items, topics and the words of "
        f"the texts. {coverage(catalogue)}",
        unique([*([mention(row)] if row else []), mention_resolution(record), *(mention_resolution(other) for other in others)]),
        resolutions=(str(record.number),),
        evidence=tuple([row.key] if row else [str(record.number)]),
    )  # fmt: skip


def _listed(rows: Sequence[Paragraph]) -> str:
    return ", ".join(row.citation for row in rows)
