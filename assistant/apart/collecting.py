"""When a process that serves looks for garbage."""

from __future__ import annotations

import gc

# Objects more than before: after each 10,000, which an answer may hold for a moment, 3 % of all time went.
_NEW = 100_000


def collect_seldom() -> None:
    """Keep the collector of garbage out of answers and pages: to be called when all is imported, and again when what will stay is read.

    What was imported, or read ahead, lives as long as the process; and a search, or the page of a long resolution, makes tens of thousands of
    small objects, none of them in a cycle: what remains after answers is what they keep for others. Measured, with the thresholds of Python:
    one search in ten waited 130 ms for a collection, and one long page in four 350 ms, with everybody else whom the window serves.
    """
    gc.freeze()
    gc.set_threshold(_NEW, 10, 10)
