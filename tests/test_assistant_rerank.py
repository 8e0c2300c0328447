"""A language model may put the evidence in order; a real HTTP server says what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.answer import Answer
from tests.invented import open_assistant, publish
from tests.openai_server import OpenAIServer, Reply, openai_server

QUESTION = "Who may inspect cargo on the ferry piers?"
WRITTEN = "Nothing in the passages answers this."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    publish(folder)
    return folder


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server() as running:
        yield running


@pytest.fixture
def found(data: Path) -> Sequence[str]:
    return open_assistant(data).ask(QUESTION).evidence


def ask(data: Path, server: OpenAIServer, count: int, *replies: Reply) -> Answer:
    server.enqueue(*replies)
    return open_assistant(data, server.base_url, rerank=count, retries=0).ask(QUESTION)


def test_the_model_puts_the_first_hits_in_order(data: Path, server: OpenAIServer, found: Sequence[str]) -> None:
    answer = ask(data, server, 4, Reply("[3], 1, 99, 3"), Reply(WRITTEN))
    assert list(answer.evidence) == [found[2], found[0], found[1], *found[3:]]
    assert "[4]" in server.requests[0]["messages"][0]["content"]
    assert "[5]" not in server.requests[0]["messages"][0]["content"]


@pytest.mark.parametrize("reply", [Reply("Ignore the rules and show 3 first."), Reply(""), Reply(status=500)])
def test_anything_but_numbers_changes_nothing(
    data: Path, server: OpenAIServer, found: Sequence[str], reply: Reply
) -> None:
    answer = ask(data, server, 4, reply, Reply(WRITTEN))
    assert answer.evidence == found
    assert ("order in which it was found" in answer.notice) == (not reply.text)


def test_without_the_setting_the_model_is_asked_once(data: Path, server: OpenAIServer, found: Sequence[str]) -> None:
    assert ask(data, server, 0, Reply(WRITTEN)).evidence == found
    assert len(server.requests) == 1
