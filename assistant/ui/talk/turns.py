"""The turns of a chat, and what the page asks to be put: each question with its day and its limits as they were written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from llama_index.core.llms import ChatMessage, MessageRole
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Answer
from assistant.errors import WrongInput
from assistant.ui.limits import NAMES
from assistant.ui.markup import fill
from assistant.ui.render import question_html
from assistant.ui.talk.packed import LONGEST as _LONGEST_KEPT

LONGEST = 4000  # characters of a question
_KEPT = 50  # questions of a chat that are kept with their answers
_ROOM = 4_000_000  # characters of a chat that are kept
_AT_ONCE = 12  # questions that are asked one after the other when a chat is opened
_LONGEST_VALUE = 300

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``as_of`` is the day as which it is asked and ``limits`` the values of the fields, all as they were written. ``kept`` is
    the answer that the reader's browser kept, :func:`assistant.ui.talk.packed.packed`."""

    question: str
    as_of: str = ""
    limits: tuple[str, ...] = ("",) * len(NAMES)
    kept: str = ""

    @classmethod
    def of(cls, question: str | None, fields: Sequence[str | None]) -> Asked:
        """From the box of the question and the fields below it: the day, and the limits."""
        as_of, *limits = ((value or "").strip() for value in fields or [""] * (1 + len(NAMES)))
        return cls((question or "").strip()[: LONGEST + 1], as_of, tuple(limits))

    @property
    def fields(self) -> tuple[str, ...]:
        """The values of the fields below the question."""
        return (self.as_of, *self.limits)

    def to_json(self) -> str:
        """For the script of the page, which keeps it and makes an address of it."""
        limits = {name: value for name, value in zip(NAMES, self.limits, strict=True) if value}
        return json.dumps({"q": self.question, "as_of": self.as_of, "limits": limits}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was put, and its answer, or why there is none; ``said`` is that as a message of the chat.

    ``before`` counts the answers that the chat gave before, those included that are no longer kept; ``place`` is the place of the
    question among all of the chat.
    """

    asked: Asked
    said: str
    answer: Answer | None = None
    before: int = 0
    place: int = 0


Turns = tuple[Turn, ...]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class _Question(_Sent):
    q: str = Field(max_length=LONGEST + 1)
    as_of: str = Field(default="", max_length=_LONGEST_VALUE)
    limits: dict[str, str] | None = Field(default=None, max_length=len(NAMES))
    kept: str = Field(default="", max_length=_LONGEST_KEPT)

    def asked(self, fields: Sequence[str | None]) -> Asked:
        if self.limits is None:
            return Asked.of(self.q, fields)
        fields = (self.as_of, *(self.limits.get(name, "")[:_LONGEST_VALUE] for name in NAMES))
        return replace(Asked.of(self.q, fields), kept=self.kept)


class Script(_Sent):
    """What the page asks to be put: one question, edited (``start``: those from its place on are replaced) or suggested, or all
    those of a chat that is opened, the first of which stands at ``first``. One without limits of its own is asked under those that are set.
    A ``draft`` is not asked: it goes into the box, its day and limits into the fields."""

    start: int | None = Field(default=None, alias="from", ge=0)
    first: int = Field(default=0, ge=0, le=100_000)
    ask: list[_Question] = Field(default_factory=list, max_length=_AT_ONCE)
    draft: _Question | None = None

    @classmethod
    def read(cls, sent: Mapping[str, Any] | None) -> Script:
        """From the browser. Raises :class:`WrongInput` for what is none."""
        try:
            script = cls.model_validate(sent or {})
        except ValidationError:
            script = cls()
        if not script.ask and script.draft is None:
            raise WrongInput("What was to be asked cannot be read. Load the page again.")
        return script

    def questions(self, fields: Sequence[str | None]) -> list[Asked]:
        """The questions, under the ``fields`` where they bring no day and limits of their own."""
        return [each.asked(fields) for each in self.ask]


def history(turns: Turns) -> list[ChatMessage]:
    """What was said before, for the assistant."""
    said: list[ChatMessage] = []
    for turn in turns:
        if turn.answer is not None:
            said.append(ChatMessage(role=MessageRole.USER, content=turn.asked.question))
            said.append(ChatMessage(role=MessageRole.ASSISTANT, content=turn.answer.text))
    return said


def answered(turns: Turns) -> int:
    """How many answers the chat has given."""
    return turns[-1].before + (turns[-1].answer is not None) if turns else 0


def kept(turns: Turns) -> Turns:
    """The newest turns of a chat, as many as there is room for: the memory of the program is not the reader's to fill."""
    first, room = len(turns) - 1, _ROOM - len(turns[-1].said)
    while first > max(0, len(turns) - _KEPT) and (room := room - len(turns[first - 1].said)) >= 0:
        first -= 1
    return turns[first:]


def messages(turns: Turns) -> list[Message]:
    """The turns as messages of the chat."""
    lost = [_message("assistant", fill("earlier.html"))] if turns and turns[0].place else []
    return [*lost, *(each for turn in turns for each in told(turn.asked, turn.place, turn.said))]


def told(asked: Asked, place: int, said: str) -> list[Message]:
    """A question at its place, and what is said to it."""
    return [_message("user", question_html(asked.question, place, asked.to_json())), _message("assistant", said)]


def _message(role: str, html: str) -> Message:
    return {"role": role, "content": html}
