"""A follow-up becomes a question that stands for itself, and is shown as such.

Nothing is guessed by a model. The history gives a state (:class:`assistant.thread.Thread`); each rule below knows one
way in which people leave unsaid what was spoken of, and completes it from the state: ``paragraph 9 of it`` →
``Paragraph 9 of resolution 2617``. The first rule that applies writes the question; a question that is complete stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.follow_up import FollowUp
from assistant.follow_up_rules import RULES
from assistant.succession import Background
from assistant.thread import Thread, references
from assistant.unsaid import leaves_unsaid


def standalone(question: str, history: Sequence[ChatMessage], background: Background) -> str:
    """The question standing for itself: asked without any history, it is understood in the same way."""
    thread = Thread()
    for message in history:
        text = message.content or ""
        if message.role == MessageRole.USER:
            rewritten = rewrite(text, thread, background)
            thread = thread.asked(rewritten, background, follows=rewritten != text)
        elif message.role == MessageRole.ASSISTANT:
            thread = thread.answered(text, background)
    return rewrite(question, thread, background)


def rewrite(question: str, thread: Thread, background: Background) -> str:
    """``question`` with what it leaves unsaid taken from ``thread``; unchanged when it leaves nothing unsaid."""
    own = references(question, background)
    if not thread.question or not leaves_unsaid(question, own):
        return question
    follow_up = FollowUp(question, own, thread, background)
    said = next((said for rule in RULES if (said := rule(follow_up))), "")
    return _tidy(said) if said else question


def _tidy(said: str) -> str:
    said = re.sub(r"\s+", " ", said).strip()
    said = re.sub(r"\b(the|in|of|on) \1\b", r"\1", said, flags=re.IGNORECASE)
    said = re.sub(r"\b(?:security council )?resolution (?=resolution\b)", "", said, flags=re.IGNORECASE)
    said = re.sub(r"\s+([?,.;])", r"\1", said)
    if re.match(r"(?:show|quote|read|give|compare|list|summari[sz]e|tell|explain)\b", said, re.IGNORECASE):
        said = f"{said.rstrip('?. ')}."
    return said[:1].upper() + said[1:]
