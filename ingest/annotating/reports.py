"""Reports, briefings and updates that a paragraph asks for: who reports to whom, when or how often."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.annotating.clauses import Clause
from ingest.annotating.time_expressions import LENGTH
from ingest.annotations import Addressee, Deadline, DeadlineKind, Force, ReportRequest
from ingest.one_of import either, ways

__all__ = ["find_reports"]

_ASKING = frozenset((Force.INSTRUCTION, Force.EXHORTATION, Force.DECISION, Force.AUTHORIZATION))
_NOUN = r"(?:reports?|updates?|briefings?|assessments?|evaluations?|recommendations|proposals|accounts?|analys[ie]s|findings|information)"
_ADVERB = r"(?:\w+ly\s+|also\s+|then\s+|again\s+|further\s+|first\s+|orally\s+)"
_TRIGGER = re.compile(
    rf"""\b(?:to|and|or|shall|should|will|must|,)\s+{_ADVERB}{{0,3}}(?P<verb>report)\b(?!\s+(?:of|dated|contained|submitted|\(|by\s+(?:the|its|his|a)\s+(?!end\b|time\b|date\b|middle\b)))
      |\bthat\s+(?:the\s+)?(?:(?-i:[A-Z])[\w-]*\s+(?:of\s+)?){{1,4}}(?P<reports>reports?)\s+(?=(?:back\s+)?to\s)
      |\b(?P<submit>(?:re)?submit|provide|(?<!the\ )(?<!this\ )present|prepare|issue|circulate|transmit|deliver|furnish|make|give|continue\s+providing|providing|submitting|presenting)\b
         (?P<between>[^.;:]{{0,150}}?)\b(?<!\bwho\ )(?P<noun>{_NOUN})\b
      |\b(?:to|and|or|shall|should|will)\s+{_ADVERB}{{0,3}}(?P<brief>brief)\b(?=\s+(?:the|it|its|members|Council|this|regularly))
      |\b(?P<keep>keep(?:ing)?)\s+[^.;:]{{1,90}}?\b(?:informed|abreast|apprised|updated)\b
      |\b(?:to|and|or|shall|should)\s+{_ADVERB}{{0,2}}(?P<inform>inform|advise|update)\s+(?=(?:the\s+)?(?:Security\s+)?(?:Council|Committee|it\b|Secretary-General))
      |\b(?:to|and|shall|should)\s+{_ADVERB}{{0,2}}(?P<include>include|reflect|address|cover)\b[^.;:]{{0,120}}?\bin\s+(?:his|her|its|their|the|all)\s+(?:\w+[\s-]){{0,4}}?(?:reports?|briefings?|reporting)\b
      |\b(?P<reporting>reporting)\s+(?=(?:regularly\s+|periodically\s+|back\s+)?to\s+(?:the\s+)?(?:Security\s+)?(?:Council|Committee))""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
# A cheap first look at words in small letters: each way of asking has one of these in it.
_STEMS = """report updat brief assess evaluat recommendation proposal account analys finding inform abreast apprised
    advise""".split()
_RECIPIENT = re.compile(
    ways(
        r"\b(?P<council>(?:the\s+)?(?:members\s+of\s+the\s+)?(?:Security\s+)?Council\b(?!\s+(?:resolutions?|Committee)\b)|it\b|this\s+Council|the\s+Council)",
        r"\bthe\s+(?P<committee>(?:[\w-]+\s+){0,3}?Committee|CTC)\b",
        r"\bthe\s+(?P<other>Secretary-General|General\s+Assembly|Working\s+Group(?:\s+on\s+Children)?)",
    ),
)
_TO = re.compile(rf"\b(?:to|with)\s+(?:{_RECIPIENT.pattern})")
_RHYTHM = re.compile(
    either(
        rf"\bevery\s+(?:{LENGTH}|year|month|quarter|six\s+months)",
        rf"\bat\s+(?:(?!the\b)[\w-]+\s+){{0,3}}intervals(?:\s+of\s+(?:[\w-]+\s+){{0,3}}{LENGTH})?",
        r"\bat\s+least\s+(?:once|twice|every)\s+(?:a\s+|every\s+|per\s+)?\w+(?:\s+\w+)?",
        r"\b(?:once|twice)\s+(?:a|per)\s+year",
        r"\bon\s+a\s+(?:[\w-]+\s+)?(?:regular|monthly|quarterly|weekly|yearly|annual|biannual|periodic|continuing|six-monthly)\s+basis",
        r"\b(?:regularly|periodically|monthly|quarterly|annually|biannually|semi-annually|weekly|bimonthly)\b",
        r"\b(?:annual|biannual|semi-annual|quarterly|monthly|regular|periodic|six-monthly|90-day|120-day|60-day)(?=\s+(?:\w+\s+){0,2}(?:reports?|updates?|briefings?))",
        r"\bfrom\s+time\s+to\s+time\b",
    ),
    re.IGNORECASE,
)
_SOON = re.compile(
    ways(
        r"\bas\s+(?:soon|early)\s+as\s+possible \bat\s+the\s+earliest\s+(?:possible\s+)?(?:date|opportunity|time)",
        r"\bin\s+due\s+course \b(?:promptly|immediately|urgently|forthwith|without\s+delay)\b",
        r"\bas\s+(?:appropriate|necessary|required|needed)\b",
        r"\bin\s+(?:his|her|its|the)\s+(?:next|regular|forthcoming|periodic)\s+(?:\w+\s+)?(?:reports?|briefings?)",
    ),
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(r"\b(?:which|who)\b[^,;]{0,80}$|\b(?:technical\s+)?support\s+and\b[^,;]{0,20}$", re.IGNORECASE)
_TAIL = 220  # characters behind the words that ask in which recipient, time and rhythm are looked for
_FORMS = {
    "brief": "briefing",
    "keep": "information",
    "inform": "information",
    "include": "part of a report",
    "reporting": "report",
    "reports": "report",
}


def find_reports(
    words: str,
    clauses: list[Clause],
    addressees: Sequence[Addressee],
    deadlines: Sequence[Deadline],
    above: tuple[str, ...] = (),
) -> list[ReportRequest]:
    """Every report asked for, in order. ``above`` are the labels of the addressees of the paragraph above a sub-point."""
    found: list[ReportRequest] = []
    lowered = words.lower()
    if not any(stem in lowered for stem in _STEMS):
        return found
    for clause in clauses:
        own = tuple(a for a in addressees if clause.start <= a.start < clause.end)
        if clause.force not in _ASKING and not own:
            continue
        matches = [
            match
            for match in _TRIGGER.finditer(words, clause.verb_end, clause.end)
            if not _NOT_ASKED.search(words, clause.start, match.start())
        ]
        for number, match in enumerate(matches):
            stop = matches[number + 1].start() if number + 1 < len(matches) else clause.end
            report = _report(
                words, clause, match, min(stop, match.end() + _TAIL), own, deadlines, above, only=len(matches) == 1
            )
            if report is not None:
                found.append(report)
    return found


def _report(
    words: str,
    clause: Clause,
    match: re.Match[str],
    stop: int,
    own: tuple[Addressee, ...],
    deadlines: Sequence[Deadline],
    above: tuple[str, ...],
    *,
    only: bool,
) -> ReportRequest | None:
    kind = next(
        name
        for name in ("verb", "reports", "submit", "brief", "keep", "inform", "include", "reporting")
        if match[name] is not None
    )
    recipient = _recipient(words, match, kind, stop)
    begins = match.start("reports") if kind == "reports" else match.start()
    reporter = tuple(dict.fromkeys(a.label for a in own if a.start < begins)) or above
    tail = words[match.start() : stop]
    when = _nearest(deadlines, match.start(), stop, clause, only=only)
    rhythm = _RHYTHM.search(tail) or (_RHYTHM.search(words, clause.verb_end, match.start()) if only else None)
    soon = _SOON.search(tail)
    noun = (match["noun"] or "").lower()
    if (
        kind == "submit"
        and noun not in {"report", "reports", "update", "updates", "briefing", "briefings"}
        and not (recipient and _is_answer(match))
    ):
        return None
    if (
        kind in {"submit", "verb", "reports"}
        and not recipient
        and not when
        and not rhythm
        and clause.force is not Force.INSTRUCTION
    ):
        return None
    form = _FORMS.get(kind) or (
        noun.rstrip("s") if noun.startswith(("update", "briefing", "assessment", "evaluation")) else noun or "report"
    )
    return ReportRequest(
        start=match.start(),
        end=match.end(),
        form="report" if form == "reports" else form,
        reporter=reporter,
        recipient=recipient,
        due=when.day if when else None,
        when=words[when.start : when.end] if when else soon[0] if soon else "",
        every=rhythm[0] if rhythm else "",
        verb=clause.verb,
    )  # fmt: skip


def _is_answer(match: re.Match[str]) -> bool:
    """ "Submit recommendations to the Council" answers to it; "provide information to the police" does not."""
    return match["submit"].lower() not in {"make", "give", "prepare", "issue"}


def _recipient(words: str, match: re.Match[str], kind: str, stop: int) -> str:
    if kind in {"keep", "inform", "brief"}:
        found = _RECIPIENT.search(words, match.start(), min(stop, match.end() + 60))
    elif kind == "include":
        return ""
    else:
        found = (
            _RECIPIENT.search(words, match.start("between"), match.end("between")) if kind == "submit" else None
        ) or _TO.search(words, match.start(), stop)
    if found is None:
        return ""
    if found["council"]:
        return "the Security Council"
    return "the " + " ".join((found["committee"] or found["other"]).split())


def _nearest(deadlines: Sequence[Deadline], start: int, stop: int, clause: Clause, *, only: bool) -> Deadline | None:
    """The first day for a report behind the words that ask, else (for the only report of a clause) the last before them."""
    due = [
        d
        for d in deadlines
        if clause.start <= d.start < clause.end and d.kind in {DeadlineKind.REPORT_DUE, DeadlineKind.OTHER}
    ]
    behind = next((d for d in due if start <= d.start < stop), None)
    return behind or next((d for d in reversed(due) if only and d.start < start), None)
