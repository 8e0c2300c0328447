"""Every body or measure whose newest decision ends in a year, in a month or on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.in_force_now import asked_kind, is_of_the_un
from assistant.reading.zero.question import Question
from assistant.telling.chains.end import subject_of
from assistant.understanding.days import Day
from assistant.wording import counted, day_in_words
from ingest.annotations import MandateDecision
from ingest.mandates.chain import newest
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"\b(?:which|what|list|all)\b[\w\s,'’-]{0,60}\b(?P<noun>mandates|missions|measures|regimes|sanctions|panels|operations|authori[sz]ations)\b[\w\s]{0,40}"
    r"\b(?:expir\w*|end(?!\s+of\b)\w*|run\s+out|laps\w*|due|up\s+for)\b",
    re.IGNORECASE,
)


def answer_expiring(question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date) -> Draft | None:
    """Every body whose newest decision ends in the year, in the month or on the day that is named; ``None`` where none is
    named, or no such list is asked for."""
    match = _ASKED.search(question.standalone)
    named = max(question.dates, key=lambda each: (each.month is not None, each.day is not None), default=None)
    if match is None or named is None or question.references or "resolution" in question.standalone.lower():
        return None
    day = as_of or today
    decisions = [d for d in catalogue.mandates() if (d.date is None or d.date <= day) and _is_asked(d, match)]
    return _ending(named, decisions, catalogue)


def _is_asked(decision: MandateDecision, match: re.Match[str]) -> bool:
    """Whether a decision is on what the question asks for: missions, panels, measures; of the United Nations, where it says so."""
    if match["noun"].lower().startswith("mandate"):
        return True
    if decision.body.startswith(("Mr.", "Ms.", "Mrs.", "Judge")):  # a term of office
        return False
    only_un = re.search(r"\b(?:UN|United\s+Nations)\b", match.group()) is not None
    return decision.kind is asked_kind(match["noun"]) and (not only_un or is_of_the_un(decision))


def _ending(named: Day, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Draft | None:
    chains: dict[str, list[MandateDecision]] = {}
    for decision in decisions:
        chains.setdefault(decision.acronym or decision.body, []).append(decision)
    ending = [
        last for chain in chains.values() if (last := newest(chain)).until is not None and named.holds(last.until)
    ]
    when = (
        f"on {day_in_words(named.begins)}"
        if named.day
        else f"in {named.begins:%B %Y}"
        if named.month
        else f"in {named.year}"
    )
    rows = catalogue.paragraphs(decision.key for decision in ending)
    lines = [
        f"- {subject_of(d)}: {day_in_words(d.until)} ({rows[d.key].citation})"
        for d in sorted(ending, key=lambda d: (d.until or named.begins, d.body))
        if d.key in rows
    ]
    covered = f"Looked at: the newest decision on each of {len(chains)} {'body or measure' if len(chains) == 1 else 'bodies and measures'} in the corpus, up to {day_in_words(catalogue.last_day())}."
    head = (
        f"By their newest decisions, {counted(len(lines), 'mandate')} {'ends' if len(lines) == 1 else 'end'} {when}:"
        if lines
        else f"By the newest decisions, nothing ends {when}."
    )
    return Draft("\n".join([head, *lines, covered]), tuple(mention(row) for row in rows.values()), evidence=tuple(rows))
