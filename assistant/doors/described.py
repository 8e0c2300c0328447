"""How the interface describes itself (OpenAPI 3.1): the schemas are those of the operations, every door's."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI

from assistant.operations.offered import OFFERED, Offered
from assistant.operations.offered.written import takes_several

_PROBLEM = {
    "type": "object",
    "description": "Details of a problem (RFC 9457).",
    "properties": {
        "type": {"type": "string", "description": "What a program can tell problems apart by."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to do about it."},
    },
    "required": ["type", "title", "status", "detail"],
}
_TOLD = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"description": "What is named does not exist.", "content": _TOLD},
    422: {"description": "What was sent cannot be understood.", "content": _TOLD},
    "default": {"description": "Another problem.", "content": _TOLD},
}
FILES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
}
ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer, or events.",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "text/event-stream": {"schema": {"type": "string", "description": "Events: step, text, answer, problem."}},
        },
    }
}


def _described(operation: Offered, method: str) -> dict[str, Any]:
    """What the interface says of one operation, called by a method."""
    words = {
        "summary": operation.summary,
        "description": operation.description,
        "operationId": f"{operation.name}_{method}",
    }
    return {**words, **_form(operation, method)}


def _form(operation: Offered, method: str) -> dict[str, Any]:
    """What is sent and what comes back."""
    result = {
        "description": "The result.",
        "content": {"application/json": {"schema": _reference(operation, "result")}},
    }
    responses = {"200": result, **{str(status): each for status, each in PROBLEMS.items()}}
    if method == "post":
        content = {"schema": _reference(operation, "arguments"), "example": operation.plan.example}
        return {"requestBody": {"required": True, "content": {"application/json": content}}, "responses": responses}
    required = operation.arguments.get("required", ())
    parameters = [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            **_parameter(schema, operation.plan.example.get(name)),
        }
        for name, schema in operation.arguments["properties"].items()
    ]
    return {"parameters": parameters, "responses": responses | {"304": {"description": "Nothing has changed."}}}


def describe_operations(api: FastAPI) -> None:
    """Have the description of the interface hold all operations, and their schemas where it looks for them."""
    plain = api.openapi

    def openapi() -> dict[str, Any]:
        made = plain()
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        if "Problem" not in schemas:
            schemas["Problem"] = _PROBLEM
            for operation in OFFERED.values():
                made["paths"][f"/{operation.name}"] = {
                    method: _described(operation, method) for method in ("get", "post")
                }
                for part in ("arguments", "result"):
                    schemas.update(_components(operation, part))
        return made

    api.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's own guide extends it


def _components(operation: Offered, part: str) -> dict[str, Any]:
    """The schema of a part of an operation and what it refers to, under names of its own."""
    name = f"{operation.name}.{part}"
    text = json.dumps(getattr(operation, part)).replace('"#/$defs/', f'"#/components/schemas/{name}.')
    schema = json.loads(text)
    return {**{f"{name}.{inner}": each for inner, each in schema.pop("$defs", {}).items()}, name: schema}


def _reference(operation: Offered, part: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{operation.name}.{part}"}


def _parameter(schema: dict[str, Any], example: Any) -> dict[str, Any]:
    """An argument in the address: text, numbers and lists of them as they are, all else as JSON."""
    told: dict[str, Any] = {"description": schema.get("description", "")}
    plain = [
        each for each in (schema, *schema.get("anyOf", ())) if each.get("type") in ("string", "integer", "boolean")
    ]
    if takes_several(schema):
        told["schema"] = {"type": "array", "items": {"type": "string"}}
    else:
        told["schema"] = {key: each for key, each in (plain or [{"type": "string"}])[0].items() if key != "description"}
    if example is not None:
        told["example"] = json.dumps(example) if isinstance(example, dict) else example
    return told
