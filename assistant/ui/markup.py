"""Text into HTML that is only ever text.

Every value that a template prints goes through :func:`inert`, so nothing that stands in a document, a question or a
model's answer can become a tag, a link, Markdown, a formula or a template expression. Besides the five characters of
HTML, the punctuation that the chat's Markdown renderer or the page's template engine could act on is written as
character references, and so are line breaks: a blank line inside a block of HTML would hand the rest to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.terms import content_stems, stem
from ingest.resolution import Paragraph

_HERE = Path(__file__).parent
_REFERENCES = {character: f"&#{ord(character)};" for character in "\"'\\`*_[]{}$~|!\n\r:@"}
_REFERENCES |= {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ACTED_ON = re.compile(f"[{re.escape(''.join(_REFERENCES))}]")
_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?")


def inert(value: object) -> Markup:
    """Escape a value so that neither HTML, Markdown nor a template engine finds anything to act on."""
    if isinstance(value, Markup):
        return value
    return Markup(_ACTED_ON.sub(_reference, str(value)))  # noqa: S704 - this is the escaping


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES[found.group()]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text to be set apart.

    ``tag`` is ``mark`` (asked for), ``q`` (quoted), ``em`` (the verb), or ``a``: a reference that opens ``key``.
    """

    start: int
    end: int
    tag: str
    key: str = ""

    def around(self, piece: str) -> str:
        """HTML with its tag around it."""
        if self.tag == "a":
            return f'<span class="ref" role="link" tabindex="0" data-key="{inert(self.key)}">{piece}</span>'
        return f"<{self.tag}>{piece}</{self.tag}>"


def annotate(text: str, spans: Iterable[Span]) -> Markup:
    """Set spans, which may overlap and may reach beyond the text, into the escaped text.

    The text is cut at every edge, and each piece is wrapped in the tags of all spans that cover it, so the result is
    always well nested.
    """
    kept = [span for span in spans if max(0, span.start) < min(span.end, len(text))]
    edges = sorted({0, len(text), *(max(0, s.start) for s in kept), *(min(s.end, len(text)) for s in kept)})
    out = list[str]()
    for start, end in pairwise(edges):
        piece: str = inert(text[start:end])
        covering = {s.tag: s for s in kept if s.start <= start and end <= s.end}
        for tag in sorted(covering):
            piece = covering[tag].around(piece)
        out.append(piece)
    return Markup("".join(out))  # noqa: S704 - each piece is escaped, each tag ours


def halves(paragraph: Paragraph, spans: Sequence[Span]) -> tuple[Markup, Markup]:
    """A paragraph's text and its closing words, which stand after its sub-paragraphs, with spans over its ``words``."""
    after = len(paragraph.text) + 1
    shifted = [replace(span, start=span.start - after, end=span.end - after) for span in spans]
    return annotate(paragraph.text, spans), annotate(paragraph.closing, shifted)


def words_of(question: str) -> frozenset[str]:
    """The stems of a question's words that are worth marking in a text."""
    return frozenset(content_stems(question))


def marks(text: str, stems: frozenset[str]) -> list[Span]:
    """Where the words of a question stand in a text, whatever their endings."""
    return [Span(m.start(), m.end(), "mark") for m in _WORD.finditer(text) if stem(m.group()) in stems]


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=inert,
    )


_ENVIRONMENT = _environment()


def fill(template: str, **values: Any) -> str:
    """Render one template of this package on a single line (line breaks of the texts are references by then)."""
    lines = _ENVIRONMENT.get_template(template).render(**values).split("\n")
    return " ".join(filter(None, (line.strip() for line in lines)))
