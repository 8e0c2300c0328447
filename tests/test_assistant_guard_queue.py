"""The queue has an end, nobody's unheard questions hold it, and what is kept of a chat has one too."""

from __future__ import annotations

import base64
import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gradio as gr
import pytest
from llama_index.core.llms import ChatMessage

from assistant.answer import Answer
from assistant.ui.chat import Handlers
from assistant.ui.guard import chats, waiting
from assistant.ui.guard.routes import Route
from assistant.ui.guard.server import Page
from assistant.ui.guard.settings import WindowSettings
from assistant.ui.guard.streams import Streams
from assistant.ui.guard.waiting import Waiting
from assistant.ui.talk import turns as talk
from assistant.ui.talk.turns import LONGEST, Turns
from tests.window_browser import WARNINGS
from tests.window_client import Reader, opened
from tests.window_double import Assistant, lagoon, shoals
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.filters import Filters

pytestmark = WARNINGS

WRECKS = "Which wrecks may the Lagoon Mission remove?"


class Held(Assistant):
    """Answers once it is let go; counts who has begun."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self.begun = threading.Semaphore(0)
        self.go = threading.Event()

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]:
        self.begun.release()
        assert self.go.wait(60)
        yield from super().stream(question, history, as_of=as_of, filters=filters)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    write_catalogue(tmp_path / "catalogue.sqlite", [lagoon(), shoals()])
    return Catalogue.open(tmp_path / "catalogue.sqlite")


def queue_of(window: Page) -> Waiting:
    queue = window._queue
    assert isinstance(queue, Waiting)
    return queue


def test_questions_that_nobody_listens_for_block_nobody(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "_HEARD_WITHIN", 600.0)
    assistant = Assistant(catalogue)
    with opened(assistant, settings=WindowSettings(waiting=5)) as (window, url):
        gone = Reader(window, url, "gone")
        for nth in range(550):
            gone.session = f"gone{nth}"
            assert gone.put("What was the vote?").status_code == 200
        assert "remove wrecks" in Reader(window, url, "here").ask(WRECKS)
        assert [question for question, _, _ in assistant.heard] == [WRECKS]
        assert len(queue_of(window)) == 499  # the oldest made room for the others


def test_an_unheard_question_is_dropped_after_some_seconds(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "_HEARD_WITHIN", 0.0)
    assistant = Assistant(catalogue)
    with opened(assistant) as (window, url):
        reader, queue = Reader(window, url, "gone"), queue_of(window)
        assert reader.put("What was the vote?").status_code == 200
        for _ in range(1000):
            if not len(queue):
                break
            threading.Event().wait(0.01)
        assert len(queue) == 0
        assert assistant.heard == []
        assert "gone" not in queue.pending_messages_per_session
        assert "gone" not in queue.pending_event_ids_session
        assert queue.event_ids_to_events == {}
        assert reader.client.get("/gradio_api/queue/data?session_hash=gone").status_code == 404


def test_one_session_has_a_dozen_events_at_a_time(catalogue: Catalogue):
    with opened(Assistant(catalogue)) as (window, url):
        reader = Reader(window, url, "eager")
        statuses = [reader.put("What was the vote?").status_code for _ in range(14)]
        assert statuses == [200] * 12 + [503] * 2
        assert sum(said["msg"] == "process_completed" for said in reader.listen()) == 12
        assert reader.put("What was the vote?").status_code == 200


def test_a_full_queue_says_so_and_empties(catalogue: Catalogue):
    assistant = Held(catalogue)
    with (
        opened(assistant, settings=WindowSettings(waiting=3)) as (window, url),
        ThreadPoolExecutor(11) as pool,
    ):
        answers = []
        for nth in range(8):  # one after the other: eight at once could find three waiting, and be refused
            answers.append(pool.submit(Reader(window, url, f"first{nth}").ask, WRECKS))
            assert assistant.begun.acquire(timeout=60)
        late = [Reader(window, url, f"late{n}") for n in range(3)]
        for reader in late:
            assert reader.put(WRECKS).status_code == 200
        listening = [reader.listen() for reader in late]
        assert {next(each)["msg"] for each in listening} == {"estimation"}  # they wait, and are listened for
        refused = Reader(window, url, "last").put(WRECKS)
        assert refused.status_code == 503
        assert refused.json() == {"detail": "Too many questions are waiting. Ask again in a minute."}
        assistant.go.set()
        assert all("remove wrecks" in answer.result(timeout=60) for answer in answers)
        assert [list(each)[-1]["msg"] for each in listening] == ["close_stream"] * 3
        assert "remove wrecks" in Reader(window, url, "last").ask(WRECKS)


# What is kept.


def test_chats_are_capped_and_those_without_a_page_go_first(catalogue: Catalogue):
    with opened(Assistant(catalogue), settings=WindowSettings(chats=10)) as (window, url):
        reader = Reader(window, url, "kept")
        with reader.client.stream("GET", "/gradio_api/heartbeat/kept") as page:
            lines = page.iter_lines()
            assert next(lines) == "data: ALIVE"
            assert "remove wrecks" in reader.ask(WRECKS)
            for nth in range(15):
                Reader(window, url, f"passing{nth}").ask("What was the vote?")
            kept = window.app.state_holder.session_data
            assert len(kept) == 10
            assert "kept" in kept
            assert list(kept)[1:] == [f"passing{nth}" for nth in range(6, 15)]


def test_a_chat_whose_page_is_closed_is_freed(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(chats, "_CLOSED", dt.timedelta(0))
    streams = Streams()
    page = Page()
    kept = chats.Chats(page, streams, 10)
    for session in ("open", "closed"):
        kept[session].state_data[1] = session
    with streams.opened(Route.ALIVE, "open"):
        assert kept.sweep() == ["closed"]
        assert list(kept.session_data) == ["open"]
    assert kept.sweep() == ["open"]
    assert not kept.session_data
    assert not kept.time_last_used


def test_nothing_that_is_shown_is_kept_a_second_time(catalogue: Catalogue):
    with opened(Assistant(catalogue)) as (window, url):
        for name in ("one", "two"):
            Reader(window, url, name).ask(WRECKS)
        one, two = (window.app.state_holder.session_data[name] for name in ("one", "two"))
        assert one.config_values == {}
        boxes = [
            next(block for block in chat_.blocks_config.blocks.values() if block.elem_id == "question")
            for chat_ in (one, two)
        ]
        assert boxes[0] is boxes[1]
        assert isinstance(boxes[0], gr.Textbox)


def test_nothing_of_the_page_is_made_anew_for_an_answer(catalogue: Catalogue):
    with opened(Assistant(catalogue)) as (window, url):
        Reader(window, url, "one").ask(WRECKS)
        known = window.app.state_holder.session_data["one"].blocks_config.blocks
        assert all(known[number] is block for number, block in window.blocks.items())


def test_what_came_piece_by_piece_is_not_sent_whole_at_the_end(catalogue: Catalogue):
    with opened(Assistant(catalogue)) as (window, url):
        reader = Reader(window, url, "one")
        assert reader.put(WRECKS).status_code == 200
        said = list(reader.listen())
    last = [each["output"]["data"] for each in said if each["msg"] == "process_generating"][-1]
    assert "remove wrecks" in str(last)
    (end,) = [each for each in said if each["msg"] == "process_completed"]
    assert end["success"]
    assert end["output"]["data"] == [gr.skip()] * len(last)


def test_of_a_long_chat_the_newest_questions_are_kept(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(talk, "_KEPT", 3)
    page = Handlers(Assistant(catalogue))
    turns: Turns = ()
    for question in [WRECKS, "Is there a storm?", "And the shoals?", "What was the vote?", WRECKS, "The shoals?"]:
        messages, turns, _ = list(page.respond(question, turns))[-1]
    assert [turn.asked.question for turn in turns] == ["What was the vote?", WRECKS, "The shoals?"]
    assert "no longer kept" in messages[0]["content"]
    assert [f'data-turn="{n}"' in messages[2 * n - 2]["content"] for n in (2, 3, 4)] == [True, True, True]
    asked = gr.EventData(None, {"turn": 4, "form": "bib", "style": "un"})
    assert "9002" in base64.b64decode(page.download(turns, asked)["content"]).decode()
    gone = page.download(turns, gr.EventData(None, {"turn": 1, "form": "bib", "style": "un"}))
    assert "no longer part of this chat" in gone["failure"]


def test_a_chat_has_room_for_so_many_characters(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(talk, "_ROOM", 1)
    page = Handlers(Assistant(catalogue))
    turns: Turns = ()
    for question in [WRECKS, "And the shoals?"]:
        turns = list(page.respond(question, turns))[-1][1]
    assert [turn.asked.question for turn in turns] == ["And the shoals?"]


def test_a_question_beyond_the_longest_is_refused_in_words(catalogue: Catalogue):
    assistant = Assistant(catalogue)
    messages = list(Handlers(assistant).respond("x" * (LONGEST + 1), ()))[-1][0]
    assert "4,000 characters at most" in messages[-1]["content"]
    assert assistant.heard == []
