"""The form in which a command gives what it made: on the screen, as JSON, or as one of :mod:`assistant.export`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WrongInput
from assistant.terminal import say

if TYPE_CHECKING:
    from assistant.compare.model import Comparison
    from assistant.timeline.matrix import Matrix
    from assistant.timeline.model import Timeline
    from vectorstore.catalogue import Catalogue

SCREEN = "table"


def form_asked(form: str | None, output: Path | None, style: str, *, as_json: bool, drawn: tuple[str, ...] = ()) -> str:
    """:data:`SCREEN`, ``json`` or the name of a form, that of the file where none is named; ``drawn`` are forms beside those of every
    export. Raises :class:`WrongInput` for what cannot be given."""
    from assistant.export import FORMS, NOT_PRINTED, style_of

    style_of(style)
    if as_json and form:
        raise WrongInput("--json and --format exclude each other. Give one of them.")
    chosen = "json" if as_json else form or (output.suffix[1:].lower() if output else SCREEN)
    known = (*FORMS, *drawn)
    if chosen not in ("json", *known, *(() if output else (SCREEN,))):
        raise WrongInput(f"There is no form {chosen!r}. Choose one of {', '.join(known)}: --format md")
    if output is None and chosen in NOT_PRINTED:
        raise WrongInput(f"A {chosen} file is not printed. Name one to write: -o NAME.{chosen}")
    return chosen


def give(
    made: Comparison | Matrix | Timeline, form: str, output: Path | None, catalogue: Catalogue, *, style: str
) -> None:
    """To the file, or to standard output. Raises :class:`WrongInput` where the file cannot be written."""
    from assistant.export import export, save
    from assistant.timeline.drawing.chart import svg
    from assistant.timeline.model import Timeline

    if form == "json":
        content = (json.dumps(made.to_json(), ensure_ascii=False, indent=2) + "\n").encode()
    elif form == "svg" and isinstance(made, Timeline):
        content = svg(made).encode()
    else:
        content = export(made, form, catalogue, style=style)
    if output is None:
        say(content.decode(), end="")
    else:
        save(content, output)
