"""What a paragraph says that it does to earlier ones that it names: extends, changes, replaces, suspends, ends, excepts from them.

A decision counts that names the paragraph, a point of it, or all measures of its resolution; a text that only recalls or reaffirms
it does not. Read from the later paragraph, so that a new resolution touches no other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.annotating.time_expressions import end_of, find_times
from ingest.citation import Found, find_citations
from ingest.one_of import either, ways
from ingest.pinpoint import Kind, Pinpoint, resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.context import ancestors
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.words import OF_OTHERS, change_in

RowsOf = Callable[[int], Sequence[Paragraph]]

_DECIDES = either(
    r"(?<!which\s)(?:decides|authori[sz]es|reaffirms\s+its\s+decision)\b",
    r"(?:^|;\s|,\s(?:and\s)?)(?:\w+ly\s|also\s|further\s)?(?:extends|renews|terminates|lifts|modifies|amends|replaces|suspends|clarifies)\b",
)
_VERB = re.compile(
    rf"\b(?P<decides>{_DECIDES})|\b(?:"
    + ways(
        r"reaffirms recalls requests(?!\s+(?:set|in|of|as|under|contained|made)\b) calls\s+up?on calls\s+on underlines underscores stresses",
        r"reiterates notes expresses affirms urges encourages welcomes emphasi[sz]es recogni[sz]es acknowledges takes\s+note reminds",
        r"confirms declares invites directs demands condemns asserts decided",
    )
    + r")\b",
    re.IGNORECASE,
)
# What every row that changes something holds; rows without it need not be read for references.
_MAY_CHANGE = re.compile(
    ways(
        r"renew exten[ds] prolong maintain continu terminat \blift \bend\b ended rescind remov suspend dissol exempt except notwithstanding",
        r"not\s+(?:apply|prevent) no\s+longer modif amend adjust revis expand strengthen clarif updat alter reduc increas replac supersed",
        r"(?:shall|will)\s+(?:\w+\s+)?(?:apply|include|cover|read|remain|expire|cease|take|impose|implement) also\s+apply reimpose re-establish",
    ),
    re.IGNORECASE,
)
_MODIFYING = re.compile(r"\bmodified\s+by\s+(?:paragraphs?\s+)?[^,;]{0,40}$", re.IGNORECASE)
_OF_A_COMMITTEE = re.compile(r"^\W*\w+\b[^.;]{0,60}\bCommittee\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:upon|once|when|if|as\s+soon\s+as|unless|provided\s+that)\b", re.IGNORECASE)
# "Reaffirms the measures imposed by paragraph 9 of …, and decides that these measures shall also apply to …"
_ELSEWHERE = r"\s+(?:specified|imposed|set\s+out|described|contained|referred\s+to|in\s+paragraph)\b"
_AND_DECIDES = r"(?:(?!\bparagraphs?\b)[^;.]){0,120}?\band\s+(?:further\s+)?decides\s+(?:further\s+)?that\s+"
_THESE = re.compile(
    rf"{_AND_DECIDES}(?:these|such|those|this|the\s+said|the)\s+\w+\b(?!{_ELSEWHERE})",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"(?<=[;.])\s|,?\s+and\s+(?:that\s+)?(?:the|all|its)\s+(?=measures|provisions|restrictions|prohibitions)"
)
_REACH = 250  # characters before and behind a reference in which its change is looked for
# "Decides that the measures imposed by resolutions 9901 and 9902 are terminated": every paragraph that imposes one.
_ALL_MEASURES = re.compile(
    r"\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*|requirements|authori[sz]ations?)\b"
    + r"(?:(?!\bparagraphs?\b)[^;.]){0,250}?"
    + r"\b(?:of|in|by|under|to)\s+(?:(?:Security\s+Council|its)\s+)?resolutions?\b(?:(?!\bparagraphs?\b)[^;.])*$",
    re.IGNORECASE,
)
# What a text that ends or renews all measures of a resolution holds.
_OF_MEASURES = re.compile(
    either(
        r"\b(?:terminat|lift|rescind|renew|extend|suspend)\w*.{0,300}\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*|authori[sz]ations?)\b",
        r"\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*)\b.{0,400}\b(?:terminat|lift|rescind|renew|extend|suspend|apply)",
    ),
    re.IGNORECASE | re.DOTALL,
)
_IMPOSES = re.compile(
    either(
        r"\bshall\b[^.;]{0,300}\b(?:prevent|prohibit|freeze|not|cease|deny|refrain|ensure|measures)\b",
        r"\bto\s+(?:prohibit|impose|ban)\b|\bembargo\b",
    ),
    re.IGNORECASE,
)
_AUTHORIZES = re.compile(r"\bauthori[sz]", re.IGNORECASE)
# What of a resolution is meant as a whole → the words of the paragraphs that hold it.
_WHOLE = {
    r"\bauthori[sz]ations?\b": _AUTHORIZES,
    r"\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*|requirements)\b": _IMPOSES,
}
_DECIDING = (Force.DECISION, Force.AUTHORIZATION)
_THAT_DATE = re.compile(r"\bcontinue\s+to\s+apply\s+until\s+that\s+date\b", re.IGNORECASE)
_ABOVE = re.compile(r"\bparagraphs?\s[^;.]{1,40}\babove\b", re.IGNORECASE)
_EXCEPTIONS = re.compile(r"\bex(?:em|ce)ptions?\b", re.IGNORECASE)


def links_said(row: Paragraph, opening: str, rows_of: RowsOf, adopted: dt.date | None) -> list[Link]:
    """The links from what ``row`` names to it, by key of what is named: what is earlier, and of its own resolution what it gives a term.
    ``opening`` are the words of the paragraphs that it is a point of, each before a blank. ``rows_of`` gives the rows of a resolution."""
    words = opening + row.words
    if row.kind is not Kind.OPERATIVE or not _MAY_CHANGE.search(words):
        return []
    earlier = {number for cited in row.cites if (number := resolution_of(cited)) < row.resolution}
    times = find_times(row.words, adopted)
    until = end_of(times, adopted)[1]
    if until is None and _THAT_DATE.search(row.words):
        until = next((each.day for each in times if each.day and adopted and each.day > adopted), None)
    if until is not None and _ABOVE.search(row.words):
        earlier.add(row.resolution)
    if not earlier:
        return []
    clauses = _Clauses(words, len(opening))
    found = find_citations(words, context=row.resolution, known=earlier.__contains__)
    links: dict[str, dict[Change, list[tuple[str, Found]]]] = {}
    for each in (each for each in found if each.start >= len(opening)):
        changes: dict[bool, Change | None] = {}
        for target in _targets(each, words, rows_of):
            others = bool(opening) or not OF_OTHERS.search(target.words)
            if others not in changes:
                changes[others] = clauses.change(each, about_others=others)
            if (change := changes[others]) is not None:
                point = " ".join(f"({step})" for step in each.pinpoint.path[len(target.path) :])
                links.setdefault(target.key, {}).setdefault(change, []).append((point, each))
    made = [_link(key, row, changes, len(opening), until) for key, changes in sorted(links.items())]
    return [link for link in made if resolution_of(link.earlier) < row.resolution or _is_a_term(link)]


def _is_a_term(link: Link) -> bool:
    return link.change is Change.EXTENDED and link.until is not None and link.earlier != link.later


def _link(
    key: str,
    row: Paragraph,
    changes: dict[Change, list[tuple[str, Found]]],
    shift: int,
    until: dt.date | None,
) -> Link:
    change, places = next(iter(changes.items()))
    if change is Change.WIDENED and resolution_of(key) == row.resolution:
        change = Change.EXTENDED  # it "will apply for two years"
    points = {point for point, _ in places}
    start, end = places[0][1].start - shift, places[0][1].end - shift
    point = "" if "" in points else " and ".join(sorted(points))
    return Link(key, row.key, change, point=point, start=start, end=end, until=until)


def _targets(named: Found, words: str, rows_of: RowsOf) -> Iterator[Paragraph]:
    """The paragraph that is named, its points and what it is a point of; of a whole resolution what imposes or authorizes something."""
    place = named.pinpoint
    rows = [row for row in rows_of(place.resolution) if row.kind is Kind.OPERATIVE]
    if place.kind is not None:
        yield from (row for row in rows if _same(place, row.pinpoint))
    elif _OF_MEASURES.search(words) and (all_measures := _ALL_MEASURES.search(words[: named.end])):
        of = [words_of for noun, words_of in _WHOLE.items() if re.search(noun, all_measures[0], re.IGNORECASE)]
        meant = {
            row.pinpoint
            for row in rows
            if row.force in _DECIDING and any(e.search(row.words) for e in of) and not _OF_A_COMMITTEE.match(row.words)
        }
        above = {each.paragraph for each in meant}
        yield from (row for row in rows if row.pinpoint in meant or row.pinpoint in above)


def _same(cited: Pinpoint, wanted: Pinpoint) -> bool:
    """Whether ``cited`` is the paragraph, a point of it, or the paragraph of which it is a point."""
    if cited.paragraph.key != wanted.paragraph.key:
        return False
    shorter = min(len(cited.path), len(wanted.path))
    return cited.path[:shorter] == wanted.path[:shorter]


class _Clauses:
    """The clauses of a paragraph after the opening of what it is a point of, each led by a verb."""

    def __init__(self, words: str, opening: int) -> None:
        self._words, self._opening, self._verbs = words, opening, list(_VERB.finditer(words))

    def change(self, found: Found, *, about_others: bool) -> Change | None:
        """What the clause in which a place is named does to it."""
        words, verbs = self._words, self._verbs
        these = _THESE.match(words, found.end)
        leading = next((verb for verb in reversed(verbs) if verb.start() <= found.start), None)
        if leading is None or (leading["decides"] is None and these is None):
            return None
        if leading["decides"] is None and these is not None:
            behind = words[these.end() : these.end() + _REACH]
            return change_in("", _NEXT_CLAUSE.split(behind, maxsplit=1)[0], about_others=False)
        stop = next((verb.start() for verb in verbs if verb.start() > found.end), len(words))
        before = words[max(leading.start(), found.start - _REACH) : found.start]
        behind = _NEXT_CLAUSE.split(words[found.end : min(stop, found.end + _REACH)], maxsplit=1)[0]
        change = change_in(before, behind, about_others=about_others)
        if change is Change.EXCEPTED and _MODIFYING.search(words[: found.start]):
            return None  # "the measures of paragraph 5, modified by this one, shall not apply"
        if change is Change.ENDED and _CONDITION.search(words[leading.start() : stop]):
            return Change.ON_CONDITIONS
        if change is Change.ENDED and _EXCEPTIONS.search(before):
            return Change.CHANGED  # the exceptions end, and not the paragraph
        return change


def openings(rows: Iterable[Paragraph]) -> dict[str, str]:
    """Key → the words above it, each before a blank, for operative rows in document order."""
    return {key: "".join(f"{each.text} " for each in above) for key, above in ancestors(rows).items()}
