"""Training gives the same bytes again: sums are made by one thread, whatever library makes them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_ASKED = """
import numpy
from assistant.learned.training import one_thread
one_thread()
import scipy.linalg
from threadpoolctl import threadpool_info
print(*(each["num_threads"] for each in threadpool_info()))
"""


def test_training_works_in_one_thread_with_libraries_that_are_loaded_later_too() -> None:
    pytest.importorskip("sklearn")  # only who trains has it
    more = {**os.environ, "OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}
    done = subprocess.run([sys.executable, "-c", _ASKED], env=more, capture_output=True, text=True, check=True)
    threads = done.stdout.split()
    assert len(threads) >= 2
    assert {*threads} == {"1"}
