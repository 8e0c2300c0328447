"""Every citation of an answer is checked against the evidence and the catalogue; nothing is silently dropped.

A text that a model wrote is read with the same grammar as questions and resolutions. Each citation in it gets a
verdict, and what is not supported is marked in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, Verdict
from assistant.draft import Draft
from assistant.errors import BrokenQuotation
from assistant.passages import above
from ingest.citation import Found, find_citations
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

MARK = " [not supported]"
_SHORTEST = 12  # characters; shorter words in quotation marks are names or single terms, no quotations


@dataclass(frozen=True, slots=True)
class Span:
    """Words between quotation marks in an answer."""

    start: int
    end: int
    words: str


def verify_quotations(citations: Iterable[Citation], catalogue: Catalogue) -> None:
    """Check the invariant that a quotation is a slice of the stored words.

    Raises :class:`BrokenQuotation` for the first that is not: a defect, or an index changed under the reader.
    """
    for citation in citations:
        if citation.verdict is not Verdict.QUOTED:
            continue
        paragraph = catalogue.paragraph(citation.key)
        if paragraph is None or not citation.quote or paragraph.words[citation.start : citation.end] != citation.quote:
            raise BrokenQuotation(
                f"A quotation from {citation.citation} is not what the catalogue holds, so the answer is withheld. "
                "Ask again; if it happens again, rebuild the index with `unsc ingest`."
            )


def verify_text(draft: Draft, evidence: Collection[str], catalogue: Catalogue) -> Draft:
    """The draft with a verdict for every citation in its text; unsupported ones are marked in the text."""
    text = draft.text
    found = find_citations(text, known=lambda _: True)
    spans = quotations_in(text)
    owners = assign(spans, found)
    citations: list[Citation] = []
    marks: list[int] = []
    for reference in found:
        quotes = [span for span in spans if owners.get(span) is reference]
        checked = check(reference, text[reference.start : reference.end], quotes, evidence, catalogue)
        citations += checked
        if any(citation.verdict is Verdict.NOT_SUPPORTED for citation in checked):
            marks.append(reference.end)
    for span in spans:
        if span not in owners:  # quoted, but from nowhere: the reader must see that nobody stands for these words
            citations.append(Citation(key="", citation=f"“{span.words}”", verdict=Verdict.NOT_SUPPORTED))
            marks.append(span.end)
    for position in sorted(set(marks), reverse=True):
        text = text[:position] + MARK + text[position:]
    return replace(draft, text=text, citations=tuple(dict.fromkeys(citations)))


def check(
    reference: Found, printed: str, quotes: Sequence[Span], evidence: Collection[str], catalogue: Catalogue
) -> list[Citation]:
    """The verdict on one citation, and on each quotation that it stands for."""
    pinpoint = reference.pinpoint
    rows = catalogue.resolve(pinpoint)
    record = catalogue.record(pinpoint.resolution)
    if not rows or record is None or (reference.year is not None and reference.year != record.year):
        return [Citation(key="", citation=printed, verdict=Verdict.NOT_SUPPORTED)]
    whole = pinpoint.kind is None
    key = pinpoint.key if whole or len(rows) > 1 else rows[0].key
    citation = pinpoint.citation(record.year, numbered=rows[0].numbered) if whole or len(rows) > 1 else rows[0].citation
    family = _family(rows, catalogue)
    if not _in_evidence(rows, family, evidence):
        return [Citation(key=key, citation=citation, verdict=Verdict.NOT_SUPPORTED)]
    results = []
    for quote in quotes:
        place = next(((row, slice_) for row in family if (slice_ := locate(quote.words, row.words)) is not None), None)
        if place is None:
            results.append(Citation(key=key, citation=citation, verdict=Verdict.NOT_SUPPORTED))
        else:
            row, (start, end) = place
            results.append(
                Citation(
                    key=row.key,
                    citation=row.citation,
                    quote=row.words[start:end],
                    start=start,
                    end=end,
                    verdict=Verdict.QUOTED,
                )
            )
    return results or [Citation(key=key, citation=citation, verdict=Verdict.RETRIEVED)]


def _family(rows: Sequence[Paragraph], catalogue: Catalogue) -> list[Paragraph]:
    """The cited rows, their sub-points and the opening words above: a quotation may stand in any of them."""
    family = {row.key: row for row in rows}
    for row in rows[:40]:
        family |= {below.key: below for below in catalogue.subparagraphs(row.key)} if len(rows) == 1 else {}
        family |= {opening.key: opening for opening in above(row, catalogue.paragraph)}
    return list(family.values())


def _in_evidence(rows: Sequence[Paragraph], family: Sequence[Paragraph], evidence: Collection[str]) -> bool:
    return any(row.key in evidence for row in rows) or any(row.key in evidence for row in family)


_MARKS = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")


def quotations_in(text: str) -> list[Span]:
    """The passages of ``text`` between double quotation marks that are long enough to be quotations."""
    return [
        Span(m.start(), m.end(), words)
        for m in _MARKS.finditer(text)
        if len(words := next(group for group in m.groups() if group)) >= _SHORTEST
    ]


def assign(spans: Sequence[Span], found: Sequence[Found]) -> dict[Span, Found]:
    """Each quotation with the citation that stands for it: the first one after it, else the last one before it."""
    owners: dict[Span, Found] = {}
    for span in spans:
        after = next((reference for reference in found if reference.start >= span.end), None)
        before = next((reference for reference in reversed(found) if reference.end <= span.start), None)
        near_after = after is not None and after.start - span.end <= 60
        owner = after if after is not None and (near_after or before is None) else before
        if owner is not None:
            owners[span] = owner
    return owners


_FOLDED = {
    "‘": "'",
    "’": "'",
    "‚": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "\u00ad": "",
}


def fold(text: str) -> tuple[str, list[int]]:
    """``text`` with white space, quotation marks, dashes and case made alike, and where each character came from."""
    folded: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        plain = " " if character.isspace() else _FOLDED.get(character, character).lower()
        if plain == " " and (not folded or folded[-1] == " "):
            continue
        folded += plain
        origin += [position] * len(plain)
    return "".join(folded), origin


def locate(quote: str, words: str) -> tuple[int, int] | None:
    """Where ``quote`` stands word for word in ``words``, as the slice of ``words``; ``None`` where it does not.

    White space, kinds of quotation marks and dashes, case, and a mark at the end of the quotation do not count.
    """
    wanted = fold(quote)[0].strip(" .,;:…")
    text, origin = fold(words)
    if not wanted:
        return None
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (text[start - 1 : start].isalnum() and text[start].isalnum()) and not (
            text[end : end + 1].isalnum() and text[end - 1].isalnum()
        ):
            return origin[start], origin[end - 1] + 1
        start = text.find(wanted, start + 1)
    return None
