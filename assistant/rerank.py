"""The order of the evidence reconsidered by a language model, where one is configured and the setting asks for it.

The model may only choose among what was found: it answers with numbers, and whatever else it says changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.llms import LLM

from assistant.question import Question
from assistant.retrieve import Evidence
from prompts import render

PROMPT = "rerank.v1"
_CHARACTERS = 500  # of each passage


def reranked(question: Question, evidence: Evidence, model: LLM, count: int) -> tuple[Evidence, str]:
    """The evidence with its first ``count`` hits in the order that the model gives, and a notice where it failed.

    What the question names stays in front. Numbers that are no passage are passed over; passages that the model leaves
    out follow in the order in which they were found.
    """
    fixed, movable = evidence.hits[: len(evidence.looked_up)], evidence.hits[len(evidence.looked_up) :]
    shown = movable[:count]
    if len(shown) < 2:
        return evidence, ""
    paragraphs = [evidence.paragraphs[hit.key] for hit in shown]
    prompt = render(PROMPT, passages=[f"{p.citation}: {p.words[:_CHARACTERS]}" for p in paragraphs])
    said = ""
    try:
        for response in model.stream_chat(
            [
                ChatMessage(role=MessageRole.SYSTEM, content=prompt),
                ChatMessage(role=MessageRole.USER, content=question.standalone),
            ]
        ):
            said = response.message.content or ""
    except (openai.OpenAIError, httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
        return evidence, f"The language model did not order the evidence ({type(error).__name__})."
    order = _places(said, len(shown))
    chosen = [shown[place] for place in order]
    rest = [hit for place, hit in enumerate(shown) if place not in order]
    return replace(evidence, hits=(*fixed, *chosen, *rest, *movable[count:])), ""


def _places(answer: str, count: int) -> list[int]:
    """The places named in an answer that is nothing but numbers; each once. A sentence names none."""
    if re.search(r"[^\W\d_]{2}", answer):
        return []
    named = (int(number) - 1 for number in re.findall(r"\d{1,4}", answer))
    return [place for place in dict.fromkeys(named) if 0 <= place < count]
