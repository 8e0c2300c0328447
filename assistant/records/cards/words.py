"""What the words of a paragraph make it to a subject: a measure, an exemption and who grants it, criteria, tasks, a ceiling, a report."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.retrieval.statements import TAKES_OUT
from ingest.annotations import ReportRequest
from ingest.one_of import either
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue


class SlotKind(StrEnum):
    """What a paragraph is to a subject."""

    MANDATE = "mandate and end"
    CEILING = "ceiling"
    TASKS = "tasks"
    MEASURE = "measures"
    EXEMPTION = "exemptions"
    HUMANITARIAN = "humanitarian carve-out"
    CRITERIA = "criteria"
    LISTING = "listing and delisting"
    COMMITTEE = "committee"
    PANEL = "panel"
    AUTHORIZATION = "authorizations"
    REPORT = "reports"


EXEMPTS = re.compile(
    either(TAKES_OUT.pattern, r"\bexemptions?\b(?!.{0,250}\bshall\s+no\s+longer\s+apply\b)"), re.IGNORECASE | re.DOTALL
)
_DECIDES = (Force.DECISION,)
_ALLOWS = (Force.DECISION, Force.AUTHORIZATION)
# The first that fits the words of a paragraph that decides, authorizes or instructs is its slot. Where none of the stems before its pattern
# stands in the words it need not be tried: a card asks of a thousand paragraphs.
_SLOTS: tuple[tuple[SlotKind, frozenset[Force], tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (kind, frozenset(forces), tuple(stems.split(";")), re.compile(words, re.IGNORECASE | re.DOTALL))
    for kind, forces, stems, words in (
        (
            SlotKind.CEILING,
            _ALLOWS,
            "ceiling;up",
            r"\bceilings?\b.{0,80}\d|\b(?:comprise|consist\s+of|deploy)\s+(?:of\s+)?up\s+to\s+\d",
        ),
        (
            SlotKind.TASKS,
            _ALLOWS,
            "tasks;mandate",
            either(
                r"\bmandate\b.{0,120}\b(?:following|priority|include|as\s+follows)\b.{0,40}(?:tasks|:)|\bpriority\s+tasks\b",
                r"\b(?:the\s+following|key)\s+(?:\w+\s+)?(?:tasks|mandate)\b|\bin\s+addition\s+to\s+carrying\s+out\s+its\s+mandate\b",
            ),
        ),
        (
            SlotKind.LISTING,
            _DECIDES,
            "list;ombudsperson;focal;name;remov",
            either(
                r"\bde-?list|\bombudsperson\b|\bfocal\s+point\s+(?:mechanism|may|shall|for\s+de)|\bnames?\b.{0,60}\b(?:added|removed)\b.{0,80}\bnotify\b|\bremov\w+\b.{0,80}\b(?:names?|individuals|Committee)\b",
                r"\bafter\s+a\s+name\s+is\s+(?:added|removed)\b",
            ),
        ),
        (SlotKind.EXEMPTION, _DECIDES, "not;exempt", EXEMPTS.pattern),
        (
            SlotKind.COMMITTEE,
            _DECIDES,
            "committee",
            r"\bto\s+establish\b.{0,120}\bCommittee\s+of\s+the\s+Security\s+Council\b",
        ),
        (
            SlotKind.CRITERIA,
            _DECIDES,
            "criteria;apply;associated;eligible;designated",
            either(
                r"\b(?:designation|listing)\s+criteria\b|\b(?:shall|that)\b.{0,30}\bapply\s+(?:also\s+)?to\b.{0,120}\bdesignated\b",
                r"\bshall\s+(?:also\s+)?apply\s+(?:also\s+)?to\b.{0,60}\bindividuals\b.{0,60}\b(?:whom?|responsible|determined|engag\w+|involv\w+)\b",
                r"\bassociated\s+with\b.{0,200}\binclude\b|\beligible\s+for\s+(?:designation|listing|inclusion)\b",
                r"\bdesignated\s+by\s+the\s+(?:Committee|Commission)\b.{0,1400}\bshall\s+be\s+subject\b",
            ),
        ),
        (
            SlotKind.MEASURE,
            _DECIDES,
            "shall;impos;measures",
            either(
                r"\bshall\b.{0,200}\b(?:implement\s+a\s+general\s+and\s+complete\s+embargo|prevent|prohibit|freeze|not\s+(?:supply|sell|export|import)|deny|seize|repatriate)\b",
                r"\b(?:impose|take)\s+the\s+(?:following\s+measures\b(?=.{0,600}:)|measures\b)(?!\s+set\s+(?:out|forth)\s+below)|\bimpos\w+\b.{0,40}\b(?:arms\s+embargo|asset\s+freeze)\b",
                r"\b(?:measures|asset\s+freeze|embargo)\b(?!\s+set\s+out\s+below).{0,160}?\bshall\b(?:(?!\bnot?\b)[^;]){0,60}?\bapply\b",
            ),
        ),
        (
            SlotKind.AUTHORIZATION,
            _ALLOWS,
            "authori",
            r"^\W*(?:\w+\s+)?(?:decides\s+)?(?:to\s+)?authori[sz]es?\b|,\s+authori[sz]es\b",
        ),
    )
)
_NO_DECISION = ("demands", "insists", "requires", "determines")  # verbs that ask for what is owed, or find something
_SAYS_WHAT_HOLDS = ("asserts", "affirms", "confirms")
_NOT_APPLIED = re.compile(r"\b(?:(?:shall|do|does)\s+not\s+apply|is\s+not\s+to\s+be\s+applied)\b", re.IGNORECASE)
_FROM_ADOPTION = r"\s+(?:after|from|of)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?adoption"
_DAYS = (
    r"(?:(?P<every>every)|within|at\s+least|not\s+less\s+than|no\s+later\s+than)?\s*(?P<days>[\w-]+)(?:\s\(\d+\))?\s+"
    rf"(?P<working>working\s+)?(?P<unit>days|hours)(?!{_FROM_ADOPTION})"
)
_WHO: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (said, re.compile(words, re.IGNORECASE | re.DOTALL))
    for said, words in (
        (
            "no negative decision of the Committee",
            rf"(?:absence\s+of\s+(?:a\s+)?negative\s+decision|no(?:\s+|-)objection|does\s+not\s+object).{{0,120}}?(?:{_DAYS})",
        ),
        ("no negative decision of the Committee", r"absence\s+of\s+(?:a\s+)?negative\s+decision|no(?:\s+|-)objection"),
        ("notification of the Committee", rf"\bnotif\w+.{{0,160}}?(?:{_DAYS})"),
        ("the Committee, case by case", r"\bcase[-\s]by[-\s]case\b"),
        ("approval of the Committee", r"\bapprov\w+\b.{0,60}\bby\s+the\s+Committee\b|\bCommittee\b.{0,40}\bapprov\w+"),
        ("notification of the Committee", r"\bnotif\w+\b.{0,80}\bCommittee\b"),
    )
)


def kind_of(row: Paragraph, catalogue: Catalogue, *, reports: bool) -> SlotKind | None:
    """The slot of a paragraph; ``reports`` tells whether what asks for one counts."""
    force, words = row.force, row.words
    second = _SECOND.search(words) if force not in _ALLOWS and ("decides" in words or "authori" in words) else None
    if second is not None:  # "Notes that …, and decides that"
        force = Force.DECISION if second[1] == "decides" else Force.AUTHORIZATION
        words = words[second.start(1) :]
    elif row.verb in _NO_DECISION:
        return None
    if row.verb in _SAYS_WHAT_HOLDS and _NOT_APPLIED.search(words):
        return SlotKind.EXEMPTION
    said = words.lower()
    fits = (
        (kind, match)
        for kind, forces, stems, pattern in _SLOTS
        if force in forces and any(stem in said for stem in stems) and (match := pattern.search(words))
    )
    kind, found = next(fits, (None, None))
    if kind is SlotKind.EXEMPTION and found is not None:
        measure = next((match.start() for other, match in fits if other is SlotKind.MEASURE), len(words))
        kind = SlotKind.MEASURE if measure < found.start() else kind  # with an exemption of its own
    if kind is None and row.force is Force.INSTRUCTION and reports:
        marks = catalogue.annotations(row.resolution).get(row.key, ())
        return SlotKind.REPORT if any(isinstance(each, ReportRequest) for each in marks) else None
    return kind


_SECOND = re.compile(r"(?:[,;]\s+(?:and\s+)?|\sand\s+)(?:(?:also|further|therefore)\s+)*(decides|authori[sz]es)\b")


def who_decides(row: Paragraph) -> str:
    """Who decides on an exemption and in how many days, as its words say it."""
    for said, words in _WHO:
        if (match := words.search(row.words)) is not None:
            given = match.groupdict()
            how = "every" if given.get("every") else "within"
            term = f" {how} {given['days']} {given.get('working') or ''}{given['unit']}" if given.get("days") else ""
            place = f"({row.path[-1]}) " if row.path else ""
            return f"{place}{said}{' '.join(term.split(' '))}"
    return ""
