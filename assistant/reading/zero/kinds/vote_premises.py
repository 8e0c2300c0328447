"""What a question takes for granted about a vote, held against the record: who voted how, and how many."""

from __future__ import annotations

import re

from assistant.reading.zero.kinds.by_vote import is_unanimous, number_in_words, voters
from assistant.reading.zero.kinds.vote_groups import wrong_groups
from assistant.records.members import members_in, name_of
from assistant.records.votes import vote_in_words
from ingest.council import SEATS
from ingest.places import places_in
from ingest.resolution import Resolution, Vote

ASKS_WHETHER = re.compile(r"^\W*(?:and\s+|but\s+)?(?:is|are|was|were|did|does|has|have)\b|\bwhether\b|\bhow\b", re.I)
# "after Moscow's veto": that of a draft, and not of what was adopted later
_OF_A_DRAFT = re.compile(r"\b(?:after|following|despite|because of|in view of)\s+(?:[\w’'-]+\s+){0,5}veto\w*", re.I)
_CLAIMS = {  # what a question takes for granted about a member: the words, the list they claim, how it is said
    "veto": (re.compile(r"\bveto\w*", re.I), "vetoed"),
    "against": (re.compile(r"\b(?:vot\w+ (?:against|no\b)|oppos\w+|reject\w+)\b(?! by\b)", re.I), "voted against"),
    "abstaining": (re.compile(r"\babst(?:ain|ention)\w*", re.I), "abstained"),
    "in_favour": (re.compile(r"\b(?:vot\w+ (?:for|in favou?r)|support\w+)\b", re.I), "voted in favour"),
}


_WHO = r"\b(?:who|whose|(?:which|what|name|list|give)\s+(?:\w+\s+){0,3}?(?:members?|states?|countr\w+|delegations?|governments?|one|ones))\b[^?.]{0,60}?\b"
_WHO_AGAINST = re.compile(
    _WHO
    + r"(?:vot\w+\s+(?:against|no)|(?:negative|dissenting|opposing|no)\s+votes?|oppos\w+|reject\w+|object\w+|dissent\w*)\b",
    re.I,
)
_WHO_ABSTAINED = re.compile(_WHO + r"abst(?:ain|ention)\w*", re.I)


def wrong_premises(text: str, record: Resolution) -> list[str]:
    """Corrections of what ``text`` takes for granted about the vote on ``record``."""
    vote = record.vote
    if vote is None:
        return []
    corrections = []
    corrections += [
        f"No member {said} {record.symbol}."
        for pattern, said, count in (
            (_WHO_AGAINST, "voted against", vote.no),
            (_WHO_ABSTAINED, "abstained on", vote.abstain),
        )
        if pattern.search(text) and not count
    ]
    text = _OF_A_DRAFT.sub(" ", text)
    if _CLAIMS["veto"][0].search(text):
        corrections.append(f"{record.symbol} was adopted: no permanent member can have vetoed it.")
    asks = re.match(r"\W*(?:did|has|was|were|is)\b", text, re.I)
    corrections += [] if asks else wrong_groups(text, record)
    for claim, (pattern, said) in _CLAIMS.items():
        named = {code for match in pattern.finditer(text) for code, _ in (voters(text, match) or _asked_why(text))}
        if (guess := _GUESSED.search(text)) and pattern.search(text):
            named |= {code for code, _ in members_in(guess["who"])}
        for code in sorted(named):
            actual = _actual(code, vote)
            if actual and claim == "veto":
                corrections.append(f"{name_of(code)} {_ACTUALLY[actual]}.")
            elif actual and claim != actual and not asks:
                corrections.append(f"{name_of(code)} {_ACTUALLY[actual]}; no record says that it {said}.")
    if not asks and (
        ((none := _NOBODY.search(text)) and (vote.abstain if none["abstain"] else vote.no))
        or (_EVERYBODY.search(text) and not is_unanimous(vote))
    ):
        corrections.append(f"{record.symbol} was adopted {vote_in_words(vote)}.")
    for name, (pattern, _) in _CLAIMS.items():
        for claimed in pattern.finditer(text) if name != "veto" else ():
            corrections += [
                f"{place} was not a member of the Council when {record.symbol} was adopted, and did not vote."
                for place in _never_members(text[: claimed.start()])
                if record.composition and not asks
            ]
            corrections += [
                f"{name_of(code)} was not a member of the Council when {record.symbol} was adopted, and did not vote."
                for code, _ in voters(text, claimed)
                if record.composition and not _sat(code, record)
            ]
    corrections += [
        f"Not {count['count']}: {record.symbol} had {actual_count or 'no'} {said}."
        for pattern, actual_count, said in (
            (_YES_COUNT, vote.yes, "votes in favour"),
            (_NO_COUNT, vote.no, "votes against"),
            (_ABSTENTIONS, vote.abstain, "abstentions"),
        )
        if (count := pattern.search(text)) and number_in_words(count["count"]) != actual_count
    ]
    asked = _SO_MANY.search(text)
    actual_count = (vote.abstain if asked["abstain"] else vote.no) if asked else 0
    if asked and actual_count and number_in_words(asked["count"]) != actual_count:
        said = "abstained" if asked["abstain"] else "voted against"
        corrections.append(f"Not {asked['count']}: {actual_count} {said}.")
    return list(dict.fromkeys(corrections))


def _never_members(before: str) -> list[str]:
    """The State right before a word for a vote that has never sat on the Council."""
    place = places_in(before)[-1:]
    named = place and not members_in(place[0]) and re.search(rf"\b{re.escape(place[0])}\s*$", before)
    return place if named else []


def _asked_why(text: str) -> list[tuple[str, int]]:
    """The members of whom it is asked why they voted so, wherever the word for it stands."""
    return members_in(text) if re.match(r"\W*(?:and\s+|but\s+)?(?:why|how come|what)\b", text, re.I) else []


# "Which member abstained - Azuria, right?"
_GUESSED = re.compile(
    r"^\W*(?:who|which|what)\b[^?.;]*?\s[-–]\s*(?:it was )?(?P<who>[^?.;,]{3,40}),? (?:right|correct|true|wasn['’]t it|isn['’]t it)\W*\?",
    re.I,
)
_NONE = r"(?:nobody|no[ -]one|none|not (?:one|a single)\b|no (?:single )?(?:members?|states?|countr\w+|delegations?))"
_NOBODY = re.compile(
    rf"\b{_NONE}\b[^?.;]{{0,40}}?\b(?:vot\w+ (?:against|no)|oppos\w+|object\w*|dissent\w*|(?P<abstain>abst\w+))", re.I
)
_EVERYBODY = re.compile(
    r"\b(?:every(?:body|one| (?:single )?(?:member|state|delegation))|all (?:(?:the )?(?:(?:fifteen|15|eleven|11|council) )?(?:members|states)|fifteen|eleven|15|11|of them))\b[^?.;]{0,40}?"
    r"\b(?:vot\w+ (?:for|in favou?r|yes)|support\w*|back\w*|agree\w*|approv\w*)"
    r"|\b(?:with|by) all (?:of )?(?:the )?(?:(?:fifteen|15|eleven|11|council(?:'s)?) )?votes\b",
    re.I,
)


def _sat(code: str, record: Resolution) -> bool:
    """Whether a State, under one of the names of its seat, was a member in the year of a resolution."""
    return any(each in record.composition for each in SEATS.get(code, (code,)))


_COUNT = r"(?P<count>\d{1,2}|no|one|two|three|four|five|six|seven)"
_YES_COUNT = re.compile(rf"\bby {_COUNT} votes?\b(?! against)", re.I)
_NO_COUNT = re.compile(
    rf"\b{_COUNT} (?:(?:votes?|members?|states?|countries) against|(?:negative|dissenting) votes?)\b", re.I
)
_ABSTENTIONS = re.compile(rf"\b{_COUNT} abst(?:entions?|aining|ained)\b", re.I)

# "which two members voted against", "the three who abstained"
_SO_MANY = re.compile(
    r"\b(?:which|what|the|name|who were the) (?P<count>one|two|three|four|five|six|seven) (?:\w+ )?(?:members?|states?|countries|delegations|who|that)\b(?: \w+){0,2}? "
    r"(?:(?P<abstain>abstain\w*)|vot\w+ (?:against|no)\b|oppos\w+|reject\w+)",
    re.I,
)
_ACTUALLY = {
    "against": "voted against",
    "abstaining": "abstained",
    "in_favour": "voted in favour",
    "absent": "did not participate in the vote",
}


# "Did Azuria vote for it?", "How did Azuria vote on it?"
_OF_A_MEMBER = re.compile(r"^\W*(?:and\s+|but\s+)?(?:did|has|had|how\s+did|how\s+has)\b", re.I)


def positions_asked(text: str, record: Resolution) -> list[str]:
    """How each member voted of whom ``text`` asks it: "Azuria abstained."."""
    vote = record.vote
    if vote is None or not _OF_A_MEMBER.search(text):
        return []
    codes = dict.fromkeys(code for code, _ in members_in(text))
    return [f"{name_of(code)} {_ACTUALLY[actual]}." for code in codes if (actual := _actual(code, vote))]


def _actual(code: str, vote: Vote) -> str:
    return next((role for role in _ACTUALLY if code in getattr(vote, role)), "")
