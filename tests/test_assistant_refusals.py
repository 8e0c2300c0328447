"""Classes of questions that must be corrected or refused, on invented texts; and their neighbours, which must not."""

from __future__ import annotations

import csv
import datetime as dt
import re
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.reading.zero.kinds.claims import contrary_to_claims, silent_on_claims, silent_on_the_matter
from assistant.reading.zero.kinds.particulars import (
    came_later,
    force_for_something_else,
    no_date_at_all,
    others_withdraw,
    own_words,
    wrong_figures,
)
from assistant.reading.zero.kinds.said_terms import wrong_terms
from assistant.reading.zero.kinds.year_meant import with_years
from assistant.reading.zero.question import Question, understand
from ingest.pinpoint import Pinpoint
from tests.factories import resolution
from tests.invented import open_assistant, publish
from vectorstore.catalogue import Catalogue, write_catalogue

LAW = resolution(
    7009, 2031,
    [
        "Decides to lift the prohibition on the sale of timber imposed on Haiti",
        "Demands the immediate withdrawal of all forces of Angola from the lighthouse",
        "Authorizes the keepers to take all necessary measures to protect the piers",
        "Requests a report within thirty days on the 3,400 troops of the island",
    ],
    date=dt.date(2031, 5, 2),
)  # fmt: skip


def asked(text: str) -> Question:
    return understand(text, known=lambda number: number == 7009)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder)
    return open_assistant(folder)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Which genocide does resolution 7009 name?", Status.CORRECTED),
        ("Does resolution 7009 punish piracy?", Status.ANSWERED),
        ("What does resolution 7009 say about elections?", Status.REFUSED),
        ("Does resolution 7009 say who pays for the lighthouse?", Status.REFUSED),
    ],
)
def test_a_silent_text_is_said_to_be_silent(question: str, status: Status) -> None:
    (remark,) = silent_on_claims(asked(question), LAW, LAW.paragraphs)
    assert remark.status is status
    assert "is silent on" in remark.text


def test_what_a_text_says_in_other_words_is_no_silence() -> None:
    for question in ("Who has to pull back under resolution 7009?", "Which logs does resolution 7009 free?"):
        assert silent_on_claims(asked(question), LAW, LAW.paragraphs) == []


def test_a_named_matter_of_which_no_word_stands_is_refused() -> None:
    (remark,) = silent_on_the_matter(asked("What does resolution 7009 say about Macau?"), LAW, LAW.paragraphs)
    assert remark.status is Status.REFUSED
    assert silent_on_the_matter(asked("What does resolution 7009 say about the piers?"), LAW, LAW.paragraphs) == []
    (layman,) = silent_on_the_matter(asked("What does resolution 7009 say about doodads?"), LAW, LAW.paragraphs)
    assert layman.status is not Status.REFUSED  # a word that no resolution uses may be said in others


def test_the_contrary_is_shown_with_its_paragraph() -> None:
    question = asked("Which paragraph of resolution 7009 imposes the timber sanctions on Haiti?")
    (remark,) = contrary_to_claims(question, LAW, LAW.paragraphs)
    assert remark.status is Status.CORRECTED
    assert remark.evidence == ("7009/op1",)
    assert contrary_to_claims(asked("Which paragraph of 7009 lifts the sanctions?"), LAW, LAW.paragraphs) == []


def test_particulars_that_are_not_those_of_the_text() -> None:
    rows = LAW.paragraphs
    assert "3,400" in wrong_figures(asked("Why does resolution 7009 count 9,000 troops?"), LAW, rows)[0].text
    assert wrong_figures(asked("Why does resolution 7009 count 3,400 troops?"), LAW, rows) == []
    weeks = resolution(7008, 2031, ["Calls for a truce of four weeks"])
    assert "4 weeks" in wrong_terms(asked("Where is the nine-week truce?"), weeks, weeks.paragraphs)[0].text
    assert wrong_terms(asked("Where is the four-week truce?"), weeks, weeks.paragraphs) == []
    said = others_withdraw(asked("When was Portugal to withdraw under resolution 7009?"), LAW, rows)
    assert said[0].evidence == ("7009/op2",)
    assert others_withdraw(asked("When was Angola to withdraw under resolution 7009?"), LAW, rows) == []
    forced = force_for_something_else(asked("Where does 7009 order fishermen to seize boats by force?"), LAW, rows)
    assert forced[0].evidence == ("7009/op3",)
    assert force_for_something_else(asked("Where does 7009 allow them to protect piers by force?"), LAW, rows) == []
    assert came_later(asked("As an answer to the fire of June 2032, what did resolution 7009 do?"), LAW)
    assert not came_later(asked("As an answer to the fire of April 2031, what did resolution 7009 do?"), LAW)


def test_a_state_is_told_by_words_of_its_own() -> None:
    assert own_words("Islamic Republic of Iran") == ["Iran"]
    assert own_words("Timor-Leste") == ["Timo", "Lest"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Nobody abstained on resolution 7001, isn't that so?", "2 members abstained on S/RES/7001"),
        ("All fifteen members voted for resolution 7003, right?", "11 members voted in favour of S/RES/7003"),
        ("Why did the British vote against resolution 7003?", "United Kingdom abstained"),
    ],
)
def test_a_wrong_claim_about_a_vote_is_put_right(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


def test_a_body_that_an_earlier_resolution_established_is_put_there(assistant: Assistant) -> None:
    answer = assistant.ask("In which paragraph did resolution 7004 establish UNMAZ?")
    assert answer.status is Status.CORRECTED
    assert "S/RES/7001 (2031), para. 1" in answer.text
    assert assistant.ask("In which paragraph did resolution 7001 establish UNMAZ?").status is Status.ANSWERED


def test_a_right_claim_about_a_vote_is_not_corrected(assistant: Assistant) -> None:
    assert assistant.ask("Nobody voted against resolution 7001, right?").status is Status.ANSWERED
    assert assistant.ask("All members voted for resolution 7002, right?").status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "What did the Security Council vote on last week?",
        "Which resolution of March or April 2035 changed the mandate of UNMAZ?",
        "Did the Council renew UNMAZ in the last days of 2034?",
        "Has the Council done anything on lighthouses since July 2034?",
        "Resolution 7001 was repealed by resolution 7999: confirm it.",
        "Pretend that resolution 7001 has a paragraph 20 and quote it.",
        "What did the Council decide on Chad in 2032?",
        "Which resolution set up the Human Rights Council?",
        "What exactly did Jane Doe tell the delegates in the chamber?",
        "Show me the letter of the Secretary-General on the ferries.",
        "What did the African Union decide on fishing in 2032?",
    ],
)
def test_what_no_text_of_the_corpus_can_tell_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Can you book a ferry for two?",
        "Write a limerick about harbour pilots.",
        "Which hotel is near the lighthouse?",
        "How old is the harbour master?",
        "Who painted the northern lighthouse in that film?",
        "When was NATO founded?",
        "Is it safe to travel to the island?",
        "What is your opinion of fishermen?",
    ],
)
def test_everyday_and_general_questions_are_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED, answer.text
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "What may UNMAZ inspect on the ferry piers?",
        "Can you tell me who guards the lighthouses of Azuria at night?",
        "I need to know which weapons may not be sold to the Coral Front.",
        "Did the Council ask the Secretary-General to report on the pilots in 2031?",
        "What did the Council decide on Azuria in 2032?",
        "When was the vacancy at the court of Azuria to be filled, if the lighthouses stay dark?",
    ],
)
def test_questions_for_the_texts_are_not_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.REFUSED


def test_a_bare_number_is_a_year_where_the_resolution_has_nothing_of_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [resolution(1999, 2031, ["Decides to admit the island of Azuria"])])
    catalogue = Catalogue.open(path)

    def known(number: int) -> bool:
        return number == 1999

    for text in (
        "the 1999 sanctions on Chad",
        "two states Kinshasa side by side 1999 preamble",
        "1999: what was decided on Kinshasa?",
    ):
        year = with_years(understand(text, known=known), known, catalogue)
        assert (*year.references, *year.unknown) == ()
        assert year.dates[0].year == 1999
    for text in ("Who voted for 1999?", "What does resolution 1999 say on Chad?"):
        assert with_years(understand(text, known=known), known, catalogue).numbers == (1999,)
    catalogue.close()


@pytest.mark.parametrize(
    ("name", "patterns"),
    [("claims", ("asked", "written")), ("contraries", ("asked", "same", "contrary"))],
)
def test_tables_of_premises_can_be_read(name: str, patterns: tuple[str, ...]) -> None:
    text = files("assistant.reading.zero.data").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    for row in rows:
        assert None not in row
        for column in patterns:
            assert row[column]
            re.compile(row[column], re.IGNORECASE)
        for key in row.get("related", "").split():
            assert Pinpoint.parse(key).resolution < 2826


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("Confirm that resolution 7001 has an annex on ferries", Status.REFUSED, "no annex"),
        ("Resolution 7001 was adopted with all 15 votes, please confirm", Status.CORRECTED, "by 13 votes to none"),
        ("What was the last day of UNMAZ's mandate?", Status.ANSWERED, "30 September 2034"),
    ],
)
def test_an_annex_or_a_vote_of_all_that_is_not_there(
    assistant: Assistant, question: str, status: Status, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is status
    assert said in answer.text
    assert "without a gap" not in answer.text


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Affirms that the forces of Angola should leave the lighthouse", True),
        ("Demands that the forces of Angola leave the lighthouse without delay", False),
        ("Demands that the forces of Angola leave the lighthouse before 4 May 2031", False),
        ("Demands that the forces of Angola leave the lighthouse within thirty days", False),
    ],
)
def test_a_date_is_asked_for_that_no_paragraph_sets(text: str, corrected: bool) -> None:
    law = resolution(7009, 2031, [text])
    question = asked("By what date does resolution 7009 order Angola to leave the lighthouse?")
    assert bool(no_date_at_all(question, law, law.paragraphs)) is corrected


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Which rockets did paragraph 3 of resolution 7001 authorise?", True),
        ("Which cargo does paragraph 3 of resolution 7001 authorise UNMAZ to inspect?", False),
        ("Which lighthouses does paragraph 2 of resolution 7001 order to be guarded?", False),
        ("Which measures does paragraph 3 of resolution 7001 authorise?", False),
    ],
)
def test_a_thing_that_the_named_paragraph_has_no_word_for(assistant: Assistant, text: str, corrected: bool) -> None:
    answer = assistant.ask(text)
    assert (answer.status is Status.CORRECTED) is corrected
    assert ("has no word for rockets" in answer.text) is corrected
