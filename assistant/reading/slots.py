"""From a kind of question, its mentions and the focus of the conversation to a plan: each kind says which mentions its
arguments are.

A plan is made where the mentions that it cannot do without are there; what is missing is a hole, which the focus may fill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.operations.chain import Chain, View
from assistant.operations.cites import Cites
from assistant.operations.compare import Compare
from assistant.operations.effects import Effects
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Plan, Position, Subject, SubjectKind, Voting, Where
from assistant.reading.conversation.carry import Focus, leaves_holes, subject_for
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions, last_of
from assistant.reading.naming import Mention
from assistant.reading.selection.conditions import periods_of, voting_of, where_of
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.voting import votes_among
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import asks_for_an_end, matter_left
from assistant.terms import stem
from assistant.understanding.days import Day


@dataclass(frozen=True, slots=True)
class Asked:
    """What slots are filled from. ``kind``, its ``chance`` and ``selection`` are what the router says; ``matter``
    what is selected on; ``strange`` the rare words
    of the question that belong to no mention."""

    kind: str
    mentions: Mentions
    focus: Focus
    subjects: Subjects
    day: dt.date | None
    selection: Mapping[str, str] = field(default_factory=dict)
    matter: str = ""
    chance: float = 1.0
    strange: tuple[str, ...] = ()


Slots = Callable[[Asked], tuple[Plan, ...]]


def _chains(view: View) -> Slots:
    def plans(asked: Asked) -> tuple[Plan, ...]:
        mentions = asked.mentions
        of = asked.subjects.oldest_like if view == "first" else _meant
        named: list[Subject] = [subject for each in mentions.named if (subject := of(each)) is not None]
        if mentions.understood.unknown or not _go_back_to(asked, named, mentions.numbers):
            return ()
        left = None if asks_for_an_end(mentions) else matter_left(mentions, view)
        if left and len(set(named)) == 1:  # how the newest decisions themselves call it is no matter beside it
            said = asked.subjects.said_in_decisions(named[0], asked.day)
            left = tuple(word for word in left if stem(word) not in said)
        if asked.strange if left is None else left:  # it is asked about more than the subject
            return _standing(named, mentions)
        if not named and not mentions.places and not mentions.days:
            carried = subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
            named = [carried] if carried is not None else []
        kept = [
            each for each in dict.fromkeys(named) if view not in ("ceiling", "gaps") or each.kind is SubjectKind.MISSION
        ]
        seen = view if _says_more(mentions) else "end"  # of a name alone: how it stands and until when
        then = {each: _when_decided(each, asked) if view == "first" else None for each in kept}
        return tuple(Chain(subject=each, view=seen, day=_day_of(mentions) or then[each]) for each in kept)

    return plans


def _meant(mention: Mention) -> Subject | None:
    return mention.subject


def _go_back_to(asked: Asked, named: Sequence[Subject], numbers: Sequence[int]) -> bool:
    """Whether the resolutions of a question are those that the one authorization in it goes back to ("vessels off Azuria (9102)"), and
    those inside a name of measures ("1267 asset freeze", "the sanctions that 9102 put on Azuria") are those that these go back to."""
    inside = {*asked.mentions.understood.numbers} - {*numbers}
    entry = asked.subjects.entry(named[0], asked.day) if len(set(named)) == 1 else None
    if entry is not None and not entry.roots.issuperset(inside):
        return False
    if not numbers:
        return True
    return entry is not None and entry.subject.kind is SubjectKind.AUTHORIZATION and entry.roots.issuperset(numbers)


def _when_decided(subject: Subject, asked: Asked) -> dt.date | None:
    """The day of the resolution that stands inside a name ("the sanctions that 9102 put on Azuria"): a regime of its time is meant."""
    inside = {*asked.mentions.understood.numbers} - {*asked.mentions.numbers}
    entry = asked.subjects.entry(subject, asked.day) if inside else None
    days = [d.date for d in entry.decisions if d.resolution in inside and d.date] if entry is not None else []
    return max(days, default=None)


def _says_more(mentions: Mentions) -> bool:
    """Whether a question has a word beside the names in it; one that has none was carried over, or names nothing."""
    spans = [(each.start, each.end) for each in mentions.named]
    words = words_in(mentions.text)
    return not spans or any(not any(start <= word.start < end for start, end in spans) for word in words)


def _standing(named: Sequence[Subject], mentions: Mentions) -> tuple[Plan, ...]:
    """What holds on the matter of a question in the present that names one subject."""
    subjects = list(dict.fromkeys(named))
    if len(subjects) != 1 or not mentions.in_the_present or asks_for_an_end(mentions):
        return ()
    return (Standing(subject=subjects[0], matter=mentions.text[:_LONGEST]),)


_LONGEST = 1000  # characters of a matter


def _day_of(mentions: Mentions) -> dt.date | None:
    """The day as of which a question places itself; none for a question in the present."""
    return None if not mentions.days else mentions.period[1]


def _votes(asked: Asked) -> tuple[Plan, ...]:
    mentions = asked.mentions
    if mentions.understood.unknown:
        return ()
    numbers = mentions.numbers or (asked.focus.resolutions[:1] if leaves_holes(mentions) else ())
    members = tuple(dict.fromkeys(code for code, _ in mentions.members))
    if numbers and not mentions.days:
        return (Votes(resolutions=numbers, members=members),)
    return _votes_found(asked) if not mentions.references else ()


def _votes_found(asked: Asked) -> tuple[Plan, ...]:
    """The votes on what was put to the vote on a matter at a time, adopted or not."""
    mentions = asked.mentions
    read = read_selection(mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    if read is None or read.unread:
        return ()
    if read.arguments["group"]:  # who voted so most often
        return read.plans()
    if not read.where.matter or not read.is_dated:
        return ()
    where = Where(since=read.where.since, until=read.where.until, matter=read.where.matter)
    return (Votes(where=where, members=read.members),)


def _compare(asked: Asked) -> tuple[Plan, ...]:
    mentions = asked.mentions
    if mentions.numbers or mentions.places or mentions.days or mentions.understood.unknown:
        return ()
    named = [each.subject for each in mentions.named if each.subject is not None]
    subject = named[0] if len(named) == 1 else subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
    return (Compare(subject=subject),) if subject is not None and not named else ()


def _search(asked: Asked) -> tuple[Plan, ...]:
    """An event is looked for in its time, by what the texts write for it."""
    mentions = asked.mentions
    if len(mentions.events) == 1 and not mentions.references and mentions.events[0].written:
        event = mentions.events[0]
        until = last_of(Day(event.last.year, event.last.month))
        return (Search(text=f"{mentions.text} {event.written}", where=Where(since=event.first, until=until)),)
    return ()


_SURE = 0.9  # from which on what is asked of a place that is named is not read in that place


def _effects(asked: Asked) -> tuple[Plan, ...]:
    """What became of one place that is named, or of the one on which the answer before was led."""
    mentions = asked.mentions
    if len(mentions.references) == 1 and not mentions.named and asked.chance >= _SURE:
        return (Effects(place=mentions.references[0].pinpoint.key),)
    carried = asked.focus.lead if leaves_holes(mentions) else ""
    return (Effects(place=carried),) if "/" in carried else ()


def _cites(asked: Asked) -> tuple[Plan, ...]:
    """Who cites the one place that is named. Which way a question points is read as before where a place is named in it."""
    carried = asked.focus.lead if leaves_holes(asked.mentions) else ""
    if carried:
        return (Cites(place=carried),)
    read = read_selection(asked.mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    return read.plans() if read is not None and read.where.cites and not read.unread and not read.where.matter else ()


def _select(asked: Asked) -> tuple[Plan, ...]:
    """What is listed, counted, grouped or ranked, where every word of the question is read as something."""
    mentions, verbs = asked.mentions, asked.subjects.verbs
    read = read_selection(mentions, asked.day or dt.date.today(), asked.selection, verbs)
    if read is not None and read.is_query and read.where.matter and _is_no_matter(read.where.matter, asked):
        read = read.without_matter()
    listed = read is not None and (read.is_query or (asked.chance >= _LISTED and bool(read.where.matter)))
    of_bodies = asked.selection.get("source") in _FOLLOWED
    if read is not None and listed and not read.unread and (read.where.deeds or not of_bodies):
        return read.plans()
    return _by_likelihood(asked)


def _is_no_matter(words: str, asked: Asked) -> bool:
    """Whether words that were left over in what surely is a selection are none of its matter: no name stands in them, and by what was
    learned none of the question's words belongs to a matter."""
    named = asked.mentions.named or asked.mentions.places or any(word[:1].isupper() for word in words.split())
    return asked.chance >= _SURE and not asked.matter and not named


_LISTED = 0.8  # the chance from which on resolutions on a matter are listed
_FOLLOWED = ("bodies", "decisions")


def _by_likelihood(asked: Asked) -> tuple[Plan, ...]:
    """What is counted, grouped or ranked of bodies and their decisions, with the arguments that are likely."""
    mentions, chosen = asked.mentions, _agreeing(asked.selection, asked.mentions)
    group, measure, column, order, limit = (
        chosen.get(name, "") for name in ("group", "measure", "column", "order", "limit")
    )
    told_apart = voting_of(mentions) is not None or chosen.get("source") == "paragraphs"
    listed = told_apart and ((limit not in ("", "0") and order in _IN_TIME) or measure == "count")
    if mentions.numbers or mentions.understood.unknown or not (group or column or measure not in _PLAIN or listed):
        return ()
    if chosen.get("source") not in _FOLLOWED:
        return ()
    source = "resolutions" if column else chosen.get("source", "resolutions")  # columns are those of resolutions
    matter = asked.matter
    share = measure == "share"
    plans = []
    for period in periods_of(mentions) if not group else [mentions.period]:
        where = where_of(mentions, period, matter=matter, votes=not share, chapter=not share)
        holding = where_of(mentions, period, matter=matter) if share else None
        if source == "paragraphs" and matter:
            where = where.model_copy(update={"matter": "", "phrase": matter})
        if source == "votes":
            where = _of_votes(where, mentions)
        plans.append(
            Select.model_validate(
                {
                    "source": source, "where": where, "group": group, "measure": measure, "column": column,
                    "holding": holding, "order": order, "limit": int(limit or 0),
                }
            )
        )  # fmt: skip
    return tuple(plans)


_PLAIN = ("", "rows", "count")  # what lists and counts are told by
_IN_TIME = ("newest", "oldest")


def _agreeing(chosen: Mapping[str, str], mentions: Mentions) -> dict[str, str]:
    """The arguments of a selection that agree with each other: each is told for itself, and together they may make no sense."""
    kept = dict(chosen)
    if kept.get("group") == "resolution" and kept.get("column"):  # a ranking of single resolutions
        kept |= {"group": "", "measure": "rows"}
    if kept.get("group") == "member" and kept.get("source") != "drafts":  # members have votes, and no columns
        kept |= {"source": "votes", "column": "", "measure": "count"}
    single = kept.get("measure") == "rows" and not kept.get("group")
    if single and (kept.get("order") in _IN_TIME or kept.get("limit") == "0"):
        kept["column"] = ""  # nothing is ranked by it
    since, until = mentions.period
    if since and until and since.year == until.year and kept.get("group") in ("year", "decade"):
        kept["group"] = ""  # one year has no years to compare
    return kept


def _of_votes(where: Where, mentions: Mentions) -> Where:
    """Rows of members' votes: those that took the position that is named."""
    found = next((each.meaning for each in votes_among(mentions.text) if each.meaning in set(Position)), None)
    if found is None:
        return where
    members = [code for code, _ in mentions.members] or [""]
    return where.model_copy(update={"voting": Voting(members=tuple((code, Position(found)) for code in members))})


SLOTS: Mapping[str, Slots] = {
    "chain.end": _chains("end"),
    "chain.first": _chains("first"),
    "chain.last": _chains("last"),
    "chain.history": _chains("history"),
    "chain.ceiling": _chains("ceiling"),
    "chain.gaps": _chains("gaps"),
    "chain.tasks": _chains("tasks"),
    "chain.neighbours": _chains("neighbours"),
    "effects": _effects,
    "cites": _cites,
    "search": _search,
    "select": _select,
    "votes": _votes,
    "compare": _compare,
}
