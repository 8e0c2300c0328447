"""A draft becomes an answer: its quotations are checked once more, and what readers must know of the texts is added."""

from __future__ import annotations

import datetime as dt

from assistant.answer import Answer, Status, Verdict
from assistant.checking.verify import verify_quotations
from assistant.draft import Draft
from assistant.generation import Generation
from assistant.present import SAID_OF_THE_END, present_notes
from assistant.retrieval.query import Query
from assistant.telling.nothing import statements_apart
from ingest.pinpoint import resolution_of
from ingest.resolution import TextStatus
from vectorstore.catalogue import Catalogue


def finished(draft: Draft, question: Query, generation: Generation, *, as_of: dt.date | None, today: dt.date) -> Answer:
    """The verified answer. Raises :class:`~assistant.errors.BrokenQuotation` where a quotation is not what the store holds."""
    catalogue = generation.catalogue
    verify_quotations(draft.citations, catalogue)
    quoted = catalogue.paragraphs(
        c.key for c in draft.citations if c.verdict is not Verdict.NOT_SUPPORTED and "/" in c.key
    )
    notes = (
        present_notes(question, list(quoted.values()), catalogue, as_of=as_of, today=today)
        if draft.status is not Status.REFUSED and SAID_OF_THE_END not in draft.text
        else []
    )
    notes += _digests(draft, catalogue)
    if question.statements and (said := statements_apart(question.statements)) not in draft.text:
        notes.append(said)
    return Answer(
        question=question.asked,
        standalone=question.standalone,
        status=draft.status,
        text="\n\n".join([draft.text, *([" ".join(notes)] if notes else [])]),
        citations=draft.citations,
        evidence=draft.evidence,
        corpus_end=catalogue.last_day(),
        as_of=as_of,
        vote=draft.vote,
        resolutions=draft.resolutions,
        writer=draft.writer,
        notice=draft.notice,
        tokens=draft.tokens,
        timeline=draft.timeline,
        compared=draft.compared,
        listed=draft.listed,
        sentences=draft.sentences,
        plans=draft.plans,
    )


def _digests(draft: Draft, catalogue: Catalogue) -> list[str]:
    """A warning for each cited resolution whose stored words are not the official ones."""
    numbers = sorted(
        {resolution_of(c.key) for c in draft.citations if c.key and c.verdict is not Verdict.NOT_SUPPORTED}
    )
    records = [record for number in numbers if (record := catalogue.record(number)) is not None]
    digests = [record.symbol for record in records if record.status is TextStatus.DIGEST]
    if not digests:
        return []
    return [
        f"The words given for {', '.join(digests)} are a digest, not the official text; read official texts in with: unsc ingest PATH"
    ]
