"""The commands ``unsc timeline`` and ``unsc matrix``: a mandate through time, and its tasks resolution by resolution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from assistant.commands.forms import SCREEN, form_asked, give
from assistant.commands.options import AsJson, Data, Day, Form, Output, Style, settings_with

if TYPE_CHECKING:
    from vectorstore.catalogue import Catalogue

_Made = TypeVar("_Made")
_LONGEST = 300  # characters of a name that are read
Name = Annotated[
    str, typer.Argument(help='A mission, panel, committee or regime: UNMISS, "1267 Committee", "Libya sanctions".')
]


def timeline_command(
    name: Name,
    as_of: Day = None,
    data: Data = None,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
    style: Style = "un",
) -> None:
    """Follow a mandate through time: decisions, terms, ceilings, times without cover, how it stands on a day. It is drawn as svg, too."""
    from assistant.commands.console import Terminal
    from assistant.commands.printing.timeline import render_timeline
    from assistant.timeline import timeline
    from vectorstore.generations.published import published_catalogue

    chosen = form_asked(form, output, style, as_json=as_json, drawn=("svg",))
    catalogue = published_catalogue(settings_with(data).data)
    made = _of_name(timeline, name, catalogue, as_of.date() if as_of else None)
    if chosen == SCREEN:
        render_timeline(made, Terminal())
    else:
        give(made, chosen, output, catalogue, style=style)


def matrix_command(
    name: Name,
    as_of: Day = None,
    data: Data = None,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
    style: Style = "un",
) -> None:
    """Lay the tasks of a mission beside its resolutions: present, strengthened, weakened, carried over, dropped."""
    from assistant.commands.console import Terminal
    from assistant.commands.printing.timeline import render_matrix
    from assistant.timeline.matrix import matrix
    from vectorstore.generations.published import published_catalogue

    chosen = form_asked(form, output, style, as_json=as_json)
    catalogue = published_catalogue(settings_with(data).data)
    made = _of_name(matrix, name, catalogue, as_of.date() if as_of else None)
    if chosen == SCREEN:
        render_matrix(made, Terminal())
    else:
        give(made, chosen, output, catalogue, style=style)


def _of_name(
    make: Callable[[str, Catalogue, dt.date | None], _Made], name: str, catalogue: Catalogue, day: dt.date | None
) -> _Made:
    """What is made of a name as it is written, else of what its words mean ("the UN force in Cyprus")."""
    from assistant.plan import Subject
    from assistant.reading.subjects import Subjects
    from assistant.timeline import UnknownBody

    subjects, words = Subjects(catalogue), name.strip()[:_LONGEST]
    with suppress(UnknownBody):
        return make(name, catalogue, day)
    if words and (entry := subjects.entry(Subject(name=words), day or catalogue.last_day())) is not None:
        with suppress(UnknownBody):
            return make(entry.engine, catalogue, day)
    raise UnknownBody(name, [each.name for each in subjects.suggestions(words)] if words else ())
