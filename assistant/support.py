"""Whether the evidence is strong enough to answer from."""

from __future__ import annotations

from assistant.question import Question
from assistant.retrieve import Evidence
from assistant.settings import Thresholds
from assistant.terms import acronyms, content_words, stem, stems
from vectorstore.index import Index

_BEST = 5
_UNKNOWN = 12.0  # about the highest score of a single word in a corpus of this size


def is_supported(question: Question, evidence: Evidence, thresholds: Thresholds, index: Index) -> bool:
    """True for what was named; for a search, when the best paragraphs are like the question in meaning or share its
    words. A paraphrase shares few words and a query of keywords means little, so one strong sign is enough, or two
    weaker ones together. A name in capitals that stands in the best paragraphs is a strong sign."""
    if not evidence.hits:
        return False
    if question.references:
        return True
    share = coverage(question, evidence, index)
    if share == 0.0:
        return False
    best = [evidence.paragraphs[hit.key] for hit in evidence.hits[:_BEST]]
    named = any(name in paragraph.words for name in acronyms(question.topic) for paragraph in best)
    strong = named or share >= thresholds.strong_coverage or evidence.similarity >= thresholds.strong_similarity
    return strong or (share >= thresholds.coverage and evidence.similarity >= thresholds.similarity)


def coverage(question: Question, evidence: Evidence, index: Index) -> float:
    """Share (0 to 1) of the question's content words that stand in one of the best paragraphs or its description,
    each word weighted by how rare it is: a word that no text uses weighs most."""
    rare = {stem(word): rarity(word, index) for word in content_words(question.topic)}
    whole = sum(rare.values())
    if not whole:
        return 0.0
    best = 0.0
    for hit in evidence.hits[:_BEST]:
        paragraph = evidence.paragraphs[hit.key]
        record = index.catalogue.record(paragraph.resolution)
        context = f"{record.subject} {record.agenda} {' '.join(record.topics)}" if record else ""
        held = stems(f"{paragraph.words} {context}")
        best = max(best, sum(weight for word, weight in rare.items() if word in held) / whole)
    return best


def rarity(word: str, index: Index) -> float:
    """The best BM25 score that the word alone reaches, which grows with its rarity; most for a word no text holds."""
    return next((hit.score for hit in index.lexical(word, 1)), _UNKNOWN)
