"""What the assistant can do, each by its name. This is the only list of operations: reader, commands and pages take them from here.

An operation is one file: a subclass of :class:`assistant.plan.Plan` with described arguments and ``run(corpus) -> Result``. What
is told of its result stands in the file of the same name in :mod:`assistant.telling`.
"""

from __future__ import annotations

from typing import Protocol, cast

from assistant.operations.chain import Chain
from assistant.operations.check import Check
from assistant.operations.cites import Cites
from assistant.operations.compare import Compare
from assistant.operations.corpus import Corpus
from assistant.operations.council import Council
from assistant.operations.decline import Decline
from assistant.operations.define import Define
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.result import Result
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Plan

OPERATIONS: tuple[type[Plan], ...] = (
    Lookup,
    Search,
    Select,
    Votes,
    Cites,
    Chain,
    Standing,
    Effects,
    Compare,
    Define,
    Record,
    Council,
    Check,
    Decline,
)


class _Runs(Protocol):
    def run(self, corpus: Corpus) -> Result: ...


def run(plan: Plan, corpus: Corpus) -> Result:
    """The result of a plan; of plans that are arguments first. One question may try a plan where it is read, and again where nothing else
    answers: it is run once.

    Raises an error of the family where an argument names what does not exist.
    """
    if (known := corpus.ran.get(str(plan))) is not None:
        return cast("Result", known)
    found = {
        name: _taken(name, run(value, corpus))
        for name in type(plan).model_fields
        if isinstance(value := getattr(plan, name), Plan)
    }
    result = cast("_Runs", plan.but(**found) if found else plan).run(corpus)
    corpus.ran[str(plan)] = result
    return result


def _taken(argument: str, result: Result) -> tuple[int, ...] | tuple[str, ...]:
    """What a plan takes from the result of another one: numbers of resolutions, or places."""
    return result.resolutions if argument == "resolutions" else result.places
