"""How many paragraphs, recitals or annexes a named resolution has: counted in what is stored."""

from __future__ import annotations

import re

from assistant.draft import Draft, mention, mention_resolution
from assistant.reading.zero.question import Question
from assistant.wording import counted, joined
from ingest.pinpoint import Kind
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"\bhow\s+(?:many|long)\s+(?:(?P<kind>operative|preambular|preamble|annex)\s+)?(?P<noun>paragraphs?|clauses?|recitals?|annexes|annex)\b"
    r"|\bnumber\s+of\s+(?:(?P<kind2>operative|preambular|preamble|annex)\s+)?(?P<noun2>paragraphs|clauses|recitals|annexes)\b",
    re.IGNORECASE,
)
_OF_A_TEXT = re.compile(
    r"\b(?:does|do|did|has|have|had|are|were|is|contain\w*|count|there|in|of|text|resolution|it|its)\b", re.IGNORECASE
)
_WORDS_THAT_ASK = re.compile(
    r"\b(?:how|many|long|number|the|a|an|text|resolutions?|there|tell|me|please|operative|preambular|preamble|annex(?:es)?|paragraphs?|clauses?|recitals?|and|altogether|in total|total)\b",
    re.IGNORECASE,
)


def answer_parts(question: Question, catalogue: Catalogue) -> Draft | None:
    """The count, or ``None`` where the question asks for paragraphs on a matter, or names no resolution or several."""
    match = _ASKED.search(question.standalone)
    if match is None or len(question.numbers) != 1 or question.paragraphs:
        return None
    rest = _OF_A_TEXT.sub(" ", _WORDS_THAT_ASK.sub(" ", question.topic))
    if re.search(r"\w", rest):  # "how many paragraphs of it speak of women"
        return None
    record = catalogue.record(question.numbers[0])
    rows = [row for row in catalogue.paragraphs_of(question.numbers[0]) if row.kind is not Kind.HEADING]
    if record is None or not rows:
        return None
    counts = [
        f"{counted(sum(row.kind is kind and not row.path for row in rows), name)}"
        for kind, name in ((Kind.OPERATIVE, "operative paragraph"), (Kind.PREAMBULAR, "preambular paragraph"))
    ]
    annexes = list(dict.fromkeys(row.annex or "without a label" for row in rows if row.kind is Kind.ANNEX))
    counts.append(counted(len(annexes), "annex").replace("annexs", "annexes") if annexes else "no annex in the corpus")
    operative = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path]
    ends = f" The last operative one is {operative[-1].citation}." if operative else ""
    shown = [mention_resolution(record), *(mention(row) for row in operative[-1:])]
    said = f"{record.symbol} has {joined(counts)}, sub-paragraphs not counted.{ends}"
    return Draft(said, tuple(shown), evidence=(str(record.number), *(row.key for row in operative[-1:])))
