"""Authorized strengths, read from the paragraphs: how many troops or police a mission may have, and from when.

Only figures that a paragraph decides count, each with what it counts ("troops", "police"). A figure that is part of another
("including 4,000 for the Regional Force"), a least number and a figure of another body are left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.timeline.model import Ceiling
from assistant.timeline.names import Subject
from ingest.annotating.time_expressions import Role, find_times
from ingest.one_of import either, ways
from ingest.pinpoint import resolution_of
from ingest.resolution import Kind, Paragraph
from vectorstore.catalogue import Catalogue

TROOPS, POLICE, FORMED, OBSERVERS, PERSONNEL = "troops", "police", "formed police", "military observers", "personnel"

_DECIDES = re.compile(r"\b(?:decides|authori[sz]es?|approves|endorses|maintains|directs)\b", re.IGNORECASE)
# 12,500 · 15, 000 · 6940, but no symbol, paragraph, year or date
_FIGURE = re.compile(
    r"(?<![\w/.,-])(?<!\()(?P<figure>\d{1,3},\s?\d{3}|\d{2,5})(?![\d/-])(?!\s*\((?:19|20)\d\d\))(?!\s+(?:"
    + ways(
        "January February March April May June July August September October November December days? weeks?",
        r"months? years? per\s+cent",
    )
    + r")\b)"
)
# behind a figure: what it counts
_COUNTED = re.compile(
    r"\s*(?P<more>additional\s+|more\s+)?(?P<noun>(?:(?:"
    + ways(
        r"United\s+Nations UN [A-Z]{4,} additional authori[sz]ed unarmed armed uniformed formed individual",
        "international military civilian Civilian police Police infantry",
    )
    + r")\s+)*?(?:"
    + ways(
        r"troops soldiers military\s+observers observers",
        r"police(?:\s+(?:personnel|officers|advisers|monitors|observers))? Police(?:\s+Officers)?",
        r"(?:military\s+|uniformed\s+|police\s+)?personnel(?:\s+(?:of|in)\s+formed\s+police)? officers",
        r"military\b(?!\s+(?:liaison|staff|hospital|advis|engineer)) civilian\s+police",
    )
    + r"))(?!\s+each\b)",
)
# before a figure: what it counts
_COMPONENT = re.compile(
    r"\bceilings?\s+(?:for|of)\s+(?P<of>troops|police)\b"
    r"|\b(?P<sort>troops?|military|force|police|personnel|uniformed)\b[\s-](?:\w+\s+){0,2}?(?:"
    + ways("component element ceiling strength levels? force units? personnel")
    + r")\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:" + ways(r"up\s+to(?:\s+a\s+(?:ceiling|maximum|total)\s+of)?", r"(?:maximum|ceiling|strength|total|level|deployment)(?:\s+(?:level|of|up\s+to|at))*\s+of", r"ceilings?\s+(?:of|at) (?:reduc|increas|decreas|rais|lower|adjust)\w*\s+(?:[\w’'-]+\s+){0,9}?to \bto", r"consist(?:s|ing)?\s+of composed\s+of not\s+(?:exceeding|to\s+exceed) compris\w+(?:\s+of)?", r"deployment\s+of remain\s+at includes? and(?:\s+of)?",) + r")\s+(?:an?\s+|approximately\s+|total\s+of\s+|some\s+)*$",
    re.IGNORECASE,
)  # fmt: skip
_RELATIVE = re.compile(
    r"\b(?:by(?:\s+a\s+further|\s+up\s+to)?|(?:reduction|increase|decrease)\s+(?:in\s+[^;]{0,60}\s+)?of(?:\s+(?:up\s+to|an\s+additional))?|(?:a\s+)?further|additional)\s+$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:ceiling|maximum|total|level)\s+of\s+$", re.IGNORECASE)
_PART = re.compile(
    either(
        r"\b(?:"
        + ways(
            r"including inclusive\s+of includes of\s+which minimum\s+(?:number\s+)?of least from from\s+the\s+current",
            r"intention\s+of repatriat\w+",
        )
        + r")\s+(?:up\s+to\s+|a\s+(?:minimum|maximum)\s+of\s+|an?\s+|some\s+|approximately\s+)*$",
        r"\bfrom\s+(?:the\s+)?(?:[\w\s]{0,30}\s)?level\s+of\s+$",
    ),
    re.IGNORECASE,
)
# behind what is counted: whose people they are, where they are not the mission's own ("800 personnel from the Azurian Army")
_WHOSE = re.compile(
    r"(?:\s+from\s+\d{1,2}\s+\w+\s+\d{4},)?\s+(?:from|of)\s+(?:the\s+)?(?P<name>(?!\w+\s+\d)[A-Z][\w-]*)"
)
_OWN = frozenset("UN United AU African EU European NATO Member States".split())
_LISTED = re.compile(r"(?:,|,?\s+and|;\s+and)\s+$")  # one of several figures behind the same words
_NO_FIGURE = re.compile(
    ways(
        r"\bresolutions?\s[\d\s,()]*(?:and\s+)?$ \bparagraphs?\s[\d\s,()]*(?:(?:and|to)\s+)?$",
        r"\bwithdrawal\s+of\s[^;]{0,40}$ \brecall\w*\b[^;]{0,80}$ \b(?:redeploy|transfer)\w*\b[^;]{0,110}$",
        r"\bcivilian\s+(?:support|advis)\w*[^,;]{0,40}$",
    ),
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|,?\s+and\s+(?:(?:also|further)\s+)?decides\b|\b(?:further|also)\s+decides\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_UNLESS = re.compile(r"\b(?:unless|if|provided\s+that|subject\s+to)\b[^;]*", re.IGNORECASE)
_MISSION_NAME = re.compile(r"\b(?=[A-Z]{2,}\w*)[A-Z][A-Za-z]*[A-Z]{2,}[A-Za-z]*\b|\b[A-Z]{4,}\b")
_BEFORE, _BESIDE = 110, 100  # characters before a figure that are read
# of what a difference is: "in addition to the personnel authorized by paragraph 3 of resolution 9901", "from the current levels"
_OVER = re.compile(
    r"\bin\s+addition\s+to\s+(?:the\s+)?[^;]{0,90}?\bauthori[sz]ed\b[^;]{0,40}?\bparagraph|\bfrom\s+(?:the\s+|its\s+)?current\s+(?:authori[sz]ed\s+)?(?:levels?|strength|ceiling)",
    re.IGNORECASE,
)
_DOWN = re.compile(r"\b(?:reduc|decreas|lower)\w*[^,;]*$", re.IGNORECASE)
_LESS = re.compile(r"\b(?:reduc|decreas|lower|remain|maintain|ceiling|consist|compris)\w*", re.IGNORECASE)
_SAID = 150  # characters of the words that are shown
_LEAST = 20


def ceilings_of(
    subject: Subject, naming: Iterable[Paragraph], catalogue: Catalogue, day: dt.date
) -> tuple[Ceiling, ...]:
    """The ceilings of a mission that were decided up to a day, by the day from which they hold; ``naming`` are the paragraphs that name it."""
    numbers = {d.resolution for d in subject.decisions}
    names = {d.acronym for d in catalogue.mandates() if d.acronym}
    rows = {row.key: row for number in sorted(numbers) for row in catalogue.paragraphs_of(number)}
    rows |= {row.key: row for row in naming}
    found: list[Ceiling] = []
    for row in rows.values():
        if row.kind is not Kind.OPERATIVE or not re.search(r"\d\d", row.words):
            continue
        record = catalogue.record(row.resolution)
        if record is None or record.date is None or record.date > day:
            continue
        decides = _DECIDES.search(row.words)
        if not decides and not re.search(r"\bcomponent\b|\bstrength\b", row.words):
            continue
        above = " ".join(each.text for each in catalogue.above(row.key))
        if decides or _DECIDES.search(above):
            own = row.resolution in numbers
            found += ceilings_in(row, record.date, subject.acronym, names, alone=own, above=above)
    return tuple(_plausible(sorted(_once(found), key=lambda c: (c.since, resolution_of(c.key)))))


def _plausible(ceilings: Sequence[Ceiling]) -> Iterator[Ceiling]:
    """The ceilings without figures of a part: far below the one before, where no word speaks of less.

    A difference is added up where the text says of what it is and the figure before is known.
    """
    current: dict[str, int] = {}
    firm: dict[str, int] = {}  # without those for a time
    for ceiling in ceilings:
        if ceiling.figure is None and ceiling.difference and ceiling.unit in firm and not ceiling.condition:
            ceiling = replace(ceiling, figure=firm[ceiling.unit] + ceiling.difference, added_up=True)
        if ceiling.figure is not None:
            if ceiling.figure * 5 < current.get(ceiling.unit, 0) and not _LESS.search(ceiling.said):
                continue
            current[ceiling.unit] = ceiling.figure
            if "temporary" not in ceiling.said and not ceiling.condition:
                firm[ceiling.unit] = ceiling.figure
        yield ceiling


def ceilings_in(
    row: Paragraph, adopted: dt.date, acronym: str, names: Collection[str], *, alone: bool, above: str = ""
) -> Iterator[Ceiling]:
    """The ceilings in one paragraph. ``alone`` tells that a paragraph without a name is about the mission ``acronym``."""
    words = row.words
    seen: set[str] = set()
    last, relative_list = -1, False
    for match in _FIGURE.finditer(words):
        figure = int(re.sub(r"\D", "", match["figure"]))
        before, after = (
            words[max(0, match.start() - _BEFORE) : match.start()],
            words[match.end() : match.end() + _BESIDE],
        )
        unit = _unit(before, after)
        if unit is None or figure < _LEAST or _NO_FIGURE.search(before):
            continue
        if not (_DECIDES.search(words[: match.start()]) or above):
            continue  # noted or recalled
        if not _is_of(acronym, words, match.start(), names, alone=alone, above=above):
            continue
        if _is_of_others(acronym, after):
            continue
        relative = bool(_RELATIVE.search(before)) or bool(re.match(r"\s*(?:additional|more|further)\b", after))
        relative = relative and not _TOTAL.search(before)
        part = _PART.search(before)
        if (
            part
            and not relative_list
            and not (
                unit == POLICE and POLICE not in seen and "civilian" in before.lower() and "minimum" not in part.group()
            )
        ):
            continue
        if relative_list and (part or _LISTED.search(before)) and match.start() - last < _BEFORE:
            continue  # parts of a difference
        listed = last >= 0 and match.start() - last < _BEFORE and _LISTED.search(before) and _COUNTED.match(after)
        if not relative and not _ABSOLUTE.search(before) and not listed:
            continue
        if not relative and unit in seen and not re.search(r"\bas\s+of\b|\bby\s+\d|\bfrom\s+\d|\buntil\b", words):
            continue  # the first figure is the ceiling, what follows explains it
        of_what = relative and _OVER.search(words, match.start())
        seen.add(unit)
        last, relative_list = match.end(), relative
        clause = _clause(words, match.start())
        since, condition = _since(words, clause, match.start(), adopted), _UNLESS.search(words[match.end() : clause[1]])
        yield Ceiling(
            unit, None if relative else figure, since, row.key, row.citation, _said(words, clause, match.start()),
            condition=" ".join(condition.group().split())[:_SAID].rstrip(" ,;.") if condition else "",
            difference=(-figure if _DOWN.search(before) else figure) if of_what else 0,
        )  # fmt: skip


def _unit(before: str, after: str) -> str | None:
    """What a figure counts, by the words behind it, else by the component named before it."""
    counted = _COUNTED.match(after)
    noun = counted["noun"].lower() if counted else ""
    component = [(match["of"] or match["sort"]).lower() for match in _COMPONENT.finditer(re.split(r"[;:]", before)[-1])]
    if noun.endswith("formed police"):
        return FORMED
    if "police" in noun:
        return POLICE
    if "observer" in noun:
        return OBSERVERS
    if re.search(r"\bmilitary\s+and\s+(?:civilian\s+)?police\b", f"{before[-90:]}{noun}"):
        return PERSONNEL
    if "troop" in noun or "soldier" in noun or "military" in noun:
        return TROOPS
    if "uniformed" in noun:
        return PERSONNEL
    if re.match(r"[^,;]{0,60}\beach\b|[^;]{0,40}\brespectively\b", after):
        return None
    if noun in ("", "personnel", "officers") or noun.endswith("personnel"):
        if not noun and not re.match(
            r"\s*(?:[,;.]|$|and\b|as\b|until\b|consistent\b|set\b|for\b|unless\b|with\b|requests\b|through\b|consisting\b)",
            after,
        ):
            return None
        last = component[-1] if component else ""
        if last == "police":
            return POLICE
        if last in ("troop", "troops", "military", "force"):
            return TROOPS
        return PERSONNEL if noun == "personnel" or last in ("personnel", "uniformed") else None
    return None


def _is_of(acronym: str, words: str, at: int, names: Collection[str], *, alone: bool, above: str) -> bool:
    """Whether the figure is of this mission: the one that is named last before it, else first behind it, else above."""
    named = [match for match in _MISSION_NAME.finditer(words) if match.group() in names]
    before = [match for match in named if match.start() < at]
    nearest = before[-1].group() if before else named[0].group() if named else ""
    if not nearest and above:
        over = [match.group() for match in _MISSION_NAME.finditer(above) if match.group() in names]
        nearest = over[-1] if over else ""
    return nearest == acronym or (not nearest and alone)


def _is_of_others(acronym: str, after: str) -> bool:
    """Whether a figure counts people of somebody else, whom the mission supports."""
    counted = _COUNTED.match(after)
    whose = _WHOSE.match(after, counted.end()) if counted else None
    return whose is not None and whose["name"] not in _OWN and whose["name"] != acronym


def _clause(words: str, at: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    marks = list(_CLAUSE.finditer(words))
    start = max((match.start() for match in marks if match.start() <= at), default=0)
    end = min((match.start() for match in marks if match.start() > at), default=len(words))
    return start, end


def _since(words: str, clause: tuple[int, int], at: int, adopted: dt.date) -> dt.date:
    """From when the figure at a place holds: the nearest day that its clause names with "as of", "from" or "by", else the adoption.

    "13,500 until 30 June 2031, and 11,500 from 1 July": what begins behind an end is said of the next figure.
    """
    start, end = clause
    times = [time for time in find_times(words[start:end], adopted) if time.day and time.day > adopted]
    over = min((start + t.start for t in times if t.role is Role.UNTIL and start + t.start > at), default=end)
    begins = [
        (abs(start + t.start - at), t.day)
        for t in times
        if t.day and start + t.start < over
        if t.role in (Role.FROM, Role.BY) or _BETWEEN.search(words[: start + t.start])
    ]
    return min(begins, default=(0, adopted))[1]


def _said(words: str, clause: tuple[int, int], at: int) -> str:
    start = max(clause[0], at - _SAID // 2)
    start = words.rfind(" ", 0, start) + 1 if start > clause[0] else start
    cut = words[start : start + _SAID]
    cut = cut.rsplit(" ", 1)[0] if start + _SAID < len(words) else cut
    return " ".join(cut.split()).strip(" ,;.")


def _once(found: Sequence[Ceiling]) -> list[Ceiling]:
    """The largest figure for each unit, day and paragraph: a total stands beside its parts."""
    best: dict[tuple[str, dt.date, str, bool], Ceiling] = {}
    for ceiling in found:
        number = ceiling.key.partition("/")[0]
        key = (ceiling.unit, ceiling.since, number, ceiling.figure is None or bool(ceiling.condition))
        if key not in best or (ceiling.figure or 0) > (best[key].figure or 0):
            best[key] = replace(ceiling)
    return list(best.values())
