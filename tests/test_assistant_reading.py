"""How what people type is read: written out, its mentions resolved, routed, cut in parts, completed from the turns before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.pieces import pieces_of
from assistant.reading.lexicon import Lexicon, words_in
from assistant.reading.mentions import Mentions, Reader
from assistant.reading.normal import Spelling, in_small_letters, written_out
from assistant.reading.parts import says_a_matter
from assistant.reading.reader import Reading
from assistant.reading.router import DECLINED, ROUTER, SELECT, trained
from assistant.reading.slots import SLOTS, Asked
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import matter_left
from assistant.retrieval.names.acronyms import acronyms_known
from tests.decided import decided, read_by

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9001: (
        dt.date(2031, 3, 14),
        [
            "Decides to establish the United Nations Mission in South Sudan (UNMISS) for an initial period until 31 March 2032",
            "Decides that UNMISS shall consist of up to 7,000 military personnel and 900 police",
        ],
    ),
    9002: (
        dt.date(2031, 5, 3),
        [
            "Decides that all States shall prevent the sale of arms and related materiel to South Sudan until 31 May 2033",
            "Decides to establish a Committee of the Security Council to oversee the measures in paragraph 1 above",
            "Requests the Secretary-General to create a Panel of Experts on South Sudan until 30 June 2033",
        ],
    ),
    9003: (dt.date(2033, 3, 30), ["Decides to extend the mandate of UNMISS until 31 March 2036"]),
    9004: (
        dt.date(2032, 8, 2),
        ["Decides to establish the United Nations Mission in Liberia (UNMIL) until 2 August 2034"],
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    folder: Path = tmp_path_factory.mktemp("read")
    with decided(folder, TEXTS) as catalogue:
        subjects = Subjects(catalogue)
        spelling = Spelling(subjects.names, lambda word: 2.0 if word in {"personnel", "mandate", "police"} else 0.0)
        reader = Reader(catalogue, subjects, spelling, lambda number: number in TEXTS)
        yield SimpleNamespace(catalogue=catalogue, subjects=subjects, spelling=spelling, reader=reader)


def reading(made: SimpleNamespace, question: str, focus: Focus | None = None) -> Reading:
    return read_by(made.reader, made.subjects, question, focus or Focus(), DAY)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("SS arms embargo til?", "South Sudan arms embargo until?"),
        ("S. sudan trp ceiling", "South Sudan troop ceiling"),
        ("GoE and PoE", "Group of Experts and Panel of Experts"),
        ("ships w/out consent", "ships without consent"),
        ("max uniformed personel", "max uniformed personnel"),
        ("resolution 1.325", "resolution 1325"),
        ("when did the 12 500 rowers land", "when did the 12,500 rowers land"),  # more than there are resolutions
        ("resolutions 41 242", "resolutions 41 242"),
        ("did they realy land", "did they really land"),  # a letter that stands twice, and no "ready"
        ("the car of the delegate", "the car of the delegate"),
        ("asset freeze on UNMISS", "asset freeze on UNMISS"),
        ("troops and civpol", "troops and civilian police"),  # what texts write for a form that they do not have
        ("detain mercs", "detain mercenaries"),
        ("Zorvath and Brqx", "Zorvath and Brqx"),
    ],
)
def test_shorthand_and_slips_are_written_out_and_nothing_else(made: SimpleNamespace, typed: str, read_as: str) -> None:
    normal = written_out(typed, made.spelling)
    assert normal.text == read_as
    assert (not normal.changes) == (typed == read_as) or any(mark in typed for mark in ("1.325", "12 500"))


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("WHEN DOES THE MANDATE OF UNMISS END?", "when does the mandate of UNMISS end?"),
        ("UNMISS FORCE CEILING", "UNMISS force ceiling"),
        ("SOUTH SUDAN ARMS EMBARGO", "South Sudan arms embargo"),
        ("SS ARMS EMBARGO", "South Sudan arms embargo"),
        ("WHAT DOES S/RES/9001 SAY OF BRQX", "what does S/RES/9001 say of BRQX"),
        ("UNMISS", "UNMISS"),
        ("What is the ARMS EMBARGO?", "What is the ARMS EMBARGO?"),
    ],
)
def test_where_all_is_in_capitals_only_names_and_what_is_not_known_keep_them(
    made: SimpleNamespace, typed: str, read_as: str
) -> None:
    mentions: Mentions = made.reader.mentions(typed, DAY)
    assert (mentions.text, mentions.asked) == (read_as, typed)


def test_an_acronym_of_the_texts_is_a_name_among_capitals_and_an_everyday_word_is_none(made: SimpleNamespace) -> None:
    spelling: Spelling = made.spelling
    asked = "WHO CHECKS THE FISH SURVEY"
    assert in_small_letters(asked, spelling, {"FISH"}) == "who checks the FISH survey"
    assert spelling.is_everyday("who")
    assert not spelling.is_everyday("unmiss")
    assert {"UNTAG", "DPRK", "UNSH"} <= acronyms_known(["UNSH"])


def test_the_longest_name_counts_and_one_that_is_an_english_word_only_in_capitals() -> None:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add_all({"panel": "p", "panel of experts": "pe", "CAR": "c", "DRC": "d"})
    assert [f.meaning for f in lexicon.find(words_in("a car for the Panel of Experts, CAR"))] == ["pe", "c"]
    assert [f.meaning for f in lexicon.find(words_in("a car in the drc"))] == ["d"]


def test_no_question_is_cut_inside_a_name(made: SimpleNamespace) -> None:
    inside = made.reader.mentions("Panel of Experts on South Sudan, until when, and who abstained", DAY)
    assert pieces_of(inside) == ["Panel of Experts on South Sudan", "until when", "who abstained"]
    named = [replace(each, end=inside.text.index(" abstained")) for each in inside.subjects]
    assert pieces_of(replace(inside, subjects=tuple(named))) == [inside.text]


@pytest.mark.parametrize(
    ("piece", "matter"), [("still valid?", False), ("which resolution", False), ("any exemption", True)]
)
def test_a_piece_that_only_asks_whether_and_where_says_no_matter(piece: str, matter: bool) -> None:
    assert says_a_matter(piece) is matter


def test_whether_a_question_is_within_reach_is_told_beside_what_it_asks_for(made: SimpleNamespace) -> None:
    chances = trained().chances(made.reader.mentions("UNMISS until when?", DAY))
    assert list(chances)[-1] == DECLINED
    assert sum(chances.values()) - chances[DECLINED] == pytest.approx(1)
    assert chances[DECLINED] < 0.1
    assert trained().chances(made.reader.mentions("Tell me a joke about penguins.", DAY))[DECLINED] > 0.9


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("UNMISS until?", ["mission UNMISS"]),
        ("unmiss troops", ["mission UNMISS"]),
        ("South Sudan arms embargo", ["measures South Sudan arms embargo"]),
        (
            "sanctions on South Sudan and its panel of experts",
            ["measures South Sudan sanctions", "panel Panel of Experts on South Sudan"],
        ),
        ("the mission in Liberia", ["mission UNMIL"]),
        ("the 9002 committee", ["committee 9002 Committee"]),
        ("the panel", ["panel ?"]),
        ("how the weather is", []),
    ],
)
def test_one_resolver_says_what_is_meant(made: SimpleNamespace, text: str, meant: list[str]) -> None:
    mentions = made.subjects.mentions(text, DAY)
    assert [f"{m.kind} {m.subject.name if m.subject else '?'}" for m in mentions] == meant


def test_a_subject_resolves_to_itself(made: SimpleNamespace) -> None:
    for entry in made.subjects.entries:
        assert made.subjects.entry(entry.subject, DAY) is entry


def test_the_texts_on_a_subject_are_those_at_its_place(made: SimpleNamespace) -> None:
    entry = next(each for each in made.subjects.entries if len(each.decisions) > 1 and each.place)
    decided = {decision.resolution for decision in entry.decisions}
    assert decided <= made.subjects.texts([entry.subject], [], DAY)
    assert made.subjects.texts([], ["Nowhere"], DAY) == frozenset()


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("UNMISS until?", 'chain(subject=mission("UNMISS"))'),
        ("unmiss mandate ends when", 'chain(subject=mission("UNMISS"))'),
        ("SS arms embargo still on?", 'chain(subject=measures("South Sudan arms embargo"))'),
        ("troop ceiling of UNMISS?", 'chain(subject=mission("UNMISS"), view="ceiling", unit="troops")'),
        ("show me the timeline of UNMISS", 'chain(subject=mission("UNMISS"), view="history")'),
        ("who abstained on 9003?", "votes(resolutions=[9003])"),
        ("number of resolutions adopted each year", 'select(group="year", measure="count")'),
        ("which resolution is cited most often?", 'select(column="cited", order="most", limit=1)'),
    ],
)
def test_terse_questions_become_plans(made: SimpleNamespace, question: str, plan: str) -> None:
    assert reading(made, question).parts[0].plan == plan


def test_several_things_asked_are_several_plans(made: SimpleNamespace) -> None:
    found = reading(made, "UNMISS until when, and troop ceiling?")
    assert [part.plan for part in found.parts] == [
        'chain(subject=mission("UNMISS"))',
        'chain(subject=mission("UNMISS"), view="ceiling", unit="troops")',
    ]


def test_the_vote_on_a_text_is_told_beside_what_the_text_says(made: SimpleNamespace) -> None:
    found = reading(made, "what exactly did 9002 ask of the shipowners, and how did China vote")
    assert [part.plan for part in found.parts][-1] == 'votes(resolutions=[9002], members=["CHN"])'
    assert len(found.parts) == 2


@pytest.mark.parametrize("question", ["did anyone object?", "who held back"])
def test_a_vote_is_asked_for_in_loose_words(made: SimpleNamespace, question: str) -> None:
    focus = Focus(resolutions=(9003,), lead="9003/op1")
    assert reading(made, question, focus).plans == (Votes(resolutions=(9003,)),)


def test_a_member_that_is_named_first_has_no_vote_where_hardly_one_is_asked_for(made: SimpleNamespace) -> None:
    def told_votes(question: str) -> bool:
        return any(isinstance(plan, Votes) for plan in reading(made, question).plans)

    assert told_votes("France on every text on the harbour")
    assert not told_votes("France reporting every month until when")


def test_a_follow_up_takes_what_it_leaves_unsaid_from_the_focus(made: SimpleNamespace) -> None:
    mission = Subject(kind=SubjectKind.MISSION, name="UNMISS")
    focus = Focus(subjects=(mission,), resolutions=(9003, 9001), lead="9003/op1")
    assert reading(made, "until when?", focus).plans == (Chain(subject=mission),)
    assert reading(made, "who abstained?", focus).plans == (Votes(resolutions=(9003,)),)
    assert reading(made, "how many troops?", focus).plans == (Chain(subject=mission, view="ceiling", unit="troops"),)
    assert reading(made, "until when?").plans == ()


def test_a_kind_is_looked_for_at_the_place_in_focus(made: SimpleNamespace) -> None:
    focus = Focus(subjects=(Subject(kind=SubjectKind.MISSION, name="UNMISS"),))
    (plan,) = reading(made, "until when does the panel run?", focus).plans
    assert plan == Chain(subject=Subject(kind=SubjectKind.PANEL, name="Panel of Experts on South Sudan"))


def test_a_question_on_more_than_the_subject_is_no_question_on_its_end(made: SimpleNamespace) -> None:
    rare = Spelling(made.subjects.names, lambda word: 9.0 if word == "lighthouse" else 1.0)
    reader = Reader(made.catalogue, made.subjects, rare, lambda number: number in TEXTS)
    mentions: Mentions = reader.mentions("UNMISS lighthouse until?", DAY)
    assert mentions.strange == ("lighthouse",)
    assert read_by(reader, made.subjects, "UNMISS lighthouse until?", Focus(), DAY).plans == ()
    assert str(SLOTS["chain.end"](asked_of(reader, made, "UNMISS lighthouse status"))[0]) == (
        'standing(subject=mission("UNMISS"), matter="UNMISS lighthouse status")'
    )


def asked_of(reader: Reader, made: SimpleNamespace, question: str) -> Asked:
    mentions = reader.mentions(question, DAY)
    return Asked("chain.end", mentions, Focus(), made.subjects, DAY, strange=mentions.strange)


@pytest.mark.parametrize(
    ("question", "view", "left"),
    [
        ("UNMISS mandate still renewed until?", "end", ()),
        ("UNMISS designation criteria", "end", ("designation", "criteria")),
        ("UNMISS troop ceiling now", "ceiling", ()),
        ("UNMISS use of force", "ceiling", ("use",)),
        ("until when does the panel run?", "end", ()),
        ("UNMISS neighbours", "neighbours", None),
    ],
)
def test_what_is_no_name_and_no_word_of_the_view_is_the_matter(
    made: SimpleNamespace, question: str, view: str, left: tuple[str, ...] | None
) -> None:
    spelling = Spelling(made.subjects.names, lambda word: 1.0)
    reader = Reader(made.catalogue, made.subjects, spelling, lambda number: number in TEXTS)
    assert matter_left(reader.mentions(question, DAY), view) == left


def test_of_a_name_alone_it_is_told_how_it_stands(made: SimpleNamespace) -> None:
    (plan,) = reading(made, "UNMISS?").plans
    assert plan == Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNMISS"))


def test_a_reading_shows_what_each_name_was_taken_for(made: SimpleNamespace) -> None:
    shown = {each.words: each.meaning for each in reading(made, "SS arms embargo til?").parts[0].mentions}
    assert shown == {
        "SS": "South Sudan",
        "til": "until",
        "South Sudan arms embargo": 'measures("South Sudan arms embargo")',
    }


def test_the_weights_ship_small_and_know_what_can_be_planned() -> None:
    folder = Path(__file__).parents[1] / "assistant" / "learned"
    assert all((folder / name).stat().st_size <= 2_000_000 for name in (ROUTER, SELECT))
    assert (folder / "router.md").read_text("utf-8").startswith("# The router")
    router = trained()
    assert set(SLOTS) <= set(router.kind.kinds)
    for name in ("source", "group", "measure", "column", "order"):
        values = {str(value) for value in router.select[name].kinds}
        for value in values:  # each can be an argument
            Select.model_validate({name: value})


def test_the_beginning_of_a_part_of_a_mission_is_not_that_of_the_mission(made: SimpleNamespace) -> None:
    plan = reading(made, "Which resolution created the harbour brigade of UNMISS?").plans
    assert plan == (
        Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNMISS"), view="first", part="harbour brigade"),
    )
    assert reading(made, "Which resolution created the mission UNMISS?").plans == (plan[0].but(part=""),)


def test_that_a_subject_is_followed_may_be_likely_where_no_view_of_it_is(made: SimpleNamespace) -> None:
    (part,) = reading(made, "what did the council decide on UNMISS last").parts
    views = [chance for kind, chance in part.chances.items() if kind.startswith("chain.")]
    assert max(views) < 0.5 < sum(views)
    assert part.plans == (Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNMISS"), view="last"),)
