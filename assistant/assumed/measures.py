"""The measures that a resolution decides on, as its paragraphs and those that it refers to have them, against those that a question says it
imposes: what they are about, whom they are on, and whether States are obliged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answer import ClaimVerdict
from assistant.assumed.found import Finding, Ground
from assistant.checking.paraphrase import DENYING
from assistant.generation import Generation
from assistant.plan import SubjectKind
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.view_words import names_the_founding
from assistant.terms import stems
from ingest.bodies import measures_of
from ingest.pinpoint import Kind, paragraph_of, resolution_of
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_KEEPING_FROM = DENYING | stems("deny suspend withhold interrupt sever freeze frozen embargo ban banned prohibition")
_DEALINGS = stems(
    "sale supply export import shipment trade transfer delivery permission transit investment loans credits relations"
)
_MEASURES = stems("embargo ban bans banned freeze freezes frozen sanction")
_OF_MEASURES = stems("measure prohibition restriction sanction embargo ban freeze")
_AGAINST = frozenset("on against upon over from for".split())


@dataclass(frozen=True, slots=True)
class Restraint:
    """A paragraph that keeps States from something. ``lanes`` are what it is about, as :func:`~ingest.bodies.measures_of` has them; none
    where it only keeps from dealings; ``places`` are those in its words; ``obliges`` tells that it decides so."""

    row: Paragraph
    lanes: frozenset[str]
    places: frozenset[str]
    obliges: bool


def restraints_of(rows: Iterable[Paragraph]) -> Iterator[Restraint]:
    """The operative paragraphs among rows in order that restrain something, each with its sub-points."""
    for _, family in groupby(rows, key=lambda row: paragraph_of(row.key)):
        own = list(family)
        if own[0].kind is Kind.PREAMBULAR:
            continue
        words = " ".join(row.words for row in own)
        said, lanes = stems(words), frozenset(measures_of(words))
        if said & _KEEPING_FROM and (lanes or ("States" in words and said & _DEALINGS)):
            yield Restraint(own[0], lanes, frozenset(places_in(words)), "decid" in said)


def restraints_told(rows: Sequence[Paragraph], catalogue: Catalogue) -> list[Restraint]:
    """The restraints of a resolution, and those of the paragraphs that what it decides on measures refers to, which go on or end by that."""
    own = list(restraints_of(rows))
    keys = {
        str(key)
        for row in rows
        if row.kind is not Kind.PREAMBULAR and "decid" in (said := stems(row.words)) and said & _OF_MEASURES
        for key in row.cites
        if resolution_of(str(key)) != row.resolution
    }
    named = {paragraph_of(key) for key in keys}
    others = [
        each
        for number in sorted(set(map(resolution_of, keys)))
        for each in restraints_of(catalogue.paragraphs_of(number))
    ]
    return own + [each for each in others if each.row.key in named or str(each.row.resolution) in keys]


def on_measures_anywhere(record: Resolution, rows: Sequence[Paragraph]) -> bool:
    """Whether a resolution that is described by no place decides on measures."""
    return not places_in(record.subject) and any(
        "decid" in (s := stems(row.words)) and s & _OF_MEASURES for row in rows
    )


def other_measures(mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> Finding | None:
    """What is wrong with the measures that a question says a resolution decides on; ``None`` where nothing is certain."""
    written = [mentions.text[each.start : each.end] for each in mentions.subjects if each.kind is SubjectKind.MEASURES]
    asked = frozenset(measures_of(mentions.text)) - _EXEMPTIONS
    if not (written or asked) or not stems(mentions.text) & _MEASURES:
        return None
    own, told = list(restraints_of(rows)), restraints_told(rows, generation.catalogue)
    fitting = [each for each in told if not asked or asked & each.lanes]
    if not fitting:
        decided = any(
            entry.subject.kind in _OF_A_REGIME for entry in generation.subjects.deciding(str(rows[0].resolution))
        ) or any("decid" in (said := stems(row.words)) and said & _OF_MEASURES for row in rows)
        return (
            None
            if decided and not asked
            else Finding(ClaimVerdict.SILENT, Ground.NAME, (written[0] if written else _NONE,))
        )
    deciding = [each for each in own if each in fitting and each.obliges]
    on, places = _on(mentions), frozenset(place for each in deciding or fitting for place in each.places)
    if on and places and not places & {name for place in on for name in (place, *places_in(place))}:
        return Finding(ClaimVerdict.CONTRADICTED, Ground.ROLE, on, (deciding or fitting)[0].row.key)
    if not any(each.obliges for each in fitting) and names_the_founding(mentions):
        return Finding(ClaimVerdict.CONTRADICTED, Ground.FORCE, key=fitting[0].row.key)
    return None


def _on(mentions: Mentions) -> tuple[str, ...]:
    """The places on which measures are said to be."""
    words = [word for word in words_in(mentions.text) if word.plain != "the"]
    before = [
        next((word.plain for word in reversed(words) if word.end <= place.start), "") for place in mentions.places
    ]
    return tuple(place.meaning for place, word in zip(mentions.places, before, strict=True) if word in _AGAINST)


_OF_A_REGIME = (SubjectKind.MEASURES, SubjectKind.PANEL, SubjectKind.COMMITTEE)
_NONE = "such measures"
_EXEMPTIONS = frozenset(("exemption", "humanitarian exemption"))
