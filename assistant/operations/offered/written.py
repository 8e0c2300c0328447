"""Arguments as people write them in an address or on a command line: pairs of a name and a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.errors import WrongInput
from assistant.operations.offered import Offered
from assistant.plan import is_plan, plans_from_line


def arguments_of(operation: Offered, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The arguments that pairs write. Of lists each item is a pair of its own; what is neither text, number nor list is written
    as JSON, and a plan may stand as its line. Raises :class:`WrongInput`; what values mean is checked where they are used."""
    known = operation.arguments["properties"]
    found: dict[str, Any] = {}
    for name, text in pairs:
        if name not in known:
            raise WrongInput(f"{operation.name} has no argument {name[:40]!r}. There are: {', '.join(known)}.")
        value = text if known[name].get("type") == "string" else _value(text)
        if takes_several(known[name]) and not isinstance(value, dict | list):
            value = [*found.get(name, []), value]
        elif name in found:
            raise WrongInput(f"{name} is given twice. Give it once.")
        found[name] = value
    return found


def takes_several(schema: Mapping[str, Any]) -> bool:
    """Whether an argument is a list, or may be one."""
    return any(each.get("type") == "array" for each in (schema, *schema.get("anyOf", ())))


def _value(text: str) -> Any:
    if is_plan(text):
        return plans_from_line(text)[0].to_json()
    if text[:1] not in ("{", "["):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise WrongInput(f'{text[:60]!r} is not JSON. Write it as {{"since": "2020-01-01"}}.') from None
