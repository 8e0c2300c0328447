"""What a table of a timeline tells of each entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.timeline.model import Deed, Entry
from assistant.wording import day_in_words


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
