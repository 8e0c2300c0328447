"""What measures are about: arms, travel, assets, goods; told by the words of the paragraph that imposes or renews them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.resolution import Kind, Paragraph

# what an imposing paragraph is about: the first of these that its opening words hold, and within how many characters
_LABELS = (
    ("immunity", r"\b(?:shall|be)\s+immune\b", 500),
    ("travel ban", r"\bentry\s+into\b|\btravel\b", 230),
    ("asset freeze", r"\bfreez\w+|\bassets?\b", 170),
    ("chemical weapons", r"\bchemical\s+weapons\b", 170),
    (
        "arms embargo",
        r"\barms\b|\bweapons?\b|\bammunition\b|\bmilitary\s+(?:equipment|vehicles)|\bmat[eé]riel\b|\bbattle\s+tanks\b",
        700,
    ),
    ("diamonds", r"\bdiamonds?\b", 400),
    ("timber", r"\btimber\b|\bround\s+logs\b", 400),
    ("charcoal", r"\bcharcoal\b", 400),
    ("petroleum", r"\bpetroleum\b|\bcrude\b|\boil\b", 400),
    ("flights", r"(?<!vessels or )\baircraft\b|\bflights?\b|\baviation\b", 400),
    ("transport", r"\btransport\b|(?<!flag )\bvessels?\b|\bports?\b", 400),
    ("asset freeze", r"\bfunds\b|\bfinancial\b", 400),
    ("trade", r"\bcommodities\b|\bimports?\b|\bexports?\b", 400),
)


_PATTERNS = [(label, re.compile(pattern, re.IGNORECASE), reach) for label, pattern, reach in _LABELS]


SUBJECTS = {"arms": "arms embargo", "travel": "travel ban", "assets": "asset freeze"}


OTHER = "other measures"


COMMITTEE = "Committee"


EXEMPTION = "exemption"


OMBUDSPERSON = "Office of the Ombudsperson"


EXPERTS = (
    OMBUDSPERSON,
    "Panel of Experts",
    "Group of Experts",
    "Monitoring Group",
    "Monitoring Team",
    "Monitoring Mechanism",
)


# what is done with what is earned, which is no measure
OF_MONEY = re.compile(
    r"\bfrom\s+the\s+sum\s+produced\b|\bfunds\s+in\s+the\s+escrow\s+account\b|\bprovisions\s+of\s+the\s+distribution\s+plan\b",
    re.IGNORECASE,
)


def is_measure(lane: str) -> bool:
    """Whether a line of a regime is a measure: the Committee and the experts are none."""
    return lane != COMMITTEE and lane not in EXPERTS


_OBJECTS = (
    ("arms embargo", r"\barms\b|\bweapons?\b|\bmilitary\s+equipment\b"),
    ("travel ban", r"\btravel\b|\bentry\s+into\b"),
    ("asset freeze", r"\bfreez\w+|\bassets?\b|\bfinancial\s+(?:and|measures|sanctions)\b|\band\s+financial\b"),
    ("diamonds", r"\bdiamonds?\b"),
    ("timber", r"\btimber\b|\bround\s+logs\b"),
    ("charcoal", r"\bcharcoal\b"),
    ("petroleum", r"\bpetroleum\b"),
    ("flights", r"\bflights?\b"),
    # over a place, and not from and to it
    ("no-fly zone", r"\bno-fly\s+zones?\b|\bban\s+on\s+(?:\w+\s+)?flights\s+in\s+the\s+air\s?space\b"),
    ("transport", r"\bmeasures\s+on\s+transport\b"),
)


# what ends with a measure: "and subsequent related resolutions", "all other measures"
WITH_THE_REST = re.compile(
    r"(?<!reaffirmed in )\bsubsequent\s+(?:\w+\s+)?resolutions\b(?!\s+(?:regarding|concerning|on)\b)|\ball\s+(?:the\s+)?(?:other|remaining)\s+(?:measures|prohibitions|restrictions|sanctions)\b", re.IGNORECASE
)  # fmt: skip


PRINCIPAL = frozenset(label for label, _ in _OBJECTS)


_OBJECT_PATTERNS = [(label, re.compile(pattern, re.IGNORECASE)) for label, pattern in _OBJECTS]


_FURTHER = re.compile(
    r"\b(?:exempt\w*|shall\s+not\s+apply|reaffirms|in\s+particular|with\s+the\s+exception)\b", re.IGNORECASE
)


def label_of(words: str) -> str:
    return next((label for label, pattern, reach in _PATTERNS if pattern.search(words[:reach])), OTHER)


def labels_in(text: str) -> tuple[str, ...]:
    """The lines of a regime that a name asks for ("the Azuria arms embargo"); empty where it asks for all."""
    found = [label for label, pattern in _OBJECT_PATTERNS if pattern.search(text)]
    return tuple(found)


def objects_in(clause: str) -> set[str]:
    """Which measures a clause names by their matter ("the travel and financial measures imposed by …")."""
    head = _FURTHER.split(clause[:300])[0]
    return {label for label, pattern in _OBJECT_PATTERNS if pattern.search(head)}


def mostly_about(rows: Sequence[Paragraph]) -> str:
    """The matter that most paragraphs of a resolution name."""
    words = [row.words for row in rows if row.kind is Kind.OPERATIVE]
    counts = {label: sum(bool(pattern.search(each)) for each in words) for label, pattern, _ in _PATTERNS[5:9]}
    return max(counts, key=lambda label: counts[label]) if any(counts.values()) else OTHER
