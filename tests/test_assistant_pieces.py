"""Several things asked at once, what was only found, and what people leave out: years, letters, whole words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, ClassVar, cast

import pytest

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.pieces import Pieces, without_mere_times
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.pieces import behind_a_call, pieces_of
from assistant.reading.mentions import Mentions
from assistant.reading.normal import Normal, Spelling, written_out
from assistant.reading.one import Part
from assistant.reading.parts import alternatives_of, is_a_heading, is_asked, own_of, says_more_than_names
from assistant.reading.reader import Reading, read
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.short_years import with_years
from assistant.reading.selection.voting import voting_in
from assistant.reading.subjects import Subjects
from assistant.records.members import members_in
from assistant.records.slots import slots_named


def mentions(text: str) -> Mentions:
    nothing = dict.fromkeys(("named", "references", "places", "numbers", "events", "subjects", "days"), ())
    understood = SimpleNamespace(present=False)
    return cast("Mentions", SimpleNamespace(text=text, period=(None, None), understood=understood, **nothing))


def parted(
    question: str, planned: dict[str, tuple[Plan, ...]], likely: dict[str, dict[str, float]] | None = None
) -> tuple[list[str], list[str]]:
    """The pieces of a question, and what was answered to tell them; pieces that are not ``planned`` are searched for. ``likely`` are the
    chances of pieces."""
    asked: list[str] = []

    def answer(piece: str) -> Answer:
        asked.append(piece)
        cited = Citation(key="9001/op2", citation="S/RES/9001 (2031), para. 2", verdict=Verdict.QUOTED)
        made = Answer(question=piece, standalone=piece, status=Status.ANSWERED, text="…", citations=(cited,))
        return made.model_copy(update={"plans": planned.get(piece, ())})

    def part(piece: str, _: Focus) -> Part:
        chances = (likely or {}).get(piece, {})
        if piece == question:
            return Part(piece, (), (), chances)
        return Part(piece, planned.get(piece, (Search(text=piece, near=9001),)), (), chances, carried=True)

    whole = Reading(question, (Part(question, (), (), {}),))
    pieces, _ = Pieces(Focus(), part, mentions, answer).parts(question, whole)
    return pieces, asked


def test_what_is_surely_searched_for_as_a_whole_is_not_tried_in_pieces() -> None:
    question = "how may ferries carry lamps, who counts the lamps"
    first, second = question.split(", ")
    surely = {question: {"search": 0.95}, first: {"search": 0.6}, second: {"search": 0.2}}
    assert parted(question, {}, surely) == ([question], [])
    for other in ({question: {"search": 0.5}}, {first: {"search": 0.4}}, {second: {"search": 0.1, "votes": 0.9}}):
        assert parted(question, {}, surely | other)[1] == [first], "a piece may ask for something else"


def test_what_is_surely_searched_for_is_read_once_unless_a_vote_may_be_asked_beside() -> None:
    question, read_of = "ferries carry lamps, harbours keep oars", list[str]()

    def reading(chances: dict[str, float]) -> Reading:
        def part(piece: str, _: Focus) -> Part:
            read_of.append(piece)
            return Part(piece, (), (), chances)

        read_of.clear()
        return read(question, part, mentions, cast("Subjects", None))

    for chances in ({"search": 0.95, "votes": 0.01}, {"search": 0.6}):  # neither piece begins with a word that asks
        assert len(reading(chances).parts) == len(read_of) == 1
    for chances in ({"search": 0.95, "votes": 0.2}, {"chain.end": 0.6, "search": 0.4}):
        reading(chances)
        assert len(read_of) > 1
    question = "ferries carry lamps, who keeps oars"
    reading({"search": 0.6})
    assert len(read_of) > 1


VOTES = (Votes(resolutions=(9001,)),)
FOLLOWED = (Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNAZMOR")),)


@pytest.mark.parametrize(
    ("question", "planned", "pieces"),
    [
        ("may a ferry carry lamps? para pls", {}, ["may a ferry carry lamps? para pls"]),  # says nothing of its own
        ("may a ferry carry lamps? votes", {"votes": VOTES}, ["may a ferry carry lamps?", "votes"]),
        ("may a ferry carry lamps? who counts them", {}, ["may a ferry carry lamps?", "who counts them"]),  # asks by its form
        ("lamps of the ferries; who counts the oil", {}, ["lamps of the ferries, who counts the oil"]),  # says what it is about
        ("lamps of the ferries, until when", {"until when": FOLLOWED}, ["lamps of the ferries, until when"]),  # of no one text
        ("lamps of the ferries who, until when", {"until when": FOLLOWED}, ["lamps of the ferries who", "until when"]),
        ("lamps of the ferries? valid until", {"valid until": FOLLOWED}, ["lamps of the ferries?", "valid until"]),
        ("may a ferry carry lamps? if it sinks, what happens", {}, ["may a ferry carry lamps?", "if it sinks, what happens"]),
        ("vote on lamps? who counted", {"vote on lamps?": VOTES, "who counted": VOTES}, ["vote on lamps?", "who counted"]),
        ("and in 2031? votes that is", {"votes that is": VOTES}, ["and in 2031? votes that is"]),  # says what is asked of that time
        ("vote on lamps? tally", {"vote on lamps?": VOTES, "tally": VOTES}, ["vote on lamps? tally"]),  # asks the same
        ("lamps until / who counts oil", {"lamps until": FOLLOWED}, ["lamps until", "who counts oil"]),
        ("ferry oil vs gas cap", {"ferry oil cap": FOLLOWED, "ferry gas cap": VOTES}, ["ferry oil cap", "ferry gas cap"]),
        ("ferry oil vs gas cap", {}, ["ferry oil vs gas cap"]),  # one paragraph tells both
    ],
)  # fmt: skip
def test_a_piece_stands_alone_where_it_has_a_plan_or_asks(
    question: str, planned: dict[str, tuple[Plan, ...]], pieces: Sequence[str]
) -> None:
    assert parted(question, planned)[0] == [*pieces]


@pytest.mark.parametrize(
    ("question", "piece", "chance", "answered"),
    [
        ("may a ferry carry lamps? para pls", "para pls", 0.9, []),
        ("may a ferry carry lamps? para pls", "para pls", 0.3, ["may a ferry carry lamps?"]),
        ("may a ferry carry lamps? who counts them", "who counts them", 0.9, ["may a ferry carry lamps?"]),  # asks by its form
    ],
)  # fmt: skip
def test_nothing_is_answered_to_tell_that_what_is_likely_searched_for_is_no_question(
    question: str, piece: str, chance: float, answered: Sequence[str]
) -> None:
    assert parted(question, {}, {piece: {"search": chance}})[1] == [*answered]


@pytest.mark.parametrize(
    ("piece", "asks"), [("who counts the lamps", True), ("and when is oil due", True), ("limit", False), ("until when", False)]
)  # fmt: skip
def test_a_piece_asks_by_its_form_and_with_a_matter(piece: str, asks: bool) -> None:
    assert is_asked(piece) is asks


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ok and who abstained", ["who abstained"]),
        ("are lamps banned, yes/no and who counts them", ["are lamps banned, yes/no", "who counts them"]),
        ("lamps until / who counts oil", ["lamps until", "who counts oil"]),
        ("cap on lamps / oil", ["cap on lamps / oil"]),  # of one kind
        ("ok", ["ok"]),
        ("ok other thing, who counts the oil", ["who counts the oil"]),
        ("up to 4,200 lamps, 30 boats", ["up to 4,200 lamps", "30 boats"]),  # a number has its own mark
        ("the lamps of the pier, are they still lit", ["the lamps of the pier, are they still lit"]),  # of a heading
        ("who counts lamps, are they still lit", ["who counts lamps", "are they still lit"]),
    ],
)
def test_what_only_calls_is_no_piece(text: str, pieces: list[str]) -> None:
    assert pieces_of(mentions(text)) == pieces


@pytest.mark.parametrize(
    ("piece", "more"), [("what did it tell Azuria", True), ("where does", False), ("pier number", True)]
)  # fmt: skip
def test_a_verb_of_saying_ends_what_is_asked(piece: str, more: bool) -> None:
    assert says_more_than_names(mentions(piece)) is more


def test_what_says_only_a_time_is_told_with_what_is_asked_of_it() -> None:
    def told(piece: str, *, weak: bool) -> Answer:
        return Answer(question=piece, standalone=piece, status=Status.ANSWERED, text=f"On {piece}.", is_weak=weak)

    before, votes = told("and the year before", weak=True), told("votes I mean", weak=False)
    assert without_mere_times([before, votes], mentions) == [votes]
    for kept in ([votes, before], [told("and the lamps", weak=True), votes], [told("in 2031", weak=False), votes]):
        assert without_mere_times(kept, mentions) == kept


@pytest.mark.parametrize(
    ("piece", "before", "present", "day"),
    [
        ("boats at the start", "oars of UNAZMOR", False, None),
        ("boats at the start", "oars of UNAZMOR now", True, dt.date(2031, 3, 14)),
        ("and in 2031", "oars of UNAZMOR", False, dt.date(2031, 3, 14)),
    ],
)
def test_a_time_behind_two_things_is_that_of_both(piece: str, before: str, present: bool, day: dt.date | None) -> None:
    then = (Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNAZMOR"), view="ceiling", day=dt.date(2031, 3, 14)),)
    read = cast("Mentions", SimpleNamespace(text=before, understood=SimpleNamespace(present=present)))
    (plan,) = own_of(then, then, piece, read)
    assert isinstance(plan, Chain)
    assert plan.day == day
    assert own_of(then, FOLLOWED, piece, read) == then  # the whole is read otherwise


def test_two_things_are_set_against_each_other_unless_their_difference_is_asked_for() -> None:
    assert alternatives_of(mentions("ferry oil vs gas cap")) == ["ferry oil cap", "ferry gas cap"]
    assert alternatives_of(mentions("cap on lamps - 2031 versus now?")) == [
        "cap on lamps - 2031?",
        "cap on lamps - now?",
    ]
    assert alternatives_of(mentions("cap in april 2031 vs may 2032 again")) == [
        "cap in april 2031 again",
        "cap in may 2032 again",
    ]
    assert alternatives_of(mentions("what changed in oil vs gas")) == []
    assert alternatives_of(mentions("ferries vs")) == []
    named = mentions("boats vs Azuria")
    named.places = (SimpleNamespace(start=9, end=15),)  # type: ignore[misc, assignment]
    assert alternatives_of(named) == []  # against a place


def answered(*evidence: str, plans: tuple[Plan, ...] = ()) -> Answer:
    cited = Citation(key=evidence[0], citation=evidence[0], verdict=Verdict.QUOTED)
    made = Answer(question="?", standalone="?", status=Status.ANSWERED, text="…", citations=(cited,), evidence=evidence)
    return made.model_copy(update={"plans": plans})


def test_what_a_search_came_upon_may_not_be_what_is_meant() -> None:
    found = Focus().after(mentions("lanterns of the coast"), answered("9001/op2", "9003/op1", "9001/op3"))
    assert found.found == (9001, 9003)
    assert found.after(mentions("and oil"), answered("9002/op1", plans=VOTES)).found == ()  # a plan knows what it tells
    by_words = (Search(text="lanterns"),)
    assert Focus().after(mentions("lanterns"), answered("9003/op1", plans=by_words)).found == (9003,)


class Adopted:
    """Subjects that know the days of some resolutions on one place."""

    days: ClassVar = {
        9101: dt.date(1976, 4, 1),
        76: dt.date(1949, 1, 1),
        9102: dt.date(2014, 3, 9),
        9103: dt.date(1992, 3, 14),
    }

    def __init__(self, *on_it: int) -> None:
        self._on_it = frozenset(on_it)

    def named_among(self, words: Any) -> list[Any]:
        return []

    def at(self, places: Any) -> frozenset[int]:
        return self._on_it if places else frozenset()

    def adopted(self, number: int) -> dt.date | None:
        return self.days.get(number)


@pytest.mark.parametrize(
    ("asked", "on_it", "read_as"),
    [
        ("what was Angola told in 76", (9101,), "what was Angola told in 1976"),
        ("Angola 76 vote", (9101,), "Angola in 1976 vote"),
        ("Angola 76 vote", (9101, 76), "Angola 76 vote"),  # the number of a resolution on it
        ("Angola 76 vote", (), "Angola 76 vote"),  # no text of that year
        ("paragraph 76 on Angola", (9101,), "paragraph 76 on Angola"),
        ("what was told in 76", (9101,), "what was told in 76"),  # no place
        ("was the 76 one unanimous", (), "was the 1976 one unanimous"),
        ("the 76 of them", (), "the 76 of them"),
        ("Angola, 76 troops", (9101,), "Angola, 76 troops"),
        ("all texts since oct 23", (), "all texts since oct 2023"),
        ("7 Oct 93 vote", (), "7 Oct 1993 vote"),
        ("how many troops May 94", (), "how many troops May 1994"),
        ("since oct 23 2019", (), "since oct 23 2019"),  # the day of a month
        ("the vote on oct 23", (), "the vote on oct 23"),
        ("march 14 text on Angola", (9102,), "march 2014 text on Angola"),
        ("march 14 text on Angola", (9102, 9103), "march 14 text on Angola"),  # one is of that day
        ("march 15 text on Angola", (9102,), "march 15 text on Angola"),  # none is of that year
        ("march 14 text on Angola, 1992", (9102,), "march 14 text on Angola, 1992"),
    ],
)
def test_two_digits_are_a_year_behind_a_month_and_where_a_place_has_texts_of_it(
    asked: str, on_it: tuple[int, ...], read_as: str
) -> None:
    assert with_years(Normal(asked), cast("Subjects", Adopted(*on_it))).text == read_as


def test_an_acronym_is_read_within_a_slip_where_one_name_alone_is_near() -> None:
    spelling = Spelling(["UNAZMA", "UNQUORP", "UNQUORD"], lambda _: 0.0)
    assert spelling.nearest_name("unazm") == "unazma"
    assert spelling.nearest_name("unquorx") == ""  # two are as near
    assert Spelling(["UNAZMA", "UNAZTA"], lambda _: 0.0).nearest_name("unaza") == ""  # a letter left out of either
    assert Spelling(["UNAZMA", "UNAKA"], lambda _: 0.0).nearest_name("unaza") == "unazma"  # and not another one typed
    assert Spelling(["UNAZMA"], lambda word: 5.0 * (word == "unazm")).nearest_name("unazm") == ""  # a word of the texts


def test_words_for_reports_and_criteria_name_their_slots() -> None:
    assert [slot.value for slot in slots_named("when is the next report due")] == ["reports"]
    assert [slot.value for slot in slots_named("designation criterion")] == ["criteria"]
    assert slots_named("when does it end") == frozenset()


def test_an_acronym_in_small_letters_is_read_as_one_in_capitals() -> None:
    spelling = Spelling(["UNAZMOR"], lambda word: 11.0 * (word == "unazmo"))
    assert written_out("until when is unzamro", spelling).text == "until when is unazmor"  # two slips, in a longer one
    assert (
        written_out("until when is unazmo", spelling).text == "until when is unazmor"
    )  # one text has the slip as well
    assert written_out("until when is union", spelling).text == "until when is union"


def test_a_state_whose_name_holds_that_of_a_member_is_no_member() -> None:
    assert members_in("how did South Sudan and Papua New Guinea vote") == []
    assert [code for code, _ in members_in("South Sudan: how did Sudan and South Korea vote")] == ["SDN", "KOR"]
    assert voting_in(Claims("South Sudan arms embargo vote")).members == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ok, who counts the oil", "who counts the oil"),
        ("hello - different subject: who counts the oil", "who counts the oil"),
        ("who counts, ok, the oil", "who counts, ok, the oil"),
        ("ok", "ok"),
        ("thanks, ok", "ok"),
        ("oil, who counts it", "oil, who counts it"),
    ],
)
def test_what_only_calls_stands_before_the_question(text: str, left: str) -> None:
    assert behind_a_call(text) == left


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("in UNMAZ", True),
        ("UNMAZ in April 2031", True),
        ("and the UNMAZ", True),
        ("UNMAZ until", False),
        ("who counts in UNMAZ", False),
    ],
)
def test_a_piece_that_only_names_something_heads_the_next(text: str, heads: bool) -> None:
    at = text.index("UNMAZ")
    named = mentions(text)
    named.named = (SimpleNamespace(start=at, end=at + 5),)  # type: ignore[misc,assignment]
    assert is_a_heading(named) is heads
