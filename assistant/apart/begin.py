"""The first steps of a worker. Imports little, so that Ctrl+C is left to the page before anything else is loaded."""

from __future__ import annotations

import signal
from multiprocessing.connection import Connection


def begin(link: Connection, deadline: float) -> None:
    """Be a worker: the first thing that comes over ``link`` is how the assistant is opened, and warmed up."""
    # Ctrl+C reaches every process of a terminal: the page decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from assistant.apart.worker import serve

    opening, warming = link.recv()
    serve(link, opening, warming, deadline)
