"""``unsc update`` with ten new resolutions on an index of all the others: how long, what is embedded, what is answered then.

``python -m tests.benchmarks.updates ../shared/corpus --data DIR [--rounds 3]``

``DIR`` takes an index without the ten newest resolutions. An empty one is filled first, by ``unsc download --ingest`` from the
loopback sites of :mod:`tests.benchmarks.download`, with all vectors: as long as an ingestion takes. Before each round it is put
back as it was, and opened once, as a copied folder is looked through. Mandates that the ten extend are asked for before and
after; embedded texts are counted in the cache of the vectors. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from ingest.download.unxml_files import newest_of
from tests.benchmarks.download import HELD_BACK, build, unsc
from tests.download_sites import Sites, serving
from tests.invented import stored_resolutions
from vectorstore.generations.disk import current

_AS_OF = "2026-11-28"


def embedded(data: Path) -> int:
    """How many texts have a vector in the cache."""
    with closing(sqlite3.connect(data / "embeddings.sqlite")) as cache:
        return int(cache.execute("SELECT count(*) FROM vector").fetchone()[0])


def asked(sites: Sites, data: Path, body: str) -> tuple[str, str]:
    """What it took to ask until when a body's mandate runs, and the first sentence of the answer."""
    seconds, told = unsc(sites, "ask", f"When does the mandate of {body} end?", "--as-of", _AS_OF, "--data", data)
    return seconds, told["answer"].split("\n")[0]


def extended(data: Path, after: int) -> dict[str, str]:
    """Bodies whose mandates the resolutions after this number extend, and the day each then runs to."""
    decisions = [d for one in stored_resolutions(data) if one.number > after for d in one.mandate_decisions]
    return {each.acronym: f"{each.until:%-d %B %Y}" for each in decisions if each.acronym and each.until}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    data, before = given.data, given.data.with_name(f"{given.data.name}.before")
    made, files = build(given.corpus)
    newest = newest_of(files)
    assert newest is not None
    rounds: list[dict[str, Any]] = []
    with serving(made) as sites:
        if current(data) is None:
            unsc(sites, "download", "--ingest", "--data", data)
        if not before.exists():
            shutil.copytree(data, before)
        sites.commit(files)
        bodies: dict[str, str] = {}
        for _ in range(given.rounds):
            shutil.rmtree(data)
            shutil.copytree(before, data)
            unsc(sites, "ask", "When was resolution 242 adopted?", "--data", data)
            then = {body: asked(sites, data, body)[1] for body in bodies}
            texts = embedded(data)
            seconds, told = unsc(sites, "update", "--data", data)
            done = told["ingestion"]
            bodies = bodies or extended(data, newest[0] - HELD_BACK)
            answers = {body: asked(sites, data, body) for body in bodies}
            rounds.append(
                {
                    "update": seconds,
                    "new_or_with_a_text_now": done["added"] + done["replaced"],
                    "texts_embedded": embedded(data) - texts,
                    "chains": [
                        {
                            "until": bodies[body],
                            "right": bodies[body] in answer,
                            "asked_in": took,
                            "before": then.get(body, "not asked in the first round"),
                            "after": answer,
                        }
                        for body, (took, answer) in answers.items()
                    ],
                }
            )
            print(json.dumps(rounds[-1], indent=2, ensure_ascii=False), file=sys.stderr)
    print(json.dumps(rounds, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
