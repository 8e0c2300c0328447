"""A follow-up that only names another place or subject, in full: the question before, asked again of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from assistant.operations.chain import Chain
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Subject
from assistant.reading.assumptions import opens_with_an_auxiliary
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.elsewhere import another_member, names_one
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.pointers import Points, points_at_the_same_text, points_back, pronouns_in
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.reading.selection.short_years import is_short_year
from assistant.reading.selection.units import is_year
from assistant.reading.selection.voting import votes_among
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import asks_for_an_end
from assistant.retrieval.names.events import events_at
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem
from ingest.places import names_of_place

_FEW = 2  # words that say how the other one is called
_ONE = frozenset(("one", "ones"))
Span = tuple[int, int]


def in_full(mentions: Mentions, focus: Focus, subjects: Subjects, day: dt.date | None) -> str:
    """The question before with the place or subject of "same for Mali" or "and Haiti?" for its own, so that all is asked again that it
    asked; empty for a question that says more, or where the one before goes on from a plan or is not known whole."""
    asked = FollowUp(mentions, focus, {}, subjects, day)
    last = focus.plans[-1] if focus.plans else None
    followed = len(focus.plans) == 1 and isinstance(last, Chain | Select)  # these are asked again as plans
    by_words = last is None or (isinstance(last, Search) and not last.about)
    whole = by_words or not focus.named  # the number of a text is no part of what is searched for
    if not focus.text or not whole or followed or mentions.references or another_member(asked):
        return ""
    if points_at_the_same_text(mentions.text) or (
        opens_with_an_auxiliary(mentions.text) and pronouns_in(mentions.text)
    ):
        return ""  # "does Azuria have to do anything under it?"
    year, before_then = _in_another_year(mentions, focus.text)
    if (mentions.days and not year) or (isinstance(last, Lookup | Effects) and points_back(before_then)):
        return ""  # what "it" was in the question before is not known without what was told
    spoken = [(each.start, each.end) for each in mentions.named] + [(each.start, each.end) for each in mentions.places]
    events = _events(mentions.text) if asked.points(Points.SAME) else []
    spoken += events
    begins = min(spoken, default=(0, 0))[0]  # "same for the Mali list"
    same = any(each.meaning is Points.SAME and each.start < begins for each in asked.pointers)
    also = [word for word in asked.left if word.plain not in _ONE] if same else []
    # after a vote "the Mali one, same split?" asks for that on another text
    votes = votes_among(mentions.text)
    again = (
        [(each.start, each.end) for each in votes]
        if isinstance(last, Votes) and not same and names_one(mentions)
        else []
    )
    apart = (*events, *again)
    own_words = [w for w in asked.left if w != year and not any(start <= w.start < end for start, end in apart)]
    also = [word for word in also if word in own_words]
    says_more = any(word not in also and word.plain not in _ONE for word in own_words) or len(also) > _FEW
    if not spoken or says_more or (votes and not again) or asks_for_an_end(mentions) or _is_of_an_order(mentions):
        return ""
    called = [word for word in words_in(mentions.text) if same and word.start > begins and word.plain in CORPUS_WORDS]
    there = mentions.text[
        begins : max(end for _, end in (*spoken, *((word.start, word.end) for word in (*also, *called))))
    ]
    kinds = {each.kind for each in mentions.named}
    if year is not None:
        there = mentions.text[begins : max(end for _, end in spoken)]
    before = subjects.mentions(before_then, day)
    if before and not kinds <= {each.kind for each in before}:
        return ""  # another thing is asked about
    # of what is called by its kind and a place the kind stays where only a place is named: "the measures on arms there"
    own = [(each.start, each.end) for each in before if each.is_name or each.kind in kinds]
    places = places_among(words_in(before_then))
    if not mentions.named and {each.meaning for each in mentions.places} & {each.meaning for each in places}:
        return ""  # a town of the place that was spoken of is no other one
    # an adjective beside the name of another place says who did it, and not where
    by_name = {e.meaning for e in places if before_then[e.start : e.end] in names_of_place(e.meaning)}
    if _events(mentions.text) and (told := _events(before_then)):  # with the year in which that was
        own += [*told, *((word.start, word.end) for word in words_in(before_then) if is_year(word.printed))]
    own = _outer([*own, *((e.start, e.end) for e in places if not by_name or e.meaning in by_name)])
    if not own and not (by_words or (isinstance(last, Votes) and last.text)):
        return ""
    return _with(there, before_then, own)


def _events(text: str) -> list[Span]:
    return [(start, end) for start, end, _ in events_at(text)]


def _is_of_an_order(mentions: Mentions) -> bool:
    """Whether the first or the last text on something is asked for, and not the question before: "first resolution for UNMAZ?"."""
    words = [word.plain for word in words_in(mentions.text)]
    return any(order in _ORDERS and stem(text) == _RESOLUTION for order, text in pairwise(words))


_ORDERS, _RESOLUTION = frozenset("first last latest newest earliest original".split()), stem("resolution")


def _in_another_year(mentions: Mentions, before: str) -> tuple[Word | None, str]:
    """The one word of a question that is a year, also of two digits, after one that named years, and that question with it for its own."""
    known = [word for word in words_in(before) if is_year(word.printed)]
    said = [word for word in words_in(mentions.text) if is_year(word.printed) or is_short_year(word)]
    if not known or len(said) != 1 or any(each.month for each in mentions.days):
        return None, before
    year = said[0].printed if is_year(said[0].printed) else f"{known[0].printed[:2]}{said[0].printed}"
    for word in reversed(known):
        before = f"{before[: word.start]}{year if word is known[0] else ''}{before[word.end :]}"
    return said[0], before


def with_its_name(mentions: Mentions, focus: Focus, subjects: Subjects) -> tuple[str, Subject | None]:
    """A question with the name of what "it" stands for, the one thing that was followed or on which the paragraph decides that was told, and
    that thing; empty where a question names something itself."""
    it = next((word for word in words_in(mentions.text) if word.plain == "it"), None)
    meant = (*focus.spoken, *(entry.subject for entry in subjects.deciding(focus.lead)))
    if it is None or not meant or mentions.named or mentions.references or mentions.understood.unknown:
        return "", None
    return f"{mentions.text[: it.start]}{meant[0].name}{mentions.text[it.end :]}", meant[0]


def _outer(spans: Sequence[Span]) -> list[Span]:
    """The spans that stand in no other, in order."""
    return [
        (start, end)
        for start, end in sorted({*spans})
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
    ]


def _with(there: str, text: str, spans: Sequence[Span]) -> str:
    """A text with other words for the names in it, behind it where it has none."""
    if not spans:
        return f"{text} {there}"
    ends, starts = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)]
    first, *between, last = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return " ".join(f"{first}{there}{''.join(map(_before_a_name, between))}{last}".split())


def _before_a_name(piece: str) -> str:
    """A piece of a text without the words that only lead to a name behind it: "UNMIL, in" Liberia."""
    words = piece.split()
    while words and words[-1].lower() in FUNCTION_WORDS:
        words.pop()
    return f" {' '.join(words)}" if words else ""
