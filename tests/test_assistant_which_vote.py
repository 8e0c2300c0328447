"""Which vote, which members, which of several: vetoes on a matter, the last and the original of measures, years of the Council, who is named as what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.operations.chain import Chain
from assistant.operations.corpus import Corpus
from assistant.operations.council import Council
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Subject, SubjectKind, Voting, Where
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.pointers import points_at_a_text_alone, points_back
from assistant.reading.mentions import Reader
from assistant.reading.parts import is_a_heading
from assistant.reading.selection.again import read_after
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.voting import asks_for_a_veto, voting_in
from assistant.reading.slots import SLOTS, Asked
from assistant.reading.subjects import Subjects
from assistant.records.draft_matters import on_matter, vetoed_on
from assistant.records.matters.choosing import chosen_by
from assistant.telling.beside.read_so import AsRead
from ingest.places import names_of_state
from ingest.rejected import RejectedDraft
from ingest.resolution import Vote
from tests.decided import corpus_of, decided, read_by, reader_of, told
from vectorstore.catalogue import Catalogue

DAY = dt.date(2026, 6, 1)
TEXTS: dict[int, Any] = {
    9601: (dt.date(2011, 4, 9), ["Recommends that the ferrymen refer their dispute to a judge"]),
    9602: (dt.date(2011, 12, 9), ["Decides, as resolution 9601 (2011) was not heeded, to hear the ferrymen"]),
    9611: (
        dt.date(2011, 5, 1),
        [
            "Decides that, until 1 May 2012, all States shall prevent the sale of arms to Mali and shall freeze the assets of its ferrymen",
        ],
    ),
    9612: (dt.date(2012, 4, 1), ["Decides to renew until 1 May 2013 the measures on arms imposed on Mali by paragraph 1 of resolution 9611 (2011)"]),
    9621: (dt.date(2011, 6, 1), ["Decides that, until 1 June 2012, all States shall freeze the assets of the ferrymen of Togo"]),
    9622: (dt.date(2012, 5, 1), ["Decides to renew until 1 June 2014 the measures imposed by resolution 9621 (2011) on Togo"]),
    9651: (dt.date(2011, 4, 2), ["Demands that the ferrymen of Ghana light their lamps"]),
    9631: (dt.date(2011, 7, 1), ["Recommends to the General Assembly that the Republic of Chad be admitted"]),
}  # fmt: skip
TITLES = {
    9601: "incidents in the Ferry Channel",
    9651: "the lamps of Ghana",
    9631: "admission of Chad to membership in the United Nations",
}
AGENDAS = {9651: "Letter of 1 April 2011 on Ghana"}
CITES = {"9602/op1": ("9601",), "9612/op1": ("9611/op1",), "9622/op1": ("9621",)}
FERRY = RejectedDraft(
    symbol="S/2011/3", date=dt.date(2011, 3, 25), agenda="Incidents in the Ferry Channel", subject="",
    vetoed_by=("RUS",), vote=Vote(yes=7, no=1, abstain=3, against=("RUS",)),
)  # fmt: skip
PEOPLE = FERRY.model_copy(update={"symbol": "S/2011/4", "agenda": "The Indonesian question"})
LAMPS = FERRY.model_copy(update={"symbol": "S/2011/9", "agenda": "Ferries of Ghana", "date": dt.date(2011, 6, 4)})
MALI = Subject(kind=SubjectKind.MEASURES, name="Mali arms embargo")
UNMIG, UNMIT = "United Nations Mission in Ghana", "United Nations Mission in Togo"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(
        Path(tmp_path_factory.mktemp("which")),
        TEXTS,
        CITES,
        titles=TITLES,
        agendas=AGENDAS,
        drafts=[FERRY, PEOPLE, LAMPS],
    ) as known:
        yield known


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Reader:
    return reader_of(Subjects(catalogue))


def plans(catalogue: Catalogue, reader: Reader, question: str, focus: Focus | None = None) -> list[str]:
    parts = read_by(reader, Subjects(catalogue), question, focus or Focus(), DAY).parts
    return [str(plan) for part in parts for plan in part.plans]


def after_the_vote(number: int) -> Focus:
    return Focus(
        resolutions=(number,),
        lead=f"{number}/op1",
        plans=(Votes(resolutions=(number,)),),
        voted=(number,),
        text="what was done on the ferry channel in 2011",
    )


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("wasnt there a veto in that case too?", 'votes(drafts=["S/2011/3"])'),
        ("they vetoed that, didnt they?", 'votes(resolutions=[9601], drafts=["S/2011/3"])'),
        ("did russia veto or abstain?", 'votes(resolutions=[9601], members=["RUS"])'),
    ],
)
def test_a_veto_is_looked_for_by_the_item_where_no_place_is_named(
    catalogue: Catalogue, reader: Reader, question: str, plan: str
) -> None:
    assert plans(catalogue, reader, question, after_the_vote(9601)) == [plan]


def test_what_failed_in_a_month_is_found_by_the_place_of_the_text(catalogue: Catalogue, reader: Reader) -> None:
    asked = "who voted against the draft of june 2011?"
    assert plans(catalogue, reader, asked, after_the_vote(9651)) == ['votes(drafts=["S/2011/9"])']


def test_what_followed_a_text_on_no_place_cites_it(catalogue: Catalogue, reader: Reader) -> None:
    focus = after_the_vote(9601)
    assert plans(catalogue, reader, "the vote on the resolution that followed?", focus) == ["votes(resolutions=[9602])"]


def test_drafts_are_found_by_the_adjective_of_a_place_and_by_a_title(catalogue: Catalogue) -> None:
    assert on_matter([FERRY, PEOPLE], "Indonesia") == [PEOPLE]
    envoys = FERRY.model_copy(update={"symbol": "S/2011/12", "subject": "Letters from the UK and others"})
    assert on_matter([envoys, PEOPLE], "UK/Indonesia draft") == [
        envoys,
        PEOPLE,
    ]  # a place is no word of a title besides
    assert vetoed_on([FERRY, PEOPLE], ["Indonesia"], catalogue.record(9601)) == [FERRY, PEOPLE]
    assert vetoed_on([FERRY], ["Indonesia"], catalogue.record(9611)) == []


def test_a_draft_under_a_wide_item_is_found_by_the_names_of_what_it_was_on() -> None:
    wide = {"agenda": "Lamps in general", "subject": ""}
    space, other = (FERRY.model_copy(update={"symbol": symbol, **wide}) for symbol in ("S/2024/302", "S/2024/999"))
    assert on_matter([space, other], "nuclear weapons in space") == [space]
    assert on_matter([space, other], "ferries") == []


@pytest.mark.parametrize(
    ("text", "voting"),
    [
        ("who vetoed the UK draft on Chad", {"vetoed": True}),
        ("vetoed by Kenya", {"vetoed": True, "members": [["KEN", "against"]]}),
        ("did the US block the admission of Chad", {"vetoed": True, "members": [["USA", "against"]]}),
        ("who blocked Chad", {"vetoed": True}),
        ("funds blocked in Chad", None),
    ],
)
def test_who_is_named_beside_a_veto(text: str, voting: dict[str, object] | None) -> None:
    found = voting_in(Claims(text)).voting
    assert (None if found is None else found.model_dump(mode="json", exclude_defaults=True)) == voting


def test_which_way_a_vote_went_asks_for_no_veto() -> None:
    assert asks_for_a_veto("was there a veto")
    assert not asks_for_a_veto("did they veto or abstain")


def test_what_points_at_nothing() -> None:
    assert not points_back("was not there a veto on ferries")
    assert points_back("was not that vetoed")
    assert points_at_a_text_alone("they vetoed that")
    assert not points_at_a_text_alone("a veto in that case")


@pytest.mark.parametrize(
    ("question", "lead", "number"),
    [
        ("who abstained last time round?", "9611/op1", 9612),
        ("who abstained on the new mandate?", "9611/op1", 9612),
        ("who voted against the original sanctions?", "9612/op1", 9611),
    ],
)
def test_the_last_and_the_original_of_measures_set_up_with_others(
    catalogue: Catalogue, reader: Reader, question: str, lead: str, number: int
) -> None:
    focus = Focus(
        subjects=(MALI,), resolutions=(int(lead[:4]),), lead=lead, plans=(Chain(subject=MALI),), spoken=(MALI,)
    )
    assert plans(catalogue, reader, question, focus) == [f"votes(resolutions=[{number}])"]


def test_measures_that_a_later_text_prolongs_did_not_run_out_before(catalogue: Catalogue) -> None:
    def of(year: int) -> str:
        line = f'select(source="bodies", where=where(bodies=["measures"], ends=["{year}-01-01", "{year}-12-31"]))'
        return told(line, corpus_of(catalogue, DAY)).text

    assert "Togo" not in of(2012)
    assert "S/RES/9622 (2012), para. 1" in of(2014)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("e10 next year?", 'council(since="2027-01-01", until="2027-12-31", seats="elected")'),
        ("who sits on the council now", 'council(since="2026-01-01", until="2026-12-31")'),
        ("did Israel ever sit on the council?", 'council(members=["ISR"])'),
        ("which states come in as elected mbrs of the council in jan 2027", 'council(since="2027-01-01", until="2027-01-31", seats="elected")'),
    ],
)  # fmt: skip
def test_years_of_the_council_and_states_that_never_sat(
    catalogue: Catalogue, reader: Reader, question: str, plan: str
) -> None:
    assert plans(catalogue, reader, question) == [plan]


def test_a_number_after_members_of_a_year_is_another_year(catalogue: Catalogue, reader: Reader) -> None:
    told_so = Council(since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31), seats="elected")
    focus = Focus(plans=(told_so,), text="e10 this year")
    assert plans(catalogue, reader, "and 2024?", focus) == [
        'council(since="2024-01-01", until="2024-12-31", seats="elected")'
    ]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("is Greece still on too?", 'council(since="2026-01-01", until="2026-12-31", members=["GRC"])'),
        ("and who comes in then?", 'council(since="2027-01-01", until="2027-12-31")'),
    ],
)
def test_after_members_were_told_others_and_newcomers_are_asked_for(
    catalogue: Catalogue, reader: Reader, question: str, plan: str
) -> None:
    told_so = Council(since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31), members=("LBR",))
    focus = Focus(plans=(told_so,), text="is Liberia on the council now?")
    assert plans(catalogue, reader, question, focus) == [plan]
    assert plans(catalogue, reader, question, Focus()) != [plan]


def test_a_seat_after_a_text_was_told_is_none_of_the_council(catalogue: Catalogue, reader: Reader) -> None:
    told_so = Focus(lead="9602/op1", resolutions=(9602,), text="who hears the ferrymen")
    asked = Asked("council", reader.mentions("and the seat?", DAY), told_so, Subjects(catalogue), DAY)
    assert SLOTS["council"](asked) == ()
    assert SLOTS["council"](replace(asked, focus=Focus())) != ()


def test_after_vetoes_a_vote_for_something_is_on_what_was_adopted(reader: Reader) -> None:
    last = Select(source="drafts", where=Where(matter="Chad", voting=Voting(vetoed=True)))
    assert read_after(reader.mentions("but France voted for ferries in Chad in 2011", DAY), DAY, last, {}, ()) is None
    matter = reader.mentions("when did they get the lamps", DAY)
    assert read_after(matter, DAY, last, {}, ()) is None, "no other matter of drafts"
    again = read_after(reader.mentions("and in 2011?", DAY), DAY, last, {}, ())
    assert again is not None
    assert again.source == "drafts"


def test_an_admission_is_chosen_by_the_name_of_the_state(catalogue: Catalogue) -> None:
    records = [record for number in catalogue.numbers() if (record := catalogue.record(number)) is not None]
    assert list(chosen_by("Chad admission", records, catalogue).shown) == [9631]


def test_names_set_against_each_other_head_what_is_asked(reader: Reader) -> None:
    assert is_a_heading(reader.mentions("Mali vs Togo", DAY))
    assert not is_a_heading(reader.mentions("Mali vs ferries", DAY))


def test_a_subject_that_nobody_named_is_read_from_the_answer_before(catalogue: Catalogue, reader: Reader) -> None:
    subjects = Subjects(catalogue)
    generation: Any = SimpleNamespace(catalogue=catalogue, subjects=subjects, reader=reader)
    corpus, plan = Corpus(generation, DAY), Chain(subject=MALI)

    def named(*said: str) -> bool:
        history = [ChatMessage(role=MessageRole.USER, content=each) for each in said[:-1]]
        return AsRead(reader.mentions(said[-1], DAY), {}, history, doubted=True).names(plan, corpus)

    assert named("ferrymen of Mali", "lifted when?")
    assert named("lifted when, in Mali?")
    assert not named("ferrymen of Togo", "lifted when?")


def test_a_state_has_several_names() -> None:
    assert {"China", "People's Republic of China"} <= names_of_state("China")
    assert names_of_state("Nowhere") == {"Nowhere"}


def test_an_acronym_tells_of_which_year_a_number_is(tmp_path: Path) -> None:
    texts = {
        2012: (dt.date(2005, 5, 1), ["Urges the keepers to light the lamps"]),
        9701: (dt.date(2012, 5, 1), ["Urges all States to sign the Ferry Rules Treaty (FRTY) and to keep to the FRTY"]),
    }
    with decided(tmp_path, texts) as known:
        subjects = Subjects(known)
        assert reader_of(subjects).mentions("frty resolution 2012", DAY).numbers == (2012,)
        knows = reader_of(subjects, frozenset({"FRTY"}))
        assert knows.mentions("frty resolution 2012", DAY).numbers == ()
        assert knows.mentions("lamps resolution 2012", DAY).numbers == (2012,)
