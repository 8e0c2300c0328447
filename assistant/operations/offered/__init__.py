"""What every door offers, made from :data:`assistant.operations.OPERATIONS`: name, description, schemas, and a call that gives plain values.

HTTP, MCP, the commands and a language model's tools take it from here, so that all of them offer the same. ``decline`` is not
among them: it is how a reader of questions says that nothing can be done, and whoever calls an operation asks for something.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from pydantic import Field, ValidationError

from assistant.errors import WrongInput
from assistant.operations import OPERATIONS, run
from assistant.operations.corpus import Corpus
from assistant.operations.decline import Decline
from assistant.operations.offered import facts, subjects, texts
from assistant.operations.offered.data import Data, Told
from assistant.plan import Plan, Value, in_short, plan_from_json

_AS_DATA: dict[str, tuple[type[Data], Callable[[Any, Corpus], Told]]] = {
    "lookup": (texts.LookupData, texts.lookup),
    "search": (texts.SearchData, texts.search),
    "select": (facts.SelectData, facts.select),
    "votes": (facts.VotesData, facts.votes),
    "cites": (texts.CitesData, texts.cites),
    "chain": (subjects.ChainData, subjects.chain),
    "standing": (subjects.StandingData, subjects.standing),
    "effects": (texts.EffectsData, texts.effects),
    "compare": (texts.CompareData, texts.compare),
    "define": (texts.DefineData, texts.define),
    "record": (facts.RecordData, facts.record),
    "council": (facts.CouncilData, facts.council),
    "check": (facts.CheckData, facts.check),
}
_PAGE, _LONGEST_PAGE = 20, 200  # rows


class Paging(Value):
    """The arguments that every operation takes beside its own."""

    as_of: dt.date | None = Field(
        default=None, description="As on this day: resolutions adopted later do not count; none: today."
    )
    page: int = Field(default=_PAGE, ge=1, le=_LONGEST_PAGE, description="How many rows of the result are told.")
    cursor: str = Field(
        default="",
        max_length=40,
        description="From a result that was cut: has the rows after these, with the same arguments.",
    )


@dataclass(frozen=True)
class Offered:
    """One operation as every door offers it."""

    plan: type[Plan]

    @property
    def name(self) -> str:
        return self.plan.op

    @cached_property
    def description(self) -> str:
        """The docstring, in paragraphs of one line."""
        paragraphs = inspect.cleandoc(self.plan.__doc__ or "").replace("``", "`").split("\n\n")
        return "\n\n".join(" ".join(each.split()) for each in paragraphs)

    @property
    def summary(self) -> str:
        """The first sentence of the description."""
        return self.description.split(". ")[0].split("\n")[0].rstrip(".") + "."

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """The JSON schema of the arguments."""
        schema, paging = self.plan.model_json_schema(), Paging.model_json_schema()
        schema["properties"] = {**schema.get("properties", {}), **paging["properties"]}
        schema.pop("description", None)
        defs = schema.get("$defs", {})
        if "Subject" in defs:
            name = {
                "type": "string",
                "maxLength": 300,
                "description": "Its name, whatever sort of thing it is: UNMISS.",
            }
            defs["Subject"] = {"anyOf": [name, defs["Subject"]]}
        if "Plan" in defs:
            defs["Plan"] = _A_PLAN
        return {**_in_plain_words(schema), "examples": [self.plan.example]}

    @cached_property
    def result(self) -> dict[str, Any]:
        """The JSON schema of what :meth:`call` gives."""
        schema: dict[str, Any] = _or_nothing(
            _in_plain_words(_AS_DATA[self.name][0].model_json_schema(mode="serialization"))
        )
        return schema

    def call(self, corpus: Corpus, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The result of :meth:`run` in plain values."""
        return self.run(corpus, arguments).model_dump(mode="json")

    def run(self, corpus: Corpus, arguments: Mapping[str, Any]) -> Data:
        """The result. Raises :class:`WrongInput` for arguments that are none, and what the operation raises."""
        given = _plain(arguments)
        own = {name: value for name, value in given.items() if name not in Paging.model_fields}
        try:
            paging = Paging.model_validate({n: v for n, v in given.items() if n in Paging.model_fields})
        except ValidationError as error:
            raise WrongInput(f"{self.name} cannot be called so: {in_short(error)}.") from None
        plan = plan_from_json({**own, "op": self.name})
        if paging.as_of is not None and paging.as_of != corpus.as_of:
            corpus = replace(corpus, as_of=paging.as_of, ran={})
        return _page(plan, corpus, paging)


def _in_plain_words(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose descriptions, which were written as docstrings, are read by people and models. What is referred to once stands in its
    place, so that whoever checks a result looks less up; titles, which repeat the names, are left out."""
    text = json.dumps(schema).replace("``", "`")
    told: dict[str, Any] = json.loads(text)
    parts = told.pop("$defs", {})
    once = {name for name in parts if text.count(f'"#/$defs/{name}"') == 1}

    def plain(part: Any) -> Any:
        if isinstance(part, list):
            return [plain(each) for each in part]
        if not isinstance(part, dict):
            return part
        name = str(part.get("$ref", "")).removeprefix("#/$defs/")
        whole = {**parts[name], **{key: each for key, each in part.items() if key != "$ref"}} if name in once else part
        return {key: plain(each) for key, each in whole.items() if not (key == "title" and isinstance(each, str))}

    kept = {name: plain(part) for name, part in parts.items() if name not in once}
    return {**({"$defs": kept} if kept else {}), **plain(told)}


def _or_nothing(part: Any) -> Any:
    """A schema in which what may be null is one of two types, and not one of two schemas: whoever checks a result tries half as many."""
    if isinstance(part, list):
        return [_or_nothing(each) for each in part]
    if not isinstance(part, dict):
        return part
    told = {key: _or_nothing(each) for key, each in part.items()}
    match told.get("anyOf"):
        case [{"type": str(kind)} as whole, {"type": "null"}] if not whole.keys() & {"enum", "const"}:
            del told["anyOf"]
            return {**whole, **told, "type": [kind, "null"]}
    return told


def _page(plan: Plan, corpus: Corpus, paging: Paging) -> Data:
    result = run(plan, corpus)
    kind, told_of = _AS_DATA[plan.op]
    told = told_of(result, corpus)
    mark = hashlib.blake2s(f"{corpus.generation.identity}\n{plan}\n{corpus.day}".encode(), digest_size=5).hexdigest()
    first = _first(paging.cursor, mark)
    end = first + paging.page
    cut = end < len(told.items)
    return kind(
        operation=plan.op,
        plan=str(plan),
        found=result.found,
        day=getattr(result, "day", None) or getattr(plan, "day", None) or corpus.day,
        corpus_end=corpus.last_day,
        total=len(told.items),
        cut=cut,
        cursor=f"{end}-{mark}" if cut else "",
        coverage=getattr(result, "coverage", None),
        **{"rows": tuple(told.rows(told.items[first:end])), **told.beside},
    )


def _first(cursor: str, mark: str) -> int:
    """Where the page begins."""
    number, _, given = cursor.partition("-")
    if not cursor:
        return 0
    if given != mark or not (number.isascii() and number.isdecimal()):
        raise WrongInput("The cursor belongs to other arguments, or the index has changed since. Ask again without it.")
    return int(number)


_DEEPEST, _MOST_VALUES = 12, 2000


def _plain(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments, if they are so small and plain that whatever reads them ends."""
    seen = 0
    pending: list[tuple[Any, int]] = [(arguments, 1)]
    while pending:
        value, depth = pending.pop()
        seen += 1
        if depth > _DEEPEST or seen > _MOST_VALUES:
            raise WrongInput("The arguments are too many or too deep. Leave out what is not needed.")
        if isinstance(value, Mapping):
            pending += [(each, depth + 1) for pair in value.items() for each in pair]
        elif isinstance(value, list | tuple):
            pending += [(each, depth + 1) for each in value]
        elif isinstance(value, str) and any("\ud800" <= each <= "\udfff" or each == "\0" for each in value):
            raise WrongInput("An argument holds characters that are no text. Write it in plain Unicode.")
        elif isinstance(value, int) and abs(value) > _GREATEST:
            raise WrongInput(f"A number is greater than {_GREATEST:,}. Write a number of a resolution, or a count.")
    return dict(arguments)


_GREATEST = 1_000_000
_A_PLAN: dict[str, Any] = {
    "type": "object",
    "description": 'A call of another operation whose resolutions or places are taken: {"op": "chain", "subject": "UNMISS", "view": "last"}.',
    "properties": {"op": {"enum": sorted(_AS_DATA), "description": "The name of the operation."}},
    "required": ["op"],
    "additionalProperties": True,
}

OFFERED: dict[str, Offered] = {each.op: Offered(each) for each in OPERATIONS if each is not Decline}
"""The operations by name, in the order of :data:`assistant.operations.OPERATIONS`."""


def offered(name: str) -> Offered:
    """The operation of a name. Raises :class:`WrongInput` with those that there are."""
    if name not in OFFERED:
        raise WrongInput(f"There is no operation {name[:80]!r}. There are: {', '.join(OFFERED)}.")
    return OFFERED[name]


@cache
def fingerprint() -> str:
    """Sixteen hexadecimal digits that change with the name, description or a schema of any operation."""
    everything = [[each.name, each.description, each.arguments, each.result] for each in OFFERED.values()]
    return hashlib.sha256(json.dumps(everything, sort_keys=True).encode()).hexdigest()[:16]
