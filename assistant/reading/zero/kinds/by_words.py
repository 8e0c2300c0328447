"""Which resolutions use certain words, and which was the first: read in the words of all texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.reading.zero.kinds.facts import adopted_then, coverage, when_of, within
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Order, order_of
from assistant.wording import counted, day_in_words
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_QUOTED = re.compile(r"[\"“«]([^\"”»]{3,80})[\"”»]|(?<!\w)['‘]([^'’]{3,80})['’](?!\w)")
_USES = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|contain(?:s|ed|ing)?|hold(?:s|ing)?|employ(?:s|ed)?|speak(?:s|ing)?\s+of|spoke\s+of|mention(?:s|ed|ing)?|nam(?:es?|ed|ing)"
    r"|refer(?:s|red|ring)?\s+to|includ(?:e|es|ed|ing)|write|writes|wrote|say|says|said|with)\s+"
    r"(?P<marked>(?:the\s+)?(?:very\s+)?(?:exact\s+)?(?:words?|terms?|phrases?|expressions?|notions?|formula)\s+)?(?P<words>[^?.;!]+)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\s+(?:(?:in|since|from|before|after|between|until|by)\s+(?:the\s+)?(?:\d|January|February|March|April|May|June|July|August|September|October|November|December)).*$"
    r"|\s+(?:in|within)\s+(?:its|their|the|an?)\s+(?:text|operative|preamb|paragraph|wording)\w*.*$|\s+(?:at\s+all|for\s+the\s+first\s+time|expressly|explicitly|by\s+name)\s*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\s+of\s+the\s+(?:UN\s+|United\s+Nations\s+)?Charter\b.*$", re.IGNORECASE)
_SHOWN = 60
_PLACES = 3  # words of a phrase that is not marked as one, at most


def answer_by_words(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """All resolutions with the words, or the first or last of them; ``None`` where no words are asked for."""
    phrase, certain = _words_asked(question)
    if not phrase:
        return None
    span = {record.number: record for record in records if within(record, question) and adopted_then(record, question)}
    shown: dict[int, Paragraph] = {}
    for row in catalogue.select(phrase=phrase, numbers=set(span)):
        if row.resolution not in shown and _whole(phrase).search(row.words):
            shown[row.resolution] = row
    numbers = sorted(shown)
    said = f"the words “{phrase}”"
    if not numbers:
        if not certain:
            return None
        return Draft(f"No resolution{when_of(question)} uses {said}. {coverage(catalogue)}", resolutions=())
    order = order_of(question.topic)
    if order is not Order.ANY:
        chosen = numbers[0 if order is Order.EARLIEST else -1]
        row = shown[chosen]
        quote = _around(row, phrase)
        others = numbers[1:4] if order is Order.EARLIEST else numbers[-4:-1][::-1]
        then = (
            f" {'Then' if order is Order.EARLIEST else 'Before it'}: {', '.join(span[n].symbol for n in others)}."
            if others
            else ""
        )
        return Draft(
            f"The {'first' if order is Order.EARLIEST else 'last'} of {counted(len(numbers), 'resolution')} in the corpus with {said} is {row.citation}, "
            f"adopted on {day_in_words(span[chosen].date)}: “{quote.quote}”.{then} {coverage(catalogue)}",
            unique([quote, *(mention(shown[n]) for n in others)]),
            resolutions=(str(chosen),),
            evidence=(row.key,),
        )
    lines = [f"- {shown[n].citation}, {day_in_words(span[n].date)}" for n in numbers[:_SHOWN]]
    more = [f"and {len(numbers) - _SHOWN} more."] if len(numbers) > _SHOWN else []
    lead = f"{counted(len(numbers), 'resolution').capitalize()}{when_of(question)} with {said}:"
    return Draft(
        "\n".join([lead, *lines, *more, "", coverage(catalogue)]),
        unique([mention(shown[n]) for n in numbers[:_SHOWN]]),
        resolutions=tuple(map(str, numbers)),
        evidence=tuple(shown[n].key for n in numbers[:_SHOWN]),
    )


_WRITTEN = re.compile(r"mention|speak|spoke|contain|us(?:e|ing)\b", re.IGNORECASE)
_OCCURS = re.compile(
    r"\b(?:words?|terms?|phrases?|expressions?)\b[^?]*\b(?:occurs?|appears?|found|used|comes?\s+up|stands?)\b",
    re.IGNORECASE,
)


def _marked(text: str) -> str | None:
    """The words in inverted commas of which it is asked where they occur."""
    quoted = _QUOTED.search(text) if _OCCURS.search(text) else None
    return (quoted[1] or quoted[2]).strip(" .,;") if quoted else None


def _words_asked(question: Question) -> tuple[str, bool]:
    """The words, if any, and whether it is certain that words are asked for: "the first to inspect ships with crude oil"
    may ask for a deed."""
    text = question.standalone
    if question.references or not re.search(r"\b(?:resolutions?|texts?)\b", text, re.IGNORECASE):
        return "", False
    uses = _USES.search(text)
    if uses is None:
        return _marked(text) or "", True
    if quoted := _QUOTED.search(text, uses.start()):
        return (quoted[1] or quoted[2]).strip(" .,;"), True
    words = _SOURCE.sub("", _TIME.sub("", uses["words"])).strip(" .,;")
    chapter = re.match(r"(?:Chapter|Article)\s+\w+$", words)
    first = question.order is not Order.ANY
    plain = _WRITTEN.match(uses.group()) is not None and len(words.split()) <= 2 and words[:1].islower()
    certain = bool(chapter or (plain and words) or (uses["marked"] and 0 < len(words.split()) <= _PLACES))
    return (words, certain) if certain or (first and 0 < len(words.split()) <= _PLACES) else ("", False)


def _whole(phrase: str) -> re.Pattern[str]:
    """The words as they stand, at the beginning of words: "famine" is also in "famines", not in "affamine"."""
    loose = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){loose}(?![IVX])", re.IGNORECASE)


def _around(row: Paragraph, phrase: str, longest: int = 300) -> Citation:
    """The words of a paragraph around the phrase, whole where they are not too many."""
    words = row.words.rstrip(" ,;.\n")
    match = _whole(phrase).search(words)
    if match is None or len(words) <= longest:
        return quotation(row, 0, len(words))
    start = words.rfind(" ", 0, max(0, match.start() - longest // 2)) + 1
    end = words.find(" ", min(len(words), match.end() + longest // 2))
    return quotation(row, start, len(words) if end < 0 else end)
