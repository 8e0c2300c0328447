"""The conditions on votes that a question sets, word by word: positions, who took them, how many did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.plan import Position, Voting
from assistant.reading.lexicon import Found, Lexicon, words_in
from assistant.reading.places import place_lexicon
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.states import FIVE, PERMANENT, states, voting_words
from assistant.reading.selection.vote_counts import MOST, bounds_of, voted_alone

_NEGATIONS = frozenset(
    ("not", "non", "without", "no", "never", "lacking", "didn't", "wasn't", "weren't", "nobody", "nor")
)
_ABOUT = frozenset("on about concerning regarding over against for in of to under".split())
_MATTERS = frozenset(
    "resolution resolutions text texts draft drafts situation sanctions crisis war question file item".split()
)
_OF_A_VOTE = frozenset(("abstaining", "absent", "unanimous", "not unanimous", "without vote", "vetoed", "ballot"))
_JOINING = frozenset(("and", "both", "or", "the", "either"))


@dataclass(frozen=True, slots=True)
class Asked:
    """``voting`` are the conditions; ``position`` the one that is spoken of; ``drafts`` tells that votes on texts that were not
    adopted are meant, ``members`` who is said to have voted so; ``chapter_vii`` whether the texts are to act under it;
    ``bounded`` that the votes of the position are to be so many."""

    voting: Voting | None = None
    position: Position | None = None
    drafts: bool = False
    members: tuple[str, ...] = ()
    permanent: bool = False
    chapter_vii: bool | None = None
    bounded: bool = False


def asks_for_a_veto(text: str) -> bool:
    """Whether a question has a word for a veto, and not for another position beside it: "did they veto or abstain"."""
    said = [each.meaning for each in votes_among(text)]
    either = not {*Position}.isdisjoint(said) and any(word.plain == "or" for word in words_in(text))
    return "vetoed" in said and not either


def votes_among(text: str) -> list[Found[str]]:
    """The words for positions and ways of voting that stand in a text, each with its condition."""
    return voting_words(words_in(text))


def counts_votes(text: str) -> bool:
    """Whether votes are what is counted: "with how many votes"."""
    words = words_in(text)
    ballots = [each.first for each in votes_among(text) if each.meaning == "ballot"]
    return any([word.plain for word in words[at - 2 : at]] == ["how", "many"] for at in ballots if at > 1)


def asks_how_it_was_voted(text: str) -> bool:
    """Whether a text has a word that nothing but a vote of the Council has: abstentions, a veto, a vote, "voted against"."""
    return any(each.meaning in _OF_A_VOTE or "vot" in text[each.start : each.end].lower() for each in votes_among(text))


def voting_in(claims: Claims, *, every_state: bool = False) -> Asked:
    """The conditions on the vote; their words are read, and so are the names of who voted: of members, or of every State, where it may be
    said of one that had no vote."""
    drafted = any(word.plain in ("draft", "drafts") for word in claims.words)
    found = [
        each
        for each in voting_words(claims.words)
        if claims.is_free(each.first)
        and (drafted or each.meaning != "not adopted")
        and not _is_of_a_matter(claims, each)
    ]
    said = {each.meaning for each in found}
    positions = [each for each in found if each.meaning in set(Position)]
    drafts = bool(said & {"vetoed", "not adopted"})
    voters = _voters(claims, found, states(every=every_state)) if positions or drafts or "ballot" in said else []
    if "vetoed" in said:  # which only a permanent member can: what else is named is what it was on
        vetoes = [each.first for each in found if each.meaning == "vetoed"]
        by = [each for each in voters if each.first < max(vetoes) or claims.plain(each.first - 1) == "by"]
        who = any(claims.plain(at - 1) == "who" for at in vetoes)  # behind "who vetoed" nobody is named who did
        voters = [each for each in (by if who else voters) if each.meaning in PERMANENT] or by
    for each in found:
        if each.meaning == "vetoed" and claims.plain(each.last) == "or" and claims.plain(each.last + 1) == "not":
            said.discard("vetoed")
            claims.take(each.first, each.last + 2, "either way")
        elif each.meaning not in ("adopted", "ballot"):
            claims.take(_before_negation(claims, each.first), each.last, each.meaning)
    for state in voters:
        claims.take(state.first, state.last, "member")
    chapter = next((each for each in found if each.meaning == "chapter vii"), None)
    chapter_vii = None if chapter is None else not _negated(claims, chapter.first, 4)
    members = tuple(dict.fromkeys(each.meaning for each in voters))
    if not positions and not voters and not drafts and (nine := _so_many_votes(claims, found)) is not None:
        return Asked(Voting(yes=nine), Position.FOR, chapter_vii=chapter_vii, bounded=True)
    permanent = "permanent" in said
    position = Position(positions[0].meaning) if positions else None
    if drafts:
        vetoed = True if "vetoed" in said else None
        stood = _stood(claims, voters, found)
        alone = (1, 1) if vetoed and voted_alone(claims, range(len(claims.words))) else None
        return Asked(
            Voting(vetoed=vetoed, members=stood, no=alone), Position.AGAINST, True, members, permanent, chapter_vii
        )
    conditions = _conditions(claims, found, positions, voters, permanent=permanent)
    bounded = any(claims.read_as(at) == "how many" for at in range(len(claims.words)))
    return Asked(conditions, position, False, members, permanent, chapter_vii, bounded)


def _is_of_a_matter(claims: Claims, found: Found[str]) -> bool:
    """Whether a bare "against" is what something was said or done against: "appeals against the verdicts"."""
    if claims.plain(found.first) != "against" or found.last - found.first > 1 or "," in claims.between(found.first):
        return False
    return claims.plain(found.last) in _ARTICLES


_ARTICLES = frozenset("the a an all any such their his its these those".split())


def _so_many_votes(claims: Claims, found: Sequence[Found[str]]) -> tuple[int, int] | None:
    """ "Only nine votes", "nine yes": votes that are counted without a position are those in favour."""
    counted = [each for each in found if each.meaning == "ballot" and claims.plain(each.first) == "votes"]
    counted += [
        Found(word.start, word.end, at, at + 1, "for") for at, word in enumerate(claims.words) if word.plain in _YES
    ]
    for each in counted:
        bounds = bounds_of(claims, each)
        if bounds is not None and bounds != (0, 0):
            claims.take(each.first, each.last, "for")
            return bounds
    return None


_YES = frozenset(("yes", "yeas", "ayes"))


def _conditions(
    claims: Claims,
    found: Sequence[Found[str]],
    positions: Sequence[Found[str]],
    voters: Sequence[Found[str]],
    *,
    permanent: bool,
) -> Voting | None:
    said = {each.meaning: each for each in reversed(found)}
    if "without vote" in said:
        return Voting(without_vote=True)
    if permanent and ("not unanimous" in said):  # the five were split
        apart = (Position.AGAINST, Position.ABSTAINING, Position.ABSENT)
        return Voting(any_of=tuple((code, position) for code in FIVE for position in apart))
    if "not unanimous" in said:
        return Voting(unanimous=False)
    if (one := said.get("unanimous")) is not None:
        return Voting(unanimous=not _negated(claims, one.first, 3))
    if not positions:
        return None
    taken = tuple(dict.fromkeys(Position(each.meaning) for each in positions))
    members = tuple(dict.fromkeys(each.meaning for each in voters))
    if members:
        return _by_members(claims, positions, taken, members, voters)
    if permanent:
        return Voting(any_of=tuple((code, position) for code in FIVE for position in taken))
    if len(taken) > 1:
        return Voting(unanimous=False) if {*taken} <= {Position.AGAINST, Position.ABSTAINING, Position.ABSENT} else None
    counts = [bounds_of(claims, each) for each in positions]  # a condition may be said twice
    bounds = next(filter(None, reversed(counts)), None)
    match taken[0]:
        case Position.AGAINST:
            return Voting(no=bounds or (1, MOST))
        case Position.ABSTAINING:
            return Voting(abstain=bounds or (1, MOST))
        case Position.ABSENT:
            return Voting(absent=bounds or (1, MOST))
        case Position.FOR if _negated(claims, positions[0].first, 2):  # somebody "would not vote for" it
            return Voting(unanimous=False)
        case Position.FOR if bounds:
            return Voting(yes=bounds)
        case _:
            return None


def _by_members(
    claims: Claims,
    positions: Sequence[Found[str]],
    taken: Sequence[Position],
    members: Sequence[str],
    voters: Sequence[Found[str]],
) -> Voting:
    """What is said of members that are named: all of them where "and" joins them, one of them where "or" does; each its own where
    several positions are spoken of, every one behind the names of those who took it."""
    stood = tuple((code, position) for code in members for position in taken)
    starts = [0, *(each.first for each in positions[:-1])]
    own = [
        [(voter.meaning, Position(each.meaning)) for voter in voters if start <= voter.first < each.first]
        for start, each in zip(starts, positions, strict=True)
    ]
    if (
        len(positions) > 1
        and all(own)
        and not any(claims.plain(at) == "or" for at in range(voters[0].first, positions[-1].first))
    ):
        return Voting(members=tuple(dict.fromkeys(pair for pairs in own for pair in pairs)))
    if taken == (Position.FOR,) and _negated(claims, positions[0].first, 2) and len(members) == 1:
        apart = (Position.AGAINST, Position.ABSTAINING, Position.ABSENT)
        return Voting(any_of=tuple((members[0], position) for position in apart))
    between = {claims.plain(at) for at in range(voters[0].first, voters[-1].last)}
    if len(taken) > 1 or (len(members) > 1 and "or" in between):
        return Voting(any_of=stood)
    if voted_alone(claims, range(max(0, voters[0].first - 2), positions[-1].last + 2), only=True):
        exact = (len(members), len(members))
        bounds = {Position.AGAINST: {"no": exact}, Position.ABSTAINING: {"abstain": exact}}.get(taken[0], {})
        return Voting.model_validate({"members": stood, **bounds})
    return Voting(members=stood)


def _voters(claims: Claims, found: Sequence[Found[str]], known: Lexicon[str]) -> list[Found[str]]:
    """The States that are said to vote, and are not what the vote is on: "on Mali", "the Mali resolution" is a matter."""
    kept: list[Found[str]] = []
    ballots = [each for each in found if each.meaning in {*Position, "vetoed", "not adopted", "ballot"}]
    longer = {(each.first, each.last) for each in place_lexicon().find(claims.words)}
    for state in known.find(claims.words):
        inside = any(
            first <= state.first and last >= state.last for first, last in longer - {(state.first, state.last)}
        )
        if inside or not claims.is_free(state.first) or not claims.is_free(state.last - 1):
            continue
        before, joined = _before(claims, state)
        # "on which Azuria abstained and Borea voted", "Azuria voted for and Borea against"
        about = claims.plain(before) in _ABOUT and not joined
        if (
            any(each.last == before + 1 for each in kept)
            or claims.plain(before) in ("by", "from")
            or (claims.plain(before) == "of" and any(each.last == before for each in ballots))
            or (not about and (_votes_next(claims, state, ballots) or _voted_before(claims, state, ballots)))
        ):  # "China and Russia"
            kept.append(state)
    return kept


def _stood(
    claims: Claims, voters: Sequence[Found[str]], found: Sequence[Found[str]]
) -> tuple[tuple[str, Position], ...]:
    """How each State is said to have voted on drafts that failed: "vetoed by Azuria and Borea with Carmania abstaining"."""
    stood: dict[str, Position] = {}
    for voter, beside in zip(voters, (None, *voters), strict=False):
        at, joined = _before(claims, voter)
        if beside is not None and joined and beside.last == at + 1:
            stood[voter.meaning] = stood[beside.meaning]
            continue
        before = [each for each in found if each.last <= voter.first]
        behind = [each for each in found if each.first >= voter.last]
        led = claims.plain(at) in ("by", "of") or _voted_before(claims, voter, before)
        own = before[-1] if before and (led or not behind) else (behind or found)[0]
        stood[voter.meaning] = Position(own.meaning) if own.meaning in set(Position) else Position.AGAINST
    return tuple(stood.items())


def _before(claims: Claims, state: Found[str]) -> tuple[int, bool]:
    """The place of the word before a State and what joins it to others, and whether "and" does."""
    at, joined = state.first - 1, False
    while claims.plain(at) in _JOINING:
        joined |= claims.plain(at) in ("and", "or")
        at -= 1
    return at, joined


def _votes_next(claims: Claims, state: Found[str], ballots: Sequence[Found[str]]) -> bool:
    """Whether a word for a vote follows, with nothing between that makes the State a matter."""
    ballot = next((each for each in ballots if each.first >= state.last), None)
    if ballot is None or ballot.first - state.last > _NEAR:
        return False
    # "Azuria, who abstained": others are asked for on what is on Azuria
    return not any(claims.plain(at) in _MATTERS | _ABOUT | _ASKED for at in range(state.last, ballot.first))


def _voted_before(claims: Claims, state: Found[str], ballots: Sequence[Found[str]]) -> bool:
    """Whether a word for a vote stands right before the State: "abstained both China and …", "vetoes has Russia cast"."""
    at = state.first - 1
    while claims.plain(at) in _BEFORE_VOTERS:
        at -= 1
    return any(each.last == at + 1 for each in ballots) and claims.plain(state.last) not in _MATTERS


_ASKED = frozenset(("who", "how"))
_NEAR = 6  # words from a State to its vote
_BEFORE_VOTERS = frozenset(("has", "have", "had", "did", "do", "does", "both", "the", "were", "was", "only"))


def _negated(claims: Claims, first: int, reach: int) -> bool:
    return any(claims.plain(at) in _NEGATIONS for at in range(max(0, first - reach), first))


def _before_negation(claims: Claims, first: int) -> int:
    """The place of a negation right before a word, else the word itself."""
    return next((at for at in range(max(0, first - 2), first) if claims.plain(at) in _NEGATIONS), first)
