"""Questions in words that a timeline answers: its decisions, how a ceiling changed, whether there was a time without cover."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Citation, Status
from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.timeline.build import timeline
from assistant.timeline.drawing.table import told_together, until_in_words
from assistant.timeline.model import Ceiling, Deed, Entry, Gap, Sort, Timeline
from assistant.timeline.names import UnknownBody
from assistant.timeline.regimes.matters import labels_in
from assistant.wording import counted, day_in_words
from ingest.one_of import either, ways
from vectorstore.catalogue import Catalogue

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
_SHOWN = 40  # lines of one answer
_EXTENSIONS = 12  # extensions and changes that are listed at least, the newest ones


def answer_timeline(question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date) -> Draft | None:
    """The answer, or ``None`` where nothing of the kind is asked or the question names nothing that is followed."""
    text = question.standalone
    without = bool(_WITHOUT.search(text) and _COVER.search(text) and not _LAST_DAY.search(text))
    without = without and (question.intent is not Intent.COUNT or _UNCOVERED.search(text) is not None)
    ceiling = bool(_CEILING.search(text) and _CHANGES.search(text)) and not question.references
    whole = bool(_TIMELINE.search(text) or _HISTORY.search(text))
    if not (without or ceiling or whole):
        return None
    try:
        made = timeline(_named(text), catalogue, as_of or today)
    except UnknownBody as unknown:
        return Draft(str(unknown), status=Status.REFUSED) if _TIMELINE.search(text) and unknown.suggestions else None
    if not made.entries:
        return None
    if without:
        return tell_without_cover(made, catalogue)
    if ceiling:
        return tell_ceilings(made, text, catalogue) if made.sort is Sort.MISSION else None
    return tell_whole(made, labels_in(text), catalogue)


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


def _named(text: str) -> str:
    """The question without the words that ask, which leaves the name."""
    return _ASKING.sub("", text).strip() or text


def tell_whole(made: Timeline, labels: Sequence[str], catalogue: Catalogue) -> Draft:
    """The decisions in order. Of many extensions only the newest are listed, and the number of the others is said."""
    entries = [e for e in made.entries if not labels or any(e.lane.startswith(label) for label in labels)] or list(
        made.entries
    )
    entries = told_together(entries)
    minor = [entry for entry in entries if entry.deed not in (Deed.ESTABLISHED, Deed.ENDED)]
    room = max(_EXTENSIONS, _SHOWN - (len(entries) - len(minor)))
    hidden = set(minor[:-room])
    shown = [entry for entry in entries if entry not in hidden]
    left = len(entries) - len(shown)
    lines = [
        f"{made.title}: {counted(len(entries), 'decision')} from {day_in_words(entries[0].date)} to {day_in_words(entries[-1].date)}."
    ]
    listed = [_line(entry, made) for entry in shown]
    if left:
        listed.append(
            f"{counted(left, 'more decision')} not listed here, extensions and changes; unsc timeline lists all."
        )
    lines += listed
    named = {lane for entry in entries for lane in entry.lane.split(", ")}
    gaps = [gap for gap in made.gaps if gap.lane in named]
    lines += [f"Without cover: {_gap(gap)}." for gap in gaps[:_SHOWN]]
    lines += [f"Before it: {n.name} ({n.citation})." for n in made.before]
    lines += [
        f"After it: {n.name} ({n.citation}{'' if n.said else '; no text says that it follows'})." for n in made.after
    ]
    lines.append(made.standing.text)
    around = {citation for gap in gaps[:_SHOWN] for citation in (gap.after, gap.before)}
    beside = [entry for entry in entries if entry.citation in around]
    return replace(_draft(lines, [*beside, *shown], made, catalogue), listed="\n".join(listed))


def tell_without_cover(made: Timeline, catalogue: Catalogue) -> Draft:
    name = made.acronym or made.name
    last = [entry for entry in made.entries if entry.deed is not Deed.CHANGED][-1:]
    first = made.entries[:1]
    ends = [term.end for term in made.terms]
    last_day = (
        made.standing.day if None in ends or not ends else min(made.standing.day, max(end for end in ends if end))
    )
    span = f"from {day_in_words(made.entries[0].date)} to {day_in_words(last_day)}"
    if not made.gaps:
        lines = [
            f"No: the decisions on {name} that the corpus holds follow each other without a gap, {span} "
            f"({counted(len(made.terms), 'term')})."
        ]
    else:
        lines = [f"On paper, yes: {counted(len(made.gaps), 'time')} without cover on {name}, {span}:"]
        lines += [f"- {_gap(gap)}" for gap in made.gaps[:_SHOWN]]
    lines.append(made.standing.text)
    keys = {gap.after for gap in made.gaps} | {gap.before for gap in made.gaps}
    beside = [entry for entry in made.entries if entry.citation in keys]
    return _draft(lines, [*first, *beside, *last], made, catalogue)


def tell_ceilings(made: Timeline, text: str, catalogue: Catalogue) -> Draft | None:
    wanted = [unit for unit in ("troops", "police") if re.search(unit.removesuffix("s"), text, re.IGNORECASE)]
    found = [c for c in made.ceilings if not wanted or any(unit in c.unit for unit in wanted)] or list(made.ceilings)
    if not found:
        return None
    lines = [f"Authorized strength of {made.title}, as the paragraphs give it:"]
    keys: list[str] = []
    current: dict[str, int] = {}
    for ceiling in found:
        if ceiling.holds and current.get(ceiling.unit) == ceiling.figure:
            continue
        before = current.get(ceiling.unit)
        if ceiling.holds and ceiling.figure is not None:
            current[ceiling.unit] = ceiling.figure
        lines.append(_ceiling(ceiling, before))
        keys.append(ceiling.key)
    lines.append("Texts that repeat a figure are left out.")
    lines.append(f"{last_text(catalogue)}.")
    rows = catalogue.paragraphs(keys)
    cited: list[Citation] = [quotation(row) if len(row.words) < 900 else mention(row) for row in rows.values()]
    return Draft("\n".join(lines), unique(cited), evidence=tuple(reversed(rows)), timeline=made.acronym or made.name)


def _ceiling(ceiling: Ceiling, before: int | None) -> str:
    since = day_in_words(ceiling.since)
    if ceiling.figure is None:
        return f"- {since}: {ceiling.unit}, a difference without a total: “{ceiling.said}” ({ceiling.citation})"
    figure = f"{ceiling.figure:,}" if before is None or not ceiling.holds else f"{before:,} → {ceiling.figure:,}"
    return f"- {since}: {figure} {ceiling.unit}{ceiling.qualified} ({ceiling.citation})"


def _line(entry: Entry, made: Timeline) -> str:
    lane = f"{entry.lane}: " if len(made.lanes) > 1 else ""
    until = until_in_words(entry)
    when = f" {'on' if entry.deed is Deed.ENDED else 'until'} {until}" if entry.until else f", {until}" if until else ""
    vote = f", {entry.vote}" if entry.vote else ""
    note = f" ({entry.note})" if entry.note else ""
    return f"- {day_in_words(entry.date)}: {lane}{entry.deed.value}{when}{note}, {entry.citation}{vote}"


def _gap(gap: Gap) -> str:
    why = f"; {gap.why}" if gap.why else ""
    days = f"{day_in_words(gap.start)} to {day_in_words(gap.end)}" if gap.days > 1 else f"{day_in_words(gap.start)}"
    return f"{gap.lane}: {days} ({counted(gap.days, 'day')}), between {gap.after} and {gap.before}{why}"


def _draft(lines: Sequence[str], entries: Iterable[Entry], made: Timeline, catalogue: Catalogue) -> Draft:
    """The newest entry is quoted, the others are named."""
    shown = list({entry.key: entry for entry in entries}.values())
    rows = catalogue.paragraphs(entry.key for entry in shown)
    last = shown[-1]
    cited = [quotation(rows[last.key], last.start, last.end)] if last.key in rows else []
    cited += [mention(rows[entry.key]) for entry in shown if entry.key in rows]
    evidence = tuple(entry.key for entry in reversed(shown) if entry.key in rows)
    return Draft("\n".join(lines), unique(cited), evidence=evidence, timeline=made.acronym or made.name)
