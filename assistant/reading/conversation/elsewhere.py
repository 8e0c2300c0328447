"""The question before, asked again of something else: another resolution, another member, another subject, another time."""

from __future__ import annotations

from itertools import pairwise

from assistant.operations.chain import Chain
from assistant.operations.cites import Cites
from assistant.operations.compare import Compare
from assistant.operations.council import Council
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.conversation.carry import Focus, beside, whose
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.its_day import end_of_that_time
from assistant.reading.conversation.pointers import Points, points_back
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.named.naming import Mention
from assistant.reading.places import places_among
from assistant.reading.selection.voting import votes_among
from assistant.reading.view_words import has_word_of, matter_left, words_of
from assistant.terms import FUNCTION_WORDS, stem, stems
from assistant.timeline.regimes.matters import labels_in
from ingest.mandates.chain import newest


def another_place(asked: FollowUp) -> tuple[Plan, ...]:
    """ "And 338?": the plans of the last turn on another resolution; the same paragraph of it, where one was named."""
    numbers, left = asked.mentions.numbers, asked.left
    if not numbers and (alone := asked.number_alone):
        numbers, left = alone, []
    followed = asked.kind.startswith("chain.")
    if numbers and 0 < len(left) <= _FEW and not followed and not asked.is_surely("") and asked.is_asked_again:
        return (Search(text=f"{asked.focus.text} {asked.mentions.text}", where=Where(numbers=numbers)),)
    if not numbers or left or any("/" in each.pinpoint.key for each in asked.mentions.references):
        return ()
    if asked.points(Points.SAME):
        last = asked.focus.plans[-1] if asked.focus.plans else None
        spoken_of = (asked.focus.lead,) if isinstance(last, Lookup) else asked.focus.named
        places = [_at(number, key) for number in numbers for key in spoken_of if "/" in key]
        if places or not asked.focus.voted:
            return (Lookup(places=tuple(places)),) if places else ()
    moved = [_moved(plan, numbers) for plan in asked.focus.plans]
    if asked.focus.plans and all(moved):
        with_members = any(isinstance(plan, Votes) and plan.members for plan in moved)  # a vote is told once
        told = [plan for plan in moved if not (with_members and isinstance(plan, Votes) and not plan.members)]
        return tuple(dict.fromkeys(plan for plan in told if plan is not None))
    if asked.is_surely("votes"):
        return ()  # which is told, whatever was searched for before
    if len(numbers) == 1 and asked.focus.text and asked.leans and not asked.focus.plans:
        return (Search(text=asked.focus.text, where=Where(numbers=numbers)),)
    return ()


_FEW = 2  # words that do not say what is looked for


def _at(number: int, key: str) -> str:
    """The place of a key in another resolution."""
    return f"{number}/{key.partition('/')[2]}"


def _moved(plan: Plan, numbers: tuple[int, ...]) -> Plan | None:
    """The same plan on other resolutions, which are named; ``None`` for a plan that is on none."""
    match plan:
        case Votes():
            return plan.but(resolutions=numbers, guessed=False, others=(), subject=None)
        case Record():
            return plan.but(resolutions=numbers, guessed=False, subject=None)
        case Effects() | Cites() if len(numbers) == 1:
            return plan.but(place=str(numbers[0]))
        case Search() if plan.where.numbers:
            return plan.but(where=plan.where.model_copy(update={"numbers": numbers}))
        case _:
            return None


def another_member(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Algeria?", after a vote was told."""
    members = asked.mentions.states
    named = {start for _, start in asked.mentions.members}
    rest = [word for word in asked.left if word.start not in named]
    before = {word.end + 1: word.plain for word in words_in(asked.mentions.text)}
    if (
        not members
        or rest
        or not asked.focus.voted
        or not asked.is_open
        or (points_back(asked.mentions.text) and asked.is_surely("search"))  # "what did it tell Azuria"
        or _OF_PLACES & {before.get(at) for at in named}
        or names_one(asked.mentions)
        or _is_a_matter(asked)
    ):
        return ()
    return (Votes(resolutions=asked.focus.voted, members=members),)


def _is_a_matter(asked: FollowUp) -> bool:
    """Whether what is named had no seat when the vote was taken, and resolutions are on it as they are on a place that the question before
    named: the same is asked of these."""
    there = {each.meaning for each in asked.mentions.places}
    sat = any(asked.subjects.sat(asked.focus.voted, each) for each in asked.mentions.states)
    return not sat and bool(asked.subjects.at(there)) and bool(places_among(words_in(asked.focus.text)))


def names_one(mentions: Mentions) -> bool:
    """Whether a place is named as that of another thing of the same kind: "the Azuria one"."""
    ends = {each.end for each in mentions.places}
    return any(before.end in ends and word.plain == "one" for before, word in pairwise(words_in(mentions.text)))


_OF_PLACES = frozenset(("for", "in", "on", "off"))  # "the one for Kenya" is no vote of Kenya


def of_a_named_text(asked: FollowUp) -> tuple[Plan, ...]:
    """ "And the smugglers one, 9104?", after something was followed: that of a kind on which a resolution that is named decides."""
    mentions = asked.mentions
    followed = any(isinstance(plan, Chain | Standing) for plan in asked.focus.plans)
    kinds = [each.kind for each in mentions.subjects if each.subject is None]
    if not followed or asked.left or len(mentions.numbers) != 1 or len(kinds) != 1:
        return ()
    decided = dict.fromkeys(entry.subject for entry in asked.subjects.deciding(str(mentions.numbers[0])))
    own = [subject for subject in decided if subject.kind is kinds[0]]
    return (Chain(subject=own[0]),) if len(own) == 1 else ()


def another_subject(asked: FollowUp) -> tuple[Plan, ...]:
    """ "And UNMISS?", "the panel?", "same for Mali and Chad": the last question on another subject, or on that of a kind at other places; until
    when something holds also where that was not followed."""
    last = next((plan for plan in asked.focus.plans if isinstance(plan, Chain)), None)
    mentions = asked.mentions
    subjects: list[Subject | None] = [each.subject for each in mentions.named]
    holes = [each for each in mentions.subjects if each.subject is None]
    measures = not subjects and any(each.lane for each in holes)
    alone = measures and not asked.left and bool(asked.focus.places or asked.focus.subjects)
    lasts = has_word_of(asked.focus.text, "lasting") and not measures  # "is it still there? and its panel"
    ends = has_word_of(asked.focus.text, "ends") or lasts or alone  # of measures that are only named, how they stand
    before = last.view if last is not None else "end" if ends else ""
    if not before or mentions.references or mentions.days:
        return ()
    if not subjects and holes:
        subjects = [
            whose(last.subject, mentions, asked.subjects, asked.day)
            if last is not None and _is_again(each, last.subject, asked)
            else (None if each.lane else asked.decided_there(each.kind))
            or beside(each.kind, each.lane, asked.focus, asked.subjects, asked.day)
            for each in holes
        ]
    elif not subjects and last is not None and (lane := _of_a_kind(asked, last.subject)):
        subjects = [beside(SubjectKind.MEASURES, lane, asked.focus, asked.subjects, asked.day)]
    elif not subjects and mentions.places and last is not None:
        entry = asked.subjects.entry(last.subject, asked.day)
        kind = entry.subject.kind if entry is not None and entry.subject.kind else SubjectKind.MISSION
        lane = entry.lane if entry is not None else ""
        places = dict.fromkeys(each.meaning for each in mentions.places)
        subjects = [beside(kind, lane, Focus(places=(place,)), asked.subjects, asked.day) for place in places]
    entries = [entry for each in subjects if each and (entry := asked.subjects.entry(each, asked.day)) is not None]
    own = frozenset[str]().union(
        *(entry.words | asked.subjects.said_in_decisions(entry.subject, first=True) for entry in entries)
    )
    said = _of_no_end(asked) if not (mentions.named or holes or mentions.places) else asked.left
    more = [word for word in said if stem(word.plain) not in own]
    if len(more) > (_MORE if any(each.lane for each in holes) else 0):
        return ()  # more is said of it than its name
    if more and len(holes) == len(entries) == 1 and asked.is_surely("search"):  # "the exceptions to the arms embargo"
        return (Search(text=mentions.text, near=newest(entries[0].decisions).resolution, after=asked.focus.text),)
    asked_before = dict.fromkeys(plan.view for plan in asked.focus.plans if isinstance(plan, Chain))
    of_all = [view for view in asked_before if view in _ASKED_OF_MEASURES] if measures else list(asked_before)
    views = [asked.view] if asked.view in _ASKED_OF_ANOTHER else of_all or ["end" if measures else before]
    if last is not None and subjects == [last.subject] and (before in views or asked.is_surely("votes")):
        return ()
    if not all(subjects) or (asked.points(Points.ORIGINAL) and asked.is_surely("votes")):
        return ()  # the vote on the original measures is no vote on the newest
    if entries and asked.is_surely("votes"):
        decided = tuple(newest(each.decisions).resolution for each in entries)
        return (Votes(resolutions=tuple(dict.fromkeys(decided))),)
    # "that embargo, is it over": that of the text that was told
    over = bool(holes) and has_word_of(mentions.text, "over")
    then = {entry.subject: end_of_that_time(asked, entry) for entry in entries} if over else {}
    told = [
        Chain(
            subject=each,
            view=view if each.kind is SubjectKind.MISSION or view not in _OF_MISSIONS else "end",
            day=then.get(each),
        )
        for each in subjects
        if each
        for view in views
    ]
    return tuple(dict.fromkeys(told))


def _is_again(hole: Mention, followed: Subject, asked: FollowUp) -> bool:
    """Whether "the mission", at no other place, is the one that was followed."""
    return hole.kind is followed.kind is SubjectKind.MISSION and not asked.mentions.places


_OF_MISSIONS = frozenset(("ceiling", "gaps"))


def _of_a_kind(asked: FollowUp, followed: Subject) -> str:
    """The measures that a question names by nothing but what they are on, after others were followed: "and timber?"."""
    alone = followed.kind is SubjectKind.MEASURES and not asked.mentions.places and len(_of_no_end(asked)) == 1
    kinds = labels_in(asked.mentions.text) if alone else ()
    return kinds[0] if len(kinds) == 1 else ""


def _of_no_end(asked: FollowUp) -> list[Word]:
    """What is left of a question without the words for an end and for a part: "does the timber part have an expiry too"."""
    return [word for word in asked.left if stem(word.plain) not in words_of("end") | _PARTS]


_PARTS = stems("part side bit element portion")


def at_another_time(asked: FollowUp) -> tuple[Plan, ...]:
    """ "And in 2016?", "raised in 2013 to?", "and today?": what was asked of a subject, as of another day; the vote on what was adopted in its
    place then."""
    last = asked.focus.plans[-1] if asked.focus.plans else None
    mentions = asked.mentions
    if isinstance(last, Votes) and asked.names_a_time and asked.says_nothing and (then := asked.adopted_then):
        return (Votes(resolutions=then, members=last.members),)
    if isinstance(last, Council) and asked.says_nothing and any(mentions.period):
        return (last.but(since=mentions.period[0], until=mentions.period[1], resolution=0),)
    if isinstance(last, Chain) and last.day is not None and _asks_of_now(asked):
        return (last.but(day=None),)
    if (
        not isinstance(last, Chain | Standing)
        or not mentions.days
        or mentions.named
        or mentions.references
        or mentions.places
    ):
        return ()
    if asked.is_surely("search"):
        return ()  # "what may they still do in 2031"
    if asked.view == "last" and matter_left(mentions, "last") == () and _is_after_all(asked, last.subject):
        return (Chain(subject=last.subject),)  # "which one renewed it after 2031": none did, and when it ended
    if not isinstance(last, Chain):
        return ()
    view = asked.view or last.view
    if view not in _HELD_THEN or matter_left(mentions, view) != ():
        return ()
    return (last.but(view=view, day=mentions.period[1]),)


def _asks_of_now(asked: FollowUp) -> bool:
    """Whether it says nothing but that something is asked of today."""
    said = {word.plain for word in words_in(asked.mentions.text)}
    return bool(said & _TODAY) and said <= _TODAY | FUNCTION_WORDS


_TODAY = frozenset("today now currently current nowadays present".split())


def _is_after_all(asked: FollowUp, subject: Subject) -> bool:
    """Whether a time that is asked for begins behind the newest decision on a subject."""
    entry, since = asked.subjects.entry(subject, asked.day), asked.mentions.period[0]
    last = newest(entry.decisions).date if entry is not None else None
    return bool(since and last and since > last)


_MORE = 1  # words of its own beside the name of a measure or an authorization
_HELD_THEN = frozenset(("end", "ceiling"))
_ASKED_OF_MEASURES = frozenset(("end", "first", "last", "history"))
_ASKED_OF_ANOTHER = frozenset(
    ("end", "first", "last", "history", "ceiling", "gaps")
)  # names alone look like none of these


def laid_beside(asked: FollowUp) -> tuple[Plan, ...]:
    """The text in focus beside the one that is named, in what was asked before where it says nothing else; its vote beside that on the text of
    another time."""
    if asked.is_surely("compare") and asked.focus.voted and votes_among(asked.mentions.text):
        both = tuple(dict.fromkeys((*asked.adopted_then, *asked.focus.voted)))  # "compare with last year's abstainers"
        return (Votes(resolutions=both),) if len(both) > 1 else ()
    numbers = asked.mentions.numbers
    if len(numbers) != 1 or not asked.focus.number or numbers[0] == asked.focus.number:
        return ()
    if asked.kind != "compare" or asked.chances["compare"] < _LIKELY_COMPARED or not 0 < len(asked.left) <= _COMPARED:
        return ()  # a number alone asks the same of another text
    if asked.mentions.subjects and not has_word_of(asked.mentions.text, "comparing"):
        return ()  # what is named beside it is asked about: "and the boardings (9102), renewed?"
    return (Compare(resolutions=(asked.focus.number, numbers[0]), aspect=asked.focus.text),)


_LIKELY_COMPARED = 0.5
_COMPARED = 3  # words that say what is compared, and of which the question before says nothing
