"""What the address of a resolution's page holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.errors import WrongInput


@dataclass(frozen=True, slots=True)
class State:
    """``on`` is the day on which standings are told, ``since`` an earlier resolution whose versions of the paragraphs are laid under the
    text; 0 for none."""

    number: int
    on: dt.date | None = None
    since: int = 0

    @classmethod
    def of(cls, number: str, query: Mapping[str, str]) -> State:
        """Raises :class:`WrongInput` for what is no number of a resolution or no day."""
        return cls(
            number_of(number), day_of(query.get("on", "")), number_of(since) if (since := query.get("since", "")) else 0
        )

    def address(self) -> str:
        """``/resolution/2395?on=2026-11-28``."""
        said = {"on": self.on.isoformat() if self.on else "", "since": self.since or ""}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"/resolution/{self.number}{f'?{query}' if query else ''}"


def number_of(text: str) -> int:
    """The number of a resolution. Raises :class:`WrongInput`."""
    plain = text.strip()
    if not plain.isascii() or not plain.isdecimal() or len(plain) > 5:
        raise WrongInput(f"{plain[:40]!r} is no number of a resolution. Write one such as 2395.")
    return int(plain)


def day_of(text: str) -> dt.date | None:
    """A day as ``2026-11-28``; ``None`` for nothing. Raises :class:`WrongInput`."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise WrongInput(f"{text[:40]!r} is no day. Write one such as 2026-11-28.") from None
