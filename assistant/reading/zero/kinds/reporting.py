"""The reports that a resolution asks for: from whom, to whom, by when, how often; and the other days it sets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.reading.zero.question import Question
from assistant.terms import content_words, stem
from assistant.wording import counted, day_in_words, joined
from assistant.writing.extractive import quoted
from ingest.annotations import Deadline, DeadlineKind, ParagraphAnnotation, ReportRequest
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_REPORTS = re.compile(
    r"\b(?:what|which|how many|list|all|every|any)\b[^?]{0,60}\b(?:reports?|briefings?|updates|reporting|assessments)\b"
    r"|\breporting (?:requirements?|obligations?|requests?|duties|cycle|deadlines?)\b|\breports? (?:are |is |were |was )?(?:due|requested|asked for|required)\b",
    re.IGNORECASE,
)
_DAYS = re.compile(r"\b(?:deadlines?|time limits?|due dates?)\b|\bwhich (?:dates|days)\b", re.IGNORECASE)
_ASKING = frozenset(
    """report reports reporting briefing briefings brief update updates assessment assessments request requests requested requests ask asks asked asking
    due deadline deadlines date dates day days when often require requires required requirement requirements obligation obligations submit submitted
    contain contains set sets impose imposes time limit limits order orders want wants call calls called duty duties cycle need needs expect expects""".split()
)
_QUOTED = 5


def asks_for_reports(question: Question) -> bool:
    """Whether the reports or deadlines of named resolutions are asked for as a whole."""
    text = question.standalone
    if not question.numbers or question.paragraphs or not (_REPORTS.search(text) or _DAYS.search(text)):
        return False
    return len(_others(question)) <= 2


def _others(question: Question) -> list[str]:
    """Who or what the question narrows the reports to: ``panel``, ``experts``."""
    return [word for word in content_words(question.topic) if word not in _ASKING]


def answer_reports(question: Question, catalogue: Catalogue) -> Draft | None:
    """The reports of each named resolution, paragraph by paragraph; of its other deadlines where these are asked for."""
    records = [record for number in question.numbers if (record := catalogue.record(number)) is not None]
    drafts = [draft for record in records if (draft := _of(record, question, catalogue)) is not None]
    return (
        Draft(
            "\n\n".join(draft.text for draft in drafts),
            unique([citation for draft in drafts for citation in draft.citations]),
            evidence=tuple(dict.fromkeys(key for draft in drafts for key in draft.evidence)),
        )
        if len(drafts) == len(records) > 0
        else None
    )


# Where these words stand and no request was read, nothing is said to be missing: the paragraphs are searched.
_MAY_ASK = re.compile(r"\breports?\b|\bbrief|\bupdates?\b|\binform", re.IGNORECASE)


def _of(record: Resolution, question: Question, catalogue: Catalogue) -> Draft | None:
    notes = catalogue.annotations(record.number)
    rows = [row for row in catalogue.paragraphs_of(record.number) if row.key in notes]
    asked = {row.key: [n for n in notes[row.key] if isinstance(n, ReportRequest)] for row in rows}
    if not any(asked.values()) and any(
        row.kind is Kind.OPERATIVE and _MAY_ASK.search(row.words) for row in catalogue.paragraphs_of(record.number)
    ):
        return None
    told = _narrowed([row for row in rows if asked[row.key]], question)
    lines = [f"- {row.citation}: {_said_of(row, asked[row.key], notes[row.key])}." for row in told]
    lead = (
        f"{record.symbol} asks for reports or briefings in {counted(len(told), 'place')}:"
        if told
        else f"No paragraph of {record.symbol} asks for a report or briefing."
    )
    blocks = ["\n".join([lead, *lines])]
    if _DAYS.search(question.standalone):
        reports_too = _REPORTS.search(question.standalone) is not None
        days = [
            (row, n)
            for row in rows
            for n in notes[row.key]
            if isinstance(n, Deadline) and n.kind is not DeadlineKind.REPORT_DUE
        ]
        if days:
            what = "Other days and periods it sets:" if reports_too else f"Days and periods that {record.symbol} sets:"
            set_days = "\n".join([what, *(f"- {row.citation}: {_day(n, row)}." for row, n in days)])
            of_days = list(dict.fromkeys(row for row, _ in days))
            # What was asked for comes first: a deadline is more often one for others than for a report.
            blocks = [*blocks, set_days] if reports_too else [set_days, *(blocks if told else ())]
            told = list(dict.fromkeys([*told, *of_days] if reports_too else [*of_days, *told]))
    quotes = [quotation(row) for row in told[:_QUOTED]]
    blocks += [quoted(each) for each in quotes]
    citations = unique([*quotes, *(mention(row) for row in told[_QUOTED:])]) or (mention_resolution(record),)
    return Draft("\n\n".join(blocks), citations, evidence=tuple(row.key for row in told) or (str(record.number),))


def _narrowed(rows: Sequence[Paragraph], question: Question) -> list[Paragraph]:
    """The rows that speak of what the question narrows the reports to; all where none does."""
    wanted = {stem(word) for word in _others(question)}
    fitting = [row for row in rows if wanted and all(each in row.words.lower() for each in wanted)]
    return fitting or list(rows)


def _said_of(row: Paragraph, reports: Sequence[ReportRequest], notes: Sequence[ParagraphAnnotation]) -> str:
    """The reports that a paragraph asks for, and the further days that it names for them."""
    said = list(dict.fromkeys(map(_said, reports)))
    told = {report.due for report in reports}
    further = [
        n.day for n in notes if isinstance(n, Deadline) and n.kind is DeadlineKind.REPORT_DUE and n.day not in told
    ]
    days = list(dict.fromkeys(day_in_words(day) for day in further if day))
    return "; ".join([*said, *([f"further days named: {joined(days)}"] if days else [])])


def _said(report: ReportRequest) -> str:
    """``report by the Secretary-General to the Security Council, due 30 June 2032 (“within six months”), every 90 days``."""
    said = report.form
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


def _day(deadline: Deadline, row: Paragraph) -> str:
    words = " ".join(row.words[deadline.start : deadline.end].split())
    day = f", that is {day_in_words(deadline.day)}" if deadline.day and deadline.computed else ""
    kind = "" if deadline.kind is DeadlineKind.OTHER else f"{deadline.kind.value}: "
    return f"{kind}“{words}”{day}"
