"""The focus of each conversation, remembered by what was said in it; read again from the questions where it is not known."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.plan import Plan
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Mentions
from ingest.citation import find_citations

_REMEMBERED = 2000  # conversations


class Conversations:
    """Remembers what is in focus after each answer. Threads may share one."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Focus] = OrderedDict()
        self._lock = threading.Lock()

    def remember(self, history: Sequence[ChatMessage], question: str, answer: Answer, focus: Focus) -> None:
        """Remember the focus after ``question``, asked after ``history``, was answered."""
        said = [*_said(history), ("user", question), ("assistant", answer.text)]
        with self._lock:
            self._known[_key(said)] = focus
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def focus(
        self,
        history: Sequence[ChatMessage],
        mentions_of: Callable[[str], Mentions],
        plans_of: Callable[[str, Focus], tuple[Plan, ...]],
    ) -> Focus:
        """What is in focus after ``history``.

        Of a conversation that is not remembered (one that another process held, or that was changed) the questions are read
        again, and of each answer the places that it cites, in their order; of a question without an answer those that it names.
        """
        said = _said(history)
        known = self._known.get(_key(said)) if said else Focus()
        if known is not None:
            return known
        focus = Focus()
        for (role, question), (answered, text) in pairwise([*said, ("user", "")]):
            if role != "user":
                continue
            mentions, plans = mentions_of(question), plans_of(question, focus)
            if answered == "assistant":
                keys = [each.pinpoint.key for each in find_citations(text, known=lambda _: True)]
            else:
                keys, text = [each.pinpoint.key for each in mentions.references], ""
            focus = focus.after(mentions, _cited(question, text, keys, plans))
        return focus


def _said(history: Iterable[ChatMessage]) -> list[tuple[str, str]]:
    roles = {MessageRole.USER: "user", MessageRole.ASSISTANT: "assistant"}
    return [(roles[each.role], each.content or "") for each in history if each.role in roles]


def _key(said: Iterable[tuple[str, str]]) -> bytes:
    digest = hashlib.sha256()
    for role, text in said:
        digest.update(f"{role}\0{text}\0".encode())
    return digest.digest()


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
