"""A follow-up that is written out by the language model, so that it stands for itself.

It is asked only where a follow-up is searched for in the text in focus, and what it writes is taken only where it names this text and
no other, keeps every paragraph and body that the follow-up names, and where no number, date or name in it is foreign to the conversation.
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
_TOKENS = 200  # of the question that is written out
_LONGER = 200  # characters by which it may be longer


@dataclass(frozen=True, slots=True)
class Condensed:
    """The question standing for itself, and the tokens that were spent on it."""

    question: str
    tokens: int = 0


def condensed(
    chat: Chat, question: str, history: Sequence[ChatMessage], known: Callable[[int], bool], number: int
) -> Generator[str, None, Condensed]:
    """The model's version of ``question`` where it is acceptable, else the question; ``number`` is the resolution that it is about.

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
                conversation = " ".join([*(turn["text"] for turn in turns), question])
                fits = acceptable(said, question, conversation, known, number)
                return Condensed(said if fits else question, piece.tokens)
            yield ""
    except NoAnswerFromModel:
        pass
    return Condensed(question)


def acceptable(said: str, question: str, conversation: str, known: Callable[[int], bool], number: int) -> bool:
    """Whether a model's version of a question may take its place: it is on the resolution of that ``number`` alone."""
    if not said or "\n" in said or len(said) > len(question) + _LONGER:
        return False
    wanted = {found.pinpoint for found in find_citations(question, known=known, bare=True)}
    given = {found.pinpoint for found in find_citations(said, known=known, bare=True)}
    if not wanted <= given or {pinpoint.resolution for pinpoint in given} != {number}:
        return False
    if not set(acronyms(question)) <= set(acronyms(said)):
        return False
    if not {body.named.lower() for body in find_bodies(question)} <= {body.named.lower() for body in find_bodies(said)}:
        return False
    there = {token.norm for token in tokens_of(conversation)}
    claims = [t for t in tokens_of(said) if t.kind != "word" or (t.is_name and not claims_nothing(t.word))]
    return all(token.norm in there for token in claims)
