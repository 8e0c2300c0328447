"""Files with invented resolutions in the layout of the official ones."""

from __future__ import annotations

from pathlib import Path

TEXT = """United Nations S/RES/{number} ({year})

Security Council Distr.: General
3 March {year}

Resolution {number} ({year})

Adopted by the Security Council at its 9999th meeting, on 3 March {year}

The Security Council,

Recalling the long winter of the lighthouse keepers,

1. Decides that lighthouse {number} shall be painted {colour} before the autumn storms;

{more}{last}. Decides to remain seized of the matter.
"""


def write_file(
    folder: Path, number: int, *, colour: str = "white", year: int = 2034, extra: int = 1, name: str = ""
) -> Path:
    """A text with the masthead of the United Nations; ``extra`` operative paragraphs stand between first and last."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"S_RES_{number}.txt")
    more = "".join(f"{2 + i}. Requests keeper {i} of lighthouse {number} to count the boats;\n\n" for i in range(extra))
    path.write_text(TEXT.format(number=number, year=year, colour=colour, more=more, last=2 + extra), "utf-8")
    return path
