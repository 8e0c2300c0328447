"""Lists and counts over an invented corpus: by the vote, by spans of days, by committee, citing a paragraph, first and last."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from ingest.annotating.annotate import annotate
from ingest.annotating.chapter_vii import chapter_vii
from ingest.mandates.mandate import mandate_decisions
from ingest.resolution import Resolution, Vote
from tests.factories import resolution
from tests.invented import open_assistant, publish

_COUNCIL = ("CHN", "FRA", "GBR", "RUS", "USA", "CUB", "BRA", "YEM")
_ALL = Vote(yes=8, in_favour=_COUNCIL)
_SPLIT = Vote(
    yes=6, no=1, abstain=1, in_favour=("FRA", "GBR", "USA", "BRA", "YEM", "RUS"), against=("CUB",), abstaining=("CHN",)
)
_CALM = Vote(yes=6, abstain=2, in_favour=("FRA", "GBR", "USA", "CUB", "BRA", "YEM"), abstaining=("CHN", "RUS"))
_REACH = "holds the resolutions of the Security Council"  # what a refusal says is within reach
_ACTING = "Acting under Chapter VII of the Charter of the United Nations"


def _one(number: int, day: dt.date, ops: list[str], vote: Vote | None, **fields: object) -> Resolution:
    return resolution(number, day.year, ops, date=day, vote=vote, composition=_COUNCIL, **fields)  # type: ignore[arg-type]


_CORPUS = [
    _one(7401, dt.date(2018, 2, 3), ["Decides to establish a Committee to count the lanterns of Borunda"], _ALL, pps=[_ACTING]),
    _one(7402, dt.date(2018, 5, 4), ["Decides to extend the mandate of the 7401 Committee until 1 May 2019"], _SPLIT),
    _one(7403, dt.date(2018, 11, 30), ["Decides to extend the mandate of the 7401 Committee until 1 May 2020"], _CALM),
    _one(7404, dt.date(2019, 1, 9), ["Urges the keepers of Corvia to sleep", "Recalls paragraph 1 of resolution 7401 (2018)"], _ALL,
         cites={"7404/op2": ("7401/op1",)}),
    _one(7406, dt.date(2019, 7, 9), ["Recalls resolution 7401 (2018)"], None, cites={"7406/op1": ("7401",)}),
]  # fmt: skip


def _with_decisions(one: Resolution) -> Resolution:
    read = zip(annotate(one.paragraphs), one.paragraphs, strict=True)
    rows = tuple(row.model_copy(update={"cites": given.cites}) for row, given in read)
    read_of = {"mandate_decisions": mandate_decisions(rows, one.date), "chapter_vii": chapter_vii(rows)}
    return one.model_copy(update={"paragraphs": rows, **read_of})


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data: Path = tmp_path_factory.mktemp("lists")
    publish(data, [_with_decisions(one) for one in _CORPUS])
    return open_assistant(data)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which resolutions of 2018 were adopted unanimously?", ("7401",)),
        ("Which resolutions adopted in 2018 were not unanimous?", ("7402", "7403")),
        ("On which resolutions did China abstain?", ("7402", "7403")),
        ("On which resolutions did China and Russia abstain?", ("7403",)),
        ("Which resolutions drew at least one abstention?", ("7402", "7403")),
        ("Which resolutions had two or more abstentions?", ("7403",)),
        ("Which resolutions had more than one abstention?", ("7403",)),
        ("Which resolutions had one abstention?", ("7402",)),
        ("Which resolutions did Cuba vote against?", ("7402",)),
        ("Which resolutions were opposed by Cuba?", ("7402",)),
        ("Which resolutions were adopted between May 2018 and January 2019?", ("7402", "7403", "7404")),
        ("Which resolutions were adopted in the second half of 2018?", ("7403",)),
        ("Which resolutions were adopted on 9 January 2019?", ("7404",)),
        ("Which resolutions extended the mandate of the 7401 Committee?", ("7402", "7403")),
        ("Resolutions on Borunda", ("7401",)),  # others take it up and do not speak of Borunda
        ("Which resolutions cite resolution 7401?", ("7404", "7406")),
        ("Which resolutions cite paragraph 1 of resolution 7401 (2018)?", ("7404",)),
        ("Which resolutions did Brazil vote against?", ()),
        ("Who cites 7401 (2018)?", ("7404", "7406")),
        ("Does any other resolution refer to 7404 (2019)?", ()),
        ("On which resolutions was Cuba the lone opponent?", ("7402",)),
        ("Which resolutions got through with only six votes in favour?", ("7402", "7403")),
        ("Against which resolutions did Cuba cast its vote?", ("7402",)),
        ("Which resolutions of 2019 have an operative paragraph that urges something?", ("7404",)),
        ('Which resolutions use the word "lanterns"?', ("7401",)),
        ("What is the earliest resolution that names Chapter VII?", ("7401",)),
        ("What was the first Chapter VII resolution?", ("7401",)),
        ("First resolution to use the word keepers?", ("7404",)),
        ("What was the Council's first resolution?", ("7401",)),
        ("What is the newest resolution in the corpus?", ("7406",)),
        ("How many resolutions cite 7401 (2018)?", ("7404", "7406")),
        ("Name the ones that cite 7401 (2018).", ("7404", "7406")),
        ("7401 (2018): which resolutions recall it?", ("7404", "7406")),
        ("Please enumerate the resolutions quoting 7401 (2018).", ("7404", "7406")),
        ("Which resolutions of 2019 cite 7401 (2018)?", ("7404", "7406")),  # its own year only names it
        ("Find me all citations of 7401 (2018) since 2019.", ("7404", "7406")),
        ("Name every resolution on which China abstained in '18.", ("7402", "7403")),
        ("Every extension of the 7401 Committee", ("7402", "7403")),
        ("In which resolutions does the term “lanterns” occur?", ("7401",)),
        ("Which resolutions mention lanterns?", ("7401",)),
    ],
)
def test_lists_by_vote_day_body_and_place(assistant: Assistant, question: str, numbers: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.resolutions == numbers, answer.text
    assert "in the corpus, which ends with" in answer.text


def test_a_resolution_that_cites_is_told_from_one_that_is_cited(assistant: Assistant) -> None:
    assert "7404/op2" in assistant.ask("7401 (2018): what recalls it?").evidence
    assert (
        "cites 1 resolution: S/RES/7401 (2018)" in assistant.ask("7404 (2019): which resolutions does it recall?").text
    )


def test_a_vote_that_is_asked_for_twice_is_told_once(assistant: Assistant) -> None:
    text = assistant.ask("Who opposed resolution 7402 and who abstained?").text
    assert text.count("Abstaining: China.") == 1


def test_what_a_deed_is_done_with_is_no_word_to_be_found(assistant: Assistant) -> None:
    assert "uses the words" not in assistant.ask("Which resolution first let ships sail with glass lanterns?").text
    assert "have the words" in assistant.ask('Which resolution first uses the words "glass lanterns"?').text


def test_votes_that_are_not_recorded_are_told_of(assistant: Assistant) -> None:
    text = assistant.ask("Which resolutions of 2019 were adopted unanimously?").text
    assert "Of 1 resolution among them there is no record of the vote" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many resolutions were adopted in 2018?", "3 resolutions"),
        # 7405 is not in the corpus, but numbers run on: it was adopted in the same year
        ("How many resolutions were adopted in 2019?", "3 resolutions"),
        ("How many resolutions of 2018 act under Chapter VII?", "1 resolution"),
        ("How many resolutions were carried unanimously in 2018?", "1 resolution"),
        ("On how many resolutions did China abstain in 2018?", "2 resolutions"),
        ("How many resolutions were adopted in the crowded year 2018?", "3 resolutions"),
        ("How often did China abstain in 2018?", "2 resolutions"),
        ("How many resolutions were adopted in the first quarter of 2018?", "1 resolution"),
    ],
)  # fmt: skip
def test_counts(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).text


def test_what_was_not_found_is_not_said_to_be_none(assistant: Assistant) -> None:
    answer = assistant.ask("How many resolutions on volcanoes were adopted?")
    assert answer.resolutions is None
    assert answer.status is Status.REFUSED


def test_a_number_that_is_missing_is_named(assistant: Assistant) -> None:
    assert "Of them 7405 is not in the corpus." in assistant.ask("How many resolutions were adopted in 2019?").text


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Which resolution first extended the mandate of the 7401 Committee?", "7402/op1"),
        ("Which resolution last extended the mandate of the 7401 Committee?", "7403/op1"),
    ],
)
def test_first_and_last_are_read_from_the_whole_chain(assistant: Assistant, question: str, key: str) -> None:
    answer = assistant.ask(question)
    assert answer.citations[0].key == key, answer.text
    assert "of 2 resolutions" in answer.text


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("Why did Germany vote against resolution 7402?", Status.CORRECTED, "Germany was no member of the Council"),
        ("Resolution 7401 was adopted with two abstentions, by whom?", Status.CORRECTED, "No member abstained on S/RES/7401 (2018)"),
        ("Name the country that opposed resolution 7401.", Status.CORRECTED, "No member voted against S/RES/7401 (2018)"),
        ("Who opposed resolution 7402 and who abstained?", Status.ANSWERED, "Against: Cuba."),
        ("Does resolution 7404 establish the 7401 Committee?", Status.CORRECTED, "S/RES/7404 (2019) does not establish 7401 Committee: that is decided in S/RES/7401 (2018), para. 1"),
        ("Who cast the only negative vote on resolution 7402?", Status.ANSWERED, "Against: Cuba."),
        ("In which paragraph does resolution 7404 create the 7401 Committee?", Status.CORRECTED, "S/RES/7404 (2019) does not establish 7401 Committee: that is decided in S/RES/7401 (2018), para. 1"),
        ("Who voted against the lantern text of October 2040?", Status.REFUSED, "Nothing of October 2040 is in the corpus"),
        ("Which resolutions were adopted in October 2040?", Status.REFUSED, "Nothing of October 2040 is in the corpus"),
        ("What did the Council decide on lanterns in October 2040?", Status.REFUSED, "Nothing of October 2040 is in the corpus"),
        ("What does article VI of the Lantern Treaty oblige?", Status.REFUSED, _REACH),
        ("Quote Article 7 of the UN Charter.", Status.REFUSED, _REACH),
        ("What did the General Assembly decide about lanterns?", Status.REFUSED, _REACH),
        ("Who is the president of Borunda?", Status.REFUSED, _REACH),
        ("Tell me a joke about lanterns.", Status.REFUSED, _REACH),
    ],
)  # fmt: skip
def test_premises_on_votes_bodies_and_days(assistant: Assistant, question: str, status: Status, said: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, said in answer.text) == (status, True), answer.text
