"""Training gives the same bytes again: sums are made by one thread, whatever library makes them, and what processes make is in order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.learned.training import main as learn_all

_THREADS = """
import numpy
from assistant.learned.training import one_thread
one_thread()
import scipy.linalg
from threadpoolctl import threadpool_info
print(*(each["num_threads"] for each in threadpool_info()))
"""
_IN_PROCESSES = """
import operator
from assistant.learned.training import in_processes
print(*in_processes(operator.add, 40, range(5), at_once=2))
print(*in_processes(operator.mul, 2, range(3)))
"""


def said(script: str) -> list[str]:
    """What a program prints, by lines."""
    pytest.importorskip("sklearn")  # only who trains has it
    more = {**os.environ, "OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}
    done = subprocess.run([sys.executable, "-c", script], env=more, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_training_works_in_one_thread_with_libraries_that_are_loaded_later_too() -> None:
    threads = said(_THREADS)[0].split()
    assert len(threads) >= 2
    assert {*threads} == {"1"}


def test_what_processes_make_is_in_the_order_of_what_they_are_given() -> None:
    assert said(_IN_PROCESSES) == ["40 41 42 43 44", "0 2 4"]


def test_all_is_learned_in_the_package_where_each_command_reads_what_was_learned_before_it() -> None:
    with pytest.raises(SystemExit):
        learn_all(["tests/questions", "--out", "elsewhere"])


def test_a_command_that_fails_ends_the_training(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "facts.jsonl").touch()
    assert learn_all([str(tmp_path), "--data", str(tmp_path)]) != 0
    assert "train_order" not in "".join(capfd.readouterr())


def test_a_folder_without_questions_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        learn_all([str(tmp_path)])
    assert "no questions" in capsys.readouterr().err
