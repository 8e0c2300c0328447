"""Many questions in one run: JSON lines in, JSON lines out, one broken line does not end the run."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from llama_index.core.base.llms.types import ChatMessage
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.assistant import Assistant
from assistant.errors import WrongInput
from ingest.errors import UnscError


class Turn(BaseModel):
    """One message of a conversation."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["user", "assistant"]
    content: str

    def message(self) -> ChatMessage:
        return ChatMessage(role=self.role, content=self.content)


class Asked(BaseModel):
    """One line of a batch: ``{"id": …, "question": …, "history": [{"role": …, "content": …}]}``."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    question: str
    history: list[Turn] = Field(default_factory=list)
    as_of: dt.date | None = None


def answer_lines(lines: Iterable[str], assistant: Assistant, as_of: dt.date | None = None) -> Iterator[dict[str, Any]]:
    """One object for each line that is not empty: the answer with its ``id``, or ``{"id": …, "error": …}``."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            given = json.loads(line)
            identity = given.get("id") if isinstance(given, dict) else None
            asked = Asked.model_validate(given)
            history = [turn.message() for turn in asked.history]
            answer = assistant.ask(asked.question, history, as_of=asked.as_of or as_of)
            yield {"id": identity, **answer.to_json()}
        except (json.JSONDecodeError, ValidationError, UnscError) as error:
            yield {"id": identity, "error": f"line {number}: {_said(error)}"}


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
    if isinstance(error, json.JSONDecodeError):
        return f"this is not JSON ({error.msg} at character {error.pos})"
    return str(error)


def lines_of(batch: Path) -> list[str]:
    """The lines of a file, or of standard input for ``-``. Raises :class:`WrongInput` where it cannot be read."""
    if str(batch) == "-":
        return sys.stdin.read().splitlines()
    try:
        return batch.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"{batch} cannot be read ({error}). Give a file with one JSON object a line.") from None
