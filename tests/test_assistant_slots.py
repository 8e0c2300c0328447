"""What is planned for a question that stands for itself: which mentions each kind takes for its arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.operations.cites import Cites
from assistant.operations.compare import Compare
from assistant.operations.council import Council
from assistant.operations.define import Define
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.numbers import in_a_row
from assistant.reading.one import part_of
from assistant.reading.router import USUAL
from assistant.reading.slots import OTHERWISE, READ, SLOTS, Asked
from assistant.reading.slots.texts import texts_on
from assistant.reading.subjects import Subjects
from assistant.retrieval.names.events import Event
from tests.decided import decided

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    2901: (
        dt.date(2031, 3, 14),
        [
            "Decides to establish the United Nations Mission in South Sudan (UNMISS) for an initial period until 31 March 2032",
            "Decides that UNMISS shall consist of up to 7,000 military personnel and 900 police",
        ],
    ),
    2902: (
        dt.date(2031, 5, 3),
        [
            "Decides that all States shall prevent the sale of arms and related materiel to South Sudan until 31 May 2033"
        ],
    ),
    2903: (dt.date(2032, 3, 30), ["Decides to extend the mandate of UNMISS until 31 March 2034"]),
    2904: (dt.date(2034, 3, 30), ["Decides to extend the mandate of UNMISS until 31 March 2036"]),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    folder: Path = tmp_path_factory.mktemp("slots")
    with decided(folder, TEXTS) as catalogue:
        subjects = Subjects(catalogue)
        spelling = Spelling(subjects.names, lambda _: 2.0)
        yield SimpleNamespace(
            subjects=subjects, reader=Reader(catalogue, subjects, spelling, lambda number: number in TEXTS)
        )


def asked(made: SimpleNamespace, kind: str, question: str, chance: float = 1.0) -> Asked:
    return Asked(kind, made.reader.mentions(question, DAY), Focus(), made.subjects, DAY, chance=chance)


def planned(made: SimpleNamespace, kind: str, question: str, chance: float = 1.0) -> tuple[Plan, ...]:
    return SLOTS[kind](asked(made, kind, question, chance))


def looked_up(made: SimpleNamespace, question: str) -> tuple[Plan, ...]:
    return next((plans for read in READ if (plans := read(asked(made, "lookup", question)))), ())


def test_what_is_compared_are_the_resolutions_that_are_named_oldest_first_for_the_words_left(
    made: SimpleNamespace,
) -> None:
    (plan,) = planned(made, "compare", "Compare the police of 2903 with those of 2901")
    assert isinstance(plan, Compare)
    assert (plan.resolutions, "police" in plan.aspect) == ((2901, 2903), True)
    assert planned(made, "compare", "What changed from 2901 to 2904?")[0] == Compare(
        resolutions=(2901, 2902, 2903, 2904), aspect=""
    )
    (renewals,) = planned(made, "compare", "What changed for UNMISS?")
    assert isinstance(renewals, Compare)
    assert renewals.subject == Subject(kind=SubjectKind.MISSION, name="UNMISS")
    assert planned(made, "compare", "UNMISS last day? and its boats") == ()  # no word of a change
    assert planned(made, "compare", "who first counted boats, 2901 or 2903?") == ()  # one of them is meant
    (before,) = planned(made, "compare", "What is new in 2904?")
    assert isinstance(before, Compare)
    assert before.resolutions == (2903, 2904)
    assert planned(made, "compare", "Compare 2901 with 2999 of 2031") == ()


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("last 3 renewals of UNMISS compared", 'compare(subject=mission("UNMISS"), last=3)'),
        ("UNMISS, the two latest mandates side by side", 'compare(subject=mission("UNMISS"))'),
        ("What changed over the previous four extensions of UNMISS?", 'compare(subject=mission("UNMISS"), last=4)'),
        ("the last three renewals of UNMISS", ""),  # a list
        ("What changed over the last three years for UNMISS?", ""),
        ("compare the last three renewals of UNMISS on river patrols", ""),
    ],
)
def test_so_many_renewals_are_laid_beside_each_other(made: SimpleNamespace, question: str, line: str) -> None:
    assert "".join(map(str, looked_up(made, question))) == line


def test_so_many_renewals_are_compared_for_what_is_asked_of_them(made: SimpleNamespace) -> None:
    (plan,) = planned(made, "compare", "compare the last three renewals of UNMISS on river patrols")
    assert isinstance(plan, Compare)
    assert (plan.last, "river patrols" in plan.aspect, "three" in plan.aspect) == (3, True, False)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("chinas votes on every unmiss renewal",
         'votes(resolutions=select(where=where(body=mission("UNMISS"), deeds=["establish", "extend"])), members=["CHN"])'),
        ("France on each UNMISS resolution since 2032", 'votes(resolutions=select(where=where(since="2032-01-01", body=mission("UNMISS"))), members=["FRA"])'),
        ("us voting record on harbour resolutions", 'votes(resolutions=select(where=where(matter="harbour")), members=["USA"])'),
        ("How did China vote on the latest UNMISS renewal?", 'votes(resolutions=chain(subject=mission("UNMISS"), view="last"), members=["CHN"])'),
        ("why did China abstain on the last UNMISS extension", 'votes(resolutions=chain(subject=mission("UNMISS"), view="last"), members=["CHN"])'),
        ("Which UNMISS renewals did China abstain on?", ""),  # selected
        ("How did China vote on the harbour ban?", ""),
        ("tell us the votes on every UNMISS renewal", ""),
        ("How did China vote on harbours in 2033?", ""),  # also on drafts that failed
    ],
)  # fmt: skip
def test_the_votes_of_a_member_are_followed_through_the_texts(made: SimpleNamespace, question: str, line: str) -> None:
    assert "".join(map(str, looked_up(made, question))) == line


@pytest.mark.parametrize(
    ("kind", "question", "line"),
    [
        ("chain.history", "history of Sudan in the council", 'select(where=where(matter="Sudan"))'),
        ("chain.history", "a chronology of river patrols since 2032", 'select(where=where(since="2032-01-01", matter="river patrols"))'),
        ("chain.first", "when did the river patrols agenda begin", 'select(where=where(matter="river patrols"), limit=1)'),
        ("chain.history", "history of 2901 in Sudan", ""),
        ("chain.history", "history of UNMISS and of rivers", ""),
        ("select", "what has been decided on Sudan", 'select(where=where(matter="Sudan"))'),
        ("select", "what has been decided on rivers in Sudan", ""),
        ("council", "how did the council come to Sudan", 'select(where=where(matter="Sudan"))'),
    ],
)  # fmt: skip
def test_a_matter_is_followed_as_a_list_oldest_first(
    made: SimpleNamespace, kind: str, question: str, line: str
) -> None:
    assert "".join(map(str, OTHERWISE[kind](asked(made, kind, question)))) == line


def test_small_numbers_are_resolutions_only_in_a_row_that_colons_end() -> None:
    assert in_a_row("the three of 1950: 82, 83 and 84") == (82, 83, 84)
    assert in_a_row("between 20 troops and 30 police") == ()


def test_an_end_in_a_named_text_is_that_of_what_it_set_up_and_what_became_of_what_it_only_carried_on(
    made: SimpleNamespace,
) -> None:
    assert [str(plan) for plan in planned(made, "chain.end", "When does the mandate in resolution 2901 end?")] == [
        'chain(subject=mission("UNMISS"))'
    ]
    assert planned(made, "chain.end", "When does the mandate in resolution 2903 end?") == (Effects(place="2903/op1"),)
    (plan,) = planned(made, "chain.end", "When does the police training under 2901 end?")
    assert isinstance(plan, Effects)
    assert (plan.place, bool(plan.text)) == ("2901", True)


def test_a_vote_is_asked_of_members_that_sat_and_not_of_what_the_text_is_on(made: SimpleNamespace) -> None:
    assert planned(made, "votes", "Who abstained on 2902 condemning France's mines?") == (Votes(resolutions=(2902,)),)
    assert planned(made, "votes", "How did Iceland vote on 2902?") == (Votes(resolutions=(2902,), members=("ISL",)),)
    (plan,) = OTHERWISE["votes"](asked(made, "votes", "Who abstained on the ban of cotton exports?"))
    assert isinstance(plan, Votes)
    assert "cotton" in plan.text
    assert OTHERWISE["votes"](asked(made, "votes", "How did France vote?")) == ()


@pytest.mark.parametrize(
    ("sat", "matter", "members"), [(True, "South Sudan", ("GHA",)), (False, "South Sudan Ghana", ())]
)
def test_a_state_that_sat_when_texts_on_the_place_were_adopted_is_named_as_a_voter(
    made: SimpleNamespace, sat: bool, matter: str, members: tuple[str, ...]
) -> None:
    mentions = made.reader.mentions("South Sudan in May 2031, votes and was Ghana the only no", DAY)
    subjects: Any = SimpleNamespace(
        verbs=(), at=lambda places: {2902} if places == {"South Sudan"} else set(), adopted=made.subjects.adopted,
        sat=lambda numbers, code: sat and [*numbers] == [2902] and code == "GHA",
    )  # fmt: skip
    (plan,) = SLOTS["votes"](Asked("votes", mentions, Focus(), subjects, DAY))
    assert isinstance(plan, Votes)
    assert plan.where is not None
    assert (plan.where.matter, plan.members) == (matter, members)


@pytest.mark.parametrize(("chance", "is_of_all"), [(0.14, False), (0.95, True)])
def test_the_first_of_all_resolutions_is_not_told_where_a_vote_is_likelier(
    made: SimpleNamespace, chance: float, is_of_all: bool
) -> None:
    kinds = sorted({"votes": 0.84, "select": chance}.items(), key=lambda each: -each[1])
    router: Any = SimpleNamespace(
        chances=lambda _: dict(kinds), selection=lambda _: dict(USUAL), matter=lambda _: ("", {})
    )
    part = part_of("how did Ghana vote on the first resolution", made.reader, router, made.subjects, Focus(), DAY)
    assert (Select(limit=1) in part.plans) is is_of_all


@pytest.mark.parametrize(
    ("question", "is_founding"), [("UNMISS, which resolution?", True), ("what of UNMISS?", False), ("UNMISS resolution 2903?", False)]
)  # fmt: skip
def test_the_resolution_of_a_body_is_what_set_it_up(made: SimpleNamespace, question: str, is_founding: bool) -> None:
    router: Any = SimpleNamespace(
        chances=lambda _: {"search": 0.3, "chain.first": 0.2},
        selection=lambda _: dict(USUAL),
        matter=lambda _: ("", {}),
    )
    founding = Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNMISS"), view="first")
    part = part_of(question, made.reader, router, made.subjects, Focus(), DAY)
    assert (part.plans == (founding,)) is is_founding


def test_what_set_something_up_is_not_the_first_text_with_its_words(made: SimpleNamespace) -> None:
    (plan,) = OTHERWISE["chain.first"](asked(made, "chain.first", "which was the first resolution on lighthouses"))
    assert plan == Select(where=Where(matter="lighthouses"), limit=1)
    assert OTHERWISE["chain.first"](asked(made, "chain.first", "which resolution made the lighthouse board")) == ()


def test_an_event_is_looked_for_in_its_time_unless_now_is_asked_of(made: SimpleNamespace) -> None:
    (plan,) = planned(made, "search", "what was said of the Force Intervention Brigade")
    assert isinstance(plan, Search)
    assert plan.where.since
    assert planned(made, "search", "is the Force Intervention Brigade still there") == ()


def test_an_event_is_looked_for_in_the_few_texts_of_its_months_that_speak_of_it(tmp_path: Path) -> None:
    event = Event(dt.date(2031, 5, 1), dt.date(2031, 6, 1), "lamps piers Accra raid")
    texts = {
        2911: (dt.date(2031, 5, 9), ["Condemns the raid on the lamps of the piers", "Asks for an account"]),
        2912: (dt.date(2031, 6, 9), ["Welcomes the harvest of yams at the piers"]),
        2913: (dt.date(2031, 7, 9), ["Recalls the raid on the lamps of the piers of Accra"]),
    }
    with decided(tmp_path, texts) as catalogue:
        assert texts_on(event, catalogue) == (2911,)
        assert texts_on(replace(event, last=dt.date(2033, 6, 1)), catalogue) == (), "it took years"


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("how many operative paragraphs in 2901", Record(resolutions=(2901,), fields=("size",))),
        ("2901 sponsors?", Record(resolutions=(2901,), fields=("sponsors",))),
        ("what reports does 2901 request", Record(resolutions=(2901,), fields=("reports",))),
        ("who sat on the council when 2901 was adopted", Council(resolution=2901)),
        ("was Cuba on the council when 2901 was adopted", Council(resolution=2901, members=("CUB",))),
        ("last paragraph of 2901", Lookup(places=("2901/op2",))),
        ("what reports on cattle does 2901 request", None),
        ("2901 until when", None),
    ],
)
def test_a_record_is_read_where_every_word_is_one_of_it(
    made: SimpleNamespace, question: str, plan: Plan | None
) -> None:
    assert looked_up(made, question) == ((plan,) if plan else ())


def test_a_place_that_is_not_there_is_looked_up_and_one_that_is_there_is_searched(made: SimpleNamespace) -> None:
    (plan,) = looked_up(made, "what does paragraph 50 of resolution 2901 say")
    assert isinstance(plan, Lookup)
    assert plan.places == ("2901/op50",)
    assert looked_up(made, "what does paragraph 2 of resolution 2901 say") == ()


def test_the_first_text_on_a_matter_is_none_that_set_it_up(made: SimpleNamespace) -> None:
    (first,) = OTHERWISE["chain.first"](asked(made, "chain.first", "first on harbour pilots"))
    assert isinstance(first, Select)
    assert (first.where.matter, first.limit) == ("harbour pilots", 1)
    assert OTHERWISE["chain.first"](asked(made, "chain.first", "harbour pilots created by")) == ()


def test_terms_citations_and_members_take_what_is_left_or_named(made: SimpleNamespace) -> None:
    assert planned(made, "define", "what is meant by economic resources in 2902?") == (
        Define(term="economic resources", resolutions=(2902,)),
    )
    assert planned(made, "cites", "2902 cited by?") == (Cites(place="2902"),)
    assert planned(made, "cites", "what does 2902 recall") == (Cites(place="2902", direction="cited"),)
    spoken_of = Focus(lead="2902")
    for question, direction in (
        ("which later texts recall that one", "citing"),
        ("has a later text cited this", "citing"),
        ("does it cite others", "cited"),
    ):
        mentions = made.reader.mentions(question, DAY)
        (plan,) = SLOTS["cites"](Asked("cites", mentions, spoken_of, made.subjects, DAY))
        assert plan == Cites(place="2902", direction=direction), question  # type: ignore[arg-type]
    assert planned(made, "cites", "refs in 2902") == (Cites(place="2902", direction="cited"),)
    year = {"since": dt.date(1996, 1, 1), "until": dt.date(1996, 12, 31)}
    assert planned(made, "council", "who were the elected members of the council in 1996?") == (
        Council(seats="elected", **year),
    )
