"""What stands around a number or a place: which resolution it belongs to, and whether it is one of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.grammar.patterns import T, Token
from ingest.grammar.tokens import Tokens

FIRST_YEAR, LAST_YEAR = 1946, 2030
_RECENT = 2015

FILLERS = frozenset("the its la le les un operative text provisions council said each both".split())


def of_another_organ(tokens: Tokens, i: int) -> bool:
    """Whether "General Assembly (adopted | in its)" stands in front of the word "resolution" at ``i``."""
    k, words = i - 1, set()
    while k > i - 7 and tokens[k].text in {"draft", "in", "by", "its", "adopted", "passed", ",", "’s", "'s", "/"}:
        words.add(tokens[k].text)
        k -= 1
    if tokens[k].text in {"(", "“", '"'} and tokens[k - 1].text.lower().startswith("uniting"):  # Uniting for peace (…
        return True
    if tokens[k].text in {"”", '"', "’"} and tokens[k - 1].text.lower().startswith("uniting"):
        return True
    return tokens[k].kind is T.ORGAN and (not words & {"in", "by", ","} or "its" in words)


def of_organ_behind(tokens: Tokens, i: int) -> bool:
    """ "resolution 2625 of the General Assembly"."""
    while tokens[i].text in {"of", "by", "adopted", "the"} and tokens[i].kind is not T.ORGAN:
        i += 1
    return tokens[i].kind is T.ORGAN and tokens[i - 1].text in {"of", "by", "the"}


def labelled(tokens: Tokens, i: int) -> bool:
    """Whether the number at ``i`` is named as something else: "vol. 397", "No. 1", "S/2009/ 395", "S.1994", "General Assembly 194",
    "flight 103"."""
    if tokens[i - 1].kind is T.ORGAN:
        return True
    before = tokens[i - 2] if tokens[i - 1].text == "." else tokens[i - 1]
    if tokens[i - 1].text == "." and tokens[i - 2].text == "s" and tokens[i - 1].end == tokens[i].start:
        return True  # "S.1994/1148": a document
    if tokens[i - 1].kind is T.FOREIGN and re.fullmatch(r"S/\d{4}", tokens[i - 1].text):
        return True  # "S/2013 493": the same
    slash = tokens[i - 1].text == "/" and tokens[i - 2].kind is not T.POSSESSIVE
    return before.text in {"no", "nos", "vol", "vols", "volume", "number", "flight", "air", "airlines"} or slash


def points_elsewhere(tokens: Tokens, j: int) -> bool:
    """Whether the paragraphs that end at ``j`` belong to what follows: "…, paragraph 14 of resolution 2216"."""
    token = tokens[j]
    if token.kind is T.ABOVE:
        return True
    if token.kind is not T.CONNECTOR:
        return False
    if token.text == "of":
        return tokens[j + 1].text != "which"
    return owner(tokens, j)[0] is not None


def owner(tokens: Tokens, j: int) -> tuple[int | None, bool]:
    """Where the resolution of a place that ends at ``j`` is named: index of its first token, or ``None``.

    The flag says that the place belongs to something else ("paragraph 3 of the Charter").
    """
    k = j
    dash = tokens[k].kind is T.TO and not tokens[k].text.isalpha()
    comma = tokens[k].kind is T.COMMA or tokens[k].text in {"(", "[", "in"} or dash
    k += tokens[k].kind is T.COMMA or dash
    k += tokens[k].text in {"(", "["}
    connector = tokens[k].kind in {T.CONNECTOR, T.TO}
    of = connector and tokens[k].text in {"of", "de", "du", "des", "del"}
    k += connector
    limit = k + 8
    while k < limit and (
        tokens[k].kind in {T.COUNCIL, T.PART, T.OPERATIVE, T.POSSESSIVE}
        or tokens[k].text in FILLERS
        or (tokens[k].text == "of" and (tokens[k - 1].kind is T.PART or tokens[k - 1].text == "each"))
    ):
        k += 1
    if tokens[k].kind is T.NUMBER and may_be_year(tokens[k].value) and tokens[k + 1].kind is T.RESOLUTION:
        k += 1  # "paragraph 3 of the 1973 resolution 338"
    match tokens[k].kind:
        case T.RESOLUTION | T.SYMBOL | T.THIS | T.THAT:
            return k, False
        case T.NUMBER if may_be_year(tokens[k].value) and tokens[k - 1].text == "the":
            return None, of  # "paragraphs 138 and 139 of the 2005 Outcome"
        case T.NUMBER if tokens[k].value >= 100 and (connector or not comma):
            return k, False
        case T.SLASHED if connector:
            return k, False
        case T.WORD if of and tokens[k].text == "it":
            return k, False
    return None, of or tokens[k].kind in {T.FOREIGN, T.ORGAN}


def is_elided(tokens: Tokens, i: int) -> bool:
    """Whether "17 of resolution" or "3 (a) and 5 of resolution" starts at ``i``."""
    k = i
    while k < i + 24 and tokens[k].kind in {T.NUMBER, T.STEP, T.COMMA, T.AND, T.TO}:
        if tokens[k].kind is T.NUMBER and tokens[k].value > 99:
            return False
        k += 1
    of = tokens[k].text == "of"
    return of and k > i and tokens[owner(tokens, k)[0] or -1].kind in {T.RESOLUTION, T.SYMBOL}


def run_of_years(numbers: Sequence[int]) -> bool:
    """Whether a bare list reads as years: "2024 and 2025", but not "1988 and 1989", a pair of resolutions."""
    recent = len(numbers) > 1 and numbers[0] >= _RECENT and numbers[-1] <= LAST_YEAR
    return recent and all(after == before + 1 for before, after in pairwise(numbers))


def may_be_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


# The first resolution of some years, for a rough guess at the year of any number.
_FIRST_OF = ((1946, 1), (1950, 79), (1960, 130), (1970, 277), (1980, 462), (1990, 647), (2000, 1285), (2010, 1908),
             (2020, 2505), (2030, 3100))  # fmt: skip


def likely_year(number: int, year: int) -> bool:
    """Whether resolution ``number`` may be of ``year``, give or take four: 2231 of 2015, but not 1267 of 1989."""
    for (year_a, first_a), (year_b, first_b) in pairwise(_FIRST_OF):
        if first_a <= number < first_b:
            guess = year_a + (year_b - year_a) * (number - first_a) / (first_b - first_a)
            return abs(guess - year) <= 4
    return False


def thousands(tokens: Tokens, i: int) -> Token | None:
    """The last token of a number with a mark between its thousands, "1.325" or "1 325", with the whole as its value."""
    token, rest = tokens[i], tokens[i + 1]
    if token.kind is T.DECIMAL:
        one, _, hundreds = token.text.partition(".")
        rest = token
    else:
        one, hundreds = token.text, rest.text if rest.kind is T.NUMBER and rest.start == token.end + 1 else ""
    if (
        token.kind not in {T.DECIMAL, T.NUMBER}
        or one not in {"1", "2"}
        or len(hundreds) != 3
        or not hundreds.isdecimal()
    ):
        return None
    return rest._replace(value=int(one + hundreds))
