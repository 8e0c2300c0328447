"""The part of a paragraph that shows why it was found, with the words marked."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from assistant.terms import stem
from assistant.ui.markup import Span, annotate, marks

_LONG = 420  # characters of a snippet
_BEFORE = 60  # of these, before the first word that is marked


def snippet(text: str, stems: Collection[str], phrases: Collection[str] = ()) -> Markup:
    """Some 400 characters around the place where most of the words stand; a shorter text is whole."""
    text = " ".join(text.split())
    spans = [*marks(text, frozenset(stems)), *_phrases(text, phrases)]
    start, end = _window(text, spans)
    shown = [
        Span(max(span.start, start) - start, min(span.end, end) - start, span.tag)
        for span in spans
        if span.start < end and span.end > start
    ]
    before, after = ("…\u00a0" if start else ""), ("\u00a0…" if end < len(text) else "")
    return Markup("{}{}{}").format(before, annotate(text[start:end], shown), after)


def _phrases(text: str, phrases: Collection[str]) -> list[Span]:
    lowered, found = text.lower(), []
    for phrase in filter(None, map(str.lower, phrases)):
        at = lowered.find(phrase)
        while at >= 0:
            found.append(Span(at, at + len(phrase), "mark"))
            at = lowered.find(phrase, at + len(phrase))
    return found


def _window(text: str, spans: list[Span]) -> tuple[int, int]:
    """From where to where: that part in which the most different words are marked, the first of its like."""
    if len(text) <= _LONG:
        return 0, len(text)
    starts = sorted({span.start for span in spans}) or [0]
    words = [(span.start, stem(text[span.start : span.end])) for span in spans]

    def held(start: int) -> int:
        return len({word for at, word in words if start <= at < start + _LONG - _BEFORE})

    first = max(starts, key=lambda start: (held(start), -start))
    start = max(0, min(first - _BEFORE, len(text) - _LONG))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + _LONG if len(text) - start > _LONG + _BEFORE else len(text)
    return start, text.rfind(" ", start, end) if end < len(text) else end
