"""A follow-up rewritten by the language model, accepted only where it says what the rules found.

The rules (:mod:`assistant.reading.zero.dialogue.conversation`) complete a follow-up first. The model's version takes the place of theirs when it
names every resolution, paragraph and body that theirs names, no other resolution or paragraph, and no number, date or
name that is not in the conversation. In every other case the rules' version stands.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.checking.paraphrase import claims_nothing
from assistant.checking.tokens import tokens_of
from assistant.errors import NoAnswerFromModel
from assistant.terms import acronyms
from assistant.writing.generative import one_line
from assistant.writing.model import Chat, Reply
from ingest.bodies import find_bodies
from ingest.citation import find_citations
from prompts import render

PROMPT = "condense.v1"
_REMEMBERED = 6  # messages of the conversation that the model sees
_CHARACTERS = 1200  # of each of them
_TOKENS = 200  # of the rewritten question


@dataclass(frozen=True, slots=True)
class Condensed:
    """The question standing for itself, and the tokens that were spent on it."""

    question: str
    tokens: int = 0


def condensed(
    chat: Chat, question: str, history: Sequence[ChatMessage], standalone: str, known: Callable[[int], bool]
) -> Generator[str, None, Condensed]:
    """The model's version of ``question`` where it is acceptable, else ``standalone``, the rules' version.

    Gives empty strings while it waits, so that whoever reads can stop. Never raises: a model that fails changes nothing.
    """
    turns = [
        {"role": str(message.role.value), "text": one_line(message.content or "")[:_CHARACTERS]}
        for message in history[-_REMEMBERED:]
        if message.role in (MessageRole.USER, MessageRole.ASSISTANT)
    ]
    prompt = render(PROMPT, turns=turns, question=one_line(question))
    try:
        for piece in chat.stream(
            [ChatMessage(role=MessageRole.USER, content=prompt)], chat.deadline(), max_tokens=_TOKENS
        ):
            if isinstance(piece, Reply):
                said = piece.text.strip().strip('"“”').strip()
                conversation = " ".join([*(turn["text"] for turn in turns), question, standalone])
                good = acceptable(said, standalone, conversation, known)
                return Condensed(said if good else standalone, piece.tokens)
            yield ""
    except NoAnswerFromModel:
        pass
    return Condensed(standalone)


def acceptable(said: str, standalone: str, conversation: str, known: Callable[[int], bool]) -> bool:
    """Whether a model's version of a question may take the place of the rules' version."""
    if not said or "\n" in said or len(said) > len(standalone) + 200:
        return False
    wanted = {found.pinpoint for found in find_citations(standalone, known=known, bare=True)}
    given = {found.pinpoint for found in find_citations(said, known=known, bare=True)}
    if wanted != given or not set(acronyms(standalone)) <= set(acronyms(said)):
        return False
    if not {body.named.lower() for body in find_bodies(standalone)} <= {
        body.named.lower() for body in find_bodies(said)
    }:
        return False
    there = {token.norm for token in tokens_of(conversation)}
    claims = [t for t in tokens_of(said) if t.kind != "word" or (t.is_name and not claims_nothing(t.word))]
    return all(token.norm in there for token in claims)
