"""Follow-ups about an invented island: each stands for itself once it is read in its conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.reading.zero.dialogue.conversation import standalone
from assistant.reading.zero.dialogue.phrases import in_place_of_pronoun, noun_phrases, subject_of
from assistant.reading.zero.dialogue.succession import Background
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

TEXTS: dict[int, tuple[dt.date, list[str]]] = {
    7401: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Angola (UNMAZ) until 31 March 2032",
                                  "Requests UNMAZ to guard the lighthouses"]),
    7402: (dt.date(2032, 3, 30), ["Welcomes the calm", "Decides to extend the mandate of UNMAZ until 31 March 2033"]),
    7403: (dt.date(2033, 3, 29), ["Decides to terminate the mandate of UNMAZ on 30 April 2033",
                                  "Decides to establish the United Nations Office in Angola (UNOAZ) until 30 April 2034"]),
    7404: (dt.date(2031, 5, 2), ["Decides that all States shall prevent the sale of arms and ammunition to Haiti",
                                 "Decides that paragraph 1 does not apply to flares"]),
    7405: (dt.date(2034, 6, 2), ["Decides to lift the arms embargo imposed on Haiti by paragraph 1 of resolution 7404 (2031)"]),
}  # fmt: skip
UNMAZ = ("Until when is UNMAZ mandated?", "S/RES/7402 (2032), para. 2 says: until 31 March 2033.")
LAMPS = ("What does 7401 say about lighthouses?", "S/RES/7401 (2031), para. 2: guard them.")


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    made: list[Resolution] = []
    for number, (day, texts) in TEXTS.items():
        one = resolution(number, day.year, texts, date=day)
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    path: Path = tmp_path_factory.mktemp("talk") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    catalogue = Catalogue.open(path)
    yield Background(
        catalogue, set(TEXTS).__contains__, lambda number: number - 1, lambda number: number + 1, catalogue.mandates()
    )
    catalogue.close()


def understood(background: Background, question: str, *said: str) -> str:
    roles = (MessageRole.USER, MessageRole.ASSISTANT)
    history = [ChatMessage(role=roles[i % 2], content=text) for i, text in enumerate(said)]
    return standalone(question, history, background)


def test_what_was_asked_in_capitals_is_carried_like_what_was_not(background: Background) -> None:
    small = {UNMAZ[0].upper(): UNMAZ[0], "AND BY WHOM WAS IT FOUNDED?": "and by whom was it founded?"}
    hears = replace(background, small=lambda text: small.get(text, text))
    calm = understood(hears, "and by whom was it founded?", *UNMAZ)
    assert "UNMAZ" in calm
    assert understood(hears, "AND BY WHOM WAS IT FOUNDED?", UNMAZ[0].upper(), UNMAZ[1]) == calm
    assert understood(hears, "HOW WARM IS THE SEA AT NIGHT?") == "HOW WARM IS THE SEA AT NIGHT?"


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        (LAMPS, "And 7403?", "What does resolution 7403 say about lighthouses?"),
        (LAMPS, "and about harbours?", "What does resolution 7401 say about harbours?"),
        (LAMPS, "who voted against it?", "Who voted against resolution 7401?"),
        (LAMPS, "who abstained?", "Who abstained on resolution 7401?"),
        (LAMPS, "show me paragraph 1 of it", "Show me paragraph 1 of resolution 7401."),
        (LAMPS, "quote that paragraph", "Quote paragraph 2 of resolution 7401."),
        (LAMPS, "and the next paragraph?", "What does paragraph 3 of resolution 7401 say?"),
        (LAMPS, "compare that with 7403", "Compare lighthouses in resolutions 7401 and 7403."),
        ((*LAMPS, "And 7403?", "S/RES/7403 (2033), para. 1"), "who abstained on each?", "Who abstained on resolutions 7401 and 7403?"),
    ],
)  # fmt: skip
def test_a_text_in_focus_is_named(background: Background, said: Sequence[str], question: str, expected: str) -> None:
    assert understood(background, question, *said) == expected


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        (UNMAZ, "What about the one before?", "Until when does resolution 7401 extend the mandate of UNMAZ?"),
        (UNMAZ, "and its troops?", "What does resolution 7402 say about the troops of UNMAZ?"),
        (UNMAZ, "when was the mission closed?", "When was UNMAZ closed?"),
        (UNMAZ, "what replaced it?", "What does resolution 7403 decide on the establishment of UNOAZ, which came after UNMAZ?"),
        (UNMAZ, "what happens after that?", "What happens after 31 March 2033, regarding UNMAZ in resolution 7402?"),
        (UNMAZ, "What about UNOAZ?", "Until when is UNOAZ mandated?"),
        (LAMPS, "for how long?", "Until when does resolution 7401 extend the mandate of UNMAZ?"),
    ],
)  # fmt: skip
def test_a_mission_is_followed_along_its_decisions(
    background: Background, said: Sequence[str], question: str, expected: str
) -> None:
    assert understood(background, question, *said) == expected


def test_a_measure_is_followed_to_its_end(background: Background) -> None:
    said = ("How was the arms embargo on Haiti worded?", "S/RES/7404 (2031), para. 1: the sale of arms.")
    assert understood(background, "are there exceptions to it?", *said) == (
        "Are there exceptions to the arms embargo on Haiti in resolution 7404?"
    )
    lifted = understood(background, "is it still in force?", *said)
    assert lifted == "Is the arms embargo on Haiti still in force?"
    assert background.chain("the arms embargo on Haiti")[-1].key == "7405/op1"


ARMS = ("Which paragraph of 7404 bans the sale of arms to Haiti?", "S/RES/7404 (2031), para. 1: the sale of arms.")


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        (LAMPS, "sorry, I meant 7403", "What does resolution 7403 say about lighthouses?"),
        (LAMPS, "no, 7403, not 7401", "What does resolution 7403 say about lighthouses?"),
        (LAMPS, "no, I meant the harbours", "What does resolution 7401 say about the harbours?"),
        (LAMPS, "thanks, and what about 7403?", "What does resolution 7403 say about lighthouses?"),
        (LAMPS, "could you show me paragraph 1, please?", "Show me paragraph 1 of resolution 7401."),
        (LAMPS, "does it mention the ferries of Haiti as well as those of Angola?",
         "Does resolution 7401 mention the ferries of Haiti as well as those of Angola?"),
        (LAMPS, "how often must the Secretary-General report?", "How often must the Secretary-General report in resolution 7401?"),
        (LAMPS, "which paragraphs are under Chapter VII?", "Which paragraphs are under Chapter VII in resolution 7401?"),
        (LAMPS, "and the lit ones?", "What does resolution 7401 say about the lit lighthouses?"),
        (LAMPS, "was that changed later?", "Was resolution 7401 changed later?"),
        (LAMPS, "could its new lamps go to Haiti?", "Could the new lamps go to Haiti in resolution 7401?"),
        (LAMPS, "did Norway support it?", "Did Norway support resolution 7401?"),
        (LAMPS, "is that Chapter VII?", "Is resolution 7401 under Chapter VII?"),
        (LAMPS, "and the last paragraph?", "What does paragraph 2 of resolution 7401 say?"),
        (LAMPS, "and two years later?", "What does the Council say about lighthouses in 2033?"),
        (LAMPS, "which mission was told to guard them?", "Which mission was told to guard lighthouses in resolution 7401?"),
        (LAMPS, "and 7403: who decides on the office there?", "Who decides on the office in resolution 7403?"),
        (UNMAZ, "who set it up?", "Which resolution set up UNMAZ?"),
        (LAMPS, "what must the keepers of the harbour give it?", "What must the keepers of the harbour give resolution 7401?"),
        (UNMAZ, "when was it allowed to sail?", "When was UNMAZ allowed to sail?"),
        (UNMAZ, "same for UNOAZ", "Until when is UNOAZ mandated?"),
        (UNMAZ, "was it ever formally extended?", "What does paragraph 2 of resolution 7402 decide on the extension of UNMAZ?"),
        (UNMAZ, "and after that one?",
         "What does resolution 7403 decide on the establishment of UNOAZ, which came after UNMAZ?"),
        (UNMAZ, "and its successor, when was that closed?", "When was UNOAZ closed?"),
        (UNMAZ, "and in 2031?", "Until when does resolution 7401 extend the mandate of UNMAZ?"),
        (ARMS, "and the one after?", "What does paragraph 2 of resolution 7404 say?"),
        (ARMS, "and to Angola?", "Which paragraph bans the sale of arms to Angola?"),
    ],
)  # fmt: skip
def test_what_people_leave_unsaid_or_take_back(
    background: Background, said: Sequence[str], question: str, expected: str
) -> None:
    assert understood(background, question, *said) == expected


def test_a_number_that_is_a_year_means_the_year_after_a_question_on_a_year(background: Background) -> None:
    years = Background(
        background.catalogue, lambda number: number in (*TEXTS, 1998, 2003), background.before, background.after
    )
    said = ("Which resolution of 1997 spoke of ferries?", "S/RES/7401 (2031), para. 2")
    assert understood(years, "what about 1998?", *said) == "Which resolution of 1998 spoke of ferries?"
    assert understood(years, "what about 2003?", *LAMPS) == "What does resolution 2003 say about lighthouses?"


def test_each_part_of_a_question_is_remembered(background: Background) -> None:
    said = ("What does 7401 say about lighthouses and what does 7403 say about Angola?", "S/RES/7401 (2031), para. 2")
    assert understood(background, "who abstained on that resolution?", *said) == "Who abstained on resolution 7403?"


@pytest.mark.parametrize("said", [UNMAZ, LAMPS])
@pytest.mark.parametrize(
    "question",
    [
        "What does resolution 7404 say about flares?",
        "Compare the ferries in 7401, 7402 and 7403.",
        "Is it true that Haiti was told to disarm?",
        "Which resolutions of 2031 speak of ferries and of harbour masters?",
        "And the Office in Haiti, until when is it mandated?",
        "Summarise S/RES/9999 for me.",
    ],
)
def test_a_complete_question_stays_as_it_is(background: Background, said: Sequence[str], question: str) -> None:
    assert understood(background, question, *said) == question


def test_what_the_reader_names_moves_the_focus(background: Background) -> None:
    said = (*UNMAZ, "What does 7404 say about flares?", "S/RES/7404 (2031), para. 2")
    assert understood(background, "and the paragraph before?", *said) == "What does paragraph 1 of resolution 7404 say?"


def test_without_a_history_nothing_is_added(background: Background) -> None:
    assert understood(background, "and when does it expire?") == "and when does it expire?"


def test_noun_phrases_and_pronouns() -> None:
    assert noun_phrases("Who imposed an arms embargo on the island of Azuria?") == [
        "arms embargo on the island of Azuria"
    ]
    subject = subject_of("How was the weapons ban on ferries imposed?")
    assert subject is not None
    assert (subject.text, subject.lasts) == ("the weapons ban on ferries", True)
    assert in_place_of_pronoun("what was its last extension", "UNMAZ") == "what was the last extension of UNMAZ"
    assert in_place_of_pronoun("did that end", "the ban") == "did the ban end"
