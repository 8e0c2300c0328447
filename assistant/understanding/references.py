"""What a question names: resolutions and their places, bodies that bear a number, documents of other organs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from ingest.citation import Found, find_citations
from ingest.one_of import either
from ingest.pinpoint import Kind, Pinpoint

Known = Callable[[int], bool]


def references_in(text: str, known: Known) -> list[Found]:
    """What exists, or might exist in a resolution that exists, and is named in ``text``."""
    references = find_citations(text, known=known, bare=True)
    references += [found for found in _acting(text, known) if not _overlaps(found, references)]
    references += [found for found in _places_of(text, known) if not _overlaps(found, references)]
    return references + [found for found in _places_apart(text, references) if not _overlaps(found, references)]


# "what does 73 say", "why did 2009 keep": a number before a verb is a subject, one before a plural counts ("did 15 members …")
_SUBJECT = re.compile(
    r"\b(?:does|did|do) (?P<number>\d{1,4}) (?!(?:people|men|women|police|personnel|staff|vote|abstain|veto|oppose|object|support|per|of|and|or|to)\b)(?:[a-z-]*[a-rt-z]|[a-z]+ss)\b",
    re.IGNORECASE,
)


def _acting(text: str, known: Known) -> list[Found]:
    return [
        Found(match.start("number"), match.end("number"), Pinpoint(int(match["number"])))
        for match in _SUBJECT.finditer(text)
        if known(int(match["number"]))
    ]


# "1333 has a paragraph 30", "what 1333 wants in paragraph 8 (f)": a place of the one resolution that is named
_PLACE_APART = re.compile(
    r"\b(?:(?:operative\s+)?(?:paragraph|para\.?)\s+\d{1,3}|OP\s?\d{1,3})(?:\s?\((?:[a-z]|[ivx]+)\))*(?!\s*\d)|\b[Aa]nnex\s+(?:[A-H]|[IVX]{1,4}|\d)\b(?:,?\s+(?:point|paragraph|para\.?)\s+\d{1,3})?"
)
# the same in other languages of those who ask
_PLACE_ABROAD = re.compile(
    r"(?:\b(?:Absatz|Abs\.|Ziffer|Punkt|apartado|paragrafo|par[aá]grafo|paragraaf|пункт\w*|параграф\w*|абзац\w*)|الفقرة)\s+(?P<number>\d{1,3})(?!\d)"
    r"|第\s?(?P<point>\d{1,3})\s?[段条]",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\s*(?:above\b|below\b|(?:and|to|or|,|[-–])\s*\d|(?:of|in|to)\s+(?:(?:the|its|his|that|this|a|an|another|article|annex)\b|(?-i:[A-Z])))",
    re.IGNORECASE,
)


def _places_apart(text: str, references: list[Found]) -> list[Found]:
    """Paragraphs and annexes that stand apart from the number of the one resolution that is named without a place."""
    numbers = {found.pinpoint.resolution for found in references}
    if len(numbers) != 1 or any(found.pinpoint.kind or found.pinpoint.part or found.section for found in references):
        return []
    number = numbers.pop()
    found: list[Found] = []
    for match in _PLACE_APART.finditer(text):
        if _OF_SOMETHING_ELSE.match(text, match.end()):
            continue
        read = find_citations(f"resolution {number}, {match.group()}", known=lambda _: True)
        if len(read) == 1 and read[0].pinpoint.kind is not None:
            found.append(Found(match.start(), match.end(), read[0].pinpoint))
    for match in _PLACE_ABROAD.finditer(text) if not found else ():
        at = Pinpoint(number, Kind.OPERATIVE, match["number"] or match["point"])
        found.append(Found(match.start(), match.end(), at))
    return found


_PLACE_OF = re.compile(
    r"\b(?:paragraphs?|paras?\.?|clauses?|preamble|annex|part|text|provisions?) (?:of|in|to) (\d{2,4})\b(?! \()"
)


def _places_of(text: str, known: Known) -> list[Found]:
    """Numbers that may be years, where "which paragraph of 1973" shows that they are not."""
    matches = (match for pattern in (_PLACE_OF, _LIST) for match in pattern.finditer(text) if known(int(match[1])))
    matches = (match for match in matches if not _A_TEXT_OF_A_YEAR.search(text[: match.end()]))
    return [Found(match.start(1), match.end(1), Pinpoint(int(match[1]))) for match in matches]


# "The truce text of 2024" tells its year, "the full text of 2024" its number.
_A_TEXT_OF_A_YEAR = re.compile(
    r"\b(?!the\b|full\b|whole\b|exact\b|official\b|complete\b|entire\b|original\b|actual\b|printed\b|verbatim\b|english\b)[^\W\d_]+\s+text of (?:19[4-9]\d|20[0-2]\d)$",
    re.IGNORECASE,
)


# "removed from the 1988 list"
_LIST = re.compile(r"\bthe\s+((?:19|20)\d\d)(?=\s+(?:sanctions\s+)?list\b(?!\s+of\b))", re.IGNORECASE)


_REGIME_AFTER = re.compile(
    r"(?:\s*\(\d{4}\))?(?:\s*/\s*\d{3,4}(?:\s*\(\d{4}\))?)*\s+(?:regimes?|sanctions(?:\s+(?:regimes?|list))?|list)\b",
    re.IGNORECASE,
)


def names_a_regime(text: str, found: Found) -> bool:
    """Whether a number stands for the sanctions that go back to it, in whatever texts these are now ("the 1267 list")."""
    written = re.search(r"resolution\s+\d|S/RES/", text[found.start : found.end], re.IGNORECASE)
    return written is None and found.pinpoint.kind is None and bool(_REGIME_AFTER.match(text, found.end))


def _overlaps(found: Found, others: Collection[Found]) -> bool:
    return any(found.start < other.end and other.start < found.end for other in others)


def blank(text: str, found: Collection[Found]) -> str:
    """``text`` with each reference replaced by spaces, so that its figures are not read as anything else."""
    characters = list(text)
    for reference in found:
        characters[reference.start : reference.end] = " " * (reference.end - reference.start)
    return "".join(characters)


_OUTSIDE = re.compile(
    either(
        r"\b(?:A|E|A/HRC|HRC)/RES/[\w/().-]+",
        r"\bA/\d+/[\w/.-]+",
        r"\b(?:S/)?PRST[/ ]\d{4}/\d+",
        r"\bS/\d{4}/\d+",
        r"\bES-\d+/\d+",
        r"(?i:\b(?:General Assembly|GA|UNGA|Human Rights Council|ECOSOC|Economic and Social Council)(?:'s)?(?: \w+)? res(?:olution|\.)?s?\b)(?: \d[\d/-]*(?: [A-Z]\b)?(?: ?\([IVXLC]+\))?)?",
        r"\b[Rr]esolution \d+ (?:[A-Z] )?\([IVXLC]+\)",
        r"\b[Rr]esolution [\d/]+(?: \(\d{4}\))? (?:of|by|from|adopted by|passed by) the (?:UN |United Nations )?(?:General Assembly|Human Rights Council|Economic and Social Council)",
    )
)


# "resolution 2758 of the General Assembly" is none of the Council, although one bears the number.
_OF_ANOTHER_ORGAN = re.compile(
    r"\bresolution [\d/]+(?: \(\d{4}\))? (?:of|by|from|adopted by|passed by) the (?:UN |United Nations )?(?:General Assembly|Human Rights Council|Economic and Social Council)",
    re.IGNORECASE,
)


def outside_documents(text: str) -> list[str]:
    """Documents that are named and are no resolutions of the Council, as they are written."""
    return list(dict.fromkeys(match.group().strip() for match in _OUTSIDE.finditer(text)))


# What the President says on behalf of the Council: by its symbol, or by the name of the kind of document, with its number.
_STATEMENT = re.compile(
    either(
        r"\b(?:(?:S/)?PRST[/ ]|presidential statements?(?: no\.?)? (?=\d{4}/\d))(?P<year>\d{4})/(?P<number>\d+)",
        r"\b(?:presidential|press) statements?\b",
        r"\bstatements? (?:by|of|from) the president of the (?:UN )?(?:security )?council\b",
    ),
    re.IGNORECASE,
)


def statements_in(text: str) -> list[str]:
    """The presidential statements that are named: ``S/PRST/2014/3``, or empty where no number is given."""
    found = list(_STATEMENT.finditer(text))
    symbols = [f"S/PRST/{match['year']}/{match['number']}" for match in found if match["year"]]
    return list(dict.fromkeys(symbols or ["" for _ in found]))


def of_another_organ(text: str) -> list[tuple[int, int]]:
    """Where resolutions of another organ are named, as spans of characters."""
    return [match.span() for match in _OF_ANOTHER_ORGAN.finditer(text)]
