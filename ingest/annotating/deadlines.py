"""Days and periods that bind something: a report due, the end of a mandate, a review, the expiry of measures.

Days come from :mod:`ingest.annotating.time_expressions`; periods that run from an event ("within 60 days", "no later than 30 days after
…", "before the end of its mandate") are read here. What has passed on the day of adoption is history and no deadline.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.annotating.clauses import Clause
from ingest.annotating.time_expressions import LENGTH, Period, Role, TimeExpression, end_of, find_times, period_of
from ingest.annotations import Action, BodyKind, Deadline, DeadlineKind, MandateDecision
from ingest.one_of import ways
from ingest.parsing.masthead import MONTHS

__all__ = ["Frame", "find_deadlines"]

_K = DeadlineKind
# A cheap first look at words in small letters: most clauses name no time at all.
_TEMPORAL = re.compile(
    r"\b(?:days?|weeks?|months?|years?|end|expir\w+|expiry|conclusion|termination|jan|feb|aug|sept?|oct|nov|dec)\b"
    rf"|{'|'.join(MONTHS).lower()}"
)
_MONTH = re.compile(
    rf"\b(?P<prep>in|by|during)\s+(?:the\s+end\s+of\s+|early\s+|late\s+|mid-)?(?P<month>{'|'.join(MONTHS)}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,|,?\s*and)\s*(?:on\s+|by\s+)?")
_WITHIN = re.compile(
    r"\b(?P<prep>within|in|(?:no|not)\s+later\s+than|at\s+the\s+latest\s+within)\s+(?:"
    + ways(
        r"the\s+(?:next|first|following|coming)\s+",
        r"(?:a\s+)?(?:(?:further|maximum|period)\s+){0,2}(?:period\s+)?(?:of\s+)?(?:up\s+to\s+)?",
    )
    + rf")?(?P<length>{LENGTH}(?:,?\s+and\s+{LENGTH})?)(?P<anchor>\s+(?:of|from|after|following|before|prior\s+to|to)\b[^,;.:()]{{1,90}})?",
    re.IGNORECASE,
)
_ADOPTION = re.compile(
    r"\s+(?:of|from|after|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?(?:adoption|passage|passing|date)?(?:\s*of)?\s*(?:the\s+present|this)?\s*"
    r"(?:resolution|adoption|date|now)\b",
    re.IGNORECASE,
)
_A_LENGTH = re.compile(LENGTH, re.IGNORECASE)
_JOINING = re.compile(r"\s*,?\s*(?:\band\s*)?$")
_THAT_DAY = re.compile(r"\b(?:from|after|as\s+of)\s+(?:this|that)\s+(?:date|day)$", re.IGNORECASE)
_EVENT = re.compile(
    rf"\b(?:(?:no|not)\s+later\s+than\s+(?:(?P<ahead>{LENGTH})\s+)?)?(?:before|prior\s+to|by|at)\s+the\s+(?:"
    + ways(r"end expir\w+ expiry conclusion termination")
    + r")\s+of\s+(?:the|its|their|his|this|UN\w+|MIN\w+|MON\w+)[’'s]*\s+(?:\w+[’'s]*\s+){0,3}?(?:mandates?|period|authori[sz]ation)\b",
    re.IGNORECASE,
)
_NOT_AHEAD = re.compile(
    r"\b(?:dated|adopted|held|signed|issued|since|as\s+of|letters?|statements?|reports?\s+of|resolutions?\s+\d+\s+\(\d{4}\))\s*(?:on|of|in)?\s*$",
    re.IGNORECASE,
)
_WORDS: tuple[tuple[DeadlineKind, str], ...] = (
    (_K.REPORT_DUE, r"(?:(?:to|and|also|shall)\s+)?(?:report(?!ed|s?\s+of\s+the\s+Secretary)\w*|brief(?:ing|s)?\b|updates?\b|inform(?:ed)?\b|submit\w*|(?:provide|present)\b|recommendations|assessment|options)"),
    (_K.REVIEW, r"(?:to\s+)?(?:(?:keep\s+under\s+)?review\w*|reassess|re-?examine|re-?evaluate|revisit|conduct\s+an\s+evaluation|consider\s+(?:whether|the|further|taking|its))"),
    (_K.NOTIFICATION, r"(?:to\s+)?notif\w+"),
    (_K.MANDATE_END, r"(?:to\s+)?(?:extend\w*|renew\w*|mandate|deploy\w*|presence|station\w*|authori[sz]\w+|establish\w*|terms?\s+of\s+office|continue\s+to\s+operate|maintain\w*|operation)"),
    (_K.EXPIRY, r"(?:the\s+)?(?:measures|embargo|freez\w+|sanctions|exempt\w+|suspen\w+|prohibit\w*|(?:shall|do|does|should)\s+not\s+apply|remain\s+in\s+force|shall\s+apply|restrictions|ban\b|lift\w*)"),
)  # fmt: skip
_WORD = re.compile("|".join(rf"(?P<k{i}>\b{pattern})" for i, (_, pattern) in enumerate(_WORDS)), re.IGNORECASE)
_PAST = re.compile(r"\b(?:last|past|previous|preceding)\s+$")
_PROLONGS = re.compile(r"(?:to\s+)?(?:extend|renew|maintain)", re.IGNORECASE)
_DUE, _ENDS = frozenset((_K.REPORT_DUE, _K.REVIEW, _K.NOTIFICATION)), frozenset((_K.MANDATE_END, _K.EXPIRY))
_BEFORE, _AFTER, _PHRASE = 260, 110, 110  # characters read before and after an expression, and at most quoted


@dataclass(frozen=True, slots=True)
class Frame:
    """What the resolution lends to its paragraphs: the day of adoption and its decisions on mandates."""

    adopted: dt.date | None = None
    decisions: tuple[MandateDecision, ...] = ()

    @property
    def mandate_ends(self) -> dt.date | None:
        """The one day on which the mandate that the resolution extends ends; ``None`` where there are several."""
        days = {
            d.until
            for d in self.decisions
            if d.until and d.kind in {BodyKind.MISSION, BodyKind.PANEL} and d.action is not Action.END
        }
        return days.pop() if len(days) == 1 else None


def find_deadlines(words: str, clauses: list[Clause], frame: Frame, key: str = "") -> list[Deadline]:
    """All deadlines of a paragraph in order; ``key`` names it in the decisions of the frame."""
    found: list[Deadline] = []
    for clause in clauses:
        if _TEMPORAL.search(words[clause.start : clause.end].lower()) is None:
            continue
        for start, end, day, computed, ends in sorted(
            _expressions(words, clause, frame), key=lambda one: (one[0], -one[1])
        ):
            if (found and start < found[-1].end) or (day and frame.adopted and day < frame.adopted):
                continue
            kind, word = _kind(words, clause, start, end, ends=ends)
            kind = next((_of_decision(d) for d in frame.decisions if ends and d.key == key and d.until == day), kind)
            if kind is _K.OTHER and words[start:end].lower().startswith("in "):
                continue
            if ends and computed and kind is _K.OTHER:  # a length without a beginning that the Council gives it
                day = None
            if kind is _K.NOTIFICATION and _is_of_what_happens(words[start:end]):
                day = None
            phrase = _phrase(words, clause, start, word)
            found.append(
                Deadline(start=start, end=end, kind=kind, day=day, computed=computed and day is not None, phrase=phrase)
            )
    return found


def _is_of_what_happens(said: str) -> bool:
    """Whether a period counts from no day that is named: one in which something is to be notified counts from that, whenever it happens."""
    return _A_LENGTH.search(said) is not None and _ADOPTION.search(said) is None


def _of_decision(decision: MandateDecision) -> DeadlineKind:
    return _K.EXPIRY if decision.kind is BodyKind.MEASURES else _K.MANDATE_END


Expression = tuple[int, int, dt.date | None, bool, bool]  # start, end, day, computed, something ends on it


def _expressions(words: str, clause: Clause, frame: Frame) -> Iterator[Expression]:
    text, offset = words[clause.start : clause.end], clause.start
    taken: list[tuple[int, int]] = []
    for match in _WITHIN.finditer(text):
        anchor = match["anchor"] or ""
        ours = not anchor or _ADOPTION.match(anchor) is not None or re.match(r"\s+to\b", anchor)
        end = (
            match.end("length")
            if not ours or re.match(r"\s+to\b", anchor) or not anchor
            else match.start("anchor") + len(_adoption(anchor))
        )
        if not ours:
            end = match.end()
        begins = (_begins(text[: match.start()], frame.adopted) if not anchor else None) or frame.adopted
        day = _after(period_of(match["length"]), begins) if ours else None
        taken.append((match.start(), end))
        yield offset + match.start(), offset + end, day, True, False
    for match in _EVENT.finditer(text):
        ends = frame.mandate_ends if not match["ahead"] else None
        taken.append(match.span())
        yield offset + match.start(), offset + match.end(), ends, ends is not None, False
    for match in _MONTH.finditer(text):
        month = next(number for number, name in enumerate(MONTHS, 1) if name.lower() == match["month"].lower())
        last = calendar.monthrange(int(match["year"]), month)[1]
        yield offset + match.start(), offset + match.end(), dt.date(int(match["year"]), month, last), True, False
    times = [t for t in find_times(text, frame.adopted) if not any(t.start < b and a < t.end for a, b in taken)]
    listed: set[int] = set()  # "on 15 February, 15 June and 10 October": the first tells what the others are for
    for number, time in enumerate(times):
        if time.role is Role.ON and number and _LISTED.fullmatch(text, times[number - 1].end, time.start):
            listed.add(number)
        before = number - 1 if number in listed else number
        while before in listed:
            before -= 1
        yield from _of_time(text, offset, time, times[before], times[max(0, number - 2) : number + 3], frame)


def _begins(before: str, adopted: dt.date | None) -> dt.date | None:
    """The day from which a period counts, where the words right before it name one: "from 31 May 2033 and …", "from this date and …"."""
    bare = _JOINING.sub("", before)
    days = [each for each in find_times(bare, adopted) if each.day and not each.adoption]
    right_before = bool(days) and (
        days[-1].end == len(bare) if days[-1].role is Role.FROM else _THAT_DAY.search(bare) is not None
    )
    return days[-1].day if right_before else None


def _of_time(
    text: str, offset: int, time: TimeExpression, lead: TimeExpression, near: list[TimeExpression], frame: Frame
) -> Iterator[Expression]:
    start, end = offset + time.start, offset + time.end
    if lead.role is Role.UNTIL or lead.role is Role.BY:
        yield start, end, time.day, False, lead.role is Role.UNTIL
    elif lead.role is Role.ON and time.day and text[lead.start : lead.end].lower().startswith("on "):
        if (frame.adopted is None or time.day > frame.adopted) and not _NOT_AHEAD.search(
            text[max(0, lead.start - 30) : lead.start]
        ):
            yield start, end, time.day, False, False
    elif (
        time.role is Role.FOR
        and not _PAST.search(text[max(0, time.start - 20) : time.start])
        and not any(t.role is Role.UNTIL for t in near)
    ):
        since = [t for t in near if t.role is Role.FROM and not t.adoption]
        _, until, _ = end_of([*since, time], frame.adopted)
        yield start, end, until, True, True


def _adoption(anchor: str) -> str:
    match = _ADOPTION.match(anchor)
    return match[0] if match else ""


def _after(period: Period, day: dt.date | None) -> dt.date | None:
    return period.after(day) if day is not None and period != Period() else None


def _kind(words: str, clause: Clause, start: int, end: int, *, ends: bool) -> tuple[DeadlineKind, int | None]:
    """What the expression is for, and where the word stands that tells so: the nearest before it, else the nearest after."""
    wanted = _ENDS if ends else _DUE
    before = _named(_WORD.finditer(words, max(clause.start, start - _BEFORE), start))
    fitting = [(kind, at) for kind, at in before if kind in wanted]
    after = _named(_WORD.finditer(words, end, min(clause.end, end + _AFTER)))
    if ends and fitting and all(_PROLONGS.match(words, at) for _, at in fitting):  # "to renew until … the measures"
        kind = next((kind for kind, _ in after if kind in _ENDS), fitting[0][0])
        return kind, fitting[0][1]
    if fitting:
        return fitting[0] if ends and fitting[0][0] is fitting[-1][0] else fitting[-1]
    later = [kind for kind, _ in after if kind in wanted]
    if later and not ends:
        return later[0], None
    if (
        before
        and not ends
        and before[-1][0] in _ENDS
        and re.match(r"by|no|not|before", words[start:end], re.IGNORECASE) is None
    ):
        return before[-1]
    return (later[0] if later else _K.OTHER), None


def _named(matches: Iterable[re.Match[str]]) -> list[tuple[DeadlineKind, int]]:
    return [(_WORDS[int(str(match.lastgroup)[1:])][0], match.start()) for match in matches]


def _phrase(words: str, clause: Clause, start: int, word: int | None) -> str:
    """The words before the expression, from the one that tells what it is for."""
    if word is not None:
        phrase = words[word:start].strip(" ,;:")
        return phrase if len(phrase) <= _PHRASE else phrase[:_PHRASE].rpartition(" ")[0].strip(" ,;:(")
    low = max(clause.start, start - _PHRASE)
    text = words[low:start]
    if low > clause.start:
        text = text.partition(" ")[2]
    cut = max(text.rstrip(" ,").rfind(mark) for mark in ", ; : ( ".split())
    return (text[cut + 1 :] if len(text) - cut > 16 else text).strip(" ,;:")
