"""What the mandate of a mission is: the newest text that sets its tasks out, the newest decision on it, and the first one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.timeline.model import Sort
from assistant.timeline.names import Subject, UnknownBody, subject_of
from assistant.wording import counted, day_in_words
from ingest.annotations import Action
from ingest.mandates.chain import newest
from ingest.one_of import either, ways
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    either(
        r"^\W*(?:please\s+)?(?:"
        + ways(r"(?:tell|show|give)\s+me\s+ what(?:['’]s|\s+is|\s+are|\s+was|\s+were)\s+ describe\s+")
        + r")(?:the\s+)?(?:(?:current|present|latest|newest|whole|full|core|main|mandated)\s+)*(?:"
        + ways(r"mandates? tasks? functions role job remit terms\s+of\s+reference")
        + r")\s+(?:(?:given|assigned|entrusted)\s+)?(?:of|to|for)\s+(?:the\s+)?(?P<of>[^?,;]+?)\s*(?:now|today|at\s+present|currently)?\W*$",
        r"^\W*what\s+(?:is|are|was|were)\s+(?:the\s+)?(?P<is>[A-Z][\w-]+)\s+(?:(?:mandated|supposed|tasked|there|authori[sz]ed)\s+(?:to\s+do|for|with)|(?:allowed|meant)\s+to\s+do)\W*$",
        r"^\W*what\s+(?:does|do|did)\s+(?:the\s+)?(?P<does>[A-Z][\w-]+)\s+do\W*$",
    ),
    re.IGNORECASE,
)
_SETS_OUT = re.compile(
    ways(
        r"\bmandates?\b.{0,160}\b(?:shall|will|be|are|is|as\s+follows|following|includ\w*|consist\w*|priorit\w*)\b",
        r"\b(?:following|these)\s+(?:\w+\s+){0,2}(?:tasks|functions|mandate)\b",
        r"\b(?:perform|carry\s+out|undertake|have)\s+the\s+following\b",
        r"\b(?:tasks|functions)\b.{0,80}\bas\s+follows \bfollowing\b.{0,60}\bmandate\b",
    ),
    re.IGNORECASE | re.DOTALL,
)
_FUNCTION = re.compile(r"\b(?:functions?|tasks?|purposes?|terms\s+of\s+reference)\b", re.IGNORECASE)
_TASKS = 3  # points from which on a paragraph sets out a mandate
_SHOWN = 14  # points that are quoted
_HEADS = 2  # such paragraphs that are quoted
_READ = 900  # characters of a paragraph


def answer_mandate(question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date) -> Draft | None:
    """The mandate of the mission that is asked for; ``None`` where no other thing is asked, a resolution is named, or the
    name is not that of a mission with a text that sets out tasks."""
    match = None if question.references or question.unknown or question.dates else _ASKED.search(question.standalone)
    if match is None:
        return None
    day = as_of or today
    decisions = [d for d in catalogue.mandates() if d.date is None or d.date <= day]
    try:
        subject = subject_of(next(filter(None, match.groups())), decisions, catalogue, day)
    except UnknownBody:
        return None
    return tell_tasks(subject, set_out(subject, catalogue), catalogue) if subject.sort is Sort.MISSION else None


def text_on(subject: Subject, catalogue: Catalogue) -> int:
    """The resolution that tells most of a mandate: the newest that sets the tasks out, else the newest on a body that goes
    on and the first on one that has ended."""
    heads = set_out(subject, catalogue)
    last = newest(subject.decisions)
    key = heads[0].key if heads else (subject.decisions[0] if last.action is Action.END else last).key
    return resolution_of(key)


def _own(subject: Subject) -> re.Pattern[str]:
    """Its names, and what its texts call it."""
    names = [re.escape(name) for name in (subject.acronym, subject.name) if name]
    called = r"\b(?:the|its)\s+(?:mission|operation|force|office|observers?|group|mandate)\b"
    return re.compile("|".join([*names, called]), re.IGNORECASE)


def set_out(subject: Subject, catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs that set out the tasks, of the newest resolution that has such."""
    own = _own(subject)
    for number in sorted({d.resolution for d in subject.decisions}, reverse=True):
        rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
        points = [row.pinpoint.paragraph.key for row in rows if row.path]
        heads = [
            row
            for row in rows
            if not row.path
            and points.count(row.key) >= _TASKS
            and own.search(row.words[:_READ])
            and _SETS_OUT.search(row.words[:_READ])
        ]
        if heads:
            return heads
    return []


def tell_tasks(subject: Subject, heads: Sequence[Paragraph], catalogue: Catalogue) -> Draft | None:
    name = subject.acronym or subject.name
    lines, quotes = [], []
    for head in heads[:_HEADS]:
        below = catalogue.subparagraphs(head.key)
        quotes += [quotation(row) for row in (head, *below[:_SHOWN])]
        if len(below) > _SHOWN:
            lines.append(f"{head.citation} has {counted(len(below) - _SHOWN, 'more point')} than are quoted here.")
    beside = _decisions(subject, catalogue)
    if heads:
        record = catalogue.record(heads[0].resolution)
        adopted = f", adopted on {day_in_words(record.date)}" if record and record.date else ""
        lines.insert(
            0, f"The newest text in the corpus that sets out the tasks of {name} is {heads[0].citation}{adopted}."
        )
    elif beside:
        lines.append(f"No resolution in the corpus sets out the tasks of {name} point by point; these decide on it.")
        quotes = [quotation(row) for row, _ in beside]
    else:
        return None
    said = [f"“{quote.quote}”\n— {quote.citation}" for quote in quotes]
    said += [each for _, each in beside]
    return Draft(
        "\n\n".join([*lines, *said, f"{last_text(catalogue)}."]),
        unique([*quotes, *(mention(row) for row, _ in beside)]),
        evidence=tuple(dict.fromkeys([*(quote.key for quote in quotes), *(row.key for row, _ in beside)])),
    )


def _decisions(subject: Subject, catalogue: Catalogue) -> list[tuple[Paragraph, str]]:
    """The newest decision on how long it lasts and the first one, and what the first text says that it is for; each
    with a sentence."""
    found: list[tuple[Paragraph, str]] = []
    for decision, which in ((newest(subject.decisions), "newest"), (subject.decisions[0], "first")):
        row = catalogue.paragraph(decision.key)
        if row is None or any(row.key == other.key for other, _ in found):
            continue
        how = "with effect from" if decision.action is Action.END else "until"
        until = f", {how} {day_in_words(decision.until)}" if decision.until else ""
        found.append((row, f"The {which} decision on how long it lasts: {row.citation}{until}."))
    if (function := _function(subject, catalogue)) is not None and all(function.key != row.key for row, _ in found):
        found.append((function, f"On what it is for: {function.citation}."))
    return found


def _function(subject: Subject, catalogue: Catalogue) -> Paragraph | None:
    """Where the text that sets it up says what it is for."""
    founding, own = subject.decisions[0].key, _own(subject)
    rows = catalogue.paragraphs_of(resolution_of(founding))
    acts = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path and row.key != founding]
    return next((row for row in acts if _FUNCTION.search(row.words[:_READ]) and own.search(row.words[:_READ])), None)
