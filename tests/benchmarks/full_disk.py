"""A disk that fills up, and one that turns read-only, under an ingestion; needs the right to mount (Linux, root).

``python -m tests.benchmarks.full_disk``

An index lies on a small file system in memory. For each size that is left, from none to nearly enough, an ingestion of
changed files must end with one clear line, and the old words must be there, whole; with room again it must finish. All
of it once with the vectors written by the ingesting process, once by a process of their own, as in a large ingestion. At
the end the file system is made read-only: an ingestion must be refused in one line, and questions must be answered.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from tests.benchmarks.kills import IN_A_PROCESS, IN_THE_SAME, verify, words
from tests.invented_files import write_file

ROOT = Path(__file__).parents[2]
SIZE = 64  # megabytes
MEGABYTE = 1_000_000
LEFT = (0, 0.02, 0.1, 0.6, 1, 1.5, 3)
INGEST = """
from assistant.cli import main
from vectorstore.building import write_vectors

write_vectors._MINIMUM_FOR_A_PROCESS = {rows}
main()
"""


def mounted(*options: str) -> None:
    subprocess.run(["mount", *options], check=True)


def run(data: Path, files: Path, rows: int = IN_THE_SAME) -> tuple[int, str]:
    """``unsc ingest``: its status, and the line that says what is wrong. From so many ``rows`` vectors are written by a
    process of their own."""
    done = subprocess.run(
        [sys.executable, "-c", INGEST.format(rows=rows), "ingest", str(files), "--json"],
        cwd=ROOT,
        env=os.environ | {"UNSC_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("unsc:") or "Traceback" in line]
    return done.returncode, " | ".join(lines)


def fill(data: Path, left: float) -> None:
    """Take all room but ``left`` megabytes."""
    room = _room(data) - int(left * MEGABYTE)
    if room > 0:
        (data / "ballast").write_bytes(b"\0" * room)


def _room(data: Path) -> int:
    facts = os.statvfs(data)
    return facts.f_bavail * facts.f_frsize


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="unsc-disk-") as folder:
        disk, files = Path(folder, "disk"), Path(folder, "files")
        disk.mkdir()
        mounted("-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(disk))
        try:
            data = disk / "data"
            for number in range(7001, 7061):
                write_file(files, number, extra=2)
            before = _room(disk)
            assert run(data, files)[0] == 0
            print(
                f"an index of {len(words(data))} paragraphs takes {(before - _room(disk)) / MEGABYTE:.1f} MB",
                flush=True,
            )
            for turn, (rows, left) in enumerate(product((IN_THE_SAME, IN_A_PROCESS), LEFT)):
                old = words(data)
                for number in range(7001, 7021):
                    write_file(files, number, colour=f"colour {turn}", extra=2 + turn % 2)
                fill(data, left)
                status, said = run(data, files, rows)
                if status:
                    assert words(data) == old
                    verify(data)
                (data / "ballast").unlink()
                beside = ", vectors written beside" if rows == IN_A_PROCESS else ""
                print(f"{left:5} MB left{beside}: status {status}. {said}", flush=True)
                assert "Traceback" not in said
                assert run(data, files)[0] == 0
                verify(data)
                assert words(data) != old
            write_file(files, 7001, colour="last")
            closed = Path(folder, "closed")
            closed.mkdir()
            mounted("--bind", str(data), str(closed))
            mounted("-o", "remount,bind,ro", str(closed))
            data = closed
            status, said = run(data, files)
            print(f"read-only: status {status}. {said}")
            assert status
            assert "Traceback" not in said
            verify(data)
            print("read-only: the old generation answers, whole")
        finally:
            subprocess.run(["umount", "-l", str(Path(folder, "closed"))], check=False)
            subprocess.run(["umount", "-l", str(disk)], check=True)


if __name__ == "__main__":
    main()
