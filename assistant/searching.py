"""What no structure of the corpus answers: searched, written, and put right where the question takes something false for granted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from llama_index.core.base.llms.types import ChatMessage

from assistant import limits
from assistant.answer import Status
from assistant.assumed.left_open import led_as_asked
from assistant.assumed.nowhere import none_on_the_places, none_there, nowhere, seeks_a_decision
from assistant.assumed.unspoken import NEAREST, no_text_has
from assistant.checking.verify import verify_text
from assistant.draft import Draft, with_remarks
from assistant.errors import NoAnswerFromModel
from assistant.generation import Generation
from assistant.plan import SubjectKind
from assistant.reading.mentions import Mentions
from assistant.reading.router import DECLINED
from assistant.reading.slots.moment import Moment, founding_text, is_over, moment_asked
from assistant.records.chapter import scope_of
from assistant.records.slots import fillings, slots_named
from assistant.records.slots import led_by as led_by_slots
from assistant.retrieval.as_it_stands import as_it_began, as_it_stands, without_terms_unasked
from assistant.retrieval.evidence import Evidence, asks_which_paragraph, with_first
from assistant.retrieval.query import Query
from assistant.retrieval.rerank import Reranked, reranked
from assistant.retrieval.support import WARNING, Support, coverage, is_clear, leads_surely, support_of
from assistant.retrieval.sure.doubt import UNSURE, doubt
from assistant.retrieval.sure.sureness import Looked
from assistant.retrieval.wanted import Order
from assistant.settings import Settings
from assistant.telling.beside.apart import apart, names_a_place, on_another_place
from assistant.telling.beside.begins import with_its_beginning
from assistant.telling.beside.exempted import with_exemptions
from assistant.telling.beside.later import with_standing
from assistant.telling.nothing import led_by_remarks, nothing_found, unless_undone, without_the_deed
from assistant.terms import content_stems, content_words
from assistant.wording import found_by_words, searched_in_part
from assistant.writing.generative import Asked, helps, led_by_the_texts
from assistant.writing.model import Chat
from ingest.pinpoint import resolution_of
from ingest.places import names_of_place
from vectorstore.filters import Filters

_SURELY = 0.9  # the chance from which on the learned reader is right in 97 of 100
_MOST_WORDS = 0.6  # the share of a question's words, by rarity, from which on most of it stands in one paragraph


@dataclass(frozen=True, slots=True)
class Searching:
    """Searches one generation for one question, within the reader's limits and as of a day."""

    generation: Generation
    settings: Settings
    chat: Chat | None
    as_of: dt.date | None
    today: dt.date
    filters: Filters | None

    def answer(
        self, understood: Query, remarks: Sequence[Draft], mentions: Mentions, history: Sequence[ChatMessage]
    ) -> Generator[str, None, Draft]:
        """What a search finds, written, after ``remarks`` on what must be put right in the question."""
        spent = 0
        unanswerable = bool(remarks) and remarks[0].status is Status.REFUSED
        # Where it cannot be answered, the newest decision on the matter is what helps.
        understood = replace(understood.of_its_regimes, order=Order.NEWEST if unanswerable else understood.order)
        understood, evidence = self._found(understood, mentions, put_right=bool(remarks))
        support = support_of(understood, evidence, self.settings.thresholds, self.generation.index)
        order = Reranked(evidence)
        if self.chat is not None and support is not Support.NONE and self.settings.llm.rerank:
            order = yield from reranked(understood, evidence, self.chat, self.settings.llm.rerank)
            evidence, spent = order.evidence, order.tokens
        if not evidence.hits or (support is Support.NONE and not remarks):
            draft = replace(nothing_found(self.generation.catalogue), evidence=evidence.keys)
            draft = limits.searched_within(draft, self.filters) if self.filters else draft
        elif unanswerable:
            draft = self.extracted(understood, evidence)
        else:
            evidence, elsewhere = led_by_remarks(evidence, remarks, self.generation.catalogue)
            extracted = self.extracted(understood, evidence, elsewhere=elsewhere)
            draft = yield from self._written(understood, evidence, history, extracted)
        generation = self.generation
        if mentions.asks_of_now and not understood.wants_words:
            day, named, index = self.as_of or self.today, not mentions.in_the_present, generation.index
            draft = with_exemptions(draft, mentions.text, generation.lineage, index, day, of_its_text=named)
        draft = with_its_beginning(draft, generation.catalogue)
        if mentions.asks_of_now or not understood.wants_whole:
            named = bool(mentions.numbers) and not understood.present
            draft = with_standing(
                draft,
                generation.subjects,
                generation.lineage,
                self.as_of or self.today,
                of_now=mentions.asks_of_now,
                named=named,
                meant=[each.subject for each in mentions.named if each.subject is not None],
                dated=bool(mentions.events or mentions.days),
                ends=moment_asked(mentions) is not Moment.DEED,
            )
        looked = Looked.AFTER_ANOTHER if history else Looked.EVERYWHERE
        lead = draft.citations[0].key if draft.status is Status.ANSWERED and draft.citations else ""
        said = doubt(lead, understood, evidence, generation, looked)
        draft = self._as_sure_as_it_is(draft, mentions, said, support, corrected=bool(remarks))
        found = found_by_words(self.generation.index.manifest.meaning)
        notices = (draft.notice, order.notice, searched_in_part(evidence.left), found)
        draft = with_remarks(replace(draft, notice=" ".join(filter(None, notices))), remarks)
        return replace(draft, tokens=spent + (draft.tokens or 0)) if spent else draft

    def _found(self, understood: Query, mentions: Mentions, *, put_right: bool) -> tuple[Query, Evidence]:
        """What is searched for, and what is found for it, led by what holds at the time that is asked of and does what is asked; of a question
        that is ``put_right`` first on the places that it names."""
        if mentions.in_the_present and not asks_which_paragraph(understood.topic):
            # "the 9101 asset freeze": in whatever text it is now
            by_itself = tuple(f for f in understood.references if f in mentions.references)
            understood = replace(understood, references=by_itself)
        evidence = self.generation.retriever.evidence(understood, filters=self.filters, as_of=self.as_of)
        if mentions.in_the_present and not understood.references:
            evidence = self._as_it_stands(understood, mentions, evidence)
        elif moment_asked(mentions) is Moment.BEGINNING and not understood.references:
            evidence = self._as_it_began(understood, mentions, evidence)
        evidence = self._on_the_places(understood, mentions, evidence, surely=put_right)
        if (filled := self._in_slots(understood, mentions, evidence)) is not evidence:
            evidence, understood = filled, replace(understood, order=Order.ANY)  # what fills them holds
        if mentions.in_the_present and not understood.references:
            asked = self._bodies_decided(mentions) if understood.wants_term else ()
            evidence = without_terms_unasked(evidence, asked, self.generation.catalogue)
        return understood, led_as_asked(evidence, mentions, self.generation)

    def may_find(self, understood: Query, chances: Mapping[str, float]) -> bool:
        """Whether a search finds what goes well with a question; where by its ``chances`` it surely is out of reach, most of its words."""
        index = self.generation.index
        evidence = self.generation.retriever.evidence(understood, filters=self.filters, as_of=self.as_of)
        support = support_of(understood, evidence, self.settings.thresholds, index)
        most = chances.get(DECLINED, 0.0) < _SURELY or coverage(understood, evidence, index).all >= _MOST_WORDS
        return support is Support.STRONG and most

    def _as_sure_as_it_is(
        self, draft: Draft, mentions: Mentions, said: str, support: Support, *, corrected: bool
    ) -> Draft:
        """The draft behind what tells that it may not be what was asked, of which ``said`` goes by chances; ``corrected`` tells that the
        question is put right already."""
        catalogue = self.generation.catalogue
        if not corrected and (absent := self._nowhere(draft, mentions, sure=support is Support.STRONG and not said)):
            draft = absent
        elif not corrected and (
            none := self._none_on_the_places(draft, mentions, sure=support is Support.STRONG and said != UNSURE)
        ):
            draft = replace(draft.after(f"{none} {NEAREST}"), stands_out=False)
        elif elsewhere := apart(draft, mentions, self.generation.subjects, catalogue):
            draft = draft.after(elsewhere)
        elif not corrected and (undone := unless_undone(draft, mentions, catalogue)) is not draft:
            draft = undone
        elif support is Support.WEAK and draft.status is Status.ANSWERED:
            draft = replace(draft.after(WARNING), stands_out=False, is_weak=True)
        elif not corrected and said:
            draft = replace(draft.after(said), stands_out=said != UNSURE)
        return draft

    def _nowhere(self, draft: Draft, mentions: Mentions, *, sure: bool) -> Draft | None:
        """The draft behind the sentence that no resolution has what is asked for, where that is so; ``sure`` tells that it is by a search."""
        none = none_there(mentions, self.generation)
        if sure and not none and not without_the_deed(draft, mentions, self.generation.catalogue):
            return None
        if draft.status is Status.REFUSED:
            absent = no_text_has(mentions, self.generation.index)
            return draft.after(absent) if absent else None
        absent = none or nowhere(mentions, self.generation)
        return (
            replace(draft.after(f"{absent} {NEAREST}"), status=Status.CORRECTED, stands_out=False) if absent else None
        )

    def _none_on_the_places(self, draft: Draft, mentions: Mentions, *, sure: bool) -> str:
        """That no text on the places of a question has what tells it apart, where the lead is on another place or is not surely meant."""
        lead = next((row for each in draft.citations if (row := self.generation.catalogue.paragraph(each.key))), None)
        if lead is None or draft.status is not Status.ANSWERED:
            return ""
        elsewhere = on_another_place(draft, mentions, self.generation.catalogue)
        if not elsewhere and (sure or not seeks_a_decision(mentions.text)):
            return ""
        return none_on_the_places(mentions, "" if elsewhere else lead.words, self.generation)

    def _as_it_stands(self, understood: Query, mentions: Mentions, evidence: Evidence) -> Evidence:
        """What holds first: of the texts on what is named, else of all."""
        generation, day = self.generation, self.as_of or self.today
        subjects = [each.subject for each in mentions.named if each.subject is not None]
        if understood.present:  # what is asked of now is not in the texts on a body that is over
            subjects = [each for each in subjects if not is_over(each, generation.subjects, day)]
        texts = generation.subjects.texts(subjects, [each.meaning for each in mentions.places], day)
        evidence = self._holding(evidence, mentions)
        if not texts or self.filters is not None:
            return evidence
        inside = generation.retriever.evidence(understood, as_of=self.as_of, among=texts)
        inside = self._holding(inside, mentions)
        on_it = [hit for hit in evidence.hits if resolution_of(hit.key) in texts]
        return with_first([*on_it, *inside.hits], inside.paragraphs, evidence, inside.chances)

    def _as_it_began(self, understood: Query, mentions: Mentions, evidence: Evidence) -> Evidence:
        """What first said it first, and before it what that text likely says which set up what is named."""
        evidence = as_it_began(evidence, self.generation.lineage)
        if not (founding := founding_text(mentions, self.generation.subjects)) or self.filters is not None:
            return evidence
        inside = self.generation.retriever.evidence(understood, as_of=self.as_of, among=frozenset((founding,)))
        return (
            with_first(inside.hits, inside.paragraphs, evidence, inside.chances) if leads_surely(inside) else evidence
        )

    def _holding(self, evidence: Evidence, mentions: Mentions) -> Evidence:
        said = content_stems(" ".join(word.printed for word in mentions.free))
        ends = moment_asked(mentions) is not Moment.DEED
        return as_it_stands(evidence, self.generation.lineage, self.as_of or self.today, ends=ends, said=said)

    def _on_the_places(self, understood: Query, mentions: Mentions, evidence: Evidence, *, surely: bool) -> Evidence:
        """What is best among the texts on the places of a question first, where what was found names none of them and, unless it is to be
        so ``surely``, has no more of its other words."""
        generation = self.generation
        lead = resolution_of(evidence.hits[0].key) if evidence.hits else 0
        if not lead or mentions.references or names_a_place(lead, mentions, generation.catalogue):
            return evidence
        # a capital may stand for an organization that sits there, an adjective for people
        called = {e.meaning for e in mentions.places if mentions.text[e.start : e.end] in names_of_place(e.meaning)}
        texts = generation.subjects.at(called)
        if not texts:
            return evidence
        inside = generation.retriever.evidence(understood, filters=self.filters, as_of=self.as_of, among=texts)
        there, here = (coverage(understood, each, generation.index).besides_places for each in (inside, evidence))
        if not inside.hits or (there < here and not surely):
            return evidence
        if mentions.in_the_present:
            inside = self._holding(inside, mentions)
        return with_first(inside.hits, inside.paragraphs, evidence, inside.chances)

    def _in_slots(self, understood: Query, mentions: Mentions, evidence: Evidence) -> Evidence:
        """What fills the slots that a question names first, where it asks what holds on a subject."""
        generation, day = self.generation, self.as_of or self.today
        if not (kinds := slots_named(mentions.text)) or not mentions.in_the_present or self.filters is not None:
            return evidence
        named = [each.subject for each in mentions.named if each.subject is not None]
        places = {each.meaning for each in mentions.places}
        meant = generation.subjects.meant(named, understood.regimes, places, day)
        filling = fillings(kinds, meant, generation.subjects, generation.lineage, day)
        return led_by_slots(evidence, understood.searched, filling, generation.index) if filling else evidence

    def _bodies_decided(self, mentions: Mentions) -> set[str]:
        """The keys of the decisions on the bodies that a question names."""
        subjects = [each.subject for each in mentions.named if each.subject is not None]
        bodies = [each for each in subjects if each.kind is not SubjectKind.MEASURES]
        entries = map(self.generation.subjects.entry, bodies)
        return {decision.key for entry in entries if entry is not None for decision in entry.decisions}

    def _written(
        self,
        question: Query,
        evidence: Evidence,
        history: Sequence[ChatMessage],
        extracted: Draft,
    ) -> Generator[str, None, Draft]:
        """The draft of the model, checked; the extractive one where there is no model, it fails, or words are asked for."""
        writer = self.generation.generative if self.chat is not None else None
        words_only = question.wants_words and not content_words(question.topic)
        if writer is None or words_only:
            return extracted

        def check(draft: Draft) -> Draft:
            own_words = self.settings.thresholds.own_words
            return verify_text(draft, frozenset(draft.evidence), self.generation.catalogue, own_words)

        try:
            for each in writer.stream(Asked(question, evidence.hits, evidence.paragraphs, history), check):
                if isinstance(each, Draft):
                    if not helps(each):
                        each = led_by_the_texts(each, extracted)
                    return replace(each, evidence=evidence.keys)
                yield each
        except NoAnswerFromModel as error:
            return replace(extracted, notice=f"{error} The answer below is made of the texts alone.")
        raise AssertionError("the writer ends with a Draft")

    def extracted(self, question: Query, evidence: Evidence, *, elsewhere: bool = False) -> Draft:
        writer = self.generation.extractive
        if question.wants_words and evidence.looked_up:
            draft = writer.lookup([evidence.paragraphs[key] for key in evidence.looked_up])
        elif question.wants_whole and (whole := self.generation.catalogue.resolution(question.numbers[0])) is not None:
            draft = writer.overview(whole, *scope_of(whole))
        else:
            draft = writer.answer(
                question,
                evidence.hits,
                evidence.paragraphs,
                elsewhere=elsewhere,
                clearly=is_clear(evidence) and not elsewhere,
                beside=evidence.beside,
            )
        return replace(draft, evidence=evidence.keys)
