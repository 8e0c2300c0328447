"""Timelines of sanctions regimes against timelines that somebody read by hand from the texts.

A reference is a CSV file for each regime: ``date,key,event,measure,until,words``. The folder ``doubtful`` beside it holds
decisions that may stand in a timeline and need not: reminders, conditions. ::

    python -m tests.benchmarks.regimes REFERENCES --data DIR          the table of docs/measured-timelines.md
    python -m tests.benchmarks.regimes REFERENCES --data DIR STEM…    what is missing, differs, or stands in ours alone
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.timeline import timeline
from assistant.timeline.model import Deed, Entry
from assistant.timeline.names import UnknownBody
from vectorstore.catalogue import Catalogue
from vectorstore.generations.disk import folder, read_manifest

# what is asked for each file, by its stem
ASKED: dict[str, tuple[str, ...]] = {
    "alqaida_isil_taliban": ("ISIL and Al-Qaida sanctions", "Taliban sanctions"),
    "angola_unita": ("Angola sanctions",),
    "central_african_republic": ("Central African Republic sanctions",),
    "dprk": ("DPRK sanctions",),
    "ethiopia_eritrea": ("Ethiopia sanctions",),
    "guinea_bissau": ("Guinea-Bissau sanctions",),
    "haiti_1993": ("Haiti sanctions 1993",),
    "haiti_2022": ("Haiti sanctions",),
    "iran": ("Iran sanctions",),
    "iraq": ("Iraq sanctions",),
    "kosovo": ("Kosovo sanctions",),
    "lebanon_1636": ("Lebanon sanctions",),
    "liberia": ("Liberia sanctions",),
    "libya_1992": ("Libya sanctions 1992",),
    "libya_2011": ("Libya sanctions",),
    "mali": ("Mali sanctions",),
    "rwanda": ("Rwanda sanctions",),
    "sierra_leone": ("Sierra Leone sanctions",),
    "somalia_eritrea_alshabaab": ("Somalia sanctions", "Eritrea sanctions"),
    "south_africa": ("South Africa sanctions",),
    "south_sudan": ("South Sudan sanctions",),
    "southern_rhodesia": ("Southern Rhodesia sanctions",),
    "yemen": ("Yemen sanctions",),
    "yugoslavia": ("Yugoslavia sanctions 1992",),
}
# deeds that say the same of an event
_SAME = {
    "imposed": (Deed.ESTABLISHED, Deed.WIDENED, Deed.CHANGED, Deed.CALLED_FOR),
    "widened": (Deed.ESTABLISHED, Deed.WIDENED, Deed.CHANGED, Deed.CALLED_FOR),
    "designated": (Deed.DESIGNATED, Deed.WIDENED, Deed.CHANGED),
    "extended": (Deed.EXTENDED, Deed.ESTABLISHED),
    "eased": (Deed.EASED, Deed.EXEMPTED, Deed.CHANGED, Deed.ENDED),
    "exempted": (Deed.EXEMPTED, Deed.EASED, Deed.CHANGED),
    "ended": (Deed.ENDED, Deed.EASED),
    "committee": tuple(Deed),
    "panel": tuple(Deed),
}
EVENTS = tuple(_SAME)


@dataclass(slots=True)
class Compared:
    """One regime against its reference."""

    stem: str
    wanted: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    same: int = 0  # found and told as the same event
    resolutions: tuple[int, int] = (0, 0)
    missing: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    entries: int = 0


def compare(stem: str, references: Path, catalogue: Catalogue) -> Compared:
    """Key by key. A paragraph stands for its points, and a point for its paragraph."""
    out = Compared(stem)
    wanted = _read(references / f"{stem}.csv")
    doubtful = [row["key"] for row in _read(references / "doubtful" / f"{stem}.csv")]
    ours = list(_ours(stem, catalogue))
    out.entries = len({entry.key for entry in ours})
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in ours:
        by_key[entry.key].append(entry)
    numbers = {row["key"].partition("/")[0] for row in wanted}
    out.resolutions = (len(numbers & {entry.key.partition("/")[0] for entry in ours}), len(numbers))
    for row in wanted:
        out.wanted[row["event"]] += 1
        near = by_key.get(row["key"]) or [e for key, own in by_key.items() if _near(key, row["key"]) for e in own]
        line = f"{row['date']} {row['key']} {row['event']} {row['measure']} {row['until']}"
        if not near:
            out.missing.append(line)
            continue
        out.found[row["event"]] += 1
        if any(entry.deed in _SAME[row["event"]] for entry in near):
            out.same += 1
        else:
            out.otherwise.append(f"{line}: {', '.join(sorted({entry.deed.value for entry in near}))}")
        if any(entry.date.isoformat() != row["date"] for entry in near):
            out.dates.append(f"{line}: {near[0].date}")
        days = {entry.until.isoformat() for entry in near if entry.until}
        others = {each["until"] for each in wanted if _near(each["key"], row["key"])}
        if row["until"] and days and row["until"] not in days:
            out.dates.append(f"{line}: {', '.join(sorted(days))}")
        elif row["until"] and not days:
            out.undated.append(line)
        elif not row["until"] and days - others - {row["date"]} and row["event"] != "ended":
            out.undated.append(f"{line}: only ours has {', '.join(sorted(days))}")
    known = [row["key"] for row in wanted] + doubtful
    out.alone = [
        f"{e.date} {e.key} {e.lane}: {e.deed.value} {e.until or ''}"
        for e in ours
        if not any(_near(e.key, key) for key in known)
    ]
    return out


def _near(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}(") or other.startswith(f"{one}(")


def _ours(stem: str, catalogue: Catalogue) -> Iterator[Entry]:
    for name in ASKED[stem]:
        try:
            yield from timeline(name, catalogue).entries
        except UnknownBody:
            continue


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(made: Sequence[Compared]) -> str:
    """One line for each regime: found of wanted, by event."""
    lines = [
        f"| regime | resolutions | {' | '.join(EVENTS)} | all | same event | other day | ours alone |",
        "|---" * (len(EVENTS) + 6) + "|",
    ]
    whole = Compared("all")
    for one in made:
        for event in EVENTS:
            whole.wanted[event] += one.wanted[event]
            whole.found[event] += one.found[event]
        whole.same += one.same
        whole.resolutions = (whole.resolutions[0] + one.resolutions[0], whole.resolutions[1] + one.resolutions[1])
        whole.dates += one.dates
        whole.alone += one.alone
        lines.append(_line(one))
    return "\n".join([*lines, _line(whole)])


def _line(one: Compared) -> str:
    cells = [f"{one.found[e]}/{one.wanted[e]}" if one.wanted[e] else "" for e in EVENTS]
    found, wanted = sum(one.found.values()), sum(one.wanted.values())
    alone = len({each.split()[1] for each in one.alone})
    return (
        f"| {one.stem} | {one.resolutions[0]}/{one.resolutions[1]} | {' | '.join(cells)} | {found}/{wanted} | {one.same} "
        f"| {len(one.dates)} | {alone} |"
    )


def details(one: Compared) -> str:
    """What is to be read."""
    parts = (
        ("MISSING", one.missing), ("OTHERWISE", one.otherwise), ("OTHER DAY", one.dates), ("DAY ON ONE SIDE", one.undated),
        ("OURS ALONE", one.alone),
    )  # fmt: skip
    return "\n".join(f"{one.stem} {name} {each}" for name, lines in parts for each in lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("references", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("stems", nargs="*")
    given = parser.parse_args(arguments)
    catalogue = Catalogue.open(folder(given.data, read_manifest(given.data).generation) / "catalogue.sqlite")
    stems = given.stems or sorted(path.stem for path in given.references.glob("*.csv") if path.stem in ASKED)
    made = [compare(stem, given.references, catalogue) for stem in stems]
    if given.stems:
        print("\n".join(map(details, made)))
    print(table(made))


if __name__ == "__main__":
    main()
