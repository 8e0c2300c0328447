"""Which text a follow-up means by its role among those that were spoken of (the first one, the original, the renewal, the one on Azuria), and whether
nothing but a vote is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assistant.operations.chain import Chain
from assistant.operations.council import Council
from assistant.operations.votes import Votes
from assistant.plan import Plan, Position
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.pointers import PLACES, Points
from assistant.reading.conversation.times import is_of_time
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.reading.numbers import NUMBERS
from assistant.reading.selection.voting import asks_how_it_was_voted, votes_among
from assistant.reading.slots.asked import Asked
from assistant.reading.slots.records import council
from assistant.reading.view_words import has_word_of, names_an_extension, names_the_founding, words_of
from assistant.terms import content_stems, stem, stems
from ingest.annotations import Action
from ingest.pinpoint import resolution_of
from ingest.places import places_in
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Meant:
    """The resolutions that are meant, and ``others`` that may be meant instead; ``is_sure`` where the role leaves no doubt."""

    numbers: tuple[int, ...]
    others: tuple[int, ...] = ()
    is_sure: bool = True


def on_the_council(asked: FollowUp) -> tuple[Plan, ...]:
    """ "And Greece?", "who comes in?": members of the Council, after it was told who they are."""
    mentions, last = asked.mentions, asked.focus.plans[-1] if asked.focus.plans else None
    if not isinstance(last, Council) or mentions.named or mentions.references or votes_among(mentions.text):
        return ()
    members, joining = {at for _, at in mentions.members}, words_of("joining")
    left = [word for word in asked.left if word.start not in members and stem(word.plain) not in joining]
    if len(left) > _MORE or not (members or has_word_of(mentions.text, "joining")):
        return ()
    return council(Asked("council", mentions, asked.focus, asked.subjects, asked.day))


_MORE = 1  # word beside members and a time ("still")


def meant_by_role(asked: FollowUp) -> Meant | None:
    """The texts that are meant by the role that a question names; ``None`` where it names none that one of them has."""
    voters = {start for _, start in asked.mentions.members} if votes_among(asked.mentions.text) else set()
    elsewhere = any(each.start not in voters for each in asked.mentions.places)
    ways = (_described,) if elsewhere else _WAYS
    return next((found for way in ways if (found := way(asked)) is not None), None)


def spoken_of(asked: FollowUp) -> tuple[int, ...]:
    """The resolutions of a list in its order; else those on which the turns before were led, and where that is one those that a search showed, or
    that few were shown; oldest first."""
    focus = asked.focus
    if len(focus.several) > 1:
        return focus.several
    shown = focus.shown if focus.found or len(focus.shown) <= _FEW else focus.shown[:1]
    return tuple(sorted({*focus.resolutions} if len(focus.resolutions) > 1 else {*focus.resolutions, *shown}))


def _by_place(asked: FollowUp) -> Meant | None:
    """ "The first one", "the latter": by the place among those that were told; among those of a list without doubt."""
    place, spoken = _place(asked), spoken_of(asked)
    if place is None or len(spoken) < 2 or PLACES[place] >= len(spoken):
        return None
    number = spoken[PLACES[place]]
    return _one(number, spoken, is_sure=spoken == asked.focus.several)


def _place(asked: FollowUp) -> Points | None:
    """The place that is named; "that last one" is what was told."""
    words = words_in(asked.mentions.text)
    shown = {word.start for before, word in pairwise(words) if before.plain in ("this", "that")}
    return next((each.meaning for each in asked.pointers if each.meaning in PLACES and each.start not in shown), None)


def _all(asked: FollowUp) -> Meant | None:
    """ "Both", "each of them": all of a list, or the two that were told."""
    spoken = spoken_of(asked)
    if asked.points(Points.ALL) is None or len(spoken) < 2:
        return None
    return Meant(spoken) if spoken == asked.focus.several or len(spoken) == 2 else None


def _original(asked: FollowUp) -> Meant | None:
    """ "The original": what the paragraph goes on with by its number, or what began the chain in which it decides or of which it is a version."""
    if asked.points(Points.ORIGINAL) is None:
        return None
    lead, lineage = asked.focus.lead, asked.subjects.lineage
    row = asked.subjects.catalogue.paragraph(lead) if "/" in lead else None
    acted = lineage.acted_on(row) if row is not None else []
    if not acted and asked.chain and asked.focus.subjects and not _is_original(asked):
        return Meant((asked.chain[0].resolution,))
    if row is None:
        return None
    number = resolution_of(lineage.first(acted[0].key if acted else lead))
    return _one(number, spoken_of(asked), is_sure=not asked.focus.is_unsure)  # of what was hardly found another may be


def _is_original(asked: FollowUp) -> bool:
    """Whether the text in focus was named itself, goes on with no older one and has paragraphs of which later ones are versions."""
    number, lineage = asked.focus.number, asked.subjects.lineage
    extends = any(d.key == asked.focus.lead and d.action is Action.EXTEND for d in asked.chain)
    if str(number) not in asked.focus.named or extends or lineage.older(asked.focus.lead):
        return False
    return any(lineage.later(row, asked.day) for row in asked.subjects.catalogue.paragraphs_of(number))


def _renewal(asked: FollowUp) -> Meant | None:
    """ "The renewal": the text itself where it extends what was set up before, else what extends it, the newest first."""
    if not names_an_extension(" ".join(word.printed for word in asked.left)):
        return None
    number, subjects = asked.focus.number, asked.subjects
    if not number:
        return None
    extending = [d.resolution for d in asked.chain if d.action is Action.EXTEND]
    if number in extending:
        return Meant((number,))
    lead = asked.focus.lead
    if not asked.chain and "/" in lead and subjects.lineage.older(lead):
        return Meant((number,))
    later = sorted({n for n in (*extending, *_renewing(number, subjects.catalogue)) if n > number}, reverse=True)
    return _one(later[0], later, is_sure=len(later) == 1) if later else None


def _renewing(number: int, catalogue: Catalogue) -> list[int]:
    """The later resolutions that a library describes as extending something, in nearly all words by which it describes this one."""
    titles = catalogue.titles()
    own = {*content_stems(titles.get(number, ""))} - _OF_RENEWALS
    later = {n: {*content_stems(title)} for n, title in titles.items() if n > number} if own else {}
    return [n for n, said in later.items() if said & _OF_RENEWALS and len(own & said) >= _NEARLY_ALL * len(own)]


def _described(asked: FollowUp) -> Meant | None:
    """ "The Azurian one": the only one of those that were told whose description has the words before "one"; that of a year is of its time."""
    if asked.names_a_time:
        return None
    said, places = {stem(word.plain) for word in asked.left}, {each.meaning for each in asked.mentions.places}
    spoken = spoken_of(asked)
    if not (said or places) or len(spoken) < 2 or not any(w.plain in _ONE for w in words_in(asked.mentions.text)):
        return None
    records = filter(None, map(asked.subjects.catalogue.record, spoken))
    described = {each.number: f"{each.subject} ; {each.agenda}" for each in records}
    fits = [n for n, title in described.items() if said <= stems(title) and places <= {*places_in(title)}]
    return Meant((fits[0],)) if len(fits) == 1 else None


def back_at_a_place(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Back to Azuria, vote on the last renewal", "until when in Azuria again": what is asked of that which was spoken of there before the text in
    focus; of the votes that on the newest decision, or on what set it up, where that is asked for."""
    entry, view = _spoken_of_there(asked), asked.view
    if entry is None:
        return ()
    if asked.is_surely("votes"):
        first, last = entry.decisions[0].resolution, asked.subjects.newest_on(entry.subject, asked.day)
        taken = first if names_the_founding(asked.mentions) else last
        told = names_the_founding(asked.mentions) or names_an_extension(asked.mentions.text) or first == last
        return (Votes(resolutions=(taken,), others=() if told else (first,), subject=entry.subject),)
    return (Chain(subject=entry.subject, view="end"),) if view == "end" and not asked.left else ()


def _spoken_of_there(asked: FollowUp) -> Entry | None:
    """That which is followed at the place that is named, and was spoken of before the text in focus, which is not on that."""
    mentions, focus = asked.mentions, asked.focus
    voters = {each.start for each in asked.voters if asked.subjects.sat((focus.number,), each.meaning)}
    places = {each.meaning for each in mentions.places if each.start not in voters}
    if not places or mentions.named or mentions.references or asked.names_a_time:
        return None
    here = asked.subjects.deciding(focus.lead) or asked.subjects.deciding(str(focus.number))
    named = (entry for each in focus.subjects if (entry := asked.subjects.entry(each, asked.day)) is not None)
    decided = (entry for number in focus.resolutions for entry in reversed(asked.subjects.deciding(str(number))))
    before = (e for e in (*named, *decided) if e.place in places)  # as a whole rather than its panel
    return None if any(e.place in places for e in here) else next(before, None)


_WAYS = (_by_place, _all, _original, _renewal, _described)
_ONE = frozenset(("one", "ones"))
_FEW = 3  # texts that are told together; more are how something came to be
_OF_RENEWALS = words_of("extending")
_NEARLY_ALL = 0.8  # of the words of a description


def _one(number: int, spoken: tuple[int, ...] | list[int], *, is_sure: bool) -> Meant:
    return Meant((number,), () if is_sure else tuple(each for each in spoken if each != number), is_sure)


def may_be_another(asked: FollowUp) -> bool:
    """Whether a question for a vote says on what it was, and the text in focus does not: in words that it has not, or by a role that it was not
    found to have."""
    own, votes = {w.start for w in asked.left if not is_of_time(w)}, votes_among(asked.mentions.text)
    behind = False
    for word in words_in(asked.mentions.text):
        if behind and word.start in own:
            return not asked.stands_in([asked.focus.number], 1)
        voted = any(each.start <= word.start < each.end for each in votes)  # "voted against"
        behind = not voted and (word.plain in _ON or (behind and word.plain in _ARTICLES))
    return _place(asked) is not None or asked.points(Points.ORIGINAL, Points.NEWEST) is not None


_ON, _ARTICLES = frozenset("on of for against to".split()), frozenset(("the", "a", "an"))


def told_last(asked: FollowUp) -> int:
    """Where several subjects were followed at once, the text on which the last one stands, if that is another than the text on which the answer
    was led: "who abstained on that" may be on either. Else 0."""
    plans = asked.focus.plans
    if len(plans) < 2 or not all(isinstance(plan, Chain) and plan.view == "end" for plan in plans):
        return 0
    last = plans[-1]
    number = asked.subjects.newest_on(last.subject, asked.day) if isinstance(last, Chain) else 0
    return number if number != asked.focus.number else 0


def asks_which_voted(asked: FollowUp) -> bool:
    """Whether it says nothing but that it is asked which members, after it was told how many voted so: "which two?"."""
    return bool(asked.focus.voted) and {word.plain for word in words_in(asked.mentions.text)} <= _WHICH


_WHICH = frozenset(("and", "which", "who", "ones", *NUMBERS))


def names_a_founding(asked: FollowUp) -> bool:
    """Whether it names nothing but what was set up, and when: "who voted against when it was imposed in 2031"."""
    mentions = asked.mentions
    return names_the_founding(mentions) and not (mentions.references or mentions.named or mentions.understood.unknown)


def says_how_one_voted(asked: FollowUp) -> bool:
    """Whether a member stands right before a word for how it voted: "Azuria voted against setting it up"."""
    begins = {each.start for each in votes_among(asked.mentions.text) if each.meaning in set(Position)}
    words = words_in(asked.mentions.text)
    return any(each.last < len(words) and words[each.last].start in begins for each in asked.voters)


def is_of_votes_alone(asked: FollowUp) -> bool:
    """Whether every word is one by which a vote is asked for, or tells the time at which the text in focus, or another on the same, was adopted."""
    led, (since, until) = asked.subjects.adopted(asked.focus.number), asked.period
    then = led is not None and (since or led) <= led <= (until or led)
    then = then or asked.adopted_then not in ((), asked.focus.resolutions[:1])
    mentions = asked.mentions
    voters = {each.start for each in asked.voters}  # "no Azurian veto?"
    places = [each for each in mentions.places if each.start not in voters]
    named = mentions.references or mentions.named or places or mentions.understood.unknown
    left = [word for word in asked.left if not (is_of_time(word) or word.plain in _ASKED)]
    said = votes_among(mentions.text)
    stood = bool(asked.focus.voted) and any(each.meaning in set(Position) for each in said)  # "how many in favour?"
    votes = asks_how_it_was_voted(mentions.text) or stood or (asked.is_surely("votes") and bool(said))
    return votes and not left and then and not named


_ASKED = frozenset(("come", "many"))  # "how come nobody abstained", "how many against"
