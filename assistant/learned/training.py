"""Trains all that is learned, each by what was learned before it: ``python -m assistant.learned.training --data DIR tests/questions``.

Each of the four commands runs in a process of its own, which reads the weights that those before it have left in this package. What every
command that trains takes and leaves is here as well: questions, an index and a folder; weights, and a card beside them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.build import assemble
from assistant.generation import Generation
from assistant.settings import load_settings
from assistant.terminal import say
from ingest.errors import UnscError

Seen = TypeVar("Seen")
Given = TypeVar("Given")
Made = TypeVar("Made")
Train = Callable[[Path, Generation, Path], None]
"""Learns of the questions in a folder over an index, and writes into another folder."""


_COMMANDS = ("train", "train_order", "train_follow", "train_sure")  # in the order in which each needs those before it


def main(arguments: Sequence[str] | None = None) -> int:
    """Train all, and say how long each took; the code of the first command that fails, and 0 where none does."""
    chosen = _parser(__doc__).parse_args(arguments)
    given = [str(chosen.questions), *(["--data", str(chosen.data)] if chosen.data else [])]
    for command in _COMMANDS:
        start = monotonic()
        code = subprocess.run([sys.executable, "-m", f"assistant.learned.{command}", *given], check=False).returncode
        if code:
            return code
        say(f"{command}: {monotonic() - start:.0f} s\n")
    return 0


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
    parser = _parser(description)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    chosen = parser.parse_args(arguments)
    one_thread()
    try:
        settings = load_settings(data=chosen.data)
        train(chosen.questions, Generation(assemble(settings).index, settings, None), chosen.out)
    except UnscError as error:
        say(f"{error}")
        return 1
    return 0


def _parser(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("questions", type=_questions)
    parser.add_argument("--data", type=Path)
    return parser


def _questions(given: str) -> Path:
    folder = Path(given)
    if not any(folder.glob("*.jsonl")):
        raise argparse.ArgumentTypeError(
            f"there are no questions (*.jsonl) in {given}; give the folder tests/questions"
        )
    return folder


def write(path: Path, values: Mapping[str, NDArray[Any]], card: str) -> None:
    """Weights and their card; the same values give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **values)
    path.with_suffix(".md").write_text(card, "utf-8")
    say(card)


if __name__ == "__main__":
    sys.exit(main())
