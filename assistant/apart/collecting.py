"""When a process that serves looks for garbage."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Keep the collector of garbage out of answers and pages: to be called when all is imported.

    What was imported lives as long as the process, and a search, or the page of a long resolution, makes tens of thousands of small
    objects, hardly any of them in a cycle. Measured, with the thresholds of Python: one search in ten waited 130 ms for a
    collection, and one long page in four 350 ms, with everybody else whom the window serves.
    """
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
