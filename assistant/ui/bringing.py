"""The offer to bring official texts, in the window: what it would bring, how far it is, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.bringing.running import Bringing, offer
from assistant.ui.corpus import Answering, digests_only
from assistant.ui.markup import fill

__all__ = ["Bringing", "Panel"]


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel below the masthead, and the button beside the state of the corpus that opens it."""

    box: gr.Column
    said: gr.HTML
    everything: gr.Button
    newer: gr.Button
    stop: gr.Button
    close: gr.Button
    timer: gr.Timer
    opened: gr.State

    @classmethod
    def laid_out(cls, bringing: Bringing, assistant: Answering) -> Panel:
        """As it is now: a page that is opened does not move when it asks how it has become."""
        box, said, everything, newer, stop, close, timer, opened = _state(bringing, assistant, opened=False)
        state = gr.State(opened)
        with gr.Column(elem_id="bringing", **box) as column:
            html = gr.HTML(said, elem_id="bringing-said", apply_default_css=False)
            with gr.Row(elem_id="bringing-buttons"):
                small: dict[str, Any] = {"size": "sm", "min_width": 90, "scale": 0}
                buttons = (
                    gr.Button("Download official texts", elem_id="bring-all", **small, **everything),
                    gr.Button("Look for newer texts", elem_id="bring-newer", variant="primary", **small, **newer),
                    gr.Button("Stop", elem_id="bring-stop", **small, **stop),
                    gr.Button("Close", elem_id="bring-close", **small, **close),
                )
        return cls(column, html, *buttons, gr.Timer(1.0, **timer), state)

    def attach(
        self, window: gr.Blocks, opener: gr.Button, bringing: Bringing, assistant: Answering
    ) -> gr.events.Dependency:
        """Wire the panel; the event that is returned is the tick during a run."""
        outputs = [self.box, self.said, self.everything, self.newer, self.stop, self.close, self.timer, self.opened]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "outputs": outputs}

        def shown(opened: bool) -> list[Any]:
            return view(bringing, assistant, opened=opened)

        def begin(newer_only: bool) -> list[Any]:
            bringing.start(newer_only=newer_only)
            return view(bringing, assistant, opened=True)

        def stopped(opened: bool) -> list[Any]:
            bringing.stop()
            return view(bringing, assistant, opened=opened)

        def ticked(opened: bool) -> list[Any]:
            bringing.refresh()
            return view(bringing, assistant, opened=opened)

        window.load(shown, self.opened, **quiet)
        opener.click(lambda: view(bringing, assistant, opened=True), None, **quiet)
        self.everything.click(lambda: begin(False), None, **quiet)
        self.newer.click(lambda: begin(True), None, **quiet)
        self.stop.click(stopped, self.opened, **quiet)
        self.close.click(lambda: view(bringing, assistant, opened=False, closed=True), None, **quiet)
        return self.timer.tick(ticked, self.opened, **quiet)


def view(bringing: Bringing, assistant: Answering, *, opened: bool, closed: bool = False) -> list[Any]:
    """The panel as it is now: hidden, an offer, the progress, or the report."""
    box, said, *buttons, timer, state = _state(bringing, assistant, opened=opened, closed=closed)
    return [gr.Column(**box), said, *(gr.Button(**each) for each in buttons), gr.Timer(**timer), state]


def _state(bringing: Bringing, assistant: Answering, *, opened: bool, closed: bool = False) -> tuple[Any, ...]:
    """What holds of each part of a :class:`Panel`, in their order."""
    running = bringing.running
    catalogue = assistant.catalogue
    digests = digests_only(catalogue)
    visible = running or opened or (digests and not closed)
    # The report of an earlier run is told where it is asked for.
    offered = offer(bringing, digests=digests, last_day=catalogue.last_day(), reported=running or opened)
    return (
        {"visible": visible},
        fill("bringing.html", **offered) if visible else "",
        {"visible": not running, "variant": "primary" if digests else "secondary"},
        {"visible": not running and not digests},
        {"visible": running and bringing.ours},
        {"visible": not running},
        {"active": running},
        opened or running,
    )
