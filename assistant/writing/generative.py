"""The writer that uses a language model: any server that speaks the OpenAI chat protocol, through llama-index.

The model sees the evidence, budgeted in tokens, and the rules in ``prompts/answer.v2.jinja``. What it writes is checked
afterwards; where sentences are not supported it is asked once to mend them. What it fails to write is replaced by the
extractive answer, with a notice; what it writes without one sentence that is supported stands below it, marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import SentenceVerdict
from assistant.checking.polarity import tells_of_the_evidence
from assistant.checking.sentences import citations_in
from assistant.checking.verify import cleaned
from assistant.draft import Draft, unique
from assistant.errors import NoAnswerFromModel
from assistant.records.passages import above
from assistant.retrieval.query import Query
from assistant.settings import LLMSettings
from assistant.writing.model import Chat, Reply, count_tokens
from ingest.resolution import Paragraph, Resolution
from prompts import fingerprint, render
from vectorstore.catalogue import Catalogue
from vectorstore.lexical import Hit

PROMPT, REPAIR = "answer.v2", "repair.v1"
_NOTHING_SUPPORTED = (
    "No sentence of the language model's answer is supported by the texts that were found: the answer is made of the texts "
    "alone, and what the model wrote stands below it."
)
BELOW = "What the language model wrote, and no text supports:"
_WORDS = 250
_REMEMBERED = 4  # messages of the conversation that the model sees
_DELIMITER = re.compile(r"\b(BEGIN|END)\s+(EVIDENCE|PAIR|RESULT|HINT|EARLIER)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """What the model sees of one paragraph; the fields the prompt uses."""

    citation: str
    words: str
    date: str
    about: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is written from."""

    question: Query
    hits: Sequence[Hit]
    paragraphs: Mapping[str, Paragraph]
    history: Sequence[ChatMessage] = ()


class GenerativeWriter:
    """Writes answers with a language model, from the evidence alone."""

    def __init__(self, chat: Chat, settings: LLMSettings, catalogue: Catalogue) -> None:
        self._chat = chat
        self._settings = settings
        self._catalogue = catalogue

    @property
    def name(self) -> str:
        """What an answer names as its writer: the model and the prompt it was given."""
        return f"{self._settings.model} ({PROMPT} {fingerprint(PROMPT)})"

    def stream(self, asked: Asked, check: Callable[[Draft], Draft]) -> Iterator[str | Draft]:
        """The text so far, again and again while it grows; at the end the draft of the whole, checked by ``check``.

        Where ``check`` leaves sentences that are not supported, the model is asked once to mend them, within the time of
        the same answer; the better version is given. Raises :class:`NoAnswerFromModel` when the model cannot be asked, is
        too slow, or says nothing at all.
        """
        deadline = self._chat.deadline()
        messages, shown = self._messages(asked)
        reply = yield from last(self._chat.stream(messages, deadline))
        draft = check(self._draft(reply, shown))
        if not marks(draft) or not self._settings.repair:
            yield draft
            return
        yield draft.text
        try:
            better = yield from self._repaired(asked, reply, draft, deadline, check)
        except NoAnswerFromModel:  # then the first version stands, with its marks
            better = draft
        yield better

    def _repaired(
        self, asked: Asked, reply: Reply, draft: Draft, deadline: float, check: Callable[[Draft], Draft]
    ) -> Generator[str, None, Draft]:
        wrong = [each for each in draft.sentences if each.verdict is SentenceVerdict.NOT_SUPPORTED]
        said = ChatMessage(role=MessageRole.ASSISTANT, content=cleaned(reply.text))
        told = ChatMessage(role=MessageRole.USER, content=render(REPAIR, sentences=wrong))
        reserved = sum(count_tokens(message.content or "") for message in (said, told))
        cited = frozenset(citation.key for citation in draft.citations)
        messages, _ = self._messages(asked, reserved, first=cited)
        # The reader goes on seeing the first version; what is given in between only tells that work goes on.
        second = yield from last(self._chat.stream([*messages, said, told], deadline), instead=draft.text)
        tokens = reply.tokens + second.tokens
        other = check(self._draft(second, draft.evidence))
        if is_better(other, draft):
            name = f"{self.name[:-1]}, {REPAIR} {fingerprint(REPAIR)})"
            return replace(other, tokens=tokens, writer=name)
        return replace(draft, tokens=tokens)

    def _draft(self, reply: Reply, shown: tuple[str, ...]) -> Draft:
        return Draft(reply.text, evidence=shown, writer=self.name, tokens=reply.tokens, notice=reply.notice)

    def _messages(
        self, asked: Asked, reserved: int = 0, first: frozenset[str] = frozenset()
    ) -> tuple[list[ChatMessage], tuple[str, ...]]:
        """The messages for the model, and the keys of the evidence that fitted into them.

        ``reserved`` tokens are kept free for messages that follow; ``first`` is evidence that must be among it.
        """
        past = [
            ChatMessage(role=message.role, content=(message.content or "")[:1500])
            for message in asked.history[-_REMEMBERED:]
            if message.role in (MessageRole.USER, MessageRole.ASSISTANT)
        ]
        question = asked.question.standalone
        taken = sum(count_tokens(message.content or "") for message in past) + count_tokens(question) + reserved
        budget = (
            self._settings.context_tokens - self._settings.answer_tokens - taken - count_tokens(self._prompt([])) - 100
        )
        passages: list[Passage] = []
        shown: list[str] = []
        for hit in sorted(asked.hits, key=lambda hit: hit.key not in first):
            passage = self._passage(asked.paragraphs[hit.key])
            cost = count_tokens(passage.citation + passage.words + passage.date + passage.about) + 12
            if cost > budget:
                continue
            budget -= cost
            passages.append(passage)
            shown.append(hit.key)
        system = ChatMessage(role=MessageRole.SYSTEM, content=self._prompt(passages))
        return [system, *past, ChatMessage(role=MessageRole.USER, content=question)], tuple(shown)

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
            words=one_line(" … ".join([*opening, paragraph.words])),
            date=record.date.isoformat() if record and record.date else str(paragraph.year),
            about=one_line(record.subject or record.agenda) if record else "",
        )


def helps(draft: Draft) -> bool:
    """Whether a checked draft tells a reader anything: a sentence that is supported, or that the texts do not answer."""
    found = {sentence.verdict for sentence in draft.sentences}
    if found & {SentenceVerdict.SUPPORTED, SentenceVerdict.NOT_SUPPORTED} or draft.citations:
        return SentenceVerdict.SUPPORTED in found
    return any(tells_of_the_evidence(sentence.text) for sentence in draft.sentences)


def led_by_the_texts(draft: Draft, extracted: Draft) -> Draft:
    """A checked draft that helps nobody, with all its marks, below the answer made of the texts alone."""
    led = draft.after(f"{extracted.text}\n\n{BELOW}")
    citations = unique([*extracted.citations, *draft.citations])
    notice = f"{draft.notice} {_NOTHING_SUPPORTED}".strip()
    return replace(led, citations=citations, status=extracted.status, notice=notice)


def one_line(text: str) -> str:
    """A text as material in a prompt: on one line, so that it cannot look like the next passage, and without the words
    that end the material."""
    return _DELIMITER.sub(r"\1-\2", " ".join(text.split()))


def last(pieces: Iterator[str | Reply], instead: str | None = None) -> Generator[str, None, Reply]:
    """The texts so far, or ``instead`` of each; returns the reply."""
    for piece in pieces:
        if isinstance(piece, Reply):
            return piece
        yield piece if instead is None else instead
    raise AssertionError("a chat ends with its reply")


def marks(draft: Draft) -> int:
    """How many sentences of a checked draft are not supported."""
    return sum(each.verdict is SentenceVerdict.NOT_SUPPORTED for each in draft.sentences)


def is_better(other: Draft, draft: Draft) -> bool:
    """Whether a version that was mended has fewer marks and loses no citation of a sentence that is supported."""
    return marks(other) < marks(draft) and _supported(draft) <= _supported(other)


def _supported(draft: Draft) -> frozenset[str]:
    """The keys of what the supported sentences of a draft cite."""
    return frozenset(
        found.pinpoint.key
        for sentence in draft.sentences
        if sentence.verdict is SentenceVerdict.SUPPORTED
        for found in citations_in(sentence.text)
    )
