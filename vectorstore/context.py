"""What a paragraph is searched by: its words, after the context that a reader would have in view.

A sub-paragraph alone ("to the parties concerned;") names neither its subject nor its verb. Its search text starts with
symbol, date, what the resolution is about, the headings above it, and the opening words of the paragraphs it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.resolution import Kind, Paragraph, Resolution

# Bounds in characters. The packaged embedding reads 256 word pieces, about 1,100 characters, and its time grows with
# the length: context may not push the paragraph's own words out, nor cost more than they do.
_ABOUT = 200
_AGENDA = 100
_HEADING = 100
_OPENING = 200


def searchable(paragraph: Paragraph) -> bool:
    """Headings and rows without words are kept in the catalogue and not searched."""
    return paragraph.kind is not Kind.HEADING and bool(paragraph.words.strip())


def ancestors(paragraphs: Iterable[Paragraph]) -> dict[str, tuple[Paragraph, ...]]:
    """Key → the paragraphs whose sub-paragraph it is, outermost first, for rows in document order."""
    above: dict[str, tuple[Paragraph, ...]] = {}
    stack: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING:
            continue
        while stack and not is_below(paragraph, stack[-1]):
            stack.pop()
        above[paragraph.key] = tuple(stack)
        stack.append(paragraph)
    return above


def is_below(paragraph: Paragraph, above: Paragraph) -> bool:
    """Whether a row is a sub-paragraph of another at any depth, by its pinpoint alone."""
    return (
        len(paragraph.path) > len(above.path)
        and paragraph.path[: len(above.path)] == above.path
        and (paragraph.resolution, paragraph.kind, paragraph.number, paragraph.part, paragraph.annex)
        == (above.resolution, above.kind, above.number, above.part, above.annex)
    )


def contexts(resolution: Resolution) -> dict[str, str]:
    """Key → context of each searchable paragraph; one or two lines of plain text, never empty."""
    head = about(resolution)
    above = ancestors(resolution.paragraphs)
    return {p.key: _lines(f"{head} {_place(p)}".rstrip(), _opening(above[p.key])) for p in _searched(resolution)}


def passages(resolution: Resolution) -> dict[str, str]:
    """Key → words of each searchable paragraph after the headings above it and the openings of what it belongs to; nothing
    in it names the resolution, so that copies of a clause are the same."""
    above = ancestors(resolution.paragraphs)
    return {p.key: _lines(_place(p), _opening(above[p.key]), p.words) for p in _searched(resolution)}


def whole(resolution: Resolution) -> str:
    """What a whole resolution is searched by: its head, its library subjects and topics, and all its words."""
    filed = [*resolution.topics, *resolution.subjects]
    return "\n".join([about(resolution), resolution.subject, *filed, *(p.words for p in resolution.paragraphs)])


def _searched(resolution: Resolution) -> Iterable[Paragraph]:
    return filter(searchable, resolution.paragraphs)


def _place(paragraph: Paragraph) -> str:
    """The headings above a paragraph."""
    place = [shorten(heading, _HEADING) for heading in paragraph.section]
    if paragraph.kind is Kind.ANNEX:
        place.insert(0, f"Annex {paragraph.annex}".rstrip())
    return " ".join(f"{step}." for step in place)


def _opening(above: Sequence[Paragraph]) -> str:
    return " ".join(shorten(row.text, _OPENING) for row in above if row.text)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def about(resolution: Resolution) -> str:
    """One line such as ``S/RES/9001 (2040), 2 May 2040: on the survey of harbours. The situation in Azuria.``."""
    head = resolution.symbol
    if resolution.date:
        head += f", {resolution.date.day} {resolution.date:%B %Y}"
    subject = shorten(resolution.subject, _ABOUT)
    agenda = shorten(resolution.agenda, _AGENDA)
    if agenda.casefold() in subject.casefold():
        agenda = ""
    about = ". ".join(text.rstrip(". ") for text in (subject, agenda) if text)
    return f"{head}: {about}." if about else f"{head}."


def shorten(text: str, limit: int) -> str:
    """The beginning of a text in one line, at most ``limit`` characters, cut between words."""
    text = re.sub(r"\s+", " ", text).strip()
    if len(text) <= limit:
        return text
    return f"{text[:limit].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
