"""Questions that one view of a chain answers, read by patterns: what came before and after a mission, what its tasks are."""

from __future__ import annotations

import datetime as dt
import re

from assistant.operations.chain import Chain
from assistant.operations.corpus import Corpus
from assistant.plan import Subject
from assistant.reading.zero.question import Question
from assistant.timeline.model import Sort
from assistant.timeline.names import UnknownBody, subject_of
from ingest.one_of import either, ways

_WHAT = r"(?:what|who|(?:which|what)\s+(?:[\w-]+\s+){1,4}?)"
_AFTER = re.compile(
    either(
        rf"\b{_WHAT}\s*(?:(?:then|later|eventually|directly)\s+)?(?:"
        + ways(
            r"came\s+after comes\s+after follow(?:s|ed)(?:\s+on)? replac(?:es|ed) succeed(?:s|ed)",
            r"t(?:akes|ook)\s+(?:over\s+from|the\s+place\s+of)",
        )
        + r")\s+(?!by\b)(?P<body>[^?,;]+)",
        rf"\b{_WHAT}\s*(?:was|were|is)\s+(?P<replaced>[^?,;]+?)\s+(?:replaced|succeeded|followed)\s+by\b",
        rf"\bby\s+{_WHAT}\s*(?:was|were|is)\s+(?P<by>[^?,;]+?)\s+(?:replaced|succeeded|followed)\b",
        r"\bsuccessors?\s+(?:mission\s+|operation\s+)?(?:of|to)\s+(?P<of>[^?,;]+)",
    ),
    re.IGNORECASE,
)
_BEFORE = re.compile(
    either(
        rf"\b{_WHAT}\s*(?:came\s+before|comes\s+before|preced(?:es|ed)|went\s+before)\s+(?P<body>[^?,;]+)",
        rf"\b{_WHAT}\s*(?:did|does|has)\s+(?P<replaced>[^?,;]+?)\s+(?:replaced?|succeed(?:ed)?|follow(?:ed)?|take\s+over\s+from)\s*(?=[?,;]|$)",
        r"\bpredecessors?\s+(?:mission\s+|operation\s+)?(?:of|to)\s+(?P<of>[^?,;]+)",
    ),
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z-]{3,}\b(?:\s+[IVX]+\b)?")
_TAIL = re.compile(
    r"\s+(?:and\s+(?:from\s+)?(?:when|what|which|how|on)\b.*|(?:in|on)\s+(?:the\s+)?[\w\s’'-]+|then|later|by)\s*$",
    re.IGNORECASE,
)


def read_neighbours(question: Question, corpus: Corpus) -> Chain | None:
    """What came after the mission named, or before it; ``None`` where nothing of the kind is asked."""
    for pattern, after in ((_AFTER, True), (_BEFORE, False)):
        match = pattern.search(question.standalone)
        name = next((each for each in match.groups() if each), "") if match else ""
        if name:
            called = _ACRONYM.search(name)
            bare = re.sub(r"^the\s+", "", called.group() if called else _TAIL.sub("", name), flags=re.IGNORECASE)
            mission = _mission(bare, corpus)
            return Chain(subject=mission, view="after" if after else "before") if mission is not None else None
    return None


_TASKS = re.compile(
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


def read_tasks(question: Question, corpus: Corpus) -> Chain | None:
    """The tasks of the mission that is named; ``None`` where another thing is asked, or a resolution or a day is named."""
    match = None if question.references or question.unknown or question.dates else _TASKS.search(question.standalone)
    mission = _mission(next(filter(None, match.groups())), corpus) if match is not None else None
    return Chain(subject=mission, view="tasks") if mission is not None else None


def _mission(name: str, corpus: Corpus, day: dt.date | None = None) -> Subject | None:
    """The mission that a name means on a day, by default on that of the question."""
    found, sort = _followed(name, corpus, day)
    return found if sort is Sort.MISSION else None


def _followed(name: str, corpus: Corpus, day: dt.date | None = None) -> tuple[Subject | None, Sort | None]:
    """What a name means, under the name by which it is followed, and its sort; nothing where it means nothing."""
    when = day or corpus.day
    decisions = [d for d in corpus.decisions if d.date is None or d.date <= when]
    try:
        found = subject_of(name, decisions, corpus.catalogue, when)
    except UnknownBody:
        return None, None
    entry = corpus.generation.subjects.entry(Subject(name=found.acronym or found.name), when)
    return (entry.subject if entry is not None else None), found.sort
