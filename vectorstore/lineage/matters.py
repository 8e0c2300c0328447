"""Matters without a body: a ceasefire, a peace plan, talks, relief at one place. The next text on the matter there takes it over.

Two paragraphs are on one matter where both name it at their head, and words that few others of the place have. What a later text
says of it need not be worded alike: "welcomes the proposal of a ceasefire" is taken over by "endorses the plan".
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ingest.one_of import ways
from ingest.pinpoint import Kind
from ingest.places import place_in
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.alignment import stems_of
from vectorstore.lineage.model import Change, Link

OF_MATTERS = "matter: "
_HEAD = 260  # characters of a paragraph that tell what it is about
_KINDS = {
    kind: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for kind, words in {
        "ceasefire": ways(r"cease-?fires? truce armistice cessation\s+of\s+(?:the\s+)?(?:hostilities|violence|fighting|military)", r"humanitarian\s+(?:pauses?|truce) end\s+to\s+(?:the\s+)?(?:fighting|hostilities) halt\s+to\s+the\s+fighting cease\s+hostilities"),
        "plan": ways(r"(?:peace|comprehensive|settlement|action|transition\w*|ceasefire)\s+(?:plan|proposal|agreement|accords?) Comprehensive\s+Plan Agreement\b (?<!National\s)Accords?\b proposals?\b road-?map framework\b set\s+of\s+ideas communiqu"),
        "talks": ways(r"talks\b negotiat\w+ dialogue\b political\s+(?:process|settlement|solution|transition) peace\s+process good\s+offices reconciliation\b mediation\b"),
        "relief": ways(r"humanitarian\s+(?:access|assistance|relief|aid|convoys?|needs) relief\s+(?:supplies|convoys?|operations)"),
        "captives": ways(r"hostages\b prisoners\b detain\w+ abducted\b"),
        "withdrawal": ways(r"withdraw\w* disengagement\b"),
    }.items()
}  # fmt: skip
_ALIKE = 0.26  # share of the weight of the words of the shorter that both have
_AHEAD, _YEARS = 8, 3  # later texts, and years, in which a matter is taken over


def matter_lines(
    abouts: Mapping[int, str], rows: Mapping[int, Sequence[Paragraph]]
) -> list[tuple[str, tuple[int, ...]]]:
    """The places on whose matters at least two texts speak, each with their numbers. ``abouts`` are what the library says of each."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, about in abouts.items():
        if any(_kinds(row) for row in rows[number]):
            place = place_in(about, *(row.text for row in rows[number]))
            if place:
                found[place].append(number)
    return [(f"{OF_MATTERS}{place}", tuple(sorted(n))) for place, n in sorted(found.items()) if len(n) > 1]


def links_on_matters(texts: Sequence[Sequence[Paragraph]], adopted: Mapping[int, dt.date | None]) -> list[Link]:
    """From each paragraph on a matter to the one that takes it over, in the next text that has one; texts oldest first."""
    units = [[(row, _kinds(row), stems_of(row.words[:_READ])) for row in rows if _kinds(row)] for rows in texts]
    having = Counter(stem for text in units for _, _, stems in text for stem in stems)
    total = sum(map(len, units))
    weight = {stem: math.log1p(total / count) for stem, count in having.items()}
    links: list[Link] = []
    for place, text in enumerate(units):
        for row, kinds, stems in text:
            for later in units[place + 1 : place + 1 + _AHEAD]:
                if not later or not _soon(row.resolution, later[0][0].resolution, adopted):
                    continue
                alike, other = max(
                    ((_share(stems, theirs, weight) + 0.1 * len(kinds & of), other) for other, of, theirs in later if kinds & of and _asks(row) == _asks(other)),
                    key=lambda pair: (pair[0], pair[1].key), default=(0.0, row),
                )  # fmt: skip
                if alike >= _ALIKE + 0.1:
                    links.append(Link(row.key, other.key, Change.TAKEN_OVER, round(min(alike, 1.0), 3)))
                    break
    return links


_READ = 600  # characters of a paragraph whose words are compared


def _kinds(row: Paragraph) -> frozenset[str]:
    if row.kind is not Kind.OPERATIVE or row.path or row.force is None or _asks(row) is Force.DECISION:
        return frozenset()
    head = row.words[:_HEAD]
    return frozenset(kind for kind, words in _KINDS.items() if words.search(head))


def _asks(row: Paragraph) -> Force | None:
    """What sort of thing a paragraph does: instructs, decides, or neither. What is demanded is not decided."""
    return row.force if row.force in (Force.INSTRUCTION, Force.DECISION) and row.verb != "demands" else None


def _soon(earlier: int, later: int, adopted: Mapping[int, dt.date | None]) -> bool:
    first, then = adopted.get(earlier), adopted.get(later)
    return first is None or then is None or (then - first).days <= _YEARS * 365


def _share(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    def of(stems: Iterable[str]) -> float:
        return sum(weight[stem] for stem in sorted(stems))

    return of(one & other) / (min(of(one), of(other)) or 1.0)
