"""How people ask for votes, for lists and for ends: the kind of question, and what it takes for granted."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.reading.zero.kinds.chain_asked import places_asked, with_their_regimes
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from assistant.reading.zero.words.voting_words import may_ask_for_vote
from assistant.understanding.periods import as_of_in, period_of


def _intent(text: str) -> Intent:
    return understand(text, known=lambda number: 0 < number < 3000).intent


@pytest.mark.parametrize(
    "text",
    [
        "Which members sat out the vote on the lantern ban of May 2001?",
        "Who kept quiet when monitors were sent to Borunda in 1999?",
        "Was the lantern resolution backed by everyone?",
        "Two countries turned down the lantern sanctions. Which?",
        "Did all the members agree to the extension of UNMAZ?",
        "What was the split on the text that closed the mission?",
        "Which vote did Borunda cast on the closing of the mission?",
        "How did Moscow position itself on the lantern embargo?",
        "Which governments would not support the renewal?",
        "Was the ban adopted without a dissenting voice?",
    ],
)
def test_a_vote_is_asked_for_in_many_words(text: str) -> None:
    assert _intent(text) is Intent.VOTE


@pytest.mark.parametrize(
    "text",
    [
        "Which States must support the mission?",
        "Did anyone say that the neighbours ought to pay?",
        "What does the Council say of those who opposed the peace in Borunda?",
    ],
)
def test_other_support_is_no_vote(text: str) -> None:
    assert _intent(text) is not Intent.VOTE


def test_a_question_may_be_about_a_vote() -> None:
    assert may_ask_for_vote("Was it approved with one voice?")
    assert not may_ask_for_vote("When were voters to go to the elections?")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Give me the whole series of resolutions on lanterns.", Intent.LIST),
        ("Everything the Council adopted on Borunda, please", Intent.LIST),
        ("In 1952 the Council passed very little. What was it?", Intent.LIST),
        ("1977: which resolutions deal with lanterns?", Intent.LIST),
        ("Where did Brazil abstain over the years?", Intent.LIST),
        ("Total number of texts adopted in 2001", Intent.COUNT),
        ("How many times has the Council authorized the lantern force?", Intent.COUNT),
        ("Who cites 502 (1982)?", Intent.CITING),
        ("Does any other resolution refer to 1172 (1998)?", Intent.CITING),
        ("Which resolutions have built on 2719 (2023) by citing it?", Intent.CITING),
        ("Where does 1172 (1998) speak of tests?", Intent.SEARCH),
    ],
)
def test_lists_counts_and_citations_are_asked_for_in_many_words(text: str, intent: Intent) -> None:
    assert _intent(text) is intent


@pytest.mark.parametrize(
    "text",
    [
        "Does the team in Borunda exist any more?",
        "By May 2031, had the lantern force run out of mandate?",
        "Could navies still stop ships off Borunda in June 2022?",
        "When did the flight ban on Borunda come off?",
        "For how many more years does the committee have a mandate?",
        "Is the ban on lanterns in effect?",
        "Through which day can the monitors stay?",
        "Lantern monitors: when is their term up?",
    ],
)
def test_ends_are_asked_for_in_many_words(text: str) -> None:
    assert _intent(text) is Intent.EXPIRY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In June 2022, could navies still chase pirates?", dt.date(2022, 6, 30)),
        ("In summer 2016, for how long could ships be stopped?", dt.date(2016, 8, 31)),
        ("Was the team still there in July 1994?", dt.date(1994, 7, 31)),
        ("As of 3 May 2001, is it in force?", dt.date(2001, 5, 3)),
        ("Is the mission that was extended in August 2025 still in force?", None),
    ],
)
def test_a_question_places_itself_in_time(text: str, day: dt.date | None) -> None:
    assert as_of_in(text) == day


def test_seasons_and_beginnings_of_years_are_spans() -> None:
    summer = period_of("Which resolutions were adopted in the summer of 1994?")
    assert summer is not None
    assert (summer.first, summer.last) == (dt.date(1994, 6, 1), dt.date(1994, 8, 31))
    winter = period_of("winter 1992")
    assert winter is not None
    assert (winter.first, winter.last) == (dt.date(1991, 12, 1), dt.date(1992, 2, 29))
    opening = period_of("from the start of 2026 to the end of the corpus")
    assert opening is not None
    assert (opening.first, opening.last) == (dt.date(2026, 1, 1), dt.date.max)


def test_places_are_named_by_their_towns_and_people_but_not_by_who_leads() -> None:
    assert places_asked("the experts on Pyongyang") == ["Democratic People's Republic of Korea"]
    assert places_asked("the Italian-led force in Albania") == ["Albania"]
    assert places_asked("the monitors between Addis Ababa and Asmara") == ["Ethiopia", "Eritrea"]
    assert with_their_regimes(["Taliban"]) == ["Afghanistan", "Taliban"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("What did 83 recommend on lanterns?", (83,)),
        ("What did 83 fishermen recommend on lanterns?", ()),
        ("How is a person removed from the 1988 list?", (1988,)),
        ("Which kites were sold in 1988?", ()),
    ],
)
def test_numbers_that_may_count_or_date(text: str, numbers: tuple[int, ...]) -> None:
    assert understand(text, known=lambda number: 0 < number < 3000).numbers == numbers
