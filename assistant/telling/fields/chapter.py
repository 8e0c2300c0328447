"""Whether and where a resolution acts under Chapter VII, in its own words; and with which verbs it speaks.

Neither a verb nor a formula settles whether a clause binds, and lawyers disagree: the text is shown, nothing is decided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.records.chapter import scope_in_words
from assistant.wording import counted, joined
from assistant.writing.extractive import quoted
from ingest.annotations import ChapterVII, Extent
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph, Resolution
from vectorstore.catalogue import Catalogue

SPEAKS_OF_IT = re.compile(r"\bChapter\s+VII\b|\bArticles?\s+4[0-2]\b", re.IGNORECASE)
_SHOWN = 6
_DISPUTED = (
    "Whether a clause binds is disputed: it is read from its terms, the discussions, the Charter provisions invoked and "
    "all the circumstances, not from the verb or from Chapter VII alone. This answer shows the text and does not decide it."
)


def of_chapter(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The passages that act under Chapter VII and how far they reach, to each of the paragraphs that are asked about too."""
    rows = {row.key: row for row in catalogue.paragraphs_of(record.number)}
    scope = record.chapter_vii
    bearing = [rows[key] for key in scope.keys if key in rows]
    speaking = [] if bearing else [row for row in rows.values() if SPEAKS_OF_IT.search(row.words)][:_SHOWN]
    sentences = [scope_in_words(record, scope, rows), *(_reaches(place, scope, rows) for place in places[:_SHOWN])]
    if speaking:
        sentences.append("The words stand there only where it speaks of them without acting under them:")
    quotes = list({row.key: quotation(row) for row in [*places, *bearing[:_SHOWN], *speaking]}.values())
    beside = [mention_resolution(record), *map(mention, _where_it_would_stand(list(rows.values())))]
    seen = unique(quotes or beside)
    evidence = dict.fromkeys(each.key for each in (*seen, *beside[1:]))
    return Draft("\n\n".join([" ".join(sentences), *map(quoted, quotes)]), seen, evidence=tuple(evidence))


def of_verbs(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """With which verbs the Council speaks, and how often; that this does not settle what binds."""
    rows = places or catalogue.paragraphs_of(record.number)
    heads = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path and row.verb]
    said = _DISPUTED
    if len(heads) == 1:
        force = f" (labelled: {heads[0].force.value})" if heads[0].force else ""
        said = f"The verb of {heads[0].citation} is “{heads[0].verb}”{force}. {_DISPUTED}"
    elif heads:
        verbs = joined([f"“{verb}” {times}" for verb, times in Counter(row.verb for row in heads).most_common()])
        decisions = counted(sum(row.force is Force.DECISION for row in heads), "decision")
        said = f"Verbs of the operative paragraphs of {record.symbol}: {verbs}; {decisions} by verb. {_DISPUTED}"
    shown = tuple(map(mention, places)) or (mention_resolution(record),)
    return Draft(said, shown, evidence=tuple(each.key for each in shown))


def _reaches(place: Paragraph, scope: ChapterVII, rows: Mapping[str, Paragraph]) -> str:
    """Whether the words hold for one paragraph."""
    order = list(rows)
    covered = scope.extent is Extent.WHOLE or place.key in scope.keys or place.pinpoint.paragraph.key in scope.keys
    if scope.extent is Extent.FROM_PARAGRAPH and scope.first in rows and place.key in rows:
        covered = covered or order.index(place.key) >= order.index(scope.first)
    return f"{place.citation} {'stands' if covered else 'does not stand'} under these words."


def _where_it_would_stand(rows: Sequence[Paragraph]) -> list[Paragraph]:
    """The last clause of the preamble and the first operative paragraph, where the formula stands when there is one."""
    preamble = [row for row in rows if row.kind is Kind.PREAMBULAR]
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    return [*preamble[-1:], *operative[:1]]
