"""What was read out of the words, in a few words: Chapter VII, mandates, and one note a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records.differing import difference_in_words, slips_of_chapter
from assistant.records.record import WholeRecord
from assistant.wording import day_in_words
from ingest.annotations import (
    Addressee,
    ChapterVII,
    Deadline,
    DeadlineKind,
    Extent,
    MandateDecision,
    ParagraphAnnotation,
    ReportRequest,
    SecondVerb,
)
from ingest.pinpoint import Pinpoint
from ingest.resolution import Kind, Paragraph, Resolution, TextStatus

_CITED_SHOWN = 8


def chapter_in_words(resolution: Resolution) -> str:
    """Where the words "acting under Chapter VII" stand, and how far they reach."""
    scope: ChapterVII = resolution.chapter_vii
    if scope.extent is Extent.NONE:
        # A digest may have left the words out.
        return "no words that it acts under it" if resolution.status is TextStatus.OFFICIAL else ""
    where = ", ".join(key.partition("/")[2] for key in scope.keys)
    extent = f"from {scope.first.partition('/')[2]} on" if scope.extent is Extent.FROM_PARAGRAPH else str(scope.extent)
    articles = f"; Article {', '.join(scope.articles)}{' only' if scope.article_only else ''}" if scope.articles else ""
    return f"{extent} (words in {where}{articles}){slips_of_chapter(resolution, scope.keys)}"


def mandate_in_words(decision: MandateDecision) -> str:
    """``op2: extends UNMAZ until 31 March 2033``."""
    name = (
        f"{decision.acronym} ({decision.body})"
        if decision.acronym and decision.acronym != decision.body
        else decision.body
    )
    parts = [f"{decision.key.partition('/')[2]}: {_ACTIONS[decision.action.value]} {name}"]
    if decision.since:
        parts.append(f"from {day_in_words(decision.since)}")
    if decision.until:
        parts.append(f"until {day_in_words(decision.until)}{' (computed)' if decision.computed else ''}")
    if decision.open_ended:
        parts.append("without an end")
    return " ".join(parts)


_ACTIONS = {"establish": "establishes", "extend": "extends", "change": "changes", "end": "ends"}


def notes_of(record: WholeRecord, rows: Sequence[Paragraph]) -> list[str]:
    """One note for each row; empty where there is nothing to say.

    ``decides → decision; also requests; to: the Secretary-General; report by 30 Sep 2032; cites 7001/op2``
    """
    verbs: dict[Pinpoint, str] = {row.pinpoint: row.verb for row in rows}
    scope = record.resolution.chapter_vii.keys
    notes = [
        _note(row, record.annotations.get(row.key, ()), verbs.get(parent, "") if (parent := row.pinpoint.parent) else "", scope)
        for row in rows
    ]  # fmt: skip
    differing = {
        row.key: [difference_in_words(e) for e in record.resolution.differences if e.key == row.key] for row in rows
    }
    return ["; ".join(filter(None, (note, *differing[row.key]))) for row, note in zip(rows, notes, strict=True)]


def _note(row: Paragraph, annotations: Sequence[ParagraphAnnotation], above: str, scope: Sequence[str]) -> str:
    if row.kind is Kind.HEADING:
        return ""
    parts: list[str] = []
    if row.kind is Kind.OPERATIVE and row.verb and row.verb != above:
        parts.append(f"{row.verb} → {row.force}" if row.force else row.verb)
    second = dict.fromkeys(each.verb for each in annotations if isinstance(each, SecondVerb))
    if second:
        parts.append(f"also {', '.join(second)}")
    addressed = dict.fromkeys(each.label for each in annotations if isinstance(each, Addressee))
    if addressed:
        parts.append(f"to: {', '.join(addressed)}")
    parts += dict.fromkeys(_report(each) for each in annotations if isinstance(each, ReportRequest))
    reported = {each.due for each in annotations if isinstance(each, ReportRequest) and each.due}
    parts += dict.fromkeys(
        _deadline(each)
        for each in annotations
        if isinstance(each, Deadline)
        and each.day
        and not (each.kind is DeadlineKind.REPORT_DUE and each.day in reported)
    )
    if row.key in scope:
        parts.append("Chapter VII")
    if row.cites:
        more = len(row.cites) - _CITED_SHOWN
        parts.append(f"cites {', '.join(row.cites[:_CITED_SHOWN])}{f' and {more} more' if more > 0 else ''}")
    return "; ".join(parts)


def _report(report: ReportRequest) -> str:
    who = f" by {', '.join(report.reporter)}" if report.reporter else ""
    to = f" to {report.recipient}" if report.recipient else ""
    when = f"due {_short(report.due)}" if report.due else report.when
    return ", ".join(filter(None, (f"{report.form}{who}{to}", when, report.every)))


def _deadline(deadline: Deadline) -> str:
    return f"{_short(deadline.day)} ({deadline.kind})"


def _short(day: object) -> str:
    return f"{day:%-d %b %Y}"
