r"""The one way of anything to a terminal, or to whoever reads what a command prints.

Titles in tables, texts of scans, file names and messages of servers can hold characters that make a terminal act: move,
colour, rename the window, write from right to left. They are shown as ``\u009b``, which in JSON is the same character.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

# C0 but for tabs and ends of lines, DEL, C1, what turns the direction of writing, separators of lines, halves of pairs.
CONTROLS = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def visible(text: str) -> str:
    """``text`` with every character that a terminal could act on written out."""
    return CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def say(text: str, *, error: bool = False, end: str = "\n") -> None:
    """Print a text as it is but for :func:`visible`, to standard output or to standard error, at once."""
    stream = sys.stderr if error else sys.stdout
    stream.write(f"{visible(text)}{end}")
    stream.flush()


def say_json(value: Any) -> None:
    """Print plain values as JSON, for programs."""
    say(json.dumps(value, ensure_ascii=False, indent=2))
