"""A mandate through time, asked for in words: the decisions told one by one, with how it stands."""

from __future__ import annotations

import datetime as dt
import re

from assistant.answer import Citation, Status
from assistant.draft import Draft, mention, quotation, unique
from assistant.question import Question
from assistant.timeline import Timeline, UnknownBody, timeline
from assistant.timeline.model import Deed, Entry
from assistant.timeline.table import until_in_words
from assistant.wording import counted, day_in_words
from vectorstore.catalogue import Catalogue

_MANDATE = r"(?:(?i:mandates?|missions?|operations?|sanctions|regimes?|embargo\w*|panels?|committees?)|[A-Z]{4,}[a-z]?)"
_PLAINLY = re.compile(r"\b(?:time-?\s?lines?|chronolog(?:y|ies|ical\w*))\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:(?i:through|over) (?i:the )?(?i:time|years)|(?i:year by year)|(?i:whole |full |complete )?(?i:history of))\b"
)
_FILLING = re.compile(
    r"^(?:please\b|can you\b|could you\b|show(?: me)?|give(?: me)?|draw|plot|tell(?: me)?|what (?:is|was|are|were|happened to)|how (?:did|has|have|was|were|does)"
    r"|trace|follow|list|as an?|an?|the|of|for|on|to|in|with|about|all|decisions?|mandates?|extensions?|renewals?|changes?|chang(?:ed?|ing)|evol(?:ved?|ution)|develop(?:ed|ment)?"
    r"|been|its|it|and)\b[\s,:]*",
    re.IGNORECASE,
)  # fmt: skip
_TOLD = 30  # entries in one answer; the chart and the table have all
_NEWEST = 6
_WORDS = 140  # characters of a decision that are quoted


def answer_timeline(question: Question, catalogue: Catalogue, *, as_of: dt.date | None) -> Draft | None:
    """The answer; ``None`` where no timeline is asked for. A refusal where nothing is followed under the name."""
    asked = question.standalone
    plainly = _PLAINLY.search(asked) is not None
    if question.paragraphs or not (plainly or (_OTHERWISE.search(asked) and re.search(rf"\b{_MANDATE}\b", asked))):
        return None
    try:
        made = timeline(name_in(asked), catalogue, as_of)
    except UnknownBody as error:
        return Draft(str(error), status=Status.REFUSED) if plainly else None
    told = told_entries(made)
    rows = catalogue.paragraphs(entry.key for entry in told)
    lines, citations = [], []
    for entry in told:
        citation = quotation(rows[entry.key], entry.start, entry.start + _cut(entry.words))
        cut = " …" if citation.end < entry.end else ""
        lines.append(f"- {_told(entry)}: {entry.citation}: “{citation.quote}{cut}”")
        citations.append(citation)
    listed = "\n".join(lines)
    left_out = len(made.entries) - len(told)
    more = (
        f"{counted(left_out, 'extension')} in between left out. All: unsc timeline “{made.asked}”" if left_out else ""
    )
    blocks = [_heading(made), made.standing.text, listed, more, *_gaps(made)]
    citations += _neighbours(made, catalogue)
    return Draft(
        "\n\n".join(filter(None, blocks)),
        unique(citations),
        evidence=tuple(dict.fromkeys(entry.key for entry in reversed(made.entries))),
        timeline=made,
        listed=listed,
    )


def name_in(asked: str) -> str:
    """The body or regime that a question for a timeline names: ``UNMISS`` of "Show me the timeline of UNMISS"."""
    words = _OTHERWISE.sub(" ", _PLAINLY.sub(" ", asked)).strip(" ?.!\n")
    words = re.sub(r"\s+", " ", words).strip()
    while match := _FILLING.match(words):
        words = words[match.end() :]
    while match := re.search(r"[\s,]+(?:evol(?:ved?|ution)|chang(?:ed?|es)|develop(?:ed|ment)?|mandates?|as an?|over|been|an?|the)$", words, re.I):  # fmt: skip
        words = words[: match.start()]
    return re.sub(r"(?:'s|’s)$", "", words)


def told_entries(made: Timeline) -> list[Entry]:
    """The entries told in words: all that are no mere extensions, and the newest; in their order."""
    if len(made.entries) <= _TOLD:
        return list(made.entries)
    newest = made.entries[-_NEWEST:]
    others = [entry for entry in made.entries[:-_NEWEST] if entry.deed is not Deed.EXTENDED]
    return [*others[: _TOLD - _NEWEST], *newest]


def _heading(made: Timeline) -> str:
    if not made.entries:
        return f"{made.title}: no decision is known."
    first, last = made.entries[0].date, made.entries[-1].date
    return f"{made.title}, through time: {counted(len(made.entries), 'decision')} from {day_in_words(first)} to {day_in_words(last)}."


def _told(entry: Entry) -> str:
    """``8 July 2031, UNMAZ established until 9 July 2032``."""
    until = until_in_words(entry)
    joined = {"": "", "no end date": ", no end date"}.get(
        until, f" {'on' if entry.deed is Deed.ENDED else 'until'} {until}"
    )
    note = f"; {entry.note}" if entry.note else ""
    return f"{day_in_words(entry.date)}, {entry.lane} {entry.deed.value}{joined}{note}"


def _cut(words: str) -> int:
    return len(words) if len(words) <= _WORDS else len(words[: words.rfind(" ", 0, _WORDS)].rstrip(" ,;.\n"))


def _gaps(made: Timeline) -> list[str]:
    if not made.gaps:
        return []
    lines = [
        f"- {gap.lane}: {day_in_words(gap.start)} to {day_in_words(gap.end)} ({counted(gap.days, 'day')})"
        f"{f': {gap.why}' if gap.why else ''}{' (the end before is computed)' if gap.computed else ''}"
        for gap in made.gaps
    ]
    return ["Times without cover:\n" + "\n".join(lines)]


def _neighbours(made: Timeline, catalogue: Catalogue) -> list[Citation]:
    rows = catalogue.paragraphs(each.key for each in (*made.before, *made.after))
    return [mention(row) for row in rows.values()]
