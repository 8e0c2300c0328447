"""Sentences of a model that assert by their yes or no alone: no paragraph lends them its "not", or its "shall"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import SentenceVerdict
from assistant.checking.verify import verify_text
from assistant.draft import Draft
from tests.factories import resolution
from tests.invented import open_assistant, publish
from tests.openai_server import OpenAIServer, Reply, openai_server
from vectorstore.catalogue import Catalogue, write_catalogue

# Each paragraph allows, bids or bans something, and has a "not", an "unless", a "nothing" or a "without" of its own.
BRIDGES = resolution(
    7030, 2034, subject="the bridges of Port Sarra", agenda="The situation in Azuria",
    ops=[
        "Authorizes Coastal States, unless Azuria by 4 May 2034 opens the bridges, to use all means to lift the barriers",
        "Decides that all States shall not sell planks to the Coral Front, and that pilots may cross without a permit",
        "Decides that nothing in this resolution shall hinder the ferries",
        "Decides that no toll shall be due from widows",
        "Decides that the toll shall be due whether the ferries are armed or not",
    ],
)  # fmt: skip
CITE = "S/RES/7030 (2034), para. {}"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("bridges") / "catalogue.sqlite"
    write_catalogue(path, [BRIDGES])
    return Catalogue.open(path)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, [BRIDGES])
    return folder


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server() as running:
        yield running


def verdicts(text: str, texts: Catalogue) -> list[SentenceVerdict]:
    keys = frozenset(row.key for row in texts.paragraphs_of(7030))
    return [sentence.verdict for sentence in verify_text(Draft(text), keys, texts).sentences]


BARE = """It does not|No|Not|Never|Neither|None|Nothing|Nobody|Nor does it|It doesn't|It doesn’t|It does n\u200bot|They do not
They may not|It shall not|It cannot|It can't|It isn't|It is not|That is not so|Not so|Not at all|Not yet|No longer|By no means
No, it does not|It does not do so|The Council does not|The Council did not|The resolution does not say so|The text says no
Paragraph 2 does not|Hardly|Nope|On the contrary|The opposite|Wrong|False|Incorrect|That is not the case, no|Unless|Only|Except
Without|Yes|Yes, it does|It does|They do|It may|It must|It shall|It will|It is|They are|There is|That is so|So it is|Indeed|True
That is true|Correct|Right|Exactly|Certainly|All|Some|Any|The Council decides|It authorizes|It so decides|NO|NOT|**No**|*No*
“No”|“It does not”|"Not"|(No)|- No|1. No|- It does not|> Never|# No|No!|No –|❌|✓|✓✓|👍|👎|🚫|✗ ✗|≠|¬
Coastal States may not|Azuria does not|The Coral Front is not|UNMAZ did not|Coastal States never|Azuria: no|The ferries, no"""


@pytest.mark.parametrize("form", ["{} [{}].", "{} ({}).", "{}. ({})", "According to the text, {} [{}].", "{}, see {}"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_sentence_without_words_of_its_own_is_marked(form: str, at: int, texts: Catalogue) -> None:
    for said in (each for line in BARE.split("\n") for each in line.split("|")):
        found = verdicts(form.format(said, CITE.format(at)), texts)
        assert SentenceVerdict.NOT_SUPPORTED in found, said
        assert SentenceVerdict.SUPPORTED not in found, said


@pytest.mark.parametrize(
    "said",
    [
        "No, Coastal States may use all means to lift the barriers",
        "Coastal States may not use all means to lift the barriers",
        "Coastal States are never authorized to lift the barriers",
        "It does not; Azuria opens the bridges",
        "It does not — Coastal States may lift the barriers",
        "❌ Coastal States may use all means to lift the barriers",
        "None may lift the barriers",
        "Not even Coastal States may lift the barriers",
    ],
)
def test_a_not_belongs_to_the_word_that_it_denies(said: str, texts: Catalogue) -> None:
    assert verdicts(f"{said} [{CITE.format(1)}].", texts) == [SentenceVerdict.NOT_SUPPORTED]


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("Coastal States may use all means to lift the barriers", 1),
        ("All States shall not sell planks to the Coral Front", 2),
        ("All States must not sell planks to the Coral Front", 2),
        ("Pilots may cross without a permit", 2),
        ("No toll shall be due from widows", 4),
        ("Nothing shall hinder the ferries", 3),
        ("The toll shall be due whether the ferries are armed or not", 5),
    ],
)
def test_what_the_text_denies_may_be_denied(said: str, at: int, texts: Catalogue) -> None:
    assert verdicts(f"{said} [{CITE.format(at)}].", texts) == [SentenceVerdict.SUPPORTED]


@pytest.mark.parametrize(
    "said",
    [
        "[{}]",
        "See [{}].",
        "The answer is in [{}].",
        "The text is: [{}]",
        "The passages do not answer the question.",
        "The texts do not say.",
        "Both in [{}] and in [{}].",
    ],
)
def test_what_only_points_says_neither_yes_nor_no(said: str, texts: Catalogue) -> None:
    assert verdicts(said.format(CITE.format(1), CITE.format(2)), texts) == [SentenceVerdict.CONNECTING]


@pytest.mark.parametrize(
    "said", ["No.", "It is.", "It does not.", "The text does not.", "The passages do not.", "Yes."]
)
def test_without_a_citation_it_is_marked_as_well(said: str, texts: Catalogue) -> None:
    assert verdicts(said, texts) == [SentenceVerdict.NOT_SUPPORTED]


@pytest.mark.parametrize(
    "said", ["???", "✓✓", "((((", "…", "\u200b\u200b", "\u202e", "❌", "***", "- - -", "“”", "\n\n"]
)
def test_an_answer_without_one_letter_is_none(said: str, data: Path, server: OpenAIServer) -> None:
    server.enqueue(Reply(said))
    answer = open_assistant(data, server.base_url, retries=0).ask("Who may lift the barriers of the bridges?")
    assert answer.notice.startswith("The language model answered with nothing.")
    assert answer.writer == "extractive"
    assert answer.citations[0].key == "7030/op1"


@pytest.mark.parametrize(
    "said", ["It does not [S/RES/7030 (2034), para. 1].", "No.", "In short:", "See below.", "The text does not."]
)
def test_the_texts_answer_where_a_model_says_no_alone(said: str, data: Path, server: OpenAIServer) -> None:
    server.enqueue(Reply(said))
    answer = open_assistant(data, server.base_url, repair=False).ask(
        "May Coastal States lift the barriers of the bridges?"
    )
    assert answer.notice.startswith("No sentence of the language model's answer is supported")
    assert answer.text.startswith("S/RES/7030 (2034), para. 1 (1 January 2034): “Authorizes Coastal States")
    assert all(sentence.verdict is not SentenceVerdict.SUPPORTED for sentence in answer.sentences)
