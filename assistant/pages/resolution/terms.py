"""Terms that a text defines for itself: "(hereinafter “the Committee”)", "(“the Agreement”)", "(UNMAZ)"; and where it uses them after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.pages.texts.pieces import Mark
from ingest.one_of import either
from ingest.resolution import Paragraph

_BEFORE = 220  # characters before a definition that say what is defined
_DEFINES = re.compile(
    either(
        r"\((?:(?:hereinafter|hereafter|henceforth),?\s*(?:referred\s+to\s+as\s+|called\s+|known\s+as\s+)?)?(?:the\s+)?[“\"](?:[Tt]he\s+)?(?P<quoted>[^”\"()]{2,60})[”\"]\)",
        r"\((?:hereinafter|hereafter|henceforth),?\s+(?:referred\s+to\s+as\s+|called\s+)?(?:the\s+)?(?P<plain>[A-Z][^”“\"()]{2,60})\)",
        r"\((?:the\s+)?(?P<letters>[A-Z][A-Za-z-]{0,12}[A-Z])\)",
    )
)
_ROMAN = frozenset("IVXLC")  # digits of what numbers a part, and is no acronym
_ELSE = r"(?!\s+(?:of|established|pursuant|on|concerning|created|set|under)\b)"  # "the Committee established by …" is another


@dataclass(frozen=True, slots=True)
class Term:
    """A term, the paragraph that defines it, where its definition ends there, and the words that define it."""

    name: str
    key: str
    end: int
    said: str

    @property
    def used(self) -> str:
        """The pattern of its uses. A single everyday word counts where "the" stands before it."""
        name = r"\s+".join(map(re.escape, self.name.split()))
        alone = " " not in self.name and not self.name[1:2].isupper()
        return rf"\b[Tt]he\s+{name}\b{_ELSE}" if alone else rf"(?<![\w-]){name}(?![\w-])"


def terms_of(rows: Iterable[Paragraph]) -> list[Term]:
    """The terms that the paragraphs of a resolution define, in order."""
    return [term for row in rows for term in _defined_in(row)]


def _defined_in(row: Paragraph) -> Iterator[Term]:
    for found in _DEFINES.finditer(row.words):
        name = next(filter(None, found.groups())).strip(" ,")
        if not _ROMAN.issuperset(name):
            before = row.words[max(0, found.start() - _BEFORE) : found.start()].strip()
            cut = found.start() > _BEFORE
            said = " ".join((before.partition(" ")[2] if cut else before).split())
            yield Term(name, row.key, found.end(), f"“{name}”: {'… ' if cut else ''}{said}")


class Uses:
    """Where the paragraphs of one resolution use its terms: asked paragraph by paragraph, in the order of the text."""

    def __init__(self, rows: Sequence[Paragraph]) -> None:
        self._place = {row.key: nth for nth, row in enumerate(rows)}
        self._terms: dict[str, list[Term]] = {}
        for term in terms_of(rows):
            self._terms.setdefault(term.name, []).append(term)
        self._used = {name: re.compile(terms[0].used) for name, terms in self._terms.items()}

    def in_row(self, row: Paragraph) -> list[Mark]:
        """The first use of each term in a paragraph, after its definition; of several definitions the last before it."""
        return [mark for name in self._terms if name in row.words and (mark := self._first(name, row)) is not None]

    def _first(self, name: str, row: Paragraph) -> Mark | None:
        for found in self._used[name].finditer(row.words):
            known = [term for term in self._terms[name] if self._is_before(term, row, found.start())]
            if known:
                return Mark(found.start(), found.end(), "term", known[-1].key, known[-1].said)
        return None

    def _is_before(self, term: Term, row: Paragraph, at: int) -> bool:
        if term.key == row.key:
            return term.end <= at
        return self._place[term.key] < self._place[row.key]
