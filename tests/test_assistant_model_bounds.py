"""A language model that does not end, and one whose address holds secrets: a real server on loopback does the worst."""

from __future__ import annotations

import json
import logging
import resource
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.commands.printing.common import render_answer
from assistant.export import FORMS, export
from assistant.settings import LLMSettings
from assistant.writing.model import explain
from tests.invented import open_assistant, publish, settings
from tests.openai_server import OpenAIServer, Reply, openai_server
from vectorstore.addresses import login, query, shown, without_secrets
from vectorstore.embedding.by_name import load_embedding
from vectorstore.errors import EmbeddingFailed, ServerUnavailable
from vectorstore.vectors.store import ChromaServer

QUESTION = "Who may inspect cargo on the ferry piers?"
_BUFFERS = 12_000_000  # bytes that the sockets of the two sides and what lies between them can hold


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    publish(folder)
    return folder


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server() as running:
        yield running


@pytest.mark.parametrize(
    ("endless", "said"),
    [
        (
            "content",
            "wrote more than 3,000 characters without an end and was stopped. Raise UNSC_LLM__ANSWER_CHARACTERS",
        ),
        ("reasoning", "sent more than 1 megabytes without an end and was stopped. Raise UNSC_LLM__REPLY_MEGABYTES"),
        ("nothing", "sent more than 1 megabytes without an end and was stopped. Raise UNSC_LLM__REPLY_MEGABYTES"),
        ("line", "sent more than 1 megabytes without an end and was stopped. Raise UNSC_LLM__REPLY_MEGABYTES"),
        ("zipped", "compressed its reply although it was asked not to"),
    ],
)
def test_what_does_not_end_is_stopped_and_the_texts_answer(
    endless: str, said: str, data: Path, server: OpenAIServer
) -> None:
    server.enqueue(Reply(endless=endless))
    assistant = open_assistant(data, server.base_url, retries=0, timeout=60, reply_megabytes=1, answer_characters=3000)
    answer = assistant.ask(QUESTION)
    assert said in answer.notice
    assert answer.writer == "extractive"
    assert answer.citations[0].key == "7001/op3"
    assert server.left.wait(10), "the connection was closed"
    assert server.sent < 1_000_000 + _BUFFERS


def test_memory_stays_where_it_was_with_the_bounds_that_are_set_by_default(data: Path, server: OpenAIServer) -> None:
    assistant = open_assistant(data, server.base_url, retries=0, timeout=60)
    assistant.ask("What does resolution 7001 decide?")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for endless in ("content", "line"):
        server.enqueue(Reply(endless=endless))
        server.replies[:] = server.replies[-1:]
        assert "without an end" in assistant.ask(QUESTION).notice
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # kilobytes on Linux
    assert grown < 300_000


def test_an_answer_within_the_bounds_is_whole(data: Path, server: OpenAIServer) -> None:
    text = "The Council authorizes UNMAZ to inspect cargo on the ferry piers (S/RES/7001 (2031), para. 3)."
    server.enqueue(Reply(text))
    answer = open_assistant(data, server.base_url, answer_characters=200, reply_megabytes=0.01).ask(QUESTION)
    assert (answer.text, answer.notice) == (text, "")


# --- secrets ------------------------------------------------------------------------------------------------------

SECRETS = ("s3cr%2Fet", "s3cr/et", "hidden-key", "ann:", "YW5uOn")


def secret_address(server: OpenAIServer) -> str:
    return server.base_url.replace("http://", "http://ann:s3cr%2Fet@") + "/?k=hidden-key"


@pytest.mark.parametrize(
    "reply", [Reply(status=500), Reply(status=401), Reply(status=404), Reply(""), Reply(malformed=True)]
)
def test_no_secret_of_the_address_is_told(
    reply: Reply, data: Path, server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.enqueue(reply)
    assistant = open_assistant(data, secret_address(server), retries=0)
    answer = assistant.ask(QUESTION)
    assert answer.notice
    console = Console(file=StringIO(), width=500)
    render_answer(answer, console)
    told = [answer.notice, json.dumps(answer.to_json()), repr(answer), caplog.text, console.file.getvalue()]  # type: ignore[attr-defined]
    told += [export(answer, form, assistant.catalogue).decode("latin-1") for form in FORMS]
    told += [repr(assistant.settings), str(assistant.settings)]
    for text in told:
        assert not [secret for secret in SECRETS if secret in text]


def test_name_password_and_keys_of_the_address_are_sent(data: Path, server: OpenAIServer) -> None:
    server.enqueue(Reply("UNMAZ may (S/RES/7001 (2031), para. 3)."))
    open_assistant(data, secret_address(server)).ask(QUESTION)
    request = server.requests[0]
    assert request["path"] == "/v1/chat/completions?k=hidden-key"
    assert request["authorization"] == "Basic YW5uOnMzY3IvZXQ="


def test_a_server_that_is_not_there_is_named_without_them(data: Path) -> None:
    answer = open_assistant(data, "http://ann:s3cr%2Fet@127.0.0.1:9/v1?k=hidden-key", retries=0).ask(QUESTION)
    assert "at http://127.0.0.1:9/v1 could not be reached" in answer.notice


@pytest.mark.parametrize(
    ("address", "visible"),
    [
        ("http://host:8/v1/", "http://host:8/v1"),
        ("https://ann:pw@host/v1?key=k#f", "https://host/v1"),
        ("https://ann:p/w@host/v1", "https://host/v1"),
        ("https://ann:p?w#@host/v1", "https://host/v1"),
        ("https://ann:p@w@host/v1", "https://host/v1"),
        ("ann:pw@host/v1", "host/v1"),
        ("http://[bad", "http://[bad"),
        ("", ""),
    ],
)
def test_what_of_an_address_is_shown(address: str, visible: str) -> None:
    assert shown(address) == visible
    assert LLMSettings(base_url=address).server == visible
    assert "pw" not in explain(RuntimeError(address), LLMSettings(base_url=address, model="m"))
    login(address)
    query(address)


def test_messages_of_others_are_told_without_them() -> None:
    address = "http://ann:pw%21@host/v1?key=abc"
    message = f"no way to {address}: user ann:pw%21, pw!, key=abc, abc, token"
    assert without_secrets(message, address, "token") == "no way to http://host/v1: user …, …, …, …, …"


def test_embedding_and_vector_servers_are_named_without_them() -> None:
    embedding = load_embedding("openai-compatible", base_url="http://ann:pw1@127.0.0.1:9/v1?k=kk1", model="m")
    embedding._client.max_retries = 0  # type: ignore[attr-defined]
    with pytest.raises(EmbeddingFailed) as failed:
        embedding.embed_many(["a"])
    assert "http://127.0.0.1:9/v1" in str(failed.value)
    assert not any(each in f"{failed.value}{embedding!r}" for each in ("pw1", "kk1", "ann"))
    with pytest.raises(ServerUnavailable) as unavailable:
        ChromaServer("http://ann:pw1@127.0.0.1:9/path?k=kk1").connect()
    assert not any(each in str(unavailable.value) for each in ("pw1", "kk1", "ann:"))


def test_secrets_do_not_count_in_the_fingerprint(tmp_path: Path) -> None:
    one, other = (settings(tmp_path, f"http://{login}host/v1").fingerprint for login in ("", "ann:pw@"))
    assert one == other
