"""One turn of a conversation on one generation: the question is read, planned or understood, and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant import limits
from assistant.answer import Answer, Status
from assistant.assumed.left_open import told_as_well
from assistant.assumed.unspoken import or_what_speaks_of_it, with_what_is_unspoken
from assistant.draft import Draft
from assistant.errors import NotThere, WrongInput
from assistant.finished import asks_if, finished, pointed_at, taken_for_granted, yes_or_no
from assistant.generation import Generation
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.operations.decline import Decline
from assistant.operations.result import Result
from assistant.operations.search import Search, SearchResult
from assistant.operations.select import Select
from assistant.pieces import Pieces, without_mere_times
from assistant.plan import Plan, is_plan, plans_from_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.focus import Conversations
from assistant.reading.conversation.pieces import behind_a_call
from assistant.reading.conversation.pointers import points_back, pronouns_in, with_the_text
from assistant.reading.conversation.questions import Questions
from assistant.reading.mentions import Mentions
from assistant.reading.parts import sentences_of
from assistant.reading.reader import Reading
from assistant.reasoning.asked import Asked, Hint, earlier, needs_no_model
from assistant.reasoning.instead import instead
from assistant.reasoning.reasoner import Reasoner, can_reason
from assistant.retrieval.query import Query
from assistant.searching import Searching
from assistant.settings import Settings
from assistant.telling import tell
from assistant.telling.beside.read_so import AsRead, as_sure_as_read
from assistant.telling.check import led_by
from assistant.telling.event import with_resolutions_of
from assistant.telling.nothing import remarks_on
from assistant.telling.together import together
from assistant.telling.votes import with_the_vote
from assistant.writing.entailment import decided
from assistant.writing.model import Chat
from vectorstore.filters import Filters


@dataclass(frozen=True)
class Turn:
    """Answers questions on one generation, as of a day and within the reader's limits. Holds nothing of any of them."""

    generation: Generation
    settings: Settings
    chat: Chat | None
    conversations: Conversations
    today: dt.date
    as_of: dt.date | None = None
    filters: Filters | None = None

    @property
    def day(self) -> dt.date:
        """The day that "now" means."""
        return self.as_of or self.today

    def answers(self, question: str, history: Sequence[ChatMessage]) -> Iterator[str | Answer]:
        """The text so far while a model writes it, and the verified answer last; what is then in focus is remembered."""
        for each in self._answered(question, history):
            if isinstance(each, Answer):
                self._remember(history, question, each)
            yield each

    def _answered(self, question: str, history: Sequence[ChatMessage]) -> Iterator[str | Answer]:
        """By the model that calls operations, where there is one and it is needed; without it where it is not, or fails."""
        asked, alone = self._asked(question, history), replace(self, chat=None)
        if asked is None or self.chat is None:
            yield from self._in_parts(question, history)
            return
        reasoned = yield from Reasoner(self.chat, self.settings, self._corpus).answer(asked)
        if reasoned.draft is not None and not reasoned.why:
            mentions = self._mentions(question)
            yield (yield from alone._led(self._finished(reasoned.draft, mentions.understood), mentions))
            return
        for each in alone._in_parts(question, history):
            yield instead(each, reasoned) if isinstance(each, Answer) else each

    def _asked(self, question: str, history: Sequence[ChatMessage]) -> Asked | None:
        """What the model that calls operations is asked; nothing where there is none, or it is not needed."""
        if self.chat is None or self.filters is not None or not can_reason(self.chat, self.settings.llm):
            return None
        reading = self.reading(question, history)
        if needs_no_model(reading, lambda plan: run(plan, self._corpus), self._mentions):
            return None
        turns = earlier(history, lambda said: self._focus(said).plans, self.generation.catalogue)
        return Asked(question, tuple(map(Hint.of, reading.parts)), turns)

    def by_plans(self, plans: Sequence[Plan], question: Query) -> Answer:
        """The answer to plans. Raises an error of the family where an argument names what does not exist."""
        corpus = self._corpus
        return self._told(self._drafts([run(plan, corpus) for plan in plans]), question)

    def _drafts(self, results: Sequence[Result]) -> list[Draft]:
        drafts = [replace(tell(result, self._corpus), plans=(result.plan,)) for result in results]
        if (filters := self.filters) is None:
            return drafts
        return [limits.noted(draft, filters, self.generation.index.scope(filters)) for draft in drafts]

    def _told(self, drafts: Sequence[Draft], question: Query) -> Answer:
        mentions = self._mentions(question.asked)
        drafts = told_as_well(drafts, mentions, self.generation)
        led = (replace(draft, text=f"{yes_or_no(draft, mentions)}{draft.text}") for draft in drafts)
        answers = [self._finished(draft, question) for draft in led]
        return answers[0] if len(answers) == 1 else together(question.asked, answers)

    @cached_property
    def _corpus(self) -> Corpus:
        return Corpus(self.generation, self.today, self.as_of, self.filters)

    @cached_property
    def _searching(self) -> Searching:
        return Searching(self.generation, self.settings, self.chat, self.as_of, self.today, self.filters)

    def reading(self, question: str, history: Sequence[ChatMessage] = ()) -> Reading:
        """How a question is read after ``history``."""
        return self._questions.reading(question, self._focus(history))

    def _in_parts(self, question: str, history: Sequence[ChatMessage]) -> Iterator[str | Answer]:
        """The answer to all that a question asks, one thing after the other, each under the asker's own words."""
        full = self._questions.in_full(question, self._focus(history))
        said, answers = [] if full else list(history), list[Answer]()
        called = self._questions.with_numbers(behind_a_call(question), self._focus(history))
        parts, first = self._parts(full or called, said)
        for part in parts:
            for each in [first] if first is not None and not answers else self._one(part, said):
                if not isinstance(each, Answer):
                    yield "\n\n".join([*(answer.text for answer in answers), each])
                    continue
                answers.append(each)
            if len(parts) > 1:
                self._remember(said, part, answers[-1])
            said += [
                ChatMessage(role=MessageRole.USER, content=part),
                ChatMessage(role=MessageRole.ASSISTANT, content=answers[-1].text),
            ]
        told = [each.model_copy(update={"standalone": part}) for part, each in zip(parts, answers, strict=True)]
        one = answers[0].model_copy(update={"question": question})
        yield one if len(parts) == 1 else together(question, without_mere_times(told, self._mentions))

    def _parts(self, question: str, history: Sequence[ChatMessage]) -> tuple[list[str], Answer | None]:
        """The things that a question asks, with the answer to the first where it was needed to tell them."""
        reading, focus = self.reading(question, history), self._focus(history)
        if len(reading.parts) > 1:
            return [each.words for each in reading.parts], None
        if self.chat is not None:  # a model is not asked on trial
            is_one = any(part.is_one for part in reading.parts)
            return [question] if is_one else sentences_of(question), None

        tried = list[Answer]()

        def answer(piece: str) -> Answer:
            return next(each for each in self._one(piece, history, tried) if isinstance(each, Answer))

        pieces, first = Pieces(focus, self._questions.part_of, self._mentions, answer).parts(question, reading)
        if first is not None and any(each is first for each in tried):
            first = with_what_is_unspoken(first, self._mentions(pieces[0]), self.generation)
        return pieces, first

    def _one(
        self, question: str, history: Sequence[ChatMessage], tried: list[Answer] | None = None
    ) -> Iterator[str | Answer]:
        """The answer to a question that asks one thing, led by whether what it takes for granted holds where that is certain. One that is
        ``tried``, and may not be told, is put there where it is still to be said what it does not speak of: to tell that takes long."""
        mentions = self._mentions(question)
        for each in self._unchecked(question, history):
            if isinstance(each, Answer):
                each = yield from self._led(each, mentions, pointed_at(mentions, self._focus(history), each), tried)
            yield each

    def _led(
        self, answer: Answer, mentions: Mentions, there: int = 0, tried: list[Answer] | None = None
    ) -> Generator[str, None, Answer]:
        """The answer, led by whether what the question takes for granted, of ``there`` where it points at it, holds where that is certain."""
        result = taken_for_granted(answer, mentions, self._corpus, there=there)
        if result is not None:
            if self.chat is not None:
                (result,), tokens = yield from decided([result], self.chat, self.generation.catalogue)
                answer = answer.model_copy(update={"tokens": (answer.tokens or 0) + tokens}) if tokens else answer
            led = led_by(answer, result, self._corpus, whether=asks_if(mentions, there))
            if led.text != answer.text:
                return led
            answer = led
        if tried is None:
            return with_what_is_unspoken(answer, mentions, self.generation)
        tried.append(answer)
        return answer

    def _unchecked(self, question: str, history: Sequence[ChatMessage]) -> Iterator[str | Answer]:
        """The answer to a question that asks one thing: by its plans, else by a search."""
        focus = self._focus(history)
        part = self._questions.part_of(question, focus)
        near = next((plan.about for plan in part.plans if isinstance(plan, Search) and part.carried), 0)
        search = partial(self._searched, question, history, focus.number if part.carried else 0, ())
        # within a reader's limits only lists are planned, and with a model it writes what only the text in focus may say
        for plans in () if near and self.chat is not None else (part.plans, *part.others):
            if plans == (Decline(),) and self._searching.may_find(self._mentions(question).understood, part.chances):
                continue
            kept = plans if self.filters is None else tuple(p for p in plans if isinstance(p, Select))
            if (planned := self._planned(question, kept)) is not None:
                if self.chat is None:
                    asked = AsRead(self._mentions(question), part.chances, history, part.carried and focus.is_unsure)
                    planned = or_what_speaks_of_it(planned, search, asked.mentions, self.generation)
                    planned = as_sure_as_read(planned, asked, search, self._corpus)
                yield planned
                return
        yield from self._searched(question, history, near, part.there)

    def _searched(
        self, question: str, history: Sequence[ChatMessage], near: int, there: tuple[Plan, ...]
    ) -> Iterator[str | Answer]:
        """What a search finds: first in the text in focus, ``near``; by the plans ``there``, where nothing stands out and they find it."""
        generation, filters = self.generation, self.filters
        mentions = self._mentions(question)
        remarks = remarks_on(mentions, generation.subjects, generation.catalogue)
        if near and not mentions.numbers and not remarks:
            mentions = with_the_text(mentions, near)
            remarks = remarks_on(mentions, generation.subjects, generation.catalogue)
        understood = replace(mentions.understood, asked=question)
        scope = generation.index.scope(filters) if filters is not None else None
        draft: Draft | None = None
        if filters is not None and scope is not None:
            draft = limits.refused(mentions.numbers, filters, scope, generation.catalogue, from_texts=True)
        if draft is None:
            draft = yield from self._searching.answer(understood, remarks, mentions, history)
        none = draft.status is Status.REFUSED
        lost = none and points_back(mentions.text)
        # that there is none on what a question names itself is said whatever was spoken of
        put_right = draft.status is Status.CORRECTED and mentions.places and not pronouns_in(mentions.text)
        unsure = (none or not draft.stands_out) and not put_right
        if unsure and (found := self._there(question, there, surely=not lost)) is not None:
            yield found
            return
        if draft.status is Status.ANSWERED and not draft.is_complete and filters is None:
            draft = with_resolutions_of(draft, mentions.events, generation)
            draft = with_the_vote(draft, mentions.text, self._corpus)
        draft = limits.noted(draft, filters, scope) if filters is not None and scope is not None else draft
        yield self._finished(draft, understood)

    def _there(self, question: str, plans: Sequence[Plan], *, surely: bool) -> Answer | None:
        """The answer by searches; ``None`` where one finds nothing, or is not ``surely`` well supported, and with a model."""
        results = [run(plan, self._corpus) for plan in plans] if self.chat is None else []
        found = [each for each in results if isinstance(each, SearchResult) and each.support != "none"]
        if not found or len(found) < len(results) or (surely and not all(each.is_surely_there for each in found)):
            return None
        return self._told(self._drafts(results), self._mentions(question).understood)

    def _planned(self, question: str, plans: Sequence[Plan]) -> Answer | None:
        """The answer by plans; ``None`` without any, or where one of them finds nothing."""
        on_words = any(plan.op == "standing" or (isinstance(plan, Search) and plan.beside) for plan in plans)
        if on_words and remarks_on(self._mentions(question), self.generation.subjects, self.generation.catalogue):
            return None  # that there is none on what it names itself goes first
        try:
            results = [run(plan, self._corpus) for plan in plans]
        except (NotThere, WrongInput):  # what was resolved to a name is not followed on that day, or cannot be compared
            return None
        if not results or not all(result.is_sure for result in results):
            return None
        return self._told(self._drafts(results), self._mentions(question).understood)

    @cached_property
    def _questions(self) -> Questions:
        return Questions(self.generation.reader, self.generation.router, self.generation.subjects, self.day)

    def _mentions(self, question: str) -> Mentions:
        return self._questions.mentions(question)

    def _focus(self, history: Sequence[ChatMessage]) -> Focus:
        return self.conversations.focus(history, self._questions.whole, self._again)

    def _again(self, question: str, history: Sequence[ChatMessage]) -> Answer | None:
        """The answer to an earlier question as it is without a model; nothing where it is a plan that cannot be run."""
        alone = replace(self, chat=None)
        try:
            if is_plan(question):
                return alone.by_plans(plans_from_line(question), Query(question, question))
            return next(each for each in alone._in_parts(question, history) if isinstance(each, Answer))
        except (NotThere, WrongInput):
            return None

    def _remember(self, history: Sequence[ChatMessage], question: str, answer: Answer) -> None:
        focus = self._focus(history)
        mentions, plans = self._questions.whole(question, focus)
        self.conversations.remember(history, question, answer, focus.after(mentions, answer, plans))

    def _finished(self, draft: Draft, question: Query) -> Answer:
        return finished(draft, question, self.generation, as_of=self.as_of, today=self.today)
