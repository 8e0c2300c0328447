"""Questions for an end, read by patterns: until when something lasts, whether it still holds, when it was ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set

from assistant.operations.chain import Chain
from assistant.operations.corpus import Corpus
from assistant.operations.effects import Effects
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.mentions import last_of
from assistant.reading.view_words import names_an_extension
from assistant.reading.zero.kinds.mandate_search import find_chains
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.understanding.periods import as_of_in
from ingest.annotations import Action
from ingest.mandates.chain import newest

_MOST = 4  # things whose end one question asks for


def read_ends(question: Question, corpus: Corpus) -> tuple[Plan, ...]:
    """The ends of what is named, or else of what is described; none where another thing is asked, or a resolution is named that only
    extends it: what that says is looked for in its text. Of measures of a named resolution, where the newest text on them is on
    others, what became of that resolution."""
    if question.intent is not Intent.EXPIRY:
        return ()
    then = as_of_in(question.standalone)
    if then is None and question.dates and names_an_extension(question.standalone):  # as it was extended at that time
        then = max(map(last_of, question.dates))
    day = min(corpus.day, then) if then else corpus.day
    mentions = [m for m in corpus.generation.subjects.mentions(question.standalone, day) if m.subject is not None]
    found = _followed([m.subject for m in mentions if m.subject], corpus, day)
    # of all measures on a place a description may mean the authorization that serves them
    whole = any(m.kind is SubjectKind.MEASURES and not m.lane for m in mentions)
    wanted = {*question.numbers} - {*question.regimes}  # "the 1267 list" is a name of measures
    if not wanted and (whole or not found):
        found = _described(question, corpus, day) or found
    plans = [
        Chain(subject=subject, view="end", day=then)
        for subject, entry in found.items()
        if subject.kind is not SubjectKind.TERMS and (not wanted or wanted & entry.roots)
    ]  # of a term of office the reappointments are not followed
    if len(wanted) == 1 and not found:
        return _set_there(min(wanted), corpus, then, day)
    if wanted and any(not _goes_back_to(plan, wanted, corpus) for plan in plans[:_MOST]):
        return tuple(Effects(place=str(number)) for number in sorted(wanted)[:_MOST])
    return tuple(plans[:_MOST])


def _set_there(number: int, corpus: Corpus, then: dt.date | None, day: dt.date) -> tuple[Plan, ...]:
    """What became of the one thing to which a resolution gives a term that is over: its words alone would not tell that."""
    entries = corpus.generation.subjects.deciding(str(number))
    own = [(e, d) for e in entries for d in e.decisions if d.resolution == number]
    over = [(e, d) for e, d in own if d.action is Action.ESTABLISH and d.until is not None and d.until < day]
    if len(own) != 1 or not over:
        return ()
    return (Chain(subject=over[0][0].subject, view="end", day=then, resolution=number),)


def _goes_back_to(plan: Chain, wanted: Set[int], corpus: Corpus) -> bool:
    """Whether the newest text on measures decides on those of a named resolution: another of its measures may have ended."""
    if plan.subject.kind is not SubjectKind.MEASURES:
        return True
    result = plan.run(corpus)
    last = newest(result.decisions).resolution if result.decisions else 0
    return any(d.resolution == last and wanted & {last, *d.roots} for d in result.entry.decisions)


def _followed(named: Sequence[Subject], corpus: Corpus, day: dt.date) -> dict[Subject, Entry]:
    subjects = corpus.generation.subjects
    return {subject: entry for subject in named if (entry := subjects.entry(subject, day)) is not None}


def _described(question: Question, corpus: Corpus, day: dt.date) -> dict[Subject, Entry]:
    decisions = [d for d in corpus.decisions if d.date is None or d.date <= day]
    found = {}
    for chain in find_chains(question, decisions, corpus.catalogue):
        deciding = corpus.generation.subjects.deciding(chain[-1].key)
        entry = next((entry for entry in deciding if chain[-1] in entry.decisions), None)
        if entry is not None:
            found[entry.subject] = entry
    return found
