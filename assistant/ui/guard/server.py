"""The window's server: Gradio behind the gate, on a port of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext, suppress
from copy import copy
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.blocks import Block
from gradio.components import _Keywords
from gradio.data_classes import GradioModel, GradioRootModel
from gradio.state_holder import SessionState
from gradio.utils import is_prop_update

from assistant.ui.guard.chats import Chats
from assistant.ui.guard.connection import PatientProtocol
from assistant.ui.guard.gate import App, Gate, Known
from assistant.ui.guard.keeping import Keeping
from assistant.ui.guard.listening import Server, listening_on, shown
from assistant.ui.guard.log import log_failure
from assistant.ui.guard.names import Names
from assistant.ui.guard.programs import Programs
from assistant.ui.guard.settings import WindowSettings
from assistant.ui.guard.streams import Streams
from assistant.ui.guard.waiting import Waiting

__all__ = ["Page", "serve"]

_LOG = logging.getLogger(__name__)
_ENDED = _Keywords.FINISHED_ITERATING
_SWEEP = 15.0  # seconds between two looks for chats whose page is closed


class Page(gr.Blocks):
    """A page whose failures are logged by their kind: Gradio would print what the event was sent. What an event has sent piece by piece
    is not sent whole once more at its end."""

    async def process_api(self, *args: Any, **named: Any) -> dict[str, Any]:
        try:
            done: dict[str, Any] = await super().process_api(*args, **named)
        except gr.Error as error:
            raise gr.Error(error.message, print_exception=False) from None
        except Exception as error:  # noqa: BLE001 - raised anew, without its words
            log_failure(_LOG, "an event of the page failed", error)
            raise gr.Error("Something went wrong. Load the page again.", print_exception=False) from None
        return done

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: SessionState | None, explicit_call: bool = False
    ) -> list[Any]:
        """What a page sent, as its event takes it. The page sends texts alone; Gradio would have a thread look at each of a dozen."""
        del explicit_call
        self.validate_inputs(block_fn, inputs)
        chat = state or SessionState(self)
        return [
            chat[block._id] if block.stateful else chat[block._id].preprocess(value)
            for block, value in zip(block_fn.inputs, inputs, strict=True)
        ]

    async def postprocess_data(self, block_fn: Any, predictions: Any, state: SessionState | None) -> list[Any]:
        """What an event returned, as it is sent. No value of the page has a file in it, for which Gradio would look; and it would make each
        component anew, also one that stays as it is. What is to be known of it later, as its choices, is returned as a component."""
        self.validate_outputs(block_fn, predictions)
        outputs, chat = block_fn.outputs, state or SessionState(self)
        values = predictions if len(outputs) > 1 else [predictions]
        told: list[Any] = [None if block.stateful else gr.skip() for block in outputs]
        made = dict[int, Any]()
        for nth, (block, value) in enumerate(zip(outputs, values, strict=True)):
            if value is _ENDED or value == gr.skip():
                continue
            if isinstance(value, Block):
                made[nth] = value
            elif block.stateful:
                chat[block._id] = value
            elif is_prop_update(value):  # type: ignore[no-untyped-call] # how it looks alone
                told[nth] = value | ({"value": chat[block._id].postprocess(value["value"])} if "value" in value else {})
            else:
                made_of = chat[block._id].postprocess(value)
                told[nth] = made_of.model_dump() if isinstance(made_of, GradioModel | GradioRootModel) else made_of
        if made:
            function, updates = copy(block_fn), list(made.values())
            function.outputs = [outputs[nth] for nth in made]
            for nth, update in zip(
                made,
                await super().postprocess_data(function, updates if len(updates) > 1 else updates[0], chat),
                strict=True,
            ):
                told[nth] = update
        return told

    def handle_streaming_diffs(
        self,
        block_fn: Any,
        data: list[Any],
        session_hash: str | None,
        run: str | None,
        final: bool,
        simple_format: bool = False,
    ) -> list[Any]:
        told = super().handle_streaming_diffs(block_fn, data, session_hash, run, final, simple_format)
        # The end of an event that was heard piece by piece: all of it is there, and would be drawn again.
        return [gr.skip() for _ in told] if final and session_hash and run else told

    def calls(self) -> frozenset[tuple[int, str]]:
        """The functions that the page's script may call: the number of a component, and a name."""
        return frozenset(
            (number, function.__name__)
            for number, block in self.blocks.items()
            for function in getattr(block, "server_fns", ())
        )


def serve(
    page: Page,
    host: str,
    port: int,
    settings: WindowSettings,
    *,
    at_once: int,
    head: str,
    top: Callable[[str], str],
    icon: Path,
    programs: Programs | None = None,
    views: App | None = None,
    keeping: Keeping | None = None,
    **look: Any,
) -> str:
    """Serve a page in the background behind the gate; its address. ``page.close()`` ends it.

    ``at_once`` events of a kind are worked on side by side. ``head`` is HTML for the head of the page, ``top`` makes
    what its body begins with, for the name of whoever is signed in; ``icon`` is the picture of its tab; ``programs`` and ``views``, the pages beside it, are served as well, as ``keeping`` says; ``look`` goes to Gradio as it is. Raises ``OSError`` where the address
    cannot be used.
    """
    listening = listening_on(host, port)
    port = int(listening.getsockname()[1])
    streams = Streams()
    waiting = Waiting(page, streams, most=settings.waiting, at_once=at_once)
    page._queue = waiting
    chats: list[Chats] = []

    @asynccontextmanager
    async def swept(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_sweep(chats[0], waiting))
        try:
            async with programs.running() if programs is not None else nullcontext():
                yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    known = Known(waiting.expects, page.calls(), head, top, programs, views, keeping or Keeping())
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=swept)
    gr.mount_gradio_app(
        app, page, path="", server_name=host, server_port=port, ssr_mode=False, mcp_server=False, run_history=False,
        enable_monitoring=False, footer_links=[], root_path=known.keeping.prefix or None, **look,
    )  # fmt: skip
    # Handed over here: Gradio's own way to it is open to a page at "/" alone, not to one at "".
    page.favicon_path = str(icon)  # type: ignore[assignment]
    chats.append(Chats(page, streams, settings.chats))
    page.app.state_holder = chats[0]
    waiting.set_server_app(page.app)
    gate = Gate(app, Names.of(host, port, settings.further_names), streams, known)
    PatientProtocol.documents = "/corpus/texts" if settings.uploads else ""
    server = Server(gate)
    page.server = server  # type: ignore[assignment]  # closed by Blocks.close()
    server.start(listening)
    return f"http://{shown(host)}:{port}{known.keeping.prefix}/"


async def _sweep(chats: Chats, waiting: Waiting) -> None:
    while True:
        await asyncio.sleep(_SWEEP)
        for session in chats.sweep():
            waiting.forget(session)
