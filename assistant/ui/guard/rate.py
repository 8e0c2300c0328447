"""How often somebody may call: a minute's worth at once, and then as many as come back with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from assistant.ui.guard.refusals import Refused

__all__ = ["Rate"]

_MINUTE = 60.0
_KNOWN = 10_000  # whose calls are counted


class Rate:
    """``most`` a minute for each name or address; 0: any number."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # who -> (time, how many are left)

    def count(self, who: str, kind: str = "too many calls", told: str = "Calls come too fast.") -> None:
        """One more. Raises :class:`Refused` (429) with the seconds to wait, where there are too many."""
        if not self._most:
            return
        now = self._clock()
        since, left = self._left.pop(who, (now, float(self._most)))
        left = min(self._most, left + (now - since) * self._most / _MINUTE)
        self._left[who] = (now, max(0.0, left - 1))
        while len(self._left) > _KNOWN:
            self._left.popitem(last=False)
        if left < 1:
            wait = int((1 - left) * _MINUTE / self._most) + 1
            raise Refused(429, kind, f"{told} Wait {wait} s.", [(b"retry-after", str(wait).encode())])
