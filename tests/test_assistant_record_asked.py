"""What is known of a resolution beside its words, asked in words; and questions that only look like it."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.reading.zero.kinds.facts import answer_vote
from assistant.reading.zero.kinds.record_asked import answer_record
from assistant.reading.zero.question import understand
from ingest.resolution import Vote
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

KNOWN = {7101, 7102}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    full = resolution(
        7101, 2031, ["Decides"], date=dt.date(2031, 5, 3), meeting=9001, draft="S/2031/17", subject="lighthouses of Azuria",
        agenda="The situation in Azuria", topics=("Azuria",), subjects=("LIGHTHOUSES",), sponsors=("FRA", "GHA"),
        vote=Vote(yes=14, abstain=1), related=(7102,), quoted_in=(),
    )  # fmt: skip
    write_catalogue(path, [full, resolution(7102, 2032, ["Decides"])])
    return Catalogue.open(path)


def told(text: str, catalogue: Catalogue) -> str:
    draft = answer_record(understand(text, known=KNOWN.__contains__), catalogue)
    return draft.text if draft else ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("On what date and at which meeting was resolution 7101 adopted?", "Adopted on 3 May 2031. Meeting 9001 of the Council"),
        ("When was 7101 adopted and by what vote?", "by 14 votes to none, with 1 abstention"),
        ("Under which agenda item was 7101 adopted?", "Agenda item: The situation in Azuria"),
        ("Which topics is resolution 7101 filed under?", "Topics: Azuria. Library subjects: LIGHTHOUSES"),
        ("What is the title of resolution 7101?", "bear no title; a library describes it as “lighthouses of Azuria”"),
        ("Who drafted resolution 7101?", "Submitted by France and Ghana (draft S/2031/17)"),
        ("What resolutions are related to 7101?", "Its text cites S/RES/7102 (2032). It is cited by none."),
        ("Who sponsored 7102?", "is not known from the sources"),
    ],
)  # fmt: skip
def test_fields_are_told(question: str, said: str, catalogue: Catalogue) -> None:
    assert said in told(question, catalogue)


def test_the_vote_of_a_member_is_told_first(catalogue: Catalogue) -> None:
    record = catalogue.record(7102)
    assert record is not None
    voted = record.model_copy(update={"vote": Vote(yes=14, abstain=1, in_favour=("GHA",), abstaining=("FRA",))})
    for question, said in (
        ("Did Ghana vote for 7102?", "Ghana voted in favour. "),
        ("How did France vote on 7102?", "France abstained. "),
        ("Who abstained on 7102?", "S/RES/7102 (2032) was adopted"),
    ):
        assert answer_vote(understand(question, known=KNOWN.__contains__), voted).text.startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "Which day does 7101 set for the census?",
        "Who is named in resolution 7101?",
        "What subjects does resolution 7101 ban?",
        "Which resolution is related to hunger?",
        "What does paragraph 1 of 7101 say about the title?",
        "Are 7101 and 7102 related?",
    ],
)
def test_other_questions_are_left_to_the_text(question: str, catalogue: Catalogue) -> None:
    assert told(question, catalogue) == ""
