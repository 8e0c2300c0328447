"""What a paragraph says, in one sentence with its citation and in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.writing.shortened import shortened
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph


def says(paragraph: Paragraph, openings: Sequence[Paragraph] = ()) -> str:
    """One sentence in which the citation stands and the Council speaks with the paragraph's own words.

    Operative paragraphs begin with a verb in the present tense, so the citation becomes the subject: ``S/RES/9901
    (2031), para. 2 decides that …``. A preambular clause is a participle and a few old paragraphs are whole
    sentences: these are introduced instead. ``openings`` are the opening words of a sub-point.
    """
    opening = " ".join(row.text.strip() for row in openings)
    body = paragraph.text
    spoken = shortened(body) if not opening else f"{shortened(opening, 160)} {shortened(body)}".strip()
    spoken = " ".join(spoken.split())
    lead = openings[0] if openings else paragraph
    if (
        lead.kind is Kind.OPERATIVE and begins_with_verb(lead.text) and not spoken.startswith("(")
    ):  # "para. 11 (ii) how …"
        return _closed(f"{paragraph.citation} {spoken[:1].lower()}{spoken[1:]}")
    if lead.kind is Kind.OPERATIVE and (match := _ACTING.match(spoken)):
        return _closed(f"{paragraph.citation}, {match[0][:1].lower()}{match[0][1:]}{spoken[match.end() :]}")
    if lead.kind is Kind.PREAMBULAR:
        return _closed(
            f"In {paragraph.citation}, the Council is {spoken[:1].lower()}{spoken[1:]}"
            if spoken.split(" ", 1)[0].lower().endswith("ing")
            else f"{paragraph.citation} reads: {spoken}"
        )
    return _closed(f"{paragraph.citation} reads: {spoken}")


_ACTING = re.compile(r"Acting under[^,;]{5,120},\s*")
_ADVERB = r"(?:(?:Further|Also|Strongly|Again|Once again|Therefore|Accordingly|Solemnly|Urgently|Hereby|Fully|Firmly|Unequivocally|Deeply) )"
_VERB = re.compile(rf"{_ADVERB}{{0,2}}(?P<verb>[A-Z]?[a-z]+)\b", re.IGNORECASE)


def begins_with_verb(text: str) -> bool:
    """Whether a paragraph begins with a verb in the third person, so that its citation can be the subject."""
    match = _VERB.match(text.strip())
    if match is None:
        return False
    verb = match["verb"].lower()
    return (
        verb.endswith("s")
        and not verb.endswith(("ss", "us"))
        and verb not in {"this", "states", "parties", "his", "its", "members", "as", "measures", "negotiations"}
    )


def _closed(sentence: str) -> str:
    """The sentence with a full stop, and not the mark that led on to the next paragraph."""
    return sentence if sentence.endswith(("…", ":")) else sentence.rstrip(" ;,.") + "."
