"""The resolutions that are cited, as BibTeX entries.

BibTeX has no kind for acts of an organization: ``@misc`` with the organ as a corporate author (double braces keep it whole)
is what every style prints. Resolutions bear no title, so the title is their number and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.export.document import printable
from assistant.wording import day_in_words
from ingest.resolution import Resolution

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# BibTeX counts braces whatever stands before them, and some of its readers take any "@" for a new entry.
_SIGNS |= {"@": r"\symbol{64}"} | {sign: f"\\{sign}" for sign in "&%$#_"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def to_bibtex(records: Iterable[Resolution], remarks: Iterable[str]) -> str:
    """An entry for each resolution, with the remarks as comments before them."""
    # BibTeX knows no comments: outside an entry only "@" means anything, to it and to those that read "%" as one.
    lines = [f"% {' '.join(printable(remark).split())}".replace("@", "(at)") for remark in remarks]
    entries = ["\n".join(_entry(record)) for record in records]
    return "\n\n".join(["\n".join(lines), *entries]) + "\n"


def _entry(record: Resolution) -> list[str]:
    adopted = f", adopted on {day_in_words(record.date)}" if record.date else ""
    fields = {
        "author": "{United Nations Security Council}",
        "title": f"{{Resolution {record.number} ({record.year})}}",
        "year": str(record.year),
        "howpublished": f"UN Doc. S/RES/{record.number} ({record.year})",
        "note": _escaped(f"Library description: {record.subject}{adopted}" if record.subject else adopted[2:].capitalize()),
        "url": record.link,
    }  # fmt: skip
    lines = [f"@misc{{unsc-res-{record.number},"]
    lines += [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if record.date:
        lines.append(f"  month = {_MONTHS[record.date.month - 1]},")
    return [*lines, "}"]


def _escaped(text: str) -> str:
    return re.sub(r"[\\{}~^&%$#_@]", lambda match: _SIGNS[match.group()], " ".join(printable(text).split()))
