"""Everything that is asked, one question at a time: turns and items of a conversation know what was asked before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from llama_index.core.base.llms.types import ChatMessage

from assistant.assistant import Assistant
from assistant.errors import WrongInput
from assistant.evaluation.items import AsTyped, Conversation, Item, Researched
from assistant.evaluation.shown import Shown

Key = tuple[str, str, int]  # set, id, turn from 1


@dataclass(frozen=True, slots=True)
class Utterance:
    """One question. ``before`` are the questions asked before it in its conversation, the first of them first."""

    set: str
    id: str
    turn: int
    question: str
    as_of: dt.date
    item: Item
    before: tuple[Utterance, ...] = ()

    @property
    def key(self) -> Key:
        return self.set, self.id, self.turn


def utterances_of(name: str, items: Sequence[Item], as_of: dt.date) -> list[Utterance]:
    """What the items of the set ``name`` ask, each after what is asked before it.

    An item that has a day of its own is asked as on that day. Raises :class:`WrongInput` where the item asked before
    is missing, or a conversation comes back to itself.
    """
    asked: dict[str, Utterance] = {}
    by_id = {item.id: item for item in items if isinstance(item, AsTyped | Researched)}

    def after(item: AsTyped | Researched, behind: frozenset[str]) -> Utterance:
        if item.id not in asked:
            before: tuple[Utterance, ...] = ()
            if item.history_id is not None:
                if item.history_id not in by_id or item.history_id in behind:
                    raise WrongInput(
                        f"{name}: {item.id} is asked after {item.history_id}, which is missing or comes after it itself. "
                        "Correct history_id."
                    )
                last = after(by_id[item.history_id], behind | {item.id})
                before = (*last.before, last)
            asked[item.id] = Utterance(name, item.id, len(before) + 1, item.question, as_of, item, before)
        return asked[item.id]

    found: list[Utterance] = []
    for item in items:
        if isinstance(item, AsTyped | Researched):
            found.append(after(item, frozenset({item.id})))
        elif isinstance(item, Conversation):
            found += _turns(name, item, as_of)
        else:
            given: Any = item
            found.append(Utterance(name, given.id, 1, given.question, getattr(item, "as_of", as_of), item))
    return sorted(found, key=lambda each: each.turn)


def _turns(name: str, item: Conversation, as_of: dt.date) -> Iterator[Utterance]:
    before: tuple[Utterance, ...] = ()
    for number, turn in enumerate(item.turns, 1):
        asked = Utterance(name, item.id, number, turn.q, as_of, turn, before)
        yield asked
        before += (asked,)


def history_of(utterance: Utterance, shown: Mapping[Key, Shown]) -> list[tuple[str, str]]:
    """The questions asked before it, each with the answer that was given: ``shown`` has them."""
    return [(each.question, shown[each.key].get("answer", "")) for each in utterance.before]


def ask(assistant: Assistant, question: str, history: Sequence[tuple[str, str]], as_of: dt.date) -> dict[str, Any]:
    """The answer in its JSON form to a question asked after the questions and answers of ``history``."""
    said = [
        ChatMessage(role=role, content=content)
        for pair in history
        for role, content in zip(("user", "assistant"), pair, strict=True)
    ]
    return assistant.ask(question, said, as_of=as_of).to_json()
