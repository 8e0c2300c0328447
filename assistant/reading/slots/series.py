"""How members voted on one text after the other: on all on a body, on measures or on a matter; or on the newest on a body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from assistant.operations.chain import Chain
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Deed, Plan, Position, Subject, Where
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import periods_in
from assistant.reading.selection.states import states
from assistant.reading.selection.vocabulary import SMALL, Query
from assistant.reading.selection.voting import votes_among, voting_in
from assistant.reading.slots.asked import Asked
from assistant.reading.view_words import names_an_extension, words_of
from assistant.terms import stem

_LONGEST = 200  # characters of a matter
_EACH = frozenset(("each", "every", "all"))
_SEVERAL = _EACH | frozenset(
    "resolutions renewals extensions mandates texts decisions records record history series years".split()
)
_TERMS = frozenset(("mandate", "mandates"))


def voted_through(asked: Asked) -> tuple[Plan, ...]:
    """The votes of the members that are named on what is decided on a subject, or on a matter where several texts are spoken of; every word of
    the question is read as one of them, a time, a vote or its texts. How members took one position is selected, and not told of each text."""
    mentions, claims = asked.mentions, Claims(asked.mentions.text)
    named = list(dict.fromkeys(each.subject for each in mentions.named if each.subject is not None))
    if mentions.references or mentions.understood.unknown or mentions.events or len(named) > 1:
        return ()
    for each in mentions.named:
        claims.take_span(each.start, each.end, "subject")
    taken = {each.meaning for each in votes_among(mentions.text)}
    if taken - {"ballot", *Position}:
        return ()
    members, said = _voters(claims, taken), {word.plain for word in claims.words}
    periods = periods_in(claims, asked.day or dt.date.today())
    if not members or len(periods) > 1:
        return ()
    query = Query(claims)
    several, newest = bool(said & _SEVERAL or periods), "newest" in query.values("time")
    deeds = tuple(Deed(value) for value in query.values("deed"))
    query.take(("deed", "time", "idle", "noun", "group"))
    for at, word in enumerate(claims.words):
        if word.plain in _SEVERAL | _TERMS or stem(word.plain) in words_of("reasons"):
            claims.take(at, at + 1, "texts")
    left = claims.runs(SMALL)
    since, until = periods[0].pair if periods else (None, None)
    where = Where(since=since, until=until)
    if named and not left and (newest or (deeds and not several)):
        return (Votes(resolutions=Chain(subject=named[0], view="last"), members=members),)
    if taken - {"ballot"} or not several:
        return ()
    if named and not left:
        return _on_all(where.model_copy(update={"body": named[0], "deeds": _with_the_first(deeds)}), members)
    if named or newest or not said & _SEVERAL or len(left) != 1 or len(left[0]) > _LONGEST:
        return ()
    return _on_all(where.model_copy(update={"matter": left[0]}), members)


def went_so(mentions: Mentions, subject: Subject) -> tuple[Plan, ...]:
    """The texts on a subject on which the vote went as is said, where several are spoken of, or any at any time: "anyone ever against its
    renewals"; none where one text is meant, or no split vote."""
    said = {word.plain for word in words_in(mentions.text)}
    voting = voting_in(Claims(mentions.text)).voting
    if voting is None or voting.vetoed or voting.members or not any((voting.no, voting.abstain)):
        return ()
    if not said & (_SEVERAL - _EACH | _AT_ANY_TIME) or mentions.days or mentions.references:
        return ()
    deeds = (Deed.EXTEND,) if names_an_extension(mentions.text) else ()
    return (Select(where=Where(body=subject, deeds=deeds, voting=voting)),)


_AT_ANY_TIME = frozenset(("ever",))


def _voters(claims: Claims, taken: Collection[str]) -> tuple[str, ...]:
    """The members that are said to vote, whose words are read; else the one whose vote it is, or with which a question on each of some texts
    begins."""
    if members := voting_in(claims).members if taken else ():
        return members
    each_one = bool(_EACH & {word.plain for word in claims.words})
    for state in states().find(claims.words):
        owns = claims.text[claims.words[state.last - 1].end :].startswith(("'s", "’s"))
        if claims.is_free(state.first) and (owns if taken else each_one and state.first == 0):
            claims.take(state.first, state.last, "member")
            return (state.meaning,)
    return ()


def _with_the_first(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    """What extends something, with what set it up."""
    return tuple(dict.fromkeys((Deed.ESTABLISH, *deeds))) if Deed.EXTEND in deeds else tuple(deeds)


def _on_all(where: Where, members: tuple[str, ...]) -> tuple[Plan, ...]:
    return (Votes(resolutions=Select(where=where), members=members),)
