"""How a question travels: understood → looked up, counted or searched → written → verified → an :class:`Answer`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TypeVar

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
from assistant.generation import Generation
from assistant.kinds import absent
from assistant.kinds.annex_meant import with_annexes_of_others, with_places_meant
from assistant.kinds.changed import with_later
from assistant.kinds.chapter_seven import scope_of
from assistant.kinds.silent import silent_in
from assistant.kinds.voted_on import vote_beside
from assistant.kinds.year_meant import with_years
from assistant.lease import Leases
from assistant.premises import remarks_on
from assistant.present import SAID_OF_THE_END, present_notes
from assistant.question import Question, understand
from assistant.read_of import NOTICE, history_of, is_cut, read_of
from assistant.retrieval.rerank import Reranked, reranked
from assistant.retrieval.retrieve import Evidence, led_by
from assistant.retrieval.support import WARNING, Support, support_of
from assistant.settings import Settings
from assistant.structure import answer_from_structure
from assistant.terms import content_words
from assistant.understanding.intent import Intent, Order
from assistant.verify import verify_quotations, verify_text
from assistant.wording import found_by_words
from assistant.writing.generative import Asked, helps, led_by_the_texts
from assistant.writing.model import Chat, Waiting
from ingest.pinpoint import resolution_of
from ingest.resolution import TextStatus
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters
from vectorstore.index import Hit, Index

T = TypeVar("T")
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
        waiting: Waiting = nullcontext,
    ) -> None:
        self.settings = settings
        self._open_index = open_index
        self._published = published
        self._chat = Chat(model, settings.llm, waiting=waiting) if model is not None else None
        self._today = today
        self._lock = threading.Lock()
        self._leases = Leases(Generation(open_index(), settings, self._chat))

    @property
    def _generation(self) -> Generation:
        return self._leases.current

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the generation now open."""
        return self._generation.catalogue

    @property
    def index(self) -> Index:
        """The index of the generation now open."""
        return self._generation.index

    def refresh(self) -> None:
        """Open the newest published generation, when it is not the one that is open; that one is closed when no question
        uses it any more."""
        with self._lock:
            newest = self._published()
            if newest is not None and newest != self._generation.identity:
                self._leases.replace(Generation(self._open_index(), self.settings, self._chat))

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
        with self._leases.use() as generation:
            for each in self._read(read_of(question), history_of(history), generation, as_of=as_of, filters=filters):
                yield _as_asked(each, question) if isinstance(each, Answer) else each

    def _read(
        self,
        question: str,
        history: Sequence[ChatMessage],
        generation: Generation,
        *,
        as_of: dt.date | None,
        filters: Filters | None,
    ) -> Iterator[str | Answer]:
        """The answer to what is read of a question, as in :meth:`stream`."""
        parts = parts_of(question, generation.knows)
        if len(parts) == 1:
            yield from self._answered(question, history, generation, as_of=as_of, filters=filters)
            return
        said, answers = list(history), list[Answer]()
        for part in parts:
            for each in self._answered(part, said, generation, as_of=as_of, filters=filters):
                if isinstance(each, Answer):
                    answers.append(each)
                else:
                    yield "\n\n".join([*(answer.text for answer in answers), each])
            said += [
                ChatMessage(role=MessageRole.USER, content=part),
                ChatMessage(role=MessageRole.ASSISTANT, content=answers[-1].text),
            ]
        yield together(question, answers)

    def _answered(
        self,
        question: str,
        history: Sequence[ChatMessage],
        generation: Generation,
        *,
        as_of: dt.date | None,
        filters: Filters | None,
    ) -> Iterator[str | Answer]:
        """The answer to a question that asks one thing, as in :meth:`stream`."""
        completed = yield from self._completed(question, history, generation, as_of)
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
        if draft is None:
            remarks = remarks_on(understood, generation)
            unanswerable = bool(remarks) and remarks[0].status is Status.REFUSED
            # Where it cannot be answered, the newest decision on the matter is what helps.
            understood = replace(understood.of_its_regimes, order=Order.NEWEST if unanswerable else understood.order)
            evidence = generation.retriever.evidence(understood, filters=filters, as_of=as_of)
            remarks = remarks or silent_in(understood, [*evidence.paragraphs.values()])
            support = support_of(understood, evidence, self.settings.thresholds, generation.index)
            order = Reranked(evidence)
            if self._chat is not None and support is not Support.NONE and self.settings.llm.rerank:
                order = yield from reranked(understood, evidence, self._chat, self.settings.llm.rerank)
                evidence, spent = order.evidence, spent + order.tokens
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
            notices = (draft.notice, order.notice, found_by_words(generation.index.manifest.meaning))
            draft = _with_remarks(replace(draft, notice=" ".join(filter(None, notices))), remarks)
        if filters is not None and scope is not None:
            draft = limits.noted(draft, filters, scope)
        if spent:
            draft = replace(draft, tokens=spent + (draft.tokens or 0))
        yield self._finished(draft, understood, generation, as_of)

    def consult(self, function: Callable[..., T], *given: object) -> T:
        """What ``function`` returns for the newest catalogue and ``given``."""
        self.refresh()
        return function(self.catalogue, *given)

    def search(self, query: str, k: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The best ``k`` paragraphs for a query, best first; a paragraph or resolution that is named comes first."""
        self.refresh()
        with self._leases.use() as generation:
            question = understand(read_of(query), known=generation.knows).of_its_regimes
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
        )


def _as_asked(answer: Answer, question: str) -> Answer:
    """The answer with the question as it was written, and a notice where not all of it was read."""
    if answer.question == question:
        return answer
    if not is_cut(question):
        standalone = question if answer.standalone == answer.question else answer.standalone
        return answer.model_copy(update={"question": question, "standalone": standalone})
    notice = " ".join(filter(None, (answer.notice, NOTICE)))
    return answer.model_copy(update={"question": question, "notice": notice})


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
