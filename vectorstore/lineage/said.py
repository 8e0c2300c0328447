"""What a paragraph says that it does to earlier ones that it names: extends, changes, replaces, suspends, ends, excepts from them.

A decision counts that names the paragraph, a point of it, or all measures of its resolution; a text that only recalls or reaffirms
it does not. Read from the later paragraph, so that a new resolution touches no other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.annotating.time_expressions import end_of, find_times
from ingest.citation import Found, find_citations
from ingest.one_of import either, ways
from ingest.pinpoint import Kind, Pinpoint, paragraph_of, resolution_of
from ingest.places import place_in
from ingest.resolution import Force, Paragraph
from vectorstore.context import ancestors
from vectorstore.lineage.clauses import REACH, Clauses
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.words import OF_OTHERS

RowsOf = Callable[[int], Sequence[Paragraph]]

# What every row that changes something holds; rows without it need not be read for references.
_MAY_CHANGE = re.compile(
    ways(
        r"renew exten[ds] prolong maintain continu terminat \blift \bend\b ended rescind remov suspend dissol exempt except notwithstanding not\s+a\s+violation",
        r"not\s+(?:apply|prevent|to\s+be\s+applied) no\s+longer modif amend adjust revis expand strengthen clarif updat alter reduc increas replac supersed established\s+for",
        r"(?:shall|will)\s+(?:\w+\s+)?(?:apply|include|cover|read|remain|expire|cease|take|impose|implement) also\s+apply reimpose re-establish",
    ),
    re.IGNORECASE,
)
_NO_MEASURE = re.compile(r"^\W*\w+\b[^.;]{0,60}\bCommittee\b|\bno\s+claim\s+shall\s+lie\b", re.IGNORECASE)
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
        r"\bto\s+(?:prohibit|impose|ban)\b|\bembargo\b|\bmeasures\b[^;]{0,120}\bshall\s+(?:also\s+)?apply\b",
    ),
    re.IGNORECASE,
)
_AUTHORIZES = re.compile(r"\bauthori[sz]", re.IGNORECASE)
# What of a resolution is meant as a whole → the words of the paragraphs that hold it.
_WHOLE = {
    r"\bauthori[sz]ations?\b": _AUTHORIZES,
    r"\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*|requirements)\b": _IMPOSES,
}
# "the arms embargo imposed by resolution 9901"
_EMBARGO_ALONE = re.compile(
    r"^embargo(?!.*\b(?:bans?|freezes?|sanctions|measures|provisions|restrictions|prohibitions)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ARMS = re.compile(r"\barms\b|\bweapons\b", re.IGNORECASE)
_MEASURES_IN = re.compile(r"\bmeasures\s+(?:\w+\s+){1,3}(?:in|by)\s+\Z", re.IGNORECASE)
_SETS_UP = re.compile(
    r"\b(?:establish|appoint|create)\b.{0,160}\b(?:Committee|Panel|Group)\b", re.DOTALL | re.IGNORECASE
)
_DISSOLVED = re.compile(
    r"\bdissolve\b[^.;]{0,40}\bcommittee\b[^.;]{0,40}\bresolution\s\S+(?:\s\(\d+\))?\Z", re.IGNORECASE
)
# "which replaces the procedure set out in resolution 9901": the paragraph that adopted it.
_PROCEDURE = re.compile(
    r"\breplaces\s+the\s+(?:\w+\s+)?procedure\b[^;.]{0,40}\bresolution\s\S+(?:\s\(\d+\))?\Z", re.IGNORECASE
)
_ADOPTS_ONE = re.compile(r"^\W*Adopts\b[^;.]{0,80}\bprocedure\b", re.IGNORECASE)
_SUSPENDS = re.compile(r"\b(?:are|is|shall\s+be)\s+suspended\b|\bdecides\s+to\s+suspend\b", re.IGNORECASE)
_DESIGNATED = re.compile(
    r"\bdesignated\b[^;.]{0,60}\bby\s+the\s+Committee\b|\bCommittee\b[^;.]{0,60}\bdesignat", re.IGNORECASE
)
_SAME_LIST = 0.5  # the likeness that is noted of two lists for the same measures
_AND_LATER = re.compile(
    r"\b(?:measures|sanctions|prohibitions)\b[^;]{0,250}\band\s+subsequent\s+(?:\w+\s+){0,2}resolutions\b",
    re.IGNORECASE,
)
_EXCEPTIONS = re.compile(r"\bex(?:cept|em)", re.IGNORECASE)
_ENDS = (Change.ENDED, Change.ON_CONDITIONS)
_DECIDING = (Force.DECISION, Force.AUTHORIZATION)
_THAT_DATE = re.compile(r"\bcontinue\s+to\s+apply\s+until\s+that\s+date\b", re.IGNORECASE)
_ABOVE = re.compile(r"\bparagraphs?\s[^;.]{1,40}\b(?:above|of\s+th(?:is|e\s+present)\s+resolution)\b", re.IGNORECASE)
# "the embargo imposed by paragraph 8 shall not apply to", "the measures in paragraph 8 above shall apply to"
_SERVES = re.compile(
    r"\bparagraphs?\s\d[^;.]{0,160}?\b(?:shall|do|does|will)\s+(?:also\s+)?(?:not\s+(?:apply|prevent)|apply)\b",
    re.IGNORECASE,
)


_GO_ON = re.compile(r"\bterminate\s+the\s+suspension\b", re.IGNORECASE)


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
    if _GO_ON.search(row.words):
        until = None  # from a day on, and not up to it
    if (until is not None and _ABOVE.search(row.words)) or _SERVES.search(row.words):
        earlier.add(row.resolution)
    if not earlier:
        return []
    found = find_citations(words, context=row.resolution, known=earlier.__contains__)
    clauses = Clauses(words, len(opening), found)
    links: dict[str, dict[Change, list[tuple[str, Found]]]] = {}
    for each in (each for each in found if each.start >= len(opening)):
        changes: dict[bool, Change | None] = {}
        body = clauses.body_that_ends(each)
        for target, whole in _targets(each, words, rows_of):
            others = bool(opening) or not OF_OTHERS.search(whole)
            if others not in changes:
                changes[others] = clauses.change(each, about_others=others)
            change = changes[others]
            if (
                change in _ENDS
                and body
                and not re.search(rf"\b(?:establish|create|set\s+up)\b[^;]*\b{body}\b", target.words, re.IGNORECASE)
            ):
                continue
            if change is Change.SUSPENDED and _SUSPENDS.search(target.words):
                change = Change.EXTENDED  # the suspension goes on
            if change is not None:
                point = " ".join(f"({step})" for step in each.pinpoint.path[len(target.path) :])
                links.setdefault(target.key, {}).setdefault(change, []).append((point, each))
    made = [_link(key, row, changes, len(opening), until) for key, changes in sorted(links.items())]
    return [link for link in made if resolution_of(link.earlier) < row.resolution or _is_within(link)]


def _is_within(link: Link) -> bool:
    """Whether it gives another paragraph of its text a term, excepts from it, or says to whom it applies."""
    if link.change is Change.EXTENDED:
        return link.until is not None and link.earlier != link.later
    return link.change in (Change.EXCEPTED, Change.WIDENED) and paragraph_of(link.earlier) != paragraph_of(link.later)


def _link(
    key: str,
    row: Paragraph,
    changes: dict[Change, list[tuple[str, Found]]],
    shift: int,
    until: dt.date | None,
) -> Link:
    change, places = next(iter(changes.items()))
    if change is Change.WIDENED and until is not None and resolution_of(key) == row.resolution:
        change = Change.EXTENDED  # it "will apply for two years"
    points = {point for point, _ in places}
    start, end = places[0][1].start - shift, places[0][1].end - shift
    point = "" if "" in points else " and ".join(sorted(points))
    return Link(key, row.key, change, point=point, start=start, end=end, until=until)


def _targets(named: Found, words: str, rows_of: RowsOf) -> Iterator[tuple[Paragraph, str]]:
    """The paragraph that is named, its points and what it is a point of; of a whole resolution what imposes or authorizes something. Each
    with the words of its whole paragraph that tell what it is about."""
    place = named.pinpoint
    rows = [row for row in rows_of(place.resolution) if row.kind is Kind.OPERATIVE]
    if place.kind is not None:
        of_measures = _MEASURES_IN.search(words, max(0, named.start - REACH), named.start)
        tasks: tuple[str, ...] | None = None  # of a body, among the points of a paragraph on measures
        for row in (row for row in rows if _same(place, row.pinpoint)):
            if tasks and row.path[: len(tasks)] == tasks:
                continue
            tasks = row.path if of_measures and len(row.path) > len(place.path) and _SETS_UP.search(row.words) else None
            if tasks is None:
                head = (
                    row.words
                    if not row.path
                    else next((e.words for e in rows if e.pinpoint == row.pinpoint.paragraph), row.words)
                )
                yield row, head
    elif _DISSOLVED.search(words, 0, named.end):
        yield from ((row, row.words) for row in rows if not row.path and _SETS_UP.search(row.words))
    elif _PROCEDURE.search(words, 0, named.end):
        yield from ((row, row.words) for row in rows if _ADOPTS_ONE.search(row.words))
    elif _OF_MEASURES.search(words) and (all_measures := _ALL_MEASURES.search(words[: named.end])):
        of = [words_of for noun, words_of in _WHOLE.items() if re.search(noun, all_measures[0], re.IGNORECASE)]
        meant = {
            row.pinpoint
            for row in rows
            if row.force in _DECIDING
            and any(e.search(row.words) for e in of)
            and not _NO_MEASURE.search(row.words)
            and _at_one_place(words, row)
        }
        if _EMBARGO_ALONE.search(all_measures[0]):
            arms = {row.pinpoint for row in rows if row.pinpoint in meant and _ARMS.search(row.words)}
            keys = {each.key for each in arms}
            meant = arms | {row.pinpoint for row in rows if row.pinpoint in meant and keys & {*row.cites}}
        above = {each.paragraph for each in meant}
        yield from ((row, row.words) for row in rows if row.pinpoint in meant or row.pinpoint in above)


def ended_with(ends: Iterable[Link], texts: Sequence[Sequence[Paragraph]]) -> list[Link]:
    """The links to what ends the measures of resolutions "and subsequent resolutions", of ``ends``, from what imposes measures in the texts of
    their line in between."""
    found: dict[tuple[str, str], Link] = {}
    rows = {row.key: row for text in texts for row in text}
    for end in (each for each in ends if each.change is Change.ENDED):
        last = rows.get(end.later)
        if last is None or not _AND_LATER.search(last.words) or _EXCEPTIONS.search(last.words):
            continue
        for row in rows.values():
            between = resolution_of(end.earlier) < row.resolution < last.resolution
            if between and row.force in _DECIDING and _IMPOSES.search(row.words) and _at_one_place(last.words, row):
                found[row.key, last.key] = replace(end, earlier=row.key, point="")
    known = {(end.earlier, end.later) for end in ends}
    return [link for pair, link in found.items() if pair not in known]


def criteria_anew(said: Iterable[Link], texts: Sequence[Sequence[Paragraph]]) -> list[Link]:
    """The links from each paragraph that lists to whom measures apply, as a committee designates them, to the next list for the same
    measures: it takes its place, however it is worded."""
    rows = {row.key: row for text in texts for row in text}
    applying: dict[str, set[str]] = {}
    for link in said:
        if link.change is Change.WIDENED and link.later in rows:
            applying.setdefault(link.later, set()).add(paragraph_of(link.earlier))
    last: dict[frozenset[str], str] = {}
    found = []
    for key in sorted(applying, key=resolution_of):
        opens = any(other.startswith(f"{key}(") for other in rows) and _DESIGNATED.search(rows[key].words)
        measures = frozenset(applying[key])
        if opens and measures in last:
            found.append(Link(last[measures], key, Change.CHANGED, likeness=_SAME_LIST))
        if opens:
            last[measures] = key
    return found


def _at_one_place(words: str, row: Paragraph) -> bool:
    """Whether a row is on no other place than the words that speak of the measures of its resolution."""
    there, here = place_in(words), place_in(row.words)
    return not there or not here or there == here


def _same(cited: Pinpoint, wanted: Pinpoint) -> bool:
    """Whether ``cited`` is the paragraph, a point of it, or the paragraph of which it is a point."""
    if cited.paragraph.key != wanted.paragraph.key:
        return False
    shorter = min(len(cited.path), len(wanted.path))
    return cited.path[:shorter] == wanted.path[:shorter]


def openings(rows: Iterable[Paragraph]) -> dict[str, str]:
    """Key → the words above it, each before a blank, for operative rows in document order."""
    return {key: "".join(f"{each.text} " for each in above) for key, above in ancestors(rows).items()}
