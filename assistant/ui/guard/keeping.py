"""What the settings ask of the gate for everybody: who may come in, how often, below which path, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from assistant.ui.guard.rate import Rate
from assistant.ui.guard.settings import UserSettings, WatchSettings, WindowSettings
from assistant.ui.guard.watch.watch import Watch
from assistant.ui.guard.who.admission import Admission

__all__ = ["Keeping"]


@dataclass(frozen=True, slots=True)
class Keeping:
    """``admission`` tells who asks, ``watch`` is told what happens, ``rate`` counts what a reader opens and asks; all addresses begin with
    ``prefix``. By itself it asks nothing of anybody."""

    admission: Admission = field(default_factory=Admission)
    watch: Watch = field(default_factory=Watch)
    rate: Rate = field(default_factory=lambda: Rate(0))
    prefix: str = ""

    @classmethod
    def of(
        cls,
        users: UserSettings,
        watch: WatchSettings,
        window: WindowSettings,
        figures: Callable[[], Mapping[str, float]] = dict,
    ) -> Self:
        """``figures`` tells how much is under way, by name. Raises :class:`~assistant.errors.WrongSettings` for a file of people that
        cannot be read."""
        admission = Admission(users, window)

        def all_figures() -> dict[str, float]:
            return {**figures(), "signed_in": len(admission.sessions)}

        return cls(admission, Watch(watch, all_figures), Rate(window.rate), window.prefix)
