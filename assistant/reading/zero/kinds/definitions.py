"""What an acronym stands for, and how a text defines a term: found in the words that say so, never guessed."""

from __future__ import annotations

import re
from collections import Counter

from assistant.draft import Draft, mention, quotation, unique
from assistant.reading.zero.question import Question
from assistant.writing.extractive import quoted, says
from ingest.annotations import Action
from ingest.bodies import acronym_pairs
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_TERM = r"(?P<{0}>[\w’' /-]+?)"
_END = r"[”\"'’]?\s*(?=$|[?.,;]|\b(?:in|by|under|according to|for the purposes?) )"
_MANY = 3  # definitions that are quoted
_LONG = 260  # characters from which a paragraph is led by the clause that defines


def stands_for(acronym: str, catalogue: Catalogue) -> Draft | None:
    """The name that most texts give, quoted from the first of them, and the decision that set the body up."""
    found: list[tuple[str, Paragraph, int, int]] = []
    for row in catalogue.select(phrase=f"({acronym}") + catalogue.select(phrase=f"“{acronym}”"):
        for start, end in _names_before(acronym, row.words):
            found.append((_plain(row.words[start:end]), row, start, end))
    if not found:
        return None
    name, _ = Counter(each[0] for each in found).most_common(1)[0]
    row, start, end = next(each[1:] for each in found if each[0] == name)
    quote = quotation(row, start, end)
    sentences = [
        f"{acronym} stands for “{_in_a_line(quote.quote)}”: so {row.citation}, the first text in the corpus with this name."
    ]
    times = Counter(each[0] for each in found)
    others = [each for each in times if times[each] > 1 and _letters(name) not in _letters(each) and each not in name]
    citations = [quote]
    shown = [next(each for each in found if each[0] == other) for other in others]
    shown = [each for each in shown if _IS_A_NAME.fullmatch(_in_a_line(each[1].words[each[2] : each[3]]))][:2]
    if shown:
        sentences += [f"Also written “{_in_a_line(r.words[s:e])}” in {r.citation}." for _, r, s, e in shown]
        citations += [quotation(r, s, e) for _, r, s, e in shown]
    chain = catalogue.mandate_chain(acronym)
    first = next((d for d in chain if d.action is Action.ESTABLISH), None)
    if first is not None and (set_up := catalogue.paragraph(first.key)) is not None:
        sentences.append(f"It is set up by {set_up.citation}.")
        citations.append(mention(set_up))
    found_in = unique(citations)
    return Draft("\n".join(sentences), found_in, evidence=tuple(dict.fromkeys(each.key for each in found_in)))


def _letters(name: str) -> str:
    """The name in one spelling of ``-isation`` and of articles."""
    return re.sub(r"\bthe ", "", name.replace("isation", "ization"))


_IS_A_NAME = re.compile(r"[A-Z][^(),;:]+")


def _in_a_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).lower().strip()


def _names_before(acronym: str, words: str) -> list[tuple[int, int]]:
    """Where the name stands for which ``(ACRONYM)`` is introduced."""
    spans = []
    names = {name for short, name in acronym_pairs([words]) if short == acronym}
    for match in re.finditer(rf"\(\s*(?:the\s+|hereinafter\s+)?[“\"']?{re.escape(acronym)}\b", words):
        before = words[max(0, match.start() - 200) : match.start()].rstrip()
        pattern = next((p for name in names if (p := _at_end(name).search(before))), None)
        start = pattern.start() if pattern else _by_initials(acronym, before)
        if start is not None:
            offset = match.start() - len(words[max(0, match.start() - 200) : match.start()])
            spans.append((offset + start, offset + len(before)))
    return spans


def _at_end(name: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, name.split())) + r"\W*$")


_SMALL = frozenset("of the in for and to on against from as with de la du an a at by".split())


def _by_initials(acronym: str, before: str) -> int | None:
    """Where the words begin whose first letters are the acronym's: ``Islamic State in Iraq and the Levant`` for ISIL."""
    letters = acronym.replace("-", "").upper()
    words = list(re.finditer(r"[^\W\d_][\w’']*", before))
    for start in range(len(words) - 1, max(-1, len(words) - 14), -1):
        every = [each.group() for each in words[start:]]
        large = [each for each in every if each.lower() not in _SMALL]
        if letters in ("".join(each[0].upper() for each in every), "".join(each[0].upper() for each in large)):
            return words[start].start()
        if len(large) > len(letters):
            return None
    return None


def defined(term: str, question: Question, catalogue: Catalogue) -> Draft | None:
    """The paragraphs that say what the term means or covers, in the named resolutions or in all."""
    numbers = question.numbers or None
    rows = [row for row in catalogue.select(phrase=_stem_of(term), numbers=numbers) if row.kind is not Kind.HEADING]
    defining = [row for row in rows if _defines(term).search(row.words)]
    if not defining:
        return None
    defining.sort(key=lambda row: row.kind is Kind.PREAMBULAR)
    shown = defining[:_MANY] if numbers else defining[-_MANY:][::-1]
    quotes = [quotation(row) for row in shown]
    clause = _clause(term, shown[0])
    lead = f"{shown[0].citation} says: “{clause}”" if clause else says(shown[0])
    blocks = [lead, *(quoted(each) for each in quotes)]
    rest = [row for row in defining if row not in shown][:6]
    if rest:
        blocks.append(f"Also: {'; '.join(row.citation for row in rest)}.")
    citations = unique([*quotes, *(mention(row) for row in rest)])
    return Draft("\n\n".join(blocks), citations, evidence=tuple(row.key for row in [*shown, *rest]))


def _stem_of(term: str) -> str:
    """The term without a plural ending, so that both numbers are found."""
    return term[:-1] if term.lower().endswith("s") and not term.lower().endswith("ss") else term


def _defines(term: str) -> re.Pattern[str]:
    t = r"\s+".join(map(re.escape, _stem_of(term).split())) + r"(?:s|es)?[”\"'’]*"
    means = r"(?:means?|shall\s+mean|to\s+mean|includes?|shall\s+include|does\s+not\s+include|refers?\s+to|comprises?|(?:is|are|be)\s+(?:\w+\s+){0,3}?(?:defined|understood|considered)|denotes?)"
    return re.compile(
        rf"\b{t},?\s+(?:\([^)]*\),?\s+)?(?:referred\s+to\s+[^;.]{{0,60}}?|used\s+in\s+[^;.]{{0,40}}?)?(?:shall\s+|also\s+)?{means}\b"
        rf"|\b{t},?\s+(?:namely|i\.e\.|that\s+is\s+to\s+say)\b|\bdefin(?:es|ed|ition\s+of|ing)\s+(?:the\s+terms?\s+)?[“\"'‘]?{t}",
        re.IGNORECASE,
    )


def _clause(term: str, row: Paragraph) -> str | None:
    """The clause that defines, of a long paragraph, word for word."""
    match = _defines(term).search(row.text)
    if match is None or len(row.text) <= _LONG:
        return None
    start = max(row.text.rfind(mark, 0, match.start()) + len(mark) for mark in ("; ", ". ", ", "))
    stop = re.compile(r"[;.](?=\s|$)").search(row.text, match.end())
    return _in_a_line(row.text[start if start > 1 else 0 : stop.start() if stop else len(row.text)].strip())
