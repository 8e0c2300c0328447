"""The order of the evidence reconsidered by a language model, where one is configured and the setting asks for it.

The model may only choose among what was found: it answers with numbers, and whatever else it says changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, replace

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.errors import NoAnswerFromModel
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.query import Query
from assistant.writing.generative import last, one_line
from assistant.writing.model import Chat
from prompts import render

PROMPT = "rerank.v1"
_CHARACTERS = 500  # of each passage
_TOKENS = 300  # of the answer


@dataclass(frozen=True, slots=True)
class Reranked:
    """The evidence in its new order, the tokens that were spent on it, and a notice where the model failed."""

    evidence: Evidence
    tokens: int = 0
    notice: str = ""


def reranked(question: Query, evidence: Evidence, chat: Chat, count: int) -> Generator[str, None, Reranked]:
    """The evidence with its first ``count`` hits in the order that the model gives.

    What the question names stays in front. Numbers that are no passage are passed over; passages that the model leaves
    out follow in the order in which they were found. Gives empty strings while it waits, so that whoever reads can stop.
    """
    fixed, movable = evidence.hits[: len(evidence.looked_up)], evidence.hits[len(evidence.looked_up) :]
    shown = movable[:count]
    if len(shown) < 2:
        return Reranked(evidence)
    paragraphs = [evidence.paragraphs[hit.key] for hit in shown]
    prompt = render(PROMPT, passages=[one_line(f"{p.citation}: {p.words[:_CHARACTERS]}") for p in paragraphs])
    asked = one_line(question.standalone)
    said, tokens = chat.remembered.get(prompt, asked), 0
    if said is None:
        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=prompt),
            ChatMessage(role=MessageRole.USER, content=asked),
        ]
        try:
            reply = yield from last(chat.stream(messages, chat.deadline(), max_tokens=_TOKENS), instead="")
        except NoAnswerFromModel as error:
            return Reranked(evidence, notice=f"{error} The evidence stands in the order in which it was found.")
        said, tokens = reply.text, reply.tokens
        chat.remembered.put(said, prompt, asked)
    order = _places(said, len(shown))
    chosen = [shown[place] for place in order]
    rest = [hit for place, hit in enumerate(shown) if place not in order]
    return Reranked(replace(evidence, hits=(*fixed, *chosen, *rest, *movable[count:])), tokens)


def _places(answer: str, count: int) -> list[int]:
    """The places named in an answer that is nothing but numbers; each once. A sentence names none."""
    if re.search(r"[^\W\d_]{2}", answer):
        return []
    named = (int(number) - 1 for number in re.findall(r"\d{1,4}", answer))
    return [place for place in dict.fromkeys(named) if 0 <= place < count]
