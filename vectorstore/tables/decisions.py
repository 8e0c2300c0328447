"""What was read out of the paragraphs and stands in tables of its own: decisions on mandates, annotations, drafts, votes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property

from ingest.annotating.time_expressions import replace_year
from ingest.annotations import MandateDecision, ParagraphAnnotation
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution
from vectorstore.lineage.model import Link
from vectorstore.lineage.table import has_lineage, read_lines, read_links, read_versions
from vectorstore.tables.annotation_table import read_annotations
from vectorstore.tables.draft_table import read_drafts
from vectorstore.tables.opened import Opened

_REMEMBERED = 64  # resolutions whose annotations were read last


class Decisions(Opened):
    """The part of a catalogue that tells of decisions, annotations, versions, rejected drafts and votes."""

    def mandate_chain(self, body: str) -> list[MandateDecision]:
        """Every decision on a body, named by its acronym or the name that it is followed by; oldest first."""
        return list(self._called.get(body.lower(), ()))

    @cached_property
    def _called(self) -> dict[str, list[MandateDecision]]:
        found: dict[str, list[MandateDecision]] = defaultdict(list)
        for decision in self._all_decisions:
            for name in {decision.body.lower(), decision.acronym.lower()}:
                found[name].append(decision)
        return dict(found)

    def mandates_of(self, number: int) -> list[MandateDecision]:
        """The decisions on mandates in one resolution, in document order."""
        return list(self._decided_in.get(number, ()))

    @cached_property
    def _decided_in(self) -> dict[int, list[MandateDecision]]:
        found: dict[int, list[MandateDecision]] = defaultdict(list)
        for decision in self._all_decisions:
            found[decision.resolution].append(decision)
        return dict(found)

    def mandates(self) -> list[MandateDecision]:
        """All decisions on mandates, oldest first; about 2,000 in the corpus of 1946–2026."""
        return list(self._all_decisions)

    @cached_property
    def _all_decisions(self) -> tuple[MandateDecision, ...]:
        rows = self._db.execute("SELECT decision FROM mandate_decision ORDER BY date, resolution, ordinal")
        return tuple(MandateDecision.model_validate_json(decision) for (decision,) in rows)

    def annotations(self, number: int) -> dict[str, tuple[ParagraphAnnotation, ...]]:
        """Key → second verbs, addressees, deadlines and reports of a resolution's paragraphs; only those that have any."""
        if (known := self._annotations.get(number)) is None:
            found: dict[str, list[ParagraphAnnotation]] = {}
            for key, annotation in read_annotations(self._db, number=number):
                found.setdefault(key, []).append(annotation)
            if len(self._annotations) >= _REMEMBERED:
                self._annotations.clear()
            known = self._annotations[number] = {key: tuple(annotations) for key, annotations in found.items()}
        return known

    @cached_property
    def _annotations(self) -> dict[int, dict[str, tuple[ParagraphAnnotation, ...]]]:
        return {}

    def annotated(
        self,
        of_type: str,
        *,
        kind: str = "",
        label: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> list[tuple[str, ParagraphAnnotation]]:
        """(key, annotation) over all resolutions: of a type ("deadline", "report", "addressee", "second verb") and kind, of
        an addressee or verb, with a day between two (both included)."""
        return list(read_annotations(self._db, of_type=of_type, kind=kind, label=label, since=since, until=until))

    @cached_property
    def has_lineage(self) -> bool:
        """Whether the links between paragraphs were worked out when it was written."""
        return has_lineage(self._db)

    def lineage(self, key: str, *, backward: bool = False) -> list[Link]:
        """The links from a paragraph to later ones that say it again or act upon it, or those from earlier ones to it."""
        return read_links(self._db, key, backward=backward) if self.has_lineage else []

    def versions(self) -> dict[str, tuple[int, int]]:
        """Key → how many paragraphs right before and right after say it in their words, of those with any; read once."""
        return self._versions

    @cached_property
    def _versions(self) -> dict[str, tuple[int, int]]:
        return read_versions(self._db) if self.has_lineage else {}

    def lines(self) -> list[tuple[str, tuple[int, ...]]]:
        """The subjects whose texts were put beside each other, each with the numbers of its texts."""
        return read_lines(self._db) if self.has_lineage else []

    def rejected_drafts(
        self, *, agenda: str = "", since: dt.date | None = None, until: dt.date | None = None, vetoed_by: str = ""
    ) -> list[RejectedDraft]:
        """Drafts that were voted on and not adopted, oldest first; of an agenda item, between two days, vetoed by a member."""
        return read_drafts(self._db, agenda=agenda, since=since, until=until, member=vetoed_by)

    def rejected_before(self, resolution: Resolution) -> list[RejectedDraft]:
        """Drafts on the same agenda item that failed in the year before a resolution was adopted."""
        item, adopted = resolution.agenda, resolution.date
        if not item or adopted is None:
            return []
        return self.rejected_drafts(agenda=item, since=replace_year(adopted, adopted.year - 1), until=adopted)

    def voted(self, member: str, position: str) -> list[int]:
        """Resolutions on which a member (ISO 3166 alpha-3) took a position, one of :data:`POSITIONS`; ascending."""
        rows = self._db.execute(
            "SELECT resolution FROM vote_member WHERE member = ? AND position = ? ORDER BY resolution",
            (member.upper(), position),
        )
        return [number for (number,) in rows]
