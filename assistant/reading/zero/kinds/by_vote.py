"""Resolutions by how the Council voted on them: unanimously or not, with abstentions, against the vote of a member."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.reading.zero.words.list_words import in_plain_order
from assistant.reading.zero.words.voting_words import ABSENT, ABSTAINED, AGAINST, IN_FAVOUR, NOT_IN_FAVOUR
from assistant.records.members import members_in, name_at, name_of
from assistant.wording import joined
from ingest.council import SEATS
from ingest.resolution import Resolution, Vote

_NOT = r"(?:not|n['’]t|never|non-?|without(?:\s+being)?|other\s+than|less\s+than)"
_UNANIMOUS = re.compile(
    rf"\b(?P<not>{_NOT}\s*(?:(?:been|were|was|adopted|passed|carried)\s+)*)?unanim\w+"
    r"|\bby\s+consensus\b|\bwithout\s+(?:any\s+)?(?:dissent\w*|opposition)\b|\b(?P<not2>lack\w*)\s+(?:of\s+)?unanimity\b",
    re.IGNORECASE,
)
_NO_VOTE = re.compile(r"\bwithout\s+(?:a\s+)?vote\b|\bby\s+acclamation\b", re.IGNORECASE)
# field of a vote: how a question says that a member took the position
_POSITIONS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (field, re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE), said)
    for field, words, said in (
        ("not_for", NOT_IN_FAVOUR, "did not vote in favour"),
        ("abstaining", ABSTAINED, "abstained"),
        ("against", AGAINST, "voted against"),
        ("absent", ABSENT, "did not participate"),
        ("in_favour", IN_FAVOUR, "voted in favour"),
    )
)
_FIELDS = {"not_for": ("against", "abstaining", "absent")}  # all others are a field by themselves
_ALONE = re.compile(
    r"\bon\s+(?:its|their|his)\s+own\b|\balone\b|\bby\s+itself\b|\bsingle[- ]handed\w*|\b(?:as\s+)?(?:the\s+)?(?:lone|sole|only|single)\s+"
    r"(?=abstain|abstention|opponent|oppos|dissent|negative|no\s+vote|vote|member|country|state|one\b|delegation|objector|absent)",
    re.IGNORECASE,
)
_REST_FOR = re.compile(
    r",?\s*\b(?:with\s+)?(?:every(?:one|body)|all(?:\s+the)?|the)\s+(?:else|others?|rest|other\s+members?|remaining\s+members?)\b[^,.?;]*",
    re.IGNORECASE,
)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_THAN = r"(?P<than>(?:fewer|less|lower)\s+than|under|below|more\s+than|over|at\s+least|at\s+most|up\s+to)\s+(?:all\s+|the\s+)*"
_N = rf"(?P<yes>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_ONLY = r"(?:(?:only|just|exactly|merely|no\s+more\s+than|the\s+(?:bare\s+)?minimum(?:\s+of)?)\s+)*"
_TALLY = re.compile(
    rf"\b(?:(?:by|with|got|received|won|on|through)\s+)*{_ONLY}(?:{_THAN})?{_N}\s+(?:(?:affirmative|positive|yes|favourable)\s+)?votes?\b(?!\s+against)(?:\s+(?:in\s+favou?r|for)\b)?",
    re.IGNORECASE,
)
_COMPARED: dict[str, Callable[[int, int], bool]] = {
    **dict.fromkeys(("fewer than", "less than", "lower than", "under", "below"), int.__lt__),
    **dict.fromkeys(("more than", "over"), int.__gt__),
    **dict.fromkeys(("at least", "no fewer than", "no less than"), int.__ge__),
    **dict.fromkeys(("at most", "up to", "no more than"), int.__le__),
}


def _comparison(than: str) -> Callable[[int, int], bool]:
    """How numbers compare that are asked for by "at least" and the like; equal where nothing of the kind is said."""
    return _COMPARED.get(" ".join(than.split()), int.__eq__)


_PERMANENT = re.compile(r"\b(?:permanent\s+members?|P-?5)\b", re.IGNORECASE)
_FIVE = ("CHN", "TWN", "FRA", "GBR", "RUS", "SUN", "USA")


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
    text = in_plain_order(text)
    if match := _NO_VOTE.search(text):
        return Voting(lambda vote: vote.without_vote, "adopted without a vote", _without(text, match))
    if match := _UNANIMOUS.search(text):
        if match["not"] or match["not2"]:
            return Voting(
                lambda vote: not is_unanimous(vote) and not vote.without_vote,
                "not adopted unanimously",
                _without(text, match),
            )
        return Voting(
            lambda vote: is_unanimous(vote) or vote.without_vote,
            "adopted unanimously or without a vote",
            _without(text, match),
        )
    if match := _TALLY.search(text):
        count = _number_of(match["yes"])
        than = re.sub(r"\s+(?:all|the)\b", "", (match["than"] or "").lower()).strip()
        fits = _comparison(than)
        return Voting(
            lambda vote: not vote.without_vote and fits(vote.yes, count),
            f"adopted by {f'{than} ' if than else ''}{count} votes",
            _without(text, match),
        )
    for field, pattern, said in _POSITIONS:
        if match := pattern.search(text):
            return _by_position(text, match, field, said)
    return None


def _by_position(text: str, match: re.Match[str], field: str, said: str) -> Voting | None:
    members = voters(text, match)
    fields = _FIELDS.get(field, (field,))
    if not members and re.match(r"oppos|reject|support|back|object|dissent", match.group(), re.IGNORECASE):
        return None
    if members:
        codes = [SEATS.get(code, (code,)) for code, _ in members]
        rest = _without(text, match)
        for code, start in sorted(members, key=lambda each: -each[1]):
            length = len(name_at(text, start) or name_of(code))
            rest = rest[:start] + " " * length + rest[start + length :]
        alone = _ALONE.search(text) is not None or _REST_FOR.search(text) is not None
        all_others = _REST_FOR.search(text) is not None
        return Voting(
            lambda vote: (
                all(any(code in getattr(vote, each) for each in fields for code in seat) for seat in codes)
                and (not alone or sum(_number(vote, each) for each in fields) == len(codes))
                and (not all_others or vote.no + vote.abstain + _number(vote, "absent") == len(codes))
            ),
            f"on which {joined([name_of(code) for code, _ in members])}{' alone' if alone else ''} {said}",
            _REST_FOR.sub(" ", _ALONE.sub(" ", rest)),
        )
    if field in ("in_favour", "not_for"):
        return None
    if _PERMANENT.search(text):
        return Voting(
            lambda vote: any(code in getattr(vote, field) for code in _FIVE),
            f"on which a permanent member {said}",
            _PERMANENT.sub(" ", _without(text, match)),
        )
    exact = _EXACTLY.search(text[: match.start()])
    if exact:
        count = number_in_words(exact["count"])
        than = " ".join((exact["than"] or "").lower().split()) or ("at least" if exact["more"] else "")
        fits = _comparison(than)
        return Voting(
            lambda vote: fits(_number(vote, field), count),
            f"on which {f'{than} ' if than else ''}{count} {said}",
            _without(text, match, exact.start()),
        )
    return Voting(lambda vote: _number(vote, field) > 0, f"on which some member {said}", _without(text, match))


_EXACTLY = re.compile(
    r"\b(?:(?P<than>(?:no\s+)?(?:fewer|less|more)\s+than|under|over|at\s+least|at\s+most|up\s+to)\s+)?(?:an?\s+)?"
    r"(?P<count>\d{1,2}|no|without(?:\s+any)?|zero|one|lone|sole|single|two|three|four|five|six|seven)\s+(?P<more>or\s+more\s+)?(?:members?\s+)?$",
    re.IGNORECASE,
)


def _number(vote: Vote, field: str) -> int:
    """How many members took a position, also where not all names are recorded."""
    number = {"abstaining": vote.abstain, "against": vote.no, "absent": vote.not_participating}.get(field, vote.yes)
    return int(number or len(getattr(vote, field)))


def _number_of(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS.index(word.lower()) + 1


def number_in_words(word: str) -> int:
    """``3`` for "3" and "three"; 0 for "no" and for other words."""
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven")
    word = "one" if word.lower() in ("lone", "sole", "single") else word
    return int(word) if word.isdecimal() else words.index(word.lower()) if word.lower() in words else 0


def voters(text: str, match: re.Match[str]) -> list[tuple[str, int]]:
    """The members that are said to take the position: those before its word in the same clause, else "by …" after it."""
    before = [
        (code, start)
        for code, start in members_in(text[: match.start()])
        if _near(text[start : match.start()]) and not _IS_MATTER.search(text[:start])
    ]
    if before:
        return before
    if _IT.search(text[: match.start()]):  # "Azuria sat on the Council. Which resolutions did it vote against?"
        sentences = _SENTENCE.split(text[: match.start()])
        if len(sentences) > 1 and (named := members_in(text[: text.rfind(sentences[-1])])):
            return named[-1:]
    after = text[match.end() :]
    by = re.match(r"(?:\s+(?:cast|votes?|was|were))*\s+(?:by|of|from)\s+", after, re.IGNORECASE)
    if by is None:
        return []
    start = match.end() + by.end()
    found = [(code, start + at) for code, at in members_in(text[start:])]
    return [
        each for each in found if not re.search(r"\b(?:on|in|about|since|concerning)\b|[?;]", text[start : each[1]])
    ]


_IT = re.compile(r"\b(?:it|they|that\s+(?:country|state|member|seat))\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")
_IS_MATTER = re.compile(r"\b(?:on|in|about|concerning|regarding|against|for)\s+(?:the\s+)?$", re.IGNORECASE)


def _near(between: str) -> bool:
    """Whether what stands between a member and the word is no more than auxiliaries, dates and other members."""
    return not re.search(r"\b(?:on|about|concerning|regarding|against|resolutions?|that|which)\b", between)


def _without(text: str, match: re.Match[str], start: int | None = None) -> str:
    begin = match.start() if start is None else start
    return text[:begin] + " " * (match.end() - begin) + text[match.end() :]
