"""A timeline as a table: Markdown to read, CSV to sort and filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.timeline.model import Deed, Entry, Timeline
from assistant.wording import day_in_words

_COLUMNS = ("Date", "Decision", "What", "Until", "Pinpoint", "Vote", "Chapter VII", "Words")


def markdown(timeline: Timeline) -> str:
    """Heading, how it stands, the entries, ceilings, times without cover and succession."""
    lines = [f"# {timeline.title}", "", timeline.standing.text, ""]
    lines += _table(_COLUMNS, [_row(entry) for entry in told_together(timeline.entries)])
    if timeline.ceilings:
        rows = [
            (c.since.isoformat(), c.unit, f"{c.figure:,}{' (added up)' if c.added_up else ''}" if c.figure else "", c.citation, c.said + (f" ({c.condition})" if c.condition else ""))
            for c in timeline.ceilings
        ]  # fmt: skip
        lines += ["", "## Ceilings", "", *_table(("From", "Of", "Figure", "Pinpoint", "Words"), rows)]
    lines += ["", "## Times without cover", ""]
    lines += [f"- {gap.in_words}" for gap in timeline.gaps] or ["None between the first and the last decision."]
    if timeline.before or timeline.after:
        lines += ["", "## Succession", ""]
        lines += [f"- before: {n.name} ({n.citation})" for n in timeline.before]
        lines += [
            f"- after: {n.name} ({n.citation}{'' if n.said else '; the next mission there, no text says that it follows'})"
            for n in timeline.after
        ]
    if timeline.beside:
        lines += ["", f"Not shown: {'; '.join(timeline.beside)}."]
    return "\n".join(lines) + "\n"


def to_csv(timeline: Timeline) -> str:
    """One line for each entry; days as ``2031-05-01``."""
    from assistant.export.sheets import as_csv

    head = "date deed lane since until computed open_ended final key citation vote chapter_vii note words".split()
    return as_csv(
        [head]
        + [
            [
                e.date.isoformat(), e.deed.value, e.lane, e.since.isoformat() if e.since else "", e.until.isoformat() if e.until else "",
                _yes(e.computed), _yes(e.open_ended), _yes(e.final), e.key, e.citation, e.vote, _yes(e.chapter_vii), e.note, e.words,
            ]
            for e in timeline.entries
        ]
    )  # fmt: skip


def told_together(entries: Iterable[Entry]) -> list[Entry]:
    """What one paragraph does alike to several measures as one entry, whose lane names them all."""
    lanes: dict[tuple[object, ...], list[str]] = {}
    first: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        same = (entry.key, entry.deed, entry.since, entry.until, entry.open_ended, entry.note, entry.start)
        first.setdefault(same, entry)
        lanes.setdefault(same, []).append(entry.lane)
    return [replace(entry, lane=", ".join(dict.fromkeys(lanes[same]))) for same, entry in first.items()]


def until_in_words(entry: Entry) -> str:
    """``15 July 2032 (computed)``, ``no end date``; empty where the words say nothing of an end."""
    if entry.open_ended:
        return "no end date"
    if entry.until is None:
        return ""
    return f"{day_in_words(entry.until)}{' (computed)' if entry.computed else ''}{' (final)' if entry.final else ''}"


def when_in_words(entry: Entry) -> str:
    """``until 15 July 2032 (computed)``, ``on 9 July 2032`` for an end, ``no end date``; empty where the words say nothing of an end."""
    until = until_in_words(entry)
    return f"{'on' if entry.deed is Deed.ENDED else 'until'} {until}" if entry.until else until


def _row(entry: Entry) -> tuple[str, ...]:
    what = f"{entry.done}{f' ({entry.note})' if entry.note else ''}"
    chapter = "yes" if entry.chapter_vii else "no"
    return (
        entry.date.isoformat(), f"[{entry.symbol}]({entry.link})", f"{entry.lane}: {what}", until_in_words(entry),
        entry.citation, entry.vote, chapter, f"“{entry.words}”",
    )  # fmt: skip


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [_line(columns), _line(["---"] * len(columns)), *(_line(row) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _yes(value: bool) -> str:
    return "yes" if value else ""
