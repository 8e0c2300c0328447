"""Matters without a body: a ceasefire, a peace plan, talks, relief at one place. The next text on the matter there takes it over.

Two paragraphs are on one matter where both name it at their head, and words that few others of the place have. What a later text
says of it need not be worded alike: "welcomes the proposal of a ceasefire" is taken over by "endorses the plan".
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from ingest.one_of import ways
from ingest.pinpoint import Kind
from ingest.places import place_in
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.alignment import Matrix, stems_of
from vectorstore.lineage.model import Change, Link

OF_MATTERS = "matter: "
_HEAD = 260  # characters of a paragraph that tell what it is about
_KINDS = {
    kind: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for kind, words in {
        "ceasefire": ways(r"cease-?fires? truce armistice cessation\s+of\s+(?:the\s+)?(?:hostilities|violence|fighting|military)", r"humanitarian\s+(?:pauses?|truce) end\s+to\s+(?:the\s+)?(?:fighting|hostilities) halt\s+to\s+the\s+fighting cease\s+hostilities"),
        "plan": ways(r"(?:peace|comprehensive|settlement|action|transition\w*|ceasefire)\s+(?:plan|proposal|agreement|accords?)", r"Comprehensive\s+Plan Agreement\b (?<!National\s)Accords?\b proposals?\b road-?map framework\b set\s+of\s+ideas communiqu"),
        "talks": ways(r"talks\b negotiat\w+ dialogue\b political\s+(?:process|settlement|solution|transition) peace\s+process good\s+offices reconciliation\b mediation\b"),
        "relief": ways(r"humanitarian\s+(?:access|assistance|relief|aid|convoys?|needs) relief\s+(?:supplies|convoys?|operations)"),
        "captives": ways(r"hostages\b prisoners\b detain\w+ abducted\b"),
        "withdrawal": ways(r"withdraw\w* disengagement\b"),
        "the missing": ways(r"missing\s+(?:persons?|property|people|\w+\s+(?:nationals|property)) (?:return|repatriation)(?:\s+or\s+return)?\s+of\s+all\s+\w+\s+and\s+third-country"),
    }.items()
}  # fmt: skip
_ALIKE = 0.26  # share of the weight of the words of the shorter that both have
_OTHERWISE = 0.1  # by so much more are those alike that do not do the same: "welcomes" and "calls upon"
_AHEAD, _YEARS = 8, 3  # later texts, and years, in which a matter is taken over
_LONG = "the missing"  # a matter that is taken up again after many years, whatever was asked of whom


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
    rows = [(place, row) for place, text in enumerate(texts) for row in text if _kinds(row)]
    kinds = np.array([[kind in _kinds(row) for kind in _KINDS] for _, row in rows], np.float32)
    asks = np.array([_asks(row) is None for _, row in rows], bool)
    if not rows:
        return []
    same = kinds @ kinds.T
    alike = _shares([stems_of(row.words[:_READ]) for _, row in rows]) + _KIND * same
    long = kinds[:, list(_KINDS).index(_LONG)] > 0
    alike[(same == 0) | ((asks[:, None] != asks[None, :]) & ~(long[:, None] & long[None, :]))] = 0
    says = np.array([row.force in _SAYING for _, row in rows], bool)
    alike[says[:, None] != says[None, :]] -= _OTHERWISE
    starts = [next((i for i, (at, _) in enumerate(rows) if at >= place), len(rows)) for place in range(len(texts) + 1)]
    links: list[Link] = []
    for one, (place, row) in enumerate(rows):
        for later in range(place + 1, len(texts) if long[one] else min(place + 1 + _AHEAD, len(texts))):
            start, end = starts[later], starts[later + 1]
            if start == end or not (long[one] or _soon(row.resolution, rows[start][1].resolution, adopted)):
                continue
            other = start + int(alike[one, start:end].argmax())
            if (like := float(alike[one, other])) >= _ALIKE + _KIND:
                links.append(Link(row.key, rows[other][1].key, Change.TAKEN_OVER, round(min(like, 1.0), 3)))
                break
    return links


def _shares(stems: Sequence[frozenset[str]]) -> Matrix:
    """The share of the weight of the words of the shorter that each two have in common; a word weighs more the fewer have it."""
    having = Counter(stem for each in stems for stem in each)
    places = {stem: place for place, stem in enumerate(sorted(having))}
    weights = np.array([math.log1p(len(stems) / having[stem]) for stem in places], np.float32)
    presence = np.zeros((len(stems), len(places)), np.float32)
    for at, each in enumerate(stems):
        presence[at, [places[stem] for stem in each]] = 1
    own = presence @ weights
    shares: Matrix = ((presence * weights) @ presence.T) / np.maximum(np.minimum(own[:, None], own[None, :]), 1e-6)
    return shares


_SAYING = (Force.EVALUATION, Force.RECALL)
_KIND = 0.1  # what each kind of matter counts that two have in common
_READ = 600  # characters of a paragraph whose words are compared


def _kinds(row: Paragraph) -> frozenset[str]:
    if row.kind is not Kind.OPERATIVE or row.path or row.force is None or _asks(row) is Force.DECISION:
        return frozenset()
    return _named_in(row.words[:_HEAD])


@lru_cache(maxsize=65536)
def _named_in(head: str) -> frozenset[str]:
    return frozenset(kind for kind, words in _KINDS.items() if words.search(head))


def _asks(row: Paragraph) -> Force | None:
    """What sort of thing a paragraph does: instructs, decides, or neither. What is demanded is not decided."""
    return row.force if row.force in (Force.INSTRUCTION, Force.DECISION) and row.verb != "demands" else None


def _soon(earlier: int, later: int, adopted: Mapping[int, dt.date | None]) -> bool:
    first, then = adopted.get(earlier), adopted.get(later)
    return first is None or then is None or (then - first).days <= _YEARS * 365
