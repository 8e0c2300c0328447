"""What later changed a paragraph or a resolution: asked for by itself, or told below the paragraph that answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from assistant.draft import Draft, mention_resolution, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.telling.later import of_paragraph, of_resolution
from assistant.terms import content_words
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_ACT = r"(?:chang|amend|modif|supersed|repeal|revis|alter|updat|replac|overtak|affect)\w*"
CHANGED = re.compile(
    rf"\b(?:later|since|afterwards|subsequent\w*|ever|meanwhile)\b[^?]{{0,80}}\b{_ACT}|\b{_ACT}[^?]{{0,80}}\b(?:later|since|afterwards|subsequent\w*|ever)\b"
    rf"|\b(?:has|have|was|were|is|are|been)\b[^?]{{0,60}}\b(?:amended|modified|superseded|repealed|replaced|changed|revised|altered)\b"
    rf"|\b(?:what|who|which (?:\w+ )?(?:resolutions?|texts?|decisions?)) (?:\w+ )?{_ACT}\b"
    r"|\bwhat (?:became|has become|happened) (?:of|to)\b",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:still|in force|remains?|valid|lapsed|terminated|lifted|ended|extended|renewed)\b", re.IGNORECASE
)
_STILL = re.compile(r"\bstill\b|\bin force\b|\bvalid\b", re.IGNORECASE)
_OWN_END = re.compile(r"\b(?:until|terminat\w*|expir\w*|(?:initial )?period of|cease to)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:lifted|terminated|ended|repealed|rescinded|amended|extended|renewed|superseded)\b", re.IGNORECASE
)
_RESOLUTIONS = 3  # resolutions that are gone through paragraph by paragraph
_SAYS_WHAT = frozenset(
    "changed change changes amended amend amendment amendments modified modify superseded repealed revised altered updated replaced replaces affected "
    "later valid remains remain since afterwards subsequently subsequent ever meanwhile happened become became still force extended renewed lifted ended terminated repealed rescinded "
    "both last".split()
)


def asks_what_changed(question: Question) -> bool:
    """Whether a question is for what became of a named paragraph or resolution."""
    kinds = (Intent.LOOKUP, Intent.SEARCH, Intent.OVERVIEW, Intent.EXPIRY)
    if not 0 < len(question.numbers) <= _RESOLUTIONS or question.intent not in kinds:
        return False
    if not question.paragraphs and _ENDS.search(question.topic) and not _described(question):
        return True  # "When were 9901 and 9902 lifted?"
    if len(question.numbers) > 1:
        return False
    if CHANGED.search(question.standalone):
        return True
    return bool(_STANDS.search(question.topic)) and (bool(question.paragraphs) or not _described(question))


def answer_what_changed(
    question: Question, catalogue: Catalogue, find: Callable[[Question], Paragraph | None], *, as_of: dt.date | None
) -> Draft | None:
    """The paragraph and what later decisions did to it; of a resolution without a paragraph, paragraph by paragraph.

    ``find`` gives the paragraph that a question describes ("the troop ceiling in 9901").
    """
    rows = [row for found in question.paragraphs if not found.section for row in catalogue.resolve(found.pinpoint)]
    rows = [row for row in rows if row.kind is not Kind.HEADING]
    asked = _described(question)
    if not rows and asked:
        found = find(question)
        rows = [found] if found is not None and found.resolution in question.numbers else []
    if rows:
        return _together([of_paragraph(row, catalogue, as_of) for row in rows[:3]])
    records = [record for number in question.numbers if (record := catalogue.record(number)) is not None]
    if not records or asked:
        return None
    told = [of_resolution(record, catalogue, as_of) for record in records]
    if not any(told) and _STILL.search(question.topic) and any(_sets_an_end(record, catalogue) for record in records):
        return None  # that end is told
    drafts = zip(records, told, strict=True)
    return _together([draft or _unchanged(record, question, catalogue) for record, draft in drafts])


def _described(question: Question) -> list[str]:
    """The words that describe what of the resolution is meant: ``troop``, ``ceiling``."""
    return [word for word in content_words(question.topic) if word not in _SAYS_WHAT]


def _together(drafts: Sequence[Draft]) -> Draft:
    return Draft(
        "\n\n".join(draft.text for draft in drafts),
        unique([citation for draft in drafts for citation in draft.citations]),
        evidence=tuple(dict.fromkeys(key for draft in drafts for key in draft.evidence)),
    )


def _sets_an_end(record: Resolution, catalogue: Catalogue) -> bool:
    return any(
        row.kind is Kind.OPERATIVE and _OWN_END.search(row.words) for row in catalogue.paragraphs_of(record.number)
    )


def _unchanged(record: Resolution, question: Question, catalogue: Catalogue) -> Draft:
    said = f"No later decision in the corpus names a paragraph of {record.symbol} to extend, change or end it."
    if _STILL.search(question.topic):
        said = f"{said} No text says whether it still holds."
    return Draft(f"{said} {last_text(catalogue)}.", (mention_resolution(record),), evidence=(str(record.number),))
