"""What is answered from the structure of the corpus, before and without any search."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import partial

from assistant.answer import Status
from assistant.draft import Draft, mention_resolution, unique
from assistant.generation import Generation
from assistant.operations.corpus import Corpus
from assistant.reading.zero.by_plan import by_plan, by_plans
from assistant.reading.zero.chains import read_neighbours, read_over_time, read_strength, read_tasks
from assistant.reading.zero.changes import read_changes
from assistant.reading.zero.chapters import read_chapter, taken_for_granted
from assistant.reading.zero.citing import read_citing
from assistant.reading.zero.comparisons import put_right, read_comparison
from assistant.reading.zero.council import read_council
from assistant.reading.zero.definitions import read_definition
from assistant.reading.zero.kinds.absent import with_where_it_stands
from assistant.reading.zero.kinds.after_corpus import (
    after_corpus,
    ends_that_day,
    extended_after,
    lately,
    not_covered_yet,
    only_after_corpus,
)
from assistant.reading.zero.kinds.articles import answer_article
from assistant.reading.zero.kinds.founding import answer_founding
from assistant.reading.zero.kinds.mandates import answer_expiry
from assistant.reading.zero.kinds.other_texts import answer_other_text
from assistant.reading.zero.kinds.standing import answer_standing
from assistant.reading.zero.kinds.unspoken import done_elsewhere, failed_then, nothing_then
from assistant.reading.zero.premises import false_premises
from assistant.reading.zero.question import Question
from assistant.reading.zero.records import read_record
from assistant.reading.zero.reports import read_reports
from assistant.reading.zero.votes import read_votes
from assistant.reading.zero.words.intent import Intent
from assistant.records.extent import corpus_end
from assistant.retrieval.evidence import Evidence, in_section
from assistant.retrieval.support import Support, support_of
from assistant.telling.nothing import no_such_paragraph, no_such_resolution, outside_corpus, statements_apart
from ingest.citation import Found
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters


def answer_from_structure(
    question: Question, generation: Generation, filters: Filters | None, as_of: dt.date | None, today: dt.date
) -> Draft | None:
    """The answer, or ``None`` where the paragraphs must be searched."""
    corpus = Corpus(generation, today, as_of, filters)
    if (members := by_plan(read_council(question, corpus), corpus)) is not None:
        return members
    refused = _not_in_the_texts(question, generation, as_of or today)
    if refused is None and extended_after(question, generation.catalogue.last_day()):
        found = _described(generation, filters, question)
        refused = ends_that_day(question, found, generation.catalogue) if found is not None else None
    if refused is not None:
        return refused
    told = _of_a_kind(question, generation, filters, as_of, today) or _by_intent(
        question, generation, filters, as_of, today
    )
    if told is None or told.status is not Status.ANSWERED or told.listed or told.compared or told.timeline:
        return _with_what_is_not_there(told, question, generation.catalogue) if told is not None else None
    wrong = false_premises(question, generation, names=told.vote is None)
    if wrong and not told.vote:  # it is told of a decision that the named resolution did not take
        return None
    told = _with_what_is_not_there(told, question, generation.catalogue)
    if not wrong:
        return told
    shown = unique([*told.citations, *(citation for each in wrong for citation in each.citations)])
    said = "\n".join(each.text for each in wrong)
    return replace(told.after(said), status=Status.CORRECTED, citations=shown)


def _with_what_is_not_there(told: Draft, question: Question, catalogue: Catalogue) -> Draft:
    """The answer after what must be said of days after the corpus and of resolutions that do not exist."""
    if after_corpus(question, catalogue.last_day()) and told.status is not Status.REFUSED:
        return replace(told.after(not_covered_yet(question, catalogue)), status=Status.REFUSED)
    unknown = [each for each in question.unknown if str(each.pinpoint.resolution) not in told.text]
    if unknown and told.status is Status.ANSWERED:
        return replace(told.after(no_such_resolution(unknown, catalogue).text), status=Status.CORRECTED)
    return told


def _not_in_the_texts(question: Question, generation: Generation, today: dt.date) -> Draft | None:
    """A refusal, or what there is instead, where the question is about what the corpus does not hold."""
    catalogue = generation.catalogue
    if question.unknown and (not question.references or _DONE_BY.search(_before(question.unknown[0], question))):
        return no_such_resolution(question.unknown, catalogue)
    # Who asks which resolutions speak of a statement asks for resolutions.
    if question.statements and not question.references and "resolution" not in question.standalone.lower():
        return Draft(statements_apart(question.statements), status=Status.REFUSED)
    if question.outside and not question.references:
        return outside_corpus(question.outside, catalogue)
    if only_after_corpus(question, catalogue.last_day()):
        return Draft(not_covered_yet(question, catalogue), status=Status.REFUSED)
    if when := lately(question, catalogue.last_day(), today):
        return Draft(f"Nothing of {when} is in the corpus, {corpus_end(catalogue)}.", status=Status.REFUSED)
    return (
        done_elsewhere(question, catalogue)
        or answer_other_text(question, catalogue)
        or nothing_then(question, catalogue)
        or failed_then(question, catalogue)
        or _missing(question, generation)
    )


_DONE_BY = re.compile(
    r"\b(?:by|through)\s+(?:the\s+)?(?:new\s+)?(?:security\s+council\s+)?(?:resolution\s+)?$", re.IGNORECASE
)


def _before(found: Found, question: Question) -> str:
    """What stands before a reference in the question."""
    return question.standalone[: found.start]


def _of_a_kind(
    question: Question, generation: Generation, filters: Filters | None, as_of: dt.date | None, today: dt.date
) -> Draft | None:
    """The kinds of question that are known by their words: a record, timelines, what is in force or ends, comparisons,
    definitions, later changes, reports, what was set up."""
    catalogue = generation.catalogue
    corpus = Corpus(generation, today, as_of, filters)
    told = by_plan(read_record(question), corpus)
    told = told or answer_article(question, catalogue, generation.extractive.lookup)
    told = told or by_plan(read_over_time(question, corpus), corpus)
    told = told or by_plan(read_strength(question, corpus), corpus)
    told = told or by_plan(read_neighbours(question, corpus), corpus)
    told = told or by_plan(read_tasks(question, corpus), corpus)
    told = told or put_right(by_plan(read_comparison(question, corpus), corpus), question, catalogue)
    told = told or by_plan(read_definition(question), corpus) or answer_standing(question, catalogue)
    if told is not None:
        return told
    if (changes := read_changes(question)) and (told := by_plans(changes, corpus)) is not None:
        return told
    if (told := by_plan(read_reports(question), corpus)) is not None:
        return told
    if question.intent not in {Intent.LIST, Intent.COUNT}:  # all of them are asked for, and not the one that founds
        return answer_founding(question, catalogue, as_of=as_of)
    return None


def _by_intent(
    question: Question, generation: Generation, filters: Filters | None, as_of: dt.date | None, today: dt.date
) -> Draft | None:
    catalogue, corpus = generation.catalogue, Corpus(generation, today, as_of, filters)
    match question.intent:
        case Intent.VOTE:
            return put_right(by_plan(read_votes(question), corpus), question, catalogue)
        case Intent.CITING | Intent.CITED:
            return by_plan(read_citing(question, corpus), corpus)
        case Intent.EXPIRY:
            search = partial(_supported, question, generation, filters)
            return answer_expiry(question, catalogue, as_of=as_of, today=today, search=search)
        case Intent.CHAPTER_VII:
            told = by_plan(read_chapter(question), Corpus(generation, today, as_of, filters))
            return taken_for_granted(told, question, catalogue)
        case _:
            return None


def _missing(question: Question, generation: Generation) -> Draft | None:
    """A refusal where no paragraph that is named exists, or the text of the resolution is not in the corpus."""
    refusals: list[Draft] = []
    for found in question.references:
        record = generation.catalogue.record(found.pinpoint.resolution)
        if record is None:
            continue
        rows = generation.catalogue.paragraphs_of(record.number)
        if not rows and question.intent in {Intent.LOOKUP, Intent.OVERVIEW, Intent.EXPIRY, Intent.SEARCH}:
            refusals.append(
                Draft(
                    f"{generation.extractive.heading(record)} Its text is not in the corpus.",
                    (mention_resolution(record),),
                    status=Status.REFUSED,
                )
            )
            continue
        names_a_place = found.pinpoint.kind is not None or found.pinpoint.part or found.section
        exists = in_section(rows, found.section) if found.section else generation.catalogue.resolve(found.pinpoint)
        if not names_a_place or exists:
            if question.intent is not Intent.LOOKUP or names_a_place:
                return None
            continue
        refusals.append(with_where_it_stands(no_such_paragraph(found, record, rows), question, rows))
    return refusals[0] if refusals else None


def _supported(question: Question, generation: Generation, filters: Filters | None, as_of: dt.date | None) -> Evidence:
    """What a search finds; nothing where it is too weak to answer from."""
    evidence = generation.retriever.evidence(question, filters=filters, as_of=as_of)
    support = support_of(question, evidence, generation.thresholds, generation.index)
    return evidence if support is Support.STRONG else Evidence((), {})


def _described(generation: Generation, filters: Filters | None, question: Question) -> Paragraph | None:
    """The paragraph of the named resolution that fits best what the question describes."""
    evidence = generation.retriever.evidence(question, filters=filters)
    return next((evidence.paragraphs[hit.key] for hit in evidence.hits), None)
