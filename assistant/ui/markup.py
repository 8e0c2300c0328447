"""Text into HTML that is only ever text.

Every value that a template prints goes through :func:`inert`, so nothing that stands in a document, a question or a
model's answer can become a tag, a link, Markdown, a formula or a template expression. Besides the five characters of
HTML, the punctuation that the chat's Markdown renderer or the page's template engine could act on is written as
character references, and so are line breaks: a blank line inside a block of HTML would hand the rest to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ingest.resolution import Paragraph

_HERE = Path(__file__).parent
_REFERENCES = {ord(character): f"&#{ord(character)};" for character in "\\`*_[]{}$~|!\n\r:@"}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STEMMER = Stemmer.Stemmer("english")
# Words that stand in nearly every question or paragraph here: marking them would mark everything.
_EVERYWHERE = frozenset(
    "resolution resolutions paragraph paragraphs para paras operative preambular security council united nations "
    "un s res say says said text does do did what which who whom when where why how".split()
)


def inert(value: object) -> Markup:
    """Escape a value so that neither HTML, Markdown nor a template engine finds anything to act on."""
    if isinstance(value, Markup):
        return value
    return Markup(str(escape(str(value))).translate(_REFERENCES))  # noqa: S704 - this is the escaping


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text to be set apart: ``tag`` is ``mark`` (asked for), ``q`` (quoted) or ``em`` (the verb)."""

    start: int
    end: int
    tag: str


def annotate(text: str, spans: Iterable[Span]) -> Markup:
    """Set spans, which may overlap and may reach beyond the text, into the escaped text.

    The text is cut at every edge, and each piece is wrapped in the tags of all spans that cover it, so the result is
    always well nested.
    """
    clipped = (Span(max(0, span.start), min(span.end, len(text)), span.tag) for span in spans)
    kept = [span for span in clipped if span.start < span.end]
    edges = sorted({0, len(text), *(s.start for s in kept), *(s.end for s in kept)})
    out = Markup()
    for start, end in zip(edges, edges[1:], strict=False):
        piece = inert(text[start:end])
        for tag in sorted({s.tag for s in kept if s.start <= start and end <= s.end}):
            piece = Markup("<{0}>{1}</{0}>").format(Markup(tag), piece)  # noqa: S704 - a tag of ours
        out += piece
    return out


def halves(paragraph: Paragraph, spans: Sequence[Span]) -> tuple[Markup, Markup]:
    """A paragraph's text and its closing words, which stand after its sub-paragraphs, with spans over its ``words``."""
    after = len(paragraph.text) + 1
    shifted = [Span(span.start - after, span.end - after, span.tag) for span in spans]
    return annotate(paragraph.text, spans), annotate(paragraph.closing, shifted)


def words_of(question: str) -> frozenset[str]:
    """The stems of a question's words that are worth marking in a text."""
    words = (match.group().lower() for match in _WORD.finditer(question))
    kept = [w for w in words if len(w) > 1 and w not in STOPWORDS_EN_PLUS and w not in _EVERYWHERE and not w.isdigit()]
    return frozenset(_STEMMER.stemWords(kept))


def marks(text: str, stems: frozenset[str]) -> list[Span]:
    """Where the words of a question stand in a text, whatever their endings."""
    found = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text)]
    stemmed: Sequence[str] = _STEMMER.stemWords([word for _, _, word in found])
    return [Span(start, end, "mark") for (start, end, _), stem in zip(found, stemmed, strict=True) if stem in stems]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=inert,
    )
    environment.filters["inert"] = inert
    return environment


_ENVIRONMENT = _environment()
_LAYOUT_BREAK = re.compile(r"[ \t]*\n\s*")


def fill(template: str, **values: Any) -> str:
    """Render one template of this package on a single line (line breaks of the texts are references by then)."""
    return _LAYOUT_BREAK.sub(" ", _ENVIRONMENT.get_template(template).render(**values)).strip()
