"""Duties of States without an end: what a paragraph imposes on what the question names, on which no chain is followed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Draft, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.kinds.chain_asked import Chain, places_asked, telling_stems
from assistant.reading.zero.kinds.measure_search import ENFORCES
from assistant.reading.zero.question import Question
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.vocabulary import in_the_words_of_the_texts
from assistant.terms import stems
from ingest.annotating.time_expressions import Role, find_times
from ingest.annotations import Action, MandateDecision
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_READ = 12  # paragraphs found that are read
_FEWEST = 2  # words of the question that a paragraph shares with it
_LONGEST_QUOTE = 700  # characters
_OF_DUTIES = re.compile(
    r"\b(?:must|have\s+to|has\s+to|may|can|bans?|banned|embargo\w*|prohibit\w*|forb\w+|obliged|obligation|duty|stop\w*|trad\w+|import\w*|export\w*|inspect\w*|sell|buy|freez\w+|frozen|outlaw\w*)\b",
    re.IGNORECASE,
)
_OBLIGES = re.compile(
    r"\b(?:all|Member)\s+States\b[^.;]{0,120}\b(?:shall|should)\b|\bdecides\b[^.;]{0,160}\bshall\s+(?:not\s+)?(?:take|prevent|prohibit|freeze|deny|supply|sell|procure|cease|inspect)\b",
    re.IGNORECASE,
)


def duty_without_end(
    question: Question,
    chain: Chain | None,
    decisions: Sequence[MandateDecision],
    evidence: Evidence,
    catalogue: Catalogue,
    day: dt.date,
) -> Paragraph | None:
    """The paragraph found that obliges States in the matter of the question and names no end; ``None`` where ``chain``,
    what was found otherwise, speaks of the matter as much."""
    if not _OF_DUTIES.search(question.standalone) or ENFORCES.search(question.standalone):
        return None
    wanted = telling_stems(in_the_words_of_the_texts(question.topic))
    places = set(places_asked(question.standalone))
    rows = [evidence.paragraphs[hit.key] for hit in evidence.hits[:_READ]]
    # what asks for an end finds extensions: the duties on the places are read as well
    rows += [row for place in places for row in _adopted(place, day, catalogue)]
    duties = [row for row in rows if row.kind is Kind.OPERATIVE and _OBLIGES.search(row.words) and not _ends(row)]
    duties = [row for row in duties if places <= set(places_in(row.words)) or not places_in(row.words)]
    best = max(duties, key=lambda row: len(wanted & stems(row.words)), default=None)
    if best is None:
        return None
    if any(d.action is Action.END and best.resolution in d.roots for d in decisions):
        return None
    known = catalogue.paragraphs(decision.key for decision in chain or ())
    said = max((len(wanted & stems(row.words)) for row in known.values()), default=0)
    shared = len(wanted & stems(best.words))
    return (
        best
        if shared >= max(_FEWEST, said + 1, (len(telling_stems(question.topic)) + 1) // 2) and best.key not in known
        else None
    )


def duty_in_words(row: Paragraph, catalogue: Catalogue) -> Draft:
    """The duty as an answer: it is open-ended, in whose words, and what is not known."""
    words = row.words if len(row.words) <= _LONGEST_QUOTE else row.words[:_LONGEST_QUOTE].rsplit(" ", 1)[0]
    quote = quotation(row, 0, len(words.rstrip(" ,;.\n")))
    said = f"This is open-ended; no end date. {row.citation} imposes it and names none: “{quote.quote}”."
    return Draft(f"{said}\n{last_text(catalogue)}.", (quote,), evidence=(row.key,))


def with_duty(duty: Paragraph, draft: Draft, catalogue: Catalogue) -> Draft:
    """The answer on what is followed, after the duty that comes nearer to what is asked."""
    first = duty_in_words(duty, catalogue)
    return replace(
        draft,
        text=f"{first.text}\n\nWhat is followed beside: {draft.text}",
        citations=unique([*first.citations, *draft.citations]),
        evidence=tuple(dict.fromkeys([*first.evidence, *draft.evidence])),
    )


def comes_nearer(question: Question, duty: Paragraph, other: Paragraph) -> bool:
    """Whether a duty shares more words with the question than another paragraph."""
    wanted = telling_stems(in_the_words_of_the_texts(question.topic))
    return len(wanted & stems(duty.words)) > len(wanted & stems(other.words))


def _ends(row: Paragraph) -> bool:
    return any(time.role in (Role.UNTIL, Role.FOR) for time in find_times(row.words))


def _adopted(place: str, day: dt.date, catalogue: Catalogue) -> list[Paragraph]:
    """The operative paragraphs that name the place, in resolutions adopted by the day."""
    rows = catalogue.select(kinds=(Kind.OPERATIVE,), phrase=place)
    days = {n: r.date for n in {row.resolution for row in rows} if (r := catalogue.record(n)) is not None}
    return [row for row in rows if (adopted := days.get(row.resolution)) is not None and adopted <= day]
