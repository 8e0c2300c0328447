"""One turn of a conversation on one generation: the question is read, planned or understood, and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant import limits
from assistant.answer import Answer, Status
from assistant.draft import Draft
from assistant.errors import NotThere, WrongInput
from assistant.finished import checked, finished
from assistant.generation import Generation
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.operations.result import Result
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.plan import Plan
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.focus import Conversations
from assistant.reading.conversation.in_text import may_go_beyond, near
from assistant.reading.mentions import Mentions
from assistant.reading.parts import may_be_parts, pieces_of
from assistant.reading.reader import Part, Reading, is_read_whole, part_of, read
from assistant.reading.router import trained
from assistant.reading.zero.dialogue.condense import Condensed, condensed
from assistant.reading.zero.dialogue.conversation import Rewriter
from assistant.reading.zero.dialogue.several import parts_of, together
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.dialogue.thread import references
from assistant.reading.zero.dialogue.unsaid import leaves_unsaid
from assistant.reading.zero.kinds.annex_meant import with_annexes_of_others, with_places_meant
from assistant.reading.zero.kinds.year_meant import with_years
from assistant.reading.zero.premises import Premises
from assistant.reading.zero.question import Question, understand
from assistant.reading.zero.structure import answer_from_structure
from assistant.reading.zero.words.intent import Intent
from assistant.retrieval.query import Query
from assistant.searching import Searching
from assistant.settings import Settings
from assistant.telling import tell
from assistant.telling.event import with_resolutions_of
from assistant.writing.model import Chat
from assistant.writing.summary import summarised
from vectorstore.filters import Filters

_SURELY = 0.9  # the chance from which on the learned reader is right in 97 of 100


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
        for each in self._in_parts(question, history):
            if isinstance(each, Answer):
                self._remember(history, question, each)
            yield each

    def by_plans(self, plans: Sequence[Plan], question: Query) -> Answer:
        """The answer to plans. Raises an error of the family where an argument names what does not exist."""
        corpus = self._corpus
        return self._told([run(plan, corpus) for plan in plans], question)

    def _told(self, results: Sequence[Result], question: Query) -> Answer:
        drafts = [replace(tell(result, self._corpus), plans=(result.plan,)) for result in results]
        if (filters := self.filters) is not None:
            drafts = [limits.noted(draft, filters, self.generation.index.scope(filters)) for draft in drafts]
        answers = [self._finished(draft, question) for draft in drafts]
        return answers[0] if len(answers) == 1 else together(question.asked, answers)

    @cached_property
    def _corpus(self) -> Corpus:
        return Corpus(self.generation, self.today, self.as_of, self.filters)

    @cached_property
    def _background(self) -> Background:
        return Background.of(self.generation, self.as_of)

    @cached_property
    def _rewriter(self) -> Rewriter:
        return Rewriter(self._background)

    def reading(self, question: str, history: Sequence[ChatMessage] = ()) -> Reading:
        """How a question is read after ``history``."""
        generation = self.generation
        return read(question, generation.reader, trained(), generation.subjects, self._focus(history), self.day)

    def _in_parts(self, question: str, history: Sequence[ChatMessage]) -> Iterator[str | Answer]:
        """The answer to all that a question asks, one thing after the other, each under the asker's own words."""
        parts, first = self._parts(question, history)
        said, answers = list(history), list[Answer]()
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
        if len(parts) == 1:
            yield answers[0]
        else:
            yield together(
                question, [each.model_copy(update={"standalone": p}) for p, each in zip(parts, answers, strict=True)]
            )

    def _parts(self, question: str, history: Sequence[ChatMessage]) -> tuple[list[str], Answer | None]:
        """The things that a question asks: as plans tell it, as its sentences do, or as its pieces follow on the answer to the first,
        which is then given too."""
        if self.filters is not None:
            return parts_of(question, self.generation.knows), None
        reading = self.reading(question, history)
        if len(reading.parts) > 1:
            return [each.words for each in reading.parts], None
        if any(isinstance(plan, Select) for plan in reading.plans):
            return [question], None  # a selection is one question with all its conditions
        sentences = parts_of(question, self.generation.knows)
        pieces = pieces_of(self._mentions(question).text)
        if len(sentences) > 1 or self.chat is not None or not may_be_parts(list(map(self._mentions, pieces))):
            return sentences, None  # a model is not asked on trial
        whole = self._part(question, history)
        if whole.chances.get("compare", 0.0) >= _SURELY:
            return [question], None  # texts that are named one after the other are laid beside each other
        first = next(each for each in self._one(pieces[0], history) if isinstance(each, Answer))
        focus = self._focus(history).after(self._mentions(pieces[0]), first)
        if first.status is Status.REFUSED or not focus.lead:
            return [question], None
        parts = [self._part_of(piece, focus) for piece in pieces[1:]]
        if whole.carried and all(part.plans == whole.plans for part in parts):
            return [question], None
        follow = all(part.carried for part in parts) and len({part.plans for part in parts}) == len(parts)
        return (pieces, first) if follow else ([question], None)

    def _one(self, question: str, history: Sequence[ChatMessage]) -> Iterator[str | Answer]:
        """The answer to a question that asks one thing, led by whether what it takes for granted holds where that is certain."""
        for each in self._unchecked(question, history):
            yield checked(each, self._mentions(question), self._corpus) if isinstance(each, Answer) else each

    def _unchecked(self, question: str, history: Sequence[ChatMessage]) -> Iterator[str | Answer]:
        """The answer to a question that asks one thing.

        Plans answer what the patterns have no way to answer: what is counted or ranked, follow-ups that no rule completes, and what
        would be left to a search.
        """
        # within a reader's limits only lists are planned: the rest is searched there
        part = self._part(question, history)
        plans = part.plans if self.filters is None else tuple(p for p in part.plans if isinstance(p, Select))
        completed = bool(history) and self._is_completed(question, history)
        searched = all(isinstance(plan, Search) for plan in plans)
        # a search in the text that was spoken of gives way: the rules look further
        carried = part.carried and self.filters is None and not (completed and searched)
        if carried or (not completed and (history or any(map(is_read_whole, plans)))):
            planned = self._planned(question, plans)
            if planned is not None:
                yield planned
                return
        yield from self._understood(question, history, plans)

    def _understood(
        self, question: str, history: Sequence[ChatMessage], plans: Sequence[Plan]
    ) -> Iterator[str | Answer]:
        """The answer as the patterns find it; by ``plans`` where all else is a search."""
        generation, filters = self.generation, self.filters
        mentions = self._mentions(question)
        completed = yield from self._completed(mentions.text, history)
        understood = understand(completed.question, known=generation.knows, asked=question)
        understood = with_years(understood, generation.knows, generation.catalogue)
        understood = with_annexes_of_others(understood, generation.catalogue)
        understood = with_places_meant(understood, generation.catalogue)
        scope = generation.index.scope(filters) if filters is not None else None
        draft: Draft | None = None
        if filters is not None and scope is not None:
            named, from_texts = understood.told_of, understood.from_texts
            draft = limits.refused(named, filters, scope, generation.catalogue, from_texts=from_texts)
        draft = draft or answer_from_structure(understood, self._corpus)
        if draft is not None and draft.compared is not None and generation.generative is not None:
            say = generation.generative.say
            draft = yield from summarised(draft, understood.standalone, generation.catalogue, self.settings.llm, say)
        elif draft is not None and draft.status is not Status.REFUSED and not draft.is_complete:
            # One decision is told of: what a search finds stands behind it, for readers who meant another one.
            found = generation.retriever.evidence(understood, filters=filters, as_of=self.as_of)
            draft = replace(draft, evidence=tuple(dict.fromkeys([*draft.evidence, *found.keys])))
        searches = all(isinstance(plan, Search) for plan in plans)
        follows = completed.question != mentions.text
        if follows:  # the plans are those of what was left unsaid; the rules know better
            plans = ()
        if draft is None and plans and not searches and (planned := self._planned(question, plans)) is not None:
            yield planned
            return
        if follows and (draft is None or (searches and understood.intent is Intent.SEARCH)):
            beyond = self._beyond(question, understood, history)
            if beyond is not None:
                yield beyond
                return
        if draft is None:
            searching = Searching(generation, self.settings, self.chat, self.as_of, self.today, filters)
            draft = yield from searching.answer(understood, Premises(understood, generation), mentions, history)
            if draft.status is Status.REFUSED and (planned := self._planned(question, plans)) is not None:
                yield planned  # the search in the time and the words of an event finds what the question's own do not
                return
        if draft.status is Status.ANSWERED and not draft.is_complete and filters is None:
            draft = with_resolutions_of(draft, mentions.events, generation)
        draft = limits.noted(draft, filters, scope) if filters is not None and scope is not None else draft
        draft = replace(draft, tokens=completed.tokens + (draft.tokens or 0)) if completed.tokens else draft
        yield self._finished(draft, understood)

    def _planned(self, question: str, plans: Sequence[Plan]) -> Answer | None:
        """The answer by plans; ``None`` without any, or where one of them finds nothing."""
        try:
            results = [run(plan, self._corpus) for plan in plans]
        except (NotThere, WrongInput):  # what was resolved to a name is not followed on that day, or cannot be compared
            return None
        if not results or not all(result.is_sure for result in results):
            return None
        answer = self._told(results, self._mentions(question).understood)
        return answer if answer.status is not Status.REFUSED else None

    def _beyond(self, question: str, understood: Question, history: Sequence[ChatMessage]) -> Answer | None:
        """The answer to a follow-up on the text in focus, where texts that go with it hold its words and it does not."""
        focus, mentions = self._focus(history), self._mentions(question)
        chances = self._part_of(question, focus).chances
        if len(understood.numbers) > 1 or self.filters is not None or not may_go_beyond(mentions, chances, focus):
            return None
        result = near(mentions.text, focus).run(self._corpus)
        return self._told([result], mentions.understood) if result.beyond else None

    def _completed(self, question: str, history: Sequence[ChatMessage]) -> Generator[str, None, Condensed]:
        """The question standing for itself: by the rules, or by the model within what the rules found."""
        by_rules = self._rewriter.standalone(question, history)
        if self.chat is None or not self.settings.llm.condense or not history:
            return Condensed(by_rules)
        if not leaves_unsaid(question, references(question, self._background)):
            return Condensed(by_rules)
        return (yield from condensed(self.chat, question, history, by_rules, self.generation.knows))

    def _is_completed(self, question: str, history: Sequence[ChatMessage]) -> bool:
        """Whether the rules know what a follow-up leaves unsaid."""
        return self._rewriter.standalone(question, history) != question

    def _part(self, question: str, history: Sequence[ChatMessage]) -> Part:
        """How a question that asks one thing is read."""
        return self._part_of(question, self._focus(history))

    def _part_of(self, question: str, focus: Focus) -> Part:
        return part_of(question, self.generation.reader, trained(), self.generation.subjects, focus, self.day)

    def _mentions(self, question: str) -> Mentions:
        return self.generation.reader.mentions(question, self.day)

    def _focus(self, history: Sequence[ChatMessage]) -> Focus:
        return self.conversations.focus(
            history, self._mentions, lambda question, focus: self._part_of(question, focus).plans
        )

    def _remember(self, history: Sequence[ChatMessage], question: str, answer: Answer) -> None:
        focus = self._focus(history)
        after = focus.after(self._mentions(question), answer, self._part_of(question, focus).plans)
        self.conversations.remember(history, question, answer, after)

    def _finished(self, draft: Draft, question: Query) -> Answer:
        return finished(draft, question, self.generation, as_of=self.as_of, today=self.today)
