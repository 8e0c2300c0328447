"""Follow-ups on the same matter at another time: "and a year later?", "the sequel of May 1971", "what became of it?"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from assistant.reading.zero.dialogue.follow_up import FollowUp, mandate_of
from assistant.reading.zero.dialogue.follow_up_chains import about_an_end
from assistant.reading.zero.dialogue.phrases import BACK, in_place_of_pronoun
from assistant.reading.zero.dialogue.spans import Span, span_of
from assistant.reading.zero.dialogue.thread import references
from assistant.reading.zero.dialogue.unsaid import CLAUSE, OPENING
from assistant.reading.zero.kinds.particulars import own_words
from assistant.retrieval.names.place_names import places_named
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import content_stems, content_words, stems
from assistant.understanding.days import Day, dates_of
from ingest.annotations import Action
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from ingest.resolution import Resolution


def at_another_time(f: FollowUp) -> str | None:
    """``a year later``, ``the week after``, ``that June``: the resolution of that time on the matter in focus."""
    record = f.background.catalogue.record(f.thread.focus) if f.thread.focus else None
    if record is None or record.date is None or f.own:
        return None
    said = _without_opening(f.question)
    span = span_of(said, record.date)
    if span and about_an_end(said) and (number := _decided_in(span, f)):
        return f"Until when does resolution {number} extend {mandate_of(f)}?"
    number = _adopted_in(span.first, span.last, record, f) if span else None
    return _asked_of(number, said, span, f) if number and span else None


def _decided_in(span: Span, f: FollowUp) -> int | None:
    """The first resolution of a span that sets the end of what is spoken of."""
    decided = (d for d in f.chain() if d.date and span.first <= d.date <= span.last and d.until)
    return next((d.resolution for d in decided if d.resolution != f.thread.focus), None)


def of_a_date(f: FollowUp) -> str | None:
    """``that of May 1971``: the resolution of a named month or day on the matter in focus."""
    record = f.background.catalogue.record(f.thread.focus) if f.thread.focus else None
    said = _without_opening(f.question)
    match = _OF_A_DATE.search(said)
    if record is None or f.own or match is None:
        return None
    day = next((day for day in dates_of(match.group()) if day.month), None)
    if day is None:
        return None
    first, last = _whole(day)
    number = _adopted_in(first, last, record, f)
    return _asked_of(number, said, Span(first, last, *match.span()), f) if number else None


def of_a_year(f: FollowUp) -> str | None:
    """``the 1988 attack``, ``what was added in 2009?``: the resolution of a year on the matter in focus, which does not
    speak of that year itself."""
    record = f.background.catalogue.record(f.thread.focus) if f.thread.focus else None
    match = (
        _ONE_OF_A_YEAR.search(f.rest)
        or _OF_A_YEAR.search(f.rest)
        or (None if CLAUSE.search(f.rest) else _THING_OF_A_YEAR.search(f.rest))
    )
    if record is None or f.own or match is None or int(match["year"]) == record.year:
        return None
    if _BOUND.search(f.rest[: match.start()]) or any(day.month for day in dates_of(f.rest)):
        return None
    year = match["year"]
    if any(year in row.words for row in f.background.catalogue.paragraphs_of(record.number)):
        return None
    first, last = _whole(Day(int(year), 1))[0], _whole(Day(int(year), 12))[1]
    number = _adopted_in(first, last, record, f, needed=1)
    if (
        number is None and (number := _adopted_in(first, last, record, f)) is not None
    ):  # the only one on the place will do
        other = f.background.catalogue.record(number)
        number = number if other and f.thread.place in places_in(_described(other)) else None
    return _asked_of(number, f.rest, Span(first, last, *match.span("when")), f) if number else None


_ONE_OF_A_YEAR = re.compile(r"(?P<when>\b(?:in |of |by )?the (?P<year>19[4-9]\d|20[0-4]\d) one)\b", re.IGNORECASE)
_THING_OF_A_YEAR = re.compile(r"(?P<when>,? ?\bof (?P<year>19[4-9]\d|20[0-4]\d))$")
_OF_A_YEAR = re.compile(
    r"\b(?:the )?(?P<when>(?:in |(?<=one )of |(?<=resolution )of |(?<=text )of |(?<!of ))(?P<year>19[4-9]\d|20[0-4]\d))\b(?!\s*(?:\(|,?\s*(?:and|to|or|-)\s*\d))"
)


_BOUND = re.compile(r"\b(?:after|since|before|until|till|from|by|up to)\s+$", re.IGNORECASE)


def at_its_founding(f: FollowUp) -> str | None:
    """``how many when it was founded?``: the decision that set up what is spoken of, and not the text in focus."""
    match = _FOUNDED.search(f.rest)
    first = next((d for d in f.chain() if d.action is Action.ESTABLISH and d.date), None) if match else None
    if match is None or first is None or first.date is None or f.own or first.resolution == f.thread.focus:
        return None
    return _OF_TODAY.sub("", _asked_of(first.resolution, f.rest, Span(first.date, first.date, *match.span()), f))


_FOUNDED = re.compile(
    r",?\s*\b(?:when|as) (?:it|they|this|that|the (?:\w+ )?(?:mission|force|operation|panel|committee|office|tribunal|group)|(?-i:[A-Z]{3}\w*)) "
    r"(?:was|were) (?:first |originally )?(?:founded|set up|created|established|launched|deployed|formed)\b"
    r"|,?\s*\bat (?:its|their|the) (?:founding|foundation|creation|establishment)\b",
    re.IGNORECASE,
)
_OF_TODAY = re.compile(r"(?:,\s*)?\b(?:currently|current|now|today|at present)\b\s?", re.IGNORECASE)


def what_became(f: FollowUp) -> str | None:
    """``what came of it later?``: the later resolution on the matter that speaks of it."""
    record = f.background.catalogue.record(f.thread.focus) if f.thread.focus else None
    if record is None or record.date is None or f.own or not _BECAME.search(f.rest):
        return None
    asked = set(content_stems(_BECAME.sub(" ", f.rest)))
    if not asked:
        return None
    number = _adopted_in(record.date + dt.timedelta(1), dt.date.max, record, f, needed=max(1, len(asked) - 1))
    if number is None:
        return None
    said = re.sub(r"\s+", " ", _BECAME.sub(" ", f.rest)).strip()
    what = (
        said
        if re.match(r"(?:what|how|who|when|where|did|was|were)\b", said, re.IGNORECASE)
        else f"what is decided on {said}"
    )
    return f"{what} in resolution {number}?"


_BECAME = re.compile(
    r"\bwhat (?:became|has become|happened) (?:of|to|with)\b|\b(?:afterwards|later on|in the end|since then)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"what (?:happened|was done|became|changed) (?:to|of|with|about|for)\b", re.IGNORECASE)
_OF_A_DATE = re.compile(
    r"(?:\b(?:the|that)\s+(?:\w+\s+)?(?:one|follow-up|resolution|text|renewal|extension|decision)\s+)?\b(?:of|in|from|adopted in|passed in|adopted on)\s+(?:the\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]+\s+(?:\d{1,2},\s+)?(?:19|20)\d\d\b"
)
_POINTS_TO_A_TEXT = re.compile(
    r"(?:[,:–-]\s*)?\b(?:the|that|its)\s+(?:(?:next|later|earlier|second|new)\s+)?(?:one|follow-up|resolution|text|renewal|extension|decision)\s*(?:of|in|from)?\s*$",
    re.IGNORECASE,
)
_TEXT_AHEAD = re.compile(r"the (?:\w+ )?(?:one|resolution|text) (?:of|from|in)\b[^?]*?[,:]", re.IGNORECASE)
_WHICH_TEXT = re.compile(r"^\W*(?:which|what) (?:resolution|text|one)\b", re.IGNORECASE)
_DATE = re.compile(r"\bdate\b|\bend-of-", re.IGNORECASE)
_THERE = re.compile(
    r"\b(?:(?:in |under |of |by )?(?:there|that one|that text|that resolution)|(?:in|under|of|by) it)(?=\s*[?.,]|\s*$)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:repeat\w*|again|the same|same|likewise|confirm\w*|reaffirm\w*|similar\w*|that|this|was|is|were|there|it|date|passage|wording|end-of-\w+|\w+-date)\b",
    re.IGNORECASE,
)


def _without_opening(question: str) -> str:
    opening = OPENING.match(question)
    return _CHANGES.sub("", question[opening.end() if opening else 0 :]).rstrip("?. ")


_CHANGES = re.compile(
    r"^\W*(?:(?:a )?(?:different|another|new|other|next) (?:question|matter|thing|topic|subject)|let['’]s move on(?: to)?|moving on(?: to)?|change of (?:subject|topic))\b[\s:,.–-]*",
    re.IGNORECASE,
)


def _whole(day: Day) -> tuple[dt.date, dt.date]:
    first = day.begins
    if day.day:
        return first, first
    following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, following - dt.timedelta(1)


def _asked_of(number: int, said: str, span: Span, f: FollowUp) -> str:
    """``said`` asked of a resolution, without the words that told its time."""
    before = _POINTS_TO_A_TEXT.sub("", said[: span.start])
    rest = re.sub(r"\s+", " ", f"{before} {said[span.end :]}").replace(":,", ":").strip(" ,:;–-")
    rest = re.sub(r"^(?:and|but|in|of|on)\b\s*", "", rest, flags=re.IGNORECASE)
    last = f.thread.question
    if not content_words(_AGAIN.sub(" ", rest)):
        if (about_an_end(last) or _DATE.search(rest)) and any(d.resolution == number for d in f.chain()):
            return f"Until when does resolution {number} extend {mandate_of(f)}?"
        old = references(last, f.background)
        if old:
            return f"{last[: old[0].start]}resolution {number}{last[old[-1].end :]}"
        return f"{last.rstrip('?. ')}, in resolution {number}?"
    if _TEXT_AHEAD.match(said) and re.search(r"\bit\b", rest):  # "the one of May 1971, what did it impose?"
        return f"{in_place_of_pronoun(rest, f'resolution {number}')}?"
    if f.thread.place:
        rest = re.sub(r"\b(from|to|in) there\b", rf"\1 {f.thread.place}", rest)
    if _WHICH_TEXT.match(rest):
        return f"{_WHICH_TEXT.sub(f'Which paragraph of resolution {number}', rest, count=1)}?"
    if match := _HAPPENED.match(rest):
        return f"What does resolution {number} decide on {rest[match.end() :].strip()}?"
    if _THERE.search(rest):
        return f"{_THERE.sub(f'in resolution {number}', rest, count=1)}?"
    subject = f.thread.subject
    rest = in_place_of_pronoun(rest, subject.text) if subject and subject.lasts and not BACK.search(rest) else rest
    return f"{rest} in resolution {number}?"


def _adopted_in(first: dt.date, last: dt.date, focus: Resolution, f: FollowUp, needed: int = 0) -> int | None:
    """The resolution of a span that is nearest to the matter in focus and to the words of the question; ``None`` where
    none belongs to the matter. ``needed`` words of the question must stand in one paragraph of it."""
    catalogue = f.background.catalogue
    own = _words_of_places(f.question)
    places = own or _words_of_places(f"{_described(focus)} {f.thread.place}")
    linked = {resolution_of(key) for key, _ in catalogue.citing(focus.number)} | set(focus.related)
    linked |= {d.resolution for d in f.chain()}
    asked = set(content_stems(f.question)) | stems(" ".join(in_the_register(f.question)))
    spoken: set[str] = set()
    if not content_words(_AGAIN.sub(" ", _without_times(f.question, focus))):  # then what was asked before counts
        asked, spoken, needed = set(content_stems(" ".join(f.thread.matters))), set(content_stems(f.thread.matter)), 1

    turns = next((written for said, written in _TURNS if said.search(f.question)), None)

    def score(record: Resolution, asked: set[str]) -> tuple[float, int]:
        there = _described(record)
        if not record.subject and places:  # old records have no description
            there = " ".join([there, *(row.words for row in catalogue.paragraphs_of(record.number)[:6])])
        here = any(all(word in there for word in place) for place in places)
        same_item = bool(record.agenda and record.agenda == focus.agenda)
        belongs = 3.0 * here + 2.0 * (record.number in linked) + 2.0 * same_item
        if (own and not here) or not belongs:
            return 0.0, 0
        rows = [row for row in catalogue.paragraphs_of(record.number) if row.kind is Kind.OPERATIVE]
        words = max((len(asked & stems(row.words)) for row in rows), default=0)
        if words < needed:
            return 0.0, 0
        turned = turns is not None and any(turns.search(row.words) for row in rows)
        return belongs + words + 3.0 * turned, -abs(
            (record.date - focus.date).days
        ) if record.date and focus.date else 0

    candidates = [record for record in _records(first, last, f) if record.number != focus.number]
    for wanted in filter(None, (asked, spoken)):
        points, number = max(((score(each, wanted), each.number) for each in candidates), default=((0.0, 0), 0))
        if points[0] > 0:
            return number
    return None


# What was cut or widened at that time: the resolution of the time that says so, and not one that only extends.
_TURNS = (
    (
        re.compile(r"\b(?:replac|succeed|t[oa]k\w+ over|set up|creat|establish|came after)", re.IGNORECASE),
        re.compile(r"\bestablish(?:ed)?\b(?! by\b| pursuant\b| under (?:paragraph|resolution)\b| in\b)", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:cut|reduc|shr[aiu]nk|scal\w* (?:down|back)|lower|downsiz|trimm|slim)", re.IGNORECASE),
        re.compile(
            r"\b(?:adjust|reduc|decreas|downsiz|revis|limit)\w* [^.;]*\b(?:mandate|strength|force|level|size|component)",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\b(?:widen|expan|enlarg|increas|strengthen|broaden|rais|reinforc|beef|add)", re.IGNORECASE),
        re.compile(r"\b(?:expan|enlarg|increas|strengthen|broaden|additional|reinforc)\w*", re.IGNORECASE),
    ),
)


def _words_of_places(text: str) -> set[tuple[str, ...]]:
    """The opening letters of the names of each place in a text, as the texts write them."""
    return {tuple(own_words(place)) for place in (*places_in(text), *(written for _, written in places_named(text)))}


def _without_times(question: str, focus: Resolution) -> str:
    span = span_of(question, focus.date) if focus.date else None
    said = f"{question[: span.start]} {question[span.end :]}" if span else question
    return _OF_A_DATE.sub(" ", said)


def _described(record: Resolution) -> str:
    return f"{record.subject} {record.agenda} {' '.join(record.topics)}"


def _records(first: dt.date, last: dt.date, f: FollowUp) -> Iterator[Resolution]:
    catalogue = f.background.catalogue
    numbers = (number for number, year in catalogue.years().items() if first.year <= year <= last.year)
    for number in numbers:
        record = catalogue.record(number)
        if record is not None and record.date is not None and first <= record.date <= last:
            yield record
