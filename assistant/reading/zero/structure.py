"""What is answered from the structure of the corpus, before and without any search."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, unique
from assistant.operations.corpus import Corpus
from assistant.reading.zero.by_plan import by_plan, by_plans
from assistant.reading.zero.chains import read_neighbours, read_over_time, read_strength, read_tasks
from assistant.reading.zero.changes import read_changes
from assistant.reading.zero.chapters import read_chapter, taken_for_granted
from assistant.reading.zero.citing import read_citing
from assistant.reading.zero.comparisons import put_right, read_comparison
from assistant.reading.zero.council import read_council
from assistant.reading.zero.definitions import read_definition
from assistant.reading.zero.ends import read_ends
from assistant.reading.zero.kinds.after_corpus import (
    after_corpus,
    ends_that_day,
    extended_after,
    not_covered_yet,
)
from assistant.reading.zero.places import read_article, read_missing
from assistant.reading.zero.premises import false_premises
from assistant.reading.zero.question import Question
from assistant.reading.zero.records import read_record
from assistant.reading.zero.refusals import read_failed, read_refusal, read_silence
from assistant.reading.zero.reports import read_reports
from assistant.reading.zero.votes import read_votes
from assistant.reading.zero.words.intent import Intent
from assistant.telling.nothing import no_such_resolution
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue


def answer_from_structure(question: Question, corpus: Corpus) -> Draft | None:
    """The answer, or ``None`` where the paragraphs must be searched."""
    generation = corpus.generation
    if (members := by_plan(read_council(question, corpus), corpus)) is not None:
        return members
    refused = _not_in_the_texts(question, corpus)
    if refused is None and extended_after(question, generation.catalogue.last_day()):
        found = _described(question, corpus)
        refused = ends_that_day(question, found, generation.catalogue) if found is not None else None
    if refused is not None:
        return refused
    told = _of_a_kind(question, corpus) or _by_intent(question, corpus)
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


def _not_in_the_texts(question: Question, corpus: Corpus) -> Draft | None:
    """A refusal, or what there is instead, where the question is about what the corpus does not hold."""
    if (refused := by_plan(read_refusal(question, corpus), corpus)) is not None:
        return refused
    if (silent := by_plans(read_silence(question, corpus), corpus)) is not None:
        return replace(silent, status=Status.REFUSED)
    if (failed := by_plans(read_failed(question, corpus), corpus)) is not None:
        return replace(failed, status=Status.CORRECTED)
    return by_plan(read_missing(question, corpus), corpus)


def _of_a_kind(question: Question, corpus: Corpus) -> Draft | None:
    """The kinds of question that are known by their words: a record, timelines, what is in force or ends, comparisons,
    definitions, later changes, reports, what was set up."""
    catalogue = corpus.catalogue
    told = by_plan(read_record(question), corpus)
    told = told or by_plan(read_article(question, corpus), corpus)
    told = told or by_plan(read_over_time(question, corpus), corpus)
    told = told or by_plan(read_strength(question, corpus), corpus)
    told = told or by_plan(read_neighbours(question, corpus), corpus)
    told = told or by_plan(read_tasks(question, corpus), corpus)
    told = told or put_right(by_plan(read_comparison(question, corpus), corpus), question, catalogue)
    told = told or by_plan(read_definition(question), corpus)
    if told is not None:
        return told
    if (changes := read_changes(question)) and (told := by_plans(changes, corpus, even_none=True)) is not None:
        return told
    return by_plan(read_reports(question), corpus)


def _by_intent(question: Question, corpus: Corpus) -> Draft | None:
    catalogue = corpus.catalogue
    match question.intent:
        case Intent.VOTE:
            return put_right(by_plan(read_votes(question), corpus), question, catalogue)
        case Intent.CITING | Intent.CITED:
            return by_plan(read_citing(question, corpus), corpus)
        case Intent.EXPIRY:
            return by_plans(read_ends(question, corpus), corpus)
        case Intent.CHAPTER_VII:
            told = by_plan(read_chapter(question), corpus)
            return taken_for_granted(told, question, catalogue)
        case _:
            return None


def _described(question: Question, corpus: Corpus) -> Paragraph | None:
    """The paragraph of the named resolution that fits best what the question describes."""
    evidence = corpus.generation.retriever.evidence(question, filters=corpus.filters)
    return next((evidence.paragraphs[hit.key] for hit in evidence.hits), None)
