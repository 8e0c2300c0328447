"""The clauses of a paragraph, each led by a verb, and what one does to the places that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.citation import Found
from ingest.one_of import either, ways
from vectorstore.lineage.model import Change
from vectorstore.lineage.words import change_in

_DECIDES = either(
    r"(?<!which\s)(?<!\bit\s)(?<!Council\s)(?:decides|authori[sz]es|asserts|reaffirms\s+its\s+decision)\b",
    r"(?:^|;\s|,\s(?:and\s|which\s)?)(?:\w+ly\s|also\s|further\s)?(?:extends|renews|terminates|lifts|modifies|amends|replaces|suspends|clarifies)\b",
)
_VERB = re.compile(
    rf"\b(?P<decides>{_DECIDES})|\b(?:"
    + ways(
        r"reaffirms recalls requests(?!\s+(?:set|in|of|as|under|contained|made)\b) calls\s+up?on calls\s+on underlines underscores stresses",
        r"reiterates notes expresses affirms urges encourages welcomes emphasi[sz]es recogni[sz]es acknowledges takes\s+note reminds determines",
        r"confirms declares invites directs demands condemns decided",
    )
    + r")\b",
    re.IGNORECASE,
)
_NOT_FROM = re.compile(
    r"\bmodified\s+by\s+(?:paragraphs?\s+)?[^,;]{0,40}$|\bin\s+addition\s+to\s+[^,;]{0,80}$", re.IGNORECASE
)
_IF = re.compile(r"\bif\b[^;]*,", re.IGNORECASE)  # "that, if the Council does not …, the provisions of … shall apply"
_CONDITION = re.compile(r"(?<!\bcall\s)\b(?:upon|once|when|if|as\s+soon\s+as|unless|provided\s+that)\b", re.IGNORECASE)
# "Decides, in accordance with paragraph 5, that …", "to support it in the performance of its mandate set out in paragraph 9"
_ASIDE = re.compile(
    either(
        r"\bdecides,\s+(?:pursuant\s+to|in\s+(?:accordance|conformity|line)\s+with|consistent\s+with|having\s+regard\s+to|as\s+(?:requested|provided|foreseen)\b)[^,;.]*$",
        r"\bwith\s+the\s+exception\s+of\s+\Z",
        r",\s+(?:ensuring|recalling|noting|reaffirming|bearing\s+in\s+mind)\b[^,;.]*$",
        r"\bin\s+(?:the\s+)?(?:performance|execution|implementation|discharge|fulfilment)\s+of\s+(?:its|their)\b[^,;.]*$",
    ),
    re.IGNORECASE,
)
# "… but that paragraph 3 …", "to extend the measures of resolution 9901 and to modify the period in paragraph 3"
_BUT = re.compile(
    r"\bbut\s+(?:that\s+)?|\band\s+(?=to\s+(?:modify|amend|adjust|revise|replace|terminate|lift|suspend|renew|extend)\b)",
    re.IGNORECASE,
)
# "… and that the Commission shall be closed": says so of what sets up the body alone
_BODY_ENDS = re.compile(
    r"\bthe\s+(?P<body>Commission|Fund|Committee|Panel|Group|Team|Office|Tribunal)\s+shall\s+be\s+(?:closed|dissolved)\b"
)
# "Reaffirms the measures imposed by paragraph 9 of …, and decides that these measures shall also apply to …"
_ELSEWHERE = r"(?:\s+on\s+\w+)?\s+(?:specified|imposed|set\s+out|described|contained|referred\s+to|in\s+paragraphs?)\b"
_AND_DECIDES = r"(?:(?!\bparagraphs?\b)[^;.]){0,120}?\band\s+(?:further\s+)?decides\s+(?:further\s+)?that\s+"
_THESE = re.compile(
    rf"{_AND_DECIDES}(?:these|such|those|this|the\s+said|the(?!\s+a(?:fore|bove)))\s+\w+\b(?!{_ELSEWHERE})",
    re.IGNORECASE,
)
# "Recalls the measures imposed by paragraphs 7 and 8 …, and decides to renew these measures until …"
_DONE_TO_THESE = re.compile(
    r"decides\s+to\s+[^;,.]{0,60}?\b(?:these|those|such)\s+(?:measures|provisions|restrictions|prohibitions|sanctions)\b",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"(?<=[;.])\s|,?\s+and\s+(?:that\s+)?(?:the|all|its)\s+(?=measures|provisions|restrictions|prohibitions)"
)
_COLON = 40  # characters behind a place that is replaced, up to the mark before the words that take its place
REACH = 250  # characters before and behind a reference in which its change is looked for
_EXCEPTIONS = re.compile(r"\bex(?:em|ce)ptions?\b", re.IGNORECASE)


class Clauses:
    """The clauses of a paragraph after the opening of what it is a point of, each led by a verb."""

    def __init__(self, words: str, opening: int, found: Sequence[Found]) -> None:
        self._words, self._opening, self._verbs = words, opening, list(_VERB.finditer(words))
        self._starts = [each.start for each in found]
        self._ends = [each.end for each in found]

    def _anchor(self, leading: int, start: int) -> int:
        """Where the first of the places is named that a clause enumerates up to ``start``."""
        for each in reversed([each for each in self._starts if leading < each < start]):
            if start - each > REACH:
                break
            start = each
        return start

    def _is_of_new_words(self, leading: int, start: int) -> bool:
        """Whether a place is named in the words that take those of another place: "to replace paragraph 2: … what paragraph 1 forbids"."""
        return any(":" in self._words[end : min(start, end + _COLON)] for end in self._ends if leading < end <= start)

    def body_that_ends(self, found: Found) -> str:
        """The body of which the clause behind a place says that it ends, where it says so of nothing before it."""
        stop = next((verb.start() for verb in self._verbs if verb.start() > found.end), len(self._words))
        over = _BODY_ENDS.search(self._words, found.end, stop)
        ends_more = over and re.search(r"\bto\s+(?:terminate|lift|end|rescind)\b", self._words[: found.start])
        return over["body"] if over and not ends_more else ""

    def _done_to_these(self, found: Found) -> Change | None:
        """What the next clause decides to do to the measures that the one which recalls a place speaks of."""
        verb = next((verb for verb in self._verbs if verb.start() > found.end), None)
        done = _DONE_TO_THESE.match(self._words, verb.start()) if verb is not None else None
        one_sentence = done is not None and not {*";."} & {*self._words[found.end : done.start()]}
        return change_in(done[0], "", about_others=False) if done is not None and one_sentence else None

    def change(self, found: Found, *, about_others: bool) -> Change | None:
        """What the clause in which a place is named does to it."""
        words, verbs = self._words, self._verbs
        these = _THESE.match(words, found.end)
        leading = next((verb for verb in reversed(verbs) if verb.start() <= found.start), None)
        if leading is None:
            return None
        if leading["decides"] is None and these is None:
            return self._done_to_these(found)
        if leading["decides"] is None and these is not None:
            behind = words[these.end() : these.end() + REACH]
            return change_in("", _NEXT_CLAUSE.split(behind, maxsplit=1)[0], about_others=False)
        stop = next((verb.start() for verb in verbs if verb.start() > found.end), len(words))
        before = words[leading.start() : found.start]
        if _ASIDE.search(before):
            return None
        before = _BUT.split(before)[-1]
        named_from = self._anchor(leading.start(), found.start) - REACH
        behind = _NEXT_CLAUSE.split(words[found.end : min(stop, found.end + REACH)], maxsplit=1)[0]
        since = max(0, named_from - found.start + len(before))
        change = change_in(before, behind, about_others=about_others, since=since)
        if change is Change.REPLACED and self._is_of_new_words(leading.start(), found.start):
            return None
        if change is Change.EXCEPTED and _NOT_FROM.search(words[: found.start]):
            return None  # "the measures of paragraph 5, modified by this one, shall not apply"
        if change is Change.ENDED and _CONDITION.search(words[leading.start() : stop]):
            return Change.ON_CONDITIONS
        if change is Change.WIDENED and _IF.search(words[leading.start() : found.start]):
            return Change.APPLIED_IF
        if change is Change.ENDED and not found.pinpoint.path and _EXCEPTIONS.search(before, since):
            return Change.CHANGED  # the exceptions end, and not the whole paragraph
        return change
