"""Digests of landmark resolutions, in this project's own words: something to ask on the first start, offline.

One TOML file a resolution, ``ingest/starter/1373.toml``::

    number = 1373
    date = 2001-09-28
    meeting = 4385
    subject = "…"                   # what it is about, in our words: resolutions bear no title
    agenda = "…"                    # name of the agenda item
    topics = ["Terrorism"]
    subjects = []                   # optional
    cites = [1189, 1269, 1368]      # all resolutions that its text cites, itself not among them
    draft = "S/2001/921"            # optional
    sponsors = []                   # optional

    [vote]
    yes = 15
    no = 0                          # optional from here on: 0 and []
    abstain = 0
    not_participating = 0
    against = []                    # ISO 3166 alpha-3 codes of the time (SUN, YUG, CSK)
    abstaining = []
    absent = []                     # present but not participating, or absent

    [[paragraph]]
    key = "pp4"                     # without the resolution's number: pp4, op1, op1(a), annexB/5, A/op4
    section = ["…"]                 # optional: the headings above it, outermost first
    text = "Decides that …"         # the official leading verb, then our words
    closing = "…"                   # optional: what follows its last sub-paragraph
    numbered = true                 # optional: false for an operative paragraph without a printed number

Rules for the words (``python -m ingest.starter.check CORPUS`` enforces them against the official texts):

* A digest says what the paragraph says, faithfully and briefly (about 15 to 45 words), and nothing more.
* It begins with the official leading verb or formula ("Decides", "Acting under Chapter VII"): verbs are facts. A
  sub-paragraph continues the sentence of the paragraph above it, as in the official text.
* Every figure and date in it stands in the official paragraph with that key. A paragraph whose sub-paragraphs have no rows of
  their own may sum them up.
* No eight words in a row are official words, names and formulae excepted.
* Paragraphs stand in document order; operative ones are all there, of the preamble those that matter, with real positions.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from ingest.errors import IngestError, MalformedKey
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Paragraph, Resolution, TextStatus, Vote

__all__ = ["BrokenDigest", "load_starter", "read_digest"]

_Member = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
_Words = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(?:.*\S)?$")]
_ORDER = {Kind.PREAMBULAR: 0, Kind.OPERATIVE: 1, Kind.ANNEX: 2}


class BrokenDigest(IngestError):
    """A digest file does not follow the format above."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The built-in digest {name} is broken: {reason}. Correct the file or reinstall the program.")


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Vote(_Form):
    yes: int = Field(ge=7, le=15)
    no: int = Field(default=0, ge=0)
    abstain: int = Field(default=0, ge=0)
    not_participating: int = Field(default=0, ge=0)
    against: tuple[_Member, ...] = ()
    abstaining: tuple[_Member, ...] = ()
    absent: tuple[_Member, ...] = ()

    @model_validator(mode="after")
    def _counts_agree(self) -> Self:
        if self.yes + self.no + self.abstain + self.not_participating not in {11, 15}:
            raise ValueError("the votes must add up to the Council's 11 (until 1965) or 15 members")
        for count, members in (
            (self.no, self.against),
            (self.abstain, self.abstaining),
            (self.not_participating, self.absent),
        ):
            if members and len(set(members)) != count:
                raise ValueError(f"{count} votes, but the members named are {', '.join(members)}")
        return self


class _Paragraph(_Form):
    key: str
    section: tuple[_Words, ...] = ()
    text: _Words
    closing: str = ""
    numbered: bool = True


class _Digest(_Form):
    number: int = Field(ge=1)
    date: dt.date
    meeting: int | None = None  # none where the vote was taken by mail (2020 to 2022)
    subject: _Words
    agenda: _Words
    topics: tuple[_Words, ...] = Field(min_length=1)
    subjects: tuple[_Words, ...] = ()
    cites: tuple[int, ...]
    draft: str = Field(default="", pattern=r"^(S/\d+.*)?$")
    sponsors: tuple[_Words, ...] = ()
    vote: _Vote
    paragraph: tuple[_Paragraph, ...] = Field(min_length=1)

    def resolution(self) -> Resolution:
        """The record of the domain, status DIGEST."""
        return Resolution(
            number=self.number,
            year=self.date.year,
            date=self.date,
            meeting=self.meeting,
            draft=self.draft,
            subject=self.subject,
            agenda=self.agenda,
            topics=self.topics,
            subjects=self.subjects,
            sponsors=self.sponsors,
            vote=Vote(**self.vote.model_dump()),
            related=tuple(sorted(set(self.cites))),
            status=TextStatus.DIGEST,
            paragraphs=self._paragraphs(),
        )

    def _paragraphs(self) -> tuple[Paragraph, ...]:
        rows: list[Paragraph] = []
        for row in self.paragraph:
            try:
                pin = Pinpoint.parse(f"{self.number}/{row.key}")
            except MalformedKey as error:
                raise ValueError(str(error)) from error
            if pin.kind not in _ORDER:
                raise ValueError(f"{row.key} is neither a preambular, an operative nor an annex paragraph")
            rows.append(
                Paragraph(
                    resolution=self.number,
                    year=self.date.year,
                    kind=pin.kind,
                    number=pin.number,
                    path=pin.path,
                    part=pin.part,
                    annex=pin.annex,
                    occurrence=pin.occurrence,
                    numbered=row.numbered,
                    section=row.section,
                    text=row.text,
                    closing=row.closing,
                )
            )
        _well_ordered(rows)
        return tuple(rows)


def load_starter() -> list[Resolution]:
    """All built-in digests by number; verbs, citations of paragraphs and the Council of the year are filled elsewhere.

    Raises :class:`BrokenDigest`, which names the file.
    """
    names = (entry for entry in files(__name__).iterdir() if re.fullmatch(r"\d+\.toml", entry.name))
    return sorted((read_digest(entry) for entry in names), key=lambda resolution: resolution.number)


def read_digest(file: Traversable) -> Resolution:
    """Read one digest file; raise :class:`BrokenDigest` where it does not follow the format."""
    try:
        resolution = _Digest.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).resolution()
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(str(step) for step in problem["loc"])
        raise BrokenDigest(file.name, f"{place}: {problem['msg']}") from error
    except ValueError as error:  # includes what tomllib raises
        raise BrokenDigest(file.name, str(error).rstrip(".")) from error
    if file.name != f"{resolution.number}.toml":
        raise BrokenDigest(file.name, f"it holds resolution {resolution.number}")
    if resolution.number in resolution.related:
        raise BrokenDigest(file.name, "the resolution stands among those that it cites")
    return resolution


def _well_ordered(rows: list[Paragraph]) -> None:
    """Keys are unique, every sub-paragraph stands below its paragraph, kinds and numbers ascend."""
    seen: set[str] = set()
    last: tuple[int, str, str, tuple[int, ...]] | None = None
    for row in rows:
        if row.key in seen:
            raise ValueError(f"{row.key} is there twice")
        parent = row.pinpoint.parent
        if parent is not None and parent.key not in seen:
            raise ValueError(f"{row.key} stands without or before {parent.key}")
        seen.add(row.key)
        number = tuple(int(step) for step in re.findall(r"\d+", row.number))
        place = (_ORDER[row.kind], row.part, row.annex, number)
        if last is not None and row.occurrence == 1 and place < last:
            raise ValueError(f"{row.key} is out of order")
        last = place
