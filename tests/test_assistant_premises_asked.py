"""Who is asked, condemned or counted, what is only asked for, and what ended: what a question takes for granted of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.reading.zero.kinds.wrong_action import other_action
from assistant.reading.zero.question import Question, understand
from tests.decided import decided
from tests.factories import resolution
from tests.invented import open_assistant, publish
from vectorstore.catalogue import Catalogue

HARBOUR = resolution(
    7401, 2034,
    [
        "Demands that Togo take its patrol boats out of the lagoon of Malta and dim the lanterns there",
        "Welcomes the fact that Malta has dimmed its own lanterns, and notes the drills held in Gabon",
        "Encourages Gabon and Kenya to keep up their joint lantern watches after dusk",
        "Urges all States to refrain from the export of weapons to Togo",
        "Calls upon Togo and Malta to seek a settlement of their dispute over the border in the lagoon",
        "Decides that UNLWM shall have up to 400 lantern keepers, 250 military personnel and 90 police officers",
        "Decides to move two launches from UNLWM to UNHMG for a month, and thanks UNHMG for its help",
        "Strongly condemns the beatings carried out against the lamplighters of Malta",
        "Commends Mr. Anselm Korbach for the lantern register",
        "Condemns the lack of lanterns on the part of Mr. Otmar Quill, who has not complied",
        "Calls upon all those concerned in the lagoon to work with the Lantern Guard",
        "Requests the keepers to finish by 1 May 2012",
    ],
    ["Having heard the statement of Mrs. Cosima Pell"],
    date=dt.date(2034, 3, 1),
    subject="situation in the lagoon",
)  # fmt: skip

BAN = resolution(
    7402, 2034,
    [
        "Decides that all States shall prevent the sale of weapons to Togo and of oil from Gabon",
        "Decides that the border in the lagoon is the one drawn by the Lagoon Commission, whose decision is final",
        "Stresses the concern of Kenya about the lanterns",
        "Demands that the Lantern Guard turn over the stolen lamps without delay",
    ],
    date=dt.date(2034, 4, 1),
    subject="weapons and the border in the lagoon",
)  # fmt: skip


PIERS = resolution(
    7403, 2034,
    ["Demands that Togo leave the piers of Malta", "Commends Kenya for the repair of the piers"],
    date=dt.date(2034, 5, 1),
    subject="the piers",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, [HARBOUR, BAN, PIERS])
    return open_assistant(folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which paragraph of 7401 demands that Malta take its patrol boats away?", "asks this of Malta: see S/RES/7401 (2034), para. 1"),
        ("Which paragraph of 7401 obliges Gabon and Kenya to keep up their lantern watches?", "is “encourages”"),
        ("Which ban on weapons for Togo does resolution 7401 impose?", "decides on such a measure: what it has on the matter is S/RES/7401 (2034), para. 4"),
        ("Which paragraph of 7403 orders Kenya to pay for the launches?", "asks anything of Kenya: see S/RES/7403 (2034), para. 2"),
        ("Which paragraph of 7403 praises Malta for the piers?", "has the name of Malta: see S/RES/7403 (2034), para. 2"),
        ("Which paragraph of 7401 draws the border between Togo and Malta?", "draws a border or decides on its course"),
        ("How many soldiers did resolution 7401 give UNHMG?", "counts nobody for UNHMG"),
        ("In which paragraph of 7401 are two launches moved from UNHMG to UNLWM?", "the other way round"),
        ("Which paragraph of 7401 condemns the lamplighters of Malta for the beatings?", "does not condemn the lamplighters"),
        ("Which paragraph of 7401 condemns Anselm Korbach for the register?", "condemns anybody"),
        ("Which paragraph of 7401 praises Otmar Quill for his lanterns?", "praises anybody"),
        ("Which paragraph of 7401 makes Cosima Pell envoy to the lagoon?", "fills a post"),
        ("Which paragraph of 7401 gives UNLWM 90 soldiers?", "is not one of soldiers"),
        ("Which paragraph of 7401 sets the ceiling of UNLWM at 2012 troops?", "does not name the number 2012"),
        ("Which paragraph of 7401 sends UNLWM to Bhutan?", "does not speak of Bhutan"),
        ("Which paragraph of 7401, invoking Chapter VII, moves two launches?", "speaks of Chapter VII"),
        ("Which paragraph of 7402 bans oil from Kenya?", "No operative paragraph on measures of S/RES/7402 (2034) names Kenya"),
    ],
)  # fmt: skip
def test_what_the_text_says_of_others_is_corrected(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraph of 7401 demands that Togo take its patrol boats away?",
        "Which paragraph of 7401 asks Gabon and Kenya to keep up their lantern watches?",
        "Which export of weapons does resolution 7401 urge States to refrain from?",
        "Which arms embargo on Togo does resolution 7402 impose?",
        "Which paragraph of 7402 draws the border in the lagoon?",
        "Which paragraph of 7401 calls upon Togo and Malta to settle the border?",
        "How many military personnel did resolution 7401 give UNLWM?",
        "In which paragraph of 7401 are two launches moved from UNLWM to UNHMG?",
        "Which paragraph of 7401 condemns the beatings of the lamplighters?",
        "Which paragraph of 7401 praises Anselm Korbach for the register?",
        "Which paragraph of 7401 condemns Otmar Quill for the lack of lanterns?",
        "Which paragraph of 7401 gives UNLWM 90 police officers?",
        "Which paragraph of 7402 bans oil from Gabon?",
        "Which paragraph of 7403 praises Kenya for the piers?",
        "Which paragraph of 7403 orders Togo to leave the piers of Malta?",
        "Which paragraph of 7402 demands that the Lantern Guard hand over the stolen lamps?",
    ],
)
def test_what_the_text_says_is_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text


_DECIDED = {
    8401: (dt.date(2030, 3, 1), ["Decides to establish the United Nations Mission in Azuria (UNMAZ) until 1 March 2031"]),
    8402: (dt.date(2031, 2, 20), ["Decides to extend the mandate of UNMAZ until 1 March 2032"]),
    8403: (dt.date(2032, 2, 20), ["Decides to terminate the mandate of UNMAZ on 1 March 2032"]),
    8404: (dt.date(2032, 3, 1), ["Decides to establish the United Nations Mission in Borduria (UNMBO) until 1 March 2035"]),
    8405: (dt.date(2033, 3, 1), ["Decides to extend the mandate of UNMBO until 1 March 2036"]),
    8406: (dt.date(2034, 3, 1), ["Decides to extend the mandate of UNMBO until 1 March 2037", "Requests the Secretary-General to start the liquidation of UNMBO on that day"]),
}  # fmt: skip


def _asked(text: str, catalogue: Catalogue) -> Question:
    return understand(text, known=lambda number: catalogue.record(number) is not None)


def test_what_closed_a_body_is_named_where_the_named_resolution_did_not(tmp_path: Path) -> None:
    with decided(tmp_path, _DECIDED) as catalogue:
        asked = _asked("UNMAZ was closed by resolution 8402, right?", catalogue)
        record = catalogue.record(8402)
        assert record is not None
        (told,) = other_action(asked, record, catalogue.paragraphs_of(8402), catalogue)
    assert "decided in S/RES/8403 (2032), para. 1" in told.text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("Which paragraph of 8402 ends UNMAZ?", True),
        ("Which paragraph of 8403 extends UNMAZ?", True),
        ("Which paragraph of 8402 extends UNMAZ?", False),
        ("Which paragraph of 8403 terminates UNMAZ?", False),
        ("Which resolution after 8402 ended UNMAZ?", False),
        ("UNMAZ was closed by resolution 8402, right?", True),
        ("UNMAZ was withdrawn by resolution 8402, right?", True),
        ("UNMBO was closed by resolution 8406, right?", False),  # its words tell the end
    ],
)
def test_what_is_extended_is_not_ended(tmp_path: Path, question: str, wrong: bool) -> None:
    with decided(tmp_path, _DECIDED) as catalogue:
        asked = _asked(question, catalogue)
        record = catalogue.record(asked.numbers[0])
        assert record is not None
        assert bool(other_action(asked, record, catalogue.paragraphs_of(record.number), catalogue)) is wrong
