"""A bare number that is a year: "the 1996 sanctions on Azuria", where resolution 1996 has nothing of the kind."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.kinds.unnamed import names_that_do_not_occur
from assistant.reading.zero.question import Question, understand
from assistant.understanding.references import Known
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

_A_YEAR = re.compile(r"19[4-9]\d|20[0-4]\d")
_OF_A_RESOLUTION = re.compile(
    r"(?:\b(?:resolutions?|res|UNSCR|SCR|under|on|by|of|does|did|do|to|and|paragraphs?|paras?|OP)|/|\bno)\.?\s*$",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(
    r"\s+(?:\w+\s+)?(?:sanctions?|embargo(?:es)?|bans?|measures|committee|preamble|text|decision|war|crisis|massacre|attacks?|elections?|agreement|accords?|ceasefire|truce|"
    r"invasion|raid|mission|force|summit|famine|genocide|coup|uprising|earthquake|deal)\b",
    re.IGNORECASE,
)

_SET_APART = re.compile(r"\s*[:–—]")  # "1953: what happened with …"


def with_years(question: Question, known: Known, catalogue: Catalogue) -> Question:
    """``question`` read once more with such numbers as years; itself where it has none."""
    years = _years_in(question, catalogue)
    if not years:
        return _with_number(question, known, catalogue)
    return understand(question.standalone, known=known, asked=question.asked, years=years)


# "the arms embargo of 1970 on Azuria": the number of a resolution, where its text speaks of all that is named
_MEASURE_OF = re.compile(
    r"\b(?:embargo|freeze|bans?|sanctions|measures|exemptions?|exceptions?|authori[sz]ation|no-fly zone) (?:of|in|under) (?P<number>19[4-9]\d|20[0-4]\d)\b(?!\s*\()"
)


def _with_number(question: Question, known: Known, catalogue: Catalogue) -> Question:
    match = _MEASURE_OF.search(question.standalone)
    if match is None or question.references or not known(int(match["number"])):
        return question
    places = places_in(question.topic)
    text = " ".join(row.words for row in catalogue.paragraphs_of(int(match["number"])))
    if not places or not all(any(word in text for word in own_words(place)) for place in places):
        return question
    at = match.start("number")
    said = f"{question.standalone[:at]}resolution {question.standalone[at:]}"
    return understand(said, known=known, asked=question.asked)


def _years_in(question: Question, catalogue: Catalogue) -> Collection[int]:
    text = question.standalone
    found = {
        each.pinpoint.resolution
        for each in question.references
        if not each.pinpoint.number  # "2002 preamble" names a part of a text, and no paragraph
        and (year := _A_YEAR.match(text, each.start))
        and (
            _OF_A_YEAR.match(text, year.end())
            or (not text[: each.start].strip() and _SET_APART.match(text, year.end()))
        )
        and not _OF_A_RESOLUTION.search(text[: each.start])
    }
    return {number for number in found if names_that_do_not_occur(question, number, catalogue)}
