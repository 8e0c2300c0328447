"""The operations as tools of a language model, with the schemas that every door offers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from llama_index.core.tools import FunctionTool, ToolMetadata

from assistant.errors import WrongInput
from assistant.operations.offered import OFFERED, Offered, fingerprint
from assistant.writing.calls import Call
from prompts import fingerprint as of_prompt


class _Metadata(ToolMetadata):
    """The name, description and schema of an operation as they are offered."""

    def __init__(self, operation: Offered) -> None:
        super().__init__(description=operation.description, name=operation.name)
        self._schema = operation.arguments

    def get_parameters_dict(self) -> dict[str, Any]:
        return dict(self._schema)  # to which llama-index adds


def tools(call: Callable[[Offered, Mapping[str, Any]], Any]) -> dict[str, FunctionTool]:
    """The operations by name; ``call`` runs one with its arguments."""

    def tool(operation: Offered) -> FunctionTool:
        return FunctionTool(fn=lambda **arguments: call(operation, arguments), metadata=_Metadata(operation))

    return {name: tool(operation) for name, operation in OFFERED.items()}


def arguments_of(call: Call) -> dict[str, Any]:
    """The arguments as they were written. Raises :class:`WrongInput`: half a list of numbers is another list."""
    try:
        given = json.loads(call.arguments or "{}")
    except (ValueError, RecursionError):
        raise WrongInput(f"The arguments of {call.name[:80]} are no JSON. Call it again with a whole object.") from None
    if not isinstance(given, dict):
        raise WrongInput(f"The arguments of {call.name[:80]} are no object. Call it again with named arguments.")
    return given


@cache
def told(*names: str) -> str:
    """Sixteen hexadecimal digits that change with the prompts of these names and with any schema of an operation."""
    return hashlib.sha256(" ".join([fingerprint(), *map(of_prompt, names)]).encode()).hexdigest()[:16]
