"""What is there to run it for others: the unit, the image, and that the page about it names what exists."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.settings import settings_table

ROOT = Path(__file__).parents[1]
UNIT = (ROOT / "deploy" / "unsc.service").read_text("utf-8")
IMAGE = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
PAGE = (ROOT / "docs" / "run-for-others.md").read_text("utf-8")


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    if (analyze := shutil.which("systemd-analyze")) is None:
        pytest.skip("needs systemd-analyze")
    unit = tmp_path / "unsc.service"
    # Where it is installed is not here.
    unit.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", UNIT), "utf-8")
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_holds_every_package() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", IMAGE, re.MULTILINE))
    assert copied == {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}


def test_every_setting_that_is_named_exists() -> None:
    known = set(re.findall(r"`(UNSC_[A-Z_]+)`", settings_table()))
    named = set(re.findall(r"UNSC_[A-Z_]+[A-Z]", UNIT + IMAGE + PAGE)) - {"UNSC_WINDOW__UPLOAD", "UNSC_NAME"}
    assert named <= known
    shown = {"UNSC_USERS__FILE", "UNSC_USERS__HEADER", "UNSC_WINDOW__PROXIES", "UNSC_WATCH__METRICS"}
    assert shown <= named
