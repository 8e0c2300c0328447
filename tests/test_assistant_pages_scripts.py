"""The scripts of the pages, by node's own runner."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = sorted((ROOT / "tests" / "pages").glob("*.test.mjs"))


@pytest.mark.parametrize("test", TESTS, ids=lambda path: path.name)
def test_a_module(test: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node on the path")
    ran = subprocess.run([node, "--test", test], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
