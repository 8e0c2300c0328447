"""A download of everything from loopback sites that are built from a corpus on this disk, timed, killed and compared.

    python -m tests.benchmarks.download ../shared/corpus --kills 10
    python -m tests.benchmarks.download ../shared/corpus --ingest DIR     # also reads it, and then ten new resolutions

The repository is the folder ``akn``, the archives of CR-UNSC are packed from ``text`` and from the index of resolutions.
The ten newest resolutions are held back, and come with a second commit. Prints JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ingest.download.unxml_files import newest_of
from ingest.parsing.identity import of_file_name
from tests.download_sites import Fault, Sites, packed, serving

HELD_BACK = 10


def build(corpus: Path) -> tuple[Sites, dict[str, bytes]]:
    """The sites with all but the newest resolutions, and the files of the commit that has them all."""
    root = corpus / "akn"
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "from_history" not in path.parts
    }
    newest = newest_of(files)
    assert newest is not None
    made = Sites()
    made.commit({name: data for name, data in files.items() if not _is_after(name, newest[0] - HELD_BACK)})
    texts = {
        path.name: path.read_bytes()
        for part in ("gold", "plain")
        for path in sorted((corpus / "text" / part).iterdir())
    }
    table = {"index.csv": (corpus / "metadata/index.csv").read_bytes()}
    day = "CR-UNSC_2025-12-31"
    made.records["15154519"] = {
        f"{day}_EN_TXT_BEST.zip": packed(texts),
        f"{day}_ALL_CSV_META.zip": packed(table),
    }
    return made, files


def _is_after(path: str, number: int) -> bool:
    found = of_file_name(Path(path).name)
    return found is not None and found[0] > number


def unsc(sites: Sites, *arguments: str | Path, limit: float | None = None) -> tuple[str, Any]:
    """Seconds of one command, by the clock and of the processor, and the JSON that it printed; ``None`` where it was
    killed after ``limit`` seconds."""
    environment = {**os.environ, **sites.environment(timeout=20, first_pause=0.05)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", "from assistant.cli import main; main()", *map(str, arguments), "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        said, _ = child.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return "", None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds = time.perf_counter() - begun
    print(f"{' '.join(map(str, arguments[:2]))}: {seconds:.1f} s", file=sys.stderr)
    return f"{seconds:.1f} s, {worked:.1f} s of the processor", json.loads(said)


def state(folder: Path) -> str:
    """A hash of every name and every byte below a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--longest", type=float, default=20.0, help="seconds until a kill, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ingest", type=Path, help="an empty folder for an index of all of it")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    made, files = build(given.corpus)
    print("the sites are built", file=sys.stderr)
    measured: dict[str, Any] = {}
    with serving(made) as sites, tempfile.TemporaryDirectory() as work:
        once, often = Path(work, "once"), Path(work, "often")
        seconds, told = unsc(sites, "download", "--to", once, "--data", Path(work, "none"))
        measured["download"] = seconds
        measured["files"] = [len(row["fetched"]) for row in told["sources"]]
        measured["megabytes"] = round(sum(row["size"] for row in told["sources"]) / 1e6, 1)
        measured["problems"] = [row["problem"] for row in told["sources"] if row["problem"]]
        again, _ = unsc(sites, "download", "--to", once, "--data", Path(work, "none"))
        measured["download_again"] = again
        killed = 0
        for _ in range(given.kills):
            kind = chance.choice(["cut", "drop", "status", "html", "changed", "longer"])
            sites.faults = [
                Fault(kind, chance.choice(["codeload", "/content", "trees"]), after=chance.randrange(10**6))
            ]
            _, told = unsc(
                sites, "download", "--to", often, "--data", Path(work, "none"), limit=chance.uniform(1, given.longest)
            )
            killed += told is None
        sites.faults = []
        unsc(sites, "download", "--to", often, "--data", Path(work, "none"))
        measured["kills"] = killed
        measured["the_same_in_the_end"] = state(often) == state(once)
        measured["beside_the_folders"] = sorted({p.name for p in Path(work).iterdir()} - {"once", "often"})
        if given.ingest:
            seconds, told = unsc(sites, "download", "--ingest", "--data", given.ingest)
            measured["download_and_ingest"] = seconds
            measured["resolutions"] = told["ingestion"]["resolutions"]
            sites.commit(files)
            seconds, told = unsc(sites, "update", "--data", given.ingest)
            measured["update"] = seconds
            measured["update_read"] = told["ingestion"]
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
