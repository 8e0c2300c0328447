"""From a kind of question, its mentions and the focus of the conversation to a plan: each kind says which mentions its
arguments are.

A plan is made where the mentions that it cannot do without are there; what is missing is a hole, which the focus may fill.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.reading.slots.asked import Asked, Slots
from assistant.reading.slots.chains import chains
from assistant.reading.slots.comparing import compare, renewals, with_the_one_before
from assistant.reading.slots.matters import followed, on_a_place
from assistant.reading.slots.records import council, define, lookup, record
from assistant.reading.slots.reports import reports_due
from assistant.reading.slots.selecting import by_its_matter, counted, done_in_time, select
from assistant.reading.slots.series import voted_through
from assistant.reading.slots.texts import cites, cites_listed, effects, search
from assistant.reading.slots.votes import agreed, voted, votes, votes_searched

__all__ = ["LEFT", "OTHERWISE", "READ", "SLOTS", "Asked", "Slots"]

SLOTS: Mapping[str, Slots] = {
    "chain.end": chains("end"),
    "chain.first": chains("first"),
    "chain.last": chains("last"),
    "chain.history": chains("history"),
    "chain.ceiling": chains("ceiling"),
    "chain.gaps": chains("gaps"),
    "chain.tasks": chains("tasks"),
    "chain.neighbours": chains("neighbours"),
    "record": record,
    "define": define,
    "council": council,
    "effects": effects,
    "cites": cites,
    "search": search,
    "select": select,
    "votes": votes,
    "compare": compare,
}

READ: tuple[Slots, ...] = (
    lookup, record, reports_due, voted, voted_through, done_in_time, renewals, with_the_one_before
)  # fmt: skip
"""Read before anything is told by likelihood: places that are named; records, votes and comparisons of which every word is read."""

LEFT: Slots = counted
"""Read where no kind that is likely makes a plan: counts and lists of which every word is read."""

OTHERWISE: Mapping[str, Slots] = {
    "votes": votes_searched,
    "search": agreed,
    "select": lambda asked: by_its_matter(asked) or cites_listed(asked) or on_a_place(asked),
    "chain.history": followed,
    "chain.first": followed,
    "council": on_a_place,
    "cites": cites_listed,
}
"""What is planned in the place of plans that find nothing, and where none could be made."""
