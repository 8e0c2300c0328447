"""Follow-ups on who took whose place, on the end of a part, and on annexes that are none of the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.reading.zero.dialogue.conversation import standalone
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.kinds.annex_meant import with_annexes_of_others
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

TEXTS: dict[int, tuple[dt.date, list[str]]] = {
    7401: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Angola (UNMAZ) until 31 March 2032",
                                  "Decides that annex 3 of the Lamp Agreement binds the keepers"]),
    7402: (dt.date(2032, 3, 30), ["Decides to extend the mandate of UNMAZ until 31 March 2033"]),
    7403: (dt.date(2033, 3, 29), ["Decides to establish the United Nations Office in Angola (UNOAZ) until 30 April 2034",
                                  "Decides that UNOAZ replaces UNMAZ on 1 April 2033"]),
    7404: (dt.date(2031, 5, 2), ["Decides that all States shall take the necessary measures to prevent the supply of timber and diamonds to Haiti"]),
    7405: (dt.date(2034, 6, 2), ["Decides to terminate the measures on diamonds imposed on Haiti by paragraph 1 of resolution 7404 (2031)"]),
}  # fmt: skip
UNMAZ = ("Until when is UNMAZ mandated?", "S/RES/7402 (2032), para. 1 says: until 31 March 2033.")
HAITI = ("What may not go to Haiti under 7404?", "S/RES/7404 (2031), para. 1: timber and diamonds.")
FIRST = (
    "When was UNMAZ first set up?",
    "The first of 2 decisions in the corpus that sets it up is S/RES/7401 (2031), para. 1.",
)


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    made: list[Resolution] = []
    for number, (day, texts) in TEXTS.items():
        one = resolution(number, day.year, texts, date=day)
        cites = {"7405/op1": ("7404/op1",)}
        rows = tuple(row.model_copy(update={"cites": cites.get(row.key, ())}) for row in annotate(one.paragraphs))
        decided = tuple(
            each.model_copy(update={"roots": (7404,)}) if each.key in cites else each
            for each in mandate_decisions(rows, day)
        )
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": decided}))
    path: Path = tmp_path_factory.mktemp("heirs") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    catalogue = Catalogue.open(path)
    yield Background(
        catalogue, set(TEXTS).__contains__, lambda number: number - 1, lambda number: number + 1, catalogue.mandates()
    )
    catalogue.close()


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        (UNMAZ, "How did it become UNOAZ?", "How did UNMAZ become UNOAZ in resolution 7403?"),
        (UNMAZ, "When did UNOAZ take over from it?", "When did UNOAZ take over from UNMAZ in resolution 7403?"),
        ((*UNMAZ, "How did it become UNOAZ?", "S/RES/7403 (2033), para. 2"), "until when was it first mandated?",
         "Until when does resolution 7403 extend the mandate of UNOAZ?"),
        (HAITI, "When was the diamond part lifted?", "What does resolution 7405 decide on the end of the measures on diamonds?"),
        (HAITI, "When did these measures stop?", "What does resolution 7405 decide on the end of the measures?"),
        (FIRST, "did it inspect lamps?", "Did UNMAZ inspect lamps in resolution 7401?"),  # the corpus in a sentence hides no paragraph
    ],
)  # fmt: skip
def test_follow_ups(background: Background, said: tuple[str, ...], question: str, expected: str) -> None:
    roles = (MessageRole.USER, MessageRole.ASSISTANT)
    history = [ChatMessage(role=roles[i % 2], content=text) for i, text in enumerate(said)]
    assert standalone(question, history, background) == expected


def test_an_annex_of_an_agreement_is_no_annex_of_the_text(background: Background) -> None:
    def read(text: str) -> tuple[Intent, bool]:
        question = understand(text, known=background.known)
        changed = with_annexes_of_others(question, background.catalogue)
        return changed.intent, changed != question

    assert read("Who judges the keepers' annex in resolution 7401?") == (Intent.SEARCH, True)
    assert read("What does annex A of resolution 7401 say?")[1] is False
    assert read("Who judges the keepers' annex in resolution 7402?")[1] is False  # its text speaks of none
