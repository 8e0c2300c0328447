"""The words by which a clause says what it does to a paragraph that it names: extends, changes, excepts, ends it."""

from __future__ import annotations

import re

from ingest.one_of import either, ways
from vectorstore.lineage.model import Change

_NOW = r"(?:are|is|shall\s+be)\s+(?:hereby\s+|also\s+|further\s+|immediately\s+)?"
# A change → the words before the reference, and those behind it, that have it. "As extended by" has none.
_WORDS: tuple[tuple[Change, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (change, re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE))
    for change, before, behind in (
        (
            Change.REPLACED,
            r"\b(?:to|shall)\s+(?:supersede\s+and\s+)?(?:replace|supersede)\b|^\W*replaces\b|\bwhich\s+replaces\s+the\s+(?:\w+\s+)?(?:procedure|provisions?|measures)\b",
            rf"^[^,;.]{{0,60}}?{_NOW}(?:replaced|superseded)|^[^,;.]{{0,60}}?\bshall\s+read\b|{_NOW}replaced\s+by\s+paragraphs?\b",
        ),
        (Change.EXTENDED, r"\bterminate\s+the\s+suspension\b", r"(?!)"),
        (
            Change.EXTENDED,
            r"\b(?:extend|prolong)\s+the\s+period\s+(?:referred\s+to|mentioned|specified|set\s+out)\b",
            r"(?!)",
        ),
        (Change.CHANGED, r"\b(?:extend|prolong)\s+the\s+(?:period|time|deadline)\b|^\W*[Cc]larifies\b", r"(?!)"),
        (Change.SUSPENDED, r"\bto\s+(?:\w+ly\s+)?suspend\b|^\W*suspends\b", rf"{_NOW}suspended"),
        (
            Change.ENDED,
            r"\bnot\s+to\s+(?:renew|extend)\b|\bto\s+(?:\w+ly\s+)?(?:terminate|lift|end|rescind|discontinue|remove|dissolve)\b|^\W*(?:terminates|lifts)\b",
            rf"{_NOW}(?:terminated|lifted|ended|rescinded|dissolved)|\bshall\s+(?:terminate|expire|cease)\b|\bno\s+longer\s+appl\w+(?!\s+to\b)",
        ),
        (
            Change.EXCEPTED,
            r"\bto\s+exempt\b|\b(?:exceptions?|exemptions?)\s+(?:to|from)\b|\bnotwithstanding\b(?=[^,;]{0,60}$)|\b(?:are|is)\s+not\s+a\s+violation\s+of\b(?=[^,;]{0,60}$)",
            r"\b(?:shall|do|does|will)\s+(?:\w+\s+)?not\s+(?:apply|prevent)\b|\bno\s+longer\s+appl\w+\s+to\b|\bis\s+not\s+to\s+be\s+applied\b",
        ),
        (
            Change.EXTENDED,
            either(
                r"\bto\s+(?:\w+\s+(?:and\s+)?)?(?:renew|extend|prolong|maintain(?![^,;.]{0,80}\bunder\s+(?:\w+\s+)?review\b)|continue|reimpose|re-establish)\b",
                r"^\W*(?:extends|renews)\b|\bto\s+confirm\b[^;.]{0,100}?\bthe\s+extension\b",
                r"\bshall\s+(?:(?:continue\s+to\s+)?take|continue\s+to\s+(?:implement|impose|apply))\s+the\s+(?:following\s+)?measures\b",
            ),
            either(
                rf"{_NOW}(?:renewed|extended|prolonged|maintained|established\s+for)|\bshall\s+(?:continue|remain)\b",
                r"\bshall\s+(?:also\s+)?apply\s+(?:to|for|during)\s+(?:the|a)\s+(?:new|further|additional)\s+(?:\S+\s+)?period\b",
            ),
        ),
        (
            Change.CHANGED,
            either(
                r"\bto\s+(?:\w+\s+)?(?:modify|amend|adjust|revise|expand|strengthen|clarify|update|alter|reduce|increase)\b",
                r"^\W*(?:modifies|amends)\b",
                r"\b(?:decides\s+on|to\s+(?:authori[sz]e|approve))\s+(?:an?|the)\s+(?:\w+\s+)?(?:reduction|increase|modification|adjustment)\b",
            ),
            rf"{_NOW}(?:modified|amended|adjusted|revised|expanded|updated|replaced|superseded)",
        ),
        (
            Change.WIDENED,
            r"\bshall\s+(?:implement|impose|apply)\s+the\s+(?:following\s+)?measures\b",
            r"\b(?:shall|will)\s+(?:also\s+|now\s+|henceforth\s+|further\s+)?(?:apply|include|cover|extend)\b|\bshall\b[^;.]{0,60}?\balso\s+apply\b",
        ),
    )
)
# "Decides to extend the mandate of the Panel that monitors paragraph 9" says nothing of paragraph 9.
OF_OTHERS = re.compile(r"\bmandate\s+of\b|\b(?:report\w*|guidelines|[Rr]equest\w*|Panel|Group|Committee|Team)\b")


# "… to enable Azuria to increase its exports": what is done so that another may do something.
# Or what would be done: "unless it decides to extend them".
_PURPOSE = re.compile(
    either(
        r"\b(?:to\s+enable|in\s+order\s+to|so\s+as\s+to)\b[^,;]*\Z",
        r"\b(?:unless|whether|if)\b[^;]*\Z",
        r"\b(?:ways|means|recommendations|options)\s+\Z",
    ),
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(?:period|time|deadline)$", re.IGNORECASE)
_NO_MANDATE = r"\b(?:measures|provisions|sanctions|regarding|monitor\w*)\b"
# "Decides to extend the mandate of the Force as set out in paragraph 3": that paragraph gives the mandate.
_GIVEN = ways(
    r"set\s+out set\s+forth specified contained defined described outlined detailed established created laid\s+down stipulated"
)
_MANDATE_IN = re.compile(
    rf"\b(?:mandates?|tasks)\b(?:(?!{_NO_MANDATE})[^;.])*?\b(?:{_GIVEN})\s+(?:in|by|pursuant\s+to|under)\b[^;.]*\Z",
    re.IGNORECASE,
)


def change_in(before: str, behind: str, *, about_others: bool, since: int = 0) -> Change | None:
    """The change that the words before and behind a reference have, those before it from ``since`` on; ``about_others`` leaves out
    mandates of bodies."""
    for change, first, second in _WORDS:
        ahead = [each for each in first.finditer(before, since) if not _PURPOSE.search(before, 0, each.start())]
        others = (
            about_others and ahead and not (_TERM.search(ahead[-1][0]) or _MANDATE_IN.search(before, ahead[-1].end()))
        )
        if others and OF_OTHERS.search(before, ahead[-1].end()):
            ahead = []
        if ahead or second.search(behind):
            return change
    return None
