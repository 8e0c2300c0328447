"""Which text a question for a vote means: by its number, by its role among what was spoken of, or by what it set up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Status, Verdict, VoteResult
from assistant.finished import pointed_at, taken_for_granted
from assistant.operations.chain import Chain
from assistant.operations.cites import Cites
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Subject, SubjectKind, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.one import part_of
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.voting import voting_in
from assistant.reading.subjects import Subjects
from ingest.mandates.names import link_mandates
from ingest.resolution import Vote
from tests.decided import corpus_of, read_by, reader_of, router, told, with_decisions
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

DAY = dt.date(2035, 6, 1)
ALL, SPLIT = Vote(yes=3, in_favour=("CHN", "FRA", "USA")), Vote(yes=2, abstain=1, in_favour=("CHN", "FRA"), abstaining=("USA",))  # fmt: skip
TEXTS: dict[int, Any] = {
    82: (dt.date(1950, 6, 1), "a lighthouse", ["Calls for the mending of the lighthouse"], ALL),
    9001: (dt.date(2032, 3, 14), "establishment of UNMIL until 2033", [
        "Decides to establish the United Nations Mission in Liberia (UNMIL) for an initial period until 31 March 2033",
        "Decides that UNMIL shall comprise up to 7,000 rowers and 900 pilots for the harbours of the coast"], ALL),
    9002: (dt.date(2033, 3, 20), "extension of the mandate of UNMIL", [
        "Acting under Chapter VII of the Charter, decides to extend the mandate of UNMIL until 31 March 2036",
        "Decides that UNMIL shall comprise up to 5,000 rowers and 900 pilots for the harbours of the coast"], SPLIT),
    9101: (dt.date(2031, 7, 12), "suspension for 12 months of harbour cases against rowers of lighthouse boats",
        ["Requests the harbour court to begin no case against rowers for twelve months"], ALL),
    9102: (dt.date(2032, 6, 12), "extension for 12 months of suspension of harbour cases against rowers of lighthouse boats",
        ["Requests the harbour court again to begin no case against rowers for twelve months"], SPLIT),
    9103: (dt.date(2034, 6, 12), "oars in Haiti", ["Calls upon all to send oars to Haiti"], ALL),
}  # fmt: skip
UNMIL = Subject(kind=SubjectKind.MISSION, name="UNMIL")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    path = Path(tmp_path_factory.mktemp("roles")) / "catalogue.sqlite"
    texts = [
        with_decisions(
            resolution(number, day.year, items, date=day, subject=subject, vote=vote, composition=("CHN", "FRA", "USA"))
        )
        for number, (day, subject, items, vote) in TEXTS.items()
    ]
    write_catalogue(path, link_mandates(texts))
    catalogue = Catalogue.open(path)
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    corpus: Any = corpus_of(catalogue, DAY)
    corpus.generation.adopted_in, corpus.generation.nearest = (lambda *_: ()), (lambda *_: None)
    yield SimpleNamespace(subjects=subjects, reader=reader, corpus=corpus)
    catalogue.close()


def line(made: SimpleNamespace, question: str, focus: Focus) -> str:
    return plans_to_line(part_of(question, made.reader, router(), made.subjects, focus, DAY).plans)


SEARCHED = Focus(resolutions=(9101,), lead="9101/op1", text="cases against rowers", shown=(9101,))
BOTH = replace(SEARCHED, shown=(9101, 9102))
FOLLOWED = Focus(
    subjects=(UNMIL,), resolutions=(9001,), lead="9001/op1", plans=(Chain(subject=UNMIL),), text="UNMIL until?"
)
VOTED = Focus(
    resolutions=(9101,), lead="9101", plans=(Votes(resolutions=(9101,)),), voted=(9101,), named=("9101",), text="vote"
)


@pytest.mark.parametrize(
    ("question", "focus", "planned"),
    [
        ("so who voted how on 9102", SEARCHED, "votes(resolutions=[9102])"),  # and nothing is searched for in it
        ("same for 9102", VOTED, "votes(resolutions=[9102])"),
        ("ok and 82?", VOTED, "votes(resolutions=[82])"),
        ("and 82?", replace(VOTED, plans=(Votes(resolutions=(9101,)), Votes(resolutions=(9101,), members=("FRA",)))), 'votes(resolutions=[82], members=["FRA"])'),
        ("abstentions on the renewal", SEARCHED, "votes(resolutions=[9102])"),
        ("abstentions on the renewal", replace(SEARCHED, resolutions=(9103,), lead="9103/op1"), "votes(resolutions=[9103], others=[9101], guessed=True, voting=voting(abstain=[1, 15]))"),
        ("votes on both", BOTH, "votes(resolutions=[9101, 9102])"),
        ("who voted on the second one", BOTH, "votes(resolutions=[9102], others=[9101], guessed=True)"),
        ("who voted on the first one", replace(SEARCHED, resolutions=(9103, 9101), lead="9103/op1", shown=(9103,)), "votes(resolutions=[9101], others=[9103], guessed=True)"),
        ("how was the vote on the Haiti one", replace(BOTH, shown=(9101, 9103)), "votes(resolutions=[9103])"),
        ("who abstained on each", replace(SEARCHED, resolutions=(9102, 9101), lead="9102/op1", shown=(9102,)), "votes(resolutions=[9101, 9102])"),
        ("who abstained on that last one", BOTH, "votes(resolutions=[9101])"),  # what was told
        # other paragraphs came near: another text may be meant
        ("what was the vote on it", replace(SEARCHED, found=(9101, 9102), near=True), "votes(resolutions=[9101], others=[9102], guessed=True)"),
        ("what was the vote on it", replace(SEARCHED, found=(9101, 9102)), "votes(resolutions=[9101], others=[9102])"),
        ("why no french veto", VOTED, 'votes(resolutions=[9101], members=["FRA"], reasons=True)'),
        ("how come no french veto", VOTED, 'votes(resolutions=[9101], members=["FRA"], reasons=True)'),
        ("why no french veto then", VOTED, 'votes(resolutions=[9101], members=["FRA"], reasons=True)'),
        ("and the year before? votes i mean", replace(FOLLOWED, resolutions=(9002,), lead="9002"), "votes(resolutions=[9001])"),
        ("does it say Chapter VII", replace(SEARCHED, found=(9101, 9102), doubted=True), 'record(resolutions=[9101], fields=["chapter_vii"], guessed=True)'),
        ("does it say Chapter VII", replace(SEARCHED, found=(9101, 9102)), 'record(resolutions=[9101], fields=["chapter_vii"])'),
        ("vote on that? names pls", VOTED, "votes(resolutions=[9101])"),
        ("same for 2032", replace(VOTED, resolutions=(9002,), lead="9002", plans=(Votes(resolutions=(9002,)),), voted=(9002,)), "votes(resolutions=[9001])"),
        ("who abstained on the original", SEARCHED, "votes(resolutions=[9101])"),  # nothing before it
        ("vote on the original", replace(SEARCHED, resolutions=(9101, 9103), doubted=True), "votes(resolutions=[9101], others=[9103], guessed=True)"),
        ("who abstained on the 2033 one", replace(FOLLOWED, resolutions=(9002,), lead="9002/op1", shown=(9001,)), "votes(resolutions=[9002])"),
        ("who voted on the original one", replace(FOLLOWED, resolutions=(9002,), lead="9002/op1"), "votes(resolutions=[9001])"),
        ("does the new one say Chapter VII", FOLLOWED, 'record(resolutions=[9002], fields=["chapter_vii"])'),
        ("and the year before?", replace(FOLLOWED, plans=(), resolutions=(9002,), lead="9002/op2"), 'lookup(places=["9001/op2"])'),
        ("first one was?", replace(FOLLOWED, plans=(Standing(subject=UNMIL, matter="rowers"),)), 'chain(subject=mission("UNMIL"), view="first")'),
    ],
)  # fmt: skip
def test_a_text_is_meant_by_its_number_or_its_role(
    made: SimpleNamespace, question: str, focus: Focus, planned: str
) -> None:
    assert line(made, question, focus) == planned


@pytest.mark.parametrize(
    ("question", "planned"),
    [
        ("UNMIL vote", 'votes(resolutions=[9002], others=[9001], subject=mission("UNMIL"))'),
        ("who abstained on the UNMIL renewal", 'votes(resolutions=[9002], subject=mission("UNMIL"))'),
        ("how did they vote when UNMIL was created", 'votes(resolutions=[9001], subject=mission("UNMIL"))'),
        ("who abstained on UNMIL in 2032", 'votes(resolutions=[9001], subject=mission("UNMIL"))'),
        ("Haiti 9103 who abstained", "votes(resolutions=[9103])"),  # on which it is, and no voter
    ],
)
def test_a_vote_on_what_is_named_is_that_on_what_set_it_up_or_renewed_it(
    made: SimpleNamespace, question: str, planned: str
) -> None:
    assert line(made, question, Focus()) == planned


@pytest.mark.parametrize(
    ("question", "planned"),
    [
        (
            "back to Liberia, what was the vote on the last renewal",
            'votes(resolutions=[9002], subject=mission("UNMIL"))',
        ),
        (
            "back to Liberia, what was the vote when it was set up",
            'votes(resolutions=[9001], subject=mission("UNMIL"))',
        ),
        ("back to Liberia, what was the vote", 'votes(resolutions=[9002], others=[9001], subject=mission("UNMIL"))'),
        ("and Liberia again, until when", 'chain(subject=mission("UNMIL"))'),
    ],
)
def test_what_was_spoken_of_at_a_place_is_come_back_to(made: SimpleNamespace, question: str, planned: str) -> None:
    elsewhere = Focus(resolutions=(9103, 9001), lead="9103/op1", subjects=(UNMIL,), text="who sends oars to Haiti")
    assert line(made, question, elsewhere) == planned


def test_coming_back_to_a_place_is_no_question_of_its_own(made: SimpleNamespace) -> None:
    elsewhere = Focus(resolutions=(9103, 9001), lead="9103/op1", subjects=(UNMIL,), text="who sends oars to Haiti")
    reading = read_by(made.reader, made.subjects, "back to Liberia - who abstained on the last renewal", elsewhere, DAY)
    assert [each.plan for each in reading.parts] == ['votes(resolutions=[9002], subject=mission("UNMIL"))']


@pytest.mark.parametrize(
    ("question", "focus", "planned"),
    [
        ("who abstained on the UNMIL renewals", Focus(), 'select(where=where(body=mission("UNMIL"), deeds=["extend"], voting=voting(abstain=[1, 15])))'),
        ("anyone ever vote no on its renewals", FOLLOWED, 'select(where=where(body=mission("UNMIL"), deeds=["extend"], voting=voting(no=[1, 15])))'),
        ("did anyone ever abstain on UNMIL", Focus(), 'select(where=where(body=mission("UNMIL"), voting=voting(abstain=[1, 15])))'),
    ],
)  # fmt: skip
def test_of_several_texts_those_are_listed_on_which_the_vote_went_so(
    made: SimpleNamespace, question: str, focus: Focus, planned: str
) -> None:
    assert line(made, question, focus) == planned


def test_the_text_that_is_taken_is_told_with_those_that_may_be_meant(made: SimpleNamespace) -> None:
    newest = told('votes(resolutions=[9002], others=[9001], subject=mission("UNMIL"))', made.corpus).text
    assert newest.startswith(
        "Taken is the newest decision on UNMIL: S/RES/9002 (2033) (extension of the mandate of UNMIL)."
    )
    assert (
        "May be meant as well:\n- S/RES/9001 (2032) (establishment of UNMIL until 2033): unanimously (3 votes in favour)"
        in newest
    )
    assert told('votes(resolutions=[9001], subject=mission("UNMIL"))', made.corpus).text.startswith(
        "Taken is what set up UNMIL: S/RES/9001 (2032)"
    )
    split = told("votes(resolutions=[9101], others=[9102], voting=voting(abstain=[1, 15]))", made.corpus).text
    assert split.startswith("No resolution is named; of what was spoken of S/RES/9102 (2032)")  # on which one abstained
    assert (
        "- S/RES/9101 (2031) (suspension for 12 months of harbour cases against rowers of lighthouse boats): unanimously"
        in split
    )


def test_a_record_of_a_text_that_was_only_guessed_says_which_it_is(made: SimpleNamespace) -> None:
    text = told('record(resolutions=[9101], fields=["chapter_vii"], guessed=True)', made.corpus).text
    assert text.startswith("No resolution is named; of what was spoken of S/RES/9101 (2031) (suspension for 12 months")


def test_what_an_answer_that_is_doubted_led_with_is_not_sure(made: SimpleNamespace) -> None:
    cited = (Citation(key="9101/op1", citation="9101", verdict=Verdict.RETRIEVED),)
    answer = Answer(question="?", standalone="?", status=Status.ANSWERED, text="", citations=cited, evidence=("9101/op1", "9102/op1"), plans=(Cites(place="9101"),))  # fmt: skip
    asked = made.reader.mentions("may the rowers be tried? which text", DAY)
    doubted = Focus().after(asked, answer.model_copy(update={"stands_out": False}))
    assert line(made, "who abstained", doubted).startswith("votes(resolutions=[9101], others=[9102]")
    assert line(made, "who abstained", Focus().after(asked, answer)) == "votes(resolutions=[9101])"


def test_nothing_is_denied_of_a_vote_on_a_text_that_is_guessed(made: SimpleNamespace) -> None:
    mentions, vote = made.reader.mentions("who abstained on it", DAY), VoteResult(yes=3, no=0, abstain=0)
    cited = (Citation(key="9101", citation="9101", verdict=Verdict.RETRIEVED),)
    answer = Answer(question="?", standalone="?", status=Status.ANSWERED, text="", citations=cited, vote=vote)

    def checked(plan: Votes) -> bool:
        found = taken_for_granted(answer.model_copy(update={"plans": (plan,)}), mentions, made.corpus)
        return found is not None and found.found

    sure = Votes(resolutions=(9101,))
    assert checked(sure)
    assert not checked(sure.but(guessed=True))
    assert not checked(sure.but(others=(9102,)))


@pytest.mark.parametrize(
    ("question", "focus", "number"),
    [
        ("does it bind pilots", replace(SEARCHED, found=(9101, 9102)), 9101),
        ("does it bind pilots", replace(SEARCHED, found=(9101, 9102), doubted=True), 0),
        ("does it speak of lamps", replace(SEARCHED, found=(9101, 9102), doubted=True), 9101),  # whether it has a word
        ("does it bind pilots", replace(SEARCHED, doubted=True), 9101),  # it was not come upon by a search
        ("does 9102 bind pilots", replace(SEARCHED, found=(9101, 9102)), 0),  # it names another
        ("does it bind pilots", replace(SEARCHED, lead="9103/op1", found=(9103,)), 0),  # the answer is on another
    ],
)
def test_of_a_text_that_a_search_found_it_is_held_what_is_asked_of_it_unless_that_was_doubted(
    made: SimpleNamespace, question: str, focus: Focus, number: int
) -> None:
    cited = (Citation(key="9101/op1", citation="9101", verdict=Verdict.RETRIEVED),)
    answer = Answer(question="?", standalone="?", status=Status.ANSWERED, text="", citations=cited)
    assert pointed_at(made.reader.mentions(question, DAY), focus, answer) == number


def test_a_state_before_who_is_no_voter() -> None:
    assert voting_in(Claims("Haiti who abstained"), every_state=True).members == ()
    assert voting_in(Claims("Haiti abstained"), every_state=True).members == ("HTI",)


def test_what_went_so_is_selected_among_the_texts_on_which_the_question_before_was(made: SimpleNamespace) -> None:
    since = dt.date(2031, 1, 1)
    searched = Focus(lead="9103/op1", found=(9103, 9102), places=("Haiti",), period=(since, None), text="oars")
    expected = (
        'select(where=where(since="2031-01-01", places=["Haiti"], voting=voting(members=[["USA", "abstaining"]])))'
    )
    assert line(made, "on which did the USA abstain", searched) == expected
    assert "2031" not in line(made, "on which resolutions did the USA abstain", searched)  # a question of its own


def test_how_the_vote_went_is_asked_of_what_one_thing_decided(made: SimpleNamespace) -> None:
    read = read_by(made.reader, made.subjects, "harbour court created by? unanimous?", Focus(), DAY)
    assert [part.words for part in read.parts] == ["harbour court created by", "unanimous"]
