"""The focus of each conversation, remembered by what was said in it; where it is not, the questions are asked again."""

from __future__ import annotations

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.plan import Plan
from assistant.reading.conversation.carry import Focus
from assistant.reading.fence import LONGEST_ANSWER
from assistant.reading.mentions import Mentions
from ingest.citation import find_citations

_REMEMBERED = 2000  # conversations
_QUOTED = re.compile("“[^”]*”")


class Conversations:
    """Remembers what is in focus after each answer. Threads may share one."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Focus] = OrderedDict()
        self._lock = threading.Lock()

    def remember(self, history: Sequence[ChatMessage], question: str, answer: Answer, focus: Focus) -> None:
        """Remember the focus after ``question``, asked after ``history``, was answered."""
        self._keep(_keys([*_said(history), ("user", question), ("assistant", answer.text)])[-1], focus)

    def focus(
        self,
        history: Sequence[ChatMessage],
        read: Callable[[str, Focus], tuple[Mentions, tuple[Plan, ...]]],
        answer_of: Callable[[str, Sequence[ChatMessage]], Answer | None],
    ) -> Focus:
        """What is in focus after ``history``; ``read`` tells the mentions and the plans of a question after what is in focus.

        From the last turn on that is remembered the questions are read and answered again, as after a start or in another process.
        Where an answer is not the one that was given (a model wrote it, it is of another day or was changed), the places that the given
        one cites outside of quotations are what is known of it, in their order; of a question without an answer those that it names.
        """
        said = _said(history)
        keys = _keys(said)
        start = max(n for n, key in enumerate(keys) if not n or key in self._known)
        focus = self._known.get(keys[start], Focus())
        for at, ((role, question), (answered, text)) in enumerate(pairwise([*said[start:], ("user", "")]), start):
            if role != "user":
                continue
            mentions, plans = read(question, focus)
            if answered != "assistant":
                named = [each.pinpoint.key for each in mentions.references]
                focus = focus.after(mentions, _cited(question, "", named, plans))
                continue
            answer = answer_of(question, _messages(said[:at]))
            if answer is None or _plain(answer.text) != _plain(text):
                cited = find_citations(_QUOTED.sub(" ", text), known=lambda _: True)
                answer = _cited(question, text, [each.pinpoint.key for each in cited], plans)
            focus = focus.after(mentions, answer, plans)
            self._keep(keys[at + 2], focus)
        return focus

    def _keep(self, key: bytes, focus: Focus) -> None:
        with self._lock:
            self._known[key] = focus
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


_ROLES = {MessageRole.USER: "user", MessageRole.ASSISTANT: "assistant"}
_Said = tuple[str, str]
"""Who said it, and what."""


def _said(history: Iterable[ChatMessage]) -> list[_Said]:
    return [(_ROLES[each.role], each.content or "") for each in history if each.role in _ROLES]


def _messages(said: Iterable[_Said]) -> list[ChatMessage]:
    return [ChatMessage(role=MessageRole(role), content=text) for role, text in said]


def _plain(text: str) -> str:
    """A text, however its lines are broken; of a longer one what is kept of it in a history."""
    return " ".join(text[:LONGEST_ANSWER].split())


def _keys(said: Iterable[_Said]) -> list[bytes]:
    """What stands for each beginning of what was said, the empty one first."""
    digest = hashlib.sha256()
    keys = [digest.digest()]
    for role, text in said:
        digest.update(f"{role}\0{_plain(text)}\0".encode())
        keys.append(digest.digest())
    return keys


def _cited(question: str, text: str, keys: Iterable[str], plans: tuple[Plan, ...]) -> Answer:
    """An answer that cites places, which are what is known of its evidence."""
    places = tuple(dict.fromkeys(keys))
    return Answer(
        question=question,
        standalone=question,
        status=Status.ANSWERED,
        text=text,
        citations=tuple(Citation(key=key, citation=key, verdict=Verdict.RETRIEVED) for key in places),
        evidence=places,
        plans=plans,
    )
