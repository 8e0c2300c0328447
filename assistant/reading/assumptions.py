"""What a question takes for granted of one resolution, as values that can be held against its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.paraphrase import NEGATIONS, PRO_SENTENCES, PRO_VERBS, REPORTING, STRONG
from assistant.checking.tokens import Token, tokens_of
from assistant.plan import Voting
from assistant.reading.selection.claims import Claims
from assistant.reading.mentions import Mentions
from assistant.reading.subjects import Subjects
from assistant.reading.selection.voting import voting_in
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem
from vectorstore.catalogue import Catalogue

_EVERY = frozenset(("every", "each", "per"))
_UNIT_WITHIN = 2  # tokens from a number to what it counts
TIME_UNITS = frozenset(map(stem, "hours days weeks months years".split()))
_OFTEN = {"daily": (1, "day"), "weekly": (1, "week"), "monthly": (1, "month"), "quarterly": (3, "month")}
BINDING = frozenset(map(stem, "obliged obligatory obligation binding bound mandatory compulsory requires orders".split()))
EXEMPTING = frozenset(map(stem, "exempt exemption except exclude exclusion excluding carve-out outside".split()))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: ``Quantity("#3", "month")``."""

    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken for granted. ``tokens`` are the words of the question without references; ``matter`` those of them that say
    what it is about; ``binding`` tells that something is said to be ordered, ``denied`` that something is said not to be so."""

    tokens: tuple[Token, ...]
    matter: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    days: tuple[str, ...]
    voting: Voting | None
    chapter_vii: bool | None
    binding: bool
    denied: bool


def assumption_in(mentions_text: str, spans: Sequence[tuple[int, int]]) -> Assumption:
    """The assumption of a question; ``spans`` are its references, which are left out."""
    text = mentions_text
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    tokens = tuple(tokens_of(text))
    asked = voting_in(Claims(text))
    norms = {token.norm for token in tokens}
    return Assumption(
        tokens,
        tuple(at for at, token in enumerate(tokens) if _tells(token)),
        quantities_in(tokens),
        tuple(token.norm for token in tokens if token.kind == "date" and token.norm.count("-") == _WHOLE_DAY),
        asked.voting,
        asked.chapter_vii,
        bool(norms & BINDING or STRONG & {token.word for token in tokens}),
        bool(norms & EXEMPTING or NEGATIONS & {token.word for token in tokens}),
    )


_WHOLE_DAY = 2  # dashes in the norm of a day with month and year
_FRAME = FUNCTION_WORDS | CORPUS_WORDS | REPORTING | PRO_SENTENCES | PRO_VERBS


def _tells(token: Token) -> bool:
    return token.kind == "word" and token.word not in _FRAME and token.norm not in BINDING and len(token.word) > 1


def quantities_in(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """The numbers with their units, in order: "15,000 troops", "every month", "a weekly report"."""
    found = []
    for at, token in enumerate(tokens):
        if token.word in _OFTEN:
            number, unit = _OFTEN[token.word]
            found.append(Quantity(f"#{number}", unit))
        behind = tokens[at + 1 : at + 1 + _UNIT_WITHIN]
        if token.word in _EVERY and behind and behind[0].norm in TIME_UNITS:
            found.append(Quantity("#1", behind[0].norm))
        if token.kind == "number":
            unit = next((each.norm for each in behind if each.kind == "word" and each.word not in FUNCTION_WORDS), "")
            if unit:
                found.append(Quantity(token.norm, unit))
    return tuple(found)


def resolution_meant(
    mentions: Mentions, subjects: Subjects, catalogue: Catalogue, day: dt.date | None
) -> int | None:
    """The one resolution of which something is taken for granted: named by its number, or the only one of a month on what is
    named; ``None`` where it is not certain which one is meant."""
    if mentions.understood.unknown or mentions.understood.outside:
        return None
    if mentions.numbers:
        return mentions.numbers[0] if len(mentions.numbers) == 1 and not mentions.understood.regimes else None
    first, last = mentions.period
    if first is None or last is None or (last - first).days > _MONTH:
        return None
    named = [each.subject for each in mentions.named if each.subject is not None]
    texts = subjects.texts(named, [each.meaning for each in mentions.places], day)
    records = [catalogue.record(number) for number in sorted(texts)]
    then = [each.number for each in records if each is not None and each.date and first <= each.date <= last]
    return then[0] if len(then) == 1 else None


_MONTH = 31  # days
