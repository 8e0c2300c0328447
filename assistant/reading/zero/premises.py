"""What a question takes for granted of the resolution that it names, held against its text before it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.generation import Generation
from assistant.operations.votes import voted_on
from assistant.reading.zero.chapters import under_chapter_vii
from assistant.reading.zero.kinds.after_corpus import after_corpus, not_covered_yet
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.charged import not_charged
from assistant.reading.zero.kinds.claims import (
    contrary_to_claims,
    silent_on_claims,
    silent_on_the_matter,
    status_of_silence,
)
from assistant.reading.zero.kinds.measures_on import no_measures_on, no_measures_on_the_government
from assistant.reading.zero.kinds.named_as import not_named_so
from assistant.reading.zero.kinds.not_told import not_told
from assistant.reading.zero.kinds.only_asked import only_asked_for
from assistant.reading.zero.kinds.others_asked import others_asked
from assistant.reading.zero.kinds.others_numbers import moved_the_other_way, numbers_of_others
from assistant.reading.zero.kinds.particulars import (
    came_later,
    force_for_something_else,
    no_annex,
    no_date_at_all,
    no_such_term,
    of_another_year,
    others_counted,
    others_withdraw,
    wrong_figures,
)
from assistant.reading.zero.kinds.persons_judged import not_judged_so, others_praised, victims_blamed
from assistant.reading.zero.kinds.premises import (
    committee_elsewhere,
    founded_elsewhere,
    negated_by_the_text,
    not_that_body,
    not_the_founder,
    resolutions_of,
    things_not_there,
)
from assistant.reading.zero.kinds.recipients import others_receive
from assistant.reading.zero.kinds.recognition import not_recognized
from assistant.reading.zero.kinds.said_terms import wrong_ends, wrong_terms
from assistant.reading.zero.kinds.silent import silent_in, silent_on
from assistant.reading.zero.kinds.turned_round import turned_round
from assistant.reading.zero.kinds.undone import undone_deeds
from assistant.reading.zero.kinds.unnamed import names_that_do_not_occur, state_not_there, what_it_establishes
from assistant.reading.zero.kinds.wrong_action import other_action
from assistant.reading.zero.question import Question
from assistant.reading.zero.votes import voting_said
from assistant.reading.zero.words.voting_words import may_ask_for_vote
from assistant.retrieval.evidence import Evidence
from assistant.telling.nothing import no_such_resolution, wrong_years
from assistant.telling.votes import with_ballot
from assistant.terms import acronyms
from assistant.understanding.references import names_a_body
from ingest.resolution import Paragraph, Resolution, TextStatus
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Premises:
    """What one question takes for granted, for the search that answers it."""

    question: Question
    generation: Generation

    def remarks(self) -> list[Draft]:
        return remarks_on(self.question, self.generation)

    def silent(self, rows: Sequence[Paragraph]) -> list[Draft]:
        return silent_in(self.question.of_its_regimes, rows)

    def with_vote(self, draft: Draft, evidence: Evidence) -> Draft:
        told = draft.vote is not None or draft.status is Status.REFUSED
        if told or not evidence.hits or not may_ask_for_vote(self.question.standalone):
            return draft
        catalogue, said = self.generation.catalogue, voting_said(self.question.standalone, self.question.references)
        record = catalogue.record(voted_on(evidence, said, catalogue))
        return with_ballot(draft, record) if record is not None and record.vote is not None else draft


def false_premises(question: Question, generation: Generation, *, names: bool) -> list[Draft]:
    """What a question takes for granted of the one resolution it names, and this does not do or, with ``names``, does not
    speak of."""
    named = resolutions_of(question)
    record = generation.catalogue.record(named[0]) if len(named) == 1 else None
    if record is None or record.status is not TextStatus.OFFICIAL or not takes_for_granted(question):
        return []
    if _is_of_a_body(question):
        return []
    others = _names_of_others(question, record, generation.catalogue) if names and not acronyms(question.topic) else []
    rows = generation.catalogue.paragraphs_of(record.number)
    return (
        others
        or wrong_terms(question, record, rows)
        or wrong_ends(question, record, rows)
        or turned_round(question, record, rows)
        or no_measures_on(question, record, rows)
        or no_measures_on_the_government(question, record, rows)
        or other_action(question, record, rows, generation.catalogue)
        or undone_deeds(question, record, rows, generation.catalogue)
    )


def _is_of_a_body(question: Question) -> bool:
    """Whether a number stands for a committee or for sanctions ("the 9101 Committee", "the 9101 list"): what is said of these may
    stand in any later text."""
    return bool(question.regimes) or any(names_a_body(question.standalone, found) for found in question.references)


def _names_of_others(question: Question, record: Resolution, catalogue: Catalogue) -> list[Draft]:
    """A correction where the question has names and measures in it that the text of the resolution never uses."""
    names = names_that_do_not_occur(question, record.number, catalogue)
    if not names or record.status is not TextStatus.OFFICIAL:
        return []
    said = f"{record.symbol} does not speak of {' or '.join(names)}: the text does not use the word."
    silence = status_of_silence(question)
    return [Draft(said, status=silence if silence is Status.REFUSED else Status.CORRECTED)]


def remarks_on(question: Question, generation: Generation) -> list[Draft]:
    """Corrections of what the question takes for granted, to be said before the answer."""
    catalogue = generation.catalogue
    remarks = [Draft(said, status=Status.CORRECTED) for said in wrong_years(question.references, catalogue)]
    if question.unknown:
        remarks.append(replace(no_such_resolution(question.unknown, catalogue), status=Status.CORRECTED))
    if after_corpus(question, catalogue.last_day()):
        remarks.insert(0, Draft(not_covered_yet(question, catalogue), status=Status.REFUSED))
    named = resolutions_of(question)
    record = catalogue.record(named[0]) if len(named) == 1 else None
    if record is not None:
        if others := _names_of_others(question, record, catalogue):
            remarks += others
        elif other := what_it_establishes(question, record.number, catalogue):
            remarks.append(Draft(other, status=Status.CORRECTED))
        remarks += committee_elsewhere(question, record.number, catalogue)
        remarks += [] if remarks else not_the_founder(question, record.number, catalogue)
        if remarks and (founded := founded_elsewhere(question, record.number, catalogue)) is not None:
            remarks.append(founded)
    if len(question.numbers) != 1 or remarks or _is_of_a_body(question):
        pass
    elif record is not None and record.status is TextStatus.OFFICIAL:
        remarks += _against_the_text(question, record, catalogue)
    rows = [row for found in question.paragraphs if not found.section for row in catalogue.resolve(found.pinpoint)]
    remarks += negated_by_the_text(question, rows)
    remarks += things_not_there(question, [below for row in rows for below in (row, *catalogue.subparagraphs(row.key))])
    return remarks


def _against_the_text(question: Question, record: Resolution, catalogue: Catalogue) -> list[Draft]:
    """What the question takes for granted about the named resolution and its whole text does not bear out."""
    rows = catalogue.paragraphs_of(record.number)
    wrong = [
        *came_later(question, record),
        *silent_on(question, record, rows),
        *contrary_to_claims(question, record, rows),
        *(wrong_figures(question, record, rows) or others_counted(question, record, rows)),
        *(wrong_terms(question, record, rows) or wrong_ends(question, record, rows)),
        *of_another_year(question, record, rows),
        *no_date_at_all(question, record, rows),
        *no_such_term(question, record, rows),
        *no_annex(question, record, rows),
        *(others_withdraw(question, record, rows) or turned_round(question, record, rows)),
        *force_for_something_else(question, record, rows),
        *not_named_so(question, record, rows),
        *not_that_body(question, rows),
        *under_chapter_vii(question, record, rows),
        *(no_measures_on(question, record, rows) or no_measures_on_the_government(question, record, rows)),
    ]
    return (
        wrong
        or others_receive(question, record, rows)
        or others_asked(question, record, rows)
        or only_asked_for(question, record, rows)
        or numbers_of_others(question, record, rows, catalogue)
        or moved_the_other_way(question, record, rows)
        or not_judged_so(question, record, rows)
        or victims_blamed(question, record, rows)
        or others_praised(question, record, rows)
        or other_action(question, record, rows, catalogue)
        or not_recognized(question, record, rows)
        or not_told(question, record, rows)
        or state_not_there(question, record, rows)
        or not_charged(question, record, rows)
        or undone_deeds(question, record, rows, catalogue)
        or silent_on_claims(question, record, rows)
        or silent_on_the_matter(question, record, rows)
    )
