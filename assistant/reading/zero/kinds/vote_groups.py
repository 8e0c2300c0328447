"""What a question says that a group of States did in a vote, held against the record: `groups.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from assistant.reading.zero.words.voting_words import ABSENT, ABSTAINED, AGAINST, IN_FAVOUR
from assistant.records.members import names_of
from ingest.resolution import Resolution, Vote

# field of a vote: how people say that a group took the position, how it is said here
_POSITIONS = {
    "abstaining": (ABSTAINED, "abstained"),
    "absent": (ABSENT, "stayed out of the vote"),
    "against": (AGAINST + r"|veto\w*|block(?:ed|s)", "voted against"),
    "in_favour": (IN_FAVOUR, "voted in favour"),
}
_BETWEEN = r"(?:\s+(?:have|had|has|all|both|each|jointly|together|then|also|once|even|on|in|of|the|council|chose|to|decided|preferred)){0,5}\s+"
_HALF = 0.5
_ASKED = re.compile(
    r"\b(?:which|what|any|an?|one|another|single|only|whose|no|how many|of)\s+(?:other\s+)?$", re.IGNORECASE
)


def wrong_groups(text: str, record: Resolution) -> list[str]:
    """A sentence for each group of which fewer than half of its members on the Council took the position that ``text`` says."""
    vote = record.vote
    if vote is None:
        return []
    said = []
    for name, asked, codes in _groups():
        for field, (words, verb) in _POSITIONS.items():
            claim = re.search(rf"(?<!\w)(?:{asked})(?:{_BETWEEN})(?:{words})(?!\w)", text, re.IGNORECASE)
            if claim is None or _ASKED.search(text[: claim.start()]):
                continue
            sat = [code for code in codes if code in _voters(vote, record)]
            so = (
                [code for code in sat if code in getattr(vote, field)]
                if _named(vote)
                else sat
                if _all(vote, field)
                else []
            )
            if not sat:
                said.append(f"None of {name} had a seat on the Council when {record.symbol} was adopted.")
            elif len(so) < _HALF * len(sat):
                who = f"only {names_of(so)}" if so else "none"
                said.append(f"Of {name} on the Council then ({names_of(sat)}), {who} {verb}.")
    return said


def _voters(vote: Vote, record: Resolution) -> tuple[str, ...]:
    return (*vote.in_favour, *vote.against, *vote.abstaining, *vote.absent) if _named(vote) else record.composition


def _named(vote: Vote) -> bool:
    """Whether the record tells who voted how, and not only how many."""
    return (
        bool(vote.in_favour or not vote.yes) and len(vote.abstaining) == vote.abstain and len(vote.against) == vote.no
    )


def _all(vote: Vote, field: str) -> bool:
    """Whether counts alone leave room for a position: nobody abstains in a vote without abstentions."""
    return bool({"abstaining": vote.abstain, "against": vote.no, "absent": vote.not_participating}.get(field, vote.yes))


@cache
def _groups() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    text = files("assistant.data").joinpath("groups.csv").read_text(encoding="utf-8")
    return tuple(
        (row["group"], row["asked"], tuple(row["members"].split())) for row in csv.DictReader(text.splitlines())
    )
