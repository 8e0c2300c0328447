"""Questions that one view of a chain answers, read by patterns: what came before and after a mission, its tasks and its
strength, what was decided over time, times without cover."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.operations.chain import Chain
from assistant.operations.corpus import Corpus
from assistant.plan import Subject, SubjectKind
from assistant.reading.zero.kinds.mandate_search import find_chains
from assistant.reading.zero.question import Question, understand
from assistant.reading.zero.words.intent import Intent
from assistant.timeline.model import Sort
from assistant.timeline.names import Subject as Named
from assistant.timeline.names import decided_on, named
from assistant.timeline.regimes.matters import labels_in
from assistant.understanding.periods import as_of_in
from ingest.annotations import MandateDecision
from ingest.one_of import either, ways
from vectorstore.catalogue import Catalogue

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


_TIMELINE = re.compile(r"\btime-?line\b|\bchronolog\w+\b|\bmandate\s+history\b", re.IGNORECASE)
_HISTORY = re.compile(
    r"\b(?:history|evolution|development|life|course)\s+of\b|\bhow\s+(?:has|have|did)\b.{0,60}\b(?:mandates?|sanctions|embargo|measures|regime)\b.{0,60}\b(?:evolve|develop)\w*",
    re.IGNORECASE,
)
_CEILING = re.compile(
    r"\b(?:troops?|police|force|military|authori[sz]ed|uniformed|personnel)\b[\s-]+(?:\w+\s+)?(?:ceilings?|strengths?|levels?|numbers|size)\b|\bceilings?\b|\bauthori[sz]ed\s+strength\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:chang|evol|develop|grow|grew|rose|rise|shr[iau]nk|fell|fall|increas|decreas|reduc|cut|rais|lower|history|over\s+(?:time|the\s+years)|since|each|every)\w*",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    ways(
        r"\b(?:ever|any|times?|periods?|days?|gaps?|interrupt\w*|continuous\w*|lapses?|lapsed)\b.{0,80}\b(?:without|gaps?|interrupt\w*|lapses?|uncovered|cover|mandate)\b",
        r"\bgaps?\s+(?:in|between)\b \bever\s+(?:laps|interrupt)\w* \bwithout\s+(?:a|any)\s+(?:\w+\s+)?mandate\b",
    ),
    re.IGNORECASE,
)
_UNCOVERED = re.compile(r"\b(?:without|gaps?|interrupt\w*|laps\w*|uncovered)\b", re.IGNORECASE)
_LAST_DAY = re.compile(r"\b(?:last|final|closing|first|what|which)\s+days?\b", re.IGNORECASE)
_COVER = re.compile(r"\bmandates?\b|\bcover\w*\b|\bterms?\b|\brenewals?\b|\bextensions?\b", re.IGNORECASE)
_ASKING = re.compile(
    either(
        r"^\W*(?:please\s+)?(?:can|could|would)?\s*(?:you\s+)?(?:"
        + ways(r"show give draw tell list plot what\s+(?:is|was) describe")
        + r")?\s*(?:me|us)?\s*(?:about)?\s*(?:the|a)?\s*(?:full|whole|complete|entire)?\s*(?:mandate\s+)?(?:"
        + ways("time-?line chronology history evolution development")
        + r")\s+(?:of|for|on)\s+(?:the\s+)?(?:mandates?\s+of\s+(?:the\s+)?)?",
        r"[?.!]+\s*$",
    ),
    re.IGNORECASE,
)


def read_over_time(question: Question, corpus: Corpus) -> Chain | None:
    """What is asked of a subject over time: times without cover, how its strength changed, or all decisions; ``None`` where
    nothing of the kind is asked, or nothing that is followed is named.

    A timeline of a name that is spelled nearly as one that is followed is a plan with that name: nothing else can be meant.
    """
    text = question.standalone
    without = bool(_WITHOUT.search(text) and _COVER.search(text) and not _LAST_DAY.search(text))
    without = without and (question.intent is not Intent.COUNT or _UNCOVERED.search(text) is not None)
    ceiling = bool(_CEILING.search(text) and _CHANGES.search(text)) and not question.references
    if not (without or ceiling or _TIMELINE.search(text) or _HISTORY.search(text)):
        return None
    name = _ASKING.sub("", text).strip() or text
    subject, sort = _followed(name, corpus)
    if without:
        return Chain(subject=subject, view="gaps") if subject is not None else None
    if ceiling:
        return Chain(subject=subject, view="ceiling", unit=_unit_in(text)) if subject and sort is Sort.MISSION else None
    if subject is None and _TIMELINE.search(text) and corpus.generation.subjects.suggestions(name):
        subject = Subject(name=name[:_LONGEST])
    return Chain(subject=subject, view="history") if subject is not None else None


_LONGEST = 80  # characters of a name that is not known
_PEOPLE = r"(?:soldiers|troops|peace-?keepers|blue\s+helmets|police(?:men|\s+officers)?|military(?:\s+personnel)?|uniformed(?:\s+personnel)?|personnel)"
_STRENGTH = re.compile(
    rf"\bhow\s+many\s+(?:\w+\s+){{0,2}}?{_PEOPLE}\b"
    rf"|\b(?:troops?|police|military|force|personnel|authori[sz]ed)\s+(?:ceiling|strength)s?\b|\bceiling\s+(?:of|for|on)\b|\bhow\s+(?:big|large|strong)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:today|now|currently|at\s+present|may|can|is|are|does|do|has|have)\b(?!\s+been\b)", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:was|were|did|could|had|first|initial\w*|original\w*|start|begin\w*|chang\w*)\b", re.IGNORECASE
)
_UNITS = (
    ("police", re.compile(r"\bpolice", re.IGNORECASE)),
    ("troops", re.compile(r"\b(?:soldiers|troops?|military|blue\s+helmets)\b", re.IGNORECASE)),
)


def read_strength(question: Question, corpus: Corpus) -> Chain | None:
    """How strong a mission may be, now or at a time that is named; ``None`` where none is asked for, or a resolution or an
    earlier beginning is meant."""
    text = question.standalone
    if question.references or not _STRENGTH.search(text):
        return None
    then = as_of_in(text)
    if then is None and (_THEN.search(text) or question.dates or not _NOW.search(text)):
        return None
    mission = _mission(text, corpus, min(corpus.day, then or corpus.day))
    return Chain(subject=mission, view="ceiling", day=then, unit=_unit_in(text)) if mission is not None else None


def _unit_in(text: str) -> str:
    """The one unit that is asked for; empty where several are, or none."""
    units = [unit for unit, pattern in _UNITS if pattern.search(text)]
    return units[0] if len(units) == 1 else ""


def _mission(name: str, corpus: Corpus, day: dt.date | None = None) -> Subject | None:
    """The mission that a name means on a day, by default on that of the question."""
    found, sort = _followed(name, corpus, day)
    return found if sort is Sort.MISSION else None


def _followed(name: str, corpus: Corpus, day: dt.date | None = None) -> tuple[Subject | None, Sort | None]:
    """What a name means, under the name by which it is followed, and its sort; nothing where it means nothing."""
    when = day or corpus.day
    decisions = [d for d in corpus.decisions if d.date is None or d.date <= when]
    found = named(name, decisions, corpus.catalogue, when) or described(name, decisions, corpus.catalogue)
    if found is None:
        return None, None
    subjects = corpus.generation.subjects
    if found.sort is not Sort.REGIME:
        called = found.acronym or found.name
        entry = subjects.entry(Subject(name=called), when)
        if entry is None:  # authorizations have their names from the text that they go back to
            deciding = subjects.deciding(found.decisions[-1].key)
            entry = next((each for each in deciding if each.engine == called), None)
        return (entry.subject if entry is not None else None), found.sort
    lines = ", ".join(labels_in(name))
    regime = f"{found.place} {lines}" if lines else found.name
    over = found.within[1] < dt.date.max  # another regime began there: this one is told by its first year
    meant = Subject(kind=SubjectKind.MEASURES, name=f"{regime} {found.within[0].year}" if over else regime)
    return (meant if subjects.entry(meant, when) is not None else None), found.sort


def described(name: str, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Named | None:
    """The body that the words of a name describe."""
    chains = find_chains(understand(name, known=lambda _: False), decisions, catalogue)
    return decided_on(chains[0][-1], decisions) if chains and chains[0] else None
