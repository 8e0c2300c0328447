"""How strong a mission was at first, at its peak and today; the parts and regimes that a conversation spoke of; what failed at an end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.subjects import Subjects
from assistant.telling.beside.failed_then import failed_at_the_end
from assistant.timeline.build import timeline
from assistant.timeline.counted import first_figure, most_counted
from ingest.rejected import RejectedDraft
from ingest.resolution import Vote
from tests.decided import corpus_of, decided, read_by, reader_of, told
from vectorstore.catalogue import Catalogue

DAY = dt.date(2040, 6, 1)
TEXTS: dict[int, Any] = {
    9501: (
        dt.date(2031, 5, 1),
        [
            "Decides to establish the United Nations Mission in Ghana (UNMIG) until 31 March 2033",
            "Decides that UNMIG shall consist of up to 7,000 military personnel and 900 police",
        ],
    ),
    9502: (
        dt.date(2033, 3, 20),
        [
            "Decides to extend the mandate of UNMIG until 31 March 2036",
            "Decides that UNMIG shall comprise up to 9,000 military personnel and 800 police",
            "Decides that UNMIG shall include a Harbour Rowing Brigade for the piers of Accra",
        ],
    ),
    9503: (
        dt.date(2036, 3, 20),
        [
            "Decides to extend the mandate of UNMIG until 31 March 2041, including its Harbour Rowing Brigade",
            "Decides that UNMIG shall comprise up to 5,000 military personnel and 900 police",
        ],
    ),
    9511: (
        dt.date(2031, 6, 1),
        ["Decides that all States shall prevent the sale of arms and ammunition to Haiti"],
    ),
    9512: (
        dt.date(2032, 6, 1),
        ["Decides to lift the arms embargo imposed on Haiti by paragraph 1 of resolution 9511 (2031)"],
    ),
    9513: (
        dt.date(2037, 6, 1),
        ["Decides that until 1 June 2041 all States shall prevent the sale of arms and ammunition to Haiti"],
    ),
    9504: (
        dt.date(2036, 9, 1),
        ["Decides to establish the African Union Harbour Mission in Ghana (AUHAM) until 1 September 2041"],
    ),
    9521: (
        dt.date(2031, 8, 1),
        ["Decides to establish the United Nations Mission in Togo (UNMIT) until 1 August 2032"],
    ),
    9531: (
        dt.date(2031, 9, 1),
        ["Decides to establish the United Nations Mission in Mali (UNMIM) until 1 September 2034"],
    ),
    9532: (
        dt.date(2034, 8, 1),
        [
            "Decides that UNMIM shall be called the United Nations Harbour Mission in Mali (UNHAM) and that UNHAM shall begin on 1 September 2034",
            "Decides that it shall comprise up to 3,000 military personnel",
        ],
    ),
}
TEXTS[9541] = (
    dt.date(2033, 5, 1),
    ["Decides that the costs of lamps, from the next extension on or before 15 June 2033, shall be borne by the guild"],
)
AGENDAS = {9521: "The situation in Togo"}
CITES = {"9512/op1": ("9511/op1",)}
VETOED = RejectedDraft(
    symbol="S/2032/7", date=dt.date(2032, 7, 20), agenda="The situation in Togo", subject="one more year of the mission in Togo",
    vetoed_by=("FRA",), vote=Vote(yes=13, no=1, abstain=1, against=("FRA",), abstaining=("CHN",)),
)  # fmt: skip
LATER = VETOED.model_copy(update={"symbol": "S/2038/1", "date": dt.date(2038, 1, 1)})
ELSEWHERE = VETOED.model_copy(update={"symbol": "S/2032/8", "agenda": "The situation in Chad", "subject": "lamps"})
UNMIG, UNMIT = (Subject(kind=SubjectKind.MISSION, name=name) for name in ("UNMIG", "UNMIT"))
HAITI = Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")
CEILING = Chain(subject=UNMIG, view="ceiling")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(
        Path(tmp_path_factory.mktemp("peak")), TEXTS, CITES, agendas=AGENDAS, drafts=[VETOED, LATER, ELSEWHERE]
    ) as known:
        yield known


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Reader:
    subjects = Subjects(catalogue)
    return reader_of(subjects)


def plans(catalogue: Catalogue, reader: Reader, question: str, focus: Focus | None = None) -> list[str]:
    subjects = Subjects(catalogue)
    parts = read_by(reader, subjects, question, focus or Focus(), DAY).parts
    return [str(plan) for part in parts for plan in part.plans]


def after(*told: Chain, lead: str) -> Focus:
    return Focus(
        subjects=tuple(each.subject for each in told),
        resolutions=(int(lead[:4]),),
        lead=lead,
        plans=told,
        spoken=(told[0].subject,),
    )


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("UNMIG troop ceiling at its peak", "2033-03-20"),
        ("highest troop ceiling of UNMIG", "2033-03-20"),
        ("highest police ceiling of UNMIG", "2031-05-01"),
        ("UNMIG troop ceiling when it was set up", "2031-05-01"),
        ("UNMIG ceiling when established", "2031-05-01"),
        ("UNMIG troop ceiling", None),
    ],
)
def test_a_strength_is_told_of_the_time_that_is_asked_for(
    catalogue: Catalogue, reader: Reader, question: str, day: str | None
) -> None:
    (plan,) = plans(catalogue, reader, question)
    assert plan.startswith('chain(subject=mission("UNMIG"), view="ceiling"')
    assert (f'day="{day}"' in plan) if day else "day=" not in plan


@pytest.mark.parametrize("question", ["and today?", "now?", "currently"])
def test_what_was_told_of_a_past_day_is_asked_of_today(catalogue: Catalogue, reader: Reader, question: str) -> None:
    then = CEILING.but(day=dt.date(2031, 5, 1), unit="troops")
    (plan,) = plans(catalogue, reader, question, after(then, lead="9501/op2"))
    assert plan == 'chain(subject=mission("UNMIG"), view="ceiling", unit="troops")'


def test_what_a_mission_counts_that_went_on_as_another_is_the_others(catalogue: Catalogue) -> None:
    assert timeline("UNMIM", catalogue, DAY).ceilings == ()
    assert [each.figure for each in timeline("UNMIG", catalogue, DAY).ceilings if "troops" in each.unit] == [
        7000,
        9000,
        5000,
    ]


def test_since_when_is_asked_of_the_part_of_a_mission_that_was_named_beside_it(
    catalogue: Catalogue, reader: Reader
) -> None:
    focus = after(Chain(subject=UNMIG), lead="9503/op1")
    asked = plans(
        catalogue,
        reader,
        "since when",
        Focus(**{**_fields(focus), "text": "is the Harbour Rowing Brigade still in the UNMIG mandate"}),
    )
    assert asked == ['chain(subject=mission("UNMIG"), view="first", part="Harbour Rowing Brigade")']
    assert plans(catalogue, reader, "since when", Focus(**{**_fields(focus), "text": "UNMIG until when"})) == [
        'chain(subject=mission("UNMIG"), view="first")'
    ]


def _fields(focus: Focus) -> dict[str, Any]:
    return {name: getattr(focus, name) for name in focus.__slots__}


@pytest.mark.parametrize("question", ["is it over now?", "and that embargo, is it over now?"])
def test_a_ban_that_was_lifted_years_before_another_is_the_one_that_was_spoken_of(
    catalogue: Catalogue, reader: Reader, question: str
) -> None:
    focus = Focus(
        resolutions=(9511,), lead="9511/op1", text="which arms were barred from Haiti in 2031", places=("Haiti",)
    )
    (plan,) = plans(catalogue, reader, question, focus)
    assert plan == 'chain(subject=measures("Haiti arms embargo"), day="2032-06-01")'
    assert "9512" in told(plan, corpus_of(catalogue, DAY)).text.partition("\n")[0]


def test_what_failed_about_the_end_of_a_mission_is_told_beside_it(catalogue: Catalogue) -> None:
    last = Subjects(catalogue).entry(UNMIT, DAY)
    assert last is not None
    said = failed_at_the_end(last.decisions[-1], catalogue, DAY)
    assert "S/2032/7 of 20 July 2032: 13 votes to 1" in said
    assert "vetoed by France" in said
    assert "S/2038/1" not in said
    assert "S/2032/8" not in said
    assert failed_at_the_end(last.decisions[-1], catalogue, dt.date(2032, 7, 31)) == "", "it runs"
    assert said in told('chain(subject=mission("UNMIT"))', corpus_of(catalogue, DAY)).text


@pytest.mark.parametrize(
    ("question", "drafts"),
    [
        ("who vetoed the renewal?", True),
        ("vetoed?", True),
        ("who voted against?", False),
    ],
)
def test_who_vetoed_is_asked_of_a_draft_after_a_mission_was_told(
    catalogue: Catalogue, reader: Reader, question: str, drafts: bool
) -> None:
    focus = after(Chain(subject=UNMIT), lead="9521/op1")
    (plan,) = plans(catalogue, reader, question, focus)
    assert plan == ('votes(drafts=["S/2032/7", "S/2038/1"])' if drafts else "votes(resolutions=[9521])")


def test_a_veto_of_a_named_text_is_told_with_the_vetoed_drafts_of_its_time(
    catalogue: Catalogue, reader: Reader
) -> None:
    assert plans(catalogue, reader, "who vetoed resolution 9521") == ['votes(resolutions=[9521], drafts=["S/2032/7"])']
    assert plans(catalogue, reader, "who vetoed UNMIT") == ['votes(drafts=["S/2032/7"])']


@pytest.mark.parametrize(
    ("question", "mission"),
    [("the UN political mission there, until when?", "UNMIG"), ("the AU mission there, until when?", "AUHAM")],
)
def test_whose_mission_is_meant_is_told_by_the_organization_that_a_question_names(
    catalogue: Catalogue, reader: Reader, question: str, mission: str
) -> None:
    other = "AUHAM" if mission == "UNMIG" else "UNMIG"
    lead = "9504/op1" if other == "AUHAM" else "9503/op1"
    focus = after(Chain(subject=Subject(kind=SubjectKind.MISSION, name=other)), lead=lead)
    assert plans(catalogue, reader, question, focus) == [f'chain(subject=mission("{mission}"))']


def test_a_vote_after_two_subjects_may_be_on_the_text_of_either(catalogue: Catalogue, reader: Reader) -> None:
    focus = after(Chain(subject=UNMIT), CEILING.but(view="end"), lead="9521/op1")
    assert plans(catalogue, reader, "who abstained on that", focus) == [
        "votes(resolutions=[9503], others=[9521], guessed=True)"
    ]
    assert plans(catalogue, reader, "who abstained on that", after(Chain(subject=UNMIT), lead="9521/op1")) == [
        "votes(resolutions=[9521])"
    ]


def test_a_town_by_which_a_treaty_is_called_is_no_place(reader: Reader) -> None:
    assert not reader.mentions("deferral under the Rome Statute", DAY).places
    assert [each.meaning for each in reader.mentions("talks in Rome on statutes", DAY).places] == ["Italy"]


@pytest.mark.parametrize("question", ["whats UNMIGs end date", "UNMIG's end date"])
def test_a_name_is_known_whose_mark_is_left_out(catalogue: Catalogue, reader: Reader, question: str) -> None:
    assert plans(catalogue, reader, question) == ['chain(subject=mission("UNMIG"))']


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("since when?", 'chain(subject=measures("Haiti arms embargo"), day="2032-06-01")'),
        ("which resolution put it on?", 'chain(subject=measures("Haiti arms embargo"), view="first")'),
    ],
)
def test_after_an_end_was_told_it_is_asked_since_when_that_is_so_or_what_set_up_what_ended(
    catalogue: Catalogue, reader: Reader, question: str, plan: str
) -> None:
    focus = Focus(resolutions=(9512,), lead="9512/op1", text="is Haiti still under an arms embargo", places=("Haiti",))
    assert plans(catalogue, reader, question, focus)[0].replace(", resolution=9511", "") == plan


def test_which_members_is_asked_of_the_vote_that_was_told(catalogue: Catalogue, reader: Reader) -> None:
    focus = Focus(resolutions=(9521,), lead="9521/op1", voted=(9521,), text="was the vote on UNMIT unanimous")
    assert plans(catalogue, reader, "which two?", focus) == ["votes(resolutions=[9521])"]


def test_a_later_figure_is_none_of_the_beginning(catalogue: Catalogue) -> None:
    assert first_figure("UNMIG", "troops", 9501, catalogue, DAY) == dt.date(2031, 5, 1)
    assert first_figure("UNMIG", "troops", 9400, catalogue, DAY) is None
    assert most_counted("UNMIG", "troops", catalogue, DAY) == dt.date(2033, 3, 20)


def test_what_came_years_after_an_end_is_no_part_of_what_ended(catalogue: Catalogue) -> None:
    text = told('chain(subject=measures("Haiti arms embargo"), day="2032-06-01")', corpus_of(catalogue, DAY)).text
    assert "Since then" not in text
    since = text.split("\n")[1]
    assert since == (
        "Other measures on Haiti came later; the newest decision on them: S/RES/9513 (2037), para. 1 (established until 1 June 2041)."
    )


def test_the_vote_of_a_time_in_which_only_drafts_failed_under_the_item_is_on_these(
    catalogue: Catalogue, reader: Reader
) -> None:
    on_togo = Focus(resolutions=(9521,), lead="9521/op1", text="the mission in Togo")
    assert plans(catalogue, reader, "and how did the vote in 2032 go?", on_togo) == ['votes(drafts=["S/2032/7"])']
    assert 'drafts=["S/2031' not in "".join(plans(catalogue, reader, "and how did the vote in 2031 go?", on_togo))


def test_now_is_asked_of_the_mission_that_was_named_and_not_of_a_day_of_old(
    catalogue: Catalogue, reader: Reader
) -> None:
    focus = Focus(subjects=(UNMIG,), resolutions=(9541,), lead="9541/op1", text="who pays UNMIG", spoken=(UNMIG,))
    assert plans(catalogue, reader, "until when now?", focus) == ['chain(subject=mission("UNMIG"))']
    alone = Focus(resolutions=(9541,), lead="9541/op1", text="who pays")
    assert plans(catalogue, reader, "until when?", alone) == [
        'record(resolutions=[9541], fields=["deadlines"], paragraphs=["9541/op1"])'
    ]


def test_the_end_of_one_of_several_measures_is_no_news_of_those_that_go_on(tmp_path: Path) -> None:
    texts = {number: TEXTS[number] for number in (9511, 9512)}
    texts[9513] = (
        dt.date(2037, 6, 1),
        [
            "Decides that all States shall prevent the sale of arms and ammunition to Haiti",
            "Decides that all States shall deny permission to any aircraft to take off for Haiti",
        ],
    )
    texts[9514] = (
        dt.date(2038, 6, 1),
        ["Decides to lift the measures imposed on aircraft by paragraph 2 of resolution 9513 (2037) concerning Haiti"],
    )
    with decided(tmp_path, texts, {**CITES, "9514/op1": ("9513/op2",)}) as known:
        text = told('chain(subject=measures("Haiti sanctions"), day="2032-06-01")', corpus_of(known, DAY)).text
    assert "the newest decision on them: S/RES/9513 (2037), para. " in text
