"""What stands in the words of a resolution and is told as a field of its record: reports, days, Chapter VII, verbs, their number."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.records.chapter import scope_in_words
from assistant.retrieval.wanted import IN_TIME
from assistant.wording import counted, day_in_words, joined
from assistant.writing.extractive import quoted
from assistant.writing.stretches import Sought, in_quotes, stretches
from ingest.annotations import ChapterVII, Deadline, DeadlineKind, Extent, ParagraphAnnotation, ReportRequest
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_QUOTED, _LONG, _DAYS = 5, 460, 4  # paragraphs of which words are shown, characters and days of each
_SOUGHT = Sought(values=IN_TIME)
# Where these words stand and no request was read, nothing is said to be missing: the paragraphs are shown.
_MAY_ASK = re.compile(r"\breports?\b|\bbrief|\bupdates?\b|\binform", re.IGNORECASE)


def of_reports(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The requests for reports, paragraph by paragraph."""
    rows, notes = places or catalogue.paragraphs_of(record.number), catalogue.annotations(record.number)
    asked = {row.key: [n for n in notes.get(row.key, ()) if isinstance(n, ReportRequest)] for row in rows}
    told = [row for row in rows if asked[row.key]]
    if told:
        lead = f"{record.symbol} asks for reports or briefings in {counted(len(told), 'place')}:"
        if places:
            lead = f"What {'this paragraph' if len(told) == 1 else 'these paragraphs'} of {record.symbol} ask{'s' * (len(told) == 1)} for in reports:"
        return _listed(lead, [(row, _reports(asked[row.key], notes[row.key], row.words)) for row in told])
    speaking = [row for row in rows if row.kind is Kind.OPERATIVE and _MAY_ASK.search(row.words)]
    if speaking:
        said = f"No request for a report was read from the words of {record.symbol}. It speaks of reports or of informing in:"
        return _listed(said, [(row, "") for row in speaking])
    return _none(f"No paragraph of {record.symbol} asks for a report or briefing.", rows, record)


def of_deadlines(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The days and periods, each in its words: of the paragraphs that are asked about all, else those beside the days of reports."""
    rows, notes = places or catalogue.paragraphs_of(record.number), catalogue.annotations(record.number)
    days = [
        (row, _day(note, [each for each in notes[row.key] if isinstance(each, Deadline)], row))
        for row in rows
        for note in notes.get(row.key, ())
        if isinstance(note, Deadline) and (places or note.kind is not DeadlineKind.REPORT_DUE)
    ]
    if not days:
        return _none(f"No day or period beside those of reports was read from {record.symbol}.", rows, record)
    told = {row.key for row, _ in days}
    of = f"this paragraph of {record.symbol}" if places and len(told) == 1 else record.symbol
    return _listed(f"Days and periods that {of} sets:", days)


def _listed(lead: str, lines: Sequence[tuple[Paragraph, str]]) -> Draft:
    """A line for each, then the words of the first ones."""
    listed = [f"- {row.citation}{f': {said}' if said else ''}." for row, said in lines]
    rows = list({row.key: row for row, _ in lines}.values())
    quotes = [quotation(row) for row in rows[:_QUOTED]]
    citations = unique([*quotes, *(mention(row) for row in rows[_QUOTED:])])
    shown = [f"{in_quotes(row, stretches(row, _SOUGHT, _LONG, _DAYS))}\n— {row.citation}" for row in rows[:_QUOTED]]
    text = "\n\n".join(["\n".join([lead, *listed]), *shown])
    return Draft(text, citations, evidence=tuple(row.key for row in rows))


def _none(said: str, rows: Sequence[Paragraph], record: Resolution) -> Draft:
    """That there is none; of a resolution without a text, that it has none."""
    said = said if rows else f"The text of {record.symbol} is not in the corpus."
    return Draft(said, (mention_resolution(record),), evidence=(str(record.number),))


def _reports(reports: Sequence[ReportRequest], notes: Sequence[ParagraphAnnotation], words: str) -> str:
    """The reports that a paragraph asks for, and the further days that it names for them, each with what is due on it as its words call it."""
    said = [_said(report, words) for report in reports]
    told = {report.due for report in reports}
    dues = [note for note in notes if isinstance(note, Deadline) and note.kind is DeadlineKind.REPORT_DUE and note.day]
    begins, bare = 0, list[str]()
    for due in dues:
        if due.day and due.day not in told:
            what, day = _called(words[begins : due.start]), day_in_words(due.day)
            said.append(f"{what}, due {day}") if what else bare.append(day)
        begins = due.end
    days = [f"further days named: {joined(list(dict.fromkeys(bare)))}"] if bare else []
    return "; ".join([*dict.fromkeys(said), *days])


# "an interim report", "its final written report"
_BEFORE_ONE = r"\b(?:an?|the|its|his|her|their)\b"
_A_REPORT = re.compile(
    rf"{_BEFORE_ONE}\s+((?:(?!{_BEFORE_ONE})[\w-]+\s+){{0,3}}?(?:report|update|briefing|assessment|evaluation|review)s?)\b",
    re.IGNORECASE,
)


def _called(words: str) -> str:
    """What the last words that speak of a report call it; empty where none do."""
    return " ".join(next(reversed(_A_REPORT.findall(words)), "").split())


def _said(report: ReportRequest, words: str) -> str:
    """``final report by the Secretary-General to the Security Council, due 30 June 2032 (“within six months”), every 90 days``."""
    called = _called(words[report.start : report.end])
    said = called if called.lower().endswith(report.form) else report.form
    if report.reporter:
        said += f" by {joined(list(report.reporter))}"
    if report.recipient:
        said += f" to {report.recipient}"
    if report.due:
        said += f", due {day_in_words(report.due)}"
    when = " ".join(report.when.split())
    if when and (not report.due or day_in_words(report.due) not in when):
        said += f" (“{when}”)"
    every = " ".join(report.every.split())
    return f"{said}, “{every}”" if every and every not in when else said


def _day(deadline: Deadline, beside: Sequence[Deadline], row: Paragraph) -> str:
    """A day or period; that to which a period leads only where no later day stands before it, from which it may count."""
    words = " ".join(row.words[deadline.start : deadline.end].split())
    before = [each.day for each in beside if each.start < deadline.start and each.day and not each.computed]
    computed = (
        deadline.day if deadline.computed and deadline.day and deadline.day > max(before, default=dt.date.min) else None
    )
    day = f", that is {day_in_words(computed)}" if computed else ""
    kind = "" if deadline.kind is DeadlineKind.OTHER else f"{deadline.kind.value}: "
    return f"{kind}“{words}”{day}"


SPEAKS_OF_IT = re.compile(r"\bChapter\s+VII\b|\bArticles?\s+4[0-2]\b", re.IGNORECASE)
_SHOWN = 6
_DISPUTED = (
    "Whether a clause binds is disputed: it is read from its terms, the discussions, the Charter provisions invoked and "
    "all the circumstances, not from the verb or from Chapter VII alone. This answer shows the text and does not decide it."
)


def of_chapter(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The passages that act under Chapter VII and how far they reach, to each of the paragraphs that are asked about too."""
    rows = {row.key: row for row in catalogue.paragraphs_of(record.number)}
    scope = record.chapter_vii
    bearing = [rows[key] for key in scope.keys if key in rows]
    speaking = [] if bearing else [row for row in rows.values() if SPEAKS_OF_IT.search(row.words)][:_SHOWN]
    sentences = [scope_in_words(record, scope, rows), *(_reaches(place, scope, rows) for place in places[:_SHOWN])]
    if speaking:
        sentences.append("The words stand there only where it speaks of them without acting under them:")
    quotes = list({row.key: quotation(row) for row in [*places, *bearing[:_SHOWN], *speaking]}.values())
    beside = [mention_resolution(record), *map(mention, _where_it_would_stand(list(rows.values())))]
    seen = unique(quotes or beside)
    evidence = dict.fromkeys(each.key for each in (*seen, *beside[1:]))
    return Draft("\n\n".join([" ".join(sentences), *map(quoted, quotes)]), seen, evidence=tuple(evidence))


def of_verbs(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """With which verbs the Council speaks, and how often; that this does not settle what binds."""
    rows = places or catalogue.paragraphs_of(record.number)
    heads = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path and row.verb]
    said = _DISPUTED
    if len(heads) == 1:
        force = f" (labelled: {heads[0].force.value})" if heads[0].force else ""
        said = f"The verb of {heads[0].citation} is “{heads[0].verb}”{force}. {_DISPUTED}"
    elif heads:
        verbs = joined([f"“{verb}” {times}" for verb, times in Counter(row.verb for row in heads).most_common()])
        decisions = counted(sum(row.force is Force.DECISION for row in heads), "decision")
        said = f"Verbs of the operative paragraphs of {record.symbol}: {verbs}; {decisions} by verb. {_DISPUTED}"
    shown = tuple(map(mention, places)) or (mention_resolution(record),)
    return Draft(said, shown, evidence=tuple(each.key for each in shown))


def _reaches(place: Paragraph, scope: ChapterVII, rows: Mapping[str, Paragraph]) -> str:
    """Whether the words hold for one paragraph."""
    order = list(rows)
    covered = scope.extent is Extent.WHOLE or place.key in scope.keys or place.pinpoint.paragraph.key in scope.keys
    if scope.extent is Extent.FROM_PARAGRAPH and scope.first in rows and place.key in rows:
        covered = covered or order.index(place.key) >= order.index(scope.first)
    return f"{place.citation} {'stands' if covered else 'does not stand'} under these words."


def _where_it_would_stand(rows: Sequence[Paragraph]) -> list[Paragraph]:
    """The last clause of the preamble and the first operative paragraph, where the formula stands when there is one."""
    preamble = [row for row in rows if row.kind is Kind.PREAMBULAR]
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    return [*preamble[-1:], *operative[:1]]


def of_size(record: Resolution, _: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The paragraphs of each part and the words; it cites the last operative paragraph."""
    size, key = catalogue.sizes().get(record.number), str(record.number)
    if size is None:
        text = f"{record.symbol}: Its text is not in the corpus."
        return Draft(text, (mention_resolution(record),), evidence=(key,), resolutions=(key,))
    rows = catalogue.paragraphs_of(record.number)
    annexes = len({row.annex for row in rows if row.kind is Kind.ANNEX})
    parts = [counted(size.operative, "operative paragraph"), counted(size.preambular, "preambular paragraph")]
    parts.append("no annex in the corpus" if not annexes else "1 annex" if annexes == 1 else f"{annexes} annexes")
    last = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path][-1:]
    ends = "".join(f" The last operative one is {row.citation}." for row in last)
    return Draft(
        f"{record.symbol}: {joined(parts)}, sub-paragraphs not counted; about {size.words:,} words.{ends}",
        (mention_resolution(record), *map(mention, last)),
        evidence=(key, *(row.key for row in last)),
        resolutions=(key,),
    )


IN_WORDS: Mapping[str, Callable[[Resolution, Sequence[Paragraph], Catalogue], Draft]] = {
    "reports": of_reports,
    "deadlines": of_deadlines,
    "chapter_vii": of_chapter,
    "verbs": of_verbs,
    "size": of_size,
}
"""How a field is told of a record, by its name; the paragraphs are those that are asked about, none where all are."""
