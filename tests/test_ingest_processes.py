"""Processes that work beside this one end with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STARTING = """
import os
from ingest.processes import pool_of

pool = pool_of(2)
assert pool.submit(os.getpid).result() != os.getpid()
print("started", flush=True)
input()
"""


def test_a_parent_that_is_killed_leaves_no_process_behind() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", STARTING], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    parent.kill()
    # All of them hold the same pipe: reading it ends when none is left.
    parent.communicate(timeout=60)
