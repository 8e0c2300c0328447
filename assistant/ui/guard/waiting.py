"""The questions that wait, and no more of them than can be answered in some minutes."""

from __future__ import annotations

import random
import time
from typing import Any

import gradio as gr
from gradio.queueing import Event, EventQueue, Queue

from assistant.ui.guard.streams import Streams

__all__ = ["Waiting"]

_FULL = "Too many questions are waiting. Ask again in a minute."
_OWN = 12  # events of one session at a time; a page that loads has three
_UNHEARD = 500  # events that nobody listens for yet
_LOOKS_FOR_WORK = 0.005  # seconds between two looks for an event that can be worked on
_LOOKS_EVERY = 0.5  # seconds between two looks for events to be dropped
_HEARD_WITHIN = 120.0  # seconds: a page listens as soon as it knows that its question was taken; a busy server is late


class Waiting(Queue):
    """Gradio's queue with bounds: ``most`` events that somebody waits for, and a dozen of any session.

    An event is worked on only while its session listens for the answer. One that nobody listens for is dropped after
    some seconds, or when there are too many of its kind, and takes no place away from others.
    """

    def __init__(self, blocks: gr.Blocks, streams: Streams, *, most: int, at_once: int) -> None:
        super().__init__(
            live_updates=False,
            concurrency_count=blocks.max_threads,
            update_intervals=1,
            max_size=None,
            blocks=blocks,
            default_concurrency_limit=at_once,
        )
        self.ANALYTICS_MAX_EVENTS = 1  # nobody reads the statistics
        self.sleep_when_free = _LOOKS_FOR_WORK
        self.progress_update_sleep_when_free = 60.0  # no event tells how far it is
        self._streams = streams
        self._most = most
        self._looked = 0.0

    async def push(self, body: Any, request: Any, username: str | None) -> tuple[bool, Any, Any]:
        """Take an event in, or say why not; called for each that a page sends."""
        if body.fn_index not in self.blocks.fns or self.blocks.fns[body.fn_index].fn is None:
            return False, "The window has no such event. Load the page again.", "error"
        heard: list[Event] = []
        unheard: list[Event] = []
        for event in self._events():
            (heard if self._is_heard(event) else unheard).append(event)
        # One whose stream broke off stays among those that are pending, and is no event any more.
        pending = self.pending_event_ids_session.get(body.session_hash, ())
        own = sum(event_id in self.event_ids_to_events for event_id in pending)
        if len(heard) >= self._most or own >= _OWN:
            return False, _FULL, "queue_full"
        if len(unheard) >= _UNHEARD:
            self._drop(sorted(unheard, key=lambda event: event.enqueue_time)[: len(unheard) - _UNHEARD + 1])
        taken: tuple[bool, Any, Any] = await super().push(body, request, username)
        return taken

    def get_events(self) -> tuple[list[Event], bool, str] | None:
        """The next event to work on: the first of a queue with a free place whose session listens."""
        now = time.monotonic()
        if now >= self._looked + _LOOKS_EVERY:  # this is called hundreds of times a second
            self._looked = now
            self._drop(self._overdue())
        queues = list(self.event_queue_per_concurrency_id.items())
        random.shuffle(queues)
        for name, queue in queues:
            if queue.concurrency_limit is not None and queue.current_concurrency >= queue.concurrency_limit:
                continue
            event = next(filter(self._is_heard, queue.queue), None)
            if event is not None:
                queue.queue.remove(event)
                return [event], False, name
        return None

    def compute_analytics_summary(self, records: Any) -> dict[str, Any]:
        """No statistics: Gradio's own are worked out anew, over thousands of events, after each of them."""
        return {}

    def expects(self, session: str) -> bool:
        """Whether there is or was something to hear for a session."""
        return session in self.pending_messages_per_session

    def forget(self, session: str) -> None:
        """Let go what is kept for a session that has no page any more."""
        self._drop([event for event in self._events() if event.session_hash == session])
        self.pending_event_ids_session.pop(session, None)
        if session in self.pending_messages_per_session:
            del self.pending_messages_per_session[session]

    def _is_heard(self, event: Event) -> bool:
        return self._streams.is_heard(event.session_hash)

    def _events(self) -> list[Event]:
        queues: list[EventQueue] = list(self.event_queue_per_concurrency_id.values())
        return [event for queue in queues for event in queue.queue]

    def _overdue(self) -> list[Event]:
        latest = time.monotonic() - _HEARD_WITHIN
        return [e for e in self._events() if e.enqueue_time < latest and not self._is_heard(e)]

    def _drop(self, events: list[Event]) -> None:
        for event in events:
            event.alive = False
            self.event_queue_per_concurrency_id[event.concurrency_id].queue.remove(event)
            self.event_ids_to_events.pop(event._id, None)
            pending = self.pending_event_ids_session.get(event.session_hash, set())
            pending.discard(event._id)
            if not pending:
                self.pending_event_ids_session.pop(event.session_hash, None)
                if event.session_hash in self.pending_messages_per_session:
                    del self.pending_messages_per_session[event.session_hash]
