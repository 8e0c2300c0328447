"""Which missions, panels or sanctions are in force on a day: by the newest decision on each, in a region or everywhere."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from assistant.draft import Draft, mention
from assistant.present import last_text
from assistant.reading.zero.kinds.standing import standing_missions
from assistant.reading.zero.question import Question
from assistant.wording import counted, day_in_words
from ingest.annotations import BodyKind, MandateDecision
from ingest.mandates.chain import in_force
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

_NOW = r"\b(?:still|currently|now|today|at\s+present|presently|in\s+force|active|running|ongoing|on-going|under\s+way|deployed|exist\w*|operating|in\s+place|left)\b"
_KINDS: tuple[tuple[str, BodyKind, str], ...] = (
    (r"panels?(?:\s+of\s+experts)?|expert\s+(?:panels?|groups?)|groups?\s+of\s+experts|monitoring\s+teams?", BodyKind.PANEL, "panel"),
    (r"sanctions(?:\s+regimes?)?|regimes?|(?:arms\s+)?embargo(?:es)?|measures", BodyKind.MEASURES, "measure"),
    (r"authori[sz]ations?", BodyKind.AUTHORIZATION, "authorization"),
    (r"(?:UN\s+|peacekeeping\s+|peace\s+|political\s+|field\s+)*(?:missions?|operations?|forces)|peacekeepers", BodyKind.MISSION, "mission"),
)  # fmt: skip
_ASKED = re.compile(
    rf"^\W*(?:(?:which|what|how\s+many|where)\b|(?:please\s+)?(?:list|name|show|give|tell)\b)(?P<what>[^?]{{0,80}}?\b(?:{'|'.join(f'(?:{words})' for words, _, _ in _KINDS)})\b)(?P<rest>[^?]*)",
    re.IGNORECASE,
)


_WITHOUT_END = (
    "Counted are those of which a text names the end or says that there is none. Others that were imposed without a word on "
    "their end, and not lifted, go on beside these: ask for the timeline of a regime."
)


def answer_in_force_now(
    question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date
) -> Draft | None:
    """The list, those whose last day came after the corpus's set apart; ``None`` where it is not asked for, or a place is
    named that is no region and no place with such a body."""
    text = question.standalone
    match = _ASKED.search(text)
    if match is None or question.references or question.dates or not re.search(_NOW, text, re.IGNORECASE):
        return None
    if re.search(r"\bresolutions?\b|\bcommittees?\b|\bsince\b|\bwhen\b|\buntil\b", text, re.IGNORECASE):
        return None
    kind = asked_kind(match["what"])
    noun = next(noun for _, each, noun in _KINDS if each is kind)
    day = as_of or today
    last = catalogue.last_day() or day
    where, places = where_asked(text)
    only_un = _OF_THE_UN.search(match["what"]) is not None
    decisions = [d for d in catalogue.mandates() if (d.date is None or d.date <= day) and d.kind is kind]
    decisions = [d for d in decisions if is_of_the_un(d)] if only_un else decisions
    holding = _there(in_force(decisions, day), places)
    passed = [d for d in _there(in_force(decisions, min(day, last)), places) if d not in holding]
    rows = catalogue.paragraphs(d.key for d in (*holding, *passed))
    standing = standing_missions() if kind is BodyKind.MISSION and places is None else []
    lasting = catalogue.paragraphs(key for _, key in standing)
    lines = [_line(d, rows[d.key].citation) for d in _by_name(holding) if d.key in rows]
    lines += [f"- {name}: no end is named ({lasting[key].citation})" for name, key in standing if key in lasting]
    beyond = [_line(d, rows[d.key].citation) for d in _by_name(passed) if d.key in rows]
    if not lines and not beyond:
        return None
    are = "is" if len(lines) == 1 else "are"
    told = [
        f"By their newest decisions, {counted(len(lines), noun)}{where} {are} in force on paper on {day_in_words(day)}{':' if lines else '.'}",
        *lines,
    ]
    if beyond:
        whose = "its last day" if len(beyond) == 1 else "the last day of each"
        told.append(
            f"{counted(len(beyond), noun).capitalize()} more: {whose} came after the last text in the corpus, and whether it was put off is not known."
        )
        told += beyond
    if kind in {BodyKind.MEASURES, BodyKind.AUTHORIZATION}:
        told.append(_WITHOUT_END)
    shown = [*rows.values(), *lasting.values()]
    return Draft(
        "\n".join([*told, f"{last_text(catalogue)}."]),
        tuple(map(mention, shown)),
        evidence=tuple(row.key for row in shown),
        listed="\n".join(told),
    )


_OF_THE_UN = re.compile(r"\b(?:UN|United\s+Nations)\b")
_OF_OTHERS = re.compile(
    r"\bAfrican(?:\s+Union|-led)\b|\bEuropean\b|\bEUFOR\b|\bmultinational\b|\bGang\s+Suppression\b|\bStabilization\s+Force\b|\bCeasefire\s+Oversight\b",
    re.IGNORECASE,
)


def is_of_the_un(decision: MandateDecision) -> bool:
    """Whether a body is one of the United Nations, and not a force that others lead."""
    return "United Nations" in decision.body or not _OF_OTHERS.search(f"{decision.body} {decision.acronym}")


def asked_kind(text: str) -> BodyKind:
    """What a question for missions, panels, measures or authorizations asks for."""
    return next(kind for words, kind, _ in _KINDS if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))


def _there(decisions: Iterable[MandateDecision], places: frozenset[str] | None) -> list[MandateDecision]:
    """Those at the places; persons with a term are no missions."""
    return [
        d
        for d in decisions
        if (places is None or d.place in places) and not d.body.startswith(("Mr.", "Ms.", "Mrs.", "Judge"))
    ]


def _by_name(decisions: Sequence[MandateDecision]) -> list[MandateDecision]:
    return sorted(decisions, key=lambda d: (d.acronym or d.body).casefold())


def _line(decision: MandateDecision, citation: str) -> str:
    place = f" ({decision.place})" if decision.acronym and decision.place else ""
    until = f"until {day_in_words(decision.until)}" if decision.until and not decision.open_ended else "no end is named"
    return f"- {decision.acronym or decision.body}{place}: {until} ({citation})"


def where_asked(text: str) -> tuple[str, frozenset[str] | None]:
    """The region or place that is named, as a phrase and as the places it holds; ``None`` for everywhere."""
    for region, pattern, places in _regions():
        if pattern.search(text):
            return f" in {region}", places
    named = frozenset(places_in(text))
    return (f" in {' and '.join(sorted(named))}", named) if named else ("", None)


@cache
def _regions() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    text = files("assistant.data").joinpath("regions.csv").read_text(encoding="utf-8")
    return tuple(
        (
            row["region"],
            re.compile(rf"\b(?:{'|'.join(map(re.escape, row['names'].split(';')))})\b(?!\s+Union)"),
            frozenset(row["places"].split(";")),
        )
        for row in csv.DictReader(text.splitlines())
    )
