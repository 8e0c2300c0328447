"""What an operation returned, as the model is shown it, and what a sentence may say by citing it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.operations.offered import Offered, Paging
from assistant.operations.result import Coverage
from assistant.plan import Plan, Subject, plan_from_json
from assistant.present import last_text
from assistant.reasoning.changed import changed
from assistant.telling import tell
from assistant.telling.select import coverage_in_words
from assistant.writing.generative import one_line

_PAGE = 20  # rows that are asked for, and halved while they do not fit
_WORDS, _ITEMS = 500, 12  # characters of a text and items of a list, where one row alone does not fit
_TOLD = frozenset(
    ("select", "votes", "cites", "chain", "record", "council")
)  # operations that count or work something out
_NAMING = ("key", "witness", "cites", "on", "by", "current", "imposed")  # fields that name a place
_BESIDE = frozenset(("words", "start", "end", "key", "cursor", "cut", "operation"))  # fields that compute nothing
_UNTIL = (
    "{} runs until",
    "{} ends on",
    "{} expires on",
    "{} is covered until",
    "The mandate of {} ends on",
    "The mandate of {} runs until",
)
"""How the day is said on which something ends, which a chain works out."""
_QUOTED = re.compile(r"“[^”]*”")


@dataclass(frozen=True, slots=True)
class Found:
    """One result. ``shown`` is JSON on one line; ``keys`` are the paragraphs and resolutions in it, ``said_of`` what is computed of each of
    them, ``passages`` what is computed at all, ``coverage`` how."""

    plan: Plan
    shown: str
    keys: frozenset[str]
    said_of: Mapping[str, str]
    passages: tuple[str, ...]
    coverage: str


def found(operation: Offered, arguments: Mapping[str, Any], corpus: Corpus, room: int) -> Found:
    """The result of a call in at most ``room`` characters, about. Raises what :meth:`Offered.call` raises."""
    day = corpus.as_of.isoformat() if corpus.as_of is not None else ""
    if day:  # nothing that the reader left out
        arguments = {**arguments, "as_of": min(str(arguments.get("as_of") or day), day)}
    value = operation.call(corpus, arguments)
    page = min(_PAGE, value["total"])
    while page > 1 and len(_json(value)) > room:
        page //= 2
        value = operation.call(corpus, {**arguments, "page": page})
    if len(_json(value)) > room:
        value = _short(value)
    own = {name: each for name, each in arguments.items() if name not in Paging.model_fields}
    plan = plan_from_json({**own, "op": operation.name})
    rows = list(_rows(value))
    said_of: dict[str, str] = {}
    for row in rows:
        cells = [cell for cell in row.get("cells", {}).values() if cell is not None]
        said = changed(row, corpus.catalogue) if cells else _said({**row, "citation": ""})
        for key in (key for each in (row, *cells) for key in _keys(each)):
            said_of[key] = f"{said_of.get(key, '')} {said}".strip()
    computed = (*_counted(value, plan), *filter(None, map(_said, rows)))
    if operation.name in _TOLD and str(arguments.get("as_of") or "") == day:
        computed = (_QUOTED.sub("", tell(run(plan, corpus), corpus).text), *computed)
    return Found(plan, one_line(_json(value)), frozenset(said_of), said_of, computed, _coverage(value, corpus))


def _counted(value: Mapping[str, Any], plan: Plan) -> Iterator[str]:
    """What was counted, beside each of the conditions: "two resolutions extend", "two resolutions of UNMAZ"."""
    conditions = [*_leaves(plan.to_json()), *(f"the mandate of {name}" for name in _followed(plan))]
    counts = [(value["met"], value["unit"])] if "met" in value else []
    counts += [(value["decided"], "decisions on")] if "decided" in value else []
    for count, unit in counts:
        yield from (f"{count} {unit} {each}" for each in conditions)
    if (until := value.get("until")) and "title" in value:
        for name in dict.fromkeys([*_followed(plan), value["subject"]["name"], value["title"]]):
            yield from (f"{each.format(name)} {until}" for each in _UNTIL)


def _followed(plan: Plan) -> list[str]:
    """The names of what is followed through the resolutions."""
    subjects = (getattr(plan, "subject", None), getattr(getattr(plan, "where", None), "body", None))
    return [each.name for each in subjects if isinstance(each, Subject)]


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def _json(value: Any) -> str:
    """A result without the fields that say nothing: every token of it is paid for with each further step."""
    return json.dumps(_told(value), ensure_ascii=False)


def _told(value: Any) -> Any:
    match value:
        case dict():
            told = {name: _told(each) for name, each in value.items()}
            return {name: each for name, each in told.items() if each not in (None, "", [], {})}
        case list():
            return [_told(each) for each in value]
        case _:
            return value


def _coverage(value: Mapping[str, Any], corpus: Corpus) -> str:
    if value["coverage"] is None:
        return f"{last_text(corpus.catalogue)}."
    return coverage_in_words(Coverage.model_validate(value["coverage"]), corpus)


def _short(value: Any) -> Any:
    """The value with long texts cut, and of long lists the first items."""
    match value:
        case str() if len(value) > _WORDS:
            return f"{value[:_WORDS].rsplit(' ', 1)[0]} …"
        case list():
            return [_short(each) for each in value[:_ITEMS]]
        case dict():
            return {name: _short(each) for name, each in value.items()}
        case _:
            return value


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value, itself first."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _rows(each)


def _keys(row: Mapping[str, Any]) -> list[str]:
    """The paragraphs and resolutions that an object is about."""
    named = [row.get(name) for name in _NAMING]
    numbers = [row.get("resolution"), *(n for name in ("numbers", "resolutions") for n in _listed(row.get(name)))]
    return [
        str(each) for each in (*named, *numbers) if each and isinstance(each, str | int) and str(each)[0].isdecimal()
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _said(row: Mapping[str, Any]) -> str:
    """What an object says beside the words of a paragraph, as words."""
    said = [f"{row['met']} {row['unit']}"] if "met" in row else []
    for name, each in row.items():
        values = [v for v in (each if isinstance(each, list) else [each]) if isinstance(v, str | int | float)]
        if name not in _BESIDE and (told := " ".join(_word(v) for v in values if v not in (None, "", False))):
            said.append(f"{name.replace('_', ' ')} {told}")
    return " ".join(said)


def _word(value: Any) -> str:
    return "yes" if value is True else f"{value:g}" if isinstance(value, float) else str(value)
