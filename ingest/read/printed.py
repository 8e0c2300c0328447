"""What the readers of printed texts share: head, body, ending, footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.edition import Edition, Form
from ingest.errors import UnreadableText
from ingest.one_of import either
from ingest.parsing.blocks import FORMULA, Block, Role
from ingest.parsing.clean import decode, mark_page_breaks, normalise_characters, one_line, strip_lines
from ingest.parsing.footnotes import drop_marks, split_notes
from ingest.parsing.identity import Identity, identify, of_file_name, of_heading, of_statement, of_symbol
from ingest.parsing.layout import blocks_of, run_apart, unwrap
from ingest.parsing.markers import repair_markers
from ingest.parsing.masthead import read_date, read_draft, read_meeting
from ingest.parsing.parse import parse_blocks
from ingest.parsing.votes import read_ballot, split_ending
from ingest.read.contract import NotAResolution, presidential_statement

Mend = Callable[[Sequence[Block]], list[Block]]
_MOST_LINES = 20_000  # the longest resolution has 5,000
_FORMULA_LINE = re.compile(rf"^{FORMULA.pattern}(?:$|(?=[A-Z]))", re.MULTILINE)
# The last line of a masthead where a text has no formula.
_HEAD_END = re.compile(
    "^(?:"
    + either(
        r"Adopted by the Security Council[^\n]*(?:\n\s*on \d[^\n]*)?",
        r"\[S/[^\n]*\]",
        r"[^\n]{0,60}Resolution of \d[^\n]*",
        r"of \d{1,2} \w+\]? \d{4}",
        r"(?:Security Council )?Resolution \d+ \(\d{4}\)(?: of [^\n]*)?",
    )
    + r")\s*?$",
    re.MULTILINE | re.IGNORECASE,
)
_NOTE_LINE = re.compile(r"\d{1,2}/ \S|\d{1,3}\s+(?:[IfTl]bid|Official Records|S/\d|8/\d|See |Document|Adopted)")
_LETTER_BEFORE_FORMULA = re.compile(r"(?:^|\n)\s*([A-H])\.?\s*$")


_MASTHEAD = 400  # characters


def read_printed(path: Path, form: Form, *, text: str | None = None, mend: Mend | None = None) -> Edition:
    """One edition from a printed text; raise :class:`UnreadableText` where no paragraph can be found.

    ``mend`` is a last step over the blocks before they are parsed.
    """
    text = cleaned(text if text is not None else decode(path.read_bytes()))
    if "\ufffd" in text and text.count("\ufffd") > len(text) // 50:
        raise UnreadableText(f"{path.name} is not readable text. Download the file again.")
    head, body = split_head(text)
    if symbol := of_statement(text[:_MASTHEAD], path.name):
        raise presidential_statement(symbol)
    identity = identify(of_heading(head) or of_symbol(head), of_file_name(path.name), path.name)
    if identity is None:
        raise NotAResolution("no resolution: neither the file name nor the heading gives a number")
    ending = split_ending(body)
    notes, stray = split_notes(ending.rest)
    core, more_notes = split_notes_in_body(ending.body)
    notes = (*more_notes, *notes)
    blocks = repair_markers(drop_marks(list(blocks_of(run_apart(unwrap(core)))), notes))
    if (part := _LETTER_BEFORE_FORMULA.search(head)) is not None:
        blocks.insert(0, Block(part[1], role=Role.TEXT))
    paragraphs = parse_blocks(mend(blocks) if mend else blocks, identity.number, identity.year)
    if not paragraphs:
        raise UnreadableText(f"{path.name} holds no paragraph of a resolution. Download the file again.")
    return _edition(path, form, identity, head, ending.adoption, (*notes, *stray), paragraphs=paragraphs)


def _edition(
    path: Path, form: Form, identity: Identity, head: str, adoption: str, notes: tuple[str, ...], **words: object
) -> Edition:
    ballot = read_ballot(adoption, "\n".join(notes))
    unknown = ballot.unknown_names if ballot else ()
    remarks = tuple(f"Name in the vote not understood: {name}." for name in unknown)
    return Edition.model_validate(
        {
            "number": identity.number,
            "year": identity.year,
            "contradicted": identity.contradicted,
            "form": form,
            "source": path.name,
            "date": read_date(head, identity.year),
            "meeting": read_meeting(adoption) if adoption else read_meeting(head),
            "draft": read_draft(head),
            "ballot": ballot,
            "footnotes": notes,
            "remarks": (*identity.remarks, *remarks),
            **words,
        }
    )


def cleaned(text: str) -> str:
    """The cleaning steps in their order; raise :class:`UnreadableText` for a text of too many lines."""
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise UnreadableText(
            f"A text of more than {_MOST_LINES} lines is no resolution. Give each resolution in a file."
        )
    return mark_page_breaks(strip_lines(normalise_characters(text)))


def split_head(text: str) -> tuple[str, str]:
    """Masthead and body. The body begins with the formula, or after the last line of the masthead."""
    formula = _FORMULA_LINE.search(text)
    if formula is not None and formula.start() < 3000:
        return text[: formula.start()], text[formula.start() :]
    ends = [match.end() for match in _HEAD_END.finditer(text) if match.end() < 1500]
    if not ends:
        return text[:400], text
    return text[: ends[-1]], text[ends[-1] :].lstrip("\n")


def split_notes_in_body(body: str) -> tuple[str, tuple[str, ...]]:
    """Footnotes of typewritten texts without an adoption line ("1/ S/24476, annex.") from the end of the body."""
    lines = body.rstrip().split("\n")
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if _NOTE_LINE.match(lines[index]):
            start = index
        elif lines[index] and start - index > 3:
            break
    notes, _ = split_notes("\n".join(lines[start:]))
    return "\n".join(lines[:start]), tuple(one_line(note) for note in notes)
