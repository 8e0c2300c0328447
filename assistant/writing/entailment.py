"""Whether a clause says what is claimed, as a language model reads it: asked only where the words alone leave it undecided, and taken
only with the words of the clause that show it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import ClaimVerdict
from assistant.errors import NoAnswerFromModel
from assistant.writing.generative import one_line
from assistant.writing.model import Chat, Reply
from prompts import render

PROMPT = "entail.v1"
_TOKENS = 300  # of the reply
_CHARACTERS = 4000  # of a clause that the model sees
_LEAST = 3  # words that show something


@dataclass(frozen=True, slots=True)
class Entailed:
    """``words[start:end]`` of the clause show the verdict; ``tokens`` were spent on it."""

    verdict: ClaimVerdict
    start: int = 0
    end: int = 0
    tokens: int = 0


def entailed(chat: Chat, claim: str, clause: str) -> Generator[str, None, Entailed]:
    """What the model says of a claim beside a clause; undecided where it fails, says nothing of it, or shows no words of the clause.

    Gives empty strings while it waits, so that whoever reads can stop. Never raises.
    """
    prompt = render(PROMPT, claim=one_line(claim), clause=clause[:_CHARACTERS])
    try:
        for piece in chat.stream(
            [ChatMessage(role=MessageRole.USER, content=prompt)], chat.deadline(), max_tokens=_TOKENS
        ):
            if isinstance(piece, Reply):
                return _read(piece, clause[:_CHARACTERS])
            yield ""
    except NoAnswerFromModel:
        pass
    return Entailed(ClaimVerdict.UNDECIDED)


def _read(reply: Reply, clause: str) -> Entailed:
    said, _, shown = reply.text.strip().partition(":")
    shown = shown.strip().strip("\"'“”").strip()
    start = clause.find(shown) if len(shown.split()) >= _LEAST else -1
    verdict = {"holds": ClaimVerdict.HOLDS, "contradicted": ClaimVerdict.CONTRADICTED}.get(said.strip().lower())
    if verdict is None or start < 0:
        return Entailed(ClaimVerdict.UNDECIDED, tokens=reply.tokens)
    return Entailed(verdict, start, start + len(shown), reply.tokens)
