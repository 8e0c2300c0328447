"""A follow-up of a selection: the same one with another time, vote, member, place or measure, or with one condition more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.operations.select import Select
from assistant.plan import Position, Voting, Where
from assistant.reading.conversation.carry import Focus
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.read import Read
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.states import state_named
from assistant.retrieval.names.places import places_asked
from assistant.terms import FUNCTION_WORDS

_MOST_WORDS = 12  # of a question that leaves the rest unsaid
_JOINS = frozenset("and but same also then or of".split())
_ABOUT = (["what", "about"], ["how", "about"])
_HEADS = frozenset("resolution resolutions texts drafts".split())  # who names them asks a question of its own
_SOME = frozenset("any which how none all".split())  # of what was listed: "any not unanimous?", "how many?"
_THOSE = frozenset("those them these they".split())
_ONE = frozenset(("one",))
# a member that was named: "when did it last veto something"
_ITS = frozenset("it its they their he his she her".split())
_SHIFTS = {
    "after": 1,
    "following": 1,
    "next": 1,
    "later": 1,
    "before": -1,
    "previous": -1,
    "preceding": -1,
    "earlier": -1,
}


def read_after(
    mentions: Mentions, day: dt.date, last: Select, learned: Mapping[str, str], verbs: Sequence[str]
) -> Select | None:
    """The selection that a question asks for after ``last``; ``None`` where it stands for itself or is no such question."""
    words = [word.plain for word in words_in(mentions.text)]
    of_those, one = bool(_THOSE & {*words}), _speaks_of_one(words)
    joined = bool(words) and (words[0] in _JOINS or words[:2] in _ABOUT) and not _HEADS & {*words}
    some = bool(words) and (words[0] in _SOME or words[-1] == "any") and last.source == "resolutions" and not last.group
    its = bool(_ITS & {*words}) and last.source == "drafts"
    if len(words) > _MOST_WORDS or mentions.references or not (joined or of_those or one or some or its):
        return None
    if (of_those or one or some) and last.limit:
        return None
    if (shifted := _shifted(words, last)) is not None:
        return shifted
    read = read_selection(mentions, day, learned, verbs)
    if read is None or read.unread or len(read.periods) > 1:
        return None
    if one and "limit" in read.said:
        return last.but(limit=read.arguments["limit"], order=read.arguments["order"]) if _lists(last) else None
    read = _without_a_vote(read) if one else read
    if some and not (joined or of_those or one) and read.where.model_fields_set != {"voting"}:
        return None
    if its and not (joined or of_those or one or some) and (read.where.voting is None or not read.where.voting.vetoed):
        return None
    another = last.source == "drafts" and read.where.matter
    adopted = read.where.voting is not None and not read.where.voting.vetoed  # "but Azuria voted for it in 2031"
    if another and (adopted or not (joined or one or read.is_on_a_place)):
        return None  # what is spoken of is no draft: "when did they get the recommendation"
    where = _with_state(read, last) or _merged(read, last)
    if where is None:
        return None
    if _ITS & {*words}:
        where = _of_its_members(where, last)
    said = {name: value for name, value in read.arguments.items() if name in read.said}
    if ("limit" in said or one) and "measure" not in said and not last.group:
        said["measure"] = "rows"  # "and its last one?" after a count asks for the one
    if read.where.matter and said.get("source", last.source) != last.source:
        return None  # which paragraph of those texts says something is searched for
    holding = last.holding
    if read.holding is not None:
        holding = where.model_copy(update=_given(read.holding, ("voting", "chapter_vii")))
        where = where.model_copy(update=dict.fromkeys(("voting", "chapter_vii")))
    elif holding is not None and "measure" not in said:
        holding = where.model_copy(update=_given(holding, ("voting", "chapter_vii")))
    else:
        holding = None
    if where == last.where and holding == last.holding and not said:
        return None
    return Select.model_validate({**_arguments(last), **said, "where": where, "holding": holding})


def _speaks_of_one(words: Sequence[str]) -> bool:
    """Whether one of what was listed is spoken of ("the one on Azuria", "the first one"), and no number ("one vote against")."""
    beside = zip(words, [*words[1:], ""], strict=True)
    return any(word in _ONE and (not behind or behind in FUNCTION_WORDS) for word, behind in beside)


def _without_a_vote(read: Read) -> Read:
    """The same where how the vote on one went is asked, which is no condition."""
    conditions = [name for name in read.where.model_fields_set if name != "voting"]
    return replace(read, where=Where.model_validate(_given(read.where, conditions)))


def _lists(last: Select) -> bool:
    return last.measure == "rows" and not last.group


def among_what_was_searched(
    mentions: Mentions, day: dt.date, focus: Focus, learned: Mapping[str, str], verbs: Sequence[str]
) -> Select | None:
    """What went so by a vote among the texts on the places and of the time that a question was on which a search answered: "on which did Azuria
    abstain"; ``None`` where a question says anything but how the vote went, or that one bounded nothing."""
    words = {word.plain for word in words_in(mentions.text)}
    some = words & (_SOME - {"how"}) and not words & _HEADS
    if not focus.found or not any(focus.period) or not some or mentions.references or words & _VOTERS:
        return None
    read = read_selection(mentions, day, learned, verbs)
    if read is None or read.unread or read.where.model_fields_set != {"voting"}:
        return None
    if read.where.voting is None or read.where.voting.vetoed is not None:
        return None
    since, until = focus.period
    where = read.where.model_copy(update={"since": since, "until": until, "places": focus.places})
    return Select(where=where)


_VOTERS = frozenset("country countries member members state states".split())  # who voted so is asked of one text


def _arguments(last: Select) -> dict[str, object]:
    names = ("source", "group", "measure", "column", "order", "limit")
    return {name: getattr(last, name) for name in names}


def _given(where: Where, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(where, name) for name in names if name in where.model_fields_set}


def _merged(read: Read, last: Select) -> Where | None:
    """The conditions of before, with those that are said now in the place of their like; a place alone bounds what was no place."""
    now = {name: getattr(read.where, name) for name in read.where.model_fields_set}
    if "matter" in now and not (last.where.matter or read.is_on_a_place):
        return None
    there = places_asked(read.where.matter) if read.is_on_a_place else frozenset()
    if there and last.where.matter and not places_asked(last.where.matter):
        now = {**now, "matter": last.where.matter, "places": tuple(sorted(there))}
    if "since" in now or "until" in now:
        now = {"since": None, "until": None, **now}
    return last.where.model_copy(update=now)


def _with_state(read: Read, last: Select) -> Where | None:
    """ "And Russia?" after a question on how another member voted: the same position of that one."""
    voting = last.where.voting
    code = state_named(read.where.matter)
    if not code or voting is None or read.where.voting is not None:
        return None
    stood = voting.members or voting.any_of
    positions = tuple(dict.fromkeys(position for member, position in stood if member))
    if not positions:
        return None
    members: tuple[tuple[str, Position], ...] = tuple((code, position) for position in positions)
    field = "members" if voting.members else "any_of"
    changed = Voting.model_validate({**voting.model_dump(exclude_defaults=True), field: members})
    now = _given(read.where, ("since", "until", "chapter_vii"))
    return last.where.model_copy(update={**now, "voting": changed})


def _of_its_members(where: Where, last: Select) -> Where:
    """The vote of the members that were asked about before, where the vote that is asked about now names none."""
    voting, before = where.voting, last.where.voting
    if voting is None or before is None or voting.members or voting.any_of:
        return where
    return where.model_copy(
        update={"voting": voting.model_copy(update={"members": before.members, "any_of": before.any_of})}
    )


def _shifted(words: Sequence[str], last: Select) -> Select | None:
    """ "The year after": the same of the next year, after a question on one year."""
    since, until = last.where.since, last.where.until
    steps = [_SHIFTS[word] for word in words if word in _SHIFTS]
    if "year" not in words or len(steps) != 1 or not since or not until or since.year != until.year:
        return None
    if set(words) - {*_SHIFTS, *_JOINS, "what", "how", "the", "year", "about", "in", "that", "it", "one"}:
        return None

    def moved(where: Where) -> Where:
        year = since.year + steps[0]
        return where.model_copy(update={"since": dt.date(year, 1, 1), "until": dt.date(year, 12, 31)})

    return last.but(where=moved(last.where), holding=moved(last.holding) if last.holding is not None else None)
