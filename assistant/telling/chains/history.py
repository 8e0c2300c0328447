"""All decisions on a subject in their order, and the times that none of them covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.draft import Draft, mention, quotation, unique
from assistant.timeline.drawing.table import told_together, when_in_words
from assistant.timeline.model import Deed, Entry, Timeline
from assistant.wording import counted, day_in_words
from vectorstore.catalogue import Catalogue

_SHOWN = 40  # lines of one answer
_EXTENSIONS = 12  # extensions and changes that are listed at least, the newest ones


def history_told(made: Timeline, labels: Sequence[str], catalogue: Catalogue) -> Draft:
    """The decisions in order. Of many extensions only the newest are listed, and the number of the others is said."""
    entries = told_together(_in_lanes(made.entries, labels, catalogue) or made.entries)
    shown = _shown(entries)
    left = len(entries) - len(shown)
    lines = [
        f"{made.title}: {counted(len(entries), 'decision')} from {day_in_words(entries[0].date)} to {day_in_words(entries[-1].date)}."
    ]
    listed = [_line(entry, made) for entry in shown]
    if left:
        listed.append(f"{counted(left, 'more decision')} not listed here, extensions and changes.")
    lines += listed
    named = {lane for entry in entries for lane in entry.lane.split(", ")}
    gaps = [gap for gap in made.gaps if gap.lane in named]
    lines += [f"Without cover: {gap.in_words}." for gap in gaps[:_SHOWN]]
    lines += [f"Before it: {n.name} ({n.citation})." for n in made.before]
    lines += [
        f"After it: {n.name} ({n.citation}{'' if n.said else '; no text says that it follows'})." for n in made.after
    ]
    lines.append(made.standing.text)
    around = {citation for gap in gaps[:_SHOWN] for citation in (gap.after, gap.before)}
    beside = [entry for entry in entries if entry.citation in around]
    return replace(_draft(lines, [*beside, *shown], made, catalogue), listed="\n".join(listed))


_TURNS = (Deed.ESTABLISHED, Deed.ENDED, Deed.EASED, Deed.STRENGTHENED, Deed.CUT)  # listed of however many decisions
_BESIDE = (Deed.EXEMPTED, Deed.CHANGED, Deed.DESIGNATED)  # what is done beside a measure that goes on
_EXEMPTION = "exemption"


def _in_lanes(entries: Sequence[Entry], labels: Sequence[str], catalogue: Catalogue) -> list[Entry]:
    """The entries with one of the labels, and the exemptions for a time from what has it; all where there are no labels."""
    if not labels:
        return list(entries)
    own = {entry.key for entry in entries if any(entry.lane.startswith(label) for label in labels)}
    exempting = catalogue.paragraphs(entry.key for entry in entries if entry.lane == _EXEMPTION)
    from_it = {key for key, row in exempting.items() if own.intersection(row.cites)}
    return [
        entry
        for entry in entries
        if any(entry.lane.startswith(label) for label in labels) or (entry.key in from_it and entry.lane == _EXEMPTION)
    ]


def _shown(entries: Sequence[Entry]) -> list[Entry]:
    """Those that are listed: all turns and the first of each lane, and the newest of the others; what a text does twice is the first to
    be left out."""
    first = {entry.lane: entry for entry in reversed(entries)}
    once = {(entry.lane, entry.deed, entry.symbol): entry for entry in reversed(entries)}
    minor = [entry for entry in entries if entry.deed not in _TURNS and first[entry.lane] != entry]
    twice = [entry for entry in minor if once[entry.lane, entry.deed, entry.symbol] != entry]
    in_turn = [*twice, *(entry for entry in minor if entry not in twice)]
    room = max(_EXTENSIONS, _SHOWN - (len(entries) - len(minor)))
    hidden = set(in_turn[:-room])
    return [entry for entry in entries if entry not in hidden]


def gaps_told(made: Timeline, catalogue: Catalogue) -> Draft:
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
        lines += [f"- {gap.in_words}" for gap in made.gaps[:_SHOWN]]
    lines.append(made.standing.text)
    keys = {gap.after for gap in made.gaps} | {gap.before for gap in made.gaps}
    beside = [entry for entry in made.entries if entry.citation in keys]
    return _draft(lines, [*first, *beside, *last], made, catalogue)


def _line(entry: Entry, made: Timeline) -> str:
    lane = f"{entry.lane}: " if len(made.lanes) > 1 else ""
    said = when_in_words(entry)
    when = f"{'' if entry.until else ','} {said}" if said else ""
    vote = f", {entry.vote}" if entry.vote else ""
    note = f" ({entry.note})" if entry.note else ""
    return f"- {day_in_words(entry.date)}: {lane}{entry.done}{when}{note}, {entry.citation}{vote}"


def _draft(lines: Sequence[str], entries: Iterable[Entry], made: Timeline, catalogue: Catalogue) -> Draft:
    """The newest entry on the subject itself, and not on what is beside it, is quoted; the others are named."""
    shown = list({entry.key: entry for entry in entries}.values())
    rows = catalogue.paragraphs(entry.key for entry in shown)
    last = next((entry for entry in reversed(shown) if entry.deed not in _BESIDE), shown[-1])
    cited = [quotation(rows[last.key], last.start, last.end)] if last.key in rows else []
    cited += [mention(rows[entry.key]) for entry in shown if entry.key in rows]
    evidence = tuple(dict.fromkeys(e.key for e in (last, *reversed(shown)) if e.key in rows))
    return Draft("\n".join(lines), unique(cited), evidence=evidence, timeline=made.asked)
