"""Processes that work beside this one, and end with it."""

from __future__ import annotations

import gc
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread

__all__ = ["pool_of"]


def pool_of(workers: int) -> ProcessPoolExecutor:
    """A pool of processes without what is open here: forking a process that has threads (an embedding, a window) can stop
    in the middle of one of their locks."""
    return ProcessPoolExecutor(workers, mp_context=get_context("forkserver"), initializer=_begin)


def _begin() -> None:
    # What is made all stays or is freed by its counts: looking through it for garbage takes a tenth of the time.
    gc.disable()
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    # Where the parent is killed its children wait for the next task for ever: each holds the pipe open by itself.
    parent.join()
    os._exit(1)
