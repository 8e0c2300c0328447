"""Which resolution a file holds: the symbol or the file name say it, the words of the header only confirm it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SYMBOL = re.compile(r"S/RES/(?P<number>\d{1,4})\s?\((?P<year>\d{4})\)")
_STATEMENT = re.compile(r"S\s*/\s*PRST\s*/\s*(?P<year>\d{4})\s*/\s*(?P<number>\d{1,3})\b")
_STATEMENT_FILE = re.compile(r"S[-_ ]PRST[-_ ](?P<year>\d{4})[-_ ](?P<number>\d{1,3})(?!\d)", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"(?:S[-_ ]RES|SC|UNSCR|unscr)[-_ ](?P<number>\d{1,4})(?:[-_ ]?\(?(?P<year>(?:19|20)\d{2})\)?(?!\d))?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"resolution\s+(?P<number>\d{1,4})\s?\((?P<year>\d{4})\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """``remarks`` says where two places of one file disagree."""

    number: int
    year: int
    remarks: tuple[str, ...] = ()
    contradicted: bool = False


def of_symbol(text: str) -> tuple[int, int] | None:
    """``(2395, 2017)`` from the first ``S/RES/2395 (2017)`` of a text."""
    match = _SYMBOL.search(text)
    return (int(match["number"]), int(match["year"])) if match else None


def of_heading(text: str) -> tuple[int, int] | None:
    """The same from the words "Resolution 2395 (2017)" or "Resolution of …" of a masthead."""
    match = _HEADING.search(text) or re.search(r"^(?P<number>\d{1,4})\s?\((?P<year>\d{4})\)", text, re.MULTILINE)
    return (int(match["number"]), int(match["year"])) if match else None


def of_file_name(name: str) -> tuple[int, int | None] | None:
    """The same from a file name; the year may be missing. Not for ``S_2023_212`` (a draft) or ``S_PRST_2020_11``."""
    match = _FILE_NAME.match(name)
    if match is None:
        return None
    return int(match["number"]), int(match["year"]) if match["year"] else None


def of_statement(masthead: str, file_name: str) -> str:
    """The symbol of a presidential statement, ``S/PRST/2031/1``, by its file name or its masthead; empty for another text.

    Resolutions recall statements early: a symbol counts only where neither the file name nor anything before it names
    a resolution.
    """
    if of_file_name(file_name) is not None:
        return ""
    match = _STATEMENT.search(masthead)
    if match and (of_symbol(masthead[: match.start()]) or of_heading(masthead[: match.start()])):
        return ""
    match = match or _STATEMENT_FILE.match(file_name)
    return f"S/PRST/{match['year']}/{int(match['number'])}" if match else ""


def identify(symbol: tuple[int, int] | None, file_name: tuple[int, int | None] | None, source: str) -> Identity | None:
    """Bring symbol and file name together; the file name decides, as the symbol can be misprinted."""
    if symbol is None and (file_name is None or file_name[1] is None):
        return None
    if file_name is None:
        assert symbol is not None
        return Identity(*symbol)
    number = file_name[0]
    if symbol is None:
        return Identity(number, file_name[1] or 0)
    remarks: tuple[str, ...] = ()
    if symbol[0] != number or file_name[1] not in {None, symbol[1]}:
        remarks = (f"The header of {source} reads {symbol[0]} ({symbol[1]}); the file name was followed.",)
    year = file_name[1] or symbol[1]
    return Identity(number, year, remarks, contradicted=symbol[0] != number)
