"""Whether and where a resolution acts under Chapter VII, in its own words; and what can be said of "is it binding?".

Neither a verb nor a formula settles whether a clause binds, and lawyers disagree: the text is shown, nothing is decided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answer import Citation, Status
from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.reading.zero.question import Question
from assistant.records.chapter import scope_in_words
from assistant.wording import counted, joined
from assistant.writing.extractive import quoted
from ingest.annotating.chapter_vii import chapter_vii
from ingest.annotations import ChapterVII, Extent
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_SPEAKS_OF_IT = re.compile(r"\bChapter\s+VII\b|\bArticles?\s+4[0-2]\b", re.IGNORECASE)
# "Is 1701 under Chapter VII?" asks; "which paragraph of 1701 invokes it?" and "1701 invokes it: where?" take it for granted.
_ASKS_WHETHER = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:is|are|was|were|does|do|did|has|have|can|could)\b(?!.*\b(?:right|correct|isn't it)\W*$)"
    r"|\b(?:whether|if any|does any|is there|are there|(?:which|what) chapter)\b",
    re.IGNORECASE,
)
_SHOWN = 6


def answer_chapter_vii(question: Question, catalogue: Catalogue) -> Draft:
    """For each resolution that is named: the passages that act under Chapter VII and how far they reach."""
    drafts = [_one(question, record, catalogue) for n in question.numbers if (record := catalogue.resolution(n))]
    status = Status.CORRECTED if any(draft.status is Status.CORRECTED for draft in drafts) else Status.ANSWERED
    return Draft(
        "\n\n".join(draft.text for draft in drafts),
        unique([citation for draft in drafts for citation in draft.citations]),
        status=status,
        evidence=tuple(dict.fromkeys(key for draft in drafts for key in draft.evidence)),
    )


def _one(question: Question, record: Resolution, catalogue: Catalogue) -> Draft:
    rows = {row.key: row for row in record.paragraphs}
    scope = chapter_vii(record.paragraphs)
    places = [
        row
        for found in question.paragraphs
        if found.pinpoint.resolution == record.number and not found.section
        for row in catalogue.resolve(found.pinpoint)
        if row.kind is not Kind.HEADING
    ]
    bearing = [rows[key] for key in scope.keys if key in rows]
    speaking = [row for row in record.paragraphs if row not in bearing and _SPEAKS_OF_IT.search(row.words)][:_SHOWN]
    sentences = [scope_in_words(record, scope, rows)]
    status = Status.ANSWERED
    if places:
        sentences += [_reaches(place, scope, rows) for place in places[:_SHOWN]]
    elif not bearing and not _ASKS_WHETHER.search(question.standalone):
        status = Status.CORRECTED
    if question.wants_binding:
        sentences += [*_verbs(places or record.paragraphs, record), _DISPUTED]
    if speaking and not bearing:
        sentences.append("The words stand there only where it speaks of them without acting under them:")
    citations: list[Citation] = [quotation(row) for row in [*places, *bearing[:_SHOWN]]]
    citations += [quotation(row) for row in speaking if not bearing]
    citations = list({citation.key: citation for citation in citations}.values())
    blocks = [" ".join(sentences), *(quoted(citation) for citation in citations)]
    seen = citations or [mention_resolution(record), *(mention(row) for row in _where_it_would_stand(record))]
    evidence = dict.fromkeys([*(c.key for c in seen), *(row.key for row in _where_it_would_stand(record))])
    return Draft("\n\n".join(blocks), unique(seen), status=status, evidence=tuple(evidence))


def under_chapter_vii(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where a question on something else says that the resolution acts under the Chapter, of which it has no word."""
    if not _ACTS_UNDER.search(question.topic) or _ASKS_WHETHER.search(question.standalone):
        return []
    if any(_SPEAKS_OF_IT.search(row.words) for row in rows):
        return []
    return [Draft(f"No paragraph of {record.symbol} speaks of Chapter VII.", status=Status.CORRECTED)]


_ACTS_UNDER = re.compile(
    r"\b(?:under|invok\w+|cit(?:es|ed)|us(?:es|ed))\s+(?:Article\s+4[0-2]\b|(?:the\s+)?Chapter\s+VII\b)"
)


def _reaches(place: Paragraph, scope: ChapterVII, rows: dict[str, Paragraph]) -> str:
    """Whether the words hold for one paragraph."""
    order = list(rows)
    head = place.pinpoint.paragraph.key
    covered = scope.extent is Extent.WHOLE or place.key in scope.keys or head in scope.keys
    if scope.extent is Extent.FROM_PARAGRAPH and scope.first in rows and place.key in rows:
        covered = covered or order.index(place.key) >= order.index(scope.first)
    return f"{place.citation} {'stands' if covered else 'does not stand'} under these words."


_DISPUTED = (
    "Whether a clause binds is disputed: it is read from its terms, the discussions, the Charter provisions invoked and "
    "all the circumstances, not from the verb or from Chapter VII alone. This answer shows the text and does not decide it."
)


def _verbs(paragraphs: Sequence[Paragraph], record: Resolution) -> list[str]:
    """With which verbs the Council speaks, and how often."""
    heads = [row for row in paragraphs if row.kind is Kind.OPERATIVE and not row.path and row.verb]
    if not heads:
        return []
    if len(heads) == 1:
        force = f" (labelled: {heads[0].force.value})" if heads[0].force else ""
        return [f"The verb of {heads[0].citation} is “{heads[0].verb}”{force}."]
    verbs = Counter(row.verb for row in heads).most_common()
    decisions = sum(1 for row in heads if row.force is Force.DECISION)
    listed = joined([f"“{verb}” {times}" for verb, times in verbs])
    return [
        f"Verbs of the operative paragraphs of {record.symbol}: {listed}; {counted(decisions, 'decision')} by verb."
    ]


def _where_it_would_stand(record: Resolution) -> list[Paragraph]:
    """The last clause of the preamble and the first operative paragraph, where the formula stands when there is one."""
    preamble = [row for row in record.paragraphs if row.kind is Kind.PREAMBULAR]
    operative = [row for row in record.paragraphs if row.kind is Kind.OPERATIVE]
    return [*preamble[-1:], *operative[:1]]
