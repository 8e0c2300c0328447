"""The resolutions that renewed what a named one decided: those whose operative paragraphs name it where they renew or extend."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, unique
from assistant.reading.zero.kinds.facts import coverage, within
from assistant.reading.zero.question import Question
from assistant.wording import counted, day_in_words
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"^\W*(?:and\s+)?(?:which|what|list|name|all|how\s+many|give\s+\w+)\b[\w\s,’'-]{0,60}?\bresolutions\b[^?]{0,60}?"
    r"\b(?:renew|extend|prolong|roll\w*[- ]over)\w*",
    re.IGNORECASE,
)
_RENEWS = re.compile(
    r"(?<!\bas )\b(?:renew|extend|prolong)\w*\b", re.IGNORECASE
)  # "as extended by" tells of another text
_DECIDED = re.compile(r"\bdecides\s+to\s+$", re.IGNORECASE)  # "recalling resolution 9103, decides to extend"
# "expresses its intent to act in connection with the renewal of …" renews nothing
_ONLY_SPOKEN_OF = re.compile(
    r"\b(?:in\s+connection\s+with|inten(?:t|tion|ds)|readiness|to\s+consider)\b(?!.*\bdecides?\b)",
    re.IGNORECASE | re.DOTALL,
)
_REACH = 240  # characters between the verb and the number


def asks_for_renewals(question: Question) -> bool:
    return len(question.numbers) == 1 and not question.unknown and _ASKED.search(question.standalone) is not None


def answer_renewals(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """The list; ``None`` where no paragraph says so, and something else must answer."""
    number = question.numbers[0]
    named = {found.pinpoint.key for found in question.paragraphs}
    citing = [key for key, cited in catalogue.citing(number) if not named or cited in named]
    rows = catalogue.paragraphs(dict.fromkeys(citing))
    known = {record.number: record for record in records if within(record, question)}
    first: dict[int, Paragraph] = {}
    for key in dict.fromkeys(citing):
        row = rows.get(key)
        if row is not None and row.resolution in known and _renews(row, number):
            first.setdefault(row.resolution, row)
    if not first:
        return None
    symbol = catalogue.record(number)
    lead = f"{counted(len(first), 'resolution').capitalize()} with an operative paragraph that names {symbol.symbol if symbol else number} where it renews or extends:"
    lines = [
        f"- {known[n].symbol}, {day_in_words(known[n].date)} ({row.citation.removeprefix(known[n].symbol + ', ')})"
        for n, row in sorted(first.items())
    ]
    return Draft(
        "\n".join([lead, *lines, "", coverage(catalogue)]),
        unique([mention(row) for _, row in sorted(first.items())]),
        resolutions=tuple(str(n) for n in sorted(first)),
        evidence=tuple(row.key for _, row in sorted(first.items())),
    )


def _renews(row: Paragraph, number: int) -> bool:
    if row.kind is not Kind.OPERATIVE:
        return False
    written = re.compile(rf"(?<!\d){number}(?!\d)")
    return any(
        written.search(row.words[verb.end() : verb.end() + _REACH])
        or (_DECIDED.search(row.words[: verb.start()]) and written.search(row.words[: verb.start()][-_REACH:]))
        for verb in _RENEWS.finditer(row.words)
        if not _ONLY_SPOKEN_OF.search(row.words[: verb.start()].rpartition(";")[2])
    )
