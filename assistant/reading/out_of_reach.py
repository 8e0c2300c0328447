"""What a question asks for that no resolution of the corpus is, or says: read from its mentions before anything is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise

from assistant.checking.paraphrase import ACTS
from assistant.operations.decline import Decline, Reason
from assistant.operations.lookup import Lookup
from assistant.plan import Plan
from assistant.reading.acts import act_asked_for, act_numbered
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.terms import stem
from ingest.citation import Found

_MANY = 20  # names of what is asked for that are told
_LONGEST = 1000  # characters of what is said to stand somewhere
_SURELY = 0.85  # the chance of a kind that holds against a name of the corpus
_LIKELY = 0.5  # and where nothing of it is named


def out_of_reach(
    mentions: Mentions, chances: Mapping[str, float], day: dt.date | None, *, follows: bool
) -> tuple[Plan, ...]:
    """The plan that tells so; none where a resolution may answer. ``follows`` tells that turns before may say what is meant.

    What is out of reach is told by what is mentioned: a document of another organ, a number or a place that does not exist, a day
    after the last text. The router tells it only where nothing of the corpus is mentioned.
    """
    read = mentions.understood
    unknown = _numbers(read.unknown)
    if (act := act_numbered(mentions.text, (*read.references, *read.unknown))) is not None:
        return (Decline(reason=Reason.ACT, of=(act.name, *map(str, mentions.numbers))[:_MANY]),)
    if not mentions.references:
        listed = max(chances.get("select", 0.0), chances.get("cites", 0.0)) >= _LIKELY
        if read.statements and not listed and not (read.statements == ("",) and _asks_for_a_resolution(mentions.text)):
            return (Decline(reason=Reason.STATEMENT, of=tuple(filter(None, read.statements))[:_MANY]),)
        if mentions.outside and not listed:
            return (Decline(reason=Reason.DOCUMENT, of=mentions.outside[:_MANY]),)
        if unknown:
            return (Decline(reason=Reason.NO_RESOLUTION, of=tuple(map(str, unknown))[:_MANY]),)
    if mentions.absent and len(mentions.absent) >= len(read.paragraphs):
        first = mentions.absent[0]
        return (Lookup(places=(first.pinpoint.key,), section=first.section, about=read.topic[:_LONGEST]),)
    if mentions.references:
        done_by = [each for each in read.unknown if _word_before(mentions.text, each) == "by"]
        numbers = tuple(map(str, _numbers(done_by)))[:_MANY]
        return (Decline(reason=Reason.NO_RESOLUTION, of=numbers),) if numbers else ()
    if when := _after_the_last_day(mentions, chances, day):
        subject = next((each.subject for each in mentions.named), None)
        return (Decline(reason=Reason.LATER, of=(when,), about=subject),)
    if (act := act_asked_for(mentions.text)) is not None:
        return (Decline(reason=Reason.ACT, of=(act.name,)),)
    if follows:
        return ()
    if (likeliest := next(iter(chances))) != "search" and chances[likeliest] >= _LIKELY:
        return ()  # what is asked for is known
    named = bool(mentions.named or mentions.places or mentions.events) or _asks_for_a_resolution(mentions.text)
    return (Decline(),) if chances.get("decline", 0.0) >= (_SURELY if named else _LIKELY) else ()


def _asks_for_a_resolution(text: str) -> bool:
    """Whether of a resolution and a statement, neither with its number, the resolution is spoken of first: it is what is asked for."""
    said = [kind for word in words_in(text) if (kind := stem(word.plain)) in ("resolut", "statement")]
    return said[:1] == ["resolut"]


def _word_before(text: str, found: Found) -> str:
    return next((word.plain for word in reversed(words_in(text[: found.start])) if word.plain != "resolution"), "")


def _numbers(found: Iterable[Found]) -> list[int]:
    return list(dict.fromkeys(each.pinpoint.resolution for each in found))


def _after_the_last_day(mentions: Mentions, chances: Mapping[str, float], day: dt.date | None) -> str:
    """The time after the last text at which something is said to have been decided, in words; empty where there is none, or what is
    asked about only goes on until then."""
    words = [word.plain for word in words_in(mentions.text)]
    said = {stem(word) for word in words}
    if mentions.last_day is None or said & _GOING_ON or not (said & _DEEDS or _DONE & {*words}):
        return ""
    if max(chances.get(kind, 0.0) for kind in _STATES) >= _SURELY and not _asks_for_a_resolution(mentions.text):
        return ""  # how long something goes on, or who sits, and not which text decided
    since, until = mentions.period
    if since is not None:
        when = f"{since:%B %Y}" if until is None or (until - since).days <= _A_MONTH else _between(since, until)
        return when if since > mentions.last_day else ""
    ago = next((said for said in (*words, *map(" ".join, pairwise(words))) if said in _AGO), "")
    return ago if ago and day is not None and day - dt.timedelta(_AGO[ago]) > mentions.last_day else ""


def _between(since: dt.date, until: dt.date) -> str:
    return str(since.year) if (since.month, until.month) == (1, 12) else f"{since:%B %Y} to {until:%B %Y}"


_A_MONTH = 31  # days
_STATES = ("chain.end", "chain.tasks", "council")
_GOING_ON = frozenset(map(stem, "due end expire lapse outlast beyond still".split()))
_DONE = frozenset(("did",))  # of which it is asked as of what is past
_DEEDS = frozenset(map(stem, ACTS)) | frozenset(
    map(
        stem,
        "vote adopt pass renew extend prolong renewal extension change elect lift resolution decision do happen veto".split(),
    )
)
# days back to the first day that is meant
_AGO = {"yesterday": 1, "yesterday's": 1} | {
    f"{before} {unit}": days
    for unit, days in {"week": 14, "weekend": 9, "month": 62, "night": 2}.items()
    for before in ("last", "past", "this", "previous")
}
