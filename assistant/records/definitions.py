"""What an acronym stands for, and how a text defines a term: found in the words that say so, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from ingest.annotations import Action
from ingest.bodies import acronym_pairs
from ingest.one_of import either
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_LONG = 260  # characters from which a paragraph is led by the clause that defines
_OTHERS = 2  # other ways of writing a name that are given


@dataclass(frozen=True, slots=True)
class Written:
    """A name as a paragraph writes it: ``row.words[start:end]``."""

    row: Paragraph
    start: int
    end: int

    @property
    def name(self) -> str:
        """The name on one line."""
        return in_a_line(self.row.words[self.start : self.end])


@dataclass(frozen=True, slots=True)
class Naming:
    """What an acronym stands for: ``first`` is the first text with the name that most texts give, ``others`` the first ones with other
    names, ``set_up`` the paragraph that set the body up."""

    first: Written
    others: tuple[Written, ...] = ()
    set_up: Paragraph | None = None


def naming(acronym: str, catalogue: Catalogue) -> Naming | None:
    """The name that most texts give for an acronym; ``None`` where none spells it out."""
    found: list[tuple[str, Written]] = []
    for row in catalogue.select(phrase=f"({acronym}") + catalogue.select(phrase=f"“{acronym}”"):
        for start, end in _names_before(acronym, row.words):
            found.append((_plain(row.words[start:end]), Written(row, start, end)))
    if not found:
        return None
    times = Counter(name for name, _ in found)
    name, _ = times.most_common(1)[0]
    firsts = dict(reversed(found))
    others = [
        firsts[each] for each in times if times[each] > 1 and _letters(name) not in _letters(each) and each not in name
    ]
    told = [each for each in others if _IS_A_NAME.fullmatch(each.name)]
    first = next((d for d in catalogue.mandate_chain(acronym) if d.action is Action.ESTABLISH), None)
    set_up = catalogue.paragraph(first.key) if first is not None else None
    return Naming(firsts[name], tuple(told[:_OTHERS]), set_up)


def defining(term: str, catalogue: Catalogue, numbers: Collection[int] = ()) -> list[Paragraph]:
    """The paragraphs that say what a term means or covers, in some resolutions or in all; operative ones first."""
    rows = catalogue.select(phrase=_stem_of(term), numbers=numbers or None)
    found = [row for row in rows if row.kind is not Kind.HEADING and _defines(term).search(row.words)]
    return sorted(found, key=lambda row: row.kind is Kind.PREAMBULAR)


def _letters(name: str) -> str:
    """The name in one spelling of ``-isation`` and of articles."""
    return re.sub(r"\bthe ", "", name.replace("isation", "ization"))


_IS_A_NAME = re.compile(r"[A-Z][^(),;:]+")


def in_a_line(words: str) -> str:
    """The words without breaks of lines."""
    return " ".join(words.split())


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


def _stem_of(term: str) -> str:
    """The term without a plural ending, so that both numbers are found."""
    return term[:-1] if term.lower().endswith("s") and not term.lower().endswith("ss") else term


def _defines(term: str) -> re.Pattern[str]:
    t = r"\s+".join(map(re.escape, _stem_of(term).split())) + r"(?:s|es)?[”\"'’]*"
    means = either(
        r"means?|shall\s+mean|to\s+mean|includes?|shall\s+include|does\s+not\s+include|refers?\s+to|comprises?",
        r"(?:is|are|be)\s+(?:\w+\s+){0,3}?(?:defined|understood|considered)|denotes?",
    )
    used = r"(?:\([^)]*\),?\s+)?(?:referred\s+to\s+[^;.]{0,60}?|used\s+in\s+[^;.]{0,40}?)?(?:shall\s+|also\s+)?"
    pattern = either(
        rf"\b{t},?\s+{used}(?:{means})\b",
        rf"\b{t},?\s+(?:namely|i\.e\.|that\s+is\s+to\s+say)\b",
        rf"\bdefin(?:es|ed|ition\s+of|ing)\s+(?:the\s+terms?\s+)?[“\"'‘]?{t}",
    )
    return re.compile(pattern, re.IGNORECASE)


def defining_clause(term: str, row: Paragraph) -> str | None:
    """The clause that defines, of a long paragraph, word for word."""
    match = _defines(term).search(row.text)
    if match is None or len(row.text) <= _LONG:
        return None
    start = max(row.text.rfind(mark, 0, match.start()) + len(mark) for mark in ("; ", ". ", ", "))
    stop = re.compile(r"[;.](?=\s|$)").search(row.text, match.end())
    return in_a_line(row.text[start if start > 1 else 0 : stop.start() if stop else len(row.text)].strip())
