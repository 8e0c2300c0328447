"""Whether the evidence is strong enough to answer from."""

from __future__ import annotations

from assistant.question import Question
from assistant.retrieve import Evidence
from assistant.settings import Thresholds
from assistant.terms import acronyms, content_stems, stems
from vectorstore.catalogue import Catalogue

_BEST = 5


def is_supported(question: Question, evidence: Evidence, thresholds: Thresholds, catalogue: Catalogue) -> bool:
    """True for what was named; for a search, when the best paragraphs are like the question in meaning or share its
    words. A paraphrase shares few words and a query of keywords means little, so one strong sign is enough, or two
    weaker ones together. A name in capitals that stands in the best paragraphs is a strong sign."""
    if not evidence.hits:
        return False
    if question.references:
        return True
    share = coverage(question, evidence, catalogue)
    if share == 0.0:
        return False
    best = [evidence.paragraphs[hit.key] for hit in evidence.hits[:_BEST]]
    named = any(name in paragraph.words for name in acronyms(question.topic) for paragraph in best)
    strong = named or share >= thresholds.strong_coverage or evidence.similarity >= thresholds.strong_similarity
    return strong or (share >= thresholds.coverage and evidence.similarity >= thresholds.similarity)


def coverage(question: Question, evidence: Evidence, catalogue: Catalogue) -> float:
    """Share (0 to 1) of the question's content stems that stand in one of the best paragraphs or its description."""
    asked = set(content_stems(question.topic))
    if not asked:
        return 0.0
    best = 0.0
    for hit in evidence.hits[:_BEST]:
        paragraph = evidence.paragraphs[hit.key]
        record = catalogue.record(paragraph.resolution)
        context = f"{record.subject} {record.agenda} {' '.join(record.topics)}" if record else ""
        best = max(best, len(asked & stems(f"{paragraph.words} {context}")) / len(asked))
    return best
