"""Conditions on what is counted, as a reader says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.plan import Position, Voting, Where
from assistant.wording import counted, day_in_words, joined
from ingest.countries import country_name
from ingest.pinpoint import Pinpoint, resolution_of


def conditions_in_words(where: Where) -> str:
    """``adopted from 1 May 2031, deciding to extend UNMAZ``; ``none`` where everything is counted."""
    return ", ".join(_said(where)) or "none"


def _said(where: Where) -> Iterator[str]:
    yield from _of_time(where)
    if where.numbers:
        yield f"of resolutions {joined([*map(str, where.numbers)])}"
    if where.matter:
        yield f"on “{where.matter}”"
    if where.topic:
        yield f"filed under {where.topic}"
    if where.places:
        yield f"on {joined(where.places, 'or')}"
    if where.body is not None or where.deeds:
        deeds = joined([each.value for each in where.deeds], "or")
        body = where.body.name if where.body is not None else "a body or measures"
        yield f"deciding {f'to {deeds}' if deeds else 'on'} {body}"
    if where.bodies:
        yield f"of the kind {joined([each.value.replace('_', ' ') for each in where.bodies], 'or')}"
    if where.part:
        yield f"with measures of the kind “{where.part}”"
    if where.of_un is not None:
        yield f"{_not(where.of_un)}of the United Nations"
    if where.voting is not None:
        yield from _of_the_vote(where.voting)
    if where.chapter_vii is not None:
        yield f"{_not(where.chapter_vii)}acting under Chapter VII"
    if where.verb:
        yield f"led by the verb “{where.verb}”"
    if where.kind:
        yield f"in {where.kind.value} paragraphs"
    if where.cites:
        place = Pinpoint.parse(where.cites).citation(0).partition(", ")[2]
        yield f"citing {f'{place} of ' if place else ''}resolution {resolution_of(where.cites)}"
    if where.phrase:
        yield f"with the words “{where.phrase}”"


def _of_time(where: Where) -> Iterator[str]:
    if where.since:
        yield f"adopted from {day_in_words(where.since)}"
    if where.until:
        yield f"adopted by {day_in_words(where.until)}"
    if where.in_force:
        yield f"in force on paper on {day_in_words(where.in_force)}"
    if where.ends:
        yield f"running out from {day_in_words(where.ends[0])} to {day_in_words(where.ends[1])}"


def _of_the_vote(voting: Voting) -> Iterator[str]:
    if voting.unanimous is not None:
        yield f"{_not(voting.unanimous)}adopted unanimously"
    if voting.without_vote is not None:
        yield f"{_not(voting.without_vote)}adopted without a vote"
    counts = (
        (voting.yes, "for"),
        (voting.no, "against"),
        (voting.abstain, "abstaining"),
        (voting.absent, "not voting"),
    )
    for bounds, votes in counts:
        if bounds is not None:
            least, most = bounds
            many = counted(least, "member") if least == most else f"{least} to {most} members"
            yield f"with {many} {votes}"
    yield from (f"{name} {stood}" for name, stood in _stood(voting.members))
    if voting.any_of:
        yield joined([f"{name} {stood}" for name, stood in _stood(voting.any_of)], "or")
    if voting.vetoed is not None:
        yield f"{_not(voting.vetoed)}voted against by a permanent member"


def _stood(members: Sequence[tuple[str, Position]]) -> Iterator[tuple[str, str]]:
    return ((country_name(code), position.value) for code, position in members)


def _not(holds: bool) -> str:
    return "" if holds else "not "
