"""The head of a noun phrase said alone: the rest of the phrase is taken from what was spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.zero.dialogue.phrases import LINKS

_ONE = re.compile(
    r"\b(?P<the>the|those|these|that|any) (?P<which>(?!\d|(?:first|second|third|last|next|previous|other|same|latter|former|only|new|newer|old|older|current|"
    r"latest|newest|earlier|later|preceding|following|above|below|one)\b)[\w-]+) ones?\b",
    re.IGNORECASE,
)


def with_head(question: str, phrases: Sequence[str]) -> str:
    """``the nuclear ones`` → ``the nuclear weapons`` after a question on chemical weapons; unchanged without a phrase."""
    match = _ONE.search(question)
    if match is None or not phrases:
        return question
    head = re.split(rf" (?:{'|'.join(LINKS)}) ", phrases[0])[0].split()[-1]
    return f"{question[: match.start()]}{match['the']} {match['which']} {head}{question[match.end() :]}"


def with_whole_name(question: str, phrases: Sequence[str]) -> str:
    """``the programme`` → ``the seed programme`` after a question on that; unchanged where no phrase has that head."""
    for phrase in phrases:
        bare = phrase.removeprefix("the ")
        head = re.split(rf" (?:{'|'.join(LINKS)}) ", bare)[0].split()[-1:]
        if not head or len(bare.split()) == 1:
            continue
        alone = re.compile(
            rf"\b(?:the|this|that) {re.escape(head[0])}\b(?!['’-]| (?:{'|'.join(LINKS)}) )", re.IGNORECASE
        )
        if match := alone.search(question):
            return f"{question[: match.start()]}the {bare}{question[match.end() :]}"
    return question
