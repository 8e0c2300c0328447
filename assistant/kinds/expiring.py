"""Every body or measure whose newest decision ends in a month or on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.draft import Draft, mention
from assistant.kinds.chain_told import subject_of
from assistant.understanding.days import Day
from assistant.wording import counted, day_in_words
from ingest.annotations import MandateDecision
from ingest.mandate_chain import newest
from vectorstore.catalogue import Catalogue


def answer_expiring(named: Day, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Draft | None:
    """Every body whose newest decision ends in the month or on the day that is named."""
    chains: dict[str, list[MandateDecision]] = {}
    for decision in decisions:
        chains.setdefault(decision.acronym or decision.body, []).append(decision)
    ending = [
        last for chain in chains.values() if (last := newest(chain)).until is not None and named.holds(last.until)
    ]
    when = f"{dt.date(2000, named.month or 1, 1):%B} {named.year}" if not named.day else day_in_words(named.begins)
    rows = catalogue.paragraphs(decision.key for decision in ending)
    lines = [
        f"- {subject_of(d)}: {day_in_words(d.until)} ({rows[d.key].citation})"
        for d in sorted(ending, key=lambda d: (d.until or named.begins, d.body))
        if d.key in rows
    ]
    covered = f"Looked at: the newest decision on each of {counted(len(chains), 'body or measure').replace('measures', 'measures')} in the corpus, up to {day_in_words(catalogue.last_day())}."
    head = (
        f"By their newest decisions, {counted(len(lines), 'mandate')} {'ends' if len(lines) == 1 else 'end'} in {when}:"
        if lines
        else f"By the newest decisions, nothing ends in {when}."
    )
    return Draft("\n".join([head, *lines, covered]), tuple(mention(row) for row in rows.values()), evidence=tuple(rows))
