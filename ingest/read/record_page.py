"""A record page as a resolution search engine shows it: run-on text, then Topics, Year, Title, Related, Composition.

On such a page the preambular clauses run on in one line ("…, Recalling …, Noting …"), and so do the operative
paragraphs ("…; 5. Welcomes …"). They are parted at a comma before a participle with a capital, and at a semicolon
before a number.
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.edition import Edition, Form
from ingest.errors import UnreadableText
from ingest.parsing.clean import decode, normalise_characters, one_line
from ingest.parsing.identity import identify, of_file_name, of_symbol
from ingest.parsing.layout import blocks_of, run_apart, unwrap
from ingest.parsing.masthead import read_date, read_meeting
from ingest.parsing.parse import parse_blocks
from ingest.read.contract import NotAResolution
from ingest.read.printed import cleaned

__all__ = ["read", "recognises"]

_LABELS = (
    "Topics",
    "Year",
    "Title",
    "Related with resolutions",
    "Quoted in resolutions",
    "Security Council Composition",
)


def recognises(head: str) -> bool:
    """A heading "Resolution 2395" without the year that official texts print behind the number."""
    heading = re.search(r"^Resolution \d{1,4}[ \t]*$(?!\s*(?:\(|of\b))", head, re.MULTILINE)
    return heading is not None and heading.start() < 400 and "RESOLUTION" not in head[: heading.start()]


def read(path: Path) -> list[Edition]:
    """The one resolution of the page; raise :class:`UnreadableText` where the page holds no text of it."""
    text = normalise_characters(decode(path.read_bytes()))
    body, facts = _facts(text)
    heading = re.search(r"^Resolution (\d{1,4})\s*$", text, re.MULTILINE)
    named = (int(heading[1]), int(facts["Year"]) if facts.get("Year", "").isdigit() else None) if heading else None
    identity = identify(of_symbol(body), named or of_file_name(path.name), path.name)
    if identity is None:
        raise NotAResolution("no resolution: the page gives no number")
    start = body.find("The Security Council,")
    head = body[: max(start, 0)]
    blocks = list(blocks_of(_paragraphs(cleaned(body[start:])))) if start >= 0 else []
    paragraphs = parse_blocks(blocks, identity.number, identity.year)
    if not paragraphs:
        raise UnreadableText(f"{path.name} holds no text of the resolution. Save the page again with its abstract.")
    return [
        Edition(
            number=identity.number,
            year=identity.year,
            contradicted=identity.contradicted,
            form=Form.RECORD_PAGE,
            source=path.name,
            date=read_date(head, identity.year),
            meeting=read_meeting(head),
            agenda=facts.get("Title", ""),
            topics=tuple(topic.strip() for topic in facts.get("Topics", "").split(",") if topic.strip()),
            composition=tuple(re.findall(r"\b[A-Z]{3}\b", facts.get("Security Council Composition", ""))),
            quoted_in=tuple(
                sorted(int(number) for number in re.findall(r"\b\d{1,4}\b", facts.get("Quoted in resolutions", "")))
            ),
            paragraphs=paragraphs,
            remarks=identity.remarks,
        )
    ]


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of either rendering: in one, each stands on its line; in the other they run on."""
    if re.match(r"The Security Council,[ \t]*\n", text) is None:
        return run_apart(unwrap(text))
    return unwrap(text) if "\f" in text else [line for line in text.split("\n") if line]


def _facts(text: str) -> tuple[str, dict[str, str]]:
    """The text above the block of facts, and the facts by label."""
    lines = text.split("\n")
    facts: dict[str, str] = {}
    first = len(lines)
    for index, line in enumerate(lines):
        if line.strip() in _LABELS and index + 1 < len(lines) and (line.strip() == "Topics" or facts):
            first = min(first, index)
            facts[line.strip()] = one_line(lines[index + 1])
    return "\n".join(lines[:first]), facts
