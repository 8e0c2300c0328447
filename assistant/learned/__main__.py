"""Trains all that is learned, each by what was learned before it: ``python -m assistant.learned --data DIR tests/questions``.

Each step runs in a process of its own, which reads the weights that the steps before it have left in this package: what the questions
follow upon, and how sure an answer is, are learned of answers by router and orders as they are. The same questions over the same corpus
give the same bytes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from time import monotonic

from assistant.terminal import say

STEPS = ("train", "train_order", "train_follow", "train_sure")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train all four, in the order in which each needs those before; the code of the first that fails, and 0 where none does."""
    given = sys.argv[1:] if arguments is None else [*arguments]
    if any(each.startswith("--out") for each in given):
        say(
            "Each step learns by the weights of those before it, in this package. Train one of them alone to write elsewhere."
        )
        return 2
    for step in STEPS:
        start = monotonic()
        code = subprocess.run([sys.executable, "-m", f"assistant.learned.{step}", *given], check=False).returncode
        if code:
            return code
        say(f"{step}: {monotonic() - start:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
