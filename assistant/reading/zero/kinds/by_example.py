"""A list on a matter that a question only describes: the place that the paragraphs found have in common is the matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Draft
from assistant.reading.zero.kinds.facts import adopted_then, within
from assistant.reading.zero.kinds.lists import answer_list
from assistant.reading.zero.question import Question
from assistant.retrieval.evidence import Evidence
from ingest.places import places_in
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_EXAMPLES = 3  # resolutions found that are looked at
_FEWEST = 2  # so many at least, and all of them, must name the same place most


def answer_by_example(
    question: Question, records: Sequence[Resolution], catalogue: Catalogue, evidence: Evidence
) -> Draft | None:
    """The list on the place that is meant, in the days that the question names; ``None`` where days or a common place
    are missing. The answer says how the matter was read."""
    dated = bool(question.dates or question.period) or question.year_from is not None or question.year_to is not None
    span = {r.number for r in records if within(r, question) and adopted_then(r, question)}
    if not dated or not span:
        return None
    found = [evidence.paragraphs[hit.key].resolution for hit in evidence.hits]
    examples = [number for number in dict.fromkeys(found) if number in span][:_EXAMPLES]
    named = Counter(place for number in examples if (place := _place_of(number, catalogue)))
    if not named:
        return None
    place, times = named.most_common(1)[0]
    if times < len(examples) or times < _FEWEST:
        return None
    draft = answer_list(replace(question, topic=f"resolutions on {place}"), records, catalogue)
    return draft.after(f"Read as resolutions on {place}.") if draft is not None else None


def _place_of(number: int, catalogue: Catalogue) -> str:
    """The place that a resolution names most."""
    counts = Counter(place for row in catalogue.paragraphs_of(number) for place in places_in(row.words))
    return counts.most_common(1)[0][0] if counts else ""
