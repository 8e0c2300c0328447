"""Whether the evidence is strong enough to answer from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from assistant.retrieval.concern import LOWEST, WEAKEST, concern
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.names.place_names import is_place
from assistant.retrieval.query import Query
from assistant.retrieval.settings import Thresholds
from assistant.retrieval.vocabulary import in_the_register, words_of_the_texts
from assistant.terms import acronyms, content_words, stem, stems
from assistant.understanding.english import english
from ingest.pinpoint import paragraph_of
from ingest.places import places_in
from ingest.resolution import Paragraph

if TYPE_CHECKING:
    from vectorstore.index import Index

_BEST = 5
_ALL_OF_IT, _SOME = 0.9, 3  # so great a share of so many words is no chance
_HALF_OF_IT = 0.5  # neither is so great a share beside a strong likeness
_PLAIN = 0.0  # above it a question looks more like one for the Council than like any other
# Measured with all vectors, questions on resolutions are 0.67 like their best paragraph (a tenth of them less than 0.56) and
# share 0.56 of their words; questions on other things share few, and are less alike.
_NO_WORD_SHARED, _ALL_SHARED = 0.4, 0.8
_A_NAME = 8.0  # natural logarithm of one in how many paragraphs has a name: one in 3,000
_UNKNOWN = 12.0  # about the highest score of a single word in a corpus of this size


class Support(Enum):
    """How well the best paragraphs fit the question.

    ``WEAK`` evidence is shown with the warning that it may not answer the question, ``NONE`` is not shown at all.
    """

    NONE = 0
    WEAK = 1
    STRONG = 2


_CLEAR = 0.5
_CLEARLY = 0.8  # of the leading paragraphs that are likelier than that, five of six are the one that was asked for, by the same writers
WARNING = "This may not be what was asked: the words of the question hardly occur in the texts. What comes nearest:"


def support_of(question: Query, evidence: Evidence, thresholds: Thresholds, index: Index) -> Support:
    """Strong for what was named; for a search, when the best paragraphs share the question's words or are like it.

    A paraphrase shares few words and a query of keywords means little, so one strong sign is enough, or two weaker
    ones together. A name in capitals that stands in the best paragraphs is a strong sign. Likeness alone is a weak one.
    """
    if not evidence.hits:
        return Support.NONE
    if question.references or question.regimes:
        return Support.STRONG
    shares = coverage(question, evidence, index)
    evidence = replace(evidence, similarity=likeness(evidence, shares))
    words = content_words(question.topic)
    strange = [word for word in words if weight_of(word, index) >= _UNKNOWN and not in_the_register(word)]
    unknown = len(strange) / max(1, len(words))
    bodies = {decision.acronym for decision in index.catalogue.mandates()}
    score = concern(question, evidence, shares.all, unknown, len(words), bodies)
    best = [evidence.paragraphs[hit.key] for hit in evidence.by_paragraph[:_BEST]]
    least = Support.WEAK if _holds_a_name(best, words, index) else Support.NONE
    spoken_of = evidence.similarity >= thresholds.strong_similarity and shares.all >= _HALF_OF_IT
    if score < LOWEST and not spoken_of and not (shares.all >= _ALL_OF_IT and len(words) >= _SOME):
        return least
    named = any(name in paragraph.words for name in acronyms(question.topic) for paragraph in best)
    if named or shares.all >= thresholds.strong_coverage:
        return Support.STRONG
    # A short paraphrase is like nothing; what it speaks of may be plain.
    if evidence.similarity < thresholds.similarity:
        return Support.WEAK if score > _PLAIN else least
    likely = evidence.similarity >= thresholds.strong_similarity and shares.all > 0.0
    # A place alone does not make a question one for the Council: much else happens there.
    shared = shares.all >= thresholds.coverage and shares.besides_places > 0.0
    if likely or shared:
        return Support.STRONG
    return Support.WEAK if score > WEAKEST else least


def _holds_a_name(best: Sequence[Paragraph], words: Iterable[str], index: Index) -> bool:
    """Whether one of the best paragraphs has a word of the question that hardly another has, and that is none of English: a name."""
    names = {stem(word) for word in words if word not in english() and index.rarity(word) >= _A_NAME}
    return bool(names) and any(names & stems(paragraph.words) for paragraph in best)


def leads_surely(evidence: Evidence, share: float = 1.0) -> bool:
    """Whether the answer likelier stands in the paragraph that was found first than not, where its chance counts so much (0 to 1)."""
    return bool(evidence.hits) and _chance_of_the_first(evidence) * share >= _CLEAR


def is_clear(evidence: Evidence) -> bool:
    """Whether the answer surely stands in the paragraph that was found first, as far as a search can tell."""
    return bool(evidence.hits) and _chance_of_the_first(evidence) >= _CLEARLY


def _chance_of_the_first(evidence: Evidence) -> float:
    return evidence.chances.get(paragraph_of(evidence.hits[0].key), 0.0)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares (0 to 1) of a question's words that stand in a best paragraph; ``besides_places`` counts no place."""

    all: float = 0.0
    besides_places: float = 0.0


def likeness(evidence: Evidence, shares: Coverage) -> float:
    """How alike the best paragraph is (cosine, 0 to 1): measured or, where the best have no vector yet, at least as much as
    is usual where so many words are shared."""
    if not evidence.by_words:
        return evidence.similarity
    return max(evidence.similarity, _NO_WORD_SHARED + (_ALL_SHARED - _NO_WORD_SHARED) * shares.all)


def coverage(question: Query, evidence: Evidence, index: Index) -> Coverage:
    """How much of the question's content words stands in one of the best paragraphs or its description.

    Each word is weighed by how rare it is; one that no text uses weighs most. A word counts as well where the texts'
    own words for it stand there (Conakry: Guinea).
    """
    rare = {word: weight_of(word, index) for word in content_words(question.topic)}
    whole = sum(rare.values())
    if not whole:
        return Coverage()
    meant = {word: {stem(word)} | stems(words_of_the_texts(_as_written(word, question))) for word in rare}
    places = {word for word in rare if is_place(_as_written(word, question)) or places_in(_as_written(word, question))}
    best = Coverage()
    for hit in evidence.by_paragraph[:_BEST]:
        paragraph = evidence.paragraphs[hit.key]
        record = index.catalogue.record(paragraph.resolution)
        context = f"{record.subject} {record.agenda} {' '.join(record.topics)}" if record else ""
        held = stems(paragraph.words) | stems(context)
        shared = [word for word in rare if meant[word] & held]
        found = Coverage(
            sum(rare[word] for word in shared) / whole,
            sum(rare[word] for word in shared if word not in places) / whole,
        )
        best = max(best, found, key=lambda one: one.all)
    return best


def share_held(question: Query, rows: Iterable[Paragraph], index: Index) -> float:
    """How much (0 to 1) of the question's content words, each weighed by how rare it is, stands in the words of the rows; 1 of none."""
    return shares_held(question, index)(rows)


def not_held(question: Query, rows: Iterable[Paragraph], index: Index) -> list[str]:
    """The content words of a question that do not stand in the words of the rows, the rarest first."""
    held = frozenset[str]().union(*(stems(row.words) for row in rows))
    lacking = [word for word, said in _ways(question).items() if not said & held]
    return sorted(lacking, key=lambda word: -weight_of(word, index))


def _ways(question: Query) -> dict[str, set[str]]:
    """Each content word of a question with the stems of the ways in which texts say it: a place goes by several names, and nothing else is
    said in other words."""
    said = {word: {stem(word)} for word in content_words(question.topic)}
    for word in said:
        if places_in(written := _as_written(word, question)):
            said[word] |= stems(words_of_the_texts(written))
    return said


def shares_held(question: Query, index: Index) -> Callable[[Iterable[Paragraph]], float]:
    """Tells the same of many rows, one after the other."""
    said = _ways(question)
    rare = {word: weight_of(word, index) for word in said}
    whole = sum(rare.values())

    def share(rows: Iterable[Paragraph]) -> float:
        held = set().union(*(stems(row.words) for row in rows)) if rare else set()
        return sum(rare[word] for word in rare if said[word] & held) / whole if rare else 1.0

    return share


def _as_written(word: str, question: Query) -> str:
    """The word with the capital that it has in the question: that is how names of places are known."""
    match = re.search(rf"\b{re.escape(word)}\b", question.topic, re.IGNORECASE)
    return match.group() if match else word


def weight_of(word: str, index: Index) -> float:
    """The best BM25 score that the word alone reaches, which grows with its rarity; most for a word no text holds."""
    return index.highest(word) or _UNKNOWN
