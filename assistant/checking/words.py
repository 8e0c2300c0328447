"""Words of content of a sentence: they must stand in what it cites, and together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.checking.paraphrase import ACTS, LIMITS, MODALS, NEGATIONS, RELATIONS, claims_nothing
from assistant.checking.source import Checking
from assistant.checking.tokens import Token

ALWAYS = frozenset("security council united nations un unsc resolution".split())
_SHOWN = 4  # words named in one reason
_DEMONYM = re.compile(r"(?:ian|ean|ese|an|n|i|ish)$")

_OTHER_RULES = ACTS.keys() | ALWAYS | NEGATIONS | LIMITS | RELATIONS | MODALS


def content(check: Checking, own_words: float) -> None:
    """Words of content must stand in the passages, or in what is known of them; most of them in the passages themselves."""
    content = [t for t in check.said if t.kind == "word" and not claims_nothing(t.word) and t.word not in _OTHER_RULES]
    if not content:
        return
    beside = {token.norm for token in check.source.beside}
    held = [token for token in content if check.source.holds(token.norm) or stands_for(token, check.source.tokens)]
    foreign = [t for t in content if t not in held and t.norm not in beside and not stands_for(t, check.source.beside)]
    if len(foreign) > own_words * len(content):
        told = " ".join(check.reasons)
        foreign = [token for token in foreign if f"“{token.raw}”" not in told] or foreign
        check.add(f"{listed(t.raw for t in foreign)}: not in what is cited.")
    elif 2 * len(held) < len(content):
        check.add("Little of this stands in what is cited.")
    elif _leaps(check, held) > 1 + sum("," in t.pause or ";" in t.pause or t.word in {"and", "or"} for t in check.said):
        check.add("What is cited has these words, but says them of different things.")
    elif len(held) > 3 and 3 * sum(_adjacent(check, held)) < len(held):
        check.add("What is cited has these words, but not together.")


def _adjacent(check: Checking, held: Sequence[Token]) -> Iterator[bool]:
    """For each word of content: whether a neighbour of it in the sentence is near it in the text as well."""
    places: dict[str, list[int]] = {}
    for i, token in enumerate(check.source.tokens):
        places.setdefault(token.norm, []).append(i)
    norms = [token.norm for token in held]
    for i, norm in enumerate(norms):
        around = {*norms[max(0, i - 1) : i], *norms[i + 1 : i + 2]}
        yield any(abs(a - b) <= 5 for a in places.get(norm, ()) for other in around for b in places.get(other, ()))


def directions(check: Checking) -> None:
    """What stands before and what behind "by", "against" or "from" belongs together."""
    text = check.source.tokens
    for at, token in enumerate(check.said):
        thing = next(
            (t for t in check.said[at + 1 : at + 4] if t.pause or t.is_name or (weighs(t) and t.kind == "word")), None
        )
        if token.word not in _TOWARDS or thing is None or thing.pause or not at or not weighs(check.said[at - 1]):
            continue
        found = {_before(text, i) for i, each in enumerate(text) if each.norm == thing.norm} - {""}
        if (
            token.word == "by"
            and check.said[at - 1].word.endswith("ed")
            and not _acted(check, check.said[at - 1], thing)
        ):
            found = found or {"otherwise"}
        if found and token.word not in found:
            check.add(f"“{token.raw} {thing.raw}” does not stand in what is cited.")


_TOWARDS = frozenset("by against from".split())


def _acted(check: Checking, verb: Token, actor: Token) -> bool:
    """Whether the text has this actor behind a "by", or before the verb."""
    text = check.source.tokens
    actors = [i for i, each in enumerate(text) if each.norm == actor.norm]
    verbs = [i for i, each in enumerate(text) if each.norm == verb.norm]
    behind = any(t.word == "by" for i in actors for t in text[max(0, i - 8) : i])
    return not actors or not verbs or behind or any(0 < j - i <= 10 for i in actors for j in verbs)


def _before(tokens: Sequence[Token], at: int) -> str:
    """The word of direction that stands closest before a word."""
    before = tokens[max(0, at - 8) : at]
    return next((t.word for t in reversed(before) if t.word in _TOWARDS or t.word == "for"), "")


_LEAP = 14  # tokens between two words that are next to each other in a sentence


def _leaps(check: Checking, held: Sequence[Token]) -> int:
    """How often two words of content that follow each other in the sentence stand far apart in the text; twice where they
    stand in two clauses."""
    text, opening = check.source.tokens, check.source.opening
    places = {token.norm: [i for i, t in enumerate(text) if t.norm == token.norm] for token in held}
    leaps = 0
    for one, other in pairwise([token for token in held if places[token.norm]]):
        ways = [(abs(a - b), a, b) for a in places[one.norm] for b in places[other.norm] if not {a, b} & opening]
        near = set(places[one.norm]) & opening or set(places[other.norm]) & opening
        if ways and not near and (way := min(ways))[0] > _LEAP:
            leaps += 1 + (check.source.clauses[way[1]] != check.source.clauses[way[2]])
    return leaps


def listed(words: Sequence[str] | Iterator[str]) -> str:
    distinct = list(dict.fromkeys(words))
    shown = ", ".join(f"“{word}”" for word in distinct[:_SHOWN])
    return f"{shown} and {len(distinct) - _SHOWN} more" if len(distinct) > _SHOWN else shown


def weighs(token: Token) -> bool:
    """Whether another word in a token's place changes what is said."""
    if token.kind != "word":
        return True
    if token.word in NEGATIONS | LIMITS | RELATIONS | MODALS:
        return True
    return not claims_nothing(token.word)


def stands_for(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a name is the acronym of names there, part of a name whose acronym is there, or the adjective of a place."""
    if token.raw.isupper() and len(token.raw) > 2:
        capitals = [each.word for each in tokens if each.capital]
        return any(_spells(token.word, capitals[i : i + 9]) for i in range(len(capitals)))
    bare = _DEMONYM.sub("", token.word)
    return len(bare) >= 4 and any(
        each.capital and (each.word.startswith(bare) and len(each.word) - len(bare) <= 2) for each in tokens
    )


def _spells(acronym: str, words: Sequence[str]) -> bool:
    """Whether beginnings of ``words``, in their order and from the first on, make the acronym."""
    if not acronym:
        return True
    if not words:
        return False
    head, *rest = words
    return any(
        head.startswith(acronym[:n]) and _spells(acronym[n:], rest)
        for n in range(min(len(head), len(acronym), 5), 0, -1)
    )
