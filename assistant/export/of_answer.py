"""An answer as a document: its text, with a footnote at each citation that was verified."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from assistant.answer import Answer, Citation, Verdict
from assistant.checking.quotations import quotations_in
from assistant.checking.verify import MARK
from assistant.export.document import Block, Citing, Document, Heading, Inline, Look, Passage, Source, Words, facts_of
from assistant.export.of_comparison import rows_table
from assistant.wording import day_in_words
from ingest.citation import find_citations
from ingest.pinpoint import Pinpoint

_MARKED = re.compile(re.escape(MARK.strip()))


def answer_document(answer: Answer, citing: Citing, exported: dt.date) -> Document:
    """The document of an answer; citations that are not supported keep their mark in the text and are listed apart."""
    marks = dict(_marks(answer, citing))
    blocks: list[Block] = [Heading("Answer"), *_told(answer, marks, citing)]
    shown = Document("", (), tuple(blocks))
    used = {source.key for source in shown.sources()}
    more = [source for source in _sources(answer, citing) if source.key not in used]
    if more:
        blocks.append(Heading("Further sources"))
        blocks += [Passage((Words(source.citation), source), item=True) for source in more]
    unsupported = tuple(dict.fromkeys(c.citation for c in answer.citations if c.verdict is Verdict.NOT_SUPPORTED))
    return Document(
        title="Answer on resolutions of the Security Council",
        facts=facts_of(
            ("Question", answer.question),
            ("Understood as", answer.standalone if answer.standalone != answer.question else ""),
            ("Status", answer.status.value),
            ("As of", day_in_words(answer.as_of)),
            ("Written by", answer.writer),
            ("Notice", answer.notice),
            (
                "Records of the meetings",
                citing.meetings(Pinpoint.parse(each.key).resolution for each in verified(answer)),
            ),
            corpus_end=answer.corpus_end,
            exported=exported,
        ),
        blocks=tuple(blocks),
        unsupported=unsupported,
        exported=exported,
    )


def verified(answer: Answer) -> list[Citation]:
    """The citations of an answer that stood up."""
    return [c for c in answer.citations if c.key and c.verdict is not Verdict.NOT_SUPPORTED]


def _sources(answer: Answer, citing: Citing) -> Iterator[Source]:
    for citation in verified(answer):
        source = citing.source(citation.key, citation.verdict, citation.quote)
        if source is not None:
            yield source


def _marks(answer: Answer, citing: Citing) -> Iterator[tuple[int, tuple[Source, ...]]]:
    """Position in the text → the sources cited there: after each citation that the answer itself makes.

    Inside a quotation it is the resolution that cites, and where the mark of what is not supported follows nobody
    stands for the citation.
    """
    text = answer.text
    quoted = [(span.start, span.end) for span in quotations_in(text)]
    for citation in verified(answer):
        start = text.find(citation.quote) if citation.quote else -1
        if start >= 0:
            quoted.append((start, start + len(citation.quote)))
    sources = {source.key: source for source in _sources(answer, citing)}
    found: dict[int, dict[str, Source]] = {}
    for reference in find_citations(text, known=lambda _: True):
        if text.startswith(MARK, reference.end) or any(a <= reference.start < b for a, b in quoted):
            continue
        for key in _keys(reference.pinpoint, citing, sources):
            found.setdefault(reference.end, {})[key] = sources[key]
    for position, each in found.items():
        yield position, tuple(each.values())


def _keys(place: Pinpoint, citing: Citing, sources: dict[str, Source]) -> list[str]:
    """The sources that a citation in the text stands for: itself, or a sub-paragraph of it that is quoted."""
    rows = citing.catalogue.resolve(place) if place.kind is not None else []
    own = [place.key, *(row.key for row in rows[:1])]
    exact = [key for key in dict.fromkeys(own) if key in sources]
    if exact or place.kind is None:
        return exact[:1]
    return [key for key in sources if key.startswith(f"{place.key}(") or place.key.startswith(f"{key}(")][:1]


def _told(answer: Answer, marks: dict[int, tuple[Source, ...]], citing: Citing) -> Iterator[Block]:
    """The text; of an answer that compares, the rows as a table in the place of their sentences."""
    text, told = answer.text, answer.compared
    start = text.find(answer.listed) if told is not None and answer.listed else -1
    if told is None or start < 0:
        yield from _passages(text, marks)
        return
    end = start + len(answer.listed)
    yield from _passages(text[:start], marks)
    yield rows_table(told.rows, told.comparison, citing)
    yield from _passages(text, marks, end)


def _passages(text: str, marks: dict[int, tuple[Source, ...]], start: int = 0) -> Iterator[Passage]:
    position = start
    for line in text[start:].split("\n"):
        end = position + len(line)
        item = line.startswith("- ")
        if line.strip():
            yield Passage(tuple(_inlines(text, position + 2 * item, end, marks)), item)
        position = end + 1


def _inlines(text: str, start: int, end: int, marks: dict[int, tuple[Source, ...]]) -> Iterator[Inline]:
    cuts = sorted(position for position in marks if start < position <= end)
    for position in cuts:
        yield from _looked(text[start:position])
        yield from marks[position]
        start = position
    if start < end:
        yield from _looked(text[start:end])


def _looked(text: str) -> Iterator[Words]:
    position = 0
    for match in _MARKED.finditer(text):
        if match.start() > position:
            yield Words(text[position : match.start()])
        yield Words(match.group(), Look.WARNING)
        position = match.end()
    if position < len(text):
        yield Words(text[position:])
