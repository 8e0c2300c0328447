"""What later decisions did to a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.places import pinpoint_of, rows_at
from assistant.operations.result import Result, Witness
from assistant.operations.search import Search
from assistant.plan import Plan, Where
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.lineage.model import Change


class Effects(Plan):
    """What later decisions did to a paragraph, or to the operative paragraphs of a resolution: extended, changed, replaced,
    excepted from, ended."""

    op: ClassVar[str] = "effects"
    example: ClassVar[dict[str, Any]] = {"place": "1970/op9"}
    place: str = Field(description="The key of a paragraph or resolution: 1970/op9.")
    text: str = Field(
        default="",
        max_length=1000,
        description="Of a resolution: what the paragraph that is meant says, in words; the one that fits best is taken.",
    )
    until: dt.date | None = Field(default=None, description="Only decisions adopted by this day.")

    def run(self, corpus: Corpus) -> EffectsResult:
        """The later decisions, by paragraph. Raises :class:`~assistant.errors.NotThere` for a place that does not exist."""
        rows = [row for row in rows_at(self.place, corpus) if row.kind is Kind.OPERATIVE]
        if pinpoint_of(self.place).kind is None:
            rows = self._meant(rows, corpus) if self.text else [row for row in rows if not row.path]
        until = min(filter(None, (self.until, corpus.as_of)), default=None)
        found = [(row, later.row) for row in rows for later in corpus.generation.lineage.later(row, until)]
        before = _changed_before(rows[0], corpus, until) if len(rows) == 1 and not found else None
        found = [(before, later.row) for later in corpus.generation.lineage.later(before, until)] if before else found
        return EffectsResult(
            plan=self,
            until=until,
            meant=found[0][0].key if found and self.text else self.place,
            before=before.key if before is not None else "",
            ends=_ends(rows, corpus),
            witnesses=tuple(Witness(key=key) for key in dict.fromkeys(by.key for _, by in reversed(found))),
            resolutions=tuple(dict.fromkeys(by.resolution for _, by in found)),
            found=bool(found),
        )

    def _meant(self, rows: Sequence[Paragraph], corpus: Corpus) -> list[Paragraph]:
        """The paragraph of the resolution that says most of the words."""
        found = Search(text=self.text, where=Where(numbers=(pinpoint_of(self.place).resolution,))).run(corpus).evidence
        best = next((found.paragraphs[hit.key].pinpoint.paragraph.key for hit in found.hits), "")
        return [row for row in rows if row.key == best]


class EffectsResult(Result):
    """``witnesses`` are the later decisions by ``until``, the newest first, ``meant`` is the place that they are on: of a resolution
    whose paragraph is told in words, that one. ``before`` is the older version of a paragraph that they changed, where none names the
    newest. ``ends`` are (key, day) to which the text itself lets something run."""

    until: dt.date | None
    meant: str
    before: str = ""
    ends: tuple[tuple[str, dt.date], ...] = ()


def _changed_before(row: Paragraph, corpus: Corpus, until: dt.date | None) -> Paragraph | None:
    """The newest of the older versions of a paragraph that a later decision changed by its number; ``None`` where there is none."""
    lineage = corpus.generation.lineage
    for older in corpus.catalogue.paragraphs(lineage.older(row.key)).values():
        if any(each.change is Change.CHANGED for each in lineage.later(older, until)):
            return older
    return None


def _ends(rows: Sequence[Paragraph], corpus: Corpus) -> tuple[tuple[str, dt.date], ...]:
    keys = {row.key for row in rows}
    decided = [d for number in {row.resolution for row in rows} for d in corpus.catalogue.mandates_of(number)]
    return tuple(dict.fromkeys((d.key, d.until) for d in decided if d.until and d.key in keys))
