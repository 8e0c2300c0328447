"""Resolutions by how the Council voted on them: unanimously or not, with abstentions, against the vote of a member."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.kinds.members import members_in, name_at, name_of
from assistant.wording import joined
from ingest.resolution import Resolution, Vote

_NOT = r"(?:not|n['’]t|never|non-?|without(?:\s+being)?|other\s+than|less\s+than)"
_UNANIMOUS = re.compile(
    rf"\b(?P<not>{_NOT}\s*(?:(?:been|were|was|adopted|passed|carried)\s+)*)?unanim\w+"
    r"|\bby\s+consensus\b|\bwithout\s+(?:any\s+)?(?:dissent\w*|opposition)\b|\b(?P<not2>lack\w*)\s+(?:of\s+)?unanimity\b",
    re.IGNORECASE,
)
_NO_VOTE = re.compile(r"\bwithout\s+(?:a\s+)?vote\b|\bby\s+acclamation\b", re.IGNORECASE)
# field of a vote: how a question says that a member took the position; "for" only beside "vote"
_POSITIONS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (field, re.compile(pattern, re.IGNORECASE), said)
    for field, pattern, said in (
        ("abstaining", r"\b(?P<not>not\s+)?abst(?:ain\w*|ention\w*)", "abstained"),
        ("against", r"\bvot\w+\s+(?:against|no\b|[\"“]no[\"”])|\boppos(?:e|ed|es|ing)\b|\b(?:negative|dissenting|no|opposing)\s+votes?\b|\bvotes?\s+against\b|\breject(?:ed|s)?\b", "voted against"),
        ("absent", r"\b(?:not|n['’]t)\s+(?:participat\w*|tak\w+\s+part|vote)\b|\babsent\b|\bnon-?participati\w+", "did not participate"),
        ("in_favour", r"\bvot\w+\s+(?:for|in\s+favou?r|yes)\b|\bsupport(?:ed|s)?\b|\bbacked\b", "voted in favour"),
    )
)  # fmt: skip
_TALLY = re.compile(
    r"\b(?:by|with|got|received)\s+(?:only\s+|just\s+|exactly\s+)?(?P<yes>\d{1,2})\s+(?:affirmative\s+)?votes?\b",
    re.IGNORECASE,
)
_PERMANENT = re.compile(r"\b(?:permanent\s+members?|P-?5)\b", re.IGNORECASE)
_FIVE = ("CHN", "TWN", "FRA", "GBR", "RUS", "SUN", "USA")
SEATS = {"RUS": ("RUS", "SUN"), "CHN": ("CHN", "TWN"), "SUN": ("SUN",), "TWN": ("TWN",)}
"""A seat under the codes that its holders had: the votes of 1970 were cast by the Soviet Union."""


@dataclass(frozen=True, slots=True)
class Voting:
    """A condition on the vote: ``holds`` tests it, ``said`` words it, ``rest`` is the question without its words."""

    holds: Callable[[Vote], bool]
    said: str
    rest: str

    def select(self, records: list[Resolution]) -> tuple[list[Resolution], int]:
        """The records that meet it, and of how many the vote is not recorded."""
        unknown = sum(record.vote is None for record in records)
        return [record for record in records if record.vote is not None and self.holds(record.vote)], unknown


def is_unanimous(vote: Vote) -> bool:
    """Whether every member voted in favour."""
    return not (vote.no or vote.abstain or vote.not_participating or vote.absent or vote.without_vote)


def voting_of(text: str) -> Voting | None:
    """The condition on the vote that a question for resolutions sets; ``None`` where it sets none."""
    if match := _NO_VOTE.search(text):
        return Voting(lambda vote: vote.without_vote, "adopted without a vote", _without(text, match))
    if match := _UNANIMOUS.search(text):
        if match["not"] or match["not2"]:
            return Voting(
                lambda vote: not is_unanimous(vote) and not vote.without_vote,
                "not adopted unanimously",
                _without(text, match),
            )
        return Voting(is_unanimous, "adopted unanimously", _without(text, match))
    for field, pattern, said in _POSITIONS:
        if match := pattern.search(text):
            return _by_position(text, match, field, said)
    if match := _TALLY.search(text):
        count = int(match["yes"])
        return Voting(lambda vote: vote.yes == count, f"adopted by {count} votes", _without(text, match))
    return None


def _by_position(text: str, match: re.Match[str], field: str, said: str) -> Voting | None:
    members = voters(text, match)
    if not members and re.match(r"oppos|reject|support|back", match.group(), re.IGNORECASE):
        return None
    if members:
        codes = [SEATS.get(code, (code,)) for code, _ in members]
        rest = _without(text, match)
        for code, start in sorted(members, key=lambda each: -each[1]):
            length = len(name_at(text, start) or name_of(code))
            rest = rest[:start] + " " * length + rest[start + length :]
        return Voting(
            lambda vote: all(any(code in getattr(vote, field) for code in seat) for seat in codes),
            f"on which {joined([name_of(code) for code, _ in members])} {said}",
            rest,
        )
    if field == "in_favour":
        return None
    if _PERMANENT.search(text):
        return Voting(
            lambda vote: any(code in getattr(vote, field) for code in _FIVE),
            f"on which a permanent member {said}",
            _PERMANENT.sub(" ", _without(text, match)),
        )
    number = {"abstaining": "abstain", "against": "no", "absent": "not_participating"}[field]
    exact = _EXACTLY.search(text[: match.start()])
    if exact:
        count = number_in_words(exact["count"])
        return Voting(
            lambda vote: _number(vote, number, field) == count,
            f"on which {count} {said}",
            _without(text, match, exact.start()),
        )
    return Voting(lambda vote: _number(vote, number, field) > 0, f"on which some member {said}", _without(text, match))


_EXACTLY = re.compile(
    r"\b(?P<count>\d{1,2}|no|without(?:\s+any)?|zero|one|two|three|four|five|six|seven)\s+$", re.IGNORECASE
)


def _number(vote: Vote, number: str, field: str) -> int:
    return int(getattr(vote, number) or len(getattr(vote, field)))


def number_in_words(word: str) -> int:
    """``3`` for "3" and "three"; 0 for "no" and for other words."""
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven")
    return int(word) if word.isdigit() else words.index(word.lower()) if word.lower() in words else 0


def voters(text: str, match: re.Match[str]) -> list[tuple[str, int]]:
    """The members that are said to take the position: those before its word in the same clause, else "by …" after it."""
    before = [
        (code, start)
        for code, start in members_in(text[: match.start()])
        if _near(text[start : match.start()]) and not _IS_MATTER.search(text[:start])
    ]
    if before:
        return before
    after = text[match.end() :]
    by = re.match(r"(?:\s+(?:cast|votes?|was|were))*\s+(?:by|of|from)\s+", after, re.IGNORECASE)
    if by is None:
        return []
    start = match.end() + by.end()
    found = [(code, start + at) for code, at in members_in(text[start:])]
    return [
        each for each in found if not re.search(r"\b(?:on|in|about|since|concerning)\b|[?;]", text[start : each[1]])
    ]


_IS_MATTER = re.compile(r"\b(?:on|in|about|concerning|regarding|against|for)\s+(?:the\s+)?$", re.IGNORECASE)


def _near(between: str) -> bool:
    """Whether what stands between a member and the word is no more than auxiliaries, dates and other members."""
    return not re.search(r"\b(?:on|about|concerning|regarding|against|resolutions?|that|which)\b", between)


def _without(text: str, match: re.Match[str], start: int | None = None) -> str:
    begin = match.start() if start is None else start
    return text[:begin] + " " * (match.end() - begin) + text[match.end() :]
