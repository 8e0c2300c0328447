"""Chains of mandate decisions from establishment to the end of the corpus, and the gaps in them.

::

    python -m tests.benchmarks.mandates CORPUS [NAME…]

A gap is a time of more than :data:`TOLERANCE` between the end that one decision gives and the next decision.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.annotations import Action, MandateDecision
from ingest.pipeline import read_sources
from ingest.resolution import Resolution

TOLERANCE = dt.timedelta(days=45)
JUDGED = (
    "CTED MINUSCA UNMISS UNIFIL UNFICYP MINURSO UNISFA UNAMA UNSMIL MONUSCO UNDOF".split()
    + ["1540 Committee"]
    + [
        f"experts: {place}"
        for place in (
            "Democratic Republic of the Congo",
            "Sudan",
            "Somalia",
            "Central African Republic",
            "Yemen",
            "South Sudan",
            "Libya",
            "Democratic People's Republic of Korea",
            "Haiti",
            "ISIL (Da'esh) and Al-Qaida",
        )
    ]
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Between ``after``, whose end has passed, and the next decision."""

    after: MandateDecision
    before: MandateDecision | None
    days: int


def chain(resolutions: Iterable[Resolution], name: str) -> list[MandateDecision]:
    """The decisions on a body, by acronym or body; ``experts: PLACE`` for the panels of a regime. By date."""
    decisions = [decision for resolution in resolutions for decision in resolution.mandate_decisions]
    if name.startswith("experts: "):
        place = name.removeprefix("experts: ")
        return [d for d in decisions if d.kind == "panel" and d.body.endswith(f"({place})")]
    return [d for d in decisions if name in (d.acronym, d.body)]


def gaps(decisions: Sequence[MandateDecision], last: dt.date) -> list[Gap]:
    """Times that no decision covers, up to the last day of the corpus."""
    found = []
    covered: MandateDecision | None = None
    for decision in [d for d in decisions if d.date and d.action is not Action.CHANGE]:
        if covered and covered.until and decision.date and decision.date > covered.until + TOLERANCE:
            found.append(Gap(covered, decision, (decision.date - covered.until).days))
        if (
            covered is None
            or covered.until is None
            or decision.action is Action.END
            or (decision.until is not None and decision.until > covered.until)
        ):
            covered = decision
    if covered and covered.until and covered.until + TOLERANCE < last and covered.action is not Action.END:
        found.append(Gap(covered, None, (last - covered.until).days))
    return found


def line(decision: MandateDecision) -> str:
    """One decision on one line."""
    end = f"until {decision.until}" if decision.until else "open-ended" if decision.open_ended else "no end named"
    computed = " (computed)" if decision.computed else ""
    return f"  {decision.date}  {decision.key:<14} {decision.action:<9} {end}{computed}  {decision.named[:60]!r}"


def report(resolutions: Sequence[Resolution], names: Sequence[str], *, whole: bool = True) -> str:
    """Each chain with its gaps."""
    last = max(resolution.date for resolution in resolutions if resolution.date)
    lines = []
    for name in names:
        decisions = chain(resolutions, name)
        missing = gaps(decisions, last)
        lines.append(f"{name}: {len(decisions)} decisions, {len(missing)} gaps")
        lines += map(line, decisions) if whole else []
        lines += [
            f"  GAP of {gap.days} days after {gap.after.key} ({gap.after.until})"
            + (f" before {gap.before.key}" if gap.before else " to the end of the corpus")
            for gap in missing
        ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Read the corpus and print the chains asked for, or all that are judged."""
    if not arguments:
        print(__doc__)
        return
    resolutions = read_sources([Path(arguments[0])]).resolutions
    print(report(resolutions, arguments[1:] or JUDGED))


if __name__ == "__main__":
    main(sys.argv[1:])
