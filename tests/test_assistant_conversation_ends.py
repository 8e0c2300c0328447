"""Follow-ups on what ended a thing spoken of, at a month on the same matter, and from a year on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.reading.zero.dialogue.conversation import standalone
from assistant.reading.zero.dialogue.heads import with_whole_name
from assistant.reading.zero.dialogue.phrases import in_place_of_pronoun, subject_of
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.dialogue.unsaid import SUCCESSOR, leaves_unsaid
from assistant.understanding.references import references_in
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

TEXTS: dict[int, tuple[dt.date, str, list[str]]] = {
    7501: (dt.date(2031, 3, 14), "measures on Haiti", ["Decides that all States shall take the necessary measures to prevent the supply of arms to Haiti",
                                  "Decides to establish a Committee of the Security Council to watch over the measures"]),
    7502: (dt.date(2032, 5, 2), "measures on Haiti", ["Decides that all States shall take the necessary measures to prevent the supply of timber to Haiti"]),
    7503: (dt.date(2034, 6, 2), "lifting of measures on Haiti", ["Decides to terminate the measures on arms imposed on Haiti by paragraph 1 of resolution 7501 (2031)",
                                  "Decides to dissolve the Committee established by paragraph 2 of resolution 7501 (2031)"]),
    7504: (dt.date(2036, 6, 2), "measures on Haiti", ["Decides to terminate the measures on kites imposed on Haiti by paragraph 9 of resolution 7409 (2020)"]),
    7505: (dt.date(2031, 4, 2), "mission in Angola", ["Decides to establish the United Nations Mission in Angola (UNMAZ) until 31 March 2032"]),
    7506: (dt.date(2031, 9, 4), "mission in Angola", ["Decides to extend the mandate of UNMAZ until 31 May 2032"]),
    7507: (dt.date(2031, 9, 24), "mission in Angola", ["Decides to adjust the mandate of UNMAZ and to keep forty observers"]),
    7508: (dt.date(2037, 1, 4), "termination of the Seed Programme", ["Requests the Secretary-General to close the books of the Seed Programme"]),
}  # fmt: skip
ROOTS = {"7503/op1": (7501,), "7503/op2": (7501,), "7504/op1": (7409,)}
ARMS = ("What may not go to Haiti under 7501?", "S/RES/7501 (2031), para. 1: arms.")
TIMBER = ("What sanctions did 7501 put on Haiti?", "S/RES/7501 (2031), para. 1: arms.", "and timber?", "S/RES/7502 (2032), para. 1: timber.")  # fmt: skip
LIFTED = (*ARMS, "Which resolution lifted the embargo?", "S/RES/7503 (2034), para. 1 terminates the measures on arms.")
UNMAZ = ("Which resolution set up UNMAZ?", "S/RES/7505 (2031), para. 1 sets it up.")
SEEDS = ("How does 7502 pay for the Seed Programme?", "S/RES/7502 (2032), para. 1: with timber.")


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    made: list[Resolution] = []
    for number, (day, subject, texts) in TEXTS.items():
        one = resolution(number, day.year, texts, date=day).model_copy(
            update={"subject": subject, "agenda": subject, "title": subject}
        )
        cites = {"7503/op1": ("7501/op1",), "7503/op2": ("7501/op2",)}
        rows = tuple(row.model_copy(update={"cites": cites.get(row.key, ())}) for row in annotate(one.paragraphs))
        decided = tuple(
            each.model_copy(update={"roots": ROOTS.get(each.key, each.roots)}) for each in mandate_decisions(rows, day)
        )
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": decided}))
    path: Path = tmp_path_factory.mktemp("ends") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    catalogue = Catalogue.open(path)
    yield Background(
        catalogue, set(TEXTS).__contains__, lambda number: number - 1, lambda number: number + 1, catalogue.mandates()
    )
    catalogue.close()


def understood(background: Background, question: str, said: tuple[str, ...]) -> str:
    roles = (MessageRole.USER, MessageRole.ASSISTANT)
    history = [ChatMessage(role=roles[i % 2], content=text) for i, text in enumerate(said)]
    return standalone(question, history, background)


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        (ARMS, "Which resolution lifted the embargo?", "What does resolution 7503 decide on the end of the embargo?"),
        (ARMS, "Which resolution dissolved the committee?", "What does resolution 7503 decide on the end of the committee?"),
        (LIFTED, "what became of the committee?", "What does resolution 7503 decide on the end of the committee?"),
        (TIMBER, "When did these measures end?", "What does resolution 7503 decide on the end of the measures?"),
        (SEEDS, "Which resolution ended the programme?", "What does resolution 7508 decide on the end of the Seed Programme?"),
    ],
)  # fmt: skip
def test_what_ended_a_thing_is_found_by_its_origin(
    background: Background, said: tuple[str, ...], question: str, expected: str
) -> None:
    assert understood(background, question, said) == expected


def test_measures_come_back_that_the_text_in_focus_ends(background: Background) -> None:
    assert understood(background, "can they come back?", LIFTED) == (
        "Can the terminated measures come back in resolution 7503?"
    )
    assert "terminated" not in understood(background, "can they come back?", ARMS)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How was its mandate cut in September 2031?", "How was the mandate of UNMAZ cut in resolution 7507?"),
        ("Until when was it extended in September 2031?", "Until when was UNMAZ extended in resolution 7506?"),
    ],
)
def test_of_a_month_the_text_that_does_what_is_asked_is_taken(
    background: Background, question: str, expected: str
) -> None:
    assert understood(background, question, UNMAZ) == expected


def test_the_thing_itself_stands_in_place_of_a_pronoun() -> None:
    assert in_place_of_pronoun("when had its soldiers and police to go", "UNMAZ") == (
        "when had the soldiers and police of UNMAZ to go"
    )
    assert in_place_of_pronoun("how was its mandate cut down", "UNMAZ") == "how was the mandate of UNMAZ cut down"
    made = subject_of("Which body of kite inspectors did it create for Haiti?")
    assert made is not None
    assert made.text == "the body of kite inspectors"
    assert with_whole_name("who ended the programme", ["the seed programme"]) == "who ended the seed programme"
    assert with_whole_name("who ended the programme of work", ["the seed programme"]) == "who ended the programme of work"  # fmt: skip


def test_things_spoken_of_point_back(background: Background) -> None:
    spoken = "a ban on flights makes a no-fly zone over Haiti"
    assert leaves_unsaid("When did the no-fly zone end?", [], spoken)
    assert not leaves_unsaid("When did the no-fly zone end?", [], "timber")
    assert not leaves_unsaid("When did the no-fly zone over Haiti end?", [], "timber")
    question = "Which body took over its work under 7503?"
    assert leaves_unsaid(question, references_in(question, background.known), "")
    assert not SUCCESSOR.search("which committee follows this")
    assert SUCCESSOR.search("which mission followed it")


def test_a_time_from_a_year_on_takes_the_place_of_the_year(background: Background) -> None:
    said = ("Whom did the 2031 arms embargo on Haiti cover?", "S/RES/7502 (2032), para. 1.")
    assert understood(background, "And after 2032?", said) == "Whom did the arms embargo on Haiti cover after 2032?"
