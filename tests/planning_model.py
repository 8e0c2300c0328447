"""A scripted model that plans: it calls what it is told to, step by step, and writes its answer from the results it was sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.openai_server import Called, Reply

Results = Sequence[dict[str, Any]]
Step = Sequence[Called] | Callable[[Results], Sequence[Called]]
_RESULT = re.compile(r"BEGIN RESULT (\d+)\n(.*)\nEND RESULT \1\n", re.DOTALL)
_MOST = 6  # rows of one result that are told


def results_of(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The results in a request, in order; of one that failed ``{"error": …}``."""
    found = []
    for message in request["messages"]:
        if message["role"] == "tool":
            match = _RESULT.match(message["content"])
            assert match, message["content"]
            shown = match[2]
            found.append(json.loads(shown) if shown.startswith("{") else {"error": shown, "operation": ""})
    return found


class Planner:
    """Goes through ``steps``, each the calls of one reply or made of the results so far, and then writes ``final`` of them."""

    def __init__(self, *steps: Step, final: Callable[[Results], str] | None = None) -> None:
        self._steps = steps
        self._final = final or written

    def __call__(self, request: dict[str, Any]) -> Reply:
        done = sum(
            message["role"] == "assistant" and bool(message.get("tool_calls")) for message in request["messages"]
        )
        results = results_of(request)
        if done < len(self._steps) and request["tool_choice"] != "none":
            step = self._steps[done]
            return Reply(calls=step(results) if callable(step) else step, whole=bool(done % 2))
        return Reply(self._final(results))


def written(results: Results) -> str:
    """An answer that says what the results say, each sentence with its citation."""
    said = [sentence for number, each in enumerate(results, 1) for sentence in sentences(each, number)]
    return " ".join(filter(None, dict.fromkeys(said)))


def sentences(result: dict[str, Any], number: int) -> Iterator[str]:
    """What one result says, in sentences that keep to its words."""
    rows = result.get("rows", [])
    match result["operation"]:
        case "select":
            yield f"There are {result['met']:,} {result['unit']} [result {number}]."
            for row in rows[:_MOST]:
                if row["name"] != "all" and "value" in row:
                    yield f"{row['name']} has {row['value']:g} [result {number}]."
        case "chain":
            name = result["subject"]["name"]
            if result.get("until"):
                yield f"{name} runs until {result['until']} [result {number}]."
            yield from map(clause, rows[-2:])
        case "votes":
            for row in rows[:_MOST]:
                vote = row["vote"]
                yield f"It was adopted by {vote['yes']} votes in favour and {vote['no']} against ({row['symbol']})."
        case "record":
            for row in rows:
                yield f"It was adopted on {row['date']} ({row['symbol']})."
        case "council":
            for row in rows[:_MOST]:
                yield f"{row['name']} is a {row['kind']} member [result {number}]."
        case "cites":
            for row in rows:
                yield f"{row['citation']} cites {row['cites_citation']} [result {number}]."
        case "compare":
            for row in rows[:_MOST]:
                yield from map(clause, row["cells"].values())
        case "":
            return
        case _:
            yield from map(clause, rows[:_MOST])


def clause(row: dict[str, Any]) -> str:
    """A clause in the Council's words."""
    words = row["words"].rstrip(" ;.,:")
    return f"The Council {words[:1].lower()}{words[1:]} ({row['citation']})."
