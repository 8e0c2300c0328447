"""Which resolutions there are, and how many: of some days, on a matter, by what they do, by how they were voted on.

A list must be complete and must not wander: a resolution belongs to it when its description names the matter, or when
its text does in a place that shows that it is its subject. Counts are lists of which only the number is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.draft import Draft, mention, mention_resolution, unique
from assistant.kinds.by_vote import Voting, voting_of
from assistant.kinds.deeds import by_deed, deed_in
from assistant.kinds.facts import adopted_then, coverage, when_of, within
from assistant.kinds.matters import Matter, matter
from assistant.kinds.subjects import on_the_matter
from assistant.question import Question
from assistant.terms import stem, stems, words
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Extent
from ingest.chapter_vii import chapter_vii
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_SHOWN = 60  # resolutions listed in the text; the machine-readable list is always whole
_CHAPTER = re.compile(
    r"\b(?:(?:adopted|acting|acted|acts?|passed|taken|falls?|stands?|made|and|that|which|invok\w+|cit\w+|refer\w*|mention\w*)\s+)*"
    r"(?:under\s+|on\s+the\s+basis\s+of\s+|to\s+)?chapter\s+(?:VII|7|seven)\b(?:\s+of\s+the\s+(?:UN\s+)?charter)?",
    re.IGNORECASE,
)
_NOT_CHAPTER = re.compile(r"\b(?:not|without|outside|no)\b[\w\s]{0,30}\bchapter\s+(?:VII|7|seven)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selection:
    """What fits, each with the paragraph that shows it; ``searched`` resolutions were looked at."""

    found: Sequence[Resolution]
    shown: Mapping[int, Paragraph | None]
    searched: int
    matter: Matter
    by_deed: bool
    chapter: str
    voting: Voting | None
    without_vote: int

    @property
    def conditions(self) -> str:
        """``, adopted unanimously, acting under Chapter VII``; empty where the question sets no such condition."""
        parts = [self.voting.said] if self.voting else []
        parts += [self.chapter] if self.chapter else []
        return "".join(f", {part}" for part in parts)

    @property
    def unrecorded(self) -> str:
        """What must be said where votes are not recorded."""
        if not self.without_vote:
            return ""
        return f" Of {counted(self.without_vote, 'resolution')} among them the vote is not recorded in the corpus."


def answer_list(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """Every resolution on the matter in the years named; ``None`` when the question names neither a matter nor a date,
    or nothing fits, so that a search can answer."""
    chosen = select(question, records, catalogue)
    if chosen is None or (not chosen.found and chosen.voting is None):
        return None
    if not chosen.found:
        said = f"No resolution{when_of(question)}{chosen.conditions} is in the corpus."
        return Draft(f"{said}{chosen.unrecorded} {coverage(catalogue)}", resolutions=())
    lines = [_line(record, chosen.shown[record.number]) for record in chosen.found[:_SHOWN]]
    more = [f"and {len(chosen.found) - _SHOWN} more."] if len(chosen.found) > _SHOWN else []
    lead = f"{counted(len(chosen.found), 'resolution').capitalize()}{when_of(question)}{_about(question, chosen)}{chosen.conditions}:"
    where = "library descriptions, agenda items, topics and " + (
        "what the operative paragraphs do" if chosen.by_deed else "the words of the texts"
    )
    first, last = chosen.found[0].year, chosen.found[-1].year
    years = f" The resolutions found are of {first} to {last}." if first != last else ""
    span = (
        f"{len(chosen.found)} of {len(chosen.found)} listed; {counted(chosen.searched, 'resolution')}{when_of(question)} "
        f"searched{f' by {where}' if chosen.matter.stems else ''}.{chosen.unrecorded}{years}"
    )
    rows = [row for number in chosen.shown if (row := chosen.shown[number]) is not None]
    return Draft(
        "\n".join([lead, *lines, *more, "", f"{span} {coverage(catalogue)}"]),
        unique([mention(row) if (row := chosen.shown[r.number]) else mention_resolution(r) for r in chosen.found[:_SHOWN]]),
        resolutions=tuple(str(record.number) for record in chosen.found),
        evidence=tuple(row.key for row in rows[:_SHOWN]),
    )  # fmt: skip


def answer_count(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft:
    """How many resolutions there are that the same question for a list would name."""
    chosen = select(question, records, catalogue, anything=True)
    assert chosen is not None  # anything is enough
    found = chosen.found
    span = f", {found[0].symbol} to {found[-1].symbol}" if len(found) > 1 else f", {found[0].symbol}" if found else ""
    bare = not chosen.matter.stems and not chosen.conditions
    absent = _between(found, catalogue) if bare else []
    which = f"{_about(question, chosen)}{when_of(question)}{chosen.conditions}"
    named = "" if len(found) < 2 or bare else _named(found)
    missing = (
        f" Of them {joined(list(map(str, absent)))} {'is' if len(absent) == 1 else 'are'} not in the corpus."
        if absent
        else ""
    )
    return Draft(
        f"The Council adopted {counted(len(found) + len(absent), 'resolution')}{which}{'' if named else span}.{named}{missing}"
        f"{chosen.unrecorded} {coverage(catalogue)}",
        resolutions=tuple(str(record.number) for record in found),
    )


def _between(found: Sequence[Resolution], catalogue: Catalogue) -> list[int]:
    """Numbers that are missing in the corpus between two of the same span: they were adopted, for numbers run on."""
    if len(found) < 2:
        return []
    existing = set(catalogue.numbers())
    return [number for number in range(found[0].number, found[-1].number) if number not in existing]


def _named(found: Sequence[Resolution]) -> str:
    more = f"; {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f" They are {', '.join(str(record.number) for record in found[:_SHOWN])}{more}."


def select(
    question: Question, records: Sequence[Resolution], catalogue: Catalogue, *, anything: bool = False
) -> Selection | None:
    """The resolutions asked for; ``None`` where the question sets no condition at all, unless ``anything`` is asked for."""
    text = question.topic
    if question.period:
        text = text.replace(question.period.words, " ")
    voting = voting_of(text)
    text = voting.rest if voting else text
    chapter = _CHAPTER.search(text) is not None
    outside = chapter and _NOT_CHAPTER.search(text) is not None
    text = _CHAPTER.sub(" ", _NOT_CHAPTER.sub(" ", text))
    doing = deed_in(text)
    about = matter(text, catalogue, by_deed=doing is not None)
    dated = bool(question.dates or question.period) or question.year_from is not None or question.year_to is not None
    if not (about.stems or dated or voting or chapter or anything):
        return None
    span = [record for record in records if within(record, question) and adopted_then(record, question)]
    searched = len(span)
    chosen, unknown = voting.select(span) if voting else (span, 0)
    shown: dict[int, Paragraph | None] = dict.fromkeys(record.number for record in chosen)
    if about.stems:
        shown = by_deed(about, doing, chosen, catalogue) if doing else {}
        shown = shown or on_the_matter(about, chosen, catalogue)
        if not shown and (less := _without_unknown(about, records)) is not None:
            about, shown = less, on_the_matter(less, chosen, catalogue)
    if chapter:
        shown = {
            number: row
            for number, row in shown.items()
            if (chapter_vii(catalogue.paragraphs_of(number)).extent is Extent.NONE) is outside
        }
    said = f"{'not ' if outside else ''}acting under Chapter VII" if chapter else ""
    found = [record for record in span if record.number in shown]
    return Selection(found, shown, searched, about, doing is not None, said, voting, unknown)


def _without_unknown(about: Matter, records: Sequence[Resolution]) -> Matter | None:
    """The matter without words that no description uses: they say how something is asked ("fix the date of")."""
    described = stems(" ".join(f"{r.subject} {r.agenda} {' '.join(r.topics)}" for r in records))
    kept = tuple(each for each in about.stems if each in described or each in about.names)
    return replace(about, stems=kept) if 1 < len(kept) < len(about.stems) else None


def _about(question: Question, chosen: Selection) -> str:
    named = joined([w for w in dict.fromkeys(words(question.topic)) if stem(w) in chosen.matter.stems])
    return f" on {named}" if named else ""


def _line(record: Resolution, row: Paragraph | None) -> str:
    about = (record.subject or record.agenda).strip(" .")
    place = f" ({row.citation.removeprefix(record.symbol + ', ')})" if row else ""
    return f"- {record.symbol}, {day_in_words(record.date)}{place}" + (f": {about}" if about else "")
