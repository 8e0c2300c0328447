"""What tells a question apart is spoken of by what leads the answer, or it is said first that nothing quoted does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from assistant.assumed.said import unlike, unsaid
from assistant.assumed.unspoken import (
    led_by_what_is_asked,
    missing,
    or_what_speaks_of_it,
    telling,
    with_what_is_unspoken,
)
from assistant.draft import quotation
from assistant.generation import Generation
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.sure.doubt import NEAR, UNSURE
from assistant.understanding.english import words_with
from tests.decided import decided_assistant
from tests.factories import resolution
from vectorstore.embedding.base import Vectors
from vectorstore.index import Hit, Index

FILLER = [
    f"Takes note of page {page} of the logbook kept at pier {page % 7} by keeper k{page * 7919}" for page in range(420)
]
TEXTS = (
    resolution(
        9101,
        2031,
        date=dt.date(2031, 3, 14),
        subject="arms embargo on Azuria",
        agenda="The situation in Azuria",
        ops=[
            "Decides that all States shall prevent the sale of arms and related materiel to Azuria",
            "Decides that all States shall prevent the import of pearls from Azuria, whatever becomes of the arms embargo",
            "Requests States to report on lorries, vehicles and motor transportation that are sold to Azuria",
            "Requests States to report on lighters that are moored off Azuria",
            "Decides that a licence, and a programme of moorings, are wanted of whoever owns a quay in Azuria",
        ],
    ),
    resolution(
        9102,
        2033,
        date=dt.date(2033, 3, 14),
        subject="lifting of the arms embargo on Azuria",
        agenda="The situation in Azuria",
        ops=[
            "Decides to lift the arms embargo on Azuria that resolution 9101 (2031) imposed",
            "Decides that the arms embargo on Azuria may be imposed again",
        ],
    ),
    resolution(9103, 2034, date=dt.date(2034, 1, 9), subject="logbooks of the piers", ops=FILLER),
    resolution(
        9104,
        2034,
        date=dt.date(2034, 2, 9),
        subject="lanterns of the Coral Front",
        ops=[
            "Welcomes the lanterns that the Coral Front of Oarsmen (CFO) hung on its lighters",
            "Calls upon the CFO to light its lanterns and lighters",
            "Decides that lanterns, lighters and all that the CFO owns are counted",
        ],
    ),
    resolution(
        9105,
        2034,
        date=dt.date(2034, 3, 9),
        subject="lamps of Iraq",
        agenda="The situation in Iraq",
        ops=["Calls upon the boatmen of Iraq to trim their lamps"],
    ),
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(Path(tmp_path_factory.mktemp("unspoken")), *TEXTS)


ASKED = "are pearls from Azuria allowed now that the arms embargo was lifted?"


def quoting(assistant: Assistant, key: str) -> Answer:
    row = assistant.catalogue.paragraph(key)
    assert row is not None
    told = Answer(question=ASKED, standalone=ASKED, status=Status.ANSWERED, text=row.words)
    return told.model_copy(update={"citations": (quotation(row),)})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is the CFO under the arms embargo on Azuria?", f"What is quoted does not speak of CFO. {NEAR}"),
        ("did the arms embargo on Azuria name Zorblaxia Brothers?", f"No text has the word “Zorblaxia”. {NEAR}"),
        (
            "does resolution 9102 lift what resolution 9103 says?",
            f"What is quoted does not speak of resolution 9103. {NEAR}",
        ),
    ],
)
def test_what_is_not_spoken_of_is_said_first_beside_a_doubt_and_corrects_nothing(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(f"{said}\n\n")
    assert answer.status is Status.ANSWERED


def test_a_body_that_is_spoken_of_for_another_place_is_not_spoken_of_for_one_that_is_named(
    assistant: Assistant,
) -> None:
    generation = assistant._generation
    front, other = assistant.catalogue.paragraph("9104/op2"), assistant.catalogue.paragraph("9105/op1")
    assert front is not None
    assert other is not None
    for asked, said in (("did it call upon the CFO?", False), ("did it call upon the CFO in Iraq?", True)):
        answer = quoting(assistant, "9105/op1")
        answer = answer.model_copy(update={"citations": (*answer.citations, quotation(front))})
        told = with_what_is_unspoken(answer, assistant.reader.mentions(asked), generation)
        assert ("does not speak of CFO" in told.text) is said


def test_words_that_say_what_is_asked_or_belong_to_a_mention_tell_nothing_apart(assistant: Assistant) -> None:
    def told(question: str) -> list[str]:
        mentions = assistant.reader.mentions(question)
        return [word.printed for word in missing(mentions, 9102, "", assistant._generation)]

    assert told("is the arms embargo on Azuria still valid, when does it expire?") == []
    assert told("may pearls of Azuria be sold under resolution 9102 or 9101?") == ["resolution 9101", "pearls"]
    assert told("who voted against resolution 9101?") == [], "it is no other than the one that is told of"


@pytest.mark.parametrize(
    ("rarity", "counted", "tells"),
    [
        (2.0, 3_000, False),  # every twentieth paragraph has it
        (5.0, 3_000, True),
        (5.0, 90_000, False),
        (8.0, 3_000, True),
        (8.0, 30_000, False),
        (10.0, 3_000, False),  # hardly a text has it: the asker's own word for something
        (10.0, 50, True),  # a name
        (0.0, 3_000, True),
        (0.0, 30_000, False),
    ],
)
def test_a_word_tells_by_how_rare_it_is_in_the_texts_and_in_english(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, rarity: float, counted: int, tells: bool
) -> None:
    monkeypatch.setattr("assistant.assumed.unspoken.english", lambda: {"zorblax": counted})
    monkeypatch.setattr("assistant.assumed.unspoken.is_everyday", lambda word: counted >= 20_000)
    printed = SimpleNamespace(printing=lambda *_: [])
    index: Any = SimpleNamespace(rarity=lambda word: rarity, names={}, catalogue=printed)
    words = tuple(words_in("zorblax"))
    asked = replace(assistant.reader.mentions("zorblax"), free=words)
    assert telling(asked, 9101, index) == (list(words) if tells else [])


@pytest.mark.parametrize(
    ("letters", "known", "strange"),
    [
        ("advct", {"advocate", "advocates"}, {"advance", "devocate"}),
        ("cttee", {"committee"}, {"cotte"}),
        ("éa", set(), set()),
    ],
)
def test_words_with_the_letters_of_a_shorthand_in_their_order(letters: str, known: set[str], strange: set[str]) -> None:
    found = {*words_with(letters)}
    assert known <= found
    assert not strange & found
    assert all(word[0] == letters[0] and "\n" not in word for word in found)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("are lanterns under the arms embargo on Azuria?", ["lanterns"]),
        ("are lighters under the arms embargo on Azuria?", []),  # its text speaks of them, in another paragraph
        ("is the cfo under the arms embargo on Azuria?", ["cfo"]),  # a body, of which no other word speaks
        ("is transp of matr under the arms embargo on Azuria?", []),  # shorthand
        ("does the arms embargo on Azuria name QXM?", ["QXM"]),
        ("is bigger matrl under the arms embargo on Azuria since oct?", []),  # a common word, a shorter one, a month
        (
            "does the arms embargo on Azuria hold in Tigray?",
            ["Tigray"],
        ),  # what is decided on its State says nothing of it
        ("does the arms embargo on Azuria hold in Ethiopia?", []),
    ],
)
def test_what_no_text_on_the_subjects_of_the_lead_has_is_missing(
    assistant: Assistant, asked: str, left: list[str]
) -> None:
    row = assistant.catalogue.paragraph("9101/op3")
    assert row is not None
    mentions = assistant.reader.mentions(asked)
    shown = f"{row.words} arms and related materiel under an embargo on Azuria"
    assert [word.printed for word in missing(mentions, 9101, shown, assistant._generation)] == left


def test_a_word_is_spoken_of_in_the_words_of_the_texts(assistant: Assistant) -> None:
    text = "may trucks be sold"
    trucks = [word for word in words_in(text) if word.plain == "trucks"]
    assert unsaid(trucks, text, "vehicles and other motor transportation", assistant.index) == []
    assert unsaid(trucks, text, "ferries and other boats", assistant.index) == trucks
    assert unlike(trucks, text, "ferries and other boats", assistant.index) == trucks


def test_a_word_is_spoken_of_in_either_of_its_spellings(assistant: Assistant) -> None:
    row = assistant.catalogue.paragraph("9101/op5")
    assert row is not None
    text = "are licensed programs of labor organised there?"
    asked = [word for word in words_in(text) if word.plain not in ("are", "of", "there")]
    shown = f"{row.words}, by an organization of labour"
    assert unlike(unsaid(asked, text, shown, assistant.index), text, shown, assistant.index) == []


def test_what_is_shown_beside_the_lead_is_spoken_of_and_still_may_be_led_by(assistant: Assistant) -> None:
    lead, better = quoting(assistant, "9102/op1"), quoting(assistant, "9101/op2")
    beside = lead.model_copy(update={"citations": (*lead.citations, *better.citations)})
    mentions = assistant.reader.mentions(ASKED)
    unsure = lead.model_copy(update={"text": f"{NEAR}\n\n{lead.text}"})
    assert with_what_is_unspoken(unsure, mentions, assistant._generation).text.startswith(
        "What is quoted does not speak"
    )
    assert with_what_is_unspoken(lead, mentions, assistant._generation) == lead, "of what is sure only a name is missed"
    assert with_what_is_unspoken(beside, mentions, assistant._generation) == beside
    assert or_what_speaks_of_it(beside, lambda: [better], mentions, assistant._generation) is better


@pytest.mark.parametrize(("score", "leads"), [(0.9, "9101/op2"), (0.5, "9102/op1")])
def test_what_speaks_of_it_leads_where_it_comes_near(assistant: Assistant, score: float, leads: str) -> None:
    hits = (Hit("9102/op1", 1.0), Hit("9101/op1", 0.95), Hit("9101/op2", score))
    found = Evidence(hits, assistant.catalogue.paragraphs(hit.key for hit in hits))
    mentions = assistant.reader.mentions("are pearls of Azuria under its arms embargo?")
    assert led_by_what_is_asked(found, mentions, assistant._generation).keys[0] == leads


def test_a_plan_gives_way_to_a_search_that_speaks_of_it(assistant: Assistant) -> None:
    planned, better = quoting(assistant, "9102/op1"), quoting(assistant, "9101/op2")

    def chosen(found: Answer) -> Answer:
        mentions = assistant.reader.mentions(ASKED)
        return or_what_speaks_of_it(planned, lambda: ["on the way", found], mentions, assistant._generation)

    assert chosen(better) is better
    assert chosen(quoting(assistant, "9101/op1")) is planned, "it does not speak of it either"
    assert chosen(better.model_copy(update={"is_weak": True})) is planned
    assert chosen(better.model_copy(update={"text": f"{UNSURE}\n\n{better.text}"})) is planned


def test_the_embedding_is_asked_for_words_that_say_something_and_none_for_the_number_of_a_resolution(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Sequence[str]] = []
    likeness = {"zebras": 0.4, "plain": 0.1}
    vectors = {"quaggas": [1.0, 0.0]} | {word: [like, (1 - like**2) ** 0.5] for word, like in likeness.items()}

    def of_each_word(_: Index, words: Sequence[str]) -> Vectors:
        read.append(words)
        return np.array([vectors[word] for word in words], np.float32)

    monkeypatch.setattr(Index, "of_each_word", of_each_word)
    text, shown = "are quaggas meant by resolution 9103", "the 12 zebras of the plain, the plain"
    number = Word(24, 39, "9103", "resolution 9103")
    assert unlike([number], text, shown, assistant.index) == [number]
    assert read == []
    quaggas = [word for word in words_in(text) if word.plain == "quaggas"]
    assert unlike([number, *quaggas], text, shown, assistant.index) == [number]
    assert read == [["quaggas"], ["plain", "zebras"]]
    assert unlike([number, *quaggas], text, "the plain of 12", assistant.index) == [number, *quaggas]


def test_words_are_read_by_the_embedding_only_where_another_paragraph_could_lead(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Sequence[str]] = []
    monkeypatch.setattr(Index, "of_each_word", lambda self, words: read.append(words))
    hits = (Hit("9102/op1", 1.0), Hit("9102/op2", 0.95), Hit("9101/op2", 0.9))
    mentions = assistant.reader.mentions("are pearls of Azuria under its arms embargo?")
    for found, is_read in ((hits[:2], False), (hits, True)):
        rows = assistant.catalogue.paragraphs(hit.key for hit in found)
        led_by_what_is_asked(Evidence(found, rows), mentions, assistant._generation)
        assert bool(read) is is_read


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("may pearls of Azuria be imported? paragraph pls", ["may pearls of Azuria be imported? paragraph please"]),
        ("may pearls of Azuria be imported? who moors lighters there", ["may pearls of Azuria be imported?", "who moors lighters there"]),
    ],
)  # fmt: skip
def test_of_a_piece_that_is_answered_on_trial_it_is_told_once_what_it_does_not_speak_of(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, question: str, told: list[str]
) -> None:
    asked: list[str] = []

    def said(answer: Answer, mentions: Mentions, _: Generation) -> Answer:
        asked.append(mentions.text)
        return answer.model_copy(update={"text": f"Unspoken of. {answer.text}"})

    monkeypatch.setattr("assistant.turn.with_what_is_unspoken", said)
    answer = assistant.ask(question)
    assert asked == told
    assert answer.text.count("Unspoken of.") == len(told)
