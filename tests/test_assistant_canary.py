"""A model that makes up half of what it says: each made-up sentence is marked, each true one is not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.answer import SentenceVerdict, Verdict
from tests.canary import falsified, true_of
from tests.invented import open_assistant, publish
from tests.openai_server import Reply, openai_server
from tests.test_assistant_checking import HARBOUR

QUESTION = "What does resolution 7020 decide on UNMAZ, flares and pilots?"
ROWS = [row for row in HARBOUR.paragraphs if row.kind == "operative" and not row.path and not row.text.endswith(":")]
OTHERS = [row for row in HARBOUR.paragraphs if row.kind == "operative" and not row.path]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canary")
    publish(folder, [HARBOUR])
    return folder


@pytest.mark.parametrize("seed", range(4))
def test_each_fabrication_is_marked_and_each_true_sentence_is_not(data: Path, seed: int) -> None:
    draw = random.Random(seed)
    said = [(each, True) for row in ROWS for each in true_of(row)]
    made_up = [(each, False) for row in ROWS for each in falsified(row, OTHERS, draw)]
    said += draw.sample(made_up, len(said))  # half of it is fabricated
    draw.shuffle(said)
    assert len(said) > 30
    with openai_server() as server:
        server.enqueue(Reply("\n\n".join(each.text for each, _ in said)))
        answer = open_assistant(data, server.base_url, answer_tokens=4096, context_tokens=32768, timeout=60).ask(
            QUESTION
        )
    by_text = {sentence.text: sentence for sentence in answer.sentences}
    for each, true in said:
        sentence = by_text[each.text]
        assert (sentence.verdict is SentenceVerdict.SUPPORTED) == true, (each, sentence.reasons)
        assert answer.text.startswith(" [not supported]", sentence.end) != true
    quoted = [c for c in answer.citations if c.verdict is Verdict.QUOTED]
    assert quoted
    assert len(server.requests) == 2, "asked once to mend, and no more"


def test_every_kind_of_fabrication_is_tried() -> None:
    draw = random.Random(0)
    kinds = {each.kind for row in ROWS for each in falsified(row, OTHERS, draw)}
    assert len(kinds) >= 20
