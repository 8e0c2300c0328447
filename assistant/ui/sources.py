"""The sources of an answer: one card a paragraph, the words of the question marked, the official document linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from assistant.answer import Answer, Citation, Verdict
from assistant.ui.markup import Span, annotate, fill, halves, marks, words_of
from assistant.ui.render import VERDICTS
from assistant.wording import day_in_words
from ingest.errors import MalformedKey
from ingest.resolution import Kind, Paragraph, Pinpoint, Resolution, TextStatus
from vectorstore.catalogue import Catalogue

_SHOWN_POINTS = 8
_SHOWN_CITED = 40  # a list can cite hundreds: each opens from its own line
_SHOWN_OTHERS = 12  # evidence can be fifty paragraphs; beyond the best dozen it helps nobody on a screen
KIND_NAMES = {
    Kind.PREAMBULAR: "Preambular paragraph",
    Kind.OPERATIVE: "Operative paragraph",
    Kind.ANNEX: "Annex",
    Kind.HEADING: "Heading",
}
FORCE_NOTE = "A neutral label for what the leading verb does. Whether a clause binds depends on more than its verb."


@dataclass(frozen=True, slots=True)
class Point:
    """A sub-paragraph on the card of its paragraph; ``verdict`` where the answer cites it itself."""

    key: str
    marker: str
    depth: int
    words: Markup
    verdict: str = ""


@dataclass(slots=True)
class Card:
    """One source, ready to be shown. ``words`` is escaped text with marks in it."""

    key: str
    citation: str
    kind: str
    record: Resolution
    adopted: str
    digest: bool
    verdict: str = ""
    start: int = 0
    end: int = 0
    opening: list[str] = field(default_factory=list)
    marker: str = ""
    words: Markup = field(default_factory=Markup)
    points: list[Point] = field(default_factory=list)
    more_points: int = 0
    closing: Markup = field(default_factory=Markup)
    verb: str = ""
    force: str = ""
    copy: str = ""


def sources_html(answer: Answer, texts: Catalogue) -> str:
    """The sources of an answer for the panel beside the chat; empty where it has none."""
    cited, others, more = _cards(answer, texts)
    if not cited and not others:
        return ""
    return fill("sources.html", answer=answer, cited=cited, others=others, more=more, force_note=FORCE_NOTE)


def key_html() -> str:
    """What the panel says while there are no sources."""
    return fill("shelf.html", explain=VERDICTS)


def _cards(answer: Answer, texts: Catalogue) -> tuple[list[Card], list[Card], int]:
    """The cards of the paragraphs an answer cites, in its order, of those that were only found, best first, and how many more it cites."""
    stems = words_of(f"{answer.question} {answer.standalone}")
    cited: dict[str, Citation] = {}
    for citation in answer.citations:
        known = cited.get(citation.key)
        if citation.key and (known is None or known.verdict is not Verdict.QUOTED):
            cited[citation.key] = citation
    cards = [_card(key, stems, texts, cited) for key in list(cited)[:_SHOWN_CITED]]
    shown = {point.key for card in cards if card for point in card.points}
    found = [key for key in dict.fromkeys(answer.evidence) if key not in cited and key not in shown]
    others = [_card(key, stems, texts, {}) for key in found[:_SHOWN_OTHERS]]
    more = max(0, len(cited) - _SHOWN_CITED)
    return [c for c in cards if c and c.key not in shown], [c for c in others if c], more


def _card(key: str, stems: frozenset[str], texts: Catalogue, cited: Mapping[str, Citation]) -> Card | None:
    try:
        pinpoint = Pinpoint.parse(key)
    except MalformedKey:
        return None
    record = texts.record(pinpoint.resolution)
    if record is None:
        return None
    paragraph = texts.paragraph(key)
    if paragraph is None and pinpoint.kind is not None:
        paragraph = next(iter(texts.resolve(pinpoint)), None)
    card = Card(
        key=key,
        citation=paragraph.citation if paragraph else record.symbol,
        kind=_kind(paragraph),
        record=record,
        adopted=day_in_words(record.date) or str(record.year),
        digest=record.status is TextStatus.DIGEST,
    )
    if citation := cited.get(key):
        card.verdict, card.start, card.end = citation.verdict.value, citation.start, citation.end
    if paragraph is not None:
        _put_words(card, paragraph, stems, texts, cited)
    return card


def _put_words(
    card: Card, paragraph: Paragraph, stems: frozenset[str], texts: Catalogue, cited: Mapping[str, Citation]
) -> None:
    points = texts.subparagraphs(paragraph.key)
    depth = len(paragraph.path)
    card.marker = paragraph.marker
    card.verb, card.force = paragraph.verb, paragraph.force.value if paragraph.force else ""
    card.opening = _opening(paragraph, texts)
    spans = marks(paragraph.words, stems)
    if card.end - card.start < len(paragraph.words.rstrip()):  # all of it quoted: nothing to set apart
        spans.append(Span(card.start, card.end, "q"))
    card.words, card.closing = halves(paragraph, spans)
    for point in points[:_SHOWN_POINTS]:
        verdict = cited[point.key].verdict.value if point.key in cited else ""
        words = annotate(point.words, marks(point.words, stems))
        card.points.append(Point(point.key, point.marker, len(point.path) - depth, words, verdict))
    card.more_points = max(0, len(points) - _SHOWN_POINTS)
    lines = [*card.opening, f"{paragraph.marker} {paragraph.text}".strip()]
    lines += [f"{'  ' * (len(p.path) - depth)}{p.marker} {p.words}" for p in points]
    lines += [paragraph.closing] if paragraph.closing else []
    source = f"{card.citation}{' - digest, not the official text' if card.digest else ''}"
    card.copy = "\n".join([*lines, f"[{source}, {card.record.link}]"])


def _opening(paragraph: Paragraph, texts: Catalogue) -> list[str]:
    """The words that a sub-paragraph continues, outermost first."""
    above: list[str] = []
    pinpoint = paragraph.pinpoint.parent
    while pinpoint is not None:
        parent = texts.paragraph(pinpoint.key)
        if parent is not None:
            above.insert(0, f"{parent.marker} {parent.text}".strip())
        pinpoint = pinpoint.parent
    return above


def _kind(paragraph: Paragraph | None) -> str:
    if paragraph is None:
        return "Whole resolution"
    name = KIND_NAMES[paragraph.kind]
    return f"{name}, sub-paragraph" if paragraph.path else name
