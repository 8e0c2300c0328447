"""A bare number that is a year: "the 1996 sanctions on Azuria", where resolution 1996 has nothing of the kind."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.kinds.unnamed import names_that_do_not_occur
from assistant.question import Question, understand
from assistant.understanding.references import Known
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


def with_years(question: Question, known: Known, catalogue: Catalogue) -> Question:
    """``question`` read once more with such numbers as years; itself where it has none."""
    years = _years_in(question, catalogue)
    if not years:
        return question
    return understand(question.standalone, known=known, asked=question.asked, years=years)


def _years_in(question: Question, catalogue: Catalogue) -> Collection[int]:
    text = question.standalone
    found = {
        each.pinpoint.resolution
        for each in question.references
        if not each.pinpoint.number  # "2002 preamble" names a part of a text, and no paragraph
        and (year := _A_YEAR.match(text, each.start))
        and _OF_A_YEAR.match(text, year.end())
        and not _OF_A_RESOLUTION.search(text[: each.start])
    }
    return {number for number in found if names_that_do_not_occur(question, number, catalogue)}
