"""What every command that trains takes and leaves: questions, an index and a folder; weights, and a card beside them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.build import assemble
from assistant.generation import Generation
from assistant.settings import load_settings
from assistant.terminal import say

Train = Callable[[Path, Generation, Path], None]
"""Learns of the questions in a folder over an index, and writes into another folder."""


def one_thread() -> None:
    """Work on in one thread, whatever library adds: more add in another order, and then the bytes would differ. To be called in each process."""
    import sklearn.linear_model  # noqa: F401 - a library that is loaded later begins with as many threads as there are processors
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)


def trained_by(train: Train, description: str | None, arguments: Sequence[str] | None) -> int:
    """The end of a command that trains, with its arguments as they are typed; without ``arguments`` those of the process."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    chosen = parser.parse_args(arguments)
    one_thread()
    settings = load_settings(data=chosen.data)
    train(chosen.questions, Generation(assemble(settings).index, settings, None), chosen.out)
    return 0


def write(path: Path, values: Mapping[str, NDArray[Any]], card: str) -> None:
    """Weights and their card; the same values give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **values)
    path.with_suffix(".md").write_text(card, "utf-8")
    say(card)
