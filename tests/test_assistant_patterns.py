"""No pattern goes round in circles on anything that a person can write, and the test would find one that does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pumping import LENGTH, SECONDS, Used, every_pattern, pumped

ROOT = Path(__file__).parents[1]
# What reads questions: all of the assistant, and what it reads with.
PACKAGES = ("assistant", "ingest")
_PROBE = """
import re, signal, sys
from tests.pumping import Used, pumped
used = Used("probe", sys.argv[1], int(sys.argv[2]))
for text in pumped(used):
    signal.setitimer(signal.ITIMER_PROF, {seconds})
    for _ in re.compile(used.pattern, used.flags).finditer(text):
        pass
"""


def test_every_pattern_bears_its_own_repetitions() -> None:
    """Tried in a process that the system ends where one string takes too long; it goes on after the pattern it died of."""
    start, bad = 0, []
    while True:
        command = [sys.executable, "-m", "tests.pumping", str(start), str(SECONDS), *PACKAGES]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1800)
        *_, last = done.stdout.splitlines() or [""]
        if last == "done":
            break
        assert last[:1].isdigit(), done.stderr[-2000:]
        bad.append(last)
        start = int(last.split()[0]) + 1
    assert bad == []


def test_patterns_are_found_where_they_are_written() -> None:
    found = every_pattern(*PACKAGES)
    assert len(found) > 500
    where = " ".join(used.where for used in found)
    for module in (
        "assistant.retrieval.query._LABELS",
        "ingest.grammar.patterns.LEXER",
    ):
        assert module in where
    assert any(re.search(r":\d+$", used.where) for used in found)  # written into a call


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(\w+(?:,? (?:and )?\w+)+),? resolutions\b",
        r"(?:after|since) (?P<event>(?:[\w-]+ ?){1,7}?)(?: ?\bin \d{4})?$",
        r"its ((?:[\w-]+ ?)+)!!",
    ],
)
def test_a_pattern_that_goes_round_in_circles_is_caught(pattern: str) -> None:
    command = [sys.executable, "-c", _PROBE.format(seconds=SECONDS), pattern, str(int(re.IGNORECASE))]
    assert subprocess.run(command, cwd=ROOT, timeout=600).returncode != 0


def test_pumped_strings_are_made_of_what_a_pattern_repeats() -> None:
    texts = list(pumped(Used("here", r"lantern (?:of [a-c]+, )*pier", 0)))
    assert any(text.startswith("lantern of a, of a, of a, ") for text in texts)
    assert all(len(text) <= LENGTH for text in texts)
