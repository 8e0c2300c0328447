"""Follow-ups at another time and in looser words, about an invented island."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.reading.zero.dialogue.conversation import standalone
from assistant.reading.zero.dialogue.spans import counts_from_a_day, span_of
from assistant.reading.zero.dialogue.spoken import plainly, with_topic
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from tests.decided import decided
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

AGENDA = "The situation in Angola"
TEXTS: dict[int, tuple[dt.date, str, list[str]]] = {
    7601: (dt.date(2031, 3, 14), AGENDA, ["Demands that the keepers in Angola release the pilots", "Requests a report on the piers within ten days"]),
    7602: (dt.date(2031, 6, 2), AGENDA, ["Condemns the burning of a lighthouse in Angola", "Urges donors to rebuild the piers"]),
    7603: (dt.date(2031, 6, 9), "Fishing", ["Urges all States to spare the herring", "Demands more nets"]),
    7604: (dt.date(2032, 3, 20), AGENDA, ["Reiterates its demand that the pilots in Angola be released", "Decides to send observers to the piers"]),
    7605: (dt.date(2034, 9, 1), AGENDA, ["Decides that the archive of the pilots in Angola shall be closed"]),
}  # fmt: skip
PILOTS = (
    "What did the Council demand for the pilots in Angola in 2031?",
    "S/RES/7601 (2031), para. 1 demands their release.",
)


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    path: Path = tmp_path_factory.mktemp("talk") / "catalogue.sqlite"
    made = [
        resolution(number, day.year, texts, date=day, agenda=agenda) for number, (day, agenda, texts) in TEXTS.items()
    ]
    write_catalogue(path, made)
    catalogue = Catalogue.open(path)
    yield Background(catalogue, set(TEXTS).__contains__, lambda number: number - 1, lambda number: number + 1)
    catalogue.close()


def understood(background: Background, question: str, said: Sequence[str] = PILOTS) -> str:
    roles = (MessageRole.USER, MessageRole.ASSISTANT)
    history = [ChatMessage(role=roles[i % 2], content=text) for i, text in enumerate(said)]
    return standalone(question, history, background)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And the follow-up of June 2031: what were donors asked there?", "What were donors asked in resolution 7602?"),
        ("A year later, where were observers sent?", "Where were observers sent in resolution 7604?"),
        ("who was urged to rebuild that summer?", "Who was urged to rebuild in resolution 7602?"),
        ("Did the Council condemn a burning three months later?", "Did the Council condemn a burning in resolution 7602?"),
        ("what became of their archive afterwards?", "What is decided on their archive in resolution 7605?"),
        ("how soon did he have to report?", "How soon did he have to report in resolution 7601?"),
        ("those who were freed?", "Those who were freed, regarding pilots in Angola, in resolution 7601?"),
    ],
)  # fmt: skip
def test_the_text_of_another_time_is_found_on_the_same_matter(
    background: Background, question: str, expected: str
) -> None:
    assert understood(background, question) == expected


def test_a_resolution_on_another_matter_is_never_taken_for_its_date_alone(background: Background) -> None:
    assert "7603" not in understood(background, "the one of June 2031, what did it say?")
    assert "7603" not in understood(background, "and in the weeks after that June?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2 (b)?", "What does paragraph 2 (b) of resolution 7601 say?"),
        ("and (c)?", "What does paragraph 1 (c) of resolution 7601 say?"),
    ],
)
def test_a_bare_sub_point_belongs_to_the_text_in_focus(background: Background, question: str, expected: str) -> None:
    assert understood(background, question) == expected


def test_a_topic_ahead_is_a_new_subject(background: Background) -> None:
    assert (
        with_topic("OK. And Mali: what kind of office got support there?") == "what kind of office got support in Mali?"
    )
    assert understood(background, "And Mali: who pays there?") == "who pays in Mali?"


def test_a_correction_may_say_where() -> None:
    assert plainly("there I meant the fishing ban, not the experts") == "what about the fishing ban"


@pytest.mark.parametrize(
    "question",
    [
        "Who did not support resolution 7601?",
        "Which countries sat out the vote on resolution 7601?",
        "All fifteen members backed resolution 7601?",
        "Nobody objected to resolution 7601?",
    ],
)
def test_a_question_on_the_vote_is_known_in_other_words(question: str) -> None:
    assert understand(question, known=lambda _: True).intent is Intent.VOTE


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the week after", "2031-03-15", "2031-03-28"),
        ("the April after", "2031-04-01", "2031-04-30"),
        ("the year before", "2030-01-01", "2030-12-31"),
        ("that June", "2031-06-01", "2031-06-30"),
        ("later that year", "2031-03-15", "2031-12-31"),
        ("in the following month", "2031-03-15", "2031-05-15"),
        ("two years earlier", "2028-10-15", "2029-08-11"),
    ],
)
def test_a_span_is_counted_from_a_day(text: str, first: str, last: str) -> None:
    span = span_of(f"{text}, what was said?", dt.date(2031, 3, 14))
    assert span is not None
    assert (str(span.first), str(span.last)) == (first, last)


def test_a_time_that_is_told_by_an_event_is_not_counted() -> None:
    assert not counts_from_a_day("What happened two years after the fire?")
    assert not counts_from_a_day("Which text came on 3 May 2031?")


MISSION: dict[int, tuple[dt.date, list[Item]]] = {
    7701: (dt.date(2031, 3, 1), ["Decides to establish the United Nations Mission in Azuria (UNMAZ) until 1 March 2032, with 500 soldiers"]),
    7702: (dt.date(2032, 3, 1), ["Decides to extend the mandate of UNMAZ until 1 March 2033, with 900 soldiers"]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many soldiers when it was founded?", "How many soldiers in resolution 7701?"),
        ("and when the mission was set up?", "How many soldiers does UNMAZ have, in resolution 7701?"),
        ("when was it set up?", "Which resolution set up UNMAZ?"),
    ],
)
def test_the_time_of_its_founding_leads_back_to_the_text_that_set_it_up(
    tmp_path: Path, question: str, expected: str
) -> None:
    with decided(tmp_path, MISSION) as catalogue:
        read = Background(
            catalogue, MISSION.__contains__, lambda number: number - 1, lambda number: number + 1, catalogue.mandates()
        )
        said = ("How many soldiers does UNMAZ have now?", "S/RES/7702 (2032), para. 1 extends it with 900 soldiers.")
        assert understood(read, question, said) == expected
