"""The common currency between the readers and the parser: a text as a flat run of blocks.

Every reader, whatever its form, hands over the same thing: blocks in document order with the number as printed.
Nesting in a file is not trusted (there are XML files with paragraph 5 inside sub-paragraph 4 (d)); the parser finds
the levels from the numbers themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.wording import OPERATIVE_OPENING, PREAMBULAR_OPENING


class Role(StrEnum):
    """What a reader knows about a block; ``TEXT`` is "nothing in particular"."""

    FORMULA = "formula"
    PREAMBULAR = "preambular"
    TEXT = "text"
    ITEM = "item"
    CLOSING = "closing"
    HEADING = "heading"
    ATTACHMENT = "attachment"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """``marker`` is the printed number or bullet (``1.``, ``(a)``, ``–``), ``text`` the words without it.

    ``depth`` counts the open levels that a ``CLOSING`` block returns to; 0 is unknown.
    An ``ATTACHMENT`` block says that an attached document begins; its text may be empty.
    """

    text: str
    marker: str = ""
    role: Role = Role.TEXT
    depth: int = 0


# "The Security Council," and its misreadings ("The Securin Council,", "SThe Security Council,")
FORMULA = re.compile(r"\W?S?The\s+Sec[a-z]{2,7}\s+C[a-z]{1,3}n?cil\s*(?:[,.:;]\s*)*", re.IGNORECASE)
_ANNEX = re.compile(
    r"[“\"]?(?:ANNEX|Annex|APPENDIX|Appendix|ENCLOSURE|Enclosure)(?=\W|$)(?:\s+(?P<label>[IVX]{1,5}|[A-Z]|\d{1,2})(?=\W|$))?"
)
_ANNEX_BEHIND = re.compile(r"(?:[A-Z][a-z]+\s){1,2}Annex")  # "Designation Annex"
_LETTERED = re.compile(r"(?:[A-Z]|[IVX]{1,5})[.)]?(?:\s+\S.*)?")
_TERMINAL = (".", ";", ",")


def annex_label(text: str) -> str | None:
    """The label of an annex heading ("B" for "Annex B: Statement", "" for "Annex"), ``None`` if it is none.

    A sentence that only starts with the word ("Annex I lists the members;") is no heading.
    """
    if _ANNEX_BEHIND.fullmatch(text):
        return ""
    match = _ANNEX.match(text)
    if match is None or len(text) > 240 or text.rstrip().endswith((";", ",")):
        return None
    rest = text[match.end() :].strip()
    if re.match(r"[a-z]", rest) and not re.match(
        r"to (?:the |this )?(?:present |Security Council )?resolution\b", rest
    ):
        return None
    return match["label"] or ""


def looks_like_heading(text: str) -> bool:
    """Whether an unnumbered line reads as a heading: short, capitalised, without the end of a sentence."""
    if not text or len(text) > 130 or text.endswith(_TERMINAL) or "\n" in text:
        return False
    if (PREAMBULAR_OPENING.match(text) and len(text) > 60) or OPERATIVE_OPENING.match(text):
        return False
    return (text[0].isupper() or text[0].isdigit()) and len(text.split()) <= 16


def lettered(text: str) -> str:
    """``A`` or ``IV`` where a heading is a lettered or Roman section ("A. Plebiscite"), else the empty string."""
    if not _LETTERED.fullmatch(text) or text.startswith(("A ", "I ")):
        return ""
    return re.split(r"[.)\s]", text, maxsplit=1)[0]
