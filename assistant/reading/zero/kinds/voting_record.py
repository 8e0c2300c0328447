"""Who abstained, voted against or stayed away most often: counted over the recorded votes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from assistant.draft import Draft
from assistant.reading.zero.kinds.by_vote import is_permanent
from assistant.reading.zero.kinds.facts import corpus_end
from assistant.reading.zero.kinds.members import name_of
from assistant.reading.zero.question import Question
from assistant.wording import counted
from ingest.council import seat_of
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_MOST = re.compile(
    r"\b(?:which|what|who)\b[^?]{0,60}?\b(?:(?P<abstaining>abstain\w*|abstentions?)|(?P<against>(?:vot\w+|said)\s+(?:against|no)|negative\s+votes?|no\s+votes?))\b[^?]{0,40}?"
    r"\b(?:most(?:\s+(?:often|frequently|times))?|more\s+(?:often\s+)?than\s+(?:any|all)\b)|\bmost\s+(?P<abstaining2>abstentions)|\bmost\s+(?P<against2>(?:negative|no)\s+votes)",
    re.IGNORECASE,
)
_SHOWN = 8


def answer_voting_record(
    question: Question, records: Callable[[], Sequence[Resolution]], catalogue: Catalogue
) -> Draft | None:
    """The members by how often they did, most often first, over the resolutions of the years that are named; ``None``
    where that is not asked. Only votes on resolutions that were adopted count: vetoes stopped the others."""
    match = _MOST.search(question.standalone)
    if match is None or question.references:
        return None
    groups = match.groupdict()
    field, did = (
        ("abstaining", "abstained") if groups["abstaining"] or groups["abstaining2"] else ("against", "voted against")
    )
    years = range(question.year_from or 0, (question.year_to or 9999) + 1)
    named = {day.year for day in question.dates} if question.year_from is None and question.year_to is None else set()
    within = [each for each in records() if each.year in years and (not named or each.year in named) and each.vote]
    votes = Counter(seat_of(code) for each in within for code in getattr(each.vote, field))
    if "permanent" in question.standalone.lower():
        votes = Counter({code: number for code, number in votes.items() if is_permanent(code)})
    if not votes:
        return None
    lines = [f"- {name_of(code)}: {counted(number, 'resolution')}" for code, number in votes.most_common(_SHOWN)]
    head = f"{name_of(votes.most_common(1)[0][0])} {did} most often. By seat, among {len(within):,} resolutions with a recorded vote:"
    note = f"Votes on drafts that were not adopted are not counted. The corpus is one {corpus_end(catalogue)}."
    listed = "\n".join(lines)
    return Draft("\n".join([head, listed, note]), listed=listed)
