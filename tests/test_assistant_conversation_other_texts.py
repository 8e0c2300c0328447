"""Follow-ups that mean another text than the one in focus, about an invented lagoon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.reading.zero.dialogue.conversation import standalone
from assistant.reading.zero.dialogue.phrases import noun_phrases
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.dialogue.unsaid import points_to_a_text
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

CHAD, HAITI = "The situation in Chad", "The question concerning Haiti"
TEXTS: dict[int, tuple[dt.date, str, list[str]]] = {
    7301: (dt.date(2031, 1, 10), CHAD, ["Decides that all States shall prevent the sale of oars to Chad", "Requests a report on the oars within ten days"]),
    7302: (dt.date(2031, 1, 11), CHAD, ["Urges all States to lend the swans of the lagoon a boat", "Asks for an account of the swans"]),
    7303: (dt.date(2031, 6, 2), CHAD, ["Decides to establish a Committee of the Council to watch the oars", "Decides that States shall freeze the funds of the rowers"]),
    7304: (dt.date(2032, 2, 2), CHAD, ["Demands that the swans of the lagoon be counted again"]),
    7305: (dt.date(2031, 3, 14), HAITI, ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7306: (dt.date(2032, 3, 30), HAITI, ["Decides to extend the mandate of UNMAZ until 31 March 2033"]),
    7307: (dt.date(2033, 3, 30), HAITI, ["Decides to extend the mandate of UNMAZ until 31 March 2034"]),
    7308: (dt.date(2034, 3, 29), HAITI, ["Decides to establish the United Nations Office in Haiti (UNOAZ) until 30 April 2035", "Decides that UNOAZ replaces UNMAZ"]),
    7311: (dt.date(2031, 2, 1), CHAD, ["Requests the Secretary-General to appoint a committee of experts on oars"]),
    7309: (dt.date(2033, 5, 5), CHAD, ["Welcomes the agreement on boats reached at Pondside in April 2033", "Decides that forty rowers count the swans of the lagoon"]),
    7310: (dt.date(2034, 3, 1), HAITI, ["Notes that all rowers go home by 31 March 2034"]),
}  # fmt: skip
CITES = {"7303/op1": ("7301/op1",), "7303/op2": ("7301",), "7304/op1": ("7302",)}
OARS = ("What may not be sold to Chad under 7301?", "S/RES/7301 (2031), para. 1 says: oars.")
SWANS = ("What is said of the swans in Chad in 7302?", "S/RES/7302 (2031), para. 1")
ROWERS = ("How many rowers count the swans in 7304?", "S/RES/7304 (2032), para. 1")
FUNDS = ("Whose funds does 7303 freeze for Chad?", "S/RES/7303 (2031), para. 2")
FIRST = ("How long did 7306 extend UNMAZ?", "S/RES/7306 (2032), para. 1")
OF_2032 = ("What was decided on UNMAZ in 2032?", "S/RES/7307 (2033), para. 1; S/RES/7306 (2032), para. 1")
SHIPS = ("By when are reports on swans due in Chad?", "S/RES/7302 (2031), para. 2")
UNMAZ = ("Until when is UNMAZ mandated?", "S/RES/7307 (2033), para. 1 says: until 31 March 2034.")
RENEWED = (
    "List the resolutions that renewed UNMAZ.",
    "Two: S/RES/7306 (2032), para. 1; S/RES/7307 (2033), para. 1.",
)


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    made: list[Resolution] = []
    for number, (day, agenda, texts) in TEXTS.items():
        one = resolution(number, day.year, texts, date=day, agenda=agenda)
        rows = tuple(row.model_copy(update={"cites": CITES.get(row.key, ())}) for row in annotate(one.paragraphs))
        decided = mandate_decisions(rows, day)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": decided}))
    path: Path = tmp_path_factory.mktemp("lagoon") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    catalogue = Catalogue.open(path)
    yield Background(catalogue, set(TEXTS).__contains__, lambda _: None, lambda _: None, catalogue.mandates())
    catalogue.close()


def understood(background: Background, said: Sequence[str], question: str) -> str:
    roles = (MessageRole.USER, MessageRole.ASSISTANT)
    history = [ChatMessage(role=roles[i % 2], content=text) for i, text in enumerate(said)]
    return standalone(question, history, background)


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        # what another text does
        (OARS, "Which committee was created to follow up on that?", "Which committee does resolution 7303 establish?"),
        (OARS, "And the committee for it, where was that set up?", "Which committee does resolution 7303 establish?"),
        (OARS, "which resolution then froze Rowing funds?", "Which paragraph of resolution 7303 froze Rowing funds?"),
        (OARS, "Which later resolution dealt with the rowers' money?", "Which paragraph of resolution 7303 dealt with the rowers' money?"),
        (SWANS, "and the one that demanded a count?", "Which paragraph of resolution 7304 demanded a count?"),
        (OARS, "Which funds did the Council freeze after that?", "Which funds did the Council freeze in resolution 7303?"),
        (OARS, "Which resolution froze the rowers' funds?", "Which paragraph of resolution 7303 froze the rowers' funds?"),
        (OARS, "When did the Council ask for a count?", "When did the Council ask for a count, regarding Chad?"),
        (OARS, "When was the ring cap introduced?", "When was the ring cap introduced, regarding Chad?"),
        (OARS, "Which UN boats did the Council send there later?", "Which UN boats did the Council send in Chad later?"),
        (OARS, "Which committee watches that?", "Which committee does resolution 7303 establish?"),
        (FUNDS, "Which committee watches it?", "Which committee does resolution 7303 establish?"),
        (ROWERS, "and after Pondside's agreement?", "How many rowers count the swans in resolution 7309?"),
        (ROWERS, "and the agreement on boats of 2033?", "The agreement on boats in resolution 7309?"),
        (FIRST, "What was its final extension?", "What does paragraph 1 of resolution 7307 decide on the extension of UNMAZ?"),
        (FIRST, "until when was it extended the year after?", "Until when does resolution 7307 extend the mandate of UNMAZ?"),
        (OF_2032, "until when did that resolution extend it?", "Until when does resolution 7306 extend the mandate of UNMAZ?"),
        (ROWERS, "and after the Pondside agreement of 2033?", "How many rowers count the swans in resolution 7309?"),
        (UNMAZ, "which later resolution speaks of that date?", "Which paragraph of resolution 7310 speaks of 31 March 2034?"),
        # of whom the question does not say what it is
        (UNMAZ, "What office came after it?", "What does resolution 7308 decide on the establishment of UNOAZ, which came after UNMAZ?"),
        (UNMAZ, "Which mission took over in May 2034?", "What does resolution 7308 decide on the establishment of UNOAZ, which came after UNMAZ?"),
        (UNMAZ, "And the office that took over from it, how many rowers did it get?", "How many rowers did UNOAZ get?"),
        (OARS, "Which resolution imposed the fishing ban?", "Which resolution imposed the fishing ban on Chad?"),
        (SHIPS, "Which resolution asked for those reports first?", "Which resolution asked for the reports on swans first?"),
        (OARS, "what was banned for the rowers of that country in 2040?", "What was banned for the rowers of Chad in 2040?"),
        # the text beside
        (OARS, "what does the next resolution want for the Swans there?", "What does resolution 7302 want for the Swans there?"),
        (OARS, "what does the same resolution ask the United Rowers to write?", "What does resolution 7301 ask the United Rowers to write?"),
        (SWANS, "and the resolution before that?", "What is said of the swans in Chad in resolution 7301?"),
        # one of a list
        (RENEWED, "Until what day did the last one run?", "Until when does resolution 7307 extend the mandate of UNMAZ?"),
        (RENEWED, "When did the first of them end?", "Until when does resolution 7306 extend the mandate of UNMAZ?"),
        # a year of its own
        (SWANS, "What about the 2032 count in the same country?", "The count in Chad in resolution 7304?"),
        (UNMAZ, "and the one of March 2031, what did it establish?", "What did resolution 7305 establish?"),
        (SWANS, "and in 2032?", "What is said of the swans in Chad in resolution 7304?"),
        (SWANS, "who fled after the flood of 2032?", "Who fled after the flood of 2032, regarding swans in Chad?"),  # an event
        # a noun ahead of its question
        (SWANS, "and the rowers there, which resolution paid them?", "Which resolution paid the rowers in Chad?"),
    ],
)  # fmt: skip
def test_another_text_is_meant(background: Background, said: Sequence[str], question: str, expected: str) -> None:
    assert understood(background, said, question) == expected


@pytest.mark.parametrize(
    ("said", "question"),
    [
        (UNMAZ, "Which mission replaced UNTAZ in Mali?"),
        (OARS, "Which resolution set up a committee on Mali?"),
        (OARS, "Which resolution imposed the fishing ban on Mali?"),
    ],
)
def test_what_names_itself_whom_it_means_stays(background: Background, said: Sequence[str], question: str) -> None:
    assert understood(background, said, question) == question


def test_a_text_is_pointed_to_unless_the_sentence_names_it() -> None:
    assert points_to_a_text("what does the same resolution ask South Azuria to do?")
    assert points_to_a_text("and the renewal before that one?")
    assert not points_to_a_text("Which resolution ended it, and who voted for that resolution?")


def test_a_verb_is_no_noun_behind_did() -> None:
    assert noun_phrases("What did ban for the rowers?") == ["rowers"]
    assert noun_phrases("What did the ban cover?") == ["ban"]
