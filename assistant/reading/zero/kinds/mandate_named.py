"""Until when a named resolution itself extends something: its own decision first, then what came of it later."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.terms import content_stems, stems
from assistant.wording import day_in_words
from ingest.annotations import Action, MandateDecision
from ingest.bodies import measures_of
from vectorstore.catalogue import Catalogue

# "until when does resolution 1884 extend …", "when will 1884 (2009) expire", but not "the measures of 1884 run"
_DOES = re.compile(
    r"\s*(?:\(\d{4}\))?\s*(?:(?:has|have|had|did|also|then|further|since|finally)\s+)*"
    r"(?:extend|renew|prolong|continu|keep|kept|maintain|authori[sz]|set|establish|allow|give|gave|grant|mandate|deploy|expire|run|end|last)",
    re.IGNORECASE,
)
_RESOLUTION = r"(?:(?:the\s+)?(?:security\s+council|unsc|sc)\s+)?(?:resolution|res\.?|s/res/)?\s*$"
_OF = re.compile(rf"\b(?:of|in|under|by|from|to|with|and|pursuant)\s+{_RESOLUTION}", re.IGNORECASE)
# "extended by resolution 1884"
_BY = re.compile(
    rf"\b(?:extended|renewed|prolonged|continued|kept|set(?:\s+up)?|authori[sz]ed|established|deployed)\s+(?:\w+\s+){{0,3}}?"
    rf"(?:under|by|in)\s+{_RESOLUTION}",
    re.IGNORECASE,
)
# "until when was it to stay in resolution 1884"
_WAS = re.compile(r"\b(?:until\s+when|till\s+when|(?:for\s+)?how\s+long)\s+(?:was|were)\b", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|under|by)\s+{_RESOLUTION}", re.IGNORECASE)
_BODY = 3  # what a name of the body counts beside a word of the clause
_SHOWN = 3  # decisions of one resolution that are shown


def decided_there(question: Question) -> tuple[int, ...]:
    """The resolutions that the question asks about as what decides ("until when does resolution 1884 extend …")."""
    text = question.standalone
    named = (
        found.pinpoint.resolution
        for found in question.references
        if (_DOES.match(text, found.end) and not _OF.search(text[: found.start]))
        or _BY.search(text[: found.start])
        or (_WAS.search(text) and _IN.search(text[: found.start]))
    )
    return tuple(dict.fromkeys(named))


def answer_named(
    question: Question, numbers: Sequence[int], decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> Draft | None:
    """What each named resolution decides on an end, and the newest decision on the same; ``None`` where it decides
    nothing of the kind."""
    lines: list[str] = []
    citations, evidence = [], []
    for number in numbers:
        for decision in _asked_for(question, [d for d in decisions if d.resolution == number], catalogue):
            row = catalogue.paragraph(decision.key)
            if row is None:
                continue
            end = min(decision.end or len(row.words), len(row.words))
            quote = quotation(
                row, decision.start, decision.start + len(row.words[decision.start : end].rstrip(" ,;.\n"))
            )
            lines.append(
                f"{row.citation}{_adopted(decision)}{',' if decision.date else ''} says: “{quote.quote}”. {_ends(decision)}"
            )
            citations.append(quote)
            evidence.append(row.key)
            later = [d for d in decisions if d.body == decision.body and d.resolution > number]
            if later and (newest := catalogue.paragraph(later[-1].key)) is not None:
                until = day_in_words(later[-1].until)
                verb = "ended" if later[-1].action is Action.END else "last decided on"
                lines.append(
                    f"It was {verb} by {newest.citation}{_adopted(later[-1])}"
                    f"{f', to {until}' if until else ''}: the newest decision on it in the corpus."
                )
                citations.append(mention(newest))
                evidence.append(newest.key)
    if not lines:
        return None
    lines.append(f"{last_text(catalogue)}.")
    return Draft("\n".join(lines), unique(citations), evidence=tuple(dict.fromkeys(evidence)))


def _asked_for(question: Question, own: Sequence[MandateDecision], catalogue: Catalogue) -> list[MandateDecision]:
    """Those of a resolution's decisions that share most words with the question; all of them where none stands out."""
    lasting = [d for d in own if d.until or d.open_ended] or [d for d in own if d.action is not Action.CHANGE]
    wanted = set(content_stems(question.topic))
    rows = catalogue.paragraphs(d.key for d in lasting)

    def score(decision: MandateDecision) -> int:
        words = rows[decision.key].words[decision.start : decision.end] if decision.key in rows else ""
        name = f"{decision.body} {decision.acronym} {decision.named}"
        return _BODY * len(wanted & stems(name)) + len(wanted & stems(f"{words} {' '.join(measures_of(words))}"))

    scores = [score(decision) for decision in lasting]
    best = max(scores, default=0)
    return [decision for decision, points in zip(lasting, scores, strict=True) if points == best][:_SHOWN]


def _ends(decision: MandateDecision) -> str:
    name = f"{decision.body} ({decision.acronym})" if decision.acronym not in ("", decision.body) else decision.body
    if decision.until is None:
        return f"No end is named for {name}." if decision.open_ended else ""
    computed = ", computed from the day of adoption and the period that the text gives" if decision.computed else ""
    what = "The end" if decision.action is Action.END else "The day it sets"
    return f"{what} for {name}: {day_in_words(decision.until)}{computed}."


def _adopted(decision: MandateDecision) -> str:
    return f", adopted on {day_in_words(decision.date)}" if decision.date else ""
