"""Deeds that a question ascribes to the resolution it names, and that its text does not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import ascribed_deeds
from assistant.reading.zero.kinds.done import OF_A_QUESTION, clauses_of, does, states_in
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.deed_words import Deed
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import content_stems, proper_names, stem, stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


def undone_deeds(
    question: Question, record: Resolution, rows: Sequence[Paragraph], catalogue: Catalogue
) -> list[Draft]:
    """A correction for the first deed that the question ascribes to the resolution and that its text does not do, with
    the nearest paragraph of it, and the earliest of another resolution that does it to what the question names."""
    for deed in ascribed_deeds(question):
        if any(does(deed, clause, question) for clause in clauses_of(rows, deed)):
            continue
        to_another = _done_to_another(deed, question, rows)
        named = to_another is not None and not deed.also.isdisjoint(_OF_WHOM)
        near = to_another if named else nearest(question, rows)
        why = "as the question has it" if to_another else "at all: none has the Council's words for it"
        said = f"No paragraph of {record.symbol} {deed.name} {why}."
        shown = [mention(near)] if near else []
        if named and near is not None:
            said = f"{record.symbol} {deed.name.replace('anybody', 'somebody')}, but not as the question has it: {near.citation} says to what."
        elif near is not None:
            said += f" What comes nearest in it is {near.citation}."
        other = _done_elsewhere(deed, question, record, catalogue)
        if other is not None:
            said += (
                f" The earliest paragraph elsewhere that has such words on what the question names is {other.citation}."
            )
            shown.append(mention(other))
        return [Draft(said, tuple(shown), status=Status.CORRECTED, evidence=tuple(each.key for each in shown))]
    return []


_OF_WHOM = frozenset(("state", "names", "culprit"))  # where what it is done to has a name, the other one is told


def _done_to_another(deed: Deed, question: Question, rows: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that does it, whatever it does it to."""
    whatever = replace(deed, also=deed.also & {"unnegated"})
    return next(
        (row for row in rows if any(does(whatever, clause, question) for clause in clauses_of([row], deed))), None
    )


_NAME = 5  # how much less a name tells than another word: the whole text is about it


def nearest(question: Question, rows: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that has the most of the question's words, the rarer in the text the more they count."""
    meant = set(content_stems(question.topic)) | stems(" ".join(in_the_register(question.topic)))
    held = [(row, meant & stems(row.words)) for row in rows if row.kind is not Kind.HEADING]
    names = {stem(word) for name in proper_names(f"x {question.topic}") for word in name.split()}
    count = {word: sum(word in each for _, each in held) * (_NAME if word in names else 1) for word in meant}
    weighed = [
        (sum(1 / count[word] for word in each) + (0.3 if row.kind is Kind.OPERATIVE else 0), -at, row)
        for at, (row, each) in enumerate(held)
        if each
    ]
    return max(weighed, default=(0.0, 0, None))[2]


_SOUGHT = 150  # resolutions that are read in search of the deed
_ENOUGH = 2  # words of the question, beside its names, that a paragraph must have to be on the same matter


def _done_elsewhere(deed: Deed, question: Question, record: Resolution, catalogue: Catalogue) -> Paragraph | None:
    """The first operative paragraph of another resolution that does it, names a State of the question and is on the
    same matter; ``None`` where the words cannot tell."""
    states = states_in(question)
    if deed.where == "all" or len(states) != 1:
        return None
    words = own_words(states[0])
    asked = set(content_stems(question.topic)) - OF_A_QUESTION - {stem(word) for word in states[0].split()}
    others = set(catalogue.numbers()) - {record.number}
    for number in sorted({n for word in words for n in catalogue.holding(word, others)})[:_SOUGHT]:
        for row in catalogue.paragraphs_of(number):
            if (
                row.kind is Kind.OPERATIVE
                and not row.path
                and any(word in row.words for word in words)
                and len(asked & stems(row.words)) >= _ENOUGH
                and any(does(deed, clause, question) for clause in clauses_of([row], deed))
            ):
                return row
    return None
