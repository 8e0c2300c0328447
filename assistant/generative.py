"""The writer that uses a language model: any server that speaks the OpenAI chat protocol, through llama-index.

The model sees the evidence, budgeted in tokens, and the rules in ``prompts/answer.v1.jinja``. What it writes is checked
afterwards; what it fails to write is replaced by the extractive answer, with a notice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.core.llms import LLM

from assistant.draft import Draft
from assistant.errors import NoAnswerFromModel
from assistant.passages import above
from assistant.question import Question
from assistant.settings import LLMSettings
from ingest.resolution import Paragraph, Resolution
from prompts import fingerprint, render
from vectorstore.catalogue import Catalogue
from vectorstore.index import Hit

PROMPT = "answer.v1"
_CHARACTERS_PER_TOKEN = 3.6  # English legal prose; a low estimate keeps the prompt within the model's window
_WORDS = 250
_REMEMBERED = 4  # messages of the conversation that the model sees


def count_tokens(text: str) -> int:
    """Tokens of ``text``, estimated without the model's own tokenizer, rather too many than too few."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


@dataclass(frozen=True, slots=True)
class Passage:
    """What the model sees of one paragraph; the fields the prompt uses."""

    citation: str
    words: str
    date: str
    about: str


class GenerativeWriter:
    """Writes answers with a language model, from the evidence alone."""

    def __init__(
        self, model: LLM, settings: LLMSettings, catalogue: Catalogue, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._model = model
        self._settings = settings
        self._catalogue = catalogue
        self._clock = clock

    @property
    def name(self) -> str:
        """What an answer names as its writer: the model and the prompt it was given."""
        return f"{self._settings.model} ({PROMPT} {fingerprint(PROMPT)})"

    def stream(
        self,
        question: Question,
        hits: Sequence[Hit],
        paragraphs: Mapping[str, Paragraph],
        history: Sequence[ChatMessage] = (),
    ) -> Iterator[str | Draft]:
        """The text so far, again and again while it grows; at the end the draft of the whole.

        Raises :class:`NoAnswerFromModel` when the model cannot be asked, is too slow, or says nothing.
        """
        messages, shown = self._messages(question, hits, paragraphs, history)
        yield from self.say(messages, shown)

    def say(self, messages: Sequence[ChatMessage], shown: tuple[str, ...] = ()) -> Iterator[str | Draft]:
        """What the model answers to these messages, as :meth:`stream` gives it; ``shown`` is the evidence in them."""
        deadline = self._clock() + 3 * self._settings.timeout
        text, ended = "", ""
        try:
            for response in self._model.stream_chat(messages):
                if self._clock() > deadline:
                    raise NoAnswerFromModel(
                        f"The language model did not finish within {3 * self._settings.timeout:g} seconds. "
                        "Raise UNSC_LLM__TIMEOUT or choose a faster model."
                    )
                ended = _finish(response) or ended
                grown = response.message.content or ""
                if grown != text:
                    text = grown
                    yield text
        except NoAnswerFromModel:
            raise
        except Exception as error:  # servers fail in every way; whichever it is, the reader gets one clear sentence
            raise NoAnswerFromModel(explain(error, self._settings)) from error
        if text and not ended:
            raise NoAnswerFromModel(
                "The language model broke off in the middle of its answer. See the server's log, or ask again."
            )
        if not text.strip():
            raise NoAnswerFromModel(
                "The language model answered with nothing. Check UNSC_LLM__MODEL and the server's log."
            )
        notice = (
            "The answer stops where the model's limit was reached; raise UNSC_LLM__ANSWER_TOKENS."
            if ended == "length"
            else ""
        )
        yield Draft(text.strip(), evidence=shown, writer=self.name, tokens=count_tokens(text), notice=notice)

    def _messages(
        self,
        question: Question,
        hits: Sequence[Hit],
        paragraphs: Mapping[str, Paragraph],
        history: Sequence[ChatMessage],
    ) -> tuple[list[ChatMessage], tuple[str, ...]]:
        """The messages for the model, and the keys of the evidence that fitted into them."""
        past = [
            ChatMessage(role=message.role, content=(message.content or "")[:1500])
            for message in history[-_REMEMBERED:]
            if message.role in (MessageRole.USER, MessageRole.ASSISTANT)
        ]
        taken = sum(count_tokens(message.content or "") for message in past) + count_tokens(question.standalone)
        budget = (
            self._settings.context_tokens - self._settings.answer_tokens - taken - count_tokens(self._prompt([])) - 100
        )
        passages: list[Passage] = []
        shown: list[str] = []
        for hit in hits:
            passage = self._passage(paragraphs[hit.key])
            cost = count_tokens(passage.citation + passage.words + passage.date + passage.about) + 12
            if cost > budget:
                continue
            budget -= cost
            passages.append(passage)
            shown.append(hit.key)
        system = ChatMessage(role=MessageRole.SYSTEM, content=self._prompt(passages))
        asked = ChatMessage(role=MessageRole.USER, content=question.standalone)
        return [system, *past, asked], tuple(shown)

    def _prompt(self, passages: Sequence[Passage]) -> str:
        last = self._catalogue.last_day()
        return render(
            PROMPT, evidence=passages, corpus_end=last.isoformat() if last else "an unknown day", words=_WORDS
        )

    def _passage(self, paragraph: Paragraph) -> Passage:
        record: Resolution | None = self._catalogue.record(paragraph.resolution)
        opening = [row.text for row in above(paragraph, self._catalogue.paragraph)]
        return Passage(
            citation=paragraph.citation,
            words=" … ".join([*opening, paragraph.words]),
            date=record.date.isoformat() if record and record.date else str(paragraph.year),
            about=(record.subject or record.agenda) if record else "",
        )


def _finish(response: ChatResponse) -> str:
    """Why the server says the answer ended (``stop``, ``length``); empty while it has not."""
    choices = getattr(response.raw, "choices", None) or []
    return (choices[0].finish_reason or "") if choices else ""


def explain(error: Exception, settings: LLMSettings) -> str:
    """What happened, for a reader: which server, what it did, what can be done."""
    where = f"The language model {settings.model} at {settings.base_url}"
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return f"{where} did not answer within {settings.timeout:g} seconds. Raise UNSC_LLM__TIMEOUT or try again."
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return f"{where} refused the key ({error.status_code}). Check UNSC_LLM__API_KEY."
    if isinstance(error, openai.NotFoundError):
        return f"{where} was not found (404). Check UNSC_LLM__MODEL and UNSC_LLM__BASE_URL."
    if isinstance(error, openai.RateLimitError):
        return f"{where} is overloaded or the quota is used up (429), also after {settings.retries} more attempts. Try again later."
    if isinstance(error, openai.APIStatusError):
        return f"{where} failed with status {error.status_code}, also after {settings.retries} more attempts. See the server's log."
    if isinstance(error, httpx.HTTPError):
        return f"{where} broke off in the middle of its answer. See the server's log, or ask again."
    if isinstance(error, openai.APIConnectionError):
        return f"{where} could not be reached. Check UNSC_LLM__BASE_URL and that the server runs."
    return f"{where} answered with something that is no chat answer ({type(error).__name__}). See the server's log."
