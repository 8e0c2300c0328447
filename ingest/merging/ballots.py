"""The vote of structured records, and the vote that a resolution ends up with.

Records disagree within themselves: a count field can say 15-0-0 beside six named abstentions. Three witnesses are
heard (the printed result "Adopted 9-0-6", the count fields, the lists of names) and two of them decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.countries import find_countries
from ingest.edition import Ballot
from ingest.resolution import Vote

_RESULT = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{1,2})")
Counts = tuple[int | None, int | None, int | None]


def ballot_of(result: str, counts: Sequence[str], names: Sequence[Sequence[str]]) -> Ballot | None:
    """A ballot from the printed result, the three count fields and the three lists of members (for, against, abstaining)."""
    codes = [find_countries("; ".join(listed)) for listed in names]
    lists = [found for found, _ in codes]
    unknown = tuple(name for _, lost in codes for name in lost)
    printed = _printed(result)
    fields: Counts = _counts(counts)
    named: Counts = (len(lists[0]) or None, len(lists[1]), len(lists[2])) if any(lists) else (None, None, None)
    if any(re.search(word, result, re.IGNORECASE) for word in ("without (?:a )?vote", "consensus", "acclamation")):
        return Ballot(without_vote=True)
    unanimous = re.search(r"unanimous", result, re.IGNORECASE) is not None
    yes = _two_of_three(printed[0], named[0], fields[0])
    if yes is None:
        return Ballot(unanimous=True) if unanimous else None
    if lists[0] and len(lists[0]) != yes:  # names of members who did not vote in favour are among them
        lists[0] = ()
        named = (None, named[1] or None, named[2] or None)
    no = _two_of_three(printed[1], named[1], fields[1]) or 0
    abstain = _two_of_three(printed[2], named[2], fields[2]) or 0
    return Ballot(
        yes=yes,
        no=no,
        abstain=abstain,
        in_favour=lists[0],
        against=lists[1] if len(lists[1]) == no else (),
        abstaining=lists[2] if len(lists[2]) == abstain else (),
        unanimous=unanimous,
        unknown_names=unknown,
    )


def vote_of(ballot: Ballot, council: tuple[str, ...]) -> Vote:
    """The vote, completed from the composition of the Council where the names of all others are known."""
    if ballot.without_vote or ballot.in_parts:
        return Vote(yes=0, without_vote=True, in_parts=ballot.in_parts)
    seats = len(council)
    ballot = _in_terms_of(ballot, council)
    absent = ballot.absent
    if ballot.yes is None:  # unanimous, without a count
        present = tuple(code for code in council if code not in absent)
        return Vote(yes=len(present), not_participating=len(absent), in_favour=present, absent=absent)
    no, abstain, yes = ballot.no or 0, ballot.abstain or 0, ballot.yes
    if seats and not _majority(seats) <= yes <= seats:  # a misread count; the other numbers leave only one
        yes = seats - no - abstain - len(absent)
    missing = max(seats - yes - no - abstain, 0) if seats else len(absent)
    others_known = len(ballot.against) == no and len(ballot.abstaining) == abstain
    in_favour = ballot.in_favour
    named = {*ballot.against, *ballot.abstaining, *absent}
    rest = tuple(code for code in council if code not in named)
    in_favour = () if named & {*in_favour} else in_favour  # nobody votes twice: one of the lists is wrong
    if not in_favour and others_known and len(absent) == missing and len(rest) == yes:
        in_favour = rest
    if in_favour and others_known and not absent and missing:
        left = tuple(code for code in rest if code not in in_favour)
        absent = left if len(left) == missing else ()
    return Vote(
        yes=yes,
        no=no,
        abstain=abstain,
        not_participating=missing,
        in_favour=in_favour,
        against=ballot.against,
        abstaining=ballot.abstaining,
        absent=absent,
    )


def _in_terms_of(ballot: Ballot, council: tuple[str, ...]) -> Ballot:
    """The same ballot with the codes under which the members sat (TWN for China until 1971), and nobody else.

    "Ireland" is read out of a damaged "Northern Ireland"; a name that was not in the Council cannot have voted. Where every seat has a
    name and a single one is none of a member, it stands for the single member that has no other: tables have a neighbour's name for
    Argentina in 1966, and that of its successor for Czechoslovakia.
    """
    if not council:
        return ballot
    predecessors = {"CHN": "TWN", "RUS": "SUN"}
    lists = {field: getattr(ballot, field) for field in ("in_favour", "against", "abstaining", "absent")}
    known = {field: [_seat(code, council, predecessors) for code in codes] for field, codes in lists.items()}
    named = [code for codes in known.values() for code in codes]
    strangers = [code for code in named if code not in council]
    silent = [code for code in council if code not in named]
    if len(named) == len(council) and len(strangers) == len(silent) == 1:
        known = {
            field: [silent[0] if code == strangers[0] else code for code in codes] for field, codes in known.items()
        }
    return ballot.model_copy(
        update={field: tuple(code for code in codes if code in council) for field, codes in known.items()}
    )


def _seat(code: str, council: tuple[str, ...], predecessors: dict[str, str]) -> str:
    return code if code in council else predecessors.get(code, code)


def _majority(seats: int) -> int:
    """Votes that an adoption needs at least: seven of eleven until 1965, nine of fifteen since."""
    return 9 if seats > 11 else 7


def _printed(result: str) -> Counts:
    match = _RESULT.search(result)
    return (int(match[1]), int(match[2]), int(match[3])) if match else (None, None, None)


def _counts(fields: Sequence[str]) -> Counts:
    numbers = [int(field) if field.strip().isdigit() else None for field in fields]
    return numbers[0], numbers[1], numbers[2]


def _two_of_three(*witnesses: int | None) -> int | None:
    """The number that most witnesses give; on a tie the first witness."""
    heard = [witness for witness in witnesses if witness is not None]
    if not heard:
        return None
    return max(heard, key=lambda number: (Counter(heard)[number], -heard.index(number)))
