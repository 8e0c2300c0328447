"""When a rule comes into force, where another paragraph of its text sets that."""

from __future__ import annotations

import re

_BEGINS = re.compile(
    r"^.*?\bshall\b[^;]*?\b(?:come|enter)\s+into\s+(?:force|effect)\b|\bdetermine\s+the\s+date\s+of\s+entry\s+into\s+force\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
_SAID = ("into force", "into effect")  # looked for first: few paragraphs have them


def commencement_in(words: str) -> str:
    """The words of a paragraph up to where it has something come into force, or from where it leaves the day to be determined: they name what.
    Empty where it does neither; a review some days after something came into force sets no day for that."""
    if not any(each in words for each in _SAID):
        return ""
    found = _BEGINS.search(words)
    return found[0] if found else ""
