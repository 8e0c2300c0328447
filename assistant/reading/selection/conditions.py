"""The conditions that a question sets on what is selected: its period, votes, Chapter VII, and the matter that is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.plan import Position, Voting, Where
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions, last_of
from assistant.reading.selection.voting import votes_among

_NEGATIONS = frozenset(("not", "non", "without", "no", "never", "lacking"))
_MOST = 15  # members of the Council


def voting_of(mentions: Mentions) -> Voting | None:
    """The condition on the vote; ``None`` where none is set. Members that are named take the position that is."""
    words, found = words_in(mentions.text), votes_among(mentions.text)
    said = {each.meaning for each in found}
    if "without vote" in said:
        return Voting(without_vote=True)
    if "unanimous" in said:
        at = next(each for each in found if each.meaning == "unanimous")
        negated = any(word.plain in _NEGATIONS for word in words[max(0, at.first - 2) : at.first])
        return Voting(unanimous=not negated)
    position = next((each.meaning for each in found if each.meaning in set(Position)), None)
    if position is None:
        return None
    members = tuple(dict.fromkeys((code, Position(position)) for code, _ in mentions.members))
    if members:
        return Voting(members=members)
    match Position(position):
        case Position.AGAINST:
            return Voting(no=(1, _MOST))
        case Position.ABSTAINING:
            return Voting(abstain=(1, _MOST))
        case _:
            return None


def on_chapter_vii(mentions: Mentions) -> bool:
    """Whether Chapter VII is spoken of."""
    return any(each.meaning == "chapter vii" for each in votes_among(mentions.text))


def periods_of(mentions: Mentions) -> list[tuple[dt.date | None, dt.date | None]]:
    """The periods of a question: one that it bounds, or each year or month that it names by itself."""
    question = mentions.understood
    bounded = mentions.span is not None or question.year_from or question.year_to
    if bounded or len(mentions.days) < 2:
        return [mentions.period]
    return [(each.begins, last_of(each)) for each in mentions.days]


def where_of(
    mentions: Mentions, period: Sequence[dt.date | None], *, matter: str = "", votes: bool = True, chapter: bool = True
) -> Where:
    """The conditions, for one period."""
    conditions: dict[str, object] = {}
    if period[0]:
        conditions["since"] = period[0]
    if period[1]:
        conditions["until"] = period[1]
    if votes and (voting := voting_of(mentions)) is not None:
        conditions["voting"] = voting
    if chapter and on_chapter_vii(mentions):
        conditions["chapter_vii"] = True
    if matter:
        conditions["matter"] = matter
    return Where.model_validate(conditions)
