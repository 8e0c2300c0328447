"""What is kept of each chat, and for how long."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
from gradio.state_holder import SessionState, StateHolder

from assistant.ui.guard.streams import Streams

__all__ = ["Chats"]

_CLOSED = dt.timedelta(minutes=10)  # a page that was closed, or lost its network, may come back
_ALIKE = 4  # forms of one component that are kept for all chats


class Chats(StateHolder):
    """The sessions of the window, at most ``most``; those whose page is closed go first, the longest unused before others."""

    def __init__(self, blocks: gr.Blocks, streams: Streams, most: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.set_blocks(blocks)
        self.capacity = most
        self._streams = streams
        self._alike: dict[int, list[Any]] = {}

    def __getitem__(self, session: str) -> SessionState:
        if session not in self.session_data:
            self.session_data[session] = _Chat(self.blocks, self._alike)
        self.time_last_used[session] = dt.datetime.now()
        self.update(session)
        return self.session_data[session]

    def update(self, session: str) -> None:
        """Note that a session is used, and let others go where there are too many."""
        with self.lock:
            if session in self.session_data:
                self.session_data.move_to_end(session)
            while len(self.session_data) > self.capacity:
                others = (name for name in self.session_data if name != session)
                closed = next((name for name in others if not self._streams.is_open(name)), None)
                self._let_go(closed or next(iter(self.session_data)))

    def sweep(self) -> list[str]:
        """Free the sessions whose page has been closed for some minutes; their names."""
        now = dt.datetime.now()
        with self.lock:
            gone = []
            for session in list(self.session_data):
                if self._streams.is_open(session):
                    self.time_last_used[session] = now
                elif now - self.time_last_used.get(session, now) > _CLOSED:
                    gone.append(session)
            for session in gone:
                self._let_go(session)
        return gone

    def _let_go(self, session: str) -> None:
        self.session_data.pop(session, None)
        self.time_last_used.pop(session, None)


class _Chat(SessionState):
    """A session without the description of everything shown that Gradio makes and keeps for links to it, which the window does not have."""

    def __init__(self, blocks: gr.Blocks, alike: dict[int, list[Any]]) -> None:
        super().__init__(cast("gr.Blocks", SimpleNamespace(default_config=blocks.default_config, blocks=())))
        self._alike = alike

    def __setitem__(self, key: int, value: Any) -> None:
        if isinstance(self.blocks_config.blocks.get(key), gr.State):
            self.state_data[key] = value
            return
        # A list of choices is the same for all sessions, and kept once.
        if isinstance(value, gr.components.Component):
            known = self._alike.setdefault(key, [])
            args = value.constructor_args
            value = next((each for each in known if each.constructor_args == args), value)
            self._alike[key] = [value, *(each for each in known if each is not value)][:_ALIKE]
        self.blocks_config.blocks[key] = value

    def _update_config(self, key: int) -> None:
        pass

    def _update_value_in_config(self, key: int, value: Any) -> None:
        pass
