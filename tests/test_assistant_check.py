"""What a question takes for granted: read as values, and put before an answer only where it is decided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, ClaimVerdict, Status
from assistant.assumed.found import Ground
from assistant.checking.tokens import tokens_of
from assistant.draft import Draft
from assistant.finished import yes_or_no
from assistant.operations.check import Check, CheckResult
from assistant.operations.corpus import Corpus
from assistant.reading.assumptions import (
    Quantity,
    asks_how_it_stands,
    asks_whether,
    assumption_in,
    quantities_in,
)
from assistant.reading.mentions import Mentions
from assistant.retrieval.query import Query
from assistant.telling.check import led_by, tell
from ingest.resolution import Vote
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.embedding.minilm import MiniLM


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Does 9101 lift the embargo?", True),
        ("is UNMAZ ch VII", True),
        ("9101 ends the mission, right?", True),
        ("9101 Azuria - does it lift the embargo", True),
        ("9101: who voted? did it lift the embargo", False),
        ("Which paragraph of 9101 ends the mission, right?", False),
        ("Where does 9101 lift the embargo?", False),
        ("exemptions to the freeze of 9101", False),
    ],
)
def test_a_question_for_yes_or_no_is_known_by_its_form(text: str, asks: bool) -> None:
    assert asks_whether(text) is asks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("up to 15,000 troops", [Quantity("#15000", "troop")]),
        ("report every month", [Quantity("#1", "month")]),
        ("report every three months", [Quantity("#3", "month")]),
        ("once a week", [Quantity("#1", "week")]),
        ("the COVID-19 pandemic", []),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, found: list[Quantity]) -> None:
    assert list(quantities_in(tokens_of(text))) == found


def test_an_assumption_holds_values_and_no_references() -> None:
    text = "Must States under 9101 report within 30 days?"
    at = text.index("9101")
    read = assumption_in(text, [(at, at + 4)])
    assert (read.binding, read.denied, read.voting) == (True, False, None)
    assert read.quantities == (Quantity("#30", "day"),)
    assert "9101" not in {token.word for token in read.tokens}


def test_against_somebody_is_no_vote() -> None:
    assert assumption_in("Does it allow action against the militia?", []).voting is None
    assert assumption_in("Does it allow action against Azuria, vote?", []).voting is None
    assert assumption_in("Was Azuria against it, by its vote?", []).voting is not None
    voting = assumption_in("Was it adopted unanimously?", []).voting
    assert voting is not None
    assert voting.unanimous is True


def test_words_have_vectors_as_they_are_meant_in_a_passage() -> None:
    model = MiniLM()
    words = model.of_words("the mission may seize the vessels at sea".split())
    other = model.of_words(["ships"])
    assert words.shape == (8, 384)
    like = words @ other[0]
    assert int(like.argmax()) == 5  # vessels


@pytest.mark.parametrize(
    ("claim", "verdict", "said"),
    [
        (
            "Was 6001 adopted unanimously?",
            ClaimVerdict.CONTRADICTED,
            "No: The vote on S/RES/6001 (2030) was not unanimous.",
        ),
        ("Did three members abstain on 6001?", ClaimVerdict.HOLDS, "Yes: S/RES/6001 (2030) was adopted by 12"),
        ("Is 6001 a Chapter VII resolution?", ClaimVerdict.CONTRADICTED, "No. No paragraph of S/RES/6001 (2030)"),
        ("Did nobody vote against 6001?", ClaimVerdict.HOLDS, "Yes: S/RES/6001 (2030) was adopted by 12 votes to none"),
        ("Did it never come to a vote on 6001 in which three abstained?", ClaimVerdict.UNDECIDED, "not decided"),
    ],
)
def test_what_the_record_knows_is_told_first(tmp_path: Path, claim: str, verdict: ClaimVerdict, said: str) -> None:
    path = tmp_path / "catalogue.sqlite"
    vote = Vote(yes=12, abstain=3)
    write_catalogue(path, [resolution(6001, 2030, ["Decides that the wells of Sarra be kept"], vote=vote)])
    catalogue = Catalogue.open(path)
    generation: Any = SimpleNamespace(catalogue=catalogue)
    corpus = Corpus(generation, dt.date(2035, 1, 1))
    result = Check(claim=claim, resolution=6001).run(corpus)
    assert result.verdict is verdict
    assert said in tell(result, corpus).text
    catalogue.close()


def test_an_undecided_claim_leaves_the_answer_alone() -> None:
    answer = Answer(question="Is it so?", standalone="Is it so?", status=Status.ANSWERED, text="Words.")
    result = CheckResult(
        plan=Check(claim="Is it so?", resolution=9101),
        verdict=ClaimVerdict.UNDECIDED,
        ground=Ground.WORDS,
        resolutions=(9101,),
        found=False,
    )
    assert led_by(answer, result, None, whether=True) is answer  # type: ignore[arg-type]  # no corpus is looked into


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("it is still in force, correct?", True),
        ("is it still in force, right?", True),
        ("it is over, is that true?", True),
        ("is it still in force?", True),
        ("is it still in force for lanterns, correct?", False),
        ("which one is still in force, correct?", False),
    ],
)
def test_a_word_that_wants_a_yes_asks_nothing_more_than_how_it_stands(question: str, asks: bool) -> None:
    mentions = Mentions(question, question, (), Query(asked=question, standalone=question), (), ())
    assert asks_how_it_stands(mentions) is asks
    holds = " over" not in question
    said = yes_or_no(Draft("…", goes_on=holds), mentions)
    assert said == ("Yes. " if asks else "")


@pytest.mark.parametrize(
    ("text", "led"), [("Yes. It holds.", False), ("No. It was lifted.", False), ("It holds.", True), ("Yesterday it held.", True)]
)  # fmt: skip
def test_what_says_yes_or_no_is_not_led_by_what_a_text_does_not_say(tmp_path: Path, text: str, led: bool) -> None:
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [resolution(6001, 2030, ["Decides that the wells of Sarra be kept"])])
    catalogue = Catalogue.open(path)
    generation: Any = SimpleNamespace(catalogue=catalogue)
    asked = "Is the ban of 6001 on lanterns still in force?"
    answer = Answer(question=asked, standalone=asked, status=Status.ANSWERED, text=text)
    silent = CheckResult(
        plan=Check(claim=asked, resolution=6001), verdict=ClaimVerdict.SILENT, ground=Ground.ABSENT, resolutions=(6001,),
        names=("lanterns",), found=False,
    )  # fmt: skip
    given = led_by(answer, silent, Corpus(generation, dt.date(2035, 1, 1)), whether=True)
    catalogue.close()
    said = "No paragraph of S/RES/6001 (2030) has the word “lanterns”."
    assert given.text == (f"{said}\n\n{text}" if led else text)
