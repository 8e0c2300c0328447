"""The measures that a resolution decides on, as its paragraphs and those that it refers to have them, against those that a question says it
imposes: what they are about, whom they are on, and whether States are obliged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.answer import ClaimVerdict
from assistant.assumed.found import Finding, Ground
from assistant.checking.paraphrase import DENYING
from assistant.plan import SubjectKind
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.view_words import names_the_ending
from assistant.terms import stem, stems
from ingest.bodies import measures_of
from ingest.pinpoint import Kind, paragraph_of, resolution_of
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

if TYPE_CHECKING:
    from assistant.generation import Generation

_KEEPING_FROM = DENYING | stems("deny suspend withhold interrupt sever freeze frozen embargo ban banned prohibition")
_DEALINGS = stems(
    "sale supply export import shipment trade transfer delivery permission transit investment loans credits relations"
)
MEASURES = stems("embargo ban bans banned freeze freezes frozen sanction")
_DECIDE = stem("decide")
_OF_MEASURES = stems("measure prohibition restriction sanction embargo ban freeze")
_IMPOSING = stems("impose put place order mandatory")
_AGAINST = frozenset("on against upon over from for".split())


@dataclass(frozen=True, slots=True)
class Restraint:
    """A paragraph that keeps States from something. ``lanes`` are what it is about, as :func:`~ingest.bodies.measures_of` has them; none
    where it only keeps from dealings; ``places`` are those in its words; ``obliges`` tells that it decides so."""

    row: Paragraph
    lanes: frozenset[str]
    words: str
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
            yield Restraint(own[0], lanes, words, _DECIDE in said)


def restraints_told(rows: Sequence[Paragraph], catalogue: Catalogue) -> list[Restraint]:
    """The restraints of a resolution, and those of the paragraphs that what it decides on measures refers to, which go on or end by that."""
    keys = {str(key) for row in rows if _decides_on_measures(row) for key in row.cites}
    named, others = {paragraph_of(key) for key in keys}, {*map(resolution_of, keys)} - {rows[0].resolution}
    referred = [each for number in sorted(others) for each in restraints_of(catalogue.paragraphs_of(number))]
    return [
        *restraints_of(rows),
        *(each for each in referred if each.row.key in named or str(each.row.resolution) in keys),
    ]


def _decides_on_measures(row: Paragraph) -> bool:
    said = stems(row.words)
    return row.kind is not Kind.PREAMBULAR and _DECIDE in said and bool(said & _OF_MEASURES)


def on_measures_anywhere(record: Resolution, rows: Sequence[Paragraph]) -> bool:
    """Whether a resolution that is described by no place decides on measures."""
    return not places_in(record.subject) and any(map(_decides_on_measures, rows))


def other_measures(mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> Finding | None:
    """What is wrong with the measures that a question says a resolution decides on; ``None`` where nothing is certain."""
    written = [mentions.text[each.start : each.end] for each in mentions.subjects if each.kind is SubjectKind.MEASURES]
    asked = frozenset(measures_of(mentions.text)) - _EXEMPTIONS
    if not (written or asked) or not stems(mentions.text) & MEASURES:
        return None
    number = rows[0].resolution
    fitting = [each for each in restraints_told(rows, generation.catalogue) if not asked or asked & each.lanes]
    if not fitting:
        if names_the_ending(mentions):
            return None  # which a text does in words of its own, also of measures that others took
        on_a_regime = any(each.subject.kind in _OF_A_REGIME for each in generation.subjects.deciding(str(number)))
        if not asked and (on_a_regime or any(row.cites and _decides_on_measures(row) for row in rows)):
            return None
        return Finding(ClaimVerdict.SILENT, Ground.NAME, (f"any {written[0] if written else 'such measures'}",))
    telling = [each for each in fitting if each.obliges and each.row.resolution == number] or fitting
    if on := _elsewhere(mentions, [each.words for each in telling]):
        return Finding(ClaimVerdict.CONTRADICTED, Ground.ROLE, on, telling[0].row.key)
    if not any(each.obliges for each in fitting) and stems(mentions.text) & _IMPOSING:
        return Finding(ClaimVerdict.CONTRADICTED, Ground.FORCE, key=fitting[0].row.key)
    return None


def has_such_measures(mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> bool:
    """Whether a resolution has measures of a kind that a question names, or decides on those that it names; not where that kind is said
    to be lifted, which a text does in words of its own."""
    asked = frozenset(measures_of(mentions.text)) - _EXEMPTIONS
    if asked and names_the_ending(mentions):
        return False
    if any(asked & each.lanes for each in restraints_told(rows, generation.catalogue)):
        return True
    named = [each.subject for each in mentions.named if each.subject and each.subject.kind is SubjectKind.MEASURES]
    entries = [entry for subject in named if (entry := generation.subjects.entry(subject)) is not None]
    return any(each.resolution == rows[0].resolution for entry in entries for each in entry.decisions)


def _elsewhere(mentions: Mentions, told: Sequence[str]) -> tuple[str, ...]:
    """The places on which measures are said to be, where the paragraphs that are ``told`` name others and none of them, by any name."""
    words = [word for word in words_in(mentions.text) if word.plain != "the"]
    before = [next((w.plain for w in reversed(words) if w.end <= place.start), "") for place in mentions.places]
    on = [place for place, word in zip(mentions.places, before, strict=True) if word in _AGAINST]
    named = {place for each in told for place in places_in(each)}
    for place in on:
        called = mentions.text[place.start : place.end]
        if named & {place.meaning, *places_in(place.meaning)} or any(called in each for each in told):
            return ()
    return tuple(place.meaning for place in on) if named else ()


_OF_A_REGIME = (SubjectKind.MEASURES, SubjectKind.PANEL, SubjectKind.COMMITTEE)
_EXEMPTIONS = frozenset(("exemption", "humanitarian exemption"))
