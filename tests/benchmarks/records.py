"""What a corpus gives for each record: fields, annotations, provenance, disagreements; time, memory, and a hash of the whole.

``python -m tests.benchmarks.records [--processes N] PATH…``

With ``--processes 1`` the peak memory is that of everything. The hash is that of all records and annotations as JSON in the order of their numbers: two runs must print the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ingest.annotating.paragraphs import annotations_of
from ingest.pipeline import read_sources
from ingest.rejected import RejectedDraft
from ingest.resolution import Kind, Resolution

FIELDS = (
    "date meeting draft subject agenda topics subjects sponsors vote composition related quoted_in footnotes"
    " mandate_decisions remarks"
).split()
SOURCED = "date meeting draft subject agenda topics subjects sponsors vote composition".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int)
    parser.add_argument("paths", type=Path, nargs="+")
    arguments = parser.parse_args()
    start = time.perf_counter()
    report = read_sources(arguments.paths, processes=arguments.processes)
    read = time.perf_counter() - start
    annotations = {resolution.number: annotations_of(resolution) for resolution in report.resolutions}
    annotated = time.perf_counter() - start - read
    print(f"{len(report.resolutions):,} resolutions, {len(report.drafts):,} drafts not adopted")
    print(f"reading and merging {read:.1f} s, annotating {annotated:.1f} s (one process)")
    print(f"peak memory of the main process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    _fields(report.resolutions)
    _annotations(report.resolutions, annotations)
    _provenance(report.resolutions)
    print(f"sha256 {_hash(report.resolutions, annotations, report.drafts)}")


def _fields(resolutions: Iterable[Resolution]) -> None:
    every = list(resolutions)
    print("\nfields (resolutions that have them)")
    for field in FIELDS:
        print(f"  {field:20} {sum(bool(getattr(one, field)) for one in every):6,}")
    votes = [one.vote for one in every if one.vote]
    print(
        f"  {'vote: names in full':20} {sum(vote.without_vote or len(vote.in_favour) == vote.yes for vote in votes):6,}"
    )
    print(f"  Chapter VII          {dict(Counter(str(one.chapter_vii.extent) for one in every))}")
    print(f"  text                 {dict(Counter(str(one.status) for one in every))}")


def _annotations(resolutions: Iterable[Resolution], annotations: dict[int, dict[str, tuple]]) -> None:
    operative = sum(row.kind is Kind.OPERATIVE for one in resolutions for row in one.paragraphs)
    paragraphs: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for one in annotations.values():
        for found in one.values():
            paragraphs.update({each.type for each in found})
            counts.update(each.type for each in found)
            kinds.update(f"{each.type}: {each.kind}" for each in found if hasattr(each, "kind"))
            kinds.update(
                f"report: {what}"
                for each in found
                if each.type == "report"
                for what in ("due", "every", "when")
                if getattr(each, what)
            )
            kinds.update("deadline: with a day" for each in found if each.type == "deadline" and each.day)
    print(f"\nannotations ({operative:,} operative paragraphs and sub-paragraphs)")
    for name, count in sorted(counts.items()):
        print(f"  {name:20} {count:6,} in {paragraphs[name]:6,} paragraphs")
    for name, count in sorted(kinds.items()):
        print(f"    {name:30} {count:6,}")


def _provenance(resolutions: Iterable[Resolution]) -> None:
    every = list(resolutions)
    missing = Counter(field for one in every for field in SOURCED if getattr(one, field) and field not in one.origins)
    missing["text"] = sum(bool(one.paragraphs) and "text" not in one.origins for one in every)
    print(f"\nvalues without an origin: {dict(+missing) or 'none'}")
    remarks = Counter(remark.split(" ", 1)[0] for one in every for remark in one.remarks)
    print(f"remarks by their first word: {dict(remarks.most_common(12))}")


def _hash(
    resolutions: Iterable[Resolution], annotations: dict[int, dict[str, tuple]], drafts: Iterable[RejectedDraft]
) -> str:
    whole = hashlib.sha256()
    for one in resolutions:
        whole.update(one.model_dump_json().encode())
        found = {
            key: [each.model_dump(mode="json") for each in every] for key, every in annotations[one.number].items()
        }
        whole.update(json.dumps(found, ensure_ascii=False).encode())
    for draft in drafts:
        whole.update(draft.model_dump_json().encode())
    return whole.hexdigest()


if __name__ == "__main__":
    main()
