"""The reports and the other days that named resolutions ask for, where nothing else is asked."""

from __future__ import annotations

from assistant.operations.record import Record, RecordField
from assistant.reading.zero.question import Question
from assistant.terms import content_words

_REPORTS = frozenset("report reports reporting briefing briefings brief update updates assessment assessments".split())
_DAYS = frozenset("deadline deadlines limit limits dates".split())
# What may stand beside: all reports of a resolution are told, each with who makes it and when.
_BESIDE = frozenset(
    """request requests requested ask asks asked asking due date day days often frequently require requires required requirement
    requirements obligation obligations submit submitted set sets impose imposes time order orders want wants call calls called
    duty duties cycle need needs expect expects secretary general panel experts group committee chair sanctions""".split()
)


def read_reports(question: Question) -> Record | None:
    """The fields of the record that tell them; ``None`` where a paragraph is named, or the question has other words."""
    asked = {*content_words(question.topic)}
    if not question.numbers or question.paragraphs or asked - _REPORTS - _DAYS - _BESIDE:
        return None
    fields: list[RecordField] = ["reports"] if asked & _REPORTS else []
    if asked & _DAYS:  # more often others are meant than those of reports
        fields = [*fields, "deadlines"] if fields else ["deadlines", "reports"]
    return Record(resolutions=question.numbers, fields=tuple(fields)) if fields else None
