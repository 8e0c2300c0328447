"""What the catalogue knows without a search: votes, citations, counts and lists. Complete, with what was covered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status, VoteResult
from assistant.draft import Draft, mention, unique
from assistant.reading.zero.kinds.vote_premises import ASKS_WHETHER, positions_asked, wrong_premises
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.records.extent import corpus_end
from assistant.records.members import names_of
from assistant.records.votes import vote_in_words
from assistant.terms import content_stems, stem
from assistant.wording import counted, day_in_words
from ingest.council import PERMANENT
from ingest.pinpoint import Kind, Pinpoint, resolution_of
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue


def answer_vote(question: Question, record: Resolution) -> Draft:
    """Who voted how on one resolution, in numbers and in names; a wrong premise about a member is put right."""
    vote = record.vote
    if vote is None:
        return Draft(f"The vote on {record.symbol} is not recorded in the corpus.", status=Status.REFUSED)
    sentences = [
        f"{record.symbol} was adopted {vote_in_words(vote)}"
        + (f", on {day_in_words(record.date)}." if record.date else ".")
    ]
    if re.search(r"unanim", question.standalone, re.I) and not vote.without_vote:
        unanimous = not (vote.no or vote.abstain or vote.not_participating or vote.absent)
        sentences.insert(0, "Yes, unanimously." if unanimous else "No, not unanimously.")
    sentences += [
        f"{label}: {names_of(codes)}." if codes else f"{label}: {count}, whose names are not recorded."
        for label, codes, count in (
            ("Against", vote.against, vote.no),
            ("Abstaining", vote.abstaining, vote.abstain),
            ("Not participating", vote.absent, vote.not_participating),
        )
        if codes or count
    ]
    if re.search(r"\bpermanent members?\b", question.standalone, re.I):
        permanent = [code for code in (*vote.against, *vote.abstaining, *vote.absent) if code in PERMANENT]
        sentences.append(f"Permanent members among them: {names_of(permanent) if permanent else 'none'}.")
    if vote.in_favour and re.search(r"in favou?r|voted for|how did", question.standalone, re.I):
        sentences.append(f"In favour: {names_of(vote.in_favour)}.")
    wrong = wrong_premises(question.standalone, record)
    sentences = [*(each for each in positions_asked(question.standalone, record) if each not in wrong), *sentences]
    said = question.standalone
    if (
        sentences[0].startswith("No, not")
        and not ASKS_WHETHER.search(said)
        and not re.search(r"\bnot unanim", said, re.I)
    ):
        wrong.insert(0, sentences.pop(0))
    return Draft(
        " ".join([*wrong, *sentences]),
        status=Status.CORRECTED if wrong else Status.ANSWERED,
        vote=VoteResult(
            yes=vote.yes,
            no=vote.no,
            abstain=vote.abstain,
            against=vote.against,
            abstaining=vote.abstaining,
            not_participating=vote.absent,
        ),
        resolutions=(str(record.number),),
    )


def answer_citing(question: Question, catalogue: Catalogue) -> Draft:
    """Which resolutions cite the one that is named, in their preamble, operative part or annexes; or which it cites.

    Where a paragraph is named, only what is cited with that paragraph, or stands in it, counts; where the question says
    in which part of the texts ("in their operative paragraphs"), only what is cited there.
    """
    number = question.numbers[0]
    record = catalogue.record(number)
    symbol = record.symbol if record else str(number)
    where = _part_asked(question.standalone)
    place = next((f.pinpoint for f in question.paragraphs if f.pinpoint.resolution == number and not f.section), None)
    if place is not None:
        symbol = place.citation(record.year if record else 0)
    if question.intent is Intent.CITED:
        rows_of_it = [row for row in catalogue.paragraphs_of(number) if place is None or _in(row.key, place.key)]
        found = sorted({resolution_of(key) for row in rows_of_it for key in row.cites} - {number})
        if record is not None and place is None:
            found = sorted({*found, *record.related} - {number})
        lead, none = f"{symbol} cites", "no other resolution"
        mentions = [p for p in rows_of_it if p.cites][:20]
    else:
        edges = [
            (source, cited)
            for source, cited in catalogue.citing(number)
            if (place is None or _in(cited, place.key)) and (where is None or Pinpoint.parse(source).kind is where)
        ]
        found = sorted({resolution_of(source) for source, _ in edges} - {number})
        where_said = f" in {_PARTS[where]}" if where else ""
        lead, none = f"{symbol} is cited{where_said} by", "no resolution in the corpus"
        rows = catalogue.paragraphs([source for source, _ in edges])
        mentions = [rows[source] for source, _ in edges if source in rows][:50]
    asked = _then(question, record)
    found = [n for n in found if (r := catalogue.record(n)) is None or (within(r, asked) and adopted_then(r, asked))]
    if not found:
        return Draft(f"{lead} {none}. {coverage(catalogue)}", resolutions=(), evidence=(str(number),))
    text = f"{lead} {counted(len(found), 'resolution')}: {_symbols(found, catalogue)}. {coverage(catalogue)}"
    return Draft(
        text,
        unique([mention(p) for p in mentions if p.resolution in found or question.intent is Intent.CITED]),
        resolutions=tuple(map(str, found)),
        evidence=tuple(p.key for p in mentions[:50]),
    )


_PARTS = {
    Kind.OPERATIVE: "operative paragraphs",
    Kind.PREAMBULAR: "preambular paragraphs",
    Kind.ANNEX: "annexes",
}
_IN_PART = re.compile(
    r"\bin\s+(?:(?:their|its|the|an?|any)\s+)?(?:(?P<operative>operative)|(?P<preambular>preamb\w+)|(?P<annex>annex\w*))\b",
    re.IGNORECASE,
)


def _part_asked(text: str) -> Kind | None:
    """The part of the citing texts that a question names, where it names one."""
    kinds = {Kind(name) for match in _IN_PART.finditer(text) if (name := match.lastgroup)}
    return kinds.pop() if len(kinds) == 1 else None


def _then(question: Question, record: Resolution | None) -> Question:
    """The question with the days that bound who cites; not the year of the cited resolution itself, which names it."""
    if question.intent is Intent.CITED or record is None:
        return replace(question, dates=())
    return replace(question, dates=tuple(day for day in question.dates if day.year != record.year))


def _in(key: str, place: str) -> bool:
    """Whether a key is the place itself or one of its sub-paragraphs."""
    return key == place or key.startswith(f"{place}(") or (place.count("/") == 1 and key.startswith(f"{place}/"))


def coverage(catalogue: Catalogue) -> str:
    """What a complete answer covered: how many resolutions, and to which day; and how many there are that it did not, as
    in a corpus of digests."""
    count, _ = catalogue.count()
    without = lacking(catalogue)
    others = (
        f" {counted(without, 'resolution').capitalize()} of lower numbers {'is' if without == 1 else 'are'} not in it."
    )
    return f"Covered: all {count:,} resolutions in the corpus, {corpus_end(catalogue)}.{others if without else ''}"


def lacking(catalogue: Catalogue) -> int:
    """How many resolutions the Council adopted up to the newest in the corpus that are not in it: numbers run on."""
    numbers = catalogue.numbers()
    return numbers[-1] - len(numbers) if numbers else 0


_VERBS_OF_ADOPTION = frozenset(
    map(
        stem,
        """adopted passed renewed extended establish established created ending set imposed condemned
    recommend recommends concerning related dealing deal issued pass adopt adopts list name new since mention dealt number many
    carried far altogether total overall ever dated came come exist exists existing there produce produced produces taken made make whole
    entire history first last quarter half months month week weeks years period decade decades century show shown text texts
    address addresses addressed treat treats touch regarding respect respecting matter relevant relating relate relates concern
    concerned date voted vote votes voting out put place days day today present currently now until found""".split(),
    )
)


def matter_of(topic: str) -> list[str]:
    """Stems of what the resolutions are to be about."""
    bare = re.sub(
        r"\b(?:19|20)\d\d(?:['’]?s)?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
        " ",
        topic,
    )
    return [each for each in content_stems(bare) if each not in _VERBS_OF_ADOPTION]


def within(record: Resolution, question: Question) -> bool:
    """Whether a record is of the years to which the question bounds the answer."""
    return question.period is not None or (question.year_from or 0) <= record.year <= (question.year_to or 9999)


def adopted_then(record: Resolution, question: Question) -> bool:
    """Whether a record was adopted on one of the days, in one of the months or in the span that the question names."""
    if question.period is not None:
        return record.date is not None and question.period.holds(record.date)
    if question.year_from is not None or question.year_to is not None or not question.dates:
        return True
    if record.date is None:
        return any(day.year == record.year and day.month is None for day in question.dates)
    return any(day.holds(record.date) for day in question.dates)


def when_of(question: Question) -> str:
    """`` in 2005``, `` from 1990 to 1995``: the time that a list or count was bounded to."""
    if question.period is not None:
        first, last = question.period.first, question.period.last
        if last == dt.date.max:
            return f" since {day_in_words(first)}"
        if first == dt.date.min:
            return f" up to {day_in_words(last)}"
        return f" from {day_in_words(first)} to {day_in_words(last)}"
    if question.year_from and question.year_to:
        return f" from {question.year_from} to {question.year_to}"
    if question.year_from:
        return f" since {question.year_from}"
    if question.year_to:
        return f" up to {question.year_to}"
    named = [
        day_in_words(day.begins)
        if day.day
        else f"{dt.date(2000, day.month, 1):%B} {day.year}"
        if day.month
        else str(day.year)
        for day in question.dates
    ]
    return f" {'on' if question.dates[0].day else 'in'} {' and '.join(named)}" if named else ""


def _symbols(numbers: Sequence[int], catalogue: Catalogue) -> str:
    return ", ".join(record.symbol if (record := catalogue.record(number)) else str(number) for number in numbers)
