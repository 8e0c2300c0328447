"""What was worked out from a catalogue is kept for a while: pages are reloaded, gone back to, and taken away as files."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from vectorstore.catalogue import Catalogue

P = ParamSpec("P")
T = TypeVar("T")
Worked = Callable[Concatenate[Catalogue, P], T]


def kept(most: int) -> Callable[[Worked[P, T]], Worked[P, T]]:
    """A function of a catalogue and of values that can be looked up, whose last ``most`` results are kept with the catalogue."""

    def with_memory(function: Worked[P, T]) -> Worked[P, T]:
        known: WeakKeyDictionary[Catalogue, dict[tuple[object, ...], T]] = WeakKeyDictionary()

        @wraps(function)
        def remembered(catalogue: Catalogue, /, *given: P.args, **named: P.kwargs) -> T:
            results = known.setdefault(catalogue, {})
            key = (*given, *sorted(named.items()))
            result = results.pop(key) if key in results else function(catalogue, *given, **named)
            results[key] = result  # the last one used goes last
            while len(results) > most:
                results.pop(next(iter(results)), None)
            return result

        return remembered

    return with_memory
