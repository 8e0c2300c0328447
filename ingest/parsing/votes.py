"""The vote as a text tells it: "Adopted at the 942nd meeting by 9 votes to none, with 2 abstentions (…)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.countries import find_countries
from ingest.edition import Ballot
from ingest.one_of import either
from ingest.parsing.clean import join_hyphenated, one_line

_WORDS = {"none": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "nil": 0}  # fmt: skip
_COUNT = rf"(?:[\dIl\]]{{1,2}}|{'|'.join(_WORDS)})"
_ADOPTED = re.compile(r"^Ad[oa]pted\s+(?:(?:at|ut|unanimously|without|by|following|the\s+\d)|$)", re.MULTILINE)
_VOTES = re.compile(
    rf"by\s+(?P<yes>{_COUNT})\s+(?:votes?(?:\s+to\s+(?P<no>{_COUNT}))?|to\s+(?P<against>{_COUNT}))(?!\w)", re.IGNORECASE
)
_AGAINST = re.compile(
    rf"votes?\s+to\s+{_COUNT}(?:\s+against)?\s*\((?P<names>[^()]*+(?:\([^()]*+\)[^()]*+)*+)\)?", re.IGNORECASE
)
_ABSTAINED = re.compile(
    rf"(?P<count>{_COUNT})\s*abst[a-z]+[,.]?\s*(?:\((?P<names>[^()]*+(?:\([^()]*+\)[^()]*+)*+)\)?)?", re.IGNORECASE
)
# "One member (China) did not participate in the voting." "Two members (China, Iraq) …"
_ABSENT = re.compile(
    either(
        r"members?\s*\((?P<names>[^()]*+(?:\([^()]*+\)[^()]*+)*+)\)[^.]{0,40}?(?:did\s+not\s+(?:participate|take\s+part)|(?P<away>w(?:as|ere)\s+absent))",
        r"[(;]\s*(?P<aside>[A-Z][^();]{3,60}?),\s+(?:absent|present and not voting)\b",
        r"(?P<name>[A-Z][\w ,-]{3,60}?)\s+did\s+not\s+(?:participate|take\s+part)\s+in\s+the\s+vot",
    ),
)


# what a footnote says where the parts of a draft were put to the vote, and never all of it
_IN_PARTS = re.compile(
    r"\bno\s+vote\s+was\s+taken\s+on\s+the\s+(?:text|draft\s+resolution)\s+as\s+a\s+whole\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Ending:
    """The text before the adoption line, that line, and what follows it (footnotes)."""

    body: str
    adoption: str
    rest: str


def split_ending(text: str) -> Ending:
    """Cut a text at its last adoption line; without one everything is body."""
    if (title := re.search(r"^Footnotes?:?$", text, re.MULTILINE)) is not None:
        ending = split_ending(text[: title.start()])
        return Ending(ending.body, ending.adoption, f"{ending.rest}\n{text[title.end() :]}")
    found = [match for match in _ADOPTED.finditer(text) if not _is_masthead(text[match.start() : match.end() + 60])]
    if not found:
        return Ending(text, "", "")
    start = found[-1].start()
    for match in reversed(found[:-1]):  # the line stands twice
        if text[match.start() : start].strip() == text[start:].strip():
            start = match.start()
    stop = text.find("\n\n", start)
    stop = len(text) if stop < 0 else stop
    return Ending(text[:start], text[start:stop], text[stop:])


def read_ballot(adoption: str, notes: str) -> Ballot | None:
    """The vote in an adoption line; ``notes`` are the footnotes, where non-participation stands."""
    line = one_line(join_hyphenated(adoption))
    if not line:
        return None
    if _IN_PARTS.search(one_line(join_hyphenated(notes))):
        return Ballot(in_parts=True)
    absent, lost = _absent(f"{line} {one_line(join_hyphenated(notes))}")
    votes = _VOTES.search(line)
    if votes is None:
        if re.search(r"unanimously", line):
            return Ballot(unanimous=True, absent=absent, unknown_names=lost)
        if re.search(r"without (?:a )?v[oa]t|consensus", f"{line} {one_line(notes)}"):
            return Ballot(without_vote=True)
        return None
    against, lost_against = _names(_AGAINST.search(line))
    abstained = _ABSTAINED.search(line, votes.end())
    abstaining, lost_abstaining = _names(abstained)
    return Ballot(
        yes=_number(votes["yes"]),
        no=_number(votes["no"] or votes["against"] or "0"),
        abstain=_number(abstained["count"]) if abstained else 0,
        against=against,
        abstaining=abstaining,
        absent=absent,
        unknown_names=(*lost, *lost_against, *lost_abstaining),
    )


def away(notes: Iterable[str]) -> tuple[str, ...]:
    """The codes of the members of which notes on a vote say that they were absent, and not only that they took no part in it."""
    found = [match for note in notes for match in _ABSENT.finditer(one_line(join_hyphenated(note))) if match["away"]]
    return tuple(dict.fromkeys(code for match in found for code in _names(match)[0]))


def _is_masthead(line: str) -> bool:
    return line.startswith("Adopted by the Security Council")


def _number(words: str) -> int:
    word = _WORDS.get(words.lower())
    return int(re.sub(r"[Il\]]", "1", words)) if word is None else word


def _names(match: re.Match[str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return find_countries(match["names"] or "") if match else ((), ())


def _absent(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    codes: list[str] = []
    lost: list[str] = []
    for match in _ABSENT.finditer(text):
        found, unknown = find_countries(match["names"] or match["aside"] or match["name"] or "")
        codes += [code for code in found if code not in codes]
        lost += unknown
    return tuple(codes), tuple(lost)
