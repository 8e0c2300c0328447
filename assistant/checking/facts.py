"""Facts of a sentence: dates, numbers and names must stand in what it cites, and belong to the same thing there."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.paraphrase import ACTS, claims_nothing, same
from assistant.checking.source import Checking
from assistant.checking.tokens import Token
from assistant.checking.words import ALWAYS, listed, stands_for
from assistant.terms import FUNCTION_WORDS
from ingest.places import places_in

_AT_LEAST = frozenset(("at least", "no fewer", "not fewer", "no less", "not less", "minimum of", "more than"))
_AT_MOST = frozenset(("up to", "at most", "no more", "not more", "not exceed", "maximum of", "less than", "fewer than"))
_ENDING = frozenset("until by before till ending expire expires expiring to".split())
_ENDS = _ENDING | frozenset("end ends ended expired".split())  # of whatever it is that ends
_BEGINNING = frozenset("from since after starting beginning".split())


def dates(check: Checking) -> None:
    for at, token in enumerate(check.said):
        if token.kind == "symbol" and token.norm not in check.source.norms:
            check.add(f"“{token.raw}” does not stand in what is cited.")
        if token.kind != "date":
            continue
        before = check.said[at - 1].word if at else ""
        if token.norm[1:] == check.source.adopted and before not in _ENDING | _BEGINNING:
            continue
        places = [i for i, each in enumerate(check.source.tokens) if each.kind == "date" and _is_day(token, each)]
        if not places and token.norm[1:] in check.source.dates and before not in _BEGINNING:
            continue
        if not places:
            check.add(f"The date “{token.raw}” does not stand in what is cited.")
            continue
        near = _near(check.said, at)
        inside = [i for i in places if any(same(n, other) for n in near for other in check.source.clause_of(i))]
        if near and not inside:
            check.add(f"The date “{token.raw}” belongs to something else in what is cited.")
            continue
        side, there = (
            _side(check.said, at),
            _side(check.source.tokens, _closest(check.source.tokens, inside or places, near)),
        )
        if side and there and side != there:
            check.add(f"“{before} {token.raw}” is not how what is cited puts this date.")


def _near(tokens: Sequence[Token], at: int) -> list[str]:
    """The words of content next to a date: the last two before it, or the first two behind it."""
    own = [t.kind == "word" and not claims_nothing(t.word) and t.word not in _ENDS for t in tokens]
    words = [(i, t.norm) for i, t in enumerate(tokens) if own[i]]
    before = [norm for i, norm in words if at - 10 < i < at][-2:]
    return before or [norm for i, norm in words if at < i < at + 8][:2]


def _closest(tokens: Sequence[Token], places: Sequence[int], near: Sequence[str]) -> int:
    """The place of a date that is next to one of these words."""
    words = [i for i, token in enumerate(tokens) if any(same(norm, token.norm) for norm in near[-1:])]
    return min(places, key=lambda place: min((abs(place - i) for i in words), default=0))


def _is_day(said: Token, known: Token) -> bool:
    """Whether a date, or the part of it that is given, is a known one."""
    one, other = said.norm[1:].split("-"), known.norm[1:].split("-")
    if said.norm.startswith("@--"):
        return other[-2:] == one[-2:] and len(other) >= 3
    if len(one) == 2:
        return known.norm.startswith(said.norm)
    return said.norm == known.norm


def _side(tokens: Sequence[Token], at: int) -> str | None:
    """Whether a date is given as an end or a beginning."""
    for token in reversed(tokens[max(0, at - 2) : at]):
        if token.word in _ENDING:
            return "end"
        if token.word in _BEGINNING:
            return "beginning"
    return None


def numbers(check: Checking) -> None:
    source = check.source.tokens
    for at, token in enumerate(check.said):
        if token.kind != "number" or not _counts(check.said, at):
            continue
        places = [i for i, each in enumerate(source) if each.kind == "number" and each.norm == token.norm]
        if places:
            around = _beside(check.said, at)[:1]
            is_year = len(token.norm) == 5 and token.norm[1:3] in {"19", "20"}
            if (
                around
                and not is_year
                and not any(any(same(one, other) for one in around for other in _beside(source, i)) for i in places)
            ):
                check.add(
                    f"“{_phrase(check.said, at)}” does not stand in what is cited: the number belongs to something else there."
                )
                continue
            bound = _bound(check.said, at)
            if at and check.said[at - 1].word == "by" and not any("by" in _words(source, i) for i in places):
                check.add(f"“by {token.raw}” does not stand in what is cited.")
            if bound and all(_bound(source, i) not in (bound,) for i in places):
                check.add(f"“{bound} {token.raw}” is not the limit that what is cited sets.")
            continue
        if _as_months(check.said, at) & {months for i in range(len(source)) for months in _as_months(source, i)}:
            continue
        if token.norm[1:] in check.source.years:
            continue
        around = _beside(check.said, at)
        beside = [i for i, each in enumerate(check.source.beside) if each.norm == token.norm]
        if any(set(around) & set(_beside(check.source.beside, i)) for i in beside):
            continue
        check.add(f"The number “{token.raw}” does not stand in what is cited.")


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a number, and not the pronoun "one" or the article "a"."""
    token = tokens[at]
    if token.word in {"a", "an"}:
        return False
    if token.word != "one":
        return True
    follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return bool(follows) and not claims_nothing(follows) and (not at or tokens[at - 1].word not in {"no", "any", "the"})


def _beside(tokens: Sequence[Token], at: int) -> list[str]:
    """The stems of the words of content next to a number: what it counts."""
    behind: list[Token] = []
    for token in tokens[at + 1 : at + 4]:
        if token.pause:
            break
        behind.append(token)
    after = [t.norm for t in behind if t.kind == "word" and not claims_nothing(t.word)]
    before = [t.norm for t in tokens[max(0, at - 2) : at] if t.kind == "word" and not claims_nothing(t.word)]
    return after[:2] or before[::-1]


def _words(tokens: Sequence[Token], at: int) -> list[str]:
    return [token.word for token in tokens[max(0, at - 2) : at]]


def _bound(tokens: Sequence[Token], at: int) -> str:
    before = " ".join(_words(tokens, at))
    if before in _AT_LEAST:
        return "at least"
    return "up to" if before in _AT_MOST else ""


def _as_months(tokens: Sequence[Token], at: int) -> frozenset[int]:
    """A period in years or months, as months."""
    if tokens[at].kind != "number" or not tokens[at].norm[1:].isdecimal():
        return frozenset()
    unit = next((t.norm for t in tokens[at + 1 : at + 3] if t.norm in {"year", "month"}), "")
    return frozenset([int(tokens[at].norm[1:]) * (12 if unit == "year" else 1)]) if unit else frozenset()


def _phrase(tokens: Sequence[Token], at: int) -> str:
    return " ".join(token.raw for token in tokens[at : at + 3])


def names(check: Checking) -> None:
    """Words with a capital inside a sentence, words in capitals, and places at its beginning."""
    allowed = {token.norm for token in check.source.beside}
    unknown = [
        token.raw
        for token in check.said
        if token.kind == "word"
        and token.capital
        and not (token.opens and not token.raw[1:2].isupper() and not places_in(token.raw))
        and token.word not in ALWAYS
        and not (claims_nothing(token.word) and not token.raw.isupper())
        and token.word not in ACTS
        and not check.source.holds(token.norm)
        and token.norm not in allowed
        and not stands_for(token, [*check.source.tokens, *check.source.beside])
    ]
    for at, token in enumerate(check.said):
        if token.is_name and token.word not in FUNCTION_WORDS and (head := _head(check.said, at)):
            heads = {
                each.norm
                for i, each in enumerate(check.source.tokens)
                if _head(check.source.tokens, i) == head and (each.word not in FUNCTION_WORDS or each.word in _POINTING)
            }
            if heads and token.norm not in heads:
                check.add(f"“{head} of {token.raw}” does not stand in what is cited.")
    if unknown:
        check.add(f"{listed(unknown)} {'does' if len(set(unknown)) == 1 else 'do'} not stand in what is cited.")


_POINTING = frozenset("that this its their those these".split())


def _head(tokens: Sequence[Token], at: int) -> str:
    """What a name is the complement of: "Government" in "the Government of the Sarran Islands"."""
    if tokens[at].pause or (at and tokens[at - 1].word == "the" and tokens[at - 1].pause):
        return ""  # "of resolution 435 (1978), the Council": the reference is what stands behind "of"
    before = [token.word for token in tokens[max(0, at - 3) : at]]
    if before[-2:] == ["of", "the"]:
        return before[-3] if len(before) > 2 else ""
    return before[-2] if len(before) > 1 and before[-1] == "of" else ""
