"""The complete record of one resolution: its facts, what was read out of its paragraphs, and the drafts that failed before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.records.documents import document, meeting_record, transcripts
from assistant.records.members import names_of
from assistant.records.votes import vote_in_words
from assistant.wording import day_in_words
from ingest.annotations import ParagraphAnnotation
from ingest.pinpoint import Kind
from ingest.rejected import RejectedDraft
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, standing

_DERIVED = {
    "related": "read from the words",
    "quoted_in": "references in the words of the other resolutions",
    "chapter_vii": "read from the words",
    "mandate_decisions": "read from the words",
    "failed_drafts": "records of votes",
}


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """A resolution (its paragraphs left out) with what the catalogue keeps beside it.

    ``annotations`` are by key of the paragraph; ``years`` tells the year of each resolution in the corpus.
    """

    resolution: Resolution
    annotations: Mapping[str, tuple[ParagraphAnnotation, ...]]
    failed: tuple[RejectedDraft, ...]
    years: Mapping[int, int]
    whole: bool = True

    def symbol_of(self, number: int) -> str:
        """``1373 (2001)``; the number alone where the resolution is not in the corpus."""
        return f"{number} ({self.years[number]})" if number in self.years else str(number)


def record_of(found: Resolution, catalogue: Catalogue) -> WholeRecord:
    """Everything that the catalogue knows of a resolution but its words."""
    number = found.number
    return WholeRecord(
        resolution=found.model_copy(update={"mandate_decisions": tuple(catalogue.mandates_of(number))}),
        annotations=catalogue.annotations(number),
        failed=tuple(catalogue.rejected_before(found)),
        years=catalogue.years(),
    )


def record_json(
    record: WholeRecord, rows: Sequence[Paragraph], standings: Mapping[str, Standing] | None = None
) -> dict[str, Any]:
    """The record and some of its paragraphs, each with its annotations and how it stands; every key is there also where it is empty."""
    standings = standings or {}
    resolution = record.resolution
    facts = {
        "symbol": resolution.symbol,
        "link": resolution.link,
        "links": links(resolution),
        "meeting_record": meeting_record(resolution.meeting),
        **resolution.model_dump(mode="json", exclude={"paragraphs"}),
        "origins": origins_of(record),
        "failed_drafts": [draft.model_dump(mode="json") for draft in record.failed],
    }
    paragraphs = [
        {
            "key": row.key,
            "citation": row.citation,
            **row.model_dump(mode="json"),
            "annotations": [each.model_dump(mode="json") for each in record.annotations.get(row.key, ())],
            "standing": standings[row.key].to_json() if row.key in standings else None,
        }
        for row in rows
    ]
    return {"resolution": facts, "paragraphs": paragraphs}


def standings_of(rows: Sequence[Paragraph], catalogue: Catalogue, day: dt.date) -> dict[str, Standing]:
    """How the operative paragraphs and points among ``rows`` stand on a day, by key."""
    lineage = Lineage(catalogue)
    return {row.key: standing(row, lineage, day) for row in rows if row.kind is Kind.OPERATIVE}


def origins_of(record: WholeRecord) -> dict[str, str]:
    """For each field that has a value where it comes from: form and file, or how it was derived."""
    resolution = record.resolution
    derived = {
        name: how
        for name, how in _DERIVED.items()
        if (record.failed if name == "failed_drafts" else getattr(resolution, name))
    }
    return {**resolution.origins, **derived}


def links(resolution: Resolution, today: dt.date | None = None) -> dict[str, str]:
    """Official documents for readers: the resolution, the record of its meeting, its draft; and where the United Nations
    lists the transcripts of that day."""
    found = {
        "meeting": document(meeting_record(resolution.meeting)),
        "draft": document(resolution.draft),
        "transcripts": transcripts(resolution.date, today or dt.date.today()) if resolution.meeting else "",
    }
    return {"resolution": resolution.link, **{name: link for name, link in found.items() if link}}


def failed_in_words(draft: RejectedDraft) -> str:
    """``S/2031/7 of 3 May 2031: 8 votes to 2, with 5 abstentions; vetoed by France``."""
    day = day_in_words(draft.date)
    vote = vote_in_words(draft.vote).removeprefix("by ") if draft.vote else "vote not recorded"
    end = f"vetoed by {names_of(draft.vetoed_by)}" if draft.vetoed_by else "not enough votes" if draft.vote else ""
    return "; ".join(filter(None, (f"{draft.symbol}{f' of {day}' if day else ''}: {vote}", end)))
