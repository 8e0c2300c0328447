"""What is no piece of its own: the text and the paragraph behind what is asked, and what stands behind a search and does not begin to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.pieces import Pieces
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Mentions
from assistant.reading.one import Part
from assistant.reading.parts import asks_where_alone, is_only_a_time
from assistant.reading.reader import Reading, read
from assistant.reading.subjects import Subjects

FOLLOWED: tuple[Plan, ...] = (Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNAZMOR")),)
VOTES: tuple[Plan, ...] = (Votes(resolutions=(9001,)),)
NOTHING_FOLLOWED = cast("Subjects", SimpleNamespace(entry=lambda *_: None))


def mentions(text: str) -> Mentions:
    """A text that names nothing, in which a word that is left short where it ends is written out."""
    spans: dict[str, Any] = dict.fromkeys(("named", "references", "places", "numbers", "events", "subjects"), ())
    spans["days"] = re.findall(r"\b2\d{3}\b", text)
    written = re.sub(r"^which res\b", "which resolution", text)
    understood = SimpleNamespace(present=False)
    read_as = SimpleNamespace(text=written, period=(None, None), understood=understood, **spans)
    return cast("Mentions", read_as)


def test_a_time_alone_belongs_to_the_question_behind_it_and_may_be_asked_itself() -> None:
    assert is_only_a_time(mentions("and in 2031"))
    assert not is_only_a_time(mentions("lamps in 2031"))
    assert not is_only_a_time(mentions("which in 2031"))
    planned = {"in 2031": FOLLOWED, "oars until when": VOTES, "in 2032": VOTES}
    assert words_read("in 2031, oars until when", planned, {"chain.end": 0.6}) == ["in 2031, oars until when"]
    assert words_read("in 2031, in 2032", planned, {"chain.end": 0.6}) == ["in 2031", "in 2032"]


@pytest.mark.parametrize(
    ("piece", "alone"),
    [
        ("which resolution", True),
        ("para number", True),
        ("which res", True),
        ("which resolution lit lamps", False),
        ("which", False),
    ],
)
def test_a_piece_asks_where_something_stands_and_nothing_else(piece: str, alone: bool) -> None:
    assert asks_where_alone(mentions(piece).text) is alone


def words_read(question: str, planned: dict[str, tuple[Plan, ...]], chances: dict[str, float]) -> list[str]:
    """The words of the parts as which a question is read, of which each piece has the plans given."""

    def part(piece: str, _: Focus) -> Part:
        return Part(piece, planned.get(piece, ()), (), chances)

    return [each.words for each in read(question, part, mentions, NOTHING_FOLLOWED).parts]


@pytest.mark.parametrize(
    ("first", "pieces"),
    [
        ("lamps on piers", ["lamps on piers, until when"]),
        ("who lit lamps", ["who lit lamps", "until when"]),  # which asks by its form
    ],
)
def test_until_when_is_asked_of_what_stands_before_it_and_not_of_what_was_spoken_of(
    first: str, pieces: list[str]
) -> None:
    near: tuple[Plan, ...] = (Search(text=first, near=9001),)
    planned = {first: near, "until when": FOLLOWED}
    assert words_read(f"{first}, until when", planned, {"search": 0.6}) == pieces


@pytest.mark.parametrize(
    ("behind", "pieces"),
    [
        ("which res", ["lamps until when, which res"]),
        ("which resolution", ["lamps until when, which resolution"]),
        ("which boats", ["lamps until when", "which boats"]),
    ],
)
def test_which_resolution_behind_a_question_is_read_with_it(behind: str, pieces: list[str]) -> None:
    question = f"lamps until when, {behind}"
    planned = {"lamps until when": FOLLOWED, behind: VOTES}
    assert words_read(question, planned, {"chain.end": 0.6}) == pieces


@pytest.mark.parametrize(
    ("behind", "asked"),
    [
        ("which res?", []),  # nothing need be answered to tell
        ("which boats?", ["may a ferry carry lamps?"]),
    ],
)
def test_which_resolution_in_a_sentence_of_its_own_is_part_of_the_question_before(
    behind: str, asked: Sequence[str]
) -> None:
    first, answered = "may a ferry carry lamps?", list[str]()
    question = f"{first} {behind}"

    def answer(piece: str) -> Answer:
        answered.append(piece)
        cited = Citation(key="9001/op2", citation="S/RES/9001 (2031), para. 2", verdict=Verdict.QUOTED)
        return Answer(
            question=piece, standalone=piece, status=Status.ANSWERED, text="…", citations=(cited,), plans=FOLLOWED
        )

    def part(piece: str, _: Focus) -> Part:
        return Part(piece, () if piece == question else VOTES, (), {}, carried=True)

    whole = Reading(question, (Part(question, (), (), {}),))
    pieces, told = Pieces(Focus(), part, mentions, answer).parts(question, whole)
    assert answered == [*asked]
    assert (pieces, told is None) == (([first, behind], False) if asked else ([question], True))


@pytest.mark.parametrize(
    ("question", "chances", "is_cut"),
    [
        ("who lights lamps, oars until when", {"search": 0.6}, False),  # only the first piece begins to ask
        ("lamps on piers, oars on boats", {"search": 0.6}, False),
        ("lamps on piers, until when", {"search": 0.6}, True),
        ("lamps on piers, who counts oars", {"search": 0.6}, True),
        ("lamps on piers, who counts oars", {"search": 0.95}, False),  # surely a search
        ("who lights lamps, oars until when", {"search": 0.6, "votes": 0.2}, True),  # a vote may be asked beside
        ("who lights lamps, oars until when", {"chain.end": 0.5, "search": 0.4}, True),  # likelier something else
    ],
)
def test_what_likeliest_is_a_search_is_cut_only_where_a_later_piece_begins_to_ask(
    question: str, chances: dict[str, float], is_cut: bool
) -> None:
    first, behind = question.split(", ")
    planned = {first: FOLLOWED, behind: VOTES}
    assert words_read(question, planned, chances) == ([first, behind] if is_cut else [question])
