"""The grammar of references: from any text to the resolutions and paragraphs that it names.

It reads questions, the cross-references inside resolutions, and the answers that come back. Finding is kept apart
from resolving: a reference that is *found* is well written and its number is plausible; whether the paragraph exists
is a question for the catalogue. The number links, the printed year is only handed on as a check ("2195 (2015)" stands in 2395 for a
resolution of 2014).

What is read (see ``ingest.grammar.patterns`` for the words):

* a resolution: ``S/RES/2395 (2017)``, ``UNSCR 1325``, ``Res. 2231/2015``, ``S.C. Res. 1368 (Sept. 12, 2001)``,
  ``resolutions 661 (1990), 665 (1990) and 670 (1990)``, ``1267/1989/2253 Committee``;
* a place before it: ``paragraphs 5 to 7 and 9 of``, ``subparagraph (a) of paragraph 4 of``, ``third preambular
  paragraph of``, ``paragraph 2 of annex B to``, ``section C of``;
* or behind it: ``2395, para. 2``, ``1325, ¶ 8``, ``2231 annex B para 5``, ``OP 29(i)(a)``;
* a place in the resolution at hand: ``paragraph 8 above``, ``this resolution, paragraph 6``, ``OP5, 6, 7 and 8``;
* the keys of this project, ``1373/op1(a)``.

What is not: symbols of other documents, resolutions of other organs, numbers with a session (``377 (V)``),
articles, dates, quantities. A number without the word "resolution" is a reference where it carries a year in
brackets, a place, or the word "Committee" or "sanctions", or stands in a list with one that does. Other bare numbers
are taken on request only (``bare``, for questions), from 100 on, and those that may be years (1946–2030) only where
they stand as a name does: "compare 1970 and 1973", "1973's no-fly zone", but neither "in 1990" nor "the 2017 report".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.grammar.patterns import PLACE_WORDS, tokens
from ingest.grammar.reading import Reading
from ingest.pinpoint import Kind, Pinpoint

__all__ = ["Found", "find_citations", "may_name_place", "parse_citation"]

HIGHEST_PLAUSIBLE = 2999


@dataclass(frozen=True, slots=True)
class Found:
    """One reference found in a text.

    ``text[start:end]`` is the whole phrase, which several references can share ("paragraphs 1 and 2 of resolution
    1373 (2001)"). ``year`` is the year as printed. ``section`` is set where a section stands for its paragraphs
    ("section C of 687 (1991)"); the pinpoint is then the whole resolution.
    """

    start: int
    end: int
    pinpoint: Pinpoint
    year: int | None = None
    section: str = ""


def may_name_place(text: str) -> bool:
    """Whether a paragraph or an annex can be named in a text at all: a quick look, for who reads thousands of rows of an annex."""
    return PLACE_WORDS.search(text) is not None


def find_citations(
    text: str,
    *,
    context: int | None = None,
    known: Callable[[int], bool] | None = None,
    bare: bool = False,
    spoken: bool = False,
) -> list[Found]:
    """Find all references in ``text``, in order of appearance, lists and ranges expanded.

    Args:
        text: Any text; the time grows linearly with its length.
        context: The resolution that "paragraph 8 above", "the present resolution" and "OP5" refer to. Without it
            they are not references, except behind a resolution named in the text ("resolution 1325 … its paragraph 3").
        known: Which numbers are resolutions; what it denies is not returned. Default: 1 to 2999.
        bare: Whether numbers without any other sign are references ("And 338?"), as in questions.
        spoken: Whether "that resolution" is one by itself: the one named last, or the context.

    Never raises, whatever the text.
    """
    if context is None and not any(char.isdigit() for char in text):
        return []
    reading = Reading(list(tokens(text)), context=context, known=known or _plausible, bare=bare, spoken=spoken)
    return [
        Found(start, end, place.of(number), year, place.section)
        for start, end, number, year, place in reading.references()
    ]


def _plausible(number: int) -> bool:
    return 1 <= number <= HIGHEST_PLAUSIBLE


_CITATION = re.compile(
    r"""S/RES/(?P<resolution>[1-9]\d{0,4})[ ]\(\d{4}\)
        (?:,[ ]part[ ](?P<part>[A-Z]))?
        (?:
            ,[ ](?:operative[ ])?para[.][ ](?P<op>\d+)
          | ,[ ]preambular[ ]para[.][ ](?P<pp>\d+)
          | ,[ ]heading[ ](?P<heading>\d+)
          | ,[ ]annex(?:[ ](?P<annex>[A-Za-z0-9]+))?
            (?:,[ ](?:passage[ ](?P<passage>\d+)|para[.][ ](?P<point>\d+(?:[.]\d+)*)))?
        )?
        (?P<path>(?:[ ]\([a-z0-9]+\))*)
        (?:[ ]\[(?P<occurrence>[2-9]|[1-9]\d+)\])?""",
    re.VERBOSE | re.ASCII,
)


def parse_citation(text: str) -> Pinpoint | None:
    """Read exactly the spelling of ``Pinpoint.citation`` back; ``None`` for anything else.

    The year is not part of a pinpoint and is not checked.
    """
    match = _CITATION.fullmatch(text)
    if match is None:
        return None
    kind, number = None, ""
    for name, of_kind in (("op", Kind.OPERATIVE), ("pp", Kind.PREAMBULAR), ("heading", Kind.HEADING)):
        if match[name] is not None:
            kind, number = of_kind, match[name]
    if kind is None and ", annex" in text:
        kind = Kind.ANNEX
        number = f"p{match['passage']}" if match["passage"] else match["point"] or ""
    path = tuple(re.findall(r"\(([a-z0-9]+)\)", match["path"]))
    if path and not number:
        return None
    return Pinpoint(
        resolution=int(match["resolution"]),
        kind=kind,
        number=number,
        path=path,
        part=match["part"] or "",
        annex=match["annex"] or "",
        occurrence=int(match["occurrence"] or 1),
    )
