"""Processor time of processes (Linux)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def begun_by(process: int) -> set[int]:
    """A process and all that it began."""
    known = {}
    for found in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = found.read_text().rpartition(")")[2].split()
            known[int(found.parent.name)] = int(fields[1])
    tree = {process}
    while more := {each for each, parent in known.items() if parent in tree} - tree:
        tree |= more
    return tree


def worked(processes: Iterable[int]) -> float:
    """Their processor seconds, to the microsecond."""
    seconds = 0.0
    for each in processes:
        with suppress(OSError):  # it has ended
            seconds += time.clock_gettime((~each << 3) | 2)  # its clock, as clock_getcpuclockid(3) names it
    return seconds


def ended(processes: Iterable[int]) -> float:
    """Processor seconds of those that they began and that have ended, to the hundredth."""
    ticks = 0
    for each in processes:
        with suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[13:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def spent(server: int) -> tuple[float, float, float]:
    """Processor seconds of the server's own process, of those that it began, also where they were replaced since, and of this one."""
    others = begun_by(server) - {server}
    return worked([server]), worked(others) + ended(others), time.process_time()
