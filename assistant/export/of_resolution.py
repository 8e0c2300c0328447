"""A resolution as a document and as a table: its record, and its text as it is numbered in print."""

from __future__ import annotations

import datetime as dt

from assistant.answer import Verdict
from assistant.export.document import Block, Citing, Document, Heading, Inline, Look, Passage, Words, facts_of
from assistant.export.sheets import Sheet
from assistant.records.documents import document, meeting_record
from assistant.records.notes import chapter_in_words, mandate_in_words
from assistant.records.printed import printed
from assistant.records.votes import vote_line
from assistant.wording import day_in_words
from ingest.pinpoint import Kind
from ingest.resolution import Resolution, TextStatus

_INDENT = "\u2003"


def resolution_document(resolution: Resolution, citing: Citing, exported: dt.date) -> Document:
    """Headings, paragraphs with their numbers, points below them."""
    source = citing.source(str(resolution.number), Verdict.QUOTED)
    digest = resolution.status is TextStatus.DIGEST
    first: tuple[Inline, ...] = (Words("A digest, not the official text." if digest else "The text as it is held."),)
    blocks: list[Block] = [Passage((*first, source) if source else first)]
    for line in printed(resolution.paragraphs):
        row = line.paragraph
        blocks += [Heading(name, 2) for name in line.headings]
        if row.kind is Kind.HEADING:
            blocks.append(Heading(row.text, 3))
            continue
        marker = f"{row.marker} " if row.marker and not line.closing else ""
        words = row.closing if line.closing else row.text
        verb = (
            len(row.verb) if not line.closing and row.verb and words.casefold().startswith(row.verb.casefold()) else 0
        )
        inlines = (Words(f"{_INDENT * line.depth}{marker}"), Words(words[:verb], Look.FAINT), Words(words[verb:]))
        blocks.append(Passage(tuple(each for each in inlines if each.text)))
    if resolution.footnotes:
        blocks += [Heading("Footnotes"), *(Passage((Words(note),)) for note in resolution.footnotes)]
    meeting = meeting_record(resolution.meeting)
    return Document(
        title=resolution.symbol,
        facts=facts_of(
            ("Library description", resolution.subject),
            ("Adopted", day_in_words(resolution.date) or str(resolution.year)),
            ("Meeting", f"{meeting}, {document(meeting)}" if meeting else ""),
            ("Vote", vote_line(resolution.vote)),
            ("Agenda item", resolution.agenda),
            ("Topics", "; ".join(resolution.topics)),
            ("Chapter VII", chapter_in_words(resolution)),
            ("Mandates", "; ".join(map(mandate_in_words, resolution.mandate_decisions))),
            corpus_end=citing.catalogue.last_day(),
            exported=exported,
        ),
        blocks=tuple(blocks),
        exported=exported,
    )


def resolution_sheet(resolution: Resolution, citing: Citing) -> Sheet:
    """A row for each paragraph."""
    head = ("key", "citation", "kind", "verb", "words", "cites")
    rows = []
    for row in resolution.paragraphs:
        source = citing.source(row.key, Verdict.QUOTED, paragraph=row)
        citation = source.citation if source else row.citation
        rows.append((row.key, citation, row.kind.value, row.verb, row.words, " ".join(row.cites)))
    return Sheet("Paragraphs", head, tuple(rows))
