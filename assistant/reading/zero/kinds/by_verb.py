"""Every paragraph of a resolution in which the Council uses a certain verb."""

from __future__ import annotations

import re

from assistant.draft import Draft, mention, unique
from assistant.reading.zero.question import Question
from assistant.records.passages import above
from assistant.terms import stem
from assistant.wording import counted, joined
from assistant.writing.extractive import says
from ingest.pinpoint import Kind
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue


def answer_by_verb(question: Question, record: Resolution, catalogue: Catalogue) -> Draft:
    """Each operative paragraph or sub-point whose words hold the verb, and the sub-points below it; complete."""
    verbs = set(question.listed_verbs)
    operative = [row for row in record.paragraphs if row.kind is Kind.OPERATIVE]
    own = [row for row in operative if verbs & {stem(word) for word in _verb_words(row.words, verbs)}]
    named = joined([f"“{verb}”" for verb in question.listed_words])
    if not own:
        return Draft(
            f"No operative paragraph of {record.symbol} uses {named}.",
            resolutions=(str(record.number),),
            evidence=tuple(row.key for row in operative[:1]),
            citations=unique([mention(row) for row in operative[:1]]),
        )
    keys = {row.key for row in own}
    leading = [row for row in own if stem(row.verb.split(" ")[-1]) in verbs and not row.path]
    lines = []
    for row in own:
        lines.append(f"- {says(row, above(row, catalogue.paragraph))}")
        below = [each for each in catalogue.subparagraphs(row.key) if each.key not in keys]
        lines += [f"  - {each.citation}: {each.text.strip(' ;,.')}" for each in below]
        keys |= {each.key for each in below}
    rows = [row for row in operative if row.key in keys]
    lead = (
        f"{counted(len(own), 'place')} in the operative part of {record.symbol} with {named}, "
        f"{len(leading)} of them as the verb that leads a paragraph:"
    )
    return Draft("\n".join([lead, *lines]), unique([mention(row) for row in rows]), evidence=tuple(r.key for r in rows))


def _verb_words(text: str, verbs: set[str]) -> list[str]:
    """The words in the third person ("decides"), so that "the decision" and "to decide" do not count."""
    return [
        word for word in re.findall(r"[a-z]+s\b", text.lower().replace("authoris", "authoriz")) if stem(word) in verbs
    ]
