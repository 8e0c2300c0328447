"""Whoever sends a request, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHALLENGE", "Asker"]

CHALLENGE = ((b"www-authenticate", b'Basic realm="unsc", charset="UTF-8"'),)


@dataclass(frozen=True, slots=True)
class Asker:
    """``name`` is empty where nobody is known, which is enough unless one ``must_be_known``; ``is_program`` where no page of the window
    sends it."""

    name: str = ""
    address: str = ""
    must_be_known: bool = False
    is_program: bool = True
