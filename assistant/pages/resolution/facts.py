"""The head of the page: the facts of the record, the vote seat by seat, the mandates that it decides on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.pages.texts.pieces import Pieces, linked
from assistant.reading.entries import Entry, entries_of
from assistant.records.differing import difference_in_words
from assistant.records.documents import meeting_record
from assistant.records.members import name_of
from assistant.records.notes import chapter_in_words, mandate_in_words
from assistant.records.record import failed_in_words, links
from assistant.records.stands import in_words
from assistant.records.votes import vote_line
from assistant.wording import day_in_words, ordinal
from ingest.annotations import MandateDecision
from ingest.pinpoint import Kind
from ingest.resolution import Resolution, TextStatus
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import standing

_PERMANENT = frozenset("CHN FRA GBR RUS SUN TWN USA".split())
_HOW = {"for": "in favour", "against": "against", "abstaining": "abstained", "absent": "did not vote", "": "not known"}


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of the Council of that day; ``vote`` is ``for``, ``against``, ``abstaining``, ``absent``, or empty where no record tells."""

    name: str
    vote: str
    permanent: bool

    @property
    def how(self) -> str:
        return _HOW[self.vote]


@dataclass(frozen=True, slots=True)
class Mandate:
    """A decision on a mandate: in words, how it stands on the day, and the name under which its timeline is found."""

    key: str
    words: str
    stands: Pieces
    subject: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a resolution besides its words; empty where it is not."""

    number: int
    year: int
    symbol: str
    subject: str
    adopted: str
    meeting: str
    meeting_record: str
    links: dict[str, str]
    vote: str
    seats: tuple[Seat, ...]
    agenda: str
    topics: tuple[str, ...]
    draft: str
    sponsors: tuple[str, ...]
    chapter: str
    differing: tuple[str, ...]
    failed: tuple[str, ...]
    remarks: tuple[str, ...]
    footnotes: tuple[str, ...]
    status: str
    mandates: tuple[Mandate, ...]


def facts_of(resolution: Resolution, lineage: Lineage, day: dt.date) -> Facts:
    """The facts of a whole resolution."""
    catalogue = lineage.catalogue
    followed = [each for each in entries_of(catalogue) if not each.lane]
    return Facts(
        number=resolution.number,
        year=resolution.year,
        symbol=resolution.symbol,
        subject=resolution.subject,
        adopted=day_in_words(resolution.date) or str(resolution.year),
        meeting=ordinal(resolution.meeting),
        meeting_record=meeting_record(resolution.meeting),
        links=links(resolution),
        vote=vote_line(resolution.vote),
        seats=seats_of(resolution),
        agenda=resolution.agenda,
        topics=resolution.topics,
        draft=resolution.draft,
        sponsors=resolution.sponsors,
        chapter=chapter_in_words(resolution),
        differing=tuple(f"{e.key.partition('/')[2]}: {difference_in_words(e)}" for e in resolution.differences),
        failed=tuple(map(failed_in_words, catalogue.rejected_before(resolution))),
        remarks=resolution.remarks,
        footnotes=resolution.footnotes,
        status="" if resolution.status is TextStatus.OFFICIAL else resolution.status.value,
        mandates=tuple(_mandate(each, followed, lineage, day) for each in resolution.mandate_decisions),
    )


def seats_of(resolution: Resolution) -> tuple[Seat, ...]:
    """The seats, permanent members first. Where only counts are known, a seat has no vote, unless all voted alike."""
    vote = resolution.vote
    stood: dict[str, str] = {}
    if vote is not None:
        named = {"for": vote.in_favour, "against": vote.against, "abstaining": vote.abstaining, "absent": vote.absent}
        stood = {code: how for how, codes in named.items() for code in codes}
        left = [code for code in resolution.composition if code not in stood]
        if len(left) == vote.yes and not vote.in_favour:  # all others are named, or there are none
            stood |= dict.fromkeys(left, "for")
    members = dict.fromkeys([*resolution.composition, *sorted(stood, key=name_of)])
    return tuple(Seat(name_of(code), stood.get(code, ""), code in _PERMANENT) for code in members)


def _mandate(decision: MandateDecision, followed: list[Entry], lineage: Lineage, day: dt.date) -> Mandate:
    row = lineage.catalogue.paragraph(decision.key)
    stands = ""
    if row is not None and row.kind is Kind.OPERATIVE and (decision.date is None or decision.date <= day):
        stands = in_words(standing(row, lineage, day), lineage.catalogue)
    subject = next((name_on_timeline(each) for each in followed if decision in each.decisions), "")
    return Mandate(decision.key, mandate_in_words(decision), linked(stands, known_in(lineage.catalogue)), subject)


def name_on_timeline(entry: Entry) -> str:
    """The name by which the timeline of a subject is asked for."""
    return entry.acronym or entry.engine


def known_in(catalogue: Catalogue) -> Known:
    """Tells whether a number is that of a resolution of the catalogue."""
    return Known(frozenset(catalogue.numbers()))


@dataclass(frozen=True, slots=True)
class Known:
    """The numbers of the resolutions that there are."""

    numbers: frozenset[int]

    def __call__(self, number: int) -> bool:
        return number in self.numbers
