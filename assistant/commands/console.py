"""Where tables and styled text are drawn; what it is given never makes a terminal act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from assistant.terminal import visible


class Terminal(Console):
    """A console of rich that shows what it is given and obeys none of it; its own colours stay."""

    def __init__(self, *, error: bool = False, **options: Any) -> None:
        super().__init__(stderr=error, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is drawn, with the controls in its text written out; rich's own controls are no text."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible(segment.text))
