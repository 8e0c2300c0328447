"""What a question says that a resolution did, how many it sent and which measures it imposed, held against what its paragraphs do: invented
resolutions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.assumed.amounts import amount_in
from assistant.assumed.deeds import apart, led_by_what_does_it, undone
from assistant.assumed.measures import restraints_of
from assistant.reading.lexicon import words_in
from assistant.retrieval.evidence import Evidence
from tests.decided import decided_assistant
from tests.factories import resolution
from tests.invented import vote
from vectorstore.lexical import Hit

NETS = resolution(
    7701, 2035,
    [
        "Decides that all States shall prevent the supply of weapons to Togo",
        "Calls upon all States to refrain from the import of diamonds from Gabon",
        "Deplores the seizure of a Maltese barge by the ferry guild of Kenya",
        "Requests the Secretary-General to send forty observers to Togo within 30 days",
    ],
    date=dt.date(2035, 3, 1),
    subject="weapons for Togo",
    vote=vote(14, abstain=1, abstaining=("RUS",)),
)  # fmt: skip

LAMPS = resolution(
    7702, 2035,
    ["Calls upon Kenya to light the piers of Malta", "Decides to remain seized of the matter"],
    date=dt.date(2035, 4, 1),
    subject="the lamps on the piers of Malta",
)  # fmt: skip

RENEWED = resolution(
    7704, 2035,
    ["Decides to renew until 1 June 2036 the measures on arms imposed on Togo by paragraph 1 of resolution 7701 (2035)"],
    date=dt.date(2035, 6, 1),
    subject="renewal of the measures on Togo",
)  # fmt: skip

FERRIES = resolution(
    7705, 2035,
    ["Demands that Kenya withdraw its ferries; welcomes the lanterns of the pilots", "Calls upon Kenya and Gabon to talk"],
    date=dt.date(2035, 7, 1),
    subject="the ferries of Kenya",
)  # fmt: skip

YOUNGER = resolution(
    7706, 2035,
    ["Decides that all States shall prevent the sale of weapons to Gabon", "Decides to establish a court of the lamps"],
    date=dt.date(2035, 8, 1),
    subject="weapons for Gabon",
)  # fmt: skip

ALL_FREEZES = resolution(
    7703, 2035,
    ["Decides that the payment of lamp oil is no violation of the assets freezes that the Council or its Committees imposed"],
    date=dt.date(2035, 5, 1),
    subject="exemptions from freezes",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(tmp_path_factory.mktemp("index"), NETS, LAMPS, ALL_FREEZES, RENEWED, FERRIES, YOUNGER)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which oil embargo on Togo does resolution 7701 impose?", "S/RES/7701 (2035) does not speak of any oil embargo on Togo. What comes nearest:"),
        ("Which arms embargo on Gabon does resolution 7701 impose?", "S/RES/7701 (2035), para. 1 reads"),
        ("Which ban on diamonds does resolution 7701 impose?", "Not so: S/RES/7701 (2035), para. 2 reads"),
        ("How many soldiers did resolution 7702 send to Malta?", "does not speak of a number of soldiers"),
        ("How long did resolution 7702 give Kenya to light the piers?", "does not speak of how long"),
        ("Which paragraph of 7702 orders Kenya to light the piers?", "No paragraph of S/RES/7702 (2035) has the word “orders”"),
        ("Where does resolution 7702 condemn Kenya?", "No paragraph of S/RES/7702 (2035) has the word “condemn”"),
        ("How does 7702 define the piers?", "No paragraph of S/RES/7702 (2035) defines it in so many words."),
        ("Which committee does 7706 create?", "No paragraph of S/RES/7706 (2035) sets up or sends any committee."),
        ("first mandatory ban on weapons, Gabon 7706?", "S/RES/7706 (2035) is not the first that does so: S/RES/7701 (2035), para. 1"),
    ],
)  # fmt: skip
def test_what_no_paragraph_does_is_put_right(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Which arms embargo on Togo does resolution 7701 impose?",
        "Which sanctions does resolution 7701 impose?",
        "How many observers did resolution 7701 ask for?",
        "How many days did resolution 7701 give the Secretary-General?",
        "Which paragraph of 7701 condemns the ferry guild of Kenya?",
        "Which demand does resolution 7702 address to Kenya?",
        "Which rules does resolution 7701 set up for the diamond ban?",
        "Which court does 7706 create?",
        "first ban on weapons, Togo 7701?",
        "first ban on weapons on Gabon, 7706?",
    ],
)
def test_what_a_paragraph_does_under_another_word_is_not(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text


def test_that_no_measures_are_spoken_of_is_not_said_where_they_are_to_be_lifted(assistant: Assistant) -> None:
    none = "does not speak of any travel bans"
    assert none in assistant.ask("did resolution 7702 impose travel bans on Kenya?").text
    assert none not in assistant.ask("did resolution 7702 tell Kenya to lift travel bans?").text, (
        "in other words it may"
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("7702, Malta: does it mention lanterns? need it today", "No. S/RES/7702 (2035) does not speak of lanterns."),
        ("does 7702 say lanterns?", "No. S/RES/7702 (2035) does not speak of lanterns."),
        (
            "does 7702 mention piers or lanterns / hulls?",
            "S/RES/7702 (2035) speaks of piers (para. 1); it does not speak of lanterns or hulls. What",
        ),
        (
            "does 7705 call Kenya a smuggler",
            "No. S/RES/7705 (2035) does not speak of smuggler. What comes nearest:\n\nS/RES",
        ),
        (
            "does 7702 light the piers with zorblaxite",
            "No paragraph of S/RES/7702 (2035) has the word “zorblaxite”. What",
        ),
        ("is 7702 chapter vii tho? a friend says no", "No. No paragraph of S/RES/7702 (2035) invokes Chapter VII"),
        ("Did 7705 tell Gabon to withdraw as well?", "S/RES/7705 (2035) does not say so of Gabon"),
        ("Did 7702 tell the Ugandans to light the piers?", "S/RES/7702 (2035) does not say so of Ugandans"),
    ],
)
def test_what_is_left_open_in_a_clause_is_told_of_the_text(assistant: Assistant, question: str, said: str) -> None:
    assert assistant.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "does 7702 mention the lighting of piers?",  # by a word that is made from the same
        "does 7705 call for talks with Gabon",  # and does not call somebody so
        "does 7705 mention lanterns and pilots?",
        "does 7702 zorblaxite the piers",  # what it does is said in other words
    ],
)
def test_what_a_text_has_by_any_form_of_the_word_is_not_said_to_be_missing(assistant: Assistant, question: str) -> None:
    text = assistant.ask(question).text
    assert "does not speak of" not in text
    assert "No paragraph of" not in text


def test_what_a_pronoun_stands_for_is_held_against_its_text(assistant: Assistant) -> None:
    first, then = "What does resolution 7702 decide?", "did it tell Malta to light the piers?"
    history = [
        ChatMessage(role=MessageRole.USER, content=first),
        ChatMessage(role=MessageRole.ASSISTANT, content=assistant.ask(first).text),
    ]
    assert assistant.ask(then, history).text.startswith("S/RES/7702 (2035) does not say so of Malta")


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("does it welcome the ferries", "welcome"),  # of another clause of the same paragraph
        ("does it hail the ferries", ""),
        ("does it welcome the lanterns", ""),
        ("the ferries, does it welcome any", ""),  # nothing is said to be welcomed
    ],
)
def test_a_deed_is_done_to_what_stands_in_its_clause(text: str, deed: str) -> None:
    objects = [word for word in words_in(text) if word.plain in ("ferries", "lanterns")]
    assert apart(text, objects, FERRIES.paragraphs, lambda word, clause: word.plain in clause) == deed


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("which one demands that ferries withdraw", "7705/op1"),
        ("which one demands lanterns", "7702/op1"),  # which are welcomed, in a clause of their own
        ("which one speaks of ferries", "7702/op1"),  # of no deed
    ],
)
def test_what_does_it_leads(assistant: Assistant, question: str, key: str) -> None:
    keys, generation = ["7702/op1", "7705/op1"], assistant._generation
    hits = tuple(Hit(each, score) for each, score in zip(keys, (1.0, 0.9), strict=True))
    evidence = Evidence(hits, assistant.catalogue.paragraphs(keys))
    mentions = generation.reader.mentions(question, dt.date(2036, 1, 1))
    assert led_by_what_does_it(evidence, mentions, generation).hits[0].key == key


def test_a_text_on_all_measures_speaks_of_each_place_that_has_some(assistant: Assistant) -> None:
    assert "does not speak of" not in assistant.ask("Does resolution 7703 cover lamp oil for Togo?").text
    assert "does not speak of Malta" in assistant.ask("Does resolution 7703 cover lamp oil for Malta?").text


def test_what_was_adopted_was_not_vetoed_whatever_is_listed(assistant: Assistant) -> None:
    answer = assistant.ask("Russia vetoed resolution 7701. On what grounds?")
    assert answer.status is Status.CORRECTED, answer.text


def test_what_is_decided_is_told_from_what_is_asked_for() -> None:
    found = list(restraints_of(NETS.paragraphs))
    assert [(each.row.key, set(each.lanes), each.obliges) for each in found] == [
        ("7701/op1", {"arms"}, True),
        ("7701/op2", {"diamonds"}, False),
    ]


def test_amounts_are_of_those_who_serve_or_of_time() -> None:
    asked = amount_in("How many soldiers did resolution 7701 send?", NETS.paragraphs)
    assert asked is not None
    assert asked.is_counted()
    assert [row.key for row in NETS.paragraphs if replace(asked, rows=[row]).is_counted()] == ["7701/op4"]
    assert not asked.is_counted(["the barges of the north"])
    assert amount_in("How many barges did resolution 7701 send?", NETS.paragraphs) is None


def test_a_text_is_not_read_for_a_deed_that_nobody_speaks_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_: object) -> frozenset[str]:
        raise AssertionError("no word of a deed is asked")

    monkeypatch.setattr("assistant.assumed.deeds.stems_of_all", read)
    assert undone("Where does 7702 name Kenya?", LAMPS.paragraphs) is None


def test_staying_seized_orders_nobody() -> None:
    deed = undone("Which paragraph of 7702 obliges Kenya?", LAMPS.paragraphs)
    assert deed is not None
    assert deed.asked_for
    assert undone("Which paragraph of 7701 obliges States?", NETS.paragraphs) is None
