"""Member names as texts write them, to ISO 3166 alpha-3 codes of the time (SUN, YUG, CSK, DDR, TWN included)."""

from __future__ import annotations

import difflib
import re
from functools import cache

from ingest.tables import rows

_CUT_NAMES = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")  # "Social- ist"


def find_countries(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of all members named in a list, in order, and the names that are not understood.

    Spellings of character recognition ("Matta") are matched to the closest name.
    """
    names, pattern = _names()
    rest = _plain(text)
    found: list[tuple[int, str]] = [(match.start(), names[match[0]]) for match in pattern.finditer(rest)]
    rest = pattern.sub(lambda match: "," * len(match[0]), rest)
    unknown: list[str] = []
    for match in re.finditer(r"[^\W\d_][\w'. -]{3,}", rest):
        name = re.sub(r"^(?:and|the)\s+|\s+and\s*$", "", match[0].strip(" .-"))
        if len(name) < 4 or name in {"ireland", "northern", "none"}:
            continue
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.78)
        if close:
            found.append((match.start(), names[close[0]]))
        else:
            unknown.append(name)
    codes = dict.fromkeys(code for _, code in sorted(found))
    return tuple(codes), tuple(unknown)


@cache
def _names() -> tuple[dict[str, str], re.Pattern[str]]:
    names = {_plain(row["name"]): row["iso3"] for row in rows("countries.csv")}
    longest_first = sorted(names, key=len, reverse=True)
    return names, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


def _plain(text: str) -> str:
    text = _CUT_NAMES.sub("", text.replace("’", "'").lower())
    return " ".join(re.sub(r"[‘`\"“”|{}—]|(?<=[a-z]{4})['.](?=\s)", " ", text).split())


def country_name(code: str) -> str:
    """The usual name of a member by its code; the code itself where the table has none."""
    return _usual_names().get(code, code)


@cache
def _usual_names() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in reversed(rows("countries.csv"))}
