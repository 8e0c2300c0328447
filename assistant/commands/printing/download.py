"""What ``unsc download`` and ``unsc update`` show while they work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from assistant.commands.console import Terminal
from assistant.commands.printing.common import progress_bar

Bytes = Callable[[str, int, int | None], None]
Stage = Callable[[str, int, int], None]
_SHOWN = 6  # bars of files; of many files the last one is shown


@dataclass(frozen=True, slots=True)
class Shown:
    """Where work tells how far it is: ``brought`` takes a file, its bytes so far and all of them, ``read`` a stage of reading."""

    brought: Bytes
    read: Stage


@contextmanager
def bars(told: Any) -> Iterator[Shown]:
    """What comes, in bytes with rate and rest, and below it the stages of reading; or a file that tells the same."""
    if told is not None:
        yield Shown(told.bytes(), told.stage())
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    console = Terminal(error=True)
    drawn = Progress(*columns, console=console)
    tasks: dict[str, Any] = {}
    advance: list[Stage] = []
    with ExitStack() as stack:

        def brought(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                if tasks:
                    drawn.update(list(tasks.values())[-1], visible=len(tasks) < _SHOWN)
                tasks[what] = drawn.add_task(what[-60:], total=total)
            drawn.update(tasks[what], completed=done, total=total)

        def read(stage: str, done: int, total: int) -> None:
            if not advance:
                drawn.stop()  # one display at a time
                advance.append(stack.enter_context(progress_bar()))
            advance[0](stage, done, total)

        try:
            with drawn:
                yield Shown(brought, read)
        except KeyboardInterrupt:
            console.print("Interrupted. What came is kept: run the command again to go on.")
            raise
