"""Timelines of missions, panels and regimes: one line each, and with a name every entry beside its words, to be read.

::

    python -m tests.benchmarks.timelines --data DIR                 the table of docs/measured-timelines.md
    python -m tests.benchmarks.timelines --data DIR NAME…           each decision of these with its words, and the gaps
    python -m tests.benchmarks.timelines --data DIR --matrix NAME…  the matrix of tasks, with pinpoints
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from assistant.export import export
from assistant.timeline import Timeline, timeline
from assistant.timeline.drawing.table import until_in_words
from assistant.timeline.matrix import matrix
from assistant.timeline.model import Deed, Sort
from vectorstore.catalogue import Catalogue
from vectorstore.generations.disk import folder, read_manifest

MISSIONS = "UNMISS MONUSCO MONUC MINUSCA UNIFIL UNDOF UNFICYP MINURSO UNISFA UNAMA UNSMIL UNAMID UNMIL UNOCI MINUSTAH MINUSMA UNMIBH UNOMIG MINURCAT UNAMIR UNMEE UNTAES ONUB UNMIN UNPREDEP".split()
REGIMES = (
    "Libya sanctions",
    "Libya sanctions 1992",
    "Democratic Republic of the Congo sanctions",
    "Sudan sanctions",
    "South Sudan sanctions",
    "Central African Republic sanctions",
    "Yemen sanctions",
    "Mali sanctions",
    "Haiti sanctions",
    "Haiti sanctions 1993",
    "Côte d'Ivoire sanctions",
    "DPRK sanctions",
    "Iran sanctions",
    "Iraq sanctions",
    "Somalia sanctions",
    "Eritrea sanctions",
    "ISIL and Al-Qaida sanctions",
    "Taliban sanctions",
    "Liberia sanctions",
    "Sierra Leone sanctions",
    "Rwanda sanctions",
    "Angola sanctions",
    "Guinea-Bissau sanctions",
    "Lebanon sanctions",
    "Kosovo sanctions",
    "Yugoslavia sanctions 1992",
    "Southern Rhodesia sanctions",
    "South Africa sanctions",
    "Panel of Experts on Sudan",
    "Group of Experts on the Democratic Republic of the Congo",
    "Panel of Experts on the Democratic People's Republic of Korea",
    "Panel of Experts on Libya",
    "Panel of Experts on the Central African Republic",
    "Panel of Experts on South Sudan",
)


def table(catalogue: Catalogue) -> str:
    """Name · decisions · from · how it stands · gaps, and how many of them the words or dates explain."""
    lines = ["| name | decisions | from | until | terms | gaps | explained |", "|---|---|---|---|---|---|---|"]
    for name in (*MISSIONS, *REGIMES):
        made = timeline(name, catalogue)
        first = made.entries[0]
        decisions = [entry for entry in made.entries if entry.deed not in (Deed.STRENGTHENED, Deed.CUT)]
        explained = sum(bool(gap.why) for gap in made.gaps)
        lines.append(
            f"| {made.acronym or made.name} | {len(decisions)} | {first.date} {first.key} | {_until(made)} | {len(made.terms)} "
            f"| {len(made.gaps)} | {explained} |"
        )
    return "\n".join(lines)


def _until(made: Timeline) -> str:
    standing = made.standing
    if standing.until is None:
        return "no end date" if standing.covered else "on terms"
    ended = any(
        entry.deed is Deed.ENDED and (made.sort is not Sort.REGIME or entry.until == standing.until)
        for entry in made.entries
    )
    return f"{standing.until}{'' if standing.covered else ' ended' if ended else ' ran out'}"


def read(made: Timeline, words: int) -> str:
    """Every entry beside the words it was read from, and the gaps."""
    lines = [f"== {made.title}: {made.standing.text}"]
    for entry in made.entries:
        note = f" [{entry.note}]" if entry.note else ""
        lines.append(f"{entry.date} {entry.key:<12} {entry.lane}: {entry.deed.value} {until_in_words(entry)}{note}")
        lines.append(f"    {' '.join(entry.words.split())[:words]}")
    lines += [
        f"GAP {gap.lane} {gap.start} to {gap.end}: {gap.after} → {gap.before}: {gap.why or 'not explained'}"
        for gap in made.gaps
    ]
    lines += [
        f"CEILING {c.since} {c.figure if c.figure is not None else '±'} {c.unit} {c.key} {c.said}"
        for c in made.ceilings
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--matrix", action="store_true")
    parser.add_argument("--words", type=int, default=170)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args(arguments)
    catalogue = Catalogue.open(folder(given.data, read_manifest(given.data).generation) / "catalogue.sqlite")
    for name in given.names:
        print(
            export(matrix(name, catalogue), "md", catalogue).decode()
            if given.matrix
            else read(timeline(name, catalogue), given.words)
        )
    if not given.names:
        print(table(catalogue))


if __name__ == "__main__":
    main()
