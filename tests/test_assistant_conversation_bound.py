"""What a follow-up leaves unsaid: which time, which text and which thing is meant, and where one question ends and the next begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.operations.cites import Cites
from assistant.operations.compare import Compare
from assistant.operations.lookup import Lookup
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, Where, plans_to_line
from assistant.reading.conversation.bound import of_what_was_spoken_of
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.elsewhere import laid_beside
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_text import in_the_text_in_focus, is_of_another_matter, near
from assistant.reading.conversation.pieces import pieces_of
from assistant.reading.conversation.pointers import points_back, turned
from assistant.reading.conversation.times import period_meant
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.one import part_of
from assistant.reading.parts import sentences_of
from assistant.reading.slots import SLOTS, Asked
from assistant.reading.subjects import Subjects
from tests.decided import decided, reader_of, router

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9101: (dt.date(2031, 4, 10), ["Decides that all States shall prevent the sale of arms and ammunition to Haiti"]),
    9102: (dt.date(2031, 9, 5), ["Decides to lift the arms embargo imposed on Haiti by paragraph 1 of resolution 9101 (2031)"]),
    9103: (dt.date(2035, 1, 9), ["Decides that all States shall prevent the sale of arms and ammunition to Haiti"]),
    9104: (dt.date(2031, 5, 2), ["Asks the lighthouse keepers of Haiti to count boats"]),
}  # fmt: skip


class Made:
    def __init__(self, subjects: Subjects, reader: Reader) -> None:
        self.subjects, self.reader = subjects, reader

    def plans(self, question: str, focus: Focus) -> tuple[Plan, ...]:
        return part_of(question, self.reader, router(), self.subjects, focus, DAY).plans


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with decided(Path(tmp_path_factory.mktemp("bound")), TEXTS) as catalogue:
        subjects = Subjects(catalogue)
        yield Made(subjects, reader_of(subjects))


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("what came that June?", "2031-06-01", "2031-06-30"),
        ("which one came the March after?", "2032-03-01", "2032-03-31"),
        ("and the March before?", "2031-03-01", "2031-03-31"),
        ("and the year before?", "2030-01-01", "2030-12-31"),
        ("and three years later?", "2034-01-01", "2034-12-31"),
        ("the same six as the year before?", "2030-01-01", "2030-12-31"),
        ("and the month before?", "2031-03-01", "2031-03-31"),
        ("two months later?", "2031-06-01", "2031-06-30"),
        ("and four months earlier?", "2030-12-01", "2030-12-31"),  # over the turn of the year
        ("which one came later that month?", "2031-04-11", "2031-04-30"),
        ("and earlier in the same month?", "2031-04-01", "2031-04-09"),
        ("what came in the six months after?", "2031-04-11", "2031-10-31"),
        ("and within the two months before?", "2031-02-01", "2031-04-09"),
        ("and the months after?", "2031-04-11", None),
        ("which month?", None, None),
        ("and in 2029?", "2029-01-01", "2029-12-31"),
        ("which resolution then freed them?", "2031-04-11", None),
        ("and then?", "2031-04-11", None),
        ("so why no ships then?", None, None),  # in that case
        ("who may inspect ships?", None, None),
        ("may they inspect ships?", None, None),
        ("which reports are due in June 2031?", None, None),  # nothing need be adopted then
        ("reports in June 2041?", None, None),  # behind the last text
    ],
)
def test_a_time_is_told_from_the_text_that_was_spoken_of(
    made: Made, question: str, since: str | None, until: str | None
) -> None:
    found = period_meant(made.reader.mentions(question, DAY), dt.date(2031, 4, 10))
    assert found == tuple(dt.date.fromisoformat(each) if each else None for each in (since, until))


def test_what_leaves_unsaid_what_it_is_about_points_back() -> None:
    back = [
        "who watches it?",
        "and money?",
        "what force was allowed there?",
        "what of that one?",
        "for that, who pays?",
    ]
    assert all(map(points_back, back))
    own = ["Which text says that ships may pass?", "Is there a ban on ivory?", "Who voted against 9101?"]
    assert not any(map(points_back, own))


def test_another_text_is_looked_for_among_those_that_go_with_the_one_in_focus(made: Made) -> None:
    focus = Focus(resolutions=(9101,), lead="9101/op1", places=("Haiti",), text="Which arms were banned in Haiti?")
    (then,) = made.plans("which resolution then counted boats?", focus)
    assert isinstance(then, Search)
    assert (then.near, then.beside, then.where.since) == (9101, True, dt.date(2031, 4, 11))
    (again,) = made.plans("and that May?", focus)
    assert isinstance(again, Search)
    assert (again.text, again.beside, again.where.until) == (focus.text, True, dt.date(2031, 5, 31))
    assert made.plans("compare it with 9104", focus) == (Compare(resolutions=(9101, 9104), aspect=focus.text),)


def test_the_same_resolution_is_searched_alone_whatever_is_asked_of_it(made: Made) -> None:
    focus = Focus(resolutions=(9102,), lead="9102/op1", places=("Haiti",), text="What was lifted?")
    for asked in ("same resolution, what about the oars", "same text, what about the boats of Kenya"):
        assert made.plans(asked, focus) == (Search(text=asked, where=Where(numbers=(9102,))),)
    (elsewhere,) = made.plans("what about the oars", focus)
    assert isinstance(elsewhere, Search)
    assert (elsewhere.near, elsewhere.where.numbers) == (9102, ())


def test_whether_what_was_told_is_a_paragraph_that_is_named_is_told_of_both(made: Made) -> None:
    focus = Focus(resolutions=(9102,), lead="9102/op1", text="What was lifted?")
    assert made.plans("is that paragraph 7 of it?", focus) == (Lookup(places=("9102/op1", "9102/op7")),)
    assert made.plans("what does paragraph 7 of it say?", focus) == (Lookup(places=("9102/op7",)),)


def test_a_paragraph_is_not_read_out_for_what_is_not_in_it(made: Made) -> None:
    focus = Focus(resolutions=(9102,), lead="9102/op1", text="What was lifted?")
    (plan,) = made.plans("and oars not in annex A", focus)
    assert isinstance(plan, Search)
    assert plan.near == 9102
    assert made.plans("and annex A", focus) == (Lookup(places=("9102/annexA",)),)


def test_what_it_cites_is_not_who_cites_it(made: Made) -> None:
    focus = Focus(resolutions=(9102,), lead="9102/op1", text="What was lifted?")
    assert made.plans("which earlier resolutions does it recall?", focus) == (Cites(place="9102", direction="cited"),)
    assert made.plans("which later resolutions recall it?", focus) == (Cites(place="9102"),)


@pytest.mark.parametrize(
    ("question", "direction"),
    [
        ("has a later text cited that one", "citing"),
        ("has any text cited it since", "citing"),
        ("who recalls it today", "citing"),
        ("does it cite others", "cited"),
        ("did that one recall older texts", "cited"),
        ("what is cited by it", "cited"),
    ],
)
def test_what_stands_before_the_word_for_citing_is_what_cites(made: Made, question: str, direction: str) -> None:
    focus = Focus(resolutions=(9102,), lead="9102/op1", text="What was lifted?")
    asked = FollowUp(made.reader.mentions(question, DAY), focus, {"cites": 0.95}, made.subjects, DAY)
    plans = of_what_was_spoken_of(asked, lambda *_: ())
    assert plans == (Cites(place="9102", direction=direction),)  # type: ignore[arg-type]


@pytest.mark.parametrize("told", [9101, 9102])  # what imposed them, and what lifted them
def test_measures_that_ended_are_not_those_imposed_years_later(made: Made, told: int) -> None:
    """ "Have they been lifted?" of a ban that ended: what was imposed anew is another one."""
    focus = Focus(resolutions=(told,), lead=f"{told}/op1", places=("Haiti",), text="Which arms were banned in Haiti?")
    (plan,) = made.plans("when was it lifted?", focus)
    assert isinstance(plan, Chain)
    assert plan.subject == Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")
    assert plan.day == dt.date(2031, 9, 5)


def test_several_questions_are_parted_by_their_marks() -> None:
    asked = "When was UNMAZ set up? Who voted against?"
    assert sentences_of(asked) == ["When was UNMAZ set up?", "Who voted against?"]
    assert sentences_of("May boats pass? Why?") == ["May boats pass? Why?"]  # nothing of its own
    assert sentences_of("May boats pass? I ask for a friend.") == ["May boats pass? I ask for a friend."]


def test_a_full_stop_parts_what_asks_from_a_question() -> None:
    assert sentences_of("who voted against it. chapter vii?") == ["who voted against it", "chapter vii?"]
    assert sentences_of("does it bind boats. who rowed") == ["does it bind boats", "who rowed"]
    for one in (
        "I write on boats. Who rows them?",
        "which paragraph of res. 9001 binds boats",
        "who rows. Boats drift",
    ):
        assert sentences_of(one) == [one]


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        ("is it true that 9101 (2031, Azuria) was unanimous", 1),
        ("may ships (ferries, barges or rafts) pass, who counts the boats", 2),
        ("may ships pass (ferries do, who counts the boats", 2),  # what is not closed holds nothing
    ],
)
def test_nothing_is_parted_inside_brackets(made: Made, question: str, pieces: int) -> None:
    found = pieces_of(made.reader.mentions(question, DAY))
    assert len(found) == pieces
    assert all(piece.count("(") == piece.count(")") for piece in found) or ")" not in question


def test_what_points_at_a_text_asks_for_its_vote_and_not_for_one_that_its_words_find(made: Made) -> None:
    searched, focus = (Votes(text="was it let through while Brazil slept"),), Focus(resolutions=(9101,), lead="9101")

    def meant(question: str) -> tuple[Plan, ...]:
        mentions = made.reader.mentions(question, DAY)
        return in_the_text_in_focus(searched, FollowUp(mentions, focus, {"votes": 0.4}, made.subjects, DAY))

    assert meant("was it let through while Brazil slept") == (Votes(resolutions=(9101,), members=("BRA",)),)
    assert meant("and the vote on boats off Haiti, was it close") == ()  # on another matter


def test_after_a_comparison_the_vote_on_each_text_is_told(made: Made) -> None:
    focus = Focus(lead="9101", several=(9101, 9103), plans=(Compare(resolutions=(9101, 9103)),))
    assert made.plans("who abstained?", focus) == (Votes(resolutions=(9103, 9101)),)  # the newest first


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Chapter VII mission?", 'record(resolutions=[9104], fields=["chapter_vii"])'),
        ("does it say Chapter VII", 'record(resolutions=[9104], fields=["chapter_vii"])'),
        ("sponsors?", 'record(resolutions=[9104], fields=["sponsors"])'),
        (
            "does it put an arms embargo on Haiti",
            'search(text="does it put an arms embargo on Haiti", where=where(numbers=[9104]))',
        ),
        (
            "Haiti arms embargo until when",
            'chain(subject=measures("Haiti arms embargo"))',
        ),  # names it, and points at nothing
    ],
)
def test_what_is_asked_of_the_text_that_was_spoken_of_is_told_of_no_other(made: Made, question: str, line: str) -> None:
    focus = Focus(resolutions=(9104,), lead="9104/op1", text="who counts the boats")
    assert plans_to_line(made.plans(question, focus)) == line


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("sth else - who counts the boats?", "who counts the boats?"),
        ("ok different thing: who counts the boats", "who counts the boats"),
        ("another matter is who counts the boats", ""),  # no mark ends what turns
        ("who counts something else?", ""),
    ],
)
def test_what_turns_to_something_else_begins_anew(said: str, left: str) -> None:
    assert turned(said) == left


def test_a_figure_that_is_only_stated_is_asked_of_the_paragraph_that_was_told(tmp_path: Path) -> None:
    texts = {9301: (dt.date(2031, 5, 2), ["Decides that Haiti may buy forty barrels of lamp oil a year"])}
    with decided(tmp_path, texts) as catalogue:
        subjects = Subjects(catalogue)
        of = Made(subjects, reader_of(subjects))
        told = Focus(lead="9301/op1", resolutions=(9301,), text="how many barrels of oil", found=(9301,))
        assert of.plans("i thought it was 70 barrels", told) == (Lookup(places=("9301/op1",)),)
        for other in ("is it 70 barrels?", "i thought it was 70 boats"):
            assert of.plans(other, told) != (Lookup(places=("9301/op1",)),)


def test_a_name_of_other_texts_is_of_another_matter(tmp_path: Path) -> None:
    texts = {
        9301: (dt.date(2031, 5, 2), ["Decides that the keepers of Haiti may use their lamps to warn boats"]),
        9302: (dt.date(2032, 5, 2), ["Calls upon the rowers of Malta to stop boats that are bound for Zorblax"]),
    }
    with decided(tmp_path, texts) as catalogue:
        subjects = Subjects(catalogue)
        rare = {"zorblax": 9.0, "lamps": 9.0}
        reader = Reader(catalogue, subjects, Spelling([], lambda word: rare.get(word, 1.0)), TEXTS.__contains__)
        told = Focus(lead="9301/op1", resolutions=(9301,), text="what may the keepers of Haiti do")
        another = FollowUp(reader.mentions("who may stop boats at zorblax?", DAY), told, {}, subjects, DAY)
        assert is_of_another_matter(another)
        found = near(another)
        assert (found.near, found.after) == (0, "")
        same = FollowUp(reader.mentions("and their lamps, for what?", DAY), told, {}, subjects, DAY)
        assert not is_of_another_matter(same)
        assert near(same) != Search(text="and their lamps, for what?")


def test_a_number_that_is_the_year_of_an_event_is_no_resolution(made: Made) -> None:
    reader = Reader(made.subjects.catalogue, made.subjects, Spelling([], lambda _: 1.0), {1960, 1973}.__contains__)
    assert reader.mentions("eichmann affair res 1960, what was asked", DAY).numbers == ()
    assert reader.mentions("eichmann affair res 1973, what was asked", DAY).numbers == (1973,)


def test_votes_are_laid_beside_those_of_another_time(made: Made) -> None:
    voted = Focus(lead="9103", resolutions=(9103,), voted=(9103,), plans=(Votes(resolutions=(9103,)),))
    asked = FollowUp(
        made.reader.mentions("compare with the abstainers of 2031", DAY), voted, {"compare": 0.95}, made.subjects, DAY
    )
    (plan,) = laid_beside(asked)
    assert isinstance(plan, Votes)
    assert plan.numbers[-1] == 9103
    assert len(plan.numbers) == 2


@pytest.mark.parametrize(
    ("question", "chance", "line"),
    [
        ("which resolution lifted the arms embargo on Haiti", 0.5, 'chain(subject=measures("Haiti arms embargo"))'),
        ("which resolution lifted the arms embargo on Haiti", 0.95, ""),  # surely what a text says
        ("what did 9102 lift of the arms embargo on Haiti", 0.5, ""),
        ("who voted for what lifted the arms embargo on Haiti", 0.5, ""),
    ],
)
def test_what_ended_measures_that_are_named_is_followed(made: Made, question: str, chance: float, line: str) -> None:
    mentions = made.reader.mentions(question, DAY)
    found = SLOTS["search"](Asked("search", mentions, Focus(), made.subjects, DAY, chance=chance))
    assert plans_to_line(found) == line
