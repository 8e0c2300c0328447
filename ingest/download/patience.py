"""How long a source is waited for, and how often it is asked again."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from ingest.download.web import Site
from ingest.errors import DownloadError

__all__ = ["Again", "Patience"]

_TRIES_IN_ALL = 200  # however much each of them brings


def _nothing() -> None:
    pass


class Again(Exception):
    """An attempt failed in a way that may pass. ``brought`` tells that it brought something nevertheless, ``after`` in how
    many seconds the server asks to come back, ``anew`` that what came before is of no use."""

    def __init__(self, why: str, *, after: float | None = None, brought: bool = False, anew: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.brought = brought
        self.anew = anew


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a source is waited for, in seconds.

    ``timeout`` is for each step, ``slowest`` the bytes a second below which a line counts as dead. After a failure a pause
    of ``first_pause`` follows, doubled each time up to ``longest_pause``; ``tries`` failures in a row that bring nothing
    end the attempt. A server that asks for more than ``longest_pause`` is not waited for.
    """

    timeout: float = 30.0
    tries: int = 6
    first_pause: float = 1.0
    longest_pause: float = 120.0
    slowest: float = 200.0
    sleep: Callable[[float], None] = time.sleep

    def persist(
        self, attempt: Callable[[], None], address: str, site: Site, anew: Callable[[], None] = _nothing
    ) -> None:
        """Try until an attempt succeeds, or raise :class:`DownloadError` that says what to do. ``anew`` throws away what came
        before an attempt that shall not go on with it."""
        failures = 0
        for _ in range(_TRIES_IN_ALL):
            try:
                return attempt()
            except Again as error:
                why, asked = str(error), error.after
                failures = 1 if error.brought else failures + 1
                if error.anew:
                    anew()
            except httpx.HTTPError as error:
                why, asked = f"cannot be reached ({str(error) or type(error).__name__})", None
                failures += 1
            if asked is not None and asked > self.longest_pause:
                until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=asked)
                raise DownloadError(
                    f"{address} asks to come back later. Run the command again after {until:%H:%M} UTC; what came is kept."
                )
            if failures >= self.tries:
                break
            pause = min(self.longest_pause, self.first_pause * 2 ** (failures - 1))
            self.sleep(asked if asked is not None else pause * random.uniform(0.7, 1.0))  # noqa: S311
        raise DownloadError(
            f"{address} {why}, after {failures} attempts. What came is kept: run the command again later. "
            f"{site.what_to_do(address)}"
        )
