"""The evidence for one question: ranked paragraphs, and how well they bear on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.one_of import ways
from ingest.pinpoint import Kind, paragraph_of, resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lexical import Hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: hits best first, the rows behind them, and how alike the best one is (cosine, 0 to 1).

    ``looked_up`` are the keys that the question names; they stand first among the hits. ``by_words`` tells that some of the
    best have no vector yet, so that how alike they are is not known. ``chances`` (0 to 1) are those of the paragraphs that were weighed
    beside each other: how likely the answer stands in each, or in a point of it. ``left`` counts the resolutions that the question names and that were not searched,
    for they are too many. ``beside`` are the keys of paragraphs of the first one's text that answer what it leaves open.
    """

    hits: tuple[Hit, ...]
    paragraphs: Mapping[str, Paragraph]
    similarity: float = 0.0
    looked_up: tuple[str, ...] = ()
    by_words: bool = False
    chances: Mapping[str, float] = field(default_factory=dict)
    left: int = 0
    beside: tuple[str, ...] = ()

    def chance_of(self, texts: Collection[int]) -> float:
        """How likely (0 to 1) the answer stands in one of these texts, among all that were weighed."""
        return sum(chance for key, chance in self.chances.items() if resolution_of(key) in texts)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(hit.key for hit in self.hits)

    @property
    def by_paragraph(self) -> tuple[Hit, ...]:
        """The hits with the points of each paragraph right after it: in this order thresholds of support were fitted."""
        families: dict[str, list[Hit]] = {}
        for hit in self.hits:
            families.setdefault(paragraph_of(hit.key), []).append(hit)
        return tuple(hit for family in families.values() for hit in family)


def each_once(hits: Sequence[Hit]) -> list[Hit]:
    """Every paragraph where it stands first."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.key, hit)
    return list(first.values())


def with_first(
    hits: Sequence[Hit], rows: Mapping[str, Paragraph], evidence: Evidence, chances: Mapping[str, float] | None = None
) -> Evidence:
    """As much evidence, with ``hits`` first; ``rows`` are their paragraphs, ``chances`` theirs."""
    kept = each_once([*hits, *evidence.hits])[: len(evidence.hits)]
    best = dict(evidence.chances)
    for key, chance in (chances or {}).items():
        best[key] = max(chance, best.get(key, 0.0))
    return replace(evidence, hits=tuple(kept), paragraphs={**evidence.paragraphs, **rows}, chances=best)


def led_by(evidence: Evidence, rows: Mapping[str, Paragraph]) -> Evidence:
    """The evidence with ``rows`` first, as good as the best of it."""
    best = max((hit.score for hit in evidence.hits), default=1.0)
    hits = (*(Hit(key, best) for key in rows), *(hit for hit in evidence.hits if hit.key not in rows))
    return replace(evidence, hits=hits, paragraphs={**evidence.paragraphs, **rows})


def around(key: str, catalogue: Catalogue) -> list[Paragraph]:
    """A paragraph with the points below and the opening words above it."""
    row = catalogue.paragraph(key)
    return [] if row is None else [row, *catalogue.subparagraphs(key), *catalogue.above(key)]


def in_section(rows: Sequence[Paragraph], label: str) -> list[Paragraph]:
    """The rows under the heading that begins with ``label`` (``C`` in "section C")."""

    def begins(heading: str) -> bool:
        return heading.strip(" .").upper() == label.upper() or heading.upper().startswith(
            (f"{label.upper()}.", f"{label.upper()} ")
        )

    return [row for row in rows if row.kind is not Kind.HEADING and any(begins(heading) for heading in row.section)]


# "Which paragraph of … deals with": paragraphs speak of other paragraphs, and that is not what is looked for.
_WHICH_PARAGRAPH = re.compile(
    r"\b(?:in\s+)?(?:which|what)\s+(?:operative\s+|preambular\s+)?(?:paragraphs?|paras?|ops?|clauses?|provisions?|parts?|sections?)\b(?:\s+of\b)?(?:\s+(?:"
    + ways("deals? dealt speaks? talks? covers? addresses mentions? treats? is are")
    + r")\s+(?:with|of|about|on)?)?",
    re.IGNORECASE,
)


def asks_which_paragraph(topic: str) -> bool:
    """Whether it is asked where something stands."""
    return _WHICH_PARAGRAPH.search(topic) is not None


def matter_in(topic: str) -> str:
    """What a paragraph is asked for by, without the words that ask for one; the topic where nothing is left."""
    return " ".join(_WHICH_PARAGRAPH.sub(" ", topic).split()).strip(" ?.") or topic
