"""What every command that trains takes and leaves: questions, an index and a folder; weights, and a card beside them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.build import assemble
from assistant.generation import Generation
from assistant.settings import load_settings
from assistant.terminal import say

Seen = TypeVar("Seen")
Given = TypeVar("Given")
Made = TypeVar("Made")
Train = Callable[[Path, Generation, Path], None]
"""Learns of the questions in a folder over an index, and writes into another folder."""


def one_thread() -> None:
    """Work on in one thread, whatever library adds: more add in another order, and then the bytes would differ. To be called in each process."""
    import sklearn.linear_model  # noqa: F401 - a library that is loaded later begins with as many threads as there are processors
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)


def in_processes(
    work: Callable[[Seen, Given], Made], seen: Seen, items: Iterable[Given], at_once: int = 1
) -> list[Made]:
    """What ``work``, a function of a module, makes of each item, in their order, by as many processes as there are processors, which are given
    ``at_once`` items at a time. All of them see the same ``seen``, which may be a gigabyte: it is not sent."""
    _FORKED.append((work, seen))
    try:
        with ProcessPoolExecutor(mp_context=get_context("fork"), initializer=one_thread) as pool:
            return [*pool.map(_of_item, items, chunksize=at_once)]
    finally:
        _FORKED.clear()


_FORKED: list[tuple[Callable[[Any, Any], Any], Any]] = []  # what processes see that are forked from this one


def _of_item(item: Any) -> Any:
    ((work, seen),) = _FORKED
    return work(seen, item)


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
