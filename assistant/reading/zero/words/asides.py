"""What people add to a question for a list without asking for it: years in two figures, what a year is known for."""

from __future__ import annotations

import re

from assistant.terms import acronyms

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_SHORT_YEAR = re.compile(r"(?<![\w.])['’‘](?P<year>\d\d)\b(?!['’]?s\b)")
_SHORT_DECADE = re.compile(r"(?<![\w.])['’‘]?(?P<decade>[4-9])0['’]?s\b")
_TENS = {"forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
_DECADE = re.compile(rf"\b(?:nineteen[- ])?(?P<tens>{'|'.join(_TENS)})\b", re.IGNORECASE)
_NOUGHTIES = re.compile(r"\b(?:noughties|two[- ]thousands)\b", re.IGNORECASE)
_FIRST_YEAR = 46  # '46 is of the last century, '45 and less of this one
_RESOLUTION = r"\b(?:resolutions?|texts?|ones?)\b"
# "in 1956, the year of …", "October 1973, the month of the war", "in 2022, when …"
_KNOWN_FOR = re.compile(
    rf"(?<=\d),\s*(?:the|that|a|an|its|his|when|which\s+(?:was|saw)|in\s+which|during\s+which|right\s+after|just\s+after|just\s+before)\s+(?:(?!{_RESOLUTION})[^,;:?.])*"
    r"(?=[,;:?.]|$)",
    re.IGNORECASE,
)
_AFTER_A_YEAR = re.compile(rf"\b{_YEAR}$")
_OF_A_YEAR = re.compile(
    rf"\b(?:the|that|this|a)\s+(?:[\w’'-]+\s+){{1,4}}?years?\s+(?:of\s+)?(?={_YEAR}\b)", re.IGNORECASE
)
_IN_THE_YEAR_THAT = re.compile(
    rf"\b(?P<in>in|of|from|during)\s+the\s+year\s+(?:(?!{_RESOLUTION})[^,;:?.\d])+,\s*(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    rf",?\s*(?:please,?\s*)?\b(?:(?:and|also|even|with)\s+)*(?:the|those|that)\s+{_RESOLUTION}\s+[^,;:?.]*\b(?:included|as\s+well|too)\b"
    rf"|,\s*(?:also|even|including)\s+(?:the|those|that)\s+{_RESOLUTION}[^,;:?.]*",
    re.IGNORECASE,
)
_FOUNDED_BY = re.compile(
    r",?\s*(?:\b(?:which|that)\s+(?:was|were|had\s+been)\s+)?\b(?:set\s+up|created|established|founded|authori[sz]ed|launched|born|instituted)\s+"
    r"(?:by|under|in|with|through|pursuant\s+to)\s+(?:the\s+)?(?:Security\s+Council\s+)?(?:resolution\s+|S/RES/|UNSCR\s+)?\d{1,4}(?:\s*\((?:19|20)\d\d\))?(?=\s*(?:[,;:?.)]|\s[a-z]|$))",
)


def years_in_full(text: str) -> str:
    """``text`` with years and decades in four figures: "'56" is 1956, "the nineties" are the 1990s."""
    text = _SHORT_YEAR.sub(lambda m: f"{19 if int(m['year']) >= _FIRST_YEAR else 20}{m['year']}", text)
    text = _SHORT_DECADE.sub(lambda m: f"19{m['decade']}0s", text)
    text = _NOUGHTIES.sub("2000s", text)
    return _DECADE.sub(lambda m: f"{_TENS[m['tens'].lower()]}s", text)


def without_asides(text: str) -> str:
    """A question for a list without what it tells of a year, of one of the resolutions, or of what set up a body."""
    text = _IN_THE_YEAR_THAT.sub(lambda m: f"{m['in']} {m['year']}", text)
    text = _OF_A_YEAR.sub("", text)
    text = _KNOWN_FOR.sub(lambda m: "" if _AFTER_A_YEAR.search(text[: m.start()]) else m.group(), text)
    text = _INCLUDED.sub("", text)
    if acronyms(text):
        text = _FOUNDED_BY.sub(" ", text)
    return re.sub(r"\s+(?=[,;:?.])|(?<=\s)\s+", "", text).strip()
