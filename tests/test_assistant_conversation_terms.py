"""Follow-ups on the terms of what was spoken of, about an invented ferry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.reading.zero.dialogue.conversation import standalone
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.dialogue.unsaid import DISOBEYS
from assistant.understanding.references import references_in
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

CHAD, HAITI = "The situation in Chad", "The question concerning Haiti"
TEXTS: dict[int, tuple[dt.date, str, list[str]]] = {
    7401: (dt.date(2031, 1, 10), CHAD, [
        "Decides that all States shall prevent the sale of ferries to Chad",
        "Decides that the measures imposed by paragraph 1 above shall come into force on 3 May 2031",
        "Decides to establish a Committee of the Security Council to count the ferries",
        "Decides to meet again not later than 1 June 2031 to review the ferries",
        "Declares that in the event of failure to comply it will send a barge",
        "Calls upon Chad to paint its ferries",
    ]),
    7402: (dt.date(2031, 2, 10), CHAD, [
        "Decides that rowers and swans may cross the lagoon by ferry",
        "Decides that the decisions in paragraph one shall expire ninety days later",
    ]),
    7403: (dt.date(2032, 2, 2), CHAD, ["Decides to renew for a year the authorization set out in paragraph 1 of resolution 7402 (2031) on the lagoon"]),
    7404: (dt.date(2033, 2, 2), CHAD, ["Decides to renew for a year the authorization set out in paragraph 1 of resolution 7403 (2032)"]),
    7405: (dt.date(2031, 3, 14), HAITI, ["Decides to impose an arms embargo on Haiti until 31 March 2032", "Decides that paragraph 1 shall not apply to oars"]),
    7406: (dt.date(2032, 3, 30), HAITI, ["Decides to extend the arms embargo on Haiti until 31 March 2033"]),
    7407: (dt.date(2031, 3, 15), HAITI, ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7408: (dt.date(2032, 3, 30), HAITI, ["Decides to extend the mandate of UNMAZ until 31 March 2033"]),
    7409: (dt.date(2033, 3, 30), HAITI, ["Decides to extend the mandate of UNMAZ until 31 March 2034", "Welcomes oars"]),
    74: (dt.date(1949, 8, 11), CHAD, ["Thanks the ferryman"]),
}  # fmt: skip
CITES = {"7403/op1": ("7402/op1",), "7404/op1": ("7403/op1",), "7401/op2": ("7401/op1",)}
FERRIES = ("What may not be sold to Chad under 7401?", "S/RES/7401 (2031), para. 1 says: ferries.")
CROSSING = ("What may rowers and swans do under 7402?", "S/RES/7402 (2031), para. 1 says: cross.")
EMBARGO = ("Is the arms embargo on Haiti still in force?", "S/RES/7406 (2032), para. 1 says: until 31 March 2033.")
UNMAZ = ("When was UNMAZ last renewed?", "S/RES/7409 (2033), para. 1 says: until 31 March 2034.")


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    made: list[Resolution] = []
    for number, (day, agenda, texts) in TEXTS.items():
        one = resolution(number, day.year, texts, date=day, agenda=agenda)
        rows = tuple(row.model_copy(update={"cites": CITES.get(row.key, ())}) for row in annotate(one.paragraphs))
        decided = mandate_decisions(rows, day)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": decided}))
    path: Path = tmp_path_factory.mktemp("ferry") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    catalogue = Catalogue.open(path)
    yield Background(catalogue, set(TEXTS).__contains__, lambda _: None, lambda _: None, catalogue.mandates())
    catalogue.close()


def understood(background: Background, said: Sequence[str], question: str) -> str:
    roles = (MessageRole.USER, MessageRole.ASSISTANT)
    history = [ChatMessage(role=roles[i % 2], content=text) for i, text in enumerate(said)]
    return standalone(question, history, background)


FIFTH = "What does paragraph 5 of resolution 7401 say?"


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        # what follows if nobody obeys: the paragraph that says so, else asked of the text
        (FERRIES, "what if they refuse?", FIFTH),
        (FERRIES, "And what if nobody complies?", FIFTH),
        (FERRIES, "what does it threaten if Chad did not comply?", FIFTH),
        (CROSSING, "and if they ignore it?", "What does resolution 7402 decide in the event of non-compliance?"),
        # who watches, since when, when it is looked at again
        (FERRIES, "who watches over it?", "Which committee does resolution 7401 establish?"),
        (FERRIES, "since when?", "What does paragraph 2 of resolution 7401 say?"),
        (FERRIES, "when was the Council to look at it again?", "What does paragraph 4 of resolution 7401 say?"),
        (EMBARGO, "since when?", "When was the arms embargo on Haiti imposed?"),
        (EMBARGO, "any exceptions?", "What are the exceptions to the arms embargo on Haiti?"),
        # the end said in another paragraph, the newest renewal by what was renewed
        (CROSSING, "when were they to expire?", "What does paragraph 2 of resolution 7402 say?"),
        (CROSSING, "for how long was that last renewed?", "What does paragraph 1 of resolution 7404 say?"),
        (CROSSING, "List the resolutions that extended it.", "List the resolutions that extended resolution 7402."),
        # the time before, and not the paragraph before of an answer that was pinned
        (UNMAZ, "and the time before?", "Until when does resolution 7408 extend the mandate of UNMAZ?"),
        ((*UNMAZ, "and the time before?", "S/RES/7408 (2032), para. 1"), "and before that?",
         "Until when does resolution 7407 extend the mandate of UNMAZ?"),
        (("When was UNMAZ first extended?", "S/RES/7408 (2032), para. 1", "and the time before?", "S/RES/7407 (2031), para. 1"),
         "and the next one?", "Until when does resolution 7408 extend the mandate of UNMAZ?"),
        ((*FERRIES, "and when was UNMAZ last renewed?", "S/RES/7409 (2033), para. 1"), "and the one before?",
         "Until when does resolution 7408 extend the mandate of UNMAZ?"),
        (("Show me paragraph 2 of 7401.", "S/RES/7401 (2031), para. 2"), "and the next one?", "What does paragraph 3 of resolution 7401 say?"),
        (FERRIES, "and then?", "What does paragraph 2 of resolution 7401 say?"),
        # who has to do something is said by the text in focus
        (FERRIES, "what does Chad have to do?", "What does Chad have to do in resolution 7401?"),
        (FERRIES, "what must the Chadians do?", "what must the Chadians do?"),
        (FERRIES, "what must the Ferries do?", "What must the Ferries do in resolution 7401?"),
        (FERRIES, "what does Haiti have to do?", "what does Haiti have to do?"),
        (FERRIES, "which boats have to leave?", "Which boats have to leave in resolution 7401?"),
        (FERRIES, "to whom do States report?", "To whom do States report in resolution 7401?"),
        (("Who may board ships in Chad under 7401?", "S/RES/7401 (2031), para. 1"), "what does the panel do?",
         "What does the panel do in resolution 7401?"),
        # an organization is no mission: the text in focus stays
        (("What did 7401 ask of Chad?", "S/RES/7401 (2031), para. 1"), "and of the IAEA?", "What did 7401 ask of IAEA?"),
        (("Who owns the ferries under 7401?", "S/RES/7401 (2031), para. 1"), "and the IAEA?", "What does resolution 7401 say about the IAEA?"),
        (("What may cross the lagoon in Chad under 7402?", "S/RES/7402 (2031), para. 1"), "and in the 2032 one?",
         "What may cross the lagoon in Chad under resolution 7403?"),
    ],
)  # fmt: skip
def test_terms(background: Background, said: Sequence[str], question: str, expected: str) -> None:
    assert understood(background, said, question) == expected


def test_what_was_done_is_told_by_the_paragraph_that_decides(background: Background) -> None:
    """The text in focus is the one that decides, where the first paragraph of the answer only welcomes something."""
    said = ("Which mission was sent to Haiti in 2032?", "S/RES/7409 (2033), para. 2; S/RES/7408 (2032), para. 1")
    assert understood(background, said, "who pays?").endswith("in resolution 7408?")
    said = ("What is welcomed in Haiti?", said[1])
    assert understood(background, said, "who pays?").endswith("in resolution 7409?")


@pytest.mark.parametrize("asked", ["what if not?", "And if Chad won't listen?", "what if they do not comply with it?"])
def test_disobedience(asked: str) -> None:
    assert DISOBEYS.search(asked)


@pytest.mark.parametrize(
    "asked", ["what if the ferry does not sink?", "Which States refuse oars?", "if the oars fail the test, who pays?"]
)
def test_no_disobedience(asked: str) -> None:
    assert not DISOBEYS.search(asked)


def test_a_short_number_that_says_something_is_a_resolution() -> None:
    known = {74, 15}.__contains__
    assert [each.pinpoint.resolution for each in references_in("What does 74 say about ferries?", known)] == [74]
    assert not references_in("What do 15 members say about ferries?", known)
    assert not references_in("What does 99 say?", known)
