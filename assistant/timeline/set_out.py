"""What sets out the mandate of a mission: the newest text with its tasks, or the one to which that refers; and what the founding text
says that it is for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.timeline.model import Sort
from assistant.timeline.names import Subject
from ingest.annotations import Addressee, ReportRequest
from ingest.one_of import ways
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue

_SETS_OUT = re.compile(
    ways(
        r"\b(?:following|these)\s+(?:\w+\s+){0,2}(?:tasks|functions|mandate)\b",
        r"\b(?:perform|carry\s+out|undertake|have)\s+the\s+following\b",
        r"\b(?:tasks|functions)\b.{0,80}\bas\s+follows \bfollowing\b.{0,60}\bmandate\b",
        r"\b(?:mandate|tasks|priorities)\b.{0,60}\bbelow\s*:",
    ),
    re.IGNORECASE | re.DOTALL,
)
# what a paragraph that decides says of a mandate, it sets out
_DECIDES_ON = re.compile(
    r"\bmandates?\b.{0,160}\b(?:shall|will|be|are|is|as\s+follows|following|includ\w*|consist\w*|priorit\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
_REFERS = re.compile(
    ways(
        r"\b(?:mandate|tasks)\b.{0,160}\b(?:set\s+(?:out|forth)|contained|provided|defined|specified|authori[sz]ed)\b",
        r"\bcontinue\s+to\s+operate\s+as\s+set\s+out\b",
    ),
    re.IGNORECASE | re.DOTALL,
)
_FUNCTION = re.compile(r"\b(?:functions?|tasks?|purposes?|terms\s+of\s+reference)\b", re.IGNORECASE)
_TASKS = 3  # points from which on a paragraph sets out a mandate
_READ = 900  # characters of a paragraph
_NEAR = 60  # characters behind those who are told, in which the mission stands in which they take part


_CALLED = {  # what the texts call it, by what it is
    Sort.MISSION: r"\b(?:the|its)\s+(?:mission|operation|force|office|observers?|group|team)\b",
    Sort.PANEL: r"\b(?:the|its)\s+(?:panel|group|team)\b",
    # many a paragraph names the Committee to which others are to report
    Sort.COMMITTEE: r"\ba\s+Committee\b|^\W*(?:further\s+)?(?:decides|directs)\s+(?:\w+\s+)?(?:that\s+)?the\s+Committee\b",
}


def _own(subject: Subject) -> re.Pattern[str]:
    """Its names, and what its texts call it."""
    names = [re.escape(name.partition(" (")[0]) for name in (subject.acronym, subject.name) if name]
    return re.compile("|".join([*names, *filter(None, [_CALLED.get(subject.sort)])]), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SetOut:
    """The paragraphs with the tasks, none where no text sets them out; ``by`` is the newer paragraph that goes on with them."""

    tasks: tuple[Paragraph, ...] = ()
    by: Paragraph | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """All of them, the newest first."""
        return tuple(row.key for row in (self.by, *self.tasks) if row is not None)


def set_out(subject: Subject, catalogue: Catalogue) -> SetOut:
    """What sets out the tasks, in the newest resolution that does so or refers to an earlier one for it."""
    own, numbers = _own(subject), {d.resolution for d in subject.decisions}
    for number in sorted(numbers, reverse=True):
        if heads := _heads(number, own, catalogue):
            return SetOut(heads)
        for row in _referring(number, own, catalogue):
            if heads := _referred_to(row, own, numbers, catalogue):
                return SetOut(heads, row)
    return SetOut()


def _heads(number: int, own: re.Pattern[str], catalogue: Catalogue) -> tuple[Paragraph, ...]:
    """The paragraphs of a resolution that open a list of tasks."""
    rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
    points = [row.pinpoint.paragraph.key for row in rows if row.path]
    return tuple(r for r in rows if not r.path and points.count(r.key) >= _TASKS and _gives(r, own, catalogue))


def _gives(row: Paragraph, own: re.Pattern[str], catalogue: Catalogue) -> bool:
    """Whether a paragraph tells the mission what to do, and not others, or whoever reports on it what to report on."""
    if not own.search(row.words[:_READ]):
        return False
    notes = catalogue.annotations(row.resolution).get(row.key, ())
    if row.force not in (Force.DECISION, Force.AUTHORIZATION):
        return bool(_SETS_OUT.search(row.words[:_READ])) and not any(isinstance(n, ReportRequest) for n in notes)
    told = [each for each in notes if isinstance(each, Addressee)]
    opens = (
        row.text.rstrip(" :").endswith(" to")
        and not (row.cites and _REFERS.search(row.words[:_READ]))
        and (not told or any(own.search(row.words, each.start, each.end + _NEAR) for each in told))
    )
    return opens or any(pattern.search(row.words[:_READ]) for pattern in (_SETS_OUT, _DECIDES_ON))


def _referring(number: int, own: re.Pattern[str], catalogue: Catalogue) -> Iterator[Paragraph]:
    """The paragraphs of a resolution by which the mission goes on with what another sets out, those that say so of its mandate first."""
    rows = [row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE and row.cites]
    decided = {d.key for d in catalogue.mandates_of(number)}
    rows = [row for row in rows if own.search(row.words[:_READ]) and _REFERS.search(row.words[:_READ])]
    yield from sorted(rows, key=lambda row: row.key not in decided)


def _referred_to(
    row: Paragraph, own: re.Pattern[str], numbers: Collection[int], catalogue: Catalogue
) -> tuple[Paragraph, ...]:
    """The lists of tasks that a paragraph cites by their place, or to which what it cites refers in turn; else what it cites by its place
    on the mission, else the lists of the newest text that it names and that has any."""
    cited = catalogue.paragraphs(key for key in row.cites if "/" in key and resolution_of(key) < row.resolution)
    placed = tuple(each for each in cited.values() if own.search(each.words[:_READ]))
    if lists := tuple(each for each in placed if len(catalogue.subparagraphs(each.key)) >= _TASKS):
        return lists
    for each in placed:
        if _REFERS.search(each.words[:_READ]) and (further := _referred_to(each, own, numbers, catalogue)):
            return further
    named = sorted({int(key) for key in row.cites if "/" not in key and int(key) in numbers}, reverse=True)
    return placed or next((heads for number in named if (heads := _heads(number, own, catalogue))), ())


def purpose_of(subject: Subject, catalogue: Catalogue) -> Paragraph | None:
    """Where the text that sets it up says what it is for."""
    founding, own = subject.decisions[0].key, _own(subject)
    rows = catalogue.paragraphs_of(resolution_of(founding))
    acts = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path and row.key != founding]
    return next((row for row in acts if _FUNCTION.search(row.words[:_READ]) and own.search(row.words[:_READ])), None)
