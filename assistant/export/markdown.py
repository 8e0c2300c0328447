"""A document as Markdown with footnotes (``[^1]``), as GitHub, Pandoc and most editors read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.export.document import Document, Heading, Inline, Look, Passage, Source, printable

_SIGNS = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_START = re.compile(r"^(\s*\d*)(?=[#+-]|(?<=\d)[.)]\s)")  # what would begin a heading or a list
_LOOKS = {
    Look.STRONG: ("**", "**"),
    Look.FAINT: ("*", "*"),
    Look.GONE: ("~~", "~~"),
    Look.COME: ("**", "**"),
    Look.MOVED_FROM: ("~~", "~~"),
    Look.MOVED_TO: ("**", "**"),
    Look.WARNING: ("**", "**"),
}


def to_markdown(document: Document) -> str:
    """The text. A source that is cited again keeps its number."""
    numbers = {note: nth for nth, note in enumerate(dict.fromkeys(_note(s) for s in document.sources()), 1)}

    def told(inlines: Sequence[Inline]) -> str:
        return "".join(f"[^{numbers[_note(i)]}]" if isinstance(i, Source) else _set(i.text, i.look) for i in inlines)

    lines = [f"# {escaped(document.title)}", ""]
    lines += [f"- **{name}:** {escaped(_flat(value))}" for name, value in document.facts]
    lines.append("")
    for block in document.blocks:
        match block:
            case Heading():
                lines += [f"{'#' * block.level} {escaped(block.text)}", ""]
            case Passage():
                words = _LINE_START.sub(r"\1\\", told(block.inlines))
                lines += [f"- {words}" if block.item else words, ""]
            case _:
                lines += [_row(block.head), _row(["---"] * len(block.head))]
                lines += [_row([_flat(told(cell), "<br>") for cell in row]) for row in block.rows]
                lines.append("")
    if document.unsupported:
        lines += ["## Not supported", "", "These citations were not found in the texts or were not part of the evidence.", ""]  # fmt: skip
        lines += [*(f"- {escaped(_flat(each))}" for each in document.unsupported), ""]
    lines += [f"[^{number}]: {note}" for note, number in numbers.items()]
    return printable("\n".join(lines)).rstrip() + "\n"


def escaped(text: str) -> str:
    """The text with the signs that Markdown would read set apart."""
    return _SIGNS.sub(r"\\\1", text)


def _note(source: Source) -> str:
    return f"{escaped(source.note)} <{source.link}>"


def _set(text: str, look: Look) -> str:
    opening, closing = _LOOKS.get(look, ("", ""))
    bare = text.strip()
    if not bare or not opening:
        return escaped(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{opening}{escaped(bare)}{closing}{after}"


def _flat(text: str, joint: str = " ") -> str:
    return re.sub(r"[ \t]*\s*\n\s*", joint, text).strip()


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
