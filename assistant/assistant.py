"""How a question travels: understood → looked up, counted or searched → written → verified → an :class:`Answer`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial

from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.llms import LLM

from assistant import limits
from assistant.answer import Answer, Status, Verdict
from assistant.compare.summary import summarised
from assistant.dialogue.condense import Condensed, condensed
from assistant.dialogue.conversation import standalone
from assistant.dialogue.several import parts_of, together
from assistant.dialogue.thread import references
from assistant.dialogue.unsaid import leaves_unsaid
from assistant.draft import Draft, unique
from assistant.errors import NoAnswerFromModel, WrongInput
from assistant.focus import Conversations
from assistant.generation import Generation
from assistant.kinds import absent
from assistant.kinds.annex_meant import with_annexes_of_others, with_places_meant
from assistant.kinds.changed import with_later
from assistant.kinds.chapter_seven import scope_of
from assistant.kinds.silent import silent_in
from assistant.kinds.voted_on import vote_beside
from assistant.kinds.year_meant import with_years
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.operations.select import Select
from assistant.plan import Plan, plans_to_line
from assistant.premises import remarks_on
from assistant.present import SAID_OF_THE_END, present_notes
from assistant.question import Question, understand
from assistant.reading.carry import Focus
from assistant.reading.mentions import Mentions, Reader
from assistant.reading.reader import Reading, part_of, read
from assistant.reading.router import trained
from assistant.retrieval.rerank import Reranked, reranked
from assistant.retrieval.restated import restated
from assistant.retrieval.retrieve import Evidence, led_by
from assistant.retrieval.support import WARNING, Support, support_of
from assistant.settings import Settings
from assistant.structure import answer_from_structure
from assistant.telling import tell
from assistant.terms import content_words
from assistant.understanding.intent import Intent, Order
from assistant.verify import verify_quotations, verify_text
from assistant.writing.generative import Asked, helps, led_by_the_texts
from assistant.writing.model import Chat
from ingest.pinpoint import resolution_of
from ingest.resolution import TextStatus
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters
from vectorstore.index import Hit, Index

LONGEST = 4000  # characters of a question


class Assistant:
    """Answers questions from the newest published generation. Threads may share one."""

    def __init__(
        self,
        open_index: Callable[[], Index],
        published: Callable[[], str | None],
        settings: Settings,
        model: LLM | None = None,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        self.settings = settings
        self._open_index = open_index
        self._published = published
        self._chat = Chat(model, settings.llm) if model is not None else None
        self._today = today
        self._lock = threading.Lock()
        self._conversations = Conversations()
        self._generation = Generation(open_index(), settings, self._chat)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the generation now open."""
        return self._generation.catalogue

    @property
    def index(self) -> Index:
        """The index of the generation now open."""
        return self._generation.index

    def refresh(self) -> None:
        """Open the newest published generation, when it is not the one that is open."""
        with self._lock:
            newest = self._published()
            if newest is not None and newest != self._generation.identity:
                self._generation = Generation(self._open_index(), self.settings, self._chat)

    def ask(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The verified answer to ``question`` after ``history``. For the parameters see :meth:`stream`."""
        for each in self.stream(question, history, as_of=as_of, filters=filters):
            if isinstance(each, Answer):
                return each
        raise AssertionError("stream() ends with an Answer")

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]:
        """The text so far while a model writes it, and the verified answer last.

        ``as_of`` answers as on that day: resolutions adopted later do not count. Raises :class:`WrongInput` for a
        question that is empty or too long to be one.
        """
        if not question.strip():
            raise WrongInput("The question is empty. Ask about a resolution, a paragraph or a matter.")
        if len(question) > LONGEST:
            raise WrongInput(
                f"The question has {len(question):,} characters; at most {LONGEST:,} are read. Shorten it."
            )
        self.refresh()
        day = as_of or self._today()
        mentions, focus = self._mentions(question, day), self._focus(history, day)
        for each in self._in_parts(question, history, as_of=as_of, filters=filters):
            if isinstance(each, Answer):
                self._conversations.after(history, question, mentions, focus, each)
            yield each

    def _in_parts(
        self, question: str, history: Sequence[ChatMessage], *, as_of: dt.date | None, filters: Filters | None
    ) -> Iterator[str | Answer]:
        """The answer to all that a question asks, one thing after the other."""
        day = as_of or self._today()
        reading = self._reading(question, history, day)
        parts = [each.words for each in reading.parts] if filters is None and len(reading.parts) > 1 else []
        parts = parts or parts_of(question, self._generation.knows)
        if len(parts) == 1:
            yield from self._one(question, history, as_of=as_of, filters=filters)
            return
        said, answers = list(history), list[Answer]()
        for part in parts:
            for each in self._one(part, said, as_of=as_of, filters=filters):
                if isinstance(each, Answer):
                    answers.append(each.model_copy(update={"standalone": part}) if each.plans else each)
                    self._conversations.after(
                        said, part, self._mentions(part, day), self._focus(said, day), answers[-1]
                    )
                else:
                    yield "\n\n".join([*(answer.text for answer in answers), each])
            said += [
                ChatMessage(role=MessageRole.USER, content=part),
                ChatMessage(role=MessageRole.ASSISTANT, content=answers[-1].text),
            ]
        yield together(question, answers)

    def _one(
        self, question: str, history: Sequence[ChatMessage], *, as_of: dt.date | None, filters: Filters | None
    ) -> Iterator[str | Answer]:
        """The answer to a question that asks one thing.

        What the patterns have no way to answer is answered by the plans that the question was read as: what is counted or
        ranked, follow-ups that no rule completes, and what would be left to a search.
        """
        part = self._reading(question, history, as_of or self._today()).parts[0]
        plans = part.plans if filters is None else ()
        unread = bool(history) and not self._is_completed(question, history, as_of)
        if unread or any(isinstance(plan, Select) for plan in plans):
            planned = self._planned(question, plans, as_of)
            if planned is not None:
                yield planned
                return
        written_out = self._mentions(question, as_of or self._today()).text
        yield from self._answered(question, history, as_of=as_of, filters=filters, plans=plans, read=written_out)

    def _answered(
        self,
        question: str,
        history: Sequence[ChatMessage],
        *,
        as_of: dt.date | None,
        filters: Filters | None,
        plans: Sequence[Plan] = (),
        read: str = "",
    ) -> Iterator[str | Answer]:
        """The answer to a question that asks one thing, as in :meth:`stream`; by ``plans`` where all else is a search.

        ``read`` is the question written out, without shorthand and slips.
        """
        generation = self._generation
        completed = yield from self._completed(read or question, history, generation, as_of)
        text, spent = completed.question, completed.tokens
        understood = understand(text, known=generation.knows, asked=question)
        understood = with_years(understood, generation.knows, generation.catalogue)
        understood = with_annexes_of_others(understood, generation.catalogue)
        understood = with_places_meant(understood, generation.catalogue)
        scope = generation.index.scope(filters) if filters is not None else None
        draft = None
        if filters is not None and scope is not None:
            draft = limits.refused(understood, filters, scope, generation.catalogue)
        draft = draft or answer_from_structure(understood, generation, filters, as_of, self._today())
        if draft is not None and draft.compared is not None and generation.generative is not None:
            say = generation.generative.say
            draft = yield from summarised(draft, understood, generation.catalogue, self.settings.llm, say)
        elif draft is not None and draft.status is not Status.REFUSED and not _is_complete(draft):
            # One decision is told of: what a search finds stands behind it, for readers who meant another one.
            found = generation.retriever.evidence(understood, filters=filters, as_of=as_of)
            draft = replace(draft, evidence=tuple(dict.fromkeys([*draft.evidence, *found.keys])))
        if draft is None and (planned := self._planned(question, plans, as_of)) is not None:
            yield planned
            return
        if draft is None:
            mentions = self._mentions(question, as_of or self._today())
            draft = yield from self._searched(understood, mentions, generation, history, filters=filters, as_of=as_of)
        if filters is not None and scope is not None:
            draft = limits.noted(draft, filters, scope)
        if spent:
            draft = replace(draft, tokens=spent + (draft.tokens or 0))
        yield self._finished(draft, understood, generation, as_of)

    def _searched(
        self,
        understood: Question,
        mentions: Mentions,
        generation: Generation,
        history: Sequence[ChatMessage],
        *,
        filters: Filters | None,
        as_of: dt.date | None,
    ) -> Generator[str, None, Draft]:
        """What a search finds, written, with what must be put right in the question."""
        spent = 0
        remarks = remarks_on(understood, generation)
        unanswerable = bool(remarks) and remarks[0].status is Status.REFUSED
        # Where it cannot be answered, the newest decision on the matter is what helps.
        understood = replace(understood.of_its_regimes, order=Order.NEWEST if unanswerable else understood.order)
        evidence = generation.retriever.evidence(understood, filters=filters, as_of=as_of)
        if mentions.in_the_present and not understood.references:
            evidence = _as_it_stands(evidence, generation, as_of)
        remarks = remarks or silent_in(understood, [*evidence.paragraphs.values()])
        support = support_of(understood, evidence, self.settings.thresholds, generation.index)
        order = Reranked(evidence)
        if self._chat is not None and support is not Support.NONE and self.settings.llm.rerank:
            order = yield from reranked(understood, evidence, self._chat, self.settings.llm.rerank)
            evidence, spent = order.evidence, order.tokens
        if not evidence.hits or (support is Support.NONE and not remarks):
            draft = replace(absent.nothing_found(generation.catalogue), evidence=evidence.keys)
            draft = limits.searched_within(draft, filters) if filters else draft
        elif unanswerable:
            draft = self._extracted(understood, evidence, generation)
        else:
            evidence, elsewhere = _led_by_remarks(evidence, remarks, generation.catalogue)
            draft = yield from self._written(understood, evidence, generation, history, elsewhere=elsewhere)
        draft = with_later(draft, understood, generation.catalogue, as_of=as_of)
        if support is not Support.NONE:
            draft = vote_beside(draft, understood, evidence, generation.catalogue)
        if support is Support.WEAK and draft.status is Status.ANSWERED:
            draft = draft.after(WARNING)
        draft = _with_remarks(replace(draft, notice=" ".join(filter(None, (draft.notice, order.notice)))), remarks)
        return replace(draft, tokens=spent + (draft.tokens or 0)) if spent else draft

    @property
    def reader(self) -> Reader:
        """Finds what questions mention in the generation now open."""
        return self._generation.reader

    def read(self, question: str, *, as_of: dt.date | None = None) -> Reading:
        """How a question is read; nothing is answered."""
        self.refresh()
        return read(question, self.reader, trained(), self._generation.subjects, day=as_of or self._today())

    def run(
        self,
        plans: Sequence[Plan],
        *,
        question: str = "",
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The verified answer to plans, without any question being read; for what is asked see :mod:`assistant.operations`.

        Raises an error of the family where an argument names what does not exist.
        """
        self.refresh()
        generation = self._generation
        corpus = Corpus(generation, self._today(), as_of, filters)
        asked = question or plans_to_line(tuple(plans))
        answers = [
            self._finished(self._told(plan, corpus), Question(asked, asked), generation, as_of) for plan in plans
        ]
        return answers[0] if len(answers) == 1 else together(asked, answers)

    @staticmethod
    def _told(plan: Plan, corpus: Corpus) -> Draft:
        return replace(tell(run(plan, corpus), corpus), plans=(plan,))

    def _planned(self, question: str, plans: Sequence[Plan], as_of: dt.date | None) -> Answer | None:
        """The answer by plans; ``None`` without any, or where one of them finds nothing."""
        if not plans:
            return None
        generation = self._generation
        understood = self._mentions(question, as_of or self._today()).understood
        corpus = Corpus(generation, self._today(), as_of)
        answers = [self._finished(self._told(plan, corpus), understood, generation, as_of) for plan in plans]
        if any(answer.status is Status.REFUSED for answer in answers):
            return None
        return answers[0] if len(answers) == 1 else together(question, answers)

    def _is_completed(self, question: str, history: Sequence[ChatMessage], as_of: dt.date | None) -> bool:
        """Whether the rules know what a follow-up leaves unsaid."""
        return standalone(question, history, self._generation.background(as_of)) != question

    def _reading(self, question: str, history: Sequence[ChatMessage], day: dt.date) -> Reading:
        generation = self._generation
        return read(question, generation.reader, trained(), generation.subjects, self._focus(history, day), day)

    def _mentions(self, question: str, day: dt.date) -> Mentions:
        return self._generation.reader.mentions(question, day)

    def _focus(self, history: Sequence[ChatMessage], day: dt.date) -> Focus:
        generation = self._generation

        def plans_of(question: str, focus: Focus) -> tuple[Plan, ...]:
            return part_of(question, self._mentions(question, day), trained(), generation.subjects, focus, day).plans

        return self._conversations.focus(history, partial(self._mentions, day=day), plans_of)

    def search(self, query: str, k: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The best ``k`` paragraphs for a query, best first; a paragraph or resolution that is named comes first."""
        self.refresh()
        generation = self._generation
        question = understand(query, known=generation.knows).of_its_regimes
        return list(generation.retriever.evidence(question, filters=filters).hits[:k])

    def _completed(
        self, question: str, history: Sequence[ChatMessage], generation: Generation, as_of: dt.date | None
    ) -> Generator[str, None, Condensed]:
        """The question standing for itself: by the rules, or by the model within what the rules found."""
        background = generation.background(as_of)
        by_rules = standalone(question, history, background)
        if self._chat is None or not self.settings.llm.condense or not history:
            return Condensed(by_rules)
        if not leaves_unsaid(question, references(question, background)):
            return Condensed(by_rules)
        return (yield from condensed(self._chat, question, history, by_rules, generation.knows))

    def _written(
        self,
        question: Question,
        evidence: Evidence,
        generation: Generation,
        history: Sequence[ChatMessage],
        *,
        elsewhere: bool,
    ) -> Generator[str, None, Draft]:
        """The draft of the model, checked; the extractive one where there is no model, it fails, or words are asked for."""
        writer = generation.generative
        words_only = question.intent is Intent.LOOKUP and not content_words(question.topic)
        if writer is None or words_only:
            return self._extracted(question, evidence, generation, elsewhere=elsewhere)

        def check(draft: Draft) -> Draft:
            own_words = self.settings.thresholds.own_words
            return verify_text(draft, frozenset(draft.evidence), generation.catalogue, own_words)

        try:
            for each in writer.stream(Asked(question, evidence.hits, evidence.paragraphs, history), check):
                if isinstance(each, Draft):
                    if not helps(each):
                        each = led_by_the_texts(
                            each, self._extracted(question, evidence, generation, elsewhere=elsewhere)
                        )
                    return replace(each, evidence=evidence.keys)
                yield each
        except NoAnswerFromModel as error:
            extracted = self._extracted(question, evidence, generation, elsewhere=elsewhere)
            return replace(extracted, notice=f"{error} The answer below is made of the texts alone.")
        raise AssertionError("the writer ends with a Draft")

    def _extracted(
        self, question: Question, evidence: Evidence, generation: Generation, *, elsewhere: bool = False
    ) -> Draft:
        writer = generation.extractive
        if question.intent is Intent.LOOKUP and evidence.looked_up:
            draft = writer.lookup([evidence.paragraphs[key] for key in evidence.looked_up])
        elif (
            question.intent is Intent.OVERVIEW
            and (whole := generation.catalogue.resolution(question.numbers[0])) is not None
        ):
            draft = writer.overview(whole, *scope_of(whole))
        else:
            draft = writer.answer(question, evidence.hits, evidence.paragraphs, elsewhere=elsewhere)
        return replace(draft, evidence=evidence.keys)

    def _finished(self, draft: Draft, question: Question, generation: Generation, as_of: dt.date | None) -> Answer:
        """The draft as an answer: quotations checked once more, and what readers must know of the texts added."""
        catalogue = generation.catalogue
        verify_quotations(draft.citations, catalogue)
        quoted = catalogue.paragraphs(
            c.key for c in draft.citations if c.verdict is not Verdict.NOT_SUPPORTED and "/" in c.key
        )
        notes = (
            present_notes(question, list(quoted.values()), catalogue, as_of=as_of, today=self._today())
            if draft.status is not Status.REFUSED and SAID_OF_THE_END not in draft.text
            else []
        )
        notes += _digests(draft, catalogue)
        if question.statements and (said := absent.statements_apart(question.statements)) not in draft.text:
            notes.append(said)
        return Answer(
            question=question.asked,
            standalone=question.standalone,
            status=draft.status,
            text="\n\n".join([draft.text, *([" ".join(notes)] if notes else [])]),
            citations=draft.citations,
            evidence=draft.evidence,
            corpus_end=catalogue.last_day(),
            as_of=as_of,
            vote=draft.vote,
            resolutions=draft.resolutions,
            writer=draft.writer,
            notice=draft.notice,
            tokens=draft.tokens,
            timeline=draft.timeline,
            compared=draft.compared,
            listed=draft.listed,
            sentences=draft.sentences,
            plans=draft.plans,
        )


def _as_it_stands(evidence: Evidence, generation: Generation, as_of: dt.date | None) -> Evidence:
    """The evidence led by the newest text that says the best paragraph again, where there is one."""
    best = next((evidence.paragraphs[hit.key] for hit in evidence.hits), None)
    newer = restated(best, generation.subjects.later, generation.catalogue, as_of) if best is not None else None
    return led_by(evidence, {newer.key: newer}) if newer is not None else evidence


def _led_by_remarks(evidence: Evidence, remarks: Sequence[Draft], catalogue: Catalogue) -> tuple[Evidence, bool]:
    """The evidence with what shows that a premise is wrong first; and whether another resolution is to be quoted beside,
    which it is where no remark knows better."""
    shown = catalogue.paragraphs(key for remark in remarks for key in remark.evidence)
    return (led_by(evidence, shown), False) if shown else (evidence, bool(remarks))


def _is_complete(draft: Draft) -> bool:
    """Whether an answer lists, counts or compares, so that nothing can stand behind it."""
    return bool(draft.listed or draft.vote or draft.resolutions or draft.compared)


def _with_remarks(draft: Draft, remarks: Sequence[Draft]) -> Draft:
    """The draft after the corrections of what the question took for granted."""
    if not remarks:
        return draft
    statuses = {remark.status for remark in remarks}
    status = next((each for each in (Status.REFUSED, Status.CORRECTED) if each in statuses), draft.status)
    said = "\n".join(remark.text for remark in remarks)
    shown = [citation for remark in remarks for citation in remark.citations]
    evidence = dict.fromkeys([*draft.evidence[:2], *(key for r in remarks for key in r.evidence), *draft.evidence[2:]])
    draft = replace(draft, citations=unique([*draft.citations, *shown]), evidence=tuple(evidence))
    if draft.status is Status.REFUSED:
        return replace(draft, text=said, status=status, sentences=())
    return replace(draft.after(said), status=status)


def _digests(draft: Draft, catalogue: Catalogue) -> list[str]:
    """A warning for each cited resolution whose stored words are not the official ones."""
    numbers = sorted(
        {resolution_of(c.key) for c in draft.citations if c.key and c.verdict is not Verdict.NOT_SUPPORTED}
    )
    records = [record for number in numbers if (record := catalogue.record(number)) is not None]
    digests = [record.symbol for record in records if record.status is TextStatus.DIGEST]
    if not digests:
        return []
    return [
        f"The words given for {', '.join(digests)} are a digest, not the official text; read official texts in with: unsc ingest PATH"
    ]
